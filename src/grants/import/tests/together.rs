//! Rows that are looked up and written together, judged as if they came one after the other.
use super::{Desk, list};
use crate::db::schema::{audit_event, equipment, import_batch};
use crate::grants::import::columns::Column;
use crate::grants::import::lines::{Remark, Trouble};
use crate::grants::tell_baseline::{Months, NewBaseline, tell};
use crate::households::access::CaseworkerOf;
use crate::households::persons::NewPerson;
use crate::households::register::{NewHousehold, register};
use crate::kernel::contact::NationalId;
use crate::kernel::ids::HouseholdId;
use crate::kernel::money::Rial;
use crate::sales::verify::verify;
use crate::testing;
use diesel::{ExpressionMethods, QueryDsl, RunQueryDsl};

/// National IDs with right check digits, one for each number.
fn national_id(number: usize) -> String {
    let nine = format!("{:09}", 200_000_000 + number * 7);
    let sum: u32 = nine.chars().zip((2..=10).rev()).filter_map(|(c, weight)| Some(c.to_digit(10)? * weight)).sum();
    let rest = sum % 11;
    format!("{nine}{}", if rest < 2 { rest } else { 11 - rest })
}

#[test]
fn rows_that_meet_each_other_in_one_list_are_judged_one_after_the_other() {
    let desk = Desk::new();
    let report = desk.enter(&list(&[
        "مریم رضایی,0010350829,,تنور,صنعت,A-1,950000000,,1404/05/02",
        "مریم رضایی,0010350829,,خمیرگیر,صنعت,A-2,450000000,,1404/06/02",
        "مريم رضايي,0010350829,,تنور,صنعت,a 1,950000000,,1404/05/02",
        "زهرا حسینی,0076229645,,تنور,صنعت,A-2,950000000,,1404/05/02",
        "زهرا حسینی,0076229645,,پرس,صنعت,,450000000,,1404/06/02",
        "زهرا حسینی,0076229645,,پرس,صنعت,,450000000,,1404/06/03",
        "سکینه محمدی,0076229645,,پرس,صنعت,B-9,450000000,,1404/06/03",
        "مریم رضایی,0010350829,,تنور,صنعت,A-1,950000000,,1404/05/02",
        "مریم رضایی,0010350829,,پرس,صنعت,A-3,450000000,,1404/05/01",
    ]));
    let told: Vec<(i32, Column, Trouble)> = report.bad.iter().map(|bad| (bad.line, bad.column, bad.trouble)).collect();
    assert_eq!(
        told,
        [
            (5, Column::Serial, Trouble::SerialTaken),
            (8, Column::Name, Trouble::NameDiffers),
            (10, Column::HandedOn, Trouble::NoMemberThen),
        ]
    );
    let good: Vec<(i32, bool)> = report.good.iter().map(|good| (good.line, good.is_known)).collect();
    assert_eq!(good, [(2, false), (3, false), (4, true), (6, false), (7, true), (9, true)]);
    assert_eq!((report.added, report.known, report.households), (3, 3, 2));
    assert_eq!(report.remarks, [(6, Remark::NoSerial), (7, Remark::NoSerial), (7, Remark::RecordDiffers)]);
    assert_eq!(desk.counts(), [2, 2, 3, 3, 3, 3, 1]);
}

#[test]
fn a_list_of_many_rows_is_entered_once_and_every_row_of_it_stands_in_the_trail() {
    let desk = Desk::new();
    let rows: Vec<String> = (0..600)
        .map(|number| format!("مریم کاظمی,{},,تنور,صنعت,S-{number},950000000,,1404/05/02", national_id(number % 550)))
        .collect();
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let trial = desk.try_out(&list(&rows));
    assert_eq!((trial.added, trial.households, trial.bad.len()), (600, 550, 0));
    let report = desk.enter(&list(&rows));
    assert_eq!((report.added, report.households, report.bad.len()), (600, 550, 0));
    assert_eq!((trial.one_by_one, report.one_by_one), (0, 0), "good rows go in together");
    let handed: i64 = desk
        .pool
        .read_now(|db| audit_event::table.filter(audit_event::action.eq("hand_over")).count().get_result(db.conn))
        .unwrap();
    assert_eq!(handed, 600);
    let verified = desk.pool.read_now(|db| verify(db, &[])).unwrap();
    assert_eq!(verified.faults, []);
    assert!(verified.audit_rows > 600 * 4);
    let again = desk.enter(&list(&rows));
    assert_eq!((again.added, again.known, again.batch), (0, 600, None));
    assert_eq!(desk.undo(report.batch.unwrap()), Ok(()));
    let [records @ .., batches] = desk.counts();
    assert_eq!((records.as_slice(), batches), (&[0; 6][..], 1));
}

#[test]
fn what_a_guard_refuses_of_rows_together_is_told_of_its_own_row_and_the_others_go_in() {
    let desk = Desk::new();
    let caseworker = desk.caseworker();
    let head = NewPerson {
        given_name: "مریم".into(),
        family_name: "رضایی".into(),
        national_id: NationalId::parse("0010350829").ok(),
        mobile: None,
    };
    let since = "2025-01-01".parse().unwrap();
    let new = NewHousehold { area: desk.office.espiari, head, address: String::new(), notes: String::new(), since };
    let id: HouseholdId = desk.pool.write_now(|db| register(db, &caseworker, &new)).unwrap().unwrap();
    let by: CaseworkerOf = testing::proof(&desk.pool, desk.office.caseworker, &[("household", id.0)]).unwrap();
    let told = NewBaseline {
        grant: None,
        taken_on: desk.pool.clock().now().today,
        good: Months { count: 12, income: Rial(1_000_000) },
        average: Months::default(),
        bad: Months::default(),
        closed: 0,
        other: Rial::ZERO,
    };
    desk.pool.write_now(|db| tell(db, &by, &told)).unwrap().unwrap();
    let report = desk.enter(&list(&[
        "زهرا حسینی,0076229645,,تنور,صنعت,B-1,950000000,,1404/05/02",
        "مریم رضایی,0010350829,,خمیرگیر,صنعت,A-2,450000000,,1404/06/02",
        "سکینه محمدی,1583250689,,پرس,صنعت,C-1,450000000,,1404/06/02",
    ]));
    let bad: Vec<(i32, Trouble)> = report.bad.iter().map(|bad| (bad.line, bad.trouble)).collect();
    assert_eq!(bad, [(3, Trouble::Order)]);
    assert_eq!((report.added, report.households, report.one_by_one), (2, 2, 3));
    let machines: i64 = desk.pool.read_now(|db| equipment::table.count().get_result(db.conn)).unwrap();
    let noted: i32 = desk
        .pool
        .read_now(|db| import_batch::table.find(report.batch.unwrap()).select(import_batch::rows_added).first(db.conn))
        .unwrap();
    assert_eq!((machines, noted), (2, 2));
}
