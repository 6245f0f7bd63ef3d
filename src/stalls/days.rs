//! Opening market days, singly or every week; calling one off; what is announced about one.
//! A day that people asked for is never deleted: it is called off, and everyone who asked is told.
use super::access::{DayManager, SiteManager};
use super::model::DayState;
use super::{jobs, queries, standing};
use crate::audit::{self, Event};
use crate::db::schema::{holiday, market_day, market_site};
use crate::db::{Db, Write, refuse};
use crate::kernel::clock::utc_of;
use crate::kernel::ids::{AccountId, MarketDayId};
use crate::messages::{self, Letter, OnDay};
use chrono::{Days, NaiveDate, TimeDelta};
use diesel::{ExpressionMethods, QueryDsl, RunQueryDsl};

/// One market day, or the same weekday in several weeks.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NewDays {
    pub first: NaiveDate,
    /// From 1 to [`MOST_WEEKS`].
    pub weeks: u64,
    /// Minutes after midnight in Tehran.
    pub opens_minute: i32,
    pub closes_minute: i32,
}

pub(crate) const MOST_WEEKS: u64 = 26;
const MOST_DAYS_AHEAD: u64 = 730;

/// Why no day is opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum DaysRefusal {
    #[error("the day is past")]
    Past,
    #[error("the day is more than {MOST_DAYS_AHEAD} days ahead")]
    TooFar,
    #[error("the site is open on all of these days already")]
    AllOpen,
    #[error("the first of these days is a holiday")]
    Holiday,
}

/// Opens the days that are not open yet and no holidays; gives their ids in order.
pub(crate) fn open(db: &mut Db, by: &SiteManager, new: &NewDays) -> Write<Vec<MarketDayId>, DaysRefusal> {
    if new.first < db.now.today {
        return refuse(DaysRefusal::Past);
    }
    let last = db.now.today.checked_add_days(Days::new(MOST_DAYS_AHEAD));
    if last.is_none_or(|last| new.first > last) {
        return refuse(DaysRefusal::TooFar);
    }
    let wanted: Vec<NaiveDate> =
        (0..new.weeks).filter_map(|week| new.first.checked_add_days(Days::new(7 * week))).collect();
    let known: Vec<NaiveDate> = market_day::table
        .filter(market_day::site_id.eq(by.site()))
        .filter(market_day::day.ge(new.first))
        .select(market_day::day)
        .load(db.conn)?;
    let holidays: Vec<NaiveDate> =
        holiday::table.filter(holiday::day.eq_any(&wanted)).select(holiday::day).load(db.conn)?;
    if holidays.contains(&new.first) {
        return refuse(DaysRefusal::Holiday);
    }
    let cutoff_hours: i32 = market_site::table.find(by.site()).select(market_site::cutoff_hours).first(db.conn)?;
    let mut opened = Vec::new();
    for day in wanted.into_iter().filter(|day| !known.contains(day) && !holidays.contains(day)) {
        let id: MarketDayId = db.id();
        let cutoff_at = utc_of(day, new.opens_minute) - TimeDelta::hours(cutoff_hours.into());
        diesel::insert_into(market_day::table)
            .values((
                (market_day::id.eq(id), market_day::site_id.eq(by.site()), market_day::day.eq(day)),
                (market_day::opens_minute.eq(new.opens_minute), market_day::closes_minute.eq(new.closes_minute)),
                market_day::cutoff_at.eq(cutoff_at),
                market_day::state.eq(DayState::Open),
                market_day::announcement.eq(""),
            ))
            .execute(db.conn)?;
        let event = Event { action: "open_day", object: ("market_day", id.0), detail: "", area: Some(by.area()) };
        audit::record(db, by.actor(), event)?;
        jobs::plan_run(db, id, cutoff_at)?;
        opened.push(id);
    }
    if opened.is_empty() {
        return refuse(DaysRefusal::AllOpen);
    }
    standing::enter(db, by.actor(), by.site())?;
    Ok(opened)
}

/// What the trail calls the changes of a day that everyone must notice: whatever alters what is read beside a day, or its
/// hours, belongs here, for calendars count them.
pub(super) const NOTICED: [&str; 2] = [CANCEL, ANNOUNCE];
const CANCEL: &str = "cancel_day";
const ANNOUNCE: &str = "announce";

/// Why a day is not changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum DayRefusal {
    #[error("the day is called off already")]
    Cancelled,
    #[error("the day is past")]
    Past,
}

/// Calls a day off and tells everyone who asked for a stall; gives how many people were told.
pub(crate) fn cancel(db: &mut Db, by: &DayManager) -> Write<usize, DayRefusal> {
    let day = queries::day(db, by.day())?;
    if day.day < db.now.today {
        return refuse(DayRefusal::Past);
    }
    let changed = diesel::update(
        market_day::table.filter(market_day::id.eq(by.day())).filter(market_day::state.ne(DayState::Cancelled)),
    )
    .set(market_day::state.eq(DayState::Cancelled))
    .execute(db.conn)?;
    if changed == 0 {
        return refuse(DayRefusal::Cancelled);
    }
    let site = queries::site(db, by.site().site())?;
    let told = queries::people_of_day(db, by.day())?;
    let letter = Letter::StallDayCancelled { on: OnDay { site: site.name, day: day.day, id: Some(day.id) } };
    let letters: Vec<(AccountId, Letter)> = told.iter().map(|person| (person.account, letter.clone())).collect();
    messages::send_all(db, &letters)?;
    jobs::plan_looking(db, by.day())?;
    note(db, by, CANCEL)?;
    Ok(told.len())
}

/// Sets or clears what everyone reads beside the day.
pub(crate) fn announce(db: &mut Db, by: &DayManager, text: &str) -> Write<(), DayRefusal> {
    let today = db.now.today;
    let changed =
        diesel::update(market_day::table.filter(market_day::id.eq(by.day())).filter(market_day::day.ge(today)))
            .set(market_day::announcement.eq(text))
            .execute(db.conn)?;
    if changed == 0 {
        return refuse(DayRefusal::Past);
    }
    note(db, by, ANNOUNCE)?;
    Ok(())
}

fn note(db: &mut Db, by: &DayManager, action: &'static str) -> diesel::QueryResult<()> {
    let event = Event { action, object: ("market_day", by.day().0), detail: "", area: Some(by.site().area()) };
    audit::record(db, by.actor(), event)
}
