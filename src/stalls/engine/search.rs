//! Makes room in a packing by ejection chains, a relaxed filling and branch and bound.
//! Relaxed: each slot of a vendor takes any of its stalls, side by side or not; an augmenting path finds such a filling or
//! proves that there is none. For single stalls that is the whole answer. Otherwise a vendor whose stalls are no run of his
//! is put on each of his runs in turn, and the filling is mended around him.

use std::cell::Cell;
use std::rc::Rc;

use super::demand::Choice;
use super::packing::{Packing, Slot};
use super::table::{StallIx, Table, VendorIx};

/// Says how many runs are tried in one check before the answer is no.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Effort {
    /// For levels: in all but the most crowded markets this is every run there is.
    Thorough,
    /// For choices that only please: what is not found soon is left.
    Light,
}

/// Counts the trials a whole case may still take, shared by a packing and its copies, so that no market takes for ever: the
/// time is bounded by the number of stalls. One check takes at most a fifth of what is left, and never less than a light one.
/// A check that gives up says no, so that somebody may get a lower level or be refused though room could have been found;
/// what was granted before stays, and the same case gives up at the same points whatever the order of its vendors. Thorough
/// checks that gave up are counted, and the outcome tells how many there were.
#[derive(Clone, Default)]
pub(super) struct Work {
    trials_left: Rc<Cell<usize>>,
    /// Counts the thorough checks that gave up.
    cut_short: Rc<Cell<usize>>,
}

impl Work {
    const FOR_EACH_STALL: usize = 400;
    const MOST_IN_ONE_CHECK: usize = 20_000;
    const LIGHT: usize = 30;

    pub(super) fn for_stalls(stalls: usize) -> Self {
        Self { trials_left: Rc::new(Cell::new(Self::FOR_EACH_STALL * stalls.max(100))), cut_short: Rc::default() }
    }

    pub(super) fn cut_short(&self) -> usize {
        self.cut_short.get()
    }

    fn most_trials(&self, effort: Effort) -> usize {
        match effort {
            Effort::Thorough => (self.trials_left.get() / 5).clamp(Self::LIGHT, Self::MOST_IN_ONE_CHECK),
            Effort::Light => Self::LIGHT,
        }
    }

    fn spend(&self, trials: usize, gave_up: bool) {
        self.trials_left.set(self.trials_left.get().saturating_sub(trials));
        self.cut_short.set(self.cut_short.get() + usize::from(gave_up));
    }
}

/// Seats the vendor, whose slots are empty, and mends the runs this breaks. On failure the packing is left for taking back.
pub(super) fn make_room(packing: &mut Packing, vendor: VendorIx, effort: Effort) -> bool {
    let demand = packing.demand_of(vendor);
    let mut search = Search {
        start: packing.mark(),
        seen: Table::filled(packing.stalls(), 0),
        tried: Vec::new(),
        wave: 0,
        fixed: Table::filled(packing.stalls(), false),
        trials_left: packing.work().most_trials(effort),
        gave_up: false,
    };
    let trials = search.trials_left;
    let is_filled = (0..demand.count()).all(|at| search.augment(packing, Slot { vendor, at }));
    let fits = is_filled && search.mend(packing);
    packing.work().spend(trials - search.trials_left, search.gave_up && effort == Effort::Thorough);
    fits
}

struct Search {
    start: usize,
    seen: Table<StallIx, usize>,
    /// Holds the last wave in which a choice was tried, by its number.
    tried: Vec<usize>,
    /// Numbers the augmenting paths: a stall seen in this wave is not looked at again.
    wave: usize,
    /// Marks the stalls of runs that are being tried.
    fixed: Table<StallIx, bool>,
    trials_left: usize,
    /// Says that the trials ran out before all runs were tried.
    gave_up: bool,
}

impl Search {
    /// Finds a stall for the slot, moving others to stalls of their slots.
    fn augment(&mut self, packing: &mut Packing, slot: Slot) -> bool {
        self.wave += 1;
        self.path_from(packing, slot)
    }

    fn path_from(&mut self, packing: &mut Packing, slot: Slot) -> bool {
        let demand = packing.demand_of(slot.vendor);
        let Some(choice) = demand.slot(slot.at).filter(|choice| self.is_new(choice)) else {
            return false;
        };
        let open = || choice.stalls.iter().filter(|stall| !self.fixed.at(**stall));
        if let Some(free) = open().find(|stall| packing.holder(**stall).is_none()) {
            packing.seat(slot, *free);
            return true;
        }
        for stall in &choice.stalls {
            if self.fixed.at(*stall) || self.seen.at(*stall) == self.wave {
                continue;
            }
            self.seen.set(*stall, self.wave);
            if packing.holder(*stall).is_some_and(|holder| self.path_from(packing, holder)) {
                packing.seat(slot, *stall);
                return true;
            }
        }
        false
    }

    /// Says whether no slot with this choice was on the path before: what was tried once in vain is in vain again.
    fn is_new(&mut self, choice: &Choice) -> bool {
        if choice.number >= self.tried.len() {
            self.tried.resize(choice.number + 1, 0);
        }
        let last = self.tried.get_mut(choice.number);
        last.is_some_and(|last| std::mem::replace(last, self.wave) != self.wave)
    }

    /// Puts the vendor with the fewest choices among those without a run on one of his runs, until everyone has one.
    fn mend(&mut self, packing: &mut Packing) -> bool {
        let Some(vendor) = self.broken(packing) else {
            return true;
        };
        let demand = packing.demand_of(vendor);
        let mut runs: Vec<&[StallIx]> =
            demand.runs().filter(|run| !run.iter().any(|stall| self.fixed.at(*stall))).collect();
        runs.sort_by_cached_key(|run| disturbance(packing, vendor, run));
        for run in runs {
            let Some(left) = self.trials_left.checked_sub(1) else {
                self.gave_up = true;
                return false;
            };
            self.trials_left = left;
            let mark = packing.mark();
            self.set_fixed(run, true);
            if self.put(packing, vendor, run) && self.mend(packing) {
                return true;
            }
            self.set_fixed(run, false);
            packing.take_back(mark);
        }
        false
    }

    fn broken(&self, packing: &Packing) -> Option<VendorIx> {
        let changed = packing.changed_since(self.start);
        let broken = changed.into_iter().filter(|vendor| !packing.is_content(*vendor));
        broken.min_by_key(|vendor| packing.demand_of(*vendor).len())
    }

    fn set_fixed(&mut self, run: &[StallIx], is_fixed: bool) {
        for stall in run {
            self.fixed.set(*stall, is_fixed);
        }
    }

    /// Puts the vendor on the run and finds other stalls for the slots he displaces.
    fn put(&mut self, packing: &mut Packing, vendor: VendorIx, run: &[StallIx]) -> bool {
        packing.vacate(vendor);
        let displaced: Vec<Slot> = run.iter().filter_map(|stall| packing.holder(*stall)).collect();
        for slot in &displaced {
            packing.lift(*slot);
        }
        packing.seat_all(vendor, run);
        displaced.into_iter().all(|slot| self.augment(packing, slot))
    }
}

/// Counts the vendors a run would disturb, so that free runs are tried first.
fn disturbance(packing: &Packing, vendor: VendorIx, run: &[StallIx]) -> usize {
    let holders = run.iter().filter_map(|stall| packing.holder_of(*stall));
    holders.filter(|holder| *holder != vendor).count()
}
