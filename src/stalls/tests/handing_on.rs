//! Free stalls on the day itself: who gets one, in which order, and who comes unasked.
use super::{Market, Seller, anything, done, first_held, only, refused, three_phase};
use crate::db::schema::job;
use crate::kernel::ids::{BookingId, RunId, StallId};
use crate::stalls::attendance::{self, Tick};
use crate::stalls::hand_on::{self, HandOn, HandOnRefusal};
use crate::stalls::model::{Attendance, Former, Grounds, Origin, Reason, Waited, Wanted};
use crate::stalls::queries::{self, Version};
use crate::stalls::rearrange::{Ahead, BreakKind};
use crate::stalls::vendors;
use crate::stalls::walk_in::{self, WalkIn, WalkInRefusal};
use crate::stalls::{days, jobs};
use chrono::NaiveDateTime;
use diesel::{ExpressionMethods, QueryDsl, RunQueryDsl};

/// The first stall is wanted by these and no other, most senior first; the plan is published, and the day has come.
fn morning<const N: usize>(market: &Market) -> [(Seller, BookingId); N] {
    let first = only([market.stalls[0]]);
    let mut at = 0;
    let asked = std::array::from_fn(|_| {
        at += 1;
        let seller = market.seller(at, market.office.espiari);
        let booking = market.ask(&seller, &first);
        (seller, booking)
    });
    market.publish(market.run());
    market.opens(40);
    asked
}

pub(super) fn tick(market: &Market, of: BookingId, seen: Attendance) {
    let by = market.manager();
    done(&market.pool, |db| attendance::mark(db, &by, Tick::now(of, seen)));
}

pub(super) fn seen(market: &Market) -> RunId {
    market.plan(Version::Published).run.unwrap().id
}

fn gift(market: &Market, to: BookingId) -> HandOn {
    HandOn { stall: market.stalls[0], to, accepted: None }
}

pub(super) fn holder(market: &Market, stall: StallId) -> Option<BookingId> {
    market.plan(Version::Published).holder(stall).map(|request| request.booking)
}

#[test]
fn the_stall_of_someone_who_did_not_come_goes_to_the_next_and_both_are_told() {
    let market = Market::new();
    let [(first, a), (next, b), _] = morning(&market);
    tick(&market, a, Attendance::NoShow);
    let plan = market.plan(Version::Published);
    assert_eq!(plan.line().first_for(market.stalls[0]).unwrap().booking, b);
    let waited = plan.place(b).unwrap().grounds.clone();
    let letters = [first.account, next.account].map(|account| market.letters_to(account));
    let by = market.manager();
    done(&market.pool, |db| hand_on::give(db, &by, &gift(&market, b)));
    assert_eq!(holder(&market, market.stalls[0]), Some(b));
    let plan = market.plan(Version::Published);
    assert_eq!(
        plan.place(b).unwrap().grounds,
        Grounds::HandedOn {
            from: vec![Former {
                booking: a,
                stalls: market.stalls[..1].to_vec(),
                grounds: Some(Box::new(Grounds::Wish { rank: 1 }))
            }],
            waited: Some(Box::new(Waited { reason: Reason::NoWishAvailable, grounds: waited })),
        }
    );
    assert!(plan.place(b).unwrap().by_hand && plan.place(a).unwrap().stalls.is_empty());
    assert_eq!(plan.place(a).unwrap().grounds, Grounds::NotThere);
    let told = [first.account, next.account].map(|account| market.letters_to(account));
    assert_eq!(told, letters.map(|before| before + 1));
}

#[test]
fn what_depends_on_a_stall_that_went_on_is_looked_at_only_once_that_is_no_slip_any_more() {
    let market = Market::new();
    let [(_, a), (_, b)] = morning(&market);
    tick(&market, a, Attendance::NoShow);
    market.pool.change_now(|db| diesel::delete(job::table).execute(db.conn).map(drop)).unwrap();
    let (by, now) = (market.manager(), market.pool.clock().now().at);
    done(&market.pool, |db| hand_on::give(db, &by, &gift(&market, b)));
    let looks = || {
        let looks = job::table.filter(job::kind.eq(jobs::DAY_CHANGED)).order(job::run_at).select(job::run_at);
        market.pool.read_now(|db| looks.load::<NaiveDateTime>(db.conn)).unwrap()
    };
    assert_eq!(looks(), [now + jobs::SLIP], "by then it may be taken back");
    done(&market.pool, |db| days::cancel(db, &by));
    assert_eq!(looks(), [now, now + jobs::SLIP], "what is called off is looked at at once all the same");
}

#[test]
fn every_version_that_people_were_told_of_says_when_and_the_first_shows_who_did_not_come() {
    let market = Market::new();
    let [(_, a), (_, b)] = morning(&market);
    tick(&market, a, Attendance::NoShow);
    let by = market.manager();
    let given = market.pool.clock().now().at;
    done(&market.pool, |db| hand_on::give(db, &by, &gift(&market, b)));
    let runs = market.pool.read_now(|db| queries::runs_of(db, market.day)).unwrap();
    let told: Vec<_> = runs.iter().map(|run| (run.version, run.published_at)).collect();
    let [(2, Some(second)), (1, Some(first))] = told.as_slice() else { panic!("{told:?}") };
    assert!(*second == given && *first < given, "{told:?}");
    let before = market.plan(Version::Numbered(1));
    assert_eq!(before.holder(market.stalls[0]).map(|request| request.booking), None, "who did not come holds none now");
    let before = before.when_made();
    assert_eq!(before.holder(market.stalls[0]).map(|request| request.booking), Some(a), "but did when it was made");
    market.run();
    assert_eq!(market.pool.read_now(|db| queries::runs_of(db, market.day)).unwrap()[0].published_at, None);
}

#[test]
fn of_two_managers_who_give_the_same_stall_one_does_and_a_form_that_comes_twice_changes_nothing() {
    let market = Market::new();
    let [(_, a), (_, b), (_, c)] = morning(&market);
    tick(&market, a, Attendance::NoShow);
    let (by, to_b) = (market.manager(), gift(&market, b));
    let to_c = HandOn { to: c, accepted: Some(seen(&market)), ..to_b };
    done(&market.pool, |db| hand_on::give(db, &by, &to_b));
    let published = seen(&market);
    done(&market.pool, |db| hand_on::give(db, &by, &to_b));
    assert_eq!(seen(&market), published, "it came twice");
    assert_eq!(refused(&market.pool, |db| hand_on::give(db, &by, &to_c)), HandOnRefusal::Taken);
}

#[test]
fn who_is_there_is_offered_a_stall_before_a_senior_who_is_not() {
    let market = Market::new();
    let [(_, a), (_, b), (_, c)] = morning(&market);
    tick(&market, a, Attendance::NoShow);
    let by = market.manager();
    let to_c = gift(&market, c);
    let HandOnRefusal::Breaks(breaks) = refused(&market.pool, |db| hand_on::give(db, &by, &to_c)) else { panic!() };
    assert!(
        breaks.iter().any(|one| one.booking == b && one.kind == BreakKind::PassedOver(Ahead::Seniority)),
        "{breaks:?}"
    );
    tick(&market, c, Attendance::Here);
    assert_eq!(market.plan(Version::Published).line().first_for(market.stalls[0]).unwrap().booking, c);
    done(&market.pool, |db| hand_on::give(db, &by, &to_c));
    let plan = market.plan(Version::Published);
    assert_eq!(plan.request(c).unwrap().attendance, Some(Attendance::Came), "who waited there has come");
}

#[test]
fn what_was_accepted_on_an_old_plan_is_asked_again() {
    let market = Market::new();
    let [(_, a), (_, b), (_, c)] = morning(&market);
    tick(&market, a, Attendance::NoShow);
    let (by, old) = (market.manager(), seen(&market));
    done(&market.pool, |db| hand_on::give(db, &by, &gift(&market, b)));
    done(&market.pool, |db| hand_on::take_back(db, &by, (b, first_held(&market, b))));
    let stale = HandOn { accepted: Some(old), ..gift(&market, c) };
    assert!(matches!(refused(&market.pool, |db| hand_on::give(db, &by, &stale)), HandOnRefusal::Breaks(_)));
    done(&market.pool, |db| hand_on::give(db, &by, &HandOn { accepted: Some(seen(&market)), ..stale }));
}

#[test]
fn who_comes_after_all_has_the_stall_again_while_it_is_free_and_waits_once_it_is_not() {
    let market = Market::new();
    let [(_, a), (_, b)] = morning(&market);
    tick(&market, a, Attendance::NoShow);
    tick(&market, a, Attendance::Came);
    assert_eq!(holder(&market, market.stalls[0]), Some(a));
    tick(&market, a, Attendance::NoShow);
    let by = market.manager();
    done(&market.pool, |db| hand_on::give(db, &by, &gift(&market, b)));
    tick(&market, a, Attendance::Came);
    let plan = market.plan(Version::Published);
    assert_eq!(plan.request(a).unwrap().attendance, Some(Attendance::Here));
    assert_eq!(plan.queue().first().map(|request| request.booking), Some(a));
}

#[test]
fn a_stall_that_is_taken_back_is_whose_it_was() {
    let market = Market::new();
    let [(_, a), (_, b)] = morning(&market);
    tick(&market, a, Attendance::NoShow);
    tick(&market, b, Attendance::Here);
    let by = market.manager();
    done(&market.pool, |db| hand_on::give(db, &by, &gift(&market, b)));
    done(&market.pool, |db| hand_on::take_back(db, &by, (b, first_held(&market, b))));
    done(&market.pool, |db| hand_on::take_back(db, &by, (b, first_held(&market, b))));
    let plan = market.plan(Version::Published);
    assert_eq!(
        (plan.place(a).unwrap().stalls.as_slice(), plan.holder(market.stalls[0]).is_none()),
        (&market.stalls[..1], true)
    );
    assert_eq!(plan.queue().first().map(|request| request.booking), Some(b));
    tick(&market, a, Attendance::Came);
    assert_eq!(holder(&market, market.stalls[0]), Some(a));
}

#[test]
fn nothing_is_given_before_the_day_nor_a_blocked_stall_nor_to_who_has_one() {
    let market = Market::new();
    let [(_, a), (_, b)] = morning(&market);
    let by = market.manager();
    let to_b = gift(&market, b);
    let give = |wanted: HandOn| refused(&market.pool, |db| hand_on::give(db, &by, &wanted));
    assert_eq!(give(HandOn { stall: StallId(7), ..to_b }), HandOnRefusal::NoSuchStall);
    assert_eq!(give(to_b), HandOnRefusal::Taken);
    assert_eq!(give(HandOn { to: a, stall: market.stalls[1], ..to_b }), HandOnRefusal::NotWaiting);
    market.opens(-24 * 60);
    assert_eq!(give(to_b), HandOnRefusal::NotYet);
    market.opens(24 * 60);
    assert_eq!(give(to_b), HandOnRefusal::Over);
}

#[test]
fn the_queue_is_the_order_in_which_the_engine_deals() {
    let market = Market::new();
    let [plain, needy] = [anything(), Wanted { needs: three_phase(), ..anything() }];
    let first = market.seller(1, market.office.espiari);
    market.ask(&first, &plain);
    market.run();
    let mut asked: Vec<BookingId> = Vec::new();
    for (at, wanted) in [(2, &plain), (3, &needy), (4, &plain), (5, &needy)] {
        asked.push(market.ask(&market.seller(at, market.office.espiari), wanted));
    }
    let plan = market.plan(Version::Latest);
    let queue: Vec<BookingId> = plan.queue().into_iter().map(|request| request.booking).collect();
    assert_eq!(queue, [asked[1], asked[3], asked[0], asked[2]]);
}

pub(super) fn walk_in(of: &Seller, stall: Option<StallId>) -> WalkIn {
    WalkIn { household: of.household, stall, accepted: None }
}

/// Someone the site knows who did not ask.
pub(super) fn known(market: &Market) -> Seller {
    let seller = market.seller(9, market.office.espiari);
    market.open_shop(&seller);
    let by = market.site_manager();
    done(&market.pool, |db| vendors::take_in(db, &by, seller.household, "bread"));
    seller
}

#[test]
fn who_comes_unasked_gets_a_free_stall_at_once_and_is_told_apart() {
    let market = Market::new();
    let seller = known(&market);
    let [(_, a)] = morning(&market);
    let by = market.manager();
    let new = walk_in(&seller, Some(market.stalls[1]));
    done(&market.pool, |db| walk_in::enter(db, &by, &new));
    let plan = market.plan(Version::Published);
    let theirs = plan.holder(market.stalls[1]).unwrap();
    assert_eq!((theirs.origin, theirs.attendance), (Origin::WalkIn, Some(Attendance::Came)));
    assert_eq!(plan.holder(market.stalls[0]).map(|request| request.booking), Some(a), "nobody else moved");
}

#[test]
fn who_comes_unasked_passes_over_nobody_who_waits_there_unless_that_was_read() {
    let market = Market::new();
    let seller = known(&market);
    let [(_, a), (_, b)] = morning(&market);
    tick(&market, a, Attendance::NoShow);
    tick(&market, b, Attendance::Here);
    let by = market.manager();
    let new = walk_in(&seller, Some(market.stalls[0]));
    assert!(matches!(refused(&market.pool, |db| walk_in::enter(db, &by, &new)), WalkInRefusal::Breaks(_)));
    assert_eq!(market.plan(Version::Published).requests.len(), 2, "nothing is kept of what was refused");
    let read = seen(&market);
    done(&market.pool, |db| walk_in::enter(db, &by, &WalkIn { accepted: Some(read), ..new }));
    assert!(holder(&market, market.stalls[0]).is_some_and(|holder| holder != a && holder != b));
}

#[test]
fn nobody_comes_unasked_before_the_day_or_to_a_site_that_does_not_know_them() {
    let market = Market::new();
    let [stranger, seller] = [market.seller(8, market.office.espiari), known(&market)];
    let [_] = morning(&market);
    let by = market.manager();
    let enter = |new: WalkIn| refused(&market.pool, |db| walk_in::enter(db, &by, &new));
    assert_eq!(enter(walk_in(&stranger, None)), WalkInRefusal::Unknown);
    assert_eq!(enter(walk_in(&seller, Some(StallId(7)))), WalkInRefusal::Taken);
    market.opens(-24 * 60);
    assert_eq!(enter(walk_in(&seller, None)), WalkInRefusal::NotNow);
}
