//! Sales and their lines.
use super::office::office;

#[test]
fn a_sale_is_made_where_the_household_lives() {
    office().refuses("sale_area", "+sale id=3, idem='sale-three', area_id=6");
}

#[test]
fn the_seller_is_a_member_of_the_household_on_the_day_of_the_sale() {
    office()
        .refuses("sale_seller_not_member", "+sale id=3, idem='sale-three', seller_person_id=2")
        .refuses("sale_seller_not_member", "+sale id=3, idem='sale-three', sold_on='2025-12-31'")
        .does("+sale id=4, idem='sale-four', sold_on='2026-01-01'")
        .does("UPDATE household_member SET ends_on = '2026-06-01' WHERE id = 1")
        .refuses("sale_seller_not_member", "+sale id=3, idem='sale-three', sold_on='2026-06-01'")
        .does("+sale id=3, idem='sale-three', sold_on='2026-05-31'");
}

#[test]
fn a_sale_and_its_lines_are_never_altered() {
    office()
        .refuses("sale_immutable", "UPDATE sale SET channel = 'door' WHERE id = 2")
        .refuses("sale_immutable", "DELETE FROM sale WHERE id = 2")
        .refuses("sale_line_immutable", "UPDATE sale_line SET qty_milli = 1 WHERE id = 2")
        .refuses("sale_line_immutable", "DELETE FROM sale_line WHERE id = 2");
}

#[test]
fn a_household_sells_its_own_products() {
    office().refuses("sale_line_household", "+sale_line id=3, sale_id=2, product_id=2, set_id=2");
}

#[test]
fn a_sale_line_bears_the_name_and_unit_its_product_had_then() {
    office()
        .refuses("sale_line_as_named", "+sale_line id=3, sale_id=2, name='نو'")
        .refuses("sale_line_as_named", "+sale_line id=3, sale_id=2, unit='piece'")
        .does("UPDATE product SET name = 'نو' WHERE id = 1")
        .refuses("sale_line_as_named", "+sale_line id=3, sale_id=2")
        .does("+sale_line id=3, sale_id=2, name='نو'")
        .refuses("sale_line_immutable", "UPDATE sale_line SET name = 'نو' WHERE id = 2");
}

#[test]
fn nothing_is_sold_before_it_is_made() {
    office().refuses("sale_line_produced_late", "+sale_line id=3, sale_id=2, produced_on='2026-05-02'");
}

#[test]
fn a_sale_line_uses_the_sealed_set_in_force_on_the_day_of_production() {
    office()
        .refuses("sale_line_set", "+sale_line id=3, sale_id=2, set_id=2")
        .refuses("sale_line_set", "+sale_line id=3, sale_id=2, produced_on='2026-01-31'")
        .refuses("sale_line_set", "+sale_line id=3, sale_id=2, set_id=NULL")
        .does("+sale_line id=9, sale_id=2, set_id=NULL, produced_on='2026-01-31'")
        .does("+weight_set id=3, product_id=1, starts_on='2026-04-01'")
        .does("+weight_line set_id=3")
        .refuses("sale_line_set", "+sale_line id=3, sale_id=2, set_id=3")
        .does("+sale_line id=4, sale_id=2")
        .does("UPDATE weight_set SET sealed = TRUE WHERE id = 3")
        .refuses("sale_line_set", "+sale_line id=5, sale_id=2")
        .does("+sale_line id=5, sale_id=2, set_id=3")
        .does("+sale_line id=6, sale_id=2, set_id=1, produced_on='2026-03-31'")
        .does("+weight_set id=4, product_id=1, starts_on='2026-04-01'")
        .does("+weight_line set_id=4")
        .does("UPDATE weight_set SET sealed = TRUE WHERE id = 4")
        .refuses("sale_line_set", "+sale_line id=7, sale_id=2, set_id=3")
        .does("+sale_line id=7, sale_id=2, set_id=4")
        .does("+sale_line id=8, sale_id=2, set_id=4, produced_on='2026-04-01'");
}
