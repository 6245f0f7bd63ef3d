//! Reads of plans and batches. What a producer sees is cut to the good; what buyers see, to what they can order now.
use super::model::{Batch, BatchState, OpenBatch, Plan};
use crate::catalogue::UNDO;
use crate::db::Db;
use crate::db::schema::{batch, batch_plan, product};
use crate::kernel::ids::{GoodBatchId, ProductId};
use chrono::{Days, NaiveDateTime};
use diesel::{
    BoolExpressionMethods, ExpressionMethods, JoinOnDsl, NullableExpressionMethods, OptionalExtension, QueryDsl,
    QueryResult, RunQueryDsl,
};

/// A good has no more weekly plans than these.
pub(crate) const MOST_PLANS: i64 = 7;
/// Of a good's batches no more are listed: fourteen days of as many plans, and some by hand.
const LISTED: i64 = 120;
/// Batches that are over stay in the producer's list for so many days.
const KEPT_DAYS: u64 = 3;
/// Of those before today, no more are listed.
const LISTED_PAST: i64 = 30;
/// A buyer chooses among no more.
const OFFERED: i64 = 7;

macro_rules! plan_columns {
    () => {
        (
            batch_plan::id,
            batch_plan::product_id,
            (
                batch_plan::weekdays,
                (
                    batch_plan::qty_milli,
                    batch_plan::ready_minute,
                    (batch_plan::until_days, batch_plan::until_minute),
                    batch_plan::shelf_days,
                ),
                batch_plan::skips_holidays,
                batch_plan::starts_on,
                batch_plan::ends_on,
            ),
            batch_plan::version,
        )
    };
}
pub(super) use plan_columns;

macro_rules! batch_columns {
    () => {
        (
            batch::id,
            batch::code,
            batch::product_id,
            batch::plan_id,
            batch::day,
            batch::ready_at,
            batch::orders_until,
            batch::planned_milli,
            batch::held_milli,
            batch::real_milli,
            batch::shelf_days,
            batch::state,
            batch::reason,
            batch::changed_at,
            batch::version,
        )
    };
}

pub(super) use batch_columns;

macro_rules! open_columns {
    () => {
        (
            batch::id,
            batch::code,
            batch::product_id,
            batch::day,
            batch::ready_at,
            batch::orders_until,
            batch::shelf_days,
            batch::planned_milli - batch::held_milli,
        )
    };
}

/// All batches but those that were set aside with their plan.
macro_rules! is_there {
    () => {
        batch::state.ne(BatchState::CalledOff).or(batch::by_hand.eq(true))
    };
}

/// The plans of a good that were not ended, the oldest first.
pub(crate) fn plans_of(db: &mut Db, good: ProductId) -> QueryResult<Vec<Plan>> {
    batch_plan::table
        .filter(batch_plan::product_id.eq(good))
        .filter(batch_plan::ended_at.is_null())
        .order(batch_plan::id)
        .limit(MOST_PLANS)
        .select(plan_columns!())
        .load(db.conn)
}

/// The plans of a good that were ended some minutes ago and can go on, the last first.
pub(crate) fn ended_of(db: &mut Db, good: ProductId) -> QueryResult<Vec<Plan>> {
    batch_plan::table
        .inner_join(product::table)
        .filter(batch_plan::product_id.eq(good))
        .filter(batch_plan::ended_at.gt(db.now.at - UNDO))
        .filter(batch_plan::ended_unit.eq(product::unit.nullable()))
        .order((batch_plan::ended_at.desc(), batch_plan::id))
        .limit(MOST_PLANS)
        .select(plan_columns!())
        .load(db.conn)
}

/// The good that a batch is of.
pub(super) fn good_of(db: &mut Db, id: GoodBatchId) -> QueryResult<Option<ProductId>> {
    batch::table.find(id).select(batch::product_id).first(db.conn).optional()
}

/// Whether open orders wait for a batch of a good.
pub(crate) fn is_waited_for(db: &mut Db, good: ProductId) -> QueryResult<bool> {
    let waited_for = batch::table.filter(batch::product_id.eq(good)).filter(batch::held_milli.gt(0_i64));
    diesel::select(diesel::dsl::exists(waited_for)).get_result(db.conn)
}

/// One batch.
pub(crate) fn batch(db: &mut Db, id: GoodBatchId) -> QueryResult<Batch> {
    batch::table.find(id).select(batch_columns!()).first(db.conn)
}

/// The batches of a good from today on, in the order of their days.
pub(crate) fn batches_of(db: &mut Db, good: ProductId) -> QueryResult<Vec<Batch>> {
    batch::table
        .filter(batch::product_id.eq(good))
        .filter(batch::day.ge(db.now.today))
        .filter(is_there!())
        .order((batch::ready_at, batch::id))
        .limit(LISTED)
        .select(batch_columns!())
        .load(db.conn)
}

/// The batches of a good from before today that are still to be counted, and those of the last days, the newest first.
pub(crate) fn past_of(db: &mut Db, good: ProductId) -> QueryResult<Vec<Batch>> {
    let since = db.now.today.checked_sub_days(Days::new(KEPT_DAYS)).unwrap_or(db.now.today);
    batch::table
        .filter(batch::product_id.eq(good))
        .filter(batch::day.lt(db.now.today))
        .filter(is_there!())
        .filter(batch::state.eq(BatchState::Planned).or(batch::day.ge(since)))
        .order((batch::ready_at.desc(), batch::id.desc()))
        .limit(LISTED_PAST)
        .select(batch_columns!())
        .load(db.conn)
}

/// The next batches of a good that can be ordered now.
pub(crate) fn on_offer(db: &mut Db, good: ProductId) -> QueryResult<Vec<OpenBatch>> {
    batch::table
        .filter(batch::product_id.eq(good))
        .filter(batch::state.eq(BatchState::Planned))
        .filter(batch::orders_until.gt(db.now.at))
        .filter(batch::planned_milli.gt(batch::held_milli))
        .order((batch::ready_at, batch::id))
        .limit(OFFERED)
        .select(open_columns!())
        .load(db.conn)
}

/// The codes of those of these goods that can be ordered ahead.
pub(crate) fn ordered_ahead(db: &mut Db, codes: &[&str]) -> QueryResult<Vec<String>> {
    batch::table
        .inner_join(product::table.on(product::id.eq(batch::product_id)))
        .filter(product::code.eq_any(codes))
        .filter(batch::state.eq(BatchState::Planned))
        .filter(batch::orders_until.gt(db.now.at))
        .filter(batch::planned_milli.gt(batch::held_milli))
        .select(product::code)
        .distinct()
        .load(db.conn)
}

/// The batches of a good that can be ordered now and are ready before a moment, the freshest first, also those of which nothing
/// is free.
pub(crate) fn coming_of(db: &mut Db, good: ProductId, before: NaiveDateTime) -> QueryResult<Vec<OpenBatch>> {
    batch::table
        .filter(batch::product_id.eq(good))
        .filter(batch::state.eq(BatchState::Planned))
        .filter(batch::orders_until.gt(db.now.at))
        .filter(batch::ready_at.lt(before))
        .order((batch::ready_at.desc(), batch::id.desc()))
        .limit(LISTED)
        .select(open_columns!())
        .load(db.conn)
}

/// The batches of these public codes whose orders are still taken, also those of which nothing is free.
pub(crate) fn of_codes(db: &mut Db, codes: &[String]) -> QueryResult<Vec<OpenBatch>> {
    batch::table
        .filter(batch::code.eq_any(codes))
        .filter(batch::state.eq(BatchState::Planned))
        .filter(batch::orders_until.gt(db.now.at))
        .select(open_columns!())
        .load(db.conn)
}
