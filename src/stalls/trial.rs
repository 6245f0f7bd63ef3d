//! Running the assignment for a market day: the day becomes a case, the engine assigns, and input and result are kept as a
//! new version, with the drawing they were planned on. Nobody is told of it before it is published, and older versions stay.
use super::access::DayManager;
use super::cases::{case_of, places};
use super::engine::StoredRun;
use super::model::{DayState, Drawing, Edition, Place, Reason, Request};
use super::queries::{self, Version};
use crate::audit::{self, Event};
use crate::db::schema::{assignment, assignment_run, assignment_stall};
use crate::db::{Db, Write, on_each, refuse};
use crate::kernel::digest::unhex;
use crate::kernel::ids::{AccountId, BookingId, MarketDayId, RunId, StallId};
use diesel::{ExpressionMethods, Insertable, QueryDsl, QueryResult, Queryable, RunQueryDsl};

/// Why there is nothing to run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum TrialRefusal {
    #[error("the day is called off")]
    Cancelled,
    #[error("the day is past")]
    Past,
    #[error("the site has no stall")]
    NoStall,
    #[error("nobody asks for a stall")]
    NoRequest,
    #[error("there is a newer run")]
    Stale,
}

/// Runs the assignment if `last` is still the newest run of the day, so that a form that comes twice assigns once.
pub(crate) fn run_after(db: &mut Db, by: &DayManager, last: Option<RunId>) -> Write<RunId, TrialRefusal> {
    if queries::plan(db, by.day(), Version::Latest)?.run.map(|run| run.id) != last {
        return refuse(TrialRefusal::Stale);
    }
    run(db, by)
}

/// Runs the assignment on what is asked now, as a new version.
pub(crate) fn run(db: &mut Db, by: &DayManager) -> Write<RunId, TrialRefusal> {
    let run = assign(db, by.day(), Some(by.actor().account))?;
    audit::record(db, by.actor(), Event { area: Some(by.site().area()), ..assigned(run) })?;
    Ok(run)
}

/// The same by the program itself, for the given reason.
pub(super) fn run_by_system(db: &mut Db, day: MarketDayId, reason: &'static str) -> Write<RunId, TrialRefusal> {
    let run = assign(db, day, None)?;
    let area = queries::day_and_area(db, day)?.map(|(_, _, area, _)| area);
    audit::record_by_system(db, reason, Event { area, ..assigned(run) })?;
    Ok(run)
}

fn assigned(run: RunId) -> Event<'static> {
    Event { action: "assign_stalls", object: ("assignment_run", run.0), detail: "", area: None }
}

fn assign(db: &mut Db, day: MarketDayId, by: Option<AccountId>) -> Write<RunId, TrialRefusal> {
    let plan = queries::working_plan(db, day)?;
    if plan.day.state == DayState::Cancelled {
        return refuse(TrialRefusal::Cancelled);
    }
    if plan.day.day < db.now.today {
        return refuse(TrialRefusal::Past);
    }
    if plan.drawing.stalls().next().is_none() {
        return refuse(TrialRefusal::NoStall);
    }
    if !plan.requests.iter().any(Request::stands) {
        return refuse(TrialRefusal::NoRequest);
    }
    let (outcome, stored) =
        StoredRun::make(&case_of(&plan)).map_err(|error| diesel::result::Error::SerializationError(error.into()))?;
    let result = unhex(&stored.outcome_hash)
        .ok_or_else(|| diesel::result::Error::SerializationError("the hash of a run is no hexadecimal text".into()))?;
    let on = queries::drawing_of_day(db, day)?.edition;
    let made = Made {
        input: stored.input,
        result_sha256: result,
        engine: stored.engine,
        checks_cut_short: i32::try_from(outcome.cut_short).ok(),
    };
    let run = insert_next(db, (day, by, on), made)?;
    insert_places(db, run, (&plan.drawing, &places(&plan, &outcome)))?;
    Ok(run)
}

/// What a run was made of, and what the engine said of it.
#[derive(Clone, Debug, Insertable, Queryable)]
#[diesel(table_name = assignment_run, treat_none_as_default_value = false)]
pub(super) struct Made {
    pub input: String,
    pub result_sha256: Vec<u8>,
    pub engine: String,
    /// How many exact checks said no because there was too much to try; not known of very old runs.
    pub checks_cut_short: Option<i32>,
}

/// Adds the next version of a day's runs on a drawing.
pub(super) fn insert_version(db: &mut Db, by: &DayManager, on: Edition, made: Made) -> QueryResult<RunId> {
    insert_next(db, (by.day(), Some(by.actor().account), on), made)
}

fn insert_next(
    db: &mut Db,
    (day, by, on): (MarketDayId, Option<AccountId>, Edition),
    made: Made,
) -> QueryResult<RunId> {
    let last = last_version(db, day)?;
    let id: RunId = db.id();
    diesel::insert_into(assignment_run::table)
        .values((
            assignment_run::id.eq(id),
            assignment_run::market_day_id.eq(day),
            assignment_run::version.eq(last + 1),
            made,
            (assignment_run::made_by.eq(by), assignment_run::made_at.eq(db.now.at)),
            assignment_run::revision.eq(0),
            (assignment_run::drawing_version.eq(on.site), assignment_run::day_version.eq(on.day)),
        ))
        .execute(db.conn)?;
    Ok(id)
}

fn last_version(db: &mut Db, day: MarketDayId) -> QueryResult<i32> {
    let last: Option<i32> = assignment_run::table
        .filter(assignment_run::market_day_id.eq(day))
        .select(diesel::dsl::max(assignment_run::version))
        .first(db.conn)?;
    Ok(last.unwrap_or(0))
}

#[derive(Insertable)]
#[diesel(table_name = assignment, treat_none_as_default_value = false)]
struct PlaceRow {
    run_id: RunId,
    booking_id: BookingId,
    stalls: i32,
    refusal: Option<Reason>,
    proof: String,
    by_hand: bool,
}

#[derive(Insertable)]
#[diesel(table_name = assignment_stall)]
struct HeldRow {
    run_id: RunId,
    booking_id: BookingId,
    ord: i32,
    stall_id: StallId,
    number: String,
}

/// Keeps where each request stands in a run, with the numbers of the stalls on this drawing.
pub(super) fn insert_places(db: &mut Db, run: RunId, (drawing, places): (&Drawing, &[Place])) -> QueryResult<()> {
    let rows: Vec<PlaceRow> = places
        .iter()
        .map(|place| {
            Ok(PlaceRow {
                run_id: run,
                booking_id: place.booking,
                stalls: i32::try_from(place.stalls.len()).unwrap_or(i32::MAX),
                refusal: place.reason,
                proof: queries::written(&place.grounds)?,
                by_hand: place.by_hand,
            })
        })
        .collect::<QueryResult<_>>()?;
    let held: Vec<HeldRow> = places
        .iter()
        .flat_map(|place| (1..).zip(&place.stalls).map(move |(ord, stall)| (place.booking, ord, *stall)))
        .map(|(booking_id, ord, stall_id)| {
            let number = drawing.number(stall_id).to_owned();
            HeldRow { run_id: run, booking_id, ord, stall_id, number }
        })
        .collect();
    on_each!(db.conn, |conn| diesel::insert_into(assignment::table).values(&rows).execute(conn))?;
    if !held.is_empty() {
        on_each!(db.conn, |conn| diesel::insert_into(assignment_stall::table).values(&held).execute(conn))?;
    }
    Ok(())
}
