//! Ticking on the day who came. Someone who did not come may be marked once the market's minutes are over; the stall is then
//! free for someone who waits.
use super::access::DayManager;
use super::model::{Attendance, DayState};
use super::queries::{self, Version};
use crate::audit::{self, Event};
use crate::db::schema::check_in;
use crate::db::{Db, Write, refuse};
use crate::kernel::clock::utc_of;
use crate::kernel::ids::BookingId;
use chrono::TimeDelta;
use diesel::{ExpressionMethods, QueryDsl, RunQueryDsl};

/// Why nothing is ticked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum CheckInRefusal {
    #[error("the market is not today")]
    NotToday,
    #[error("no plan is published")]
    NotPublished,
    #[error("the request has no stall")]
    NoStall,
    /// So many minutes after the opening.
    #[error("they still have time to come")]
    StillTime { minutes: i32 },
}

/// Notes that someone with a stall came, or did not; the last word counts.
pub(crate) fn mark(db: &mut Db, by: &DayManager, of: BookingId, seen: Attendance) -> Write<(), CheckInRefusal> {
    let plan = queries::plan(db, by.day(), Version::Published)?;
    if plan.day.day != db.now.today {
        return refuse(CheckInRefusal::NotToday);
    }
    if plan.day.state != DayState::Published {
        return refuse(CheckInRefusal::NotPublished);
    }
    if plan.place(of).is_none_or(|place| place.stalls.is_empty()) {
        return refuse(CheckInRefusal::NoStall);
    }
    let minutes = queries::site(db, by.site().site())?.no_show_minutes;
    let over_at = utc_of(plan.day.day, plan.day.opens_minute) + TimeDelta::minutes(minutes.into());
    if seen == Attendance::NoShow && db.now.at < over_at {
        return refuse(CheckInRefusal::StillTime { minutes });
    }
    let values =
        (check_in::state.eq(seen), check_in::marked_by.eq(by.actor().account), check_in::marked_at.eq(db.now.at));
    let changed = diesel::update(
        check_in::table.filter(check_in::market_day_id.eq(by.day())).filter(check_in::booking_id.eq(of)),
    )
    .set(values)
    .execute(db.conn)?;
    if changed == 0 {
        diesel::insert_into(check_in::table)
            .values((check_in::market_day_id.eq(by.day()), check_in::booking_id.eq(of), values))
            .execute(db.conn)?;
    }
    let event =
        Event { action: "check_in", object: ("booking", of.0), detail: seen.as_str(), area: Some(by.site().area()) };
    audit::record(db, by.actor(), event)?;
    Ok(())
}
