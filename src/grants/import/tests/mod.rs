//! Lists as offices have them: what is taken, what is told, and that a list twice or taken back leaves nothing behind.
use super::columns::Column;
use super::enter::{ImportRefusal, Intake, Report, enter, try_out};
use super::lines::{Remark, Trouble};
use super::sheet::{self, Sheet};
use super::undo::{UndoRefusal, undo};
use crate::db::schema::{custody, decision, equipment, grant_award, household, import_batch, person};
use crate::db::{Db, Pool};
use crate::grants::access::EquipmentKeeper;
use crate::grants::take_back::{Destination, TakeBack, take_back};
use crate::households::access::{Caseworker, CaseworkerOf};
use crate::households::details::{Details, set_details};
use crate::households::members::{self, NewMember};
use crate::households::model::Relation;
use crate::households::persons::NewPerson;
use crate::kernel::digest::sha256;
use crate::kernel::ids::{BatchId, EquipmentId, HouseholdId};
use crate::kernel::money::Rial;
use crate::messages::{self, Letter};
use crate::testing::{self, Office, TestPool};
use diesel::{QueryDsl, QueryResult, RunQueryDsl};

mod together;

const CSV: &[u8] = include_bytes!("../../../../tests/data/espiari-grants.csv");
const XLSX: &[u8] = include_bytes!("../../../../tests/data/espiari-grants.xlsx");

struct Desk {
    pool: TestPool,
    office: Office,
}

impl Desk {
    fn new() -> Desk {
        let pool = testing::pool();
        let office = Office::new(&pool);
        Desk { pool, office }
    }

    fn caseworker(&self) -> Caseworker {
        testing::proof(&self.pool, self.office.caseworker, &[]).unwrap()
    }

    fn intake(&self, bytes: &[u8]) -> Intake {
        Intake {
            area: self.office.espiari,
            institution: self.office.institution,
            programme: self.office.programme,
            file_name: "espiari-grants.csv".into(),
            file_sha256: sha256(bytes),
        }
    }

    fn enter(&self, bytes: &[u8]) -> Report {
        let (by, sheet, intake) = (self.caseworker(), sheet::read(bytes).unwrap(), self.intake(bytes));
        self.pool.write_now(|db| enter(db, &by, &sheet, &intake)).unwrap().unwrap()
    }

    fn try_out(&self, bytes: &[u8]) -> Report {
        let (by, sheet, intake) = (self.caseworker(), sheet::read(bytes).unwrap(), self.intake(bytes));
        match self.pool.write_now(|db| try_out(db, &by, &sheet, &intake)).unwrap() {
            Err(ImportRefusal::Trial(report)) => *report,
            other => panic!("{other:?}"),
        }
    }

    fn undo(&self, batch: BatchId) -> Result<(), UndoRefusal> {
        let by = self.caseworker();
        self.pool.write_now(|db| undo(db, &by, batch)).unwrap()
    }

    /// How many rows stand in each table that an import writes to.
    fn counts(&self) -> [i64; 7] {
        let count = |pool: &Pool| -> QueryResult<[i64; 7]> {
            pool.change_now(|db| {
                Ok([
                    household::table.count().get_result(db.conn)?,
                    person::table.count().get_result(db.conn)?,
                    decision::table.count().get_result(db.conn)?,
                    grant_award::table.count().get_result(db.conn)?,
                    equipment::table.count().get_result(db.conn)?,
                    custody::table.count().get_result(db.conn)?,
                    import_batch::table.count().get_result(db.conn)?,
                ])
            })
            .map_err(|error| panic!("{error}"))
        };
        count(&self.pool).unwrap()
    }
}

fn list(rows: &[&str]) -> Vec<u8> {
    let header = "نام و نام خانوادگی,کد ملی,موبایل,نوع دستگاه,سازنده,شماره سریال,مبلغ (ریال),آورده (ریال),تاریخ تحویل";
    [&[header], rows].concat().join("\n").into_bytes()
}

#[test]
fn the_espiari_list_goes_in_whole_and_both_formats_say_the_same() {
    let desk = Desk::new();
    let report = desk.enter(CSV);
    assert_eq!(report.bad, []);
    assert_eq!((report.added, report.known, report.households), (20, 0, 18));
    let after = desk.counts();
    assert_eq!(after.get(..5), Some(&[18, 18, 20, 20, 20][..]));
    let again = desk.enter(XLSX);
    assert_eq!((again.added, again.known, again.bad.len(), again.batch), (0, 20, 0, None));
    assert_eq!(desk.counts(), after);
}

#[test]
fn the_supervisor_is_told_of_a_list_once_and_of_a_trial_or_a_known_list_not_at_all() {
    let desk = Desk::new();
    desk.try_out(CSV);
    let report = desk.enter(CSV);
    desk.enter(CSV);

    let granted: i64 = desk
        .pool
        .read_now(|db| {
            let amounts: Vec<i64> = grant_award::table.select(grant_award::amount_irr).load(db.conn)?;
            Ok(amounts.iter().sum())
        })
        .unwrap();
    let told = desk.pool.read_now(|db| messages::inbox_of(db, desk.office.supervisor)).unwrap();
    let letters: Vec<Letter> = told.into_iter().map(|message| message.letter).collect();
    let day = desk.pool.clock().now().today;
    assert_eq!(letters, [Letter::ListEntered { grants: report.added, amount: Rial(granted), day }]);
}

#[test]
fn a_trial_tells_everything_and_writes_nothing() {
    let desk = Desk::new();
    let before = desk.counts();
    let report = desk.try_out(CSV);
    assert_eq!((report.added, report.households), (20, 18));
    assert_eq!(desk.counts(), before);
}

#[test]
fn a_list_is_taken_back_whole_and_can_come_again() {
    let desk = Desk::new();
    let before = desk.counts();
    let batch = desk.enter(CSV).batch.unwrap();
    assert_eq!(desk.undo(batch), Ok(()));
    let [records @ .., batches] = desk.counts();
    assert_eq!((records.as_slice(), batches), (&before[..6], 1));
    assert_eq!(desk.undo(batch), Err(UndoRefusal::Unknown));
    assert_eq!(desk.enter(CSV).added, 20);
}

#[test]
fn a_list_whose_machine_has_moved_since_is_not_taken_back() {
    let desk = Desk::new();
    let batch = desk.enter(CSV).batch.unwrap();
    let machine: EquipmentId =
        desk.pool.read_now(|db| equipment::table.order(equipment::id).select(equipment::id).first(db.conn)).unwrap();
    desk.pool.clock().advance(chrono::TimeDelta::hours(1));
    let keeper: EquipmentKeeper =
        testing::proof(&desk.pool, desk.office.caseworker, &[("equipment", machine.0)]).unwrap();
    let on = desk.pool.clock().now().today;
    let done = TakeBack { to: Destination::Depot, on, reason: "پایان قرارداد".into() };
    desk.pool.write_now(|db| take_back(db, &keeper.moving(), &done)).unwrap().unwrap();
    let before = desk.counts();
    assert!(matches!(desk.undo(batch), Err(UndoRefusal::Touched { .. })));
    assert_eq!(desk.counts(), before);
}

#[test]
fn bad_rows_are_told_by_row_and_column_and_the_good_ones_go_in() {
    let desk = Desk::new();
    let report = desk.enter(&list(&[
        "مریم رضایی,10350829,۰۹۱۲۳۴۵۶۷۸۹,تنور,صنعت,A-1,950/000/000,0,۱۴۰۴/۵/۲",
        "زهرا,0076229645,,تنور,صنعت,A-2,950000000,,1404/05/02",
        "سکینه محمدی,0076229644,,تنور,صنعت,A-3,950000000,,1404/05/02",
        "ليلا احمدي,1583250689,011-44221133,ماشین لباسشویی,صنعت,A-4,950000000,,1404/05/02",
        "فاطمه کریمی,0011537027,,خمیرگیر,صنعت,ا-۵,95000000 تومان,,1404/12/30",
        "ناهید صالحی,,09123334455,,صنعت,A-6,950000000,,",
        ",,,,,,2850000000,,",
        "جمع کل,,,,,,2850000000,,",
    ]));
    let told: Vec<(i32, Column, Trouble)> = report.bad.iter().map(|bad| (bad.line, bad.column, bad.trouble)).collect();
    assert_eq!(
        told,
        [
            (3, Column::Name, Trouble::NameOfOneWord),
            (4, Column::NationalId, Trouble::NationalIdCheck),
            (5, Column::Kind, Trouble::KindUnknown),
            (6, Column::Cost, Trouble::OtherUnit),
            (6, Column::HandedOn, Trouble::NoSuchDay),
            (7, Column::NationalId, Trouble::Empty),
            (7, Column::Kind, Trouble::Empty),
            (7, Column::HandedOn, Trouble::Empty),
        ]
    );
    assert_eq!((report.added, report.households), (1, 1));
    assert_eq!(report.remarks, [(2, Remark::NationalIdRepaired)]);
}

#[test]
fn a_second_machine_of_a_known_household_joins_it_and_another_name_is_told() {
    let desk = Desk::new();
    desk.enter(&list(&["مریم رضایی,0010350829,,تنور,صنعت,A-1,950000000,,1404/05/02"]));
    let report = desk.enter(&list(&[
        "مريم رضايي,۰۰۱۰۳۵۰۸۲۹,,خمیرگیر,صنعت,B-1,450000000,,1404/06/02",
        "زهرا حسینی,0010350829,,پرس,صنعت,C-1,450000000,,1404/06/02",
        "مریم رضایی,0010350829,,تنور,صنعت,a 1,950000000,,1404/05/03",
    ]));
    assert_eq!((report.added, report.known, report.households), (1, 1, 0));
    assert_eq!(report.bad.len(), 1);
    assert!(report.bad.iter().all(|bad| (bad.line, bad.trouble) == (3, Trouble::NameDiffers)));
    assert_eq!(desk.counts().first(), Some(&1));
}

#[test]
fn a_machine_of_another_household_is_told_and_not_moved() {
    let desk = Desk::new();
    let report = desk.enter(&list(&[
        "مریم رضایی,0010350829,,تنور,صنعت,A-1,950000000,,1404/05/02",
        "زهرا حسینی,0076229645,,تنور,صنعت,A-1,950000000,,1404/05/02",
    ]));
    assert_eq!(report.added, 1);
    assert!(report.bad.iter().all(|bad| bad.trouble == Trouble::SerialTaken));
    assert_eq!(report.bad.len(), 1);
    // The household of the refused row was not left behind.
    assert_eq!(desk.counts().first(), Some(&1));
}

#[test]
fn a_list_without_a_unit_of_money_is_refused_whole() {
    let desk = Desk::new();
    let bytes = "نام,کد ملی,دستگاه,مبلغ,تاریخ تحویل\nمریم رضایی,0010350829,تنور,950000000,1404/05/02".as_bytes();
    let (by, sheet, intake): (Caseworker, Sheet, Intake) =
        (desk.caseworker(), sheet::read(bytes).unwrap(), desk.intake(bytes));
    let refused = desk.pool.write_now(|db| enter(db, &by, &sheet, &intake)).unwrap();
    assert_eq!(refused, Err(ImportRefusal::File(sheet::FileProblem::NoUnit(Column::Cost))));
}

#[test]
fn another_price_for_a_known_machine_is_told_and_not_written() {
    let desk = Desk::new();
    desk.enter(&list(&["مریم رضایی,0010350829,,تنور,صنعت,A-1,950000000,100000000,1404/05/02"]));
    let before = desk.counts();
    let report = desk.enter(&list(&["مریم رضایی,0010350829,,تنور,صنعت,A-1,980000000,100000000,1404/05/02"]));
    assert_eq!((report.added, report.known), (0, 1));
    let (recorded, said) = (Rial(950_000_000), Rial(980_000_000));
    assert_eq!(report.remarks, [(2, Remark::CostDiffers { recorded, said })]);
    for row in [
        "مریم رضایی,0010350829,,تنور,صنعت,A-1,950000000,200000000,1404/05/02",
        "مریم رضایی,0010350829,,تنور,صنعت,A-1,950000000,100000000,1404/05/04",
    ] {
        let report = desk.try_out(&list(&[row]));
        assert_eq!((report.known, report.remarks), (1, vec![(2, Remark::RecordDiffers)]), "{row}");
    }
    let same = desk.enter(&list(&["مریم رضایی,0010350829,09121234567,تنور,صنعت,A-1,950000000,100000000,1404/05/02"]));
    assert_eq!((same.known, same.remarks), (1, vec![]));
    assert_eq!(desk.counts(), before);
}

#[test]
fn a_list_of_whose_household_something_was_written_since_is_not_taken_back() {
    const ROW: &str = "مریم رضایی,0010350829,,تنور,صنعت,A-1,950000000,,1404/05/02";
    let written: [fn(&mut Db, &CaseworkerOf); 2] = [
        |db, by| {
            let details = Details { address: "کوچهٔ بهار".into(), notes: String::new(), sheba: None };
            set_details(db, by, &details).unwrap();
        },
        |db, by| {
            let person =
                NewPerson {
                    given_name: "زهرا".into(), family_name: "رضایی".into(), national_id: None, mobile: None
                };
            let since = db.now.today;
            let new = NewMember { person, relation: Relation::Child, is_earner: false, since };
            assert!(members::add(db, by, &new).is_ok());
        },
    ];
    for write in written {
        let desk = Desk::new();
        let batch = desk.enter(&list(&[ROW])).batch.unwrap();
        let id: HouseholdId = desk.pool.read_now(|db| household::table.select(household::id).first(db.conn)).unwrap();
        let by: CaseworkerOf = testing::proof(&desk.pool, desk.office.caseworker, &[("household", id.0)]).unwrap();
        desk.pool
            .change_now(|db| {
                write(db, &by);
                Ok(())
            })
            .unwrap();
        let before = desk.counts();
        assert_eq!(desk.undo(batch), Err(UndoRefusal::Touched { line: 2 }));
        assert_eq!(desk.counts(), before);
    }
}
