//! The dealing: each vendor in his turn is granted the best level that can coexist with all levels granted before.
//! What happens when a level asks for stalls whose holder has not had his turn is in `exchange`.

use std::collections::BTreeMap;

use super::entrant::{Entrant, Footing};
use super::exchange::Asking;
use super::level::{self, Level, Tier};
use super::menu::Menu;
use super::names::CategoryName;
use super::packing::Packing;
use super::quota::Quota;
use super::roster::{Priority, Roster};
use super::site::Site;
use super::table::{Table, VendorIx};

/// Deals one case.
pub(super) struct Dealer<'a> {
    pub(super) site: &'a Site<'a>,
    pub(super) roster: &'a Roster<'a>,
    pub(super) menu: Menu<'a>,
    pub(super) position: Position<'a>,
    /// Says that a later move could still make room for a level that somebody was denied, or that growth has.
    pub(super) has_hope: bool,
}

/// Holds what has been granted so far.
#[derive(Clone)]
pub(super) struct Position<'a> {
    pub(super) packing: Packing,
    pub(super) granted: Table<VendorIx, Option<Level>>,
    /// Marks moving holders whose turn has not come: they stand on their own stalls.
    pub(super) waiting: Table<VendorIx, bool>,
    quota: Quota<'a>,
    pub(super) refused: BTreeMap<VendorIx, Denial>,
}

/// Says what kept a vendor from a first placement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Denial {
    CategoryFull,
    NoRoom,
}

impl<'a> Dealer<'a> {
    pub(super) fn new(site: &'a Site<'a>, roster: &'a Roster<'a>, quota: Quota<'a>) -> Self {
        let vendors = roster.len();
        let position = Position {
            packing: Packing::new(vendors + 1, site.len()),
            granted: Table::filled(vendors, None),
            waiting: Table::filled(vendors, false),
            quota,
            refused: BTreeMap::new(),
        };
        Self { site, roster, menu: Menu::new(site), position, has_hope: false }
    }

    /// Deals everyone.
    pub(super) fn deal(&mut self) {
        self.seat_holders();
        for priority in [Priority::First, Priority::Second] {
            for entrant in self.roster.in_turn(priority) {
                self.deal_first(entrant, &mut Asking::new());
            }
            if self.has_hope {
                self.deal_refused();
            }
            self.grow(priority);
        }
    }

    /// Grants every holder his own stalls; for those who wish to move this is what they fall back on.
    fn seat_holders(&mut self) {
        for entrant in self.roster.entrants.iter().filter(|entrant| entrant.keeps_own()) {
            let level = Level { count: entrant.counts.first, tier: Tier::Own };
            let demand = self.menu.demand(entrant, level);
            if self.position.packing.fit(entrant.ix, &demand) {
                self.grant(entrant, level);
                self.position.waiting.set(entrant.ix, entrant.footing == Footing::Moving);
            } else {
                self.position.refused.insert(entrant.ix, Denial::NoRoom);
            }
        }
    }

    /// Gives a vendor his first placement, or refuses him. A moving holder who finds nothing better keeps his own stalls.
    pub(super) fn deal_first(&mut self, entrant: &Entrant<'a>, asking: &mut Asking) {
        let is_settled = match entrant.footing {
            Footing::Staying => true,
            Footing::Moving => !self.is_waiting(entrant.ix),
            _ => false,
        };
        if is_settled || self.place(entrant, asking) {
            return;
        }
        if entrant.footing == Footing::Moving {
            self.position.waiting.set(entrant.ix, false);
            return;
        }
        let denial = if self.allows(entrant, entrant.counts.least) { Denial::NoRoom } else { Denial::CategoryFull };
        self.position.refused.insert(entrant.ix, denial);
    }

    /// Grants the best first level that can be had.
    fn place(&mut self, entrant: &Entrant<'a>, asking: &mut Asking) -> bool {
        let counts = entrant.counts.least..=entrant.counts.first.min(entrant.counts.most);
        let fallback = self.position.granted.at(entrant.ix).map_or(0, |level| level.count);
        let mut counts = counts.rev().filter(|count| *count >= fallback);
        counts.any(|count| {
            let tiers = level::nested_tiers(entrant, count);
            let levels: Vec<Level> = tiers.into_iter().map(|tier| Level { count, tier }).collect();
            self.allows(entrant, count) && self.grant_best(entrant, &levels, asking).is_some()
        })
    }

    /// Grants the best of nested levels that can be had.
    pub(super) fn grant_best(&mut self, entrant: &Entrant<'a>, levels: &[Level], asking: &mut Asking) -> Option<Level> {
        if !self.others_wait(entrant) {
            return self.grant_at_once(entrant, levels);
        }
        let at_once = self.best_fit(&mut self.position.packing.clone(), entrant, levels);
        let better = levels.get(..at_once).unwrap_or(levels);
        // Those asked in vain may have moved among themselves, so what can be had without them is looked at afresh.
        self.best_by_exchange(entrant, better, asking).or_else(|| self.grant_at_once(entrant, levels))
    }

    /// Grants the best of nested levels that can be had while nobody leaves own stalls.
    pub(super) fn grant_at_once(&mut self, entrant: &Entrant<'a>, levels: &[Level]) -> Option<Level> {
        let mut packing = std::mem::take(&mut self.position.packing);
        let at_once = self.best_fit(&mut packing, entrant, levels);
        self.position.packing = packing;
        let level = levels.get(at_once).copied()?;
        self.grant(entrant, level);
        Some(level)
    }

    /// Places the vendor at the first of nested levels that fits and gives its position; past the end if none does.
    pub(super) fn best_fit(&self, packing: &mut Packing, entrant: &Entrant<'a>, levels: &[Level]) -> usize {
        let mut fits = |level: &Level| packing.fit(entrant.ix, &self.menu.demand(entrant, *level));
        if !levels.last().is_some_and(&mut fits) {
            return levels.len();
        }
        let (mut unfit, mut fit) = (0, levels.len().saturating_sub(1));
        while unfit < fit {
            let middle = unfit.midpoint(fit);
            if levels.get(middle).is_some_and(&mut fits) {
                fit = middle;
            } else {
                unfit = middle + 1;
            }
        }
        fit
    }

    /// Tries the refused again, in the order of their turns, while somebody else's move makes room.
    pub(super) fn deal_refused(&mut self) {
        let mut placed_one = true;
        while placed_one {
            placed_one = false;
            for priority in [Priority::First, Priority::Second] {
                for entrant in self.roster.in_turn(priority) {
                    let is_refused = self.position.refused.contains_key(&entrant.ix);
                    if is_refused && self.place(entrant, &mut Asking::new()) {
                        self.position.refused.remove(&entrant.ix);
                        placed_one = true;
                    } else if is_refused && self.only_the_category_forbids(entrant) {
                        self.position.refused.insert(entrant.ix, Denial::CategoryFull);
                    }
                }
            }
        }
    }

    /// Says whether there is room for a refused vendor, but his category filled up when there was none.
    fn only_the_category_forbids(&self, entrant: &Entrant<'a>) -> bool {
        let count = entrant.counts.least;
        let last = level::nested_tiers(entrant, count).pop().map(|tier| Level { count, tier });
        let fits = |level| self.position.packing.clone().fit(entrant.ix, &self.menu.demand(entrant, level));
        !self.allows(entrant, count) && last.is_some_and(fits)
    }

    pub(super) fn is_waiting(&self, vendor: VendorIx) -> bool {
        self.position.waiting.at(vendor)
    }

    /// Says whether the limits of the categories leave room for the count.
    pub(super) fn allows(&self, entrant: &Entrant<'_>, count: usize) -> bool {
        self.position.quota.allows(entrant, self.booked(entrant), count)
    }

    /// Lists the categories that have no room for the count.
    pub(super) fn full_categories<'e>(&'e self, entrant: &Entrant<'e>, count: usize) -> Vec<&'e CategoryName> {
        self.position.quota.full(entrant, self.booked(entrant), count).collect()
    }

    /// Says whether a category has no room for the count, whoever else comes.
    pub(super) fn never_allows(&self, entrant: &Entrant<'_>, count: usize) -> bool {
        self.position.quota.never_allows(entrant, count)
    }

    /// Gives the count booked for the vendor.
    fn booked(&self, entrant: &Entrant<'_>) -> usize {
        self.position.granted.at(entrant.ix).map_or(0, |level| level.count)
    }

    pub(super) fn grant(&mut self, entrant: &Entrant<'_>, level: Level) {
        let booked = self.booked(entrant);
        self.position.quota.book(entrant, booked, level.count);
        self.position.granted.set(entrant.ix, Some(level));
        self.position.waiting.set(entrant.ix, false);
    }
}
