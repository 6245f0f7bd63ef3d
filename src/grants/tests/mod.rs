//! Grants and machines as verbs: who pays, who holds, who may use, and what is refused.
mod money;
mod using;

use crate::db::schema::household_member;
use crate::grants::access::{EquipmentKeeper, EquipmentMover, EquipmentReader};
use crate::grants::award::{Award, award};
use crate::grants::decide::{PaperDecision, record_paper};
use crate::grants::hand_over::{Handover, HandoverRefusal, Terms, hand_over};
use crate::grants::hold::HoldRefusal;
use crate::grants::model::{Condition, GrantKind, Holder, Machine, Reach};
use crate::grants::queries;
use crate::grants::register::{NewMachine, Paid, register};
use crate::grants::take_back::{Destination, TakeBack, take_back};
use crate::households::access::{Caseworker, CaseworkerOf};
use crate::households::persons::NewPerson;
use crate::households::register as households;
use crate::households::register::NewHousehold;
use crate::kernel::contact::NationalId;
use crate::kernel::ids::{AreaId, EquipmentId, GrantId, HouseholdId, PersonId};
use crate::kernel::money::Rial;
use crate::testing;
use crate::testing::{Office, TestPool};
use chrono::NaiveDate;
use diesel::{ExpressionMethods, QueryDsl, RunQueryDsl};

struct Desk {
    pool: TestPool,
    office: Office,
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

impl Desk {
    fn new() -> Desk {
        let pool = testing::pool();
        let office = Office::new(&pool);
        Desk { pool, office }
    }

    fn household(&self, area: AreaId, id: &str) -> HouseholdId {
        let by: Caseworker = testing::proof(&self.pool, self.office.caseworker, &[]).unwrap();
        let new = NewHousehold {
            area,
            head: NewPerson {
                given_name: "مریم".into(),
                family_name: "رضایی".into(),
                national_id: NationalId::parse(id).ok(),
                mobile: None,
            },
            address: String::new(),
            notes: String::new(),
            since: day("2025-01-01"),
        };
        self.pool.write_now(|db| households::register(db, &by, &new)).unwrap().unwrap()
    }

    fn of(&self, household: HouseholdId) -> CaseworkerOf {
        testing::proof(&self.pool, self.office.caseworker, &[("household", household.0)]).unwrap()
    }

    fn keeper(&self, machine: EquipmentId) -> EquipmentKeeper {
        testing::proof(&self.pool, self.office.caseworker, &[("equipment", machine.0)]).unwrap()
    }

    fn grant(&self, household: HouseholdId, amount: i64) -> GrantId {
        let by = self.of(household);
        let paper =
            PaperDecision { programme: self.office.programme, decided_on: day("2025-02-01"), paper: "۱۲".into() };
        let decision = self.pool.write_now(|db| record_paper(db, &by, &paper)).unwrap().unwrap();
        let new = Award {
            decision,
            number: None,
            kind: GrantKind::Asset,
            amount: Rial(amount),
            awarded_on: day("2025-02-02"),
            others: Vec::new(),
        };
        self.pool.write_now(|db| award(db, &by, &new)).unwrap().unwrap()
    }

    fn oven(&self, serial: &str, paid: Vec<Paid>) -> NewMachine {
        NewMachine {
            kind: "oven".into(),
            maker: "صنعت".into(),
            serial: serial.into(),
            cost: Rial(95_000_000),
            acquired_on: day("2025-03-01"),
            paid,
        }
    }

    /// A machine paid by a grant and the household, in the depot.
    fn machine(&self, household: HouseholdId, serial: &str) -> EquipmentId {
        let grant = self.grant(household, 70_000_000);
        let new = self.oven(serial, vec![Paid::Grant(grant, Rial(70_000_000)), Paid::Household(Rial(25_000_000))]);
        let by = self.of(household);
        self.pool.write_now(|db| register(db, &by, &new)).unwrap().unwrap()
    }

    fn head(&self, household: HouseholdId) -> PersonId {
        self.pool
            .read_now(|db| {
                household_member::table
                    .filter(household_member::household_id.eq(household))
                    .select(household_member::person_id)
                    .first(db.conn)
            })
            .unwrap()
    }

    fn handover(&self, household: HouseholdId, on: &str, accepted: bool) -> Handover {
        Handover {
            household,
            receiver: self.head(household),
            handed_on: day(on),
            witness: "شاهد".into(),
            condition: Condition::New,
            terms: Terms { version: "1", sha256: [7; 32] },
            accepted,
            giver: String::new(),
            photos: Vec::new(),
        }
    }

    fn hand(&self, machine: EquipmentId, done: &Handover) -> Result<(), HandoverRefusal> {
        let by = self.keeper(machine).moving();
        self.pool.write_now(|db| hand_over(db, &by, done)).unwrap().map(drop)
    }

    fn back(&self, machine: EquipmentId, to: Destination, on: &str) -> Result<(), HoldRefusal> {
        let (by, done) = (self.keeper(machine).moving(), TakeBack { to, on: day(on), reason: "پایان".into() });
        self.pool.write_now(|db| take_back(db, &by, &done)).unwrap().map(drop)
    }

    /// The machines within a household's reach on a day.
    fn reach(&self, of: HouseholdId, on: &str) -> Vec<Machine> {
        let mut machines = self.pool.read_now(|db| queries::reach_of(db, of)).unwrap();
        machines.retain(|machine| machine.starts_on <= day(on) && machine.ends_on.is_none_or(|end| end > day(on)));
        machines
    }

    fn history(&self, machine: EquipmentId) -> Vec<(Holder, NaiveDate, Option<NaiveDate>)> {
        let rows = self.pool.read_now(|db| queries::custody_history(db, machine)).unwrap();
        rows.into_iter().map(|row| (row.holder, row.starts_on, row.ends_on)).collect()
    }
}

const ONE: &str = "0010350829";
const TWO: &str = "0076229645";

#[test]
fn a_machine_goes_from_hand_to_hand_without_a_gap() {
    let desk = Desk::new();
    let (one, two) = (desk.household(desk.office.espiari, ONE), desk.household(desk.office.espiari, TWO));
    let machine = desk.machine(one, "A-1");
    assert_eq!(desk.hand(machine, &desk.handover(one, "2025-03-10", true)), Ok(()));
    assert_eq!(desk.back(machine, Destination::Repair, "2025-06-01"), Ok(()));
    assert_eq!(desk.hand(machine, &desk.handover(two, "2025-07-01", true)), Ok(()));
    assert_eq!(
        desk.history(machine),
        [
            (Holder::Household, day("2025-07-01"), None),
            (Holder::Repair, day("2025-06-01"), Some(day("2025-07-01"))),
            (Holder::Household, day("2025-03-10"), Some(day("2025-06-01"))),
            (Holder::Depot, day("2025-03-01"), Some(day("2025-03-10"))),
        ]
    );
    let reach = |of: HouseholdId, on: &str| {
        desk.reach(of, on).into_iter().map(|machine| (machine.row.id, machine.reach)).collect::<Vec<_>>()
    };
    assert_eq!(reach(one, "2025-05-31"), [(machine, Reach::Custody)]);
    assert_eq!(reach(one, "2025-06-01"), []);
    assert_eq!(reach(two, "2025-07-01"), [(machine, Reach::Custody)]);
}

#[test]
fn a_machine_bought_and_handed_over_on_one_day_never_was_in_the_depot() {
    let desk = Desk::new();
    let one = desk.household(desk.office.espiari, ONE);
    let machine = desk.machine(one, "A-1");
    assert_eq!(desk.hand(machine, &desk.handover(one, "2025-03-01", true)), Ok(()));
    assert_eq!(desk.history(machine), [(Holder::Household, day("2025-03-01"), None)]);
}

#[test]
fn a_declined_handing_over_is_kept_and_moves_nothing() {
    let desk = Desk::new();
    let one = desk.household(desk.office.espiari, ONE);
    let machine = desk.machine(one, "A-1");
    assert_eq!(desk.hand(machine, &desk.handover(one, "2025-03-10", false)), Ok(()));
    assert_eq!(desk.history(machine), []);
    assert_eq!(desk.pool.read_now(|db| queries::declined(db, machine)).unwrap().len(), 1);
}

#[test]
fn a_hand_over_that_cannot_have_been_is_refused() {
    let desk = Desk::new();
    let one = desk.household(desk.office.espiari, ONE);
    let machine = desk.machine(one, "A-1");
    let hold = |refusal| Err(HandoverRefusal::Hold(refusal));
    assert_eq!(desk.hand(machine, &desk.handover(one, "2027-01-01", true)), hold(HoldRefusal::Future));
    let early = HoldRefusal::NotYet(day("2025-03-01"));
    assert_eq!(desk.hand(machine, &desk.handover(one, "2025-02-20", true)), hold(early));
    desk.hand(machine, &desk.handover(one, "2025-03-10", true)).unwrap();
    assert_eq!(desk.hand(machine, &desk.handover(one, "2025-04-01", true)), hold(HoldRefusal::Same));
    assert_eq!(desk.back(machine, Destination::Disposed, "2025-05-01"), Ok(()));
    assert_eq!(desk.hand(machine, &desk.handover(one, "2025-06-01", true)), hold(HoldRefusal::Gone));
}

#[test]
fn machines_are_listed_and_found_within_the_readers_area_only() {
    let desk = Desk::new();
    let one = desk.household(desk.office.espiari, ONE);
    let machine = desk.machine(one, "A-1");
    let scopes = |account, area: &str| {
        let who: Caseworker = testing::proof(&desk.pool, account, &[]).unwrap();
        who.scopes().iter().filter(|scope| scope.area_path.ends_with(area)).cloned().collect::<Vec<_>>()
    };
    let own = scopes(desk.office.caseworker, "espiari");
    let list = |scopes: &[crate::accounts::access::Scope]| {
        desk.pool.read_now(|db| queries::equipment_list(db, scopes, None)).unwrap().len()
    };
    assert_eq!(list(&own), 1);
    assert_eq!(list(&[]), 0);
    let elsewhere: Vec<_> = own
        .iter()
        .cloned()
        .map(|mut scope| {
            scope.area_path.push('2');
            scope
        })
        .collect();
    assert_eq!(list(&elsewhere), 0);
    let path = [("equipment", machine.0)];
    assert!(testing::proof::<EquipmentReader>(&desk.pool, desk.office.auditor, &path).is_some());
    assert!(testing::proof::<EquipmentReader>(&desk.pool, desk.office.manager, &path).is_none());
    assert!(testing::proof::<EquipmentKeeper>(&desk.pool, desk.office.supervisor, &path).is_none());
    assert!(testing::proof::<EquipmentMover>(&desk.pool, desk.office.supervisor, &path).is_some());
    assert!(testing::proof::<EquipmentMover>(&desk.pool, desk.office.auditor, &path).is_none());
}
