//! Ordering ahead: what a batch promises is kept once, of the batch before it is counted and of the stock after; buyers are told.
use super::Market;
use crate::catalogue::access::OwnGood;
use crate::catalogue::batches::access::OwnBatch;
use crate::catalogue::batches::model::{Batch, BatchState, Terms, Until};
use crate::catalogue::batches::one::{self, BatchRefusal};
use crate::catalogue::batches::queries::batch;
use crate::kernel::ids::{GoodBatchId, OrderId};
use crate::kernel::quantity::Quantity;
use crate::messages::{self, Letter};
use crate::orders::batches::call_off::{self, CallOffRefusal};
use crate::orders::batches::change::{self, ChangeRefusal};
use crate::orders::batches::make::{self, Count, MakeRefusal};
use crate::orders::batches::recall::{self, Recall, RecallRefusal};
use crate::orders::model::OrderState;
use crate::orders::place::{self, NewLine, PlaceRefusal, Placing};
use crate::orders::steps::{self, Met, ShopStep, StepRefusal};
use crate::orders::{jobs, queries};
use crate::sales::collect::{self, CollectRefusal, Collection};
use crate::sales::tests::world::{done, refused};
use chrono::{Days, TimeDelta};

pub(super) const ALL: Collection =
    Collection { weights: Vec::new(), given: Vec::new(), payment: None, met: Some(Met::Known) };
pub(super) const AS_PLANNED: Count = Count { real: None, cuts: false };

/// So much, ready at 7, orders until 20 the day before.
pub(super) fn terms(loaves: i64) -> Terms {
    let until = Until { days: 1, minute: 20 * 60 };
    Terms { quantity: Quantity(loaves), ready_minute: 7 * 60, until, shelf_days: Some(3) }
}

impl Market {
    pub(super) fn own_bread(&self) -> OwnGood {
        let home = &self.world.homes[0];
        self.pool.read_now(|db| OwnGood::of(db, &home.producer, home.goods[0])).unwrap().unwrap()
    }

    /// A batch of bread in so many days.
    pub(super) fn batch_in(&self, days: u64, loaves: i64) -> GoodBatchId {
        let by = self.own_bread();
        let day = self.pool.clock().now().today.checked_add_days(Days::new(days)).unwrap();
        done(&self.pool, |db| one::open(db, &by, (day, &terms(loaves))))
    }

    pub(super) fn own_batch(&self, id: GoodBatchId) -> OwnBatch {
        self.pool.read_now(|db| OwnBatch::of(db, &self.world.homes[0].producer, id)).unwrap().unwrap()
    }

    pub(super) fn batch(&self, id: GoodBatchId) -> Batch {
        self.pool.read_now(|db| batch(db, id)).unwrap()
    }

    /// An order of bread from a batch, to be collected at the first door after it is ready.
    pub(super) fn asking_ahead(&self, key: &str, id: GoodBatchId, loaves: i64) -> Placing {
        let home = &self.world.homes[0];
        let ready = self.batch(id).ready_at;
        let slots = self.pool.read_now(|db| queries::slots_since(db, &[(home.id, ready)])).unwrap();
        let mut new = self.order(0, &[(home.goods[0], loaves)]);
        new.choice = slots[0].choice;
        new.lines = new.lines.into_iter().map(|line| NewLine { batch: Some(id), ..line }).collect();
        Market::placing(key, vec![new])
    }

    pub(super) fn ahead(&self, key: &str, id: GoodBatchId, loaves: i64) -> OrderId {
        let placing = self.asking_ahead(key, id, loaves);
        self.id_of(&done(&self.pool, |db| place::place(db, &placing))[0])
    }

    /// The same by the household of a neighbour, who has an account.
    pub(super) fn ahead_of_neighbour(&self, key: &str, id: GoodBatchId, loaves: i64) -> OrderId {
        let mut placing = self.asking_ahead(key, id, loaves);
        placing.customer.household = Some(self.world.homes[1].id);
        self.id_of(&done(&self.pool, |db| place::place(db, &placing))[0])
    }

    pub(super) fn count(&self, id: GoodBatchId, count: Count) -> Result<(), MakeRefusal> {
        let (by, at) = (self.own_batch(id), self.pool.clock().now().at.max(self.batch(id).ready_at));
        self.pool.clock().set(at);
        self.pool.write_now(|db| make::make(db, &by, count)).unwrap()
    }

    pub(super) fn step(&self, order: OrderId, step: ShopStep) {
        let by = self.keeper(order);
        done(&self.pool, |db| steps::advance(db, &by, step, ""));
    }

    /// The letters to the neighbour.
    pub(super) fn letters(&self) -> Vec<Letter> {
        let of = self.world.homes[1].producer.actor().account;
        self.pool
            .read_now(|db| messages::inbox_of(db, of))
            .unwrap()
            .into_iter()
            .map(|received| received.letter)
            .collect()
    }
}

#[test]
fn an_order_ahead_is_kept_of_the_batch_and_not_of_the_stock() {
    let market = Market::open();
    let id = market.batch_in(2, 40_000);
    let order = market.ahead("ahead-of-it", id, 30_000);
    assert_eq!((market.batch(id).held, market.loaves()), (Quantity(30_000), (200_000, 0)));
    let too_much = market.asking_ahead("more-than-left", id, 11_000);
    match market.refused(&too_much) {
        PlaceRefusal::NotEnough { left, .. } => assert_eq!(left, Quantity(10_000)),
        other => panic!("{other:?}"),
    }
    let line = &market.whole(order).lines[0];
    assert_eq!(line.batch.as_ref().map(|batch| batch.id), Some(id));
    assert_eq!(line.batch.as_ref().and_then(|batch| batch.best_before()), Some("2026-05-27".parse().unwrap()));
    let buyer = market.holder_of(order);
    done(&market.pool, |db| steps::cancel_for_buyer(db, buyer));
    assert_eq!((market.batch(id).held, market.loaves()), (Quantity::ZERO, (200_000, 0)));
}

#[test]
fn an_order_ahead_is_collected_only_when_it_is_ready() {
    let market = Market::open();
    let id = market.batch_in(2, 40_000);
    let mut early = market.asking_ahead("before-it-is-ready", id, 1_000);
    early.orders[0].choice = market.choices[0];
    assert_eq!(market.refused(&early), PlaceRefusal::Choice(market.shops[0]), "tomorrow's door is too early");
    let order = market.ahead("after-it-is-ready", id, 1_000);
    assert_eq!(market.whole(order).window.on, market.batch(id).day);
}

#[test]
fn orders_of_a_batch_end_by_the_clock_and_at_the_moment() {
    let market = Market::open();
    let id = market.batch_in(1, 40_000);
    let until = market.batch(id).orders_until;
    let (in_time, late) =
        (market.asking_ahead("in-time-just", id, 1_000), market.asking_ahead("too-late-now", id, 1_000));
    market.pool.clock().set(until - TimeDelta::seconds(1));
    done(&market.pool, |db| place::place(db, &in_time));
    market.pool.clock().set(until);
    assert!(matches!(market.refused(&late), PlaceRefusal::Closed { .. }));
    assert_eq!(market.batch(id).held, Quantity(1_000));
}

#[test]
fn a_batch_that_is_made_comes_to_the_stock_with_what_is_kept_of_it_once() {
    let market = Market::open();
    let id = market.batch_in(1, 40_000);
    let order = market.ahead("made-and-given", id, 30_000);
    market.step(order, ShopStep::Accept);
    let by = market.keeper(order);
    let early = refused(&market.pool, |db| collect::collect(db, &by, &ALL));
    assert!(matches!(early, CollectRefusal::Step(StepRefusal::NotMade { .. })), "{early:?}");
    assert_eq!(market.count(id, AS_PLANNED), Ok(()));
    assert_eq!(market.count(id, AS_PLANNED), Ok(()), "the second tap changes nothing");
    assert_eq!((market.batch(id).held, market.loaves()), (Quantity::ZERO, (240_000, 30_000)));
    done(&market.pool, |db| collect::collect(db, &by, &ALL));
    assert_eq!(market.loaves(), (210_000, 0));
    assert_eq!(market.faults(), []);
}

#[test]
fn where_too_little_was_made_later_orders_are_cancelled_and_only_when_the_shop_says_so() {
    let market = Market::open();
    let id = market.batch_in(1, 40_000);
    let first = market.ahead("the-first-of-three", id, 20_000);
    market.pool.clock().advance(TimeDelta::minutes(5));
    let second = market.ahead_of_neighbour("the-second-of-three", id, 10_000);
    market.pool.clock().advance(TimeDelta::minutes(5));
    let third = market.ahead_of_neighbour("the-third-of-three", id, 5_000);
    let short = Count { real: Some(Quantity(22_000)), cuts: false };
    assert_eq!(market.count(id, short), Err(MakeRefusal::Short { orders: vec![second, third] }));
    assert_eq!(market.batch(id).held, Quantity(35_000), "nothing was written");
    assert_eq!(market.count(id, Count { cuts: true, ..short }), Ok(()));
    assert_eq!(market.loaves(), (222_000, 20_000));
    assert_eq!((market.state(first), market.state(second)), (OrderState::Asked, OrderState::Cancelled));
    let told = market.letters();
    assert_eq!(told.iter().filter(|letter| matches!(letter, Letter::OrderCancelled { .. })).count(), 2, "{told:?}");
}

#[test]
fn a_count_that_was_a_slip_is_taken_back_within_a_minute() {
    let market = Market::open();
    let id = market.batch_in(1, 40_000);
    market.ahead("waits-for-it", id, 30_000);
    assert_eq!(market.count(id, Count { real: Some(Quantity(35_000)), cuts: false }), Ok(()));
    let by = market.own_batch(id);
    done(&market.pool, |db| make::unmake(db, &by));
    assert_eq!((market.batch(id).held, market.loaves()), (Quantity(30_000), (200_000, 0)));
    assert_eq!(market.count(id, AS_PLANNED), Ok(()));
    market.pool.clock().advance(TimeDelta::minutes(2));
    assert_eq!(refused(&market.pool, |db| make::unmake(db, &by)), MakeRefusal::Gone);
    assert_eq!(market.loaves(), (240_000, 30_000));
}

#[test]
fn a_batch_that_is_called_off_ends_its_orders_and_within_a_minute_they_come_back() {
    let market = Market::open();
    let id = market.batch_in(2, 40_000);
    let order = market.ahead_of_neighbour("called-off-and-on", id, 30_000);
    market.step(order, ShopStep::Accept);
    let by = market.own_batch(id);
    done(&market.pool, |db| call_off::call_off(db, &by, "آرد نرسید"));
    assert_eq!((market.batch(id).state, market.state(order)), (BatchState::CalledOff, OrderState::Cancelled));
    assert_eq!(market.whole(order).reason(), "آرد نرسید");
    assert!(market.letters().iter().any(|letter| matches!(letter, Letter::OrderCancelled { .. })));
    assert!(matches!(
        market.refused(&market.asking_ahead("of-a-batch-called-off", id, 1_000)),
        PlaceRefusal::Closed { .. }
    ));
    done(&market.pool, |db| call_off::take_up(db, &by));
    assert_eq!((market.batch(id).held, market.state(order)), (Quantity(30_000), OrderState::Accepted));
    done(&market.pool, |db| call_off::call_off(db, &by, ""));
    market.pool.clock().advance(TimeDelta::minutes(3));
    done(&market.pool, |db| call_off::take_up(db, &by));
    assert_eq!((market.batch(id).held, market.state(order)), (Quantity::ZERO, OrderState::Cancelled));
    market.pool.clock().advance(TimeDelta::days(3));
    done(&market.pool, |db| call_off::call_off(db, &by, ""));
    assert_eq!(refused(&market.pool, |db| call_off::take_up(db, &by)), CallOffRefusal::Past);
}

#[test]
fn buyers_are_told_of_another_time_and_nobody_is_to_come_before_it() {
    let market = Market::open();
    let id = market.batch_in(2, 40_000);
    market.ahead_of_neighbour("at-another-time", id, 30_000);
    let (by, seen) = (market.own_batch(id), market.batch(id));
    let less = Terms { quantity: Quantity(29_000), ..terms(0) };
    let refusal = refused(&market.pool, |db| change::change(db, &by, (seen.version, seen.day, &less)));
    assert_eq!(refusal, ChangeRefusal::Batch(BatchRefusal::Held { held: Quantity(30_000) }));
    let night = Terms { ready_minute: 19 * 60, ..terms(40_000) };
    let refusal = refused(&market.pool, |db| change::change(db, &by, (seen.version, seen.day, &night)));
    assert_eq!(refusal, ChangeRefusal::Early { orders: 1 });
    let stale = Terms { shelf_days: Some(0), ..terms(40_000) };
    let refusal =
        refused(&market.pool, |db| change::change(db, &by, (seen.version, seen.day - TimeDelta::days(1), &stale)));
    assert_eq!(refusal, ChangeRefusal::Old { orders: 1 }, "it would be collected after its last day");
    let noon = Terms { ready_minute: 12 * 60, ..terms(50_000) };
    done(&market.pool, |db| change::change(db, &by, (seen.version, seen.day, &noon)));
    let told = market.letters();
    assert!(
        told.iter().any(|letter| matches!(letter, Letter::BatchMoved { good, .. } if good == "نان لواش")),
        "{told:?}"
    );
    let refusal = refused(&market.pool, |db| change::change(db, &by, (seen.version, seen.day, &noon)));
    assert_eq!(refusal, ChangeRefusal::Batch(BatchRefusal::Moved), "an old copy of the form");
}

#[test]
fn a_batch_that_is_called_back_tells_everyone_ends_what_waits_and_leaves_the_stock() {
    let market = Market::open();
    let id = market.batch_in(1, 40_000);
    let had = market.ahead_of_neighbour("has-it-at-home", id, 10_000);
    let waits = market.ahead("still-waits-for-it", id, 5_000);
    market.step(had, ShopStep::Accept);
    assert_eq!(market.count(id, AS_PLANNED), Ok(()));
    let by = market.keeper(had);
    done(&market.pool, |db| collect::collect(db, &by, &ALL));
    let own = market.own_batch(id);
    let said = |left| Recall { reason: "بوی کپک می‌دهد".to_owned(), left: Quantity(left) };
    let refusal = refused(&market.pool, |db| recall::recall(db, &own, &said(41_000)));
    assert_eq!(refusal, RecallRefusal::TooMuch { most: Quantity(40_000) });
    done(&market.pool, |db| recall::recall(db, &own, &said(30_000)));
    done(&market.pool, |db| recall::recall(db, &own, &said(30_000)));
    assert_eq!((market.loaves(), market.state(waits)), ((200_000, 0), OrderState::Cancelled));
    let told = market.letters();
    let is_told =
        |letter: &&Letter| matches!(letter, Letter::BatchCalledBack { reason, .. } if reason == "بوی کپک می‌دهد");
    assert_eq!(told.iter().filter(is_told).count(), 1, "{told:?}");
    let listed = market.pool.read_now(|db| queries::orders_of_batch(db, id)).unwrap();
    let listed: Vec<_> = listed.iter().map(|order| (order.id, order.state, order.buyer.is_some())).collect();
    assert_eq!(listed, [(had, OrderState::Collected, true), (waits, OrderState::Cancelled, true)]);
    assert_eq!(market.whole(had).lines[0].batch.as_ref().map(|batch| batch.state), Some(BatchState::CalledBack));
}

#[test]
fn an_order_ahead_that_nobody_answers_is_free_again_once() {
    let market = Market::open();
    let id = market.batch_in(3, 40_000);
    let order = market.ahead("never-answered", id, 30_000);
    market.pool.clock().advance(TimeDelta::hours(25));
    for _ in 0..2 {
        jobs::end(&market.pool, &order.to_string()).unwrap();
    }
    assert_eq!((market.batch(id).held, market.state(order)), (Quantity::ZERO, OrderState::Cancelled));
}

#[test]
fn a_batch_that_is_ready_early_is_ready_at_a_minute_that_its_form_can_say_again() {
    let market = Market::open();
    let id = market.batch_in(3, 40_000);
    market.pool.clock().advance(TimeDelta::seconds(47 * 60 + 23));
    let by = market.own_batch(id);
    done(&market.pool, |db| change::bring_forward(db, &by));
    let early = market.batch(id);
    let less = Terms { quantity: Quantity(35_000), ..early.terms() };
    assert_eq!(early.terms().ready_minute % 30, 17, "at seventeen minutes past");
    done(&market.pool, |db| change::change(db, &by, (early.version, early.day, &less)));
    let mended = market.batch(id);
    assert_eq!((mended.planned, mended.ready_at), (Quantity(35_000), early.ready_at), "only the quantity was mended");
}
