//! Moving holders. Until his turn a moving holder stands on his own stalls. When a level asks for them, he takes the turn of
//! the one who asks; when those who wait ask for each other's stalls, they exchange (Abdulkadiroğlu and Sönmez 1999).
//! So chains and circles of any length come about, and nobody is pushed off an own stall.

use super::deal::Dealer;
use super::entrant::Entrant;
use super::level::Level;
use super::packing::Packing;
use super::table::VendorIx;

/// Lists those whose levels wait for somebody else's turn, the first to ask at the bottom.
pub(super) type Asking = Vec<(VendorIx, Level)>;

impl<'a> Dealer<'a> {
    /// Grants the best of levels that need somebody to leave his own stalls, if holders who have not had their turn do leave.
    pub(super) fn best_by_exchange(
        &mut self,
        entrant: &Entrant<'a>,
        levels: &[Level],
        asking: &mut Asking,
    ) -> Option<Level> {
        let mut relaxed = self.with_everyone_ready_to_leave(entrant)?;
        let first = self.best_fit(&mut relaxed, entrant, levels);
        let within_reach = levels.get(first..).unwrap_or_default();
        within_reach.iter().copied().find(|level| self.seek(entrant, *level, asking))
    }

    /// Grants the level if it fits after those have had their turn who stand in its way; else leaves everything as it was.
    fn seek(&mut self, entrant: &Entrant<'a>, level: Level, asking: &mut Asking) -> bool {
        let before = asking.is_empty().then(|| self.position.clone());
        let demand = self.menu.demand(entrant, level);
        while let Some(relaxed) = self.relaxed_for(entrant, level) {
            self.has_hope = true;
            if self.exchange(entrant, level, asking) {
                return true;
            }
            let Some(holder) = self.in_the_way(entrant, &relaxed, asking) else {
                break;
            };
            asking.push((entrant.ix, level));
            self.deal_first(holder, asking);
            asking.pop();
            if self.position.granted.at(entrant.ix) == Some(level) {
                return true;
            }
            if self.position.packing.fit(entrant.ix, &demand) {
                self.grant(entrant, level);
                return true;
            }
        }
        if let Some(before) = before {
            self.position = before;
        }
        false
    }

    /// Gives the packing in which waiting holders may stand wherever they accept to; none if nobody else waits.
    fn with_everyone_ready_to_leave(&self, entrant: &Entrant<'a>) -> Option<Packing> {
        let others = || self.waiting().filter(|holder| holder.ix != entrant.ix);
        others().next()?;
        let mut relaxed = self.position.packing.clone();
        for holder in others() {
            relaxed.loosen(holder.ix, self.menu.acceptable(holder));
        }
        Some(relaxed)
    }

    /// Gives that packing with the level in it, if it can be had at all.
    fn relaxed_for(&self, entrant: &Entrant<'a>, level: Level) -> Option<Packing> {
        let mut relaxed = self.with_everyone_ready_to_leave(entrant)?;
        relaxed.fit(entrant.ix, &self.menu.demand(entrant, level)).then_some(relaxed)
    }

    /// Gives the holder whose turn comes next so that the level may be had; none if only those could leave who are asking.
    fn in_the_way(&self, entrant: &Entrant<'a>, relaxed: &Packing, asking: &Asking) -> Option<&'a Entrant<'a>> {
        let asked_for = relaxed.stalls_of(entrant.ix);
        let is_asked = |holder: &Entrant<'a>| asked_for.iter().any(|stall| holder.owns(*stall));
        let is_asking = |holder: &Entrant<'a>| asking.iter().any(|(other, _)| *other == holder.ix);
        let leaves = |holder: &Entrant<'a>| relaxed.stalls_of(holder.ix) != self.position.packing.stalls_of(holder.ix);
        self.waiting()
            .filter(|holder| holder.ix != entrant.ix && !is_asking(holder) && leaves(holder))
            .min_by_key(|holder| (!is_asked(holder), self.roster.turn(holder.ix)))
    }

    /// Grants the shortest circle of those who ask, ending with this vendor, in which all get what they ask for.
    fn exchange(&mut self, entrant: &Entrant<'a>, level: Level, asking: &Asking) -> bool {
        if !self.is_waiting(entrant.ix) {
            return false;
        }
        let mut circle = vec![(entrant, level)];
        for (asker, asked) in asking.iter().rev() {
            let Some(asker) = self.roster.entrant(*asker).filter(|asker| self.is_waiting(asker.ix)) else {
                return false;
            };
            circle.push((asker, *asked));
            if let Some(packing) = self.packing_after(&circle) {
                self.position.packing = packing;
                for (member, level) in circle {
                    self.grant(member, level);
                }
                return true;
            }
        }
        false
    }

    fn packing_after(&self, circle: &[(&Entrant<'a>, Level)]) -> Option<Packing> {
        let mut packing = self.position.packing.clone();
        for (member, _) in circle {
            packing.release(member.ix);
        }
        let mut members = circle.iter();
        let all_fit = members.all(|(member, level)| packing.fit(member.ix, &self.menu.demand(member, *level)));
        all_fit.then_some(packing)
    }

    fn waiting(&self) -> impl Iterator<Item = &'a Entrant<'a>> {
        let roster = self.roster;
        roster.entrants.iter().filter(|entrant| self.is_waiting(entrant.ix))
    }
}
