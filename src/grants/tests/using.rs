//! Who else may use a machine, and until when.
use super::{Desk, ONE, TWO, day};
use crate::grants::queries;
use crate::grants::take_back::Destination;
use crate::grants::use_rights::{self, NewUseRight, UseRightRefusal};
use crate::households::access::FileKeeper;
use crate::households::close_file::{CloseRefusal, close};
use crate::testing;

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
fn nobody_uses_a_machine_any_more_that_was_taken_back() {
    let desk = Desk::new();
    let (one, two) = (desk.household(desk.office.espiari, ONE), desk.household(desk.office.espiari, TWO));
    let machine = desk.machine(one, "A-1");
    let by = desk.keeper(machine);
    let give = |on: &str| {
        let new = NewUseRight { household: two, starts_on: day(on), last_day: None, agreement: "صبح‌ها".into() };
        desk.pool.write_now(|db| use_rights::give(db, &by, &new)).unwrap()
    };
    assert_eq!(give("2025-04-01"), Err(UseRightRefusal::Nobody), "it is in the depot");
    desk.hand(machine, &desk.handover(one, "2025-03-10", true)).unwrap();
    give("2025-04-01").unwrap();
    assert_eq!(desk.back(machine, Destination::Disposed, "2025-05-01"), Ok(()));
    assert_eq!((desk.reach(two, "2025-04-30").len(), desk.reach(two, "2025-05-01").len()), (1, 0));
    assert_eq!(give("2025-05-01"), Err(UseRightRefusal::Nobody));
}

#[test]
fn a_right_that_never_began_stands_in_nobodys_way() {
    let desk = Desk::new();
    let (one, two) = (desk.household(desk.office.espiari, ONE), desk.household(desk.office.espiari, TWO));
    let machine = desk.machine(one, "A-1");
    desk.hand(machine, &desk.handover(one, "2025-03-10", true)).unwrap();
    let by = desk.keeper(machine);
    let new =
        NewUseRight { household: two, starts_on: day("2025-06-01"), last_day: None, agreement: "صبح‌ها".into() };
    desk.pool.write_now(|db| use_rights::give(db, &by, &new)).unwrap().unwrap();
    assert_eq!(desk.back(machine, Destination::Depot, "2025-05-01"), Ok(()));
    assert_eq!(desk.pool.read_now(|db| queries::use_rights_of(db, machine)).unwrap().len(), 0);
    assert_eq!(desk.hand(machine, &desk.handover(two, "2025-05-02", true)), Ok(()));
}

#[test]
fn a_right_that_has_not_begun_can_be_ended_and_one_of_the_next_holder_ends_by_itself() {
    let desk = Desk::new();
    let (one, two) = (desk.household(desk.office.espiari, ONE), desk.household(desk.office.espiari, TWO));
    let machine = desk.machine(one, "A-1");
    desk.hand(machine, &desk.handover(one, "2025-03-10", true)).unwrap();
    let by = desk.keeper(machine);
    let give = |on: &str| {
        let new = NewUseRight { household: two, starts_on: day(on), last_day: None, agreement: "صبح‌ها".into() };
        desk.pool.write_now(|db| use_rights::give(db, &by, &new)).unwrap().unwrap()
    };
    let later = give("2025-06-01");
    let ended = desk.pool.write_now(|db| use_rights::end(db, &by, later, day("2025-05-01"))).unwrap();
    assert_eq!((ended, desk.reach(two, "2025-06-02").len()), (Ok(()), 0));
    give("2025-04-01");
    assert_eq!(desk.hand(machine, &desk.handover(two, "2025-05-01", true)), Ok(()));
    assert_eq!(desk.reach(two, "2025-05-01").len(), 1, "once, as its holder");
}

#[test]
fn a_file_whose_household_may_use_a_machine_is_not_closed() {
    let desk = Desk::new();
    let (one, two) = (desk.household(desk.office.espiari, ONE), desk.household(desk.office.espiari, TWO));
    let machine = desk.machine(one, "A-1");
    desk.hand(machine, &desk.handover(one, "2025-03-10", true)).unwrap();
    let by: FileKeeper = testing::proof(&desk.pool, desk.office.caseworker, &[("household", two.0)]).unwrap();
    let new =
        NewUseRight { household: two, starts_on: day("2025-04-01"), last_day: None, agreement: "صبح‌ها".into() };
    let keeper = desk.keeper(machine);
    desk.pool.write_now(|db| use_rights::give(db, &keeper, &new)).unwrap().unwrap();
    let closed = desk.pool.write_now(|db| close(db, &by, "خانوار به شهر دیگری رفت")).unwrap();
    assert_eq!(closed, Err(CloseRefusal::UsesMachine));
}
