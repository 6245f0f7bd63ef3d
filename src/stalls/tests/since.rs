//! What became of the drawing since a plan was published: who is told of it anew, and what can be given on the day.
use super::after_all::{asked, gift, held, redraw as redraw_day};
use super::handing_on::{known, tick, walk_in};
use super::{Market, done, first_held, only, redraw, refused, row, several};
use crate::kernel::ids::StallId;
use crate::stalls::day_drawing::{self, DayDrawingRefusal};
use crate::stalls::edits::{Edit, NewRow, NewStalls, RowChange, StallChange};
use crate::stalls::fittings::Fittings;
use crate::stalls::hand_on::{self, HandOnRefusal};
use crate::stalls::model::{Attendance, Drawing, Reason, Wanted, Wishes};
use crate::stalls::publish::{self, PublishRefusal};
use crate::stalls::queries::{self, Version};
use crate::stalls::walk_in::{self as walk_ins, WalkInRefusal};

fn change_site(market: &Market, edit: &Edit) {
    let by = market.site_manager();
    done(&market.pool, |db| redraw(db, &by, edit));
}

/// The drawing by which the published plan is kept to on the day.
fn to_keep(market: &Market) -> Drawing {
    market.pool.read_now(|db| queries::plan_to_keep(db, market.day)).unwrap().drawing
}

/// The numbers of the stalls that can be given now.
fn free(market: &Market) -> Vec<String> {
    let plan = market.pool.read_now(|db| queries::plan_to_keep(db, market.day)).unwrap();
    plan.free().map(|stall| stall.number.clone()).collect()
}

/// A row of two stalls for the day alone, which become the market's fourth and fifth.
fn add_row(market: &mut Market) {
    let festival = NewRow { name: "جشنواره".into(), prefix: "ج".into(), ..row(2) };
    redraw_day(market, &Edit::AddRow(festival));
    let drawn = market.pool.read_now(|db| queries::drawing_of_day(db, market.day)).unwrap().drawing;
    let added: Vec<StallId> = drawn.stalls().skip(3).map(|stall| stall.id).collect();
    market.stalls.extend(added);
}

#[test]
fn whose_stall_got_another_number_is_told_of_it_and_nobody_else() {
    let market = Market::new();
    let (one, booking) = asked(&market, 1, &only([market.stalls[1]]));
    let (other, _) = asked(&market, 2, &only([market.stalls[2]]));
    assert_eq!(market.publish(market.run()), 2);
    change_site(&market, &Edit::ChangeStall(StallChange { number: "12".into(), ..market.change(1) }));
    assert_eq!(market.publish(market.run()), 1);
    assert_eq!([&one, &other].map(|seller| market.letters_to(seller.account)), [2, 1]);
    assert_eq!(market.plan(Version::Published).numbers_of(booking), ["12"]);
    let wide = StallChange { number: "12".into(), width_cm: 300, ..market.change(1) };
    change_site(&market, &Edit::ChangeStall(wide));
    assert_eq!(market.publish(market.run()), 0, "of its width nobody is told");
}

#[test]
fn new_numbers_are_told_without_assigning_again() {
    let market = Market::new();
    let (one, booking) = asked(&market, 1, &only([market.stalls[1]]));
    let (other, _) = asked(&market, 2, &only([market.stalls[2]]));
    market.publish(market.run());
    let by = market.manager();
    let seen = market.plan(Version::Published).run.unwrap().seen();
    assert_eq!(refused(&market.pool, |db| publish::announce_numbers(db, &by, seen)), PublishRefusal::Nothing);
    change_site(&market, &Edit::ChangeStall(StallChange { number: "12".into(), ..market.change(1) }));
    assert_eq!(market.plan(Version::Published).numbers_of(booking), ["2"], "until it is told");
    assert_eq!(done(&market.pool, |db| publish::announce_numbers(db, &by, seen)), 1);
    assert_eq!([&one, &other].map(|seller| market.letters_to(seller.account)), [2, 1]);
    let plan = market.plan(Version::Published);
    assert_eq!((plan.numbers_of(booking), plan.places.len()), (vec!["12".to_owned()], 2));
    assert!(!plan.place(booking).unwrap().by_hand, "why they are there is as it was");
    assert_eq!(refused(&market.pool, |db| publish::announce_numbers(db, &by, seen)), PublishRefusal::Stale);
    change_site(&market, &Edit::ChangeStall(StallChange { number: "13".into(), ..market.change(1) }));
    let draft = market.pool.read_now(|db| queries::plan(db, market.day, Version::Latest)).unwrap();
    let again = draft.run.unwrap().seen();
    market.run();
    assert_eq!(refused(&market.pool, |db| publish::announce_numbers(db, &by, again)), PublishRefusal::Stale);
}

#[test]
fn whose_row_got_another_name_is_told_of_it() {
    let market = Market::new();
    asked(&market, 1, &only([market.stalls[1]]));
    market.publish(market.run());
    let row = market.pool.read_now(|db| queries::drawing(db, market.site, db.now.today)).unwrap().rows[0].id;
    change_site(&market, &Edit::ChangeRow(RowChange { row, name: "میوه".into(), is_ring: false }));
    assert_eq!(market.publish(market.run()), 1);
    assert_eq!(market.publish(market.run()), 0);
}

#[test]
fn whose_stall_was_taken_off_for_the_day_is_told_of_it() {
    let market = Market::new();
    let (seller, booking) = asked(&market, 1, &only([market.stalls[1]]));
    market.publish(market.run());
    redraw_day(&market, &Edit::ChangeStall(StallChange { is_retired: true, ..market.change(1) }));
    assert_eq!(market.publish(market.run()), 1);
    assert_eq!(market.letters_to(seller.account), 2);
    let plan = market.plan(Version::Published);
    assert_eq!(plan.place(booking).unwrap().reason, Some(Reason::NoWishAvailable));
}

#[test]
fn who_did_not_come_and_is_in_the_next_plan_no_more_is_told_of_it() {
    let market = Market::new();
    let (absent, booking) = asked(&market, 1, &only([market.stalls[1]]));
    let (other, _) = asked(&market, 2, &only([market.stalls[2]]));
    market.publish(market.run());
    market.opens(40);
    tick(&market, booking, Attendance::NoShow);
    assert_eq!(market.publish(market.run()), 1);
    assert_eq!([&absent, &other].map(|seller| market.letters_to(seller.account)), [2, 1]);
    assert!(market.plan(Version::Published).place(booking).is_none());
}

#[test]
fn a_stall_closed_or_taken_off_today_is_not_offered_and_one_opened_or_added_today_is() {
    let mut market = Market::new();
    let shut =
        |market: &Market, at| Edit::ChangeStall(StallChange { blocked: Some("لوله".into()), ..market.change(at) });
    redraw_day(&market, &shut(&market, 2));
    asked(&market, 1, &only([market.stalls[0]]));
    market.publish(market.run());
    market.opens(40);
    assert_eq!(free(&market), ["2"]);
    redraw_day(&market, &Edit::ChangeStall(market.change(2)));
    assert_eq!(free(&market), ["2", "3"], "it was opened");
    redraw_day(&market, &shut(&market, 1));
    add_row(&mut market);
    assert_eq!(free(&market), ["3", "ج1", "ج2"]);
    redraw_day(&market, &Edit::ChangeStall(StallChange { is_retired: true, ..market.change(2) }));
    assert_eq!(free(&market), ["ج1", "ج2"]);
}

#[test]
fn a_stall_that_has_another_number_today_is_offered_by_it_and_its_holder_keeps_the_number_that_was_told() {
    let market = Market::new();
    let (_, booking) = asked(&market, 1, &only([market.stalls[0]]));
    let (_, waits) = asked(&market, 2, &only([market.stalls[0], market.stalls[1]]));
    let by = market.manager();
    market.publish(market.run());
    market.opens(40);
    for (at, number) in [(0, "10"), (1, "11"), (2, "12")] {
        let fittings = Fittings { water: true, ..Fittings::NONE };
        redraw_day(&market, &Edit::ChangeStall(StallChange { number: number.into(), fittings, ..market.change(at) }));
    }
    assert_eq!(market.plan(Version::Published).numbers_of(waits), ["2"]);
    assert_eq!(free(&market), ["12"]);
    assert!(to_keep(&market).stall(market.stalls[0]).unwrap().fittings.water, "what it offers is as it is today");
    tick(&market, waits, Attendance::NoShow);
    let seller = known(&market);
    let new = walk_in(&seller, Some(market.stalls[2]));
    done(&market.pool, |db| walk_ins::enter(db, &by, &new));
    let plan = market.plan(Version::Published);
    let theirs = plan.holder(market.stalls[2]).unwrap().booking;
    assert_eq!((plan.numbers_of(theirs), plan.numbers_of(booking)), (vec!["12".to_owned()], vec!["1".to_owned()]));
}

#[test]
fn a_stall_added_today_goes_to_who_comes_unasked_and_everyone_else_stays_where_they_were() {
    let mut market = Market::new();
    let seller = known(&market);
    let (_, booking) = asked(&market, 1, &only([market.stalls[0]]));
    market.publish(market.run());
    market.opens(40);
    add_row(&mut market);
    let by = market.manager();
    let new = walk_in(&seller, Some(market.stalls[3]));
    done(&market.pool, |db| walk_ins::enter(db, &by, &new));
    let plan = market.plan(Version::Published);
    let theirs = plan.holder(market.stalls[3]).unwrap().booking;
    assert_eq!((plan.numbers_of(theirs), plan.numbers_of(booking)), (vec!["ج1".to_owned()], vec!["1".to_owned()]));
    let coming = market.pool.read_now(|db| queries::coming_stall_of(db, seller.household)).unwrap();
    assert_eq!(coming.unwrap().numbers, ["ج1"]);
    assert_eq!(free(&market), ["2", "3", "ج2"]);
    let back = refused(&market.pool, |db| day_drawing::throw_away(db, &by, Some(1)));
    assert_eq!(back, DayDrawingRefusal::InUse("ج1".into()));
    let draft = market.pool.read_now(|db| queries::working_plan(db, market.day)).unwrap();
    assert_eq!((draft.numbers_of(theirs), draft.unusable().count()), (vec!["ج1".to_owned()], 0));
    done(&market.pool, |db| hand_on::take_back(db, &by, (theirs, first_held(&market, theirs))));
    assert_eq!(free(&market), ["2", "3", "ج1", "ج2"]);
}

#[test]
fn a_stall_added_to_a_row_today_makes_room_for_who_needs_two() {
    let market = Market::new();
    let wishes = Wishes::ranked([market.stalls[0]]);
    asked(&market, 1, &Wanted { flexible: false, wishes, ..several(2, 2) });
    let (_, waits) = asked(&market, 2, &several(2, 2));
    market.publish(market.run());
    market.opens(40);
    let row = to_keep(&market).rows[0].id;
    redraw_day(&market, &Edit::AddStalls(NewStalls { row, stalls: 1, prefix: String::new(), first_number: 4 }));
    let by = market.manager();
    done(&market.pool, |db| hand_on::give(db, &by, &gift(&market, 2, waits)));
    assert_eq!(market.plan(Version::Published).numbers_of(waits), ["3", "4"]);
    let extra = held(&market, waits)[1];
    redraw_day(
        &market,
        &Edit::ChangeStall(StallChange { stall: extra, number: "4".into(), is_retired: true, ..market.change(0) }),
    );
    assert_eq!(market.plan(Version::Published).numbers_of(waits), ["3", "4"], "as they were told");
    let draft = market.pool.read_now(|db| queries::working_plan(db, market.day)).unwrap();
    let unusable: Vec<Vec<String>> = draft.unusable().map(|(_, stalls)| stalls).collect();
    assert_eq!(unusable, [["4"]]);
    assert!(free(&market).is_empty());
}

#[test]
fn a_stall_added_and_closed_again_today_is_given_to_nobody() {
    let mut market = Market::new();
    let seller = known(&market);
    asked(&market, 1, &only([market.stalls[0]]));
    let (_, waits) = asked(&market, 2, &only([market.stalls[0]]));
    market.publish(market.run());
    market.opens(40);
    add_row(&mut market);
    let number = || "ج1".to_owned();
    let shut =
        StallChange { stall: market.stalls[3], number: number(), blocked: Some("لوله".into()), ..market.change(0) };
    redraw_day(&market, &Edit::ChangeStall(shut));
    let by = market.manager();
    let new = walk_in(&seller, Some(market.stalls[3]));
    assert_eq!(refused(&market.pool, |db| walk_ins::enter(db, &by, &new)), WalkInRefusal::Taken);
    let given = refused(&market.pool, |db| hand_on::give(db, &by, &gift(&market, 3, waits)));
    assert_eq!(given, HandOnRefusal::NoSuchStall);
}

#[test]
fn a_number_that_another_stall_has_today_is_said_of_that_one_alone() {
    let market = Market::new();
    let (_, booking) = asked(&market, 1, &only([market.stalls[0]]));
    market.publish(market.run());
    market.opens(40);
    for (at, number) in [(0, "10"), (1, "1")] {
        redraw_day(&market, &Edit::ChangeStall(StallChange { number: number.into(), ..market.change(at) }));
    }
    let plan = market.pool.read_now(|db| queries::plan_to_keep(db, market.day)).unwrap();
    assert_eq!(plan.drawing.numbers(&plan.place(booking).unwrap().stalls), ["10"]);
    assert_eq!(free(&market), ["1", "3"]);
}
