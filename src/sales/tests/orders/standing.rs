//! Standing orders: each week's order is placed once, by the verb that places every order, or its buyer is told why it is not.
use super::ahead::terms;
use super::{Market, orders_in, stock_and_held};
use crate::accounts::access::AccountOwner;
use crate::catalogue::batches::model::{Pattern, Weekdays};
use crate::catalogue::batches::{jobs as batches, plan};
use crate::db::Db;
use crate::db::schema::{door_time, holiday, job, product};
use crate::kernel::calendar::Weekday;
use crate::kernel::clock::utc_of;
use crate::kernel::ids::{AccountId, StandingId};
use crate::kernel::lang::Lang;
use crate::kernel::money::Rial;
use crate::kernel::quantity::Quantity;
use crate::messages::{self, Letter, Missed};
use crate::orders::access::{StandingKeeper, StandingOwner};
use crate::orders::model::standing::{Standing, StandingState, Turn, TurnState, WeeklyPlace};
use crate::orders::queries::standing as queries;
use crate::orders::standing::ask::{self, AskRefusal, NewStanding};
use crate::orders::standing::change::{self, ChangeRefusal};
use crate::orders::standing::due;
use crate::sales::tests::world::{done, refused};
use crate::testing::proof;
use chrono::NaiveDate;
use diesel::{ExpressionMethods, QueryDsl, RunQueryDsl};

/// A Tuesday; the clock of the market stands at half past nine on the Friday before.
const TUESDAY: &str = "2026-05-26";

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

impl Market {
    /// Somebody with an account who sells nothing.
    fn visitor(&self) -> AccountOwner {
        proof(&self.pool, self.world.office.manager, &[]).unwrap()
    }

    fn door_on(&self, weekday: Weekday) -> WeeklyPlace {
        let places = self.pool.read_now(|db| queries::places_of(db, self.world.homes[0].id)).unwrap();
        places.iter().find(|choice| choice.weekday == weekday).unwrap().place
    }

    fn new_standing(&self, (good, milli): (usize, i64), weekday: Weekday) -> NewStanding {
        let good = self.world.homes[0].goods[good];
        let code = |db: &mut Db| product::table.find(good).select(product::code).first(db.conn);
        let code: String = self.pool.read_now(code).unwrap();
        NewStanding { code, quantity: Quantity(milli), place: self.door_on(weekday), lang: Lang::Fa }
    }

    /// So many loaves every Tuesday, at the door.
    fn every_tuesday(&self, loaves: i64) -> StandingId {
        let (by, new) = (self.visitor(), self.new_standing((0, loaves), Weekday::Tuesday));
        done(&self.pool, |db| ask::ask(db, &by, &new))
    }

    fn owner(&self, id: StandingId) -> StandingOwner {
        let visitor = self.visitor();
        self.pool.read_now(|db| StandingOwner::of(db, &visitor, id)).unwrap().unwrap()
    }

    fn standing(&self, id: StandingId) -> Standing {
        self.pool.read_now(|db| queries::standing(db, id)).unwrap().unwrap()
    }

    fn turns(&self, id: StandingId) -> Vec<(NaiveDate, TurnState, Option<Missed>)> {
        let turns: Vec<Turn> = self.pool.read_now(|db| queries::turns_of(db, id)).unwrap();
        turns.into_iter().rev().map(|turn| (turn.day, turn.state, turn.why)).collect()
    }

    fn at(&self, on: &str, minute: i32) {
        self.pool.clock().set(utc_of(day(on), minute));
    }

    fn place_due(&self, id: StandingId) {
        due::place(&self.pool, &id.to_string()).unwrap();
    }

    /// What the visitor was told of standing orders, the first first.
    fn told(&self) -> Vec<Letter> {
        self.inbox(self.world.office.manager)
    }

    fn inbox(&self, of: AccountId) -> Vec<Letter> {
        let inbox = self.pool.read_now(|db| messages::inbox_of(db, of)).unwrap();
        inbox.into_iter().rev().map(|received| received.letter).collect()
    }

    fn price_of_bread(&self, price: i64) {
        let bread = self.world.homes[0].goods[0];
        let set = |db: &mut Db| {
            diesel::update(product::table.find(bread)).set(product::price_irr.eq(Rial(price))).execute(db.conn)
        };
        self.pool.change_now(set).unwrap();
    }
}

fn why_missed(letters: &[Letter]) -> Vec<Missed> {
    let why = |letter: &Letter| match letter {
        Letter::StandingMissed { why, .. } => Some(*why),
        _ => None,
    };
    letters.iter().filter_map(why).collect()
}

#[test]
fn the_order_of_a_week_is_placed_three_days_before_and_once_however_often_the_job_runs() {
    let market = Market::open();
    let id = market.every_tuesday(2_000);
    market.place_due(id);
    assert_eq!((orders_in(&market.pool), market.loaves().1), (0, 0), "four days before it is too early");
    // Midnight in Tehran is half past eight in the evening in Greenwich.
    market.at("2026-05-22", 23 * 60 + 59);
    market.place_due(id);
    assert_eq!(orders_in(&market.pool), 0);
    market.at("2026-05-23", 1);
    (0..3).for_each(|_| market.place_due(id));
    assert_eq!((orders_in(&market.pool), market.loaves().1), (1, 2_000));
    assert_eq!(market.turns(id), [(day(TUESDAY), TurnState::Placed, None)]);
    assert_eq!(market.standing(id).next_on, day("2026-06-02"));
    let turns = market.pool.read_now(|db| queries::turns_of(db, id)).unwrap();
    let code = turns[0].order.clone().unwrap();
    let order = market.whole(market.id_of(&code));
    let buyer = order.buyer.unwrap();
    assert_eq!((order.window.on, buyer.name.as_str()), (day(TUESDAY), "مینا مدیر بازار"));
    assert!(matches!(&market.told()[..], [Letter::StandingPlaced { amount: Rial(50_006), .. }]), "{:?}", market.told());
    assert_eq!(market.faults(), []);
}

#[test]
fn two_runs_at_once_place_one_order() {
    let market = Market::open();
    let id = market.every_tuesday(2_000);
    market.at("2026-05-23", 60);
    std::thread::scope(|scope| {
        (0..4).for_each(|_| drop(scope.spawn(|| market.place_due(id))));
    });
    assert_eq!((orders_in(&market.pool), market.loaves().1), (1, 2_000));
    assert_eq!((market.turns(id).len(), market.told().len()), (1, 1));
}

#[test]
fn a_program_that_stood_still_for_a_week_says_so_once_and_orders_the_next_one() {
    let market = Market::open();
    let id = market.every_tuesday(2_000);
    // Two Tuesdays are over, and the third is the day after tomorrow.
    market.at("2026-06-07", 60);
    (0..2).for_each(|_| market.place_due(id));
    let expected =
        [(day(TUESDAY), TurnState::Missed, Some(Missed::Late)), (day("2026-06-09"), TurnState::Placed, None)];
    assert_eq!(market.turns(id), expected);
    assert_eq!((orders_in(&market.pool), why_missed(&market.told())), (1, vec![Missed::Late]));
}

#[test]
fn what_is_sold_out_is_tried_until_the_noon_before_and_then_its_buyer_is_told_once() {
    let market = Market::open();
    let id = market.every_tuesday(2_000);
    let all = market.placed("all-of-the-loaves", 200_000, 0);
    market.at("2026-05-23", 60);
    market.place_due(id);
    assert_eq!((market.turns(id), market.told()), (vec![], vec![]), "somebody may give theirs back");
    market.at("2026-05-25", 12 * 60);
    (0..2).for_each(|_| market.place_due(id));
    assert_eq!(market.turns(id), [(day(TUESDAY), TurnState::Missed, Some(Missed::SoldOut))]);
    assert_eq!(why_missed(&market.told()), [Missed::SoldOut]);
    assert_eq!((orders_in(&market.pool), market.loaves()), (1, (200_000, 200_000)), "nothing was oversold");
    let by = market.holder_of(all);
    done(&market.pool, |db| crate::orders::steps::cancel_for_buyer(db, by));
    market.at("2026-05-30", 60);
    market.place_due(id);
    assert_eq!(market.turns(id)[1], (day("2026-06-02"), TurnState::Placed, None), "the weeks after it stand");
}

#[test]
fn a_week_that_is_left_out_has_no_order_and_the_next_one_does() {
    let market = Market::open();
    let id = market.every_tuesday(2_000);
    let by = market.owner(id);
    for _ in 0..2 {
        done(&market.pool, |db| change::skip(db, &by, day(TUESDAY)));
    }
    done(&market.pool, |db| change::skip(db, &by, day("2026-06-02")));
    done(&market.pool, |db| change::unskip(db, &by, day("2026-06-02")));
    let none = refused(&market.pool, |db| change::skip(db, &by, day("2026-05-27")));
    assert_eq!(none, ChangeRefusal::Late, "a Wednesday is no day of it");
    market.at("2026-05-23", 60);
    market.place_due(id);
    assert_eq!((orders_in(&market.pool), market.standing(id).next_on), (0, day("2026-06-02")));
    let late = refused(&market.pool, |db| change::unskip(db, &by, day(TUESDAY)));
    assert_eq!(late, ChangeRefusal::Late);
    market.at("2026-05-30", 60);
    market.place_due(id);
    let late = refused(&market.pool, |db| change::skip(db, &by, day("2026-06-02")));
    assert_eq!((orders_in(&market.pool), late), (1, ChangeRefusal::Late), "its order is placed");
    assert_eq!(why_missed(&market.told()), []);
}

#[test]
fn what_its_buyer_ended_places_nothing_and_can_be_taken_up_again() {
    let market = Market::open();
    let id = market.every_tuesday(2_000);
    let by = market.owner(id);
    for _ in 0..2 {
        done(&market.pool, |db| change::end(db, &by));
    }
    market.at("2026-05-23", 60);
    market.place_due(id);
    let moved = refused(&market.pool, |db| change::want(db, &by, Quantity(3_000)));
    assert_eq!((orders_in(&market.pool), moved), (0, ChangeRefusal::Moved));
    market.at("2026-05-27", 60);
    done(&market.pool, |db| change::resume(db, &by));
    market.place_due(id);
    assert_eq!((orders_in(&market.pool), market.standing(id).next_on), (0, day("2026-06-02")));
    market.at("2026-05-30", 60);
    market.place_due(id);
    assert_eq!(orders_in(&market.pool), 1);
}

#[test]
fn a_shop_that_cannot_make_it_every_week_ends_it_and_says_why() {
    let market = Market::open();
    let id = market.every_tuesday(2_000);
    let producer = market.world.homes[0].producer.clone();
    let by = market.pool.read_now(|db| StandingKeeper::of(db, &producer, id)).unwrap().unwrap();
    for _ in 0..2 {
        done(&market.pool, |db| change::decline(db, &by, "تنورم خراب است"));
    }
    market.at("2026-05-23", 60);
    market.place_due(id);
    let owner = market.owner(id);
    let again = refused(&market.pool, |db| change::resume(db, &owner));
    assert_eq!((orders_in(&market.pool), again), (0, ChangeRefusal::Moved));
    assert!(
        matches!(&market.told()[..], [Letter::StandingStopped { reason, .. }] if reason == "تنورم خراب است"),
        "{:?}",
        market.told()
    );
}

#[test]
fn nobody_else_reaches_it_and_no_other_shop_does() {
    let market = Market::open();
    let id = market.every_tuesday(2_000);
    let other: AccountOwner = proof(&market.pool, market.world.office.auditor, &[]).unwrap();
    let found = market.pool.read_now(|db| StandingOwner::of(db, &other, id)).unwrap();
    assert!(found.is_none());
    let other = market.world.homes[3].producer.clone();
    let found = market.pool.read_now(|db| StandingKeeper::of(db, &other, id)).unwrap();
    assert!(found.is_none());
    let at_other = market.pool.read_now(|db| queries::standing_at(db, market.world.homes[3].id)).unwrap();
    assert_eq!(at_other, []);
}

#[test]
fn a_holiday_on_which_the_door_stays_closed_is_said_so() {
    let market = Market::open();
    let id = market.every_tuesday(2_000);
    let row = (holiday::day.eq(day(TUESDAY)), holiday::name_fa.eq("تعطیل"), holiday::name_en.eq("Holiday"));
    market.pool.change_now(|db| diesel::insert_into(holiday::table).values(row).execute(db.conn).map(drop)).unwrap();
    market.at("2026-05-23", 60);
    market.place_due(id);
    assert_eq!(market.turns(id), [], "a holiday may still be taken back");
    market.at("2026-05-25", 12 * 60);
    market.place_due(id);
    assert_eq!(market.turns(id), [(day(TUESDAY), TurnState::Missed, Some(Missed::Closed))]);
    assert_eq!(market.standing(id).state, StandingState::Running);
}

#[test]
fn a_time_at_the_door_that_was_ended_and_a_good_that_was_taken_off_end_it() {
    let market = Market::open();
    let id = market.every_tuesday(2_000);
    let fruit = {
        let (by, new) = (market.visitor(), market.new_standing((1, 1_000), Weekday::Tuesday));
        done(&market.pool, |db| ask::ask(db, &by, &new))
    };
    let (WeeklyPlace::Door(door), now) = (market.door_on(Weekday::Tuesday), market.pool.clock().now().at) else {
        panic!("it is a door");
    };
    let good = market.world.homes[0].goods[1];
    let set = |db: &mut Db| {
        diesel::update(product::table.find(good)).set(product::state.eq("removed")).execute(db.conn)?;
        diesel::update(door_time::table.find(door)).set(door_time::ended_at.eq(now)).execute(db.conn)
    };
    market.pool.change_now(set).unwrap();
    market.at("2026-05-23", 60);
    market.place_due(id);
    market.place_due(fruit);
    let states = [market.standing(id).state, market.standing(fruit).state];
    assert_eq!(states, [StandingState::Over; 2]);
    let stopped = |letter: &&Letter| matches!(letter, Letter::StandingStopped { .. });
    assert_eq!((market.told().iter().filter(stopped).count(), orders_in(&market.pool)), (2, 0));
}

#[test]
fn a_price_that_rose_by_more_than_a_fifth_is_asked_about_and_a_smaller_rise_is_taken() {
    let market = Market::open();
    let id = market.every_tuesday(2_000);
    market.price_of_bread(29_000);
    market.at("2026-05-23", 60);
    market.place_due(id);
    assert_eq!((orders_in(&market.pool), market.standing(id).seen_price), (1, Rial(29_000)));
    market.price_of_bread(40_000);
    market.at("2026-05-30", 60);
    market.place_due(id);
    assert_eq!((orders_in(&market.pool), why_missed(&market.told())), (1, vec![Missed::Price]));
    assert!(market.standing(id).is_dearer());
    let by = market.owner(id);
    done(&market.pool, |db| change::want(db, &by, Quantity(1_000)));
    market.at("2026-06-06", 60);
    market.place_due(id);
    assert_eq!((orders_in(&market.pool), market.standing(id).is_dearer()), (2, false));
}

#[test]
fn bread_that_is_made_ahead_is_ordered_of_the_freshest_batch_and_never_of_old_stock() {
    let market = Market::open();
    let id = market.every_tuesday(2_000);
    let by = market.own_bread();
    let pattern = Pattern {
        weekdays: Weekdays::of(Weekday::ALL.iter().copied()),
        terms: terms(3_000),
        skips_holidays: true,
        starts_on: market.pool.clock().now().today,
        ends_on: None,
    };
    done(&market.pool, |db| plan::set(db, &by, &pattern));
    market.at("2026-05-23", 60);
    batches::make(&market.pool).unwrap();
    market.place_due(id);
    let bread = market.world.homes[0].goods[0];
    assert_eq!(stock_and_held(&market.pool, bread), (200_000, 0), "nothing of what lies there now");
    let batch = market.pool.read_now(|db| crate::catalogue::batches::queries::batches_of(db, bread)).unwrap();
    let held = |on: &str| batch.iter().find(|batch| batch.day == day(on)).unwrap().held;
    assert_eq!((held(TUESDAY), held("2026-05-25")), (Quantity(2_000), Quantity::ZERO));
    let (by, other) = (market.visitor(), market.new_standing((0, 5_000), Weekday::Wednesday));
    let second = done(&market.pool, |db| ask::ask(db, &by, &other));
    market.at("2026-05-26", 12 * 60);
    market.place_due(second);
    assert_eq!(market.turns(second)[0].2, Some(Missed::SoldOut), "three loaves a day are baked");
    assert_eq!(market.faults(), []);
}

#[test]
fn the_hourly_look_finds_what_is_due_and_a_stopped_account_orders_nothing_more() {
    let market = Market::open();
    let id = market.every_tuesday(2_000);
    let jobs_of = |kind: &'static str| -> i64 {
        let jobs = |db: &mut Db| job::table.filter(job::kind.eq(kind)).count().get_result(db.conn);
        market.pool.read_now(jobs).unwrap()
    };
    let before = jobs_of(due::PLACE);
    due::look(&market.pool).unwrap();
    assert_eq!(jobs_of(due::PLACE), before, "nothing is due");
    market.at("2026-05-23", 60);
    due::look(&market.pool).unwrap();
    assert_eq!(jobs_of(due::PLACE), before + 1);
    let (account, now) = (market.world.office.manager, market.pool.clock().now().at);
    let stop = |db: &mut Db| {
        use crate::db::schema::account as a;
        diesel::update(a::table.find(account)).set(a::disabled_at.eq(now)).execute(db.conn)
    };
    market.pool.change_now(stop).unwrap();
    market.place_due(id);
    assert_eq!((orders_in(&market.pool), market.standing(id).state), (0, StandingState::Over));
}

#[test]
fn what_cannot_be_asked_for_is_refused() {
    let market = Market::open();
    let id = market.every_tuesday(2_000);
    let by = market.visitor();
    let new = market.new_standing((0, 2_000), Weekday::Tuesday);
    let asked = |by: &AccountOwner, new: &NewStanding| refused(&market.pool, |db| ask::ask(db, by, new));
    assert_eq!(asked(&by, &new), AskRefusal::Known(id), "the same form again");
    let friday = market.new_standing((0, 2_000), Weekday::Friday);
    assert_eq!(asked(&by, &NewStanding { quantity: Quantity(1_500), ..friday.clone() }), AskRefusal::Quantity);
    assert_eq!(asked(&by, &NewStanding { quantity: Quantity::ZERO, ..friday.clone() }), AskRefusal::Quantity);
    assert_eq!(asked(&by, &NewStanding { code: "nowhere".to_owned(), ..friday.clone() }), AskRefusal::Gone);
    let elsewhere = WeeklyPlace::Market(crate::kernel::ids::SiteId(1), Weekday::Friday);
    assert_eq!(asked(&by, &NewStanding { place: elsewhere, ..friday.clone() }), AskRefusal::Place);
    let own: AccountOwner = proof(&market.pool, market.world.homes[0].producer.actor().account, &[]).unwrap();
    assert_eq!(asked(&own, &friday), AskRefusal::OwnShop);
}

#[test]
fn an_account_has_no_more_than_ten() {
    let market = Market::open();
    let by = market.visitor();
    let mut asked = 0;
    let all = [0, 1].into_iter().flat_map(|good| Weekday::ALL.iter().map(move |weekday| (good, *weekday)));
    for (good, weekday) in all {
        let new = market.new_standing((good, 1_000), weekday);
        match market.pool.write_now(|db| ask::ask(db, &by, &new)).unwrap() {
            Ok(_) => asked += 1,
            Err(refusal) => assert_eq!((asked, refusal), (10, AskRefusal::TooMany)),
        }
    }
    assert_eq!(asked, 10);
}
