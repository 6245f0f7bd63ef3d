//! One random call of each verb; tells whether it was done.
use super::{Known, attempt};
use crate::catalogue::access::OwnGood;
use crate::catalogue::model::Weight;
use crate::db::{Abort, Db};
use crate::grants::hand_over;
use crate::kernel::ids::EquipmentId;
use crate::kernel::money::Rial;
use crate::kernel::quantity::Quantity;
use crate::sales::cost::{self, NewCost, NewOwnUse};
use crate::sales::model::CostCategory;
use crate::sales::record::{self, NewLine, NewSale, Paid};
use crate::sales::take_back::{self, Goods, NewReturn, Refund};
use crate::sales::tests::world::{Home, World, handover};
use chrono::Days;
use diesel::{ExpressionMethods, QueryDsl, QueryResult, RunQueryDsl};
use rand::Rng;
use rand::rngs::StdRng;
use rand::seq::IndexedRandom;

fn key(random: &mut StdRng) -> String {
    format!("{:016x}", random.random::<u64>())
}

pub(super) type At<'a> = (usize, &'a Home);

pub(super) fn sell(
    db: &mut Db,
    (at, home): At,
    before: &Known,
    day: &mut Known,
    random: &mut StdRng,
) -> QueryResult<bool> {
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

pub(super) fn undo(db: &mut Db, world: &World, before: &Known, random: &mut StdRng) -> QueryResult<bool> {
    let Some((at, sale)) = before.sales.choose(random) else {
        return Ok(false);
    };
    Ok(attempt(db, |db| take_back::undo(db, &world.homes[*at].keeper, *sale, ""))?.is_some())
}

pub(super) fn give_back(db: &mut Db, world: &World, before: &Known, random: &mut StdRng) -> QueryResult<bool> {
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

pub(super) fn spend(db: &mut Db, (at, home): At, day: &mut Known, random: &mut StdRng) -> QueryResult<bool> {
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

pub(super) fn reverse(db: &mut Db, world: &World, before: &Known, random: &mut StdRng) -> QueryResult<bool> {
    let Some((at, row)) = before.costs.choose(random) else {
        return Ok(false);
    };
    Ok(attempt(db, |db| cost::reverse(db, &world.homes[*at].keeper, *row))?.is_some())
}

pub(super) fn use_at_home(db: &mut Db, home: &Home, random: &mut StdRng) -> QueryResult<bool> {
    let good = home.goods[random.random_range(0..2)];
    let own = OwnGood::of(db, &home.producer, good)?.unwrap();
    let quantity = Quantity(random.random_range(1..4) * 1000);
    let new = NewOwnUse { idem: Home::idem(&key(random)), quantity };
    Ok(attempt(db, |db| cost::use_at_home(db, &own, &new))?.is_some())
}

pub(super) fn make(db: &mut Db, home: &Home, random: &mut StdRng) -> QueryResult<bool> {
    home.make(db, home.goods[random.random_range(0..2)], Quantity(random.random_range(1..40) * 1000))
}

/// New weights of a good: any machines, within reach or not, in any shares.
pub(super) fn weigh(db: &mut Db, world: &World, home: &Home, random: &mut StdRng) -> QueryResult<bool> {
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
pub(super) fn move_oven(db: &mut Db, world: &World, random: &mut StdRng) -> QueryResult<bool> {
    let to = if random.random_bool(0.5) { &world.homes[0] } else { &world.homes[2] };
    let paper = handover(to, db.now.today);
    Ok(attempt(db, |db| hand_over::hand_over(db, &world.oven_keeper.moving(), &paper))?.is_some())
}
