//! The private address of a household's calendar.
use super::*;
use crate::stalls::calendar;

fn opened(market: &Market, token: &str) -> Option<HouseholdId> {
    market.pool.read_now(|db| queries::calendar_of(db, token)).unwrap()
}

fn made(market: &Market, seller: &Seller) -> (Producer, String) {
    let by: Producer = proof(&market.pool, seller.account, &[]).unwrap();
    let token = market.pool.change_now(|db| calendar::make(db, &by)).unwrap();
    (by, token)
}

#[test]
fn an_address_opens_its_household_until_another_is_made_or_it_is_ended() {
    let market = Market::new();
    let (seller, other) = (market.seller(1, market.office.espiari), market.seller(2, market.office.espiari));
    let (by, first) = made(&market, &seller);
    let (_, of_other) = made(&market, &other);
    assert_eq!(opened(&market, &first), Some(seller.household));
    let (_, second) = made(&market, &seller);
    assert_eq!((opened(&market, &first), opened(&market, &second)), (None, Some(seller.household)));
    market.pool.change_now(|db| calendar::end(db, &by)).unwrap();
    assert_eq!((opened(&market, &second), opened(&market, &of_other)), (None, Some(other.household)));
    assert_eq!((opened(&market, ""), opened(&market, "نان")), (None, None));
}

#[test]
fn an_address_opens_nothing_once_its_maker_has_left_the_household() {
    let market = Market::new();
    let seller = market.seller(1, market.office.espiari);
    let (_, token) = made(&market, &seller);
    market.pool.clock().advance(TimeDelta::days(3));
    assert_eq!(opened(&market, &token), Some(seller.household));
    let leave = |db: &mut Db| {
        diesel::update(household_member::table.filter(household_member::household_id.eq(seller.household)))
            .set(household_member::ends_on.eq(db.now.today))
            .execute(db.conn)
    };
    market.pool.change_now(leave).unwrap();
    assert_eq!(opened(&market, &token), None);
}
