//! Small markets without holders, dealt by trying everything: the same order, the same levels, but the exact check is brute force.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::super::{Case, CategoryName, Granted, GrantedTier, Vendor, VendorId, assign};
use super::markets::{APPLICANTS, EVERYTHING, many, market};
use super::plain::{Plain, Stalls, can_coexist};

struct Oracle<'a> {
    plain: Plain<'a>,
    granted: BTreeMap<VendorId, (Granted, Vec<Stalls>)>,
}

impl<'a> Oracle<'a> {
    fn deal(case: &'a Case) -> BTreeMap<VendorId, Granted> {
        let mut oracle = Self { plain: Plain { case }, granted: BTreeMap::new() };
        for is_second in [false, true] {
            let mut order: Vec<&Vendor> = oracle.plain.present();
            order.retain(|vendor| oracle.plain.turn(vendor).0 == is_second);
            order.sort_by_key(|vendor| oracle.plain.turn(vendor));
            for vendor in &order {
                oracle.grant_best(vendor, vendor.wants.min);
            }
            order.sort_by_key(|vendor| {
                let turn = oracle.plain.turn(vendor);
                (turn.1, turn.3, turn.4)
            });
            oracle.grow(&order);
        }
        oracle.granted.into_iter().map(|(id, (granted, _))| (id, granted)).collect()
    }

    fn grow(&mut self, order: &[&Vendor]) {
        for count in 2..=EVERYTHING.most_wanted {
            let mut again = true;
            while again {
                again = self.round(count, order);
                let refused = self.plain.present();
                let mut refused: Vec<_> =
                    refused.into_iter().filter(|vendor| !self.granted.contains_key(&vendor.id)).collect();
                refused.sort_by_key(|vendor| self.plain.turn(vendor));
                for vendor in refused {
                    if again && self.has_come(vendor, order) {
                        self.grant_best(vendor, vendor.wants.min);
                    }
                }
            }
        }
    }

    /// Says whether the vendor is of the part that is being dealt or of the one before.
    fn has_come(&self, vendor: &Vendor, order: &[&Vendor]) -> bool {
        order.iter().any(|other| self.plain.turn(other).0 >= self.plain.turn(vendor).0)
    }

    /// Deals one round of growth; stops and says so when somebody grew away from a better tier.
    fn round(&mut self, count: usize, order: &[&Vendor]) -> bool {
        for vendor in order {
            let Some((before, _)) = self.granted.get(&vendor.id).cloned() else { continue };
            if before.count + 1 == count && count <= vendor.wants.max {
                self.grant_best(vendor, count);
                if self.granted[&vendor.id].0.tier > before.tier {
                    return true;
                }
            }
        }
        false
    }

    /// Grants the best level beside all others; at a worse tier than before only if the place given up stays open.
    fn grant_best(&mut self, vendor: &Vendor, count: usize) {
        if count > self.plain.limit() || !self.leaves_room(vendor, count) {
            return;
        }
        let wishes = (0..vendor.wishes.len()).map(|tier| (GrantedTier::Wish(tier + 1), Some(tier)));
        let anywhere = vendor.flexible.then_some((GrantedTier::Anywhere, None));
        let before = self.granted.get(&vendor.id);
        for (tier, wish) in wishes.chain(anywhere) {
            let runs = self.plain.accepted(vendor, count, wish);
            let others = self.granted.iter().filter(|(id, _)| **id != vendor.id);
            let mut demands: Vec<&[Stalls]> = others.map(|(_, (_, runs))| runs.as_slice()).collect();
            demands.push(&runs);
            demands.extend(before.filter(|(before, _)| before.tier < tier).map(|(_, place)| place.as_slice()));
            if can_coexist(&demands, &Stalls::new()) {
                self.granted.insert(vendor.id.clone(), (Granted { count, tier }, runs));
                return;
            }
        }
    }

    fn leaves_room(&self, vendor: &Vendor, count: usize) -> bool {
        vendor.categories.iter().all(|name| {
            let most = self.plain.case.market.categories.get(name).and_then(|category| category.max_stalls);
            most.is_none_or(|most| self.used_by_others(name, vendor) + count <= most)
        })
    }

    fn used_by_others(&self, name: &CategoryName, vendor: &Vendor) -> usize {
        let others = self.granted.iter().filter(|(id, _)| **id != vendor.id);
        let in_category = others.filter(|(id, _)| self.plain.vendor(id).categories.contains(name));
        in_category.map(|(_, (granted, _))| granted.count).sum()
    }
}

proptest! {
    #![proptest_config(many())]

    #[test]
    fn small_markets_agree_with_brute_force(case in market(APPLICANTS)) {
        prop_assert_eq!(assign(&case).unwrap().granted, Oracle::deal(&case), "19");
    }
}
