//! Photos of refused forms: their files wait for the form to come again, and those that no good shows after a day go.
use super::store::parse_name;
use super::{PhotoStore, named};
use crate::db::{Db, Pool};
use crate::jobs;
use chrono::TimeDelta;
use diesel::QueryResult;
use futures_util::{StreamExt, TryStreamExt};
use std::collections::BTreeSet;

/// The kind of the job that sweeps.
pub(crate) const SWEEP: &str = "sweep_photos";
const KEPT_FOR: TimeDelta = TimeDelta::days(1);
/// How often is swept.
pub(crate) const EVERY: TimeDelta = TimeDelta::days(1);

/// So many files are looked up at once.
const AT_ONCE: usize = 600;

/// Deletes the files of photos older than a day that no row names.
///
/// # Errors
/// When the store or the database cannot be read; the job is then tried again.
pub(crate) fn sweep(pool: &Pool, store: &PhotoStore) -> anyhow::Result<()> {
    let before = pool.clock().now().at - KEPT_FOR;
    let mut old = store.names(Some(before)).try_chunks(AT_ONCE);
    while let Some(names) = store.wait(old.next()) {
        let codes: BTreeSet<String> =
            names?.iter().filter_map(|name| parse_name(name)).map(|(code, _)| code.to_owned()).collect();
        let codes: Vec<String> = codes.into_iter().collect();
        let shown = pool.read_now(|db| named(db, &codes))?;
        for code in codes.iter().filter(|code| !shown.contains(code)) {
            store.wait(store.discard(code));
        }
    }
    Ok(store.wait(store.forget_waiting(before))?)
}

/// Plans the first sweep, unless one is planned already.
pub(crate) fn plan_sweep(db: &mut Db) -> QueryResult<()> {
    let now = db.now.at;
    jobs::plan(db, SWEEP, now)
}
