//! The one source of the present moment, and Tehran's view of an instant.
//! Instants are UTC without a zone, cut to microseconds; a business day is a date in Tehran.

use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, TimeZone, Utc};
use chrono_tz::Asia::Tehran;

/// Where the time comes from: the system, or a hand that tests and the demo set. Clones share the hand.
#[derive(Clone, Debug)]
pub struct Clock(Source);

#[derive(Clone, Debug)]
enum Source {
    System,
    Fixed(Arc<Mutex<NaiveDateTime>>),
}

/// One moment: the instant and the business day it falls on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Now {
    /// The instant in UTC, whole microseconds.
    pub at: NaiveDateTime,
    /// The date in Tehran.
    pub today: NaiveDate,
}

impl Clock {
    /// The system's clock.
    pub fn system() -> Self {
        Self(Source::System)
    }

    /// A clock that stands at `at`, in UTC, until it is set.
    pub fn fixed(at: NaiveDateTime) -> Self {
        Self(Source::Fixed(Arc::new(Mutex::new(at))))
    }

    /// The present moment.
    #[allow(clippy::disallowed_methods, reason = "the one place that looks at the machine's clock")]
    pub fn now(&self) -> Now {
        match &self.0 {
            Source::System => Now::at(Utc::now().naive_utc()),
            Source::Fixed(hand) => Now::at(*hand.lock().unwrap_or_else(PoisonError::into_inner)),
        }
    }

    /// Sets a fixed clock to `at`, in UTC; the system's clock is not ours to set.
    pub fn set(&self, at: NaiveDateTime) {
        if let Source::Fixed(hand) = &self.0 {
            *hand.lock().unwrap_or_else(PoisonError::into_inner) = at;
        }
    }

    /// Moves a fixed clock on by `step`.
    pub fn advance(&self, step: TimeDelta) {
        if let Some(later) = self.now().at.checked_add_signed(step) {
            self.set(later);
        }
    }
}

impl Now {
    /// The moment of an instant in UTC, cut to microseconds.
    pub fn at(instant: NaiveDateTime) -> Self {
        let at = DateTime::from_timestamp_micros(instant.and_utc().timestamp_micros())
            .map_or(instant, |cut| cut.naive_utc());
        Self { at, today: tehran_day(at) }
    }

    /// Milliseconds of Unix time, for new ids.
    pub fn millis(&self) -> i64 {
        self.at.and_utc().timestamp_millis()
    }
}

/// The clock on a wall in Tehran at an instant in UTC.
pub(crate) fn tehran_time(at: NaiveDateTime) -> NaiveDateTime {
    Tehran.from_utc_datetime(&at).naive_local()
}

/// The business day of an instant in UTC.
pub(crate) fn tehran_day(at: NaiveDateTime) -> NaiveDate {
    tehran_time(at).date()
}

/// The instant in UTC of a minute of a day in Tehran; minute 1440 is the end of the day.
///
/// A minute that summer time skipped is the one an hour later, and of one that came twice it is the first.
pub(crate) fn utc_of(day: NaiveDate, minute_of_day: i32) -> NaiveDateTime {
    let midnight = day.and_time(NaiveTime::MIN);
    let local = later_by(midnight, i64::from(minute_of_day));
    Tehran
        .from_local_datetime(&local)
        .earliest()
        .or_else(|| Tehran.from_local_datetime(&later_by(local, 60)).earliest())
        .map_or(local, |zoned| zoned.naive_utc())
}

fn later_by(instant: NaiveDateTime, minutes: i64) -> NaiveDateTime {
    TimeDelta::try_minutes(minutes).and_then(|step| instant.checked_add_signed(step)).unwrap_or(instant)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn instant(text: &str) -> NaiveDateTime {
        text.parse().unwrap()
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn the_day_turns_at_midnight_in_tehran() {
        assert_eq!(tehran_day(instant("2026-11-23T20:29:59")), day("2026-11-23"));
        assert_eq!(tehran_day(instant("2026-11-23T20:30:00")), day("2026-11-24"));
    }

    #[test]
    fn summer_time_is_kept_where_it_was_kept() {
        assert_eq!(tehran_day(instant("2021-07-01T19:30:00")), day("2021-07-02"));
        assert_eq!(tehran_day(instant("2023-07-01T19:30:00")), day("2023-07-01"));
    }

    #[test]
    fn a_minute_of_a_day_is_an_instant() {
        assert_eq!(utc_of(day("2026-11-23"), 8 * 60), instant("2026-11-23T04:30:00"));
        assert_eq!(utc_of(day("2026-11-23"), 1440), utc_of(day("2026-11-24"), 0));
        for minute in (0..1440).step_by(15) {
            assert_eq!(tehran_day(utc_of(day("2026-11-23"), minute)), day("2026-11-23"));
        }
    }

    #[test]
    fn a_midnight_that_summer_time_skipped_is_an_hour_later() {
        assert_eq!(utc_of(day("2022-03-22"), 0), instant("2022-03-21T20:30:00"));
        assert_eq!(utc_of(day("2022-03-22"), 0), utc_of(day("2022-03-22"), 60));
    }

    #[test]
    fn a_fixed_clock_stands_and_its_clones_move_together() {
        let clock = Clock::fixed(instant("2026-11-23T12:00:00"));
        let other = clock.clone();
        assert_eq!(other.now(), clock.now());
        other.advance(TimeDelta::hours(9));
        assert_eq!(clock.now(), Now { at: instant("2026-11-23T21:00:00"), today: day("2026-11-24") });
        clock.set(instant("2026-01-01T00:00:00"));
        assert_eq!(other.now().today, day("2026-01-01"));
    }

    #[test]
    fn an_instant_is_cut_to_microseconds() {
        let now = Now::at(instant("2026-11-23T12:00:00.123456789"));
        assert_eq!(now.at, instant("2026-11-23T12:00:00.123456"));
        let system = Clock::system().now();
        assert_eq!(system.at.and_utc().timestamp_subsec_nanos() % 1000, 0);
    }
}
