//! Moving holders against house allocation with existing tenants (Abdulkadiroğlu and Sönmez 1999): with single stalls and
//! strict wishes its answer is one and only, so places must agree to the last one. "You request my house, I get your turn."
//! Needs, marked stalls, lists, guaranteed places, fixed vendors, blocked own stalls and full categories all take part.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use proptest::prelude::*;

use super::super::{Case, StallNumber, Vendor, VendorId, assign};
use super::markets::{SINGLES, many, market};
use super::plain::Plain;

/// Makes every tier one stall and takes away what is more than an own stall and wishes.
fn strict(mut case: Case) -> Case {
    for vendor in &mut case.vendors {
        if vendor.wishes.is_empty() {
            vendor.guaranteed_count = 0;
        }
        vendor.wants = super::super::Wants { min: 1, max: 1 };
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
    let staying: Vec<&Vendor> = plain.present().into_iter().filter(|vendor| plain.stays(vendor)).collect();
    line.retain(|vendor| !plain.stays(vendor));
    let mut got: BTreeMap<VendorId, StallNumber> = staying
        .into_iter()
        .filter_map(|vendor| Some((vendor.id.clone(), vendor.own_stalls.first()?.clone())))
        .collect();
    let (mut done, mut asking) = (BTreeSet::new(), Vec::<(&Vendor, StallNumber)>::new());
    while let Some(first) = line.front().copied() {
        let is_left = |stall: &&StallNumber| plain.is_usable(stall) && !got.values().any(|taken| taken == *stall);
        let own = first.own_stalls.first().filter(|stall| is_left(stall));
        let above = first.wishes.iter().flatten().take_while(|stall| Some(*stall) != own);
        let suits = |stall: &&StallNumber| Some(*stall) == own || (plain.is_drawn(stall) && plain.suits(first, stall));
        let may_come = own.is_some() || has_room(&plain, first, &got, &done);
        let best = above.chain(own).find(|stall| may_come && suits(stall) && is_left(stall)).cloned();
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

/// Says whether the categories have room for a newcomer beside those who have a stall or still stand on their own.
fn has_room(
    plain: &Plain<'_>,
    vendor: &Vendor,
    got: &BTreeMap<VendorId, StallNumber>,
    done: &BTreeSet<VendorId>,
) -> bool {
    vendor.categories.iter().all(|name| {
        let stands =
            |other: &&Vendor| got.contains_key(&other.id) || (plain.keeps_own(other) && !done.contains(&other.id));
        let members = plain.present().into_iter().filter(|other| other.categories.contains(name));
        let placed = members.filter(stands).count();
        plain.case.market.categories.get(name).is_none_or(|limits| {
            limits.max_stalls.is_none_or(|most| placed < most) && limits.max_vendors.is_none_or(|most| placed < most)
        })
    })
}

proptest! {
    #![proptest_config(many())]

    #[test]
    fn moving_holders_agree_with_house_allocation(case in market(SINGLES).prop_map(strict)) {
        let outcome = assign(&case).unwrap();
        let got: BTreeMap<VendorId, StallNumber> =
            outcome.assigned.iter().map(|(id, stalls)| (id.clone(), stalls[0].clone())).collect();
        prop_assert_eq!(got, tenants(&case), "19 in {}", serde_json::to_string(&case).unwrap());
    }
}
