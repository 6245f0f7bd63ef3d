//! The golden vectors of `tests/data/golden.json` against what the books compute. A vector that nothing here uses fails.
use crate::grants::model::BaselineRow;
use crate::kernel::money::{MoneyUnit, Rial};
use crate::kernel::split::split;
use crate::sales::model::{Kind, MonthSums};
use serde::Deserialize;

/// Of figures that no page of the program shows.
const NOT_SHOWN: [&str; 6] =
    ["quantiles_type7", "kaplan_meier_first_sale", "payback", "par30", "suppression", "instalments"];
/// Held by the tests below, each to its last field that a page shows.
const HELD: [&str; 3] = ["split", "income", "baseline"];

fn golden(name: &str) -> serde_json::Value {
    let all: serde_json::Value = serde_json::from_str(include_str!("../../../tests/data/golden.json")).unwrap();
    all[name].clone()
}

#[test]
fn every_golden_vector_is_held_or_of_a_figure_that_is_not_shown() {
    let all: serde_json::Value = serde_json::from_str(include_str!("../../../tests/data/golden.json")).unwrap();
    let mut names: Vec<&str> = all.as_object().unwrap().keys().map(String::as_str).collect();
    let mut known: Vec<&str> = HELD.into_iter().chain(NOT_SHOWN).collect();
    names.sort_unstable();
    known.sort_unstable();
    assert_eq!(names, known);
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Split {
    #[serde(rename = "formula")]
    _formula: String,
    cases: Vec<Case>,
    /// Held beside `attribute_rest`, which posts returns.
    #[serde(rename = "returns")]
    _returns: serde_json::Value,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    amount: i64,
    weights: Vec<i64>,
    parts: Vec<i64>,
}

#[test]
fn every_golden_split_comes_out_as_written() {
    let Split { cases, .. } = serde_json::from_value(golden("split")).unwrap();
    assert!(cases.len() >= 4);
    for case in cases {
        assert_eq!(split(case.amount, &case.weights), Ok(case.parts));
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Income {
    gross: i64,
    returns: i64,
    costs: i64,
    own_use: i64,
    /// Income is shown before the wear of machines: nothing here computes what is left after it.
    #[serde(rename = "depreciation")]
    _depreciation: i64,
    net_sales: i64,
    cash_income: i64,
    mixed_income: i64,
    #[serde(rename = "after_depreciation")]
    _after_depreciation: i64,
}

#[test]
fn the_golden_income_comes_out_of_the_sums_of_a_month() {
    let golden: Income = serde_json::from_value(golden("income")).unwrap();
    let mut sums = MonthSums::default();
    sums.add(Kind::Sale, Rial(golden.gross));
    sums.add(Kind::Return, Rial(-golden.returns));
    sums.add(Kind::Cost, Rial(-golden.costs));
    sums.add(Kind::OwnUse, Rial(golden.own_use));
    assert_eq!(sums.net_sales(), Rial(golden.net_sales));
    assert_eq!(sums.cash_income(), Rial(golden.cash_income));
    assert_eq!(sums.mixed_income(), Rial(golden.mixed_income));
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Baseline {
    good: (i32, i64),
    average: (i32, i64),
    bad: (i32, i64),
    closed: i32,
    per_month: f64,
}

#[test]
fn the_golden_baseline_is_the_mean_of_twelve_months() {
    let golden: Baseline = serde_json::from_value(golden("baseline")).unwrap();
    const UNIT: i64 = 10_000;
    let row = BaselineRow {
        id: crate::kernel::ids::BaselineId(1),
        corrects: None,
        reason: String::new(),
        recorded_at: crate::testing::now(),
        by: String::new(),
        taken_on: super::world::start(),
        grant: None,
        good_months: golden.good.0,
        good: Rial(golden.good.1 * UNIT),
        average_months: golden.average.0,
        average: Rial(golden.average.1 * UNIT),
        bad_months: golden.bad.0,
        bad: Rial(golden.bad.1 * UNIT),
        closed_months: golden.closed,
        other: Rial::ZERO,
    };
    assert_eq!(row.good_months + row.average_months + row.bad_months + row.closed_months, 12);
    let mean = row.mean_month().rounded(MoneyUnit::Rial);
    assert_eq!(format!("{:.4}", golden.per_month), format!("{:.4}", mean.0 as f64 / UNIT as f64));
}
