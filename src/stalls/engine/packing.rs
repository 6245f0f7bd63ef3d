//! The exact check: can a vendor be given one of these runs while everyone placed before keeps one of his?
//! A packing always holds a witness, one run for each placed vendor, no stall twice. `fit` changes it only when it succeeds.

use std::rc::Rc;

use super::demand::Demand;
use super::search::{self, Effort, Work};
use super::table::{StallIx, Table, VendorIx};

/// Holds the demands granted so far and a placing that satisfies all of them.
#[derive(Clone, Default)]
pub(super) struct Packing {
    demands: Table<VendorIx, Rc<Demand>>,
    /// Holds the stall of each slot.
    seats: Table<VendorIx, Vec<Option<StallIx>>>,
    holders: Table<StallIx, Option<Slot>>,
    trail: Vec<Change>,
    work: Work,
    /// Lists what was refused to somebody new. Newcomers only make it worse, so it is forgotten when anyone else changes.
    refused: Vec<Rc<Demand>>,
}

/// Names one of the stalls a vendor is to get.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Slot {
    pub(super) vendor: VendorIx,
    pub(super) at: usize,
}

/// Records what stood in a cell before, so that a failed attempt can be taken back.
#[derive(Clone, Copy)]
enum Change {
    Holder(StallIx, Option<Slot>),
    Seat(Slot, Option<StallIx>),
}

impl Packing {
    pub(super) fn new(vendors: usize, stalls: usize) -> Self {
        Self {
            demands: Table::filled(vendors, Rc::default()),
            seats: Table::filled(vendors, Vec::new()),
            holders: Table::filled(stalls, None),
            trail: Vec::new(),
            work: Work::for_stalls(stalls),
            refused: Vec::new(),
        }
    }

    pub(super) fn work(&self) -> &Work {
        &self.work
    }

    /// Counts the stalls of the site.
    pub(super) fn stalls(&self) -> usize {
        self.holders.len()
    }

    /// Gives the stalls the witness has for a vendor.
    pub(super) fn stalls_of(&self, vendor: VendorIx) -> Vec<StallIx> {
        let seats = self.seats.get(vendor).map_or(&[][..], Vec::as_slice);
        seats.iter().copied().flatten().collect()
    }

    pub(super) fn demand_of(&self, vendor: VendorIx) -> Rc<Demand> {
        self.demands.get(vendor).cloned().unwrap_or_default()
    }

    pub(super) fn holder_of(&self, stall: StallIx) -> Option<VendorIx> {
        self.holder(stall).map(|slot| slot.vendor)
    }

    /// Takes a vendor out.
    pub(super) fn release(&mut self, vendor: VendorIx) {
        self.vacate(vendor);
        self.demands.set(vendor, Rc::default());
        self.seats.set(vendor, Vec::new());
        self.trail.clear();
        self.refused.clear();
    }

    /// Lets a placed vendor have other runs too; the demand must hold the run he is on.
    pub(super) fn loosen(&mut self, vendor: VendorIx, demand: Rc<Demand>) {
        let stalls = self.stalls_of(vendor);
        let Some(run) = demand.runs().find(|run| run.iter().all(|stall| stalls.contains(stall))) else {
            return;
        };
        self.vacate(vendor);
        self.prepare(vendor, Rc::clone(&demand));
        self.seat_all(vendor, run);
        self.trail.clear();
        self.refused.clear();
    }

    /// Places the vendor on one of the runs, moving others within theirs, or says that it cannot be done.
    pub(super) fn fit(&mut self, vendor: VendorIx, demand: &Rc<Demand>) -> bool {
        self.fit_with(Effort::Thorough, vendor, demand)
    }

    /// Does the same, but gives up early.
    pub(super) fn fit_lightly(&mut self, vendor: VendorIx, demand: &Rc<Demand>) -> bool {
        self.fit_with(Effort::Light, vendor, demand)
    }

    fn fit_with(&mut self, effort: Effort, vendor: VendorIx, demand: &Rc<Demand>) -> bool {
        let is_new = self.seats.get(vendor).is_none_or(Vec::is_empty);
        if demand.is_empty() || (is_new && self.refused.iter().any(|refused| Rc::ptr_eq(refused, demand))) {
            return false;
        }
        let is_free =
            |run: &&[StallIx]| run.iter().all(|stall| self.holder_of(*stall).is_none_or(|holder| holder == vendor));
        let free = demand.runs().find(is_free);
        let before = (self.demand_of(vendor), self.seats.get(vendor).cloned().unwrap_or_default());
        self.vacate(vendor);
        self.prepare(vendor, Rc::clone(demand));
        let fits = match free {
            Some(run) => {
                self.seat_all(vendor, run);
                true
            }
            None => search::make_room(self, vendor, effort),
        };
        if !fits {
            self.demands.set(vendor, before.0);
            self.seats.set(vendor, vec![None; before.1.len()]);
            self.take_back(0);
            self.seats.set(vendor, before.1);
        }
        self.remember(is_new, fits, demand);
        self.trail.clear();
        fits
    }

    fn remember(&mut self, is_new: bool, fits: bool, demand: &Rc<Demand>) {
        match (is_new, fits) {
            (true, false) => self.refused.push(Rc::clone(demand)),
            (false, true) => self.refused.clear(),
            (true, true) | (false, false) => {}
        }
    }

    fn prepare(&mut self, vendor: VendorIx, demand: Rc<Demand>) {
        self.seats.set(vendor, vec![None; demand.count()]);
        self.demands.set(vendor, demand);
    }

    /// Empties every slot of a vendor.
    pub(super) fn vacate(&mut self, vendor: VendorIx) {
        for at in 0..self.seats.get(vendor).map_or(0, Vec::len) {
            self.lift(Slot { vendor, at });
        }
    }

    /// Seats a vendor on free stalls, slot by slot.
    pub(super) fn seat_all(&mut self, vendor: VendorIx, run: &[StallIx]) {
        for (at, stall) in run.iter().enumerate() {
            self.seat(Slot { vendor, at }, *stall);
        }
    }

    pub(super) fn holder(&self, stall: StallIx) -> Option<Slot> {
        self.holders.at(stall)
    }

    pub(super) fn seat_of(&self, slot: Slot) -> Option<StallIx> {
        self.seats.get(slot.vendor).and_then(|seats| seats.get(slot.at)).copied().flatten()
    }

    /// Gives the slot the stall; who held it must be seated elsewhere by the caller.
    pub(super) fn seat(&mut self, slot: Slot, stall: StallIx) {
        self.trail.push(Change::Holder(stall, self.holder(stall)));
        self.trail.push(Change::Seat(slot, self.seat_of(slot)));
        self.holders.set(stall, Some(slot));
        self.set_seat(slot, Some(stall));
    }

    /// Takes the stall away from the slot.
    pub(super) fn lift(&mut self, slot: Slot) {
        if let Some(stall) = self.seat_of(slot) {
            self.trail.push(Change::Holder(stall, self.holder(stall)));
            self.trail.push(Change::Seat(slot, Some(stall)));
            self.holders.set(stall, None);
            self.set_seat(slot, None);
        }
    }

    /// Marks the point to which `take_back` returns.
    pub(super) fn mark(&self) -> usize {
        self.trail.len()
    }

    pub(super) fn take_back(&mut self, mark: usize) {
        for change in self.trail.split_off(mark).into_iter().rev() {
            match change {
                Change::Holder(stall, holder) => self.holders.set(stall, holder),
                Change::Seat(slot, stall) => self.set_seat(slot, stall),
            }
        }
    }

    /// Lists the vendors whose stalls changed since the mark.
    pub(super) fn changed_since(&self, mark: usize) -> Vec<VendorIx> {
        let changes = self.trail.iter().skip(mark);
        let mut vendors: Vec<VendorIx> = changes
            .filter_map(|change| match change {
                Change::Seat(slot, _) => Some(slot.vendor),
                Change::Holder(..) => None,
            })
            .collect();
        vendors.sort();
        vendors.dedup();
        vendors
    }

    /// Says whether the vendor's stalls are one of his runs.
    pub(super) fn is_content(&self, vendor: VendorIx) -> bool {
        self.demand_of(vendor).accepts(&self.stalls_of(vendor))
    }

    fn set_seat(&mut self, slot: Slot, stall: Option<StallIx>) {
        let seats = self.seats.get_mut(slot.vendor);
        if let Some(seat) = seats.and_then(|seats| seats.get_mut(slot.at)) {
            *seat = stall;
        }
    }
}
