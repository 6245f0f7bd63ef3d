//! Ticking on the day who came. Someone who did not come may be marked once the market's minutes are over; the stall is then
//! free for someone who waits. Who waits is ticked while at the market, and again when leaving. A tick that waited on a phone
//! without network counts for the moment it was made at: one that arrives twice, or after a later one, changes nothing; and
//! one of someone whose stall is another's by then means that they wait.
use super::access::DayManager;
use super::model::{Attendance, DayState, Request};
use super::queries::{self, Version};
use crate::audit::{self, Event};
use crate::db::schema::check_in;
use crate::db::{Db, Write, refuse};
use crate::kernel::clock::{tehran_day, utc_of};
use crate::kernel::ids::BookingId;
use chrono::{NaiveDateTime, TimeDelta};
use diesel::{ExpressionMethods, OptionalExtension, QueryDsl, QueryResult, RunQueryDsl};

/// Why nothing is ticked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum CheckInRefusal {
    #[error("the market is not today")]
    NotToday,
    #[error("no plan is published")]
    NotPublished,
    /// Nobody asked for it on this day, or they signed off: who comes after all is entered as such.
    #[error("the request does not stand")]
    NoStall,
    /// So many minutes after the opening.
    #[error("they still have time to come")]
    StillTime { minutes: i32 },
}

/// How long a tick may have waited on a phone. After that the list of a day no longer changes.
const LATEST: TimeDelta = TimeDelta::hours(24);

/// What was seen of someone who has a stall or waits for one, and how long ago.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Tick {
    pub of: BookingId,
    pub seen: Attendance,
    /// Whole seconds, as the phone counted them: its clock may be wrong, the time that passed on it hardly.
    pub ago: TimeDelta,
}

impl Tick {
    /// A tick of this very moment.
    pub fn now(of: BookingId, seen: Attendance) -> Tick {
        Tick { of, seen, ago: TimeDelta::zero() }
    }
}

/// Notes that someone came, or did not, or waits; of two ticks the one that was made later counts.
pub(crate) fn mark(db: &mut Db, by: &DayManager, tick: Tick) -> Write<(), CheckInRefusal> {
    let Tick { of, seen, ago } = tick;
    let made_at = db.now.at - ago.max(TimeDelta::zero());
    let plan = queries::plan(db, by.day(), Version::Published)?;
    if plan.day.day != tehran_day(made_at) || ago > LATEST {
        return refuse(CheckInRefusal::NotToday);
    }
    if plan.day.state != DayState::Published {
        return refuse(CheckInRefusal::NotPublished);
    }
    if !plan.request(of).is_some_and(Request::is_asked) {
        return refuse(CheckInRefusal::NoStall);
    }
    let known = plan.request(of).and_then(|request| request.attendance);
    if known == Some(Attendance::NoShow) && seen == Attendance::NoShow {
        // Nothing changes but when it was seen last, which counts against a tick from before that comes later.
        write(db, by, (of, seen), made_at)?;
        return Ok(());
    }
    let seen = seen.of(plan.has_place(of));
    let minutes = queries::site(db, by.site().site())?.no_show_minutes;
    let over_at = utc_of(plan.day.day, plan.day.opens_minute) + TimeDelta::minutes(minutes.into());
    if seen == Attendance::NoShow && made_at < over_at {
        return refuse(CheckInRefusal::StillTime { minutes });
    }
    write(db, by, (of, seen), made_at)?;
    Ok(())
}

/// Writes down what was seen of a request, unless something later is known; what changes leaves a row in the trail.
pub(super) fn write(
    db: &mut Db,
    by: &DayManager,
    (of, seen): (BookingId, Attendance),
    made_at: NaiveDateTime,
) -> QueryResult<()> {
    let known: Option<Attendance> =
        check_in::table.find((by.day(), of)).select(check_in::state).first(db.conn).optional()?;
    match known {
        Some(known) => {
            if !renew(db, by, (of, seen), made_at)? || known == seen {
                return Ok(());
            }
        }
        None => insert(db, by, (of, seen), made_at)?,
    }
    let event =
        Event { action: "check_in", object: ("booking", of.0), detail: seen.as_str(), area: Some(by.site().area()) };
    audit::record(db, by.actor(), event)
}

fn insert(
    db: &mut Db,
    by: &DayManager,
    (of, seen): (BookingId, Attendance),
    made_at: NaiveDateTime,
) -> QueryResult<()> {
    diesel::insert_into(check_in::table)
        .values((
            check_in::market_day_id.eq(by.day()),
            check_in::booking_id.eq(of),
            check_in::state.eq(seen),
            check_in::marked_by.eq(by.actor().account),
            check_in::marked_at.eq(made_at),
        ))
        .execute(db.conn)?;
    Ok(())
}

/// Tells whether it was written down: not where something later is known.
fn renew(
    db: &mut Db,
    by: &DayManager,
    (of, seen): (BookingId, Attendance),
    made_at: NaiveDateTime,
) -> QueryResult<bool> {
    let earlier = check_in::table.find((by.day(), of)).filter(check_in::marked_at.le(made_at));
    let renewed = diesel::update(earlier)
        .set((check_in::state.eq(seen), check_in::marked_by.eq(by.actor().account), check_in::marked_at.eq(made_at)))
        .execute(db.conn)?;
    Ok(renewed == 1)
}
