//! What buyers are told of a batch that they ordered from: in the program if they have an account, and by SMS.
use super::{tells_buyer, texting, write_to_buyers};
use crate::db::Db;
use crate::db::schema::{placed_order, product, shop};
use crate::kernel::ids::{OrderId, ProductId};
use crate::messages::Letter;
use chrono::{NaiveDate, NaiveDateTime};
use diesel::{ExpressionMethods, QueryDsl, QueryResult, RunQueryDsl};

/// Tells buyers that what they ordered is ready at another time, by a few statements for all.
pub(in crate::orders) fn batch_moved(
    db: &mut Db,
    orders: &[OrderId],
    (good, ready_at): (&str, NaiveDateTime),
) -> QueryResult<()> {
    // They are all of one shop.
    let Some(first) = orders.first() else {
        return Ok(());
    };
    if !tells_buyer(db, *first)? {
        return Ok(());
    }
    let shop = shop::table
        .inner_join(placed_order::table)
        .filter(placed_order::id.eq(*first))
        .select(shop::name)
        .first(db.conn)?;
    write_to_buyers(db, orders, &Letter::BatchMoved { shop, good: good.to_owned(), ready_at })?;
    texting::post_moved(db, orders)
}

/// What is not to be used.
#[derive(Clone, Copy, Debug)]
pub(in crate::orders) struct Recalled<'a> {
    pub product: ProductId,
    /// When it was made.
    pub day: NaiveDate,
    pub reason: &'a str,
}

/// Tells the buyers of these orders not to use what was made on a day, by a few statements for all. That is told also where an
/// office has no messages: somebody may fall ill.
pub(in crate::orders) fn batch_called_back(db: &mut Db, orders: &[OrderId], what: Recalled) -> QueryResult<()> {
    let (good, shop): (String, String) = product::table
        .inner_join(shop::table)
        .filter(product::id.eq(what.product))
        .select((product::name, shop::name))
        .first(db.conn)?;
    let letter = Letter::BatchCalledBack { shop, good, day: what.day, reason: what.reason.to_owned() };
    write_to_buyers(db, orders, &letter)?;
    texting::post_recalled(db, orders)
}

/// The name of a good, as its buyers are told it.
pub(in crate::orders) fn good_name(db: &mut Db, good: ProductId) -> QueryResult<String> {
    product::table.find(good).select(product::name).first(db.conn)
}
