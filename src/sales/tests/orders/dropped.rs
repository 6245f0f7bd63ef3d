//! One good of an order is dropped while the others stay: its stock comes back once, the sum follows, and the other side is told.
use super::ahead::{ALL, AS_PLANNED};
use super::{Market, stock_and_held};
use crate::kernel::ids::OrderId;
use crate::kernel::money::Rial;
use crate::kernel::quantity::Quantity;
use crate::messages::{self, Letter};
use crate::orders::model::{OrderState, Side};
use crate::orders::place;
use crate::orders::steps::{self, ShopStep, StepRefusal};
use crate::sales::collect;
use crate::sales::tests::world::{done, refused};
use chrono::TimeDelta;

impl Market {
    /// Two loaves and a kilo of fruit of the first shop, for a neighbour who has an account.
    fn two_goods(&self) -> OrderId {
        let mut placing = self.bread("two-goods-please", 2_000, 1_000);
        placing.customer.household = Some(self.world.homes[1].id);
        self.id_of(&done(&self.pool, |db| place::place(db, &placing))[0])
    }

    fn fruit(&self) -> (i64, i64) {
        stock_and_held(&self.pool, self.world.homes[0].goods[1])
    }

    fn letters_to(&self, home: usize) -> Vec<Letter> {
        let account = self.world.homes[home].producer.actor().account;
        let inbox = self.pool.read_now(|db| messages::inbox_of(db, account)).unwrap();
        inbox.into_iter().map(|received| received.letter).collect()
    }
}

#[test]
fn a_buyer_leaves_one_good_out_and_the_shop_is_told_what_the_rest_comes_to() {
    let market = Market::open();
    let order = market.two_goods();
    let by = market.holder_of(order);
    for _ in 0..2 {
        done(&market.pool, |db| steps::drop_line_for_buyer(db, by, 2));
    }
    assert_eq!((market.loaves().1, market.fruit().1), (2_000, 0), "it came back once");
    let whole = market.whole(order);
    assert_eq!((whole.state, whole.worth(), whole.lines.len()), (OrderState::Asked, Rial(50_006), 1));
    assert_eq!((whole.dropped[0].by, whole.dropped[0].quantity), (Side::Buyer, Quantity(1_000)));
    let told = market.letters_to(0);
    let is_told = |letter: &Letter| matches!(letter, Letter::LineWithdrawn { amount: Rial(50_006), .. });
    assert_eq!(told.iter().filter(|letter| is_told(letter)).count(), 1, "{told:?}");
    let last = refused(&market.pool, |db| steps::drop_line_for_buyer(db, by, 1));
    assert_eq!(last, StepRefusal::LastLine);
    let none = refused(&market.pool, |db| steps::drop_line_for_buyer(db, by, 7));
    assert_eq!(none, StepRefusal::Moved);
    assert_eq!(market.faults(), []);
}

#[test]
fn a_shop_says_that_one_good_is_not_enough_and_hands_over_the_rest() {
    let market = Market::open();
    let order = market.two_goods();
    let by = market.keeper(order);
    done(&market.pool, |db| steps::advance(db, &by, ShopStep::Accept, ""));
    done(&market.pool, |db| steps::drop_line(db, &by, (1, "به اندازه نمانده است.")));
    assert_eq!((market.loaves().1, market.fruit().1), (0, 1_000));
    let told = market.letters_to(1);
    assert!(told.iter().any(|letter| matches!(letter, Letter::LineMissing { .. })), "{told:?}");
    done(&market.pool, |db| collect::collect(db, &by, &ALL));
    let (whole, fruit) = (market.whole(order), market.fruit());
    assert_eq!(
        (whole.state, whole.given.len(), whole.dropped[0].why.as_str()),
        (OrderState::Collected, 1, "به اندازه نمانده است.")
    );
    assert_eq!((market.loaves(), fruit.1), ((200_000, 0), 0), "no loaf was sold");
    let over = refused(&market.pool, |db| steps::drop_line(db, &by, (2, "")));
    assert_eq!((over, market.faults()), (StepRefusal::Moved, vec![]));
}

#[test]
fn an_order_that_comes_back_after_it_was_cancelled_comes_back_without_what_was_dropped() {
    let market = Market::open();
    let order = market.two_goods();
    let by = market.holder_of(order);
    done(&market.pool, |db| steps::drop_line_for_buyer(db, by, 2));
    done(&market.pool, |db| steps::cancel_for_buyer(db, by));
    assert_eq!((market.loaves().1, market.fruit().1), (0, 0));
    done(&market.pool, |db| steps::undo_for_buyer(db, by));
    assert_eq!((market.loaves().1, market.fruit().1), (2_000, 0));
    assert_eq!(market.faults(), []);
}

#[test]
fn of_two_who_drop_the_last_two_goods_at_once_one_is_told_that_it_is_the_last() {
    let market = Market::open();
    let order = market.two_goods();
    let by = market.holder_of(order);
    std::thread::scope(|scope| {
        for line in [1, 2] {
            let market = &market;
            scope.spawn(move || {
                let _ = market.pool.write_now(|db| steps::drop_line_for_buyer(db, by, line));
            });
        }
    });
    assert_eq!(market.whole(order).lines.len(), 1);
    assert_eq!(market.faults(), []);
}

#[test]
fn what_was_promised_of_a_batch_goes_back_to_it_and_the_next_in_line_is_served() {
    let market = Market::open();
    let batch = market.batch_in(2, 4_000);
    let mut placing = market.asking_ahead("bread-and-fruit-ahead", batch, 3_000);
    let fruit = market.order(0, &[(market.world.homes[0].goods[1], 1_000)]).lines;
    placing.orders[0].lines.extend(fruit);
    let order = market.id_of(&done(&market.pool, |db| place::place(db, &placing))[0]);
    assert_eq!(market.batch(batch).held, Quantity(3_000));
    let by = market.holder_of(order);
    done(&market.pool, |db| steps::drop_line_for_buyer(db, by, 1));
    assert_eq!(market.batch(batch).held, Quantity::ZERO);
    let other = market.ahead("four-loaves-of-another", batch, 4_000);
    market.count(batch, AS_PLANNED).unwrap();
    assert_eq!((market.state(other), market.state(order)), (OrderState::Asked, OrderState::Asked));
    assert_eq!(market.faults(), []);
}

#[test]
fn whoever_dropped_a_good_takes_that_back_once_and_within_a_minute() {
    let market = Market::open();
    let order = market.two_goods();
    let (buyer, shop) = (market.holder_of(order), market.keeper(order));
    done(&market.pool, |db| steps::drop_line_for_buyer(db, buyer, 2));
    assert_eq!(
        refused(&market.pool, |db| steps::keep_line(db, &shop, 2)),
        StepRefusal::Moved,
        "the shop did not drop it"
    );
    for _ in 0..2 {
        done(&market.pool, |db| steps::keep_line_for_buyer(db, buyer, 2));
    }
    assert_eq!((market.loaves().1, market.fruit().1), (2_000, 1_000), "it is kept again, once");
    let told = market.letters_to(0);
    let is_told = |letter: &&Letter| matches!(letter, Letter::LineWanted { amount: Rial(75_009), .. });
    assert_eq!(told.iter().filter(is_told).count(), 1, "{told:?}");
    done(&market.pool, |db| steps::drop_line_for_buyer(db, buyer, 2));
    assert_eq!(refused(&market.pool, |db| steps::keep_line_for_buyer(db, buyer, 2)), StepRefusal::TooLate, "once");

    done(&market.pool, |db| steps::advance(db, &shop, ShopStep::Accept, ""));
    assert_eq!(refused(&market.pool, |db| steps::keep_line(db, &shop, 7)), StepRefusal::Moved);
    assert_eq!(market.faults(), []);
}

#[test]
fn a_slip_of_the_shop_is_taken_back_and_the_buyer_is_told() {
    let market = Market::open();
    let order = market.two_goods();
    let by = market.keeper(order);
    done(&market.pool, |db| steps::advance(db, &by, ShopStep::Accept, ""));
    done(&market.pool, |db| steps::drop_line(db, &by, (1, "به اندازه نمانده است.")));
    done(&market.pool, |db| steps::keep_line(db, &by, 1));
    let whole = market.whole(order);
    assert_eq!((whole.lines.len(), whole.dropped.len(), market.loaves().1), (2, 0, 2_000));
    assert!(market.letters_to(1).iter().any(|letter| matches!(letter, Letter::LineThere { .. })));
    done(&market.pool, |db| steps::drop_line(db, &by, (2, "")));
    market.pool.clock().advance(TimeDelta::seconds(76));
    assert_eq!(refused(&market.pool, |db| steps::keep_line(db, &by, 2)), StepRefusal::TooLate);
    assert_eq!(market.faults(), []);
}

#[test]
fn a_dropped_good_that_went_to_somebody_else_does_not_come_back() {
    let market = Market::open();
    let order = market.two_goods();
    let buyer = market.holder_of(order);
    done(&market.pool, |db| steps::drop_line_for_buyer(db, buyer, 1));
    market.placed("all-the-loaves", 200_000, 0);
    let gone = StepRefusal::Gone { name: "نان لواش".to_owned() };
    assert_eq!(refused(&market.pool, |db| steps::keep_line_for_buyer(db, buyer, 1)), gone);
    assert_eq!((market.loaves(), market.faults()), ((200_000, 200_000), vec![]));
}
