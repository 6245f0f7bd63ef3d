//! Reads of market days as one household sees them: what is coming, what it asked, what came of it.
use super::{DAY, PAGE, plan::read_grounds, vendor};
use crate::db::Db;
use crate::db::schema::{
    area, assignment, booking, booking_wish, household, market_day, market_site, product, site_vendor, stall,
};
use crate::kernel::ids::{BookingId, HouseholdId, MarketDayId, SiteId, StallId};
use crate::stalls::fittings::Fittings;
use crate::stalls::model::{BookingState, DayCard, DayState, OwnDay, OwnResult, Reason, Wanted};
use chrono::{Days, NaiveDate};
use diesel::{
    BoolExpressionMethods, ExpressionMethods, JoinOnDsl, NullableExpressionMethods, OptionalExtension, QueryDsl,
    QueryResult, RunQueryDsl,
};

/// The market days of the sites that serve a household, from two months back to two months ahead, in order of days.
/// Past ones only where it asked.
pub(crate) fn own_days(db: &mut Db, of: HouseholdId) -> QueryResult<Vec<OwnDay>> {
    let today = db.now.today;
    let since = today.checked_sub_days(Days::new(60)).unwrap_or(today);
    let until = today.checked_add_days(Days::new(60)).unwrap_or(today);
    let mut days = days_of(db, of, (since, today.pred_opt().unwrap_or(today)), None)?;
    days.extend(days_of(db, of, (today, until), None)?);
    Ok(days)
}

/// One market day of a household, if a site that serves it holds it.
pub(crate) fn own_day(db: &mut Db, of: HouseholdId, id: MarketDayId) -> QueryResult<Option<OwnDay>> {
    let day: Option<NaiveDate> = market_day::table.find(id).select(market_day::day).first(db.conn).optional()?;
    let Some(day) = day else { return Ok(None) };
    Ok(days_of(db, of, (day, day), Some(id))?.pop())
}

/// The market days of the sites that serve a household between two days, or the one of them that is named.
fn days_of(
    db: &mut Db,
    of: HouseholdId,
    (since, until): (NaiveDate, NaiveDate),
    only: Option<MarketDayId>,
) -> QueryResult<Vec<OwnDay>> {
    let sites = sites_serving(db, of)?;
    type Row = ((DayCard, String, String), Option<(BookingId, BookingState)>);
    let mut days = market_day::table
        .inner_join(market_site::table)
        .left_join(booking::table.on(booking::market_day_id.eq(market_day::id).and(booking::household_id.eq(of))))
        .filter(market_day::site_id.eq_any(sites))
        .filter(market_day::day.between(since, until))
        .filter(market_day::day.ge(db.now.today).or(booking::id.is_not_null()))
        .order((market_day::day, market_day::site_id))
        .limit(2 * PAGE)
        .select(((DAY, market_site::name, market_site::address), (booking::id, booking::state).nullable()))
        .into_boxed();
    if let Some(id) = only {
        days = days.filter(market_day::id.eq(id));
    }
    let rows: Vec<Row> = days.load(db.conn)?;
    let results = results(db, of, since)?;
    Ok(rows
        .into_iter()
        .map(|((day, site, address), asked)| OwnDay {
            result: results.iter().find(|(id, _)| *id == day.id).map(|(_, result)| result.clone()),
            asked: asked.is_some_and(|(_, state)| state == BookingState::Asked),
            day,
            site,
            address,
        })
        .collect())
}

/// The sites whose area covers the household, and those that know it.
fn sites_serving(db: &mut Db, of: HouseholdId) -> QueryResult<Vec<SiteId>> {
    let path: String =
        household::table.inner_join(area::table).filter(household::id.eq(of)).select(area::path).first(db.conn)?;
    let above: Vec<&str> =
        path.match_indices('.').filter_map(|(at, _)| path.get(..at)).chain([path.as_str()]).collect();
    let mut sites: Vec<SiteId> = market_site::table
        .inner_join(area::table)
        .filter(area::path.eq_any(above))
        .select(market_site::id)
        .limit(100)
        .load(db.conn)?;
    let known: Vec<SiteId> = site_vendor::table
        .filter(site_vendor::household_id.eq(of))
        .select(site_vendor::site_id)
        .limit(100)
        .load(db.conn)?;
    sites.extend(known.into_iter().filter(|site| !sites.contains(site)).collect::<Vec<_>>());
    Ok(sites)
}

fn results(db: &mut Db, of: HouseholdId, since: NaiveDate) -> QueryResult<Vec<(MarketDayId, OwnResult)>> {
    type Row = (MarketDayId, Option<String>, Option<Reason>, String);
    let rows: Vec<Row> = booking::table
        .inner_join(market_day::table)
        .inner_join(assignment::table.on(
            assignment::booking_id.eq(booking::id).and(market_day::published_run.eq(assignment::run_id.nullable())),
        ))
        .left_join(stall::table.on(assignment::stall_id.eq(stall::id.nullable())))
        .filter(booking::household_id.eq(of))
        .filter(booking::state.eq(BookingState::Asked))
        .filter(market_day::day.ge(since))
        .select((market_day::id, stall::number.nullable(), assignment::refusal, assignment::proof))
        .load(db.conn)?;
    rows.into_iter()
        .map(|(day, stall, reason, grounds)| Ok((day, OwnResult { stall, reason, grounds: read_grounds(&grounds)? })))
        .collect()
}

/// What a household would ask for without saying more: as for this day already, else as last time, else what it is known
/// for at the site, else what it offers. Nothing if even its goods are not known.
pub(crate) fn usual_wants(db: &mut Db, of: HouseholdId, day: MarketDayId) -> QueryResult<Option<Wanted>> {
    type Row = (BookingId, MarketDayId, String, Fittings, bool);
    let rows: Vec<Row> = booking::table
        .filter(booking::household_id.eq(of))
        .order(booking::id.desc())
        .limit(PAGE)
        .select((
            booking::id,
            booking::market_day_id,
            booking::category_code,
            (booking::power, booking::water, booking::baking, booking::own_unit),
            booking::flexible,
        ))
        .load(db.conn)?;
    if let Some((id, _, category, needs, flexible)) = rows.iter().find(|row| row.1 == day).cloned() {
        let wishes: Vec<StallId> = booking_wish::table
            .filter(booking_wish::booking_id.eq(id))
            .order(booking_wish::ord)
            .select(booking_wish::stall_id)
            .load(db.conn)?;
        return Ok(Some(Wanted { category, needs, flexible, wishes }));
    }
    if let Some((_, _, category, needs, _)) = rows.into_iter().next() {
        return Ok(Some(Wanted { category, needs, flexible: true, wishes: Vec::new() }));
    }
    let category = match known_category(db, of, day)? {
        Some(category) => Some(category),
        None => offered_category(db, of)?,
    };
    Ok(category.map(|category| Wanted { category, needs: Fittings::NONE, flexible: true, wishes: Vec::new() }))
}

fn known_category(db: &mut Db, of: HouseholdId, day: MarketDayId) -> QueryResult<Option<String>> {
    let site: Option<SiteId> = market_day::table.find(day).select(market_day::site_id).first(db.conn).optional()?;
    match site {
        Some(site) => Ok(vendor(db, site, of)?.map(|(_, category)| category)),
        None => Ok(None),
    }
}

fn offered_category(db: &mut Db, of: HouseholdId) -> QueryResult<Option<String>> {
    product::table
        .filter(product::household_id.eq(of))
        .filter(product::state.eq("listed"))
        .order(product::id.desc())
        .select(product::category_code)
        .first(db.conn)
        .optional()
}

/// A household's next stall.
#[derive(Clone, Debug, PartialEq, Eq, diesel::Queryable)]
pub(crate) struct ComingStall {
    pub market: MarketDayId,
    pub day: NaiveDate,
    pub opens_minute: i32,
    pub site: String,
    pub number: String,
}

/// The next market day, today included, on which a household has a published stall.
pub(crate) fn coming_stall_of(db: &mut Db, of: HouseholdId) -> QueryResult<Option<ComingStall>> {
    booking::table
        .inner_join(market_day::table.inner_join(market_site::table))
        .inner_join(assignment::table.on(
            assignment::booking_id.eq(booking::id).and(market_day::published_run.eq(assignment::run_id.nullable())),
        ))
        .inner_join(stall::table.on(assignment::stall_id.eq(stall::id.nullable())))
        .filter(booking::household_id.eq(of))
        .filter(booking::state.eq(BookingState::Asked))
        .filter(market_day::state.eq(DayState::Published))
        .filter(market_day::day.ge(db.now.today))
        .order((market_day::day, market_day::id))
        .select((market_day::id, market_day::day, market_day::opens_minute, market_site::name, stall::number))
        .first(db.conn)
        .optional()
}
