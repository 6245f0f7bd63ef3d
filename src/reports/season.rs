//! A season: a quarter of a Solar Hijri year.
use crate::kernel::calendar::{Jalali, YearMonth, days_in_month};
use crate::kernel::text_enum;
use chrono::NaiveDate;
use std::fmt;
use std::ops::RangeInclusive;
use std::str::FromStr;

text_enum! {
    /// A quarter of the year, by its Solar Hijri months.
    pub(crate) enum Quarter {
        Spring = "spring",
        Summer = "summer",
        Autumn = "autumn",
        Winter = "winter",
    }
}

/// A quarter of one year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Season {
    /// The first of its three months.
    first: YearMonth,
}

impl Season {
    /// The season that a day falls in.
    pub fn of(day: NaiveDate) -> Season {
        let month = YearMonth::of(day);
        Season { first: month.plus(-i32::from((month.month() - 1) % 3)) }
    }

    pub fn year(self) -> i32 {
        self.first.year()
    }

    pub fn quarter(self) -> Quarter {
        match self.first.month() {
            1 => Quarter::Spring,
            4 => Quarter::Summer,
            7 => Quarter::Autumn,
            _ => Quarter::Winter,
        }
    }

    /// The season so many seasons earlier.
    pub fn back(self, seasons: i32) -> Season {
        Season { first: self.first.plus(-3 * seasons) }
    }

    /// Its first and its last day.
    pub fn days(self) -> RangeInclusive<NaiveDate> {
        let last = self.first.plus(2);
        let day = |month: YearMonth, day: u8| {
            Jalali::new(month.year(), month.month(), day).map_or(NaiveDate::MAX, Jalali::date)
        };
        day(self.first, 1)..=day(last, days_in_month(last.year(), last.month()))
    }
}

/// As it stands in an address: `1405-autumn`.
impl fmt::Display for Season {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.year(), self.quarter().as_str())
    }
}

/// A text that names no season.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct NoSeason;

impl FromStr for Season {
    type Err = NoSeason;

    fn from_str(text: &str) -> Result<Season, NoSeason> {
        let (year, quarter) = text.split_once('-').ok_or(NoSeason)?;
        let first = match Quarter::parse(quarter).ok_or(NoSeason)? {
            Quarter::Spring => 1,
            Quarter::Summer => 4,
            Quarter::Autumn => 7,
            Quarter::Winter => 10,
        };
        let year = year.parse().map_err(|_| NoSeason)?;
        YearMonth::new(year, first).map(|first| Season { first }).ok_or(NoSeason)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_day_falls_in_the_quarter_of_its_solar_hijri_month() {
        let autumn = Season::of(day("2026-11-29"));
        assert_eq!(autumn.to_string(), "1405-autumn");
        assert_eq!(autumn.days(), day("2026-09-23")..=day("2026-12-21"));
        assert_eq!(Season::of(day("2026-12-22")).to_string(), "1405-winter");
        assert_eq!(Season::of(day("2027-03-20")), Season::of(day("2026-12-22")));
        assert_eq!(Season::of(day("2027-03-21")).to_string(), "1406-spring");
    }

    #[test]
    fn the_last_day_of_a_winter_is_the_thirtieth_in_a_leap_year() {
        assert_eq!(*Season::of(day("2025-03-01")).days().end(), day("2025-03-20"));
        assert_eq!(*Season::of(day("2026-03-01")).days().end(), day("2026-03-20"));
    }

    #[test]
    fn seasons_are_counted_across_years_and_read_back_from_an_address() {
        let autumn: Season = "1405-autumn".parse().unwrap();
        assert_eq!(
            (autumn.back(2).to_string(), autumn.back(3).to_string()),
            ("1405-spring".into(), "1404-winter".into())
        );
        for wrong in ["", "1405", "1405-", "1405-fall", "405-autumn", "1405-autumn-x", "۱۴۰۵-autumn"] {
            assert_eq!(wrong.parse::<Season>(), Err(NoSeason), "{wrong}");
        }
    }
}
