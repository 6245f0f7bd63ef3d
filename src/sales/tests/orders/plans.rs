//! Weekly plans: «every day except Friday 40 loaves, ready at 7, orders until 20 the day before» makes dated batches, and keeps
//! its hands off what was changed alone or ordered.
use super::Market;
use super::ahead::terms;
use crate::catalogue::access::OwnGood;
use crate::catalogue::batches::jobs;
use crate::catalogue::batches::model::{Batch, BatchState, Pattern, Terms, Weekdays};
use crate::catalogue::batches::one::{self, BatchRefusal};
use crate::catalogue::batches::plan::{self, PlanRefusal};
use crate::catalogue::batches::queries;
use crate::catalogue::shown;
use crate::db::schema::{batch, holiday, product};
use crate::kernel::calendar::Weekday;
use crate::kernel::ids::BatchPlanId;
use crate::kernel::quantity::Quantity;
use crate::orders::batches::call_off;
use crate::orders::place;
use crate::sales::tests::world::{done, refused};
use chrono::{NaiveDate, TimeDelta};
use diesel::{ExpressionMethods, QueryDsl, RunQueryDsl};

fn bread(market: &Market) -> Pattern {
    let weekdays = Weekdays::of(Weekday::ALL.iter().copied().filter(|day| *day != Weekday::Friday));
    let starts_on = market.pool.clock().now().today;
    Pattern { weekdays, terms: terms(40_000), skips_holidays: true, starts_on, ends_on: None }
}

fn planned(market: &Market, by: &OwnGood) -> (BatchPlanId, Pattern) {
    let pattern = bread(market);
    (done(&market.pool, |db| plan::set(db, by, &pattern)), pattern)
}

fn holiday_on(market: &Market, day: NaiveDate) {
    let row = (holiday::day.eq(day), holiday::name_fa.eq("تعطیل"), holiday::name_en.eq("Holiday"));
    market.pool.change_now(|db| diesel::insert_into(holiday::table).values(row).execute(db.conn).map(drop)).unwrap();
}

fn batches(market: &Market) -> Vec<Batch> {
    let bread = market.world.homes[0].goods[0];
    market.pool.read_now(|db| queries::batches_of(db, bread)).unwrap()
}

fn days(market: &Market) -> Vec<String> {
    batches(market).iter().map(|batch| batch.day.to_string()).collect()
}

#[test]
fn every_day_except_friday_for_two_weeks_and_holidays_are_skipped() {
    let market = Market::open();
    // 22 May 2026 is a Friday; the clock stands at half past nine in Tehran.
    holiday_on(&market, "2026-05-27".parse().unwrap());
    let by = market.own_bread();
    planned(&market, &by);
    let expected = ["23", "24", "25", "26", "28", "30", "31"].map(|day| format!("2026-05-{day}"));
    let june = ["01", "02", "03", "04"].map(|day| format!("2026-06-{day}"));
    assert_eq!(days(&market), [&expected[..], &june].concat());
    let first = &batches(&market)[0];
    assert_eq!(first.ready_at.to_string(), "2026-05-23 03:30:00");
    assert_eq!(first.orders_until.to_string(), "2026-05-22 16:30:00");
    assert_eq!((first.planned, first.state), (Quantity(40_000), BatchState::Planned));
}

#[test]
fn the_job_adds_a_day_each_day_and_doing_it_twice_changes_nothing() {
    let market = Market::open();
    let by = market.own_bread();
    planned(&market, &by);
    let before = days(&market);
    jobs::make(&market.pool).unwrap();
    assert_eq!(days(&market), before);
    market.pool.clock().advance(TimeDelta::days(2));
    jobs::make(&market.pool).unwrap();
    let after = days(&market);
    assert_eq!(after.last().map(String::as_str), Some("2026-06-06"), "the Saturday after a Friday");
    let twice: std::collections::BTreeSet<_> = after.iter().collect();
    assert_eq!(twice.len(), after.len());
}

#[test]
fn a_day_that_became_a_holiday_goes_unless_somebody_ordered() {
    let market = Market::open();
    let by = market.own_bread();
    planned(&market, &by);
    let (ordered, quiet) = (batches(&market)[2].clone(), batches(&market)[3].clone());
    let placing = market.asking_ahead("before-the-holiday", ordered.id, 1_000);
    done(&market.pool, |db| place::place(db, &placing));
    holiday_on(&market, ordered.day);
    holiday_on(&market, quiet.day);
    jobs::make(&market.pool).unwrap();
    let left = days(&market);
    assert!(left.contains(&ordered.day.to_string()) && !left.contains(&quiet.day.to_string()), "{left:?}");
}

#[test]
fn a_day_changed_alone_or_called_off_survives_the_job_and_a_later_plan() {
    let market = Market::open();
    let by = market.own_bread();
    let (id, pattern) = planned(&market, &by);
    let all = batches(&market);
    let (alone, off, ordered) = (&all[0], &all[1], &all[2]);
    let more = Terms { quantity: Quantity(80_000), ..terms(0) };
    let own = market.own_batch(alone.id);
    done(&market.pool, |db| one::change(db, &own, (alone.version, alone.day, &more)));
    let own = market.own_batch(off.id);
    done(&market.pool, |db| call_off::call_off(db, &own, ""));
    let placing = market.asking_ahead("ordered-of-the-plan", ordered.id, 1_000);
    done(&market.pool, |db| place::place(db, &placing));
    let less = Pattern { terms: terms(20_000), ..pattern };
    done(&market.pool, |db| plan::change(db, &by, (id, 1), &less));
    jobs::make(&market.pool).unwrap();
    let now = batches(&market);
    let of = |day: NaiveDate| now.iter().filter(|batch| batch.day == day).collect::<Vec<_>>();
    assert_eq!((of(alone.day).len(), of(alone.day)[0].planned), (1, Quantity(80_000)));
    assert_eq!((of(off.day).len(), of(off.day)[0].state), (1, BatchState::CalledOff));
    assert_eq!((of(ordered.day).len(), of(ordered.day)[0].planned), (1, Quantity(40_000)), "as it was promised");
    assert!(now.iter().filter(|batch| batch.day > ordered.day).all(|batch| batch.planned == Quantity(20_000)));
    assert_eq!(now.len(), all.len());
    assert_eq!(refused(&market.pool, |db| plan::change(db, &by, (id, 1), &less)), PlanRefusal::Stale);
}

#[test]
fn an_ended_plan_takes_with_it_what_nobody_ordered() {
    let market = Market::open();
    let by = market.own_bread();
    let (id, _) = planned(&market, &by);
    let ordered = batches(&market)[4].clone();
    let placing = market.asking_ahead("of-an-ended-plan", ordered.id, 1_000);
    done(&market.pool, |db| place::place(db, &placing));
    done(&market.pool, |db| plan::end(db, &by, id));
    done(&market.pool, |db| plan::end(db, &by, id));
    jobs::make(&market.pool).unwrap();
    assert_eq!(days(&market), [ordered.day.to_string()]);
}

#[test]
fn a_plan_keeps_to_its_season() {
    let market = Market::open();
    let by = market.own_bread();
    let day = |text: &str| text.parse::<NaiveDate>().unwrap();
    let season = Pattern { starts_on: day("2026-05-25"), ends_on: Some(day("2026-05-26")), ..bread(&market) };
    done(&market.pool, |db| plan::set(db, &by, &season));
    assert_eq!(days(&market), ["2026-05-25", "2026-05-26"]);
}

#[test]
fn what_cannot_be_is_refused() {
    let market = Market::open();
    let by = market.own_bread();
    let today = market.pool.clock().now().today;
    let mut late = bread(&market);
    late.terms.until = crate::catalogue::batches::model::Until { days: 0, minute: 7 * 60 + 30 };
    assert_eq!(refused(&market.pool, |db| plan::set(db, &by, &late)), PlanRefusal::Late);
    assert_eq!(refused(&market.pool, |db| one::open(db, &by, (today, &late.terms))), BatchRefusal::Late);
    assert_eq!(refused(&market.pool, |db| one::open(db, &by, (today, &terms(1_000)))), BatchRefusal::Past);
    let far = today + TimeDelta::days(61);
    assert_eq!(refused(&market.pool, |db| one::open(db, &by, (far, &terms(1_000)))), BatchRefusal::TooFar);
    for _ in 0..queries::MOST_PLANS {
        planned(&market, &by);
    }
    let one_more = bread(&market);
    assert_eq!(refused(&market.pool, |db| plan::set(db, &by, &one_more)), PlanRefusal::TooMany);
}

#[test]
fn a_day_keeps_its_code_when_its_plan_changes_so_that_baskets_find_it() {
    let market = Market::open();
    let by = market.own_bread();
    let (id, pattern) = planned(&market, &by);
    let before = batches(&market);
    let longer = Pattern { terms: Terms { shelf_days: Some(5), ..pattern.terms }, ..pattern };
    done(&market.pool, |db| plan::change(db, &by, (id, 1), &longer));
    let after = batches(&market);
    let codes = |batches: &[Batch]| batches.iter().map(|batch| (batch.day, batch.code.clone())).collect::<Vec<_>>();
    assert_eq!(codes(&after), codes(&before));
    assert!(after.iter().all(|batch| batch.shelf_days == Some(5) && batch.version == 2));
}

#[test]
fn a_plan_of_somebody_else_is_not_ended() {
    let market = Market::open();
    let by = market.own_bread();
    assert_eq!(refused(&market.pool, |db| plan::end(db, &by, BatchPlanId(7))), PlanRefusal::Stale);
}

/// The codes of a good's days, with what of each is planned.
fn told(market: &Market) -> Vec<(NaiveDate, String, Quantity)> {
    batches(market).into_iter().map(|batch| (batch.day, batch.code, batch.planned)).collect()
}

#[test]
fn an_ended_plan_takes_a_day_changed_by_hand_with_it_and_brings_all_back_when_it_goes_on() {
    let market = Market::open();
    let by = market.own_bread();
    let (id, pattern) = planned(&market, &by);
    let alone = batches(&market)[3].clone();
    let own = market.own_batch(alone.id);
    let more = Terms { quantity: Quantity(80_000), ..terms(0) };
    done(&market.pool, |db| one::change(db, &own, (alone.version, alone.day, &more)));
    let before = told(&market);
    done(&market.pool, |db| plan::end(db, &by, id));
    assert_eq!(told(&market), [], "nobody ordered any of them");
    market.pool.clock().advance(TimeDelta::minutes(9));
    for _ in 0..2 {
        done(&market.pool, |db| plan::go_on(db, &by, id));
    }
    assert_eq!(told(&market), before, "each day under the code by which it lies in baskets");
    let less = Pattern { terms: terms(20_000), ..pattern };
    done(&market.pool, |db| plan::change(db, &by, (id, 2), &less));
    let after = told(&market);
    assert!(
        after.iter().all(|(day, _, planned)| planned.0 == if *day == alone.day { 80_000 } else { 20_000 }),
        "{after:?}"
    );
}

#[test]
fn what_went_with_an_ended_plan_is_deleted_after_ten_minutes_and_the_plan_stays_ended() {
    let market = Market::open();
    let by = market.own_bread();
    let (id, _) = planned(&market, &by);
    done(&market.pool, |db| plan::end(db, &by, id));
    let left = || -> i64 { market.pool.read_now(|db| batch::table.count().get_result(db.conn)).unwrap() };
    jobs::clear(&market.pool, &id.to_string()).unwrap();
    assert!(left() > 0, "not before its time");
    market.pool.clock().advance(TimeDelta::minutes(10));
    jobs::clear(&market.pool, &id.to_string()).unwrap();
    assert_eq!(left(), 0);
    assert_eq!(refused(&market.pool, |db| plan::go_on(db, &by, id)), PlanRefusal::Stale);
}

#[test]
fn an_ended_plan_does_not_go_on_in_another_unit() {
    let market = Market::open();
    let by = market.own_bread();
    let (id, _) = planned(&market, &by);
    done(&market.pool, |db| plan::end(db, &by, id));
    let packets = product::table.find(by.product());
    market.pool.change_now(|db| diesel::update(packets).set(product::unit.eq("packet")).execute(db.conn)).unwrap();
    assert_eq!(refused(&market.pool, |db| plan::go_on(db, &by, id)), PlanRefusal::Stale);
}

#[test]
fn a_good_that_buyers_see_again_has_its_days_at_once() {
    let market = Market::open();
    let by = market.own_bread();
    planned(&market, &by);
    market.pool.change_now(|db| shown::hide(db, by.product())).unwrap();
    market.pool.clock().advance(TimeDelta::days(2));
    jobs::make(&market.pool).unwrap();
    assert_eq!(days(&market).last().map(String::as_str), Some("2026-06-04"), "none while it is hidden");
    market.pool.change_now(|db| shown::show(db, by.product())).unwrap();
    assert_eq!(days(&market).last().map(String::as_str), Some("2026-06-06"));
}
