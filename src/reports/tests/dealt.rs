//! A season dealt again under another rule.
use super::*;
use crate::reports::figures::Figures;
use crate::reports::rerun::{Altered, Change, NothingChanged, Order, Turn, rerun};

fn placed(town: &Town, days: &[crate::reports::model::SeasonDay]) -> [usize; 3] {
    let figures = Figures::of(days);
    [0, 1, 2].map(|at| figures.household(town.sellers[at].household).map_or(0, |of| of.tally.placed))
}

#[test]
fn what_was_changed_by_hand_and_given_on_the_day_is_on_neither_side() {
    let town = Town::new();
    town.season_by_hand();
    let record = town.record(Naming::Names);
    assert_eq!(placed(&town, &record.days), [4, 4, 0]);
    let change = Change { category: Some(("bread".into(), Some(2))), ..Change::default() };
    let done = rerun(&record.days, &change).unwrap();
    assert_eq!((done.unchanged.len(), done.unread), (4, 0));
    let sides = [&done.unchanged, &done.changed].map(|days| Figures::of(days));
    assert_eq!(sides[0].total, sides[1].total, "two stalls are the limit of two stalls");
    for side in &sides {
        let of = |at: usize| side.household(town.sellers[at].household).unwrap().tally;
        assert_eq!(
            (of(0).on_best, of(1).on_best, side.total.given),
            (4, 0, 0),
            "as the engine deals, not as the manager did"
        );
    }
}

#[test]
fn a_rule_that_every_day_had_changes_nothing() {
    let town = Town::new();
    town.season();
    let days = town.record(Naming::Names).days;
    for same in [
        Change { ab_list: Some(false), ..Change::default() },
        Change { refused_first: Some(false), max_each: Some(None), ..Change::default() },
        Change { order: Some(Order::Seniority), ..Change::default() },
        Change { category: Some(("bread".into(), None)), ..Change::default() },
    ] {
        assert_eq!(rerun(&days, &same).unwrap_err(), NothingChanged, "{same:?}");
    }
    assert!(rerun(&[], &Change { ab_list: Some(true), ..Change::default() }).is_ok(), "no day, nothing to compare");
}

#[test]
fn whoever_is_refused_comes_first_as_the_new_days_go() {
    let town = Town::new();
    town.season();
    let record = town.record(Naming::Names);
    let done = rerun(&record.days, &Change { refused_first: Some(true), ..Change::default() }).unwrap();
    // Day 1: 0 and 1, so 2 is refused. Day 2: 2 and 0. Day 3: 1 and 0. Day 4: 2 and 0. By the real days it would be 2 each time.
    assert_eq!(placed(&town, &done.changed), [4, 2, 2]);
    assert_eq!(placed(&town, &done.unchanged), [4, 4, 0], "the real days stay as they were");
}

#[test]
fn with_rotating_turns_each_is_first_at_some_time() {
    let town = Town::new();
    town.season();
    let record = town.record(Naming::Names);
    let done = rerun(&record.days, &Change { order: Some(Order::Rotating), ..Change::default() }).unwrap();
    let placed = placed(&town, &done.changed);
    assert!(placed.iter().all(|count| *count > 0) && placed.iter().sum::<usize>() == 8, "{placed:?}");
    assert!(Figures::of(&done.changed).spread < Figures::of(&done.unchanged).spread);
}

#[test]
fn a_limit_of_a_category_leaves_stalls_free() {
    let town = Town::new();
    town.season();
    let record = town.record(Naming::Names);
    let change = Change { category: Some(("bread".into(), Some(1))), ..Change::default() };
    let done = rerun(&record.days, &change).unwrap();
    assert_eq!(placed(&town, &done.changed), [4, 0, 0]);
}

#[test]
fn a_request_that_came_after_the_run_is_on_neither_side() {
    let town = Town::new();
    town.day_before(0);
    for seller in 0..2 {
        town.ask(0, seller, &[0]);
    }
    town.publish(0);
    let by: DayManager = town.manages("day", town.days[0].0);
    let late = Asker::manager(&by, town.sellers[2].household);
    let wanted = Wanted {
        category: "bread".into(),
        needs: Fittings::NONE,
        counts: Counts::ONE,
        flexible: true,
        wishes: Wishes::default(),
    };
    done(&town.pool, |db| bookings::ask(db, &late, town.days[0], &wanted));
    town.check_in(0, &[]);
    let record = town.record(Naming::Names);
    let done = rerun(&record.days, &Change { max_each: Some(Some(1)), ..Change::default() }).unwrap();
    assert_eq!((record.days[0].requests.len(), done.unchanged[0].requests.len()), (3, 2));
}

#[test]
fn what_was_changed_is_told_from_what_to_what_and_what_stayed_is_not() {
    let town = Town::new();
    town.season();
    let days = town.record(Naming::Names).days;
    let change = Change {
        max_each: Some(Some(1)),
        ab_list: Some(false),
        refused_first: Some(true),
        category: Some(("bread".into(), Some(1))),
        order: Some(Order::Rotating),
    };
    let expected = [
        Altered::MaxEach(Turn { was: vec![None], is: Some(1) }),
        Altered::RefusedFirst(Turn { was: vec![false], is: true }),
        Altered::Category("bread".into(), Turn { was: vec![None], is: Some(1) }),
        Altered::Rotating,
    ];
    assert_eq!(rerun(&days, &change).unwrap().altered, expected);
}
