//! Who reaches a standing order, what ends it, and what a week depends on: holidays, prices, batches, a stopped account.
use super::*;
use crate::catalogue::model::GoodState;
use crate::messages::Stopped;

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
        diesel::update(product::table.find(good)).set(product::state.eq(GoodState::Removed)).execute(db.conn)?;
        diesel::update(door_time::table.find(door)).set(door_time::ended_at.eq(now)).execute(db.conn)
    };
    market.pool.change_now(set).unwrap();
    market.at("2026-05-23", 60);
    market.place_due(id);
    market.place_due(fruit);
    let states = [market.standing(id).state, market.standing(fruit).state];
    assert_eq!(states, [StandingState::Over; 2]);
    let stopped = |letter: &Letter| match letter {
        Letter::StandingStopped { by, .. } => Some(*by),
        _ => None,
    };
    let told: Vec<Stopped> = market.told().iter().filter_map(stopped).collect();
    assert_eq!((told, orders_in(&market.pool)), (vec![Stopped::DoorEnded, Stopped::GoodGone], 0));
}

#[test]
fn a_price_that_rose_by_more_than_a_fifth_is_asked_about_and_a_smaller_rise_is_taken() {
    let market = Market::open();
    let id = market.every_tuesday(2_000);
    market.price_of_bread(29_000);
    market.at("2026-05-23", 60);
    market.place_due(id);
    assert_eq!((orders_in(&market.pool), market.standing(id).seen_price), (1, Rial(25_003)));
    market.price_of_bread(31_000); // no fifth above last week's, but above what was agreed on
    market.at("2026-05-30", 60);
    market.place_due(id);
    assert_eq!((orders_in(&market.pool), why_missed(&market.told())), (1, vec![Missed::Price]));
    assert!(market.standing(id).is_dearer());
    let by = market.owner(id);
    done(&market.pool, |db| change::want(db, &by, Quantity(1_000)));
    assert!(market.standing(id).is_dearer(), "another quantity is no answer to the price");
    done(&market.pool, |db| change::agree(db, &by, Rial(31_000)));
    assert_eq!((market.turns(id).len(), market.standing(id).next_on), (1, day("2026-06-02")), "the week is wanted");
    market.place_due(id);
    assert_eq!((orders_in(&market.pool), market.standing(id).is_dearer()), (2, false));
    assert_eq!(market.turns(id)[1], (day("2026-06-02"), TurnState::Placed, None));
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
    let did = |db: &mut Db| {
        diesel::update(job::table.filter(job::kind.eq(due::PLACE))).set(job::state.eq("done")).execute(db.conn)
    };
    market.pool.change_now(did).unwrap();
    market.at("2026-05-23", 60);
    due::look(&market.pool).unwrap();
    due::look(&market.pool).unwrap();
    assert_eq!(jobs_of(due::PLACE), before + 1, "one waits already");
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
fn what_was_ended_is_taken_up_again_only_where_there_is_room() {
    let market = Market::open();
    let id = market.every_tuesday(2_000);
    let (by, visitor) = (market.owner(id), market.visitor());
    done(&market.pool, |db| change::end(db, &by));
    let days =
        Weekday::ALL.iter().flat_map(|day| [(0, *day), (1, *day)]).filter(|wanted| *wanted != (0, Weekday::Tuesday));
    for (good, weekday) in days.take(10) {
        let new = market.new_standing((good, 1_000), weekday);
        done(&market.pool, |db| ask::ask(db, &visitor, &new));
    }
    assert_eq!(refused(&market.pool, |db| change::resume(db, &by)), ChangeRefusal::TooMany);
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
