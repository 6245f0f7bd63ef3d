//! The concrete stalls, chosen when all levels are granted, again in turn and again without taking anything from anyone.
//! Before that whoever can have a better level still gets it.
//! A vendor's better run: more and better wishes, then more of the own stalls, then fewer marks that others might need.
//! Among runs that are equally good the witness of the packing decides.

use std::cmp::Reverse;
use std::rc::Rc;

use super::deal::Dealer;
use super::entrant::Entrant;
use super::level::{self, Level};
use super::roster::Priority;
use super::site::{Run, Site};
use super::table::StallIx;

/// Ranks runs of one length, the lowest first: tiers of wishes, own stalls, unused marks.
type Merit = (Vec<usize>, Reverse<usize>, usize);

impl<'a> Dealer<'a> {
    /// Raises whoever can have a better tier after all: somebody moved or grew away from it when his turn was over.
    pub(super) fn raise(&mut self) {
        if !self.has_hope {
            return;
        }
        for priority in [Priority::First, Priority::Second] {
            for entrant in self.roster.in_turn(priority) {
                let Some(now) = self.position.granted.at(entrant.ix) else { continue };
                let tiers = level::nested_tiers(entrant, now.count).into_iter().filter(|tier| *tier < now.tier);
                let better: Vec<Level> = tiers.map(|tier| Level { tier, ..now }).collect();
                self.grant_at_once(entrant, &better);
            }
        }
    }

    /// Narrows every placed vendor down to the best runs of his level that leave everyone a run.
    pub(super) fn choose(&mut self) {
        for priority in [Priority::First, Priority::Second] {
            for entrant in self.roster.in_turn(priority) {
                if self.position.granted.at(entrant.ix).is_some() {
                    self.narrow(entrant);
                }
            }
        }
    }

    fn narrow(&mut self, entrant: &Entrant<'a>) {
        let packing = &mut self.position.packing;
        let demand = packing.demand_of(entrant.ix);
        let with_merit = |run: &[StallIx]| (merit(entrant, run, self.site), Run::from(run));
        let mut runs: Vec<(Merit, Run)> = demand.runs().map(with_merit).collect();
        runs.sort();
        let mut merits: Vec<&Merit> = runs.iter().map(|(merit, _)| merit).collect();
        merits.dedup();
        // Each set of runs takes in the ones before it, and the last is what the vendor has already.
        // The search is for what it leaves in the packing, not for the point it finds.
        let _: usize = merits.partition_point(|worst| {
            let good = runs.iter().take_while(|(merit, _)| merit <= worst);
            let good: Vec<Run> = good.map(|(_, run)| Rc::clone(run)).collect();
            !packing.fit_lightly(entrant.ix, &self.menu.any_of(demand.count(), &good))
        });
    }
}

fn merit(entrant: &Entrant<'_>, run: &[StallIx], site: &Site<'_>) -> Merit {
    let unwished = entrant.tiers();
    let tier = |stall: &StallIx| entrant.wish_tier(*stall).unwrap_or(unwished);
    let mut tiers: Vec<usize> = run.iter().map(tier).collect();
    tiers.sort_unstable();
    let own = run.iter().filter(|stall| entrant.owns(**stall)).count();
    let offers = run.iter().filter_map(|stall| site.offers(*stall));
    let unused = offers.map(|stall| entrant.requirements.marks_left_unused(stall)).sum();
    (tiers, Reverse(own), unused)
}
