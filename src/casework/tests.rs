use super::before_after::{BeforeAfter, compare};
use super::model::{Attribution, CaseFile};
use crate::grants::model::{BaselineRow, Kind as MachineKind, Machine, MachineRow, Names, Reach};
use crate::households::model::HouseholdCard;
use crate::kernel::calendar::YearMonth;
use crate::kernel::ids::{BaselineId, EquipmentId, HouseholdId};
use crate::kernel::money::{Mean, MoneyUnit, Rial};
use crate::sales::model::{Kind, MonthSums};
use std::collections::BTreeMap;

fn told((id, corrects): (i64, Option<i64>), day: &str, good: i64) -> BaselineRow {
    BaselineRow {
        id: BaselineId(id),
        corrects: corrects.map(BaselineId),
        reason: String::new(),
        recorded_at: crate::testing::now(),
        by: "مریم مددکار".to_owned(),
        taken_on: day.parse().unwrap(),
        grant: None,
        good_months: 12,
        good: Rial(good),
        average_months: 0,
        average: Rial::ZERO,
        bad_months: 0,
        bad: Rial::ZERO,
        closed_months: 0,
        other: Rial::ZERO,
    }
}

fn card() -> HouseholdCard {
    HouseholdCard {
        id: HouseholdId(1),
        name: "مریم کاظمی".to_owned(),
        area_fa: "اسپیاری".to_owned(),
        area_en: "Espiari".to_owned(),
        institution: None,
        caseworker: None,
        next_caseworker: None,
        closed_on: None,
        address: None,
        notes: None,
        sheba: None,
        registered_on: "2025-01-01".parse().unwrap(),
        members: Vec::new(),
    }
}

fn file(baselines: Vec<BaselineRow>) -> CaseFile {
    CaseFile {
        card: card(),
        proposals: Vec::new(),
        goods: Vec::new(),
        baselines,
        history: Vec::new(),
        sums: BTreeMap::new(),
        sold: Attribution { machines: Vec::new(), grants: Vec::new(), months: Vec::new(), parts: Vec::new() },
    }
}

#[test]
fn the_income_before_support_is_what_was_told_first_and_not_corrected() {
    let later = told((9, None), "2026-03-01", 900);
    let (wrong, right) = (told((1, None), "2025-01-01", 100), told((5, Some(1)), "2025-01-02", 200));
    let file = file(vec![later.clone(), right, wrong]);
    assert_eq!(file.before().map(|row| row.id), Some(BaselineId(5)));
}

fn machine(id: i64, reach: Reach, since: &str) -> Machine {
    let name = Names { fa: "تنور".to_owned(), en: "Oven".to_owned() };
    Machine {
        row: MachineRow {
            id: EquipmentId(id),
            kind: MachineKind { code: "oven".to_owned(), name },
            maker: String::new(),
            serial: String::new(),
            cost: Rial(1),
            acquired_on: "2025-01-01".parse().unwrap(),
        },
        reach,
        starts_on: since.parse().unwrap(),
        ends_on: None,
    }
}

fn month(number: i32) -> YearMonth {
    YearMonth::try_from(number).unwrap()
}

/// Of a month with sales, costs and something eaten at home.
fn sums(sold: i64, spent: i64, eaten: i64) -> MonthSums {
    let mut sums = MonthSums::default();
    sums.add(Kind::Sale, Rial(sold));
    sums.add(Kind::Cost, Rial(-spent));
    sums.add(Kind::OwnUse, Rial(eaten));
    sums
}

#[test]
fn a_machine_that_is_only_lent_is_no_handing_over() {
    let mut file = file(Vec::new());
    file.sold.machines = vec![machine(1, Reach::UseRight, "2025-04-30")];
    assert_eq!(file.first_handover(), None);
    file.sold.machines.push(machine(2, Reach::Custody, "2025-06-30"));
    assert_eq!(file.first_handover(), Some(month(140404)));
}

/// Handed over in Farvardin 1404, 25 March: the months from Mordad 1404 to Tir 1405 are compared with 1,000 a month.
/// The month before the first and the one after the last do not count, nor do three of which nothing is known.
#[test]
fn the_income_after_is_the_mean_of_the_fourth_to_the_fifteenth_month_less_the_one_before() {
    let mut file = file(vec![told((1, None), "2025-03-21", 1_000)]);
    file.sold.machines = vec![machine(1, Reach::Custody, "2025-03-25")];
    let written = [
        (140404, sums(9_000_000, 0, 0)),
        (140405, sums(3_000, 500, 200)),
        (140408, sums(2_000, 2_500, 0)),
        (140504, sums(1_701, 0, 0)),
        (140505, sums(9_000_000, 0, 0)),
    ];
    file.sums = written.into_iter().map(|(number, sums)| (month(number), sums)).collect();
    let found = compare(&file, month(140509)).unwrap();
    // (2,700 - 500 + 1,701) / 3 - 1,000 = 300 1/3
    assert_eq!(
        found,
        BeforeAfter {
            first: month(140405),
            last: month(140504),
            counted: 3,
            missing: 9,
            to_come: 0,
            mean: Some(Mean { sum: 10_812, of: 36 }),
        }
    );
    assert_eq!(found.mean.unwrap().rounded(MoneyUnit::Rial), Rial(300));
}

#[test]
fn months_that_are_not_over_are_still_to_come_and_without_one_that_counts_there_is_no_mean() {
    let mut file = file(vec![told((1, None), "2025-03-21", 1_000)]);
    file.sold.machines = vec![machine(1, Reach::Custody, "2025-03-25")];
    file.sums = [140406, 140408].into_iter().map(|number| (month(number), sums(5_000, 0, 0))).collect();
    let found = compare(&file, month(140408)).unwrap();
    assert_eq!((found.counted, found.missing, found.to_come, found.last_over()), (1, 2, 9, month(140407)));
    let early = compare(&file, month(140403)).unwrap();
    assert_eq!((early.counted, early.missing, early.to_come, early.mean), (0, 0, 12, None));
    file.baselines.clear();
    assert_eq!(compare(&file, month(140408)), None);
}
