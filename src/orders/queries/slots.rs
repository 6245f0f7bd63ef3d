//! What can be asked for, and when and where a shop hands it over.
use crate::catalogue::batches::model::OpenBatch;
use crate::catalogue::batches::queries::of_codes;
use crate::catalogue::model::GoodState;
use crate::db::schema::{data_key, door_time, holiday, household, photo, product, shop};
use crate::db::{Db, vault};
use crate::kernel::calendar::first_of_week;
use crate::kernel::clock::{tehran_day, tehran_time, utc_of};
use crate::kernel::ids::{AreaId, DoorTimeId, HouseholdId, KeyId, MarketDayId, ProductId, ShopId};
use crate::kernel::money::Rial;
use crate::kernel::quantity::SellUnit;
use crate::kernel::secret::Field;
use crate::orders::basket::Basket;
use crate::orders::model::{BasketGood, Choice, DoorTime, Slot};
use crate::stalls::queries::{ComingStall, coming_stalls};
use chrono::{Days, NaiveDate, NaiveDateTime, Timelike};
use diesel::{ExpressionMethods, JoinOnDsl, NullableExpressionMethods, QueryDsl, QueryResult, RunQueryDsl};
use std::collections::BTreeMap;

/// Of a shop's times at the door, so many are shown.
const NEXT_DOORS: usize = 6;
/// How many days ahead a door time can be chosen.
const DOOR_DAYS: u64 = 7;
/// A shop has no more door times than these in a week, and a reader chooses among no more.
pub(crate) const MOST_DOORS: i64 = 14;

/// The goods of a basket that are on offer; one whose batch is no longer ordered from is not.
pub(crate) fn basket_goods(db: &mut Db, basket: &Basket) -> QueryResult<Vec<BasketGood>> {
    type What = (ProductId, String, String, String, SellUnit, (Rial, Option<Rial>), Option<String>);
    type Of = (ShopId, String, String, (HouseholdId, AreaId));
    let rows: Vec<(What, Of)> = product::table
        .inner_join(shop::table)
        .left_join(photo::table.on(product::photo_id.eq(photo::id.nullable())))
        .filter(product::code.eq_any(basket.codes()))
        .filter(product::state.eq(GoodState::Listed))
        .filter(shop::hidden_at.is_null())
        .order((shop::id, product::id))
        .select((
            (
                product::id,
                product::code,
                product::name,
                product::category_code,
                product::unit,
                (product::price_irr, product::kilo_price_irr),
                photo::code.nullable(),
            ),
            (shop::id, shop::code, shop::name, (shop::household_id, shop::city_id)),
        ))
        .load(db.conn)?;
    let asked = basket.batches();
    let batches = if asked.is_empty() { Vec::new() } else { of_codes(db, &asked)? };
    let good = |(
        (id, code, name, category, unit, (price, kilo), photo),
        (shop, shop_code, shop_name, (household, city)),
    ): (What, Of)| {
        let asked = basket.batch_of(&code);
        let batch = batches.iter().find(|batch| batch.product == id && asked == Some(batch.code.as_str())).cloned();
        let is_offered = asked.is_none() || batch.is_some();
        let good = BasketGood {
            id,
            code,
            name,
            category,
            unit,
            price,
            kilo,
            photo,
            shop,
            shop_code,
            shop_name,
            household,
            city,
            batch,
        };
        is_offered.then_some(good)
    };
    Ok(rows.into_iter().filter_map(good).collect())
}

/// From when on each of the shops of these goods can hand them over: from now, or when the last of the batches is ready.
pub(crate) fn since_of<'a>(
    now: NaiveDateTime,
    goods: impl IntoIterator<Item = (HouseholdId, Option<&'a OpenBatch>)>,
) -> Vec<(HouseholdId, NaiveDateTime)> {
    let mut since: Vec<(HouseholdId, NaiveDateTime)> = Vec::new();
    for (shop, batch) in goods {
        let ready = batch.map_or(now, |batch| batch.ready_at.max(now));
        match since.iter_mut().find(|(known, _)| *known == shop) {
            Some((_, at)) => *at = ready.max(*at),
            None => since.push((shop, ready)),
        }
    }
    since
}

/// Until when each of the shops of these goods must hand them over, for the first of the batches to be still good.
pub(crate) fn best_of<'a>(
    goods: impl IntoIterator<Item = (HouseholdId, Option<&'a OpenBatch>)>,
) -> Vec<(HouseholdId, NaiveDate)> {
    goods.into_iter().filter_map(|(shop, batch)| Some((shop, batch?.best_before()?))).collect()
}

/// Leaves out the times at which something that is collected with the rest is past its best day.
pub(crate) fn while_fresh(slots: Vec<Slot>, best: &[(HouseholdId, NaiveDate)]) -> Vec<Slot> {
    let is_fresh = |slot: &Slot| best.iter().all(|(shop, last)| *shop != slot.household || slot.on <= *last);
    slots.into_iter().filter(is_fresh).collect()
}

/// Those of these times that are shown: of each shop its market days, and the next few times at its door.
pub(crate) fn shown(slots: Vec<Slot>) -> Vec<Slot> {
    let mut doors: BTreeMap<HouseholdId, usize> = BTreeMap::new();
    let mut is_shown = |slot: &Slot| match slot.choice {
        Choice::Market(_) => true,
        Choice::Door(..) => {
            let before = doors.entry(slot.household).or_default();
            *before += 1;
            *before <= NEXT_DOORS
        }
    };
    slots.into_iter().filter(|slot| is_shown(slot)).collect()
}

/// When and where these shops hand orders over, the soonest first: on market days on which they have a published stall, and
/// the times at their door of the next days that fall on no holiday. What is over already is left out.
pub(crate) fn slots_of(db: &mut Db, shops: &[HouseholdId]) -> QueryResult<Vec<Slot>> {
    let now = db.now.at;
    slots_since(db, &shops.iter().map(|shop| (*shop, now)).collect::<Vec<_>>())
}

/// The same from a moment on, each shop from its own; a time that begins earlier begins then.
pub(crate) fn slots_since(db: &mut Db, since: &[(HouseholdId, NaiveDateTime)]) -> QueryResult<Vec<Slot>> {
    let now = db.now.at;
    let shops: Vec<HouseholdId> = since.iter().map(|(shop, _)| *shop).collect();
    let after = |slot: Slot| {
        let of_shop = since.iter().find(|(shop, _)| *shop == slot.household);
        let ready = of_shop.map_or(now, |(_, at)| *at).max(now);
        let is_that_day = ready > now && tehran_day(ready) == slot.on;
        let minute = i32::try_from(tehran_time(ready).num_seconds_from_midnight() / 60).unwrap_or(0);
        let opens_minute = if is_that_day { slot.opens_minute.max(minute) } else { slot.opens_minute };
        (utc_of(slot.on, slot.closes_minute) > ready).then_some(Slot { opens_minute, ..slot })
    };
    let mut slots: Vec<Slot> = at_markets(db, &shops)?.into_iter().filter_map(after).collect();
    slots.extend(at_doors(db, since)?.into_iter().filter_map(after));
    slots.sort_by_key(|slot| (slot.on, slot.opens_minute));
    Ok(slots)
}

/// Those of a good's batches that its shop hands over while they are good: once they are ready, and not after their best day.
pub(crate) fn handed_over_fresh(
    db: &mut Db,
    shop: HouseholdId,
    mut batches: Vec<OpenBatch>,
) -> QueryResult<Vec<OpenBatch>> {
    if batches.is_empty() {
        return Ok(batches);
    }
    let since: Vec<(HouseholdId, NaiveDateTime)> = batches.iter().map(|batch| (shop, batch.ready_at)).collect();
    let (now, mut slots) = (db.now.at, at_markets(db, &[shop])?);
    slots.extend(at_doors(db, &since)?);
    batches.retain(|batch| {
        let (ready, best) = (batch.ready_at.max(now), batch.best_before());
        let is_fresh = |slot: &Slot| best.is_none_or(|last| slot.on <= last);
        slots.iter().any(|slot| utc_of(slot.on, slot.closes_minute) > ready && is_fresh(slot))
    });
    Ok(batches)
}

/// Which of these shops have a stall on a market day that is held.
pub(crate) fn standing_on(db: &mut Db, day: MarketDayId, shops: &[HouseholdId]) -> QueryResult<Vec<HouseholdId>> {
    let standing = at_markets(db, shops)?.into_iter().filter(|slot| slot.choice == Choice::Market(day));
    Ok(standing.map(|slot| slot.household).collect())
}

fn at_markets(db: &mut Db, shops: &[HouseholdId]) -> QueryResult<Vec<Slot>> {
    let slot = |stall: ComingStall| Slot {
        household: stall.household,
        choice: Choice::Market(stall.market),
        on: stall.day,
        opens_minute: stall.opens_minute,
        closes_minute: stall.closes_minute,
        site: Some(stall.site),
    };
    Ok(coming_stalls(db, shops)?.into_iter().map(slot).collect())
}

/// The days on which the door of a shop can be chosen, from a moment on.
fn door_days(since: NaiveDateTime) -> impl Iterator<Item = NaiveDate> {
    let first = tehran_day(since);
    (0..DOOR_DAYS).filter_map(move |ahead| first.checked_add_days(Days::new(ahead)))
}

fn at_doors(db: &mut Db, since: &[(HouseholdId, NaiveDateTime)]) -> QueryResult<Vec<Slot>> {
    let mut days: Vec<NaiveDate> = since.iter().flat_map(|(_, at)| door_days(*at)).collect();
    days.sort_unstable();
    days.dedup();
    let holidays: Vec<NaiveDate> =
        holiday::table.filter(holiday::day.eq_any(&days)).select(holiday::day).load(db.conn)?;
    type Row = (HouseholdId, DoorTimeId, i32, i32, i32);
    let doors: Vec<Row> = door_time::table
        .inner_join(shop::table)
        .filter(shop::household_id.eq_any(since.iter().map(|(shop, _)| *shop)))
        .filter(door_time::ended_at.is_null())
        .order((door_time::opens_minute, door_time::id))
        .select((
            shop::household_id,
            door_time::id,
            door_time::weekday,
            door_time::opens_minute,
            door_time::closes_minute,
        ))
        .load(db.conn)?;
    let mut slots = Vec::new();
    for (shop, at) in since {
        for on in door_days(*at).filter(|day| !holidays.contains(day)) {
            let weekday = (on - first_of_week(on)).num_days();
            let theirs = |door: &Row| door.0 == *shop && i64::from(door.2) == weekday;
            for (household, door, _, opens_minute, closes_minute) in doors.iter().copied().filter(theirs) {
                let choice = Choice::Door(door, on);
                slots.push(Slot { household, choice, on, opens_minute, closes_minute, site: None });
            }
        }
    }
    Ok(slots)
}

/// The door times of a household's shop that were not ended, in the order of the week.
pub(crate) fn door_times(db: &mut Db, of: HouseholdId) -> QueryResult<Vec<DoorTime>> {
    type Row = (DoorTimeId, i32, i32, i32, (Vec<u8>, KeyId, Option<Vec<u8>>));
    let rows: Vec<Row> = door_time::table
        .inner_join(shop::table)
        .inner_join(household::table.on(household::id.eq(shop::household_id)))
        .inner_join(data_key::table.on(data_key::id.eq(household::key_id)))
        .filter(shop::household_id.eq(of))
        .filter(door_time::ended_at.is_null())
        .order((door_time::weekday, door_time::opens_minute, door_time::id))
        .limit(MOST_DOORS)
        .select((
            door_time::id,
            door_time::weekday,
            door_time::opens_minute,
            door_time::closes_minute,
            (door_time::place_sealed, data_key::id, data_key::wrapped),
        ))
        .load(db.conn)?;
    rows.into_iter()
        .map(|(id, weekday, opens_minute, closes_minute, (sealed, key_id, wrapped))| {
            let key = vault::unwrap(db, key_id, wrapped.as_deref())?;
            let place = vault::open(key.as_ref(), &place_field(id), Some(&sealed))?.unwrap_or_default();
            Ok(DoorTime { id, weekday, opens_minute, closes_minute, place })
        })
        .collect()
}

pub(crate) fn place_field(door: DoorTimeId) -> Field {
    Field { table: "door_time", column: "place_sealed", row: door.0 }
}
