//! Random series of verbs: whatever the order, every invariant of the books holds, and the database refuses the rest.
//! `BAZARCHE_TEST_OPERATIONS` says how many operations; a failure prints the seed that repeats it.
use super::invariants::Books;
use super::world::{Home, World, handover};
use crate::catalogue::access::OwnGood;
use crate::catalogue::model::Weight;
use crate::db::{Abort, AnyConnection, Db, Write, refused_by};
use crate::grants::hand_over;
use crate::kernel::calendar::YearMonth;
use crate::kernel::ids::{EquipmentId, LedgerId, SaleId, SaleLineId};
use crate::kernel::money::Rial;
use crate::kernel::quantity::Quantity;
use crate::sales::close_month;
use crate::sales::cost::{self, NewCost, NewOwnUse};
use crate::sales::model::{CostCategory, Month};
use crate::sales::record::{self, NewLine, NewSale, Paid};
use crate::sales::take_back::{self, Goods, NewReturn, Refund};
use crate::sales::verify::verify;
use crate::testing;
use chrono::{Days, TimeDelta};
use diesel::connection::TransactionManager;
use diesel::{Connection, ExpressionMethods, QueryDsl, QueryResult, RunQueryDsl};
use rand::rngs::StdRng;
use rand::seq::IndexedRandom;
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
            0..45 => sell(db, (at, home), before, &mut day, &mut random)?,
            45..53 => undo(db, world, before, &mut random)?,
            53..68 => give_back(db, world, before, &mut random)?,
            68..75 => spend(db, (at, home), &mut day, &mut random)?,
            75..79 => reverse(db, world, before, &mut random)?,
            79..83 => use_at_home(db, home, &mut random)?,
            83..95 => make(db, home, &mut random)?,
            95..99 => weigh(db, world, home, &mut random)?,
            _ => move_oven(db, world, &mut random)?,
        };
        day.done += usize::from(is_done);
    }
    Ok(day)
}

fn key(random: &mut StdRng) -> String {
    format!("{:016x}", random.random::<u64>())
}

type At<'a> = (usize, &'a Home);

fn sell(db: &mut Db, (at, home): At, before: &Known, day: &mut Known, random: &mut StdRng) -> QueryResult<bool> {
    if random.random_bool(0.1) {
        return sell_again(db, home, before.forms.iter().filter(|form| form.0 == at), random);
    }
    let line = |random: &mut StdRng| {
        let number = random.random_range(0..2);
        let quantity = if number == 0 { random.random_range(0..9) * 1000 } else { random.random_range(1..4_000) };
        let paid =
            if random.random_bool(0.4) { Paid::Total(Rial(random.random_range(0..2_000_000))) } else { Paid::Listed };
        NewLine { product: home.goods[number], quantity: Quantity(quantity), paid, produced_on: None }
    };
    let lines = (0..random.random_range(1..4)).map(|_| line(random)).collect();
    let late = Days::new(if random.random_bool(0.2) { random.random_range(0..40) } else { 0 });
    let sold_on = db.now.today.checked_sub_days(late).unwrap();
    let new = NewSale { idem: Home::idem(&key(random)), seller: home.person, buyer: None, sold_on, lines };
    let Some(recorded) = attempt(db, |db| record::record(db, &home.keeper, &new))? else {
        return Ok(false);
    };
    assert!(recorded.is_new);
    day.sales.push((at, recorded.sale));
    let lines = crate::db::schema::sale_line::table
        .filter(crate::db::schema::sale_line::sale_id.eq(recorded.sale))
        .select(crate::db::schema::sale_line::id)
        .load(db.conn)?;
    day.lines.extend(lines.into_iter().map(|line| (at, line)));
    day.forms.push((at, new));
    Ok(true)
}

/// INV9: a form that arrives again is the same sale; one whose sale was taken back whole is refused.
fn sell_again<'a>(
    db: &mut Db,
    home: &Home,
    forms: impl Iterator<Item = &'a (usize, NewSale)>,
    random: &mut StdRng,
) -> QueryResult<bool> {
    let forms: Vec<&(usize, NewSale)> = forms.collect();
    let Some((_, form)) = forms.choose(random) else {
        return Ok(false);
    };
    let Some(again) = attempt(db, |db| record::record(db, &home.keeper, form))? else {
        return Ok(false);
    };
    assert!(!again.is_new, "the second arrival made another sale");
    Ok(true)
}

fn undo(db: &mut Db, world: &World, before: &Known, random: &mut StdRng) -> QueryResult<bool> {
    let Some((at, sale)) = before.sales.choose(random) else {
        return Ok(false);
    };
    Ok(attempt(db, |db| take_back::undo(db, &world.homes[*at].keeper, *sale, ""))?.is_some())
}

fn give_back(db: &mut Db, world: &World, before: &Known, random: &mut StdRng) -> QueryResult<bool> {
    let Some((at, line)) = before.lines.choose(random) else {
        return Ok(false);
    };
    let whole = random.random_bool(0.5);
    let quantity = if whole { random.random_range(1..4) * 1000 } else { random.random_range(1..3_000) };
    let refund = if random.random_bool(0.5) {
        Refund::InProportion
    } else {
        Refund::Amount(Rial(random.random_range(0..90_000)))
    };
    let goods = if random.random_bool(0.7) { Goods::BackInStock } else { Goods::Gone };
    let new = NewReturn {
        idem: Home::idem(&key(random)),
        line: *line,
        quantity: Quantity(quantity),
        refund,
        goods,
        reason: String::new(),
    };
    Ok(attempt(db, |db| take_back::take_back(db, &world.homes[*at].keeper, &new))?.is_some())
}

fn spend(db: &mut Db, (at, home): At, day: &mut Known, random: &mut StdRng) -> QueryResult<bool> {
    let new = NewCost {
        idem: Home::idem(&key(random)),
        category: *CostCategory::ALL.choose(random).unwrap(),
        amount: Rial(random.random_range(0..5_000_000)),
        spent_on: db.now.today,
        note: String::new(),
    };
    if attempt(db, |db| cost::spend(db, &home.keeper, &new))?.is_none() {
        return Ok(false);
    }
    let id = crate::db::schema::ledger::table
        .filter(crate::db::schema::ledger::idem.eq(new.idem.as_str()))
        .select(crate::db::schema::ledger::id)
        .first(db.conn)?;
    day.costs.push((at, id));
    Ok(true)
}

fn reverse(db: &mut Db, world: &World, before: &Known, random: &mut StdRng) -> QueryResult<bool> {
    let Some((at, row)) = before.costs.choose(random) else {
        return Ok(false);
    };
    Ok(attempt(db, |db| cost::reverse(db, &world.homes[*at].keeper, *row))?.is_some())
}

fn use_at_home(db: &mut Db, home: &Home, random: &mut StdRng) -> QueryResult<bool> {
    let good = home.goods[random.random_range(0..2)];
    let own = OwnGood::of(db, &home.producer, good)?.unwrap();
    let quantity = Quantity(random.random_range(1..4) * 1000);
    let new = NewOwnUse { idem: Home::idem(&key(random)), quantity };
    Ok(attempt(db, |db| cost::use_at_home(db, &own, &new))?.is_some())
}

fn make(db: &mut Db, home: &Home, random: &mut StdRng) -> QueryResult<bool> {
    home.make(db, home.goods[random.random_range(0..2)], Quantity(random.random_range(1..40) * 1000))
}

/// New weights of a good: any machines, within reach or not, in any shares.
fn weigh(db: &mut Db, world: &World, home: &Home, random: &mut StdRng) -> QueryResult<bool> {
    let mut machines: Vec<Option<EquipmentId>> =
        vec![None, Some(world.oven), Some(world.mixer), Some(world.dryer), Some(world.press)];
    machines.retain(|_| random.random_bool(0.4));
    let mut left = 10_000;
    let mut lines = Vec::new();
    for (place, machine) in machines.iter().enumerate() {
        let rest = i32::try_from(machines.len() - place - 1).unwrap();
        let share_bp = if rest == 0 { left } else { random.random_range(1..=left - rest) };
        left -= share_bp;
        lines.push(Weight { machine: *machine, share_bp });
    }
    let good = home.goods[random.random_range(0..2)];
    Ok(attempt(db, |db| match home.weigh(db, good, lines)? {
        true => Ok(()),
        false => Err(Abort::Refused(())),
    })?
    .is_some())
}

/// The oven goes to another of the first and third household.
fn move_oven(db: &mut Db, world: &World, random: &mut StdRng) -> QueryResult<bool> {
    let to = if random.random_bool(0.5) { &world.homes[0] } else { &world.homes[2] };
    let paper = handover(to, db.now.today);
    Ok(attempt(db, |db| hand_over::hand_over(db, &world.oven_keeper.moving(), &paper))?.is_some())
}
