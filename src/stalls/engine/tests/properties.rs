//! What must hold in every market, on random small ones. The numbers are those of the list in the rules of assignment.

use std::collections::BTreeMap;

use proptest::prelude::*;
use proptest::sample::Index;

use super::super::{Case, Granted, GrantedTier, Outcome, RefusalCode, StoredRun, Vendor, VendorId, assign};
use super::markets::{EVERYTHING, Mix, SINGLES, many, market, wishes};
use super::plain::{Plain, Stalls, can_coexist};

const APPLICANTS: Mix = Mix { holders: false, ..EVERYTHING };

fn stalls_of(outcome: &Outcome, vendor: &Vendor) -> Stalls {
    outcome.assigned.get(&vendor.id).into_iter().flatten().cloned().collect()
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
            if !own.is_empty() && vendor.wishes.is_empty() {
                runs.retain(|run| own.is_subset(run));
            }
            runs
        }
        GrantedTier::Anywhere => plain.accepted(vendor, granted.count, None),
        GrantedTier::Own if granted.count == vendor.own_stalls.len() => vec![own],
        GrantedTier::Own if granted.count < own.len() => {
            plain.accepted(vendor, granted.count, None).into_iter().filter(|run| run.is_subset(&own)).collect()
        }
        GrantedTier::Own => {
            plain.accepted(vendor, granted.count, None).into_iter().filter(|run| own.is_subset(run)).collect()
        }
    }
}

proptest! {
    #![proptest_config(many())]

    #[test]
    fn the_rules_of_place_and_count_hold(case in market(EVERYTHING)) {
        let outcome = assign(&case).unwrap();
        let plain = Plain { case: &case };
        let mut taken = Stalls::new();
        for vendor in plain.present() {
            let is_placed = outcome.assigned.contains_key(&vendor.id);
            prop_assert!(is_placed != outcome.rejected.contains_key(&vendor.id), "9: {} in exactly one", vendor.id);
            let stalls = stalls_of(&outcome, vendor);
            prop_assert!(stalls.is_disjoint(&taken), "1: no stall twice");
            prop_assert!(stalls.iter().all(|number| plain.is_usable(number)), "2: only usable stalls");
            taken.extend(stalls.clone());
            if !is_placed {
                continue;
            }
            prop_assert!(
                stalls == vendor.own_stalls || plain.runs(stalls.len()).contains(&stalls),
                "3: {} has one run or his own stalls: {:?}", vendor.id, stalls
            );
            prop_assert!(
                stalls.iter().all(|number| vendor.own_stalls.contains(number) || plain.suits(vendor, number)),
                "4: the stalls of {} suit", vendor.id
            );
            prop_assert!(vendor.wants.min <= stalls.len(), "5: minimum of {}", vendor.id);
            prop_assert!(
                stalls.len() <= vendor.wants.max.min(plain.limit().max(vendor.own_stalls.len())),
                "5: maximum of {}", vendor.id
            );
            let wish = plain.wish(vendor, &stalls);
            prop_assert!(
                vendor.flexible || !plain.is_applicant(vendor) || wish.is_some(),
                "8: {} has a wish", vendor.id
            );
        }
        prop_assert_eq!(outcome.assigned.len() + outcome.rejected.len(), plain.present().len(), "2: only present vendors");
    }

    #[test]
    fn a_category_never_exceeds_its_limit_or_the_own_stalls_in_it(case in market(EVERYTHING)) {
        let outcome = assign(&case).unwrap();
        let plain = Plain { case: &case };
        for (name, category) in &case.market.categories {
            let members = || plain.present().into_iter().filter(|vendor| vendor.categories.contains(name));
            let placed: usize = members().map(|vendor| stalls_of(&outcome, vendor).len()).sum();
            let own: usize = members().map(|vendor| vendor.own_stalls.len()).sum();
            prop_assert!(category.max_stalls.is_none_or(|most| placed <= most.max(own)));
        }
    }

    #[test]
    fn a_holder_keeps_his_own_stalls_or_has_what_he_ranks_above(case in market(EVERYTHING)) {
        let outcome = assign(&case).unwrap();
        let plain = Plain { case: &case };
        for vendor in plain.present() {
            let own = plain.own_usable(vendor);
            if own.is_empty() || own.len() != vendor.own_stalls.len() {
                continue;
            }
            let stalls = stalls_of(&outcome, vendor);
            let rank = |run: &Stalls| plain.wish(vendor, run).unwrap_or(usize::MAX);
            prop_assert!(
                own.is_subset(&stalls) || stalls.is_subset(&own) && !stalls.is_empty() || rank(&stalls) < rank(&own),
                "7: {} holds {:?} and got {:?}", vendor.id, own, stalls
            );
        }
    }

    #[test]
    fn nobody_is_refused_while_a_junior_of_the_group_holds_what_he_accepts(case in market(EVERYTHING)) {
        let outcome = assign(&case).unwrap();
        let plain = Plain { case: &case };
        for (id, refusal) in &outcome.rejected {
            let refused = plain.vendor(id);
            if refusal.code == RefusalCode::CategoryFull || !plain.is_applicant(refused) || refused.wants.min > 1 {
                continue;
            }
            let turn = plain.turn(refused);
            for junior in plain.present().into_iter().filter(|other| plain.is_applicant(other)) {
                let theirs = plain.turn(junior);
                let is_junior = (theirs.0, theirs.1) == (turn.0, turn.1) && theirs > turn;
                let accepts = |number| {
                    plain.suits(refused, number)
                        && (refused.flexible || refused.wishes.iter().flatten().any(|wish| wish == number))
                };
                let accepts = |number| accepts(number) && (refused.flexible || !refused.wishes.is_empty());
                prop_assert!(
                    !(is_junior && stalls_of(&outcome, junior).iter().any(accepts)),
                    "10: {} is refused, the junior {} is not", id, junior.id
                );
            }
        }
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
            prop_assert!(!can_coexist(&with_him, &Stalls::new()), "11: {} could be added", id);
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
    fn without_a_refused_vendor_all_counts_and_levels_stay(case in market(SINGLES)) {
        let outcome = assign(&case).unwrap();
        for refused in outcome.rejected.keys() {
            let mut without = case.clone();
            without.vendors.retain(|vendor| vendor.id != *refused);
            prop_assert_eq!(levels(&assign(&without).unwrap()), levels(&outcome), "13: without {}", refused);
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
        prop_assert!(rank(&improved) <= rank(&case), "14: {}", id);
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
        prop_assert!(truth <= lied, "15: {} gets {} instead of {}", honest.id, lied, truth);
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
        prop_assert_eq!(levels(&assign(&case).unwrap()), levels(&assign(&mirrored).unwrap()), "17");
    }

    #[test]
    fn a_stored_run_replays_to_the_same_hash(case in market(EVERYTHING)) {
        let (outcome, run) = StoredRun::make(&case).unwrap();
        let stored: StoredRun = serde_json::from_str(&serde_json::to_string(&run).unwrap()).unwrap();
        prop_assert_eq!(stored.replay().unwrap(), outcome, "18");
    }
}
