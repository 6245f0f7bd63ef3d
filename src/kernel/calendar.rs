//! The Solar Hijri calendar beside the Gregorian: its days, the names of its months, and the week from Saturday.
//! Dates are kept as Gregorian days; this is how they are typed and shown. The rules are those of ICU4X's Persian calendar.

use std::ops::Range;

use chrono::{Datelike, Days, NaiveDate};
use icu_calendar::Date;
use icu_calendar::cal::Persian;
use icu_calendar::types::RataDie;
use thiserror::Error;

pub(crate) use super::month::YearMonth;
use super::stored::text_enum;
pub(crate) use super::typed_date::{parse_date, parse_date_fields};

/// A day by its Solar Hijri year, month and day; made only of days that exist.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Jalali {
    year: i32,
    month: u8,
    day: u8,
}

text_enum! {
    /// A day of the week, which begins on Saturday.
    pub(crate) enum Weekday {
        /// شنبه
        Saturday = "saturday",
        /// یکشنبه
        Sunday = "sunday",
        /// دوشنبه
        Monday = "monday",
        /// سه‌شنبه
        Tuesday = "tuesday",
        /// چهارشنبه
        Wednesday = "wednesday",
        /// پنجشنبه
        Thursday = "thursday",
        /// جمعه
        Friday = "friday",
    }
}

/// Why there is no such date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub(crate) enum DateError {
    /// Nothing was typed.
    #[error("empty")]
    Empty,
    /// It is not a year, a month and a day.
    #[error("not a date")]
    NotADate,
    /// The year is in neither calendar's range: 1300 to 1599, or 1900 to 2199.
    #[error("no such year")]
    Year,
    /// The year is one of the other calendar than that of the form.
    #[error("a year of the other calendar")]
    OtherCalendar,
    /// The year's calendar has no such month.
    #[error("no such month")]
    Month,
    /// The month has no such day.
    #[error("no such day")]
    Day,
    /// The day exists only in leap years, and this year is none.
    #[error("not a leap year")]
    NotALeapYear,
}

/// The years of the Solar Hijri calendar that are accepted.
pub(crate) const SOLAR_YEARS: Range<i32> = 1300..1600;

/// The Solar Hijri months in Persian.
pub(crate) const SOLAR_MONTHS_FA: [&str; 12] =
    ["فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور", "مهر", "آبان", "آذر", "دی", "بهمن", "اسفند"];

/// The Solar Hijri months in Latin letters.
pub(crate) const SOLAR_MONTHS_EN: [&str; 12] = [
    "Farvardin",
    "Ordibehesht",
    "Khordad",
    "Tir",
    "Mordad",
    "Shahrivar",
    "Mehr",
    "Aban",
    "Azar",
    "Dey",
    "Bahman",
    "Esfand",
];

/// The Gregorian months in Persian.
pub(crate) const GREGORIAN_MONTHS_FA: [&str; 12] =
    ["ژانویه", "فوریه", "مارس", "آوریل", "مه", "ژوئن", "ژوئیه", "اوت", "سپتامبر", "اکتبر", "نوامبر", "دسامبر"];

/// The Gregorian months in English.
pub(crate) const GREGORIAN_MONTHS_EN: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The name of a month, 1 to 12, out of one of the lists of names.
pub(crate) fn month_name(names: &[&'static str; 12], month: u8) -> &'static str {
    usize::from(month).checked_sub(1).and_then(|at| names.get(at)).copied().unwrap_or_default()
}

impl Jalali {
    /// The day of this year, month and day, if there is one.
    pub(crate) fn new(year: i32, month: u8, day: u8) -> Result<Self, DateError> {
        if !SOLAR_YEARS.contains(&year) {
            return Err(DateError::Year);
        }
        if !(1..=12).contains(&month) {
            return Err(DateError::Month);
        }
        match days_in_month(year, month) {
            days if (1..=days).contains(&day) => Ok(Self { year, month, day }),
            29 if day == 30 => Err(DateError::NotALeapYear),
            _ => Err(DateError::Day),
        }
    }

    /// The Solar Hijri name of a day.
    pub(crate) fn of(date: NaiveDate) -> Self {
        let persian = Date::from_rata_die(RataDie::new(i64::from(date.num_days_from_ce())), Persian);
        Self { year: persian.year().extended_year(), month: persian.month().ordinal, day: persian.day_of_month().0 }
    }

    /// The day itself.
    pub(crate) fn date(self) -> NaiveDate {
        gregorian(self.year, self.month, self.day)
    }

    /// The year, as 1405.
    pub(crate) fn year(self) -> i32 {
        self.year
    }

    /// The month, 1 to 12.
    pub(crate) fn month(self) -> u8 {
        self.month
    }

    /// The day, 1 to 31.
    pub(crate) fn day(self) -> u8 {
        self.day
    }
}

impl Weekday {
    /// The day of the week that a date falls on.
    pub(crate) fn of(date: NaiveDate) -> Self {
        match date.weekday() {
            chrono::Weekday::Sat => Self::Saturday,
            chrono::Weekday::Sun => Self::Sunday,
            chrono::Weekday::Mon => Self::Monday,
            chrono::Weekday::Tue => Self::Tuesday,
            chrono::Weekday::Wed => Self::Wednesday,
            chrono::Weekday::Thu => Self::Thursday,
            chrono::Weekday::Fri => Self::Friday,
        }
    }
}

/// The Saturday on or before a date.
pub(crate) fn first_of_week(date: NaiveDate) -> NaiveDate {
    let since_saturday = date.weekday().days_since(chrono::Weekday::Sat);
    date.checked_sub_days(Days::new(since_saturday.into())).unwrap_or(date)
}

/// How many days a Solar Hijri month has; none if there is no such month.
pub(crate) fn days_in_month(year: i32, month: u8) -> u8 {
    Date::try_new_persian(year, month, 1).map_or(0, |first| first.days_in_month())
}

/// The Gregorian day of a Solar Hijri day that exists, which is every one a [`Jalali`] or a [`YearMonth`] can name.
pub(super) fn gregorian(year: i32, month: u8, day: u8) -> NaiveDate {
    Date::try_new_persian(year, month, day)
        .ok()
        .and_then(|persian| i32::try_from(persian.to_rata_die().to_i64_date()).ok())
        .and_then(NaiveDate::from_num_days_from_ce_opt)
        .unwrap_or(NaiveDate::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> serde_json::Value {
        serde_json::from_str(include_str!("../../tests/data/persian.json")).unwrap()
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn the_table_of_pairs_holds_both_ways() {
        for pair in table()["solar_hijri"].as_array().unwrap() {
            let date = day(pair[0].as_str().unwrap());
            let jalali = Jalali::of(date);
            let written = format!("{}/{:02}/{:02}", jalali.year(), jalali.month(), jalali.day());
            assert_eq!(written, pair[1].as_str().unwrap());
            assert_eq!(jalali.date(), date);
        }
    }

    #[test]
    fn the_leap_years_near_us_are_these() {
        let known: Vec<i32> = serde_json::from_value(table()["leap_years"].clone()).unwrap();
        let found: Vec<i32> = (1399..=1436).filter(|year| days_in_month(*year, 12) == 30).collect();
        assert_eq!(found, known);
        assert!((1300..1600).all(
            |year| (1..=6).all(|m| days_in_month(year, m) == 31) && (7..=11).all(|m| days_in_month(year, m) == 30)
        ));
    }

    #[test]
    fn every_day_from_1970_to_2100_comes_back_and_follows_the_one_before() {
        let mut before = Jalali::of(day("1969-12-31"));
        for date in day("1970-01-01").iter_days().take_while(|date| *date <= day("2100-12-31")) {
            let jalali = Jalali::of(date);
            assert_eq!(Jalali::new(jalali.year(), jalali.month(), jalali.day()), Ok(jalali));
            assert_eq!(jalali.date(), date);
            assert!(jalali > before);
            let month = YearMonth::of(date);
            assert_eq!((month.year(), month.month()), (jalali.year(), jalali.month()));
            before = jalali;
        }
    }

    #[test]
    fn days_that_do_not_exist_are_refused_with_the_reason() {
        assert_eq!(Jalali::new(1404, 12, 30), Err(DateError::NotALeapYear));
        assert!(Jalali::new(1403, 12, 30).is_ok());
        assert_eq!(Jalali::new(1403, 12, 31), Err(DateError::Day));
        assert_eq!(Jalali::new(1404, 7, 31), Err(DateError::Day));
        assert_eq!(Jalali::new(1404, 1, 0), Err(DateError::Day));
        assert_eq!(Jalali::new(1404, 13, 1), Err(DateError::Month));
        assert_eq!(Jalali::new(1404, 0, 10), Err(DateError::Month));
        assert_eq!(Jalali::new(405, 1, 1), Err(DateError::Year));
    }

    #[test]
    fn the_week_begins_on_saturday() {
        assert_eq!(Weekday::of(day("2026-11-23")), Weekday::Monday);
        assert_eq!(first_of_week(day("2026-11-23")), day("2026-11-21"));
        assert_eq!(first_of_week(day("2026-11-21")), day("2026-11-21"));
        assert_eq!(Weekday::of(day("2026-11-21")), Weekday::Saturday);
        assert_eq!(Weekday::ALL.first(), Some(&Weekday::Saturday));
    }

    #[test]
    fn a_month_has_a_name() {
        assert_eq!(month_name(&SOLAR_MONTHS_FA, 9), "آذر");
        assert_eq!(month_name(&GREGORIAN_MONTHS_EN, 12), "December");
        assert_eq!(month_name(&SOLAR_MONTHS_EN, 13), "");
    }
}
