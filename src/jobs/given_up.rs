//! Jobs that were given up: what an operator sees of them, and how they are tried again or dropped.
use crate::db::Db;
use crate::db::schema::job;
use crate::kernel::ids::JobId;
use chrono::NaiveDateTime;
use diesel::{ExpressionMethods, QueryDsl, QueryResult, RunQueryDsl};

/// A job that nobody tries any more. Its arguments are not told: they may hold what a person wrote.
#[derive(Clone, Debug, diesel::Queryable)]
pub(crate) struct GivenUp {
    pub id: JobId,
    pub kind: String,
    pub attempts: i32,
    /// When it would have been tried next.
    pub run_at: NaiveDateTime,
    pub last_error: Option<String>,
}

/// Every job that was given up, the oldest first.
pub(crate) fn all(db: &mut Db) -> QueryResult<Vec<GivenUp>> {
    job::table
        .filter(job::state.eq("failed"))
        .order(job::id)
        .select((job::id, job::kind, job::attempts, job::run_at, job::last_error))
        .load(db.conn)
}

/// Has a job that was given up done at once, with all its tries before it. Tells whether there was one.
pub(crate) fn retry(db: &mut Db, id: JobId) -> QueryResult<bool> {
    let freed = diesel::update(job::table.find(id).filter(job::state.eq("failed")))
        .set((
            job::state.eq("waiting"),
            job::attempts.eq(0),
            job::run_at.eq(db.now.at),
            job::locked_until.eq(None::<NaiveDateTime>),
        ))
        .execute(db.conn)?;
    Ok(freed == 1)
}

/// Forgets a job that was given up. Tells whether there was one.
pub(crate) fn drop_job(db: &mut Db, id: JobId) -> QueryResult<bool> {
    Ok(diesel::delete(job::table.find(id).filter(job::state.eq("failed"))).execute(db.conn)? == 1)
}
