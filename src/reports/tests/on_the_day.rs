//! What happens after the plan of a day was published: stalls given on, people who come unasked, drawings that change.
use super::*;
use crate::reports::figures::Figures;
use crate::reports::model::{Fate, Tally};
use crate::stalls::walk_in::{self, WalkIn};

#[test]
fn who_did_not_come_keeps_the_place_in_the_count_when_the_stall_goes_on() {
    let town = Town::new();
    town.season_by_hand();
    let figures = Figures::of(&town.record(Naming::Names).days);
    let of = |at: usize| figures.household(town.sellers[at].household).copied().unwrap();
    let expected = Tally { asked: 4, placed: 4, no_show: 4, wished: 4, on_wish: 4, on_best: 4, ..Tally::default() };
    assert_eq!(of(1).tally, expected);
    assert_eq!(of(2).tally, Tally { asked: 4, wished: 4, given: 4, taken: 4, ..Tally::default() });
    assert_eq!((of(1).for_asking, of(2).for_asking), (Some(3_000), Some(0)));
    assert_eq!((figures.total.usable, figures.total.taken, figures.total.no_show), (8, 8, 4));
}

#[test]
fn who_comes_when_the_stall_is_already_anothers_did_come() {
    let town = Town::new();
    town.day_before(0);
    let asked: Vec<BookingId> = (0..3).map(|seller| town.ask(0, seller, &[0])).collect();
    town.publish(0);
    town.check_in(0, &[(asked[0], Attendance::NoShow)]);
    town.give(0, (0, asked[2]));
    town.check_in(0, &[(asked[0], Attendance::Came)]);
    let total = Figures::of(&town.record(Naming::Names).days).total;
    assert_eq!((total.placed, total.came, total.no_show, total.given), (2, 1, 0, 1));
}

#[test]
fn who_came_unasked_asked_for_nothing_and_was_not_refused() {
    let town = Town::new();
    town.day_before(0);
    town.ask(0, 0, &[0]);
    for seller in [1, 2] {
        town.ask(1, seller, &[]);
    }
    town.publish(0);
    town.check_in(0, &[]);
    let by: DayManager = town.manages("day", town.days[0].0);
    let new = |seller: usize, stall| WalkIn {
        household: town.sellers[seller].household,
        stall,
        accepted: Some(town.published(0)),
    };
    let (waits, stands) = (new(1, None), new(2, Some(town.stalls[1])));
    for new in [stands, waits] {
        done(&town.pool, |db| walk_in::enter(db, &by, &new));
    }
    let record = town.record(Naming::Names);
    let total = Figures::of(&record.days).total;
    assert_eq!((total.asked, total.placed, total.walked_in, total.given, total.taken), (1, 1, 2, 1, 2));
    assert_eq!(record.days[0].requests.iter().filter(|request| request.fate == Fate::WalkedIn).count(), 2);
}

#[test]
fn new_numbers_of_stalls_leave_the_days_before_as_they_were() {
    let town = Town::new();
    town.season();
    let before = Figures::of(&town.record(Naming::Names).days).total;
    assert_eq!((before.usable, before.taken), (8, 8));
    town.day_before(4);
    for (stall, number) in [(0, "81"), (1, "1"), (0, "2")] {
        town.number(stall, number);
    }
    let record = town.record(Naming::Names);
    assert_eq!(Figures::of(&record.days).total, before);
    assert!(record.days.iter().all(|day| day.numbers.get("1") == Some(&town.stalls[0])), "as it was on the day");
}

#[test]
fn a_day_that_was_called_off_after_all_was_not_held() {
    let town = Town::new();
    town.day_before(0);
    town.ask(0, 0, &[]);
    town.publish(0);
    let by: DayManager = town.manages("day", town.days[0].0);
    done(&town.pool, |db| days::cancel(db, &by));
    town.day_before(1);
    let record = town.record(Naming::Names);
    assert_eq!((record.days.len(), record.cancelled), (0, 1));
}
