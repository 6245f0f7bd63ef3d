//! A present vendor as the engine deals him: on what footing, which stalls suit him, what he wishes, how many.
//! The counts here are settled: an own or guaranteed count and the limit of the market are worked in.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::case::{Market, Subkind, Vendor};
use super::names::StallNumber;
use super::site::{Run, Site};
use super::suitability::{Requirements, Suits, SuitsPool};
use super::table::{StallIx, VendorIx};

/// Holds one present vendor.
pub(super) struct Entrant<'a> {
    pub(super) ix: VendorIx,
    pub(super) vendor: &'a Vendor,
    pub(super) requirements: Requirements<'a>,
    pub(super) footing: Footing,
    /// Lists the own stalls that can be used today.
    pub(super) own: Vec<StallIx>,
    pub(super) counts: Counts,
    /// Counts the tiers of wishes ranked above the own stalls.
    tiers_above_own: usize,
    suits: Rc<Suits>,
    wish_tiers: BTreeMap<StallIx, usize>,
}

/// Says what a vendor comes with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Footing {
    /// Keeps his own stalls and does not move.
    Staying,
    /// Keeps his own stalls unless he gets stalls he ranks above them.
    Moving,
    /// Holds own stalls, but too few of them can be used today.
    Displaced,
    /// Holds own stalls that the plan does not know, and takes no others: nothing can be given to him.
    Stranded,
    Guaranteed,
    Applicant,
}

/// Says how many stalls, from the least accepted to the most.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Counts {
    pub(super) least: usize,
    /// Says what he gets in his turn, before anyone grows.
    pub(super) first: usize,
    pub(super) most: usize,
}

impl<'a> Entrant<'a> {
    /// Settles the footing and the counts; `own` are the own stalls that nobody else claims.
    pub(super) fn new(
        ix: VendorIx,
        vendor: &'a Vendor,
        own: Vec<StallIx>,
        (market, site, pool): (&Market, &Site<'_>, &mut SuitsPool<'a>),
    ) -> Self {
        let requirements = Requirements::of(vendor, market);
        let mut entrant = Self {
            ix,
            vendor,
            suits: pool.suits(&requirements, site),
            wish_tiers: wish_tiers(vendor, site),
            footing: Footing::Applicant,
            tiers_above_own: vendor.wishes.len(),
            own,
            counts: counts_on_request(vendor, market, site),
            requirements,
        };
        if !vendor.own_stalls.is_empty() {
            entrant.settle_holder(market, site);
        } else if vendor.guaranteed_count > 0 {
            entrant.footing = Footing::Guaranteed;
        }
        entrant
    }

    fn settle_holder(&mut self, market: &Market, site: &Site<'_>) {
        let vendor = self.vendor;
        let recorded = vendor.own_stalls.len();
        let most = vendor.wants.max.max(1);
        let is_experimental = vendor.subkind == Subkind::Experimental;
        let kept = self.largest_kept(if is_experimental { recorded } else { most }, site);
        let can_keep = if is_experimental || self.own.len() == recorded { kept.max(1) } else { recorded };
        let least = vendor.wants.min.clamp(1, can_keep);
        let first = if kept >= least { kept } else { recorded.min(most) };
        let allowed = most.min(market.max_stalls_per_vendor.unwrap_or(most)).max(first);
        let most = if is_experimental { first } else { allowed };
        self.counts = Counts { least, first, most };
        self.rank_own(site);
        let is_drawn = vendor.own_stalls.iter().all(|number| site.stall(number).is_some());
        self.footing = if kept < least && !is_drawn && !vendor.flexible {
            Footing::Stranded
        } else if kept < least {
            Footing::Displaced
        } else if self.may_move() && self.wishes_to_move(site) {
            Footing::Moving
        } else {
            Footing::Staying
        };
    }

    /// Gives how many own stalls can be kept, at most `most`, as one run or exactly as recorded.
    fn largest_kept(&self, most: usize, site: &Site<'_>) -> usize {
        let upwards = (1..=self.own.len().min(most)).rev();
        upwards.into_iter().find(|count| !self.kept_runs(*count, site).is_empty()).unwrap_or(0)
    }

    fn may_move(&self) -> bool {
        self.vendor.subkind == Subkind::Ordinary
    }

    fn wishes_to_move(&self, site: &Site<'_>) -> bool {
        site.stalls().any(|(stall, _)| {
            let is_above = |tier| tier < self.tiers_above_own;
            site.is_open(stall) && self.wish_tier(stall).is_some_and(is_above)
        })
    }

    /// Finds how many tiers of wishes are ranked above the own stalls he would keep.
    fn rank_own(&mut self, site: &Site<'_>) {
        let kept = self.kept_runs(self.counts.first, site);
        let best = kept.iter().filter_map(|run| self.best_tier(run)).min();
        self.tiers_above_own = best.unwrap_or(self.tiers());
    }

    pub(super) fn tiers_above_own(&self) -> usize {
        self.tiers_above_own
    }

    /// Gives the ways to keep that many own stalls: one run of them, the best wished first of all; all of them as they are.
    pub(super) fn kept_runs(&self, count: usize, site: &Site<'_>) -> Vec<Run> {
        if count == self.own.len() && self.own.len() == self.vendor.own_stalls.len() {
            return vec![self.own.iter().copied().collect()];
        }
        let mut runs: Vec<Run> = if count == 1 {
            self.own.iter().map(|stall| Run::from([*stall])).collect()
        } else {
            let within = |run: &&Run| run.iter().all(|stall| self.owns(*stall));
            site.runs(count).iter().filter(within).cloned().collect()
        };
        let rank = |run: &Run| self.best_tier(run).unwrap_or(self.tiers());
        let best = runs.iter().map(rank).min();
        runs.retain(|run| Some(rank(run)) == best);
        runs
    }

    pub(super) fn owns(&self, stall: StallIx) -> bool {
        self.own.contains(&stall)
    }

    /// Says whether the stall may be given to him: it suits, or it is his own.
    pub(super) fn may_stand_on(&self, stall: StallIx) -> bool {
        self.suits.stalls.at(stall) || self.owns(stall)
    }

    /// Numbers what suits him: two vendors of the same number can stand on the same stalls, own stalls aside.
    pub(super) fn suits_like(&self) -> usize {
        self.suits.number
    }

    pub(super) fn suits(&self, stall: StallIx) -> bool {
        self.suits.stalls.at(stall)
    }

    pub(super) fn wish_tier(&self, stall: StallIx) -> Option<usize> {
        self.wish_tiers.get(&stall).copied()
    }

    /// Gives the best tier of which the run holds a stall.
    pub(super) fn best_tier(&self, run: &[StallIx]) -> Option<usize> {
        run.iter().filter_map(|stall| self.wish_tier(*stall)).min()
    }

    pub(super) fn tiers(&self) -> usize {
        self.vendor.wishes.len()
    }

    pub(super) fn has_wishes(&self) -> bool {
        self.vendor.wishes.iter().any(|tier| !tier.is_empty())
    }

    /// Says whether any suitable stall will do; a guaranteed count without wishes cannot mean anything else.
    pub(super) fn takes_any(&self) -> bool {
        self.vendor.flexible || (self.footing == Footing::Guaranteed && !self.has_wishes())
    }

    /// Says whether he has own stalls to fall back on.
    pub(super) fn keeps_own(&self) -> bool {
        matches!(self.footing, Footing::Staying | Footing::Moving)
    }

    pub(super) fn has_economic_tie(&self) -> bool {
        self.vendor.subkind == Subkind::EconomicTie
    }
}

/// Gives the counts of a vendor without own stalls.
fn counts_on_request(vendor: &Vendor, market: &Market, site: &Site<'_>) -> Counts {
    let least = vendor.wants.min.max(1);
    let wished = vendor.wants.max.max(1);
    let limit = market.max_stalls_per_vendor.unwrap_or(wished);
    let most = wished.min(limit).max(vendor.guaranteed_count);
    let first = least.max(vendor.guaranteed_count.min(site.longest_run()));
    let least = if vendor.guaranteed_count > 0 { least.min(most) } else { least };
    Counts { least, first: first.min(most), most }
}

fn wish_tiers(vendor: &Vendor, site: &Site<'_>) -> BTreeMap<StallIx, usize> {
    let mut tiers = BTreeMap::new();
    for (tier, stalls) in vendor.wishes.iter().enumerate() {
        for stall in stalls.iter().filter_map(|number: &StallNumber| site.stall(number)) {
            tiers.entry(stall).or_insert(tier);
        }
    }
    tiers
}
