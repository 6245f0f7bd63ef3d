//! What changes after an assignment.
use super::{Market, anything, done, only, refused, three_phase, unchanged};
use crate::db::Db;
use crate::db::schema::audit_event;
use crate::stalls::attendance::{CheckInRefusal, Tick};
use crate::stalls::bookings::AskRefusal;
use crate::stalls::model::{Attendance, Reason, Wanted};
use crate::stalls::moves::{Move, MoveRefusal};
use crate::stalls::publish::{Publication, PublishRefusal};
use crate::stalls::queries::Version;
use crate::stalls::rearrange::{Ahead, BreakKind, Change};
use crate::stalls::{attendance, bookings, moves, publish};
use chrono::TimeDelta;
use diesel::{ExpressionMethods, QueryDsl, RunQueryDsl};

#[test]
fn two_change_places_and_both_are_warned_of() {
    let market = Market::new();
    let needy = Wanted { needs: three_phase(), ..anything() };
    let baker = market.ask(&market.seller(1, market.office.espiari), &needy);
    let other = market.ask(&market.seller(2, market.office.espiari), &anything());
    let seen = market.run();
    let by = market.manager();
    let wanted =
        Move { booking: other, change: Change::To(market.stalls[0]), seen: unchanged(seen), accepts_breaks: false };
    let MoveRefusal::Breaks(breaks) = refused(&market.pool, |db| moves::apply(db, &by, &wanted)) else { panic!() };
    assert!(breaks.iter().any(|b| b.booking == baker && matches!(b.kind, BreakKind::Moves { .. })));
    assert!(breaks.iter().any(|b| b.booking == baker && matches!(b.kind, BreakKind::Unsuited { .. })));
    let before = market.stall_of(other);
    done(&market.pool, |db| moves::apply(db, &by, &Move { accepts_breaks: true, ..wanted.clone() }));
    assert_eq!((market.stall_of(other).as_deref(), market.stall_of(baker)), (Some("1"), before));
}

#[test]
fn who_comes_from_nowhere_takes_over_and_the_passed_over_are_named() {
    let market = Market::new();
    let only_first = only([market.stalls[0]]);
    let [a, b, c] = [1, 2, 3].map(|at| market.ask(&market.seller(at, market.office.espiari), &only_first));
    let seen = market.run();
    let by = market.manager();
    let wanted =
        Move { booking: c, change: Change::To(market.stalls[0]), seen: unchanged(seen), accepts_breaks: false };
    let MoveRefusal::Breaks(breaks) = refused(&market.pool, |db| moves::apply(db, &by, &wanted)) else { panic!() };
    assert!(breaks.iter().any(|x| x.booking == a && x.kind == BreakKind::LosesPlace));
    assert!(breaks.iter().any(|x| x.booking == b && x.kind == BreakKind::PassedOver(Ahead::Seniority)));
    done(&market.pool, |db| moves::apply(db, &by, &Move { accepts_breaks: true, ..wanted.clone() }));
    assert_eq!(market.stall_of(c).as_deref(), Some("1"));
    assert_eq!(market.plan(Version::Latest).place(a).unwrap().reason, Some(Reason::TakenByHand));
}

#[test]
fn a_change_to_a_plan_that_moved_on_is_refused() {
    let market = Market::new();
    let booking = market.ask(&market.seller(1, market.office.espiari), &anything());
    let seen = market.run();
    market.run();
    let by = market.manager();
    let wanted = Move { booking, change: Change::Nowhere, seen: unchanged(seen), accepts_breaks: true };
    assert_eq!(refused(&market.pool, |db| moves::apply(db, &by, &wanted)), MoveRefusal::Stale);
}

#[test]
fn a_draft_that_another_manager_changed_is_neither_published_nor_moved_unseen() {
    let market = Market::new();
    let [first, second] = [1, 2].map(|at| market.ask(&market.seller(at, market.office.espiari), &anything()));
    let seen = unchanged(market.run());
    let by = market.manager();
    let wanted = Move { booking: first, change: Change::Nowhere, seen, accepts_breaks: true };
    done(&market.pool, |db| moves::apply(db, &by, &wanted));
    let unseen = Publication { seen, closes_early: true };
    assert_eq!(refused(&market.pool, |db| publish::publish(db, &by, unseen)), PublishRefusal::Stale);
    let other = Move { booking: second, ..wanted };
    assert_eq!(refused(&market.pool, |db| moves::apply(db, &by, &other)), MoveRefusal::Stale);
    let seen = market.plan(Version::Latest).run.unwrap().seen();
    assert_eq!(seen.revision, 1);
    done(&market.pool, |db| publish::publish(db, &by, Publication { seen, closes_early: true }));
}

#[test]
fn the_stall_of_someone_who_did_not_come_goes_to_the_first_who_waits() {
    let market = Market::new();
    let only_first = only([market.stalls[0]]);
    let [a, b] = [1, 2].map(|at| market.ask(&market.seller(at, market.office.espiari), &only_first));
    let seen = market.run();
    market.publish(seen);
    let by = market.manager();
    let absent = |db: &mut Db| attendance::mark(db, &by, Tick::now(a, Attendance::NoShow));
    assert_eq!(refused(&market.pool, absent), CheckInRefusal::NotToday);
    market.opens(29);
    assert_eq!(refused(&market.pool, absent), CheckInRefusal::StillTime { minutes: 30 });
    market.opens(30);
    done(&market.pool, absent);
    let wanted =
        Move { booking: b, change: Change::To(market.stalls[0]), seen: unchanged(seen), accepts_breaks: false };
    done(&market.pool, |db| moves::apply(db, &by, &wanted));
    assert_eq!(market.stall_of(b).as_deref(), Some("1"));
}

#[test]
fn a_tick_that_waited_on_the_phone_counts_once_and_for_the_moment_it_was_made_at() {
    let market = Market::new();
    let of = market.ask(&market.seller(1, market.office.espiari), &anything());
    let seen = market.run();
    market.publish(seen);
    let by = market.manager();
    let mark = |seen, minutes| {
        let tick = Tick { of, seen, ago: TimeDelta::minutes(minutes) };
        market.pool.write_now(|db| attendance::mark(db, &by, tick)).unwrap()
    };
    let known = || market.plan(Version::Published).request(of).unwrap().attendance;
    market.opens(60);
    assert_eq!(mark(Attendance::NoShow, 10), Ok(()));
    assert_eq!((mark(Attendance::Came, 20), known()), (Ok(()), Some(Attendance::NoShow)), "it came late");
    assert_eq!((mark(Attendance::NoShow, 10), known()), (Ok(()), Some(Attendance::NoShow)), "it came twice");
    assert_eq!((mark(Attendance::Came, 0), known()), (Ok(()), Some(Attendance::Came)));
    let traces = market.pool.read_now(|db| {
        audit_event::table.filter(audit_event::action.eq("check_in")).count().get_result::<i64>(db.conn)
    });
    assert_eq!(traces.unwrap(), 2);

    let day = 24 * 60;
    market.opens(day);
    assert_eq!(mark(Attendance::NoShow, 0), Err(CheckInRefusal::NotToday));
    assert_eq!(
        (mark(Attendance::NoShow, day - 90), known()),
        (Ok(()), Some(Attendance::NoShow)),
        "there was no network"
    );
    market.opens(2 * day);
    assert_eq!(mark(Attendance::Came, 2 * day - 90), Err(CheckInRefusal::NotToday));
}

#[test]
fn of_two_equal_ticks_the_later_counts_and_is_noted_once() {
    let market = Market::new();
    let of = market.ask(&market.seller(1, market.office.espiari), &anything());
    market.publish(market.run());
    let by = market.manager();
    market.opens(120);
    let known = || market.plan(Version::Published).request(of).unwrap().attendance;
    for (seen, minutes) in [(Attendance::NoShow, 60), (Attendance::NoShow, 0), (Attendance::Came, 20)] {
        let tick = Tick { of, seen, ago: TimeDelta::minutes(minutes) };
        done(&market.pool, |db| attendance::mark(db, &by, tick));
    }
    assert_eq!(known(), Some(Attendance::NoShow), "it was seen once more after the other phone saw them");
    let traces = market.pool.read_now(|db| {
        audit_event::table.filter(audit_event::action.eq("check_in")).count().get_result::<i64>(db.conn)
    });
    assert_eq!(traces.unwrap(), 1);
}

#[test]
fn a_request_taken_back_frees_its_stall() {
    let market = Market::new();
    let seller = market.seller(1, market.office.espiari);
    let booking = market.ask(&seller, &anything());
    market.run();
    let by = market.asker(&seller);
    done(&market.pool, |db| bookings::withdraw(db, &by, market.day));
    assert_eq!(market.stall_of(booking), None);
    assert_eq!(market.plan(Version::Latest).free().count(), 3);
    assert_eq!(refused(&market.pool, |db| bookings::withdraw(db, &by, market.day)), AskRefusal::NothingAsked);
}
