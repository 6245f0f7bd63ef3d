//! Standing orders: each week's order is placed once, by the verb that places every order, or its buyer is told why it is not.
mod bounds;
mod missed;

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
        NewStanding { code, quantity: Quantity(milli), place: self.door_on(weekday), seen_price: None, lang: Lang::Fa }
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
    let from = done(&market.pool, |db| change::resume(db, &by));
    assert_eq!(from, day("2026-06-02"));
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
