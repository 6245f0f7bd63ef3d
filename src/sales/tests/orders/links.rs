//! What belongs together says so: what happens in the same moment is not mixed up. The clock of these tests stands still.
use super::Market;
use super::ahead::{ALL, terms};
use crate::catalogue::batches::one;
use crate::db::schema::order_line;
use crate::kernel::ids::{GoodBatchId, OrderId};
use crate::kernel::money::Rial;
use crate::kernel::quantity::Quantity;
use crate::orders::batches::{call_off, change};
use crate::orders::model::{OrderState, PayWay};
use crate::orders::pay::{self, NewPayment};
use crate::orders::place::{self, NewLine};
use crate::orders::steps::ShopStep;
use crate::sales::collect::{self, Collection};
use crate::sales::tests::world::{Home, done};
use chrono::{Days, TimeDelta};
use diesel::{ExpressionMethods, QueryDsl, RunQueryDsl};

impl Market {
    /// A batch of dried fruit in two days.
    fn fruit_batch(&self) -> GoodBatchId {
        let home = &self.world.homes[0];
        let find = |db: &mut crate::db::Db| crate::catalogue::access::OwnGood::of(db, &home.producer, home.goods[1]);
        let by = self.pool.read_now(find).unwrap().unwrap();
        let day = self.pool.clock().now().today.checked_add_days(Days::new(2)).unwrap();
        done(&self.pool, |db| one::open(db, &by, (day, &terms(40_000))))
    }

    /// An order of bread of one batch and fruit of another.
    fn of_two_batches(&self, key: &str, (bread, fruit): (GoodBatchId, GoodBatchId)) -> OrderId {
        let mut placing = self.asking_ahead(key, bread, 1_000);
        let lines = &mut placing.orders[0].lines;
        let more = NewLine { product: self.world.homes[0].goods[1], batch: Some(fruit), ..lines[0] };
        lines.push(more);
        self.id_of(&done(&self.pool, |db| place::place(db, &placing))[0])
    }
}

#[test]
fn an_order_says_which_of_two_batches_that_changed_at_once_ended_it() {
    let market = Market::open();
    let (bread, fruit) = (market.batch_in(2, 40_000), market.fruit_batch());
    let order = market.of_two_batches("two-batches", (bread, fruit));
    let (by, seen) = (market.own_batch(fruit), market.batch(fruit));
    done(&market.pool, |db| change::change(db, &by, (seen.version, seen.day, &terms(30_000))));
    let by = market.own_batch(bread);
    done(&market.pool, |db| call_off::call_off(db, &by, ""));
    let whole = market.whole(order);
    let ended: Vec<bool> = whole.lines.iter().map(|line| whole.ended_for(line)).collect();
    assert_eq!(ended, [true, false]);
}

#[test]
fn an_order_that_was_cancelled_by_itself_does_not_come_back_with_its_batch() {
    let market = Market::open();
    let bread = market.batch_in(2, 40_000);
    let (alone, with_it) = (market.ahead("cancelled-alone", bread, 1_000), market.ahead("called-off", bread, 2_000));
    market.step(alone, ShopStep::Cancel);
    let by = market.own_batch(bread);
    done(&market.pool, |db| call_off::call_off(db, &by, ""));
    let back = done(&market.pool, |db| call_off::take_up(db, &by));
    assert_eq!((back.came, back.of), (1, 1));
    assert_eq!((market.state(alone), market.state(with_it)), (OrderState::Cancelled, OrderState::Asked));
    assert_eq!(market.batch(bread).held, Quantity(2_000));
    assert_eq!(market.faults(), []);
}

#[test]
fn a_batch_that_is_called_off_twice_brings_back_what_ended_with_it_last() {
    let market = Market::open();
    let bread = market.batch_in(2, 40_000);
    let first = market.ahead("the-first-time", bread, 1_000);
    let by = market.own_batch(bread);
    done(&market.pool, |db| call_off::call_off(db, &by, ""));
    market.pool.clock().advance(TimeDelta::minutes(5));
    assert_eq!(done(&market.pool, |db| call_off::take_up(db, &by)).of, 0, "the minute is over");
    let second = market.ahead("the-second-time", bread, 1_000);
    done(&market.pool, |db| call_off::call_off(db, &by, ""));
    let back = done(&market.pool, |db| call_off::take_up(db, &by));
    assert_eq!((back.came, back.of), (1, 1));
    assert_eq!((market.state(first), market.state(second)), (OrderState::Cancelled, OrderState::Asked));
}

#[test]
fn the_undo_of_a_collection_leaves_what_was_paid_apart_from_it() {
    let market = Market::open();
    let order = market.placed("paid-apart", 2_000, 0);
    market.step(order, ShopStep::Accept);
    let by = market.keeper(order);
    let cash = |key: &str, amount: Option<i64>| {
        let (last4, trace) = (String::new(), String::new());
        NewPayment { idem: Home::idem(key), way: PayWay::Cash, amount: amount.map(Rial), last4, trace }
    };
    done(&market.pool, |db| pay::note(db, &by, &cash("paid-before", Some(20_000))));
    let with_rest = Collection { payment: Some(cash("the-rest-of-it", None)), ..ALL };
    done(&market.pool, |db| collect::collect(db, &by, &with_rest));
    assert_eq!(market.whole(order).paid(), Rial(50_006));
    done(&market.pool, |db| collect::undo(db, &by));
    assert_eq!(market.whole(order).paid(), Rial(20_000), "what was paid before stays paid");
    assert_eq!(market.faults(), []);
}

#[test]
fn a_line_keeps_the_time_that_its_buyer_was_told() {
    let market = Market::open();
    let bread = market.batch_in(2, 40_000);
    let order = market.ahead("told-at-seven", bread, 1_000);
    let before = market.batch(bread).ready_at;
    assert_eq!(market.whole(order).lines[0].moved(), None);
    let (by, seen) = (market.own_batch(bread), market.batch(bread));
    let noon = crate::catalogue::batches::model::Terms { ready_minute: 12 * 60, ..terms(40_000) };
    done(&market.pool, |db| change::change(db, &by, (seen.version, seen.day, &noon)));
    assert_eq!(market.whole(order).lines[0].moved(), Some((before, market.batch(bread).ready_at)));
    let stored = |db: &mut crate::db::Db| {
        let line = order_line::table.filter(order_line::order_id.eq(order)).select(order_line::promised_at);
        line.first::<Option<chrono::NaiveDateTime>>(db.conn)
    };
    assert_eq!(market.pool.read_now(stored).unwrap(), Some(before));
    done(&market.pool, |db| call_off::call_off(db, &by, ""));
    assert_eq!(market.whole(order).lines[0].moved(), None, "what is not made is not moved");
}
