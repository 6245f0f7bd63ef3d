//! The demands of every vendor at every level, made when first asked for.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use super::demand::{Demand, Pool};
use super::entrant::{Entrant, Footing};
use super::level::{self, Level, Tier};
use super::site::{Run, Site};
use super::table::VendorIx;

/// Gives demands by vendor and level.
pub(super) struct Menu<'a> {
    site: &'a Site<'a>,
    pool: Pool,
    ranked: RefCell<BTreeMap<(VendorIx, usize), Rc<RankedRuns>>>,
    made: RefCell<BTreeMap<(VendorIx, Level), Rc<Demand>>>,
    /// Holds the demands for any run that suits, by what suits and the count.
    anywhere: RefCell<BTreeMap<(usize, usize), Rc<Demand>>>,
}

/// Lists the runs of one vendor and one count, the best tier first.
type RankedRuns = Vec<(Tier, Run)>;

impl<'a> Menu<'a> {
    pub(super) fn new(site: &'a Site<'a>) -> Self {
        Self {
            site,
            pool: Pool::default(),
            ranked: RefCell::default(),
            made: RefCell::default(),
            anywhere: RefCell::default(),
        }
    }

    /// Gives the runs that satisfy a level.
    pub(super) fn demand(&self, entrant: &Entrant<'_>, level: Level) -> Rc<Demand> {
        let key = (entrant.ix, level);
        if let Some(demand) = self.made.borrow().get(&key) {
            return Rc::clone(demand);
        }
        let demand = self.make(entrant, level);
        self.made.borrow_mut().insert(key, Rc::clone(&demand));
        demand
    }

    fn make(&self, entrant: &Entrant<'_>, level: Level) -> Rc<Demand> {
        if level.tier == Tier::Anywhere && entrant.own.is_empty() {
            return self.anywhere(entrant, level.count);
        }
        let runs: Vec<Run> = if level.tier == Tier::Own && level.count <= entrant.counts.first {
            entrant.kept_runs(level.count, self.site)
        } else {
            let wishes_count = entrant.footing != Footing::Moving || level.tier != Tier::Own;
            let is_in = |tier: Tier| tier <= level.tier && (wishes_count || tier == Tier::Own);
            let ranked = self.ranked(entrant, level.count);
            let runs = ranked.iter().filter(|(tier, _)| is_in(*tier));
            runs.map(|(_, run)| Rc::clone(run)).collect()
        };
        self.any_of(level.count, &runs)
    }

    /// Gives the demand for any run that suits; it is the same for all whom the same stalls suit.
    fn anywhere(&self, entrant: &Entrant<'_>, count: usize) -> Rc<Demand> {
        let key = (entrant.suits_like(), count);
        if let Some(demand) = self.anywhere.borrow().get(&key) {
            return Rc::clone(demand);
        }
        let suits = |run: &&Run| run.iter().all(|stall| entrant.suits(*stall));
        let runs: Vec<Run> = self.site.runs(count).iter().filter(suits).cloned().collect();
        let demand = self.any_of(count, &runs);
        self.anywhere.borrow_mut().insert(key, Rc::clone(&demand));
        demand
    }

    /// Gives what a moving holder accepts: his own stalls or any run he ranks above them.
    pub(super) fn acceptable(&self, entrant: &Entrant<'_>) -> Rc<Demand> {
        let count = entrant.counts.first;
        let key = (entrant.ix, Level { count, tier: Tier::Anywhere });
        if let Some(demand) = self.made.borrow().get(&key) {
            return Rc::clone(demand);
        }
        let ranked = self.ranked(entrant, count);
        let above = ranked.iter().filter(|(tier, _)| *tier < Tier::Own);
        let mut runs: Vec<Run> = above.map(|(_, run)| Rc::clone(run)).collect();
        runs.extend(entrant.kept_runs(count, self.site));
        let demand = self.any_of(count, &runs);
        self.made.borrow_mut().insert(key, Rc::clone(&demand));
        demand
    }

    /// Gives the demand for any of these runs.
    pub(super) fn any_of(&self, count: usize, runs: &[Run]) -> Rc<Demand> {
        self.pool.demand(count, runs, self.site)
    }

    fn ranked(&self, entrant: &Entrant<'_>, count: usize) -> Rc<RankedRuns> {
        let key = (entrant.ix, count);
        if let Some(ranked) = self.ranked.borrow().get(&key) {
            return Rc::clone(ranked);
        }
        let ranked = Rc::new(level::ranked_runs(entrant, count, self.site));
        self.ranked.borrow_mut().insert(key, Rc::clone(&ranked));
        ranked
    }
}
