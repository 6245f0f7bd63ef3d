//! What is told when one good of an order is dropped: to its shop, or to its buyer, who may have no account.
use super::{Sum, tell, tells_buyer, texting, write_to_buyer};
use crate::db::Db;
use crate::db::schema::placed_order;
use crate::kernel::ids::{HouseholdId, OrderId};
use crate::messages::Letter;
use crate::orders::queries;
use chrono::NaiveDate;
use diesel::{QueryDsl, QueryResult, RunQueryDsl};

/// Tells the shop that the buyer does not want a good of an order any more, and what the rest comes to.
pub(in crate::orders) fn dropped_by_buyer(db: &mut Db, order: OrderId, good: &str) -> QueryResult<()> {
    let (household, day): (HouseholdId, NaiveDate) = placed_order::table
        .find(order)
        .select((placed_order::household_id, placed_order::collect_on))
        .first(db.conn)?;
    let sum = rest_of(db, order)?;
    let letter = Letter::LineWithdrawn { good: good.to_owned(), day, amount: sum.amount, is_estimate: sum.is_estimate };
    tell(db, household, &letter)
}

/// Tells the buyer that there is not enough of a good, and what the rest comes to: in the program, and by SMS.
pub(in crate::orders) fn dropped_by_shop(db: &mut Db, order: OrderId, good: &str) -> QueryResult<()> {
    if !tells_buyer(db, order)? {
        return Ok(());
    }
    let (sum, good) = (rest_of(db, order)?, good.to_owned());
    let Sum { amount, is_estimate } = sum;
    write_to_buyer(db, order, |shop, day| Some(Letter::LineMissing { good, shop, day, amount, is_estimate }))?;
    texting::post_less(db, order)
}

/// Tells the shop that the buyer wants a good after all that they had dropped, and what the order comes to.
pub(in crate::orders) fn kept_by_buyer(db: &mut Db, order: OrderId, good: &str) -> QueryResult<()> {
    let (household, day): (HouseholdId, NaiveDate) = placed_order::table
        .find(order)
        .select((placed_order::household_id, placed_order::collect_on))
        .first(db.conn)?;
    let Sum { amount, is_estimate } = rest_of(db, order)?;
    tell(db, household, &Letter::LineWanted { good: good.to_owned(), day, amount, is_estimate })
}

/// Tells the buyer that a good is there after all. No SMS says that it is not: none has left yet.
pub(in crate::orders) fn kept_by_shop(db: &mut Db, order: OrderId, good: &str) -> QueryResult<()> {
    if !tells_buyer(db, order)? {
        return Ok(());
    }
    let (Sum { amount, is_estimate }, good) = (rest_of(db, order)?, good.to_owned());
    write_to_buyer(db, order, |shop, day| Some(Letter::LineThere { good, shop, day, amount, is_estimate }))
}

/// What is left of an order comes to.
fn rest_of(db: &mut Db, order: OrderId) -> QueryResult<Sum> {
    Ok(Sum::asked(&queries::lines_of(db, order)?))
}
