//! Levels: what a vendor can be granted before anyone says which stalls. More stalls are better, then the better tier.
//! A level names the runs that satisfy it; which of them it becomes stays open until all levels are granted.

use super::entrant::{Entrant, Footing};
use super::site::{Run, Site};
use super::table::StallIx;

/// Names a level by its count and its tier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
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

/// Lists the tiers a vendor accepts at a count, the best first; each takes in the runs of those before it.
pub(super) fn nested_tiers(entrant: &Entrant<'_>, count: usize) -> Vec<Tier> {
    let wishes = |tiers: usize| (0..tiers).map(Tier::Wish);
    match entrant.footing {
        Footing::Staying if grows_to_wishes(entrant, count) => {
            wishes(entrant.tiers()).chain(entrant.takes_any().then_some(Tier::Own)).collect()
        }
        Footing::Staying => vec![Tier::Own],
        Footing::Stranded => Vec::new(),
        Footing::Moving => wishes(entrant.tiers_above_own()).collect(),
        Footing::Displaced | Footing::Guaranteed | Footing::Applicant => {
            let anywhere = entrant.takes_any().then_some(Tier::Anywhere);
            wishes(entrant.tiers()).chain(anywhere).collect()
        }
    }
}

/// Says whether a vendor with an economic tie may add stalls only together with a wish.
fn grows_to_wishes(entrant: &Entrant<'_>, count: usize) -> bool {
    entrant.has_economic_tie() && entrant.has_wishes() && count > entrant.counts.first
}

/// Lists the runs of a count by the best tier that takes them in; keeping exactly the own stalls is not among them, nor is
/// what pleases only because it suits, except for those with own stalls.
pub(super) fn ranked_runs(entrant: &Entrant<'_>, count: usize, site: &Site<'_>) -> Vec<(Tier, Run)> {
    let suits = |run: &Run| run.iter().all(|stall| entrant.may_stand_on(*stall));
    let kept = entrant.kept_runs(entrant.counts.first, site);
    let ranked = |run: &Run| Some((tier_of(entrant, run, &kept).filter(|_| suits(run))?, Run::clone(run)));
    let mut runs: Vec<(Tier, Run)> = site.runs(count).iter().filter_map(ranked).collect();
    runs.sort_by_key(|(tier, _)| *tier);
    runs
}

fn tier_of(entrant: &Entrant<'_>, run: &[StallIx], kept: &[Run]) -> Option<Tier> {
    let wish = entrant.best_tier(run).map(Tier::Wish);
    let holds_own = || kept.iter().any(|own| own.iter().all(|stall| run.contains(stall)));
    match entrant.footing {
        Footing::Stranded => None,
        Footing::Staying => holds_own().then_some(wish.unwrap_or(Tier::Own)),
        Footing::Moving => wish
            .filter(|tier| *tier < Tier::Wish(entrant.tiers_above_own()))
            .or_else(|| holds_own().then_some(Tier::Own)),
        Footing::Displaced | Footing::Guaranteed | Footing::Applicant => {
            let takes_any = entrant.takes_any() && !entrant.own.is_empty();
            wish.or_else(|| takes_any.then_some(Tier::Anywhere))
        }
    }
}
