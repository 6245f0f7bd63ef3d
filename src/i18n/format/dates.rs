//! Days, months and times as the reader writes them: Solar Hijri in Persian, Gregorian in English.
use crate::i18n::{Locale, named};
use crate::kernel::calendar::{
    GREGORIAN_MONTHS_EN, Jalali, SOLAR_MONTHS_EN, SOLAR_MONTHS_FA, Weekday, YearMonth, month_name,
};
use crate::kernel::clock::tehran_time;
use crate::kernel::lang::Lang;
use crate::kernel::persian::persian_digits;
use chrono::{Datelike, NaiveDate, NaiveDateTime, Timelike};

impl Locale {
    /// A day with its weekday, and its year if it is not this one: «دوشنبه ۲ آذر».
    pub fn date(&self, day: NaiveDate) -> String {
        let weekday = self.weekday(day);
        match self.lang {
            Lang::Fa => format!("{weekday} {}", self.day_and_month(day)),
            Lang::En => format!("{weekday}, {}", self.day_and_month(day)),
        }
    }

    /// A day without its weekday: «۲ آذر», with the year if it is not this one.
    pub fn day_and_month(&self, day: NaiveDate) -> String {
        match self.lang {
            Lang::Fa => {
                let (date, today) = (Jalali::of(day), Jalali::of(self.today));
                let name = month_name(&SOLAR_MONTHS_FA, date.month());
                let text = if date.year() == today.year() {
                    format!("{} {name}", date.day())
                } else {
                    format!("{} {name} {}", date.day(), date.year())
                };
                persian_digits(&text)
            }
            Lang::En => {
                let name = english_month(day);
                if day.year() == self.today.year() {
                    format!("{} {name}", day.day())
                } else {
                    format!("{} {name} {}", day.day(), day.year())
                }
            }
        }
    }

    /// A day with its year, always: for papers and lists.
    pub fn full_date(&self, day: NaiveDate) -> String {
        match self.lang {
            Lang::Fa => {
                let date = Jalali::of(day);
                persian_digits(&format!(
                    "{} {} {}",
                    date.day(),
                    month_name(&SOLAR_MONTHS_FA, date.month()),
                    date.year()
                ))
            }
            Lang::En => format!("{} {} {}", day.day(), english_month(day), day.year()),
        }
    }

    /// A day in numbers: «۱۴۰۵/۹/۲», 2026-11-23.
    pub fn short_date(&self, day: NaiveDate) -> String {
        match self.lang {
            Lang::Fa => {
                let date = Jalali::of(day);
                persian_digits(&format!("{}/{}/{}", date.year(), date.month(), date.day()))
            }
            Lang::En => day.format("%Y-%m-%d").to_string(),
        }
    }

    /// Today and yesterday in words, another day as [`Locale::date`].
    pub fn near_date(&self, day: NaiveDate) -> String {
        match (self.today - day).num_days() {
            0 => self.text.format_today(),
            1 => self.text.format_yesterday(),
            -1 => self.text.format_tomorrow(),
            _ => self.date(day),
        }
    }

    /// The name of a day's weekday.
    pub fn weekday(&self, day: NaiveDate) -> String {
        self.weekday_name(Weekday::of(day))
    }

    /// The name of a day of the week.
    pub fn weekday_name(&self, day: Weekday) -> String {
        match day {
            Weekday::Saturday => self.text.format_saturday(),
            Weekday::Sunday => self.text.format_sunday(),
            Weekday::Monday => self.text.format_monday(),
            Weekday::Tuesday => self.text.format_tuesday(),
            Weekday::Wednesday => self.text.format_wednesday(),
            Weekday::Thursday => self.text.format_thursday(),
            Weekday::Friday => self.text.format_friday(),
        }
    }

    /// A Solar Hijri month with its year; also in English, where the months of the books keep their names.
    pub fn month(&self, month: YearMonth) -> String {
        let names = match self.lang {
            Lang::Fa => &SOLAR_MONTHS_FA,
            Lang::En => &SOLAR_MONTHS_EN,
        };
        let text = format!("{} {}", month_name(names, month.month()), month.year());
        self.in_digits(&text)
    }

    /// A time of the day, from minutes after midnight: «۱۴:۲۰».
    pub fn minute_of_day(&self, minute: i32) -> String {
        self.in_digits(&format!("{}:{:02}", minute / 60, minute % 60))
    }

    /// The time of an instant, in Tehran.
    pub fn time(&self, at: NaiveDateTime) -> String {
        let local = tehran_time(at);
        self.in_digits(&format!("{}:{:02}", local.hour(), local.minute()))
    }

    /// The day and time of an instant, in Tehran.
    pub fn moment(&self, at: NaiveDateTime) -> String {
        let day = self.near_date(tehran_time(at).date());
        self.text.format_moment(named::DayTime { day, time: self.time(at) })
    }
}

fn english_month(day: NaiveDate) -> &'static str {
    month_name(&GREGORIAN_MONTHS_EN, u8::try_from(day.month()).unwrap_or(0))
}
