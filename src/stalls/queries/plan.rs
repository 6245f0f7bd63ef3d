//! Reads of one market day whole: who asks, what they wish, where they stand, who came.
use super::editions::{drawing_of_day, drawing_told, held_in};
use super::holders::{own_on, refused_before};
use super::{DAY, PAGE};
use crate::db::Db;
use crate::db::schema::{
    absence, account, assignment, assignment_run, booking, booking_wish, check_in, household, market_day, market_site,
    publication, shop, site_vendor,
};
use crate::kernel::ids::{AbsenceId, BookingId, HouseholdId, MarketDayId, RunId, SiteId, StallId};
use crate::stalls::fittings::Fittings;
use crate::stalls::model::{
    Attendance, BookingState, Counts, DayCard, DayState, Drawing, Grounds, Origin, Place, Reason, Request, Rules,
    RunCard, RunRow, ShopName, Terms, Wanted, Wishes,
};
use crate::stalls::plan::DayPlan;
use chrono::NaiveDateTime;
use diesel::{
    BoolExpressionMethods, ExpressionMethods, JoinOnDsl, NullableExpressionMethods, OptionalExtension, QueryDsl,
    QueryResult, RunQueryDsl,
};
use std::collections::{BTreeMap, BTreeSet};

/// Which run of a day is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Version {
    /// The newest, published or not.
    Latest,
    /// The one people were told of.
    Published,
    /// The one of this number.
    Numbered(i32),
}

/// A market day in one piece, on the drawing that the run was planned on; a fixed number of queries, however many ask.
pub(crate) fn plan(db: &mut Db, id: MarketDayId, version: Version) -> QueryResult<DayPlan> {
    let head = head(db, id)?;
    match run(db, &head.0, version)? {
        Some(run) => {
            let (places, told) = places(db, (head.1, id), run)?;
            whole(db, head, Some((run, places)), (told, None))
        }
        None => {
            let drawing = drawing_of_day(db, id)?.drawing;
            whole(db, head, None, (drawing, None))
        }
    }
}

/// The newest run on the drawing that the day has now, for a manager to go on with. A day that is over or called off keeps
/// the drawing of its run.
pub(crate) fn working_plan(db: &mut Db, id: MarketDayId) -> QueryResult<DayPlan> {
    let head = head(db, id)?;
    let Some(run) = run(db, &head.0, Version::Latest)? else {
        return plan(db, id, Version::Latest);
    };
    let now = drawing_of_day(db, id)?;
    let is_over = head.0.state == DayState::Cancelled || head.0.day < db.now.today;
    let (places, told) = places(db, (head.1, id), run)?;
    // Also on the same drawing a stall may have been given by a number that was on another one.
    if is_over || (run.edition == now.edition && told == now.drawing) {
        return whole(db, head, Some((run, places)), (told, None));
    }
    whole(db, head, Some((run, places)), (now.drawing, Some(told)))
}

type Head = (DayCard, SiteId, Rules);

fn head(db: &mut Db, id: MarketDayId) -> QueryResult<Head> {
    market_day::table
        .inner_join(market_site::table)
        .filter(market_day::id.eq(id))
        .select((DAY, market_day::site_id, (market_site::max_each, market_site::ab_list, market_site::refused_first)))
        .first(db.conn)
}

fn whole(
    db: &mut Db,
    (day, site, rules): Head,
    made: Option<(RunCard, Vec<Place>)>,
    (drawing, planned): (Drawing, Option<Drawing>),
) -> QueryResult<DayPlan> {
    let mut requests = requests(db, &day, site)?;
    add_rights(db, (site, &day, &rules), &drawing, &mut requests)?;
    let (run, places) = made.unzip();
    let places = places.unwrap_or_default();
    let requests = requests.into_iter().map(|(_, request)| request).collect();
    Ok(DayPlan { day, drawing, planned, rules, requests, run, places })
}

fn run(db: &mut Db, day: &DayCard, version: Version) -> QueryResult<Option<RunCard>> {
    let runs = assignment_run::table
        .filter(assignment_run::market_day_id.eq(day.id))
        .order(assignment_run::version.desc())
        .select((
            assignment_run::id,
            assignment_run::version,
            assignment_run::made_at,
            assignment_run::revision,
            (assignment_run::drawing_version, assignment_run::day_version),
            assignment_run::checks_cut_short,
        ));
    match (version, day.published_run) {
        (Version::Latest, _) => runs.first(db.conn).optional(),
        (Version::Published, Some(published)) => {
            runs.filter(assignment_run::id.eq(published)).first(db.conn).optional()
        }
        (Version::Published, None) => Ok(None),
        (Version::Numbered(version), _) => runs.filter(assignment_run::version.eq(version)).first(db.conn).optional(),
    }
}

/// The runs of a day, the newest first; the oldest of very many are left out.
pub(crate) fn runs_of(db: &mut Db, day: MarketDayId) -> QueryResult<Vec<RunRow>> {
    runs(db, day, None)
}

/// The run of this number of a day.
pub(crate) fn run_of(db: &mut Db, day: MarketDayId, version: i32) -> QueryResult<Option<RunRow>> {
    Ok(runs(db, day, Some(version))?.pop())
}

fn runs(db: &mut Db, day: MarketDayId, only: Option<i32>) -> QueryResult<Vec<RunRow>> {
    let mut runs = assignment_run::table
        .left_join(account::table)
        .left_join(publication::table)
        .filter(assignment_run::market_day_id.eq(day))
        .order(assignment_run::version.desc())
        .limit(PAGE)
        .select((
            assignment_run::id,
            assignment_run::version,
            assignment_run::made_at,
            account::name.nullable(),
            publication::published_at.nullable(),
        ))
        .into_boxed();
    if let Some(version) = only {
        runs = runs.filter(assignment_run::version.eq(version));
    }
    runs.load(db.conn)
}

/// The newest run of a day, published or not.
pub(crate) fn newest_run(db: &mut Db, day: MarketDayId) -> QueryResult<Option<RunId>> {
    assignment_run::table
        .filter(assignment_run::market_day_id.eq(day))
        .order(assignment_run::version.desc())
        .select(assignment_run::id)
        .first(db.conn)
        .optional()
}

/// Where each request stands in a run, and the drawing by which people are told of it.
fn places(db: &mut Db, of: (SiteId, MarketDayId), run: RunCard) -> QueryResult<(Vec<Place>, Drawing)> {
    type Row = (BookingId, Option<Reason>, String, bool);
    let rows: Vec<Row> = assignment::table
        .filter(assignment::run_id.eq(run.id))
        .order(assignment::booking_id)
        .select((assignment::booking_id, assignment::refusal, assignment::proof, assignment::by_hand))
        .load(db.conn)?;
    let held = held_in(db, run.id)?;
    let drawing = drawing_told(db, of, run.edition, &held)?;
    let mut stalls: BTreeMap<BookingId, Vec<StallId>> = BTreeMap::new();
    for (booking, stall, _) in held {
        stalls.entry(booking).or_default().push(stall);
    }
    let place = |(booking, reason, grounds, by_hand): Row| {
        let stalls = stalls.remove(&booking).unwrap_or_default();
        Ok(Place { booking, stalls, reason, grounds: read_grounds(&grounds)?, by_hand })
    };
    Ok((rows.into_iter().map(place).collect::<QueryResult<_>>()?, drawing))
}

/// The grounds of an assignment as they are stored.
pub(crate) fn written(grounds: &Grounds) -> QueryResult<String> {
    serde_json::to_string(grounds).map_err(|error| diesel::result::Error::SerializationError(error.into()))
}

pub(super) fn read_grounds(stored: &str) -> QueryResult<Grounds> {
    serde_json::from_str(stored).map_err(|error| diesel::result::Error::DeserializationError(error.into()))
}

type Who = ((BookingId, HouseholdId), String, Option<String>, Option<String>, Option<NaiveDateTime>);
type What = (String, Fittings, Counts, bool);
type Standing = (i32, Terms, BookingState, Origin, Option<Attendance>, Option<AbsenceId>);

fn requests(db: &mut Db, day: &DayCard, site: SiteId) -> QueryResult<Vec<(HouseholdId, Request)>> {
    let rows: Vec<(Who, What, Standing)> = booking::table
        .inner_join(household::table)
        .inner_join(
            site_vendor::table
                .on(site_vendor::household_id.eq(booking::household_id).and(site_vendor::site_id.eq(site))),
        )
        .left_join(shop::table.on(shop::household_id.eq(booking::household_id)))
        .left_join(check_in::table.on(check_in::booking_id.eq(booking::id).and(check_in::market_day_id.eq(day.id))))
        .left_join(
            absence::table.on(absence::household_id
                .eq(booking::household_id)
                .and(absence::site_id.eq(site))
                .and(absence::first_day.le(day.day))
                .and(absence::last_day.ge(day.day))),
        )
        .filter(booking::market_day_id.eq(day.id))
        .order((site_vendor::seniority, booking::id))
        .select((
            (
                (booking::id, booking::household_id),
                household::name,
                shop::code.nullable(),
                shop::name.nullable(),
                shop::hidden_at.nullable(),
            ),
            (
                booking::category_code,
                (booking::power, booking::water, booking::baking, booking::own_unit),
                (booking::least, booking::most),
                booking::flexible,
            ),
            (
                site_vendor::seniority,
                (site_vendor::list, site_vendor::guaranteed),
                booking::state,
                booking::origin,
                check_in::state.nullable(),
                absence::id.nullable(),
            ),
        ))
        .load(db.conn)?;
    let mut wishes = wishes_of(db, day.id)?;
    let mut theirs = |of: BookingId| Wishes::of_rows(wishes.remove(&of).unwrap_or_default());
    let wished = rows.into_iter().map(|row| (row.0.0.1, theirs(row.0.0.0), row));
    Ok(wished.map(|(household, wishes, row)| (household, request(row, wishes))).collect())
}

fn wishes_of(db: &mut Db, day: MarketDayId) -> QueryResult<BTreeMap<BookingId, Vec<(i32, StallId)>>> {
    let rows: Vec<(BookingId, i32, StallId)> = booking_wish::table
        .inner_join(booking::table)
        .filter(booking::market_day_id.eq(day))
        .select((booking_wish::booking_id, booking_wish::tier, booking_wish::stall_id))
        .load(db.conn)?;
    let mut wishes: BTreeMap<BookingId, Vec<(i32, StallId)>> = BTreeMap::new();
    for (booking, tier, stall) in rows {
        wishes.entry(booking).or_default().push((tier, stall));
    }
    Ok(wishes)
}

fn request((who, what, standing): (Who, What, Standing), wishes: Wishes) -> Request {
    let ((booking, _), name, code, shop, hidden_at) = who;
    let (category, needs, counts, flexible) = what;
    let (seniority, terms, state, origin, attendance, absence) = standing;
    Request {
        booking,
        name,
        shop: code.zip(shop).filter(|_| hidden_at.is_none()).map(|(code, name)| ShopName { code, name }),
        wanted: Wanted { category, needs, counts, flexible, wishes },
        seniority,
        state,
        attendance,
        origin,
        is_absent: absence.is_some(),
        terms,
        own: Vec::new(),
        was_refused: false,
    }
}

/// Adds to each request what the household has by right: its own stalls that are drawn, and its turn after a refusal.
fn add_rights(
    db: &mut Db,
    (site, day, rules): (SiteId, &DayCard, &Rules),
    drawing: &Drawing,
    requests: &mut [(HouseholdId, Request)],
) -> QueryResult<()> {
    let mut own = own_on(db, site, day.day)?;
    let refused = if rules.refused_first { refused_before(db, site, day)? } else { BTreeSet::new() };
    for (household, request) in requests {
        request.own = drawing.in_order(own.remove(household).unwrap_or_default());
        request.was_refused = refused.contains(household);
    }
    Ok(())
}

/// A household's request for a day, standing or not.
pub(crate) fn booking_of(
    db: &mut Db,
    day: MarketDayId,
    household: HouseholdId,
) -> QueryResult<Option<(BookingId, BookingState)>> {
    booking::table
        .filter(booking::market_day_id.eq(day))
        .filter(booking::household_id.eq(household))
        .select((booking::id, booking::state))
        .first(db.conn)
        .optional()
}
