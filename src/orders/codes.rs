//! The four digits that a buyer says or shows at the collection. No page shows them to the shop: who has them was told by the
//! buyer. Wrong ones are counted for the shop, so that nobody there tries them out.
use super::access::OrderKeeper;
use super::queries;
use crate::accounts::throttle::{count_wrong_code, wait_for_codes};
use crate::db::Db;
use crate::db::schema::placed_order;
use crate::households::access::Producer;
use crate::kernel::ids::OrderId;
use diesel::{QueryDsl, QueryResult, RunQueryDsl};

/// That the code of an order was said or shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct CodeShown {
    order: OrderId,
}

impl CodeShown {
    pub fn order(self) -> OrderId {
        self.order
    }
}

/// What became of a code that was typed or read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Checked<T> {
    Right(T),
    Wrong,
    /// So many were wrong that nothing is said about another for so many seconds.
    Wait(i64),
}

/// Whether these are the digits of the order.
pub(crate) fn check(db: &mut Db, by: &OrderKeeper, pin: &str) -> QueryResult<Checked<CodeShown>> {
    let order = by.order();
    counted(db, by.producer(), |db| {
        let known: String = placed_order::table.find(order).select(placed_order::pin).first(db.conn)?;
        Ok((known == pin).then_some(CodeShown { order }))
    })
}

/// The open order of the shop that is collected with these digits.
pub(crate) fn find(db: &mut Db, by: &Producer, pin: &str) -> QueryResult<Checked<OrderId>> {
    counted(db, by, |db| queries::by_pin(db, by.household(), pin))
}

fn counted<T>(
    db: &mut Db,
    by: &Producer,
    look: impl FnOnce(&mut Db) -> QueryResult<Option<T>>,
) -> QueryResult<Checked<T>> {
    let seconds = wait_for_codes(db, by.household())?;
    if seconds > 0 {
        return Ok(Checked::Wait(seconds));
    }
    match look(db)? {
        Some(found) => Ok(Checked::Right(found)),
        None => {
            count_wrong_code(db, by.household())?;
            Ok(Checked::Wrong)
        }
    }
}
