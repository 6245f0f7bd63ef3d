//! The verbs of the books, one behaviour a test, on either engine.
use super::world::{Home, World, done, refused, start};
use crate::catalogue::model::Weight;
use crate::db::schema::{attribution, ledger as book, sale, setting, stock_move};
use crate::db::{Db, Pool, Write, refused_by};
use crate::kernel::calendar::YearMonth;
use crate::kernel::ids::{EquipmentId, LedgerId, SaleLineId};
use crate::kernel::money::Rial;
use crate::kernel::quantity::Quantity;
use crate::sales::access::Bookkeeper;
use crate::sales::close_month::{self, CloseRefusal, Month};
use crate::sales::cost::{self, CostRefusal, NewCost};
use crate::sales::ledger::{self, Posting};
use crate::sales::model::{CostCategory, Kind, Part};
use crate::sales::queries;
use crate::sales::record::{self, Paid, SaleRefusal};
use crate::sales::take_back::{self, Goods, NewReturn, Refund, TakeBackRefusal};
use crate::sales::verify::verify;
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
    assert_eq!(pool.change_now(verify).unwrap().faults, []);
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
    assert_eq!(pool.change_now(verify).unwrap().faults, []);
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
    assert_eq!(pool.change_now(verify).unwrap().faults, []);
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

fn cost(idem: &str, amount: i64) -> NewCost {
    NewCost {
        idem: Home::idem(idem),
        category: CostCategory::Inputs,
        amount: Rial(amount),
        spent_on: start(),
        note: "آرد".to_owned(),
    }
}

#[test]
fn a_cost_is_taken_back_once() {
    let pool = testing::pool();
    let world = World::new(&pool);
    let home = &world.homes[0];
    for _ in 0..2 {
        done(&pool, |db| cost::spend(db, &home.keeper, &cost("flour-for-today", 400_000)));
    }
    let row: LedgerId = pool.read_now(|db| book::table.select(book::id).first(db.conn)).unwrap();
    assert_eq!(refused(&pool, |db| cost::reverse(db, &world.homes[1].keeper, row)), CostRefusal::Unknown);
    done(&pool, |db| cost::reverse(db, &home.keeper, row));
    assert_eq!(refused(&pool, |db| cost::reverse(db, &home.keeper, row)), CostRefusal::TakenBack(Kind::Cost));
    let rows: i64 = pool.read_now(|db| book::table.count().get_result(db.conn)).unwrap();
    assert_eq!(rows, 2);
}

#[test]
fn the_sums_of_a_month_are_those_of_the_golden_vector() {
    let pool = testing::pool();
    let world = World::new(&pool);
    let home = &world.homes[0];
    let mut sums = crate::sales::model::MonthSums::default();
    for (kind, amount) in
        [(Kind::Sale, 96_000_000), (Kind::Return, -6_000_000), (Kind::Cost, -41_500_000), (Kind::OwnUse, 2_400_000)]
    {
        sums.add(kind, Rial(amount));
    }
    assert_eq!(sums.net_sales(), Rial(90_000_000));
    assert_eq!(sums.cash_income(), Rial(48_500_000));
    assert_eq!(sums.mixed_income(), Rial(50_900_000));

    done(&pool, |db| record::record(db, &home.keeper, &home.sale("in-the-month", 4)));
    done(&pool, |db| cost::spend(db, &home.keeper, &cost("flour-in-month", 30_000)));
    let month = YearMonth::of(start());
    let found = pool.read_now(|db| queries::months_of(db, home.id, month..=month)).unwrap();
    assert_eq!(found[&month].cash_income(), Rial(100_012 - 30_000));
}

fn ordibehesht_or_later(world: &World) -> Month {
    Month { institution: world.office.institution, area: world.office.espiari, month: YearMonth::of(start()) }
}

#[test]
fn a_closed_month_keeps_its_total_and_what_comes_later_counts_in_the_open_one() {
    let pool = testing::pool();
    let world = World::new(&pool);
    let home = &world.homes[0];
    let recorded = done(&pool, |db| record::record(db, &home.keeper, &home.sale("before-closing", 3)));
    let month = ordibehesht_or_later(&world);
    assert_eq!(refused(&pool, |db| close_month::close(db, &world.closer, month)), CloseRefusal::NotOver);
    pool.clock().advance(TimeDelta::days(40));
    let total = done(&pool, |db| close_month::close(db, &world.closer, month));
    assert_eq!(total, Rial(75_009));
    assert_eq!(refused(&pool, |db| close_month::close(db, &world.closer, month)), CloseRefusal::ClosedBefore);

    let undoing = refused(&pool, |db| take_back::undo(db, &home.keeper, recorded.sale, "اشتباه"));
    assert_eq!(undoing, TakeBackRefusal::TooLate);
    let back = return_of("all-came-back", first_line(&pool, home, recorded.sale), 3);
    done(&pool, |db| take_back::take_back(db, &home.keeper, &back));
    done(&pool, |db| record::record(db, &home.keeper, &home.sale("late-in-coming", 1)));
    let current = YearMonth::of(pool.clock().now().today);
    let rows: Vec<(Kind, YearMonth)> =
        pool.read_now(|db| book::table.order(book::seq).select((book::kind, book::ym)).load(db.conn)).unwrap();
    assert_eq!(rows, [(Kind::Sale, month.month), (Kind::Return, current), (Kind::Sale, current)]);
    assert_eq!(pool.change_now(verify).unwrap().faults, []);
}

#[test]
fn another_institution_s_supervisor_closes_nothing() {
    let pool = testing::pool();
    let world = World::new(&pool);
    pool.clock().advance(TimeDelta::days(40));
    let elsewhere = Month { area: world.office.country, ..ordibehesht_or_later(&world) };
    assert_eq!(refused(&pool, |db| close_month::close(db, &world.closer, elsewhere)), CloseRefusal::NotYours);
}

/// Posts a row with these parts past the verbs, as a faulty program would.
fn post_wrongly(db: &mut Db, by: &Bookkeeper, amount: i64, parts: &[i64]) -> Write<(), String> {
    let parts: Vec<Part> = parts.iter().map(|amount| Part::own(Rial(*amount))).collect();
    let posting = Posting {
        kind: Kind::OwnUse,
        sale_line: None,
        quantity: Quantity::ZERO,
        amount: Rial(amount),
        occurred_on: db.now.today,
        reverses: None,
        category: None,
        reason: "",
        idem: "faulty-row",
    };
    match ledger::post(db, by, &posting, &parts) {
        Ok(_) => Ok(()),
        Err(error) if refused_by(&error, "ledger_attribution_sum") => Err(crate::db::Abort::Refused("sum".to_owned())),
        Err(error) => Err(error.into()),
    }
}

#[test]
fn the_database_itself_refuses_parts_that_do_not_add_up() {
    let pool = testing::pool();
    let world = World::new(&pool);
    for parts in [&[33, 33, 33][..], &[50, 51], &[]] {
        assert_eq!(refused(&pool, |db| post_wrongly(db, &world.homes[0].keeper, 100, parts)), "sum");
    }
    done(&pool, |db| post_wrongly(db, &world.homes[0].keeper, 100, &[33, 33, 34]));
}

#[test]
fn the_database_itself_refuses_to_change_or_remove_a_row_of_the_books() {
    let pool = testing::pool();
    let world = World::new(&pool);
    let home = &world.homes[0];
    done(&pool, |db| record::record(db, &home.keeper, &home.sale("stands-for-ever", 3)));
    let attempts: [(&str, &str); 8] = [
        ("UPDATE ledger SET amount_irr = amount_irr + 1", "ledger_immutable"),
        ("DELETE FROM ledger", "ledger_immutable"),
        ("UPDATE attribution SET amount_irr = amount_irr + 1", "attribution_immutable"),
        ("DELETE FROM attribution", "attribution_immutable"),
        ("UPDATE sale SET sold_on = '2026-05-21'", "sale_immutable"),
        ("DELETE FROM sale_line", "sale_line_immutable"),
        ("UPDATE stock_move SET qty_milli = -1", "stock_move_immutable"),
        ("UPDATE weight_set SET sealed = false", "weight_set_sealed"),
    ];
    for (statement, rule) in attempts {
        let error = pool.write_now(|db| {
            diesel::sql_query(statement).execute(db.conn).map_err(|error| {
                assert!(refused_by(&error, rule), "{statement}: {error}");
                crate::db::Abort::Refused(rule)
            })
        });
        assert_eq!(error.unwrap(), Err(rule), "{statement} was not refused");
    }
}

#[test]
fn verify_finds_a_row_that_was_changed_behind_the_guards() {
    let pool = testing::pool();
    if testing::is_postgres(&pool) {
        return;
    }
    let world = World::new(&pool);
    let home = &world.homes[0];
    for key in ["row-one-1", "row-two-2", "row-three"] {
        done(&pool, |db| record::record(db, &home.keeper, &home.sale(key, 1)));
    }
    for (drop, change, what) in [
        (
            "DROP TRIGGER ledger_update",
            "UPDATE ledger SET reason = 'x' WHERE seq = 2",
            "it or its attribution was changed",
        ),
        ("DROP TRIGGER audit_event_update", "UPDATE audit_event SET role = 'x' WHERE seq = 2", "it was changed"),
        (
            "DROP TRIGGER stock_move_delete",
            "DELETE FROM stock_move WHERE kind = 'made'",
            "its stock is not the sum of its moves",
        ),
    ] {
        pool.change_now(|db| {
            diesel::sql_query(drop).execute(db.conn)?;
            diesel::sql_query(change).execute(db.conn)
        })
        .unwrap();
        let found = pool.change_now(verify).unwrap();
        assert!(found.faults.iter().any(|fault| fault.what == what), "{change}: {:?}", found.faults);
    }
    let moves: i64 = pool.read_now(|db| stock_move::table.count().get_result(db.conn)).unwrap();
    assert!(moves > 0);
}
