//! Reads of orders. A shop's lists are cut to its household in their WHERE, and paged by the last order shown.
mod batches;
mod lists;
mod places;
mod recalled;
mod slots;
pub(crate) mod standing;
mod told;

pub(crate) use batches::{
    Waiting, ended_with, having, is_given, orders_of_batch, to_call, waiting_for, waits_for_batch,
};
pub(super) use lists::lines_of_all;
pub(crate) use lists::{PAGE, Part, by_pin, list, open_orders, orders_of_buyer};
pub(crate) use recalled::{bought_meanwhile, perhaps_having, perhaps_of, waiting_meanwhile};
pub(crate) use slots::{
    MOST_DOORS, basket_goods, best_of, door_times, handed_over_fresh, place_field, shown, since_of, slots_of,
    slots_since, standing_on, while_fresh,
};

use crate::catalogue::model::GoodState;
pub(crate) use told::readers_of;

use places::place_of;

use super::model::{Buyer, DroppedLine, Given, Order, OrderLine, OrderState, Payment, Step, Window};
use crate::db::schema::{
    data_key, household_member, ledger, order_given, order_line, order_payment, order_step, placed_order, product,
    review, sale_line, shop,
};
use crate::db::{Db, vault};
use crate::kernel::contact::Mobile;
use crate::kernel::ids::{
    AreaId, DoorTimeId, HouseholdId, KeyId, MarketDayId, OrderId, OrderPaymentId, PersonId, ProductId,
};
use crate::kernel::money::Rial;
use crate::kernel::secret::Field;
use chrono::NaiveDateTime;
use diesel::dsl::{exists, select};
use diesel::{
    BoolExpressionMethods, ExpressionMethods, NullableExpressionMethods, OptionalExtension, QueryDsl, QueryResult,
    RunQueryDsl,
};

/// Whether the order was placed with the household's shop.
pub(super) fn is_of(db: &mut Db, order: OrderId, household: HouseholdId) -> QueryResult<bool> {
    select(exists(placed_order::table.find(order).filter(placed_order::household_id.eq(household)))).get_result(db.conn)
}

/// The order of this code.
pub(super) fn id_of_code(db: &mut Db, code: &str) -> QueryResult<Option<OrderId>> {
    placed_order::table.filter(placed_order::code.eq(code)).select(placed_order::id).first(db.conn).optional()
}

/// The code of the order of this number that was placed with this mobile number; none once its buyer was forgotten.
pub(super) fn code_of(db: &mut Db, number: &str, mobile: &Mobile) -> QueryResult<Option<String>> {
    type Row = (OrderId, String, KeyId, Option<Vec<u8>>, Vec<u8>);
    let rows: Vec<Row> = placed_order::table
        .inner_join(data_key::table)
        .filter(placed_order::number.eq(number))
        .order(placed_order::id)
        .select((placed_order::id, placed_order::code, data_key::id, data_key::wrapped, placed_order::mobile_sealed))
        .load(db.conn)?;
    for (id, code, key_id, wrapped, sealed) in rows {
        let key = vault::unwrap(db, key_id, wrapped.as_deref())?;
        let known = vault::open(key.as_ref(), &mobile_field(id), Some(&sealed))?;
        if known.is_some_and(|known| known == mobile.as_str()) {
            return Ok(Some(code));
        }
    }
    Ok(None)
}

/// The lines of an order, as they stand in it.
pub(crate) fn lines_of(db: &mut Db, order: OrderId) -> QueryResult<Vec<OrderLine>> {
    Ok(lines_of_all(db, &[order])?.into_iter().map(|(_, line)| line).collect())
}

/// The goods of an order that were dropped, as they stood in it.
pub(super) fn dropped_of(db: &mut Db, order: OrderId) -> QueryResult<Vec<DroppedLine>> {
    order_line::table
        .filter(order_line::order_id.eq(order))
        .filter(order_line::dropped_at.is_not_null())
        .order(order_line::ord)
        .select((
            order_line::ord,
            order_line::name,
            order_line::unit,
            order_line::qty_milli,
            order_line::dropped_by.assume_not_null(),
            order_line::dropped_why.assume_not_null(),
            order_line::dropped_at.assume_not_null(),
            order_line::kept_at,
        ))
        .load(db.conn)
}

/// What happened to an order, the first step first.
pub(super) fn steps_of(db: &mut Db, order: OrderId) -> QueryResult<Vec<Step>> {
    order_step::table
        .filter(order_step::order_id.eq(order))
        .order(order_step::ord)
        .select((
            order_step::ord,
            order_step::state,
            order_step::undoes,
            order_step::made_by,
            order_step::made_at,
            order_step::reason,
            order_step::sale_id,
            order_step::met_by,
            order_step::batch_id,
        ))
        .load(db.conn)
}

/// What was paid for an order, the first payment first; one that was taken back is marked.
pub(super) fn payments_of(db: &mut Db, order: OrderId) -> QueryResult<Vec<Payment>> {
    type When = (NaiveDateTime, Option<i32>);
    type Row = (OrderPaymentId, super::model::PayWay, Rial, (String, String), Option<OrderPaymentId>, When);
    let rows: Vec<Row> = order_payment::table
        .filter(order_payment::order_id.eq(order))
        .order(order_payment::id)
        .select((
            order_payment::id,
            order_payment::way,
            order_payment::amount_irr,
            (order_payment::last4, order_payment::trace),
            order_payment::takes_back,
            (order_payment::made_at, order_payment::step_ord),
        ))
        .load(db.conn)?;
    let taken_back: Vec<OrderPaymentId> = rows.iter().filter_map(|row| row.4).collect();
    let standing = rows.into_iter().filter(|row| row.4.is_none());
    Ok(standing
        .map(|(id, way, amount, (last4, trace), _, (at, step))| Payment {
            id,
            way,
            amount,
            last4,
            trace,
            at,
            step,
            is_taken_back: taken_back.contains(&id),
        })
        .collect())
}

/// What was handed over at the last step, if that was a collection.
fn given_of(db: &mut Db, order: OrderId, steps: &[Step]) -> QueryResult<Vec<Given>> {
    let Some(last) = steps.last().filter(|step| step.state == OrderState::Collected) else {
        return Ok(Vec::new());
    };
    order_given::table
        .filter(order_given::order_id.eq(order))
        .filter(order_given::step_ord.eq(last.ord))
        .order(order_given::line_ord)
        .select((order_given::line_ord, order_given::qty_milli, order_given::amount_irr, order_given::weight_milli))
        .load(db.conn)
}

/// What of a hand-over's worth no longer stands in the books: goods that the shop took back.
fn returned_of(db: &mut Db, steps: &[Step], given: &[Given]) -> QueryResult<Rial> {
    let Some(sale) = steps.last().and_then(|step| step.sale).filter(|_| !given.is_empty()) else {
        return Ok(Rial::ZERO);
    };
    let stands: Vec<Rial> = ledger::table
        .inner_join(sale_line::table)
        .filter(sale_line::sale_id.eq(sale))
        .select(ledger::amount_irr)
        .load(db.conn)?;
    let worth: i64 = given.iter().map(|given| given.amount.0).sum();
    Ok(Rial(worth - stands.iter().map(|amount| amount.0).sum::<i64>()))
}

/// The order of this id, whole.
pub(crate) fn order(db: &mut Db, id: OrderId) -> QueryResult<Order> {
    type What = ((String, String, String), OrderState, Window, NaiveDateTime, NaiveDateTime);
    type Where = (Option<MarketDayId>, Option<DoorTimeId>, HouseholdId);
    type Sealed = (KeyId, Option<Vec<u8>>, Vec<u8>, Vec<u8>);
    let (what, at, (shop_code, shop_name, city), sealed): (What, Where, (String, String, AreaId), Sealed) =
        placed_order::table
            .inner_join(shop::table)
            .inner_join(data_key::table)
            .filter(placed_order::id.eq(id))
            .select((
                (
                    (placed_order::code, placed_order::pin, placed_order::number),
                    placed_order::state,
                    (placed_order::collect_on, placed_order::opens_minute, placed_order::closes_minute),
                    placed_order::placed_at,
                    placed_order::hold_until,
                ),
                (placed_order::market_day_id, placed_order::door_time_id, placed_order::household_id),
                (shop::code, shop::name, shop::city_id),
                (data_key::id, data_key::wrapped, placed_order::name_sealed, placed_order::mobile_sealed),
            ))
            .first(db.conn)?;
    let ((code, pin, number), state, window, placed_at, hold_until) = what;
    let (key_id, wrapped, name, mobile) = sealed;
    let key = vault::unwrap(db, key_id, wrapped.as_deref())?;
    let name = vault::open(key.as_ref(), &name_field(id), Some(&name))?;
    let mobile = vault::open(key.as_ref(), &mobile_field(id), Some(&mobile))?;
    let buyer = name.zip(mobile.and_then(|stored| Mobile::parse(&stored).ok()));
    let steps = steps_of(db, id)?;
    let given = given_of(db, id, &steps)?;
    Ok(Order {
        id,
        code,
        pin,
        number,
        shop_code,
        shop_name,
        city,
        state,
        window,
        place: place_of(db, at, state)?,
        placed_at,
        hold_until,
        lines: lines_of(db, id)?,
        dropped: dropped_of(db, id)?,
        returned: returned_of(db, &steps, &given)?,
        given,
        payments: payments_of(db, id)?,
        buyer: buyer.map(|(name, mobile)| Buyer { name, mobile }),
        steps,
        told: told::told(db, id)?,
        perhaps_recalled: perhaps_of(db, id)?,
    })
}

/// The household that a person is a member of today.
pub(crate) fn household_of(db: &mut Db, person: PersonId) -> QueryResult<Option<HouseholdId>> {
    household_member::table
        .filter(household_member::person_id.eq(person))
        .filter(household_member::starts_on.le(db.now.today))
        .filter(household_member::ends_on.is_null().or(household_member::ends_on.gt(db.now.today)))
        .select(household_member::household_id)
        .first(db.conn)
        .optional()
}

/// The codes of the goods of these lines that are on offer still, each with the place of its line.
pub(super) fn codes_of(db: &mut Db, lines: &[OrderLine]) -> QueryResult<Vec<(i32, String)>> {
    let ids: Vec<ProductId> = lines.iter().map(|line| line.product).collect();
    let codes: Vec<(ProductId, String)> = product::table
        .filter(product::id.eq_any(ids))
        .filter(product::state.eq(GoodState::Listed))
        .select((product::id, product::code))
        .load(db.conn)?;
    let code_of = |line: &OrderLine| {
        let found = codes.iter().find(|(id, _)| *id == line.product)?;
        Some((line.ord, found.1.clone()))
    };
    Ok(lines.iter().filter_map(code_of).collect())
}

/// Of how many goods of an order its buyer has said something.
pub(super) fn reviews_of(db: &mut Db, order: OrderId) -> QueryResult<usize> {
    let written: i64 = review::table.filter(review::order_id.eq(order)).count().get_result(db.conn)?;
    Ok(usize::try_from(written).unwrap_or(usize::MAX))
}

pub(super) fn name_field(order: OrderId) -> Field {
    Field { table: "placed_order", column: "name_sealed", row: order.0 }
}

pub(super) fn mobile_field(order: OrderId) -> Field {
    Field { table: "placed_order", column: "mobile_sealed", row: order.0 }
}
