//! What one supported household sold to another: gross sales keep it, the programme's output leaves it out, and the buyer's
//! cost points to the line.
use super::{first_line, return_of};
use crate::db::Pool;
use crate::db::schema::{ledger, purchase};
use crate::grants::queries::{Earner, earned};
use crate::kernel::ids::{HouseholdId, LedgerId, SaleLineId};
use crate::kernel::money::Rial;
use crate::sales::model::Kind;
use crate::sales::record::{NewSale, SaleRefusal};
use crate::sales::tests::world::{World, done, refused, start};
use crate::sales::verify::verify;
use crate::sales::{months, queries, record, take_back};
use crate::testing;
use diesel::{ExpressionMethods, QueryDsl, RunQueryDsl};

/// The costs of a household as they stand in its book, and the lines that they were for.
fn costs_of(pool: &Pool, household: HouseholdId) -> Vec<(Kind, Rial, Option<SaleLineId>)> {
    let rows: Vec<(LedgerId, Kind, Rial)> = pool
        .read_now(|db| {
            ledger::table
                .filter(ledger::household_id.eq(household))
                .order(ledger::seq)
                .select((ledger::id, ledger::kind, ledger::amount_irr))
                .load(db.conn)
        })
        .unwrap();
    let lines: Vec<(LedgerId, SaleLineId)> = pool.read_now(|db| purchase::table.load(db.conn)).unwrap();
    let line_of = |id: LedgerId| lines.iter().find(|(row, _)| *row == id).map(|(_, line)| *line);
    rows.into_iter().map(|(id, kind, amount)| (kind, amount, line_of(id))).collect()
}

#[test]
fn what_another_supported_household_bought_is_gross_sales_but_no_output_and_a_cost_of_the_buyer() {
    let pool = testing::pool();
    let world = World::new(&pool);
    let [seller, buyer, ..] = &world.homes;
    let sold = NewSale { buyer: Some(buyer.id), ..seller.sale("to-a-neighbour", 4) };
    let to_buyer = done(&pool, |db| record::record(db, &seller.keeper, &sold)).sale;
    done(&pool, |db| record::record(db, &seller.keeper, &seller.sale("to-somebody", 6)));
    done(&pool, |db| record::record(db, &seller.keeper, &sold));

    let takings = pool.read_now(|db| queries::takings(db, seller.id, start()..=start())).unwrap();
    assert_eq!(takings.sold, Rial(250_030), "the household's own figures keep it");
    let machine = pool.read_now(|db| earned(db, Earner::Machine(world.oven))).unwrap();
    assert!(machine.to_households > Rial::ZERO && machine.output() < machine.total);
    let (rows, _) = pool.read_now(|db| months::months_within(db, &world.closer, None)).unwrap();
    let totals: Vec<(Rial, Rial)> = rows.iter().map(|row| (row.total, row.to_households)).collect();
    assert_eq!(totals, [(Rial(250_030), Rial(100_012))], "the programme's output is the rest");
    let row = pool.read_now(|db| months::month_within(db, &world.closer, rows[0].of)).unwrap().unwrap();
    assert_eq!(row, rows[0]);

    let line = first_line(&pool, seller, to_buyer);
    assert_eq!(costs_of(&pool, buyer.id), [(Kind::Cost, Rial(-100_012), Some(line))]);
    assert_eq!(pool.read_now(|db| verify(db, &[])).unwrap().faults, []);
}

#[test]
fn goods_that_come_back_bring_the_cost_of_the_buyer_to_what_is_left() {
    let pool = testing::pool();
    let world = World::new(&pool);
    let [seller, buyer, ..] = &world.homes;
    let sold = NewSale { buyer: Some(buyer.id), ..seller.sale("to-a-neighbour", 4) };
    let sale = done(&pool, |db| record::record(db, &seller.keeper, &sold)).sale;
    let line = first_line(&pool, seller, sale);
    done(&pool, |db| take_back::take_back(db, &seller.keeper, &return_of("one-came-back", line, 1)));
    done(&pool, |db| take_back::undo(db, &seller.keeper, sale, ""));
    assert_eq!(
        costs_of(&pool, buyer.id),
        [
            (Kind::Cost, Rial(-100_012), Some(line)),
            (Kind::CostReversal, Rial(100_012), None),
            (Kind::Cost, Rial(-75_009), Some(line)),
            (Kind::CostReversal, Rial(75_009), None),
        ]
    );
    let (rows, _) = pool.read_now(|db| months::months_within(db, &world.closer, None)).unwrap();
    assert!(rows.iter().all(|row| row.to_households == Rial::ZERO));
    assert_eq!(pool.read_now(|db| verify(db, &[])).unwrap().faults, []);
}

#[test]
fn a_household_does_not_buy_of_itself_and_a_business_that_was_never_supported_is_no_buyer() {
    let pool = testing::pool();
    let world = World::new(&pool);
    let [seller, .., other] = &world.homes;
    for buyer in [seller.id, other.id] {
        let sold = NewSale { buyer: Some(buyer), ..seller.sale("to-nobody", 1) };
        assert_eq!(refused(&pool, |db| record::record(db, &seller.keeper, &sold)), SaleRefusal::Buyer);
    }
}
