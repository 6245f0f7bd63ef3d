//! Runs every stored assignment again: the same case must give the same outcome, to the byte.
use super::engine::{ReplayError, StoredRun};
use crate::db::Db;
use crate::db::schema::assignment_run;
use crate::kernel::digest::{hex, sha256};
use crate::kernel::ids::RunId;
use diesel::{ExpressionMethods, QueryDsl, QueryResult, RunQueryDsl};

/// What running them again found.
#[derive(Debug, Default)]
pub(crate) struct Replayed {
    pub runs: i64,
    /// Runs of an older engine, whose rules are not these any more.
    pub by_other_engines: i64,
    pub faults: Vec<(RunId, ReplayError)>,
}

/// As many runs are in memory at once.
const AT_ONCE: i64 = 50;

/// Replays all runs, the oldest first.
pub(crate) fn verify(db: &mut Db) -> QueryResult<Replayed> {
    let mut found = Replayed::default();
    let mut last = RunId(i64::MIN);
    loop {
        let runs: Vec<(RunId, String, String, Vec<u8>)> = assignment_run::table
            .filter(assignment_run::id.gt(last))
            .order(assignment_run::id)
            .limit(AT_ONCE)
            .select((assignment_run::id, assignment_run::engine, assignment_run::input, assignment_run::result_sha256))
            .load(db.conn)?;
        let Some((newest, ..)) = runs.last() else {
            return Ok(found);
        };
        last = *newest;
        for (id, engine, input, result) in runs {
            found.runs += 1;
            let input_hash = hex(&sha256(input.as_bytes()));
            match (StoredRun { engine, input, input_hash, outcome_hash: hex(&result) }).replay() {
                Ok(_) => {}
                Err(ReplayError::OtherEngine(_)) => found.by_other_engines += 1,
                Err(error) => found.faults.push((id, error)),
            }
        }
    }
}
