//! What people are told of an order: its shop, and a buyer who has an account.
mod batches;
pub(in crate::orders) mod lines;
pub(in crate::orders) mod standing;

pub(super) use batches::{Recalled, batch_called_back, batch_moved, good_name};

use super::model::{OrderState, Sum};
use super::{queries, texting};
use crate::db::Db;
use crate::db::schema::{placed_order, shop};
use crate::db::switch::{self, Switch};
use crate::households::queries::people_of;
use crate::kernel::ids::{HouseholdId, OrderId};
use crate::kernel::money::Rial;
use crate::messages::{self, Letter};
use chrono::NaiveDate;
use diesel::{ExpressionMethods, QueryDsl, QueryResult, RunQueryDsl};

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

/// Tells a buyer who has an account that the order the shop had ended by mistake stands.
pub(super) fn buyer_resumed(db: &mut Db, order: OrderId) -> QueryResult<()> {
    if !tells_buyer(db, order)? {
        return Ok(());
    }
    write_to_buyer(db, order, |shop, day| Some(Letter::OrderStands { shop, day }))
}

/// Whether buyers are told of their orders in the city of an order's shop.
fn tells_buyer(db: &mut Db, order: OrderId) -> QueryResult<bool> {
    let shop = placed_order::table.find(order).select(placed_order::household_id).first(db.conn)?;
    switch::is_on_for(db, Switch::Messages, shop)
}

/// Writes to a buyer who has an account, whether or not the office has messages.
fn write_to_buyer(
    db: &mut Db,
    order: OrderId,
    letter: impl FnOnce(String, NaiveDate) -> Option<Letter>,
) -> QueryResult<()> {
    let (buyer, shop, day): (Option<HouseholdId>, String, NaiveDate) = placed_order::table
        .inner_join(shop::table)
        .filter(placed_order::id.eq(order))
        .select((placed_order::buyer_household_id, shop::name, placed_order::collect_on))
        .first(db.conn)?;
    match buyer.zip(letter(shop, day)) {
        Some((buyer, letter)) => tell(db, buyer, &letter),
        None => Ok(()),
    }
}

/// Tells the shop's people what became of an order.
pub(super) fn shop(db: &mut Db, order: OrderId, turn: Turn) -> QueryResult<()> {
    let (household, day): (HouseholdId, NaiveDate) = placed_order::table
        .find(order)
        .select((placed_order::household_id, placed_order::collect_on))
        .first(db.conn)?;
    let amount = Rial(queries::lines_of(db, order)?.iter().map(|line| line.amount().0).sum());
    let letter = match turn {
        Turn::Ended => Letter::OrderWithdrawn { amount, day },
        Turn::Resumed => Letter::OrderResumed { amount, day },
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
