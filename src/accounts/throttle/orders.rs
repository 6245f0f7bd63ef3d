//! Guesses about orders: the digits that a shop is told at a collection, and the number by which a buyer finds an order.
use super::{ACCOUNT, ADDRESS, Count, PAIR, Rule, Subjects, load, store, wait_after};
use crate::db::Db;
use crate::kernel::digest::hex;
use crate::kernel::ids::HouseholdId;
use crate::kernel::secret::Indexed;
use chrono::TimeDelta;
use diesel::QueryResult;

/// Wrong collection codes at a shop: ten are free, and ten an hour are forgotten.
const CODES: Rule = Rule { free: 10, longest_wait: 900, forgets_one_in: 6 * 60 };

/// The seconds that a shop must wait before it is told again whether a collection code is right; 0 where it need not.
pub(crate) fn wait_for_codes(db: &mut Db, shop: HouseholdId) -> QueryResult<i64> {
    let subject = codes_at(db, shop);
    let count = load(db, &CODES, &subject)?;
    Ok(((count.free_at - db.now.at).num_milliseconds().max(0) + 999) / 1000)
}

/// Counts that a collection code was wrong.
pub(crate) fn count_wrong_code(db: &mut Db, shop: HouseholdId) -> QueryResult<()> {
    let subject = codes_at(db, shop);
    let count = load(db, &CODES, &subject)?;
    let failures = count.failures.saturating_add(1);
    let free_at = db.now.at + TimeDelta::seconds(wait_after(&CODES, failures));
    store(db, &subject, Count { failures, free_at, ..count })
}

fn codes_at(db: &Db, shop: HouseholdId) -> Vec<u8> {
    db.keys.blind_index(Indexed::Throttled, &format!("codes {shop}"))
}

/// Whoever looks an order up by this mobile number from this address: held up as those who sign in are, and apart from them.
pub(crate) fn of_order_search(db: &Db, mobile_index: &[u8], address: &str) -> Subjects {
    let mobile = hex(mobile_index);
    let subject = |text: String| db.keys.blind_index(Indexed::Throttled, &text);
    Subjects(vec![
        (PAIR, subject(format!("order pair {address} {mobile}"))),
        (ADDRESS, subject(format!("order address {address}"))),
        (ACCOUNT, subject(format!("order mobile {mobile}"))),
    ])
}

#[cfg(test)]
mod tests {
    use super::{count_wrong_code, wait_for_codes};
    use crate::kernel::ids::HouseholdId;
    use crate::testing;
    use chrono::TimeDelta;

    #[test]
    fn a_shop_guesses_ten_codes_and_then_hardly_any() {
        let pool = testing::pool();
        let shop = HouseholdId(7);
        let wait = |of: HouseholdId| pool.change_now(|db| wait_for_codes(db, of)).unwrap();
        for _ in 0..10 {
            assert_eq!(wait(shop), 0);
            pool.change_now(|db| count_wrong_code(db, shop)).unwrap();
        }
        assert_eq!(wait(shop), 0);
        pool.change_now(|db| count_wrong_code(db, shop)).unwrap();
        assert_eq!((wait(shop), wait(HouseholdId(8))), (2, 0), "another shop is not held up");
        pool.clock().advance(TimeDelta::hours(2));
        assert_eq!(wait(shop), 0);
    }
}
