//! Assignments: run, stored, published.
use super::{Market, anything, done, only, refused, several, three_phase, unchanged};
use crate::db::Db;
use crate::db::schema::{assignment, assignment_run, assignment_stall};
use crate::kernel::digest::hex;
use crate::kernel::ids::StallId;
use crate::stalls::access::Asker;
use crate::stalls::bookings::AskRefusal;
use crate::stalls::engine::{ENGINE, StoredRun};
use crate::stalls::model::{Grounds, Precedence, Reason, Rules, Wanted};
use crate::stalls::moves::Move;
use crate::stalls::publish::{Publication, PublishRefusal};
use crate::stalls::queries::Version;
use crate::stalls::rearrange::Change;
use crate::stalls::trial::{Made, TrialRefusal};
use crate::stalls::{bookings, moves, publish, trial, verify};
use diesel::{ExpressionMethods, QueryDsl, RunQueryDsl};

#[test]
fn the_more_senior_gets_the_last_stall_and_the_other_reads_why() {
    let market = Market::new();
    let needy = Wanted { needs: three_phase(), ..anything() };
    let first = market.ask(&market.seller(1, market.office.espiari), &needy);
    let second = market.ask(&market.seller(2, market.office.espiari), &needy);
    market.run();
    assert_eq!(market.stall_of(first).as_deref(), Some("1"));
    let plan = market.plan(Version::Latest);
    let place = plan.place(second).unwrap();
    assert_eq!(place.reason, Some(Reason::NoSuitableStall));
    let Grounds::Refused { stalls, before, .. } = &place.grounds else { panic!("{place:?}") };
    assert_eq!(stalls, &["1"]);
    assert_eq!((before[0].booking, before[0].rule), (first, Precedence::Seniority));
}

#[test]
fn a_stored_run_replays_to_its_hash() {
    let market = Market::new();
    market.ask(&market.seller(1, market.office.espiari), &anything());
    let run = market.run();
    let (input, engine, result): (String, String, Vec<u8>) = market
        .pool
        .read_now(|db| {
            let found = assignment_run::table.find(run);
            found.select((assignment_run::input, assignment_run::engine, assignment_run::result_sha256)).first(db.conn)
        })
        .unwrap();
    let input_hash = hex(&crate::kernel::digest::sha256(input.as_bytes()));
    let stored = StoredRun { engine, input, input_hash, outcome_hash: hex(&result) };
    assert_eq!(stored.replay().unwrap().assigned.len(), 1);
}

#[test]
fn a_verification_runs_every_assignment_again_and_names_a_changed_one() {
    let market = Market::new();
    market.ask(&market.seller(1, market.office.espiari), &anything());
    let good = market.run();
    let input: String = market
        .pool
        .read_now(|db| assignment_run::table.find(good).select(assignment_run::input).first(db.conn))
        .unwrap();
    let by = market.manager();
    let as_if_it_gave = |result: Vec<u8>| {
        let on = market.plan(Version::Latest).run.unwrap().edition;
        let made = || Made {
            input: input.clone(),
            result_sha256: result.clone(),
            engine: ENGINE.to_owned(),
            checks_cut_short: Some(0),
        };
        let version = |db: &mut Db| trial::insert_version(db, &by, on, made());
        market.pool.change_now(version).unwrap()
    };
    let bad = as_if_it_gave(vec![7; 32]);
    let found = market.pool.read_now(verify::verify).unwrap();
    assert_eq!((found.runs, found.by_other_engines), (2, 0));
    assert_eq!(found.faults.iter().map(|(run, _)| *run).collect::<Vec<_>>(), [bad]);
}

#[test]
fn there_is_nothing_to_run_without_requests() {
    let market = Market::new();
    let by = market.manager();
    assert_eq!(refused(&market.pool, |db| trial::run(db, &by)), TrialRefusal::NoRequest);
}

#[test]
fn before_the_cut_off_publishing_must_be_meant() {
    let market = Market::new();
    market.ask(&market.seller(1, market.office.espiari), &anything());
    let (by, seen) = (market.manager(), market.run());
    let wanted = Publication { seen: unchanged(seen), closes_early: false };
    assert_eq!(refused(&market.pool, |db| publish::publish(db, &by, wanted)), PublishRefusal::BeforeCutoff);
    market.publish(seen);
    let late = market.seller(2, market.office.espiari);
    let asker = market.asker(&late);
    assert_eq!(refused(&market.pool, |db| bookings::ask(db, &asker, market.day, &anything())), AskRefusal::TooLate);
}

#[test]
fn a_request_after_the_run_holds_the_publication() {
    let market = Market::new();
    market.ask(&market.seller(1, market.office.espiari), &anything());
    let seen = market.run();
    market.ask(&market.seller(2, market.office.espiari), &anything());
    let by = market.manager();
    let wanted = Publication { seen: unchanged(seen), closes_early: true };
    assert_eq!(refused(&market.pool, |db| publish::publish(db, &by, wanted)), PublishRefusal::Outdated);
}

#[test]
fn a_request_changed_after_the_run_holds_the_publication_until_it_is_run_again() {
    let market = Market::new();
    let sellers = [1, 2].map(|at| market.seller(at, market.office.espiari));
    let [first, second] = sellers.each_ref().map(|seller| market.ask(seller, &only([market.stalls[0]])));
    let by = market.manager();
    let publish = |run| {
        let wanted = Publication { seen: unchanged(run), closes_early: true };
        market.pool.write_now(|db| publish::publish(db, &by, wanted)).unwrap()
    };
    let run = market.run();
    market.ask(&sellers[0], &only([market.stalls[2]]));
    assert_eq!(publish(run), Err(PublishRefusal::Outdated));
    let run = market.run();
    assert_eq!((market.stall_of(first).as_deref(), market.stall_of(second).as_deref()), (Some("3"), Some("1")));
    market.rules(&Rules { max_each: Some(1), ..Rules::default() });
    assert_eq!(publish(run), Err(PublishRefusal::Outdated), "before the cut-off also the rules");
    assert_eq!(publish(market.run()), Ok(2));
}

#[test]
fn after_the_cut_off_who_signs_off_and_new_rules_hold_nothing_but_a_changed_request_does() {
    let market = Market::new();
    let sellers = [1, 2].map(|at| market.seller(at, market.office.espiari));
    let [gone, stays] = sellers.each_ref().map(|seller| market.ask(seller, &anything()));
    let run = market.run();
    market.pool.clock().set(market.plan(Version::Latest).day.cutoff_at);
    let by = market.manager();
    let leaves = Asker::manager(&by, sellers[0].household);
    done(&market.pool, |db| bookings::withdraw(db, &leaves, market.day));
    market.rules(&Rules { max_each: Some(1), refused_first: true, ..Rules::default() });
    let by_hand =
        Move { booking: stays, change: Change::To(market.stalls[2]), seen: unchanged(run), accepts_breaks: true };
    done(&market.pool, |db| moves::apply(db, &by, &by_hand));
    let publish = || {
        let seen = market.plan(Version::Latest).run.unwrap().seen();
        let wanted = Publication { seen, closes_early: false };
        market.pool.write_now(|db| publish::publish(db, &by, wanted)).unwrap()
    };
    let for_them = Asker::manager(&by, sellers[1].household);
    done(&market.pool, |db| bookings::ask(db, &for_them, market.day, &several(1, 2)));
    assert_eq!(publish(), Err(PublishRefusal::Outdated));
    done(&market.pool, |db| bookings::ask(db, &for_them, market.day, &anything()));
    assert_eq!(publish(), Ok(1), "as it was: {gone} signed off and is told nothing");
    assert_eq!(market.stall_of(stays).as_deref(), Some("3"));
}

#[test]
fn only_those_for_whom_something_changed_are_told_again() {
    let market = Market::new();
    let (one, two) = (market.seller(1, market.office.espiari), market.seller(2, market.office.espiari));
    let first = market.ask(&one, &anything());
    market.ask(&two, &anything());
    let seen = market.run();
    assert_eq!(market.publish(seen), 2);
    let plan = market.plan(Version::Published);
    let free = plan.free().next().unwrap().id;
    let by = market.manager();
    let wanted = Move { booking: first, change: Change::To(free), seen: unchanged(seen), accepts_breaks: true };
    let draft = done(&market.pool, |db| moves::apply(db, &by, &wanted));
    assert_ne!(draft, seen);
    assert_eq!(market.plan(Version::Published).run.unwrap().id, seen);
    let seen = market.plan(Version::Latest).run.unwrap().seen();
    assert_eq!((seen.run, seen.revision), (draft, 1));
    let told = done(&market.pool, |db| publish::publish(db, &by, Publication { seen, closes_early: true }));
    assert_eq!(told, 1);
    assert_eq!((market.letters_to(one.account), market.letters_to(two.account)), (2, 1));
}

#[test]
fn no_stall_has_two_holders_in_a_run() {
    let market = Market::new();
    for at in 1..=5 {
        market.ask(&market.seller(at, market.office.espiari), &anything());
    }
    let run = market.run();
    let (requests, held): (i64, Vec<StallId>) = market
        .pool
        .read_now(|db| {
            let requests = assignment::table.filter(assignment::run_id.eq(run)).count().get_result(db.conn)?;
            let held = assignment_stall::table.filter(assignment_stall::run_id.eq(run));
            Ok((requests, held.select(assignment_stall::stall_id).load(db.conn)?))
        })
        .unwrap();
    assert_eq!((requests, held.len()), (5, 3));
}

#[test]
fn a_form_to_assign_that_comes_twice_assigns_once() {
    let market = Market::new();
    market.ask(&market.seller(1, market.office.espiari), &anything());
    let by = market.manager();
    let run = done(&market.pool, |db| trial::run_after(db, &by, None));
    assert_eq!(refused(&market.pool, |db| trial::run_after(db, &by, None)), TrialRefusal::Stale);
    assert_eq!(market.plan(Version::Latest).run.unwrap().id, run);
    done(&market.pool, |db| trial::run_after(db, &by, Some(run)));
}
