//! The jobs of standing orders: which are due is looked every hour, and each has its next order placed by a job of its own.
//! Doing it twice, at once or late places nothing twice.
use super::miss::miss;
use super::turn::{self, Done, Stopped};
use crate::db::{Db, Pool};
use crate::jobs;
use crate::kernel::ids::{MarketDayId, StandingId};
use crate::orders::queries;
use chrono::TimeDelta;
use diesel::QueryResult;

/// The kind of the job that looks which are due.
pub(crate) const LOOK: &str = "look_at_standing_orders";
/// How often it is done.
pub(crate) const LOOK_EVERY: TimeDelta = TimeDelta::hours(1);
/// The kind of the job that places the next order of one; its argument is that one.
pub(crate) const PLACE: &str = "place_standing_order";
/// No more weeks of one are due at once, however long the program stood still: those that are over count as one.
const AT_ONCE: usize = 3;

/// Plans the first time, unless it is planned already.
pub(crate) fn plan_looking(db: &mut Db) -> QueryResult<()> {
    let now = db.now.at;
    jobs::plan(db, LOOK, now)
}

/// Has the next order of one placed, if its time has come.
pub(super) fn place_soon(db: &mut Db, id: StandingId) -> QueryResult<()> {
    let now = db.now.at;
    jobs::enqueue(db, PLACE, &id.to_string(), now).map(drop)
}

/// Has those placed soon that wait for a market day, whose plan may be published by now.
pub(in crate::orders) fn place_for(db: &mut Db, day: MarketDayId) -> QueryResult<()> {
    let waiting: Vec<String> = queries::standing::wanted_on(db, day)?.iter().map(StandingId::to_string).collect();
    jobs::enqueue_missing(db, PLACE, &waiting)
}

/// Does the job that looks.
///
/// # Errors
/// When the database cannot be read or written to.
pub(crate) fn look(pool: &Pool) -> anyhow::Result<()> {
    Ok(pool.change_now(|db| {
        let due: Vec<String> = queries::standing::due(db)?.iter().map(StandingId::to_string).collect();
        jobs::enqueue_missing(db, PLACE, &due)
    })?)
}

/// Does the job that places.
///
/// # Errors
/// When the database cannot be read or written to.
pub(crate) fn place(pool: &Pool, arg: &str) -> anyhow::Result<()> {
    let id: StandingId = arg.parse()?;
    for _ in 0..AT_ONCE {
        let went_on = match pool.write_now(|db| turn::take(db, id))? {
            Ok(Done::Nothing) | Err(Stopped::Meanwhile) => false,
            Ok(Done::Settled) => true,
            Err(Stopped::For { day, why }) => pool.change_now(|db| miss(db, id, (day, why)))?,
        };
        if !went_on {
            return Ok(());
        }
    }
    Ok(())
}
