//! Placing orders: one for each shop of a basket, all of them or none. The goods are kept for the buyer from this moment on.
//! A form that arrives twice places its orders once.
mod ahead;
mod rows;

pub(super) use rows::keep_pin;

use super::jobs;
use super::model::{ANSWER_WITHIN, Choice, OrderState, Side, Slot, Sum};
use super::queries;
use super::steps::{self, Made};
use super::telling;
use crate::catalogue::batches::keep::{self, KeepRefusal, Promise};
use crate::catalogue::model::GoodState;
use crate::catalogue::shown::unlicensed_of;
use crate::db::schema::{order_line, placed_order, product, shop};
use crate::db::{Db, Write, refuse};
use crate::kernel::by_weight::StoredByWeight;
use crate::kernel::clock::utc_of;
use crate::kernel::contact::Mobile;
use crate::kernel::idem::Idem;
use crate::kernel::ids::{DoorTimeId, GoodBatchId, HouseholdId, MarketDayId, OrderId, ProductId, ShopId};
use crate::kernel::lang::Lang;
use crate::kernel::money::Rial;
use crate::kernel::quantity::{Quantity, SellUnit};
use chrono::{NaiveDate, TimeDelta};
use diesel::{ExpressionMethods, QueryDsl, RunQueryDsl};
use std::collections::BTreeSet;

/// Who asks.
#[derive(Clone, Debug)]
pub(crate) struct Customer {
    pub name: String,
    pub mobile: Mobile,
    /// The household of a buyer who is signed in.
    pub household: Option<HouseholdId>,
    /// A keyed digest of the network address.
    pub address: Vec<u8>,
    /// In which they are told of it.
    pub lang: Lang,
}

/// What is asked of one shop, and when it is to be collected.
#[derive(Clone, Debug)]
pub(crate) struct NewOrder {
    pub shop: ShopId,
    pub household: HouseholdId,
    pub choice: Choice,
    pub lines: Vec<NewLine>,
}

/// How much of a good is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct NewLine {
    pub product: ProductId,
    /// The batch it is ordered from; none for what is in stock.
    pub batch: Option<GoodBatchId>,
    pub quantity: Quantity,
    /// The price that the buyer saw; none where visitors are shown no prices.
    pub price: Option<Rial>,
}

/// A basket, sent.
#[derive(Clone, Debug)]
pub(crate) struct Placing {
    pub idem: Idem,
    pub customer: Customer,
    pub orders: Vec<NewOrder>,
}

/// Why nothing was placed. Nothing of it was written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum PlaceRefusal {
    #[error("there is nothing in the basket")]
    Empty,
    #[error("the product is no longer sold")]
    Gone(ProductId),
    #[error("nothing of it is wanted")]
    NoQuantity(ProductId),
    #[error("half of something that is counted")]
    NotWhole(ProductId),
    #[error("only {} thousandths are free", left.0)]
    NotEnough { good: ProductId, name: String, unit: SellUnit, left: Quantity },
    #[error("orders of its batch are closed")]
    Closed { good: ProductId, name: String },
    #[error("it is not sold at the price that was seen")]
    PriceChanged { good: ProductId, name: String, price: Rial },
    #[error("this form has placed another order before")]
    OldForm,
    #[error("the shop does not hand over then")]
    Choice(ShopId),
    #[error("it is the buyer's own shop")]
    OwnShop(ShopId),
    #[error("the sum cannot be kept")]
    TooMuch,
    #[error("so many orders of this mobile are open")]
    TooManyOpen,
    #[error("so many orders from this network address are open")]
    TooManyHere,
    #[error("so many orders of this shop are open")]
    ShopFull(ShopId),
    #[error("somebody else did the same in this moment")]
    Again,
}

/// Open orders of one mobile number from one network address, at all shops together.
pub(crate) const MOST_OF_A_MOBILE: i64 = 6;
/// Orders from one network address that no shop has answered yet: behind one there may be a whole street.
const MOST_UNANSWERED: i64 = 12;
/// Orders from one network address in a day, whatever became of them.
const MOST_IN_A_DAY: i64 = 60;
/// The largest sum of an order, 10^12 rials.
const LARGEST: i64 = 1_000_000_000_000;

/// Places a basket; gives the codes of its orders. The second arrival of the same key gives those of the first.
pub(crate) fn place(db: &mut Db, placing: &Placing) -> Write<Vec<String>, PlaceRefusal> {
    if placing.orders.is_empty() {
        return refuse(PlaceRefusal::Empty);
    }
    if let Some(codes) = known(db, placing)? {
        return Ok(codes);
    }
    within_limits(db, placing)?;
    let when = ahead::collectable(db, &placing.orders)?;
    let slots = queries::while_fresh(queries::slots_since(db, &when.since)?, &when.best);
    let mut codes = Vec::new();
    for new in &placing.orders {
        if placing.customer.household == Some(new.household) {
            return refuse(PlaceRefusal::OwnShop(new.shop));
        }
        let is_this = |slot: &&Slot| slot.household == new.household && slot.choice == new.choice;
        let Some(slot) = slots.iter().find(is_this) else {
            return refuse(PlaceRefusal::Choice(new.shop));
        };
        codes.push(place_one(db, placing, new, slot)?);
    }
    Ok(codes)
}

/// The codes of the orders that this very form has placed before; a form that now asks for something else is an old one.
fn known(db: &mut Db, placing: &Placing) -> Write<Option<Vec<String>>, PlaceRefusal> {
    let shops: Vec<ShopId> = placing.orders.iter().map(|order| order.shop).collect();
    type Row = (OrderId, String, ShopId, (Option<MarketDayId>, Option<DoorTimeId>, NaiveDate), Option<Vec<u8>>);
    let placed: Vec<Row> = placed_order::table
        .filter(placed_order::shop_id.eq_any(shops))
        .filter(placed_order::idem.eq(placing.idem.as_str()))
        .order(placed_order::id)
        .select((
            placed_order::id,
            placed_order::code,
            placed_order::shop_id,
            (placed_order::market_day_id, placed_order::door_time_id, placed_order::collect_on),
            placed_order::mobile_index,
        ))
        .load(db.conn)?;
    if placed.is_empty() {
        return Ok(None);
    }
    // Whoever mended their number means another order: the first one rings at somebody else's.
    let index = rows::index_of(db, &placing.customer.mobile);
    if placed.iter().any(|order| order.4.as_ref().is_some_and(|known| *known != index)) {
        return refuse(PlaceRefusal::OldForm);
    }
    let ids: Vec<OrderId> = placed.iter().map(|order| order.0).collect();
    type Line = (OrderId, (ProductId, Option<GoodBatchId>, Quantity));
    let lines: Vec<Line> = order_line::table
        .filter(order_line::order_id.eq_any(ids))
        .select((order_line::order_id, (order_line::product_id, order_line::batch_id, order_line::qty_milli)))
        .load(db.conn)?;
    let is_the_same = |new: &NewOrder| {
        let Some((id, _, _, chosen, _)) = placed.iter().find(|order| order.2 == new.shop) else {
            return false;
        };
        let is_then = match new.choice {
            Choice::Market(day) => chosen.0 == Some(day),
            Choice::Door(door, on) => chosen.1 == Some(door) && chosen.2 == on,
        };
        let before: BTreeSet<(ProductId, Option<GoodBatchId>, Quantity)> =
            lines.iter().filter(|line| line.0 == *id).map(|line| line.1).collect();
        is_then && before == new.lines.iter().map(|line| (line.product, line.batch, line.quantity)).collect()
    };
    if placing.orders.iter().all(is_the_same) {
        return Ok(Some(placed.into_iter().map(|order| order.1).collect()));
    }
    refuse(PlaceRefusal::OldForm)
}

/// Nobody keeps goods from others by asking again and again.
fn within_limits(db: &mut Db, placing: &Placing) -> Write<(), PlaceRefusal> {
    let more = i64::try_from(placing.orders.len()).unwrap_or(i64::MAX);
    let customer = &placing.customer;
    let here = || placed_order::table.filter(placed_order::address_index.eq(&customer.address));
    let theirs: i64 = here()
        .filter(placed_order::mobile_index.eq(rows::index_of(db, &customer.mobile)))
        .filter(placed_order::state.eq_any(OrderState::OPEN))
        .count()
        .get_result(db.conn)?;
    if theirs.saturating_add(more) > MOST_OF_A_MOBILE {
        return refuse(PlaceRefusal::TooManyOpen);
    }
    let unanswered: i64 = here().filter(placed_order::state.eq(OrderState::Asked)).count().get_result(db.conn)?;
    let since = db.now.at - TimeDelta::days(1);
    let of_day: i64 = here().filter(placed_order::placed_at.gt(since)).count().get_result(db.conn)?;
    if unanswered.saturating_add(more) > MOST_UNANSWERED || of_day.saturating_add(more) > MOST_IN_A_DAY {
        return refuse(PlaceRefusal::TooManyHere);
    }
    Ok(())
}

/// A good as it is sold now.
type Sold = (ProductId, String, SellUnit, Rial, StoredByWeight);

fn place_one(db: &mut Db, placing: &Placing, new: &NewOrder, slot: &Slot) -> Write<String, PlaceRefusal> {
    let sold = sold_now(db, new)?;
    let mut sum = 0_i64;
    for (line, (_, name, unit, price, _)) in new.lines.iter().zip(&sold) {
        if line.price.is_some_and(|seen| seen != *price) {
            return refuse(PlaceRefusal::PriceChanged { good: line.product, name: name.clone(), price: *price });
        }
        hold(db, line, (name, *unit))?;
        let Some(amount) = price.times(line.quantity).filter(|amount| amount.0 > 0 && amount.0 <= LARGEST - sum) else {
            return refuse(PlaceRefusal::TooMuch);
        };
        sum += amount.0;
    }
    let (id, code): (OrderId, String) = (db.id(), format!("{}{}", db.code(), db.code()));
    let hold_until = (db.now.at + ANSWER_WITHIN).min(utc_of(slot.on, slot.closes_minute));
    rows::insert(db, placing, (new, slot), (id, &code, hold_until))?;
    rows::insert_lines(db, id, new, &sold)?;
    steps::record(db, id, &Made::of(OrderState::Asked, Side::Buyer))?;
    jobs::end_at(db, id, hold_until)?;
    let sum = Sum::asked(&queries::lines_of(db, id)?);
    telling::placed(db, new.household, (slot.on, sum))?;
    Ok(code)
}

/// The goods of an order as they are sold now, in the order of its lines.
fn sold_now(db: &mut Db, new: &NewOrder) -> Write<Vec<Sold>, PlaceRefusal> {
    let ids: Vec<ProductId> = new.lines.iter().map(|line| line.product).collect();
    let found: Vec<Sold> = product::table
        .inner_join(shop::table)
        .filter(shop::hidden_at.is_null())
        .filter(product::id.eq_any(&ids))
        .filter(product::shop_id.eq(new.shop))
        .filter(product::household_id.eq(new.household))
        .filter(product::state.eq(GoodState::Listed))
        .select((
            product::id,
            product::name,
            product::unit,
            product::price_irr,
            (product::kilo_price_irr, product::piece_least_milli, product::piece_most_milli),
        ))
        .load(db.conn)?;
    if ids.is_empty() {
        return refuse(PlaceRefusal::Empty);
    }
    let unlicensed = unlicensed_of(db, new.shop)?;
    let mut sold = Vec::new();
    for (place, id) in ids.iter().enumerate() {
        let is_twice = ids.iter().take(place).any(|before| before == id);
        match found.iter().find(|good| good.0 == *id && !unlicensed.contains(id)).filter(|_| !is_twice) {
            Some(good) => sold.push(good.clone()),
            None => return refuse(PlaceRefusal::Gone(*id)),
        }
    }
    Ok(sold)
}

fn hold(db: &mut Db, line: &NewLine, (name, unit): (&str, SellUnit)) -> Write<(), PlaceRefusal> {
    let (good, quantity) = (line.product, line.quantity);
    if quantity <= Quantity::ZERO {
        return refuse(PlaceRefusal::NoQuantity(good));
    }
    if unit.is_counted() && quantity.0 % 1000 != 0 {
        return refuse(PlaceRefusal::NotWhole(good));
    }
    keep::keep(db, Promise { product: good, batch: line.batch, quantity }).map_err(|abort| {
        abort.map(|refusal| match refusal {
            KeepRefusal::NotEnough { left } => PlaceRefusal::NotEnough { good, name: name.to_owned(), unit, left },
            KeepRefusal::Closed => PlaceRefusal::Closed { good, name: name.to_owned() },
        })
    })
}
