//! Random series of verbs: whatever the order, every invariant of the books holds, and the database refuses the rest.
//! `BAZARCHE_TEST_OPERATIONS` says how many operations; a failure prints the seed that repeats it.
mod verbs;

use super::invariants::Books;
use super::world::World;
use crate::db::{Abort, AnyConnection, Db, Write, refused_by};
use crate::kernel::calendar::YearMonth;
use crate::kernel::ids::{LedgerId, SaleId, SaleLineId};
use crate::kernel::money::Rial;
use crate::sales::close_month;
use crate::sales::model::Month;
use crate::sales::record::NewSale;
use crate::sales::verify::verify;
use crate::testing;
use chrono::TimeDelta;
use diesel::connection::TransactionManager;
use diesel::{Connection, QueryResult, RunQueryDsl};
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use std::sync::atomic::{AtomicUsize, Ordering};

/// Enough for a quick run; the whole suite asks for more.
const OPERATIONS: usize = 1_500;
/// Operations in one transaction, all of one day.
const A_DAY: usize = 50;
/// Days between two tries to close the month before.
const CLOSING: usize = 20;

/// What the series knows of what it did.
#[derive(Default)]
struct Known {
    sales: Vec<(usize, SaleId)>,
    lines: Vec<(usize, SaleLineId)>,
    costs: Vec<(usize, LedgerId)>,
    forms: Vec<(usize, NewSale)>,
    closed: Vec<(Month, Rial)>,
    done: usize,
}

/// Operations of one market with a database and a seed of its own; in longer books each of them costs more.
const A_WORLD: usize = 2_500;

#[test]
fn a_random_series_of_verbs_keeps_every_invariant() {
    let operations = std::env::var("BAZARCHE_TEST_OPERATIONS").ok().and_then(|n| n.parse().ok()).unwrap_or(OPERATIONS);
    let asked: Option<u64> = std::env::var("BAZARCHE_TEST_SEED").ok().and_then(|n| n.parse().ok());
    let seed = asked.unwrap_or_else(|| rand::rng().random());
    println!("BAZARCHE_TEST_SEED={seed}");
    let (worlds, next) = (operations.div_ceil(A_WORLD), AtomicUsize::new(0));
    let threads = std::thread::available_parallelism().map_or(2, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..threads.min(worlds) {
            scope.spawn(|| {
                while let Some(number) = Some(next.fetch_add(1, Ordering::Relaxed)).filter(|number| *number < worlds) {
                    a_world(operations.div_ceil(worlds), seed.wrapping_add((number as u64) << 32));
                }
            });
        }
    });
}

fn a_world(operations: usize, seed: u64) {
    let pool = testing::pool();
    let world = World::new(&pool);
    let mut known = Known::default();
    for day in 0..operations.div_ceil(A_DAY) {
        let seed = seed.wrapping_add(day as u64);
        let of_day = pool.change_now(|db| one_day(db, &world, &known, StdRng::seed_from_u64(seed))).unwrap();
        known.add(of_day);
        pool.clock().advance(TimeDelta::hours(24));
        if day % CLOSING == 0 {
            known.closed.extend(close_month_before(&pool, &world));
        }
    }
    assert!(known.done * 2 > operations, "only {} of {operations} operations were not refused", known.done);
    let books = pool.read_now(Books::load).unwrap();
    books.hold(&known.closed);
    pool.read_now(|db| books.every_page_says_the_same(db, &world.closer)).unwrap();
    pool.read_now(|db| books.case_files_say_the_same(db)).unwrap();
    pool.read_now(|db| books.machines_and_grants_say_the_same(db)).unwrap();
    nothing_posted_can_be_changed(&pool);
    // INV8: a replay from the first row finds the same heads and totals, again and again.
    let first = pool.change_now(|db| verify(db, &[])).unwrap();
    assert_eq!(first.faults, []);
    assert_eq!(pool.change_now(|db| verify(db, &[])).unwrap(), first);
    assert_eq!(first.heads.iter().map(|head| head.total).sum::<i128>(), books.total());
}

/// INV7: the database itself refuses to change or remove what was posted; over-returns, second voids and overlapping
/// custody are attacked one by one in `tests/it/guards`.
fn nothing_posted_can_be_changed(pool: &crate::db::Pool) {
    for (table, column) in [("ledger", "amount_irr"), ("attribution", "amount_irr"), ("sale_line", "qty_milli")] {
        for attack in [format!("UPDATE {table} SET {column} = {column} + 1"), format!("DELETE FROM {table}")] {
            let done = pool.write_now(|db| -> Write<(), String> {
                let rule = format!("{table}_immutable");
                match diesel::sql_query(&attack).execute(db.conn) {
                    Err(error) if refused_by(&error, &rule) => Err(Abort::Refused(rule)),
                    Err(error) => Err(error.into()),
                    Ok(_) => Ok(()),
                }
            });
            assert!(done.unwrap().is_err(), "{attack}");
        }
    }
}

impl Known {
    fn add(&mut self, day: Known) {
        self.sales.extend(day.sales);
        self.lines.extend(day.lines);
        self.costs.extend(day.costs);
        self.forms.extend(day.forms);
        self.done += day.done;
    }
}

fn close_month_before(pool: &crate::db::Pool, world: &World) -> Vec<(Month, Rial)> {
    let month = YearMonth::of(pool.clock().now().today).prev();
    [world.office.espiari, world.office.other_neighbourhood]
        .into_iter()
        .filter_map(|area| {
            let of = Month { institution: world.office.institution, area, month };
            let total = pool.write_now(|db| close_month::close(db, &world.closer, of)).unwrap().ok()?;
            Some((of, total))
        })
        .collect()
}

/// Runs a verb inside the day's transaction; what is refused leaves nothing behind.
fn attempt<T, R>(db: &mut Db, verb: impl FnOnce(&mut Db) -> Write<T, R>) -> QueryResult<Option<T>> {
    type Manager = <AnyConnection as Connection>::TransactionManager;
    Manager::begin_transaction(db.conn)?;
    match verb(db) {
        Ok(done) => {
            Manager::commit_transaction(db.conn)?;
            Ok(Some(done))
        }
        Err(Abort::Refused(_)) => {
            Manager::rollback_transaction(db.conn)?;
            Ok(None)
        }
        Err(Abort::Database(error)) => Err(error),
    }
}

fn one_day(db: &mut Db, world: &World, before: &Known, mut random: StdRng) -> QueryResult<Known> {
    let mut day = Known::default();
    for _ in 0..A_DAY {
        let at = random.random_range(0..world.homes.len());
        let home = &world.homes[at];
        let is_done = match random.random_range(0..100) {
            0..45 => verbs::sell(db, (at, home), before, &mut day, &mut random)?,
            45..53 => verbs::undo(db, world, before, &mut random)?,
            53..68 => verbs::give_back(db, world, before, &mut random)?,
            68..75 => verbs::spend(db, (at, home), &mut day, &mut random)?,
            75..79 => verbs::reverse(db, world, before, &mut random)?,
            79..83 => verbs::use_at_home(db, home, &mut random)?,
            83..95 => verbs::make(db, home, &mut random)?,
            95..99 => verbs::weigh(db, world, home, &mut random)?,
            _ => verbs::move_oven(db, world, &mut random)?,
        };
        day.done += usize::from(is_done);
    }
    Ok(day)
}
