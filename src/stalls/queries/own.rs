//! Reads of market days as one household sees them: what is coming, what it asked, what came of it.
use super::holders::{absent_days, own_numbers};
use super::wants::requests_of;
use super::{DAY, PAGE, plan::read_grounds};
use crate::db::Db;
use crate::db::schema::{
    absence, area, assignment, assignment_stall, booking, household, market_day, market_site, site_vendor,
};
use crate::kernel::clock::utc_of;
use crate::kernel::ids::{HouseholdId, MarketDayId, SiteId};
use crate::stalls::model::{BookingState, DayCard, DayState, OwnDay, OwnResult, Reason};
use chrono::{Days, NaiveDate};
use diesel::{
    BoolExpressionMethods, ExpressionMethods, JoinOnDsl, NullableExpressionMethods, OptionalExtension, QueryDsl,
    QueryResult, RunQueryDsl,
};
use std::collections::BTreeMap;

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
    let mut days = market_day::table
        .inner_join(market_site::table)
        .left_join(booking::table.on(booking::market_day_id.eq(market_day::id).and(booking::household_id.eq(of))))
        .filter(market_day::site_id.eq_any(sites))
        .filter(market_day::day.between(since, until))
        .filter(market_day::day.ge(db.now.today).or(booking::id.is_not_null()))
        .order((market_day::day, market_day::site_id))
        .limit(2 * PAGE)
        .select((DAY, market_day::site_id, market_site::name, market_site::address))
        .into_boxed();
    if let Some(id) = only {
        days = days.filter(market_day::id.eq(id));
    }
    let rows: Vec<(DayCard, SiteId, String, String)> = days.load(db.conn)?;
    let mut requests = requests_of(db, of, (since, until))?;
    let mut results: BTreeMap<MarketDayId, OwnResult> = results(db, of, since)?.into_iter().collect();
    let (absent, own) = (absent_days(db, of, (since, until))?, own_numbers(db, of)?);
    Ok(rows
        .into_iter()
        .map(|(day, at, site, address)| {
            let request = requests.remove(&day.id);
            OwnDay {
                result: results.remove(&day.id),
                asked: request.as_ref().is_some_and(|request| request.state == BookingState::Asked),
                origin: request.as_ref().map(|request| request.origin),
                asked_for: request.map(|request| request.asked_for),
                is_absent: absent.contains(&day.id),
                own: own.iter().filter(|one| one.is_held(at, day.day)).map(|one| one.number.clone()).collect(),
                day,
                site,
                address,
            }
        })
        .collect())
}

/// The sites that serve a household, with their names.
pub(crate) fn sites_of(db: &mut Db, of: HouseholdId) -> QueryResult<Vec<(SiteId, String)>> {
    let sites = sites_serving(db, of)?;
    market_site::table
        .filter(market_site::id.eq_any(sites))
        .order(market_site::id)
        .select((market_site::id, market_site::name))
        .load(db.conn)
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
        .left_join(
            assignment_stall::table.on(assignment_stall::run_id
                .eq(assignment::run_id)
                .and(assignment_stall::booking_id.eq(assignment::booking_id))),
        )
        .filter(booking::household_id.eq(of))
        .filter(booking::state.eq(BookingState::Asked))
        .filter(market_day::day.ge(since))
        .order((market_day::id, assignment_stall::ord))
        .select((market_day::id, assignment_stall::number.nullable(), assignment::refusal, assignment::proof))
        .load(db.conn)?;
    let mut results: Vec<(MarketDayId, OwnResult)> = Vec::new();
    for (day, number, reason, grounds) in rows {
        match results.last_mut() {
            Some((last, result)) if *last == day => result.stalls.extend(number),
            _ => {
                let stalls = Vec::from_iter(number);
                results.push((day, OwnResult { stalls, reason, grounds: read_grounds(&grounds)? }));
            }
        }
    }
    Ok(results)
}

/// A household's next stalls.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ComingStall {
    pub household: HouseholdId,
    pub market: MarketDayId,
    pub day: NaiveDate,
    pub opens_minute: i32,
    pub closes_minute: i32,
    pub site: String,
    /// The numbers of the stalls, in the order they stand; at least one.
    pub numbers: Vec<String>,
}

/// The next market day that is not over, today included, on which a household has a published stall.
pub(crate) fn coming_stall_of(db: &mut Db, of: HouseholdId) -> QueryResult<Option<ComingStall>> {
    let now = db.now.at;
    let mut coming = coming_stalls(db, &[of])?.into_iter();
    Ok(coming.find(|stall| utc_of(stall.day, stall.closes_minute) > now))
}

/// The market days, today's included, on which these households have a published stall and are not absent, the next one first.
pub(crate) fn coming_stalls(db: &mut Db, of: &[HouseholdId]) -> QueryResult<Vec<ComingStall>> {
    type Row = (HouseholdId, (MarketDayId, NaiveDate, i32, i32), String, String);
    let rows: Vec<Row> = booking::table
        .inner_join(market_day::table.inner_join(market_site::table))
        .inner_join(
            assignment_stall::table.on(assignment_stall::booking_id
                .eq(booking::id)
                .and(market_day::published_run.eq(assignment_stall::run_id.nullable()))),
        )
        .left_join(
            absence::table.on(absence::household_id
                .eq(booking::household_id)
                .and(absence::site_id.eq(market_day::site_id))
                .and(absence::first_day.le(market_day::day))
                .and(absence::last_day.ge(market_day::day))),
        )
        .filter(absence::id.is_null())
        .filter(booking::household_id.eq_any(of))
        .filter(booking::state.eq(BookingState::Asked))
        .filter(market_day::state.eq(DayState::Published))
        .filter(market_day::day.ge(db.now.today))
        .order((market_day::day, market_day::id, booking::household_id, assignment_stall::ord))
        .select((
            booking::household_id,
            (market_day::id, market_day::day, market_day::opens_minute, market_day::closes_minute),
            market_site::name,
            assignment_stall::number,
        ))
        .load(db.conn)?;
    let mut coming: Vec<ComingStall> = Vec::new();
    for (household, (market, day, opens_minute, closes_minute), site, number) in rows {
        match coming.last_mut().filter(|last| last.market == market && last.household == household) {
            Some(last) => last.numbers.push(number),
            None => {
                let numbers = vec![number];
                coming.push(ComingStall { household, market, day, opens_minute, closes_minute, site, numbers });
            }
        }
    }
    Ok(coming)
}
