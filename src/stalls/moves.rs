//! Changing the plan by hand: putting a request on a stall, or taking its place away. On a taken stall the two change places;
//! someone who comes from nowhere takes the stall over. What this breaks is said first. What people were told of is left as
//! it is: the change goes into a version of its own until that is published.
use super::access::DayManager;
use super::model::{DayState, Grounds, Place, Reason, RunCard, Seen};
use super::plan::{Break, DayPlan};
use super::queries::{self, Version};
use super::trial;
use crate::audit::{self, Event};
use crate::db::schema::{assignment, assignment_run};
use crate::db::{Db, Write, refuse};
use crate::kernel::ids::{BookingId, RunId, StallId};
use diesel::{ExpressionMethods, QueryDsl, QueryResult, RunQueryDsl};

/// A change to the plan.
#[derive(Clone, Debug)]
pub(crate) struct Move {
    pub booking: BookingId,
    /// Where to; nowhere takes the place away.
    pub to: Option<StallId>,
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
    let plan = queries::plan(db, by.day(), Version::Latest)?;
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
    rearrange(db, &plan, draft.run, wanted)?;
    let event =
        Event { action: "move_stall", object: ("booking", wanted.booking.0), detail: "", area: Some(by.site().area()) };
    audit::record(db, by.actor(), event)?;
    Ok(draft.run)
}

fn refusal_of(plan: &DayPlan, wanted: &Move) -> Option<MoveRefusal> {
    if !plan.request(wanted.booking).is_some_and(|request| request.stands()) {
        return Some(MoveRefusal::NotAsked);
    }
    let is_usable = |id: StallId| plan.drawing.stall(id).is_some_and(|stall| !stall.is_blocked());
    if !wanted.to.is_none_or(is_usable) {
        return Some(MoveRefusal::NoSuchStall);
    }
    if plan.stall_of(wanted.booking).map(|stall| stall.id) == wanted.to {
        return Some(MoveRefusal::Nothing);
    }
    let breaks = plan.breaks(wanted.booking, wanted.to);
    (!breaks.is_empty() && !wanted.accepts_breaks).then_some(MoveRefusal::Breaks(breaks))
}

/// Counts a change of the draft, so that what others see of it is known to be old; not if it changed meanwhile.
fn is_counted(db: &mut Db, draft: Seen) -> QueryResult<bool> {
    let seen = assignment_run::table.find(draft.run).filter(assignment_run::revision.eq(draft.revision));
    let counted =
        diesel::update(seen).set(assignment_run::revision.eq(assignment_run::revision + 1)).execute(db.conn)?;
    Ok(counted == 1)
}

/// The run itself while it is a draft; of the published one, a copy.
fn draft_of(db: &mut Db, by: &DayManager, plan: &DayPlan, run: RunCard) -> QueryResult<Seen> {
    if plan.day.published_run != Some(run.id) {
        return Ok(run.seen());
    }
    let (input, engine, result): (String, String, Vec<u8>) = assignment_run::table
        .find(run.id)
        .select((assignment_run::input, assignment_run::engine, assignment_run::result_sha256))
        .first(db.conn)?;
    let copy = trial::insert_version(db, by, (&input, &engine, result))?;
    trial::insert_places(db, copy, &plan.places)?;
    Ok(Seen { run: copy, revision: 0 })
}

fn rearrange(db: &mut Db, plan: &DayPlan, draft: RunId, wanted: &Move) -> QueryResult<()> {
    let from = plan.place(wanted.booking).and_then(|place| place.stall);
    let written_there = plan.places.iter().find(|place| place.stall.is_some() && place.stall == wanted.to);
    let gives_way = written_there.map(|place| place.booking).filter(|booking| *booking != wanted.booking);
    if let Some(holder) = gives_way {
        put(db, draft, holder, None)?;
    }
    put(db, draft, wanted.booking, wanted.to)?;
    match gives_way.and_then(|holder| plan.request(holder)) {
        Some(holder) if holder.stands() && from.is_some() => put(db, draft, holder.booking, from),
        _ => Ok(()),
    }
}

/// Writes where a request stands; one that came after the run gets its first row.
fn put(db: &mut Db, draft: RunId, booking: BookingId, stall: Option<StallId>) -> QueryResult<()> {
    let reason = stall.is_none().then_some(Reason::TakenByHand);
    let changed = diesel::update(
        assignment::table.filter(assignment::run_id.eq(draft)).filter(assignment::booking_id.eq(booking)),
    )
    .set((
        assignment::stall_id.eq(stall),
        assignment::refusal.eq(reason),
        assignment::proof.eq(queries::written(&Grounds::Hand)?),
        assignment::by_hand.eq(true),
    ))
    .execute(db.conn)?;
    if changed == 1 {
        return Ok(());
    }
    let place = Place { booking, stall, reason, grounds: Grounds::Hand, by_hand: true };
    trial::insert_places(db, draft, &[place])
}
