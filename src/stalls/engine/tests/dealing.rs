//! Each rule by itself, on the smallest market that shows it: who is dealt when, who moves, who grows, who is refused.

use serde_json::json;

use super::super::{RefusalCode, Rule, VendorId};
use super::rules::{case, code, outcome, plan};

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
