//! Reads for calendars: the market days of one site or of all, and those of a household.
use super::{DAY, own_days};
use crate::db::Db;
use crate::db::schema::{account, assignment_run, booking, calendar_link, household_member, market_day, market_site};
use crate::kernel::digest::{sha256, unhex};
use crate::kernel::ids::{HouseholdId, MarketDayId, SiteId};
use crate::stalls::model::{FeedDay, OwnFeedDay, Told};
use chrono::{Days, NaiveDateTime};
use diesel::dsl::exists;
use diesel::{
    BoolExpressionMethods, ExpressionMethods, JoinOnDsl, NullableExpressionMethods, OptionalExtension, QueryDsl,
    QueryResult, RunQueryDsl,
};
use std::collections::BTreeMap;

/// The most days of one feed.
const MOST_DAYS: i64 = 400;
const DAYS_BACK: u64 = 31;
const DAYS_AHEAD: u64 = 366;

/// The market days of a site, or of all, that calendars are told of: from a month back to a year ahead, the next ones first
/// where there are too many.
pub(crate) fn feed_days(db: &mut Db, of: Option<SiteId>) -> QueryResult<Vec<FeedDay>> {
    let since = db.now.today.checked_sub_days(Days::new(DAYS_BACK)).unwrap_or(db.now.today);
    let until = db.now.today.checked_add_days(Days::new(DAYS_AHEAD)).unwrap_or(db.now.today);
    let mut query = market_day::table
        .inner_join(market_site::table)
        .left_join(assignment_run::table.on(market_day::published_run.eq(assignment_run::id.nullable())))
        .filter(market_day::day.between(since, until))
        .order((market_day::day, market_day::site_id))
        .limit(MOST_DAYS)
        .select((
            DAY,
            market_site::name,
            market_site::address,
            (assignment_run::version, assignment_run::made_at).nullable(),
        ))
        .into_boxed();
    if let Some(site) = of {
        query = query.filter(market_day::site_id.eq(site));
    }
    query.load(db.conn)
}

/// The name of a site, if there is one.
pub(crate) fn site_name(db: &mut Db, of: SiteId) -> QueryResult<Option<String>> {
    market_site::table.find(of).select(market_site::name).first(db.conn).optional()
}

/// The market days for which a household asks and does not stay away.
pub(crate) fn own_feed(db: &mut Db, of: HouseholdId) -> QueryResult<Vec<OwnFeedDay>> {
    let mut days = own_days(db, of)?;
    days.retain(|day| day.asked && !day.is_absent);
    let ids: Vec<MarketDayId> = days.iter().map(|day| day.day.id).collect();
    type Row = (MarketDayId, NaiveDateTime, Option<Told>);
    let rows: Vec<Row> = booking::table
        .inner_join(market_day::table)
        .left_join(assignment_run::table.on(market_day::published_run.eq(assignment_run::id.nullable())))
        .filter(booking::household_id.eq(of))
        .filter(booking::market_day_id.eq_any(&ids))
        .select((market_day::id, booking::asked_at, (assignment_run::version, assignment_run::made_at).nullable()))
        .load(db.conn)?;
    let mut marks: BTreeMap<MarketDayId, (NaiveDateTime, Option<Told>)> =
        rows.into_iter().map(|(day, asked_at, told)| (day, (asked_at, told))).collect();
    Ok(days
        .into_iter()
        .filter_map(|day| {
            let (asked_at, told) = marks.remove(&day.day.id)?;
            Some(OwnFeedDay { day, asked_at, told })
        })
        .collect())
}

/// Since when a household has a private address for its calendar, if it has one.
pub(crate) fn calendar_since(db: &mut Db, of: HouseholdId) -> QueryResult<Option<NaiveDateTime>> {
    calendar_link::table
        .filter(calendar_link::household_id.eq(of))
        .filter(calendar_link::ended_at.is_null())
        .select(calendar_link::made_at)
        .first(db.conn)
        .optional()
}

/// Whose calendar an address opens; nobody's once it was ended, or its maker left the household or lost the account.
pub(crate) fn calendar_of(db: &mut Db, token: &str) -> QueryResult<Option<HouseholdId>> {
    let Some(token) = unhex(token) else {
        return Ok(None);
    };
    let today = db.now.today;
    let is_member = account::table
        .inner_join(household_member::table.on(account::person_id.eq(household_member::person_id.nullable())))
        .filter(account::id.eq(calendar_link::made_by))
        .filter(account::disabled_at.is_null())
        .filter(household_member::household_id.eq(calendar_link::household_id))
        .filter(household_member::starts_on.le(today))
        .filter(household_member::ends_on.is_null().or(household_member::ends_on.gt(today)));
    calendar_link::table
        .filter(calendar_link::token_hash.eq(sha256(&token).to_vec()))
        .filter(calendar_link::ended_at.is_null())
        .filter(exists(is_member))
        .select(calendar_link::household_id)
        .first(db.conn)
        .optional()
}
