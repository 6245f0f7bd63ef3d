//! What changed since the plan was announced: the drawing of the day, who comes after all, what was given by mistake.
use super::handing_on::{holder, known, seen, tick, walk_in};
use super::{Market, Seller, anything, done, first_held, only, refused, several};
use crate::db::schema::audit_event;
use crate::i18n::Locale;
use crate::kernel::fields::Fields;
use crate::kernel::ids::{BookingId, StallId};
use crate::kernel::lang::Lang;
use crate::kernel::money::MoneyUnit;
use crate::stalls::absences::{self, NewAbsence};
use crate::stalls::access::Asker;
use crate::stalls::edits::{Edit, NewRow, StallChange};
use crate::stalls::hand_on::{self, HandOn, HandOnRefusal};
use crate::stalls::model::{Attendance, Origin, Rules, Wanted};
use crate::stalls::queries::Version;
use crate::stalls::walk_in::{self, WalkInRefusal};
use crate::stalls::{bookings, day_drawing, days, forms, queries};
use crate::testing;
use chrono::{Days, TimeDelta};
use diesel::{ExpressionMethods, QueryDsl, RunQueryDsl};

/// Changes the drawing of the day alone.
pub(super) fn redraw(market: &Market, edit: &Edit) {
    let by = market.manager();
    let seen = market.pool.read_now(|db| queries::drawing_of_day(db, market.day)).unwrap().changes;
    done(&market.pool, |db| day_drawing::edit(db, &by, edit, Some(seen)));
}

fn blocked(market: &Market, at: usize) -> Edit {
    Edit::ChangeStall(StallChange { blocked: Some("صحنه".into()), ..market.change(at) })
}

pub(super) fn asked(market: &Market, at: u32, wanted: &Wanted) -> (Seller, BookingId) {
    let seller = market.seller(at, market.office.espiari);
    let booking = market.ask(&seller, wanted);
    (seller, booking)
}

pub(super) fn gift(market: &Market, stall: usize, to: BookingId) -> HandOn {
    HandOn { stall: market.stalls[stall], to, accepted: Some(seen(market)) }
}

pub(super) fn held(market: &Market, booking: BookingId) -> Vec<StallId> {
    market.plan(Version::Published).place(booking).unwrap().stalls.clone()
}

#[test]
fn a_gift_leaves_everyone_where_they_were_though_the_day_was_drawn_anew_since() {
    let market = Market::new();
    let (_, absent) = asked(&market, 1, &only([market.stalls[0]]));
    let (_, third) = asked(&market, 2, &only([market.stalls[2]]));
    let (_, next) = asked(&market, 3, &only([market.stalls[0]]));
    market.publish(market.run());
    market.opens(40);
    redraw(&market, &Edit::ChangeStall(StallChange { is_retired: true, ..market.change(2) }));
    tick(&market, absent, Attendance::NoShow);
    let before = market.plan(Version::Published).run.unwrap();
    let by = market.manager();
    done(&market.pool, |db| hand_on::give(db, &by, &gift(&market, 0, next)));
    let plan = market.plan(Version::Published);
    assert_eq!((plan.numbers_of(next), plan.numbers_of(third)), (vec!["1".to_owned()], vec!["3".to_owned()]));
    assert_eq!(plan.run.unwrap().edition, before.edition);
    done(&market.pool, |db| hand_on::take_back(db, &by, (next, first_held(&market, next))));
    assert_eq!(market.plan(Version::Published).numbers_of(third), ["3"]);
}

#[test]
fn a_stall_that_was_closed_since_is_given_to_nobody() {
    let market = Market::new();
    let seller = known(&market);
    let (_, absent) = asked(&market, 1, &only([market.stalls[0]]));
    let (_, next) = asked(&market, 2, &only([market.stalls[0]]));
    market.publish(market.run());
    market.opens(40);
    tick(&market, absent, Attendance::NoShow);
    let by = market.manager();
    done(&market.pool, |db| hand_on::give(db, &by, &gift(&market, 0, next)));
    redraw(&market, &blocked(&market, 0));
    redraw(&market, &blocked(&market, 1));
    let closed = walk_in(&seller, Some(market.stalls[1]));
    assert_eq!(refused(&market.pool, |db| walk_in::enter(db, &by, &closed)), WalkInRefusal::Taken);
    done(&market.pool, |db| hand_on::take_back(db, &by, (next, first_held(&market, next))));
    assert!(held(&market, absent).is_empty(), "nobody has it again");
    let again = refused(&market.pool, |db| hand_on::give(db, &by, &gift(&market, 0, next)));
    assert_eq!(again, HandOnRefusal::NoSuchStall);
}

#[test]
fn who_had_one_of_two_stalls_has_one_again() {
    let market = Market::new();
    let (_, absent) = asked(&market, 1, &only([market.stalls[0]]));
    asked(&market, 2, &only([market.stalls[2]]));
    let (_, next) = asked(&market, 3, &several(2, 2));
    market.publish(market.run());
    market.opens(40);
    assert_eq!(held(&market, absent), market.stalls[..1]);
    tick(&market, absent, Attendance::NoShow);
    let by = market.manager();
    done(&market.pool, |db| hand_on::give(db, &by, &gift(&market, 0, next)));
    assert_eq!(held(&market, next), market.stalls[..2]);
    done(&market.pool, |db| hand_on::take_back(db, &by, (next, first_held(&market, next))));
    assert_eq!((held(&market, absent), held(&market, next)), (market.stalls[..1].to_vec(), Vec::new()));
}

#[test]
fn who_had_two_stalls_of_which_one_went_on_has_both_again() {
    let market = Market::new();
    let (_, absent) = asked(&market, 1, &several(2, 2));
    asked(&market, 2, &only([market.stalls[2]]));
    market.publish(market.run());
    let by = market.manager();
    let late = Asker::manager(&by, market.seller(3, market.office.espiari).household);
    let next = done(&market.pool, |db| bookings::ask(db, &late, market.day, &anything()));
    market.opens(40);
    assert_eq!(held(&market, absent), market.stalls[..2]);
    tick(&market, absent, Attendance::NoShow);
    done(&market.pool, |db| hand_on::give(db, &by, &gift(&market, 0, next)));
    assert_eq!(held(&market, absent), market.stalls[1..2]);
    done(&market.pool, |db| hand_on::take_back(db, &by, (next, first_held(&market, next))));
    assert_eq!(held(&market, absent), market.stalls[..2]);
}

/// A seller known at the site is absent from the day before the market until two days after it.
fn away(market: &Market, seller: &Seller) {
    let day = market.plan(Version::Latest).day.day;
    let by = Asker::site_manager(&market.site_manager(), seller.household);
    let new = NewAbsence { site: market.site, first_day: day - Days::new(1), last_day: day + Days::new(2) };
    done(&market.pool, |db| absences::announce(db, &by, &new));
}

fn absences_of(market: &Market, seller: &Seller) -> Vec<(i64, i64)> {
    let day = market.plan(Version::Latest).day.day;
    let list = market.pool.read_now(|db| queries::absences_of(db, seller.household, None)).unwrap();
    list.iter().map(|one| ((one.first_day - day).num_days(), (one.last_day - day).num_days())).collect()
}

#[test]
fn who_was_noted_as_absent_and_comes_after_all_is_taken_in_and_the_other_days_stay_as_they_were() {
    let market = Market::new();
    let seller = known(&market);
    asked(&market, 1, &only([market.stalls[0]]));
    away(&market, &seller);
    market.publish(market.run());
    market.opens(40);
    let by = market.manager();
    let taken = walk_in(&seller, Some(market.stalls[0]));
    assert_eq!(refused(&market.pool, |db| walk_in::enter(db, &by, &taken)), WalkInRefusal::Taken);
    assert_eq!(absences_of(&market, &seller), [(-1, 2)], "nothing is kept of what was refused");
    let new = walk_in(&seller, Some(market.stalls[1]));
    done(&market.pool, |db| walk_in::enter(db, &by, &new));
    let plan = market.plan(Version::Published);
    let theirs = plan.holder(market.stalls[1]).unwrap();
    assert_eq!((theirs.origin, theirs.is_absent), (Origin::WalkIn, false));
    assert_eq!(absences_of(&market, &seller), [(1, 2)]);
    let ended = audit_event::table.filter(audit_event::action.eq("end_absence")).count();
    assert_eq!(market.pool.read_now(|db| ended.get_result::<i64>(db.conn)).unwrap(), 1);
}

#[test]
fn who_had_asked_before_the_absence_is_on_the_list_again() {
    let market = Market::new();
    let seller = known(&market);
    let booking = market.ask(&seller, &anything());
    away(&market, &seller);
    asked(&market, 1, &only([market.stalls[0]]));
    market.publish(market.run());
    market.opens(40);
    let on_list = |market: &Market| {
        let mut listed = market.pool.read_now(|db| queries::who_is_on_list(db, market.day)).unwrap();
        listed.retain(|(household, _)| *household == seller.household);
        listed
    };
    assert!(on_list(&market).is_empty());
    let (by, new) = (market.manager(), walk_in(&seller, None));
    done(&market.pool, |db| walk_in::enter(db, &by, &new));
    assert_eq!(on_list(&market), [(seller.household, booking)]);
    let plan = market.plan(Version::Published);
    assert_eq!(plan.queue().first().map(|request| request.booking), Some(booking));
    done(&market.pool, |db| walk_in::enter(db, &by, &new));
}

/// Who of these is dealt first a week later, because nothing was left for them.
fn first_next_week(market: &mut Market, sellers: &[&Seller]) -> Vec<bool> {
    market.open_next_week();
    let asked: Vec<BookingId> = sellers.iter().map(|seller| market.ask(seller, &anything())).collect();
    let plan = market.plan(Version::Latest);
    asked.iter().map(|booking| plan.request(*booking).unwrap().was_refused).collect()
}

fn refused_first(market: &Market) {
    market.rules(&Rules { refused_first: true, ..Rules::default() });
}

#[test]
fn who_did_not_come_or_came_too_late_or_signed_off_was_not_refused() {
    let mut market = Market::new();
    refused_first(&market);
    let (absent, a) = asked(&market, 1, &only([market.stalls[0]]));
    let (late, b) = asked(&market, 2, &only([market.stalls[1]]));
    let (off, c) = asked(&market, 3, &only([market.stalls[2]]));
    let waiting = [4, 5, 6, 7].map(|at| asked(&market, at, &anything()));
    market.publish(market.run());
    market.opens(-60);
    let by = market.manager();
    let asker = Asker::manager(&by, off.household);
    done(&market.pool, |db| bookings::withdraw(db, &asker, market.day));
    market.opens(40);
    tick(&market, a, Attendance::NoShow);
    tick(&market, b, Attendance::NoShow);
    for (at, (_, to)) in waiting.iter().take(3).enumerate() {
        done(&market.pool, |db| hand_on::give(db, &by, &gift(&market, at, *to)));
    }
    tick(&market, b, Attendance::Came);
    assert_eq!([a, b, c].map(|gone| held(&market, gone).len()), [0, 0, 0]);
    let first = first_next_week(&mut market, &[&absent, &late, &off, &waiting[0].0, &waiting[3].0]);
    assert_eq!(first, [false, false, false, false, true]);
}

#[test]
fn nobody_was_refused_on_a_day_that_was_called_off() {
    let mut market = Market::new();
    refused_first(&market);
    let [.., (last, _)] = [1, 2, 3, 4].map(|at| asked(&market, at, &anything()));
    market.publish(market.run());
    let by = market.manager();
    done(&market.pool, |db| days::cancel(db, &by));
    assert_eq!(first_next_week(&mut market, &[&last]), [false]);
}

#[test]
fn a_number_is_that_of_todays_drawing_first_and_then_of_the_site() {
    let market = Market::new();
    let code = market.pool.read_now(|db| queries::code_of(db, market.site)).unwrap();
    let at = |number: &str| {
        let found = market.pool.read_now(|db| queries::today_at(db, &code, number)).unwrap();
        found.map(|today| today.stall)
    };
    redraw(&market, &Edit::ChangeStall(StallChange { number: "9".into(), ..market.change(0) }));
    redraw(&market, &Edit::ChangeStall(StallChange { number: "1".into(), ..market.change(1) }));
    redraw(&market, &Edit::AddRow(NewRow { name: "جشنواره".into(), prefix: "ج".into(), ..super::row(1) }));
    assert_eq!((at("1"), at("9"), at("ج1")), (Some(market.stalls[0]), None, None), "another day");
    market.opens(0);
    assert_eq!((at("1"), at("9")), (Some(market.stalls[1]), Some(market.stalls[0])));
    assert!(at("ج1").is_some_and(|stall| !market.stalls.contains(&stall)));
    assert_eq!(at("2"), Some(market.stalls[1]), "the label on the stall still leads to it");
    market.pool.clock().advance(TimeDelta::days(1));
    assert_eq!((at("1"), at("ج1")), (Some(market.stalls[0]), None));
}

#[test]
fn a_stall_that_cannot_be_read_is_neither_nobodys_nor_the_whole_market() {
    let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    let came = |stall: &str| forms::walk_in(&Fields::new(vec![pair("household", "7"), pair("stall", stall)]));
    assert!(came("twelve").is_none());
    assert_eq!(came("").map(|new| new.stall), Some(None));
    let locale = Locale::new(Lang::Fa, MoneyUnit::Toman, testing::now().date());
    let happened = |stall: &str| {
        let sent = [("kind", "water"), ("stall", stall), ("idem", "key-of-one-act")];
        let fields = Fields::new(sent.into_iter().map(|(name, value)| pair(name, value)).collect());
        forms::incident(&fields, &locale).map(|new| new.stall)
    };
    assert_eq!(happened("").unwrap(), None);
    assert_eq!(happened("12").unwrap(), Some(StallId(12)));
    let problems = happened("twelve").unwrap_err();
    assert_eq!(problems.iter().map(|problem| problem.field).collect::<Vec<_>>(), ["stall"]);
}

#[test]
fn a_form_of_someone_who_comes_unasked_that_comes_twice_changes_nothing() {
    let market = Market::new();
    let seller = known(&market);
    asked(&market, 1, &only([market.stalls[0]]));
    market.publish(market.run());
    market.opens(40);
    let (by, new) = (market.manager(), walk_in(&seller, Some(market.stalls[1])));
    done(&market.pool, |db| walk_in::enter(db, &by, &new));
    let published = seen(&market);
    done(&market.pool, |db| walk_in::enter(db, &by, &new));
    assert_eq!(seen(&market), published, "it came twice");
    assert!(holder(&market, market.stalls[1]).is_some());
    let other = walk_in(&seller, Some(market.stalls[2]));
    assert_eq!(refused(&market.pool, |db| walk_in::enter(db, &by, &other)), WalkInRefusal::Asked);
}
