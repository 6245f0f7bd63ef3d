//! Each rule by itself, on the smallest market that shows it.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::super::{Case, Outcome, RefusalCode, Rule, VendorId, assign};

/// Draws rows such as "1 2 3/4 5", every stall plain, and lists vendors who are all present.
fn case(rows: &str, vendors: Value) -> Value {
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

fn outcome(case: &Value) -> Outcome {
    assign(&serde_json::from_value::<Case>(case.clone()).unwrap()).unwrap()
}

/// Writes who stands where, such as "a:1 2, b:-" with a line for the refused.
fn plan(case: &Value) -> String {
    let outcome = outcome(case);
    let placed = outcome.assigned.iter().map(|(id, stalls)| {
        let numbers: Vec<&str> = stalls.iter().map(|stall| stall.as_str()).collect();
        (id.clone(), format!("{id}:{}", numbers.join(" ")))
    });
    let refused = outcome.rejected.keys().map(|id| (id.clone(), format!("{id}:-")));
    let all: BTreeMap<VendorId, String> = placed.chain(refused).collect();
    all.into_values().collect::<Vec<_>>().join(", ")
}

fn code(case: &Value, vendor: &str) -> RefusalCode {
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

#[test]
fn list_a_is_dealt_fully_with_growth_before_list_b() {
    let mut row = case(
        "1 2 3",
        json!([
            { "id": "b", "list": "B" },
            { "id": "a", "list": "A", "wants": { "min": 1, "max": 3 } },
        ]),
    );
    assert_eq!(plan(&row).matches('-').count(), 0);
    row["market"]["ab_list_active"] = json!(true);
    assert_eq!(plan(&row), "a:1 2 3, b:-");
    let refusal = &outcome(&row).rejected[&VendorId::new("b")];
    assert_eq!((refusal.code, refusal.before_you[0].rule), (RefusalCode::MarketFull, Rule::PriorityList));
}

#[test]
fn where_the_market_rotates_those_refused_last_time_come_first() {
    let mut row = case("1", json!([{ "id": "a" }, { "id": "b", "refused_last_time": true }]));
    assert_eq!(plan(&row), "a:1, b:-");
    row["market"]["refused_last_time_first"] = json!(true);
    assert_eq!(plan(&row), "a:-, b:1");
}

#[test]
fn a_minimum_above_one_waits_behind_minimum_one_and_is_told_when_it_cannot_be_met() {
    let row = case("1 2", json!([{ "id": "a", "wants": { "min": 2, "max": 2 } }, { "id": "b" }]));
    assert_eq!(plan(&row), "a:-, b:1");
    assert_eq!(code(&row, "a"), RefusalCode::MinimumUnavailable);
    let apart = case(
        "1 2 3",
        json!([
            { "id": "a", "wants": { "min": 2, "max": 2 } },
            { "id": "b", "preferences": [["2"]], "flexible": false },
        ]),
    );
    assert_eq!((plan(&apart).as_str(), code(&apart, "a")), ("a:-, b:2", RefusalCode::NoAdjacentRun));
}

#[test]
fn the_limit_of_the_market_binds_all_but_own_and_guaranteed_stalls() {
    let mut row = case(
        "1 2 3/4 5 6/7 8 9/10 11 12",
        json!([
            { "id": "a", "permanent_stalls": ["1", "2", "3"], "wants": { "min": 3, "max": 4 } },
            { "id": "b", "guaranteed_count": 3, "wants": { "min": 1, "max": 3 } },
            { "id": "c", "wants": { "min": 1, "max": 3 } },
            { "id": "d", "wants": { "min": 3, "max": 3 } },
        ]),
    );
    row["market"]["max_stalls_per_vendor"] = json!(2);
    let outcome = outcome(&row);
    let counts: Vec<usize> = outcome.assigned.values().map(Vec::len).collect();
    assert_eq!(counts, [3, 3, 2]);
    assert_eq!(outcome.rejected[&VendorId::new("d")].code, RefusalCode::MinimumUnavailable);
}

#[test]
fn movers_go_along_chains_and_circles_of_any_length_and_the_last_stall_left_serves_an_applicant() {
    let chain = |last: &str| {
        case(
            "1 2 3 4 5",
            json!([
                { "id": "a", "permanent_stalls": ["1"], "preferences": [["2"]] },
                { "id": "b", "permanent_stalls": ["2"], "preferences": [["3"]] },
                { "id": "c", "permanent_stalls": ["3"], "preferences": [["4"]] },
                { "id": "d", "permanent_stalls": ["4"], "preferences": [[last]] },
                { "id": "e", "preferences": [["1"]] },
            ]),
        )
    };
    assert_eq!(plan(&chain("5")), "a:2, b:3, c:4, d:5, e:1");
    assert_eq!(plan(&chain("1")), "a:2, b:3, c:4, d:1, e:5");
    assert_eq!(plan(&chain("9")), "a:1, b:2, c:3, d:4, e:5");
}

#[test]
fn guaranteed_counts_come_with_the_movers_and_before_senior_applicants() {
    let row =
        case("1 2 3", json!([{ "id": "a", "wants": { "min": 1, "max": 2 } }, { "id": "b", "guaranteed_count": 2 }]));
    assert_eq!(plan(&row), "a:3, b:1 2");
}

#[test]
fn the_absent_are_neither_placed_nor_refused_and_the_same_vendor_counts_once() {
    let row = case(
        "1 2 3",
        json!([
            { "id": "a", "permanent_stalls": ["1"], "attendance": "no", "present": false },
            { "id": "b", "absence": { "from": "2026-03-21", "until": "2026-03-21" } },
            { "id": "c" }, { "id": "c#2" }, { "id": "c" },
        ]),
    );
    let outcome = outcome(&row);
    assert_eq!(outcome.assigned.keys().map(VendorId::as_str).collect::<Vec<_>>(), ["c"]);
    assert!(outcome.rejected.is_empty());
}

#[test]
fn who_names_no_wish_and_is_not_flexible_is_refused_at_entry() {
    let row = case("1", json!([{ "id": "a", "flexible": false }]));
    assert_eq!(code(&row, "a"), RefusalCode::NoWishAvailable);
}

#[test]
fn nobody_has_a_third_stall_before_all_who_want_a_second() {
    let row = case(
        "1 2 3 4 5",
        json!([
            { "id": "a", "wants": { "min": 1, "max": 4 } },
            { "id": "b", "wants": { "min": 1, "max": 2 } },
        ]),
    );
    assert_eq!(outcome(&row).assigned.values().map(Vec::len).collect::<Vec<_>>(), [3, 2]);
}

/// Why whoever grows may not give up a better place if a junior would slip onto it. Stall 1 stands apart; `a` wishes it and
/// wants two, `b` takes nothing else, `c` takes anything. Were `a` to grow onto 2 and 3, `c` would have to go to 1, which the
/// senior `b` was refused: against rule 10. Were he to grow only while `b` is not there, `b`, refused either way, would
/// decide how many stalls `a` gets: against rule 13. So he stays, with `b` and without; and with 1 left open he grows.
#[test]
fn whoever_grows_gives_up_a_better_place_only_to_those_who_were_refused_it() {
    let vendors = json!([
        { "id": "a", "preferences": [["1"]], "wants": { "min": 1, "max": 2 } },
        { "id": "b", "preferences": [["1"]], "flexible": false },
        { "id": "c" },
    ]);
    let with = case("1/2 3", vendors.clone());
    assert_eq!(outcome(&with).assigned[&VendorId::new("a")].len(), 1);
    let mut without = with;
    without["vendors"].as_array_mut().unwrap().remove(1);
    assert_eq!(outcome(&without).assigned[&VendorId::new("a")].len(), 1);
    assert_eq!(plan(&case("1/2 3/4", vendors)), "a:2 3, b:1, c:4");
}

#[test]
fn of_two_holders_who_could_make_room_the_senior_moves() {
    let mut row = case(
        "1/2 3",
        json!([
            { "id": "a", "permanent_stalls": ["2"], "preferences": [["1"]] },
            { "id": "b", "permanent_stalls": ["3"], "preferences": [["1"]] },
            { "id": "c", "guaranteed_count": 1, "preferences": [["2", "3"]], "refused_last_time": true, "flexible": false },
        ]),
    );
    row["market"]["refused_last_time_first"] = json!(true);
    assert_eq!(plan(&row), "a:1, b:3, c:2");
    row["market"]["rows"] = json!([["1"], ["3", "2"]]);
    assert_eq!(plan(&row), "a:1, b:3, c:2");
}

#[test]
fn each_code_comes_with_the_stalls_and_with_those_before() {
    let row = case(
        "1 2",
        json!([
            { "id": "a", "permanent_stalls": ["1"] },
            { "id": "b", "preferences": [["2"]] },
            { "id": "c", "preferences": [["1"], ["2"]], "flexible": false },
        ]),
    );
    let refusal = outcome(&row).rejected[&VendorId::new("c")].clone();
    assert_eq!(refusal.code, RefusalCode::NoWishAvailable);
    let before: Vec<(&str, &str, Rule)> = refusal
        .before_you
        .iter()
        .map(|before| (before.vendor.as_str(), before.stalls[0].as_str(), before.rule))
        .collect();
    assert_eq!(before, [("a", "1", Rule::OwnStalls), ("b", "2", Rule::Seniority)]);
}
