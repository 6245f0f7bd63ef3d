//! Gifts that are passed on, and what everyone else is left with: the numbers they were told, and the reasons they had.
use super::after_all::{asked, gift, held, redraw as redraw_day};
use super::handing_on::{seen, tick};
use super::{Market, done, first_held, only, refused};
use crate::kernel::ids::BookingId;
use crate::stalls::edits::{Edit, StallChange};
use crate::stalls::hand_on::{self, HandOn, HandOnRefusal};
use crate::stalls::model::{Attendance, Grounds, Reason};
use crate::stalls::publish;
use crate::stalls::queries::{self, Version};

fn give(market: &Market, stall: usize, to: BookingId) {
    let (by, accepted) = (market.manager(), Some(seen(market)));
    done(&market.pool, |db| hand_on::give(db, &by, &HandOn { accepted, ..gift(market, stall, to) }));
}

fn take_back(market: &Market, of: BookingId) {
    let (by, stall) = (market.manager(), first_held(market, of));
    done(&market.pool, |db| hand_on::take_back(db, &by, (of, stall)));
}

/// Four who want the first stall alone, most senior first, on the morning of the day; the first has it and does not come.
fn four(market: &Market) -> [BookingId; 4] {
    let all = [1, 2, 3, 4].map(|at| asked(market, at, &only([market.stalls[0]])).1);
    market.publish(market.run());
    market.opens(40);
    tick(market, all[0], Attendance::NoShow);
    all
}

#[test]
fn a_stall_that_was_passed_on_twice_goes_back_the_way_it_came() {
    let market = Market::new();
    let [first, second, third, _] = four(&market);
    let before = market.plan(Version::Published).place(second).unwrap().grounds.clone();
    give(&market, 0, second);
    tick(&market, second, Attendance::NoShow);
    give(&market, 0, third);
    let list = market.plan(Version::Published).list(market.pool.clock().now().today);
    let gone: Vec<BookingId> = list.holders.iter().map(|holder| holder.person.booking).collect();
    assert_eq!(gone, [third, second, first], "who had it before stands below");
    take_back(&market, third);
    assert_eq!(held(&market, second), market.stalls[..1]);
    take_back(&market, second);
    assert_eq!(held(&market, first), market.stalls[..1]);
    let plan = market.plan(Version::Published);
    assert_eq!(plan.place(first).unwrap().grounds, Grounds::Wish { rank: 1 }, "it is theirs for the reason it was");
    let second = plan.place(second).unwrap();
    assert_eq!((second.reason, &second.grounds), (Some(Reason::NoWishAvailable), &before));
}

#[test]
fn nobody_gets_two_stalls_back_that_they_never_had_together() {
    let market = Market::new();
    let [first, second, third, _] = four(&market);
    give(&market, 0, second);
    tick(&market, first, Attendance::Came);
    give(&market, 1, first);
    tick(&market, first, Attendance::NoShow);
    give(&market, 1, third);
    take_back(&market, second);
    assert_eq!(held(&market, first), market.stalls[..1]);
    take_back(&market, third);
    assert_eq!(held(&market, first), market.stalls[..1], "the other one is free");
}

#[test]
fn what_was_given_anew_meanwhile_is_not_taken_back_from_an_old_page() {
    let market = Market::new();
    let [_, second, ..] = four(&market);
    give(&market, 0, second);
    let old = first_held(&market, second);
    take_back(&market, second);
    give(&market, 1, second);
    let by = market.manager();
    assert_eq!(refused(&market.pool, |db| hand_on::take_back(db, &by, (second, old))), HandOnRefusal::Stale);
    assert_eq!(held(&market, second), market.stalls[1..2]);
}

#[test]
fn who_did_not_come_stays_so_when_it_is_said_again_after_the_stall_went_on() {
    let market = Market::new();
    let [first, second, ..] = four(&market);
    give(&market, 0, second);
    tick(&market, first, Attendance::NoShow);
    let plan = market.plan(Version::Published);
    assert_eq!(plan.request(first).unwrap().attendance, Some(Attendance::NoShow));
    assert_eq!(plan.missed().map(|request| request.booking).collect::<Vec<_>>(), [first]);
}

#[test]
fn a_gift_leaves_the_others_with_the_numbers_they_were_told_until_the_new_ones_are() {
    let market = Market::new();
    let (one, a) = asked(&market, 1, &only([market.stalls[0]]));
    let (other, b) = asked(&market, 2, &only([market.stalls[1]]));
    let (_, waits) = asked(&market, 3, &only([market.stalls[0], market.stalls[2]]));
    let (absent, gone) = asked(&market, 4, &only([market.stalls[2]]));
    market.publish(market.run());
    market.opens(40);
    for (at, number) in [(0, "9"), (1, "1"), (0, "2")] {
        redraw_day(&market, &Edit::ChangeStall(StallChange { number: number.into(), ..market.change(at) }));
    }
    let free = if held(&market, waits).is_empty() { waits } else { gone };
    let holder = if free == waits { gone } else { waits };
    tick(&market, holder, Attendance::NoShow);
    give(&market, 2, free);
    let told = market.plan(Version::Published);
    assert_eq!(
        [a, b].map(|of| told.numbers_of(of)),
        [["1"], ["2"]],
        "the numbers have changed places, and nobody knows"
    );
    let seen = told.run.unwrap().seen();
    let by = market.manager();
    let before = [&one, &other, &absent].map(|seller| market.letters_to(seller.account));
    assert_eq!(done(&market.pool, |db| publish::announce_numbers(db, &by, seen)), 2);
    let after = [&one, &other, &absent].map(|seller| market.letters_to(seller.account));
    assert_eq!(after, [before[0] + 1, before[1] + 1, before[2]]);
    let told = market.plan(Version::Published);
    assert_eq!([a, b].map(|of| told.numbers_of(of)), [["2"], ["1"]]);
    let draft = market.pool.read_now(|db| queries::working_plan(db, market.day)).unwrap();
    assert_eq!(draft.renumbered().count(), 0);
}
