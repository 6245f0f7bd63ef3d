//! Reads of a site's season and of a day's takings: a fixed number of queries, however many asked.
mod editions;
mod published;
mod takings;

pub(super) use takings::takings;

use super::model::{Asked, Fate, Naming, Record, SeasonDay, Seller};
use super::season::Season;
use crate::db::Db;
use crate::db::schema::{absence, booking, booking_wish, check_in, household, market_day, shop};
use crate::kernel::ids::{BookingId, HouseholdId, MarketDayId, SiteId, StallId};
use crate::stalls::model::{Attendance, BookingState, DayCard, DayState, Origin, Wishes};
use crate::stalls::queries as stalls;
use diesel::{
    BoolExpressionMethods, ExpressionMethods, JoinOnDsl, NullableExpressionMethods, QueryDsl, QueryResult, RunQueryDsl,
};
use published::{Published, published};
use std::collections::{BTreeMap, BTreeSet};

/// So many days of a season are counted: the last ones that were held.
pub(super) const MOST_DAYS: usize = 45;

/// What is kept of a season of a site, up to today.
pub(super) fn season(db: &mut Db, of: SiteId, (season, naming): (Season, Naming)) -> QueryResult<Record> {
    let (first, last) = season.days().into_inner();
    let known = stalls::days_between(db, of, (first, last.min(db.now.today)))?;
    let cancelled = known.iter().filter(|day| day.state == DayState::Cancelled).count();
    let mut held: Vec<DayCard> = known.into_iter().filter(|day| day.state == DayState::Published).collect();
    let left_out = held.len().saturating_sub(MOST_DAYS);
    held.drain(..left_out);
    Ok(Record { cancelled, is_cut: left_out > 0, ..record(db, of, (held, naming))? })
}

/// What is kept of some published days of a site.
pub(super) fn record(db: &mut Db, of: SiteId, (held, naming): (Vec<DayCard>, Naming)) -> QueryResult<Record> {
    let (site, mut published) = (stalls::site(db, of)?, published(db, of, &held)?);
    let ids: Vec<MarketDayId> = held.iter().map(|day| day.id).collect();
    let mut requests = requests(db, of, &ids)?;
    let sellers = sellers(db, naming, requests.values().flatten().map(|request| request.household).collect())?;
    let days = held.into_iter().map(|day| {
        let mut told = published.remove(&day.id).unwrap_or_default();
        let mut requests = requests.remove(&day.id).unwrap_or_default();
        requests.iter_mut().for_each(|request| place(request, &mut told));
        SeasonDay { requests, day, open: told.open, case: told.case, numbers: told.numbers }
    });
    Ok(Record { site, days: days.collect(), cancelled: 0, sellers, is_cut: false })
}

/// Adds to a request which stalls it was told of and which it had in the end.
fn place(request: &mut Asked, told: &mut Published) {
    request.stalls = told.announced.remove(&request.booking).unwrap_or_default();
    request.held = told.held.remove(&request.booking).unwrap_or_default();
    request.is_given = told.given.contains(&request.booking);
}

type Who = (BookingId, MarketDayId, HouseholdId, String);
type Standing = (BookingState, Origin, Option<Attendance>, Option<HouseholdId>);

/// Who asked on some days, with wishes; without stalls.
fn requests(db: &mut Db, site: SiteId, days: &[MarketDayId]) -> QueryResult<BTreeMap<MarketDayId, Vec<Asked>>> {
    let seen = check_in::booking_id.eq(booking::id).and(check_in::market_day_id.eq(booking::market_day_id));
    let rows: Vec<(Who, Standing)> = booking::table
        .inner_join(market_day::table)
        .left_join(check_in::table.on(seen))
        .left_join(
            absence::table.on(absence::household_id
                .eq(booking::household_id)
                .and(absence::site_id.eq(site))
                .and(absence::first_day.le(market_day::day))
                .and(absence::last_day.ge(market_day::day))),
        )
        .filter(booking::market_day_id.eq_any(days))
        .order(booking::id)
        .select((
            (booking::id, booking::market_day_id, booking::household_id, booking::category_code),
            (booking::state, booking::origin, check_in::state.nullable(), absence::household_id.nullable()),
        ))
        .load(db.conn)?;
    let mut wishes = wishes(db, days)?;
    let mut requests: BTreeMap<MarketDayId, Vec<Asked>> = BTreeMap::new();
    for (who, standing) in rows {
        let wishes = Wishes::of_rows(wishes.remove(&who.0).unwrap_or_default());
        requests.entry(who.1).or_default().push(asked(who, fate(standing), wishes));
    }
    Ok(requests)
}

fn asked((booking, _, household, category): Who, fate: Fate, wishes: Wishes) -> Asked {
    Asked { booking, household, category, fate, wishes, stalls: Vec::new(), held: Vec::new(), is_given: false }
}

fn fate((state, origin, attendance, absent): Standing) -> Fate {
    match (state, origin) {
        _ if absent.is_some() => Fate::Absent,
        (BookingState::Withdrawn, _) => Fate::SignedOff,
        (BookingState::Asked, Origin::WalkIn) => Fate::WalkedIn,
        (BookingState::Asked, Origin::Asked | Origin::Weekly | Origin::OwnStall) => Fate::Stood(attendance),
    }
}

fn wishes(db: &mut Db, days: &[MarketDayId]) -> QueryResult<BTreeMap<BookingId, Vec<(i32, StallId)>>> {
    let rows: Vec<(BookingId, i32, StallId)> = booking_wish::table
        .inner_join(booking::table)
        .filter(booking::market_day_id.eq_any(days))
        .select((booking_wish::booking_id, booking_wish::tier, booking_wish::stall_id))
        .load(db.conn)?;
    let mut wishes: BTreeMap<BookingId, Vec<(i32, StallId)>> = BTreeMap::new();
    for (booking, tier, stall) in rows {
        wishes.entry(booking).or_default().push((tier, stall));
    }
    Ok(wishes)
}

fn sellers(db: &mut Db, naming: Naming, of: BTreeSet<HouseholdId>) -> QueryResult<BTreeMap<HouseholdId, Seller>> {
    if naming == Naming::Nobody {
        return Ok(BTreeMap::new());
    }
    let rows: Vec<(HouseholdId, String, Option<String>)> = household::table
        .left_join(shop::table.on(shop::household_id.eq(household::id).and(shop::hidden_at.is_null())))
        .filter(household::id.eq_any(of))
        .select((household::id, household::name, shop::name.nullable()))
        .load(db.conn)?;
    let seller = |name: String, shop| Seller { name: Some(name).filter(|_| naming == Naming::Names), shop };
    Ok(rows.into_iter().map(|(id, name, shop)| (id, seller(name, shop))).collect())
}
