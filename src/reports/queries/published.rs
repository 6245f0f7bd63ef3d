//! What was published of some market days: what the stalls were dealt on, and who got which, as it was announced and as it
//! stood in the end. A fixed number of queries, however many days.
use super::editions::{Editions, editions};
use crate::db::Db;
use crate::db::schema::{assignment, assignment_run, assignment_stall, audit_event, market_day};
use crate::kernel::ids::{BookingId, MarketDayId, RunId, SiteId, StallId};
use crate::stalls::engine::Case;
use crate::stalls::model::{DayCard, Grounds};
use diesel::{ExpressionMethods, JoinOnDsl, NullableExpressionMethods, QueryDsl, QueryResult, RunQueryDsl};
use std::collections::{BTreeMap, BTreeSet};

/// The stalls of the requests of one run, in the order they stand.
type Stalls = BTreeMap<BookingId, Vec<StallId>>;

/// What was published of one day.
#[derive(Default)]
pub(super) struct Published {
    /// The stalls on which someone could stand, on the drawing of the plan.
    pub open: Vec<StallId>,
    /// What the stalls were dealt on; none where an engine wrote it otherwise.
    pub case: Option<Case>,
    /// The stalls by the numbers they have in the case.
    pub numbers: BTreeMap<String, StallId>,
    /// As people were told before any stall was given on the day itself.
    pub announced: Stalls,
    /// As it stood in the end.
    pub held: Stalls,
    /// Who stood in the end on a stall that was given on the day.
    pub given: BTreeSet<BookingId>,
}

/// A stall given on the day itself, in one version of the plan.
struct Gift {
    day: MarketDayId,
    version: i32,
    run: RunId,
    to: BookingId,
}

/// What was published of some days of a site.
pub(super) fn published(db: &mut Db, site: SiteId, days: &[DayCard]) -> QueryResult<BTreeMap<MarketDayId, Published>> {
    let last: BTreeMap<MarketDayId, RunId> = days.iter().filter_map(|day| Some((day.id, day.published_run?))).collect();
    let ids: Vec<MarketDayId> = last.keys().copied().collect();
    let gifts = gifts(db, &ids)?;
    let told = announced(db, &gifts)?;
    let mut stalls = stalls(db, last.values().chain(told.values()).copied().collect())?;
    let (mut cases, editions) = (cases(db, &ids)?, editions(db, site, &ids)?);
    let of_day = last.into_iter().map(|(day, run)| {
        let announced = told.get(&day).and_then(|run| stalls.remove(run));
        let held = stalls.remove(&run).unwrap_or_default();
        let gifts = gifts.iter().filter(|gift| gift.run == run && held.contains_key(&gift.to));
        let given = gifts.map(|gift| gift.to).collect();
        let announced = announced.unwrap_or_else(|| held.clone());
        let drawn = drawn(&editions, day);
        (day, Published { case: cases.remove(&day), announced, held, given, ..drawn })
    });
    Ok(of_day.collect())
}

fn drawn(editions: &Editions, day: MarketDayId) -> Published {
    let usable = editions.published(day).into_iter().flat_map(|drawing| drawing.stalls());
    let dealt = editions.dealt(day).into_iter().flat_map(|drawing| drawing.stalls());
    Published {
        open: usable.filter(|stall| !stall.is_blocked()).map(|stall| stall.id).collect(),
        numbers: dealt.map(|stall| (stall.number.clone(), stall.id)).collect(),
        ..Published::default()
    }
}

/// What the published runs of some days were dealt on.
fn cases(db: &mut Db, days: &[MarketDayId]) -> QueryResult<BTreeMap<MarketDayId, Case>> {
    let rows: Vec<(MarketDayId, String)> = market_day::table
        .inner_join(assignment_run::table.on(market_day::published_run.eq(assignment_run::id.nullable())))
        .filter(market_day::id.eq_any(days))
        .select((market_day::id, assignment_run::input))
        .load(db.conn)?;
    Ok(rows.into_iter().filter_map(|(day, input)| Some((day, serde_json::from_str(&input).ok()?))).collect())
}

/// The stalls that were given on some days themselves, in every version of their plans.
fn gifts(db: &mut Db, days: &[MarketDayId]) -> QueryResult<Vec<Gift>> {
    let rows: Vec<(MarketDayId, i32, RunId, BookingId, String)> = assignment::table
        .inner_join(assignment_run::table)
        .filter(assignment_run::market_day_id.eq_any(days))
        .filter(assignment::by_hand)
        .select((
            assignment_run::market_day_id,
            assignment_run::version,
            assignment_run::id,
            assignment::booking_id,
            assignment::proof,
        ))
        .load(db.conn)?;
    let is_gift = |proof: &str| matches!(serde_json::from_str(proof), Ok(Grounds::HandedOn { .. }));
    let gifts = rows.into_iter().filter(|(.., proof)| is_gift(proof));
    Ok(gifts.map(|(day, version, run, to, _)| Gift { day, version, run, to }).collect())
}

/// Of the days on which stalls were given, the plan that people had been told of before the first one. Which versions were
/// made known is in the trail alone.
fn announced(db: &mut Db, gifts: &[Gift]) -> QueryResult<BTreeMap<MarketDayId, RunId>> {
    let mut first: BTreeMap<MarketDayId, i32> = BTreeMap::new();
    for gift in gifts {
        let version = first.entry(gift.day).or_insert(gift.version);
        *version = gift.version.min(*version);
    }
    if first.is_empty() {
        return Ok(BTreeMap::new());
    }
    let told: Vec<(MarketDayId, i32, RunId)> = assignment_run::table
        .inner_join(audit_event::table.on(audit_event::object_id.eq(assignment_run::id)))
        .filter(assignment_run::market_day_id.eq_any(first.keys().copied().collect::<Vec<MarketDayId>>()))
        .filter(audit_event::object.eq("assignment_run"))
        .filter(audit_event::action.eq("publish_plan"))
        .order(assignment_run::version)
        .select((assignment_run::market_day_id, assignment_run::version, assignment_run::id))
        .load(db.conn)?;
    let before = |day: &MarketDayId, version: i32| first.get(day).is_some_and(|first| version < *first);
    Ok(told.into_iter().filter(|(day, version, _)| before(day, *version)).map(|(day, _, run)| (day, run)).collect())
}

fn stalls(db: &mut Db, runs: Vec<RunId>) -> QueryResult<BTreeMap<RunId, Stalls>> {
    let rows: Vec<(RunId, BookingId, StallId)> = assignment_stall::table
        .filter(assignment_stall::run_id.eq_any(runs))
        .order((assignment_stall::run_id, assignment_stall::booking_id, assignment_stall::ord))
        .select((assignment_stall::run_id, assignment_stall::booking_id, assignment_stall::stall_id))
        .load(db.conn)?;
    let mut found: BTreeMap<RunId, Stalls> = BTreeMap::new();
    for (run, booking, stall) in rows {
        found.entry(run).or_default().entry(booking).or_default().push(stall);
    }
    Ok(found)
}
