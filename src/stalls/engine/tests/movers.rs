//! Moving holders against house allocation with existing tenants (Abdulkadiroğlu and Sönmez 1999): with single stalls and
//! strict wishes its answer is one and only, so levels must agree to the last one. "You request my house, I get your turn."

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use proptest::prelude::*;

use super::super::{Case, StallNumber, Vendor, VendorId, assign};
use super::markets::{Mix, SINGLES, many, market};
use super::plain::Plain;

const TENANTS: Mix = Mix { limits: false, rare: false, ..SINGLES };

/// Makes every tier one stall, leaves out marks, and takes away what is more than an own stall and wishes.
fn strict(mut case: Case) -> Case {
    for stall in case.market.stalls.values_mut() {
        stall.properties.clear();
        stall.categories.clear();
    }
    case.market.ab_list_active = false;
    for vendor in &mut case.vendors {
        vendor.categories.clear();
        vendor.needs.clear();
        vendor.flexible = false;
        vendor.wishes = vendor.wishes.iter().flatten().map(|stall| vec![stall.clone()]).collect();
        while vendor.own_stalls.len() > 1 {
            vendor.own_stalls.pop_last();
        }
    }
    case
}

/// Deals by requesting and swapping: the first in line requests his best stall that is left; its tenant, if he has not had his
/// turn, is put before him; tenants who request each other's in a circle all get what they request.
fn tenants(case: &Case) -> BTreeMap<VendorId, StallNumber> {
    let plain = Plain { case };
    let mut line: Vec<&Vendor> = plain.present();
    line.sort_by_key(|vendor| plain.turn(vendor));
    let mut line: VecDeque<&Vendor> = line.into();
    let tenant = |stall: &StallNumber| plain.present().into_iter().find(|vendor| vendor.own_stalls.contains(stall));
    let (mut got, mut done, mut asking) = (BTreeMap::new(), BTreeSet::new(), Vec::<(&Vendor, StallNumber)>::new());
    while let Some(first) = line.front().copied() {
        let is_left = |stall: &&StallNumber| plain.is_usable(stall) && !got.values().any(|taken| taken == *stall);
        let own = first.own_stalls.first().filter(|stall| is_left(stall));
        let above = first.wishes.iter().flatten().take_while(|stall| Some(*stall) != own);
        let best = above.chain(own).find(|stall| is_left(stall)).cloned();
        let owner = best.as_ref().and_then(tenant).filter(|owner| !done.contains(&owner.id));
        match (best, owner) {
            (None, _) => {
                done.insert(first.id.clone());
                line.pop_front();
            }
            (Some(stall), Some(owner))
                if owner.id != first.id && !asking.iter().any(|(asker, _)| asker.id == owner.id) =>
            {
                asking.push((first, stall));
                line.retain(|vendor| vendor.id != owner.id);
                line.push_front(owner);
            }
            (Some(stall), owner) => {
                let circle = owner.and_then(|owner| asking.iter().position(|(asker, _)| asker.id == owner.id));
                let members = circle.map_or(Vec::new(), |from| asking.split_off(from));
                for (member, stall) in members.into_iter().chain([(first, stall)]) {
                    got.insert(member.id.clone(), stall);
                    done.insert(member.id.clone());
                    line.retain(|vendor| vendor.id != member.id);
                }
                asking.retain(|(asker, _)| !done.contains(&asker.id));
                if let Some((last, _)) = asking.pop() {
                    line.retain(|vendor| vendor.id != last.id);
                    line.push_front(last);
                }
            }
        }
    }
    got
}

proptest! {
    #![proptest_config(many())]

    #[test]
    fn moving_holders_agree_with_house_allocation(case in market(TENANTS).prop_map(strict)) {
        let outcome = assign(&case).unwrap();
        let got: BTreeMap<VendorId, StallNumber> =
            outcome.assigned.iter().map(|(id, stalls)| (id.clone(), stalls[0].clone())).collect();
        prop_assert_eq!(got, tenants(&case), "19 in {}", serde_json::to_string(&case).unwrap());
    }
}
