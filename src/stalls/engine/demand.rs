//! The runs one vendor would be content with, laid out for the exact check.
//! A run of k stalls fills k slots. Where every run has one stall of each remainder modulo k along its row, a slot takes
//! the stalls of one remainder: then a relaxed filling, slot by slot, already counts how many runs a stretch can hold.

use std::collections::BTreeSet;

use super::site::{Run, Site};
use super::table::StallIx;

/// Holds runs of one length.
#[derive(Debug, Default)]
pub(super) struct Demand {
    count: usize,
    /// Holds the runs one after the other, each in the order of the slots.
    stalls: Vec<StallIx>,
    slots: Vec<Vec<StallIx>>,
}

impl Demand {
    pub(super) fn new(count: usize, runs: &[Run], site: &Site<'_>) -> Self {
        let by_remainder: Option<Vec<Vec<StallIx>>> =
            runs.iter().map(|run| in_slots(run, site)).collect();
        match by_remainder {
            Some(runs) => {
                let slots = (0..count).map(|slot| slot_of(&runs, slot)).collect();
                Self {
                    count,
                    stalls: runs.concat(),
                    slots,
                }
            }
            None => {
                let all: BTreeSet<StallIx> =
                    runs.iter().flat_map(|run| run.iter().copied()).collect();
                let slots = vec![all.into_iter().collect(); count];
                let stalls = runs.iter().flat_map(|run| run.iter().copied()).collect();
                Self {
                    count,
                    stalls,
                    slots,
                }
            }
        }
    }

    /// Makes the demand for this run and no other.
    pub(super) fn only(run: &[StallIx]) -> Self {
        let slots = run.iter().map(|stall| vec![*stall]).collect();
        Self {
            count: run.len(),
            stalls: run.to_vec(),
            slots,
        }
    }

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

    /// Gives the stalls that can fill a slot.
    pub(super) fn slot(&self, slot: usize) -> &[StallIx] {
        self.slots.get(slot).map_or(&[], Vec::as_slice)
    }

    /// Says whether these stalls together are one of the runs.
    pub(super) fn accepts(&self, stalls: &[StallIx]) -> bool {
        stalls.len() == self.count
            && (self.count == 1
                || self
                    .runs()
                    .any(|run| run.iter().all(|stall| stalls.contains(stall))))
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

fn slot_of(runs: &[Vec<StallIx>], slot: usize) -> Vec<StallIx> {
    let mut stalls: Vec<StallIx> = runs
        .iter()
        .filter_map(|run| run.get(slot).copied())
        .collect();
    stalls.sort();
    stalls.dedup();
    stalls
}
