//! Requests that stand without being asked for each day: weekly ones, and those of the holders of own stalls. Every open day
//! has a row for each of them, so that skipping one, changing one and answering are the same as for any other request.
use super::fittings::{Baking, Fittings, Power};
use super::model::{BookingState, Counts, DayState, MOST_STALLS_EACH, Origin, Wanted, Wishes};
use super::queries::{self, Holder, Weekly};
use crate::audit::Actor;
use crate::db::schema::{booking, booking_wish, market_day};
use crate::db::{Db, on_each};
use crate::kernel::calendar::Weekday;
use crate::kernel::ids::{AccountId, BookingId, HouseholdId, MarketDayId, SiteId, StallId};
use chrono::{NaiveDate, NaiveDateTime};
use diesel::{ExpressionMethods, Insertable, QueryDsl, QueryResult, RunQueryDsl};
use std::collections::BTreeSet;

#[derive(Insertable)]
#[diesel(table_name = booking)]
struct Row {
    id: BookingId,
    market_day_id: MarketDayId,
    household_id: HouseholdId,
    category_code: String,
    power: Power,
    water: bool,
    baking: Baking,
    own_unit: bool,
    flexible: bool,
    least: i32,
    most: i32,
    state: BookingState,
    asked_by: AccountId,
    asked_at: NaiveDateTime,
    on_behalf: bool,
    origin: Origin,
}

#[derive(Insertable)]
#[diesel(table_name = booking_wish)]
struct WishRow {
    booking_id: BookingId,
    tier: i32,
    stall_id: StallId,
}

/// What stands for a household on a day.
struct Standing {
    household: HouseholdId,
    wanted: Wanted,
    asked_by: AccountId,
    on_behalf: bool,
    origin: Origin,
}

/// As many rows go into one statement.
const AT_ONCE: usize = 500;

/// Enters what stands on the coming open days of a site for every household that has no request there yet.
pub(super) fn enter(db: &mut Db, by: &Actor, site: SiteId) -> QueryResult<()> {
    let days = open_days(db, site)?;
    let known = known_requests(db, site)?;
    let weeklies = queries::weeklies_at(db, site)?;
    let holders = queries::holders(db, site, db.now.today)?;
    let (mut rows, mut wishes) = (Vec::new(), Vec::new());
    for (day, on) in days {
        let mut entered: BTreeSet<HouseholdId> = BTreeSet::new();
        let weekly = weeklies.iter().filter(|weekly| weekly.weekday == Weekday::of(on)).map(of_week);
        let held = holders.iter().filter_map(|holder| of_holder(holder, on, by.account));
        for standing in weekly.chain(held) {
            if known.contains(&(day, standing.household)) || !entered.insert(standing.household) {
                continue;
            }
            let id: BookingId = db.id();
            wishes.extend(wish_rows(id, &standing.wanted.wishes));
            rows.push(row(id, (day, db.now.at), standing));
        }
    }
    for part in rows.chunks(AT_ONCE) {
        on_each!(db.conn, |conn| diesel::insert_into(booking::table).values(part).execute(conn))?;
    }
    insert_wishes(db, &wishes)
}

fn of_week(weekly: &Weekly) -> Standing {
    Standing {
        household: weekly.household,
        wanted: weekly.wanted.clone(),
        asked_by: weekly.asked_by,
        on_behalf: weekly.on_behalf,
        origin: Origin::Weekly,
    }
}

/// A holder takes the own stalls, or where they are closed what else suits.
fn of_holder(holder: &Holder, on: NaiveDate, asked_by: AccountId) -> Option<Standing> {
    let own = i32::try_from(holder.own_on(on).len()).ok().filter(|own| *own > 0)?;
    let wanted = Wanted {
        category: holder.category.clone(),
        needs: Fittings::NONE,
        counts: Counts { least: 1, most: own.min(MOST_STALLS_EACH) },
        flexible: true,
        wishes: Wishes::default(),
    };
    Some(Standing { household: holder.household, wanted, asked_by, on_behalf: true, origin: Origin::OwnStall })
}

fn row(id: BookingId, (day, at): (MarketDayId, NaiveDateTime), standing: Standing) -> Row {
    let Standing { household, wanted, asked_by, on_behalf, origin } = standing;
    Row {
        id,
        market_day_id: day,
        household_id: household,
        category_code: wanted.category,
        power: wanted.needs.power,
        water: wanted.needs.water,
        baking: wanted.needs.baking,
        own_unit: wanted.needs.own_unit,
        flexible: wanted.flexible,
        least: wanted.counts.least,
        most: wanted.counts.most,
        state: BookingState::Asked,
        asked_by,
        asked_at: at,
        on_behalf,
        origin,
    }
}

fn wish_rows(booking_id: BookingId, wishes: &Wishes) -> Vec<WishRow> {
    wishes.rows().map(|(tier, stall_id)| WishRow { booking_id, tier, stall_id }).collect()
}

fn insert_wishes(db: &mut Db, wishes: &[WishRow]) -> QueryResult<()> {
    for part in wishes.chunks(AT_ONCE) {
        on_each!(db.conn, |conn| diesel::insert_into(booking_wish::table).values(part).execute(conn))?;
    }
    Ok(())
}

/// Makes requests wish for these stalls and no others.
pub(super) fn set_wishes(db: &mut Db, of: &[BookingId], wishes: &Wishes) -> QueryResult<()> {
    diesel::delete(booking_wish::table.filter(booking_wish::booking_id.eq_any(of))).execute(db.conn)?;
    let rows: Vec<WishRow> = of.iter().flat_map(|id| wish_rows(*id, wishes)).collect();
    insert_wishes(db, &rows)
}

fn open_days(db: &mut Db, site: SiteId) -> QueryResult<Vec<(MarketDayId, NaiveDate)>> {
    market_day::table
        .filter(market_day::site_id.eq(site))
        .filter(market_day::day.ge(db.now.today))
        .filter(market_day::state.eq(DayState::Open))
        .order(market_day::day)
        .select((market_day::id, market_day::day))
        .load(db.conn)
}

fn known_requests(db: &mut Db, site: SiteId) -> QueryResult<BTreeSet<(MarketDayId, HouseholdId)>> {
    let rows: Vec<(MarketDayId, HouseholdId)> = booking::table
        .inner_join(market_day::table)
        .filter(market_day::site_id.eq(site))
        .filter(market_day::day.ge(db.now.today))
        .select((booking::market_day_id, booking::household_id))
        .load(db.conn)?;
    Ok(rows.into_iter().collect())
}

/// Withdraws the coming requests that stood for a holder's own stalls, on days on which none is left.
pub(super) fn withdraw_holder(db: &mut Db, site: SiteId, household: HouseholdId) -> QueryResult<()> {
    let holders = queries::holders(db, site, db.now.today)?;
    let theirs = holders.iter().find(|holder| holder.household == household);
    let still = |on: NaiveDate| theirs.is_some_and(|holder| !holder.own_on(on).is_empty());
    let days = open_days(db, site)?;
    let over: Vec<MarketDayId> = days.into_iter().filter(|(_, on)| !still(*on)).map(|(day, _)| day).collect();
    let theirs = booking::table
        .filter(booking::market_day_id.eq_any(over))
        .filter(booking::household_id.eq(household))
        .filter(booking::origin.eq(Origin::OwnStall));
    diesel::update(theirs).set(booking::state.eq(BookingState::Withdrawn)).execute(db.conn)?;
    Ok(())
}

/// The coming requests that follow a household's weekly one and can still be changed: those of days before their cut-off.
fn following(
    db: &mut Db,
    (site, household, on): (SiteId, HouseholdId, Weekday),
) -> QueryResult<Vec<(BookingId, NaiveDate)>> {
    let rows: Vec<(BookingId, NaiveDate)> = booking::table
        .inner_join(market_day::table)
        .filter(market_day::site_id.eq(site))
        .filter(market_day::state.eq(DayState::Open))
        .filter(market_day::cutoff_at.gt(db.now.at))
        .filter(booking::household_id.eq(household))
        .filter(booking::origin.eq(Origin::Weekly))
        .filter(booking::state.eq(BookingState::Asked))
        .select((booking::id, market_day::day))
        .load(db.conn)?;
    Ok(rows.into_iter().filter(|(_, day)| Weekday::of(*day) == on).collect())
}

/// Makes the requests that follow a weekly one ask for what it asks for now.
pub(super) fn follow(db: &mut Db, whose: (SiteId, HouseholdId, Weekday), wanted: &Wanted) -> QueryResult<()> {
    let ids: Vec<BookingId> = following(db, whose)?.into_iter().map(|(id, _)| id).collect();
    let needs = wanted.needs;
    diesel::update(booking::table.filter(booking::id.eq_any(&ids)))
        .set((
            (booking::category_code.eq(&wanted.category), booking::flexible.eq(wanted.flexible)),
            (booking::least.eq(wanted.counts.least), booking::most.eq(wanted.counts.most)),
            (booking::power.eq(needs.power), booking::water.eq(needs.water)),
            (booking::baking.eq(needs.baking), booking::own_unit.eq(needs.own_unit)),
        ))
        .execute(db.conn)?;
    set_wishes(db, &ids, &wanted.wishes)
}

/// Withdraws the requests that follow a weekly one; where the household holds own stalls, it comes for these.
pub(super) fn withdraw_weekly(db: &mut Db, whose: (SiteId, HouseholdId, Weekday)) -> QueryResult<()> {
    let (site, household, _) = whose;
    let holders = queries::holders(db, site, db.now.today)?;
    let theirs = holders.iter().find(|holder| holder.household == household);
    let comes = |day: NaiveDate| theirs.is_some_and(|holder| !holder.own_on(day).is_empty());
    let (kept, gone): (Vec<_>, Vec<_>) = following(db, whose)?.into_iter().partition(|(_, day)| comes(*day));
    let ids = |rows: Vec<(BookingId, NaiveDate)>| rows.into_iter().map(|(id, _)| id).collect::<Vec<BookingId>>();
    let (kept, gone) = (ids(kept), ids(gone));
    diesel::update(booking::table.filter(booking::id.eq_any(&gone)))
        .set(booking::state.eq(BookingState::Withdrawn))
        .execute(db.conn)?;
    diesel::delete(booking_wish::table.filter(booking_wish::booking_id.eq_any(&kept))).execute(db.conn)?;
    diesel::update(booking::table.filter(booking::id.eq_any(&kept)))
        .set((booking::origin.eq(Origin::OwnStall), booking::flexible.eq(true)))
        .execute(db.conn)?;
    Ok(())
}
