//! Decisions, payments, and the income before support.
use super::{Desk, ONE, TWO, day};
use crate::grants::access::{Decider, EquipmentMover};
use crate::grants::decide::{DecisionRefusal, NewProposal, PaperDecision, Verdict, decide, propose, record_paper};
use crate::grants::hand_over::{HandoverRefusal, hand_over};
use crate::grants::model::{GrantKind, Outcome};
use crate::grants::queries;
use crate::grants::register::{NewMachine, Paid, RegisterRefusal, register};
use crate::grants::tell_baseline::{BaselineRefusal, Correction, Months, NewBaseline, correct, tell};
use crate::households::access::CaseworkerOf;
use crate::kernel::ids::{BaselineId, HouseholdId};
use crate::kernel::money::{MoneyUnit, Rial};
use crate::testing;

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
fn a_paper_does_not_stand_against_a_refusal_and_a_new_approval_does() {
    let desk = Desk::new();
    let one = desk.household(desk.office.espiari, ONE);
    let by = desk.of(one);
    let supervisor: Decider = testing::proof(&desk.pool, desk.office.supervisor, &[]).unwrap();
    let decided = |outcome| {
        let (kind, amount) = (GrantKind::Loan, Rial(500_000_000));
        let new = NewProposal { programme: desk.office.programme, kind, amount, reason: "خرید آرد".into() };
        let proposal = desk.pool.write_now(|db| propose(db, &by, &new)).unwrap().unwrap();
        let verdict = Verdict { outcome, reason: "بدهی دارد".into() };
        desk.pool.write_now(|db| decide(db, &supervisor, proposal, &verdict)).unwrap().unwrap();
    };
    let paper = PaperDecision { programme: desk.office.programme, decided_on: day("2025-02-01"), paper: "۱۲".into() };
    let on_paper = || desk.pool.write_now(|db| record_paper(db, &by, &paper)).unwrap().map(drop);
    assert_eq!(on_paper(), Ok(()));
    decided(Outcome::Refused);
    assert_eq!(on_paper(), Err(DecisionRefusal::RefusedBefore));
    decided(Outcome::Approved);
    assert_eq!(on_paper(), Ok(()));
}

#[test]
fn income_before_support_is_not_told_once_any_machine_has_come() {
    let desk = Desk::new();
    let one = desk.household(desk.office.espiari, ONE);
    let machine = desk.machine(one, "A-1");
    desk.hand(machine, &desk.handover(one, "2025-03-10", true)).unwrap();
    let by = desk.of(one);
    let tell = |on: &str| {
        let average = Months { count: 12, income: Rial(1_000) };
        let (good, bad) = (Months::default(), Months::default());
        let new = NewBaseline { grant: None, taken_on: day(on), good, average, bad, closed: 0, other: Rial(0) };
        desk.pool.write_now(|db| tell(db, &by, &new)).unwrap().map(drop)
    };
    assert_eq!(tell("2025-03-11"), Err(BaselineRefusal::AfterHandover));
    assert_eq!(tell("2025-03-10"), Ok(()));
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
    assert_eq!(
        known.iter().map(|row| row.mean_month().rounded(MoneyUnit::Rial)).collect::<Vec<_>>(),
        [Rial(24_166_667)]
    );
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
fn whoever_wrote_down_a_large_decision_on_paper_does_not_hand_over_what_it_paid() {
    let desk = Desk::new();
    let one = desk.household(desk.office.espiari, ONE);
    let bought = |serial: &str, granted: i64| {
        let grant = desk.grant(one, granted);
        let (by, new) = (desk.of(one), desk.oven(serial, vec![Paid::Grant(grant, Rial(95_000_000))]));
        desk.pool.write_now(|db| register(db, &by, &new)).unwrap().unwrap()
    };
    let (large, small) = (bought("A-1", 5_000_000_001), bought("A-2", 5_000_000_000));
    let done = desk.handover(one, "2025-03-10", true);
    assert_eq!(desk.hand(large, &done), Err(HandoverRefusal::OwnPaper));
    assert_eq!(desk.hand(small, &done), Ok(()));
    let supervisor: EquipmentMover =
        testing::proof(&desk.pool, desk.office.supervisor, &[("equipment", large.0)]).unwrap();
    assert!(desk.pool.write_now(|db| hand_over(db, &supervisor, &done)).unwrap().is_ok());
}
