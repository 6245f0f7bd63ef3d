//! Moving holders among all the others, on random small markets: when the dealing is over nobody could stand better while
//! nobody stands worse, by whatever chain or circle.

use std::collections::BTreeMap;

use proptest::prelude::*;
use serde_json::json;

use super::super::{Case, Granted, GrantedTier, Outcome, Vendor, VendorId, assign};
use super::markets::{SINGLES, any_market, many, market};
use super::plain::{Plain, Stalls, can_coexist, nobody_grows};
use super::rules::{case, outcome, plan};

/// Lists the runs that please a vendor as well as what he has; a mover also accepts what he ranks above his own stalls.
fn as_good(plain: &Plain<'_>, vendor: &Vendor, granted: Granted) -> Vec<Stalls> {
    let mut runs = plain.satisfying(vendor, granted);
    runs.extend(better(plain, vendor, granted));
    runs
}

/// Lists the runs that please a vendor better.
fn better(plain: &Plain<'_>, vendor: &Vendor, granted: Granted) -> Vec<Stalls> {
    let own = plain.kept(vendor, plain.kept_count(vendor));
    let own_rank = own.iter().map(|own| plain.wish(vendor, own).unwrap_or(vendor.wishes.len())).min();
    let tiers = match granted.tier {
        _ if plain.stays(vendor) => 0,
        GrantedTier::Wish(tier) => tier - 1,
        GrantedTier::Own => own_rank.unwrap_or(0),
        GrantedTier::Anywhere => vendor.wishes.len(),
    };
    tiers.checked_sub(1).map_or(Vec::new(), |worst| plain.accepted(vendor, granted.count, Some(worst)))
}

/// Names somebody who could stand better.
fn could_improve(case: &Case, outcome: &Outcome) -> Option<VendorId> {
    let plain = Plain { case };
    let kept: BTreeMap<&VendorId, Vec<Stalls>> =
        outcome.granted.iter().map(|(id, granted)| (id, as_good(&plain, plain.vendor(id), *granted))).collect();
    let could = |id: &VendorId| {
        let runs = better(&plain, plain.vendor(id), outcome.granted[id]);
        let mut demands: Vec<&[Stalls]> =
            kept.iter().filter(|(other, _)| **other != id).map(|(_, runs)| runs.as_slice()).collect();
        demands.push(&runs);
        can_coexist(&demands, &Stalls::new())
    };
    outcome.granted.keys().find(|id| could(id)).cloned()
}

proptest! {
    #![proptest_config(many())]

    #[test]
    fn with_single_stalls_nobody_could_stand_better(case in market(SINGLES).prop_map(nobody_grows)) {
        let improved = could_improve(&case, &assign(&case).unwrap());
        prop_assert!(improved.is_none(), "{improved:?} in {}", serde_json::to_string(&case).unwrap());
    }

    #[test]
    fn with_several_stalls_nobody_could_stand_better(case in any_market().prop_map(nobody_grows)) {
        let improved = could_improve(&case, &assign(&case).unwrap());
        prop_assert!(improved.is_none(), "{improved:?} in {}", serde_json::to_string(&case).unwrap());
    }
}

/// Five holders of one stall. Asked for 25 by `e`, `a` asks `b` for 32, and on the way `b`, `c` and `d` exchange in a circle;
/// `a` then takes his second wish, and what the others were granted stays.
#[test]
fn who_asked_in_vain_leaves_the_exchange_of_those_he_asked_as_it_is() {
    let mut row = case(
        "25 27/32 33 34 36",
        json!([
            { "id": "a", "seniority_rank": 3, "permanent_stalls": ["25"], "preferences": [["32"], ["27"]] },
            { "id": "b", "seniority_rank": 4, "permanent_stalls": ["32"], "preferences": [["34"]] },
            { "id": "c", "seniority_rank": 1, "permanent_stalls": ["34"], "preferences": [["36"], ["33"]] },
            { "id": "d", "seniority_rank": 5, "permanent_stalls": ["36"], "preferences": [["32"]] },
            { "id": "e", "seniority_rank": 2, "needs": ["baking-light"], "preferences": [["25"]] },
        ]),
    );
    row["market"]["stalls"]["25"]["properties"] = json!(["baking"]);
    assert_eq!(plan(&row), "a:27, b:34, c:36, d:32, e:25");
}

/// `a`, who goes first of the two, cannot have 1 in his turn: `c` would have to go to 4 5, and `b`, asked, chooses 5 if he may.
/// When `b` has gone to 2 all the same, `a` is raised to his first wish.
#[test]
fn who_can_have_a_better_wish_after_all_is_raised_to_it() {
    let row = case(
        "1 2/3/4 5",
        json!([
            { "id": "a", "permanent_stalls": ["3"], "preferences": [["1"], ["5"]] },
            { "id": "b", "permanent_stalls": ["4"], "preferences": [["5"], ["2"]] },
            { "id": "c", "seniority_rank": 0, "guaranteed_count": 2, "wants": { "min": 2, "max": 2 } },
        ]),
    );
    assert_eq!(plan(&row), "a:1, b:2, c:4 5");
    let granted = |id: &str| outcome(&row).granted[&VendorId::new(id)].tier;
    assert_eq!((granted("a"), granted("b")), (GrantedTier::Wish(1), GrantedTier::Wish(2)));
}
