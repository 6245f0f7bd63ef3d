//! Many orders of a shop end at once with a batch of it: they are read and written by a few statements for all.
use super::StepRefusal;
use crate::catalogue::batches::keep::{self, Promise};
use crate::db::schema::{order_step, placed_order};
use crate::db::{Db, Write, on_each, refuse};
use crate::households::access::Producer;
use crate::kernel::ids::{GoodBatchId, OrderId, ProductId};
use crate::kernel::quantity::Quantity;
use crate::orders::model::{OrderState, Side};
use crate::orders::{queries, telling};
use diesel::dsl::count_star;
use diesel::{ExpressionMethods, QueryDsl, QueryResult, RunQueryDsl};
use std::collections::BTreeMap;

/// So many orders are written by one statement.
const AT_ONCE: usize = 500;

/// Cancels those of these orders of a shop that are open, because of a batch, which comes to this version; their buyers are told.
/// Until when their goods would have been kept stays as it was.
pub(in crate::orders) fn end_all(
    db: &mut Db,
    by: &Producer,
    orders: &[OrderId],
    (turn, reason): ((GoodBatchId, i32), &str),
) -> Write<(), StepRefusal> {
    let mut ended: Vec<OrderId> = Vec::new();
    for orders in orders.chunks(AT_ONCE) {
        ended.extend(end_some(db, by, orders, (turn, reason))?);
    }
    Ok(telling::all_cancelled(db, &ended)?)
}

fn end_some(
    db: &mut Db,
    by: &Producer,
    orders: &[OrderId],
    (turn, reason): ((GoodBatchId, i32), &str),
) -> Write<Vec<OrderId>, StepRefusal> {
    let open = || {
        placed_order::table
            .filter(placed_order::household_id.eq(by.household()))
            .filter(placed_order::state.eq_any(OrderState::OPEN))
    };
    let open_ones: Vec<OrderId> = open()
        .filter(placed_order::id.eq_any(orders))
        .order(placed_order::id)
        .select(placed_order::id)
        .load(db.conn)?;
    let changed = diesel::update(open().filter(placed_order::id.eq_any(&open_ones)))
        .set(placed_order::state.eq(OrderState::Cancelled))
        .execute(db.conn)?;
    if changed != open_ones.len() {
        return refuse(StepRefusal::Moved);
    }
    record_all(db, by, &open_ones, (turn, reason))?;
    release_all(db, &open_ones)?;
    Ok(open_ones)
}

/// Adds to each order the step by which it ends.
fn record_all(
    db: &mut Db,
    by: &Producer,
    orders: &[OrderId],
    ((batch, version), reason): ((GoodBatchId, i32), &str),
) -> QueryResult<()> {
    if orders.is_empty() {
        return Ok(());
    }
    let steps: Vec<(OrderId, i64)> = order_step::table
        .filter(order_step::order_id.eq_any(orders))
        .group_by(order_step::order_id)
        .select((order_step::order_id, count_star()))
        .load(db.conn)?;
    let (now, account) = (db.now.at, by.actor().account);
    let row = |(order, before): &(OrderId, i64)| {
        let ord = i32::try_from(*before).unwrap_or(i32::MAX).saturating_add(1);
        (
            (order_step::order_id.eq(*order), order_step::ord.eq(ord), order_step::state.eq(OrderState::Cancelled)),
            (order_step::made_by.eq(Side::Shop), order_step::account_id.eq(account), order_step::made_at.eq(now)),
            (order_step::reason.eq(reason), order_step::batch_id.eq(batch), order_step::batch_version.eq(version)),
        )
    };
    let rows: Vec<_> = steps.iter().map(row).collect();
    on_each!(db.conn, |conn| diesel::insert_into(order_step::table).values(&rows).execute(conn)).map(drop)
}

/// Makes free what was kept for these orders: each good of each batch once, however many wanted it.
fn release_all(db: &mut Db, orders: &[OrderId]) -> QueryResult<()> {
    let mut kept: BTreeMap<(ProductId, Option<GoodBatchId>), i64> = BTreeMap::new();
    for line in queries::lines_of_all(db, orders)? {
        let promise = line.1.promise();
        *kept.entry((promise.product, promise.batch)).or_default() += promise.quantity.0;
    }
    for ((product, batch), milli) in kept {
        keep::release(db, Promise { product, batch, quantity: Quantity(milli) })?;
    }
    Ok(())
}
