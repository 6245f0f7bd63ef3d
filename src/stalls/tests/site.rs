//! The drawing, the days and the sellers of a site.
use super::{Market, anything, done, only, redraw, refused, row};
use crate::db::schema::holiday;
use crate::stalls::access::{DayManager, SiteManager};
use crate::stalls::bookings::AskRefusal;
use crate::stalls::days::{DaysRefusal, NewDays};
use crate::stalls::edits::{Edit, EditRefusal, NewRow, StallChange};
use crate::stalls::model::{DayState, Terms, VendorList};
use crate::stalls::queries::Version;
use crate::stalls::vendors::{VendorChange, VendorRefusal};
use crate::stalls::{bookings, days, drawing, queries, vendors};
use crate::testing::proof;
use chrono::Days;
use diesel::{ExpressionMethods, RunQueryDsl};

#[test]
fn a_number_stands_once_on_the_drawing() {
    let market = Market::new();
    let by = market.site_manager();
    let again = NewRow { first_number: 3, ..row(2) };
    let refusal = refused(&market.pool, |db| redraw(db, &by, &Edit::AddRow(again.clone())));
    assert_eq!(refusal, EditRefusal::NumberTaken("3".into()));
    let change = StallChange { number: "1".into(), ..market.change(1) };
    let refusal = refused(&market.pool, |db| redraw(db, &by, &Edit::ChangeStall(change.clone())));
    assert_eq!(refusal, EditRefusal::NumberTaken("1".into()));
}

#[test]
fn of_two_who_saw_the_same_drawing_one_changes_it() {
    let market = Market::new();
    let by = market.site_manager();
    let seen = market.pool.read_now(|db| queries::site(db, market.site)).unwrap().version;
    let wide = |at, width_cm| Edit::ChangeStall(StallChange { width_cm, ..market.change(at) });
    done(&market.pool, |db| drawing::edit(db, &by, &wide(1, 300), Some(seen)));
    for unseen in [Some(seen), Some(seen + 2), None] {
        let stale = refused(&market.pool, |db| drawing::edit(db, &by, &wide(2, 400), unseen));
        assert_eq!(stale, EditRefusal::Stale);
    }
    done(&market.pool, |db| drawing::edit(db, &by, &wide(2, 400), Some(seen + 1)));
    let drawn = market.pool.read_now(|db| queries::drawing(db, market.site, db.now.today)).unwrap();
    assert_eq!(drawn.stalls().map(|stall| stall.width_cm).collect::<Vec<_>>(), [200, 300, 400]);
}

#[test]
fn a_retired_stall_leaves_the_drawing_unless_it_is_given_away() {
    let market = Market::new();
    let by = market.site_manager();
    let seller = market.seller(1, market.office.espiari);
    let wished = only([market.stalls[1]]);
    market.ask(&seller, &wished);
    market.publish(market.run());
    let retire = |at| StallChange { is_retired: true, ..market.change(at) };
    let refusal = refused(&market.pool, |db| redraw(db, &by, &Edit::ChangeStall(retire(1))));
    assert_eq!(refusal, EditRefusal::InUse("2".into()));
    done(&market.pool, |db| redraw(db, &by, &Edit::ChangeStall(retire(2))));
    let now = market.pool.read_now(|db| queries::working_plan(db, market.day)).unwrap();
    assert_eq!(now.drawing.stalls().count(), 2);
    assert_eq!(market.plan(Version::Published).drawing.stalls().count(), 3, "as it was announced");
}

#[test]
fn every_week_is_opened_once() {
    let market = Market::new();
    let by = market.site_manager();
    let first = market.plan(Version::Latest).day.day;
    let four = NewDays { first, weeks: 4, opens_minute: 480, closes_minute: 840 };
    assert_eq!(done(&market.pool, |db| days::open(db, &by, &four)).len(), 3);
    assert_eq!(refused(&market.pool, |db| days::open(db, &by, &four)), DaysRefusal::AllOpen);
    let past = NewDays { first: first - Days::new(7), ..four };
    assert_eq!(refused(&market.pool, |db| days::open(db, &by, &past)), DaysRefusal::Past);

    let on = [first + Days::new(28), first + Days::new(35)];
    let names = (holiday::name_fa.eq("یلدا"), holiday::name_en.eq("Yalda"));
    for day in on {
        let row = (holiday::day.eq(day), names);
        market.pool.change_now(|db| diesel::insert_into(holiday::table).values(row).execute(db.conn)).unwrap();
    }
    let seven = NewDays { weeks: 7, ..four };
    assert_eq!(done(&market.pool, |db| days::open(db, &by, &seven)).len(), 1, "holidays are left out");
    let holiday = NewDays { first: on[0], weeks: 1, ..four };
    assert_eq!(refused(&market.pool, |db| days::open(db, &by, &holiday)), DaysRefusal::Holiday);
}

#[test]
fn a_manager_of_another_place_proves_nothing() {
    let market = Market::new();
    let by = market.office.manager;
    let stranger: Option<SiteManager> = proof(&market.pool, market.office.caseworker, &[("site", market.site.0)]);
    assert!(stranger.is_none());
    assert!(proof::<DayManager>(&market.pool, by, &[("day", 77)]).is_none());
}

#[test]
fn calling_a_day_off_tells_everyone_who_asked() {
    let market = Market::new();
    let seller = market.seller(1, market.office.espiari);
    market.ask(&seller, &anything());
    let by = market.manager();
    assert_eq!(done(&market.pool, |db| days::cancel(db, &by)), 1);
    assert_eq!(market.plan(Version::Latest).day.state, DayState::Cancelled);
    assert_eq!(market.letters_to(seller.account), 1);
    let asker = market.asker(&seller);
    assert_eq!(refused(&market.pool, |db| bookings::ask(db, &asker, market.day, &anything())), AskRefusal::Cancelled);
}

#[test]
fn a_seniority_number_belongs_to_one_seller() {
    let market = Market::new();
    let [one, two] = [1, 2].map(|at| market.seller(at, market.office.espiari));
    let by = market.site_manager();
    let unknown = refused(&market.pool, |db| vendors::take_in(db, &by, one.household, "bread"));
    assert_eq!(unknown, VendorRefusal::OtherArea, "nobody can see a shop of theirs yet");
    for seller in [&one, &two] {
        market.open_shop(seller);
        done(&market.pool, |db| vendors::take_in(db, &by, seller.household, "bread"));
    }
    let again = refused(&market.pool, |db| vendors::take_in(db, &by, one.household, "bread"));
    assert_eq!(again, VendorRefusal::Known);
    let terms = Terms { list: VendorList::B, guaranteed: 2 };
    let change = VendorChange { household: two.household, seniority: 1, category: "herbs".into(), terms };
    assert_eq!(refused(&market.pool, |db| vendors::change(db, &by, &change)), VendorRefusal::SeniorityTaken);
}
