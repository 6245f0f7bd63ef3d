//! Deciding on what waits: it is accepted, it is to be mended, or it is refused. The decision is about the version that was
//! seen; the shop is told, and after enough accepted goods in a row it is trusted.
use super::access::ItemModerator;
use super::model::{Item, ItemKind, ItemState};
use super::queries;
use crate::audit::{self, Event};
use crate::catalogue::licences::decide as licences;
use crate::catalogue::limits::{Limit, Limits};
use crate::catalogue::shown::{hide, show};
use crate::catalogue::{shop, waiting};
use crate::db::schema::{moderation, product, review, shop as shops};
use crate::db::{Db, Write, refuse};
use crate::households::queries::people_of;
use crate::kernel::ids::{HouseholdId, ModerationId, ProductId, ShopId};
use crate::messages::{self, About, Letter, LookedOver, Reason, Verdict};
use chrono::{DateTime, NaiveDateTime};
use diesel::dsl::max;
use diesel::{ExpressionMethods, QueryDsl, QueryResult, RunQueryDsl};

/// What a moderator says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Decision {
    pub to: Outcome,
    /// The sentences that were chosen; what is accepted needs none.
    pub reasons: Vec<Reason>,
    pub note: String,
}

/// What becomes of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    Accept,
    Mend,
    Refuse,
}

impl Outcome {
    fn state(self) -> ItemState {
        match self {
            Outcome::Accept => ItemState::Accepted,
            Outcome::Mend => ItemState::ToMend,
            Outcome::Refuse => ItemState::Refused,
        }
    }

    fn action(self) -> &'static str {
        match self {
            Outcome::Accept => "accept",
            Outcome::Mend => "ask_to_mend",
            Outcome::Refuse => "refuse",
        }
    }
}

/// Why nothing was decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum DecideRefusal {
    #[error("it was changed, or somebody else decided meanwhile")]
    Stale,
    #[error("the shop is not told why")]
    NoReason,
    #[error("whoever wrote a review cannot be asked to mend it")]
    NobodyToMend,
}

/// Decides on the version that was seen.
pub(crate) fn decide(db: &mut Db, by: &ItemModerator, seen: i32, decision: &Decision) -> Write<(), DecideRefusal> {
    if decision.to != Outcome::Accept && decision.reasons.is_empty() && decision.note.is_empty() {
        return refuse(DecideRefusal::NoReason);
    }
    let to = decision.to.state();
    let asked = moderation::table
        .find(by.item())
        .filter(moderation::state.eq(ItemState::Waiting))
        .filter(moderation::version.eq(seen));
    let reasons = Reason::written(&decision.reasons);
    let (now, account) = (db.now.at, by.moderator().actor().account);
    if decision.to == Outcome::Mend && queries::item(db, by.item())?.kind == ItemKind::Review {
        return refuse(DecideRefusal::NobodyToMend);
    }
    let decided = diesel::update(asked)
        .set((
            (moderation::state.eq(to), moderation::reasons.eq(&reasons), moderation::note.eq(&decision.note)),
            (moderation::decided_at.eq(now), moderation::decided_by.eq(account)),
        ))
        .execute(db.conn)?;
    if decided == 0 {
        return refuse(DecideRefusal::Stale);
    }
    let item = queries::item(db, by.item())?;
    carry_out(db, by.moderator().shop(), &item)?;
    if item.kind == ItemKind::Good && to == ItemState::Accepted {
        trust_if_proven(db, by)?;
    }
    tell(db, by.moderator().shop(), (&item, verdict_of(&item)))?;
    let object = ("moderation", item.id.0);
    let event = Event { action: decision.to.action(), object, detail: &reasons, area: Some(by.moderator().area()) };
    Ok(audit::record(db, by.moderator().actor(), event)?)
}

/// Shows to buyers what was accepted, and hides what was reported with a reason.
fn carry_out(db: &mut Db, of: ShopId, item: &Item) -> QueryResult<()> {
    match (item.kind, item.state, item.product) {
        (ItemKind::Good, ItemState::Accepted, Some(good)) => show(db, good),
        (ItemKind::Report, ItemState::ToMend | ItemState::Refused, Some(good)) => hide(db, good),
        (ItemKind::Shop, ItemState::Accepted, _) => shop::put_face(db, of, (&item.words.0, &item.words.1)),
        (ItemKind::Review, ItemState::Accepted, _) => read_review(db, item.id, true),
        (ItemKind::Answer, ItemState::Accepted, _) => read_answer(db, item.id, true),
        (ItemKind::Licence, ItemState::Accepted, _) => licences::accept(db, item.id),
        (_, _, _) => Ok(()),
    }
}

/// Whether everyone reads a review.
pub(super) fn read_review(db: &mut Db, item: ModerationId, is_seen: bool) -> QueryResult<()> {
    let of_this = review::table.filter(review::item_id.eq(item));
    diesel::update(of_this).set(review::is_seen.eq(is_seen)).execute(db.conn).map(drop)
}

/// Whether everyone reads the answer to a review.
pub(super) fn read_answer(db: &mut Db, item: ModerationId, is_seen: bool) -> QueryResult<()> {
    let of_this = review::table.filter(review::answer_item_id.eq(item));
    diesel::update(of_this).set(review::answer_seen.eq(is_seen)).execute(db.conn).map(drop)
}

/// Trusts a shop of which enough goods were accepted since the last one that was refused or hidden.
fn trust_if_proven(db: &mut Db, by: &ItemModerator) -> QueryResult<()> {
    let shop = by.moderator().shop();
    let about_goods = || {
        moderation::table
            .filter(moderation::shop_id.eq(shop))
            .filter(moderation::kind.eq_any([ItemKind::Good, ItemKind::Report]))
    };
    let refused: Option<NaiveDateTime> = about_goods()
        .filter(moderation::state.eq(ItemState::Refused))
        .select(max(moderation::decided_at))
        .get_result(db.conn)?;
    let needed = Limits::today(db)?.of(Limit::TrustAfter);
    let accepted: Vec<Option<ProductId>> = about_goods()
        .filter(moderation::kind.eq(ItemKind::Good))
        .filter(moderation::state.eq(ItemState::Accepted))
        .filter(moderation::decided_at.gt(refused.unwrap_or(DateTime::UNIX_EPOCH.naive_utc())))
        .select(moderation::product_id)
        .distinct()
        .limit(needed)
        .load(db.conn)?;
    let is_proven = i64::try_from(accepted.len()).is_ok_and(|accepted| accepted >= needed);
    if is_proven && waiting::trust(db, shop)? {
        diesel::update(moderation::table.find(by.item())).set(moderation::made_trusted.eq(true)).execute(db.conn)?;
    }
    Ok(())
}

/// What a shop is told of a decision; nothing where a report came to nothing.
fn verdict_of(item: &Item) -> Option<Verdict> {
    match (item.kind, item.state) {
        (ItemKind::Report, ItemState::Refused) => Some(Verdict::Hidden),
        (ItemKind::Report, ItemState::Accepted) | (_, ItemState::Waiting | ItemState::Withdrawn) => None,
        (ItemKind::Review, ItemState::ToMend | ItemState::Refused) => None,
        (_, ItemState::Accepted) => Some(Verdict::Accepted),
        (_, ItemState::ToMend) => Some(Verdict::ToMend),
        (_, ItemState::Refused) => Some(Verdict::Refused),
    }
}

/// Tells the people of a shop what was decided.
pub(super) fn tell(db: &mut Db, shop: ShopId, (item, verdict): (&Item, Option<Verdict>)) -> QueryResult<()> {
    let Some(verdict) = verdict else {
        return Ok(());
    };
    let about = match item.kind {
        ItemKind::Good | ItemKind::Report => About::Good,
        ItemKind::Shop => About::Sign,
        ItemKind::Review => About::Review,
        ItemKind::Answer => About::Answer,
        ItemKind::Licence => About::Licence,
    };
    let name = match item.product {
        Some(good) => product::table.find(good).select(product::name).first(db.conn)?,
        None => item.words.0.clone(),
    };
    let household: HouseholdId = shops::table.find(shop).select(shops::household_id).first(db.conn)?;
    let (reasons, note) = (item.reasons.clone(), item.note.clone());
    let letter = Letter::LookedOver(LookedOver { about, verdict, name, reasons, note });
    let letters: Vec<_> = people_of(db, household)?.into_iter().map(|person| (person, letter.clone())).collect();
    messages::send_all(db, &letters)
}
