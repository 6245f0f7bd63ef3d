//! What must hold in every market, on random small ones. The numbers are those of the list in the rules of assignment.

use std::collections::BTreeMap;

use proptest::prelude::*;
use proptest::sample::Index;

use super::super::{Case, Granted, GrantedTier, Outcome, RefusalCode, StoredRun, Subkind, Vendor, VendorId, assign};
use super::audit::broken_rules;
use super::markets::{APPLICANTS, EVERYTHING, Mix, SINGLES, many, market, wishes};
use super::plain::{Plain, Stalls, can_coexist};

fn stalls_of(outcome: &Outcome, vendor: &Vendor) -> Stalls {
    outcome.assigned.get(&vendor.id).into_iter().flatten().cloned().collect()
}

fn written(case: &Case) -> String {
    serde_json::to_string(case).unwrap()
}

fn levels(outcome: &Outcome) -> BTreeMap<VendorId, Granted> {
    outcome.granted.clone()
}

/// Lists the runs with which a placed vendor keeps count and level.
fn keeping(plain: &Plain<'_>, vendor: &Vendor, granted: Granted) -> Vec<Stalls> {
    let own = plain.own_usable(vendor);
    match granted.tier {
        GrantedTier::Wish(tier) => {
            let mut runs = plain.accepted(vendor, granted.count, Some(tier - 1));
            if vendor.subkind == Subkind::EconomicTie && !plain.kept(vendor, plain.least(vendor)).is_empty() {
                runs.retain(|run| own.is_subset(run));
            }
            runs
        }
        GrantedTier::Anywhere => plain.accepted(vendor, granted.count, None),
        GrantedTier::Own if granted.count == vendor.own_stalls.len() => vec![own],
        GrantedTier::Own if granted.count <= own.len() => plain.kept(vendor, granted.count),
        GrantedTier::Own => {
            plain.accepted(vendor, granted.count, None).into_iter().filter(|run| own.is_subset(run)).collect()
        }
    }
}

proptest! {
    #![proptest_config(many())]

    #[test]
    fn the_auditor_finds_no_broken_rule(case in market(EVERYTHING)) {
        let broken = broken_rules(&case, &assign(&case).unwrap());
        prop_assert!(broken.is_empty(), "{broken:?} in {}", written(&case));
    }

    #[test]
    fn nobody_is_refused_who_could_be_added(case in market(EVERYTHING)) {
        let outcome = assign(&case).unwrap();
        let plain = Plain { case: &case };
        let kept: Vec<Vec<Stalls>> = outcome
            .granted
            .iter()
            .map(|(id, granted)| keeping(&plain, plain.vendor(id), *granted))
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
    fn nobody_has_one_more_while_another_of_the_group_waits(case in market(Mix { wishes: false, limits: false, ..APPLICANTS })) {
        let outcome = assign(&case).unwrap();
        let plain = Plain { case: &case };
        let count = |vendor: &Vendor| stalls_of(&outcome, vendor).len();
        let group = |vendor: &Vendor| { let turn = plain.turn(vendor); (turn.0, turn.1) };
        for grown in plain.present().into_iter().filter(|vendor| count(vendor) > vendor.wants.min) {
            for waiting in plain.present().into_iter().filter(|vendor| vendor.flexible && group(vendor) <= group(grown)) {
                let next = if count(waiting) == 0 { waiting.wants.min } else { count(waiting) + 1 };
                let waits_for_an_earlier_one = next < count(grown) || count(waiting) == 0;
                if waiting.id == grown.id || next > waiting.wants.max || !waits_for_an_earlier_one {
                    continue;
                }
                let with = |vendor: &Vendor| {
                    if vendor.id == waiting.id { next } else if vendor.id == grown.id { count(vendor) - 1 } else { count(vendor) }
                };
                let runs: Vec<Vec<Stalls>> = plain.present().into_iter()
                    .filter(|vendor| with(vendor) > 0)
                    .map(|vendor| plain.accepted(vendor, with(vendor), None))
                    .collect();
                let demands: Vec<&[Stalls]> = runs.iter().map(Vec::as_slice).collect();
                prop_assert!(!can_coexist(&demands, &Stalls::new()), "12: {} grew, {} waits", grown.id, waiting.id);
            }
        }
    }

    #[test]
    fn without_a_refused_vendor_all_counts_and_levels_stay(case in market(EVERYTHING)) {
        let outcome = assign(&case).unwrap();
        for refused in outcome.rejected.keys() {
            let mut without = case.clone();
            without.vendors.retain(|vendor| vendor.id != *refused);
            prop_assert_eq!(levels(&assign(&without).unwrap()), levels(&outcome), "13: without {} {}", refused, written(&case));
        }
    }

    #[test]
    fn a_better_number_never_worsens_the_first_placement(
        case in market(Mix { growth: false, ..EVERYTHING }),
        which in any::<Index>(),
        better in 0..8i64,
    ) {
        let mut improved = case.clone();
        let vendor = which.get_mut(&mut improved.vendors);
        vendor.seniority_rank = vendor.seniority_rank.min(better);
        let id = vendor.id.clone();
        let rank = |case: &Case| {
            let granted = assign(case).unwrap().granted.get(&id).copied();
            granted.map_or((true, 0, None), |granted| (false, usize::MAX - granted.count, Some(granted.tier)))
        };
        prop_assert!(rank(&improved) <= rank(&case), "14: {} in {} and {}", id, written(&improved), written(&case));
    }

    #[test]
    fn misreported_wishes_never_improve_the_first_placement(
        (case, lie, which, flexible) in market(SINGLES).prop_flat_map(|case| {
            let stalls = case.market.stalls.len();
            (Just(case), wishes(SINGLES, stalls), any::<Index>(), any::<bool>())
        }),
    ) {
        let plain = Plain { case: &case };
        let honest = which.get(&case.vendors);
        let mut lying = case.clone();
        let liar = which.get_mut(&mut lying.vendors);
        liar.wishes = lie.into_iter().map(|tier| tier.into_iter().map(super::super::StallNumber::new).collect()).collect();
        liar.flexible = flexible;
        let rank = |outcome: &Outcome| {
            let stalls = stalls_of(outcome, honest);
            let wish = plain.wish(honest, &stalls);
            match wish {
                Some(tier) => tier,
                None if stalls.is_empty() => usize::MAX,
                None if !honest.own_stalls.is_empty() && stalls == honest.own_stalls => usize::MAX - 2,
                None if honest.flexible => usize::MAX - 1,
                None => usize::MAX,
            }
        };
        let (truth, lied) = (rank(&assign(&case).unwrap()), rank(&assign(&lying).unwrap()));
        prop_assert!(truth <= lied, "15: {} gets {} instead of {} in {}", honest.id, lied, truth, written(&lying));
    }

    #[test]
    fn the_order_of_the_input_changes_no_byte((case, other) in market(EVERYTHING).prop_flat_map(|case| {
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
    fn mirrored_rows_give_the_same_counts_and_levels(case in market(EVERYTHING)) {
        let mut mirrored = case.clone();
        for row in &mut mirrored.market.rows {
            row.reverse();
        }
        prop_assert_eq!(levels(&assign(&case).unwrap()), levels(&assign(&mirrored).unwrap()), "17 in {}", written(&case));
    }

    #[test]
    fn a_stored_run_replays_to_the_same_hash(case in market(EVERYTHING)) {
        let (outcome, run) = StoredRun::make(&case).unwrap();
        let stored: StoredRun = serde_json::from_str(&serde_json::to_string(&run).unwrap()).unwrap();
        prop_assert_eq!(stored.replay().unwrap(), outcome, "18");
    }
}
