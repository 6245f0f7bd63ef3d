//! Texts in both languages, and how numbers, money and dates are written in them. The words are in `locales/`; the functions are made by `build.rs`.
mod format;

#[allow(
    clippy::all,
    clippy::pedantic,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    dead_code,
    unused_imports,
    reason = "made by fluent-typed from the .ftl files"
)]
mod texts {
    include!(concat!(env!("OUT_DIR"), "/texts.rs"));
}

pub(crate) use format::unit_field;
pub(crate) use texts::{L10nLanguage as Texts, named};

use crate::kernel::calendar::DateError;
use crate::kernel::lang::Lang;
use crate::kernel::money::MoneyUnit;
use chrono::NaiveDate;
use std::sync::LazyLock;

static FA: LazyLock<Texts> = LazyLock::new(|| texts::L10n::Fa.load());
static EN: LazyLock<Texts> = LazyLock::new(|| texts::L10n::En.load());

/// The texts of a language.
pub(crate) fn texts(lang: Lang) -> &'static Texts {
    match lang {
        Lang::Fa => &FA,
        Lang::En => &EN,
    }
}

/// How one reader is spoken to: the language, the unit money is shown in, and the day it is for them.
#[derive(Clone, Copy)]
pub(crate) struct Locale {
    pub lang: Lang,
    pub text: &'static Texts,
    pub unit: MoneyUnit,
    pub today: NaiveDate,
}

impl Locale {
    pub fn new(lang: Lang, unit: MoneyUnit, today: NaiveDate) -> Locale {
        Locale { lang, text: texts(lang), unit, today }
    }

    /// What to do about a date that was not read: write the year in the calendar of the form, or what the form says.
    pub fn not_a_date(&self, error: DateError, otherwise: String) -> String {
        if error == DateError::OtherCalendar { self.text.form_date_calendar() } else { otherwise }
    }
}
