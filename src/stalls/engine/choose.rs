//! The concrete stalls, chosen when all levels are granted, again in turn and again without taking anything from anyone.
//! A vendor's best run: more and better wishes, then more of the own stalls, then fewer marks that others might need.

use std::cmp::Reverse;
use std::rc::Rc;

use super::deal::Dealer;
use super::demand::Demand;
use super::entrant::Entrant;
use super::roster::Priority;
use super::site::Site;
use super::table::StallIx;

impl<'a> Dealer<'a> {
    /// Settles every placed vendor on one run.
    pub(super) fn choose(&mut self) {
        for priority in [Priority::First, Priority::Second] {
            for entrant in self.roster.in_turn(priority) {
                if self.position.granted.at(entrant.ix).is_some() {
                    self.settle(entrant);
                }
            }
        }
    }

    fn settle(&mut self, entrant: &Entrant<'a>) {
        let demand = self.position.packing.demand_of(entrant.ix);
        let mut runs: Vec<&[StallIx]> = demand.runs().collect();
        runs.sort_by_cached_key(|run| merit(entrant, run, self.site));
        let packing = &mut self.position.packing;
        runs.into_iter()
            .any(|run| packing.fit(entrant.ix, &Rc::new(Demand::only(run))));
    }
}

/// Ranks a run, the lowest first. Shorter lists of wishes are no issue: all runs of a level have one length.
fn merit(
    entrant: &Entrant<'_>,
    run: &[StallIx],
    site: &Site<'_>,
) -> (Vec<usize>, Reverse<usize>, usize, Vec<StallIx>) {
    let unwished = entrant.tiers();
    let tier = |stall: &StallIx| entrant.wish_tier(*stall).unwrap_or(unwished);
    let mut tiers: Vec<usize> = run.iter().map(tier).collect();
    tiers.sort_unstable();
    let own = run.iter().filter(|stall| entrant.owns(**stall)).count();
    let offers = run.iter().filter_map(|stall| site.offers(*stall));
    let unused = offers
        .map(|stall| entrant.requirements.marks_left_unused(stall))
        .sum();
    let mut stalls = run.to_vec();
    stalls.sort();
    (tiers, Reverse(own), unused, stalls)
}
