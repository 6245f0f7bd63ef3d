//! Taking a decision back: what it did is undone, and the thing waits again. Only by whoever decided, and for half an hour.
use super::access::ItemModerator;
use super::decide::{read_answer, read_review, tell};
use super::model::{Item, ItemKind, ItemState};
use super::queries;
use crate::audit::{self, Event};
use crate::catalogue::licences;
use crate::catalogue::shop;
use crate::catalogue::shown::{hide, show};
use crate::db::schema::{moderation, shop as shops, trusted_shop};
use crate::db::{Db, Write, refuse};
use crate::kernel::ids::ShopId;
use crate::messages::Verdict;
use chrono::NaiveDateTime;
use diesel::dsl::{exists, select};
use diesel::{BoolExpressionMethods, ExpressionMethods, QueryDsl, QueryResult, RunQueryDsl};

/// Why a decision stays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum UndoRefusal {
    #[error("it is too late, or somebody else decided")]
    Late,
    #[error("the shop has changed it since")]
    Changed,
}

/// Takes back what the same moderator decided.
pub(crate) fn undo(db: &mut Db, by: &ItemModerator) -> Write<(), UndoRefusal> {
    let (moderator, now) = (by.moderator(), db.now.at);
    let item = queries::item(db, by.item())?;
    if !item.is_undoable(moderator.actor().account, now) {
        return refuse(UndoRefusal::Late);
    }
    if is_changed_since(db, moderator.shop(), &item)? {
        return refuse(UndoRefusal::Changed);
    }
    let decided = moderation::table.find(item.id).filter(moderation::state.eq(item.state));
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

/// Whether the shop sent the same thing again, or its sign says something else by now.
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
    let Some(good) = item.product else {
        let now: (String, String) = shops::table.find(of).select((shops::name, shops::story)).first(db.conn)?;
        return Ok(item.state == ItemState::Accepted && now != item.words);
    };
    let others = moderation::table
        .filter(moderation::product_id.eq(good))
        .filter(moderation::kind.eq_any([ItemKind::Good, ItemKind::Report]))
        .filter(moderation::id.ne(item.id));
    let is_later = moderation::id.gt(item.id).and(moderation::state.ne(ItemState::Withdrawn));
    let is_open = moderation::state.eq_any([ItemState::Waiting, ItemState::ToMend]);
    let newer = others.filter(is_later.or(is_open));
    let is_removed = queries::shown_good(db, good)?.is_none();
    Ok(is_removed || select(exists(newer)).get_result(db.conn)?)
}

fn take_back(db: &mut Db, of: ShopId, item: &Item) -> QueryResult<()> {
    if item.made_trusted {
        diesel::delete(trusted_shop::table.find(of)).execute(db.conn)?;
    }
    match (item.kind, item.state, item.product) {
        (ItemKind::Good, ItemState::Accepted, Some(good)) => hide(db, good),
        (ItemKind::Report, ItemState::ToMend | ItemState::Refused, Some(good)) => show(db, good),
        (ItemKind::Shop, ItemState::Accepted, _) => shop::put_face(db, of, (&item.former.0, &item.former.1)),
        (ItemKind::Review, ItemState::Accepted, _) => read_review(db, item.id, false),
        (ItemKind::Answer, ItemState::Accepted, _) => read_answer(db, item.id, false),
        (ItemKind::Licence, ItemState::Accepted, _) => licences::decide::take_back(db, item.id),
        (_, _, _) => Ok(()),
    }
}

/// What the shop is told: that it waits again, or that a good which was reported is seen again.
fn verdict_of(item: &Item) -> Option<Verdict> {
    match (item.kind, item.state) {
        (ItemKind::Report, ItemState::Accepted) => None,
        (ItemKind::Report, _) => Some(Verdict::Accepted),
        (ItemKind::Review, _) => None,
        (ItemKind::Good | ItemKind::Shop | ItemKind::Answer | ItemKind::Licence, _) => Some(Verdict::Again),
    }
}
