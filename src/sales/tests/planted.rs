//! Three faults that a program could have, planted in the books behind the guards: the database refuses each by name, and
//! where its guard is gone the invariants of the tests notice it.
use super::invariants::Books;
use super::world::{Home, World, done, refused, start};
use crate::db::schema::{attribution, equipment_funding, ledger as book};
use crate::db::{Abort, Db, Pool, Write, refused_by};
use crate::kernel::ids::{LedgerId, SaleLineId};
use crate::kernel::money::Rial;
use crate::kernel::quantity::Quantity;
use crate::sales::ledger::{self, Posting};
use crate::sales::model::{Kind, Part};
use crate::sales::record::{self, Paid};
use crate::sales::verify::verify;
use crate::testing;
use diesel::{ExpressionMethods, NullableExpressionMethods, QueryDsl, RunQueryDsl};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Three loaves for ten rials: three to the oven's grant, two to its household, five to the mixer's grant.
struct Planted {
    pool: testing::TestPool,
    world: World,
    line: SaleLineId,
    sale: LedgerId,
    parts: Vec<Part>,
}

impl Planted {
    fn new() -> Planted {
        let pool = testing::pool();
        let world = World::new(&pool);
        let home = &world.homes[0];
        let sale = home.sale_of("three-loaves", (3_000, Paid::Total(Rial(10))));
        done(&pool, |db| record::record(db, &home.keeper, &sale));
        let (sale, line) = pool
            .read_now(|db| book::table.select((book::id, book::sale_line_id.assume_not_null())).first(db.conn))
            .unwrap();
        let columns =
            (attribution::equipment_id, attribution::funding_id, attribution::grant_id, attribution::amount_irr);
        let parts: Vec<Part> =
            pool.read_now(|db| attribution::table.order(attribution::ord).select(columns).load(db.conn)).unwrap();
        assert_eq!(parts.iter().map(|part| part.amount.0).collect::<Vec<_>>(), [3, 2, 5]);
        Planted { pool, world, line, sale, parts }
    }

    /// A return with these amounts to the payers of the sale.
    fn back(&self, amount: i64, parts: [i64; 3]) -> (Kind, i64, Vec<Part>) {
        let parts = self.parts.iter().zip(parts).map(|(part, amount)| Part { amount: Rial(amount), ..*part });
        (Kind::Return, amount, parts.collect())
    }

    /// The whole of an amount to the press of a household far away.
    fn to_the_press(&self, kind: Kind, amount: i64) -> (Kind, i64, Vec<Part>) {
        let press = self.world.press;
        let payer: (_, Option<_>) = self
            .pool
            .read_now(|db| {
                equipment_funding::table
                    .filter(equipment_funding::equipment_id.eq(press))
                    .order(equipment_funding::ord)
                    .select((equipment_funding::id, equipment_funding::grant_id))
                    .first(db.conn)
            })
            .unwrap();
        let part = Part { equipment: Some(press), funding: Some(payer.0), grant: payer.1, amount: Rial(amount) };
        (kind, amount, vec![part])
    }

    fn refused(&self, fault: &(Kind, i64, Vec<Part>), rule: &'static str) {
        let home = &self.world.homes[0];
        assert_eq!(refused(&self.pool, |db| post(db, self, (home, fault), rule)), rule);
    }

    /// Whether the check holds now, and no more once the fault stands in the books.
    fn is_noticed(&self, fault: &(Kind, i64, Vec<Part>), check: fn(&Books)) -> bool {
        let holds = |pool: &Pool| {
            let books = pool.read_now(Books::load).unwrap();
            catch_unwind(AssertUnwindSafe(|| check(&books))).is_ok()
        };
        assert!(holds(&self.pool), "the check fails without a fault");
        let guard = if testing::is_postgres(&self.pool) { "ledger_insert ON ledger" } else { "ledger_insert" };
        let drop = format!("DROP TRIGGER {guard}");
        self.pool.change_now(|db| diesel::sql_query(&drop).execute(db.conn)).unwrap();
        done(&self.pool, |db| post(db, self, (&self.world.homes[0], fault), ""));
        !holds(&self.pool)
    }
}

/// Posts a row past the verbs, as a faulty program would.
fn post(
    db: &mut Db,
    planted: &Planted,
    (home, (kind, amount, parts)): (&Home, &(Kind, i64, Vec<Part>)),
    rule: &'static str,
) -> Write<(), &'static str> {
    let is_sale = *kind == Kind::Sale;
    let posting = Posting {
        kind: *kind,
        sale_line: Some(planted.line),
        quantity: Quantity(if is_sale { 3_000 } else { amount * 300 }),
        amount: Rial(*amount),
        occurred_on: start(),
        reverses: (!is_sale).then_some(planted.sale),
        category: None,
        reason: "",
        idem: "faulty-row",
    };
    match ledger::post(db, &home.keeper, &posting, parts) {
        Ok(_) => Ok(()),
        Err(error) if refused_by(&error, rule) => Err(Abort::Refused(rule)),
        Err(error) => Err(error.into()),
    }
}

#[test]
fn naive_rounding_is_refused_and_noticed() {
    let planted = Planted::new();
    // Half of 3, 2 and 5, each rounded by itself: 2 + 1 + 3 are not 5.
    let fault = planted.back(-5, [-2, -1, -3]);
    planted.refused(&fault, "ledger_attribution_sum");
    assert!(planted.is_noticed(&fault, Books::every_row_adds_up));
}

#[test]
fn returns_split_evenly_are_refused_and_noticed() {
    let planted = Planted::new();
    let fault = planted.back(-10, [-3, -3, -4]);
    planted.refused(&fault, "ledger_bucket_negative");
    assert!(planted.is_noticed(&fault, Books::lines_end_at_nothing_and_never_below));
}

#[test]
fn a_missing_custody_check_is_refused_and_noticed() {
    let planted = Planted::new();
    planted.refused(&planted.to_the_press(Kind::Sale, 10), "ledger_equipment_elsewhere");
    let fault = planted.to_the_press(Kind::Return, -1);
    assert!(planted.is_noticed(&fault, Books::machines_were_within_reach));
}

/// A return of half of it that adds up, leaves nothing below zero, and takes from other payers than the weights say.
#[test]
fn a_wrong_split_that_adds_up_is_named_by_a_verification() {
    let planted = Planted::new();
    let fault = planted.back(-5, [-1, -2, -2]);
    done(&planted.pool, |db| post(db, &planted, (&planted.world.homes[0], &fault), ""));
    let found = planted.pool.change_now(|db| verify(db, &[])).unwrap();
    let area = planted.world.office.espiari;
    let what = "its split does not follow from its weights and the payments for the machines";
    assert_eq!(
        found.faults.iter().map(ToString::to_string).collect::<Vec<_>>(),
        [format!("ledger of area {area}, row 2: {what}"),]
    );
}
