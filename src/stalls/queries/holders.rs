//! Reads of own stalls and absences.
use super::plan::read_grounds;
use crate::db::Db;
use crate::db::schema::{
    absence, area, assignment, booking, check_in, household, market_day, market_site, own_stall, site_vendor, stall,
};
use crate::kernel::ids::{AreaId, BookingId, HouseholdId, MarketDayId, RunId, SiteId, StallId};
use crate::stalls::model::{Absence, Attendance, BookingState, DayCard, DayState, Origin, OwnStall};
use chrono::NaiveDate;
use diesel::{
    BoolExpressionMethods, ExpressionMethods, JoinOnDsl, OptionalExtension, QueryDsl, QueryResult, RunQueryDsl,
};
use std::collections::{BTreeMap, BTreeSet};

/// A seller of a site with own stalls.
#[derive(Clone, Debug)]
pub(crate) struct Holder {
    pub household: HouseholdId,
    pub name: String,
    pub category: String,
    stalls: Vec<(StallId, NaiveDate, Option<NaiveDate>)>,
}

impl Holder {
    /// The own stalls on a day.
    pub fn own_on(&self, day: NaiveDate) -> Vec<StallId> {
        let is_held = |(_, starts, ends): &&(StallId, NaiveDate, Option<NaiveDate>)| {
            *starts <= day && ends.is_none_or(|ends| ends > day)
        };
        self.stalls.iter().filter(is_held).map(|(stall, ..)| *stall).collect()
    }
}

/// The holders of own stalls at a site, from a day on; those without any then are left out.
pub(crate) fn holders(db: &mut Db, site: SiteId, since: NaiveDate) -> QueryResult<Vec<Holder>> {
    type Row = (HouseholdId, String, String, StallId, NaiveDate, Option<NaiveDate>);
    let rows: Vec<Row> = own_stall::table
        .inner_join(stall::table)
        .inner_join(household::table)
        .inner_join(
            site_vendor::table
                .on(site_vendor::household_id.eq(own_stall::household_id).and(site_vendor::site_id.eq(stall::site_id))),
        )
        .filter(stall::site_id.eq(site))
        .filter(stall::retired_on.is_null().or(stall::retired_on.gt(since)))
        .filter(own_stall::ends_on.is_null().or(own_stall::ends_on.gt(since)))
        .order((own_stall::household_id, own_stall::id))
        .select((
            own_stall::household_id,
            household::name,
            site_vendor::category_code,
            own_stall::stall_id,
            own_stall::starts_on,
            own_stall::ends_on,
        ))
        .load(db.conn)?;
    let mut holders: Vec<Holder> = Vec::new();
    for (household, name, category, stall, starts, ends) in rows {
        match holders.last_mut() {
            Some(last) if last.household == household => last.stalls.push((stall, starts, ends)),
            _ => holders.push(Holder { household, name, category, stalls: vec![(stall, starts, ends)] }),
        }
    }
    Ok(holders)
}

/// Every own stall of a site on a day, by its holder.
pub(super) fn own_on(db: &mut Db, site: SiteId, day: NaiveDate) -> QueryResult<BTreeMap<HouseholdId, Vec<StallId>>> {
    let holders = holders(db, site, day)?;
    Ok(holders.into_iter().map(|holder| (holder.household, holder.own_on(day))).collect())
}

/// The own stalls of a seller at a site that are not over.
pub(crate) fn own_of(db: &mut Db, site: SiteId, of: HouseholdId) -> QueryResult<Vec<OwnStall>> {
    own_stall::table
        .inner_join(stall::table)
        .filter(stall::site_id.eq(site))
        .filter(own_stall::household_id.eq(of))
        .filter(own_stall::ends_on.is_null().or(own_stall::ends_on.gt(db.now.today)))
        .order(own_stall::id)
        .select((own_stall::id, stall::number, own_stall::starts_on))
        .load(db.conn)
}

/// The households that were refused on the last market of a site that was held before this one: they asked, and there was
/// no stall for them. Who signed off, did not come, or came so late that the stall had gone on was not refused.
pub(super) fn refused_before(db: &mut Db, site: SiteId, day: &DayCard) -> QueryResult<BTreeSet<HouseholdId>> {
    let last: Option<Option<RunId>> = market_day::table
        .filter(market_day::site_id.eq(site))
        .filter(market_day::day.lt(day.day))
        .filter(market_day::state.eq(DayState::Published))
        .order(market_day::day.desc())
        .select(market_day::published_run)
        .first(db.conn)
        .optional()?;
    let Some(run) = last.flatten() else {
        return Ok(BTreeSet::new());
    };
    let lost = gone_on(db, run)?;
    let refused: Vec<(BookingId, HouseholdId)> = assignment::table
        .inner_join(booking::table.inner_join(market_day::table))
        .left_join(
            check_in::table
                .on(check_in::market_day_id.eq(booking::market_day_id).and(check_in::booking_id.eq(booking::id))),
        )
        .left_join(
            absence::table.on(absence::household_id
                .eq(booking::household_id)
                .and(absence::site_id.eq(market_day::site_id))
                .and(absence::first_day.le(market_day::day))
                .and(absence::last_day.ge(market_day::day))),
        )
        .filter(assignment::run_id.eq(run))
        .filter(assignment::stalls.eq(0))
        .filter(booking::state.eq(BookingState::Asked))
        .filter(booking::origin.ne(Origin::WalkIn))
        .filter(check_in::state.is_null().or(check_in::state.ne(Attendance::NoShow)))
        .filter(absence::id.is_null())
        .select((booking::id, booking::household_id))
        .load(db.conn)?;
    Ok(refused.into_iter().filter(|(booking, _)| !lost.contains(booking)).map(|(_, household)| household).collect())
}

/// The requests whose stalls were free on the day and went to others.
fn gone_on(db: &mut Db, run: RunId) -> QueryResult<BTreeSet<BookingId>> {
    let grounds: Vec<String> = assignment::table
        .filter(assignment::run_id.eq(run))
        .filter(assignment::by_hand.eq(true))
        .select(assignment::proof)
        .load(db.conn)?;
    let mut lost = BTreeSet::new();
    for stored in grounds {
        lost.extend(read_grounds(&stored)?.formers().into_iter().map(|former| former.booking));
    }
    Ok(lost)
}

/// The absences of a household that are not over, at one site or at all, the first to begin first.
pub(crate) fn absences_of(db: &mut Db, of: HouseholdId, at: Option<SiteId>) -> QueryResult<Vec<Absence>> {
    let mut query = absence::table
        .inner_join(market_site::table)
        .filter(absence::household_id.eq(of))
        .filter(absence::last_day.ge(db.now.today))
        .order((absence::first_day, absence::id))
        .limit(super::PAGE)
        .into_boxed();
    if let Some(site) = at {
        query = query.filter(absence::site_id.eq(site));
    }
    query.select((absence::id, market_site::name, absence::first_day, absence::last_day)).load(db.conn)
}

/// The market days between two days on which a household is absent.
pub(super) fn absent_days(
    db: &mut Db,
    of: HouseholdId,
    (since, until): (NaiveDate, NaiveDate),
) -> QueryResult<BTreeSet<MarketDayId>> {
    let days: Vec<MarketDayId> = absence::table
        .inner_join(
            market_day::table.on(market_day::site_id
                .eq(absence::site_id)
                .and(market_day::day.between(absence::first_day, absence::last_day))),
        )
        .filter(absence::household_id.eq(of))
        .filter(market_day::day.between(since, until))
        .select(market_day::id)
        .load(db.conn)?;
    Ok(days.into_iter().collect())
}

/// The number of an own stall of a household, with its site and its days.
#[derive(Clone, Debug, diesel::Queryable)]
pub(super) struct OwnNumber {
    site: SiteId,
    pub number: String,
    starts_on: NaiveDate,
    ends_on: Option<NaiveDate>,
}

impl OwnNumber {
    /// Whether the stall is at this site and the household's own on this day.
    pub fn is_held(&self, site: SiteId, day: NaiveDate) -> bool {
        self.site == site && self.starts_on <= day && self.ends_on.is_none_or(|ends| ends > day)
    }
}

/// The own stalls of a household at every site.
pub(super) fn own_numbers(db: &mut Db, of: HouseholdId) -> QueryResult<Vec<OwnNumber>> {
    own_stall::table
        .inner_join(stall::table)
        .filter(own_stall::household_id.eq(of))
        .order(own_stall::id)
        .limit(super::PAGE)
        .select((stall::site_id, stall::number, own_stall::starts_on, own_stall::ends_on))
        .load(db.conn)
}

/// The area that a site serves.
pub(crate) fn area_of(db: &mut Db, site: SiteId) -> QueryResult<AreaId> {
    market_site::table.find(site).select(market_site::area_id).first(db.conn)
}

/// Whether a site serves a household or knows it.
pub(crate) fn is_served(db: &mut Db, site: SiteId, of: HouseholdId) -> QueryResult<bool> {
    let path: Option<String> = market_site::table
        .inner_join(area::table)
        .filter(market_site::id.eq(site))
        .select(area::path)
        .first(db.conn)
        .optional()?;
    match path {
        Some(path) => Ok(super::serves(db, &path, of)? || super::vendor(db, site, of)?.is_some()),
        None => Ok(false),
    }
}
