//! The verbs of the books, one behaviour a test, on either engine.
mod between;
mod books;
mod days;
mod returns;

use crate::catalogue::model::Weight;
use crate::db::Pool;
use crate::db::schema::{attribution, ledger as book, sale, setting};
use crate::kernel::ids::{EquipmentId, SaleLineId};
use crate::kernel::money::Rial;
use crate::kernel::quantity::Quantity;
use crate::sales::record::{Paid, SaleRefusal};
use crate::sales::take_back::{Goods, NewReturn, Refund};
use crate::sales::tests::world::{Home, World, done, refused, start};
use crate::sales::verify::verify;
use crate::sales::{queries, record, take_back};
use crate::testing;
use chrono::TimeDelta;
use diesel::{ExpressionMethods, QueryDsl, RunQueryDsl};

fn stock_of(pool: &Pool, home: &Home) -> Quantity {
    pool.read_now(|db| crate::catalogue::queries::good(db, home.goods[0])).unwrap().unwrap().stock
}

fn first_line(pool: &Pool, home: &Home, sale: crate::kernel::ids::SaleId) -> SaleLineId {
    pool.read_now(|db| queries::sale_of(db, home.id, sale)).unwrap().unwrap().lines[0].id
}

fn parts_of(pool: &Pool, line: SaleLineId) -> Vec<(Option<EquipmentId>, i64)> {
    pool.read_now(|db| {
        attribution::table
            .inner_join(book::table)
            .filter(book::sale_line_id.eq(line))
            .order((book::seq, attribution::ord))
            .select((attribution::equipment_id, attribution::amount_irr))
            .load(db.conn)
    })
    .unwrap()
}

fn return_of(idem: &str, line: SaleLineId, pieces: i64) -> NewReturn {
    NewReturn {
        idem: Home::idem(idem),
        line,
        quantity: Quantity(pieces * 1000),
        refund: Refund::InProportion,
        goods: Goods::BackInStock,
        reason: String::new(),
    }
}

#[test]
fn a_sale_is_split_to_the_machines_and_their_payers_as_the_golden_vectors_say() {
    let pool = testing::pool();
    let world = World::new(&pool);
    let home = &world.homes[0];
    let weights = vec![
        Weight { machine: Some(world.mixer), share_bp: 3333 },
        Weight { machine: Some(world.oven), share_bp: 6667 },
    ];
    assert!(pool.change_now(|db| home.weigh(db, home.goods[0], weights.clone())).unwrap());
    let new = home.sale_of("golden-sale-1", (40_000, Paid::Total(Rial(1_000_001))));
    let recorded = done(&pool, |db| record::record(db, &home.keeper, &new));
    let parts = parts_of(&pool, first_line(&pool, home, recorded.sale));
    let (mixer, oven) = (Some(world.mixer), Some(world.oven));
    assert_eq!(parts, [(mixer, 333_300), (oven, 491_253), (oven, 175_448)]);
}

#[test]
fn a_sale_takes_the_stock_and_stands_in_the_takings_of_its_day() {
    let pool = testing::pool();
    let world = World::new(&pool);
    let home = &world.homes[0];
    done(&pool, |db| record::record(db, &home.keeper, &home.sale("three-breads", 3)));
    assert_eq!(stock_of(&pool, home), Quantity(197_000));
    let takings = pool.read_now(|db| queries::takings(db, home.id, start()..=start())).unwrap();
    assert_eq!((takings.sold, takings.sales), (Rial(75_009), 1));
}

#[test]
fn the_same_form_sent_ten_times_is_one_sale() {
    let pool = testing::pool();
    let world = World::new(&pool);
    let home = &world.homes[0];
    let first = done(&pool, |db| record::record(db, &home.keeper, &home.sale("one-form", 3)));
    for _ in 0..9 {
        let again = done(&pool, |db| record::record(db, &home.keeper, &home.sale("one-form", 3)));
        assert_eq!((again.sale, again.is_new), (first.sale, false));
    }
    assert_eq!(stock_of(&pool, home), Quantity(197_000));
}

#[test]
fn more_than_is_left_is_refused_and_nothing_is_written() {
    let pool = testing::pool();
    let world = World::new(&pool);
    let home = &world.homes[0];
    let refusal = refused(&pool, |db| record::record(db, &home.keeper, &home.sale("too-many", 201)));
    assert!(matches!(refusal, SaleRefusal::NotEnough { left: Quantity(200_000), .. }), "{refusal:?}");
    let sales: i64 = pool.read_now(|db| sale::table.count().get_result(db.conn)).unwrap();
    assert_eq!(sales, 0);
}

#[test]
fn what_cannot_be_a_sale_is_refused() {
    let pool = testing::pool();
    let world = World::new(&pool);
    let (home, other) = (&world.homes[0], &world.homes[1]);
    let refuse = |new| refused(&pool, |db| record::record(db, &home.keeper, &new));
    assert_eq!(refuse(home.sale("nothing-1", 0)), SaleRefusal::NoQuantity);
    assert_eq!(refuse(home.sale_of("half-bread", (500, Paid::Listed))), SaleRefusal::NotWhole);
    assert_eq!(refuse(home.sale_of("for-nothing", (1000, Paid::Total(Rial(0))))), SaleRefusal::NothingPaid);
    let mut new = home.sale("another-home", 1);
    new.lines[0].product = other.goods[0];
    assert_eq!(refuse(new), SaleRefusal::UnknownGood);
    let mut new = home.sale("another-seller", 1);
    new.seller = other.person;
    assert_eq!(refuse(new), SaleRefusal::NotAMember);
    let mut new = home.sale("tomorrow", 1);
    new.sold_on = start().succ_opt().unwrap();
    assert_eq!(refuse(new), SaleRefusal::Day);
}

#[test]
fn a_lower_price_is_a_discount_and_a_higher_one_is_not() {
    let pool = testing::pool();
    let world = World::new(&pool);
    let home = &world.homes[3];
    done(&pool, |db| record::record(db, &home.keeper, &home.sale_of("cheaper-1", (2000, Paid::Total(Rial(40_000))))));
    done(&pool, |db| record::record(db, &home.keeper, &home.sale_of("dearer-1", (2000, Paid::Total(Rial(60_000))))));
    use crate::db::schema::sale_line;
    let amounts: Vec<(i64, i64, i64)> = pool
        .read_now(|db| {
            let columns = (sale_line::gross_irr, sale_line::discount_irr, sale_line::net_irr);
            sale_line::table.order(sale_line::id).select(columns).load(db.conn)
        })
        .unwrap();
    assert_eq!(amounts, [(50_006, 10_006, 40_000), (60_000, 0, 60_000)]);
}

#[test]
fn a_machine_that_moved_on_stops_the_sale_until_there_are_new_weights() {
    let pool = testing::pool();
    let world = World::new(&pool);
    let home = &world.homes[0];
    pool.clock().advance(TimeDelta::days(10));
    let today = pool.clock().now().today;
    let paper = super::world::handover(&world.homes[2], today);
    done(&pool, |db| crate::grants::hand_over::hand_over(db, &world.oven_keeper.moving(), &paper));
    let mut new = home.sale("after-the-oven", 1);
    new.sold_on = today;
    let refusal = refused(&pool, |db| record::record(db, &home.keeper, &new));
    assert!(matches!(refusal, SaleRefusal::MachineMoved { .. }), "{refusal:?}");

    choose_own_means(&pool);
    let recorded = done(&pool, |db| record::record(db, &home.keeper, &new));
    let line = first_line(&pool, home, recorded.sale);
    assert_eq!(parts_of(&pool, line).iter().map(|part| part.0).collect::<Vec<_>>(), [None, Some(world.mixer)]);
    done(&pool, |db| take_back::undo(db, &home.keeper, recorded.sale, ""));
    assert_eq!(pool.change_now(|db| verify(db, &[])).unwrap().faults, []);
}

fn choose_own_means(pool: &Pool) {
    pool.change_now(|db| {
        diesel::insert_into(setting::table)
            .values((
                setting::name.eq("moved-machine"),
                setting::valid_from.eq(start()),
                setting::value.eq("own-means"),
                setting::set_at.eq(db.now.at),
            ))
            .execute(db.conn)
    })
    .unwrap();
}

#[test]
fn goods_made_before_the_machine_moved_on_still_count_for_it() {
    let pool = testing::pool();
    let world = World::new(&pool);
    let home = &world.homes[0];
    pool.clock().advance(TimeDelta::days(30));
    let today = pool.clock().now().today;
    let paper = super::world::handover(&world.homes[2], today);
    done(&pool, |db| crate::grants::hand_over::hand_over(db, &world.oven_keeper.moving(), &paper));
    let mut new = home.sale("made-before", 1);
    new.sold_on = today;
    new.lines[0].produced_on = today.pred_opt();
    let recorded = done(&pool, |db| record::record(db, &home.keeper, &new));
    let machines: Vec<_> =
        parts_of(&pool, first_line(&pool, home, recorded.sale)).into_iter().map(|part| part.0).collect();
    assert!(machines.contains(&Some(world.oven)));
}
