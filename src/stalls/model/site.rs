//! A site as its manager and its lists show it: what is said of it, and how it deals its stalls.
use crate::kernel::digest::{hex, sha256};
use crate::kernel::ids::{MarketDayId, SiteId};
use crate::kernel::lang::Lang;
use chrono::NaiveDate;

/// A place where markets are held.
#[derive(Clone, Debug, diesel::Queryable)]
pub(crate) struct SiteCard {
    pub id: SiteId,
    pub name: String,
    pub address: String,
    pub opens_minute: i32,
    pub closes_minute: i32,
    pub cutoff_hours: i32,
    pub no_show_minutes: i32,
    pub rules: Rules,
    /// The newest version of its drawing.
    pub version: i32,
}

impl SiteCard {
    pub fn details(&self) -> SiteDetails {
        SiteDetails {
            name: self.name.clone(),
            address: self.address.clone(),
            opens_minute: self.opens_minute,
            closes_minute: self.closes_minute,
            cutoff_hours: self.cutoff_hours,
            no_show_minutes: self.no_show_minutes,
        }
    }
}

/// What is said of a site besides its drawing and its rules.
#[derive(Clone, Debug, PartialEq, Eq, diesel::AsChangeset, diesel::Insertable)]
#[diesel(table_name = crate::db::schema::market_site)]
pub(crate) struct SiteDetails {
    pub name: String,
    pub address: String,
    /// The hours proposed for a new market day, in minutes after midnight in Tehran.
    pub opens_minute: i32,
    pub closes_minute: i32,
    /// How many hours before the opening requests end.
    pub cutoff_hours: i32,
    /// How many minutes after the opening a stall may be given on.
    pub no_show_minutes: i32,
}

impl SiteDetails {
    /// All of it as one word that changes whenever something does: so a form says what it stood beside.
    pub fn digest(&self) -> String {
        hex(&sha256(format!("{self:?}").as_bytes()))
    }
}

/// How a site deals its stalls.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, diesel::Queryable)]
pub(crate) struct Rules {
    /// The most stalls one seller gets; no limit if nothing is said.
    pub max_each: Option<i32>,
    /// List A is dealt fully before list B.
    pub ab_list: bool,
    /// Whoever was refused on the last market day is dealt before the others.
    pub refused_first: bool,
}

impl Rules {
    /// The rules in a word, as a form sends which ones it stood beside.
    pub fn written(&self) -> String {
        let limit = self.max_each.map_or(String::new(), |most| most.to_string());
        format!("{limit}/{}/{}", self.ab_list, self.refused_first)
    }
}

/// A site in a list, with its next market day.
#[derive(Clone, Debug)]
pub(crate) struct SiteRow {
    pub site: SiteCard,
    pub area_fa: String,
    pub area_en: String,
    pub next_day: Option<(MarketDayId, NaiveDate)>,
}

impl SiteRow {
    pub fn area_name(&self, lang: Lang) -> &str {
        match lang {
            Lang::Fa => &self.area_fa,
            Lang::En => &self.area_en,
        }
    }
}
