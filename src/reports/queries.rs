//! Reads of a site's season and of a day's takings: a fixed number of queries, however many asked.
use super::model::{Asked, Fate, Naming, Record, SeasonDay, Seller, Taken};
use super::season::Season;
use crate::db::Db;
use crate::db::schema::{
    absence, assignment_run, assignment_stall, booking, booking_wish, check_in, household, ledger, market_day, sale,
    sale_line, shop, site_row, stall,
};
use crate::kernel::ids::{BookingId, HouseholdId, MarketDayId, SiteId, StallId};
use crate::kernel::money::Rial;
use crate::sales::model::Kind;
use crate::stalls::engine::Case;
use crate::stalls::model::{Attendance, BookingState, DayCard, DayState, Wishes};
use crate::stalls::queries as stalls;
use diesel::dsl::sql;
use diesel::sql_types::BigInt;
use diesel::{
    BoolExpressionMethods, ExpressionMethods, JoinOnDsl, NullableExpressionMethods, QueryDsl, QueryResult, RunQueryDsl,
};
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
    let (site, numbers) = (stalls::site(db, of)?, numbers(db, of)?);
    let ids: Vec<MarketDayId> = held.iter().map(|day| day.id).collect();
    let mut requests = requests(db, of, &ids)?;
    let sellers = sellers(db, naming, requests.values().flatten().map(|request| request.household).collect())?;
    let mut cases = cases(db, &ids)?;
    let days = held.into_iter().map(|day| {
        let case = cases.remove(&day.id);
        let open = case.as_ref().map(|case| open(case, &numbers)).unwrap_or_default();
        SeasonDay { requests: requests.remove(&day.id).unwrap_or_default(), day, open, case }
    });
    let days = days.collect();
    Ok(Record { site, days, cancelled: 0, sellers, numbers, is_cut: false })
}

fn numbers(db: &mut Db, of: SiteId) -> QueryResult<BTreeMap<String, StallId>> {
    let rows: Vec<(String, StallId)> =
        stall::table.filter(stall::site_id.eq(of)).select((stall::number, stall::id)).load(db.conn)?;
    Ok(rows.into_iter().collect())
}

/// What the published runs of some days were dealt on. The case of an engine that wrote otherwise is left out.
fn cases(db: &mut Db, days: &[MarketDayId]) -> QueryResult<BTreeMap<MarketDayId, Case>> {
    let rows: Vec<(MarketDayId, String)> = market_day::table
        .inner_join(assignment_run::table.on(market_day::published_run.eq(assignment_run::id.nullable())))
        .filter(market_day::id.eq_any(days))
        .select((market_day::id, assignment_run::input))
        .load(db.conn)?;
    Ok(rows.into_iter().filter_map(|(day, input)| Some((day, serde_json::from_str(&input).ok()?))).collect())
}

fn open(case: &Case, numbers: &BTreeMap<String, StallId>) -> Vec<StallId> {
    let usable = case.market.stalls.iter().filter(|(_, stall)| !stall.blocked);
    usable.filter_map(|(number, _)| numbers.get(number.as_str()).copied()).collect()
}

/// Who asked on some days, with wishes and stalls.
fn requests(db: &mut Db, site: SiteId, days: &[MarketDayId]) -> QueryResult<BTreeMap<MarketDayId, Vec<Asked>>> {
    type Row = (BookingId, MarketDayId, HouseholdId, String, BookingState, Option<Attendance>, Option<HouseholdId>);
    let rows: Vec<Row> = booking::table
        .inner_join(market_day::table)
        .left_join(check_in::table.on(check_in::booking_id.eq(booking::id)))
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
            booking::id,
            booking::market_day_id,
            booking::household_id,
            booking::category_code,
            booking::state,
            check_in::state.nullable(),
            absence::household_id.nullable(),
        ))
        .load(db.conn)?;
    let (mut wishes, mut held) = (wishes(db, days)?, held(db, days)?);
    let mut requests: BTreeMap<MarketDayId, Vec<Asked>> = BTreeMap::new();
    for (booking, day, household, category, state, attendance, absent) in rows {
        let fate = match state {
            _ if absent.is_some() => Fate::Absent,
            BookingState::Withdrawn => Fate::SignedOff,
            BookingState::Asked => Fate::Stood(attendance),
        };
        let wishes = Wishes::of_rows(wishes.remove(&booking).unwrap_or_default());
        let stalls = held.remove(&booking).unwrap_or_default();
        requests.entry(day).or_default().push(Asked { booking, household, category, fate, wishes, stalls });
    }
    Ok(requests)
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

/// The stalls that were published for each request of some days.
fn held(db: &mut Db, days: &[MarketDayId]) -> QueryResult<BTreeMap<BookingId, Vec<StallId>>> {
    let rows: Vec<(BookingId, StallId)> = market_day::table
        .inner_join(assignment_stall::table.on(market_day::published_run.eq(assignment_stall::run_id.nullable())))
        .filter(market_day::id.eq_any(days))
        .order((assignment_stall::booking_id, assignment_stall::ord))
        .select((assignment_stall::booking_id, assignment_stall::stall_id))
        .load(db.conn)?;
    let mut held: BTreeMap<BookingId, Vec<StallId>> = BTreeMap::new();
    for (booking, stall) in rows {
        held.entry(booking).or_default().push(stall);
    }
    Ok(held)
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

/// What each household that had a stall on a day took there: the sum of the day, and nothing finer. The first stall first.
pub(super) fn takings(db: &mut Db, day: MarketDayId) -> QueryResult<Vec<Taken>> {
    type Row = (HouseholdId, String, Option<String>, String);
    let rows: Vec<Row> = market_day::table
        .inner_join(assignment_stall::table.on(market_day::published_run.eq(assignment_stall::run_id.nullable())))
        .inner_join(stall::table.on(stall::id.eq(assignment_stall::stall_id)))
        .inner_join(site_row::table.on(site_row::id.eq(stall::row_id)))
        .inner_join(booking::table.on(booking::id.eq(assignment_stall::booking_id)))
        .inner_join(household::table.on(household::id.eq(booking::household_id)))
        .left_join(shop::table.on(shop::household_id.eq(household::id).and(shop::hidden_at.is_null())))
        .filter(market_day::id.eq(day))
        .filter(booking::state.eq(BookingState::Asked))
        .order((site_row::ord, stall::ord))
        .select((household::id, household::name, shop::name.nullable(), stall::number))
        .load(db.conn)?;
    let sums = sums(db, day)?;
    let mut taken: Vec<Taken> = Vec::new();
    for (household, name, shop, number) in rows {
        match taken.iter_mut().find(|taken| taken.household == household) {
            Some(known) => known.stalls.push(number),
            None => taken.push(Taken {
                household,
                seller: Seller { name: Some(name), shop },
                stalls: vec![number],
                amount: sums.get(&household).copied().unwrap_or(Rial::ZERO),
            }),
        }
    }
    Ok(taken)
}

/// The net sales of a market day by household.
fn sums(db: &mut Db, day: MarketDayId) -> QueryResult<BTreeMap<HouseholdId, Rial>> {
    let rows: Vec<(HouseholdId, i64)> = ledger::table
        .inner_join(sale_line::table.on(ledger::sale_line_id.eq(sale_line::id.nullable())))
        .inner_join(sale::table.on(sale::id.eq(sale_line::sale_id)))
        .filter(sale::market_day_id.eq(day))
        .filter(ledger::kind.eq_any(Kind::OF_SALES))
        .group_by(sale::household_id)
        .select((sale::household_id, sql::<BigInt>("CAST(COALESCE(SUM(ledger.amount_irr), 0) AS BIGINT)")))
        .load(db.conn)?;
    Ok(rows.into_iter().map(|(household, amount)| (household, Rial(amount))).collect())
}
