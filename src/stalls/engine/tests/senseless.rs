//! Cases that make no sense are refused by the name of the field; those that are only odd are noted and dealt.

use serde_json::{Value, json};

use super::super::{Case, assign, notes};

fn sound() -> Value {
    json!({
        "market": {
            "date": "2026-03-21", "rows": [["1", "2", "3"], ["4", "5"]],
            "stalls": { "1": {}, "2": {}, "3": {}, "4": {}, "5": {} },
            "categories": { "fish": { "max": 2 } }, "obstacles": [["1", "2"]],
        },
        "vendors": [
            { "id": "a", "kind": "permanent", "seniority_rank": 1, "permanent_stalls": ["1"], "wants": { "min": 1, "max": 1 } },
            { "id": "b", "seniority_rank": 2, "preferences": [["4"]], "flexible": true, "present": true },
        ],
    })
}

fn answer(case: Value) -> Result<(), String> {
    let case: Case = serde_json::from_value(case).map_err(|error| error.to_string())?;
    assign(&case).map(drop).map_err(|error| error.to_string())
}

#[test]
fn a_senseless_case_is_refused_by_the_name_of_its_field() {
    assert_eq!(answer(sound()), Ok(()));
    for (path, value, said) in [
        ("/market", json!(null), "the field market is missing"),
        ("/vendors", json!(null), "the field vendors is missing"),
        ("/vendors", json!({}), "the field vendors is not an array"),
        ("/market", json!([]), "the field market is not an object"),
        ("/market/date", json!("21.3.2026"), "the field market.date is not a date such as 2026-03-21"),
        ("/market/date", json!(null), "the field market.date is missing"),
        ("/market/rows", json!(null), "the field market.rows is missing"),
        ("/market/rows", json!(["1"]), "the field market.rows[0] is not an array"),
        ("/market/rows", json!([null]), "the field market.rows[0] is not an array"),
        ("/market/rows", json!([[null]]), "the field market.rows[0][0] is not a text"),
        ("/market/stalls", json!(["1"]), "the field market.stalls is not an object"),
        ("/market/stalls/1", json!(null), "the field market.stalls.1 is not an object"),
        ("/market/circular_rows", json!(["0"]), "the field market.circular_rows[0] is not a count"),
        ("/market/max_stalls_per_vendor", json!(-1), "the field market.max_stalls_per_vendor is not a count"),
        ("/market/ab_list_active", json!(1), "the field market.ab_list_active is not true or false"),
        ("/market/rows", json!([[1]]), "the field market.rows[0][0] is not a text"),
        ("/market/rows", json!([["9"]]), "the field market.rows[0] names stall 9, which is not in the plan"),
        ("/market/rows", json!([["1"], ["2", "1"]]), "the field market.rows[1] names stall 1 a second time"),
        ("/market/stalls", json!(null), "the field market.stalls is missing"),
        ("/market/stalls/1", json!("blocked"), "the field market.stalls.1 is not an object"),
        ("/market/stalls/1", json!({ "blocked": "no" }), "the field market.stalls.1.blocked is not true or false"),
        ("/market/categories/fish", json!({ "max": -1 }), "the field market.categories.fish.max is not a count"),
        ("/market/obstacles", json!([["1"]]), "the field market.obstacles[0] is not a pair of stalls"),
        (
            "/market/obstacles",
            json!([["1", "9"]]),
            "the field market.obstacles[0] names stall 9, which is not in the plan",
        ),
        (
            "/market/obstacles",
            json!([["2", "1"], ["3", "4"]]),
            "the field market.obstacles[1] puts something between stalls 3 and 4, which are no neighbours",
        ),
        (
            "/market/obstacles",
            json!([["1", "3"]]),
            "the field market.obstacles[0] puts something between stalls 1 and 3, which are no neighbours",
        ),
        ("/vendors/0/id", json!(null), "the field vendors[0].id is missing"),
        ("/vendors/0/id", json!(7), "the field vendors[0].id is not a text"),
        ("/vendors/0/id", json!(""), "the field vendors[0].id is not a text with anything in it"),
        ("/vendors/0/id", json!(" "), "the field vendors[0].id is not a text with anything in it"),
        ("/vendors/0/kind", json!("guest"), "the field vendors[0].kind is not permanent or applicant"),
        ("/vendors/1/seniority_rank", json!("2"), "the field vendors[1].seniority_rank is not a whole number"),
        ("/vendors/1/seniority_rank", json!(null), "the field vendors[1].seniority_rank is missing"),
        ("/vendors/0/wants", json!({ "min": 1.5 }), "the field vendors[0].wants.min is not a count"),
        ("/vendors/0/wants", json!(2), "the field vendors[0].wants is not an object"),
        ("/vendors/1/preferences", json!(["4"]), "the field vendors[1].preferences[0] is not an array"),
        ("/vendors/1/preferences", json!([null]), "the field vendors[1].preferences[0] is not an array"),
        ("/vendors/1/preferences", json!([["4", 5]]), "the field vendors[1].preferences[0][1] is not a text"),
        ("/vendors/0/permanent_stalls", json!("1"), "the field vendors[0].permanent_stalls is not an array"),
        ("/vendors/0/list", json!("C"), "the field vendors[0].list is not A or B"),
        ("/vendors/0/needs", json!([7]), "the field vendors[0].needs[0] is not a text"),
        ("/vendors/0/category", json!(["fish"]), "the field vendors[0].category is not a text"),
        ("/vendors/0/absence", json!({ "from": "2026-03-21" }), "the field vendors[0].absence.until is missing"),
        ("/vendors/0/guaranteed_count", json!(0.5), "the field vendors[0].guaranteed_count is not a count"),
        ("/vendors/1/present", json!("yes"), "the field vendors[1].present is not true or false"),
        ("/vendors/1", json!("b"), "the field vendors[1] is not an object"),
    ] {
        let mut case = sound();
        *case.pointer_mut(path).unwrap_or(&mut Value::Null) = value.clone();
        if case.pointer(path).is_none() {
            let (parent, name) = path.rsplit_once('/').unwrap();
            case.pointer_mut(parent).unwrap()[name] = value;
        }
        assert_eq!(answer(case), Err(said.to_owned()), "{path}");
    }
    assert_eq!(answer(json!(7)), Err("the case is not an object".to_owned()));
}

#[test]
fn every_fault_is_named_in_the_order_of_the_fields() {
    let faults = |case: Value| {
        let read = serde_json::from_value::<Case>(case).map_err(|error| error.to_string());
        read.and_then(|case| assign(&case).map_err(|error| error.to_string())).unwrap_err()
    };
    let mut unreadable = sound();
    unreadable["market"]["date"] = json!("tomorrow");
    unreadable["market"]["stalls"]["2"] = json!({ "properties": [1, "power", 2], "blocked": "no" });
    unreadable["vendors"][0] = json!({ "id": "", "kind": "guest", "wants": { "min": -1, "max": "two" } });
    unreadable["vendors"][1]["preferences"] = json!([["4", 5], 6]);
    assert_eq!(
        faults(unreadable).split("; ").collect::<Vec<_>>(),
        [
            "the field market.date is not a date such as 2026-03-21",
            "the field market.stalls.2.properties[0] is not a text",
            "the field market.stalls.2.properties[2] is not a text",
            "the field market.stalls.2.blocked is not true or false",
            "the field vendors[0].id is not a text with anything in it",
            "the field vendors[0].kind is not permanent or applicant",
            "the field vendors[0].seniority_rank is missing",
            "the field vendors[0].wants.min is not a count",
            "the field vendors[0].wants.max is not a count",
            "the field vendors[1].preferences[0][1] is not a text",
            "the field vendors[1].preferences[1] is not an array",
        ]
    );
    let mut both = sound();
    both["market"]["rows"] = json!([["1", "8"]]);
    both["market"]["obstacles"] = json!([["1", "9"]]);
    both["vendors"][0]["kind"] = json!("guest");
    assert_eq!(
        faults(both).split("; ").collect::<Vec<_>>(),
        [
            "the field market.rows[0] names stall 8, which is not in the plan",
            "the field market.obstacles[0] names stall 9, which is not in the plan",
            "the field vendors[0].kind is not permanent or applicant",
        ]
    );
    let mut senseless = sound();
    senseless["market"]["rows"] = json!([["1", "8", "2"], ["2", "9"]]);
    senseless["market"]["circular_rows"] = json!([4, 1, 7]);
    senseless["vendors"][1]["permanent_stalls"] = json!(["1"]);
    senseless["vendors"][1]["absence"] = json!({ "from": "2026-03-02", "until": "2026-03-01" });
    assert_eq!(
        faults(senseless).split("; ").collect::<Vec<_>>(),
        [
            "the field market.rows[0] names stall 8, which is not in the plan",
            "the field market.rows[1] names stall 2 a second time",
            "the field market.rows[1] names stall 9, which is not in the plan",
            "the field market.circular_rows names row 4, which is not there",
            "the field market.circular_rows names row 7, which is not there",
            "the field vendors[1].absence ends before it begins",
            "the field vendors[1].permanent_stalls names stall 1, which a holds",
        ]
    );
}

#[test]
fn ring_rows_absences_and_shared_stalls_that_make_no_sense_are_refused() {
    let with = |change: fn(&mut Value)| {
        let mut case = sound();
        change(&mut case);
        answer(case).unwrap_err()
    };
    assert_eq!(
        with(|case| case["market"]["circular_rows"] = json!([2])),
        "the field market.circular_rows names row 2, which is not there"
    );
    assert_eq!(
        with(|case| case["vendors"][1]["absence"] = json!({ "from": "2026-03-02", "until": "2026-03-01" })),
        "the field vendors[1].absence ends before it begins"
    );
    assert_eq!(
        with(|case| case["vendors"][1]["permanent_stalls"] = json!(["1"])),
        "the field vendors[1].permanent_stalls names stall 1, which a holds"
    );
}

#[test]
fn in_a_ring_row_an_obstacle_may_stand_between_the_last_and_the_first_stall() {
    let mut case = sound();
    case["market"]["circular_rows"] = json!([0]);
    case["market"]["obstacles"] = json!([["1", "3"]]);
    assert_eq!(answer(case), Ok(()));
}

#[test]
fn what_is_only_odd_is_noted_and_dealt() {
    let mut case = sound();
    case["market"]["stalls"]["9"] = json!({});
    case["market"]["categories"]["bread"] = json!({ "required": true });
    case["vendors"][0]["permanent_stalls"] = json!(["1", "3"]);
    case["vendors"][1]["preferences"] = json!([["4", "8"], ["4"]]);
    case["vendors"][1]["wants"] = json!({ "min": 2, "max": 1 });
    case["vendors"][1]["seniority_rank"] = json!(1);
    case["vendors"][1]["kind"] = json!("permanent");
    case["vendors"][1]["subkind"] = json!("experimantal");
    case["vendors"][1]["attendance"] = json!("maybe");
    case["vendors"][1]["needs"] = json!(["powr"]);
    let again = case["vendors"][0].clone();
    case["vendors"].as_array_mut().unwrap().push(again);
    assert_eq!(answer(case.clone()), Ok(()));
    let case: Case = serde_json::from_value(case).unwrap();
    let said: Vec<String> = notes(&case).unwrap().iter().map(ToString::to_string).collect();
    assert_eq!(
        said,
        [
            "the field vendors[1].subkind is experimantal, which is no word known here; it is passed over",
            "the field vendors[1].attendance is maybe, which is no word known here; it is passed over",
            "the field market.stalls has stall 9, which stands in no row",
            "the field market.categories requires marked stalls for bread, but no stall is marked",
            "the field vendors[0].permanent_stalls has stalls that do not stand side by side",
            "the field vendors[1].wants asks for more at least than at most",
            "the field vendors[1].needs has powr, which no stall offers",
            "the field vendors[1].preferences[0] names stall 8, which is not in the plan",
            "the field vendors[1].preferences[1] names stall 4 a second time",
            "the field vendors[1].seniority_rank is 1, as that of a; the order of the ids decides",
            "the field vendors[2].id lists a a second time; only one listing counts",
            "the field vendors[2].permanent_stalls has stalls that do not stand side by side",
        ]
    );
}

#[test]
fn counts_beyond_all_measure_are_answered_at_once() {
    let huge = json!({ "min": 1, "max": u64::MAX });
    let mut case = sound();
    case["vendors"][0]["wants"] = huge.clone();
    case["vendors"][1]["wants"] = huge;
    case["vendors"][1]["guaranteed_count"] = json!(u64::MAX);
    assert_eq!(answer(case.clone()), Ok(()));
    case["vendors"][1]["wants"] = json!({ "min": u64::MAX, "max": u64::MAX });
    assert_eq!(answer(case), Ok(()));
}

#[test]
fn stalls_on_both_ends_of_a_ring_row_stand_side_by_side_and_those_of_a_plain_row_do_not() {
    let said = |rings: Value, own: Value| {
        let mut case = sound();
        case["market"]["rows"] = json!([["1", "2", "3", "4", "5"]]);
        case["market"]["circular_rows"] = rings;
        case["vendors"][0]["permanent_stalls"] = own;
        let case: Case = serde_json::from_value(case).unwrap();
        notes(&case).unwrap().iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    let apart = ["the field vendors[0].permanent_stalls has stalls that do not stand side by side"];
    assert!(said(json!([0]), json!(["1", "5"])).is_empty() && said(json!([0]), json!(["4", "5", "1"])).is_empty());
    assert!(said(json!([]), json!(["2", "3", "4"])).is_empty());
    assert_eq!(said(json!([]), json!(["1", "5"])), apart);
    assert_eq!(said(json!([0]), json!(["1", "3"])), apart);
    assert_eq!(said(json!([0]), json!(["1", "3", "5"])), apart);
}
