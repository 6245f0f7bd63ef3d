//! Running the assignment for a market day: the day becomes a case, the engine assigns, and input and result are kept as a
//! new version. Nobody is told of it before it is published, and older versions stay.
use super::access::DayManager;
use super::cases::{case_of, places};
use super::engine::StoredRun;
use super::model::{DayState, Place, Reason, Request};
use super::queries::{self, Version};
use crate::audit::{self, Event};
use crate::db::schema::{assignment, assignment_run, assignment_stall};
use crate::db::{Db, Write, on_each, refuse};
use crate::kernel::digest::unhex;
use crate::kernel::ids::{BookingId, MarketDayId, RunId, StallId};
use diesel::{ExpressionMethods, Insertable, QueryDsl, QueryResult, RunQueryDsl};

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
    let plan = queries::plan(db, by.day(), Version::Latest)?;
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
    let run = insert_run(db, by, &stored)?;
    insert_places(db, run, &places(&plan, &outcome))?;
    let event =
        Event { action: "assign_stalls", object: ("assignment_run", run.0), detail: "", area: Some(by.site().area()) };
    audit::record(db, by.actor(), event)?;
    Ok(run)
}

fn insert_run(db: &mut Db, by: &DayManager, stored: &StoredRun) -> QueryResult<RunId> {
    let result = unhex(&stored.outcome_hash)
        .ok_or_else(|| diesel::result::Error::SerializationError("the hash of a run is no hexadecimal text".into()))?;
    insert_version(db, by, (&stored.input, &stored.engine, result))
}

/// Adds the next version of a day's runs: the input, the engine's name, and the hash of what it gave.
pub(super) fn insert_version(
    db: &mut Db,
    by: &DayManager,
    (input, engine, result): (&str, &str, Vec<u8>),
) -> QueryResult<RunId> {
    let last = last_version(db, by.day())?;
    let id: RunId = db.id();
    diesel::insert_into(assignment_run::table)
        .values((
            assignment_run::id.eq(id),
            assignment_run::market_day_id.eq(by.day()),
            assignment_run::version.eq(last + 1),
            assignment_run::input.eq(input),
            assignment_run::result_sha256.eq(result),
            assignment_run::engine.eq(engine),
            assignment_run::made_by.eq(by.actor().account),
            assignment_run::made_at.eq(db.now.at),
            assignment_run::revision.eq(0),
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
#[diesel(table_name = assignment)]
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
}

/// Keeps where each request stands in a run.
pub(super) fn insert_places(db: &mut Db, run: RunId, places: &[Place]) -> QueryResult<()> {
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
        .map(|(booking_id, ord, stall_id)| HeldRow { run_id: run, booking_id, ord, stall_id })
        .collect();
    on_each!(db.conn, |conn| diesel::insert_into(assignment::table).values(&rows).execute(conn))?;
    if !held.is_empty() {
        on_each!(db.conn, |conn| diesel::insert_into(assignment_stall::table).values(&held).execute(conn))?;
    }
    Ok(())
}
