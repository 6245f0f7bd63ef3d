//! What one household bought of another: the cost in its book, and the line that was sold.
use super::office::{Office, office, with};

/// A cost in the book of household 2, which bought line 3 of household 1.
const COST: &str = "+ledger id=2, seq=2, household_id=2, kind='cost', category='inputs', amount_irr=-1000, idem='ledger-2', \
    prev_hash=#01, hash=#02";
const PURCHASE: &str = "+purchase ledger_id=2, sale_line_id=3";

/// Household 1 has sold line 3 to household 2.
fn sold() -> Office {
    office()
        .does("+sale id=3, idem='sale-three', buyer_household_id=2")
        .does("+sale_line id=3, sale_id=3")
        .does("+attribution ledger_id=2, amount_irr=-1000")
}

#[test]
fn a_purchase_is_a_cost_of_the_household_that_bought_the_line() {
    sold()
        .does(COST)
        .refuses("purchase_of_another", &with(PURCHASE, "sale_line_id=1"))
        .refuses("purchase_of_another", &with(PURCHASE, "sale_line_id=99"))
        .refuses("purchase_of_another", &with(PURCHASE, "ledger_id=1"))
        .refuses("purchase_of_another", &with(PURCHASE, "ledger_id=99"))
        .does(PURCHASE);
}

#[test]
fn the_cost_of_another_household_is_no_purchase() {
    sold().does(&with(COST, "household_id=1")).refuses("purchase_of_another", PURCHASE);
}

#[test]
fn what_is_not_a_cost_is_no_purchase() {
    office()
        .does("+sale id=3, idem='sale-three', buyer_household_id=2")
        .does("+sale_line id=3, sale_id=3")
        .does("+attribution ledger_id=2, amount_irr=700")
        .does(&with(COST, "kind='own_use', category=NULL, amount_irr=700"))
        .refuses("purchase_of_another", PURCHASE);
}

#[test]
fn a_purchase_stays_as_it_was_recorded() {
    sold()
        .does(COST)
        .does(PURCHASE)
        .refuses("purchase_immutable", "UPDATE purchase SET sale_line_id = 1 WHERE ledger_id = 2")
        .refuses("purchase_immutable", "UPDATE purchase SET ledger_id = 1 WHERE ledger_id = 2")
        .refuses("purchase_immutable", "DELETE FROM purchase WHERE ledger_id = 2")
        .refuses_replacing("purchase_immutable", "purchase", "ledger_id")
        .refuses_emptying("purchase", "purchase_immutable");
}
