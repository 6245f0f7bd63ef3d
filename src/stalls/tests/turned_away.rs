//! What is refused on the day, and who comes after all.
use super::handing_on::{known, seen, tick, walk_in};
use super::{Market, Seller, anything, done, first_held, only, refused};
use crate::kernel::ids::BookingId;
use crate::stalls::access::Asker;
use crate::stalls::attendance::{self, CheckInRefusal, Tick};
use crate::stalls::bookings;
use crate::stalls::hand_on::{self, HandOn, HandOnRefusal};
use crate::stalls::model::{Attendance, Origin};
use crate::stalls::moves::{self, Move};
use crate::stalls::publish::{self, Publication};
use crate::stalls::queries::Version;
use crate::stalls::rearrange::Change;
use crate::stalls::walk_in::{self, Entered, WalkIn, WalkInRefusal};

/// Two who want the first stall and no other, of whom the first has it; the plan is published and the day has come.
fn morning(market: &Market) -> [(Seller, BookingId); 2] {
    let asked = [1, 2].map(|at| {
        let seller = market.seller(at, market.office.espiari);
        let booking = market.ask(&seller, &only([market.stalls[0]]));
        (seller, booking)
    });
    market.publish(market.run());
    market.opens(40);
    asked
}

fn gift(market: &Market, to: BookingId) -> HandOn {
    HandOn { stall: market.stalls[0], to, accepted: None }
}

fn sign_off(market: &Market, seller: &Seller) {
    let by = Asker::manager(&market.manager(), seller.household);
    done(&market.pool, |db| bookings::withdraw(db, &by, market.day));
}

#[test]
fn nobody_is_ticked_or_given_a_stall_before_a_plan_is_published() {
    let market = Market::new();
    let booking = market.ask(&market.seller(1, market.office.espiari), &anything());
    market.run();
    market.opens(40);
    let by = market.manager();
    let mark = refused(&market.pool, |db| attendance::mark(db, &by, Tick::now(booking, Attendance::Came)));
    assert_eq!(mark, CheckInRefusal::NotPublished);
    let wanted = gift(&market, booking);
    assert_eq!(refused(&market.pool, |db| hand_on::give(db, &by, &wanted)), HandOnRefusal::NotPublished);
    assert_eq!(
        refused(&market.pool, |db| hand_on::take_back(db, &by, (booking, first_held(&market, booking)))),
        HandOnRefusal::NotPublished
    );
}

#[test]
fn who_signed_off_or_is_of_another_day_cannot_be_ticked() {
    let market = Market::new();
    let [(_, holder), (off, waits)] = morning(&market);
    sign_off(&market, &off);
    let by = market.manager();
    let mark = |of| refused(&market.pool, |db| attendance::mark(db, &by, Tick::now(of, Attendance::Came)));
    assert_eq!((mark(waits), mark(BookingId(7))), (CheckInRefusal::NoStall, CheckInRefusal::NoStall));
    tick(&market, holder, Attendance::Came);
}

#[test]
fn who_had_a_stall_and_signed_off_cannot_be_ticked_as_if_they_still_had_it() {
    let market = Market::new();
    let [(off, holder), _] = morning(&market);
    sign_off(&market, &off);
    let by = market.manager();
    let mark = refused(&market.pool, |db| attendance::mark(db, &by, Tick::now(holder, Attendance::Came)));
    assert_eq!(mark, CheckInRefusal::NoStall);
}

#[test]
fn a_stall_that_was_planned_or_moved_by_hand_since_is_not_taken_back_as_a_gift() {
    let market = Market::new();
    let [(_, a), (_, b)] = morning(&market);
    let by = market.manager();
    let back = |of| refused(&market.pool, |db| hand_on::take_back(db, &by, (of, first_held(&market, of))));
    assert_eq!((back(a), back(BookingId(7))), (HandOnRefusal::Stale, HandOnRefusal::NotWaiting));
    tick(&market, a, Attendance::NoShow);
    done(&market.pool, |db| hand_on::give(db, &by, &gift(&market, b)));
    let seen = market.plan(Version::Published).run.unwrap().seen();
    let by_hand = Move { booking: b, change: Change::To(market.stalls[1]), seen, accepts_breaks: true };
    done(&market.pool, |db| moves::apply(db, &by, &by_hand));
    let seen = market.plan(Version::Latest).run.unwrap().seen();
    done(&market.pool, |db| publish::publish(db, &by, Publication { seen, closes_early: true }));
    assert_eq!(back(b), HandOnRefusal::Stale);
}

#[test]
fn who_signed_off_and_comes_after_all_has_the_stall_again_and_that_is_said() {
    let market = Market::new();
    let seller = known(&market);
    let booking = market.ask(&seller, &anything());
    market.publish(market.run());
    sign_off(&market, &seller);
    market.opens(40);
    assert_eq!(market.plan(Version::Published).placed().count(), 0);
    let (by, waits) = (market.manager(), walk_in(&seller, None));
    let entered = done(&market.pool, |db| walk_in::enter(db, &by, &waits));
    let plan = market.plan(Version::Published);
    let request = plan.request(booking).unwrap();
    assert_eq!((request.origin, request.attendance), (Origin::WalkIn, Some(Attendance::Came)));
    assert_eq!(entered, Entered::HasAgain(plan.numbers_of(booking)));
    let twice = done(&market.pool, |db| walk_in::enter(db, &by, &waits));
    assert_eq!((twice, plan.stalls_of(booking).len()), (entered, 1));
}

#[test]
fn who_comes_for_another_stall_and_has_the_former_one_again_is_told_which() {
    let market = Market::new();
    let seller = known(&market);
    let booking = market.ask(&seller, &only([market.stalls[2]]));
    market.publish(market.run());
    sign_off(&market, &seller);
    market.opens(40);
    let (by, other) = (market.manager(), walk_in(&seller, Some(market.stalls[1])));
    let entered = done(&market.pool, |db| walk_in::enter(db, &by, &other));
    assert_eq!(entered, Entered::HasAgain(vec!["3".to_owned()]));
    assert_eq!(market.plan(Version::Published).numbers_of(booking), ["3"]);
}

#[test]
fn who_comes_unasked_waits_or_is_given_a_stall_and_never_both() {
    let market = Market::new();
    let seller = known(&market);
    morning(&market);
    let by = market.manager();
    let enter = |new: &WalkIn| market.pool.write_now(|db| walk_in::enter(db, &by, new)).unwrap();
    let (waits, stands) = (walk_in(&seller, None), walk_in(&seller, Some(market.stalls[1])));
    assert_eq!((enter(&waits), enter(&waits)), (Ok(Entered::Waits), Ok(Entered::Waits)));
    assert_eq!(enter(&stands), Err(WalkInRefusal::Asked));
    let given = market.plan(Version::Published).queue().first().unwrap().booking;
    let gift = HandOn { stall: market.stalls[1], to: given, accepted: Some(seen(&market)) };
    done(&market.pool, |db| hand_on::give(db, &by, &gift));
    assert_eq!((enter(&stands), enter(&waits)), (Ok(Entered::Given), Err(WalkInRefusal::Asked)));
}
