//! What buyers are told of a batch that they ordered from: in the program if they have an account, and by SMS.
use super::{texting, write_to_buyer};
use crate::db::Db;
use crate::db::schema::product;
use crate::db::setting::{self, Switch};
use crate::kernel::ids::{OrderId, ProductId};
use crate::messages::Letter;
use chrono::{NaiveDate, NaiveDateTime};
use diesel::{QueryDsl, QueryResult, RunQueryDsl};

/// Tells buyers that what they ordered is ready at another time.
pub(in crate::orders) fn batch_moved(
    db: &mut Db,
    orders: &[OrderId],
    (good, ready_at): (&str, NaiveDateTime),
) -> QueryResult<()> {
    if orders.is_empty() || !setting::is_on(db, Switch::Messages)? {
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
    pub good: &'a str,
    /// When it was made.
    pub day: NaiveDate,
    pub reason: &'a str,
}

/// Tells a buyer not to use what was made on a day. That is told also where an office has no messages: somebody may fall ill.
pub(in crate::orders) fn batch_called_back(db: &mut Db, order: OrderId, what: Recalled) -> QueryResult<()> {
    let (good, reason) = (what.good.to_owned(), what.reason.to_owned());
    write_to_buyer(db, order, |shop, _| Some(Letter::BatchCalledBack { shop, good, day: what.day, reason }))?;
    texting::post_recalled(db, order)
}

/// The name of a good, as its buyers are told it.
pub(in crate::orders) fn good_name(db: &mut Db, good: ProductId) -> QueryResult<String> {
    product::table.find(good).select(product::name).first(db.conn)
}
