//! Publishing a run: from then on it is what people see, and those for whom something changed are told.
use super::access::DayManager;
use super::jobs;
use super::made_of;
use super::model::{DayState, Seen};
use super::moves;
use super::plan::DayPlan;
use super::queries::{self, Version};
use crate::audit::{self, Event};
use crate::db::schema::{assignment_run, market_day, publication};
use crate::db::{Db, Write, refuse};
use crate::kernel::ids::{AccountId, RunId};
use crate::messages::{self, Letter, OnDay};
use diesel::dsl::exists;
use diesel::{ExpressionMethods, QueryDsl, QueryResult, RunQueryDsl};

/// What is to be published.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Publication {
    /// The plan the manager looked at.
    pub seen: Seen,
    /// Ends requests now, though the cut-off has not come.
    pub closes_early: bool,
}

/// Why nothing is published.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum PublishRefusal {
    #[error("the day is called off or past")]
    Closed,
    #[error("the plan was changed meanwhile")]
    Stale,
    #[error("people can still ask")]
    BeforeCutoff,
    /// Requests came after the run, or what it was made of changed since.
    #[error("the run was made of something else")]
    Outdated,
    #[error("this run is published already")]
    Nothing,
    /// The drawing was changed after the run.
    #[error("someone stands on a stall that is closed or gone")]
    Unusable,
}

/// Publishes the newest run; gives how many people were told.
pub(crate) fn publish(db: &mut Db, by: &DayManager, wanted: Publication) -> Write<usize, PublishRefusal> {
    let plan = queries::plan(db, by.day(), Version::Latest)?;
    if plan.day.state == DayState::Cancelled || plan.day.day < db.now.today {
        return refuse(PublishRefusal::Closed);
    }
    if plan.run.map(|run| run.seen()) != Some(wanted.seen) {
        return refuse(PublishRefusal::Stale);
    }
    if plan.day.published_run == Some(wanted.seen.run) {
        return refuse(PublishRefusal::Nothing);
    }
    if db.now.at < plan.day.cutoff_at && !wanted.closes_early {
        return refuse(PublishRefusal::BeforeCutoff);
    }
    if let Some(run) = plan.run.filter(|_| plan.day.state == DayState::Open)
        && (plan.unseen().next().is_some() || made_of::is_outdated(db, &plan, run)?)
    {
        return refuse(PublishRefusal::Outdated);
    }
    if queries::working_plan(db, by.day())?.unusable().next().is_some() {
        return refuse(PublishRefusal::Unusable);
    }
    let told_before = queries::plan(db, by.day(), Version::Published)?;
    let seen = assignment_run::table.find(wanted.seen.run).filter(assignment_run::revision.eq(wanted.seen.revision));
    let changed = diesel::update(
        market_day::table
            .filter(market_day::id.eq(by.day()))
            .filter(market_day::state.eq(plan.day.state))
            .filter(exists(seen)),
    )
    .set((
        market_day::state.eq(DayState::Published),
        market_day::published_run.eq(wanted.seen.run),
        market_day::cutoff_at.eq(plan.day.cutoff_at.min(db.now.at)),
    ))
    .execute(db.conn)?;
    if changed == 0 {
        return refuse(PublishRefusal::Stale);
    }
    keep(db, wanted.seen.run)?;
    let told = tell(db, by, &plan, &told_before)?;
    jobs::plan_looking(db, by.day())?;
    let event = Event {
        action: "publish_plan",
        object: ("assignment_run", wanted.seen.run.0),
        detail: "",
        area: Some(by.site().area()),
    };
    audit::record(db, by.actor(), event)?;
    Ok(told)
}

/// Keeps for good that a run was announced, and when.
pub(super) fn keep(db: &mut Db, run: RunId) -> QueryResult<()> {
    diesel::insert_into(publication::table)
        .values((publication::run_id.eq(run), publication::published_at.eq(db.now.at)))
        .execute(db.conn)?;
    Ok(())
}

/// Publishes the plan that people know once more, with the rows and numbers that its stalls have by now; gives how many people
/// were told.
pub(crate) fn announce_numbers(db: &mut Db, by: &DayManager, seen: Seen) -> Write<usize, PublishRefusal> {
    let plan = queries::working_plan(db, by.day())?;
    let Some(run) = plan.run.filter(|run| run.seen() == seen) else {
        return refuse(PublishRefusal::Stale);
    };
    if plan.day.published_run != Some(run.id) || plan.renumbered().next().is_none() {
        return refuse(PublishRefusal::Nothing);
    }
    let now = queries::drawing_of_day(db, by.day())?.edition;
    let copy = moves::copy_of(db, by, &plan, (run.id, now))?;
    publish(db, by, Publication { seen: Seen { run: copy, revision: 0 }, closes_early: false })
}

/// Tells everyone whose place differs from what they were told before; gives how many were told.
fn tell(db: &mut Db, by: &DayManager, plan: &DayPlan, told_before: &DayPlan) -> QueryResult<usize> {
    let site = queries::site(db, by.site().site())?.name;
    let people = queries::people_of_day(db, by.day())?;
    let on = || OnDay { site: site.clone(), day: plan.day.day, id: Some(plan.day.id) };
    let changed = plan.changed_since(told_before).map(|place| {
        let letter = if place.stalls.is_empty() {
            Letter::StallRefused { on: on() }
        } else {
            Letter::StallAssigned { on: on(), stalls: plan.drawing.numbers(&place.stalls) }
        };
        (place.booking, letter)
    });
    let dropped = plan.dropped_since(told_before);
    let dropped = dropped.map(|(booking, stalls)| (booking, Letter::StallGivenOn { on: on(), stalls }));
    let mut letters: Vec<(AccountId, Letter)> = Vec::new();
    for (booking, letter) in changed.chain(dropped) {
        let theirs = people.iter().filter(|person| person.booking == booking);
        letters.extend(theirs.map(|person| (person.account, letter.clone())));
    }
    messages::send_all(db, &letters)?;
    Ok(letters.len())
}
