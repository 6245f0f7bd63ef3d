//! What an order or a shop cannot take: a sum that cannot be kept, more open orders than anyone hands over, and times at the
//! door that meet or are too many.
use super::{Market, customer, orders_in};
use crate::db::Db;
use crate::db::schema::{holiday, product};
use crate::kernel::ids::DoorTimeId;
use crate::kernel::money::Rial;
use crate::kernel::quantity::Quantity;
use crate::orders::door::{self, DoorRefusal, NewDoorTime};
use crate::orders::place::{self, Customer, NewLine, PlaceRefusal};
use crate::orders::queries;
use crate::sales::tests::world::{done, refused};
use chrono::NaiveDate;
use diesel::{ExpressionMethods, QueryDsl, RunQueryDsl};

#[test]
fn a_sum_that_cannot_be_kept_is_refused_and_nothing_is_kept_for_it() {
    let market = Market::open();
    let (bread, dear) = (market.world.homes[0].goods[0], Rial(6_000_000_000));
    let set =
        |db: &mut Db| diesel::update(product::table.find(bread)).set(product::price_irr.eq(dear)).execute(db.conn);
    market.pool.change_now(set).unwrap();
    let mut placing = market.bread("two-hundred-dear-loaves", 200_000, 0);
    placing.orders[0].lines =
        vec![NewLine { product: bread, batch: None, quantity: Quantity(200_000), price: Some(dear) }];
    assert_eq!(market.refused(&placing), PlaceRefusal::TooMuch);
    assert_eq!((orders_in(&market.pool), market.loaves().1), (0, 0));
}

#[test]
fn a_shop_with_five_hundred_open_orders_takes_no_more_until_one_is_over() {
    let market = Market::open();
    let asking = |number: usize| {
        let mut placing = market.bread(&format!("one-of-many-{number:03}"), 0, 100);
        let mobile = format!("0935{:07}", number + 1_000_000);
        placing.customer = Customer { address: number.to_be_bytes().to_vec(), ..customer(&mobile) };
        placing
    };
    let first = market.id_of(&done(&market.pool, |db| place::place(db, &asking(0)))[0]);
    done(&market.pool, |db| {
        for number in 1..500 {
            place::place(db, &asking(number))?;
        }
        Ok::<(), crate::db::Abort<PlaceRefusal>>(())
    });
    assert_eq!(market.refused(&asking(500)), PlaceRefusal::ShopFull(market.shops[0]));
    let by = market.holder_of(first);
    done(&market.pool, |db| crate::orders::steps::cancel_for_buyer(db, by));
    done(&market.pool, |db| place::place(db, &asking(500)));
}

/// A time on these days after Saturday.
fn time(weekdays: &[i32], (opens, closes): (i32, i32)) -> NewDoorTime {
    let place = "کوچهٔ لاله ۴".to_owned();
    NewDoorTime { weekdays: weekdays.to_vec(), opens_minute: opens * 60, closes_minute: closes * 60, place }
}

#[test]
fn times_at_the_door_do_not_meet_are_no_more_than_fourteen_and_are_ended_once() {
    let market = Market::open();
    let by = market.world.homes[0].producer.clone();
    let refused = |new: &NewDoorTime| refused(&market.pool, |db| door::open(db, &by, new));
    assert_eq!(refused(&time(&[0, 3], (18, 20))), DoorRefusal::Overlap, "it is open from 17 to 19");
    assert_eq!(refused(&time(&[0], (16, 18))), DoorRefusal::Overlap);
    done(&market.pool, |db| door::open(db, &by, &time(&[0, 1, 2, 3, 4, 5, 6], (19, 20))));
    assert_eq!(refused(&time(&[0], (7, 8))), DoorRefusal::TooMany, "two a day are fourteen");
    let times = market.pool.read_now(|db| queries::door_times(db, market.world.homes[0].id)).unwrap();
    let end = |by: &crate::households::access::Producer, id: DoorTimeId| {
        market.pool.write_now(|db| door::end(db, by, id)).unwrap()
    };
    let other = market.world.homes[3].producer.clone();
    assert_eq!(end(&other, times[0].id), Err(DoorRefusal::Unknown), "another shop's");
    assert_eq!(end(&by, times[0].id), Ok(()));
    assert_eq!(end(&by, times[0].id), Err(DoorRefusal::Unknown));
    done(&market.pool, |db| door::open(db, &by, &time(&[0], (7, 8))));
}

#[test]
fn a_batch_that_nobody_could_collect_while_it_is_good_is_not_offered() {
    let market = Market::open();
    let id = market.batch_in(2, 10_000);
    let (bread, home) = (market.world.homes[0].goods[0], market.world.homes[0].id);
    let offered = || {
        let read = |db: &mut Db| {
            let coming = crate::catalogue::batches::queries::on_offer(db, bread)?;
            queries::handed_over_fresh(db, home, coming)
        };
        market.pool.read_now(read).unwrap().len()
    };
    let closed = |day: NaiveDate| {
        let row = (holiday::day.eq(day), holiday::name_fa.eq("تعطیل"), holiday::name_en.eq("Holiday"));
        market.pool.change_now(|db| diesel::insert_into(holiday::table).values(row).execute(db.conn)).unwrap();
    };
    let batch = market.batch(id);
    let last = crate::catalogue::batches::model::best_before(batch.day, batch.shelf_days).unwrap();
    batch.day.iter_days().take_while(|day| *day < last).for_each(closed);
    assert_eq!(offered(), 1, "its last good day is left");
    closed(last);
    assert_eq!(offered(), 0, "the door opens again when it is old");
}
