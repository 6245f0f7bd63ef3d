//! What a household asks for on a market day.
use crate::kernel::ids::StallId;
use crate::stalls::fittings::Fittings;
use std::collections::{BTreeMap, BTreeSet};

/// The most stalls one can ask for on a day.
pub(crate) const MOST_STALLS_EACH: i32 = 4;

/// What a household asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Wanted {
    pub category: String,
    pub needs: Fittings,
    pub counts: Counts,
    /// Any other suitable stall will do.
    pub flexible: bool,
    pub wishes: Wishes,
}

/// What was asked for a day, with the numbers of the wished stalls.
#[derive(Clone, Debug)]
pub(crate) struct AskedFor {
    pub wanted: Wanted,
    pub numbers: BTreeMap<StallId, String>,
}

/// How many stalls, at least and at most; from one to [`MOST_STALLS_EACH`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, diesel::Queryable)]
pub(crate) struct Counts {
    pub least: i32,
    pub most: i32,
}

impl Counts {
    pub const ONE: Counts = Counts { least: 1, most: 1 };

    /// Whether the counts can be asked for.
    pub fn are_possible(self) -> bool {
        1 <= self.least && self.least <= self.most && self.most <= MOST_STALLS_EACH
    }
}

/// Wished stalls in tiers, the best first; those of one tier are equally good.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Wishes(pub Vec<Vec<StallId>>);

impl Wishes {
    /// One stall after the other, each better than the next.
    pub fn ranked(stalls: impl IntoIterator<Item = StallId>) -> Wishes {
        Wishes(stalls.into_iter().map(|stall| vec![stall]).collect())
    }

    /// The wishes as they are stored: each stall with its tier, the first being 1.
    pub fn of_rows(rows: impl IntoIterator<Item = (i32, StallId)>) -> Wishes {
        let mut rows: Vec<(i32, StallId)> = rows.into_iter().collect();
        rows.sort();
        let tiers = rows.chunk_by(|one, next| one.0 == next.0);
        Wishes(tiers.map(|tier| tier.iter().map(|(_, stall)| *stall).collect()).collect())
    }

    /// Each stall with its tier, the first being 1.
    pub fn rows(&self) -> impl Iterator<Item = (i32, StallId)> {
        (1_i32..).zip(&self.0).flat_map(|(tier, stalls)| stalls.iter().map(move |stall| (tier, *stall)))
    }

    pub fn stalls(&self) -> impl Iterator<Item = StallId> {
        self.0.iter().flatten().copied()
    }

    pub fn contains(&self, stall: StallId) -> bool {
        self.stalls().any(|wished| wished == stall)
    }

    /// The tier of a stall, the best being 1.
    pub fn rank(&self, stall: StallId) -> Option<usize> {
        self.0.iter().position(|tier| tier.contains(&stall)).map(|at| at + 1)
    }

    pub fn is_empty(&self) -> bool {
        self.stalls().next().is_none()
    }

    pub fn len(&self) -> usize {
        self.stalls().count()
    }

    /// Whether the stall is as good as another one.
    pub fn is_shared(&self, stall: StallId) -> bool {
        self.0.iter().any(|tier| tier.len() > 1 && tier.contains(&stall))
    }

    /// The wishes after a touch: a new stall comes last, a wished one is dropped.
    #[must_use]
    pub fn touched(&self, stall: StallId) -> Wishes {
        let mut tiers = self.0.clone();
        if self.contains(stall) {
            tiers.iter_mut().for_each(|tier| tier.retain(|wished| *wished != stall));
            tiers.retain(|tier| !tier.is_empty());
        } else {
            tiers.push(vec![stall]);
        }
        Wishes(tiers)
    }

    /// The wishes with this stall as good as the one before it; or by itself behind those that it was as good as.
    #[must_use]
    pub fn joined(&self, stall: StallId) -> Wishes {
        let Some(at) = self.0.iter().position(|tier| tier.contains(&stall)) else {
            return self.clone();
        };
        let mut tiers = self.0.clone();
        if let Some(tier) = tiers.get_mut(at) {
            tier.retain(|wished| *wished != stall);
        }
        if self.is_shared(stall) {
            tiers.insert(at + 1, vec![stall]);
        } else if let Some(before) = at.checked_sub(1).and_then(|before| tiers.get_mut(before)) {
            before.push(stall);
        } else {
            return self.clone();
        }
        tiers.retain(|tier| !tier.is_empty());
        Wishes(tiers)
    }

    /// The wishes of which something is so.
    #[must_use]
    pub fn only(&self, is_so: impl Fn(StallId) -> bool) -> Wishes {
        let tiers = self.0.iter().map(|tier| tier.iter().copied().filter(|stall| is_so(*stall)).collect::<Vec<_>>());
        Wishes(tiers.filter(|tier| !tier.is_empty()).collect())
    }

    /// Each stall once, where it is named first.
    #[must_use]
    pub fn unrepeated(&self) -> Wishes {
        let mut named = BTreeSet::new();
        let tiers = self.0.iter().map(|tier| tier.iter().copied().filter(|stall| named.insert(*stall)).collect());
        let tiers: Vec<Vec<StallId>> = tiers.collect();
        Wishes(tiers.into_iter().filter(|tier| !tier.is_empty()).collect())
    }

    /// Whether some stall is named twice.
    pub fn has_repeats(&self) -> bool {
        let mut stalls: Vec<StallId> = self.stalls().collect();
        stalls.sort();
        stalls.windows(2).any(|pair| pair.first() == pair.last())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_touched_stall_comes_last_and_goes_with_a_second_touch() {
        let [one, two] = [1, 2].map(StallId);
        let both = Wishes::default().touched(one).touched(two);
        assert_eq!(both, Wishes::ranked([one, two]));
        assert_eq!(both.touched(one), Wishes::ranked([two]));
    }

    #[test]
    fn a_stall_is_made_as_good_as_the_one_before_and_parts_from_it_again() {
        let [one, two, three] = [1, 2, 3].map(StallId);
        let ranked = Wishes::ranked([one, two, three]);
        let shared = ranked.joined(three);
        assert_eq!(shared, Wishes(vec![vec![one], vec![two, three]]));
        assert_eq!(shared.joined(three), ranked);
        assert_eq!(ranked.joined(one), ranked, "nothing is before the first");
        assert_eq!(Wishes::of_rows(shared.rows()), shared);
    }

    #[test]
    fn a_stall_that_is_wished_for_again_stays_where_it_was_first() {
        let [one, two] = [1, 2].map(StallId);
        let repeated = Wishes(vec![vec![one], vec![one, two], vec![one]]);
        assert_eq!(repeated.unrepeated(), Wishes::ranked([one, two]));
    }
}
