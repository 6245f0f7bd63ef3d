//! The dealing: each vendor in his turn is granted the best level that can coexist with all levels granted before.
//! Until his turn a moving holder stands on his own stalls. When a level asks for them, he takes the turn of the one who asks;
//! when those who wait ask for each other's stalls, they exchange (Abdulkadiroğlu and Sönmez 1999). So nobody is pushed off.

use std::collections::BTreeMap;

use super::entrant::{Entrant, Footing};
use super::level::{self, Level, Tier};
use super::packing::Packing;
use super::quota::Quota;
use super::roster::{Priority, Roster};
use super::site::Site;
use super::table::{StallIx, Table, VendorIx};

/// Deals one case.
pub(super) struct Dealer<'a> {
    pub(super) site: &'a Site<'a>,
    pub(super) roster: &'a Roster<'a>,
    pub(super) position: Position<'a>,
}

/// Holds what has been granted so far.
#[derive(Clone)]
pub(super) struct Position<'a> {
    pub(super) packing: Packing,
    pub(super) granted: Table<VendorIx, Option<Level>>,
    /// Marks moving holders whose turn has not come: they stand on their own stalls.
    waiting: Table<VendorIx, bool>,
    quota: Quota<'a>,
    pub(super) refused: BTreeMap<VendorIx, Denial>,
}

/// Says what kept a vendor from a first placement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Denial {
    CategoryFull,
    NoRoom,
}

/// Lists those whose levels wait for somebody else's turn, the first to ask at the bottom.
type Asking = Vec<(VendorIx, Level)>;

impl<'a> Dealer<'a> {
    pub(super) fn new(site: &'a Site<'a>, roster: &'a Roster<'a>, quota: Quota<'a>) -> Self {
        let vendors = roster.len();
        let position = Position {
            packing: Packing::new(vendors, site.len()),
            granted: Table::filled(vendors, None),
            waiting: Table::filled(vendors, false),
            quota,
            refused: BTreeMap::new(),
        };
        Self {
            site,
            roster,
            position,
        }
    }

    /// Deals everyone.
    pub(super) fn deal(&mut self) {
        self.seat_holders();
        for priority in [Priority::First, Priority::Second] {
            for entrant in self.roster.in_turn(priority) {
                self.deal_first(entrant, &mut Asking::new());
            }
            self.deal_refused(priority);
            self.grow(priority);
        }
    }

    /// Grants every holder his own stalls; for those who wish to move this is what they fall back on.
    fn seat_holders(&mut self) {
        for entrant in self
            .roster
            .entrants
            .iter()
            .filter(|entrant| entrant.keeps_own())
        {
            let level = Level {
                count: entrant.counts.first,
                tier: Tier::Own,
            };
            let demand = level::demand(entrant, level, self.site);
            if self.position.packing.fit(entrant.ix, &demand) {
                self.grant(entrant, level);
            }
            self.position
                .waiting
                .set(entrant.ix, entrant.footing == Footing::Moving);
        }
        for entrant in self.roster.entrants.iter() {
            if entrant.footing == Footing::Displaced {
                self.position.quota.book(entrant, 0, entrant.counts.first);
            }
        }
    }

    /// Gives a vendor his first placement, or refuses him.
    fn deal_first(&mut self, entrant: &Entrant<'a>, asking: &mut Asking) {
        let is_settled = entrant.footing == Footing::Staying
            || (entrant.footing == Footing::Moving && !self.is_waiting(entrant.ix));
        if is_settled {
            return;
        }
        if self.place(entrant, asking) {
            return;
        }
        let denial = if self.allows(entrant, entrant.counts.least) {
            Denial::NoRoom
        } else {
            Denial::CategoryFull
        };
        self.position.refused.insert(entrant.ix, denial);
    }

    /// Grants the best first level that can be had.
    fn place(&mut self, entrant: &Entrant<'a>, asking: &mut Asking) -> bool {
        let counts = entrant.counts.least..=entrant.counts.first.min(entrant.counts.most);
        for count in counts.rev() {
            if !self.allows(entrant, count) {
                continue;
            }
            for level in level::levels(entrant, count, self.site) {
                if self.seek(entrant, level, asking) {
                    return true;
                }
            }
        }
        false
    }

    /// Tries the refused again, in the order of their turns, while somebody else's move makes room.
    pub(super) fn deal_refused(&mut self, priority: Priority) {
        let mut placed_one = true;
        while placed_one {
            placed_one = false;
            for entrant in self.roster.in_turn(priority) {
                if self.position.refused.contains_key(&entrant.ix)
                    && self.place(entrant, &mut Asking::new())
                {
                    self.position.refused.remove(&entrant.ix);
                    placed_one = true;
                }
            }
        }
    }

    /// Grants the level if it can coexist with everything granted before, after letting those take their turn who stand in its way.
    pub(super) fn seek(
        &mut self,
        entrant: &Entrant<'a>,
        level: Level,
        asking: &mut Asking,
    ) -> bool {
        let demand = level::demand(entrant, level, self.site);
        if demand.is_empty() {
            return false;
        }
        if self.position.packing.fit(entrant.ix, &demand) {
            self.grant(entrant, level);
            return true;
        }
        let before = asking.is_empty().then(|| self.position.clone());
        while let Some(in_the_way) = self.in_the_way(entrant, level, asking) {
            if self.exchange(entrant, level, asking) {
                return true;
            }
            let Some(holder) = in_the_way.and_then(|holder| self.roster.entrant(holder)) else {
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

    /// Finds a waiting holder whose turn could make room for the level: `None` when nobody's could,
    /// `Some(None)` when only those could who are asking themselves.
    fn in_the_way(
        &self,
        entrant: &Entrant<'a>,
        level: Level,
        asking: &Asking,
    ) -> Option<Option<VendorIx>> {
        let waiting = || {
            self.roster
                .entrants
                .iter()
                .filter(|other| self.is_waiting(other.ix))
        };
        waiting().find(|other| other.ix != entrant.ix)?;
        let mut relaxed = self.position.packing.clone();
        for holder in waiting().filter(|holder| holder.ix != entrant.ix) {
            relaxed.loosen(holder.ix, level::acceptable(holder, self.site));
        }
        if !relaxed.fit(entrant.ix, &level::demand(entrant, level, self.site)) {
            return None;
        }
        let is_asking = |holder: VendorIx| asking.iter().any(|(other, _)| *other == holder);
        let moves = |holder: &&Entrant<'a>| {
            holder.ix != entrant.ix
                && !is_asking(holder.ix)
                && relaxed.stalls_of(holder.ix) != self.position.packing.stalls_of(holder.ix)
        };
        let asked_for: Vec<StallIx> = relaxed.stalls_of(entrant.ix);
        let is_asked = |holder: &Entrant<'a>| asked_for.iter().any(|stall| holder.owns(*stall));
        let first = waiting()
            .filter(moves)
            .min_by_key(|holder| (!is_asked(holder), self.roster.turn(holder.ix)));
        Some(first.map(|holder| holder.ix))
    }

    /// Grants the shortest circle of those who ask, ending with this vendor, in which all get what they ask for.
    fn exchange(&mut self, entrant: &Entrant<'a>, level: Level, asking: &Asking) -> bool {
        if !self.is_waiting(entrant.ix) {
            return false;
        }
        let mut circle = vec![(entrant, level)];
        for (asker, asked) in asking.iter().rev() {
            let Some(asker) = self
                .roster
                .entrant(*asker)
                .filter(|asker| self.is_waiting(asker.ix))
            else {
                return false;
            };
            circle.push((asker, *asked));
            let mut packing = self.position.packing.clone();
            for (member, _) in &circle {
                packing.release(member.ix);
            }
            let mut all = circle.iter();
            if all.all(|(member, level)| {
                packing.fit(member.ix, &level::demand(member, *level, self.site))
            }) {
                self.position.packing = packing;
                for (member, level) in circle {
                    self.grant(member, level);
                }
                return true;
            }
        }
        false
    }

    fn is_waiting(&self, vendor: VendorIx) -> bool {
        self.position.waiting.at(vendor)
    }

    /// Says whether the limits of the categories leave room for the count.
    pub(super) fn allows(&self, entrant: &Entrant<'_>, count: usize) -> bool {
        self.position
            .quota
            .allows(entrant, self.booked(entrant), count)
    }

    /// Gives the count booked for the vendor; a displaced holder's own stalls are booked from the start.
    fn booked(&self, entrant: &Entrant<'_>) -> usize {
        match self.position.granted.at(entrant.ix) {
            Some(level) => level.count,
            None if entrant.footing == Footing::Displaced => entrant.counts.first,
            None => 0,
        }
    }

    fn grant(&mut self, entrant: &Entrant<'_>, level: Level) {
        let booked = self.booked(entrant);
        self.position.quota.book(entrant, booked, level.count);
        self.position.granted.set(entrant.ix, Some(level));
        self.position.waiting.set(entrant.ix, false);
    }
}
