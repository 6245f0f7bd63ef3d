//! The drawing of one market day alone.
use super::{Market, anything, done, only, redraw, refused, row, several};
use crate::stalls::bookings::{self, AskRefusal};
use crate::stalls::day_drawing::{self, DayDrawingRefusal};
use crate::stalls::edits::{Edit, EditRefusal, NewObstacle, NewRow, StallChange};
use crate::stalls::model::{Drawing, Obstacle, ObstacleKind, Wanted};
use crate::stalls::moves::{self, Move};
use crate::stalls::own::{self, NewOwn};
use crate::stalls::queries::Version;
use crate::stalls::rearrange::Change;
use crate::stalls::{queries, vendors, weekly};

fn of_day(market: &Market) -> Drawing {
    market.pool.read_now(|db| queries::drawing_of_day(db, market.day)).unwrap().drawing
}

fn of_site(market: &Market) -> Drawing {
    market.pool.read_now(|db| queries::drawing(db, market.site, db.now.today)).unwrap()
}

/// Changes the drawing of the day as somebody who has just looked.
fn edit(market: &Market, edit: &Edit) {
    let by = market.manager();
    let seen = market.pool.read_now(|db| queries::drawing_of_day(db, market.day)).unwrap().changes;
    done(&market.pool, |db| day_drawing::edit(db, &by, edit, Some(seen)));
}

fn blocked(market: &Market, at: usize) -> Edit {
    Edit::ChangeStall(StallChange { blocked: Some("صحنه".into()), ..market.change(at) })
}

fn festival() -> Edit {
    Edit::AddRow(NewRow { name: "جشنواره".into(), prefix: "ج".into(), ..row(2) })
}

#[test]
fn a_change_for_a_day_leaves_the_site_and_other_days_alone() {
    let mut market = Market::new();
    let before = of_site(&market);
    edit(&market, &blocked(&market, 1));
    edit(&market, &festival());
    assert_eq!(of_site(&market), before);
    assert_eq!(of_day(&market).stalls().count(), 5);
    market.open_next_week();
    assert_eq!(of_day(&market), before);
}

#[test]
fn the_requests_and_the_plan_of_the_day_follow_its_own_drawing() {
    let market = Market::new();
    edit(&market, &blocked(&market, 1));
    edit(&market, &festival());
    let seller = market.seller(1, market.office.espiari);
    let asker = market.asker(&seller);
    let closed = refused(&market.pool, |db| bookings::ask(db, &asker, market.day, &only([market.stalls[1]])));
    assert_eq!(closed, AskRefusal::WishUnavailable);
    let extra = of_day(&market).stalls().nth(4).unwrap().id;
    let booking = market.ask(&seller, &only([extra]));
    market.publish(market.run());
    assert_eq!(market.plan(Version::Published).numbers_of(booking), ["ج2"]);
    let coming = market.pool.read_now(|db| queries::coming_stall_of(db, seller.household)).unwrap();
    assert_eq!(coming.unwrap().numbers, ["ج2"]);
}

#[test]
fn what_only_one_day_has_is_not_wished_for_every_week() {
    let market = Market::new();
    edit(&market, &festival());
    let extra = of_day(&market).stalls().nth(3).unwrap().id;
    let seller = market.seller(1, market.office.espiari);
    let by = market.asker(&seller);
    let refusal = refused(&market.pool, |db| weekly::ask(db, &by, market.day, &only([extra])));
    assert_eq!(refusal, AskRefusal::NoWish);
    let wanted = Wanted { flexible: true, ..only([extra, market.stalls[0]]) };
    done(&market.pool, |db| weekly::ask(db, &by, market.day, &wanted));
    let asked = market.plan(Version::Latest).requests[0].wanted.clone();
    assert_eq!(asked.wishes.len(), 2, "on this day both are wished for");
}

#[test]
fn an_obstacle_of_the_day_parts_two_stalls_on_it() {
    let market = Market::new();
    let between = (market.stalls[0], market.stalls[1]);
    let obstacle = Obstacle { kind: ObstacleKind::Other, width_cm: 300 };
    edit(&market, &Edit::PutObstacle(NewObstacle { between, obstacle }));
    let booking = market.ask(&market.seller(1, market.office.espiari), &several(2, 2));
    market.run();
    assert_eq!(market.numbers_of(booking), ["2", "3"]);
    assert!(of_site(&market).are_neighbours(market.stalls[0], market.stalls[1]));
}

#[test]
fn two_managers_do_not_overwrite_each_other() {
    let market = Market::new();
    let by = market.manager();
    done(&market.pool, |db| day_drawing::edit(db, &by, &blocked(&market, 1), Some(0)));
    let stale = refused(&market.pool, |db| day_drawing::edit(db, &by, &blocked(&market, 2), Some(0)));
    assert_eq!(stale, DayDrawingRefusal::Edit(EditRefusal::Stale));
    let taken = Edit::AddRow(row(1));
    let refusal = refused(&market.pool, |db| day_drawing::edit(db, &by, &taken, Some(1)));
    assert_eq!(refusal, DayDrawingRefusal::Edit(EditRefusal::NumberTaken("1".into())));
}

#[test]
fn who_stands_on_a_stall_closed_since_is_named_and_can_be_moved() {
    let market = Market::new();
    let booking = market.ask(&market.seller(1, market.office.espiari), &only([market.stalls[1]]));
    market.publish(market.run());
    edit(&market, &blocked(&market, 1));
    let plan = market.pool.read_now(|db| queries::working_plan(db, market.day)).unwrap();
    assert_eq!(plan.unusable().map(|(request, _)| request.booking).collect::<Vec<_>>(), [booking]);
    assert_eq!(market.plan(Version::Published).numbers_of(booking), ["2"]);

    let (by, seen) = (market.manager(), plan.run.unwrap().seen());
    let wanted = Move { booking, change: Change::To(market.stalls[2]), seen, accepts_breaks: true };
    done(&market.pool, |db| moves::apply(db, &by, &wanted));
    let plan = market.pool.read_now(|db| queries::working_plan(db, market.day)).unwrap();
    assert_eq!((plan.numbers_of(booking), plan.unusable().count()), (vec!["3".to_owned()], 0));
}

#[test]
fn the_day_goes_back_to_the_sites_drawing_unless_an_extra_stall_is_given_away() {
    let market = Market::new();
    edit(&market, &festival());
    let extra = of_day(&market).stalls().nth(3).unwrap().id;
    let seller = market.seller(1, market.office.espiari);
    market.ask(&seller, &only([extra]));
    market.publish(market.run());
    let by = market.manager();
    let refusal = refused(&market.pool, |db| day_drawing::throw_away(db, &by, Some(1)));
    assert_eq!(refusal, DayDrawingRefusal::InUse("ج1".into()));
}

#[test]
fn a_day_that_went_back_follows_the_site_again() {
    let market = Market::new();
    edit(&market, &festival());
    let by = market.manager();
    done(&market.pool, |db| day_drawing::throw_away(db, &by, Some(1)));
    assert_eq!(
        refused(&market.pool, |db| day_drawing::throw_away(db, &by, Some(2))),
        DayDrawingRefusal::Edit(EditRefusal::Stale)
    );
    assert_eq!(of_day(&market), of_site(&market));
    edit(&market, &festival());
    assert_eq!(of_day(&market).stalls().count(), 5, "the same numbers can be drawn again");
}

#[test]
fn an_own_stall_can_be_closed_for_a_day_but_not_be_missing() {
    let market = Market::new();
    let seller = market.seller(1, market.office.espiari);
    market.open_shop(&seller);
    let by = market.site_manager();
    done(&market.pool, |db| vendors::take_in(db, &by, seller.household, "bread"));
    let from = market.pool.clock().now().today;
    let own = NewOwn { household: seller.household, stall: market.stalls[1], from };
    done(&market.pool, |db| own::give(db, &by, &own));
    let gone = Edit::ChangeStall(StallChange { is_retired: true, ..market.change(1) });
    let by = market.manager();
    let refusal = refused(&market.pool, |db| day_drawing::edit(db, &by, &gone, Some(0)));
    assert_eq!(refusal, DayDrawingRefusal::Edit(EditRefusal::Owned("2".into())));
    edit(&market, &blocked(&market, 1));
    market.run();
    let plan = market.plan(Version::Latest);
    assert_eq!(plan.placed().count(), 1, "the holder gets what else suits");
}

#[test]
fn a_past_day_is_not_drawn_anew() {
    let market = Market::new();
    market.opens(0);
    market.pool.clock().advance(chrono::TimeDelta::days(1));
    let by = market.manager();
    let refusal = refused(&market.pool, |db| day_drawing::edit(db, &by, &blocked(&market, 1), Some(0)));
    assert_eq!(refusal, DayDrawingRefusal::Closed);
}

#[test]
fn the_site_can_change_while_a_day_has_its_own_drawing() {
    let market = Market::new();
    edit(&market, &blocked(&market, 1));
    let by = market.site_manager();
    let wide = StallChange { width_cm: 500, ..market.change(0) };
    done(&market.pool, |db| redraw(db, &by, &Edit::ChangeStall(wide.clone())));
    assert_eq!(of_day(&market).stall(market.stalls[0]).unwrap().width_cm, 200);
    let booking = market.ask(&market.seller(1, market.office.espiari), &anything());
    market.run();
    assert_eq!(market.numbers_of(booking).len(), 1);
    let plan = market.pool.read_now(|db| queries::working_plan(db, market.day)).unwrap();
    assert!(plan.planned.is_none(), "what changed on the site is nothing to this day");
}
