//! What is refused, each for its reason.
use super::{Market, anything, done, only, redraw, refused, row, unchanged};
use crate::households::persons::NewPerson;
use crate::kernel::contact::{Mobile, NationalId};
use crate::kernel::ids::{AreaId, HouseholdId, RowId, StallId};
use crate::kernel::lang::Lang;
use crate::stalls::bookings::AskRefusal;
use crate::stalls::days::{DayRefusal, DaysRefusal, NewDays};
use crate::stalls::drawing::{NewSite, SiteRefusal};
use crate::stalls::edits::{Edit, EditRefusal, MOST_IN_ROW, NewObstacle, NewRow, NewStalls, RowChange, StallChange};
use crate::stalls::model::{
    CategoryRule, Drawing, North, Obstacle, ObstacleKind, SiteDetails, Terms, VendorList, Wanted,
};
use crate::stalls::moves::{Move, MoveRefusal};
use crate::stalls::publish::{Publication, PublishRefusal};
use crate::stalls::rearrange::Change;
use crate::stalls::trial::TrialRefusal;
use crate::stalls::vendors::{CardRefusal, NewSeller, NewSellerRefusal, VendorChange, VendorRefusal};
use crate::stalls::{bookings, days, drawing, moves, publish, trial, vendors};
use crate::testing::proof;
use chrono::{Days, TimeDelta};
use std::cell::Cell;

const NOWHERE: i64 = 77;

/// A drawing of so many full rows.
fn full_rows(rows: i32) -> (Drawing, impl Fn() -> i64) {
    let last = Cell::new(0);
    let new_id = move || {
        last.set(last.get() + 1);
        last.get()
    };
    let mut drawing = Drawing::default();
    for at in 0..rows {
        let full = NewRow { first_number: 1 + at * MOST_IN_ROW, ..row(MOST_IN_ROW) };
        Edit::AddRow(full).apply(&mut drawing, &new_id).unwrap();
    }
    (drawing, new_id)
}

fn more(row: RowId, stalls: i32) -> Edit {
    Edit::AddStalls(NewStalls { row, stalls, prefix: "ی".into(), first_number: 1 })
}

#[test]
fn a_row_has_no_more_than_sixty_stalls() {
    let (mut drawing, new_id) = full_rows(1);
    let (before, id) = (drawing.clone(), drawing.rows[0].id);
    assert_eq!(more(id, 1).apply(&mut drawing, &new_id), Err(EditRefusal::RowFull));
    assert_eq!(drawing, before);
}

#[test]
fn a_site_has_no_more_than_four_hundred_stalls_of_those_that_are_drawn() {
    let (mut drawing, new_id) = full_rows(6);
    let too_long = Edit::AddRow(NewRow { first_number: 900, ..row(41) });
    assert_eq!(too_long.apply(&mut drawing, &new_id), Err(EditRefusal::TooMany));
    Edit::AddRow(NewRow { first_number: 900, ..row(40) }).apply(&mut drawing, &new_id).unwrap();
    let (last, stall) = (drawing.rows[6].id, drawing.rows[0].stalls[0].clone());
    assert_eq!(more(last, 1).apply(&mut drawing, &new_id), Err(EditRefusal::TooMany));
    let change = |is_retired| {
        Edit::ChangeStall(StallChange {
            stall: stall.id,
            number: stall.number.clone(),
            width_cm: 200,
            fittings: stall.fittings,
            category: None,
            blocked: None,
            is_retired,
            shapes_row: false,
        })
    };
    change(true).apply(&mut drawing, &new_id).unwrap();
    more(last, 1).apply(&mut drawing, &new_id).unwrap();
    assert_eq!(change(false).apply(&mut drawing, &new_id), Err(EditRefusal::TooMany), "its place was taken");
}

#[test]
fn what_is_not_on_the_drawing_is_not_changed() {
    let market = Market::new();
    let by = market.site_manager();
    let no = |edit: Edit| refused(&market.pool, |db| redraw(db, &by, &edit));
    let (nowhere, stall) = (RowId(NOWHERE), StallId(NOWHERE));
    assert_eq!(no(more(nowhere, 1)), EditRefusal::UnknownRow);
    let renamed = RowChange { row: nowhere, name: "ب".into(), is_ring: false };
    assert_eq!(no(Edit::ChangeRow(renamed)), EditRefusal::UnknownRow);
    assert_eq!(no(Edit::ChangeStall(StallChange { stall, ..market.change(0) })), EditRefusal::UnknownStall);
    let obstacle = Obstacle { kind: ObstacleKind::Wall, width_cm: 20 };
    let between = (market.stalls[0], stall);
    assert_eq!(no(Edit::PutObstacle(NewObstacle { between, obstacle })), EditRefusal::UnknownStall);
}

#[test]
fn a_category_that_there_is_not_is_named_in_vain() {
    let market = Market::new();
    let (by, nothing) = (market.site_manager(), || "nothing".to_owned());
    let no = |edit: Edit| refused(&market.pool, |db| redraw(db, &by, &edit));
    let row = NewRow { first_number: 10, category: Some(nothing()), ..row(1) };
    assert_eq!(no(Edit::AddRow(row)), EditRefusal::UnknownCategory);
    let marked = StallChange { category: Some(nothing()), ..market.change(0) };
    assert_eq!(no(Edit::ChangeStall(marked)), EditRefusal::UnknownCategory);
    let rule = CategoryRule { category: nothing(), required: false, max_stalls: None, max_vendors: None };
    assert_eq!(no(Edit::SetCategory(rule)), EditRefusal::UnknownCategory);
    let seller = market.seller(1, market.office.espiari);
    let asker = market.asker(&seller);
    let wanted = Wanted { category: nothing(), ..anything() };
    let refusal = refused(&market.pool, |db| bookings::ask(db, &asker, market.day, &wanted));
    assert_eq!(refusal, AskRefusal::UnknownCategory);
    market.open_shop(&seller);
    let refusal = refused(&market.pool, |db| vendors::take_in(db, &by, seller.household, "nothing"));
    assert_eq!(refusal, VendorRefusal::UnknownCategory);
}

#[test]
fn a_site_is_opened_in_an_area_that_there_is() {
    let market = Market::new();
    let admin = proof(&market.pool, market.office.admin, &[]).unwrap();
    let new = NewSite {
        area: AreaId(NOWHERE),
        north: North::Up,
        details: SiteDetails {
            name: "بازار".into(),
            address: "آمل".into(),
            opens_minute: 480,
            closes_minute: 840,
            cutoff_hours: 24,
            no_show_minutes: 30,
        },
    };
    assert_eq!(refused(&market.pool, |db| drawing::open_site(db, &admin, &new)), SiteRefusal::UnknownArea);
}

#[test]
fn a_day_that_was_called_off_is_neither_assigned_nor_moved_nor_published_nor_called_off_again() {
    let market = Market::new();
    let booking = market.ask(&market.seller(1, market.office.espiari), &anything());
    let seen = unchanged(market.run());
    let by = market.manager();
    done(&market.pool, |db| days::cancel(db, &by));
    let wanted = Move { booking, change: Change::Nowhere, seen, accepts_breaks: true };
    assert_eq!(refused(&market.pool, |db| moves::apply(db, &by, &wanted)), MoveRefusal::Closed);
    let publication = Publication { seen, closes_early: true };
    assert_eq!(refused(&market.pool, |db| publish::publish(db, &by, publication)), PublishRefusal::Closed);
    assert_eq!(refused(&market.pool, |db| trial::run(db, &by)), TrialRefusal::Cancelled);
    assert_eq!(refused(&market.pool, |db| days::cancel(db, &by)), DayRefusal::Cancelled);
}

#[test]
fn a_past_day_stays_as_it_was() {
    let market = Market::new();
    market.ask(&market.seller(1, market.office.espiari), &anything());
    market.opens(0);
    market.pool.clock().advance(TimeDelta::days(1));
    let by = market.manager();
    assert_eq!(refused(&market.pool, |db| trial::run(db, &by)), TrialRefusal::Past);
    assert_eq!(refused(&market.pool, |db| days::cancel(db, &by)), DayRefusal::Past);
    assert_eq!(refused(&market.pool, |db| days::announce(db, &by, "باران")), DayRefusal::Past);
}

#[test]
fn where_there_is_no_stall_nothing_is_assigned() {
    let market = Market::new();
    market.ask(&market.seller(1, market.office.espiari), &anything());
    let by = market.site_manager();
    for at in 0..3 {
        let gone = Edit::ChangeStall(StallChange { is_retired: true, ..market.change(at) });
        done(&market.pool, |db| redraw(db, &by, &gone));
    }
    let by = market.manager();
    assert_eq!(refused(&market.pool, |db| trial::run(db, &by)), TrialRefusal::NoStall);
}

#[test]
fn days_are_opened_for_two_years_ahead() {
    let market = Market::new();
    let (by, today) = (market.site_manager(), market.pool.clock().now().today);
    let new = |ahead| NewDays { first: today + Days::new(ahead), weeks: 1, opens_minute: 480, closes_minute: 840 };
    assert_eq!(refused(&market.pool, |db| days::open(db, &by, &new(731))), DaysRefusal::TooFar);
    assert_eq!(done(&market.pool, |db| days::open(db, &by, &new(730))).len(), 1);
}

#[test]
fn a_plan_is_published_once() {
    let market = Market::new();
    market.ask(&market.seller(1, market.office.espiari), &anything());
    let seen = market.run();
    market.publish(seen);
    let again = Publication { seen: unchanged(seen), closes_early: true };
    let by = market.manager();
    assert_eq!(refused(&market.pool, |db| publish::publish(db, &by, again)), PublishRefusal::Nothing);
}

#[test]
fn who_does_not_ask_is_not_moved_and_nobody_where_nobody_can_stand() {
    let market = Market::new();
    let [stays, leaves] = [1, 2].map(|at| market.seller(at, market.office.espiari));
    let booking = market.ask(&stays, &only([market.stalls[1]]));
    let gone = market.ask(&leaves, &anything());
    let seen = unchanged(market.run());
    let (by, asker) = (market.manager(), market.asker(&leaves));
    done(&market.pool, |db| bookings::withdraw(db, &asker, market.day));
    let no = |booking, change| {
        let wanted = Move { booking, change, seen, accepts_breaks: true };
        refused(&market.pool, |db| moves::apply(db, &by, &wanted))
    };
    assert_eq!(no(gone, Change::To(market.stalls[2])), MoveRefusal::NotAsked);
    assert_eq!(no(booking, Change::To(StallId(NOWHERE))), MoveRefusal::NoSuchStall);
    assert_eq!(no(booking, Change::To(market.stalls[1])), MoveRefusal::Nothing);
}

#[test]
fn who_is_not_known_at_the_site_is_not_changed_and_gets_no_card() {
    let market = Market::new();
    let by = market.site_manager();
    let known = market.seller(1, market.office.espiari);
    market.ask(&known, &anything());
    let terms = Terms { list: VendorList::A, guaranteed: 0 };
    let change = VendorChange { household: HouseholdId(NOWHERE), seniority: 9, category: "bread".into(), terms };
    assert_eq!(refused(&market.pool, |db| vendors::change(db, &by, &change)), VendorRefusal::Unknown);
    let no_card = |of| refused(&market.pool, |db| vendors::new_card(db, &by, of));
    assert_eq!(no_card(HouseholdId(NOWHERE)), CardRefusal::Unknown);
    assert_eq!(no_card(known.household), CardRefusal::NotAwaited);
}

#[test]
fn a_home_business_is_registered_where_the_site_serves_and_under_a_number_of_its_own() {
    let market = Market::new();
    let by = market.site_manager();
    market.seller(1, market.office.espiari);
    let new = |area, mobile: &str| {
        let head = NewPerson {
            given_name: "کبری".into(), family_name: "نوری".into(), national_id: None, mobile: None
        };
        NewSeller { head, mobile: Mobile::parse(mobile).unwrap(), area, lang: Lang::Fa }
    };
    let no = |area, mobile: &str| refused(&market.pool, |db| vendors::register(db, &by, &new(area, mobile)));
    assert_eq!(no(market.office.country, "09121111111"), NewSellerRefusal::OtherArea);
    assert_eq!(no(market.office.espiari, "09120000101"), NewSellerRefusal::MobileTaken);
    let mut with_id = new(market.office.espiari, "09121111111");
    with_id.head.national_id = Some(NationalId::parse("0010350829").unwrap());
    done(&market.pool, |db| vendors::register(db, &by, &with_id));
    with_id.mobile = Mobile::parse("09121111112").unwrap();
    assert_eq!(refused(&market.pool, |db| vendors::register(db, &by, &with_id)), NewSellerRefusal::Known);
}
