//! Growth in rounds: nobody gets a third stall before everyone who wants a second had the chance.
//! Whoever grows away from a wish may leave a stall behind; then the refused and this round are looked at again.

use super::deal::Dealer;
use super::entrant::Entrant;
use super::level::{self, Level};
use super::roster::Priority;

impl<'a> Dealer<'a> {
    /// Lets the vendors of one part grow, a stall a round.
    pub(super) fn grow(&mut self, priority: Priority) {
        let order = self.roster.in_growth(priority);
        let most = order
            .iter()
            .map(|entrant| entrant.counts.most)
            .max()
            .unwrap_or(0);
        for count in 2..=most {
            while self.grow_to(count, &order) {
                self.deal_refused(priority);
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
        if !self.allows(entrant, count) {
            return None;
        }
        let levels = level::levels(entrant, count, self.site);
        levels
            .into_iter()
            .find(|level| self.seek(entrant, *level, &mut Vec::new()))
    }
}
