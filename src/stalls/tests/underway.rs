//! The list of the day as it is shown: how many there are of each, whose stall went on, and to whom a free one is offered.
use super::handing_on::{known, tick};
use super::{Market, anything, done, only};
use crate::kernel::ids::BookingId;
use crate::kernel::persian::SearchQuery;
use crate::stalls::access::Asker;
use crate::stalls::hand_on::{self, HandOn};
use crate::stalls::model::Attendance;
use crate::stalls::queries::{self, Version};
use crate::stalls::rearrange::{Ahead, BreakKind};
use crate::stalls::underway::{DayList, Gone, Hold, Phase, Tally};
use crate::stalls::{bookings, walk_in};

/// On stall 1 the first, on stall 2 the second; two more want stall 1 and no other, and wait. The day has come.
fn morning(market: &Market) -> [BookingId; 4] {
    let [first, second] = [0, 1].map(|at| only([market.stalls[at]]));
    let asked = [(1, &first), (2, &second), (3, &first), (4, &first)];
    let asked = asked.map(|(at, wanted)| market.ask(&market.seller(at, market.office.espiari), wanted));
    market.publish(market.run());
    market.opens(40);
    asked
}

fn list(market: &Market) -> DayList {
    market
        .pool
        .read_now(|db| Ok::<_, diesel::result::Error>(queries::plan_to_keep(db, market.day)?.list(db.now.today)))
        .unwrap()
}

fn give(market: &Market, stall: usize, to: BookingId) {
    let by = market.manager();
    let accepted = market.plan(Version::Published).run.map(|run| run.id);
    done(&market.pool, |db| hand_on::give(db, &by, &HandOn { stall: market.stalls[stall], to, accepted }));
}

/// The request and how it holds its stalls, in the order of the list.
fn holds(list: &DayList) -> Vec<(BookingId, Hold)> {
    list.holders.iter().map(|holder| (holder.person.booking, holder.hold.clone())).collect()
}

/// Did not come, and one stall went to someone.
fn went(stall: &str, to: &str) -> Hold {
    Hold::WentOn(vec![Gone { stalls: vec![stall.to_owned()], to: to.to_owned() }])
}

#[test]
fn everyone_is_counted_once() {
    let market = Market::new();
    let [a, b, c, d] = morning(&market);
    assert_eq!(list(&market).tally, Tally { awaited: 2, free: 1, waiting: 2, ..Tally::default() });
    tick(&market, a, Attendance::NoShow);
    tick(&market, b, Attendance::Came);
    tick(&market, d, Attendance::Left);
    let list = list(&market);
    assert_eq!(list.tally, Tally { came: 1, missing: 1, free: 2, waiting: 1, awaited: 0 });
    let waiting: Vec<BookingId> = list.waiting.iter().map(|person| person.booking).collect();
    assert_eq!(waiting, [c, d], "who left can still be ticked as here");
}

#[test]
fn whose_stall_went_on_stays_on_the_list_and_does_not_wait() {
    let market = Market::new();
    let [a, b, c, _] = morning(&market);
    tick(&market, a, Attendance::NoShow);
    give(&market, 0, c);
    let list = list(&market);
    let heir = market.plan(Version::Published).request(c).unwrap().name.clone();
    assert_eq!(holds(&list), [(c, Hold::HandedOn(market.stalls[0])), (a, went("1", &heir)), (b, Hold::Planned)]);
    assert_eq!(list.holders[1].stalls, ["1"], "the number they had");
    assert_eq!((list.tally.missing, list.tally.waiting), (1, 1));
    assert!(list.waiting.iter().all(|person| person.booking != a));
    tick(&market, a, Attendance::Came);
    let list = self::list(&market);
    assert_eq!(holds(&list), [(c, Hold::HandedOn(market.stalls[0])), (b, Hold::Planned)]);
    assert_eq!(list.waiting.first().map(|person| person.booking), Some(a), "who comes after all waits");
}

#[test]
fn whose_stall_went_on_twice_stays_on_the_list_with_who_has_it_by_now() {
    let market = Market::new();
    let [a, b, c, d] = morning(&market);
    tick(&market, a, Attendance::NoShow);
    give(&market, 0, c);
    tick(&market, c, Attendance::NoShow);
    give(&market, 0, d);
    let list = list(&market);
    let heir = market.plan(Version::Published).request(d).unwrap().name.clone();
    let missing = [(c, went("1", &heir)), (a, went("1", &heir)), (b, Hold::Planned)];
    assert_eq!((holds(&list)[0].clone(), &holds(&list)[1..]), ((d, Hold::HandedOn(market.stalls[0])), &missing[..]));
    assert_eq!(list.tally.missing, 2);
}

#[test]
fn a_free_stall_is_offered_to_the_next_it_suits_and_stands_aside_where_it_suits_nobody() {
    let market = Market::new();
    let [a, b, c, d] = morning(&market);
    tick(&market, a, Attendance::NoShow);
    tick(&market, b, Attendance::NoShow);
    tick(&market, d, Attendance::Here);
    let list = list(&market);
    let offered: Vec<_> = list.offers.iter().map(|offer| (offer.stall.id, offer.to.booking)).collect();
    assert_eq!(offered, [(market.stalls[0], d)], "who is there comes first");
    let others: Vec<_> = list.others.iter().map(|stall| stall.id).collect();
    assert_eq!(others, market.stalls[1..]);
    let gifts = market.plan(Version::Published).gifts(market.stalls[0]);
    assert_eq!(gifts.iter().map(|gift| gift.to.booking).collect::<Vec<_>>(), [d, c]);
    assert!(gifts[0].breaks.is_empty());
    assert!(gifts[1].breaks.iter().any(|one| one.kind == BreakKind::PassedOver(Ahead::IsHere)), "{gifts:?}");
}

#[test]
fn who_comes_unasked_stands_behind_everyone_who_asked() {
    let market = Market::new();
    let seller = known(&market);
    let [a, _, c, _] = morning(&market);
    tick(&market, a, Attendance::NoShow);
    tick(&market, c, Attendance::Here);
    let by = market.manager();
    let wanted = market.pool.read_now(|db| walk_in::wanted(db, &by, seller.household)).unwrap().unwrap();
    let row = market.pool.read_now(|db| queries::seller(db, market.site, seller.household)).unwrap().unwrap();
    let suited = market.plan(Version::Published).suited(&walk_in::newcomer(&row, wanted));
    assert_eq!(suited.unclaimed.iter().map(|stall| stall.id).collect::<Vec<_>>(), [market.stalls[2]]);
    let [(stall, breaks)] = suited.claimed.as_slice() else { panic!("{suited:?}") };
    assert_eq!((stall.id, breaks.len(), breaks[0].booking), (market.stalls[0], 1, c));
    assert!(suited.unsuited.is_empty());
}

#[test]
fn who_signed_off_is_told_apart_and_not_counted() {
    let market = Market::new();
    let seller = market.seller(1, market.office.espiari);
    let booking = market.ask(&seller, &only([market.stalls[0]]));
    market.publish(market.run());
    let by = Asker::manager(&market.manager(), seller.household);
    done(&market.pool, |db| bookings::withdraw(db, &by, market.day));
    market.opens(40);
    let list = list(&market);
    assert_eq!(holds(&list), [(booking, Hold::SignedOff)]);
    assert_eq!(list.tally, Tally { free: 3, ..Tally::default() });
}

#[test]
fn somebody_is_found_by_name_or_stall_in_any_spelling_and_the_numbers_stay() {
    let market = Market::new();
    let [a, b, ..] = morning(&market);
    let found = |typed: &str| {
        let mut list = list(&market);
        list.keep(&SearchQuery::parse(typed).unwrap());
        (list.holders.iter().map(|holder| holder.person.booking).collect::<Vec<_>>(), list.tally)
    };
    let (holders, tally) = found("۲");
    assert!(holders.contains(&b) && !holders.is_empty());
    assert_eq!(tally, list(&market).tally);
    let name = market.plan(Version::Published).request(a).unwrap().name.replace('ی', "ي");
    assert!(found(&name).0.contains(&a));
    assert!(found("کسی‌که‌نیست").0.is_empty());
}

#[test]
fn the_list_is_ticked_on_the_day_itself_once_a_plan_is_published() {
    let market = Market::new();
    market.ask(&market.seller(1, market.office.espiari), &anything());
    assert_eq!(list(&market).phase, Phase::Coming);
    market.opens(0);
    assert_eq!(list(&market).phase, Phase::NotPublished);
    market.publish(market.run());
    assert_eq!(list(&market).phase, Phase::UnderWay);
    market.opens(24 * 60);
    assert_eq!(list(&market).phase, Phase::Over);
}
