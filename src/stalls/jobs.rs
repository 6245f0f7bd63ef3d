//! The run at the cut-off: when requests for a day have ended, the program assigns the stalls by itself, tells the managers of
//! the site, and leaves looking and publishing to them. Doing it twice, or late, changes nothing.
use super::made_of::saw_all;
use super::model::DayState;
use super::queries::{self, Version};
use super::trial::{self, TrialRefusal};
use crate::accounts::access::{Role, covers};
use crate::db::schema::{account, account_scope, area, job, market_day, market_site};
use crate::db::{Abort, Db, Pool, Write};
use crate::jobs;
use crate::kernel::ids::{AccountId, MarketDayId, SiteId};
use crate::messages::{self, Letter, OnDay};
use chrono::{NaiveDateTime, TimeDelta};
use diesel::{BoolExpressionMethods, ExpressionMethods, JoinOnDsl, QueryDsl, QueryResult, RunQueryDsl};
use std::collections::BTreeSet;

/// The kind of the job; its argument is the market day.
pub(crate) const ASSIGN: &str = "assign_stalls";
/// The kind of the job by which those above look at what depends on a day, when it is called off or its stalls go to others; its
/// argument is the market day.
pub(crate) const DAY_CHANGED: &str = "market_day_changed";
/// Of so many days it is asked at once whether they have a job.
const AT_ONCE: usize = 500;
/// Why the program assigned, as the trail says.
const AT_CUTOFF: &str = "cut-off";

/// Has the stalls of a day assigned when requests for it have ended.
pub(super) fn plan_run(db: &mut Db, day: MarketDayId, cutoff_at: NaiveDateTime) -> QueryResult<()> {
    jobs::enqueue(db, ASSIGN, &day.to_string(), cutoff_at).map(drop)
}

/// Has those above look at a day that was called off, or on which stalls went to others.
pub(super) fn plan_looking(db: &mut Db, day: MarketDayId) -> QueryResult<()> {
    let now = db.now.at;
    jobs::enqueue_by(db, DAY_CHANGED, &day.to_string(), now)
}

/// In this time a stall that went to the wrong one is taken back, and nothing that depends on it has come to an end.
pub(super) const SLIP: TimeDelta = TimeDelta::minutes(10);

/// Has those above look at a day on which a stall went on by hand, once that is no slip any more.
pub(super) fn plan_looking_later(db: &mut Db, day: MarketDayId) -> QueryResult<()> {
    let at = db.now.at + SLIP;
    jobs::enqueue(db, DAY_CHANGED, &day.to_string(), at).map(drop)
}

/// Plans the run of every open day that has none planned: of days that were opened by an older program.
pub(crate) fn plan_missing(db: &mut Db) -> QueryResult<()> {
    let open: Vec<(MarketDayId, NaiveDateTime)> = market_day::table
        .filter(market_day::day.ge(db.now.today))
        .filter(market_day::state.eq(DayState::Open))
        .order(market_day::day)
        .select((market_day::id, market_day::cutoff_at))
        .load(db.conn)?;
    for part in open.chunks(AT_ONCE) {
        let days: Vec<String> = part.iter().map(|(day, _)| day.to_string()).collect();
        let theirs = job::table.filter(job::kind.eq(ASSIGN)).filter(job::args.eq_any(&days));
        let planned: BTreeSet<String> = theirs.select(job::args).load(db.conn)?.into_iter().collect();
        for ((day, cutoff_at), _) in part.iter().zip(&days).filter(|(_, day)| !planned.contains(*day)) {
            plan_run(db, *day, *cutoff_at)?;
        }
    }
    Ok(())
}

/// Does the job.
///
/// # Errors
/// When the database cannot be read or written to.
pub(crate) fn assign(pool: &Pool, day: &str) -> anyhow::Result<()> {
    let day: MarketDayId = day.parse()?;
    // Refused is what has nothing to assign: no requests or no stalls. Nobody is told of it.
    if let Err(refusal) = pool.write_now(|db| assign_at_cutoff(db, day))? {
        tracing::debug!(%refusal, "nothing was assigned at the cut-off");
    }
    Ok(())
}

fn assign_at_cutoff(db: &mut Db, day: MarketDayId) -> Write<(), TrialRefusal> {
    let plan = queries::working_plan(db, day)?;
    if plan.day.state != DayState::Open {
        return Ok(());
    }
    if db.now.at < plan.day.cutoff_at {
        plan_run(db, day, plan.day.cutoff_at)?;
        return Ok(());
    }
    if let Some(run) = plan.run
        && saw_all(db, &plan, run)?
    {
        return Ok(());
    }
    trial::run_by_system(db, day, AT_CUTOFF)?;
    tell_managers(db, day).map_err(Abort::Database)
}

fn tell_managers(db: &mut Db, day: MarketDayId) -> QueryResult<()> {
    let plan = queries::plan(db, day, Version::Latest)?;
    let site: SiteId = market_day::table.find(day).select(market_day::site_id).first(db.conn)?;
    let letter = Letter::PlanReady {
        on: OnDay { site: queries::site(db, site)?.name, day: plan.day.day, id: Some(day) },
        placed: i32::try_from(plan.placed().count()).unwrap_or(i32::MAX),
        waiting: i32::try_from(plan.waiting().count()).unwrap_or(i32::MAX),
    };
    let letters: Vec<(AccountId, Letter)> =
        managers_of(db, site)?.into_iter().map(|manager| (manager, letter.clone())).collect();
    messages::send_all(db, &letters)
}

/// Who manages a site today.
fn managers_of(db: &mut Db, site: SiteId) -> QueryResult<BTreeSet<AccountId>> {
    let today = db.now.today;
    let path: String = market_site::table
        .inner_join(area::table)
        .filter(market_site::id.eq(site))
        .select(area::path)
        .first(db.conn)?;
    let rows: Vec<(AccountId, String)> = account_scope::table
        .inner_join(account::table.on(account::id.eq(account_scope::account_id)))
        .inner_join(area::table)
        .filter(account_scope::role.eq(Role::MarketManager))
        .filter(account_scope::starts_on.le(today))
        .filter(account_scope::ends_on.is_null().or(account_scope::ends_on.gt(today)))
        .filter(account::disabled_at.is_null())
        .select((account::id, area::path))
        .load(db.conn)?;
    Ok(rows.into_iter().filter(|(_, above)| covers(above, &path)).map(|(id, _)| id).collect())
}
