//! Shops, weight sets and stock.
use super::office::office;

#[test]
fn a_shop_and_its_products_stay_with_their_household() {
    office()
        .refuses("shop_household_fixed", "UPDATE shop SET household_id = 3 WHERE id = 1")
        .refuses("product_household", "+product id=3, code='p3', idem='product-3', shop_id=1, household_id=2")
        .refuses("product_household", "UPDATE product SET shop_id = 2, household_id = 2 WHERE id = 1")
        .does("UPDATE product SET price_irr = 2, stock_milli = 5 WHERE id = 1")
        .does("UPDATE shop SET name = 'نو' WHERE id = 1");
}

#[test]
fn a_product_keeps_its_unit_once_it_was_sold() {
    office()
        .refuses("product_unit_sold", "UPDATE product SET unit = 'piece' WHERE id = 1")
        .does("UPDATE product SET unit = 'kilo', name = 'نو' WHERE id = 1")
        .does("UPDATE product SET unit = 'piece' WHERE id = 2");
}

#[test]
fn a_weight_set_is_drafted_before_it_is_sealed() {
    office().refuses("weight_set_sealed_early", "+weight_set id=3, product_id=1, sealed=TRUE");
}

#[test]
fn a_weight_set_is_sealed_only_when_whole() {
    office()
        .does("+weight_set id=3, product_id=1")
        .refuses("weight_set_not_whole", "UPDATE weight_set SET sealed = TRUE WHERE id = 3")
        .does("+weight_line set_id=3, weight_bp=9999")
        .refuses("weight_set_not_whole", "UPDATE weight_set SET sealed = TRUE WHERE id = 3")
        .does("+weight_line set_id=3, ord=2, equipment_id=1, weight_bp=2")
        .refuses("weight_set_not_whole", "UPDATE weight_set SET sealed = TRUE WHERE id = 3")
        .does("UPDATE weight_line SET weight_bp = 1 WHERE set_id = 3 AND ord = 2")
        .does("UPDATE weight_set SET sealed = TRUE WHERE id = 3");
}

#[test]
fn a_machine_and_the_own_means_have_one_weight_each_in_a_set() {
    office()
        .does("+weight_set id=3, product_id=1")
        .does("+weight_line set_id=3, equipment_id=1, weight_bp=5000")
        .refuses("weight_line_once", "+weight_line set_id=3, ord=2, equipment_id=1, weight_bp=5000")
        .does("+weight_line set_id=3, ord=2, weight_bp=2000")
        .refuses("weight_line_once", "+weight_line set_id=3, ord=3, weight_bp=3000")
        .does("+weight_line set_id=3, ord=3, equipment_id=2, weight_bp=3000")
        .refuses("weight_line_once", "UPDATE weight_line SET equipment_id = NULL WHERE set_id = 3 AND ord = 3")
        .does("+weight_set id=4, product_id=2")
        .does("+weight_line set_id=4");
}

#[test]
fn a_sealed_weight_set_stays() {
    office()
        .refuses("weight_set_sealed", "UPDATE weight_set SET reason = 'x' WHERE id = 1")
        .refuses("weight_set_sealed", "UPDATE weight_set SET sealed = FALSE WHERE id = 1")
        .refuses("weight_set_sealed", "DELETE FROM weight_set WHERE id = 1")
        .refuses("weight_set_sealed", "+weight_line set_id=1, ord=3")
        .refuses("weight_set_sealed", "UPDATE weight_line SET weight_bp = 3334 WHERE set_id = 1 AND ord = 1")
        .refuses("weight_set_sealed", "DELETE FROM weight_line WHERE set_id = 1")
        .does("+weight_set id=3, product_id=1")
        .does("+weight_line set_id=3, ord=3")
        .refuses("weight_set_sealed", "UPDATE weight_line SET set_id = 1 WHERE set_id = 3")
        .does("DELETE FROM weight_line WHERE set_id = 3")
        .does("DELETE FROM weight_set WHERE id = 3");
}

#[test]
fn a_weight_set_names_only_machines_within_the_households_reach() {
    office()
        .does("+weight_set id=3, product_id=1, starts_on='2026-01-31'")
        .does("+weight_line set_id=3, equipment_id=1")
        .refuses("weight_set_equipment_elsewhere", "UPDATE weight_set SET sealed = TRUE WHERE id = 3")
        .refuses(
            "weight_set_equipment_elsewhere",
            "UPDATE weight_set SET sealed = TRUE, product_id = 2, starts_on = '2026-04-01' WHERE id = 3",
        )
        .does("UPDATE weight_set SET starts_on = '2026-02-01', sealed = TRUE WHERE id = 3")
        .does("+weight_set id=4, product_id=2, starts_on='2026-04-01'")
        .does("+weight_line set_id=4, equipment_id=1")
        .refuses("weight_set_equipment_elsewhere", "UPDATE weight_set SET sealed = TRUE WHERE id = 4")
        .does("+use_right id=1, equipment_id=1, ends_on='2026-04-01'")
        .refuses("weight_set_equipment_elsewhere", "UPDATE weight_set SET sealed = TRUE WHERE id = 4")
        .does("+use_right id=2, equipment_id=1, starts_on='2026-04-01'")
        .does("UPDATE weight_set SET sealed = TRUE WHERE id = 4");
}

#[test]
fn a_stock_move_is_never_altered() {
    office()
        .does("+stock_move id=1")
        .refuses("stock_move_immutable", "UPDATE stock_move SET qty_milli = 2 WHERE id = 1")
        .refuses("stock_move_immutable", "DELETE FROM stock_move WHERE id = 1");
}

#[test]
fn a_stock_move_of_a_sale_names_a_line_of_its_product() {
    office()
        .refuses("stock_move_line_elsewhere", "+stock_move id=1, kind='sold', qty_milli=-1, sale_line_id=99")
        .refuses(
            "stock_move_line_elsewhere",
            "+stock_move id=1, product_id=2, kind='sold', qty_milli=-1, sale_line_id=1",
        )
        .does("+stock_move id=1, kind='sold', qty_milli=-1, sale_line_id=1");
}

#[test]
fn a_stock_move_of_an_own_use_names_a_row_of_its_household() {
    office()
        .refuses("stock_move_own_use_elsewhere", "+stock_move id=1, kind='used', qty_milli=-1, own_use_id=99")
        .does("+attribution ledger_id=2, amount_irr=700")
        .does("+ledger id=2, seq=2, kind='own_use', amount_irr=700, idem='ledger-2', prev_hash=#01, hash=#02")
        .refuses(
            "stock_move_own_use_elsewhere",
            "+stock_move id=1, product_id=2, kind='used', qty_milli=-1, own_use_id=2",
        )
        .does("+stock_move id=1, kind='used', qty_milli=-1, own_use_id=2");
}
