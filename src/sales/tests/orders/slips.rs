//! What is said too early or too late, and of how many orders at once.
use super::ahead::AS_PLANNED;
use super::{Market, stock_and_held};
use crate::catalogue::access::OwnGoodEver;
use crate::catalogue::batches::access::OwnBatch;
use crate::catalogue::model::GoodState;
use crate::catalogue::{list_good, take_off};
use crate::db::Db;
use crate::db::schema::{order_line, product, sms};
use crate::kernel::clock::utc_of;
use crate::kernel::contact::Mobile;
use crate::kernel::ids::OrderId;
use crate::kernel::quantity::Quantity;
use crate::messages::Letter;
use crate::messages::sms::SmsKind;
use crate::orders::batches::call_off;
use crate::orders::jobs;
use crate::orders::model::{Choice, OrderState, Uncollected};
use crate::orders::place;
use crate::orders::queries;
use crate::orders::steps::{self, ShopStep, StepRefusal};
use crate::sales::tests::world::{done, refused};
use diesel::{ExpressionMethods, QueryDsl, RunQueryDsl};

#[test]
fn an_order_is_not_ready_before_its_batch_is_counted() {
    let market = Market::open();
    let id = market.batch_in(2, 40_000);
    let order = market.ahead("not-baked-yet", id, 2_000);
    market.step(order, ShopStep::Accept);
    let by = market.keeper(order);
    let early = refused(&market.pool, |db| steps::advance(db, &by, ShopStep::Ready, ""));
    assert!(matches!(early, StepRefusal::NotMade { .. }), "{early:?}");
    assert_eq!(market.count(id, AS_PLANNED), Ok(()));
    market.step(order, ShopStep::Ready);
    assert_eq!(market.state(order), OrderState::Ready);
}

#[test]
fn an_order_whose_batch_nobody_counted_does_not_end_as_if_its_buyer_had_stayed_away() {
    let market = Market::open();
    let id = market.batch_in(2, 40_000);
    let order = market.ahead_of_neighbour("never-counted", id, 2_000);
    market.step(order, ShopStep::Accept);
    let window = market.whole(order).window;
    market.pool.clock().set(utc_of(window.on, window.closes_minute));
    jobs::end(&market.pool, &order.to_string()).unwrap();
    let whole = market.whole(order);
    assert_eq!((whole.state, whole.not_collected_for()), (OrderState::NotCollected, Uncollected::NotMade));
    let letters = market.letters();
    assert!(letters.iter().any(|letter| matches!(letter, Letter::OrderNotMade { .. })), "{letters:?}");
    assert!(!letters.iter().any(|letter| matches!(letter, Letter::OrderNotCollected { .. })), "{letters:?}");
}

#[test]
fn what_cannot_be_kept_again_because_its_batch_was_called_off_did_not_go_to_others() {
    let market = Market::open();
    let id = market.batch_in(2, 40_000);
    let order = market.ahead("called-off-meanwhile", id, 2_000);
    let (by, shop) = (market.holder_of(order), market.own_batch(id));
    done(&market.pool, |db| steps::cancel_for_buyer(db, by));
    done(&market.pool, |db| call_off::call_off(db, &shop, "تنور خراب است"));
    let refusal = refused(&market.pool, |db| steps::undo_for_buyer(db, by));
    assert!(matches!(refusal, StepRefusal::NoMore { .. }), "{refusal:?}");
}

#[test]
fn what_cannot_be_kept_again_because_its_good_was_taken_off_did_not_go_to_others() {
    let market = Market::open();
    let order = market.placed("taken-off-meanwhile", 2_000, 0);
    let by = market.holder_of(order);
    done(&market.pool, |db| steps::cancel_for_buyer(db, by));
    let bread = market.world.homes[0].goods[0];
    let gone = |db: &mut Db| {
        diesel::update(product::table.find(bread)).set(product::state.eq(GoodState::Removed)).execute(db.conn)
    };
    market.pool.change_now(gone).unwrap();
    let refusal = refused(&market.pool, |db| steps::undo_for_buyer(db, by));
    assert!(matches!(refusal, StepRefusal::NoMore { .. }), "{refusal:?}");
}

#[test]
fn a_batch_that_is_called_off_cancels_all_its_orders_with_a_step_a_letter_and_an_sms_each() {
    let market = Market::open();
    let id = market.batch_in(2, 40_000);
    let orders: Vec<OrderId> = (0..6)
        .map(|number| {
            let mut placing = market.asking_ahead(&format!("one-of-many-{number}"), id, 2_000);
            placing.customer.household = Some(market.world.homes[1].id);
            placing.customer.mobile = Mobile::parse(&format!("0935123456{number}")).unwrap();
            market.id_of(&done(&market.pool, |db| place::place(db, &placing))[0])
        })
        .collect();
    let by = market.own_batch(id);
    done(&market.pool, |db| call_off::call_off(db, &by, "تنور خراب است"));
    for order in &orders {
        let whole = market.whole(*order);
        assert_eq!((whole.state, whole.reason(), whole.steps.len()), (OrderState::Cancelled, "تنور خراب است", 2));
    }
    assert_eq!(market.batch(id).held, Quantity::ZERO);
    let cancelled = |letter: &&Letter| matches!(letter, Letter::OrderCancelled { .. });
    assert_eq!(market.letters().iter().filter(cancelled).count(), 6);
    let texts = |db: &mut Db| {
        let all = sms::table.filter(sms::order_id.eq_any(orders.iter().copied().map(Some)));
        all.filter(sms::kind.eq(SmsKind::OrderCancelled)).count().get_result::<i64>(db.conn)
    };
    assert_eq!(market.pool.read_now(texts).unwrap(), 6);
    assert_eq!(market.faults(), []);
    let back = done(&market.pool, |db| call_off::take_up(db, &by));
    assert_eq!((back.came, market.batch(id).held), (6, Quantity(12_000)), "a slip brings all of them back");
}

#[test]
fn a_door_time_after_the_first_six_can_be_ordered_and_the_basket_shows_the_next_six() {
    let market = Market::open();
    let slots = market.pool.read_now(|db| queries::slots_of(db, &[market.world.homes[0].id])).unwrap();
    assert_eq!((slots.len(), queries::shown(slots.clone()).len()), (7, 6));
    let mut placing = market.bread("at-the-seventh", 1_000, 0);
    placing.orders[0].choice = slots[6].choice;
    assert!(matches!(slots[6].choice, Choice::Door(..)));
    done(&market.pool, |db| place::place(db, &placing));
}

#[test]
fn a_line_that_is_kept_again_says_why_not_of_the_good_alone() {
    let market = Market::open();
    let order = market.placed("of-two-goods", 2_000, 1_000);
    let by = market.holder_of(order);
    done(&market.pool, |db| steps::drop_line_for_buyer(db, by, 1));
    let all = market.placed("all-the-others", 200_000, 0);
    let refusal = refused(&market.pool, |db| steps::keep_line_for_buyer(db, by, 1));
    assert!(matches!(refusal, StepRefusal::Gone { .. }), "{refusal:?}");
    let open = |db: &mut Db| order_line::table.filter(order_line::order_id.eq(all)).count().get_result::<i64>(db.conn);
    assert_eq!(market.pool.read_now(open).unwrap(), 1);
}

#[test]
fn a_good_that_somebody_ordered_ahead_stays() {
    let market = Market::open();
    let id = market.batch_in(3, 40_000);
    market.ahead("the-good-stays", id, 1_000);
    let by = market.own_bread();
    assert_eq!(
        refused(&market.pool, |db| take_off::take_off(db, &OwnGoodEver::from(&by))),
        list_good::GoodRefusal::Held
    );
    assert_eq!(stock_and_held(&market.pool, market.world.homes[0].goods[0]), (200_000, 0));
}

#[test]
fn a_neighbour_changes_nothing_of_a_batch() {
    let market = Market::open();
    let id = market.batch_in(3, 40_000);
    let other = &market.world.homes[3].producer;
    assert!(market.pool.read_now(|db| OwnBatch::of(db, other, id)).unwrap().is_none());
}
