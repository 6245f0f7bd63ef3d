//! Batches from their count on: who is told, of which day the goods are, what comes back, and what does not.
use super::Market;
use super::ahead::{ALL, AS_PLANNED, terms};
use crate::catalogue::access::OwnGood;
use crate::catalogue::batches::hatch::{self, Eggs};
use crate::catalogue::batches::model::{BatchState, Terms};
use crate::catalogue::batches::one::{self, BatchRefusal};
use crate::catalogue::batches::{jobs as dating, queries as batches};
use crate::catalogue::stock;
use crate::catalogue::wish::{self, Wisher};
use crate::db::Db;
use crate::db::schema::{job, product, sale_line, sms};
use crate::db::switch::{self, Switch};
use crate::kernel::ids::OrderId;
use crate::kernel::lang::Lang;
use crate::kernel::quantity::Quantity;
use crate::messages::sms::SmsKind;
use crate::orders::batches::make::{self, Count, MakeRefusal};
use crate::orders::batches::recall::{self, Recall};
use crate::orders::batches::{call_off, change};
use crate::orders::model::OrderState;
use crate::orders::place::{self, NewLine, PlaceRefusal};
use crate::orders::queries;
use crate::orders::steps::ShopStep;
use crate::sales::tests::world::{done, refused};
use crate::sales::{collect, take_back};
use chrono::{NaiveDate, TimeDelta};
use diesel::{ExpressionMethods, QueryDsl, RunQueryDsl};

/// The SMS about an order, the first first.
fn texts(market: &Market, order: OrderId) -> Vec<SmsKind> {
    let read = |db: &mut Db| sms::table.filter(sms::order_id.eq(order)).order(sms::id).select(sms::kind).load(db.conn);
    market.pool.read_now(read).unwrap()
}

#[test]
fn a_guest_is_told_of_another_time_and_of_a_recall_even_where_messages_are_switched_off() {
    let market = Market::open();
    let id = market.batch_in(2, 40_000);
    let order = market.ahead("of-a-guest", id, 2_000);
    let (by, seen) = (market.own_batch(id), market.batch(id));
    let noon = Terms { ready_minute: 12 * 60, ..terms(40_000) };
    done(&market.pool, |db| change::change(db, &by, (seen.version, seen.day, &noon)));
    assert_eq!(texts(&market, order), [SmsKind::OrderMoved]);
    market.step(order, ShopStep::Accept);
    assert_eq!(market.count(id, AS_PLANNED), Ok(()));
    let keeper = market.keeper(order);
    done(&market.pool, |db| collect::collect(db, &keeper, &ALL));
    let account = keeper.actor().account;
    let off = |db: &mut Db| switch::turn(db, (Switch::Messages, false), account);
    market.pool.change_now(off).unwrap();
    let said = Recall { reason: "بوی کپک می‌دهد".to_owned(), left: Quantity(38_000) };
    done(&market.pool, |db| recall::recall(db, &by, &said));
    assert_eq!(texts(&market, order).last(), Some(&SmsKind::OrderRecalled));
    let called = |sends| market.pool.read_now(|db| queries::to_call(db, id, sends)).unwrap();
    assert_eq!((called(true), called(false)), (vec![], vec![order]), "without a gateway the shop calls");
}

#[test]
fn a_recall_tells_those_who_bought_from_the_stock_while_the_batch_lay_there_and_nobody_else() {
    let market = Market::open();
    let id = market.batch_in(1, 40_000);
    let collect = |order: OrderId| {
        market.step(order, ShopStep::Accept);
        let keeper = market.keeper(order);
        done(&market.pool, |db| collect::collect(db, &keeper, &ALL));
    };
    let [before, during, after] =
        ["before-it-came", "while-it-lay", "after-the-recall"].map(|key| market.placed(key, 2_000, 0));
    collect(before);
    assert_eq!(market.count(id, AS_PLANNED), Ok(()));
    market.pool.clock().advance(TimeDelta::minutes(5));
    collect(during);
    market.pool.clock().advance(TimeDelta::minutes(5));
    let by = market.own_batch(id);
    let said = Recall { reason: "بوی کپک می‌دهد".to_owned(), left: Quantity(20_000) };
    done(&market.pool, |db| recall::recall(db, &by, &said));
    market.pool.clock().advance(TimeDelta::minutes(5));
    collect(after);
    let told = |order| texts(&market, order).contains(&SmsKind::OrderRecalled);
    assert_eq!([before, during, after].map(told), [false, true, false]);
    let (called, meanwhile) = market
        .pool
        .read_now(|db| {
            let until = crate::catalogue::batches::queries::batch(db, id)?.changed_at;
            Ok((queries::to_call(db, id, false)?, queries::bought_meanwhile(db, id, until)?))
        })
        .unwrap();
    assert_eq!(called, [during], "without a gateway the shop calls");
    let meanwhile: Vec<_> = meanwhile.iter().map(|order| (order.id, order.given, order.buyer.is_some())).collect();
    assert_eq!(meanwhile, [(during, Quantity(2_000), true)]);
    let waited = |db: &mut Db| {
        let since = crate::catalogue::batches::queries::batch(db, id)?.changed_at;
        queries::waiting_meanwhile(db, id, since)
    };
    let waited: Vec<_> = market.pool.read_now(waited).unwrap().iter().map(|order| order.id).collect();
    assert_eq!(waited, [after], "what was kept for it then may be of the batch, also once it is handed over");
    let shown = [before, during, after].map(|order| market.whole(order).perhaps_recalled.len());
    assert_eq!((shown, market.whole(during).is_called_back()), ([0, 1, 0], true));
}

#[test]
fn whoever_waits_for_a_good_is_told_when_a_batch_of_it_is_counted() {
    let market = Market::open();
    let id = market.batch_in(1, 40_000);
    let (own, by) = (market.own_bread(), market.world.homes[1].producer.actor().account);
    done(&market.pool, |db| stock::sell_out(db, &own));
    let good = market.world.homes[0].goods[0];
    let code: String =
        market.pool.read_now(|db| product::table.find(good).select(product::code).first(db.conn)).unwrap();
    done(&market.pool, |db| wish::wait(db, &code, (&Wisher::Account(by), Lang::Fa)));
    assert_eq!(market.count(id, AS_PLANNED), Ok(()));
    let planned: i64 =
        market.pool.read_now(|db| job::table.filter(job::kind.eq(wish::TELL)).count().get_result(db.conn)).unwrap();
    assert_eq!(planned, 1);
}

#[test]
fn what_was_ordered_ahead_is_of_the_day_it_was_made_and_chicks_of_the_day_their_eggs_were_set() {
    let market = Market::open();
    let produced = |order: OrderId| -> NaiveDate {
        let by = market.keeper(order);
        market.step(order, ShopStep::Accept);
        market.pool.clock().advance(TimeDelta::days(1));
        let sale = done(&market.pool, |db| collect::collect(db, &by, &ALL));
        let read = |db: &mut Db| {
            sale_line::table.filter(sale_line::sale_id.eq(sale)).select(sale_line::produced_on).first(db.conn)
        };
        market.pool.read_now(read).unwrap()
    };
    let bread = market.batch_in(1, 40_000);
    let order = market.ahead("made-the-day-before", bread, 2_000);
    assert_eq!(market.count(bread, AS_PLANNED), Ok(()));
    assert_eq!(produced(order), market.batch(bread).day);
    let (own, today) = (market.own_bread(), market.pool.clock().now().today);
    let eggs = Eggs { set_on: today - TimeDelta::days(20), eggs: 100, days: 22, share_bp: 8_000 };
    let chicks = done(&market.pool, |db| hatch::set(db, &own, &eggs));
    let order = market.ahead("set-long-before", chicks, 2_000);
    assert_eq!(market.count(chicks, AS_PLANNED), Ok(()));
    assert_eq!(produced(order), eggs.set_on);
    assert_eq!(market.faults(), []);
}

#[test]
fn a_batch_that_nobody_counted_ends_by_itself_and_new_ones_can_be_opened() {
    let market = Market::open();
    let (lost, ordered) = (market.batch_in(1, 40_000), market.batch_in(1, 10_000));
    market.ahead("of-an-uncounted-batch", ordered, 1_000);
    for _ in 0..98 {
        market.batch_in(2, 1_000);
    }
    let (own, today) = (market.own_bread(), market.pool.clock().now().today);
    let one_more = |db: &mut Db| one::open(db, &own, (today + TimeDelta::days(6), &terms(1_000)));
    assert_eq!(refused(&market.pool, one_more), BatchRefusal::TooMany);
    market.pool.clock().advance(TimeDelta::days(3));
    done(&market.pool, one_more);
    let listed = market.pool.read_now(|db| batches::batches_of(db, market.world.homes[0].goods[0])).unwrap();
    assert_eq!(listed.len(), 1, "only what is to come");
    market.pool.clock().advance(TimeDelta::days(2));
    dating::make(&market.pool).unwrap();
    assert!(market.batch(lost).has_lapsed());
    assert_eq!(market.batch(ordered).state, BatchState::Planned, "an order waits for it");
}

#[test]
fn bread_is_handed_over_while_it_is_good() {
    let market = Market::open();
    let id = market.batch_in(1, 40_000);
    let (home, batch) = (&market.world.homes[0], market.batch(id));
    let slots = market.pool.read_now(|db| queries::slots_since(db, &[(home.id, batch.ready_at)])).unwrap();
    let best = batch.best_before().unwrap();
    let (fresh, stale) = slots.iter().partition::<Vec<_>, _>(|slot| slot.on <= best);
    assert!(!fresh.is_empty() && !stale.is_empty());
    let mut late = market.asking_ahead("when-it-is-old", id, 1_000);
    late.orders[0].choice = stale[0].choice;
    assert_eq!(market.refused(&late), PlaceRefusal::Choice(market.shops[0]));
    let mut last = market.asking_ahead("on-its-last-day", id, 1_000);
    last.orders[0].choice = fresh.last().unwrap().choice;
    done(&market.pool, |db| place::place(db, &last));
}

#[test]
fn a_batch_is_counted_on_its_day_or_on_the_day_it_is_brought_forward_to() {
    let market = Market::open();
    let id = market.batch_in(9, 40_000);
    let by = market.own_batch(id);
    assert_eq!(refused(&market.pool, |db| make::make(db, &by, AS_PLANNED)), MakeRefusal::Early);
    assert_eq!(refused(&market.pool, |db| change::bring_forward(db, &by)), change::ChangeRefusal::Far);
    market.pool.clock().advance(TimeDelta::days(6));
    done(&market.pool, |db| change::bring_forward(db, &by));
    assert_eq!(market.batch(id).day, market.pool.clock().now().today);
    done(&market.pool, |db| make::make(db, &by, AS_PLANNED));
    assert_eq!(market.loaves(), (240_000, 0));
}

#[test]
fn goods_of_a_batch_that_was_called_back_do_not_come_back_on_sale() {
    let market = Market::open();
    let id = market.batch_in(1, 40_000);
    let order = market.ahead("brought-back-bad", id, 10_000);
    market.step(order, ShopStep::Accept);
    assert_eq!(market.count(id, AS_PLANNED), Ok(()));
    let by = market.keeper(order);
    let sale = done(&market.pool, |db| collect::collect(db, &by, &ALL));
    let own = market.own_batch(id);
    let said = Recall { reason: "بوی کپک می‌دهد".to_owned(), left: Quantity(30_000) };
    done(&market.pool, |db| recall::recall(db, &own, &said));
    assert_eq!(market.loaves(), (200_000, 0));
    done(&market.pool, |db| take_back::undo(db, &market.world.homes[0].keeper, sale, ""));
    assert_eq!(market.loaves(), (200_000, 0), "nobody sells them again");
    assert_eq!(market.faults(), []);
}

#[test]
fn the_undo_of_a_short_count_brings_back_what_it_cut_unless_some_was_handed_over() {
    let market = Market::open();
    let id = market.batch_in(1, 40_000);
    let first = market.ahead("counted-short-first", id, 20_000);
    let second = market.ahead_of_neighbour("counted-short-second", id, 10_000);
    market.step(first, ShopStep::Accept);
    let (by, short) = (market.own_batch(id), Count { real: Some(Quantity(22_000)), cuts: true });
    assert_eq!(market.count(id, short), Ok(()));
    assert_eq!(market.state(second), OrderState::Cancelled);
    let back = done(&market.pool, |db| make::unmake(db, &by));
    assert_eq!((back.came, back.of), (1, 1));
    assert_eq!((market.state(second), market.batch(id).held), (OrderState::Asked, Quantity(30_000)));
    assert_eq!(market.count(id, short), Ok(()));
    let keeper = market.keeper(first);
    done(&market.pool, |db| collect::collect(db, &keeper, &ALL));
    assert_eq!(refused(&market.pool, |db| make::unmake(db, &by)), MakeRefusal::Gone);
}

#[test]
fn what_still_fits_is_kept_for_whoever_ordered_it() {
    let market = Market::open();
    let id = market.batch_in(1, 40_000);
    let first = market.ahead("fits-first", id, 20_000);
    let large = market.ahead_of_neighbour("fits-not", id, 10_000);
    let small = market.ahead_of_neighbour("fits-last", id, 2_000);
    assert_eq!(market.count(id, Count { real: Some(Quantity(22_000)), cuts: true }), Ok(()));
    let states = [first, large, small].map(|order| market.state(order));
    assert_eq!(states, [OrderState::Asked, OrderState::Cancelled, OrderState::Asked]);
    assert_eq!(market.loaves(), (222_000, 22_000));
}

#[test]
fn an_order_that_cannot_come_back_keeps_no_other_from_it() {
    let market = Market::open();
    let id = market.batch_in(2, 40_000);
    let fruit = market.world.homes[0].goods[1];
    let mut both = market.asking_ahead("with-fruit", id, 1_000);
    let of_stock = NewLine { product: fruit, batch: None, quantity: Quantity(1_000), ..both.orders[0].lines[0] };
    both.orders[0].lines.push(of_stock);
    let both = market.id_of(&done(&market.pool, |db| place::place(db, &both))[0]);
    let alone = market.ahead_of_neighbour("without-fruit", id, 2_000);
    let by = market.own_batch(id);
    done(&market.pool, |db| call_off::call_off(db, &by, ""));
    let ended_for = |order: OrderId| {
        let whole = market.whole(order);
        whole.lines.iter().map(|line| whole.ended_for(line)).collect::<Vec<_>>()
    };
    assert_eq!(ended_for(both), [true, false], "the buyer sees which of the two was missing");
    let own = market.pool.read_now(|db| OwnGood::of(db, &market.world.homes[0].producer, fruit)).unwrap().unwrap();
    done(&market.pool, |db| stock::sell_out(db, &own));
    let back = done(&market.pool, |db| call_off::take_up(db, &by));
    assert_eq!((back.came, back.of), (1, 2));
    assert_eq!((market.state(both), market.state(alone)), (OrderState::Cancelled, OrderState::Asked));
    assert_eq!(market.batch(id).held, Quantity(2_000));
}
