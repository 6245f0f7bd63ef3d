//! Market days from drawing to check-in, as verbs on a fresh database of either engine.
use super::access::{Asker, DayManager, SiteManager};
use super::attendance::{self, CheckInRefusal};
use super::bookings::{self, AskRefusal};
use super::days::{self, DaysRefusal, NewDays};
use super::drawing::{self, DrawingRefusal, NewRow, NewSite, StallChange};
use super::engine::{ENGINE, StoredRun};
use super::fittings::{Baking, Fittings, Power};
use super::model::{Attendance, DayState, Grounds, North, Precedence, Reason, Wanted};
use super::moves::{self, Move, MoveRefusal};
use super::plan::{BreakKind, DayPlan};
use super::publish::{self, Publication, PublishRefusal};
use super::queries::{self, Version};
use super::trial::{self, TrialRefusal};
use super::vendors::{self, VendorChange, VendorRefusal};
use super::verify;
use crate::accounts::access::Role;
use crate::db::schema::{assignment, assignment_run, holiday, household, household_member, message, person, shop};
use crate::db::{Db, Pool, Write, vault};
use crate::households::access::Producer;
use crate::kernel::digest::hex;
use crate::kernel::ids::{
    AccountId, AreaId, BookingId, HouseholdId, MarketDayId, MemberId, PersonId, RunId, ShopId, SiteId, StallId,
};
use crate::kernel::persian::{search_text, sort_key};
use crate::testing::{self, Office, TestPool, proof};
use chrono::{Days, TimeDelta};
use diesel::{ExpressionMethods, QueryDsl, QueryResult, RunQueryDsl};
use std::fmt::Debug;

/// A site with one row of three stalls, the first with three-phase power, open in four days; and some sellers.
struct Market {
    pool: TestPool,
    office: Office,
    site: SiteId,
    day: MarketDayId,
    stalls: Vec<StallId>,
}

struct Seller {
    household: HouseholdId,
    account: AccountId,
}

fn done<T, R: Debug>(pool: &Pool, change: impl Fn(&mut Db) -> Write<T, R>) -> T {
    pool.write_now(change).unwrap().unwrap()
}

fn refused<T: Debug, R>(pool: &Pool, change: impl Fn(&mut Db) -> Write<T, R>) -> R {
    match pool.write_now(change).unwrap() {
        Ok(done) => panic!("done: {done:?}"),
        Err(refusal) => refusal,
    }
}

impl Market {
    fn new() -> Market {
        let pool = testing::pool();
        let office = Office::new(&pool);
        let admin = proof(&pool, office.admin, &[]).unwrap();
        let new = NewSite {
            area: office.city,
            name: "بازار میدان".into(),
            address: "میدان هفده شهریور".into(),
            opens_minute: 8 * 60,
            closes_minute: 14 * 60,
            cutoff_hours: 24,
            no_show_minutes: 30,
            north: North::Up,
        };
        let site = done(&pool, |db| drawing::open_site(db, &admin, &new));
        let mut market = Market { pool, office, site, day: MarketDayId(0), stalls: Vec::new() };
        market.draw();
        let first = market.pool.clock().now().today + Days::new(4);
        let by = market.site_manager();
        let days = NewDays { first, weeks: 1, opens_minute: 8 * 60, closes_minute: 14 * 60 };
        market.day = done(&market.pool, |db| days::open(db, &by, &days))[0];
        market
    }

    fn draw(&mut self) {
        let by = self.site_manager();
        done(&self.pool, |db| drawing::add_row(db, &by, &row(3)));
        let plan = self.pool.read_now(|db| queries::drawing(db, self.site, db.now.today)).unwrap();
        self.stalls = plan.stalls().map(|stall| stall.id).collect();
        let change = StallChange { fittings: three_phase(), ..self.change(0) };
        done(&self.pool, |db| drawing::change_stall(db, &by, &change));
    }

    fn change(&self, at: usize) -> StallChange {
        StallChange {
            stall: self.stalls[at],
            number: (at + 1).to_string(),
            width_cm: 200,
            fittings: Fittings::NONE,
            category: None,
            blocked: None,
            is_retired: false,
        }
    }

    fn site_manager(&self) -> SiteManager {
        proof(&self.pool, self.office.manager, &[("site", self.site.0)]).unwrap()
    }

    fn manager(&self) -> DayManager {
        proof(&self.pool, self.office.manager, &[("day", self.day.0)]).unwrap()
    }

    fn seller(&self, at: u32, area: AreaId) -> Seller {
        let mobile = format!("0912000{:04}", 100 + at);
        let (household, person) = self.pool.change_now(|db| household(db, at, area)).unwrap();
        let account = self
            .pool
            .change_now(|db| {
                let account = testing::person(db, "فروشنده", &mobile, Some(person))?;
                testing::give(db, account, Role::Producer, None, area)?;
                Ok(account)
            })
            .unwrap();
        Seller { household, account }
    }

    /// What makes a household one of whom the manager may know.
    fn open_shop(&self, of: &Seller) {
        let name = format!("فروشگاه {}", of.household);
        self.pool
            .change_now(|db| {
                let id: ShopId = db.id();
                diesel::insert_into(shop::table)
                    .values((
                        (shop::id.eq(id), shop::code.eq(db.ids.code()), shop::household_id.eq(of.household)),
                        (shop::city_id.eq(self.office.city), shop::name.eq(&name), shop::sort_key.eq(sort_key(&name))),
                        (shop::story.eq(""), shop::opened_on.eq(db.now.today)),
                    ))
                    .execute(db.conn)
            })
            .unwrap();
    }

    fn asker(&self, seller: &Seller) -> Asker {
        Asker::producer(&proof::<Producer>(&self.pool, seller.account, &[]).unwrap())
    }

    fn ask(&self, seller: &Seller, wanted: &Wanted) -> BookingId {
        let by = self.asker(seller);
        done(&self.pool, |db| bookings::ask(db, &by, self.day, wanted))
    }

    fn run(&self) -> RunId {
        let by = self.manager();
        done(&self.pool, |db| trial::run(db, &by))
    }

    fn plan(&self, version: Version) -> DayPlan {
        self.pool.read_now(|db| queries::plan(db, self.day, version)).unwrap()
    }

    fn stall_of(&self, booking: BookingId) -> Option<String> {
        self.plan(Version::Latest).stall_of(booking).map(|stall| stall.number.clone())
    }

    /// Sets the clock to some minutes after the opening of the day.
    fn opens(&self, after_minutes: i64) {
        let day = self.plan(Version::Latest).day;
        let at = crate::kernel::clock::utc_of(day.day, day.opens_minute);
        self.pool.clock().set(at + TimeDelta::minutes(after_minutes));
    }

    fn publish(&self, seen: RunId) -> usize {
        let by = self.manager();
        done(&self.pool, |db| publish::publish(db, &by, Publication { seen, closes_early: true }))
    }

    fn letters_to(&self, account: AccountId) -> i64 {
        self.pool
            .read_now(|db| {
                let inbox = message::table.filter(message::channel.eq("inbox"));
                inbox.filter(message::account_id.eq(account)).count().get_result(db.conn)
            })
            .unwrap()
    }
}

fn row(stalls: i32) -> NewRow {
    NewRow {
        name: "الف".into(),
        stalls,
        prefix: String::new(),
        first_number: 1,
        width_cm: 200,
        fittings: Fittings::NONE,
        category: None,
    }
}

fn three_phase() -> Fittings {
    Fittings { power: Power::ThreePhase, ..Fittings::NONE }
}

fn anything() -> Wanted {
    Wanted { category: "bread".into(), needs: Fittings::NONE, flexible: true, wishes: Vec::new() }
}

fn household(db: &mut Db, at: u32, area: AreaId) -> QueryResult<(HouseholdId, PersonId)> {
    let (id, person_id, member): (HouseholdId, PersonId, MemberId) = (db.id(), db.id(), db.id());
    let (key, _) = vault::new_key(db)?;
    let name = format!("خانوار {at}");
    diesel::insert_into(household::table)
        .values((
            (household::id.eq(id), household::key_id.eq(key), household::area_id.eq(area)),
            (household::name.eq(&name), household::name_search.eq(search_text(&[&name]))),
            (household::sort_key.eq(sort_key(&name)), household::registered_on.eq(db.now.today)),
        ))
        .execute(db.conn)?;
    diesel::insert_into(person::table)
        .values((
            (person::id.eq(person_id), person::key_id.eq(key), person::given_name.eq("زهرا")),
            (person::family_name.eq(&name), person::name_search.eq(&name), person::sort_key.eq(sort_key(&name))),
            person::national_id_repaired.eq(false),
        ))
        .execute(db.conn)?;
    diesel::insert_into(household_member::table)
        .values((
            (household_member::id.eq(member), household_member::household_id.eq(id)),
            (household_member::person_id.eq(person_id), household_member::relation.eq("head")),
            (household_member::earner.eq(true), household_member::starts_on.eq(db.now.today)),
        ))
        .execute(db.conn)?;
    Ok((id, person_id))
}

#[test]
fn a_number_stands_once_on_the_drawing() {
    let market = Market::new();
    let by = market.site_manager();
    let again = NewRow { first_number: 3, ..row(2) };
    let refusal = refused(&market.pool, |db| drawing::add_row(db, &by, &again));
    assert_eq!(refusal, DrawingRefusal::NumberTaken("3".into()));
    let change = StallChange { number: "1".into(), ..market.change(1) };
    let refusal = refused(&market.pool, |db| drawing::change_stall(db, &by, &change));
    assert_eq!(refusal, DrawingRefusal::NumberTaken("1".into()));
}

#[test]
fn a_retired_stall_leaves_the_drawing_unless_it_is_given_away() {
    let market = Market::new();
    let by = market.site_manager();
    let seller = market.seller(1, market.office.espiari);
    let wished = Wanted { flexible: false, wishes: vec![market.stalls[1]], ..anything() };
    market.ask(&seller, &wished);
    market.publish(market.run());
    let retire = |at| StallChange { is_retired: true, ..market.change(at) };
    let refusal = refused(&market.pool, |db| drawing::change_stall(db, &by, &retire(1)));
    assert_eq!(refusal, DrawingRefusal::InUse);
    done(&market.pool, |db| drawing::change_stall(db, &by, &retire(2)));
    assert_eq!(market.plan(Version::Latest).drawing.stalls().count(), 2);
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
fn asking_again_changes_the_one_request() {
    let market = Market::new();
    let seller = market.seller(1, market.office.espiari);
    let first = market.ask(&seller, &anything());
    let wished = Wanted { wishes: vec![market.stalls[2], market.stalls[1]], ..anything() };
    assert_eq!(market.ask(&seller, &wished), first);
    let plan = market.plan(Version::Latest);
    assert_eq!(plan.requests.len(), 1);
    assert_eq!(plan.requests[0].wishes, wished.wishes);
}

#[test]
fn after_the_cut_off_only_the_manager_asks() {
    let market = Market::new();
    let seller = market.seller(1, market.office.espiari);
    let by = market.asker(&seller);
    market.opens(-24 * 60);
    let refusal = refused(&market.pool, |db| bookings::ask(db, &by, market.day, &anything()));
    assert_eq!(refusal, AskRefusal::TooLate);
    let by = Asker::manager(&market.manager(), seller.household);
    let booking = done(&market.pool, |db| bookings::ask(db, &by, market.day, &anything()));
    assert!(market.plan(Version::Latest).request(booking).is_some_and(|request| request.on_behalf));
}

#[test]
fn only_wished_stalls_without_a_wish_is_refused() {
    let market = Market::new();
    let seller = market.seller(1, market.office.espiari);
    let by = market.asker(&seller);
    let wanted = Wanted { flexible: false, ..anything() };
    assert_eq!(refused(&market.pool, |db| bookings::ask(db, &by, market.day, &wanted)), AskRefusal::NoWish);
    let twice = Wanted { wishes: vec![market.stalls[0], market.stalls[0]], ..anything() };
    assert_eq!(refused(&market.pool, |db| bookings::ask(db, &by, market.day, &twice)), AskRefusal::WishUnavailable);
}

#[test]
fn a_household_of_another_area_asks_in_vain() {
    let market = Market::new();
    let seller = market.seller(1, market.office.country);
    let by = market.asker(&seller);
    assert_eq!(refused(&market.pool, |db| bookings::ask(db, &by, market.day, &anything())), AskRefusal::NotTheirs);
}

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
    let Grounds::Refused { stalls, before } = &place.grounds else { panic!("{place:?}") };
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
        let version = |db: &mut Db| trial::insert_version(db, &by, (&input, ENGINE, result.clone()));
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
    let wanted = Publication { seen, closes_early: false };
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
    let wanted = Publication { seen, closes_early: true };
    assert_eq!(refused(&market.pool, |db| publish::publish(db, &by, wanted)), PublishRefusal::Outdated);
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
    let wanted = Move { booking: first, to: Some(free), seen, accepts_breaks: true };
    let draft = done(&market.pool, |db| moves::apply(db, &by, &wanted));
    assert_ne!(draft, seen);
    assert_eq!(market.plan(Version::Published).run.unwrap().id, seen);
    assert_eq!(market.publish(draft), 1);
    assert_eq!((market.letters_to(one.account), market.letters_to(two.account)), (2, 1));
}

#[test]
fn two_change_places_and_both_are_warned_of() {
    let market = Market::new();
    let needy = Wanted { needs: three_phase(), ..anything() };
    let baker = market.ask(&market.seller(1, market.office.espiari), &needy);
    let other = market.ask(&market.seller(2, market.office.espiari), &anything());
    let seen = market.run();
    let by = market.manager();
    let wanted = Move { booking: other, to: Some(market.stalls[0]), seen, accepts_breaks: false };
    let MoveRefusal::Breaks(breaks) = refused(&market.pool, |db| moves::apply(db, &by, &wanted)) else { panic!() };
    assert!(breaks.iter().any(|b| b.booking == baker && matches!(b.kind, BreakKind::Moves { .. })));
    assert!(breaks.iter().any(|b| b.booking == baker && matches!(b.kind, BreakKind::Unsuited { .. })));
    let before = market.stall_of(other);
    done(&market.pool, |db| moves::apply(db, &by, &Move { accepts_breaks: true, ..wanted.clone() }));
    assert_eq!((market.stall_of(other).as_deref(), market.stall_of(baker)), (Some("1"), before));
}

#[test]
fn who_comes_from_nowhere_takes_over_and_the_passed_over_are_named() {
    let market = Market::new();
    let only_first = Wanted { flexible: false, wishes: vec![market.stalls[0]], ..anything() };
    let [a, b, c] = [1, 2, 3].map(|at| market.ask(&market.seller(at, market.office.espiari), &only_first));
    let seen = market.run();
    let by = market.manager();
    let wanted = Move { booking: c, to: Some(market.stalls[0]), seen, accepts_breaks: false };
    let MoveRefusal::Breaks(breaks) = refused(&market.pool, |db| moves::apply(db, &by, &wanted)) else { panic!() };
    assert!(breaks.iter().any(|x| x.booking == a && x.kind == BreakKind::LosesPlace));
    assert!(breaks.iter().any(|x| x.booking == b && x.kind == BreakKind::PassedOver));
    done(&market.pool, |db| moves::apply(db, &by, &Move { accepts_breaks: true, ..wanted.clone() }));
    assert_eq!(market.stall_of(c).as_deref(), Some("1"));
    assert_eq!(market.plan(Version::Latest).place(a).unwrap().reason, Some(Reason::TakenByHand));
}

#[test]
fn a_change_to_a_plan_that_moved_on_is_refused() {
    let market = Market::new();
    let booking = market.ask(&market.seller(1, market.office.espiari), &anything());
    let seen = market.run();
    market.run();
    let by = market.manager();
    let wanted = Move { booking, to: None, seen, accepts_breaks: true };
    assert_eq!(refused(&market.pool, |db| moves::apply(db, &by, &wanted)), MoveRefusal::Stale);
}

#[test]
fn the_stall_of_someone_who_did_not_come_goes_to_the_first_who_waits() {
    let market = Market::new();
    let only_first = Wanted { flexible: false, wishes: vec![market.stalls[0]], ..anything() };
    let [a, b] = [1, 2].map(|at| market.ask(&market.seller(at, market.office.espiari), &only_first));
    let seen = market.run();
    market.publish(seen);
    let by = market.manager();
    let absent = |db: &mut Db| attendance::mark(db, &by, a, Attendance::NoShow);
    assert_eq!(refused(&market.pool, absent), CheckInRefusal::NotToday);
    market.opens(29);
    assert_eq!(refused(&market.pool, absent), CheckInRefusal::StillTime { minutes: 30 });
    market.opens(30);
    done(&market.pool, absent);
    let wanted = Move { booking: b, to: Some(market.stalls[0]), seen, accepts_breaks: false };
    done(&market.pool, |db| moves::apply(db, &by, &wanted));
    assert_eq!(market.stall_of(b).as_deref(), Some("1"));
}

#[test]
fn a_request_taken_back_frees_its_stall() {
    let market = Market::new();
    let seller = market.seller(1, market.office.espiari);
    let booking = market.ask(&seller, &anything());
    market.run();
    let by = market.asker(&seller);
    done(&market.pool, |db| bookings::withdraw(db, &by, market.day));
    assert_eq!(market.stall_of(booking), None);
    assert_eq!(market.plan(Version::Latest).free().count(), 3);
    assert_eq!(refused(&market.pool, |db| bookings::withdraw(db, &by, market.day)), AskRefusal::NothingAsked);
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
    let change = VendorChange { household: two.household, seniority: 1, category: "herbs".into() };
    assert_eq!(refused(&market.pool, |db| vendors::change(db, &by, &change)), VendorRefusal::SeniorityTaken);
}

#[test]
fn a_household_sees_its_days_and_what_came_of_them() {
    let market = Market::new();
    let seller = market.seller(1, market.office.espiari);
    market.ask(&seller, &anything());
    let own = |db: &mut Db| queries::own_days(db, seller.household);
    let before = market.pool.read_now(own).unwrap();
    assert!(before[0].asked && before[0].result.is_none());
    market.publish(market.run());
    let after = market.pool.read_now(own).unwrap();
    assert!(after[0].result.as_ref().is_some_and(|result| result.stall.is_some()));
    let coming = market.pool.read_now(|db| queries::coming_stall_of(db, seller.household)).unwrap();
    assert_eq!(coming.map(|stall| stall.market), Some(market.day));
    let usual = market.pool.read_now(|db| queries::usual_wants(db, seller.household, market.day)).unwrap();
    assert_eq!(usual, Some(anything()));
}

#[test]
fn the_engine_and_the_pages_agree_on_which_stall_suits() {
    let mut all = Vec::new();
    for power in Power::ALL {
        for baking in Baking::ALL {
            for (water, own_unit) in [(false, false), (false, true), (true, false), (true, true)] {
                all.push(Fittings { power: *power, water, baking: *baking, own_unit });
            }
        }
    }
    for (offered, needed) in all.iter().flat_map(|offered| all.iter().map(move |needed| (offered, needed))) {
        let case = serde_json::json!({
            "market": { "date": "2026-11-26", "rows": [["1"]],
                "stalls": { "1": { "properties": offered.words().collect::<Vec<_>>() } } },
            "vendors": [{ "id": "v", "seniority_rank": 1, "present": true, "needs": needed.words().collect::<Vec<_>>() }],
        });
        let outcome = super::engine::assign(&serde_json::from_value(case).unwrap()).unwrap();
        assert_eq!(offered.lacks(needed).is_empty(), !outcome.assigned.is_empty(), "{offered:?} {needed:?}");
    }
}

#[test]
fn no_stall_has_two_holders_in_a_run() {
    let market = Market::new();
    for at in 1..=5 {
        market.ask(&market.seller(at, market.office.espiari), &anything());
    }
    let run = market.run();
    let held: Vec<Option<StallId>> = market
        .pool
        .read_now(|db| assignment::table.filter(assignment::run_id.eq(run)).select(assignment::stall_id).load(db.conn))
        .unwrap();
    assert_eq!(held.len(), 5);
    assert_eq!(held.iter().flatten().count(), 3);
}
