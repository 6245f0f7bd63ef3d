//! What a run was made of, beside what is known by now.
use super::cases::case_of;
use super::engine::{Case, StoredRun, Vendor, VendorId};
use super::model::{Request, RunCard};
use super::plan::DayPlan;
use super::queries::{self, Version};
use crate::db::Db;
use crate::db::schema::assignment_run;
use diesel::result::Error;
use diesel::{ExpressionMethods, QueryDsl, QueryResult, RunQueryDsl};
use std::collections::BTreeMap;

/// Whether the run was made of what is known now: the same drawing, rules, sellers and requests.
pub(super) fn saw_all(db: &mut Db, plan: &DayPlan, run: RunCard) -> QueryResult<bool> {
    Ok(input_of(db, run)? == input_now(plan)?)
}

/// Whether a run would tell people what is not so any more. While people can ask, anything that it was made of may have
/// changed since; later a request that still stands, for who signs off then leaves a stall that is given by hand, and new
/// rules are for the days to come. What was drawn since is looked at by itself.
pub(super) fn is_outdated(db: &mut Db, plan: &DayPlan, run: RunCard) -> QueryResult<bool> {
    let input = input_of(db, run)?;
    // A copy that was changed by hand may be on another drawing than the run that was made of this.
    let as_made = assignment_run::table
        .filter(assignment_run::market_day_id.eq(plan.day.id))
        .filter(assignment_run::input.eq(&input))
        .order(assignment_run::version)
        .select(assignment_run::version)
        .first(db.conn)?;
    let as_made = queries::plan(db, plan.day.id, Version::Numbered(as_made))?;
    let now = input_now(&as_made)?;
    if input != now && (db.now.at < plan.day.cutoff_at || are_others(&input, &now)) {
        return Ok(true);
    }
    let drawing = queries::drawing_of_day(db, plan.day.id)?.drawing;
    let is_new = |stall| drawing.is_usable(stall) && as_made.drawing.stall(stall).is_none();
    let names_new = |request: &Request| request.wanted.wishes.stalls().chain(request.own.iter().copied()).any(is_new);
    Ok(plan.requests.iter().any(|request| request.stands() && names_new(request)))
}

fn input_of(db: &mut Db, run: RunCard) -> QueryResult<String> {
    assignment_run::table.find(run.id).select(assignment_run::input).first(db.conn)
}

fn input_now(plan: &DayPlan) -> QueryResult<String> {
    StoredRun::input_of(&case_of(plan)).map_err(|error| Error::SerializationError(error.into()))
}

/// Whether somebody of the second case is not in the first, or asks there for something else or on other terms.
fn are_others(made: &str, now: &str) -> bool {
    match (vendors(made), vendors(now)) {
        (Some(made), Some(now)) => now.iter().any(|(id, vendor)| made.get(id) != Some(vendor)),
        _ => true,
    }
}

/// The people of a case; nothing where it cannot be read any more.
fn vendors(input: &str) -> Option<BTreeMap<VendorId, Vendor>> {
    let case: Case = serde_json::from_str(input).ok()?;
    // Whether somebody was refused last time is known only where a rule asks for it.
    let known = |vendor: Vendor| (vendor.id.clone(), Vendor { refused_last_time: false, ..vendor });
    Some(case.vendors.into_iter().map(known).collect())
}
