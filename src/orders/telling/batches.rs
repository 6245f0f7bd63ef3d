//! What buyers are told of a batch that they ordered from: in the program if they have an account, and by SMS.
use super::{queries, tells_buyer, texting, write_to_buyers};
use crate::db::Db;
use crate::db::schema::{placed_order, product, shop};
use crate::kernel::ids::{OrderId, ProductId};
use crate::messages::Letter;
use chrono::{NaiveDate, NaiveDateTime};
use diesel::{ExpressionMethods, QueryDsl, QueryResult, RunQueryDsl};
use std::collections::BTreeSet;

/// How many orders are concerned by what became of a batch, and how many of their buyers read it in the program; the others are
/// told by SMS where that is sent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Told {
    pub orders: usize,
    pub written: usize,
    /// Whether the office has its buyers told of this at all.
    pub is_sent: bool,
}

impl Told {
    /// How many are told, where SMS are sent or not.
    pub fn reached(self, sends_sms: bool) -> usize {
        match (self.is_sent, sends_sms) {
            (false, _) => 0,
            (true, true) => self.orders,
            (true, false) => self.written,
        }
    }
}

/// Who of these is told.
fn told(db: &mut Db, orders: &[OrderId]) -> QueryResult<Told> {
    let written: BTreeSet<OrderId> = queries::readers_of(db, orders)?.into_iter().map(|(order, _)| order).collect();
    Ok(Told { orders: orders.len(), written: written.len(), is_sent: true })
}

/// Tells buyers that what they ordered is ready at another time, by a few statements for all.
pub(in crate::orders) fn batch_moved(
    db: &mut Db,
    orders: &[OrderId],
    (good, ready_at): (&str, NaiveDateTime),
) -> QueryResult<Told> {
    // They are all of one shop.
    let Some(first) = orders.first() else {
        return Ok(Told::default());
    };
    if !tells_buyer(db, *first)? {
        return Ok(Told { orders: orders.len(), ..Told::default() });
    }
    let shop = shop::table
        .inner_join(placed_order::table)
        .filter(placed_order::id.eq(*first))
        .select(shop::name)
        .first(db.conn)?;
    write_to_buyers(db, orders, &Letter::BatchMoved { shop, good: good.to_owned(), ready_at })?;
    texting::post_moved(db, orders)?;
    told(db, orders)
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
pub(in crate::orders) fn batch_called_back(db: &mut Db, orders: &[OrderId], what: Recalled) -> QueryResult<Told> {
    let (good, shop): (String, String) = product::table
        .inner_join(shop::table)
        .filter(product::id.eq(what.product))
        .select((product::name, shop::name))
        .first(db.conn)?;
    let letter = Letter::BatchCalledBack { shop, good, day: what.day, reason: what.reason.to_owned() };
    write_to_buyers(db, orders, &letter)?;
    texting::post_recalled(db, orders)?;
    told(db, orders)
}

/// The name of a good, as its buyers are told it.
pub(in crate::orders) fn good_name(db: &mut Db, good: ProductId) -> QueryResult<String> {
    product::table.find(good).select(product::name).first(db.conn)
}
