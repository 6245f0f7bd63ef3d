//! The daily work of batches: every plan has those of the next two weeks, and those that nobody counted end.
use super::dated;
use super::model::{BatchState, Plan};
use super::queries::plan_columns;
use crate::catalogue::UNDO;
use crate::catalogue::model::GoodState;
use crate::db::schema::{batch, batch_plan, product};
use crate::db::{Db, Pool};
use crate::jobs;
use crate::kernel::ids::{BatchPlanId, ProductId};
use chrono::TimeDelta;
use diesel::{ExpressionMethods, QueryDsl, QueryResult, RunQueryDsl};

/// The kind of the job that makes the batches of every plan.
pub(crate) const MAKE: &str = "date_batches";
/// How often it is done: a new day has its batches before anyone is awake.
pub(crate) const MAKE_EVERY: TimeDelta = TimeDelta::hours(3);
/// The kind of the job that deletes what went with an ended plan.
pub(crate) const CLEAR: &str = "clear_plan";
/// A batch that nobody counted, and for which no order waits, is over so long after it was ready.
const UNCOUNTED: TimeDelta = TimeDelta::days(3);
/// So many plans are looked at in one transaction.
const AT_ONCE: usize = 200;

/// Plans the first time, unless it is planned already.
pub(crate) fn plan_dating(db: &mut Db) -> QueryResult<()> {
    let now = db.now.at;
    jobs::plan(db, MAKE, now)
}

/// Makes the batches that are missing, and ends those that nobody counted.
///
/// # Errors
/// When the database cannot be written to.
pub(crate) fn make(pool: &Pool) -> anyhow::Result<()> {
    pool.change_now(end_uncounted)?;
    let mut last = BatchPlanId(0);
    while let Some(further) = pool.change_now(|db| make_after(db, last))? {
        last = further;
    }
    Ok(())
}

/// Deletes the batches that were set aside with a plan, unless it goes on.
///
/// # Errors
/// When the plan has no such number, or the database cannot be written to.
pub(crate) fn clear(pool: &Pool, plan: &str) -> anyhow::Result<()> {
    let plan: BatchPlanId = plan.parse()?;
    Ok(pool.change_now(|db| {
        let over = batch_plan::table.find(plan).filter(batch_plan::ended_at.le(db.now.at - UNDO));
        let is_over: bool = diesel::select(diesel::dsl::exists(over)).get_result(db.conn)?;
        if is_over { dated::delete_aside(db, plan) } else { Ok(()) }
    })?)
}

/// Ends the batches that nobody counted, by one statement for all.
fn end_uncounted(db: &mut Db) -> QueryResult<()> {
    let now = db.now.at;
    let forgotten = batch::table
        .filter(batch::state.eq(BatchState::Planned))
        .filter(batch::ready_at.lt(now - UNCOUNTED))
        .filter(batch::held_milli.eq(0_i64));
    diesel::update(forgotten)
        .set((
            (batch::state.eq(BatchState::CalledOff), batch::by_hand.eq(true)),
            (batch::changed_at.eq(now), batch::version.eq(batch::version + 1)),
        ))
        .execute(db.conn)
        .map(drop)
}

/// Makes at once the batches of goods that buyers see again.
pub(crate) fn make_of(db: &mut Db, goods: &[ProductId]) -> QueryResult<()> {
    if goods.is_empty() {
        return Ok(());
    }
    let plans: Vec<Plan> = batch_plan::table
        .inner_join(product::table)
        .filter(batch_plan::ended_at.is_null())
        .filter(product::state.eq(GoodState::Listed))
        .filter(product::id.eq_any(goods))
        .select(plan_columns!())
        .load(db.conn)?;
    if plans.is_empty() { Ok(()) } else { dated::make_missing(db, &plans) }
}

/// Makes those of the plans after one; gives the last of these, unless there are no more.
fn make_after(db: &mut Db, last: BatchPlanId) -> QueryResult<Option<BatchPlanId>> {
    let plans: Vec<Plan> = batch_plan::table
        .inner_join(product::table)
        .filter(batch_plan::ended_at.is_null())
        .filter(product::state.eq(GoodState::Listed))
        .filter(batch_plan::id.gt(last))
        .order(batch_plan::id)
        .limit(i64::try_from(AT_ONCE).unwrap_or(i64::MAX))
        .select(plan_columns!())
        .load(db.conn)?;
    dated::make_missing(db, &plans)?;
    Ok(plans.last().filter(|_| plans.len() == AT_ONCE).map(|plan| plan.id))
}
