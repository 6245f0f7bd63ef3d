//! Levels: what a vendor can be granted before anyone says which stalls. More stalls are better, then the better tier.
//! A level names the runs that satisfy it; which of them it becomes stays open until all levels are granted.

use std::rc::Rc;

use super::demand::Demand;
use super::entrant::{Entrant, Footing};
use super::site::{Run, Site};
use super::table::StallIx;

/// Names a level by its count and its tier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Level {
    pub(super) count: usize,
    pub(super) tier: Tier,
}

/// Says how well a run pleases, the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Tier {
    /// Holds a stall of this tier of wishes, counted from zero, or of a better one.
    Wish(usize),
    /// Holds the own stalls.
    Own,
    Anywhere,
}

/// Lists the levels of one count a vendor accepts, the best first.
pub(super) fn levels(entrant: &Entrant<'_>, count: usize, site: &Site<'_>) -> Vec<Level> {
    let wishes = |tiers: usize| (0..tiers).map(Tier::Wish);
    let tiers: Vec<Tier> = match entrant.footing {
        Footing::Staying if grows_to_wishes(entrant, count) => wishes(entrant.tiers())
            .chain(entrant.takes_any().then_some(Tier::Own))
            .collect(),
        Footing::Staying => vec![Tier::Own],
        Footing::Stranded => Vec::new(),
        Footing::Moving => wishes(entrant.tiers_above_own(site))
            .chain([Tier::Own])
            .collect(),
        Footing::Displaced | Footing::Guaranteed | Footing::Applicant => {
            let anywhere = entrant.takes_any().then_some(Tier::Anywhere);
            wishes(entrant.tiers()).chain(anywhere).collect()
        }
    };
    tiers
        .into_iter()
        .map(|tier| Level { count, tier })
        .collect()
}

/// Says whether a vendor with an economic tie may add stalls only together with a wish.
fn grows_to_wishes(entrant: &Entrant<'_>, count: usize) -> bool {
    entrant.has_economic_tie() && entrant.has_wishes() && count > entrant.counts.first
}

/// Gives the runs that satisfy a level.
pub(super) fn demand(entrant: &Entrant<'_>, level: Level, site: &Site<'_>) -> Rc<Demand> {
    let runs = match level.tier {
        Tier::Wish(tier) => {
            let wished = |run: &[StallIx]| entrant.best_tier(run).is_some_and(|best| best <= tier);
            let keeps =
                |run: &[StallIx]| entrant.footing != Footing::Staying || holds_own(entrant, run);
            usable(entrant, level.count, site, |run| wished(run) && keeps(run))
        }
        Tier::Own if level.count > entrant.own.len() => {
            usable(entrant, level.count, site, |run| holds_own(entrant, run))
        }
        Tier::Own => entrant.kept_runs(level.count, site),
        Tier::Anywhere => usable(entrant, level.count, site, |_| true),
    };
    Rc::new(Demand::new(level.count, &runs, site))
}

/// Gives what a moving holder accepts: his own stalls or any run he ranks above them.
pub(super) fn acceptable(entrant: &Entrant<'_>, site: &Site<'_>) -> Rc<Demand> {
    let count = entrant.counts.first;
    let above = entrant.tiers_above_own(site);
    let is_above = |run: &[StallIx]| entrant.best_tier(run).is_some_and(|best| best < above);
    let mut runs = usable(entrant, count, site, is_above);
    runs.extend(entrant.kept_runs(count, site));
    Rc::new(Demand::new(count, &runs, site))
}

fn usable(
    entrant: &Entrant<'_>,
    count: usize,
    site: &Site<'_>,
    accepts: impl Fn(&[StallIx]) -> bool,
) -> Vec<Run> {
    let suits = |run: &Run| run.iter().all(|stall| entrant.may_stand_on(*stall));
    site.runs(count)
        .iter()
        .filter(|run| accepts(run) && suits(run))
        .cloned()
        .collect()
}

fn holds_own(entrant: &Entrant<'_>, run: &[StallIx]) -> bool {
    entrant.own.iter().all(|stall| run.contains(stall))
}
