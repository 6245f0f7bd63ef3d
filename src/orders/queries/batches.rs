//! The orders of a batch.
use super::{mobile_field, name_field};
use crate::db::schema::{data_key, order_line, order_step, placed_order};
use crate::db::{Db, vault};
use crate::kernel::contact::Mobile;
use crate::kernel::ids::{GoodBatchId, KeyId, OrderId};
use crate::kernel::quantity::Quantity;
use crate::orders::model::{BatchOrder, Buyer, OrderState, Side, Window};
use chrono::NaiveDateTime;
use diesel::{ExpressionMethods, QueryDsl, QueryResult, RunQueryDsl};

/// An open order that waits for some of a batch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, diesel::Queryable)]
pub(crate) struct Waiting {
    pub id: OrderId,
    pub quantity: Quantity,
    pub window: Window,
}

/// The open orders of a batch, in the order in which they were placed.
pub(crate) fn waiting_for(db: &mut Db, batch: GoodBatchId) -> QueryResult<Vec<Waiting>> {
    order_line::table
        .inner_join(placed_order::table)
        .filter(order_line::batch_id.eq(batch))
        .filter(placed_order::state.eq_any(OrderState::OPEN))
        .order((placed_order::placed_at, placed_order::id))
        .select((
            placed_order::id,
            order_line::qty_milli,
            (placed_order::collect_on, placed_order::opens_minute, placed_order::closes_minute),
        ))
        .load(db.conn)
}

/// The orders whose buyers have some of a batch, or wait for it.
pub(crate) fn having(db: &mut Db, batch: GoodBatchId) -> QueryResult<Vec<OrderId>> {
    order_line::table
        .inner_join(placed_order::table)
        .filter(order_line::batch_id.eq(batch))
        .filter(placed_order::state.ne_all([OrderState::Cancelled, OrderState::NotCollected]))
        .order(placed_order::id)
        .select(placed_order::id)
        .load(db.conn)
}

/// The orders of a batch that its shop cancelled at just this moment.
pub(crate) fn cancelled_with(db: &mut Db, batch: GoodBatchId, at: NaiveDateTime) -> QueryResult<Vec<OrderId>> {
    order_step::table
        .inner_join(placed_order::table.inner_join(order_line::table))
        .filter(order_line::batch_id.eq(batch))
        .filter(placed_order::state.eq(OrderState::Cancelled))
        .filter(order_step::state.eq(OrderState::Cancelled))
        .filter(order_step::made_by.eq(Side::Shop))
        .filter(order_step::made_at.eq(at))
        .order(placed_order::id)
        .select(placed_order::id)
        .load(db.conn)
}

/// Every order of a batch as its shop may see it, the first placed first.
pub(crate) fn orders_of_batch(db: &mut Db, batch: GoodBatchId) -> QueryResult<Vec<BatchOrder>> {
    type Sealed = (KeyId, Option<Vec<u8>>, Vec<u8>, Vec<u8>);
    type Row = (OrderId, String, OrderState, Window, Quantity, Sealed);
    let rows: Vec<Row> = order_line::table
        .inner_join(placed_order::table.inner_join(data_key::table))
        .filter(order_line::batch_id.eq(batch))
        .order((placed_order::placed_at, placed_order::id))
        .select((
            placed_order::id,
            placed_order::pin,
            placed_order::state,
            (placed_order::collect_on, placed_order::opens_minute, placed_order::closes_minute),
            order_line::qty_milli,
            (data_key::id, data_key::wrapped, placed_order::name_sealed, placed_order::mobile_sealed),
        ))
        .load(db.conn)?;
    rows.into_iter()
        .map(|(id, pin, state, window, quantity, (key_id, wrapped, name, mobile))| {
            let key = vault::unwrap(db, key_id, wrapped.as_deref())?;
            let name = vault::open(key.as_ref(), &name_field(id), Some(&name))?;
            let mobile = vault::open(key.as_ref(), &mobile_field(id), Some(&mobile))?;
            let buyer = name.zip(mobile.and_then(|stored| Mobile::parse(&stored).ok()));
            let buyer = buyer.map(|(name, mobile)| Buyer { name, mobile });
            Ok(BatchOrder { id, pin, state, window, quantity, buyer })
        })
        .collect()
}
