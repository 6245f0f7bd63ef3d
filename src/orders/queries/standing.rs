//! What is wanted every week: of a buyer, of a shop, and what is due.
use crate::db::Db;
use crate::db::schema::{
    account, booking, door_time, market_day, market_site, placed_order, product, shop, standing_order, standing_turn,
    weekly_request,
};
use crate::kernel::calendar::Weekday;
use crate::kernel::ids::{AccountId, DoorTimeId, HouseholdId, MarketDayId, ProductId, SiteId, StandingId};
use crate::kernel::money::Rial;
use crate::kernel::quantity::{Quantity, SellUnit};
use crate::orders::model::standing::{
    PLACED_AHEAD, Standing, StandingState, Turn, TurnState, WeeklyChoice, WeeklyPlace,
};
use crate::stalls::model::{BookingState, DayState};
use chrono::{Days, NaiveDate};
use diesel::dsl::{exists, select};
use diesel::{
    ExpressionMethods, JoinOnDsl, NullableExpressionMethods, OptionalExtension, QueryDsl, QueryResult, RunQueryDsl,
};

/// No list of them is longer.
const LISTED: i64 = 200;
/// The market days by which it is known where a shop stands.
const LOOKED_BACK: Days = Days::new(28);
/// Of the weeks that were, so many are shown.
const WEEKS_KEPT: i64 = 8;

/// Whether it is this account's.
pub(crate) fn is_of_account(db: &mut Db, id: StandingId, of: AccountId) -> QueryResult<bool> {
    let theirs = standing_order::table.find(id).filter(standing_order::account_id.eq(of));
    select(exists(theirs)).get_result(db.conn)
}

/// Whether it is of this household's shop.
pub(crate) fn is_at_shop(db: &mut Db, id: StandingId, of: HouseholdId) -> QueryResult<bool> {
    let theirs = standing_order::table.find(id).filter(standing_order::household_id.eq(of));
    select(exists(theirs)).get_result(db.conn)
}

type What = (StandingId, (AccountId, String), HouseholdId, String, (ProductId, String, String, SellUnit));
type Price = (Rial, Option<Rial>, Rial, Quantity);
type At = (Weekday, Option<SiteId>, Option<String>, Option<(DoorTimeId, i32, i32)>);
type Row = (What, Price, At, StandingState, NaiveDate);

macro_rules! standing {
    () => {
        standing_order::table
            .inner_join(account::table)
            .inner_join(product::table)
            .inner_join(shop::table.on(shop::id.eq(product::shop_id)))
            .left_join(market_site::table)
            .left_join(door_time::table)
            .select((
                (
                    standing_order::id,
                    (standing_order::account_id, account::name),
                    standing_order::household_id,
                    shop::name,
                    (product::id, product::code, product::name, product::unit),
                ),
                (product::price_irr, product::kilo_price_irr, standing_order::price_irr, standing_order::qty_milli),
                (
                    standing_order::weekday,
                    standing_order::site_id,
                    market_site::name.nullable(),
                    (door_time::id, door_time::opens_minute, door_time::closes_minute).nullable(),
                ),
                standing_order::state,
                standing_order::next_on,
            ))
    };
}

fn read((what, price, at, state, next_on): Row) -> Option<Standing> {
    let (id, (account, buyer), shop, shop_name, (product, code, name, unit)) = what;
    let (now, kilo, seen_price, quantity) = price;
    let (weekday, market, site, door) = at;
    let place = match (market, door) {
        (Some(market), _) => WeeklyPlace::Market(market, weekday),
        (None, Some((door, _, _))) => WeeklyPlace::Door(door),
        (None, None) => return None,
    };
    let hours = door.map(|(_, opens, closes)| (opens, closes));
    Some(Standing {
        id,
        account,
        buyer,
        shop,
        shop_name,
        product,
        code,
        name,
        unit,
        price: now,
        is_estimate: kilo.is_some(),
        seen_price,
        quantity,
        choice: WeeklyChoice { place, weekday, hours, site },
        state,
        next_on,
    })
}

/// One, whole.
pub(crate) fn standing(db: &mut Db, id: StandingId) -> QueryResult<Option<Standing>> {
    let row: Option<Row> = standing!().filter(standing_order::id.eq(id)).first(db.conn).optional()?;
    Ok(row.and_then(read))
}

/// Those of an account that go on, the newest first.
pub(crate) fn standing_of(db: &mut Db, of: AccountId) -> QueryResult<Vec<Standing>> {
    let rows: Vec<Row> = standing!()
        .filter(standing_order::account_id.eq(of))
        .filter(standing_order::state.eq(StandingState::Running))
        .order(standing_order::id.desc())
        .limit(LISTED)
        .load(db.conn)?;
    Ok(rows.into_iter().filter_map(read).collect())
}

/// Those of a shop that go on, the next to be placed first.
pub(crate) fn standing_at(db: &mut Db, shop: HouseholdId) -> QueryResult<Vec<Standing>> {
    let rows: Vec<Row> = standing!()
        .filter(standing_order::household_id.eq(shop))
        .filter(standing_order::state.eq(StandingState::Running))
        .order((standing_order::next_on, standing_order::id))
        .limit(LISTED)
        .load(db.conn)?;
    Ok(rows.into_iter().filter_map(read).collect())
}

/// The weeks of one: those that were, as far back as they are shown, and those that are left out already.
pub(crate) fn turns_of(db: &mut Db, id: StandingId) -> QueryResult<Vec<Turn>> {
    standing_turn::table
        .left_join(placed_order::table)
        .filter(standing_turn::standing_id.eq(id))
        .order(standing_turn::day.desc())
        .limit(WEEKS_KEPT)
        .select((standing_turn::day, standing_turn::state, placed_order::code.nullable(), standing_turn::why))
        .load(db.conn)
}

/// Whether something became of a day already.
pub(crate) fn turn_on(db: &mut Db, id: StandingId, day: NaiveDate) -> QueryResult<Option<TurnState>> {
    standing_turn::table.find((id, day)).select(standing_turn::state).first(db.conn).optional()
}

/// Those whose next order is to be placed by now.
pub(crate) fn due(db: &mut Db) -> QueryResult<Vec<StandingId>> {
    let until = db.now.today.checked_add_days(PLACED_AHEAD).unwrap_or(db.now.today);
    standing_order::table
        .filter(standing_order::state.eq(StandingState::Running))
        .filter(standing_order::next_on.le(until))
        .order((standing_order::next_on, standing_order::id))
        .select(standing_order::id)
        .load(db.conn)
}

/// Those that are to be placed for this market day.
pub(crate) fn wanted_on(db: &mut Db, day: MarketDayId) -> QueryResult<Vec<StandingId>> {
    let (site, on): (SiteId, NaiveDate) =
        market_day::table.find(day).select((market_day::site_id, market_day::day)).first(db.conn)?;
    standing_order::table
        .filter(standing_order::state.eq(StandingState::Running))
        .filter(standing_order::site_id.eq(site))
        .filter(standing_order::next_on.eq(on))
        .order(standing_order::id)
        .select(standing_order::id)
        .load(db.conn)
}

/// A market day as far as it matters to what is wanted every week.
#[derive(Clone, Copy, Debug, diesel::Queryable)]
pub(crate) struct WeeklyMarket {
    pub id: MarketDayId,
    pub state: DayState,
    pub opens_minute: i32,
}

/// The market day of a site on a day.
pub(crate) fn market_day_of(db: &mut Db, site: SiteId, on: NaiveDate) -> QueryResult<Option<WeeklyMarket>> {
    market_day::table
        .filter(market_day::site_id.eq(site))
        .filter(market_day::day.eq(on))
        .select((market_day::id, market_day::state, market_day::opens_minute))
        .first(db.conn)
        .optional()
}

/// Where a shop hands over every week, in the order of the week: at its door, and at the markets on whose days it asks for a
/// stall every week or had one lately.
pub(crate) fn places_of(db: &mut Db, shop: HouseholdId) -> QueryResult<Vec<WeeklyChoice>> {
    let mut found = at_doors(db, shop)?;
    let markets = weekly_markets(db, shop)?.into_iter().chain(recent_markets(db, shop)?);
    for (site, name, weekday) in markets {
        let place = WeeklyPlace::Market(site, weekday);
        if found.iter().all(|known| known.place != place) {
            found.push(WeeklyChoice { place, weekday, hours: None, site: Some(name) });
        }
    }
    found.sort_by_key(|choice| (choice.weekday, choice.hours));
    Ok(found)
}

fn at_doors(db: &mut Db, shop: HouseholdId) -> QueryResult<Vec<WeeklyChoice>> {
    let doors: Vec<(DoorTimeId, i32, i32, i32)> = door_time::table
        .inner_join(shop::table)
        .filter(shop::household_id.eq(shop))
        .filter(door_time::ended_at.is_null())
        .order((door_time::weekday, door_time::opens_minute, door_time::id))
        .select((door_time::id, door_time::weekday, door_time::opens_minute, door_time::closes_minute))
        .load(db.conn)?;
    let choice = |(door, weekday, opens, closes): (DoorTimeId, i32, i32, i32)| {
        let weekday = *Weekday::ALL.get(usize::try_from(weekday).ok()?)?;
        Some(WeeklyChoice { place: WeeklyPlace::Door(door), weekday, hours: Some((opens, closes)), site: None })
    };
    Ok(doors.into_iter().filter_map(choice).collect())
}

/// A market on a weekday, by its name.
type Market = (SiteId, String, Weekday);

fn weekly_markets(db: &mut Db, shop: HouseholdId) -> QueryResult<Vec<Market>> {
    weekly_request::table
        .inner_join(market_site::table)
        .filter(weekly_request::household_id.eq(shop))
        .select((market_site::id, market_site::name, weekly_request::weekday))
        .load(db.conn)
}

fn recent_markets(db: &mut Db, shop: HouseholdId) -> QueryResult<Vec<Market>> {
    let since = db.now.today.checked_sub_days(LOOKED_BACK).unwrap_or(db.now.today);
    let days: Vec<(SiteId, String, NaiveDate)> = booking::table
        .inner_join(market_day::table.inner_join(market_site::table))
        .filter(booking::household_id.eq(shop))
        .filter(booking::state.eq(BookingState::Asked))
        .filter(market_day::day.ge(since))
        .filter(market_day::state.eq(DayState::Published))
        .order((market_day::day, market_day::id))
        .select((market_site::id, market_site::name, market_day::day))
        .load(db.conn)?;
    Ok(days.into_iter().map(|(site, name, day)| (site, name, Weekday::of(day))).collect())
}
