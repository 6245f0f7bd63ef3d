//! A case as the file of `bazarche allocate` and the stored run write it: the market of one day and its vendors.
//! Reading it from JSON is in `read`; whether it makes sense is in `check`.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::names::{CategoryName, StallNumber, VendorId};
use super::notes::Note;

/// Holds everything the engine looks at.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "Value")]
pub(crate) struct Case {
    /// Comes back unread beside the result.
    pub(crate) id: Value,
    pub(crate) market: Market,
    pub(crate) vendors: Vec<Vendor>,
    /// Notes the words that a file holds and nobody knows here; a stored run has none.
    #[serde(skip)]
    pub(crate) unknown_words: Vec<Note>,
}

/// Describes the site on the day and the settings of the market.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct Market {
    pub(crate) date: NaiveDate,
    /// Lists the stalls of each row in the order they stand.
    pub(crate) rows: Vec<Vec<StallNumber>>,
    /// Lists the rows whose last stall stands beside the first, by position in `rows`.
    pub(crate) circular_rows: BTreeSet<usize>,
    pub(crate) stalls: BTreeMap<StallNumber, Stall>,
    pub(crate) categories: BTreeMap<CategoryName, Category>,
    /// Lists pairs of stalls with something standing between them.
    pub(crate) obstacles: Vec<(StallNumber, StallNumber)>,
    pub(crate) max_stalls_per_vendor: Option<usize>,
    pub(crate) ab_list_active: bool,
    /// Deals those refused on the last market day before the others.
    pub(crate) refused_last_time_first: bool,
}

/// Describes what a stall offers.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub(crate) struct Stall {
    pub(crate) properties: BTreeSet<String>,
    /// Lists the categories the stall is marked for.
    pub(crate) categories: BTreeSet<CategoryName>,
    pub(crate) blocked: bool,
}

/// Describes the rules of a category of goods.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub(crate) struct Category {
    pub(crate) required: bool,
    #[serde(rename = "max")]
    pub(crate) max_stalls: Option<usize>,
    pub(crate) max_vendors: Option<usize>,
}

impl Category {
    /// Says whether nobody can have that many stalls in it, whoever else comes.
    pub(crate) fn never_allows(&self, count: usize) -> bool {
        self.max_stalls.is_some_and(|most| most < count) || self.max_vendors == Some(0)
    }
}

/// Describes one vendor and what he asks for on the day.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct Vendor {
    pub(crate) id: VendorId,
    pub(crate) kind: Kind,
    pub(crate) subkind: Subkind,
    /// The lower number goes first.
    pub(crate) seniority_rank: i64,
    pub(crate) list: List,
    /// Says that the market's last day had no place for him.
    pub(crate) refused_last_time: bool,
    #[serde(rename = "permanent_stalls")]
    pub(crate) own_stalls: BTreeSet<StallNumber>,
    pub(crate) guaranteed_count: usize,
    pub(crate) wants: Wants,
    pub(crate) categories: BTreeSet<CategoryName>,
    pub(crate) needs: BTreeSet<String>,
    /// Lists tiers of wished stalls, the best tier first.
    #[serde(rename = "preferences")]
    pub(crate) wishes: Vec<Vec<StallNumber>>,
    pub(crate) flexible: bool,
    pub(crate) present: bool,
    pub(crate) absence: Option<Absence>,
}

/// Says on what footing a vendor stands in the market.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Kind {
    Permanent,
    Applicant,
}

/// Names the kinds within a kind that have rules of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Subkind {
    Ordinary,
    /// Keeps fixed stalls: neither moves nor grows.
    Experimental,
    /// Keeps fixed stalls, but grows towards his wishes.
    EconomicTie,
}

/// Names the list of the A/B rule a vendor is on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub(crate) enum List {
    A,
    B,
}

/// Says how many stalls at least and at most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Wants {
    pub(crate) min: usize,
    pub(crate) max: usize,
}

/// A period of absence, its first and last day included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Absence {
    pub(crate) from: NaiveDate,
    pub(crate) until: NaiveDate,
}

impl Absence {
    pub(super) fn covers(&self, day: NaiveDate) -> bool {
        self.from <= day && day <= self.until
    }
}

impl Vendor {
    /// Says whether he is there: an absence period overrides everything.
    pub(super) fn is_there_on(&self, day: NaiveDate) -> bool {
        self.present && !self.absence.is_some_and(|absence| absence.covers(day))
    }
}
