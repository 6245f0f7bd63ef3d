//! The day on which goods were made finds the machine, the market day finds the stall, and a seller stays a member for the
//! day of the sale.
use super::{first_line, parts_of};
use crate::catalogue::list_good::{self, GoodFace, NewGood};
use crate::catalogue::queries::weights_on;
use crate::db::Pool;
use crate::db::schema::{audit_event, product, sale, sale_line, weight_set};
use crate::grants::hand_over;
use crate::households::head;
use crate::households::members::{self, NewMember};
use crate::households::model::Relation;
use crate::households::persons::NewPerson;
use crate::kernel::idem::Idem;
use crate::kernel::ids::{MemberId, ProductId, SaleId};
use crate::kernel::money::Rial;
use crate::kernel::quantity::{Quantity, SellUnit};
use crate::sales::tests::world::{Home, World, done, handover, start};
use crate::sales::verify::verify;
use crate::sales::{record, take_back};
use crate::testing;
use chrono::{Days, NaiveDate, TimeDelta};
use diesel::{ExpressionMethods, QueryDsl, RunQueryDsl};

fn takes_days(pool: &Pool, good: ProductId, days: i32) {
    pool.change_now(|db| diesel::update(product::table.find(good)).set(product::lead_days.eq(days)).execute(db.conn))
        .unwrap();
}

fn made_on(pool: &Pool, of: SaleId) -> NaiveDate {
    let days = sale_line::table.filter(sale_line::sale_id.eq(of)).select(sale_line::produced_on);
    pool.read_now(|db| days.first(db.conn)).unwrap()
}

#[test]
fn goods_count_for_the_machine_that_was_there_so_many_days_before_the_sale() {
    let pool = testing::pool();
    let world = World::new(&pool);
    let home = &world.homes[0];
    takes_days(&pool, home.goods[0], 5);
    pool.clock().advance(TimeDelta::days(8));
    let paper = handover(&world.homes[2], pool.clock().now().today);
    done(&pool, |db| hand_over::hand_over(db, &world.oven_keeper.moving(), &paper));
    pool.clock().advance(TimeDelta::days(2));
    let today = pool.clock().now().today;
    let mut new = home.sale("made-five-days-ago", 1);
    new.sold_on = today;
    let recorded = done(&pool, |db| record::record(db, &home.keeper, &new));
    assert_eq!(made_on(&pool, recorded.sale), today - Days::new(5));
    let parts = parts_of(&pool, first_line(&pool, home, recorded.sale));
    assert!(parts.iter().any(|part| part.0 == Some(world.oven)), "{parts:?}");
}

#[test]
fn goods_made_before_the_first_weights_are_own_means_on_their_true_day() {
    let pool = testing::pool();
    let world = World::new(&pool);
    let home = &world.homes[0];
    takes_days(&pool, home.goods[0], 3);
    let recorded = done(&pool, |db| record::record(db, &home.keeper, &home.sale("before-the-oven", 1)));
    assert_eq!(made_on(&pool, recorded.sale), start() - Days::new(3));
    let line = first_line(&pool, home, recorded.sale);
    assert_eq!(parts_of(&pool, line), [(None, 25_003)]);
    assert_eq!(pool.change_now(|db| verify(db, &[])).unwrap().faults, []);
    done(&pool, |db| take_back::undo(db, &home.keeper, recorded.sale, ""));
    assert_eq!(parts_of(&pool, line), [(None, 25_003), (None, -25_003)]);
    assert_eq!(pool.change_now(|db| verify(db, &[])).unwrap().faults, []);
}

fn list(pool: &Pool, world: &World, lead_days: i32) -> ProductId {
    let face = GoodFace {
        name: "جوجه".to_owned(),
        category: "chicks".to_owned(),
        description: String::new(),
        unit: SellUnit::Piece,
        price: Rial(40_000),
        by_weight: None,
        lead_days,
        machines: vec![world.dryer],
    };
    let idem = Idem::fresh(pool.ids());
    let new = NewGood { idem, face, stock: Quantity(9_000), photo: None, shop_name: "جوجه".to_owned() };
    done(pool, |db| list_good::list(db, &world.homes[1].producer, &new))
}

#[test]
fn a_good_is_weighed_from_the_day_on_which_what_is_sold_today_was_made_while_the_machine_was_there() {
    let pool = testing::pool();
    let world = World::new(&pool);
    pool.clock().advance(TimeDelta::days(10));
    let since = |good| pool.read_now(|db| weights_on(db, good, db.now.today)).unwrap().unwrap().starts_on;
    assert_eq!(since(list(&pool, &world, 21)), start(), "the machine came ten days ago");
    pool.clock().advance(TimeDelta::days(30));
    let today = pool.clock().now().today;
    assert_eq!(since(list(&pool, &world, 21)), today - Days::new(21));
    assert_eq!(since(list(&pool, &world, 0)), today);
}

#[test]
fn every_sealing_of_weights_leaves_its_trace() {
    let pool = testing::pool();
    World::new(&pool);
    let sets: i64 = pool.read_now(|db| weight_set::table.count().get_result(db.conn)).unwrap();
    let of_sealing = audit_event::table.filter(audit_event::action.eq("seal_weights"));
    let traces: i64 = pool.read_now(|db| of_sealing.count().get_result(db.conn)).unwrap();
    assert_eq!((sets, traces), (8, 8));
}

/// A market on the first day at which the first household has a stall.
fn give_a_stall(pool: &Pool, world: &World) {
    let hash = if testing::is_postgres(pool) { "decode(repeat('00', 32), 'hex')" } else { "zeroblob(32)" };
    let (city, home) = (world.office.city, world.homes[0].id);
    let by = world.office.manager;
    let at = "'2026-05-20 08:00:00.000000'";
    let statements = [
        format!(
            "INSERT INTO market_site (id, code, area_id, name, address, opens_minute, closes_minute, cutoff_hours, \
             no_show_minutes, north, ab_list, refused_first, version) \
             VALUES (1, 'm1', {city}, 'n', 'a', 480, 900, 24, 30, 'up', FALSE, FALSE, 1)"
        ),
        "INSERT INTO site_row (id, site_id, ord, name, ring) VALUES (1, 1, 1, 'a', FALSE)".to_owned(),
        "INSERT INTO stall (id, site_id, row_id, ord, number, width_cm, power, water, baking, own_unit) \
         VALUES (1, 1, 1, 1, '1', 200, 'none', FALSE, 'none', FALSE)"
            .to_owned(),
        format!(
            "INSERT INTO market_day (id, site_id, day, opens_minute, closes_minute, cutoff_at, state, announcement) \
             VALUES (1, 1, '{}', 480, 900, {at}, 'open', '')",
            start()
        ),
        format!(
            "INSERT INTO booking (id, market_day_id, household_id, category_code, power, water, baking, own_unit, \
             flexible, least, most, state, asked_by, asked_at, on_behalf, origin) \
             VALUES (1, 1, {home}, 'bread', 'none', FALSE, 'none', FALSE, TRUE, 1, 1, 'asked', {by}, {at}, FALSE, 'asked')"
        ),
        format!(
            "INSERT INTO assignment_run (id, market_day_id, version, revision, input, result_sha256, engine, made_at, \
             drawing_version) VALUES (1, 1, 1, 0, '{{}}', {hash}, 'e', {at}, 1)"
        ),
        "INSERT INTO assignment (run_id, booking_id, stalls, proof, by_hand) VALUES (1, 1, 1, '', FALSE)".to_owned(),
        "INSERT INTO assignment_stall (run_id, booking_id, ord, stall_id, number) VALUES (1, 1, 1, 1, '1')".to_owned(),
        "UPDATE market_day SET state = 'published', published_run = 1 WHERE id = 1".to_owned(),
    ];
    run(pool, &statements);
}

fn run(pool: &Pool, statements: &[String]) {
    for statement in statements {
        pool.change_now(|db| diesel::sql_query(statement).execute(db.conn)).unwrap();
    }
}

fn channel_of(pool: &Pool, home: &Home, form: &str) -> String {
    let recorded = done(pool, |db| record::record(db, &home.keeper, &home.sale(form, 1)));
    pool.read_now(|db| sale::table.find(recorded.sale).select(sale::channel).first(db.conn)).unwrap()
}

#[test]
fn a_sale_is_one_of_the_stall_only_where_its_household_came_to_the_market() {
    let pool = testing::pool();
    let world = World::new(&pool);
    let home = &world.homes[0];
    give_a_stall(&pool, &world);
    assert_eq!(channel_of(&pool, home, "at-the-stall"), "stall");
    let seen = |state: &str| {
        let by = world.office.manager;
        run(
            &pool,
            &[
                "DELETE FROM check_in".to_owned(),
                format!(
                    "INSERT INTO check_in (market_day_id, booking_id, state, marked_by, marked_at) \
             VALUES (1, 1, '{state}', {by}, '2026-05-22 08:00:00.000000')"
                ),
            ],
        );
    };
    seen("came");
    assert_eq!(channel_of(&pool, home, "seen-at-the-stall"), "stall");
    seen("no_show");
    assert_eq!(channel_of(&pool, home, "stayed-at-home"), "door");
    seen("came");
    run(&pool, &["UPDATE booking SET state = 'withdrawn' WHERE id = 1".to_owned()]);
    assert_eq!(channel_of(&pool, home, "withdrew-from-it"), "door");
}

#[test]
fn who_sold_today_leaves_tomorrow() {
    let pool = testing::pool();
    let world = World::new(&pool);
    let home = &world.homes[0];
    let by = home.caseworker.as_ref().unwrap();
    let seller: MemberId =
        pool.read_now(|db| crate::households::queries::members(db, home.id)).unwrap().first().unwrap().id;
    let child = NewMember {
        person: NewPerson {
            given_name: "علی".to_owned(),
            family_name: "کاظمی".to_owned(),
            national_id: None,
            mobile: None,
        },
        relation: Relation::Child,
        is_earner: false,
        since: start() - Days::new(40),
    };
    let other = done(&pool, |db| members::add(db, by, &child));
    pool.clock().advance(TimeDelta::days(2));
    let today = pool.clock().now().today;
    let mut new = home.sale("on-the-last-day", 1);
    new.sold_on = today;
    done(&pool, |db| record::record(db, &home.keeper, &new));
    let ends_on = |member: MemberId| {
        let found = pool.read_now(|db| crate::households::queries::members(db, home.id)).unwrap();
        found.into_iter().find(|one| one.id == member).and_then(|one| one.ends_on)
    };
    done(&pool, |db| head::make_head(db, by, other));
    done(&pool, |db| members::end(db, by, seller));
    assert_eq!(ends_on(seller), today.succ_opt());
    assert_eq!(pool.change_now(|db| verify(db, &[])).unwrap().faults, []);
    let third = done(&pool, |db| members::add(db, by, &child));
    done(&pool, |db| head::make_head(db, by, third));
    done(&pool, |db| members::end(db, by, other));
    assert_eq!((ends_on(other), ends_on(third)), (Some(today), None), "who did nothing today leaves today");
}
