//! Who bought from the stock while a batch that was called back later lay in it: they may have some of it. What is in the stock
//! is not kept apart by batch, so all of them are told.
use super::batches::{BatchRow, buyer_of};
use crate::catalogue::batches::model::BatchState;
use crate::db::Db;
use crate::db::schema::{batch, data_key, order_given, order_line, order_step, placed_order, stock_move};
use crate::kernel::ids::{GoodBatchId, OrderId, ProductId};
use crate::kernel::quantity::Quantity;
use crate::orders::model::{BatchOrder, OrderState, PerhapsRecalled};
use chrono::NaiveDateTime;
use diesel::{
    BoolExpressionMethods, ExpressionMethods, JoinOnDsl, NullableExpressionMethods, OptionalExtension, QueryDsl,
    QueryResult, RunQueryDsl,
};

/// The orders handed over from the stock since a batch was last counted into it, until this moment.
pub(crate) fn perhaps_having(db: &mut Db, id: GoodBatchId, until: NaiveDateTime) -> QueryResult<Vec<OrderId>> {
    let counted: Option<(ProductId, NaiveDateTime)> = stock_move::table
        .filter(stock_move::batch_id.eq(id))
        .filter(stock_move::kind.eq("made"))
        .filter(stock_move::qty_milli.gt(0))
        .order(stock_move::id.desc())
        .select((stock_move::product_id, stock_move::made_at))
        .first(db.conn)
        .optional()?;
    let Some((good, counted_at)) = counted else {
        return Ok(Vec::new());
    };
    placed_order::table
        .inner_join(order_line::table)
        .inner_join(order_step::table)
        .filter(
            order_line::product_id.eq(good).and(order_line::batch_id.is_null()).and(order_line::dropped_at.is_null()),
        )
        .filter(placed_order::state.eq(OrderState::Collected))
        .filter(order_step::state.eq(OrderState::Collected))
        .filter(order_step::made_at.ge(counted_at).and(order_step::made_at.le(until)))
        .order(placed_order::id)
        .select(placed_order::id)
        .distinct()
        .load(db.conn)
}

/// The same orders with their buyers, as their shop may see them.
pub(crate) fn bought_meanwhile(db: &mut Db, id: GoodBatchId, until: NaiveDateTime) -> QueryResult<Vec<BatchOrder>> {
    let orders = perhaps_having(db, id, until)?;
    let good = good_of(db, id)?;
    from_stock(db, good, &orders)
}

/// The orders that waited from the stock when a batch that lay there was called back: what is kept for them may be of it. They
/// stay listed once they are handed over.
pub(crate) fn waiting_meanwhile(db: &mut Db, id: GoodBatchId, since: NaiveDateTime) -> QueryResult<Vec<BatchOrder>> {
    let good = good_of(db, id)?;
    let collected_later = order_step::table
        .filter(order_step::state.eq(OrderState::Collected))
        .filter(order_step::made_at.gt(since))
        .select(order_step::order_id);
    let waits = placed_order::state.eq_any([OrderState::Accepted, OrderState::Ready]);
    let is_collected = placed_order::state.eq(OrderState::Collected);
    let orders: Vec<OrderId> = placed_order::table
        .inner_join(order_line::table)
        .filter(
            order_line::product_id.eq(good).and(order_line::batch_id.is_null()).and(order_line::dropped_at.is_null()),
        )
        .filter(placed_order::placed_at.le(since))
        .filter(waits.or(is_collected.and(placed_order::id.eq_any(collected_later))))
        .order(placed_order::id)
        .select(placed_order::id)
        .distinct()
        .load(db.conn)?;
    from_stock(db, good, &orders)
}

fn good_of(db: &mut Db, id: GoodBatchId) -> QueryResult<ProductId> {
    batch::table.find(id).select(batch::product_id).first(db.conn)
}

/// What these orders are of a good from the stock, with their buyers.
fn from_stock(db: &mut Db, good: ProductId, orders: &[OrderId]) -> QueryResult<Vec<BatchOrder>> {
    let given: Vec<(OrderId, i32, Quantity)> = order_given::table
        .filter(order_given::order_id.eq_any(orders))
        .order((order_given::order_id, order_given::step_ord))
        .select((order_given::order_id, order_given::line_ord, order_given::qty_milli))
        .load(db.conn)?;
    let rows: Vec<BatchRow> = order_line::table
        .inner_join(placed_order::table.inner_join(data_key::table))
        .filter(placed_order::id.eq_any(orders))
        .filter(
            order_line::product_id.eq(good).and(order_line::batch_id.is_null()).and(order_line::dropped_at.is_null()),
        )
        .order((placed_order::placed_at, placed_order::id))
        .select((
            placed_order::id,
            placed_order::state,
            (placed_order::collect_on, placed_order::opens_minute, placed_order::closes_minute),
            (order_line::ord, order_line::qty_milli),
            (data_key::id, data_key::wrapped, placed_order::name_sealed, placed_order::mobile_sealed),
        ))
        .load(db.conn)?;
    rows.into_iter()
        .map(|(id, state, window, (line, quantity), sealed)| {
            let buyer = buyer_of(db, id, sealed)?;
            let last = given.iter().rfind(|row| (row.0, row.1) == (id, line));
            let given = last.map_or(Quantity::ZERO, |row| row.2);
            Ok(BatchOrder { id, state, window, quantity, given, has_more: false, buyer })
        })
        .collect()
}

/// The goods of an order that was collected from the stock while a batch lay there that was called back since, with the reason.
pub(crate) fn perhaps_of(db: &mut Db, id: OrderId) -> QueryResult<Vec<PerhapsRecalled>> {
    order_line::table
        .inner_join(placed_order::table.inner_join(order_step::table))
        .inner_join(batch::table.on(batch::product_id.eq(order_line::product_id)))
        .inner_join(stock_move::table.on(stock_move::batch_id.eq(batch::id.nullable())))
        .filter(order_line::order_id.eq(id).and(order_line::batch_id.is_null()).and(order_line::dropped_at.is_null()))
        .filter(placed_order::state.eq(OrderState::Collected))
        .filter(order_step::state.eq(OrderState::Collected))
        .filter(batch::state.eq(BatchState::CalledBack))
        .filter(stock_move::kind.eq("made").and(stock_move::qty_milli.gt(0)))
        .filter(order_step::made_at.ge(stock_move::made_at).and(order_step::made_at.le(batch::changed_at)))
        .order(order_line::ord)
        .select((order_line::ord, order_line::name, batch::reason))
        .distinct()
        .load(db.conn)
}
