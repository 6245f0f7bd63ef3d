//! The runs one vendor would be content with, laid out for the exact check.
//! A run of k stalls fills k slots. Where every run has one stall of each remainder modulo k along its row, a slot takes
//! the stalls of one remainder: then a relaxed filling, slot by slot, already counts how many runs a stretch can hold.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::rc::{Rc, Weak};

use super::site::{Run, Site};
use super::table::StallIx;

/// Holds runs of one length. Demands of one pool for the same runs are one and the same.
#[derive(Debug, Default)]
pub(super) struct Demand {
    count: usize,
    /// Holds the runs one after the other, sorted, each in the order of the slots.
    stalls: Vec<StallIx>,
    slots: Vec<Rc<Choice>>,
    has_fixed_slots: bool,
}

/// Holds the stalls that can fill a slot. Choices of one pool with the same stalls have the same number.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Choice {
    pub(super) number: usize,
    pub(super) stalls: Vec<StallIx>,
}

/// Makes demands, each only once as long as anyone has it; what is not asked for any more leaves the memory.
#[derive(Default)]
pub(super) struct Pool {
    demands: RefCell<BTreeMap<u64, Weak<Demand>>>,
    choices: RefCell<BTreeMap<u64, Weak<Choice>>>,
    choices_made: Cell<usize>,
}

impl Pool {
    /// Gives the demand for any of these runs.
    pub(super) fn demand(&self, count: usize, runs: &[Run], site: &Site<'_>) -> Rc<Demand> {
        let in_slots: Option<Vec<Vec<StallIx>>> = runs.iter().map(|run| in_slots(run, site)).collect();
        let has_fixed_slots = in_slots.is_some();
        let mut runs = in_slots.unwrap_or_else(|| runs.iter().map(|run| run.to_vec()).collect());
        runs.sort_unstable();
        let stalls = runs.concat();
        let key = digest(&(count, &stalls));
        let known = self.demands.borrow().get(&key).and_then(Weak::upgrade);
        if let Some(demand) = known.filter(|demand| demand.count == count && demand.stalls == stalls) {
            return demand;
        }
        let slot = |at: usize| {
            let of_run = |run: &Vec<StallIx>| {
                if has_fixed_slots { run.get(at).copied().into_iter().collect() } else { run.clone() }
            };
            let stalls: BTreeSet<StallIx> = runs.iter().flat_map(of_run).collect();
            self.choice(stalls.into_iter().collect())
        };
        let slots = if runs.is_empty() { Vec::new() } else { (0..count).map(slot).collect() };
        let demand = Rc::new(Demand { count, stalls, slots, has_fixed_slots });
        self.demands.borrow_mut().insert(key, Rc::downgrade(&demand));
        demand
    }

    fn choice(&self, stalls: Vec<StallIx>) -> Rc<Choice> {
        let key = digest(&stalls);
        let known = self.choices.borrow().get(&key).and_then(Weak::upgrade);
        if let Some(choice) = known.filter(|choice| choice.stalls == stalls) {
            return choice;
        }
        let number = self.choices_made.get();
        self.choices_made.set(number + 1);
        let choice = Rc::new(Choice { number, stalls });
        self.choices.borrow_mut().insert(key, Rc::downgrade(&choice));
        choice
    }
}

fn digest(value: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

impl Demand {
    pub(super) fn count(&self) -> usize {
        self.count
    }

    pub(super) fn is_empty(&self) -> bool {
        self.stalls.is_empty()
    }

    /// Gives the runs, each in the order of the slots.
    pub(super) fn runs(&self) -> impl Iterator<Item = &[StallIx]> {
        self.stalls.chunks_exact(self.count.max(1))
    }

    /// Counts the runs.
    pub(super) fn len(&self) -> usize {
        self.stalls.len().checked_div(self.count).unwrap_or(0)
    }

    /// Gives the stalls that can fill a slot.
    pub(super) fn slot(&self, slot: usize) -> Option<&Rc<Choice>> {
        self.slots.get(slot)
    }

    /// Says whether the stalls, in the order of the slots, are one of the runs.
    pub(super) fn accepts(&self, stalls: &[StallIx]) -> bool {
        if stalls.len() != self.count {
            return false;
        }
        match self.count {
            1 => true,
            _ if self.has_fixed_slots => self.holds_sorted(stalls),
            _ => self.runs().any(|run| run.iter().all(|stall| stalls.contains(stall))),
        }
    }

    fn holds_sorted(&self, stalls: &[StallIx]) -> bool {
        let (mut from, mut to) = (0, self.len());
        while from < to {
            let middle = from.midpoint(to);
            let run = self.runs().nth(middle).unwrap_or_default();
            match run.cmp(stalls) {
                std::cmp::Ordering::Less => from = middle + 1,
                std::cmp::Ordering::Equal => return true,
                std::cmp::Ordering::Greater => to = middle,
            }
        }
        false
    }
}

/// Orders a run by the remainder of each place in its stretch, if no remainder comes twice.
fn in_slots(run: &[StallIx], site: &Site<'_>) -> Option<Vec<StallIx>> {
    let mut slots = vec![None; run.len()];
    for stall in run {
        let place = site.place(*stall)?;
        let slot = slots.get_mut(place.checked_rem(run.len())?)?;
        if slot.replace(*stall).is_some() {
            return None;
        }
    }
    slots.into_iter().collect()
}
