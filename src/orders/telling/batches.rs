//! What buyers are told of a batch that they ordered from: in the program if they have an account, and by SMS.
use super::{tells_buyer, texting, write_to_buyer};
use crate::db::Db;
use crate::db::schema::{placed_order, product, shop};
use crate::households::queries::people_of_all;
use crate::kernel::ids::{HouseholdId, OrderId, ProductId};
use crate::messages::{self, Letter};
use chrono::{NaiveDate, NaiveDateTime};
use diesel::{ExpressionMethods, NullableExpressionMethods, QueryDsl, QueryResult, RunQueryDsl};
use std::collections::BTreeSet;

/// Tells buyers that what they ordered is ready at another time.
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
    for order in orders {
        write_to_buyer(db, *order, |shop, _| Some(Letter::BatchMoved { shop, good: good.to_owned(), ready_at }))?;
        texting::post_moved(db, *order)?;
    }
    Ok(())
}

/// What is not to be used.
#[derive(Clone, Copy, Debug)]
pub(in crate::orders) struct Recalled<'a> {
    pub product: ProductId,
    /// When it was made.
    pub day: NaiveDate,
    pub reason: &'a str,
}

/// Of so many orders the buyers are looked up at once.
const AT_ONCE: usize = 500;

/// Tells the buyers of these orders not to use what was made on a day, by a few statements for all. That is told also where an
/// office has no messages: somebody may fall ill.
pub(in crate::orders) fn batch_called_back(db: &mut Db, orders: &[OrderId], what: Recalled) -> QueryResult<()> {
    let mut buyers: BTreeSet<HouseholdId> = BTreeSet::new();
    for orders in orders.chunks(AT_ONCE) {
        let of_these: Vec<HouseholdId> = placed_order::table
            .filter(placed_order::id.eq_any(orders))
            .filter(placed_order::buyer_household_id.is_not_null())
            .select(placed_order::buyer_household_id.assume_not_null())
            .load(db.conn)?;
        buyers.extend(of_these);
    }
    let (good, shop): (String, String) = product::table
        .inner_join(shop::table)
        .filter(product::id.eq(what.product))
        .select((product::name, shop::name))
        .first(db.conn)?;
    let letter = Letter::BatchCalledBack { shop, good, day: what.day, reason: what.reason.to_owned() };
    let buyers: Vec<HouseholdId> = buyers.into_iter().collect();
    for buyers in buyers.chunks(AT_ONCE) {
        let people = people_of_all(db, buyers)?.into_iter().map(|person| (person, letter.clone()));
        messages::send_all(db, &people.collect::<Vec<_>>())?;
    }
    texting::post_recalled(db, orders)
}

/// The name of a good, as its buyers are told it.
pub(in crate::orders) fn good_name(db: &mut Db, good: ProductId) -> QueryResult<String> {
    product::table.find(good).select(product::name).first(db.conn)
}
