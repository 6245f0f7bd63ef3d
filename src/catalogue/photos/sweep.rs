//! Photos of refused forms: their files wait for the form to come again, and those that no good shows after a day go.
use super::{PhotoStore, named};
use crate::db::{Db, Pool};
use crate::jobs;
use chrono::TimeDelta;
use diesel::QueryResult;

/// The kind of the job that sweeps.
pub(crate) const SWEEP: &str = "sweep_photos";
const KEPT_FOR: TimeDelta = TimeDelta::days(1);
/// How often is swept.
pub(crate) const EVERY: TimeDelta = TimeDelta::days(1);

/// Deletes the files of photos older than a day that no row names.
///
/// # Errors
/// When the folder or the database cannot be read; the job is then tried again.
pub(crate) fn sweep(pool: &Pool, store: &PhotoStore) -> anyhow::Result<()> {
    let before = pool.clock().now().at - KEPT_FOR;
    let old = store.older_than(before)?;
    let shown = pool.read_now(|db| named(db, &old))?;
    for code in old.iter().filter(|code| !shown.contains(code)) {
        store.discard(code);
    }
    store.forget_waiting(before)?;
    Ok(())
}

/// Plans the first sweep, unless one is planned already.
pub(crate) fn plan_sweep(db: &mut Db) -> QueryResult<()> {
    let now = db.now.at;
    jobs::plan(db, SWEEP, now)
}
