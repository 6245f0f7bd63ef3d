//! Growth in rounds: nobody gets a third stall before everyone who wants a second had the chance.
//! Whoever grows away from a better tier may leave a stall behind; then the refused and the round are looked at again.

use super::deal::Dealer;
use super::entrant::{Entrant, Footing};
use super::exchange::Asking;
use super::level::{Level, Tier};
use super::roster::Priority;

impl<'a> Dealer<'a> {
    /// Lets the vendors of one part grow, a stall a round.
    pub(super) fn grow(&mut self, priority: Priority) {
        let order = self.roster.in_growth(priority);
        let most = order.iter().map(|entrant| entrant.counts.most).max().unwrap_or(0);
        for count in 2..=most {
            while self.grow_to(count, &order) {
                self.deal_refused();
            }
        }
    }

    /// Gives everyone the chance of that count; stops and says so when a vendor left a better tier for it.
    fn grow_to(&mut self, count: usize, order: &[&Entrant<'a>]) -> bool {
        for entrant in order {
            let Some(level) = self.position.granted.at(entrant.ix) else {
                continue;
            };
            let wants_one_more = level.count + 1 == count && count <= entrant.counts.most;
            if wants_one_more
                && let Some(grown) = self.grow_one(entrant, count)
                && grown.tier > level.tier
            {
                return true;
            }
        }
        false
    }

    fn grow_one(&mut self, entrant: &Entrant<'a>, count: usize) -> Option<Level> {
        let grown = self.grant_best(entrant, count, &mut Asking::new());
        if grown.is_some() || entrant.footing != Footing::Moving || !self.allows(entrant, count) {
            return grown;
        }
        let level = Level { count, tier: Tier::Own };
        let demand = self.menu.demand(entrant, level);
        let fits = !demand.is_empty() && self.position.packing.fit(entrant.ix, &demand);
        fits.then(|| self.grant(entrant, level))?;
        Some(level)
    }
}
