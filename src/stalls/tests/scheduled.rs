//! The run at the cut-off, made by the program.
use super::{Market, anything, done, only, redraw};
use crate::db::schema::{assignment_run, job, message};
use crate::jobs::Worker;
use crate::kernel::ids::AccountId;
use crate::messages::{self, Letter, OnDay};
use crate::stalls::days;
use crate::stalls::edits::{Edit, StallChange};
use crate::stalls::jobs::{ASSIGN, assign, plan_missing};
use crate::stalls::model::{DayState, Rules};
use crate::stalls::queries::Version;
use crate::stalls::{bookings, queries};
use chrono::TimeDelta;
use diesel::{ExpressionMethods, QueryDsl, RunQueryDsl};

fn work(market: &Market) {
    let worker =
        Worker::new(market.pool.clone()).with(ASSIGN, Box::new(assign)).with(messages::SEND, Box::new(|_, _| Ok(())));
    worker.drain().unwrap();
}

fn to_cutoff(market: &Market) {
    let day = market.plan(Version::Latest).day;
    market.pool.clock().set(day.cutoff_at);
}

fn makers(market: &Market) -> Vec<Option<AccountId>> {
    market.pool.read_now(|db| assignment_run::table.select(assignment_run::made_by).load(db.conn)).unwrap()
}

#[test]
fn at_the_cut_off_the_program_assigns_and_tells_the_manager_but_publishes_nothing() {
    let market = Market::new();
    let seller = market.seller(1, market.office.espiari);
    market.ask(&seller, &anything());
    market.ask(&market.seller(2, market.office.espiari), &only([market.stalls[0]]));
    work(&market);
    assert!(makers(&market).is_empty(), "nothing before the cut-off");
    to_cutoff(&market);
    work(&market);
    assert_eq!(makers(&market), [None]);
    let day = market.plan(Version::Latest).day;
    assert_eq!(day.state, DayState::Open);
    let told = market.pool.read_now(|db| messages::inbox_of(db, market.office.manager)).unwrap();
    let letters: Vec<Letter> = told.into_iter().map(|message| message.letter).collect();
    assert_eq!(
        letters,
        [Letter::PlanReady {
            on: OnDay { site: "بازار میدان".into(), day: day.day, id: Some(day.id) },
            placed: 2,
            waiting: 0
        }]
    );
    assert_eq!(market.letters_to(seller.account), 0);
}

#[test]
fn done_twice_or_after_the_manager_it_changes_nothing() {
    let market = Market::new();
    market.ask(&market.seller(1, market.office.espiari), &anything());
    market.run();
    to_cutoff(&market);
    work(&market);
    assign(&market.pool, &market.day.to_string()).unwrap();
    assert_eq!(makers(&market), [Some(market.office.manager)]);
    assert_eq!(market.letters_to(market.office.manager), 0);
}

#[test]
fn a_run_that_knew_an_older_request_or_drawing_is_made_anew() {
    let market = Market::new();
    let seller = market.seller(1, market.office.espiari);
    market.ask(&seller, &anything());
    market.run();
    market.pool.clock().advance(TimeDelta::minutes(1));
    market.ask(&seller, &only([market.stalls[2]]));
    to_cutoff(&market);
    work(&market);
    assert_eq!(makers(&market).len(), 2);
    let by = market.site_manager();
    let closed = StallChange { blocked: Some("لوله".into()), ..market.change(2) };
    done(&market.pool, |db| redraw(db, &by, &Edit::ChangeStall(closed.clone())));
    assign(&market.pool, &market.day.to_string()).unwrap();
    assert_eq!(makers(&market).len(), 3);
}

#[test]
fn a_run_that_does_not_know_who_took_a_request_back_or_by_which_rule_is_dealt_now_is_made_anew() {
    let market = Market::new();
    let sellers = [1, 2].map(|at| market.seller(at, market.office.espiari));
    let [first, _] = sellers.each_ref().map(|seller| market.ask(seller, &anything()));
    market.run();
    let asker = market.asker(&sellers[0]);
    done(&market.pool, |db| bookings::withdraw(db, &asker, market.day));
    to_cutoff(&market);
    work(&market);
    assert_eq!(makers(&market).len(), 2, "who took it back has no stall any more");
    assert!(market.plan(Version::Latest).place(first).is_none());
    let rules = Rules { refused_first: true, ..Rules::default() };
    market.rules(&rules);
    assign(&market.pool, &market.day.to_string()).unwrap();
    assign(&market.pool, &market.day.to_string()).unwrap();
    assert_eq!(makers(&market).len(), 3);
}

#[test]
fn a_day_without_requests_or_called_off_is_passed_over_in_silence() {
    let market = Market::new();
    to_cutoff(&market);
    work(&market);
    let by = market.manager();
    done(&market.pool, |db| days::cancel(db, &by));
    assign(&market.pool, &market.day.to_string()).unwrap();
    assert!(makers(&market).is_empty());
    let waiting: i64 = market
        .pool
        .read_now(|db| {
            let left = message::table.filter(message::account_id.eq(market.office.manager));
            left.count().get_result(db.conn)
        })
        .unwrap();
    assert_eq!(waiting, 0);
}

#[test]
fn days_opened_before_there_was_such_a_job_get_one_each() {
    let market = Market::new();
    let planned = |market: &Market| -> i64 {
        let count = |db: &mut crate::db::Db| job::table.filter(job::kind.eq(ASSIGN)).count().get_result(db.conn);
        market.pool.read_now(count).unwrap()
    };
    market.pool.change_now(|db| diesel::delete(job::table).execute(db.conn)).unwrap();
    market.pool.change_now(plan_missing).unwrap();
    market.pool.change_now(plan_missing).unwrap();
    assert_eq!(planned(&market), 1);
    let version = market.pool.read_now(|db| queries::drawing_of_day(db, market.day)).unwrap().edition;
    assert_eq!(version.day, None);
}
