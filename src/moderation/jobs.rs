//! What is done every day by itself: it is forgotten from where goods were reported.
use crate::db::schema::good_report;
use crate::db::{Db, Pool};
use crate::jobs;
use chrono::TimeDelta;
use diesel::{ExpressionMethods, QueryResult, RunQueryDsl};

/// The kind of the daily job.
pub(crate) const FORGET: &str = "forget_reporters";
/// How often it is done.
pub(crate) const FORGET_EVERY: TimeDelta = TimeDelta::days(1);
/// How long a report counts against those who report again and again.
const COUNTED: TimeDelta = TimeDelta::days(2);

/// Plans the first time, unless it is planned already.
pub(crate) fn plan_forgetting(db: &mut Db) -> QueryResult<()> {
    let now = db.now.at;
    jobs::plan(db, FORGET, now)
}

/// Forgets the network addresses of reports that count no more.
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
            .execute(db.conn)
            .map(drop)
    })?;
    Ok(())
}
