//! Running the assignment for a market day: the day becomes a case, the engine assigns, and input and result are kept as a
//! new version. Nobody is told of it before it is published, and older versions stay.
use super::access::DayManager;
use super::engine::{
    Case, Category, CategoryName, Granted, GrantedTier, Kind, List, Market, Outcome, RefusalCode, Rule, Stall,
    StallNumber, StoredRun, Subkind, Vendor, VendorId, Wants,
};
use super::model::{Before, DayState, Grounds, Place, Precedence, Reason, Request};
use super::plan::DayPlan;
use super::queries::{self, Version};
use crate::audit::{self, Event};
use crate::db::schema::{assignment, assignment_run};
use crate::db::{Db, Write, on_each, refuse};
use crate::kernel::digest::unhex;
use crate::kernel::ids::{BookingId, MarketDayId, RunId, StallId};
use diesel::{ExpressionMethods, Insertable, QueryDsl, QueryResult, RunQueryDsl};
use std::collections::{BTreeMap, BTreeSet};

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
    stall_id: Option<StallId>,
    refusal: Option<Reason>,
    proof: String,
    by_hand: bool,
}

/// Keeps where each request stands in a run.
pub(super) fn insert_places(db: &mut Db, run: RunId, places: &[Place]) -> QueryResult<()> {
    let rows: Vec<PlaceRow> = places
        .iter()
        .map(|place| {
            Ok(PlaceRow {
                run_id: run,
                booking_id: place.booking,
                stall_id: place.stall,
                refusal: place.reason,
                proof: queries::written(&place.grounds)?,
                by_hand: place.by_hand,
            })
        })
        .collect::<QueryResult<_>>()?;
    on_each!(db.conn, |conn| diesel::insert_into(assignment::table).values(&rows).execute(conn))?;
    Ok(())
}

/// The day as the engine reads it; vendors are named by their request, so that the stored case tells no names.
fn case_of(plan: &DayPlan) -> Case {
    Case {
        id: plan.day.id.to_string().into(),
        market: market_of(plan),
        vendors: plan
            .requests
            .iter()
            .filter(|request| request.stands())
            .map(|request| vendor_of(plan, request))
            .collect(),
    }
}

fn market_of(plan: &DayPlan) -> Market {
    let number = |text: &str| StallNumber::new(text);
    let rows = plan.drawing.rows.iter();
    let required: BTreeSet<&str> = plan.drawing.stalls().filter_map(|stall| stall.category.as_deref()).collect();
    let stalls = plan.drawing.stalls().map(|stall| {
        let offers = Stall {
            properties: stall.fittings.words().collect(),
            categories: stall.category.iter().map(CategoryName::new).collect(),
            blocked: stall.is_blocked(),
        };
        (number(&stall.number), offers)
    });
    let category = Category { required: true, max_stalls: None, max_vendors: None };
    Market {
        date: plan.day.day,
        rows: rows.map(|row| row.stalls.iter().map(|stall| number(&stall.number)).collect()).collect(),
        circular_rows: BTreeSet::new(),
        stalls: stalls.collect(),
        categories: required.into_iter().map(|code| (CategoryName::new(code), category.clone())).collect(),
        obstacles: Vec::new(),
        max_stalls_per_vendor: Some(1),
        ab_list_active: false,
        refused_last_time_first: false,
    }
}

fn vendor_of(plan: &DayPlan, request: &Request) -> Vendor {
    let wished = request.wishes.iter().filter_map(|stall| plan.drawing.stall(*stall));
    Vendor {
        id: VendorId::new(request.booking.to_string()),
        kind: Kind::Applicant,
        subkind: Subkind::Ordinary,
        seniority_rank: request.seniority.into(),
        list: List::A,
        refused_last_time: false,
        own_stalls: BTreeSet::new(),
        guaranteed_count: 0,
        wants: Wants { min: 1, max: 1 },
        categories: BTreeSet::from([CategoryName::new(&request.category)]),
        needs: request.needs.words().collect(),
        wishes: wished.map(|stall| vec![StallNumber::new(&stall.number)]).collect(),
        flexible: request.flexible,
        present: true,
        absence: None,
    }
}

/// Where each request of the case stands in the outcome.
fn places(plan: &DayPlan, outcome: &Outcome) -> Vec<Place> {
    let ids: BTreeMap<&str, StallId> = plan.drawing.stalls().map(|stall| (stall.number.as_str(), stall.id)).collect();
    let standing = plan.requests.iter().filter(|request| request.stands());
    standing.filter_map(|request| place(request.booking, outcome, &ids)).collect()
}

fn place(booking: BookingId, outcome: &Outcome, ids: &BTreeMap<&str, StallId>) -> Option<Place> {
    let vendor = VendorId::new(booking.to_string());
    if let Some(stalls) = outcome.assigned.get(&vendor) {
        let stall = stalls.first().and_then(|number| ids.get(number.as_str()).copied());
        let grounds = outcome.granted.get(&vendor).map_or(Grounds::Anywhere, grounds_of);
        return Some(Place { booking, stall, reason: None, grounds, by_hand: false });
    }
    let refusal = outcome.rejected.get(&vendor)?;
    let before = refusal.before_you.iter().filter_map(|before| {
        Some(Before {
            booking: before.vendor.as_str().parse().ok()?,
            stalls: before.stalls.iter().map(ToString::to_string).collect(),
            rule: precedence_of(before.rule),
        })
    });
    let grounds =
        Grounds::Refused { stalls: refusal.stalls.iter().map(ToString::to_string).collect(), before: before.collect() };
    Some(Place { booking, stall: None, reason: Some(reason_of(refusal.code)), grounds, by_hand: false })
}

fn grounds_of(granted: &Granted) -> Grounds {
    match granted.tier {
        GrantedTier::Wish(rank) => Grounds::Wish { rank },
        GrantedTier::Own => Grounds::Own,
        GrantedTier::Anywhere => Grounds::Anywhere,
    }
}

pub(super) fn reason_of(code: RefusalCode) -> Reason {
    match code {
        RefusalCode::CategoryFull => Reason::CategoryFull,
        RefusalCode::NoAdjacentRun => Reason::NoAdjacentRun,
        RefusalCode::MinimumUnavailable => Reason::MinimumUnavailable,
        RefusalCode::MarketFull => Reason::MarketFull,
        RefusalCode::OwnStallUnavailable => Reason::OwnStallUnavailable,
        RefusalCode::NoWishAvailable => Reason::NoWishAvailable,
        RefusalCode::NoSuitableStall => Reason::NoSuitableStall,
    }
}

fn precedence_of(rule: Rule) -> Precedence {
    match rule {
        Rule::OwnStalls => Precedence::OwnStalls,
        Rule::PriorityList => Precedence::PriorityList,
        Rule::SpecialNeeds => Precedence::SpecialNeeds,
        Rule::MovingHolder => Precedence::MovingHolder,
        Rule::GuaranteedCount => Precedence::GuaranteedCount,
        Rule::AcceptsOne => Precedence::AcceptsOne,
        Rule::Seniority => Precedence::Seniority,
        Rule::EqualSeniority => Precedence::EqualSeniority,
        Rule::Exchange => Precedence::Exchange,
    }
}
