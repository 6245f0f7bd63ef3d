//! Verbs by chance about batches, and what must be true of each batch after every step.
use super::Market;
use crate::catalogue::access::OwnGood;
use crate::catalogue::batches::access::OwnBatch;
use crate::catalogue::batches::model::{Batch, BatchState, Pattern, Terms, Until, Weekdays};
use crate::catalogue::batches::{jobs, one, plan, queries as batches};
use crate::db::Db;
use crate::db::schema::{order_line, placed_order, stock_move};
use crate::kernel::ids::ProductId;
use crate::kernel::quantity::Quantity;
use crate::orders::batches::make::Count;
use crate::orders::batches::recall::Recall;
use crate::orders::batches::{call_off, change, make, recall};
use crate::orders::model::{Choice, OrderState};
use crate::orders::queries;
use chrono::Days;
use diesel::{ExpressionMethods, QueryDsl, RunQueryDsl};
use rand::Rng;
use rand::rngs::StdRng;
use rand::seq::IndexedRandom;

fn batches_of(market: &Market, good: ProductId) -> Vec<Batch> {
    let all = |db: &mut Db| Ok([batches::batches_of(db, good)?, batches::past_of(db, good)?].concat());
    market.pool.read_now(all).unwrap()
}

/// A batch of a good that is planned, whether its orders are still taken or not.
pub(super) fn some_batch(market: &Market, random: &mut StdRng, good: ProductId) -> Option<Batch> {
    let planned: Vec<Batch> = batches_of(market, good).into_iter().filter(|b| b.state == BatchState::Planned).collect();
    planned.choose(random).cloned()
}

/// A time at which the first shop hands over what is ready at a moment.
pub(super) fn some_choice(market: &Market, random: &mut StdRng, batch: Option<&Batch>) -> Option<Choice> {
    let home = market.world.homes[0].id;
    let ready = batch.map_or(market.pool.clock().now().at, |batch| batch.ready_at);
    let slots = market.pool.read_now(|db| queries::slots_since(db, &[(home, ready)])).unwrap();
    slots.choose(random).map(|slot| slot.choice)
}

fn terms(random: &mut StdRng) -> Terms {
    let ready_minute = 30 * random.random_range(10..30);
    let until = Until { days: random.random_range(0..2), minute: 30 * random.random_range(0..10) };
    Terms { quantity: Quantity(1_000 * random.random_range(1..60_i64)), ready_minute, until, shelf_days: None }
}

/// One verb about batches by chance; whether it was done.
pub(super) fn one(market: &Market, random: &mut StdRng, good: ProductId) -> bool {
    let pool = &market.pool;
    let own_good = pool.read_now(|db| OwnGood::of(db, &market.world.homes[0].producer, good)).unwrap().unwrap();
    let terms = terms(random);
    let batch = batches_of(market, good).choose(random).cloned();
    let today = pool.clock().now().today;
    let day = today.checked_add_days(Days::new(random.random_range(0..4))).unwrap();
    let Some(batch) = batch.filter(|_| random.random_bool(0.8)) else {
        if random.random_bool(0.2) {
            let weekdays = Weekdays(random.random_range(1..128));
            let pattern = Pattern { weekdays, terms, skips_holidays: true, starts_on: today, ends_on: None };
            return pool.write_now(|db| plan::set(db, &own_good, &pattern)).unwrap().is_ok();
        }
        return pool.write_now(|db| one::open(db, &own_good, (day, &terms))).unwrap().is_ok();
    };
    let by = pool.read_now(|db| OwnBatch::of(db, &market.world.homes[0].producer, batch.id)).unwrap().unwrap();
    let quantity = Quantity(1_000 * random.random_range(0..60_i64));
    let is_likely = random.random_bool(0.5);
    match random.random_range(0..10) {
        0..=2 => {
            let count = Count { real: is_likely.then_some(quantity), cuts: random.random_bool(0.7) };
            pool.write_now(|db| make::make(db, &by, count)).unwrap().is_ok()
        }
        3 => pool.write_now(|db| make::unmake(db, &by)).unwrap().is_ok(),
        4 => pool.write_now(|db| call_off::call_off(db, &by, "")).unwrap().is_ok(),
        5 => pool.write_now(|db| call_off::take_up(db, &by)).unwrap().is_ok(),
        6 => {
            let new = Recall { reason: "خراب".to_owned(), left: quantity };
            pool.write_now(|db| recall::recall(db, &by, &new)).unwrap().is_ok()
        }
        7 => pool.write_now(|db| change::bring_forward(db, &by)).unwrap().is_ok(),
        8 => {
            jobs::make(pool).unwrap();
            true
        }
        _ => {
            let seen = (batch.version, batch.day, &terms);
            pool.write_now(|db| change::change(db, &by, seen)).unwrap().is_ok()
        }
    }
}

/// What orders that are open wait for of each batch is what is kept of it while it is planned. What came to the stock with a
/// batch is what was counted, once, until it is called back.
pub(super) fn adds_up(market: &Market, good: ProductId, step: usize) {
    for batch in batches_of(market, good) {
        let (waiting, moved) = market
            .pool
            .read_now(|db: &mut Db| {
                let waiting: Vec<Quantity> = order_line::table
                    .inner_join(placed_order::table)
                    .filter(order_line::batch_id.eq(batch.id))
                    .filter(order_line::dropped_at.is_null())
                    .filter(placed_order::state.eq_any(OrderState::OPEN))
                    .select(order_line::qty_milli)
                    .load(db.conn)?;
                let moved: Vec<Quantity> = stock_move::table
                    .filter(stock_move::batch_id.eq(batch.id))
                    .select(stock_move::qty_milli)
                    .load(db.conn)?;
                Ok((waiting, moved))
            })
            .unwrap();
        let sum = |rows: &[Quantity]| rows.iter().map(|row| row.0).sum::<i64>();
        let (waiting, moved) = (sum(&waiting), sum(&moved));
        match batch.state {
            BatchState::Planned => {
                assert_eq!((batch.held.0, moved), (waiting, 0), "{step}: planned");
                assert!(batch.held <= batch.planned, "{step}: promised twice");
            }
            BatchState::Made => {
                assert_eq!((batch.held.0, Some(moved)), (0, batch.real.map(|real| real.0)), "{step}: made");
            }
            BatchState::CalledOff => assert_eq!((batch.held.0, waiting, moved), (0, 0, 0), "{step}: called off"),
            BatchState::CalledBack => {
                let real = batch.real.map_or(0, |real| real.0);
                assert!(batch.held.0 == 0 && waiting == 0 && 0 <= moved && moved <= real, "{step}: called back");
            }
        }
    }
}
