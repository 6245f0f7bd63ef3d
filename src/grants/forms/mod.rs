//! What browsers send about grants and machines, parsed into kernel values; a sentence for each thing to mend.
mod baseline;
mod grant;
mod machine;

pub(super) use baseline::{baseline, baseline_correction};
pub(super) use grant::{Decision, NewGrant, new_grant, new_proposal, reason};
pub(super) use machine::{handover, take_back, use_right};

use crate::i18n::Locale;
use crate::kernel::calendar::{Jalali, parse_date_fields};
use crate::kernel::fields::Fields;
use crate::kernel::lang::Lang;
use crate::kernel::money::{AmountError, Rial};
use crate::kernel::number::NumberError;
use crate::kernel::persian::{clean, clean_lines};
use crate::ui::Problem;
use chrono::{Datelike, NaiveDate};

const LONGEST_LINE: usize = 200;
const LONGEST_TEXT: usize = 2_000;

/// Reads fields one by one and gathers what is to be mended.
struct Reader<'a> {
    fields: &'a Fields,
    locale: &'a Locale,
    problems: Vec<Problem>,
}

impl<'a> Reader<'a> {
    fn new(fields: &'a Fields, locale: &'a Locale) -> Reader<'a> {
        Reader { fields, locale, problems: Vec::new() }
    }

    fn problem(&mut self, field: &'static str, sentence: String) {
        self.problems.push(Problem { field, sentence });
    }

    fn optional_line(&mut self, field: &'static str) -> String {
        let line = clean(self.fields.text(field));
        if line.chars().count() > LONGEST_LINE {
            self.problem(field, self.locale.text.grants_form_long());
        }
        line
    }

    fn line(&mut self, field: &'static str, missing: String) -> String {
        let line = self.optional_line(field);
        if line.is_empty() {
            self.problem(field, missing);
        }
        line
    }

    fn optional_text(&mut self, field: &'static str) -> String {
        let text = clean_lines(self.fields.text(field));
        if text.chars().count() > LONGEST_TEXT {
            self.problem(field, self.locale.text.grants_form_long());
        }
        text
    }

    fn text(&mut self, field: &'static str, missing: String) -> String {
        let text = self.optional_text(field);
        if text.is_empty() {
            self.problem(field, missing);
        }
        text
    }

    /// A choice; where nothing is chosen, a value that is never used because the problem is told.
    fn choice<T: Copy>(&mut self, field: &'static str, read: impl Fn(&str) -> Option<T>) -> Option<T> {
        self.choice_or(field, self.locale.text.grants_form_choose(), read)
    }

    /// A choice with a sentence of its own for when nothing is chosen.
    fn choice_or<T: Copy>(
        &mut self,
        field: &'static str,
        missing: String,
        read: impl Fn(&str) -> Option<T>,
    ) -> Option<T> {
        let chosen = read(self.fields.text(field));
        if chosen.is_none() {
            self.problem(field, missing);
        }
        chosen
    }

    fn is_date_empty(&self, name: &str) -> bool {
        self.fields.text(&format!("{name}-day")).is_empty() && self.fields.text(&format!("{name}-year")).is_empty()
    }

    fn date(&mut self, name: &'static str) -> Option<NaiveDate> {
        let part = |suffix: &str| self.fields.text(&format!("{name}-{suffix}"));
        match parse_date_fields(self.locale.lang, [part("year"), part("month"), part("day")]) {
            Ok(date) => Some(date),
            Err(error) => {
                self.problem(name, self.locale.not_a_date(error, self.locale.text.grants_form_date()));
                None
            }
        }
    }

    fn optional_date(&mut self, name: &'static str) -> Option<NaiveDate> {
        if self.is_date_empty(name) { None } else { self.date(name) }
    }

    fn amount(&mut self, field: &'static str) -> Option<Rial> {
        match self.locale.read_amount(self.fields, field) {
            Ok(amount) => Some(amount),
            Err(AmountError::OtherUnit(_) | AmountError::NoUnit) => {
                self.problem(field, self.locale.text.grants_form_unit(self.locale.unit_word()));
                None
            }
            Err(AmountError::Number(NumberError::TooLarge)) => {
                self.problem(field, self.locale.text.grants_form_amount_large(self.called(field)));
                None
            }
            Err(AmountError::Number(_) | AmountError::NotWholeRials) => {
                self.problem(field, self.locale.text.grants_form_amount(self.called(field)));
                None
            }
        }
    }

    /// What the form calls a field of money.
    fn called(&self, field: &str) -> String {
        let text = self.locale.text;
        match field {
            "cost" => text.grants_new_cost(),
            "own" => text.grants_new_own(),
            "good" => text.grants_baseline_good(),
            "average" => text.grants_baseline_average(),
            "bad" => text.grants_baseline_bad(),
            "other" if self.fields.has("good-months") => text.grants_baseline_other(),
            "other" => text.grants_new_other(),
            _ => text.grants_grant_amount(),
        }
    }

    fn positive(&mut self, field: &'static str) -> Option<Rial> {
        let amount = self.amount(field)?;
        if amount == Rial::ZERO {
            self.problem(field, self.locale.text.grants_form_amount_zero(self.called(field)));
            return None;
        }
        Some(amount)
    }

    fn amount_or_nothing(&mut self, field: &'static str) -> Option<Rial> {
        if self.fields.text(field).is_empty() { Some(Rial::ZERO) } else { self.amount(field) }
    }

    /// Ends the reading: the value, if everything in it was read.
    fn done<T>(self, value: Option<T>) -> Result<T, Vec<Problem>> {
        match value {
            Some(value) if self.problems.is_empty() => Ok(value),
            _ => Err(self.problems),
        }
    }
}

/// The three fields of a date, filled with a day.
pub(crate) fn with_date(fields: Fields, locale: &Locale, name: &str, day: NaiveDate) -> Fields {
    let (year, month, date) = match locale.lang {
        Lang::Fa => {
            let solar = Jalali::of(day);
            (solar.year(), u32::from(solar.month()), u32::from(solar.day()))
        }
        Lang::En => (day.year(), day.month(), day.day()),
    };
    fields
        .with(&format!("{name}-year"), locale.in_digits(&year.to_string()))
        .with(&format!("{name}-month"), month.to_string())
        .with(&format!("{name}-day"), locale.in_digits(&date.to_string()))
}
