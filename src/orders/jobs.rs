//! What happens to orders by itself: the end of the time for which goods are kept, a market day that changes, and that buyers
//! are forgotten. Doing it twice, or late, changes nothing.
use super::model::OrderState;
use super::standing::due;
use super::{queries, steps};
use crate::db::schema::{data_key, market_day, placed_order, sms};
use crate::db::{Db, Pool};
use crate::jobs;
use crate::kernel::ids::{HouseholdId, MarketDayId, OrderId};
use crate::messages::SendState;
use chrono::{NaiveDate, NaiveDateTime, TimeDelta};
use diesel::{BoolExpressionMethods, ExpressionMethods, NullableExpressionMethods, QueryDsl, QueryResult, RunQueryDsl};

/// The kind of the job that ends an order; its argument is the order.
pub(crate) const END: &str = "end_order";

/// Has an order ended when its time is over.
pub(super) fn end_at(db: &mut Db, order: OrderId, at: NaiveDateTime) -> QueryResult<()> {
    jobs::enqueue(db, END, &order.to_string(), at).map(drop)
}

/// Does the job.
///
/// # Errors
/// When the database cannot be read or written to.
pub(crate) fn end(pool: &Pool, order: &str) -> anyhow::Result<()> {
    let order: OrderId = order.parse()?;
    Ok(pool.write_now(|db| steps::expire(db, order))??)
}

/// Cancels what was to be collected on a market day that is called off, or at a stall that the shop has no longer; what is wanted
/// every week is ordered for one whose plan was published. A day that is over changes nothing any more.
///
/// # Errors
/// When the database cannot be read or written to.
pub(crate) fn look_at_day(pool: &Pool, day: &str) -> anyhow::Result<()> {
    let day: MarketDayId = day.parse()?;
    let is_over = pool.read_now(|db| {
        let on: NaiveDate = market_day::table.find(day).select(market_day::day).first(db.conn)?;
        Ok(on < db.now.today)
    })?;
    if is_over {
        return Ok(());
    }
    let lost: Vec<OrderId> = pool.read_now(|db| {
        let open: Vec<(OrderId, HouseholdId)> = placed_order::table
            .filter(placed_order::market_day_id.eq(day))
            .filter(placed_order::state.eq_any(OrderState::OPEN))
            .order(placed_order::id)
            .select((placed_order::id, placed_order::household_id))
            .load(db.conn)?;
        let shops: Vec<HouseholdId> = open.iter().map(|(_, household)| *household).collect();
        let standing = queries::standing_on(db, day, &shops)?;
        Ok(open.into_iter().filter(|(_, of)| !standing.contains(of)).map(|(order, _)| order).collect())
    })?;
    for order in lost {
        pool.write_now(|db| steps::call_off(db, order))??;
    }
    Ok(pool.change_now(|db| due::place_for(db, day))?)
}

/// The kind of the daily job that forgets buyers.
pub(crate) const FORGET: &str = "forget_buyers";
/// How often it is done.
pub(crate) const FORGET_EVERY: TimeDelta = TimeDelta::days(1);
/// How long after its end an order still counts against those who ask again and again.
const COUNTED: TimeDelta = TimeDelta::days(2);
/// How long after the end a shop can still look up who ordered.
const KNOWN: TimeDelta = TimeDelta::days(90);

/// Plans the first time, unless it is planned already.
pub(crate) fn plan_forgetting(db: &mut Db) -> QueryResult<()> {
    let now = db.now.at;
    jobs::plan(db, FORGET, now)
}

/// Forgets whose orders are long over: first the indexes by which they are counted, then the keys of names and numbers.
///
/// # Errors
/// When the database cannot be written to.
pub(crate) fn forget(pool: &Pool) -> anyhow::Result<()> {
    pool.change_now(|db| {
        let now = db.now.at;
        let over = placed_order::table.filter(placed_order::state.ne_all(OrderState::OPEN));
        let counted = over
            .filter(placed_order::hold_until.lt(now - COUNTED))
            .filter(placed_order::mobile_index.is_not_null().or(placed_order::address_index.is_not_null()));
        diesel::update(counted)
            .set((placed_order::mobile_index.eq(None::<Vec<u8>>), placed_order::address_index.eq(None::<Vec<u8>>)))
            .execute(db.conn)?;
        let known = placed_order::table
            .filter(placed_order::state.ne_all(OrderState::OPEN))
            .filter(placed_order::hold_until.lt(now - KNOWN))
            .select(placed_order::key_id);
        let unknown = placed_order::table
            .filter(placed_order::state.ne_all(OrderState::OPEN))
            .filter(placed_order::hold_until.lt(now - KNOWN))
            .select(placed_order::id.nullable());
        let unsent = sms::state.eq_any([SendState::Waiting, SendState::Failed]);
        diesel::update(sms::table.filter(sms::order_id.eq_any(unknown)).filter(unsent))
            .set((sms::state.eq(SendState::Dropped), sms::settled_at.eq(now)))
            .execute(db.conn)?;
        diesel::update(data_key::table.filter(data_key::id.eq_any(known)).filter(data_key::wrapped.is_not_null()))
            .set((data_key::wrapped.eq(None::<Vec<u8>>), data_key::destroyed_at.eq(now)))
            .execute(db.conn)
            .map(drop)
    })?;
    Ok(())
}
