//! Rules that meet in one market: what each says by itself is in `rules` and `dealing`, here is what they say together.

use serde_json::{Value, json};

use super::super::{RefusalCode, Rule, VendorId};
use super::rules::{case, code, outcome, plan};

fn with(mut case: Value, changes: &[(&str, Value)]) -> Value {
    for (path, value) in changes {
        let (parent, name) = path.rsplit_once('/').unwrap();
        case.pointer_mut(parent).unwrap()[name] = value.clone();
    }
    case
}

#[test]
fn scattered_own_stalls_grow_together_or_stay_as_they_are() {
    let row = case(
        "1 2 3 4",
        json!([
            { "id": "a", "permanent_stalls": ["1", "3"], "wants": { "min": 2, "max": 3 } },
            { "id": "b", "preferences": [["4"]] },
        ]),
    );
    assert_eq!(plan(&row), "a:1 2 3, b:4");
    assert_eq!(plan(&with(row, &[("/vendors/1/preferences", json!([["2"]]))])), "a:1 3, b:2");
}

#[test]
fn a_holder_who_asks_for_more_than_he_owns_is_never_refused_for_it() {
    let row =
        case("1 2", json!([{ "id": "a", "permanent_stalls": ["1"], "wants": { "min": 2, "max": 2 } }, { "id": "b" }]));
    assert_eq!(plan(&row), "a:1, b:2");
    assert_eq!(plan(&with(row, &[("/vendors/1/present", json!(false))])), "a:1 2");
}

#[test]
fn a_blocked_own_stall_asks_for_no_more_than_was_owned() {
    let row = case(
        "1 2 3",
        json!([{ "id": "a", "permanent_stalls": ["1"], "wants": { "min": 2, "max": 2 } }, { "id": "b", "preferences": [["2"]] }]),
    );
    assert_eq!(plan(&with(row, &[("/market/stalls/1/blocked", json!(true))])), "a:3, b:2");
}

#[test]
fn who_owns_more_than_he_wants_keeps_the_run_with_his_wish() {
    let row = case(
        "1 2 3",
        json!([
            { "id": "a", "permanent_stalls": ["1", "2", "3"], "wants": { "min": 1, "max": 2 }, "preferences": [["3"]] },
            { "id": "b" },
        ]),
    );
    assert_eq!(plan(&row), "a:2 3, b:1");
}

#[test]
fn what_is_left_of_own_stalls_grows_beside_them() {
    let row = case(
        "0 1 2 3 4",
        json!([
            { "id": "a", "permanent_stalls": ["1", "2", "3"], "wants": { "min": 1, "max": 3 } },
            { "id": "b", "preferences": [["0"]] },
        ]),
    );
    assert_eq!(plan(&with(row, &[("/market/stalls/2/blocked", json!(true))])), "a:3 4, b:0");
}

#[test]
fn in_a_ring_own_stalls_meet_across_the_end() {
    let ring = case(
        "1 2 3 4",
        json!([
            { "id": "a", "permanent_stalls": ["1", "4"], "wants": { "min": 2, "max": 3 } },
            { "id": "b", "preferences": [["2"]] },
        ]),
    );
    let ring = with(ring, &[("/market/circular_rows", json!([0]))]);
    assert_eq!(plan(&ring), "a:1 3 4, b:2");
    let cut = with(ring, &[("/market/obstacles", json!([["4", "3"]]))]);
    assert_eq!(plan(&cut), "a:1 4, b:2");
}

#[test]
fn a_holder_on_list_b_keeps_his_own_from_list_a_but_moves_and_grows_after_it() {
    let row = case(
        "1 2 3",
        json!([
            { "id": "a", "list": "B", "permanent_stalls": ["2"], "preferences": [["1"]], "wants": { "min": 1, "max": 2 } },
            { "id": "b", "preferences": [["1"]] },
            { "id": "c", "preferences": [["2"]], "flexible": false },
        ]),
    );
    assert_eq!(plan(&with(row.clone(), &[("/market/ab_list_active", json!(true))])), "a:2 3, b:1, c:-");
    assert_eq!(plan(&row), "a:1, b:3, c:2");
}

#[test]
fn an_absent_holder_frees_his_stall_and_his_place_in_the_category() {
    let row = case(
        "1",
        json!([
            { "id": "a", "category": "toys", "permanent_stalls": ["1"], "absence": { "from": "2026-03-21", "until": "2026-03-21" } },
            { "id": "b", "category": "toys" },
        ]),
    );
    assert_eq!(plan(&with(row, &[("/market/categories", json!({ "toys": { "max": 1 } }))])), "b:1");
}

#[test]
fn a_holder_listed_twice_holds_his_stalls_once() {
    let row = case(
        "1 2",
        json!([
            { "id": "a", "permanent_stalls": ["1"], "seniority_rank": 1 },
            { "id": "a#2", "permanent_stalls": ["1"], "seniority_rank": 1 },
            { "id": "b" },
        ]),
    );
    assert_eq!(plan(&row), "a:1, b:2");
}

#[test]
fn wishes_outside_the_site_are_as_good_as_none() {
    let row = case("1", json!([{ "id": "a", "preferences": [["9"]], "flexible": false }, { "id": "b" }]));
    assert_eq!(plan(&row), "a:-, b:1");
    assert_eq!(code(&row, "a"), RefusalCode::NoWishAvailable);
    let holder = case("1 2", json!([{ "id": "a", "permanent_stalls": ["1"], "preferences": [["9"]] }, { "id": "b" }]));
    assert_eq!(plan(&holder), "a:1, b:2");
}

#[test]
fn a_required_category_without_a_marked_stall_finds_none_but_its_holder_stays() {
    let row = case(
        "1 2",
        json!([{ "id": "a", "category": "fish", "permanent_stalls": ["1"] }, { "id": "b", "category": "fish" }]),
    );
    let row = with(row, &[("/market/categories", json!({ "fish": { "required": true } }))]);
    assert_eq!((plan(&row).as_str(), code(&row, "b")), ("a:1, b:-", RefusalCode::NoSuitableStall));
}

#[test]
fn a_mover_of_a_required_category_moves_to_marked_stalls_only() {
    let row = case(
        "1 2 3",
        json!([{ "id": "a", "category": "fish", "permanent_stalls": ["1"], "preferences": [["2"], ["3"]] }]),
    );
    let fish = ("/market/categories", json!({ "fish": { "required": true } }));
    assert_eq!(plan(&with(row.clone(), std::slice::from_ref(&fish))), "a:1");
    assert_eq!(plan(&with(row, &[fish, ("/market/stalls/3/categories", json!(["fish"]))])), "a:3");
}

#[test]
fn movers_with_special_needs_choose_before_senior_movers_and_chains_run_through_both() {
    let row = case(
        "1 2 3 4",
        json!([
            { "id": "a", "permanent_stalls": ["1"], "preferences": [["3"]] },
            { "id": "b", "permanent_stalls": ["2"], "preferences": [["3"], ["1"]], "needs": ["power"] },
            { "id": "c", "permanent_stalls": ["4"], "preferences": [["2"]] },
        ]),
    );
    let power = |stall: &str| (format!("/market/stalls/{stall}/properties"), json!(["power"]));
    let both = [power("1"), power("3")];
    let both: Vec<(&str, Value)> = both.iter().map(|(path, value)| (path.as_str(), value.clone())).collect();
    assert_eq!(plan(&with(row.clone(), &both)), "a:1, b:3, c:2");
    assert_eq!(plan(&with(row, &both[..1])), "a:3, b:1, c:2");
}

#[test]
fn a_full_category_keeps_a_displaced_holder_out_and_says_who_fills_it() {
    let row = case(
        "1 2 3",
        json!([
            { "id": "a", "category": "toys", "needs": ["water"] },
            { "id": "b", "category": "toys", "permanent_stalls": ["2"] },
        ]),
    );
    let changes = [
        ("/market/categories", json!({ "toys": { "max": 1 } })),
        ("/market/stalls/2/blocked", json!(true)),
        ("/market/stalls/1/properties", json!(["water"])),
    ];
    let row = with(row, &changes);
    assert_eq!(plan(&row), "a:1, b:-");
    let refusal = outcome(&row).rejected[&VendorId::new("b")].clone();
    assert_eq!((refusal.code, refusal.before_you[0].vendor.as_str()), (RefusalCode::OwnStallUnavailable, "a"));
}

#[test]
fn the_most_vendors_of_a_category_bind_newcomers_and_not_the_growth_of_those_who_are_there() {
    let row = case(
        "1 2 3",
        json!([
            { "id": "a", "category": "bread", "wants": { "min": 1, "max": 2 } },
            { "id": "b", "category": "bread" },
        ]),
    );
    let row = with(row, &[("/market/categories", json!({ "bread": { "max_vendors": 1 } }))]);
    assert_eq!((plan(&row).as_str(), code(&row, "b")), ("a:1 2, b:-", RefusalCode::CategoryFull));
}

#[test]
fn a_guaranteed_count_goes_beyond_the_limit_but_not_beyond_the_category_and_falls_back_to_the_least() {
    let row = case(
        "1 2 3 4",
        json!([{ "id": "a", "guaranteed_count": 3, "category": "toys", "wants": { "min": 1, "max": 1 } }]),
    );
    let limit = ("/market/max_stalls_per_vendor", json!(2));
    assert_eq!(plan(&with(row.clone(), std::slice::from_ref(&limit))), "a:1 2 3");
    let toys = ("/market/categories", json!({ "toys": { "max": 2 } }));
    assert_eq!(plan(&with(row, &[limit, toys])), "a:1 2");
}

/// `a` has his own stall and added the next one. Who wanted his own reads that it is his own; who needed both reads that the
/// other was not enough for him.
#[test]
fn own_stalls_and_added_ones_are_told_apart_in_the_proof() {
    let row = case(
        "1 2",
        json!([
            { "id": "a", "permanent_stalls": ["1"], "wants": { "min": 1, "max": 2 } },
            { "id": "b", "wants": { "min": 2, "max": 2 } },
        ]),
    );
    let before: Vec<(String, Rule)> = outcome(&row).rejected[&VendorId::new("b")]
        .before_you
        .iter()
        .map(|before| (before.stalls[0].to_string(), before.rule))
        .collect();
    assert_eq!(before, [("1".to_owned(), Rule::OwnStalls), ("2".to_owned(), Rule::LeftOver)]);
}

/// Refused last time, `b` is dealt before `a`, whose own stall he wishes; that `a` has grown since hides nothing of it.
#[test]
fn an_own_stall_explains_a_refusal_though_its_holder_is_dealt_later_and_has_grown() {
    let row = case(
        "1 2",
        json!([
            { "id": "a", "permanent_stalls": ["2"], "wants": { "min": 1, "max": 2 } },
            { "id": "b", "preferences": [["2"]], "flexible": false, "refused_last_time": true },
        ]),
    );
    let row = with(row, &[("/market/refused_last_time_first", json!(true))]);
    assert_eq!(plan(&row), "a:1 2, b:-");
    let before = &outcome(&row).rejected[&VendorId::new("b")].before_you;
    let named: Vec<(&str, Rule)> = before.iter().map(|before| (before.stalls[0].as_str(), before.rule)).collect();
    assert_eq!(named, [("2", Rule::OwnStalls)]);
}

/// Seven fives and nine threes stand in five rows of thirteen. A tenth three would fill the last stall by the count, but no
/// way of standing side by side leaves room for it; to see that takes more trials than one check may, and the outcome says so.
#[test]
fn a_check_that_was_cut_short_is_counted_and_nothing_is_said_where_none_was() {
    let rows: Vec<String> = (0..5).map(|row| (1..=13).map(|at| format!("{} ", row * 13 + at)).collect()).collect();
    let vendor =
        |at: usize, count: usize| json!({ "id": format!("v{at:02}"), "wants": { "min": count, "max": count } });
    let vendors: Vec<Value> = (0..17).map(|at| vendor(at, if at < 7 { 5 } else { 3 })).collect();
    let crowded = case(&rows.join("/"), json!(vendors));
    let cut = outcome(&crowded);
    assert_eq!((cut.assigned.len(), cut.cut_short), (16, 1));
    assert_eq!(serde_json::to_value(&cut).unwrap()["cut_short"], json!(1));
    assert_eq!(outcome(&crowded), cut);
    let roomy = outcome(&case(&rows.join("/"), json!(vendors[..16])));
    assert_eq!(roomy.cut_short, 0);
    assert!(!serde_json::to_string(&roomy).unwrap().contains("cut_short"));
}
