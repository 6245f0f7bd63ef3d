//! Sales taken back, whole and in part.
use super::{first_line, parts_of, return_of, stock_of};
use crate::db::schema::{case_file, ledger as book};
use crate::kernel::ids::{CaseId, InstitutionId};
use crate::kernel::money::Rial;
use crate::kernel::quantity::Quantity;
use crate::sales::take_back::{NewReturn, Refund, TakeBackRefusal};
use crate::sales::tests::world::{World, done, refused};
use crate::sales::verify::verify;
use crate::sales::{record, take_back};
use crate::testing;
use diesel::{ExpressionMethods, QueryDsl, RunQueryDsl};

#[test]
fn an_undone_sale_leaves_nothing_to_anyone_and_its_goods_are_back() {
    let pool = testing::pool();
    let world = World::new(&pool);
    let home = &world.homes[0];
    let recorded = done(&pool, |db| record::record(db, &home.keeper, &home.sale("to-be-undone", 3)));
    done(&pool, |db| take_back::undo(db, &home.keeper, recorded.sale, ""));
    let parts = parts_of(&pool, first_line(&pool, home, recorded.sale));
    assert_eq!(parts.iter().map(|part| part.1).sum::<i64>(), 0);
    assert_eq!(stock_of(&pool, home), Quantity(200_000));
    let again = refused(&pool, |db| take_back::undo(db, &home.keeper, recorded.sale, ""));
    assert_eq!(again, TakeBackRefusal::NothingLeft);
    assert_eq!(pool.change_now(|db| verify(db, &[])).unwrap().faults, []);
}

#[test]
fn another_household_cannot_undo_a_sale() {
    let pool = testing::pool();
    let world = World::new(&pool);
    let home = &world.homes[0];
    let recorded = done(&pool, |db| record::record(db, &home.keeper, &home.sale("not-yours", 3)));
    let refusal = refused(&pool, |db| take_back::undo(db, &world.homes[1].keeper, recorded.sale, ""));
    assert_eq!(refusal, TakeBackRefusal::Unknown);
}

#[test]
fn partial_returns_end_at_exactly_nothing() {
    let pool = testing::pool();
    let world = World::new(&pool);
    let home = &world.homes[0];
    let recorded = done(&pool, |db| record::record(db, &home.keeper, &home.sale("seven-breads", 7)));
    let line = first_line(&pool, home, recorded.sale);
    for (key, pieces) in [("first-back", 3), ("second-back", 1), ("third-back", 3)] {
        done(&pool, |db| take_back::take_back(db, &home.keeper, &return_of(key, line, pieces)));
    }
    done(&pool, |db| take_back::take_back(db, &home.keeper, &return_of("third-back", line, 3)));
    let over = refused(&pool, |db| take_back::take_back(db, &home.keeper, &return_of("fourth-back", line, 1)));
    assert_eq!(over, TakeBackRefusal::NothingLeft);
    assert_eq!(pool.change_now(|db| verify(db, &[])).unwrap().faults, []);
}

#[test]
fn with_the_last_goods_all_the_money_goes_back() {
    let pool = testing::pool();
    let world = World::new(&pool);
    let home = &world.homes[0];
    let recorded = done(&pool, |db| record::record(db, &home.keeper, &home.sale("two-breads", 2)));
    let line = first_line(&pool, home, recorded.sale);
    let too_little = NewReturn { refund: Refund::Amount(Rial(1_000)), ..return_of("all-of-it", line, 2) };
    let refusal = refused(&pool, |db| take_back::take_back(db, &home.keeper, &too_little));
    assert_eq!(refusal, TakeBackRefusal::Refund { left: Rial(50_006) });
}

#[test]
fn a_sale_undone_after_the_case_file_was_opened_or_closed_is_taken_from_the_month_it_was_counted_in() {
    let pool = testing::pool();
    let world = World::new(&pool);
    let home = &world.homes[3];
    let before = done(&pool, |db| record::record(db, &home.keeper, &home.sale("before-the-file", 3)));
    pool.change_now(|db| {
        let case: CaseId = db.id();
        let opened = (case_file::household_id.eq(home.id), case_file::institution_id.eq(world.office.institution));
        diesel::insert_into(case_file::table)
            .values((case_file::id.eq(case), opened, case_file::opened_on.eq(db.now.today)))
            .execute(db.conn)
    })
    .unwrap();
    let within = done(&pool, |db| record::record(db, &home.keeper, &home.sale("within-the-file", 2)));
    done(&pool, |db| take_back::undo(db, &home.keeper, before.sale, ""));
    let file = case_file::table.filter(case_file::household_id.eq(home.id));
    pool.change_now(|db| diesel::update(file).set(case_file::closed_on.eq(Some(db.now.today))).execute(db.conn))
        .unwrap();
    done(&pool, |db| take_back::undo(db, &home.keeper, within.sale, ""));
    let counted: Vec<(Option<InstitutionId>, Rial)> = pool
        .read_now(|db| {
            let rows = book::table.filter(book::household_id.eq(home.id)).order(book::seq);
            rows.select((book::institution_id, book::amount_irr)).load(db.conn)
        })
        .unwrap();
    let with = Some(world.office.institution);
    let of = |institution| counted.iter().filter(|row| row.0 == institution).map(|row| row.1.0).collect::<Vec<_>>();
    assert_eq!((of(None), of(with)), (vec![75_009, -75_009], vec![50_006, -50_006]));
    assert_eq!(pool.change_now(|db| verify(db, &[])).unwrap().faults, []);
}
