//! What can be asked for, and when and where a shop hands it over.
use crate::db::schema::{data_key, door_time, holiday, household, photo, product, shop};
use crate::db::{Db, vault};
use crate::kernel::calendar::first_of_week;
use crate::kernel::clock::utc_of;
use crate::kernel::ids::{DoorTimeId, HouseholdId, KeyId, MarketDayId};
use crate::kernel::secret::Field;
use crate::orders::model::{BasketGood, Choice, DoorTime, Slot};
use crate::stalls::queries::{ComingStall, coming_stalls};
use chrono::{Days, NaiveDate};
use diesel::{ExpressionMethods, JoinOnDsl, NullableExpressionMethods, QueryDsl, QueryResult, RunQueryDsl};

/// Of a shop's times at the door, so many are offered.
const NEXT_DOORS: usize = 6;
/// How many days ahead a door time can be chosen.
const DOOR_DAYS: u64 = 7;
/// A shop has no more door times than these in a week, and a reader chooses among no more.
pub(crate) const MOST_DOORS: i64 = 14;

/// The goods of these public codes that are on offer.
pub(crate) fn basket_goods(db: &mut Db, codes: &[String]) -> QueryResult<Vec<BasketGood>> {
    product::table
        .inner_join(shop::table)
        .left_join(photo::table.on(product::photo_id.eq(photo::id.nullable())))
        .filter(product::code.eq_any(codes))
        .filter(product::state.eq("listed"))
        .filter(shop::hidden_at.is_null())
        .order((shop::id, product::id))
        .select((
            (product::id),
            product::code,
            product::name,
            product::category_code,
            product::unit,
            product::price_irr,
            product::stock_milli - product::held_milli,
            photo::code.nullable(),
            shop::id,
            shop::code,
            shop::name,
            shop::household_id,
        ))
        .load(db.conn)
}

/// When and where these shops hand orders over, the soonest first: on market days on which they have a published stall, and
/// the next few times at their door that fall on no holiday. What is over already is left out.
pub(crate) fn slots_of(db: &mut Db, shops: &[HouseholdId]) -> QueryResult<Vec<Slot>> {
    let now = db.now.at;
    let is_coming = |slot: &Slot| utc_of(slot.on, slot.closes_minute) > now;
    let mut slots: Vec<Slot> = at_markets(db, shops)?.into_iter().filter(is_coming).collect();
    let doors: Vec<Slot> = at_doors(db, shops)?.into_iter().filter(is_coming).collect();
    for shop in shops {
        slots.extend(doors.iter().filter(|slot| slot.household == *shop).take(NEXT_DOORS).cloned());
    }
    slots.sort_by_key(|slot| (slot.on, slot.opens_minute));
    Ok(slots)
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

fn at_doors(db: &mut Db, shops: &[HouseholdId]) -> QueryResult<Vec<Slot>> {
    let today = db.now.today;
    let days: Vec<NaiveDate> = (0..DOOR_DAYS).filter_map(|ahead| today.checked_add_days(Days::new(ahead))).collect();
    let holidays: Vec<NaiveDate> =
        holiday::table.filter(holiday::day.eq_any(&days)).select(holiday::day).load(db.conn)?;
    type Row = (HouseholdId, DoorTimeId, i32, i32, i32);
    let doors: Vec<Row> = door_time::table
        .inner_join(shop::table)
        .filter(shop::household_id.eq_any(shops))
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
    for on in days.into_iter().filter(|day| !holidays.contains(day)) {
        let weekday = (on - first_of_week(on)).num_days();
        for (household, door, _, opens_minute, closes_minute) in
            doors.iter().copied().filter(|door| i64::from(door.2) == weekday)
        {
            slots.push(Slot { household, choice: Choice::Door(door, on), on, opens_minute, closes_minute, site: None });
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
