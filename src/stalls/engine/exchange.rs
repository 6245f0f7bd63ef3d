//! Moving holders. Until his turn a moving holder stands on his own stalls. When a level asks for them, he takes the turn of
//! the one who asks; when those who wait ask for each other's stalls, they exchange (Abdulkadiroğlu and Sönmez 1999).
//! So chains and circles of any length come about, and nobody is pushed off an own stall.

use super::deal::Dealer;
use super::entrant::Entrant;
use super::level::Level;
use super::packing::Packing;
use super::site::Run;
use super::table::{StallIx, VendorIx};

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
        if levels.is_empty() {
            return None;
        }
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
            let Some(holder) = self.in_the_way(entrant, level, &relaxed, asking) else {
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

    /// Says whether anyone else has not had his turn to leave own stalls.
    pub(super) fn others_wait(&self, entrant: &Entrant<'a>) -> bool {
        self.waiting().any(|holder| holder.ix != entrant.ix)
    }

    /// Gives the packing in which waiting holders may stand wherever they accept to; none if nobody else waits.
    fn with_everyone_ready_to_leave(&self, entrant: &Entrant<'a>) -> Option<Packing> {
        if !self.others_wait(entrant) {
            return None;
        }
        let mut relaxed = self.position.packing.clone();
        for holder in self.waiting().filter(|holder| holder.ix != entrant.ix) {
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
    /// First in turn comes whose own stall is asked for, then who makes room alone, then who leaves when all make room.
    fn in_the_way(
        &self,
        entrant: &Entrant<'a>,
        level: Level,
        relaxed: &Packing,
        asking: &Asking,
    ) -> Option<&'a Entrant<'a>> {
        let is_asking = |holder: &Entrant<'a>| asking.iter().any(|(other, _)| *other == holder.ix);
        let mut holders: Vec<&'a Entrant<'a>> =
            self.waiting().filter(|holder| holder.ix != entrant.ix && !is_asking(holder)).collect();
        holders.sort_by_key(|holder| self.roster.turn(holder.ix));
        let demand = self.menu.demand(entrant, level);
        let is_asked = |holder: &&&Entrant<'a>| {
            let takes_from = |run: &&[StallIx]| run.iter().any(|stall| holder.owns(*stall));
            let runs: Vec<Run> = demand.runs().filter(takes_from).map(Run::from).collect();
            !runs.is_empty() && relaxed.clone().fit(entrant.ix, &self.menu.any_of(level.count, &runs))
        };
        let makes_room = |holder: &&&Entrant<'a>| {
            let mut packing = self.position.packing.clone();
            packing.loosen(holder.ix, self.menu.acceptable(holder));
            packing.fit(entrant.ix, &demand)
        };
        let leaves =
            |holder: &&&Entrant<'a>| relaxed.stalls_of(holder.ix) != self.position.packing.stalls_of(holder.ix);
        let found = holders.iter().find(is_asked).or_else(|| holders.iter().find(makes_room));
        found.or_else(|| holders.iter().find(leaves)).copied()
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
