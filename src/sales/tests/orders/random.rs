//! Random verbs of buyers, sellers and time, over stock and over batches to come: at every moment what was made is sold, kept or
//! free, and what is kept is what open orders wait for, once. `BAZARCHE_TEST_OPERATIONS` says how many in the whole; a failure prints the seed that repeats it.
mod ahead;

use super::weighed::chickens;
use super::{Market, stock_and_held};
use crate::catalogue::access::OwnGood;
use crate::catalogue::batches::model::BatchState;
use crate::catalogue::stock;
use crate::db::schema::{batch, order_line, placed_order, stock_move};
use crate::kernel::contact::Mobile;
use crate::kernel::ids::{OrderId, ProductId};
use crate::kernel::money::Rial;
use crate::kernel::quantity::Quantity;
use crate::orders::jobs;
use crate::orders::model::OrderState;
use crate::orders::place;
use crate::orders::steps::{self, Met, ShopStep};
use crate::sales::collect::{self, Collection};
use crate::sales::record::{self, NewLine, NewSale, Paid};
use crate::sales::take_back;
use crate::sales::tests::world::Home;
use chrono::TimeDelta;
use diesel::{BoolExpressionMethods, ExpressionMethods, NullableExpressionMethods, QueryDsl, RunQueryDsl};
use rand::rngs::StdRng;
use rand::seq::IndexedRandom;
use rand::{Rng, SeedableRng};

const OPERATIONS: usize = 400;
/// Of the operations of the books' own series, these are enough for orders.
const PART: usize = 30;

#[test]
fn what_was_made_is_sold_kept_or_free_after_every_verb_and_every_expiry() {
    let all = std::env::var("BAZARCHE_TEST_OPERATIONS").ok().and_then(|n| n.parse::<usize>().ok());
    let asked: Option<u64> = std::env::var("BAZARCHE_TEST_SEED").ok().and_then(|n| n.parse().ok());
    let seed = asked.unwrap_or_else(|| rand::rng().random());
    println!("BAZARCHE_TEST_SEED={seed}");
    let mut random = StdRng::seed_from_u64(seed);
    let market = Market::open();
    let bread_and_fruit = &market.world.homes[0].goods;
    let goods = [bread_and_fruit[0], bread_and_fruit[1], chickens(&market)];
    let (mut orders, mut made) = (Vec::new(), 0_usize);
    for step in 0..all.map_or(OPERATIONS, |all| (all / PART).max(OPERATIONS)) {
        one((&market, &goods), &mut random, &mut orders, step).then(|| made += 1);
        market.adds_up(&goods, step);
        if step % 50 == 49 {
            assert_eq!(market.faults(), [], "{step}");
        }
    }
    assert!(made > OPERATIONS / 4, "the series did something: {made}");
}

/// One verb by chance; whether it was done.
fn one(
    (market, goods): (&Market, &[ProductId; 3]),
    random: &mut StdRng,
    orders: &mut Vec<OrderId>,
    step: usize,
) -> bool {
    let pool = &market.pool;
    let home = &market.world.homes[0];
    let good = goods[random.random_range(0..3)];
    let quantity = 1_000 * random.random_range(1..40_i64);
    let order = orders.choose(random).copied();
    match (random.random_range(0..22), order) {
        (16.., _) => ahead::one(market, random, good),
        (14..=15, Some(order)) => drops(market, random, order),
        (0..=3, _) | (_, None) => {
            let batch = ahead::some_batch(market, random, good).filter(|_| random.random_bool(0.6));
            let Some(choice) = ahead::some_choice(market, random, batch.as_ref()) else {
                return false;
            };
            let mut new = market.order(0, &several(goods, random, (good, quantity)));
            new.choice = choice;
            new.lines.iter_mut().for_each(|line| {
                line.batch = batch.as_ref().map(|batch| batch.id).filter(|_| line.product == good);
                line.price = if line.product == goods[2] { Some(Rial(540_000)) } else { line.price };
            });
            let mut placing = Market::placing(&format!("placing-{step:05}"), vec![new]);
            placing.customer.mobile = Mobile::parse(&format!("0935{:07}", random.random_range(0..9_999_999))).unwrap();
            placing.customer.address = random.random::<[u8; 32]>().to_vec();
            match pool.write_now(|db| place::place(db, &placing)).unwrap() {
                Ok(codes) => orders.push(market.id_of(&codes[0])),
                Err(_) => return false,
            }
            true
        }
        (4, Some(order)) => shop(market, order, ShopStep::Accept),
        (5, Some(order)) => shop(market, order, ShopStep::Ready),
        (6, Some(order)) => shop(market, order, ShopStep::NotCollected),
        (7, Some(order)) => shop(market, order, ShopStep::Cancel),
        (8, Some(order)) => {
            let by = market.holder_of(order);
            let undo = random.random_bool(0.4);
            let verb = |db: &mut crate::db::Db| {
                if undo { steps::undo_for_buyer(db, by) } else { steps::cancel_for_buyer(db, by) }
            };
            pool.write_now(verb).unwrap().is_ok()
        }
        (9, Some(order)) => {
            let by = market.keeper(order);
            let given = vec![(1, Quantity(1_000 * random.random_range(0..50_i64)))];
            let weight = |line| (line, Quantity(random.random_range(1_000..60_000_i64)));
            let new = Collection {
                weights: (1..=3).map(weight).collect(),
                given: if random.random_bool(0.5) { given } else { Vec::new() },
                payment: None,
                met: Some(Met::Known),
            };
            pool.write_now(|db| collect::collect(db, &by, &new)).unwrap().is_ok()
        }
        (10, Some(order)) => {
            let by = market.keeper(order);
            pool.write_now(|db| collect::undo(db, &by)).unwrap().is_ok()
        }
        (11, Some(_)) => {
            pool.clock().advance(TimeDelta::hours(random.random_range(1..9)));
            orders.iter().for_each(|order| jobs::end(pool, &order.to_string()).unwrap());
            true
        }
        (12, Some(_)) => {
            let own = pool.read_now(|db| OwnGood::of(db, &home.producer, good)).unwrap().unwrap();
            let counted = random.random_bool(0.3);
            let verb = |db: &mut crate::db::Db| {
                if counted {
                    stock::count(db, &own, Quantity(quantity))
                } else {
                    stock::make(db, &own, Quantity(quantity))
                }
            };
            pool.write_now(verb).unwrap().is_ok()
        }
        (_, Some(_)) => at_the_stall(market, good, quantity, step),
    }
}

/// Often one good, and sometimes others with it.
fn several(goods: &[ProductId; 3], random: &mut StdRng, first: (ProductId, i64)) -> Vec<(ProductId, i64)> {
    let others = goods.iter().filter(|good| **good != first.0 && random.random_bool(0.3)).map(|good| (*good, 1_000));
    std::iter::once(first).chain(others).collect()
}

/// One good of an order is dropped, by either side; the last one never is.
fn drops(market: &Market, random: &mut StdRng, order: OrderId) -> bool {
    let (line, left) = (random.random_range(1..4), market.whole(order).lines.len());
    let (buyer, keeper, by_shop) = (market.holder_of(order), market.keeper(order), random.random_bool(0.5));
    let verb = |db: &mut crate::db::Db| match by_shop {
        true => steps::drop_line(db, &keeper, (line, "تمام شد")),
        false => steps::drop_line_for_buyer(db, buyer, line),
    };
    let done = market.pool.write_now(verb).unwrap().is_ok();
    assert!(market.whole(order).lines.len() >= left.min(1), "something is left of it");
    done
}

fn shop(market: &Market, order: OrderId, step: ShopStep) -> bool {
    let by = market.keeper(order);
    market.pool.write_now(|db| steps::advance(db, &by, step, "")).unwrap().is_ok()
}

/// A sale to whoever comes, sometimes taken back at once.
fn at_the_stall(market: &Market, good: ProductId, milli: i64, step: usize) -> bool {
    let home = &market.world.homes[0];
    let line = NewLine { product: good, quantity: Quantity(milli), paid: Paid::Listed, produced_on: None };
    let sold_on = market.pool.clock().now().today;
    let idem = Home::idem(&format!("at-the-stall-{step}"));
    let new = NewSale { idem, seller: home.person, buyer: None, sold_on, lines: vec![line] };
    match market.pool.write_now(|db| record::record(db, &home.keeper, &new)).unwrap() {
        Ok(recorded) if step.is_multiple_of(3) => {
            market.pool.write_now(|db| take_back::undo(db, &home.keeper, recorded.sale, "")).unwrap().unwrap();
            true
        }
        Ok(_) => true,
        Err(_) => false,
    }
}

impl Market {
    /// What was made less what was sold or used is what there is; of it, open orders wait for what is kept.
    fn adds_up(&self, goods: &[ProductId], step: usize) {
        for good in goods {
            let (stock, held) = stock_and_held(&self.pool, *good);
            let (moves, waiting): (Vec<Quantity>, Vec<Quantity>) = self
                .pool
                .read_now(|db| {
                    let moves = stock_move::table
                        .filter(stock_move::product_id.eq(*good))
                        .select(stock_move::qty_milli)
                        .load(db.conn)?;
                    let waiting = order_line::table
                        .inner_join(placed_order::table)
                        .left_join(batch::table)
                        .filter(order_line::product_id.eq(*good))
                        .filter(order_line::dropped_at.is_null())
                        .filter(placed_order::state.eq_any(OrderState::OPEN))
                        .filter(batch::id.nullable().is_null().or(batch::state.nullable().ne(BatchState::Planned)))
                        .select(order_line::qty_milli)
                        .load(db.conn)?;
                    Ok((moves, waiting))
                })
                .unwrap();
            let sum = |rows: &[Quantity]| rows.iter().map(|row| row.0).sum::<i64>();
            assert_eq!(sum(&moves), stock, "{step}: made and sold");
            assert_eq!(sum(&waiting), held, "{step}: kept");
            assert!(0 <= held && held <= stock, "{step}: free");
            ahead::adds_up(self, *good, step);
        }
    }
}
