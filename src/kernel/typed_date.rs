//! Dates as people type them: in one field or three, with numbers or names of months, in three scripts.
//! The year tells the calendar of a date in one field: 1405/9/2 and 2026-11-23 are one day. Of three fields the form tells
//! it: its months are those of one calendar, so a year of the other would make another day of what was typed.

use chrono::NaiveDate;
use std::ops::Range;

use super::calendar::{
    DateError, GREGORIAN_MONTHS_EN, GREGORIAN_MONTHS_FA, Jalali, SOLAR_MONTHS_EN, SOLAR_MONTHS_FA, SOLAR_YEARS,
};
use super::lang::Lang;
use super::persian::fold;

/// Reads `۱۴۰۵/۹/۲`, `1405-09-02`, `1405.9.2`, `۲ آذر ۱۴۰۵`, `23 November 2026` or `November 23, 2026`.
pub(crate) fn parse_date(typed: &str) -> Result<NaiveDate, DateError> {
    let folded = fold(typed);
    let is_between = |c: char| c.is_whitespace() || matches!(c, '/' | '-' | '.' | ',' | '،' | '٫');
    let parts: Vec<&str> = folded.split(is_between).filter(|part| !part.is_empty()).collect();
    match parts.as_slice() {
        [] => Err(DateError::Empty),
        [year, month, day] if year.len() == 4 => date_of(year, month, day),
        [day, month, year] if is_name(month) => date_of(year, month, day),
        [month, day, year] if is_name(month) => date_of(year, month, day),
        _ => Err(DateError::NotADate),
    }
}

/// Years that nobody means in a form of the other calendar.
const OTHER_THAN_SOLAR: Range<i32> = 1700..2200;
const OTHER_THAN_GREGORIAN: Range<i32> = 1200..1600;

/// Reads a year, a month and a day, typed in a form of the language's calendar; the month is a number or a name.
pub(crate) fn parse_date_fields(lang: Lang, [year, month, day]: [&str; 3]) -> Result<NaiveDate, DateError> {
    let [year, month, day] = [year, month, day].map(|field| fold(field).trim().to_owned());
    if year.is_empty() && month.is_empty() && day.is_empty() {
        return Err(DateError::Empty);
    }
    let others = match lang {
        Lang::Fa => OTHER_THAN_SOLAR,
        Lang::En => OTHER_THAN_GREGORIAN,
    };
    if number(&year).is_ok_and(|year| others.contains(&i32::from(year))) {
        return Err(DateError::OtherCalendar);
    }
    date_of(&year, &month, &day)
}

fn date_of(year: &str, month: &str, day: &str) -> Result<NaiveDate, DateError> {
    let year = i32::from(number(year)?);
    let day = u8::try_from(number(day)?).map_err(|_| DateError::Day)?;
    if SOLAR_YEARS.contains(&year) {
        let month = month_of(month, [&SOLAR_MONTHS_FA, &SOLAR_MONTHS_EN])?;
        Jalali::new(year, month, day).map(Jalali::date)
    } else if (1900..2200).contains(&year) {
        let month = month_of(month, [&GREGORIAN_MONTHS_FA, &GREGORIAN_MONTHS_EN])?;
        gregorian(year, month, day)
    } else {
        Err(DateError::Year)
    }
}

fn gregorian(year: i32, month: u8, day: u8) -> Result<NaiveDate, DateError> {
    if !(1..=12).contains(&month) {
        return Err(DateError::Month);
    }
    NaiveDate::from_ymd_opt(year, month.into(), day.into()).ok_or(match (month, day) {
        (2, 29) => DateError::NotALeapYear,
        _ => DateError::Day,
    })
}

/// The number of a month typed as a number, or as a name out of the lists of its year's calendar.
fn month_of(month: &str, names: [&[&str; 12]; 2]) -> Result<u8, DateError> {
    if !is_name(month) {
        return u8::try_from(number(month)?).map_err(|_| DateError::Month);
    }
    names
        .iter()
        .find_map(|names| (1..).zip(names.iter()).find(|(_, name)| fold(name) == month).map(|(at, _)| at))
        .ok_or(DateError::Month)
}

fn is_name(month: &str) -> bool {
    month.starts_with(char::is_alphabetic)
}

/// A plain number of folded digits.
fn number(digits: &str) -> Result<u16, DateError> {
    if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return Err(DateError::NotADate);
    }
    digits.parse().map_err(|_| DateError::NotADate)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn azar_second() -> Result<NaiveDate, DateError> {
        Ok("2026-11-23".parse().unwrap())
    }

    #[test]
    fn every_way_of_typing_a_day_is_that_day() {
        for typed in [
            "۱۴۰۵/۹/۲",
            "1405-09-02",
            "1405.9.2",
            "١٤٠٥/٠٩/٠٢",
            " ۱۴۰۵ / ۰۹ / ۰۲ ",
            "۲ آذر ۱۴۰۵",
            "۲ اذر ۱۴۰۵",
            "2 Azar 1405",
            "1405 azar 2",
            "2026-11-23",
            "2026/11/23",
            "23 November 2026",
            "November 23, 2026",
            "۲۳ نوامبر ۲۰۲۶",
            "\u{200f}۱۴۰۵/۹/۲",
        ] {
            assert_eq!(parse_date(typed), azar_second(), "{typed}");
        }
    }

    #[test]
    fn three_fields_are_read_with_a_number_or_a_name() {
        for typed in [["۱۴۰۵", "۹", "۲"], ["1405", "آذر", "02"], ["1405", " AZAR ", "2"]] {
            assert_eq!(parse_date_fields(Lang::Fa, typed), azar_second());
        }
        assert_eq!(parse_date_fields(Lang::En, ["2026", "november", "23"]), azar_second());
        assert_eq!(parse_date_fields(Lang::Fa, ["1405", "دي", "1"]), parse_date("1405/10/1"));
    }

    #[test]
    fn a_year_of_the_other_calendar_makes_no_day_of_the_months_of_this_one() {
        for (lang, year, read) in [
            (Lang::Fa, "۲۰۲۶", Err(DateError::OtherCalendar)),
            (Lang::Fa, "1700", Err(DateError::OtherCalendar)),
            (Lang::Fa, "2199", Err(DateError::OtherCalendar)),
            (Lang::Fa, "1699", Err(DateError::Year)),
            (Lang::Fa, "2200", Err(DateError::Year)),
            (Lang::Fa, "1405", parse_date("1405/9/2")),
            (Lang::En, "۱۴۰۵", Err(DateError::OtherCalendar)),
            (Lang::En, "1200", Err(DateError::OtherCalendar)),
            (Lang::En, "1599", Err(DateError::OtherCalendar)),
            (Lang::En, "1600", Err(DateError::Year)),
            (Lang::En, "2026", parse_date("2026-09-02")),
        ] {
            assert_eq!(parse_date_fields(lang, [year, "9", "2"]), read, "{lang:?} {year}");
        }
    }

    #[test]
    fn the_table_of_days_that_do_not_exist_is_refused() {
        let table: serde_json::Value = serde_json::from_str(include_str!("../../tests/data/persian.json")).unwrap();
        for typed in table["solar_hijri_invalid"].as_array().unwrap() {
            let refused = parse_date(typed.as_str().unwrap());
            assert!(
                matches!(refused, Err(DateError::Month | DateError::Day | DateError::NotALeapYear)),
                "{typed}: {refused:?}"
            );
        }
        assert_eq!(parse_date("1404/12/30"), Err(DateError::NotALeapYear));
    }

    #[test]
    fn what_is_no_date_is_refused_with_the_reason() {
        for (typed, error) in [
            ("  ", DateError::Empty),
            ("فردا", DateError::NotADate),
            ("1405/9", DateError::NotADate),
            ("1405/9/2/1", DateError::NotADate),
            ("1405/9/x", DateError::NotADate),
            ("3/4/2026", DateError::NotADate),
            ("0405/9/2", DateError::Year),
            ("1700/1/1", DateError::Year),
            ("1405/November/2", DateError::Month),
            ("2026/آذر/2", DateError::Month),
            ("2026/13/2", DateError::Month),
            ("1405/300/2", DateError::Month),
            ("1405/9/300", DateError::Day),
            ("2026/4/31", DateError::Day),
            ("2026/2/29", DateError::NotALeapYear),
        ] {
            assert_eq!(parse_date(typed), Err(error), "{typed}");
        }
        assert_eq!(parse_date_fields(Lang::Fa, ["", " ", ""]), Err(DateError::Empty));
        assert_eq!(parse_date_fields(Lang::Fa, ["1405", "", "2"]), Err(DateError::NotADate));
    }
}
