//! Grants and machines as verbs: who pays, who holds, who may use, and what is refused.
use super::access::{Decider, EquipmentKeeper, EquipmentMover, EquipmentReader};
use super::award::{Award, award};
use super::decide::{DecisionRefusal, NewProposal, PaperDecision, Verdict, decide, propose, record_paper};
use super::hand_over::{Handover, HandoverRefusal, Terms, hand_over};
use super::hold::HoldRefusal;
use super::model::{Condition, GrantKind, Holder, Machine, Outcome, Reach};
use super::queries;
use super::register::{NewMachine, Paid, RegisterRefusal, register};
use super::take_back::{Destination, TakeBack, take_back};
use super::tell_baseline::{BaselineRefusal, Correction, Months, NewBaseline, correct, tell};
use super::use_rights::{self, NewUseRight, UseRightRefusal};
use crate::db::schema::household_member;
use crate::households::access::{Caseworker, CaseworkerOf};
use crate::households::persons::NewPerson;
use crate::households::register::{self as households, NewHousehold};
use crate::kernel::contact::NationalId;
use crate::kernel::ids::{AreaId, BaselineId, EquipmentId, GrantId, HouseholdId, PersonId};
use crate::kernel::money::Rial;
use crate::testing::{self, Office, TestPool};
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
    let early = HoldRefusal::TooEarly(day("2025-03-01"));
    assert_eq!(desk.hand(machine, &desk.handover(one, "2025-02-20", true)), hold(early));
    desk.hand(machine, &desk.handover(one, "2025-03-10", true)).unwrap();
    assert_eq!(desk.hand(machine, &desk.handover(one, "2025-04-01", true)), hold(HoldRefusal::Same));
    assert_eq!(desk.back(machine, Destination::Disposed, "2025-05-01"), Ok(()));
    assert_eq!(desk.hand(machine, &desk.handover(one, "2025-06-01", true)), hold(HoldRefusal::Gone));
}

#[test]
fn payments_that_are_not_the_cost_and_a_grant_spent_twice_are_refused() {
    let desk = Desk::new();
    let (one, two) = (desk.household(desk.office.espiari, ONE), desk.household(desk.office.espiari, TWO));
    let grant = desk.grant(one, 95_000_000);
    let enter = |by: HouseholdId, new: &NewMachine| {
        let by = desk.of(by);
        desk.pool.write_now(|db| register(db, &by, new)).unwrap()
    };
    let part = desk.oven("A-1", vec![Paid::Grant(grant, Rial(70_000_000))]);
    let unbalanced = RegisterRefusal::Unbalanced { cost: Rial(95_000_000), paid: Rial(70_000_000) };
    assert_eq!(enter(one, &part), Err(unbalanced));
    let whole = desk.oven("A-1", vec![Paid::Grant(grant, Rial(95_000_000))]);
    assert_eq!(enter(two, &whole), Err(RegisterRefusal::Grant));
    let first = enter(one, &whole).unwrap();
    assert_eq!(enter(one, &desk.oven("a ۱", whole.paid.clone())), Err(RegisterRefusal::Known(first)));
    assert_eq!(enter(one, &desk.oven("A-2", whole.paid.clone())), Err(RegisterRefusal::OverGrant));
    let payments = desk.pool.read_now(|db| queries::payers_of(db, first)).unwrap();
    assert_eq!(payments.iter().map(|payment| payment.amount).collect::<Vec<_>>(), [Rial(95_000_000)]);
}

#[test]
fn nobody_decides_twice_or_outside_their_area() {
    let desk = Desk::new();
    let one = desk.household(desk.office.espiari, ONE);
    let by = desk.of(one);
    let new = NewProposal {
        programme: desk.office.programme,
        kind: GrantKind::Loan,
        amount: Rial(500_000_000),
        reason: "خرید آرد".into(),
    };
    let proposal = desk.pool.write_now(|db| propose(db, &by, &new)).unwrap().unwrap();
    let supervisor: Decider = testing::proof(&desk.pool, desk.office.supervisor, &[]).unwrap();
    assert!(testing::proof::<Decider>(&desk.pool, desk.office.caseworker, &[]).is_none());
    let waiting = desk.pool.read_now(|db| queries::proposals_waiting(db, supervisor.scopes())).unwrap();
    assert_eq!(waiting.iter().map(|row| row.id).collect::<Vec<_>>(), [proposal]);
    let decided = |outcome| {
        let verdict = Verdict { outcome, reason: String::new() };
        desk.pool.write_now(|db| decide(db, &supervisor, proposal, &verdict)).unwrap()
    };
    assert_eq!(decided(Outcome::Refused), Err(DecisionRefusal::Unexplained));
    assert!(decided(Outcome::Approved).is_ok());
    assert_eq!(decided(Outcome::Refused), Err(DecisionRefusal::Decided));
    assert_eq!(desk.pool.read_now(|db| queries::proposals_waiting(db, supervisor.scopes())).unwrap().len(), 0);
    assert_eq!(desk.pool.read_now(|db| queries::approvals_open(db, one)).unwrap().len(), 1);
}

#[test]
fn a_use_right_is_for_others_than_the_holder_and_ends() {
    let desk = Desk::new();
    let (one, two) = (desk.household(desk.office.espiari, ONE), desk.household(desk.office.espiari, TWO));
    let machine = desk.machine(one, "A-1");
    desk.hand(machine, &desk.handover(one, "2025-03-10", true)).unwrap();
    let by = desk.keeper(machine);
    let give = |household| {
        let new =
            NewUseRight { household, starts_on: day("2025-04-01"), last_day: None, agreement: "صبح‌ها".into() };
        desk.pool.write_now(|db| use_rights::give(db, &by, &new)).unwrap()
    };
    assert_eq!(give(one), Err(UseRightRefusal::Holder));
    let right = give(two).unwrap();
    assert_eq!(give(two), Err(UseRightRefusal::Overlap));
    let end = |on: &str| desk.pool.write_now(|db| use_rights::end(db, &by, right, day(on))).unwrap();
    assert_eq!(end("2025-05-31"), Ok(()));
    assert_eq!(end("2025-06-30"), Err(UseRightRefusal::Over));
    assert_eq!((desk.reach(two, "2025-05-31").len(), desk.reach(two, "2025-06-01").len()), (1, 0));
}

#[test]
fn income_before_support_is_asked_once_and_before_the_machine_comes() {
    let desk = Desk::new();
    let one = desk.household(desk.office.espiari, ONE);
    let grant = desk.grant(one, 70_000_000);
    let by = desk.of(one);
    let told = |closed: i32, on: &str| {
        let months = |count, income| Months { count, income: Rial(income) };
        NewBaseline {
            grant: Some(grant),
            taken_on: day(on),
            good: months(3, 40_000_000),
            average: months(6, 25_000_000),
            bad: months(2, 10_000_000),
            closed,
            other: Rial(0),
        }
    };
    let tell = |new: NewBaseline| desk.pool.write_now(|db| tell(db, &by, &new)).unwrap().map(drop);
    assert_eq!(tell(told(2, "2025-02-10")), Err(BaselineRefusal::NotTwelve(13)));
    assert_eq!(tell(told(1, "2025-02-10")), Ok(()));
    assert_eq!(tell(told(1, "2025-02-11")), Err(BaselineRefusal::Told));
    let known = desk.pool.read_now(|db| queries::baselines_of(db, one)).unwrap();
    assert_eq!(known.iter().map(|row| row.mean_month()).collect::<Vec<_>>(), [Rial(24_166_667)]);
}

#[test]
fn what_was_told_wrong_is_corrected_by_a_row_that_says_why_and_only_the_last_counts() {
    let desk = Desk::new();
    let (one, two) = (desk.household(desk.office.espiari, ONE), desk.household(desk.office.espiari, TWO));
    let grant = desk.grant(one, 70_000_000);
    let by = desk.of(one);
    let told = |income: i64| NewBaseline {
        grant: Some(grant),
        taken_on: day("2025-02-10"),
        good: Months { count: 12, income: Rial(income) },
        average: Months::default(),
        bad: Months::default(),
        closed: 0,
        other: Rial(0),
    };
    let first = desk.pool.write_now(|db| tell(db, &by, &told(400_000_000))).unwrap().unwrap();
    let again = |by: &CaseworkerOf, of: BaselineId, new: &NewBaseline| {
        let correction = Correction { of, reason: "یک صفر زیاد بود".to_owned() };
        desk.pool.write_now(|db| correct(db, by, new, &correction))
    };
    let other = NewBaseline { grant: None, ..told(40_000_000) };
    let second = again(&by, first, &other).unwrap().unwrap();
    assert_eq!(again(&by, first, &other).unwrap(), Err(BaselineRefusal::Corrected), "the last one is corrected");
    assert!(again(&desk.of(two), second, &other).is_err(), "a household of others");
    let eleven = NewBaseline { closed: 1, ..told(1) };
    assert_eq!(again(&by, second, &eleven).unwrap(), Err(BaselineRefusal::NotTwelve(13)));
    let rows = desk.pool.read_now(|db| queries::baselines_of(db, one)).unwrap();
    let kept: Vec<_> = rows.iter().map(|row| (row.id, row.corrects, row.grant, row.good)).collect();
    assert_eq!(
        kept,
        [(second, Some(first), Some(grant), Rial(40_000_000)), (first, None, Some(grant), Rial(400_000_000))]
    );
    assert_eq!((rows[0].reason.as_str(), rows[0].by.as_str()), ("یک صفر زیاد بود", "مریم مددکار"));
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
