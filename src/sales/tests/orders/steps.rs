//! The way of an order: each step once, each end frees the goods once, and a slip can be taken back.
use super::{Market, count_of};
use crate::catalogue::access::OwnGood;
use crate::catalogue::stock;
use crate::db::schema::placed_order;
use crate::kernel::clock::utc_of;
use crate::kernel::ids::OrderId;
use crate::kernel::quantity::Quantity;
use crate::messages::{self, Letter};
use crate::orders::access::OrderKeeper;
use crate::orders::codes::{self, Checked};
use crate::orders::jobs;
use crate::orders::model::{OrderState, Side};
use crate::orders::place;
use crate::orders::queries::{self, Part};
use crate::orders::steps::{self, Met, ShopStep, StepRefusal};
use crate::sales::collect::{self, CollectRefusal, Collection};
use crate::sales::tests::world::{done, refused};
use chrono::TimeDelta;
use diesel::{ExpressionMethods, QueryDsl, RunQueryDsl};

fn advance(market: &Market, order: OrderId, step: ShopStep) {
    let by = market.keeper(order);
    done(&market.pool, |db| steps::advance(db, &by, step, ""));
}

fn open_ids(market: &Market) -> Vec<OrderId> {
    let of = market.world.homes[0].id;
    market.pool.read_now(|db| queries::list(db, of, Part::Open(None))).unwrap().iter().map(|card| card.id).collect()
}

#[test]
fn an_order_is_accepted_made_ready_and_waits_until_the_door_closes() {
    let market = Market::open();
    let order = market.placed("the-usual-way", 3_000, 0);
    let asked = market.whole(order);
    assert_eq!(asked.hold_until, asked.placed_at + TimeDelta::hours(24));
    advance(&market, order, ShopStep::Accept);
    advance(&market, order, ShopStep::Ready);
    let ready = market.whole(order);
    assert_eq!((ready.state, ready.steps.len()), (OrderState::Ready, 3));
    assert!(ready.hold_until > asked.hold_until, "until the door closes tomorrow evening");
    let by = market.keeper(order);
    done(&market.pool, |db| steps::advance(db, &by, ShopStep::Ready, ""));
    assert_eq!(market.whole(order).steps.len(), 3, "a tap that arrives twice makes one step");
    assert_eq!(refused(&market.pool, |db| steps::advance(db, &by, ShopStep::Accept, "")), StepRefusal::Moved);
}

#[test]
fn a_cancelled_order_gives_its_goods_back_once() {
    let market = Market::open();
    let order = market.placed("cancelled-once", 3_000, 0);
    let (buyer, shop) = (market.holder_of(order), market.keeper(order));
    assert_eq!(market.loaves(), (200_000, 3_000));
    done(&market.pool, |db| steps::cancel_for_buyer(db, buyer));
    done(&market.pool, |db| steps::cancel_for_buyer(db, buyer));
    done(&market.pool, |db| steps::advance(db, &shop, ShopStep::Cancel, ""));
    assert_eq!(market.whole(order).steps.len(), 2, "it is cancelled already");
    market.pool.clock().advance(TimeDelta::days(3));
    jobs::end(&market.pool, &order.to_string()).unwrap();
    assert_eq!((market.loaves(), market.state(order)), ((200_000, 0), OrderState::Cancelled));
}

#[test]
fn an_order_that_was_cancelled_and_resumed_stands_in_its_shops_list() {
    let market = Market::open();
    let order = market.placed("resumed-order", 3_000, 0);
    let buyer = market.holder_of(order);
    done(&market.pool, |db| steps::cancel_for_buyer(db, buyer));
    assert!(open_ids(&market).is_empty());
    done(&market.pool, |db| steps::undo_for_buyer(db, buyer));
    assert_eq!((open_ids(&market), market.loaves()), (vec![order], (200_000, 3_000)));
    done(&market.pool, |db| steps::cancel_for_buyer(db, buyer));
    let again = refused(&market.pool, |db| steps::undo_for_buyer(db, buyer));
    assert_eq!(again, StepRefusal::TooLate, "to and fro once, and no more");
}

#[test]
fn a_cancelled_order_whose_goods_went_to_others_is_not_resumed() {
    let market = Market::open();
    let order = market.placed("gone-meanwhile", 3_000, 0);
    let buyer = market.holder_of(order);
    done(&market.pool, |db| steps::cancel_for_buyer(db, buyer));
    let home = &market.world.homes[0];
    let own = market.pool.read_now(|db| OwnGood::of(db, &home.producer, home.goods[0])).unwrap().unwrap();
    done(&market.pool, |db| stock::count(db, &own, Quantity(2_000)));
    let refusal = refused(&market.pool, |db| steps::undo_for_buyer(db, buyer));
    assert_eq!(refusal, StepRefusal::Gone { name: "نان لواش".to_owned() });
    assert_eq!(market.loaves(), (2_000, 0));
}

#[test]
fn a_step_is_taken_back_by_whoever_made_it_and_only_for_a_minute() {
    let market = Market::open();
    let order = market.placed("a-slip-of-a-finger", 3_000, 0);
    let (buyer, shop) = (market.holder_of(order), market.keeper(order));
    assert_eq!(
        refused(&market.pool, |db| steps::undo_for_buyer(db, buyer)),
        StepRefusal::Moved,
        "placing is cancelled"
    );
    advance(&market, order, ShopStep::Accept);
    assert_eq!(refused(&market.pool, |db| steps::undo_for_buyer(db, buyer)), StepRefusal::Moved);
    done(&market.pool, |db| collect::undo(db, &shop));
    assert_eq!(market.state(order), OrderState::Asked);
    let steps = market.whole(order).steps.len();
    done(&market.pool, |db| collect::undo(db, &shop));
    assert_eq!((market.whole(order).steps.len(), market.state(order)), (steps, OrderState::Asked), "a double tap");
    advance(&market, order, ShopStep::Accept);
    market.pool.clock().advance(TimeDelta::seconds(76));
    assert_eq!(refused(&market.pool, |db| collect::undo(db, &shop)), CollectRefusal::Step(StepRefusal::TooLate));
}

#[test]
fn an_order_nobody_answers_ends_after_a_day_and_one_nobody_collects_when_the_door_closes() {
    let market = Market::open();
    let unanswered = market.placed("never-answered", 1_000, 0);
    let uncollected = market.placed("never-collected", 2_000, 0);
    advance(&market, uncollected, ShopStep::Accept);
    let end_both = || {
        for order in [unanswered, uncollected] {
            jobs::end(&market.pool, &order.to_string()).unwrap();
        }
    };
    market.pool.clock().advance(TimeDelta::hours(23));
    end_both();
    assert_eq!(market.loaves(), (200_000, 3_000), "not yet");
    market.pool.clock().advance(TimeDelta::hours(1));
    end_both();
    assert_eq!((market.state(unanswered), market.loaves()), (OrderState::Cancelled, (200_000, 2_000)));
    market.pool.clock().advance(TimeDelta::hours(12));
    end_both();
    end_both();
    assert_eq!((market.state(uncollected), market.loaves()), (OrderState::NotCollected, (200_000, 0)));
    assert_eq!(market.whole(uncollected).last_by(), Some(Side::Time));
}

#[test]
fn an_order_that_came_late_is_collected_after_all_from_what_is_free() {
    let market = Market::open();
    let order = market.placed("after-closing", 2_000, 0);
    advance(&market, order, ShopStep::Accept);
    let by = market.keeper(order);
    let early = refused(&market.pool, |db| steps::advance(db, &by, ShopStep::NotCollected, ""));
    assert_eq!(early, StepRefusal::NotBegun, "nobody stays away before the time begins");
    let window = market.whole(order).window;
    market.pool.clock().set(utc_of(window.on, window.opens_minute));
    advance(&market, order, ShopStep::NotCollected);
    assert_eq!(market.loaves(), (200_000, 0));
    done(&market.pool, |db| {
        collect::collect(
            db,
            &by,
            &Collection { weights: Vec::new(), given: Vec::new(), payment: None, met: Some(Met::Known) },
        )
    });
    assert_eq!((market.state(order), market.loaves()), (OrderState::Collected, (198_000, 0)));
}

#[test]
fn another_seller_sees_nothing_of_an_order() {
    let market = Market::open();
    let order = market.placed("not-yours", 1_000, 0);
    for other in [1, 2, 3] {
        let by = &market.world.homes[other].producer;
        let keeper = market.pool.read_now(|db| OrderKeeper::of(db, by, order)).unwrap();
        assert!(keeper.is_none(), "{other}");
        let listed = market.pool.read_now(|db| queries::list(db, by.household(), Part::Open(None))).unwrap();
        assert!(listed.is_empty(), "{other}");
    }
    assert_eq!(count_of(&market.pool, OrderState::Asked), 1);
}

#[test]
fn four_digits_find_an_open_order_of_the_own_shop_and_no_other() {
    let market = Market::open();
    let order = market.placed("four-digits", 1_000, 0);
    let pin = market.whole(order).pin;
    let find = |home: usize| {
        let by = market.world.homes[home].producer.clone();
        market.pool.change_now(|db| codes::find(db, &by, &pin)).unwrap()
    };
    assert_eq!((find(0), find(3)), (Checked::Right(order), Checked::Wrong));
    advance(&market, order, ShopStep::Cancel);
    assert_eq!(find(0), Checked::Wrong);
}

#[test]
fn buyers_are_forgotten_when_their_orders_are_long_over() {
    let market = Market::open();
    let (over, open) = (market.placed("long-over", 1_000, 0), market.placed("still-open", 1_000, 0));
    advance(&market, over, ShopStep::Cancel);
    let known = |order: OrderId| {
        let index = market.pool.read_now(|db| {
            placed_order::table.find(order).select(placed_order::mobile_index).first::<Option<Vec<u8>>>(db.conn)
        });
        (market.whole(order).buyer.is_some(), index.unwrap().is_some())
    };
    jobs::forget(&market.pool).unwrap();
    assert_eq!((known(over), known(open)), ((true, true), (true, true)));
    market.pool.clock().advance(TimeDelta::days(4));
    jobs::forget(&market.pool).unwrap();
    assert_eq!((known(over), known(open)), ((true, false), (true, true)));
    market.pool.clock().advance(TimeDelta::days(90));
    jobs::forget(&market.pool).unwrap();
    assert_eq!((known(over), known(open)), ((false, false), (true, true)));
}

#[test]
fn only_what_nobody_answered_ran_out() {
    let market = Market::open();
    let unanswered = market.placed("nobody-answers", 1_000, 0);
    let accepted = market.placed("accepted-and-late", 1_000, 0);
    advance(&market, accepted, ShopStep::Accept);
    market.pool.clock().advance(TimeDelta::hours(48));
    for order in [unanswered, accepted] {
        jobs::end(&market.pool, &order.to_string()).unwrap();
    }
    assert_eq!((market.whole(unanswered).ran_out(), market.whole(accepted).ran_out()), (true, false));
}

#[test]
fn a_buyer_is_told_that_what_the_shop_cancelled_by_mistake_stands() {
    let market = Market::open();
    let mut placing = market.bread("a-slip-of-the-shop", 1_000, 0);
    placing.customer.household = Some(market.world.homes[1].id);
    let codes = done(&market.pool, |db| place::place(db, &placing));
    let order = market.id_of(&codes[0]);
    let shop = market.keeper(order);
    let told = || {
        let buyer = market.world.homes[1].producer.actor().account;
        let mut letters = market.pool.read_now(|db| messages::inbox_of(db, buyer)).unwrap();
        letters.reverse();
        letters.into_iter().map(|received| received.letter).collect::<Vec<Letter>>()
    };
    let by = market.keeper(order);
    let (shop_name, day) = (market.whole(order).shop_name, market.whole(order).window.on);
    let cancelled = Letter::OrderCancelled { shop: shop_name.clone(), day };
    let stands = Letter::OrderStands { shop: shop_name.clone(), day };
    let accepted = Letter::OrderAccepted { shop: shop_name, day };
    advance(&market, order, ShopStep::Cancel);
    done(&market.pool, |db| collect::undo(db, &shop));
    assert_eq!(told(), [cancelled.clone(), stands.clone()]);
    advance(&market, order, ShopStep::Accept);
    done(&market.pool, |db| collect::undo(db, &shop));
    let (shop, day) = (market.whole(order).shop_name, market.whole(order).window.on);
    let unanswered = Letter::OrderUnanswered { shop: shop.clone(), day };
    assert_eq!(told(), [cancelled, stands, accepted, unanswered], "what was said of it no longer stands");
    advance(&market, order, ShopStep::Accept);
    advance(&market, order, ShopStep::Ready);
    done(&market.pool, |db| collect::undo(db, &by));
    assert_eq!(told().last(), Some(&Letter::OrderNotReady { shop, day }));
}

#[test]
fn an_order_taken_up_again_gets_other_digits_where_its_own_went_to_another_order_meanwhile() {
    let market = Market::open();
    let [order, other] = ["cancelled-in-between", "with-its-digits"].map(|key| market.placed(key, 1_000, 0));
    let pin_of = |id: OrderId| market.whole(id).pin;
    market.step(order, ShopStep::Cancel);
    let pin = pin_of(order);
    let digits = placed_order::pin.eq(&pin);
    market.pool.change_now(|db| diesel::update(placed_order::table.find(other)).set(digits).execute(db.conn)).unwrap();
    let by = market.keeper(order);
    done(&market.pool, |db| steps::undo_for_shop(db, &by));
    assert_eq!((market.state(order), pin_of(other)), (OrderState::Asked, pin.clone()));
    assert_ne!(pin_of(order), pin);
}

#[test]
fn what_was_kept_is_kept_again_while_its_good_is_hidden() {
    let market = Market::open();
    let order = market.placed("hidden-in-between", 2_000, 0);
    market.step(order, ShopStep::Cancel);
    let good = market.world.homes[0].goods[0];
    market.pool.change_now(|db| crate::catalogue::shown::hide(db, good)).unwrap();
    let by = market.keeper(order);
    done(&market.pool, |db| steps::undo_for_shop(db, &by));
    assert_eq!((market.state(order), market.loaves()), (OrderState::Asked, (200_000, 2_000)));
}
