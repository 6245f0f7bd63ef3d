//! Deciding on what waits: it is accepted, it is to be mended, or it is refused. The decision is about the version that was
//! seen; the shop is told, and after enough accepted goods in a row it is trusted.
use super::access::ItemModerator;
use super::model::{Item, ItemKind, ItemState, UNDO};
use super::queries;
use crate::audit::{self, Event};
use crate::catalogue::licences::decide as licences;
use crate::catalogue::limits::{Limit, Limits};
use crate::catalogue::shown::{hide, show};
use crate::catalogue::{shop, waiting};
use crate::db::schema::{moderation, placed_order, product, review, shop as shops};
use crate::db::{Db, Write, refuse};
use crate::households::queries::people_of;
use crate::kernel::ids::{HouseholdId, ModerationId, ProductId, ShopId};
use crate::messages::{self, About, Letter, LookedOver, Reason, Verdict};
use chrono::{DateTime, NaiveDateTime};
use diesel::dsl::{exists, max, select};
use diesel::{ExpressionMethods, JoinOnDsl, QueryDsl, QueryResult, RunQueryDsl};

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
    #[error("what is accepted has no reasons")]
    ReasonsWithYes,
    #[error("the order that is reviewed was not collected after all")]
    NotCollected,
}

/// Decides on the version that was seen. The second arrival of a form finds it decided, and that is what it asked for.
pub(crate) fn decide(db: &mut Db, by: &ItemModerator, seen: i32, decision: &Decision) -> Write<(), DecideRefusal> {
    let before = queries::item(db, by.item())?;
    if is_decided(&before, by, (seen, decision)) {
        return Ok(());
    }
    allow(db, by.item(), (before.kind, decision))?;
    write_down(db, by, seen, decision)?;
    let item = queries::item(db, by.item())?;
    carry_out(db, by.moderator().shop(), &item)?;
    if item.kind == ItemKind::Good && item.state == ItemState::Accepted {
        trust_if_proven(db, by)?;
    }
    tell(db, by.moderator().shop(), (&item, verdict_of(&item)))?;
    let (object, detail) = (("moderation", item.id.0), Reason::written(&decision.reasons));
    let event = Event { action: decision.to.action(), object, detail: &detail, area: Some(by.moderator().area()) };
    Ok(audit::record(db, by.moderator().actor(), event)?)
}

/// Whether the same moderator has said the same of this version.
fn is_decided(item: &Item, by: &ItemModerator, (seen, decision): (i32, &Decision)) -> bool {
    let account = by.moderator().actor().account;
    let is_theirs = item.version == seen && item.decided.is_some_and(|(_, decider)| decider == account);
    let is_same = item.reasons == decision.reasons && item.note == decision.note;
    is_theirs && is_same && item.state == decision.to.state()
}

/// Whether such a decision can be made about such a thing.
fn allow(db: &mut Db, item: ModerationId, (kind, decision): (ItemKind, &Decision)) -> Write<(), DecideRefusal> {
    let is_silent = decision.reasons.is_empty() && decision.note.is_empty();
    // Nobody is told why a review is refused, so nobody has to say it.
    let needs_reason = kind != ItemKind::Review;
    match decision.to {
        Outcome::Accept if !is_silent => refuse(DecideRefusal::ReasonsWithYes),
        Outcome::Accept if kind == ItemKind::Review && !is_collected(db, item)? => refuse(DecideRefusal::NotCollected),
        Outcome::Mend if kind == ItemKind::Review => refuse(DecideRefusal::NobodyToMend),
        Outcome::Mend | Outcome::Refuse if is_silent && needs_reason => refuse(DecideRefusal::NoReason),
        Outcome::Accept | Outcome::Mend | Outcome::Refuse => Ok(()),
    }
}

/// Whether the order of a review is collected still: a collection can be taken back, and its sale later on.
fn is_collected(db: &mut Db, item: ModerationId) -> QueryResult<bool> {
    let collected = review::table
        .inner_join(placed_order::table.on(placed_order::id.eq(review::order_id)))
        .filter(review::item_id.eq(item))
        .filter(placed_order::state.eq("collected"));
    select(exists(collected)).get_result(db.conn)
}

fn write_down(db: &mut Db, by: &ItemModerator, seen: i32, decision: &Decision) -> Write<(), DecideRefusal> {
    let (now, account) = (db.now.at, by.moderator().actor().account);
    let asked = moderation::table
        .find(by.item())
        .filter(moderation::state.eq(ItemState::Waiting))
        .filter(moderation::version.eq(seen));
    let decided = diesel::update(asked)
        .set((
            moderation::state.eq(decision.to.state()),
            (moderation::reasons.eq(Reason::written(&decision.reasons)), moderation::note.eq(&decision.note)),
            (moderation::decided_at.eq(now), moderation::decided_by.eq(account)),
        ))
        .execute(db.conn)?;
    if decided == 0 { refuse(DecideRefusal::Stale) } else { Ok(()) }
}

/// Shows to buyers what was accepted, and takes from them what they see and is not.
fn carry_out(db: &mut Db, of: ShopId, item: &Item) -> QueryResult<()> {
    let is_no = matches!(item.state, ItemState::ToMend | ItemState::Refused);
    match (item.kind, item.product) {
        (ItemKind::Good, Some(good)) if item.state == ItemState::Accepted => show(db, good),
        (ItemKind::Report, Some(good)) if is_no => hide(db, good),
        (ItemKind::Shop, _) if item.is_shown && is_no => take_down_sign(db, of, item.id),
        (ItemKind::Review, _) if item.is_shown && is_no => read_review(db, item.id, false),
        (ItemKind::Answer, _) if item.is_shown && is_no => read_answer(db, item.id, false),
        (ItemKind::Shop, _) if !item.is_shown && !is_no => shop::put_face(db, of, (&item.words.0, &item.words.1)),
        (ItemKind::Review, _) if !is_no => read_review(db, item.id, true),
        (ItemKind::Answer, _) if !is_no => read_answer(db, item.id, true),
        (ItemKind::Licence, _) if item.state == ItemState::Accepted => licences::accept(db, item.id),
        (_, _) => Ok(()),
    }
}

/// Has the sign of a shop say what it sells and nothing else; what it said is kept with the decision, to be put up again.
fn take_down_sign(db: &mut Db, of: ShopId, item: ModerationId) -> QueryResult<()> {
    let ((name, story), plain) = (shop::face_of(db, of)?, shop::plain_face(db, of)?);
    diesel::update(moderation::table.find(item))
        .set((
            (moderation::name.eq(name), moderation::words.eq(story)),
            (moderation::former_name.eq(&plain), moderation::former_words.eq("")),
        ))
        .execute(db.conn)?;
    shop::put_face(db, of, (&plain, ""))
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

/// Trusts a shop of which enough goods were accepted since the last one that was refused or hidden, and since a moderator took
/// its trust away. It begins when this decision can no longer be taken back, so that nothing is seen which only such a trust showed.
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
    let distrusted: Option<NaiveDateTime> = shops::table.find(shop).select(shops::distrusted_at).first(db.conn)?;
    let since = refused.max(distrusted).unwrap_or(DateTime::UNIX_EPOCH.naive_utc());
    let needed = Limits::today(db)?.of(Limit::TrustAfter);
    let accepted: Vec<Option<ProductId>> = about_goods()
        .filter(moderation::kind.eq(ItemKind::Good))
        .filter(moderation::state.eq(ItemState::Accepted))
        .filter(moderation::decided_at.gt(since))
        .select(moderation::product_id)
        .distinct()
        .limit(needed)
        .load(db.conn)?;
    let is_proven = i64::try_from(accepted.len()).is_ok_and(|accepted| accepted >= needed);
    let begins_at = db.now.at + UNDO;
    if is_proven && waiting::trust_from(db, shop, begins_at)? {
        diesel::update(moderation::table.find(by.item())).set(moderation::made_trusted.eq(true)).execute(db.conn)?;
    }
    Ok(())
}

/// What a shop is told of a decision; nothing where what buyers see stays.
fn verdict_of(item: &Item) -> Option<Verdict> {
    match (item.kind, item.state) {
        (_, ItemState::Accepted) if item.is_shown => None,
        (_, ItemState::Refused) if item.is_shown && item.kind != ItemKind::Review => Some(Verdict::Hidden),
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
