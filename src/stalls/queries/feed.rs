//! Reads for calendars: the market days of one site or of all, and those of a household.
use super::{DAY, own_days};
use crate::db::Db;
use crate::db::schema::{
    account, assignment_run, audit_event, booking, calendar_link, household_member, market_day, market_site,
};
use crate::kernel::digest::{sha256, unhex};
use crate::kernel::ids::{HouseholdId, MarketDayId, SiteId};
use crate::stalls::days::NOTICED;
use crate::stalls::model::{Changes, DayCard, FeedDay, OwnFeedDay, Told};
use chrono::{Days, NaiveDateTime};
use diesel::dsl::{count_star, exists, max};
use diesel::{
    BoolExpressionMethods, ExpressionMethods, JoinOnDsl, NullableExpressionMethods, OptionalExtension, QueryDsl,
    QueryResult, RunQueryDsl,
};
use std::collections::BTreeMap;

type Row = (DayCard, String, String, Option<Told>);

/// The market days of a site, or of all; a macro, because the type of such a query has no short name.
macro_rules! days {
    ($of:expr) => {{
        let mut query = market_day::table
            .inner_join(market_site::table)
            .left_join(assignment_run::table.on(market_day::published_run.eq(assignment_run::id.nullable())))
            .select((
                DAY,
                market_site::name,
                market_site::address,
                (assignment_run::version, assignment_run::made_at).nullable(),
            ))
            .into_boxed();
        if let Some(site) = $of {
            query = query.filter(market_day::site_id.eq(site));
        }
        query
    }};
}

/// The most days of one feed.
const MOST_DAYS: i64 = 400;
const DAYS_BACK: u64 = 31;
const DAYS_AHEAD: u64 = 366;

/// The market days of a site, or of all, that calendars are told of: from a month back to a year ahead. Where there are too
/// many, those longest past are left out first, and then those farthest ahead.
pub(crate) fn feed_days(db: &mut Db, of: Option<SiteId>) -> QueryResult<Vec<FeedDay>> {
    let today = db.now.today;
    let since = today.checked_sub_days(Days::new(DAYS_BACK)).unwrap_or(today);
    let until = today.checked_add_days(Days::new(DAYS_AHEAD)).unwrap_or(today);
    let order = (market_day::day, market_day::site_id);
    let coming = days!(of).filter(market_day::day.between(today, until)).order(order).limit(MOST_DAYS);
    let coming: Vec<Row> = coming.load(db.conn)?;
    let room = MOST_DAYS - i64::try_from(coming.len()).unwrap_or(MOST_DAYS);
    let past = days!(of).filter(market_day::day.ge(since)).filter(market_day::day.lt(today));
    let mut rows: Vec<Row> =
        past.order((market_day::day.desc(), market_day::site_id.desc())).limit(room).load(db.conn)?;
    rows.reverse();
    rows.extend(coming);
    let ids: Vec<MarketDayId> = rows.iter().map(|(day, ..)| day.id).collect();
    let mut changes = changes(db, &ids)?;
    let said = rows.into_iter().map(|(day, site, address, told)| {
        let changes = changes.remove(&day.id).unwrap_or_default();
        FeedDay { day, site, address, told, changes }
    });
    Ok(said.collect())
}

/// How often what everyone reads of some days was changed besides their plans, and when last, as the trail keeps it.
fn changes(db: &mut Db, days: &[MarketDayId]) -> QueryResult<BTreeMap<MarketDayId, Changes>> {
    let ids: Vec<i64> = days.iter().map(|day| day.0).collect();
    let rows: Vec<(i64, i64, Option<NaiveDateTime>)> = audit_event::table
        .filter(audit_event::object.eq("market_day"))
        .filter(audit_event::object_id.eq_any(ids))
        .filter(audit_event::action.eq_any(NOTICED))
        .group_by(audit_event::object_id)
        .select((audit_event::object_id, count_star(), max(audit_event::at)))
        .load(db.conn)?;
    let known = |(day, count, last_at): (i64, i64, Option<NaiveDateTime>)| {
        (MarketDayId(day), Changes { count: i32::try_from(count).unwrap_or(i32::MAX), last_at })
    };
    Ok(rows.into_iter().map(known).collect())
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
    let mut changes = changes(db, &ids)?;
    let mut marks: BTreeMap<MarketDayId, (NaiveDateTime, Option<Told>)> =
        rows.into_iter().map(|(day, asked_at, told)| (day, (asked_at, told))).collect();
    Ok(days
        .into_iter()
        .filter_map(|day| {
            let (asked_at, told) = marks.remove(&day.day.id)?;
            let changes = changes.remove(&day.day.id).unwrap_or_default();
            Some(OwnFeedDay { day, asked_at, told, changes })
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
