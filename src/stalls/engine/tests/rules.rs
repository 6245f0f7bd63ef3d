//! Each rule by itself, on the smallest market that shows it: places and what suits. The order is in `dealing`.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::super::{Case, Outcome, RefusalCode, VendorId, assign};

/// Draws rows such as "1 2 3/4 5", every stall plain, and lists vendors who are all present.
pub(super) fn case(rows: &str, vendors: Value) -> Value {
    let rows: Vec<Vec<&str>> = rows.split('/').map(|row| row.split_whitespace().collect()).collect();
    let stalls: BTreeMap<&str, Value> = rows.iter().flatten().map(|number| (*number, json!({}))).collect();
    let mut vendors = vendors;
    for (at, vendor) in vendors.as_array_mut().unwrap().iter_mut().enumerate() {
        for (field, value) in [("seniority_rank", json!(at + 1)), ("present", json!(true)), ("flexible", json!(true))] {
            if vendor[field].is_null() {
                vendor[field] = value;
            }
        }
        if !vendor["permanent_stalls"].is_null() {
            vendor["kind"] = json!("permanent");
        }
    }
    json!({ "market": { "date": "2026-03-21", "rows": rows, "stalls": stalls }, "vendors": vendors })
}

pub(super) fn outcome(case: &Value) -> Outcome {
    assign(&serde_json::from_value::<Case>(case.clone()).unwrap()).unwrap()
}

/// Writes who stands where, such as "a:1 2, b:-" with a line for the refused.
pub(super) fn plan(case: &Value) -> String {
    let outcome = outcome(case);
    let placed = outcome.assigned.iter().map(|(id, stalls)| {
        let numbers: Vec<&str> = stalls.iter().map(|stall| stall.as_str()).collect();
        (id.clone(), format!("{id}:{}", numbers.join(" ")))
    });
    let refused = outcome.rejected.keys().map(|id| (id.clone(), format!("{id}:-")));
    let all: BTreeMap<VendorId, String> = placed.chain(refused).collect();
    all.into_values().collect::<Vec<_>>().join(", ")
}

pub(super) fn code(case: &Value, vendor: &str) -> RefusalCode {
    outcome(case).rejected[&VendorId::new(vendor)].code
}

#[test]
fn in_a_ring_row_a_run_may_pass_the_end_but_no_obstacle_and_no_blocked_stall() {
    let mut ring = case(
        "1 2 3 4",
        json!([{ "id": "a", "preferences": [["4"]], "wants": { "min": 1, "max": 1 } },
        { "id": "b", "preferences": [["1"]], "wants": { "min": 3, "max": 3 } }]),
    );
    assert_eq!(plan(&ring), "a:4, b:1 2 3");
    ring["vendors"][0]["preferences"] = json!([["2"]]);
    assert_eq!(plan(&ring), "a:2, b:-");
    ring["market"]["circular_rows"] = json!([0]);
    assert_eq!(plan(&ring), "a:2, b:1 3 4");
    ring["market"]["obstacles"] = json!([["1", "4"]]);
    assert_eq!(plan(&ring), "a:2, b:-");
    ring["market"]["obstacles"] = json!([]);
    ring["market"]["stalls"]["4"]["blocked"] = json!(true);
    assert_eq!(plan(&ring), "a:2, b:-");
}

#[test]
fn nobody_grows_across_an_obstacle_whichever_way_it_is_named() {
    let mut row = case(
        "1 2 3",
        json!([{ "id": "a", "preferences": [["2"]], "flexible": false, "wants": { "min": 1, "max": 3 } }]),
    );
    row["market"]["obstacles"] = json!([["3", "2"]]);
    assert_eq!(plan(&row), "a:1 2");
}

#[test]
fn own_stalls_that_are_not_adjacent_are_kept_as_they_are() {
    let own = json!([{ "id": "a", "permanent_stalls": ["1", "3"], "wants": { "min": 2, "max": 2 } }, { "id": "b" }]);
    assert_eq!(plan(&case("1 2 3", own)), "a:1 3, b:2");
}

#[test]
fn a_blocked_own_stall_goes_to_nobody_and_the_holder_keeps_what_is_left_of_his_minimum() {
    let mut row = case(
        "1 2 3",
        json!([{ "id": "a", "permanent_stalls": ["1", "2"], "wants": { "min": 1, "max": 2 }, "flexible": false }]),
    );
    row["market"]["stalls"]["1"]["blocked"] = json!(true);
    assert_eq!(plan(&row), "a:2 3");
    row["vendors"][0]["wants"]["min"] = json!(2);
    row["market"]["stalls"]["3"]["blocked"] = json!(true);
    assert_eq!(code(&row, "a"), RefusalCode::OwnStallUnavailable);
}

#[test]
fn fixed_vendors_keep_what_can_be_used_of_scattered_own_stalls() {
    let mut row = case(
        "1 2/3",
        json!([{ "id": "a", "subkind": "experimental", "permanent_stalls": ["1", "2", "3"], "wants": { "min": 3, "max": 3 } }]),
    );
    row["market"]["stalls"]["2"]["blocked"] = json!(true);
    assert_eq!(outcome(&row).assigned[&VendorId::new("a")].len(), 1);
}

#[test]
fn own_stalls_are_exempt_from_suitability_but_growth_is_not() {
    let mut row = case(
        "1 2 3",
        json!([{ "id": "a", "category": "fish", "permanent_stalls": ["1"], "wants": { "min": 1, "max": 3 } }]),
    );
    row["market"]["categories"] = json!({ "fish": { "required": true } });
    assert_eq!(plan(&row), "a:1");
    row["market"]["stalls"]["2"]["categories"] = json!(["fish"]);
    assert_eq!(plan(&row), "a:1 2");
}

#[test]
fn own_units_baking_power_and_water_are_hard_needs_and_the_greater_serves_the_lesser() {
    for (need, offer, is_served) in [
        ("own-unit", "own-unit", true),
        ("own-unit", "baking", false),
        ("baking", "baking", true),
        ("baking", "baking-light", false),
        ("baking-light", "baking", true),
        ("power", "electricity", true),
        ("electricity", "three-phase", true),
        ("three-phase", "power", false),
        ("water", "water", true),
        ("water", "power", false),
    ] {
        let mut row = case("1", json!([{ "id": "a", "needs": [need] }]));
        row["market"]["stalls"]["1"]["properties"] = json!([offer]);
        assert_eq!(outcome(&row).rejected.is_empty(), is_served, "{need} on {offer}");
    }
}

#[test]
fn marked_stalls_go_first_to_those_who_need_them_then_to_anyone() {
    let mut row = case("1 2", json!([{ "id": "a", "preferences": [["1"]] }, { "id": "b", "needs": ["water"] }]));
    row["market"]["stalls"]["1"]["properties"] = json!(["water"]);
    assert_eq!(plan(&row), "a:2, b:1");
    row["vendors"][1]["present"] = json!(false);
    assert_eq!(plan(&row), "a:1");
}

#[test]
fn a_category_maximum_binds_applicants_and_growth_but_never_own_stalls() {
    let mut row = case(
        "1 2 3 4 5 6",
        json!([
            { "id": "a", "category": "toys", "permanent_stalls": ["1", "2", "3"], "wants": { "min": 3, "max": 4 } },
            { "id": "b", "category": "toys" },
            { "id": "c", "wants": { "min": 1, "max": 2 } },
        ]),
    );
    row["market"]["categories"] = json!({ "toys": { "max": 2 } });
    assert_eq!(plan(&row), "a:1 2 3, b:-, c:4 5");
    assert_eq!(code(&row, "b"), RefusalCode::CategoryFull);
    row["market"]["categories"]["toys"]["max"] = json!(4);
    let outcome = outcome(&row);
    assert!(outcome.rejected.is_empty());
    assert_eq!(outcome.assigned[&VendorId::new("a")].len(), 3);
}

#[test]
fn own_stalls_that_cannot_be_used_hold_no_room_in_a_category() {
    let mut row = case(
        "1 2",
        json!([
            { "id": "a", "category": "toys", "permanent_stalls": ["1"], "flexible": false },
            { "id": "b", "category": "toys" },
        ]),
    );
    row["market"]["categories"] = json!({ "toys": { "max": 1 } });
    row["market"]["stalls"]["1"]["blocked"] = json!(true);
    assert_eq!(plan(&row), "a:-, b:2");
}
