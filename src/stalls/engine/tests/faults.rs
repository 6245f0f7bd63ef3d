//! Faults planted in right answers: the auditor notices each and names the rule.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::super::{Case, Outcome, RefusalCode, Rule, StallNumber, VendorId, assign};
use super::audit::broken_rules;
use super::markets::{any_market, many};
use super::plain::Plain;

/// Spoils an answer, or leaves it if there is nothing to spoil; each comes with the rules one of which must be named.
type Fault = fn(&Case, &mut Outcome) -> Option<()>;

const FAULTS: &[(&str, Fault)] = &[
    ("1", |_, outcome| {
        let stall = outcome.assigned.values().next()?.first()?.clone();
        let other = outcome.assigned.values_mut().nth(1)?;
        other.push(stall);
        Some(())
    }),
    ("2", |case, outcome| {
        let absent = case.vendors.iter().find(|vendor| !vendor.present)?;
        outcome.assigned.insert(absent.id.clone(), vec![free_stall(case, outcome)?]);
        Some(())
    }),
    ("2", |case, outcome| {
        let (blocked, _) = case.market.stalls.iter().find(|(_, stall)| stall.blocked)?;
        *outcome.assigned.values_mut().next()? = vec![blocked.clone()];
        Some(())
    }),
    ("3", |case, outcome| {
        let far = case.market.rows.get(1)?.iter().find(|number| !is_taken(outcome, number))?.clone();
        let near: BTreeSet<_> = case.market.rows.first()?.iter().cloned().collect();
        // Scattered own stalls are allowed, so what is planted must not happen to be those.
        let owns_far = |id: &VendorId| Plain { case }.vendor(id).own_stalls.contains(&far);
        let holds = |(id, stalls): &(&VendorId, &mut Vec<StallNumber>)| {
            stalls.len() > 1 && near.contains(&stalls[0]) && !owns_far(id)
        };
        let (_, stalls) = outcome.assigned.iter_mut().find(holds)?;
        stalls.pop();
        stalls.push(far);
        Some(())
    }),
    ("4", |case, outcome| {
        let plain = Plain { case };
        let free = free_stall(case, outcome)?;
        let suits_not = |id: &VendorId| plain.vendor(id).own_stalls.is_empty() && !plain.suits(plain.vendor(id), &free);
        let (_, stalls) = outcome.assigned.iter_mut().find(|(id, _)| suits_not(id))?;
        *stalls = vec![free];
        Some(())
    }),
    ("5", |_, outcome| {
        outcome.assigned.values_mut().next()?.clear();
        Some(())
    }),
    ("5", |case, outcome| {
        let most = |id: &VendorId| Plain { case }.most(Plain { case }.vendor(id));
        let whole = case.market.rows.iter().max_by_key(|row| row.len())?.clone();
        let (_, stalls) = outcome.assigned.iter_mut().find(|(id, _)| most(id) < whole.len())?;
        *stalls = whole;
        Some(())
    }),
    ("7", |case, outcome| {
        let plain = Plain { case };
        let keeps = |id: &VendorId| !plain.vendor(id).own_stalls.is_empty();
        let holder = outcome
            .assigned
            .keys()
            .find(|id| keeps(id) && plain.own_usable(plain.vendor(id)) == plain.vendor(id).own_stalls)?;
        let holder = holder.clone();
        let refusal = outcome.rejected.values().next()?.clone();
        outcome.assigned.remove(&holder);
        outcome.rejected.insert(holder, refusal);
        Some(())
    }),
    ("8", |case, outcome| {
        let plain = Plain { case };
        let is_strict = |id: &VendorId| !plain.vendor(id).flexible && plain.is_applicant(plain.vendor(id));
        let free = free_stall(case, outcome)?;
        let (id, stalls) = outcome.assigned.iter_mut().find(|(id, _)| is_strict(id))?;
        plain.vendor(id).wishes.iter().flatten().all(|wish| *wish != free).then(|| *stalls = vec![free])
    }),
    ("9", |_, outcome| outcome.assigned.pop_first().map(|_| ())),
    ("9", |_, outcome| {
        let refusal = outcome.rejected.values().next()?.clone();
        outcome.rejected.insert(outcome.assigned.keys().next()?.clone(), refusal);
        Some(())
    }),
    ("10", |case, outcome| {
        let plain = Plain { case };
        let turn = |id: &VendorId| plain.turn(plain.vendor(id));
        let takes_one = |id: &&VendorId| plain.is_applicant(plain.vendor(id)) && plain.vendor(id).wants.min == 1;
        let placed = outcome.assigned.keys().filter(takes_one).min_by_key(|id| turn(id))?.clone();
        let is_junior = |id: &VendorId| plain.vendor(id).own_stalls.is_empty() && turn(id) > turn(&placed);
        let counts = |code| code != RefusalCode::CategoryFull;
        let (junior, refusal) = outcome.rejected.iter().find(|(id, refusal)| is_junior(id) && counts(refusal.code))?;
        let (junior, refusal) = (junior.clone(), refusal.clone());
        let stalls = outcome.assigned.remove(&placed)?;
        outcome.rejected.remove(&junior);
        outcome.assigned.insert(junior, stalls);
        outcome.rejected.insert(placed, refusal);
        Some(())
    }),
    ("11", |case, outcome| {
        let plain = Plain { case };
        let is_plain = |id: &&VendorId| plain.is_applicant(plain.vendor(id)) && plain.vendor(id).categories.is_empty();
        let placed = outcome.assigned.keys().find(is_plain)?.clone();
        let refusals = outcome.rejected.values();
        let refusal = refusals.into_iter().find(|refusal| refusal.code != RefusalCode::CategoryFull)?.clone();
        outcome.assigned.remove(&placed);
        outcome.rejected.insert(placed, refusal);
        Some(())
    }),
    ("0", |_, outcome| outcome.rejected.values_mut().find_map(|refusal| refusal.stalls.pop()).map(|_| ())),
    ("0", |_, outcome| {
        let is_told_by_others = |code| !matches!(code, RefusalCode::CategoryFull | RefusalCode::OwnStallUnavailable);
        let mut refusals = outcome.rejected.values_mut().filter(|refusal| is_told_by_others(refusal.code));
        refusals.find_map(|refusal| refusal.before_you.pop()).map(|_| ())
    }),
    ("0", |_, outcome| {
        let mut named = outcome.rejected.values_mut().flat_map(|refusal| &mut refusal.before_you);
        named.find(|before| before.rule != Rule::OwnStalls).map(|before| before.rule = Rule::OwnStalls)
    }),
    ("0", |_, outcome| outcome.granted.values_mut().next().map(|granted| granted.count += 1)),
    ("0", |_, outcome| {
        let refusal = outcome.rejected.values_mut().find(|refusal| !refusal.before_you.is_empty())?;
        refusal.before_you[0].vendor =
            outcome.assigned.keys().last().filter(|id| **id != refusal.before_you[0].vendor)?.clone();
        Some(())
    }),
];

fn is_taken(outcome: &Outcome, number: &StallNumber) -> bool {
    outcome.assigned.values().flatten().any(|taken| taken == number)
}

fn free_stall(case: &Case, outcome: &Outcome) -> Option<StallNumber> {
    let usable = case.market.rows.iter().flatten().filter(|number| !case.market.stalls[*number].blocked);
    usable.into_iter().find(|number| !is_taken(outcome, number)).cloned()
}

#[test]
fn every_kind_of_fault_can_be_planted() {
    let mut runner = proptest::test_runner::TestRunner::new(many());
    let planted = std::cell::RefCell::new(BTreeSet::new());
    runner
        .run(&any_market(), |case| {
            let outcome = assign(&case).unwrap();
            for (at, (_, fault)) in FAULTS.iter().enumerate() {
                if fault(&case, &mut outcome.clone()).is_some() {
                    planted.borrow_mut().insert(at);
                }
            }
            Ok(())
        })
        .unwrap();
    assert_eq!(*planted.borrow(), (0..FAULTS.len()).collect());
}

proptest! {
    #![proptest_config(many())]

    #[test]
    fn the_auditor_notices_every_planted_fault(case in any_market()) {
        for (at, (rule, fault)) in FAULTS.iter().enumerate() {
            let mut spoilt = assign(&case).unwrap();
            if fault(&case, &mut spoilt).is_some() {
                let broken = broken_rules(&case, &spoilt);
                let is_named = broken.iter().any(|line| line.starts_with(&format!("{rule}:")));
                prop_assert!(is_named, "fault {at} of rule {rule} in {} says {broken:?}", serde_json::to_string(&case).unwrap());
            }
        }
    }
}
