//! Handing over: the sale stands in the books once, a weight makes the price, and payments add up to what is due.
mod anew;

mod back;

use super::Market;
use crate::catalogue::access::OwnGood;
use crate::catalogue::edit_good::{self, GoodEdit};
use crate::catalogue::list_good::GoodFace;
use crate::db::schema::{attribution, ledger, sale, sale_line};
use crate::kernel::ids::{OrderId, OrderPaymentId, SaleId, SaleLineId};
use crate::kernel::money::Rial;
use crate::kernel::quantity::{Quantity, SellUnit};
use crate::orders::model::{OrderState, PayWay, Side};
use crate::orders::pay::{self, NewPayment, PayRefusal};
use crate::orders::place;
use crate::orders::steps::{self, Met, ShopStep, StepRefusal};
use crate::sales::collect::{self, CollectRefusal, Collection};
use crate::sales::model::Channel;
use crate::sales::take_back::{self, Goods, NewReturn, Refund};
use crate::sales::tests::world::{Home, done, refused};
use diesel::{ExpressionMethods, QueryDsl, RunQueryDsl};

const ALL: Collection = Collection { weights: Vec::new(), given: Vec::new(), payment: None, met: Some(Met::Known) };

fn accepted(market: &Market, key: &str, loaves: i64, fruit: i64) -> OrderId {
    let order = market.placed(key, loaves, fruit);
    let by = market.keeper(order);
    done(&market.pool, |db| steps::advance(db, &by, ShopStep::Accept, ""));
    order
}

fn cash(key: &str, amount: Option<i64>) -> NewPayment {
    let (last4, trace) = (String::new(), String::new());
    NewPayment { idem: Home::idem(key), way: PayWay::Cash, amount: amount.map(Rial), last4, trace }
}

fn net_of(market: &Market, of: SaleId) -> Vec<i64> {
    let lines = |db: &mut crate::db::Db| {
        sale_line::table.filter(sale_line::sale_id.eq(of)).order(sale_line::id).select(sale_line::net_irr).load(db.conn)
    };
    market.pool.read_now(lines).unwrap()
}

#[test]
fn a_collected_order_is_a_sale_of_its_own_kind_attributed_to_the_machines() {
    let market = Market::open();
    let order = accepted(&market, "into-the-books", 3_000, 0);
    let by = market.keeper(order);
    let sold = done(&market.pool, |db| collect::collect(db, &by, &ALL));
    assert_eq!(market.loaves(), (197_000, 0));
    let channel: Channel =
        market.pool.read_now(|db| sale::table.find(sold).select(sale::channel).first(db.conn)).unwrap();
    assert_eq!((channel, net_of(&market, sold)), (Channel::Order, vec![75_009]));
    let parts: Vec<i64> = market
        .pool
        .read_now(|db| {
            attribution::table
                .inner_join(ledger::table.inner_join(sale_line::table))
                .filter(sale_line::sale_id.eq(sold))
                .select(attribution::amount_irr)
                .load(db.conn)
        })
        .unwrap();
    assert!(parts.len() > 1, "two machines made it");
    assert_eq!(parts.iter().sum::<i64>(), 75_009);
    assert_eq!(market.faults(), []);
}

#[test]
fn an_order_is_collected_once_however_often_its_form_arrives() {
    let market = Market::open();
    let order = accepted(&market, "collected-twice", 3_000, 0);
    let by = market.keeper(order);
    let first = done(&market.pool, |db| collect::collect(db, &by, &ALL));
    assert_eq!(done(&market.pool, |db| collect::collect(db, &by, &ALL)), first);
    let sales: i64 = market.pool.read_now(|db| sale::table.count().get_result(db.conn)).unwrap();
    assert_eq!((sales, market.loaves()), (1, (197_000, 0)));
}

#[test]
fn a_weight_is_known_at_the_scales_and_makes_the_price() {
    let market = Market::open();
    let order = accepted(&market, "weighed-later", 0, 1_000);
    let by = market.keeper(order);
    let heavier = Collection { given: vec![(1, Quantity(1_080))], ..ALL };
    let sold = done(&market.pool, |db| collect::collect(db, &by, &heavier));
    assert_eq!(net_of(&market, sold), [27_003]);
    let whole = market.whole(order);
    assert_eq!((whole.due(), whole.given[0].quantity), (Rial(27_003), Quantity(1_080)));
}

#[test]
fn far_more_than_was_asked_for_is_a_slip_of_a_point() {
    let market = Market::open();
    let order = accepted(&market, "a-slip-of-a-point", 0, 1_000);
    let by = market.keeper(order);
    let slip = Collection { given: vec![(1, Quantity(10_800))], ..ALL };
    let asked = CollectRefusal::TooMuch { line: 1, unit: SellUnit::Kilo, asked: Quantity(1_000) };
    assert_eq!(refused(&market.pool, |db| collect::collect(db, &by, &slip)), asked);
    let nothing = Collection { given: vec![(1, Quantity::ZERO)], ..ALL };
    assert_eq!(refused(&market.pool, |db| collect::collect(db, &by, &nothing)), CollectRefusal::Nothing);
    assert_eq!(market.state(order), OrderState::Accepted);
}

#[test]
fn the_price_of_an_order_is_the_one_it_was_placed_at() {
    let market = Market::open();
    let order = accepted(&market, "before-the-rise", 2_000, 0);
    let home = &market.world.homes[0];
    let own = market.pool.read_now(|db| OwnGood::of(db, &home.producer, home.goods[0])).unwrap().unwrap();
    let face = GoodFace {
        name: "نان لواش".to_owned(),
        category: "bread".to_owned(),
        description: String::new(),
        unit: SellUnit::Piece,
        price: Rial(40_000),
        by_weight: None,
        lead_days: 0,
        machines: vec![market.world.oven, market.world.mixer],
    };
    done(&market.pool, |db| edit_good::edit(db, &own, &GoodEdit { face: face.clone(), photo: None, version: 1 }));
    let by = market.keeper(order);
    let sold = done(&market.pool, |db| collect::collect(db, &by, &ALL));
    assert_eq!(net_of(&market, sold), [50_006]);
}

#[test]
fn a_collection_taken_back_takes_its_sale_back_and_keeps_the_goods_again() {
    let market = Market::open();
    let order = accepted(&market, "the-wrong-buyer", 3_000, 0);
    let by = market.keeper(order);
    let first = done(&market.pool, |db| collect::collect(db, &by, &ALL));
    done(&market.pool, |db| collect::undo(db, &by));
    assert_eq!((market.state(order), market.loaves()), (OrderState::Accepted, (200_000, 3_000)));
    let second = done(&market.pool, |db| collect::collect(db, &by, &ALL));
    assert_ne!(first, second);
    assert_eq!(market.loaves(), (197_000, 0));
    assert_eq!(market.faults(), []);
}

#[test]
fn what_a_supported_household_ordered_of_another_is_no_output_of_the_programme() {
    let market = Market::open();
    let mut placing = market.bread("between-households", 2_000, 0);
    placing.customer.household = Some(market.world.homes[1].id);
    let codes = done(&market.pool, |db| place::place(db, &placing));
    let by = market.keeper(market.id_of(&codes[0]));
    done(&market.pool, |db| steps::advance(db, &by, ShopStep::Accept, ""));
    let sold = done(&market.pool, |db| collect::collect(db, &by, &ALL));
    let buyer = market.pool.read_now(|db| {
        sale::table
            .find(sold)
            .select(sale::buyer_household_id)
            .first::<Option<crate::kernel::ids::HouseholdId>>(db.conn)
    });
    assert_eq!(buyer.unwrap(), Some(market.world.homes[1].id));
}

#[test]
fn an_order_is_paid_in_parts_and_never_more_than_is_due() {
    let market = Market::open();
    let order = accepted(&market, "paid-in-parts", 2_000, 0);
    let by = market.keeper(order);
    let pay = |new: NewPayment| market.pool.write_now(|db| pay::note(db, &by, &new)).unwrap();
    assert_eq!(pay(cash("the-first-part", Some(20_000))), Ok(()));
    assert_eq!(pay(cash("the-first-part", Some(20_000))), Ok(()), "the same form again");
    assert_eq!(market.whole(order).paid(), Rial(20_000));
    assert_eq!(pay(cash("far-too-much", Some(30_007))), Err(PayRefusal::Over { left: Rial(30_006) }));
    assert_eq!(pay(cash("all-the-rest", None)), Ok(()));
    assert_eq!(pay(cash("a-rial-more", Some(1))), Err(PayRefusal::Over { left: Rial(0) }));
    let first = market.whole(order).payments[0].id;
    done(&market.pool, |db| pay::take_back(db, &by, first));
    assert_eq!(market.whole(order).paid(), Rial(30_006));
}

#[test]
fn an_order_that_came_to_nothing_is_not_paid() {
    let market = Market::open();
    let order = market.placed("unanswered-order", 2_000, 0);
    let by = market.keeper(order);
    let new = cash("too-early-to-pay", None);
    assert_eq!(refused(&market.pool, |db| pay::note(db, &by, &new)), PayRefusal::NotOwed);
    done(&market.pool, |db| steps::advance(db, &by, ShopStep::Cancel, "تنور خراب است"));
    assert_eq!(refused(&market.pool, |db| pay::note(db, &by, &new)), PayRefusal::NotOwed);
    assert_eq!(market.whole(order).reason(), "تنور خراب است");
}

#[test]
fn an_order_paid_before_it_is_handed_over_is_not_paid_again() {
    let market = Market::open();
    let order = accepted(&market, "paid-beforehand", 2_000, 0);
    let by = market.keeper(order);
    done(&market.pool, |db| pay::note(db, &by, &cash("paid-at-once", None)));
    let with_cash = Collection { payment: Some(cash("at-the-door", None)), ..ALL };
    done(&market.pool, |db| collect::collect(db, &by, &with_cash));
    assert_eq!(market.whole(order).paid(), Rial(50_006));
}

#[test]
fn what_is_on_credit_is_not_paid_and_is_paid_later() {
    let market = Market::open();
    let order = accepted(&market, "paid-on-friday", 2_000, 0);
    let by = market.keeper(order);
    let credit = NewPayment { way: PayWay::Credit, ..cash("on-credit-now", None) };
    done(&market.pool, |db| collect::collect(db, &by, &Collection { payment: Some(credit.clone()), ..ALL }));
    let owed = market.whole(order);
    assert_eq!((owed.paid(), owed.on_credit(), owed.left()), (Rial(0), Rial(50_006), Rial(50_006)));
    let more = NewPayment { idem: Home::idem("credit-twice"), ..credit };
    assert_eq!(refused(&market.pool, |db| pay::note(db, &by, &more)), PayRefusal::NoAmount);
    done(&market.pool, |db| pay::note(db, &by, &cash("on-friday", None)));
    assert_eq!(market.whole(order).left(), Rial(0));
}

#[test]
fn a_collection_taken_back_takes_back_what_was_paid_at_it_and_nothing_else() {
    let market = Market::open();
    let order = accepted(&market, "paid-and-undone", 2_000, 0);
    let by = market.keeper(order);
    done(&market.pool, |db| pay::note(db, &by, &cash("a-part-before", Some(10_000))));
    market.pool.clock().advance(chrono::TimeDelta::minutes(1));
    let with_cash = Collection { payment: Some(cash("the-rest-now", None)), ..ALL };
    done(&market.pool, |db| collect::collect(db, &by, &with_cash));
    assert_eq!(market.whole(order).paid(), Rial(50_006));
    done(&market.pool, |db| collect::undo(db, &by));
    assert_eq!(market.whole(order).paid(), Rial(10_000));
}

#[test]
fn what_was_paid_for_an_order_that_came_to_nothing_is_to_be_given_back() {
    let market = Market::open();
    let order = accepted(&market, "paid-for-nothing", 2_000, 0);
    let by = market.keeper(order);
    done(&market.pool, |db| pay::note(db, &by, &cash("paid-at-once", Some(20_000))));
    done(&market.pool, |db| steps::advance(db, &by, ShopStep::Cancel, ""));
    let whole = market.whole(order);
    assert_eq!((whole.due(), whole.left()), (Rial(0), Rial(-20_000)));
    done(&market.pool, |db| pay::take_back(db, &by, whole.payments[0].id));
    assert_eq!(market.whole(order).left(), Rial(0));
    done(&market.pool, |db| pay::take_back(db, &by, whole.payments[0].id));
    assert_eq!(market.whole(order).left(), Rial(0), "once");
    assert_eq!(refused(&market.pool, |db| pay::take_back(db, &by, OrderPaymentId(7))), PayRefusal::Unknown);
}

#[test]
fn what_is_on_credit_already_is_handed_over_on_credit_again() {
    let market = Market::open();
    let order = accepted(&market, "credit-and-back", 2_000, 0);
    let by = market.keeper(order);
    let on_credit = |key: &str| {
        let payment = NewPayment { way: PayWay::Credit, ..cash(key, None) };
        Collection { payment: Some(payment), ..ALL }
    };
    let sold = done(&market.pool, |db| collect::collect(db, &by, &on_credit("for-friday")));
    let keeper = &market.world.homes[0].keeper;
    done(&market.pool, |db| take_back::undo(db, keeper, sold, ""));
    done(&market.pool, |db| collect::collect(db, &by, &on_credit("for-saturday")));
    assert_eq!((market.state(order), market.whole(order).on_credit()), (OrderState::Collected, Rial(50_006)));
}
