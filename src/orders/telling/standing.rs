//! What is told of standing orders: to whoever asked, and to their shop.
use super::tell;
use crate::db::Db;
use crate::db::switch::{self, Switch};
use crate::kernel::ids::{AccountId, HouseholdId};
use crate::messages::{self, Letter};
use diesel::QueryResult;

/// Tells whoever asked a shop: in the program, and by e-mail if they have an address.
pub(in crate::orders) fn to_buyer(
    db: &mut Db,
    (buyer, shop): (AccountId, HouseholdId),
    letter: &Letter,
) -> QueryResult<()> {
    if switch::is_on_for(db, Switch::Messages, shop)? { messages::send(db, buyer, letter) } else { Ok(()) }
}

/// Tells the people of a shop.
pub(in crate::orders) fn to_shop(db: &mut Db, shop: HouseholdId, letter: &Letter) -> QueryResult<()> {
    tell(db, shop, letter)
}
