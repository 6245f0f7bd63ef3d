//! Changing the plan by hand: putting a request on a stall, or taking its place away. On a taken stall the two change places;
//! someone who comes from nowhere takes the stall over. What this breaks is said first. What people were told of is left as
//! it is: the change goes into a version of its own until that is published.
use super::access::DayManager;
use super::model::{DayState, Drawing, Edition, Grounds, Place, Reason, RunCard, Seen};
use super::plan::DayPlan;
use super::queries;
use super::rearrange::{Break, Change, Holding};
use super::trial::{self, Made};
use crate::audit::{self, Event};
use crate::db::schema::{assignment, assignment_run, assignment_stall};
use crate::db::{Db, Write, refuse};
use crate::kernel::ids::{BookingId, RunId, StallId};
use diesel::{ExpressionMethods, QueryDsl, QueryResult, RunQueryDsl};

/// A change to the plan.
#[derive(Clone, Debug)]
pub(crate) struct Move {
    pub booking: BookingId,
    pub change: Change,
    /// The plan the manager looked at.
    pub seen: Seen,
    /// What the change breaks was read and is accepted.
    pub accepts_breaks: bool,
}

/// Why the plan is not changed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum MoveRefusal {
    #[error("the day is called off or past")]
    Closed,
    #[error("the plan was changed meanwhile")]
    Stale,
    #[error("the request does not stand")]
    NotAsked,
    #[error("nobody can stand there")]
    NoSuchStall,
    #[error("the request is there already")]
    Nothing,
    #[error("this breaks something")]
    Breaks(Vec<Break>),
}

/// Changes the plan; gives the version that has the change.
pub(crate) fn apply(db: &mut Db, by: &DayManager, wanted: &Move) -> Write<RunId, MoveRefusal> {
    let plan = queries::working_plan(db, by.day())?;
    if plan.day.state == DayState::Cancelled || plan.day.day < db.now.today {
        return refuse(MoveRefusal::Closed);
    }
    let Some(run) = plan.run.filter(|run| run.seen() == wanted.seen) else {
        return refuse(MoveRefusal::Stale);
    };
    if let Some(refusal) = refusal_of(&plan, wanted) {
        return refuse(refusal);
    }
    let draft = draft_of(db, by, &plan, run)?;
    if !is_counted(db, draft)? {
        return refuse(MoveRefusal::Stale);
    }
    let places: Vec<Place> = plan.rearranged(wanted.booking, wanted.change).iter().map(by_hand).collect();
    rearrange(db, draft.run, (&plan.drawing, &places))?;
    let event =
        Event { action: "move_stall", object: ("booking", wanted.booking.0), detail: "", area: Some(by.site().area()) };
    audit::record(db, by.actor(), event)?;
    Ok(draft.run)
}

fn refusal_of(plan: &DayPlan, wanted: &Move) -> Option<MoveRefusal> {
    if !plan.request(wanted.booking).is_some_and(|request| request.stands()) {
        return Some(MoveRefusal::NotAsked);
    }
    if !wanted.change.stall().is_none_or(|stall| plan.drawing.is_usable(stall)) {
        return Some(MoveRefusal::NoSuchStall);
    }
    let before: Vec<StallId> = plan.stalls_of(wanted.booking).iter().map(|stall| stall.id).collect();
    let after = plan.rearranged(wanted.booking, wanted.change).into_iter().next();
    if after.is_some_and(|holding| holding.stalls == before) {
        return Some(MoveRefusal::Nothing);
    }
    let breaks = plan.breaks(wanted.booking, wanted.change);
    (!breaks.is_empty() && !wanted.accepts_breaks).then_some(MoveRefusal::Breaks(breaks))
}

/// Counts a change of the draft, so that what others see of it is known to be old; not if it changed meanwhile.
fn is_counted(db: &mut Db, draft: Seen) -> QueryResult<bool> {
    let seen = assignment_run::table.find(draft.run).filter(assignment_run::revision.eq(draft.revision));
    let counted =
        diesel::update(seen).set(assignment_run::revision.eq(assignment_run::revision + 1)).execute(db.conn)?;
    Ok(counted == 1)
}

/// The run itself while it is a draft on the drawing of the day; of the published one, and of one on another drawing, a copy.
fn draft_of(db: &mut Db, by: &DayManager, plan: &DayPlan, run: RunCard) -> QueryResult<Seen> {
    if plan.day.published_run != Some(run.id) && plan.planned.is_none() {
        return Ok(run.seen());
    }
    let now = queries::drawing_of_day(db, by.day())?.edition;
    Ok(Seen { run: copy_of(db, by, plan, (run.id, now))?, revision: 0 })
}

/// A new version that is the same as this run of the plan, with the numbers of the plan's drawing.
pub(super) fn copy_of(db: &mut Db, by: &DayManager, plan: &DayPlan, (run, on): (RunId, Edition)) -> QueryResult<RunId> {
    let made: Made = assignment_run::table
        .find(run)
        .select((
            assignment_run::input,
            assignment_run::result_sha256,
            assignment_run::engine,
            assignment_run::checks_cut_short,
        ))
        .first(db.conn)?;
    let copy = trial::insert_version(db, by, on, made)?;
    trial::insert_places(db, copy, (&plan.drawing, &plan.places))?;
    Ok(copy)
}

/// Writes who holds what: first all stalls are let go, so that none is held twice meanwhile.
pub(super) fn rearrange(db: &mut Db, draft: RunId, (drawing, places): (&Drawing, &[Place])) -> QueryResult<()> {
    let touched: Vec<BookingId> = places.iter().map(|place| place.booking).collect();
    let theirs = assignment_stall::table
        .filter(assignment_stall::run_id.eq(draft))
        .filter(assignment_stall::booking_id.eq_any(&touched));
    diesel::delete(theirs).execute(db.conn)?;
    let theirs = assignment::table.filter(assignment::run_id.eq(draft)).filter(assignment::booking_id.eq_any(&touched));
    diesel::delete(theirs).execute(db.conn)?;
    trial::insert_places(db, draft, (drawing, places))
}

/// What a request holds because a person decided so.
pub(super) fn by_hand(holding: &Holding) -> Place {
    Place {
        booking: holding.booking,
        stalls: holding.stalls.clone(),
        reason: holding.stalls.is_empty().then_some(Reason::TakenByHand),
        grounds: Grounds::Hand,
        by_hand: true,
    }
}
