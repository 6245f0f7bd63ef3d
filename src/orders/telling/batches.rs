//! What buyers are told of a batch that they ordered from.
use super::{tell_buyer, tell_in_any_case};
use crate::db::Db;
use crate::db::schema::product;
use crate::kernel::ids::{OrderId, ProductId};
use crate::messages::Letter;
use crate::orders::texting;
use chrono::{NaiveDate, NaiveDateTime};
use diesel::{QueryDsl, QueryResult, RunQueryDsl};

/// Tells a buyer that what they ordered is ready at another time.
pub(in crate::orders) fn batch_moved(
    db: &mut Db,
    order: OrderId,
    (good, ready_at): (ProductId, NaiveDateTime),
) -> QueryResult<()> {
    let good = name_of(db, good)?;
    tell_buyer(db, order, |shop, _| Some(Letter::BatchMoved { shop, good, ready_at }))
}

/// Tells a buyer not to use what was made on a day: in the program if they have an account, and by SMS at once. No office can turn
/// this off, for what is told may make somebody ill.
pub(in crate::orders) fn batch_called_back(
    db: &mut Db,
    order: OrderId,
    (good, day, reason): (ProductId, NaiveDate, &str),
) -> QueryResult<()> {
    let good = name_of(db, good)?;
    tell_in_any_case(db, order, |shop, _| {
        Some(Letter::BatchCalledBack { shop, good, day, reason: reason.to_owned() })
    })?;
    texting::post_recall(db, order)
}

fn name_of(db: &mut Db, good: ProductId) -> QueryResult<String> {
    product::table.find(good).select(product::name).first(db.conn)
}
