//! Which stall suits whom: required categories, own units, baking, power and water.
//! A holder's own stalls are exempt; that is for the caller to say.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::case::{Market, Stall, Vendor};
use super::names::CategoryName;
use super::site::Site;
use super::table::{StallIx, Table};

/// Holds which stalls suit, for everyone with the same requirements.
pub(super) struct Suits {
    pub(super) number: usize,
    pub(super) stalls: Table<StallIx, bool>,
}

/// Finds what suits, once for the same requirements.
#[derive(Default)]
pub(super) struct SuitsPool<'a> {
    found: BTreeMap<Requirements<'a>, Rc<Suits>>,
}

impl<'a> SuitsPool<'a> {
    pub(super) fn suits(&mut self, requirements: &Requirements<'a>, site: &Site<'_>) -> Rc<Suits> {
        if let Some(found) = self.found.get(requirements) {
            return Rc::clone(found);
        }
        let suit = |(stall, offers)| site.is_open(stall) && requirements.are_met_by(offers);
        let stalls = Table::new(site.stalls().map(suit).collect());
        let suits = Rc::new(Suits { number: self.found.len(), stalls });
        self.found.insert(requirements.clone(), Rc::clone(&suits));
        suits
    }
}

/// Holds what a vendor cannot do without.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Requirements<'a> {
    /// Lists those of his categories that stand on marked stalls only.
    required: BTreeSet<&'a CategoryName>,
    needs: &'a BTreeSet<String>,
}

impl<'a> Requirements<'a> {
    pub(super) fn of(vendor: &'a Vendor, market: &Market) -> Self {
        let is_required = |name: &&CategoryName| market.categories.get(*name).is_some_and(|category| category.required);
        let required = vendor.categories.iter().filter(is_required).collect();
        Self { required, needs: &vendor.needs }
    }

    /// Says whether only certain stalls suit, which puts a vendor before the others.
    pub(super) fn are_special(&self) -> bool {
        !self.required.is_empty() || !self.needs.is_empty()
    }

    /// Says whether the stall is marked for one of the required categories and meets every need.
    pub(super) fn are_met_by(&self, stall: &Stall) -> bool {
        let is_marked = self.required.is_empty() || stall.categories.iter().any(|name| self.required.contains(name));
        is_marked && self.needs.iter().all(|need| meets(stall, need))
    }

    /// Counts the marks of a stall that nobody with these requirements needs.
    pub(super) fn marks_left_unused(&self, stall: &Stall) -> usize {
        let unneeded = |property: &&String| !self.needs.contains(*property);
        let properties = stall.properties.iter().filter(unneeded).count();
        let categories = stall.categories.iter().filter(|name| !self.required.contains(*name));
        properties + categories.count()
    }
}

/// A stall for heavy baking serves light baking too, and three phases serve whoever needs power.
pub(super) fn meets(stall: &Stall, need: &str) -> bool {
    let offers = |property: &str| stall.properties.contains(property);
    let served_by: &[&str] = match need {
        "baking-light" => &["baking"],
        "power" | "electricity" => &["power", "electricity", "three-phase", "three-phase-power"],
        "three-phase" | "three-phase-power" => &["three-phase", "three-phase-power"],
        _ => &[],
    };
    offers(need) || served_by.iter().any(|property| offers(property))
}
