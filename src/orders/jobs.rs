//! What happens to orders by itself: the end of the time for which goods are kept, and a market day that is called off. Doing
//! it twice, or late, changes nothing.
use super::model::OrderState;
use super::steps;
use crate::db::schema::placed_order;
use crate::db::{Db, Pool};
use crate::jobs;
use crate::kernel::ids::{MarketDayId, OrderId};
use chrono::NaiveDateTime;
use diesel::{ExpressionMethods, QueryDsl, QueryResult, RunQueryDsl};

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

/// Cancels what was to be collected on a market day that is called off.
///
/// # Errors
/// When the database cannot be read or written to.
pub(crate) fn call_off(pool: &Pool, day: &str) -> anyhow::Result<()> {
    let day: MarketDayId = day.parse()?;
    let orders: Vec<OrderId> = pool.read_now(|db| {
        placed_order::table
            .filter(placed_order::market_day_id.eq(day))
            .filter(placed_order::state.eq_any(OrderState::OPEN))
            .order(placed_order::id)
            .select(placed_order::id)
            .load(db.conn)
    })?;
    for order in orders {
        pool.write_now(|db| steps::call_off(db, order))??;
    }
    Ok(())
}
