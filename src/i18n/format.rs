//! Numbers, money, quantities and dates as the reader writes them: Persian digits and Solar Hijri dates in Persian,
//! Latin digits and Gregorian dates in English.
use super::{Locale, named};
use crate::kernel::calendar::{
    GREGORIAN_MONTHS_EN, Jalali, SOLAR_MONTHS_EN, SOLAR_MONTHS_FA, Weekday, YearMonth, month_name,
};
use crate::kernel::clock::tehran_time;
use crate::kernel::contact::Mobile;
use crate::kernel::fields::Fields;
use crate::kernel::lang::Lang;
use crate::kernel::money::{AmountError, MoneyUnit, Rial, parse_amount};
use crate::kernel::number::{Decimal, Digits, group, group_decimal};
use crate::kernel::persian::persian_digits;
use crate::kernel::quantity::{Quantity, SellUnit};
use crate::kernel::words::{in_words_en, in_words_fa};
use chrono::{Datelike, NaiveDate, NaiveDateTime, Timelike};

impl Locale {
    fn digits(&self) -> Digits {
        match self.lang {
            Lang::Fa => Digits::Persian,
            Lang::En => Digits::Latin,
        }
    }

    /// A whole number with its groups.
    pub fn number(&self, number: i64) -> String {
        group(number, self.digits())
    }

    /// A number in thousandths, rounded to tenths: «۱٫۳».
    pub fn tenths(&self, thousandths: i64) -> String {
        group_decimal(Decimal { units: (thousandths + 50).div_euclid(100), places: 1 }, self.digits())
    }

    /// How many there are of something, with groups.
    pub fn count(&self, many: usize) -> String {
        self.number(i64::try_from(many).unwrap_or(i64::MAX))
    }

    /// Stall numbers one after the other, as a list is said: «۱، ۲ و ۳».
    pub fn numbered(&self, numbers: &[String]) -> String {
        let words: Vec<String> = numbers.iter().map(|number| self.in_digits(number)).collect();
        match words.split_last() {
            Some((last, rest)) if !rest.is_empty() => {
                format!("{}{}{last}", rest.join(&self.text.stalls_join()), self.text.stalls_and())
            }
            _ => words.concat(),
        }
    }

    /// Digits of a text in the reader's script, ungrouped: for stall numbers, years and codes that are read aloud.
    pub fn in_digits(&self, text: &str) -> String {
        match self.lang {
            Lang::Fa => persian_digits(text),
            Lang::En => text.to_owned(),
        }
    }

    /// A share in percent, from basis points.
    pub fn percent(&self, basis_points: i64) -> String {
        let number = self.percent_number(basis_points);
        match self.lang {
            Lang::Fa => format!("{number}٪"),
            Lang::En => format!("{number}%"),
        }
    }

    /// A share in percent without the sign, as it stands in a field.
    pub fn percent_number(&self, basis_points: i64) -> String {
        group_decimal(Decimal { units: basis_points, places: 2 }, self.digits())
    }

    /// An amount without its word: «۲۵۰٬۰۰۰».
    pub fn amount(&self, amount: Rial) -> String {
        group_decimal(amount.in_unit(self.unit), self.digits())
    }

    /// An amount with its word: «۲۵۰٬۰۰۰ تومان».
    pub fn money(&self, amount: Rial) -> String {
        format!("{} {}", self.amount(amount), self.unit_word())
    }

    /// The word of the unit money is shown in.
    pub fn unit_word(&self) -> String {
        match self.unit {
            MoneyUnit::Toman => self.text.format_toman(),
            MoneyUnit::Rial => self.text.format_rial(),
            MoneyUnit::NewRial => self.text.format_new_rial(),
        }
    }

    /// Reads the amount of a form's field, which was typed in the unit that stood beside it; a form from before the unit
    /// changed is refused, because its number means something else now, and so is one that names no unit.
    pub fn read_amount(&self, fields: &Fields, name: &str) -> Result<Rial, AmountError> {
        match MoneyUnit::parse(fields.text(&unit_field(name))) {
            Some(typed_in) if typed_in != self.unit => Err(AmountError::OtherUnit(typed_in)),
            None if !fields.text(name).is_empty() => Err(AmountError::NoUnit),
            _ => parse_amount(fields.text(name), self.unit),
        }
    }

    /// An amount typed in the reader's unit, in words with the unit; nothing when it is no amount.
    pub fn typed_in_words(&self, typed: &str) -> String {
        match parse_amount(typed, self.unit) {
            Ok(amount) if amount > Rial::ZERO => self.money_in_words(amount),
            _ => String::new(),
        }
    }

    /// An amount in words, rounded to whole units.
    pub fn money_in_words(&self, amount: Rial) -> String {
        let decimal = amount.in_unit(self.unit);
        let whole = decimal.units / 10_i64.pow(decimal.places);
        let words = match self.lang {
            Lang::Fa => in_words_fa(whole),
            Lang::En => in_words_en(whole),
        };
        format!("{words} {}", self.unit_word())
    }

    /// A number for a form field: ungrouped, in the reader's digits.
    pub fn typed_amount(&self, amount: Rial) -> String {
        let decimal = amount.in_unit(self.unit);
        let divisor = 10_i64.pow(decimal.places);
        let (whole, rest) = (decimal.units / divisor, decimal.units % divisor);
        let text = if rest == 0 {
            whole.to_string()
        } else {
            format!("{whole}.{rest:0width$}", width = decimal.places as usize)
        };
        self.in_digits(&text)
    }

    /// The number of a quantity, without its unit.
    pub fn quantity_number(&self, quantity: Quantity) -> String {
        group_decimal(quantity.in_units(), self.digits())
    }

    /// A quantity with its unit: «۲٫۵ کیلو».
    pub fn quantity(&self, quantity: Quantity, unit: SellUnit) -> String {
        format!("{} {}", self.quantity_number(quantity), self.counted_unit(quantity, unit))
    }

    /// The word of a unit after this number.
    pub fn counted_unit(&self, quantity: Quantity, unit: SellUnit) -> String {
        if Some(quantity) == Quantity::of_units(1) { self.sell_unit(unit) } else { self.sell_units(unit) }
    }

    /// The word of a unit after a number that is not one.
    fn sell_units(&self, unit: SellUnit) -> String {
        match unit {
            SellUnit::Piece => self.text.format_piece_many(),
            SellUnit::Kilo => self.text.format_kilo_many(),
            SellUnit::Gram => self.text.format_gram_many(),
            SellUnit::Litre => self.text.format_litre_many(),
            SellUnit::Packet => self.text.format_packet_many(),
            SellUnit::Tray => self.text.format_tray_many(),
        }
    }

    /// The word of a unit.
    pub fn sell_unit(&self, unit: SellUnit) -> String {
        match unit {
            SellUnit::Piece => self.text.format_piece(),
            SellUnit::Kilo => self.text.format_kilo(),
            SellUnit::Gram => self.text.format_gram(),
            SellUnit::Litre => self.text.format_litre(),
            SellUnit::Packet => self.text.format_packet(),
            SellUnit::Tray => self.text.format_tray(),
        }
    }

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

    /// A mobile number, to be set left to right.
    pub fn phone(&self, mobile: &Mobile) -> String {
        self.in_digits(&mobile.display())
    }
}

fn english_month(day: NaiveDate) -> &'static str {
    month_name(&GREGORIAN_MONTHS_EN, u8::try_from(day.month()).unwrap_or(0))
}

/// The name of the hidden field that says in which unit the amount of a field is typed.
pub(crate) fn unit_field(name: &str) -> String {
    format!("{name}-unit")
}
