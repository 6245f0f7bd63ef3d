//! Taking a decision back: what it did is undone, and the thing waits again. Only by whoever decided, and for half an hour.
use super::access::ItemModerator;
use super::decide::{read_answer, read_review, tell};
use super::model::{Item, ItemKind, ItemState};
use super::queries;
use crate::audit::{self, Event};
use crate::catalogue::licences;
use crate::catalogue::shop;
use crate::catalogue::shown::{hide, show};
use crate::db::schema::{moderation, trusted_shop};
use crate::db::{Db, Write, refuse};
use crate::kernel::ids::{ModerationId, ShopId};
use crate::messages::Verdict;
use chrono::NaiveDateTime;
use diesel::{BoolExpressionMethods, ExpressionMethods, OptionalExtension, QueryDsl, QueryResult, RunQueryDsl};

/// Why a decision stays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum UndoRefusal {
    #[error("it is too late, or somebody else decided")]
    Late,
    #[error("the shop has changed it since")]
    Changed,
    #[error("something else was decided meanwhile")]
    Stale,
}

/// Takes back what the same moderator decided: the decision that was seen, by the number of [`Item::decision`].
pub(crate) fn undo(db: &mut Db, by: &ItemModerator, seen: i64) -> Write<(), UndoRefusal> {
    let (moderator, now) = (by.moderator(), db.now.at);
    let item = queries::item(db, by.item())?;
    if item.decision() != Some(seen) {
        return refuse(UndoRefusal::Stale);
    }
    if !item.is_undoable(moderator.actor().account, now) {
        return refuse(UndoRefusal::Late);
    }
    if is_changed_since(db, moderator.shop(), &item)? {
        return refuse(UndoRefusal::Changed);
    }
    let decided_at = item.decided.map(|(at, _)| at);
    let decided = moderation::table
        .find(item.id)
        .filter(moderation::state.eq(item.state))
        .filter(moderation::decided_at.eq(decided_at));
    let undone = diesel::update(decided.filter(moderation::version.eq(item.version)))
        .set((
            (moderation::state.eq(ItemState::Waiting), moderation::made_trusted.eq(false)),
            (moderation::decided_at.eq(None::<NaiveDateTime>), moderation::decided_by.eq(None::<i64>)),
        ))
        .execute(db.conn)?;
    if undone == 0 {
        return refuse(UndoRefusal::Changed);
    }
    take_back(db, moderator.shop(), &item)?;
    tell(db, moderator.shop(), (&item, verdict_of(&item)))?;
    let event = Event { action: "undo", object: ("moderation", item.id.0), detail: "", area: Some(moderator.area()) };
    Ok(audit::record(db, moderator.actor(), event)?)
}

/// Whether the shop sent the same thing again, or its sign says something else by now. What visitors report is no change.
fn is_changed_since(db: &mut Db, of: ShopId, item: &Item) -> QueryResult<bool> {
    if matches!(item.kind, ItemKind::Review | ItemKind::Answer) {
        return Ok(false);
    }
    if item.kind == ItemKind::Licence {
        return match licences::queries::of_item(db, item.id)? {
            Some(licence) => licences::enter::is_followed(db, licence.id),
            None => Ok(true),
        };
    }
    let is_removed = match item.product {
        Some(good) => queries::shown_good(db, good)?.is_none(),
        None => is_sign_changed(db, of, item)?,
    };
    if is_removed {
        return Ok(true);
    }
    let is_later = moderation::id.gt(item.id).and(moderation::state.ne(ItemState::Withdrawn));
    let is_open = moderation::state.eq_any([ItemState::Waiting, ItemState::ToMend]);
    let others = moderation::table.filter(moderation::shop_id.eq(of)).filter(moderation::id.ne(item.id));
    let newer = others.filter(is_later.or(is_open)).into_boxed();
    let newer = match (item.product, item.kind) {
        (None, kind) => newer.filter(moderation::kind.eq(kind)).filter(moderation::is_shown.eq(item.is_shown)),
        (Some(good), ItemKind::Good) => newer.filter(moderation::product_id.eq(good)).filter(
            moderation::kind
                .eq(ItemKind::Good)
                .or(moderation::kind.eq(ItemKind::Report).and(moderation::state.ne(ItemState::Waiting))),
        ),
        (Some(good), _) => newer
            .filter(moderation::product_id.eq(good))
            .filter(moderation::kind.eq_any([ItemKind::Good, ItemKind::Report])),
    };
    let found: Option<ModerationId> = newer.select(moderation::id).first(db.conn).optional()?;
    Ok(found.is_some())
}

/// Whether the sign says something else than what the decision put up; what was refused put nothing up.
fn is_sign_changed(db: &mut Db, of: ShopId, item: &Item) -> QueryResult<bool> {
    let now = shop::face_of(db, of)?;
    let put_up = match (item.is_shown, item.state) {
        (false, ItemState::Accepted) => Some(&item.words),
        (true, ItemState::ToMend | ItemState::Refused) => Some(&item.former),
        (_, _) => None,
    };
    Ok(put_up.is_some_and(|put_up| *put_up != now))
}

fn take_back(db: &mut Db, of: ShopId, item: &Item) -> QueryResult<()> {
    if item.made_trusted {
        // A moderator may have trusted it meanwhile, and that stays.
        let by_itself = trusted_shop::table.find(of).filter(trusted_shop::begins_at.is_not_null());
        diesel::delete(by_itself).execute(db.conn)?;
    }
    let is_yes = item.state == ItemState::Accepted;
    match (item.kind, item.product) {
        (ItemKind::Good, Some(good)) if is_yes => hide(db, good),
        (ItemKind::Report, Some(good)) if !is_yes => show(db, good),
        (ItemKind::Shop, _) if item.is_shown != is_yes => {
            let back = if item.is_shown { &item.words } else { &item.former };
            shop::put_face(db, of, (&back.0, &back.1))
        }
        // What buyers saw while it was looked over is seen again, and what they did not is not.
        (ItemKind::Review, _) => read_review(db, item.id, item.is_shown),
        (ItemKind::Answer, _) => read_answer(db, item.id, item.is_shown),
        (ItemKind::Licence, _) if is_yes => licences::decide::take_back(db, item.id),
        (_, _) => Ok(()),
    }
}

/// What the shop is told: that it waits again, or that a good which was reported is seen again.
fn verdict_of(item: &Item) -> Option<Verdict> {
    match (item.kind, item.state) {
        (ItemKind::Report, ItemState::Accepted) => None,
        (ItemKind::Report, _) => Some(Verdict::Accepted),
        (ItemKind::Review, _) => None,
        (_, ItemState::Accepted) if item.is_shown => None,
        (_, _) if item.is_shown => Some(Verdict::Accepted),
        (ItemKind::Good | ItemKind::Shop | ItemKind::Answer | ItemKind::Licence, _) => Some(Verdict::Again),
    }
}
