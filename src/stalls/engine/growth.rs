//! Growth in rounds: nobody gets a third stall before everyone who wants a second had the chance.
//! Whoever grows away from a better tier may leave a stall behind; then the refused and all rounds are looked at again.

use super::deal::Dealer;
use super::entrant::{Entrant, Footing};
use super::exchange::Asking;
use super::level::{self, Level, Tier};
use super::roster::Priority;

impl<'a> Dealer<'a> {
    /// Lets the vendors of one part grow, a stall a round.
    pub(super) fn grow(&mut self, priority: Priority) {
        let order = self.roster.in_growth(priority);
        let most = order.iter().map(|entrant| entrant.counts.most).max().unwrap_or(0);
        let most = most.min(self.site.longest_run());
        let mut count = 2;
        while count <= most {
            if self.grow_to(count, &order) {
                self.deal_refused();
                count = 2;
            } else {
                count += 1;
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

    /// Grants one stall more at a tier as good as now; else at a worse one, if what is given up needs nobody's move.
    fn grow_one(&mut self, entrant: &Entrant<'a>, count: usize) -> Option<Level> {
        if !self.allows(entrant, count) {
            return None;
        }
        let now = self.position.granted.at(entrant.ix)?;
        let mut tiers = level::nested_tiers(entrant, count);
        if entrant.footing == Footing::Moving {
            tiers.push(Tier::Own);
        }
        let levels: Vec<Level> = tiers.into_iter().map(|tier| Level { count, tier }).collect();
        let (as_good, worse) = levels.split_at(levels.partition_point(|level| level.tier <= now.tier));
        self.grant_best(entrant, as_good, &mut Asking::new()).or_else(|| self.grow_away(entrant, now, worse))
    }

    /// Grants a level of a worse tier beside a phantom that still stands where the vendor stood, so that nobody dealt later
    /// slips onto the better stalls before those who were refused them.
    fn grow_away(&mut self, entrant: &Entrant<'a>, now: Level, levels: &[Level]) -> Option<Level> {
        let phantom = self.roster.phantom();
        let mut packing = self.position.packing.clone();
        packing.release(entrant.ix);
        if !packing.fit(phantom, &self.menu.demand(entrant, now)) {
            return None;
        }
        let level = levels.get(self.best_fit(&mut packing, entrant, levels)).copied()?;
        packing.release(phantom);
        self.position.packing = packing;
        self.grant(entrant, level);
        self.has_hope = true;
        Some(level)
    }
}
