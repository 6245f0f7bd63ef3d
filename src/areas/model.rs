//! What pages are told of areas, institutions and the marketplace's settings.
pub(crate) use crate::db::switch::{InCity, Switch};

use crate::kernel::ids::{AreaId, AreaRoleId, InstitutionId};
use crate::kernel::lang::Lang;
use crate::kernel::text_enum;
use chrono::NaiveDate;

text_enum! {
    /// How far down an area stands.
    pub(crate) enum Level {
        Country = "country",
        Province = "province",
        County = "county",
        City = "city",
        Neighbourhood = "neighbourhood",
    }
}

impl Level {
    /// The level one step down; nothing stands below a neighbourhood.
    pub fn below(self) -> Option<Level> {
        match self {
            Level::Country => Some(Level::Province),
            Level::Province => Some(Level::County),
            Level::County => Some(Level::City),
            Level::City => Some(Level::Neighbourhood),
            Level::Neighbourhood => None,
        }
    }
}

text_enum! {
    /// One of the four institutions of the plan, or another.
    pub(crate) enum InstitutionKind {
        Behzisti = "behzisti",
        Emdad = "emdad",
        Setad = "setad",
        Helal = "helal",
        Other = "other",
    }
}

text_enum! {
    /// An institution's part in an area.
    pub(crate) enum Part {
        Lead = "lead",
        Partner = "partner",
    }
}

text_enum! {
    /// What happens to a sale of a good when the machine that makes it has moved to another household.
    pub(crate) enum MovedMachine {
        /// The sale waits until the good has new weights.
        Refuse = "refuse",
        /// The machine's part counts as made by the household's own means.
        OwnMeans = "own-means",
    }
}

/// A name in both languages.
#[derive(Clone, Debug, PartialEq, Eq, diesel::Queryable)]
pub(crate) struct Names {
    pub fa: String,
    pub en: String,
}

impl Names {
    pub fn of(&self, lang: Lang) -> &str {
        match lang {
            Lang::Fa => &self.fa,
            Lang::En => &self.en,
        }
    }
}

/// An area with what stands above it.
#[derive(Clone, Debug, diesel::Queryable)]
pub(crate) struct AreaRow {
    pub id: AreaId,
    pub level: Level,
    pub parent: Option<AreaId>,
    pub names: Names,
}

/// An institution's part in an area, today or later.
#[derive(Clone, Debug, diesel::Queryable)]
pub(crate) struct PartRow {
    pub id: AreaRoleId,
    pub part: Part,
    pub starts_on: NaiveDate,
    pub ends_on: Option<NaiveDate>,
    pub names: Names,
}

#[derive(Clone, Debug, diesel::Queryable)]
pub(crate) struct InstitutionRow {
    pub id: InstitutionId,
    pub kind: InstitutionKind,
    pub names: Names,
}

/// A programme of an institution.
#[derive(Clone, Debug, diesel::Queryable)]
pub(crate) struct ProgrammeRow {
    pub institution: InstitutionId,
    pub names: Names,
}

/// A day on which nothing is open.
#[derive(Clone, Debug, diesel::Queryable)]
pub(crate) struct Holiday {
    pub day: NaiveDate,
    pub names: Names,
}

/// How far the office is set up.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Overview {
    pub neighbourhoods: i64,
    pub institutions: i64,
    pub programmes: i64,
    pub sites: i64,
    pub people: i64,
}
