//! Property 12 on random small markets of every kind: no k-th stall while somebody who can be dealt waits for an earlier one.
//! Whoever grew may have given up a better tier for it, and before that the better place was in the other's way; so the one
//! who grew is looked at only where he has the best there is for him, and never gave anything up.

use proptest::prelude::*;

use super::super::{Granted, GrantedTier, Outcome, RefusalCode, Vendor, assign};
use super::markets::{any_market, many};
use super::plain::{Plain, Stalls, can_coexist};

struct Growth<'a> {
    plain: Plain<'a>,
    outcome: &'a Outcome,
}

impl<'a> Growth<'a> {
    fn granted(&self, vendor: &Vendor) -> Option<Granted> {
        self.outcome.granted.get(&vendor.id).copied()
    }

    /// Gives what somebody has who took more than in his first turn, at the best tier there is for him.
    fn grown(&self, vendor: &Vendor) -> Option<Granted> {
        let granted = self.granted(vendor).filter(|granted| granted.count > self.plain.first(vendor))?;
        (!self.plain.may_have_grown_away(vendor, granted)).then_some(granted)
    }

    /// Gives the next count a vendor waits for, with the runs that would do: not worse than what he has.
    fn waits_for(&self, vendor: &Vendor) -> Option<(usize, Vec<Stalls>)> {
        let now = self.granted(vendor);
        let next = now.map_or(self.plain.least(vendor), |now| now.count + 1);
        let is_full =
            self.outcome.rejected.get(&vendor.id).is_some_and(|refusal| refusal.code == RefusalCode::CategoryFull);
        let more = next - now.map_or(0, |now| now.count);
        let has_room = self.plain.category_room(vendor, more, self.outcome) || vendor.categories.is_empty();
        if is_full || !has_room || next > self.plain.most(vendor) || self.plain.is_stranded(vendor) {
            return None;
        }
        let tier = match now {
            Some(now) => now.tier,
            None if self.plain.takes_any(vendor) => GrantedTier::Anywhere,
            None if vendor.wishes.is_empty() => return None,
            None => GrantedTier::Wish(vendor.wishes.len()),
        };
        let is_tied = self.plain.stays(vendor) && !vendor.wishes.is_empty() && !vendor.flexible;
        let runs = self.plain.satisfying(vendor, Granted { count: next, tier });
        Some((next, runs.into_iter().filter(|run| !is_tied || self.plain.wish(vendor, run).is_some()).collect()))
    }

    /// Says whether one could have the next stall if the other had not taken his last one, and all others keep what they have.
    fn could(&self, waiting: (&Vendor, &[Stalls]), grown: (&Vendor, Granted)) -> bool {
        let ((waiting, runs), (grown, has)) = (waiting, grown);
        let others = self.plain.present().into_iter().filter(|other| other.id != waiting.id && other.id != grown.id);
        let mut kept: Vec<Vec<Stalls>> =
            others.filter_map(|other| Some(self.plain.satisfying(other, self.granted(other)?))).collect();
        kept.push(self.plain.satisfying(grown, Granted { count: has.count - 1, ..has }));
        let mut demands: Vec<&[Stalls]> = kept.iter().map(Vec::as_slice).collect();
        demands.push(runs);
        can_coexist(&demands, &Stalls::new())
    }
}

proptest! {
    #![proptest_config(many())]

    #[test]
    fn nobody_has_one_more_while_another_waits_for_an_earlier_one(case in any_market()) {
        let outcome = assign(&case).unwrap();
        let growth = Growth { plain: Plain { case: &case }, outcome: &outcome };
        let present = growth.plain.present();
        let part = |vendor: &Vendor| growth.plain.turn(vendor).0;
        for (grown, has) in present.iter().filter_map(|vendor| Some((*vendor, growth.grown(vendor)?))) {
            for waiting in present.iter().filter(|vendor| vendor.id != grown.id && part(vendor) <= part(grown)) {
                let Some((next, runs)) = growth.waits_for(waiting) else { continue };
                let is_earlier = next < has.count || growth.granted(waiting).is_none();
                let could = is_earlier && growth.could((waiting, &runs), (grown, has));
                prop_assert!(!could, "12: {} grew, {} waits in {}", grown.id, waiting.id, serde_json::to_string(&case).unwrap());
            }
        }
    }
}
