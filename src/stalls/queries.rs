//! Reads of sites and market days. Lists are bounded and keep to the manager's areas by their WHERE.
mod drawing;
mod editions;
mod feed;
mod here;
mod holders;
mod incidents;
mod own;
mod people;
mod plan;
mod public;
mod sellers;
mod wants;
mod weekly;

pub(crate) use drawing::drawing;
pub(crate) use editions::{
    DrawingOfDay, day_drawing_once, drawing_in, drawing_of_day, drawing_of_run, drawing_once, versions,
};
pub(crate) use feed::{calendar_of, calendar_since, feed_days, own_feed, site_name};
pub(crate) use here::{Today, goods_at, number_since, plan_to_keep, today_at};
pub(crate) use holders::{Holder, absences_of, area_of, holders, is_served, own_of};
pub(crate) use incidents::incidents_of;
pub(crate) use own::{ComingStall, coming_stall_of, coming_stalls, own_day, own_days, sites_of};
pub(crate) use people::{people_of_day, phones_of_day};
pub(crate) use plan::{Version, booking_of, newest_run, plan, run_of, runs_of, working_plan, written};
pub(crate) use public::{coming_day, coming_days};
pub(crate) use sellers::{
    awaits_card, candidates, has_open_shop, head_of, is_area_of, name_of, other_vendors, seller, serves, vendor,
    vendors, who_asked, who_is_on_list,
};
pub(crate) use wants::{power_of_machines, usual_wants, usual_wants_with_machines};
pub(crate) use weekly::{Weekly, weeklies_at, weeklies_of, weekly_of, weekly_place};

use super::model::{BookingState, Category, DayCard, DayRow, DayState, SiteCard, SiteRow};
use crate::accounts::access::Scope;
use crate::accounts::model::Named;
use crate::accounts::within::{below, within_areas};
use crate::db::Db;
use crate::db::schema::{area, booking, category, market_day, market_site};
use crate::kernel::ids::{AreaId, MarketDayId, SiteId};
use chrono::NaiveDate;
use diesel::{
    BoolExpressionMethods, EscapeExpressionMethods, ExpressionMethods, OptionalExtension, QueryDsl, QueryResult,
    RunQueryDsl, TextExpressionMethods,
};

/// How many rows a list shows at once.
pub(crate) const PAGE: i64 = 30;
/// As many and the one that tells that there are more.
const PAGE_AND_ONE: usize = 31;

type SiteColumns = (
    market_site::id,
    market_site::name,
    market_site::address,
    market_site::opens_minute,
    market_site::closes_minute,
    market_site::cutoff_hours,
    market_site::no_show_minutes,
    (market_site::max_each, market_site::ab_list, market_site::refused_first),
    market_site::version,
);

const SITE: SiteColumns = (
    market_site::id,
    market_site::name,
    market_site::address,
    market_site::opens_minute,
    market_site::closes_minute,
    market_site::cutoff_hours,
    market_site::no_show_minutes,
    (market_site::max_each, market_site::ab_list, market_site::refused_first),
    market_site::version,
);

type DayColumns = (
    market_day::id,
    market_day::day,
    market_day::opens_minute,
    market_day::closes_minute,
    market_day::cutoff_at,
    market_day::state,
    market_day::announcement,
    market_day::published_run,
);

const DAY: DayColumns = (
    market_day::id,
    market_day::day,
    market_day::opens_minute,
    market_day::closes_minute,
    market_day::cutoff_at,
    market_day::state,
    market_day::announcement,
    market_day::published_run,
);

/// One site.
pub(crate) fn site(db: &mut Db, id: SiteId) -> QueryResult<SiteCard> {
    market_site::table.find(id).select(SITE).first(db.conn)
}

/// The short public code of a site.
pub(crate) fn code_of(db: &mut Db, id: SiteId) -> QueryResult<String> {
    market_site::table.find(id).select(market_site::code).first(db.conn)
}

/// A page of all sites, the newest first: for the administration.
pub(crate) fn sites(db: &mut Db, before: Option<SiteId>) -> QueryResult<Vec<SiteRow>> {
    let mut query =
        market_site::table.inner_join(area::table).order(market_site::id.desc()).limit(PAGE + 1).into_boxed();
    if let Some(before) = before {
        query = query.filter(market_site::id.lt(before));
    }
    let rows = query.select((SITE, area::name_fa, area::name_en)).load(db.conn)?;
    with_next_days(db, rows)
}

/// A page of the sites in a manager's areas, the newest first.
pub(crate) fn sites_in(db: &mut Db, scopes: &[Scope], before: Option<SiteId>) -> QueryResult<Vec<SiteRow>> {
    let all = market_site::table.inner_join(area::table).order(market_site::id.desc()).limit(PAGE + 1);
    let mut query = within_areas!(all, scopes);
    if let Some(before) = before {
        query = query.filter(market_site::id.lt(before));
    }
    let rows = query.select((SITE, area::name_fa, area::name_en)).load(db.conn)?;
    with_next_days(db, rows)
}

fn with_next_days(db: &mut Db, rows: Vec<(SiteCard, String, String)>) -> QueryResult<Vec<SiteRow>> {
    let ids: Vec<SiteId> = rows.iter().map(|row| row.0.id).collect();
    let coming: Vec<(SiteId, MarketDayId, NaiveDate)> = market_day::table
        .filter(market_day::site_id.eq_any(&ids))
        .filter(market_day::day.ge(db.now.today))
        .filter(market_day::state.ne(DayState::Cancelled))
        .order((market_day::day, market_day::id))
        .select((market_day::site_id, market_day::id, market_day::day))
        .load(db.conn)?;
    Ok(rows
        .into_iter()
        .map(|(site, area_fa, area_en)| {
            let next_day = coming.iter().find(|day| day.0 == site.id).map(|day| (day.1, day.2));
            SiteRow { site, area_fa, area_en, next_day }
        })
        .collect())
}

/// Areas a site can serve: counties, cities and neighbourhoods.
pub(crate) fn areas(db: &mut Db) -> QueryResult<Vec<Named>> {
    area::table
        .filter(area::level.eq_any(["county", "city", "neighbourhood"]))
        .order(area::path)
        .limit(500)
        .select((area::id, area::name_fa, area::name_en))
        .load(db.conn)
}

/// The neighbourhoods at or below a path.
pub(crate) fn neighbourhoods(db: &mut Db, path: &str) -> QueryResult<Vec<Named>> {
    area::table
        .filter(area::level.eq("neighbourhood"))
        .filter(area::path.eq(path).or(area::path.like(below(path)).escape('\\')))
        .order(area::path)
        .limit(500)
        .select((area::id, area::name_fa, area::name_en))
        .load(db.conn)
}

/// The categories of goods, in their order.
pub(crate) fn categories(db: &mut Db) -> QueryResult<Vec<Category>> {
    category::table.order(category::ord).select((category::code, category::name_fa, category::name_en)).load(db.conn)
}

/// Whether there is a category of this code.
pub(crate) fn is_category(db: &mut Db, code: &str) -> QueryResult<bool> {
    let found: Option<String> = category::table.find(code).select(category::code).first(db.conn).optional()?;
    Ok(found.is_some())
}

/// One market day.
pub(crate) fn day(db: &mut Db, id: MarketDayId) -> QueryResult<DayCard> {
    market_day::table.find(id).select(DAY).first(db.conn)
}

/// A market day with its site, and the area the site serves.
pub(crate) fn day_and_area(db: &mut Db, id: MarketDayId) -> QueryResult<Option<(DayCard, SiteId, AreaId, String)>> {
    market_day::table
        .inner_join(market_site::table.inner_join(area::table))
        .filter(market_day::id.eq(id))
        .select((DAY, market_site::id, area::id, area::path))
        .first(db.conn)
        .optional()
}

/// The coming market days of a site, called off or not, with how many ask for a stall.
pub(crate) fn days_of(db: &mut Db, of: SiteId) -> QueryResult<Vec<DayRow>> {
    let days: Vec<DayCard> = market_day::table
        .filter(market_day::site_id.eq(of))
        .filter(market_day::day.ge(db.now.today))
        .order(market_day::day)
        .limit(2 * PAGE)
        .select(DAY)
        .load(db.conn)?;
    let ids: Vec<MarketDayId> = days.iter().map(|day| day.id).collect();
    let asked: Vec<(MarketDayId, i64)> = booking::table
        .filter(booking::market_day_id.eq_any(&ids))
        .filter(booking::state.eq(BookingState::Asked))
        .group_by(booking::market_day_id)
        .select((booking::market_day_id, diesel::dsl::count_star()))
        .load(db.conn)?;
    Ok(days
        .into_iter()
        .map(|day| {
            let requests = asked.iter().find(|row| row.0 == day.id).map_or(0, |row| row.1);
            DayRow { day, requests }
        })
        .collect())
}

/// The market days of a site between two days, the earliest first; a site has one a day.
pub(crate) fn days_between(
    db: &mut Db,
    of: SiteId,
    (since, until): (NaiveDate, NaiveDate),
) -> QueryResult<Vec<DayCard>> {
    market_day::table
        .filter(market_day::site_id.eq(of))
        .filter(market_day::day.between(since, until))
        .order(market_day::day)
        .select(DAY)
        .load(db.conn)
}

/// The last days of a site that were, the newest first.
pub(crate) fn past_days_of(db: &mut Db, of: SiteId) -> QueryResult<Vec<DayCard>> {
    market_day::table
        .filter(market_day::site_id.eq(of))
        .filter(market_day::day.lt(db.now.today))
        .order(market_day::day.desc())
        .limit(8)
        .select(DAY)
        .load(db.conn)
}
