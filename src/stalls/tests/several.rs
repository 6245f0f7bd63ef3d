//! Requests for several stalls: placed side by side, moved, shrunk and grown by hand.
use super::handing_on::{seen, tick};
use super::{Market, Seller, anything, done, first_held, only, refused, several, unchanged};
use crate::kernel::ids::BookingId;
use crate::messages::{self, Letter, OnDay};
use crate::stalls::bookings::{self, AskRefusal};
use crate::stalls::hand_on::{self, HandOn};
use crate::stalls::model::{Attendance, Reason, Wanted, Wishes};
use crate::stalls::moves::{self, Move, MoveRefusal};
use crate::stalls::queries;
use crate::stalls::queries::Version;
use crate::stalls::rearrange::{Break, BreakKind, Change};
use crate::stalls::underway::{Gone, Hold};

/// What a change would break, as the verb says it.
fn breaks(market: &Market, wanted: &Move) -> Vec<Break> {
    let by = market.manager();
    match refused(&market.pool, |db| moves::apply(db, &by, wanted)) {
        MoveRefusal::Breaks(breaks) => breaks,
        other => panic!("{other:?}"),
    }
}

#[test]
fn two_stalls_side_by_side_are_one_place_and_are_told_as_such() {
    let market = Market::new();
    let seller = market.seller(1, market.office.espiari);
    let booking = market.ask(&seller, &Wanted { wishes: Wishes::ranked([market.stalls[2]]), ..several(2, 2) });
    let run = market.run();
    assert_eq!(market.numbers_of(booking), ["2", "3"]);
    assert_eq!(market.publish(run), 1);
    let coming = market.pool.read_now(|db| queries::coming_stall_of(db, seller.household)).unwrap();
    assert_eq!(coming.map(|stall| stall.numbers), Some(vec!["2".to_owned(), "3".to_owned()]));
    let own = market.pool.read_now(|db| queries::own_days(db, seller.household)).unwrap();
    assert_eq!(own[0].result.as_ref().map(|result| result.stalls.clone()), Some(vec!["2".to_owned(), "3".to_owned()]));
}

#[test]
fn nobody_grows_while_someone_waits_for_a_first_stall() {
    let market = Market::new();
    let wide = market.ask(&market.seller(1, market.office.espiari), &several(1, 3));
    let [one, two] = [2, 3].map(|at| market.ask(&market.seller(at, market.office.espiari), &anything()));
    market.run();
    assert_eq!([wide, one, two].map(|booking| market.numbers_of(booking).len()), [1, 1, 1]);
}

#[test]
fn who_needs_more_than_there_is_side_by_side_reads_why() {
    let market = Market::new();
    let booking = market.ask(&market.seller(1, market.office.espiari), &several(4, 4));
    market.run();
    let reason = market.plan(Version::Latest).place(booking).unwrap().reason;
    assert!(matches!(reason, Some(Reason::NoAdjacentRun | Reason::MinimumUnavailable)), "{reason:?}");
}

#[test]
fn impossible_counts_are_refused() {
    let market = Market::new();
    let by = market.asker(&market.seller(1, market.office.espiari));
    for (least, most) in [(0, 1), (2, 1), (1, 5)] {
        let wanted = several(least, most);
        assert_eq!(refused(&market.pool, |db| bookings::ask(db, &by, market.day, &wanted)), AskRefusal::Counts);
    }
}

#[test]
fn two_stalls_move_together_and_who_stood_there_changes_places() {
    let market = Market::new();
    let first = only([market.stalls[0]]);
    let wide = market.ask(
        &market.seller(1, market.office.espiari),
        &Wanted { flexible: true, ..Wanted { counts: several(2, 2).counts, ..first } },
    );
    let other = market.ask(&market.seller(2, market.office.espiari), &only([market.stalls[2]]));
    let seen = unchanged(market.run());
    assert_eq!((market.numbers_of(wide), market.numbers_of(other)), (vec!["1".into(), "2".into()], vec!["3".into()]));
    let wanted = Move { booking: wide, change: Change::To(market.stalls[1]), seen, accepts_breaks: false };
    let found = breaks(&market, &wanted);
    assert!(found.contains(&Break { booking: other, kind: BreakKind::Moves { stalls: vec![market.stalls[0]] } }));
    let by = market.manager();
    done(&market.pool, |db| moves::apply(db, &by, &Move { accepts_breaks: true, ..wanted.clone() }));
    assert_eq!((market.numbers_of(wide), market.numbers_of(other)), (vec!["2".into(), "3".into()], vec!["1".into()]));
}

#[test]
fn a_stall_is_given_as_well_and_taken_again_by_hand() {
    let market = Market::new();
    let booking = market.ask(&market.seller(1, market.office.espiari), &only([market.stalls[0]]));
    let seen = unchanged(market.run());
    let by = market.manager();
    let apart = Move { booking, change: Change::Also(market.stalls[2]), seen, accepts_breaks: false };
    let is_apart = |one: &Break| matches!(&one.kind, BreakKind::Apart { stalls } if stalls.len() == 2);
    assert!(breaks(&market, &apart).iter().any(is_apart));
    let beside = Move { change: Change::Also(market.stalls[1]), ..apart };
    assert_eq!(breaks(&market, &beside), [Break { booking, kind: BreakKind::AboveMost(1) }], "one was asked for");
    done(&market.pool, |db| moves::apply(db, &by, &Move { accepts_breaks: true, ..beside.clone() }));
    assert_eq!(market.numbers_of(booking), ["1", "2"]);
    let seen = market.plan(Version::Latest).run.unwrap().seen();
    let less = Move { booking, change: Change::Without(market.stalls[1]), seen, accepts_breaks: false };
    done(&market.pool, |db| moves::apply(db, &by, &less));
    assert_eq!(market.numbers_of(booking), ["1"]);
}

/// Stalls 1 and 2 are one place, whose holder does not come; 3 is another's, and two more wait for it.
fn holder_of_two(market: &Market) -> [(Seller, BookingId); 4] {
    let wide = Wanted { wishes: Wishes::ranked([market.stalls[0]]), ..several(2, 2) };
    let third = only([market.stalls[2]]);
    let wanted = [wide, third.clone(), third.clone(), third];
    let mut at = 0;
    let asked = wanted.map(|wanted| {
        at += 1;
        let seller = market.seller(at, market.office.espiari);
        let booking = market.ask(&seller, &wanted);
        (seller, booking)
    });
    market.publish(market.run());
    market.opens(40);
    assert_eq!(market.numbers_of(asked[0].1), ["1", "2"]);
    tick(market, asked[0].1, Attendance::NoShow);
    asked
}

fn give(market: &Market, stall: usize, to: BookingId) {
    let (by, accepted) = (market.manager(), Some(seen(market)));
    done(&market.pool, |db| hand_on::give(db, &by, &HandOn { stall: market.stalls[stall], to, accepted }));
}

fn take_back(market: &Market, of: BookingId) {
    let by = market.manager();
    done(&market.pool, |db| hand_on::take_back(db, &by, (of, first_held(market, of))));
}

fn last_letter(market: &Market, to: &Seller) -> Letter {
    let told = market.pool.read_now(|db| messages::inbox_of(db, to.account)).unwrap();
    told.into_iter().next().unwrap().letter
}

#[test]
fn stalls_that_went_to_two_people_come_back_in_any_order() {
    for first in [0, 1] {
        let market = Market::new();
        let [(_, a), _, (_, c), (_, d)] = holder_of_two(&market);
        give(&market, 0, c);
        give(&market, 1, d);
        let theirs = || {
            let plan = market.plan(Version::Published);
            plan.drawing.numbers(&plan.place(a).unwrap().stalls)
        };
        assert!(theirs().is_empty());
        let order = if first == 0 { [c, d] } else { [d, c] };
        take_back(&market, order[0]);
        assert_eq!(theirs(), [["1"], ["2"]][first]);
        take_back(&market, order[1]);
        assert_eq!(theirs(), ["1", "2"]);
    }
}

#[test]
fn whose_stalls_went_to_two_people_stands_on_the_list_once_with_both() {
    let market = Market::new();
    let [(_, a), _, (_, c), (_, d)] = holder_of_two(&market);
    give(&market, 1, d);
    give(&market, 0, c);
    let plan = market.plan(Version::Published);
    let list = market.pool.read_now(|db| Ok::<_, diesel::result::Error>(plan.list(db.now.today))).unwrap();
    let theirs: Vec<_> = list.holders.iter().filter(|holder| holder.person.booking == a).collect();
    let [one] = theirs.as_slice() else { panic!("{theirs:?}") };
    let gone = [("1", c), ("2", d)].map(|(stall, to)| {
        let to = plan.request(to).unwrap().name.clone();
        Gone { stalls: vec![stall.to_owned()], to }
    });
    assert_eq!((one.stalls.as_slice(), &one.hold), (&["1".to_owned(), "2".to_owned()][..], &Hold::WentOn(gone.into())));
    assert_eq!((list.tally.missing, plan.missed().count()), (1, 1));
}

#[test]
fn who_loses_stalls_on_the_day_reads_which_they_were_and_what_is_left() {
    let market = Market::new();
    let [(wide, _), _, (one, c), (_, d)] = holder_of_two(&market);
    let day = market.plan(Version::Published).day;
    let on = OnDay { site: "بازار میدان".to_owned(), day: day.day, id: Some(day.id) };
    give(&market, 0, c);
    let [gone, stalls] = [vec!["1".to_owned()], vec!["2".to_owned()]];
    let told = last_letter(&market, &wide);
    assert_eq!(told, Letter::StallPartGone { on: on.clone(), gone: gone.clone(), stalls: stalls.clone() });
    give(&market, 1, d);
    assert_eq!(last_letter(&market, &wide), Letter::StallGivenOn { on: on.clone(), stalls });
    take_back(&market, c);
    assert_eq!(last_letter(&market, &one), Letter::StallTakenBack { on: on.clone(), stalls: gone.clone() });
    assert_eq!(last_letter(&market, &wide), Letter::StallAssigned { on, stalls: gone });
}

#[test]
fn whoever_has_a_stall_again_has_come_and_whoever_gave_it_back_is_not_missing() {
    let market = Market::new();
    let [(_, a), _, (_, c), (_, d)] = holder_of_two(&market);
    give(&market, 0, c);
    give(&market, 1, d);
    tick(&market, a, Attendance::Came);
    tick(&market, c, Attendance::NoShow);
    let seen = |of: BookingId| market.plan(Version::Published).request(of).unwrap().attendance;
    assert_eq!((seen(a), seen(c)), (Some(Attendance::Here), Some(Attendance::NoShow)));
    take_back(&market, c);
    assert_eq!((seen(a), seen(c)), (Some(Attendance::Came), Some(Attendance::Left)));
    assert_eq!(market.plan(Version::Published).missed().count(), 0);
}
