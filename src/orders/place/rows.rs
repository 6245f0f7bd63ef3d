//! What is written of an order that is placed.
use super::{NewLine, NewOrder, PlaceRefusal, Placing, Sold};
use crate::db::schema::{batch, order_line, placed_order};
use crate::db::{Abort, Db, Write, on_each, refuse, vault, violated};
use crate::kernel::by_weight::ByWeight;
use crate::kernel::contact::Mobile;
use crate::kernel::ids::{GoodBatchId, OrderId, ShopId};
use crate::kernel::secret::Indexed;
use crate::orders::model::{Choice, OrderState, Slot};
use crate::orders::queries::{mobile_field, name_field};
use chrono::NaiveDateTime;
use diesel::dsl::{exists, select};
use diesel::{BoolExpressionMethods, ExpressionMethods, QueryDsl, QueryResult, RunQueryDsl};
use std::collections::BTreeSet;

/// Open orders of one shop: more than it can hand over.
const MOST_OF_A_SHOP: usize = 500;
const PINS: u32 = 10_000;
const NUMBERS: u64 = 10_000_000_000;

pub(super) fn index_of(db: &Db, mobile: &Mobile) -> Vec<u8> {
    db.keys.blind_index(Indexed::OrderMobile, mobile.as_str())
}

pub(super) fn insert(
    db: &mut Db,
    placing: &Placing,
    (new, slot): (&NewOrder, &Slot),
    (id, code, hold_until): (OrderId, &str, NaiveDateTime),
) -> Write<(), PlaceRefusal> {
    let customer = &placing.customer;
    let pin = free_pin(db, new.shop)?;
    let (key_id, key) = vault::new_key(db)?;
    let name = vault::seal_bytes(&key, &name_field(id), customer.name.as_bytes())?;
    let mobile = vault::seal_bytes(&key, &mobile_field(id), customer.mobile.as_str().as_bytes())?;
    let (market, door) = match new.choice {
        Choice::Market(day) => (Some(day), None),
        Choice::Door(door, _) => (None, Some(door)),
    };
    diesel::insert_into(placed_order::table)
        .values((
            (placed_order::id.eq(id), placed_order::code.eq(code), placed_order::pin.eq(pin)),
            placed_order::number.eq(number(db)),
            (placed_order::idem.eq(placing.idem.as_str()), placed_order::shop_id.eq(new.shop)),
            (placed_order::household_id.eq(new.household), placed_order::buyer_household_id.eq(customer.household)),
            (placed_order::key_id.eq(key_id), placed_order::name_sealed.eq(name)),
            (placed_order::mobile_sealed.eq(mobile), placed_order::mobile_index.eq(index_of(db, &customer.mobile))),
            (placed_order::address_index.eq(&customer.address), placed_order::market_day_id.eq(market)),
            (placed_order::door_time_id.eq(door), placed_order::collect_on.eq(slot.on)),
            (placed_order::opens_minute.eq(slot.opens_minute), placed_order::closes_minute.eq(slot.closes_minute)),
            (placed_order::placed_at.eq(db.now.at), placed_order::hold_until.eq(hold_until)),
            (placed_order::state.eq(OrderState::Asked), placed_order::language.eq(customer.lang.tag())),
        ))
        .execute(db.conn)
        .map_err(|error| {
            let at_once = violated(&error, "placed_order_pin_once", "placed_order.shop_id, placed_order.pin")
                || violated(&error, "placed_order_once", "placed_order.shop_id, placed_order.idem");
            if at_once { Abort::Refused(PlaceRefusal::Again) } else { Abort::Database(error) }
        })?;
    Ok(())
}

/// Ten digits that nobody guesses, easily said over the phone.
fn number(db: &Db) -> String {
    let token = db.ids.token();
    let number = token.iter().fold(0_u64, |number, byte| (number * 256 + u64::from(*byte)) % NUMBERS);
    format!("{number:010}")
}

/// Gives an order that is opened again other digits, where another open order of its shop has got its own meanwhile.
pub(crate) fn keep_pin(db: &mut Db, order: OrderId) -> Write<(), PlaceRefusal> {
    let (shop, pin): (ShopId, String) =
        placed_order::table.find(order).select((placed_order::shop_id, placed_order::pin)).first(db.conn)?;
    let of_another = placed_order::table
        .filter(placed_order::shop_id.eq(shop).and(placed_order::pin.eq(pin)).and(placed_order::id.ne(order)))
        .filter(placed_order::state.eq_any(OrderState::OPEN));
    if select(exists(of_another)).get_result(db.conn)? {
        let free = free_pin(db, shop)?;
        diesel::update(placed_order::table.find(order)).set(placed_order::pin.eq(free)).execute(db.conn)?;
    }
    Ok(())
}

/// Four digits that no other open order of the shop has.
fn free_pin(db: &mut Db, shop: ShopId) -> Write<String, PlaceRefusal> {
    let used: Vec<String> = placed_order::table
        .filter(placed_order::shop_id.eq(shop))
        .filter(placed_order::state.eq_any(OrderState::OPEN))
        .select(placed_order::pin)
        .load(db.conn)?;
    if used.len() >= MOST_OF_A_SHOP {
        return refuse(PlaceRefusal::ShopFull(shop));
    }
    let used: BTreeSet<String> = used.into_iter().collect();
    let first = db.ids.token().iter().fold(0_u32, |number, byte| (number * 256 + u32::from(*byte)) % PINS);
    let pins = (0..PINS).map(|further| format!("{:04}", (first + further * 7) % PINS));
    match pins.into_iter().find(|pin| !used.contains(pin)) {
        Some(pin) => Ok(pin),
        None => refuse(PlaceRefusal::ShopFull(shop)),
    }
}

pub(super) fn insert_lines(db: &mut Db, order: OrderId, new: &NewOrder, sold: &[Sold]) -> QueryResult<()> {
    let batches: Vec<GoodBatchId> = new.lines.iter().filter_map(|line| line.batch).collect();
    let ready: Vec<(GoodBatchId, NaiveDateTime)> =
        batch::table.filter(batch::id.eq_any(batches)).select((batch::id, batch::ready_at)).load(db.conn)?;
    let ready_at = |line: &NewLine| ready.iter().find(|(id, _)| line.batch == Some(*id)).map(|(_, at)| *at);
    let rows: Vec<_> = (1..)
        .zip(new.lines.iter().zip(sold))
        .map(|(ord, (line, (_, name, unit, price, by_weight))): (i32, _)| {
            let by_weight: Option<ByWeight> = (*by_weight).into();
            (
                (order_line::order_id.eq(order), order_line::ord.eq(ord), order_line::product_id.eq(line.product)),
                (order_line::name.eq(name), order_line::unit.eq(*unit), order_line::price_irr.eq(*price)),
                (order_line::qty_milli.eq(line.quantity), order_line::batch_id.eq(line.batch)),
                order_line::promised_at.eq(ready_at(line)),
                (
                    order_line::kilo_price_irr.eq(by_weight.map(|by_weight| by_weight.kilo)),
                    order_line::piece_least_milli.eq(by_weight.map(|by_weight| by_weight.least)),
                    order_line::piece_most_milli.eq(by_weight.map(|by_weight| by_weight.most)),
                ),
            )
        })
        .collect();
    on_each!(db.conn, |conn| diesel::insert_into(order_line::table).values(&rows).execute(conn)).map(drop)
}
