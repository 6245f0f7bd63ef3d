//! Who came: the buyer's code proves it, its shop cannot try it out, and an order that was handed over is not handed over anew.
use super::Market;
use super::ahead::ALL;
use crate::kernel::ids::OrderId;
use crate::kernel::quantity::Quantity;
use crate::orders::codes::{self, Checked};
use crate::orders::model::{MetBy, OrderState};
use crate::orders::steps::{self, Met, ShopStep, StepRefusal};
use crate::sales::collect::{self, CollectRefusal, Collection};
use crate::sales::tests::world::{done, refused};
use chrono::TimeDelta;

fn accepted(market: &Market, key: &str) -> OrderId {
    let order = market.placed(key, 3_000, 0);
    let by = market.keeper(order);
    done(&market.pool, |db| steps::advance(db, &by, ShopStep::Accept, ""));
    order
}

fn check(market: &Market, order: OrderId, pin: &str) -> Checked<codes::CodeShown> {
    let by = market.keeper(order);
    market.pool.change_now(|db| codes::check(db, &by, pin)).unwrap()
}

/// Digits that are not those of the order.
fn other_than(pin: &str) -> String {
    let number: u32 = pin.parse().unwrap();
    format!("{:04}", (number + 1) % 10_000)
}

fn with(met: Option<Met>) -> Collection {
    Collection { met, ..ALL }
}

#[test]
fn the_code_of_the_buyer_is_noted_with_the_collection() {
    let market = Market::open();
    let order = accepted(&market, "with-the-code");
    let by = market.keeper(order);
    let Checked::Right(shown) = check(&market, order, &market.whole(order).pin) else { panic!("it is the code") };
    done(&market.pool, |db| collect::collect(db, &by, &with(Some(Met::Code(shown)))));
    assert_eq!(market.whole(order).met_by(), Some(MetBy::Code));
}

#[test]
fn without_the_code_it_is_said_why_or_nothing_is_handed_over() {
    let market = Market::open();
    let order = accepted(&market, "without-the-code");
    let by = market.keeper(order);
    assert_eq!(refused(&market.pool, |db| collect::collect(db, &by, &with(None))), CollectRefusal::NotMet);
    assert_eq!((market.state(order), market.loaves()), (OrderState::Accepted, (200_000, 3_000)));
    done(&market.pool, |db| collect::collect(db, &by, &with(Some(Met::Forgot))));
    assert_eq!(market.whole(order).met_by(), Some(MetBy::Forgot));
}

#[test]
fn the_code_of_one_order_hands_no_other_one_over() {
    let market = Market::open();
    let (first, second) = (accepted(&market, "the-first-one"), accepted(&market, "the-second-one"));
    let Checked::Right(shown) = check(&market, first, &market.whole(first).pin) else { panic!("it is the code") };
    let by = market.keeper(second);
    let moved = CollectRefusal::Step(StepRefusal::Moved);
    assert_eq!(refused(&market.pool, |db| collect::collect(db, &by, &with(Some(Met::Code(shown))))), moved);
}

#[test]
fn a_shop_that_tries_codes_out_is_told_nothing_for_a_while() {
    let market = Market::open();
    let order = accepted(&market, "tried-out");
    let pin = market.whole(order).pin;
    let wrong = other_than(&pin);
    for _ in 0..11 {
        assert_eq!(check(&market, order, &wrong), Checked::Wrong);
    }
    assert!(matches!(check(&market, order, &pin), Checked::Wait(_)), "not even that it is right");
    let by = market.world.homes[0].producer.clone();
    let found = market.pool.change_now(|db| codes::find(db, &by, &pin)).unwrap();
    assert!(matches!(found, Checked::Wait(_)), "{found:?}");
    market.pool.clock().advance(TimeDelta::hours(2));
    assert!(matches!(check(&market, order, &pin), Checked::Right(_)));
}

#[test]
fn a_right_code_counts_as_no_try() {
    let market = Market::open();
    let order = accepted(&market, "never-wrong");
    let pin = market.whole(order).pin;
    for _ in 0..40 {
        assert!(matches!(check(&market, order, &pin), Checked::Right(_)));
    }
}

#[test]
fn an_order_that_was_handed_over_is_not_handed_over_with_something_else() {
    let market = Market::open();
    let order = accepted(&market, "two-of-three");
    let by = market.keeper(order);
    let two = Collection { given: vec![(1, Quantity(2_000))], ..ALL };
    let sale = done(&market.pool, |db| collect::collect(db, &by, &two));
    assert_eq!(done(&market.pool, |db| collect::collect(db, &by, &two)), sale, "the same form again");
    assert_eq!(refused(&market.pool, |db| collect::collect(db, &by, &ALL)), CollectRefusal::Already);
    let whole = market.whole(order);
    assert_eq!((whole.given[0].quantity, market.loaves()), (Quantity(2_000), (198_000, 0)));
    done(&market.pool, |db| collect::undo(db, &by));
    assert_ne!(done(&market.pool, |db| collect::collect(db, &by, &ALL)), sale, "taken back, it is handed over anew");
    assert_eq!(market.faults(), []);
}
