//! The rules read plainly and slowly, straight off the case, to hold the engine against.
//! Nothing here uses the engine's own site, roster or packing.

use std::collections::BTreeSet;

use super::super::{Case, Kind, List, StallNumber, Subkind, Vendor};

pub(super) type Stalls = BTreeSet<StallNumber>;

pub(super) struct Plain<'a> {
    pub(super) case: &'a Case,
}

impl<'a> Plain<'a> {
    pub(super) fn present(&self) -> Vec<&'a Vendor> {
        let day = self.case.market.date;
        let is_here = |vendor: &&Vendor| {
            vendor.present && !vendor.absence.is_some_and(|away| away.from <= day && day <= away.until)
        };
        self.case.vendors.iter().filter(is_here).collect()
    }

    pub(super) fn vendor(&self, id: &super::super::VendorId) -> &'a Vendor {
        self.case.vendors.iter().find(|vendor| vendor.id == *id).unwrap()
    }

    pub(super) fn is_usable(&self, number: &StallNumber) -> bool {
        self.case.market.stalls.get(number).is_some_and(|stall| !stall.blocked)
    }

    /// Lists every set of that many usable stalls that stand side by side in one row.
    pub(super) fn runs(&self, count: usize) -> Vec<Stalls> {
        let mut runs = Vec::new();
        for (at, row) in self.case.market.rows.iter().enumerate() {
            let is_ring = self.case.market.circular_rows.contains(&at);
            let starts = if is_ring { row.len() } else { (row.len() + 1).saturating_sub(count) };
            for start in 0..starts {
                if count > row.len() {
                    continue;
                }
                let window: Vec<&StallNumber> = (start..start + count).map(|place| &row[place % row.len()]).collect();
                let joined = window.windows(2).all(|pair| !self.has_obstacle(pair[0], pair[1]));
                if joined && window.iter().all(|number| self.is_usable(number)) {
                    let run: Stalls = window.into_iter().cloned().collect();
                    if !runs.contains(&run) {
                        runs.push(run);
                    }
                }
            }
        }
        runs
    }

    fn has_obstacle(&self, one: &StallNumber, other: &StallNumber) -> bool {
        let between = |(a, b): &(StallNumber, StallNumber)| (a, b) == (one, other) || (a, b) == (other, one);
        self.case.market.obstacles.iter().any(between)
    }

    pub(super) fn is_required(&self, vendor: &Vendor) -> bool {
        let categories = &self.case.market.categories;
        vendor.categories.iter().any(|name| categories.get(name).is_some_and(|category| category.required))
    }

    pub(super) fn suits(&self, vendor: &Vendor, number: &StallNumber) -> bool {
        let stall = &self.case.market.stalls[number];
        let required: Vec<_> = vendor
            .categories
            .iter()
            .filter(|name| self.case.market.categories.get(name).is_some_and(|category| category.required))
            .collect();
        let has = |property: &str| stall.properties.contains(property);
        (required.is_empty() || required.iter().any(|name| stall.categories.contains(*name)))
            && vendor.needs.iter().all(|need| has(need) || (need == "baking-light" && has("baking")))
    }

    /// Gives the tier of the best wish in the run, counted from zero.
    pub(super) fn wish(&self, vendor: &Vendor, run: &Stalls) -> Option<usize> {
        vendor.wishes.iter().position(|tier| tier.iter().any(|number| run.contains(number)))
    }

    pub(super) fn own_usable(&self, vendor: &Vendor) -> Stalls {
        vendor.own_stalls.iter().filter(|number| self.is_usable(number)).cloned().collect()
    }

    pub(super) fn limit(&self) -> usize {
        self.case.market.max_stalls_per_vendor.unwrap_or(usize::MAX)
    }

    pub(super) fn is_special(&self, vendor: &Vendor) -> bool {
        !vendor.needs.is_empty() || self.is_required(vendor)
    }

    /// Gives the sort key of an applicant: list, special needs, insisting on more than one, seniority, id.
    pub(super) fn turn(&self, vendor: &Vendor) -> (bool, bool, bool, i64, super::super::VendorId) {
        let is_second = self.case.market.ab_list_active && vendor.list == List::B;
        (is_second, !self.is_special(vendor), vendor.wants.min > 1, vendor.seniority_rank, vendor.id.clone())
    }

    /// Lists the runs of a count an applicant accepts at this tier or a better one; `None` stands for anywhere.
    pub(super) fn accepted(&self, vendor: &Vendor, count: usize, tier: Option<usize>) -> Vec<Stalls> {
        let suits =
            |run: &Stalls| run.iter().all(|number| self.suits(vendor, number) || vendor.own_stalls.contains(number));
        let pleases = |run: &Stalls| match tier {
            Some(tier) => self.wish(vendor, run).is_some_and(|wish| wish <= tier),
            None => true,
        };
        self.runs(count).into_iter().filter(|run| suits(run) && pleases(run)).collect()
    }

    pub(super) fn is_applicant(&self, vendor: &Vendor) -> bool {
        vendor.kind == Kind::Applicant
            && vendor.own_stalls.is_empty()
            && vendor.guaranteed_count == 0
            && vendor.subkind == Subkind::Ordinary
    }
}

/// Says whether each demand can have one of its runs with no stall twice, by trying everything.
pub(super) fn can_coexist(demands: &[&[Stalls]], taken: &Stalls) -> bool {
    let Some((fewest, _)) =
        demands.iter().enumerate().min_by_key(|(_, runs)| runs.iter().filter(|run| run.is_disjoint(taken)).count())
    else {
        return true;
    };
    let mut rest = demands.to_vec();
    let runs = rest.remove(fewest);
    runs.iter().filter(|run| run.is_disjoint(taken)).any(|run| {
        let taken = taken.union(run).cloned().collect();
        can_coexist(&rest, &taken)
    })
}
