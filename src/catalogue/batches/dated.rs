//! Plans made into dated batches: those of the next two weeks. Doing it twice changes nothing.
use super::model::{Batch, BatchState, Pattern, Plan};
use super::queries::batch_columns;
use crate::db::schema::{batch, holiday, order_line};
use crate::db::{Db, on_each};
use crate::kernel::ids::{BatchPlanId, GoodBatchId};
use chrono::{Days, NaiveDate};
use diesel::dsl::{exists, not};
use diesel::{BoolExpressionMethods, ExpressionMethods, NullableExpressionMethods, QueryDsl, QueryResult, RunQueryDsl};

/// For so many days, from today on, there are batches.
const AHEAD: u64 = 14;
/// No statement makes more batches: each has 15 values, and a statement of SQLite takes 32,766.
const AT_ONCE: usize = 1_000;

/// The days for which there are batches, and which of them are holidays.
struct Calendar {
    days: Vec<NaiveDate>,
    holidays: Vec<NaiveDate>,
}

impl Calendar {
    fn of(db: &mut Db) -> QueryResult<Calendar> {
        let today = db.now.today;
        let days: Vec<NaiveDate> = (0..AHEAD).filter_map(|ahead| today.checked_add_days(Days::new(ahead))).collect();
        let holidays = holiday::table.filter(holiday::day.eq_any(&days)).select(holiday::day).load(db.conn)?;
        Ok(Calendar { days, holidays })
    }

    fn of_pattern<'a>(&'a self, pattern: &'a Pattern) -> impl Iterator<Item = NaiveDate> + 'a {
        self.days.iter().copied().filter(|day| pattern.falls_on(*day, self.holidays.contains(day)))
    }
}

/// Batches that are to come and that nobody ever ordered.
macro_rules! unordered {
    ($db:expr) => {
        batch::table
            .filter(batch::state.eq(BatchState::Planned))
            .filter(batch::ready_at.gt($db.now.at))
            .filter(not(exists(order_line::table.filter(order_line::batch_id.eq(batch::id.nullable())))))
    };
}

/// Those of them that nobody touched either.
macro_rules! untouched {
    ($db:expr) => {
        unordered!($db).filter(batch::by_hand.eq(false))
    };
}

/// Batches that were set aside with their plan. Whatever else calls a batch off does so by hand.
macro_rules! aside {
    ($plan:expr) => {
        batch::table
            .filter(batch::plan_id.eq($plan))
            .filter(batch::state.eq(BatchState::CalledOff))
            .filter(batch::by_hand.eq(false))
    };
}

/// Makes the batches that these plans have and that are not there yet, but for those whose time is over; takes those away that
/// fall on a holiday meanwhile, unless somebody touched or ordered them.
pub(super) fn make_missing(db: &mut Db, plans: &[Plan]) -> QueryResult<()> {
    make_as_before(db, plans, &[])
}

/// A batch that was taken away: its day, and what it was known by.
type Former = (NaiveDate, GoodBatchId, String, i32);

/// Has the batches of a plan that are to come, and that nobody touched or ordered, say what the plan says now. Each day keeps the
/// code by which it lies in baskets.
pub(super) fn follow(db: &mut Db, plan: &Plan) -> QueryResult<()> {
    let former: Vec<Former> = untouched!(db)
        .filter(batch::plan_id.eq(plan.id))
        .select((batch::day, batch::id, batch::code, batch::version))
        .load(db.conn)?;
    withdraw(db, plan.id)?;
    make_as_before(db, &[*plan], &former)
}

fn make_as_before(db: &mut Db, plans: &[Plan], former: &[Former]) -> QueryResult<()> {
    let calendar = Calendar::of(db)?;
    let skipping = plans.iter().filter(|plan| plan.pattern.skips_holidays).map(|plan| plan.id).collect::<Vec<_>>();
    withdraw_on(db, &skipping, &calendar.holidays)?;
    let ids: Vec<BatchPlanId> = plans.iter().map(|plan| plan.id).collect();
    let known: Vec<(Option<BatchPlanId>, NaiveDate)> = batch::table
        .filter(batch::plan_id.eq_any(&ids))
        .filter(batch::day.ge(db.now.today))
        .select((batch::plan_id, batch::day))
        .load(db.conn)?;
    let now = db.now.at;
    let mut rows = Vec::new();
    for plan in plans {
        let terms = plan.pattern.terms;
        let is_new = |day: &NaiveDate| terms.ready_at(*day) > now && !known.contains(&(Some(plan.id), *day));
        for day in calendar.of_pattern(&plan.pattern).filter(is_new) {
            let (id, code, version) = match former.iter().find(|before| before.0 == day) {
                Some((_, id, code, version)) => (*id, code.clone(), version.saturating_add(1)),
                None => (db.id::<GoodBatchId>(), db.code(), 1),
            };
            rows.push((
                (batch::id.eq(id), batch::code.eq(code), batch::product_id.eq(plan.product)),
                (batch::plan_id.eq(plan.id), batch::day.eq(day), batch::ready_at.eq(terms.ready_at(day))),
                (batch::orders_until.eq(terms.orders_until(day)), batch::planned_milli.eq(terms.quantity)),
                (batch::held_milli.eq(0_i64), batch::shelf_days.eq(terms.shelf_days)),
                (batch::state.eq(BatchState::Planned), batch::by_hand.eq(false), batch::reason.eq("")),
                (batch::changed_at.eq(now), batch::version.eq(version)),
            ));
        }
    }
    rows.chunks(AT_ONCE).try_for_each(|part| {
        on_each!(db.conn, |conn| diesel::insert_into(batch::table).values(part).execute(conn)).map(drop)
    })
}

/// Takes the batches of a plan away that are to come, unless somebody touched or ordered them.
pub(super) fn withdraw(db: &mut Db, plan: BatchPlanId) -> QueryResult<()> {
    diesel::delete(untouched!(db).filter(batch::plan_id.eq(plan))).execute(db.conn).map(drop)
}

/// Sets the batches of an ended plan aside that are to come and that nobody ordered, also those changed by hand: nobody sees or
/// orders them any more, and they are there if the plan goes on after all.
pub(super) fn set_aside(db: &mut Db, plan: BatchPlanId) -> QueryResult<()> {
    diesel::update(unordered!(db).filter(batch::plan_id.eq(plan)))
        .set((
            (batch::state.eq(BatchState::CalledOff), batch::by_hand.eq(false)),
            batch::version.eq(batch::version + 1),
        ))
        .execute(db.conn)
        .map(drop)
}

/// Brings back what was set aside with a plan that goes on, and makes what is missing. What says something else than the plan was
/// changed by hand; what would be ready by now goes.
pub(super) fn bring_back(db: &mut Db, plan: &Plan) -> QueryResult<()> {
    let to_come: Vec<Batch> =
        aside!(plan.id).filter(batch::ready_at.gt(db.now.at)).select(batch_columns!()).load(db.conn)?;
    let (own, changed): (Vec<&Batch>, Vec<&Batch>) =
        to_come.iter().partition(|batch| batch.terms() == plan.pattern.terms);
    plan_again(db, (&own, false))?;
    plan_again(db, (&changed, true))?;
    delete_aside(db, plan.id)?;
    make_missing(db, &[*plan])
}

fn plan_again(db: &mut Db, (batches, by_hand): (&[&Batch], bool)) -> QueryResult<()> {
    let ids: Vec<GoodBatchId> = batches.iter().map(|batch| batch.id).collect();
    diesel::update(batch::table.filter(batch::id.eq_any(ids)))
        .set((
            (batch::state.eq(BatchState::Planned), batch::by_hand.eq(by_hand)),
            batch::version.eq(batch::version + 1),
        ))
        .execute(db.conn)
        .map(drop)
}

/// Deletes what was set aside with a plan. Only a planned batch is ever deleted.
pub(super) fn delete_aside(db: &mut Db, plan: BatchPlanId) -> QueryResult<()> {
    let ids: Vec<GoodBatchId> = aside!(plan).select(batch::id).load(db.conn)?;
    diesel::update(batch::table.filter(batch::id.eq_any(&ids)))
        .set(batch::state.eq(BatchState::Planned))
        .execute(db.conn)?;
    diesel::delete(batch::table.filter(batch::id.eq_any(&ids))).execute(db.conn).map(drop)
}

fn withdraw_on(db: &mut Db, plans: &[BatchPlanId], days: &[NaiveDate]) -> QueryResult<()> {
    let theirs = batch::plan_id.eq_any(plans).and(batch::day.eq_any(days));
    diesel::delete(untouched!(db).filter(theirs)).execute(db.conn).map(drop)
}
