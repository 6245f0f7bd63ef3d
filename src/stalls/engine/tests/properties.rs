//! What must hold in every market, on random small ones. The numbers are those of the list in the rules of assignment.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::super::{Case, Granted, Outcome, RefusalCode, StoredRun, VendorId, assign};
use super::audit::broken_rules;
use super::markets::{any_market, many};
use super::plain::{Plain, Stalls, can_coexist};

fn written(case: &Case) -> String {
    serde_json::to_string(case).unwrap()
}

fn levels(outcome: &Outcome) -> BTreeMap<VendorId, Granted> {
    outcome.granted.clone()
}

proptest! {
    #![proptest_config(many())]

    #[test]
    fn the_auditor_finds_no_broken_rule(case in any_market()) {
        let broken = broken_rules(&case, &assign(&case).unwrap());
        prop_assert!(broken.is_empty(), "{broken:?} in {}", written(&case));
    }

    #[test]
    fn nobody_is_refused_who_could_be_added(case in any_market()) {
        let outcome = assign(&case).unwrap();
        let plain = Plain { case: &case };
        let kept: Vec<Vec<Stalls>> = outcome
            .granted
            .iter()
            .map(|(id, granted)| plain.satisfying(plain.vendor(id), *granted))
            .collect();
        let demands: Vec<&[Stalls]> = kept.iter().map(Vec::as_slice).collect();
        prop_assert!(can_coexist(&demands, &Stalls::new()), "the levels coexist");
        for (id, refusal) in &outcome.rejected {
            let refused = plain.vendor(id);
            if matches!(refusal.code, RefusalCode::CategoryFull | RefusalCode::OwnStallUnavailable)
                || refused.wants.min > plain.limit()
            {
                continue;
            }
            let tier = if refused.flexible { None } else { Some(refused.wishes.len()) };
            let runs = plain.accepted(refused, refused.wants.min, tier);
            let mut with_him = demands.clone();
            with_him.push(&runs);
            prop_assert!(!can_coexist(&with_him, &Stalls::new()), "11: {} could be added in {}", id, written(&case));
        }
    }

    #[test]
    fn without_a_refused_vendor_all_counts_and_levels_stay(case in any_market()) {
        let outcome = assign(&case).unwrap();
        for refused in outcome.rejected.keys() {
            let mut without = case.clone();
            without.vendors.retain(|vendor| vendor.id != *refused);
            prop_assert_eq!(levels(&assign(&without).unwrap()), levels(&outcome), "13: without {} {}", refused, written(&case));
        }
    }

    #[test]
    fn the_order_of_the_input_changes_no_byte((case, other) in any_market().prop_flat_map(|case| {
        let shuffled = Just(case.vendors.clone()).prop_shuffle();
        (Just(case), shuffled)
    })) {
        let mut shuffled = case.clone();
        shuffled.vendors = other;
        let (outcome, run) = StoredRun::make(&case).unwrap();
        let (again, same_run) = StoredRun::make(&shuffled).unwrap();
        prop_assert_eq!(serde_json::to_string(&outcome).unwrap(), serde_json::to_string(&again).unwrap(), "16");
        prop_assert_eq!(run, same_run, "16");
    }

    #[test]
    fn mirrored_rows_give_the_same_counts_and_levels(case in any_market()) {
        let mut mirrored = case.clone();
        for row in &mut mirrored.market.rows {
            row.reverse();
        }
        prop_assert_eq!(levels(&assign(&case).unwrap()), levels(&assign(&mirrored).unwrap()), "17 in {}", written(&case));
    }

    #[test]
    fn a_stored_run_replays_to_the_same_hash(case in any_market()) {
        let (outcome, run) = StoredRun::make(&case).unwrap();
        let stored: StoredRun = serde_json::from_str(&serde_json::to_string(&run).unwrap()).unwrap();
        prop_assert_eq!(stored.replay().unwrap(), outcome, "18");
    }
}
