//! Reads of the queue: how much of each kind waits, the lines of a page, and what comes next.
use super::{PAGE, watched};
use crate::catalogue::licences::queries as licences;
use crate::db::Db;
use crate::db::schema::{area, good_report, household, moderation, photo, product, shop};
use crate::kernel::ids::ModerationId;
use crate::moderation::model::{ItemKind, ItemState, QueueRow, Watch};
use chrono::NaiveDateTime;
use diesel::dsl::count_star;
use diesel::{
    BoolExpressionMethods, ExpressionMethods, JoinOnDsl, NullableExpressionMethods, OptionalExtension, QueryDsl,
    QueryResult, RunQueryDsl,
};
use std::collections::HashMap;

/// So many that wait are counted for the frame; what is more is "and more".
const MOST_COUNTED: i64 = 100;

/// How many things wait for whoever looks them over, at most [`MOST_COUNTED`].
pub(crate) fn waiting_for(db: &mut Db, watch: &Watch) -> QueryResult<i64> {
    let all = moderation::table
        .inner_join(shop::table.inner_join(household::table.inner_join(area::table)))
        .select(moderation::id);
    let waiting: Vec<ModerationId> = watched!(db, all, watch)
        .filter(moderation::state.eq(ItemState::Waiting))
        .order(moderation::id)
        .limit(MOST_COUNTED)
        .load(db.conn)?;
    Ok(i64::try_from(waiting.len()).unwrap_or(MOST_COUNTED))
}

/// How many things of each kind wait for somebody; kinds of which nothing waits are left out.
pub(in crate::moderation) fn counts(db: &mut Db, watch: &Watch) -> QueryResult<Vec<(ItemKind, i64)>> {
    let all = moderation::table
        .inner_join(shop::table.inner_join(household::table.inner_join(area::table)))
        .group_by(moderation::kind)
        .select((moderation::kind, count_star()));
    watched!(db, all, watch).filter(moderation::state.eq(ItemState::Waiting)).load(db.conn)
}

/// Which part of a queue is read.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::moderation) struct Part {
    /// Things of one kind, or of all.
    pub kind: Option<ItemKind>,
    /// Those after the last one that was shown.
    pub after: Option<ModerationId>,
}

/// What waits for somebody, the oldest first; one more than a page.
pub(in crate::moderation) fn queue(db: &mut Db, watch: &Watch, part: Part) -> QueryResult<Vec<QueueRow>> {
    type Row =
        (ModerationId, ItemKind, NaiveDateTime, (String, Option<String>), String, Option<String>, Option<String>);
    let all = moderation::table
        .inner_join(shop::table.inner_join(household::table.inner_join(area::table)))
        // One after the other: SQLite reads nested ones from end to end.
        .left_join(product::table)
        .left_join(photo::table.on(product::photo_id.eq(photo::id.nullable())))
        .select((
            moderation::id,
            moderation::kind,
            moderation::sent_at,
            (moderation::name, product::name.nullable()),
            shop::name,
            product::category_code.nullable(),
            photo::code.nullable(),
        ));
    let mut waiting = watched!(db, all, watch).filter(moderation::state.eq(ItemState::Waiting));
    if let Some(kind) = part.kind {
        waiting = waiting.filter(moderation::kind.eq(kind));
    }
    let rows: Vec<Row> = waiting
        .filter(moderation::id.gt(part.after.unwrap_or(ModerationId(0))))
        .order(moderation::id)
        .limit(PAGE + 1)
        .load(db.conn)?;
    let ids: Vec<ModerationId> = rows.iter().map(|row| row.0).collect();
    let counts: HashMap<ModerationId, i64> = good_report::table
        .filter(good_report::item_id.eq_any(ids))
        .group_by(good_report::item_id)
        .select((good_report::item_id, count_star()))
        .load::<(ModerationId, i64)>(db.conn)?
        .into_iter()
        .collect();
    let licences: Vec<ModerationId> = rows.iter().filter(|row| row.1 == ItemKind::Licence).map(|row| row.0).collect();
    let mut kinds = licences::kinds_of_items(db, &licences)?;
    let row = |(id, kind, sent_at, (words, good), shop, category, photo): Row| QueueRow {
        reports: counts.get(&id).copied().unwrap_or(0),
        name: good.unwrap_or(words),
        licence: kinds.remove(&id),
        ..QueueRow { id, kind, sent_at, name: String::new(), licence: None, shop, category, photo, reports: 0 }
    };
    Ok(rows.into_iter().map(row).collect())
}

/// What waits next in a part of the queue, which begins again at its end.
pub(in crate::moderation) fn next(db: &mut Db, watch: &Watch, part: Part) -> QueryResult<Option<ModerationId>> {
    let mut first = |from: ModerationId| -> QueryResult<Option<ModerationId>> {
        let all = moderation::table
            .inner_join(shop::table.inner_join(household::table.inner_join(area::table)))
            .select(moderation::id);
        let mut waiting = watched!(db, all, watch).filter(moderation::state.eq(ItemState::Waiting));
        if let Some(kind) = part.kind {
            waiting = waiting.filter(moderation::kind.eq(kind));
        }
        waiting.filter(moderation::id.gt(from)).order(moderation::id).first(db.conn).optional()
    };
    match part.after {
        Some(after) => Ok(first(after)?.or(first(ModerationId(0))?)),
        None => first(ModerationId(0)),
    }
}
