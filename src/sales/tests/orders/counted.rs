//! Placing: nothing is promised twice, nothing is placed twice, and nothing is placed in part.
use super::{Market, count_of, customer, orders_in};
use crate::catalogue::access::{OwnGood, OwnGoodEver};
use crate::catalogue::list_good::GoodRefusal;
use crate::catalogue::stock::{self, StockRefusal};
use crate::catalogue::take_off;
use crate::kernel::contact::Mobile;
use crate::kernel::money::Rial;
use crate::kernel::quantity::{Quantity, SellUnit};
use crate::orders::model::{Choice, OrderState};
use crate::orders::place::{self, PlaceRefusal, Placing};
use crate::sales::record::{self, SaleRefusal};
use crate::sales::tests::world::{done, refused};
use chrono::TimeDelta;
use std::sync::atomic::{AtomicUsize, Ordering};

#[test]
fn of_two_hundred_buyers_at_once_five_get_the_five_loaves() {
    let market = Market::open();
    let good = market.world.homes[0].goods[0];
    let own = own(&market);
    done(&market.pool, |db| stock::count(db, &own, Quantity(5_000)));
    let placings: Vec<Placing> = (0..200)
        .map(|buyer| {
            let order = market.order(0, &[(good, 1_000)]);
            let mut placing = Market::placing(&format!("buyer-{buyer:03}"), vec![order]);
            placing.customer.mobile = Mobile::parse(&format!("0935123{buyer:04}")).unwrap();
            placing.customer.address = vec![u8::try_from(buyer % 256).unwrap(); 32];
            placing
        })
        .collect();
    let (next, got, went) = (AtomicUsize::new(0), AtomicUsize::new(0), AtomicUsize::new(0));
    std::thread::scope(|scope| {
        for _ in 0..16 {
            scope.spawn(|| {
                while let Some(placing) = placings.get(next.fetch_add(1, Ordering::Relaxed)) {
                    // Whoever is told to press again does so.
                    let answer = loop {
                        match market.pool.write_now(|db| place::place(db, placing)).unwrap() {
                            Err(PlaceRefusal::Again) => {}
                            answer => break answer,
                        }
                    };
                    match answer {
                        Ok(_) => got.fetch_add(1, Ordering::Relaxed),
                        Err(PlaceRefusal::NotEnough { left: Quantity::ZERO, .. }) => {
                            went.fetch_add(1, Ordering::Relaxed)
                        }
                        Err(other) => panic!("{other:?}"),
                    };
                }
            });
        }
    });
    assert_eq!((got.into_inner(), went.into_inner()), (5, 195));
    assert_eq!(market.loaves(), (5_000, 5_000));
    assert_eq!(count_of(&market.pool, OrderState::Asked), 5);
}

fn own(market: &Market) -> OwnGood {
    let home = &market.world.homes[0];
    market.pool.read_now(|db| OwnGood::of(db, &home.producer, home.goods[0])).unwrap().unwrap()
}

#[test]
fn a_timeout_after_the_commit_and_a_second_tab_place_one_order() {
    let market = Market::open();
    let placing = market.bread("the-same-form", 3_000, 0);
    let first = done(&market.pool, |db| place::place(db, &placing));
    let again = done(&market.pool, |db| place::place(db, &placing));
    assert_eq!(first, again);
    assert_eq!((orders_in(&market.pool), market.loaves()), (1, (200_000, 3_000)));
}

#[test]
fn the_same_product_twice_in_one_order_is_refused_and_nothing_is_kept() {
    let market = Market::open();
    let good = market.world.homes[0].goods[0];
    let placing = Market::placing("twice-the-same", vec![market.order(0, &[(good, 1_000), (good, 2_000)])]);
    assert_eq!(market.refused(&placing), PlaceRefusal::Gone(good));
    assert_eq!((orders_in(&market.pool), market.loaves()), (0, (200_000, 0)));
}

#[test]
fn a_line_of_nothing_or_of_half_a_loaf_is_refused() {
    let market = Market::open();
    let good = market.world.homes[0].goods[0];
    let of = |milli| Market::placing("a-strange-line", vec![market.order(0, &[(good, milli)])]);
    assert_eq!(market.refused(&of(0)), PlaceRefusal::NoQuantity(good));
    assert_eq!(market.refused(&of(-1_000)), PlaceRefusal::NoQuantity(good));
    assert_eq!(market.refused(&of(1_500)), PlaceRefusal::NotWhole(good));
    assert_eq!(market.refused(&Market::placing("an-empty-basket", Vec::new())), PlaceRefusal::Empty);
}

#[test]
fn a_basket_of_two_shops_is_placed_whole_or_not_at_all() {
    let market = Market::open();
    let (first, second) = (market.world.homes[0].goods[0], market.world.homes[3].goods[0]);
    let basket = |loaves| {
        Market::placing(
            "two-shops-at-once",
            vec![market.order(0, &[(first, 2_000)]), market.order(1, &[(second, loaves)])],
        )
    };
    let refusal = market.refused(&basket(201_000));
    assert!(matches!(refusal, PlaceRefusal::NotEnough { left: Quantity(200_000), .. }), "{refusal:?}");
    assert_eq!((orders_in(&market.pool), market.loaves()), (0, (200_000, 0)));
    let codes = done(&market.pool, |db| place::place(db, &basket(200_000)));
    assert_eq!((codes.len(), market.loaves()), (2, (200_000, 2_000)));
}

#[test]
fn goods_of_another_shop_and_times_it_does_not_offer_are_refused() {
    let market = Market::open();
    let (own, other) = (market.world.homes[0].goods[0], market.world.homes[3].goods[0]);
    let foreign = Market::placing("goods-of-others", vec![market.order(0, &[(other, 1_000)])]);
    assert_eq!(market.refused(&foreign), PlaceRefusal::Gone(other));
    let mut late = market.order(0, &[(own, 1_000)]);
    late.choice = market.choices[1];
    assert_eq!(
        market.refused(&Market::placing("another-door", vec![late.clone()])),
        PlaceRefusal::Choice(market.shops[0])
    );
    let Choice::Door(door, day) = market.choices[0] else { panic!("a door") };
    late.choice = Choice::Door(door, day + TimeDelta::days(30));
    assert_eq!(market.refused(&Market::placing("a-month-away", vec![late])), PlaceRefusal::Choice(market.shops[0]));
}

#[test]
fn nobody_orders_from_their_own_shop() {
    let market = Market::open();
    let mut placing = market.bread("my-own-bread", 1_000, 0);
    placing.customer.household = Some(market.world.homes[0].id);
    assert_eq!(market.refused(&placing), PlaceRefusal::OwnShop(market.shops[0]));
}

#[test]
fn one_mobile_keeps_only_so_much_from_others() {
    let market = Market::open();
    for order in 0..place::MOST_OF_A_MOBILE {
        market.placed(&format!("order-of-one-{order}"), 1_000, 0);
    }
    assert_eq!(market.refused(&market.bread("one-too-many", 1_000, 0)), PlaceRefusal::TooManyOpen);
    let mut elsewhere = market.bread("the-true-owner", 1_000, 0);
    elsewhere.customer.address = vec![2; 32];
    done(&market.pool, |db| place::place(db, &elsewhere));
    let mut another = market.bread("somebody-else", 1_000, 0);
    another.customer = customer("09351234568");
    done(&market.pool, |db| place::place(db, &another));
}

#[test]
fn one_address_asks_for_only_so_much_at_once_and_in_a_day() {
    let market = Market::open();
    let of = |number: i64| {
        let mut placing = market.bread(&format!("of-one-street-{number:03}"), 1_000, 0);
        placing.customer = customer(&format!("0935{number:07}"));
        placing
    };
    let mut number = 0;
    let mut ask = || {
        number += 1;
        let placing = of(number);
        market.pool.write_now(|db| place::place(db, &placing)).unwrap()
    };
    let mut taken = 0;
    let refusal = loop {
        match ask() {
            Ok(codes) => {
                taken += 1;
                let buyer = market.holder(&codes[0]);
                // Whoever cancels at once asks again and again.
                if taken > 10 {
                    done(&market.pool, |db| crate::orders::steps::cancel_for_buyer(db, buyer));
                }
            }
            Err(refusal) => break refusal,
        }
    };
    assert_eq!((refusal, taken), (PlaceRefusal::TooManyHere, 60));
    market.pool.clock().advance(TimeDelta::hours(25));
    assert!(ask().is_ok(), "a day later there is room again");
}

#[test]
fn a_price_that_rose_between_the_basket_and_the_order_is_asked_about() {
    let market = Market::open();
    let good = market.world.homes[0].goods[0];
    let mut placing = market.bread("the-old-price", 2_000, 0);
    placing.orders[0].lines[0].price = Some(Rial(20_000));
    let now = PlaceRefusal::PriceChanged { good, name: "نان لواش".to_owned(), price: Rial(25_003) };
    assert_eq!((market.refused(&placing), market.loaves()), (now, (200_000, 0)));
}

#[test]
fn an_old_form_with_another_basket_places_nothing() {
    let market = Market::open();
    let placed = done(&market.pool, |db| place::place(db, &market.bread("one-form-only", 2_000, 0)));
    assert_eq!(market.refused(&market.bread("one-form-only", 3_000, 0)), PlaceRefusal::OldForm);
    assert_eq!(market.refused(&market.bread("one-form-only", 2_000, 1_000)), PlaceRefusal::OldForm);
    let mut mended = market.bread("one-form-only", 2_000, 0);
    mended.customer.mobile = crate::kernel::contact::Mobile::parse("09359990001").unwrap();
    assert_eq!(market.refused(&mended), PlaceRefusal::OldForm, "the first one rings at a wrong number");
    let second = market.world.homes[3].goods[0];
    let mut more = market.bread("one-form-only", 2_000, 0);
    more.orders.push(market.order(1, &[(second, 1_000)]));
    assert_eq!(market.refused(&more), PlaceRefusal::OldForm);
    let mut later = market.bread("one-form-only", 2_000, 0);
    let Choice::Door(door, on) = later.orders[0].choice else { panic!("{later:?}") };
    later.orders[0].choice = Choice::Door(door, on + chrono::Days::new(1));
    assert_eq!(market.refused(&later), PlaceRefusal::OldForm, "what was answered for tomorrow is not the day after");
    assert_eq!((placed.len(), orders_in(&market.pool)), (1, 1));
}

#[test]
fn what_is_kept_for_an_order_is_not_sold_counted_away_or_taken_off_the_shop() {
    let market = Market::open();
    let home = &market.world.homes[0];
    market.placed("kept-for-nargess", 150_000, 0);
    let own = own(&market);
    let sale = home.sale("sold-at-the-stall", 51);
    let refusal = refused(&market.pool, |db| record::record(db, &home.keeper, &sale));
    let short =
        SaleRefusal::NotEnough { name: "نان لواش".to_owned(), unit: SellUnit::Piece, left: Quantity(50_000) };
    assert_eq!(refusal, short);
    let held = StockRefusal::Held { held: Quantity(150_000) };
    assert_eq!(refused(&market.pool, |db| stock::count(db, &own, Quantity(149_000))), held);
    assert_eq!(done(&market.pool, |db| stock::sell_out(db, &own)), Quantity(150_000));
    assert_eq!(refused(&market.pool, |db| take_off::take_off(db, &OwnGoodEver::from(&own))), GoodRefusal::Held);
    assert_eq!(market.loaves(), (150_000, 150_000));
    assert_eq!(market.faults(), []);
}
