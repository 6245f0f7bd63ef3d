//! The recorded cases of `tests/data/stall_cases.json` and the market days of `tests/data/stall_days.json`, each held against every expectation it states.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::super::{Case, Outcome, StallNumber, VendorId, assign};
use super::audit::broken_rules;

const CASES: &str = include_str!("../../../../tests/data/stall_cases.json");
const DAYS: &str = include_str!("../../../../tests/data/stall_days.json");

#[test]
fn every_recorded_case_holds() {
    holds(CASES, 107);
}

#[test]
fn every_recorded_market_day_holds() {
    holds(DAYS, 15);
}

#[test]
fn the_auditor_finds_no_broken_rule_in_recorded_cases_and_days() {
    for text in [CASES, DAYS] {
        for case in serde_json::from_str::<Vec<Case>>(text).unwrap() {
            let broken = broken_rules(&case, &assign(&case).unwrap());
            assert!(broken.is_empty(), "{}: {broken:?}", case.id);
        }
    }
}

fn holds(cases: &str, count: usize) {
    let cases: Vec<Value> = serde_json::from_str(cases).unwrap();
    assert_eq!(cases.len(), count);
    let failures: Vec<String> = cases
        .iter()
        .map(|case| (case, broken_expectations(case)))
        .filter(|(_, broken)| !broken.is_empty())
        .map(|(case, broken)| format!("{}: {}\n  {}", case["id"], case["description"], broken.join("\n  ")))
        .collect();
    assert!(failures.is_empty(), "{} cases:\n{}", failures.len(), failures.join("\n"));
}

pub(super) fn broken_expectations(case: &Value) -> Vec<String> {
    let outcome = match serde_json::from_value::<Case>(case.clone()).map(|read| assign(&read)) {
        Ok(Ok(outcome)) => outcome,
        other => return vec![format!("no outcome: {other:?}")],
    };
    let expectations = case["expect"].as_object().unwrap();
    let broken = expectations.iter().filter_map(|(name, expected)| {
        let found = found(name, expected, case, &outcome);
        found.map(|found| format!("{name}: expected {expected}, found {found}"))
    });
    broken.collect()
}

/// Gives what was found instead, if the expectation is not met.
fn found(name: &str, expected: &Value, case: &Value, outcome: &Outcome) -> Option<String> {
    let each = |holds: &dyn Fn(&VendorId, &Value) -> bool| {
        let entries = expected.as_object().unwrap().iter();
        entries.into_iter().all(|(vendor, value)| holds(&VendorId::new(vendor), value))
    };
    let count = |vendor: &VendorId| outcome.assigned.get(vendor).map_or(0, Vec::len) as u64;
    let placed: BTreeSet<VendorId> = outcome.assigned.keys().cloned().collect();
    let refused: BTreeSet<VendorId> = outcome.rejected.keys().cloned().collect();
    let holds = match name {
        "assigned" => each(&|vendor, value| stalls_of(outcome, vendor) == stall_set(value)),
        "contains" => each(&|vendor, value| stalls_of(outcome, vendor).is_superset(&stall_set(value))),
        "assigned_count" => each(&|vendor, value| count(vendor) == value.as_u64().unwrap()),
        "assigned_count_at_least" => each(&|vendor, value| count(vendor) >= value.as_u64().unwrap()),
        "rejected" => each(&|vendor, value| is_refused_with(outcome, vendor, value)),
        "assigned_vendors" => placed == vendor_set(expected),
        "rejected_vendors" => refused == vendor_set(expected),
        "neither" => vendor_set(expected).iter().all(|id| !placed.contains(id) && !refused.contains(id)),
        "total_assigned" => placed.len() as u64 == expected.as_u64().unwrap(),
        "total_rejected" => refused.len() as u64 == expected.as_u64().unwrap(),
        "max_rejected" => refused.len() as u64 <= expected.as_u64().unwrap(),
        "open_stalls" => stall_set(expected).is_disjoint(&taken(outcome)),
        "only_property" => each(&|vendor, property| {
            stalls_of(outcome, vendor).iter().all(|stall| {
                let offers = &case["market"]["stalls"][stall.as_str()]["properties"];
                offers.as_array().unwrap().contains(property)
            })
        }),
        other => return Some(format!("an expectation unknown to this test: {other}")),
    };
    (!holds).then(|| summary(outcome))
}

fn summary(outcome: &Outcome) -> String {
    let refused: BTreeMap<_, _> = outcome.rejected.iter().map(|(id, refusal)| (id, refusal.code)).collect();
    if outcome.assigned.len() > 10 {
        return format!("{} placed, refused {refused:?}", outcome.assigned.len());
    }
    serde_json::to_string(&(&outcome.assigned, refused)).unwrap()
}

fn stalls_of(outcome: &Outcome, vendor: &VendorId) -> BTreeSet<StallNumber> {
    outcome.assigned.get(vendor).into_iter().flatten().cloned().collect()
}

fn taken(outcome: &Outcome) -> BTreeSet<StallNumber> {
    outcome.assigned.values().flatten().cloned().collect()
}

fn is_refused_with(outcome: &Outcome, vendor: &VendorId, code: &Value) -> bool {
    outcome
        .rejected
        .get(vendor)
        .is_some_and(|refusal| code.is_null() || serde_json::to_value(refusal.code).unwrap() == *code)
}

fn stall_set(value: &Value) -> BTreeSet<StallNumber> {
    value.as_array().unwrap().iter().map(|stall| StallNumber::new(stall.as_str().unwrap())).collect()
}

fn vendor_set(value: &Value) -> BTreeSet<VendorId> {
    value.as_array().unwrap().iter().map(|id| VendorId::new(id.as_str().unwrap())).collect()
}
