//! The orders of a batch.
use super::recalled::perhaps_having;
use super::{mobile_field, name_field};
use crate::catalogue::batches::model::BatchState;
use crate::db::schema::{batch, data_key, order_given, order_line, order_step, placed_order, sms};
use crate::db::{Db, vault};
use crate::kernel::contact::Mobile;
use crate::kernel::ids::{GoodBatchId, KeyId, OrderId};
use crate::kernel::quantity::Quantity;
use crate::messages::sms::SmsKind;
use crate::messages::{SendState, Trouble};
use crate::orders::model::{BatchOrder, Buyer, OrderState, Window};
use diesel::dsl::{exists, select};
use diesel::{BoolExpressionMethods, ExpressionMethods, QueryDsl, QueryResult, RunQueryDsl};
use std::collections::BTreeSet;

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
        .filter(order_line::dropped_at.is_null())
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
        .filter(order_line::dropped_at.is_null())
        .filter(placed_order::state.ne_all([OrderState::Cancelled, OrderState::NotCollected]))
        .order(placed_order::id)
        .select(placed_order::id)
        .load(db.conn)
}

/// Whether somebody collected some of a batch.
pub(crate) fn is_given(db: &mut Db, batch: GoodBatchId) -> QueryResult<bool> {
    let given = order_line::table
        .inner_join(placed_order::table)
        .filter(order_line::batch_id.eq(batch))
        .filter(order_line::dropped_at.is_null())
        .filter(placed_order::state.eq(OrderState::Collected));
    select(exists(given)).get_result(db.conn)
}

/// Of a batch that was called back, the orders whose buyers no SMS reaches: none was sent, and none is about to be.
pub(crate) fn to_call(db: &mut Db, id: GoodBatchId, sends_sms: bool) -> QueryResult<Vec<OrderId>> {
    type Row = (Option<OrderId>, SendState, Option<Trouble>);
    let until = batch::table.find(id).select(batch::changed_at).first(db.conn)?;
    let mut having = having(db, id)?;
    having.extend(perhaps_having(db, id, until)?);
    having.sort_unstable();
    having.dedup();
    let told: Vec<Row> = sms::table
        .filter(sms::order_id.eq_any(having.iter().copied().map(Some)))
        .filter(sms::kind.eq(SmsKind::OrderRecalled))
        .select((sms::order_id, sms::state, sms::trouble))
        .load(db.conn)?;
    let reaches = |(_, state, trouble): &&Row| match state {
        SendState::Sent => true,
        SendState::Waiting => sends_sms && trouble.is_none(),
        SendState::Failed | SendState::Dropped => false,
    };
    let reached: BTreeSet<OrderId> = told.iter().filter(reaches).filter_map(|row| row.0).collect();
    Ok(having.into_iter().filter(|order| !reached.contains(order)).collect())
}

/// The orders that ended when a batch came to this version of it, and are over still.
pub(crate) fn ended_with(db: &mut Db, (batch, version): (GoodBatchId, i32)) -> QueryResult<Vec<OrderId>> {
    order_step::table
        .inner_join(placed_order::table)
        .filter(order_step::batch_id.eq(batch))
        .filter(order_step::batch_version.eq(version))
        .filter(placed_order::state.eq(OrderState::Cancelled))
        .order(placed_order::id)
        .select(placed_order::id)
        .load(db.conn)
}

/// The buyer of an order under its key.
type Sealed = (KeyId, Option<Vec<u8>>, Vec<u8>, Vec<u8>);
/// An order with the place of one of its lines and how much was asked for.
pub(super) type BatchRow = (OrderId, OrderState, Window, (i32, Quantity), Sealed);

/// Who placed an order; nobody once that was forgotten.
pub(super) fn buyer_of(db: &mut Db, id: OrderId, (key, wrapped, name, mobile): Sealed) -> QueryResult<Option<Buyer>> {
    let key = vault::unwrap(db, key, wrapped.as_deref())?;
    let name = vault::open(key.as_ref(), &name_field(id), Some(&name))?;
    let mobile = vault::open(key.as_ref(), &mobile_field(id), Some(&mobile))?;
    let buyer = name.zip(mobile.and_then(|stored| Mobile::parse(&stored).ok()));
    Ok(buyer.map(|(name, mobile)| Buyer { name, mobile }))
}

/// Whether an order waits for a batch that was not counted.
pub(crate) fn waits_for_batch(db: &mut Db, order: OrderId) -> QueryResult<bool> {
    let uncounted = order_line::table
        .inner_join(batch::table)
        .filter(order_line::order_id.eq(order))
        .filter(order_line::dropped_at.is_null())
        .filter(batch::state.eq(BatchState::Planned));
    diesel::select(diesel::dsl::exists(uncounted)).get_result(db.conn)
}

/// Every order of a batch as its shop may see it, the first placed first.
pub(crate) fn orders_of_batch(db: &mut Db, batch: GoodBatchId) -> QueryResult<Vec<BatchOrder>> {
    let (given, with_more) = (given_of(db, batch)?, with_more(db, batch)?);
    let rows: Vec<BatchRow> = order_line::table
        .inner_join(placed_order::table.inner_join(data_key::table))
        .filter(order_line::batch_id.eq(batch))
        .filter(order_line::dropped_at.is_null())
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
            // What was handed over last counts; earlier times were taken back.
            let of_order = given.iter().rfind(|row| row.0 == id).map(|row| row.1);
            let last = given.iter().find(|row| row.0 == id && Some(row.1) == of_order && row.2 == line);
            let given = last.map_or(Quantity::ZERO, |row| row.3);
            let given = if state == OrderState::Collected { given } else { Quantity::ZERO };
            let has_more = with_more.contains(&id);
            Ok(BatchOrder { id, state, window, quantity, given, has_more, buyer })
        })
        .collect()
}

/// What was handed over of the orders of a batch: the order, the step, the line and how much; the last step of an order last.
fn given_of(db: &mut Db, batch: GoodBatchId) -> QueryResult<Vec<(OrderId, i32, i32, Quantity)>> {
    let of_batch = order_line::table.filter(order_line::batch_id.eq(batch)).select(order_line::order_id);
    order_given::table
        .filter(order_given::order_id.eq_any(of_batch))
        .order((order_given::order_id, order_given::step_ord, order_given::line_ord))
        .select((order_given::order_id, order_given::step_ord, order_given::line_ord, order_given::qty_milli))
        .load(db.conn)
}

/// The orders of a batch that are of other goods, too.
fn with_more(db: &mut Db, batch: GoodBatchId) -> QueryResult<BTreeSet<OrderId>> {
    let of_batch = diesel::alias!(order_line as of_batch);
    let theirs =
        of_batch.filter(of_batch.field(order_line::batch_id).eq(batch)).select(of_batch.field(order_line::order_id));
    let others: Vec<OrderId> = order_line::table
        .filter(order_line::order_id.eq_any(theirs))
        .filter(order_line::dropped_at.is_null())
        .filter(order_line::batch_id.is_null().or(order_line::batch_id.ne(batch)))
        .select(order_line::order_id)
        .load(db.conn)?;
    Ok(others.into_iter().collect())
}
