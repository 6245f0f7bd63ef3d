//! Small markets in which no holder moves, dealt by trying everything: the same order, the same levels, but the exact check is
//! brute force. Holders who stay, fixed vendors, guaranteed counts, lists, limits and categories all take part.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::super::{Case, CategoryName, Granted, GrantedTier, Subkind, Vendor, VendorId, assign};
use super::markets::{APPLICANTS, EVERYTHING, any_market, many, market};
use super::plain::{Plain, Stalls, can_coexist};

struct Oracle<'a> {
    plain: Plain<'a>,
    granted: BTreeMap<VendorId, (Granted, Vec<Stalls>)>,
}

impl<'a> Oracle<'a> {
    fn deal(case: &'a Case) -> BTreeMap<VendorId, Granted> {
        let mut oracle = Self { plain: Plain { case }, granted: BTreeMap::new() };
        for holder in oracle.plain.present().into_iter().filter(|vendor| oracle.plain.keeps_own(vendor)) {
            let granted = Granted { count: oracle.plain.kept_count(holder), tier: GrantedTier::Own };
            let runs = oracle.plain.satisfying(holder, granted);
            oracle.granted.insert(holder.id.clone(), (granted, runs));
        }
        for is_second in [false, true] {
            let mut order: Vec<&Vendor> = oracle.plain.present();
            order.retain(|vendor| oracle.plain.turn(vendor).0 == is_second);
            order.sort_by_key(|vendor| oracle.plain.turn(vendor));
            for vendor in &order {
                oracle.place(vendor);
            }
            order.sort_by_key(|vendor| {
                let turn = oracle.plain.turn(vendor);
                (turn.1, turn.3, turn.4)
            });
            oracle.grow(&order);
        }
        oracle.raise();
        oracle.granted.into_iter().map(|(id, (granted, _))| (id, granted)).collect()
    }

    /// Gives a first placement to a vendor who has none: the guaranteed or recorded count, or fewer down to the least.
    fn place(&mut self, vendor: &Vendor) {
        let counts = self.plain.least(vendor)..=self.plain.first(vendor);
        for count in counts.rev() {
            if !self.granted.contains_key(&vendor.id) {
                self.grant_best(vendor, count);
            }
        }
    }

    fn grow(&mut self, order: &[&Vendor]) {
        let mut count = 2;
        while count <= EVERYTHING.most_wanted + 1 {
            count += 1;
            if self.round(count - 1, order) {
                count = 2;
                let mut refused = self.plain.present();
                refused.sort_by_key(|vendor| self.plain.turn(vendor));
                refused.retain(|vendor| self.has_come(vendor, order));
                refused.into_iter().for_each(|vendor| self.place(vendor));
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
            if before.count + 1 == count {
                self.grant_best(vendor, count);
                if self.granted[&vendor.id].0.tier > before.tier {
                    return true;
                }
            }
        }
        false
    }

    /// Raises in turn whoever can have a better tier that somebody grew away from.
    fn raise(&mut self) {
        let mut order: Vec<&Vendor> = self.plain.present();
        order.sort_by_key(|vendor| self.plain.turn(vendor));
        for vendor in order {
            if let Some(count) = self.granted.get(&vendor.id).map(|(granted, _)| granted.count) {
                self.grant_best(vendor, count);
            }
        }
    }

    fn tiers(&self, vendor: &Vendor, count: usize) -> Vec<GrantedTier> {
        let wishes = (1..=vendor.wishes.len()).map(GrantedTier::Wish);
        if !self.plain.stays(vendor) {
            return wishes.chain(self.plain.takes_any(vendor).then_some(GrantedTier::Anywhere)).collect();
        }
        let grows_to_wishes = vendor.subkind == Subkind::EconomicTie && !vendor.wishes.is_empty();
        if grows_to_wishes && count > self.plain.first(vendor) {
            return wishes.chain(vendor.flexible.then_some(GrantedTier::Own)).collect();
        }
        vec![GrantedTier::Own]
    }

    /// Grants the best level beside all others; at a worse tier than before only if the place given up stays open.
    fn grant_best(&mut self, vendor: &Vendor, count: usize) {
        if count > self.plain.most(vendor) || !self.leaves_room(vendor, count) {
            return;
        }
        let before = self.granted.get(&vendor.id);
        for tier in self.tiers(vendor, count) {
            let runs = self.plain.satisfying(vendor, Granted { count, tier });
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
        vendor.categories.iter().filter_map(|name| Some((name, self.plain.case.market.categories.get(name)?))).all(
            |(name, limits)| {
                let others = self.counts_of_others(name, vendor);
                let is_new = !self.granted.contains_key(&vendor.id);
                limits.max_stalls.is_none_or(|most| others.iter().sum::<usize>() + count <= most)
                    && limits.max_vendors.is_none_or(|most| !is_new || others.len() < most)
            },
        )
    }

    fn counts_of_others(&self, name: &CategoryName, vendor: &Vendor) -> Vec<usize> {
        let others = self.granted.iter().filter(|(id, _)| **id != vendor.id);
        let in_category = others.filter(|(id, _)| self.plain.vendor(id).categories.contains(name));
        in_category.map(|(_, (granted, _))| granted.count).collect()
    }
}

/// Takes their wishes from the holders who could move.
fn nobody_moves(mut case: Case) -> Case {
    let movers: Vec<VendorId> = {
        let plain = Plain { case: &case };
        let moves = |vendor: &&Vendor| plain.keeps_own(vendor) && !plain.stays(vendor);
        case.vendors.iter().filter(moves).map(|vendor| vendor.id.clone()).collect()
    };
    for vendor in case.vendors.iter_mut().filter(|vendor| movers.contains(&vendor.id)) {
        vendor.wishes.clear();
    }
    case
}

proptest! {
    #![proptest_config(many())]

    #[test]
    fn small_markets_agree_with_brute_force(case in market(APPLICANTS)) {
        prop_assert_eq!(assign(&case).unwrap().granted, Oracle::deal(&case), "19 in {}", serde_json::to_string(&case).unwrap());
    }

    #[test]
    fn small_markets_of_every_kind_agree_with_brute_force(case in any_market().prop_map(nobody_moves)) {
        prop_assert_eq!(assign(&case).unwrap().granted, Oracle::deal(&case), "19 in {}", serde_json::to_string(&case).unwrap());
    }
}
