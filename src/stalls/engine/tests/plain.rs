//! The rules read plainly and slowly, straight off the case, to hold the engine against.
//! Nothing here uses the engine's own site, roster or packing.

use std::collections::BTreeSet;

use super::super::{Case, Granted, GrantedTier, Kind, List, Outcome, StallNumber, Subkind, Vendor, VendorId};

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
        let mut seen = BTreeSet::new();
        let listed = |id: &str| self.case.vendors.iter().any(|vendor| vendor.id.as_str() == id);
        let is_first = |vendor: &&Vendor| {
            let again = vendor.id.as_str().rsplit_once('#').is_some_and(|(id, _)| listed(id));
            !again && seen.insert(vendor.id.clone())
        };
        self.case.vendors.iter().filter(is_here).filter(is_first).collect()
    }

    pub(super) fn vendor(&self, id: &super::super::VendorId) -> &'a Vendor {
        self.case.vendors.iter().find(|vendor| vendor.id == *id).unwrap()
    }

    pub(super) fn is_usable(&self, number: &StallNumber) -> bool {
        self.case.market.stalls.get(number).is_some_and(|stall| !stall.blocked)
    }

    /// Says whether the stall stands in a row.
    pub(super) fn is_drawn(&self, number: &StallNumber) -> bool {
        self.case.market.rows.iter().flatten().any(|drawn| drawn == number)
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
            && vendor.needs.iter().all(|need| {
                has(need) || (need == "baking-light" && has("baking")) || (need == "power" && has("three-phase"))
            })
    }

    /// Gives the tier of the best wish in the run, counted from zero.
    pub(super) fn wish(&self, vendor: &Vendor, run: &Stalls) -> Option<usize> {
        vendor.wishes.iter().position(|tier| tier.iter().any(|number| run.contains(number)))
    }

    pub(super) fn own_usable(&self, vendor: &Vendor) -> Stalls {
        vendor.own_stalls.iter().filter(|number| self.is_usable(number)).cloned().collect()
    }

    /// Lists the ways to keep that many own stalls: exactly as recorded, or one run of them, those with the best wish.
    pub(super) fn kept(&self, vendor: &Vendor, count: usize) -> Vec<Stalls> {
        let own = self.own_usable(vendor);
        if count == own.len() && own == vendor.own_stalls {
            return vec![own];
        }
        let mut runs: Vec<Stalls> = self.runs(count).into_iter().filter(|run| run.is_subset(&own)).collect();
        let rank = |run: &Stalls| self.wish(vendor, run).unwrap_or(usize::MAX);
        let best = runs.iter().map(rank).min();
        runs.retain(|run| Some(rank(run)) == best);
        runs
    }

    /// Gives how many own stalls a holder can keep of those he wants.
    pub(super) fn kept_count(&self, vendor: &Vendor) -> usize {
        let wanted = if vendor.subkind == Subkind::Experimental { usize::MAX } else { vendor.wants.max };
        let most = self.own_usable(vendor).len().min(wanted);
        (1..=most).rev().find(|count| !self.kept(vendor, *count).is_empty()).unwrap_or(0)
    }

    /// Says whether a holder can keep own stalls, at least as many as he needs.
    pub(super) fn keeps_own(&self, vendor: &Vendor) -> bool {
        !vendor.own_stalls.is_empty() && self.kept_count(vendor) >= self.least(vendor)
    }

    /// Says whether a holder keeps own stalls and names nothing better that he may move to.
    pub(super) fn stays(&self, vendor: &Vendor) -> bool {
        let own_rank = |own: &Stalls| self.wish(vendor, own).unwrap_or(usize::MAX);
        let own = self.kept(vendor, self.kept_count(vendor)).iter().map(own_rank).min().unwrap_or(usize::MAX);
        let better = vendor.wishes.iter().take(own).flatten();
        let may_move = vendor.subkind == Subkind::Ordinary
            && better.into_iter().any(|number| self.is_usable(number) && self.is_drawn(number));
        self.keeps_own(vendor) && !may_move
    }

    /// Says whether own stalls are missing from the plan and no others are taken: nothing can be given to such a holder.
    pub(super) fn is_stranded(&self, vendor: &Vendor) -> bool {
        let is_missing = |number: &StallNumber| !self.case.market.stalls.contains_key(number);
        !self.keeps_own(vendor) && !vendor.flexible && vendor.own_stalls.iter().any(is_missing)
    }

    pub(super) fn takes_any(&self, vendor: &Vendor) -> bool {
        vendor.flexible || self.is_guaranteed_anywhere(vendor)
    }

    pub(super) fn limit(&self) -> usize {
        self.case.market.max_stalls_per_vendor.unwrap_or(usize::MAX)
    }

    pub(super) fn is_special(&self, vendor: &Vendor) -> bool {
        !vendor.needs.is_empty() || self.is_required(vendor)
    }

    /// Gives the sort key of a vendor: list, group, insisting on more than one, seniority, id.
    pub(super) fn turn(&self, vendor: &Vendor) -> (bool, usize, bool, i64, VendorId) {
        let (by_list, by_refusal) = (self.case.market.ab_list_active, self.case.market.refused_last_time_first);
        let is_first = by_list && vendor.list == List::A || by_refusal && vendor.refused_last_time;
        let is_second = (by_list || by_refusal) && !is_first;
        let comes_with = !vendor.own_stalls.is_empty() || vendor.guaranteed_count > 0;
        let group = match (comes_with, self.is_special(vendor)) {
            _ if self.stays(vendor) => 0,
            (true, true) => 1,
            (false, true) => 2,
            (true, false) => 3,
            (false, false) => 4,
        };
        let insists = !comes_with && vendor.wants.min > 1;
        (is_second, group, insists, vendor.seniority_rank, vendor.id.clone())
    }

    /// Gives the fewest stalls a vendor accepts: of a holder no more is asked than he owns; whoever can use all of his own
    /// stalls, or keeps fixed ones, is content with what stands together of them.
    pub(super) fn least(&self, vendor: &Vendor) -> usize {
        let is_whole = self.own_usable(vendor) == vendor.own_stalls || vendor.subkind == Subkind::Experimental;
        match vendor.own_stalls.len() {
            0 if vendor.guaranteed_count > 0 => vendor.wants.min.min(self.most(vendor)),
            0 => vendor.wants.min,
            _ if is_whole => vendor.wants.min.min(self.kept_count(vendor).max(1)),
            recorded => vendor.wants.min.min(recorded),
        }
    }

    /// Gives how many stalls a vendor gets in his turn, if there are as many.
    pub(super) fn first(&self, vendor: &Vendor) -> usize {
        match vendor.own_stalls.len() {
            0 => self.least(vendor).max(vendor.guaranteed_count),
            _ if self.keeps_own(vendor) => self.kept_count(vendor),
            recorded => recorded.min(vendor.wants.max),
        }
    }

    /// Gives the most stalls a vendor may get: what he wants within the market's limit, own and guaranteed stalls exempt.
    pub(super) fn most(&self, vendor: &Vendor) -> usize {
        let wanted = vendor.wants.max.min(self.limit());
        match vendor.own_stalls.len() {
            0 => wanted.max(vendor.guaranteed_count),
            _ if vendor.subkind == Subkind::Experimental => self.first(vendor),
            _ => wanted.max(self.first(vendor)),
        }
    }

    /// Says whether a guaranteed count without wishes is for any stall.
    pub(super) fn is_guaranteed_anywhere(&self, vendor: &Vendor) -> bool {
        vendor.own_stalls.is_empty() && vendor.guaranteed_count > 0 && vendor.wishes.is_empty()
    }

    /// Says whether what somebody has is more than in his first turn, and at a tier for which he may have left a better one.
    pub(super) fn may_have_grown_away(&self, vendor: &Vendor, granted: Granted) -> bool {
        let is_best = match granted.tier {
            GrantedTier::Wish(tier) => tier == 1,
            GrantedTier::Own => self.stays(vendor),
            GrantedTier::Anywhere => vendor.wishes.is_empty(),
        };
        granted.count > self.first(vendor) && !is_best
    }

    /// Says whether the limits of the vendor's categories leave room for that many stalls more.
    pub(super) fn category_room(&self, vendor: &Vendor, more: usize, outcome: &Outcome) -> bool {
        vendor.categories.iter().filter_map(|name| Some((name, self.case.market.categories.get(name)?))).all(
            |(name, limits)| {
                let members = self.present().into_iter().filter(|other| other.categories.contains(name));
                let counts: Vec<usize> =
                    members.filter_map(|other| outcome.assigned.get(&other.id)).map(Vec::len).collect();
                limits.max_stalls.is_none_or(|most| counts.iter().sum::<usize>() + more <= most)
                    && limits.max_vendors.is_none_or(|most| counts.len() < most)
            },
        )
    }

    /// Lists the runs with which a placed vendor has this count and level, or a better tier.
    pub(super) fn satisfying(&self, vendor: &Vendor, granted: Granted) -> Vec<Stalls> {
        let kept = self.kept(vendor, self.kept_count(vendor));
        let holds_own = |run: &Stalls| kept.iter().any(|own| own.is_subset(run));
        match granted.tier {
            GrantedTier::Wish(tier) => {
                let mut runs = self.accepted(vendor, granted.count, Some(tier - 1));
                runs.retain(|run| !self.stays(vendor) || holds_own(run));
                runs
            }
            GrantedTier::Anywhere => self.accepted(vendor, granted.count, None),
            GrantedTier::Own if granted.count <= self.kept_count(vendor) => self.kept(vendor, granted.count),
            GrantedTier::Own => self.accepted(vendor, granted.count, None).into_iter().filter(holds_own).collect(),
        }
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

/// Lets nobody want more than he gets in his turn.
pub(super) fn nobody_grows(mut case: Case) -> Case {
    let plain = Plain { case: &case };
    let firsts: Vec<usize> = case.vendors.iter().map(|vendor| plain.first(vendor)).collect();
    for (vendor, first) in case.vendors.iter_mut().zip(firsts) {
        vendor.wants.min = vendor.wants.min.min(first);
        vendor.wants.max = first;
    }
    case
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
