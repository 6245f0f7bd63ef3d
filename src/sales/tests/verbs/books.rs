//! Costs, months, and what the database itself holds of the books.
use super::{first_line, return_of};
use crate::db::schema::{ledger as book, stock_move};
use crate::db::{Db, Write, refused_by};
use crate::error::AppError;
use crate::kernel::calendar::YearMonth;
use crate::kernel::ids::LedgerId;
use crate::kernel::money::Rial;
use crate::kernel::quantity::Quantity;
use crate::sales::access::Bookkeeper;
use crate::sales::close_month::CloseRefusal;
use crate::sales::cost::{CostRefusal, NewCost};
use crate::sales::ledger::Posting;
use crate::sales::model::{CostCategory, Kind, Month, Part};
use crate::sales::take_back::TakeBackRefusal;
use crate::sales::tests::world::{Home, World, done, refused, start};
use crate::sales::verify::verify;
use crate::sales::{close_month, cost, ledger, queries, record, take_back};
use crate::testing;
use chrono::TimeDelta;
use diesel::{QueryDsl, RunQueryDsl};

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
    let other = NewCost { amount: Rial(450_000), ..cost("flour-for-today", 400_000) };
    let resent = pool.write_now(|db| cost::spend(db, &home.keeper, &other));
    assert!(matches!(resent, Err(AppError::Resent(_))), "{resent:?}");
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
    assert_eq!(pool.change_now(|db| verify(db, &[])).unwrap().faults, []);
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
    let guard = |table: &str, on_sqlite: &str| match testing::is_postgres(&pool) {
        true => format!("DROP TRIGGER {table}_update_delete ON {table}"),
        false => format!("DROP TRIGGER {table}_{on_sqlite}"),
    };
    let world = World::new(&pool);
    let home = &world.homes[0];
    for key in ["row-one-1", "row-two-2", "row-three"] {
        done(&pool, |db| record::record(db, &home.keeper, &home.sale(key, 1)));
    }
    for (drop, change, what) in [
        (
            guard("ledger", "update"),
            "UPDATE ledger SET reason = 'x' WHERE seq = 2",
            "it or its attribution was changed",
        ),
        (guard("audit_event", "update"), "UPDATE audit_event SET role = 'x' WHERE seq = 2", "it was changed"),
        (
            guard("stock_move", "delete"),
            "DELETE FROM stock_move WHERE kind = 'made'",
            "its stock is not the sum of its moves",
        ),
    ] {
        pool.change_now(|db| {
            diesel::sql_query(&drop).execute(db.conn)?;
            diesel::sql_query(change).execute(db.conn)
        })
        .unwrap();
        let found = pool.change_now(|db| verify(db, &[])).unwrap();
        assert!(found.faults.iter().any(|fault| fault.what == what), "{change}: {:?}", found.faults);
    }
    let moves: i64 = pool.read_now(|db| stock_move::table.count().get_result(db.conn)).unwrap();
    assert!(moves > 0);
}
