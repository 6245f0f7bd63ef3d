//! What is done every day by itself: it is forgotten from where something was reported, and in the end what was said of it in
//! anybody's own words. That it was reported and decided, why by its code, and when, stays.
use super::model::ItemState;
use crate::db::schema::{good_report, moderation};
use crate::db::{Db, Pool};
use crate::jobs;
use crate::messages;
use chrono::TimeDelta;
use diesel::{BoolExpressionMethods, ExpressionMethods, NullableExpressionMethods, QueryDsl, QueryResult, RunQueryDsl};

/// The kind of the daily job.
pub(crate) const FORGET: &str = "forget_reporters";
/// How often it is done.
pub(crate) const FORGET_EVERY: TimeDelta = TimeDelta::days(1);
/// How long a report counts against those who report again and again.
const COUNTED: TimeDelta = TimeDelta::days(2);

/// How long after the end of a matter the words of reports and of moderators are kept.
const KEPT: TimeDelta = TimeDelta::days(180);

/// Plans the first time, unless it is planned already.
pub(crate) fn plan_forgetting(db: &mut Db) -> QueryResult<()> {
    let now = db.now.at;
    jobs::plan(db, FORGET, now)
}

/// Forgets the network addresses of reports that count no more, and the words and letters of what was decided, or taken back by its shop,
/// long ago.
///
/// # Errors
/// When the database cannot be written to.
pub(crate) fn forget(pool: &Pool) -> anyhow::Result<()> {
    pool.change_now(|db| {
        let before = db.now.at - COUNTED;
        diesel::update(good_report::table)
            .filter(good_report::made_at.lt(before))
            .filter(good_report::address_index.is_not_null())
            .set(good_report::address_index.eq(None::<Vec<u8>>))
            .execute(db.conn)?;
        forget_words(db)
    })?;
    Ok(())
}

fn forget_words(db: &mut Db) -> QueryResult<()> {
    let before = db.now.at - KEPT;
    let decided = moderation::decided_at.is_not_null().and(moderation::decided_at.assume_not_null().lt(before));
    let withdrawn = moderation::state.eq(ItemState::Withdrawn).and(moderation::sent_at.lt(before));
    messages::forget_looked_over(db, before)?;
    let over = moderation::table.filter(decided.or(withdrawn)).select(moderation::id);
    diesel::update(good_report::table)
        .filter(good_report::item_id.eq_any(over))
        .filter(good_report::made_at.lt(before))
        .filter(good_report::words.ne(""))
        .set(good_report::words.eq(""))
        .execute(db.conn)?;
    diesel::update(moderation::table)
        .filter(decided.or(withdrawn))
        .filter(moderation::note.ne(""))
        .set(moderation::note.eq(""))
        .execute(db.conn)
        .map(drop)
}
