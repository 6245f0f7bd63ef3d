//! What people are told of an order: its shop, and a buyer who has an account.
mod batches;
pub(in crate::orders) mod lines;
pub(in crate::orders) mod standing;

pub(super) use batches::{Recalled, Told, batch_called_back, batch_moved, good_name};

use super::model::{OrderState, Sum};
use super::{queries, texting};
use crate::db::Db;
use crate::db::schema::{placed_order, shop};
use crate::db::switch::{self, Switch};
use crate::households::queries::people_of;
use crate::kernel::ids::{AccountId, HouseholdId, OrderId};
use crate::messages::{self, Letter};
use chrono::NaiveDate;
use diesel::{ExpressionMethods, QueryDsl, QueryResult, RunQueryDsl};
use std::collections::{BTreeMap, BTreeSet};

/// What a shop is told of an order that it knew of before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Turn {
    /// It is no longer to be collected.
    Ended,
    /// It is to be collected after all.
    Resumed,
}

/// Tells a buyer what became of their order: in the program if they have an account, and by SMS.
pub(super) fn buyer(db: &mut Db, order: OrderId, to: OrderState) -> QueryResult<()> {
    if !tells_buyer(db, order)? {
        return Ok(());
    }
    write_to_buyer(db, order, |shop, day| match to {
        OrderState::Accepted => Some(Letter::OrderAccepted { shop, day }),
        OrderState::Ready => Some(Letter::OrderReady { shop, day }),
        OrderState::Cancelled => Some(Letter::OrderCancelled { shop, day }),
        OrderState::NotCollected => Some(Letter::OrderNotCollected { shop, day }),
        OrderState::Asked | OrderState::Collected => None,
    })?;
    texting::post(db, order, to)
}

/// Tells the buyers of these orders of one shop that they are cancelled, by a few statements for all.
pub(super) fn all_cancelled(db: &mut Db, orders: &[OrderId]) -> QueryResult<()> {
    let Some(first) = orders.first() else {
        return Ok(());
    };
    if !tells_buyer(db, *first)? {
        return Ok(());
    }
    let days: Vec<(OrderId, (String, NaiveDate))> = placed_order::table
        .inner_join(shop::table)
        .filter(placed_order::id.eq_any(orders))
        .select((placed_order::id, (shop::name, placed_order::collect_on)))
        .load(db.conn)?;
    let days: BTreeMap<OrderId, (String, NaiveDate)> = days.into_iter().collect();
    let letters = queries::readers_of(db, orders)?.into_iter().filter_map(|(order, reader)| {
        let (shop, day) = days.get(&order).cloned()?;
        Some((reader, Letter::OrderCancelled { shop, day }))
    });
    messages::send_all(db, &letters.collect::<Vec<_>>())?;
    texting::post_cancelled(db, orders)
}

/// Tells a buyer who has an account that the order the shop had ended by mistake stands.
pub(super) fn buyer_resumed(db: &mut Db, order: OrderId) -> QueryResult<()> {
    if !tells_buyer(db, order)? {
        return Ok(());
    }
    write_to_buyer(db, order, |shop, day| Some(Letter::OrderStands { shop, day }))
}

/// Tells a buyer who has an account that the step which led to this state was a slip of the shop.
pub(super) fn buyer_not_yet(db: &mut Db, order: OrderId, slip: OrderState) -> QueryResult<()> {
    if !tells_buyer(db, order)? {
        return Ok(());
    }
    write_to_buyer(db, order, |shop, day| match slip {
        OrderState::Accepted => Some(Letter::OrderUnanswered { shop, day }),
        OrderState::Ready => Some(Letter::OrderNotReady { shop, day }),
        OrderState::Asked | OrderState::Collected | OrderState::NotCollected | OrderState::Cancelled => None,
    })
}

/// Tells a buyer who has an account that their order ended because its shop never said that it was made.
pub(super) fn buyer_not_made(db: &mut Db, order: OrderId) -> QueryResult<()> {
    if !tells_buyer(db, order)? {
        return Ok(());
    }
    write_to_buyer(db, order, |shop, day| Some(Letter::OrderNotMade { shop, day }))
}

/// Whether buyers are told of their orders in the city of an order's shop.
fn tells_buyer(db: &mut Db, order: OrderId) -> QueryResult<bool> {
    let shop = placed_order::table.find(order).select(placed_order::household_id).first(db.conn)?;
    switch::is_on_for(db, Switch::Messages, shop)
}

/// Writes to a buyer who has an account or wants it every week, whether or not the office has messages.
fn write_to_buyer(
    db: &mut Db,
    order: OrderId,
    letter: impl FnOnce(String, NaiveDate) -> Option<Letter>,
) -> QueryResult<()> {
    let (shop, day): (String, NaiveDate) = placed_order::table
        .inner_join(shop::table)
        .filter(placed_order::id.eq(order))
        .select((shop::name, placed_order::collect_on))
        .first(db.conn)?;
    match letter(shop, day) {
        Some(letter) => write_to_buyers(db, &[order], &letter),
        None => Ok(()),
    }
}

/// Writes the same to the buyers of all these orders, by a few statements for all.
fn write_to_buyers(db: &mut Db, orders: &[OrderId], letter: &Letter) -> QueryResult<()> {
    let readers: BTreeSet<AccountId> = queries::readers_of(db, orders)?.into_iter().map(|(_, reader)| reader).collect();
    messages::send_all(db, &readers.into_iter().map(|reader| (reader, letter.clone())).collect::<Vec<_>>())
}

/// Tells the shop's people what became of an order.
pub(super) fn shop(db: &mut Db, order: OrderId, turn: Turn) -> QueryResult<()> {
    let (household, day): (HouseholdId, NaiveDate) = placed_order::table
        .find(order)
        .select((placed_order::household_id, placed_order::collect_on))
        .first(db.conn)?;
    let Sum { amount, is_estimate } = Sum::asked(&queries::lines_of(db, order)?);
    let letter = match turn {
        Turn::Ended => Letter::OrderWithdrawn { amount, day, is_estimate },
        Turn::Resumed => Letter::OrderResumed { amount, day, is_estimate },
    };
    tell(db, household, &letter)
}

/// Tells the shop's people that somebody ordered.
pub(super) fn placed(db: &mut Db, household: HouseholdId, (day, sum): (NaiveDate, Sum)) -> QueryResult<()> {
    tell(db, household, &Letter::OrderPlaced { amount: sum.amount, day, is_estimate: sum.is_estimate })
}

fn tell(db: &mut Db, household: HouseholdId, letter: &Letter) -> QueryResult<()> {
    let people = people_of(db, household)?.into_iter().map(|person| (person, letter.clone()));
    messages::send_all(db, &people.collect::<Vec<_>>())
}
