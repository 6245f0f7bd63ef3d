//! Posting: the chain, the month, the line and the parts of a row.
use super::office::{office, with};

/// The part and the row of sale line 2, put down to the household's own means.
pub const OWN_PART: &str = "+attribution ledger_id=2, amount_irr=1000";
pub const SALE_ROW: &str =
    "+ledger id=2, seq=2, sale_line_id=2, qty_milli=1000, amount_irr=1000, idem='ledger-2', prev_hash=#01, hash=#02";

#[test]
fn a_sale_is_posted_once_its_parts_are_there() {
    office().does(OWN_PART).does(SALE_ROW);
}

#[test]
fn the_rows_of_an_area_are_numbered_without_a_gap() {
    office()
        .does(OWN_PART)
        .refuses("ledger_seq", &with(SALE_ROW, "seq=3"))
        .refuses("ledger_seq", &with(SALE_ROW, "seq=1"))
        .refuses("ledger_seq", &with(SALE_ROW, "seq=0"));
}

#[test]
fn the_first_row_of_an_area_is_number_one() {
    office()
        .does("+attribution ledger_id=2, amount_irr=-5")
        .refuses(
            "ledger_seq",
            "+ledger id=2, area_id=6, household_id=3, institution_id=NULL, seq=2, kind='cost', category='inputs', \
             amount_irr=-5, idem='ledger-2', prev_hash=#00, hash=#02",
        )
        .refuses(
            "ledger_prev_hash",
            "+ledger id=2, area_id=6, household_id=3, institution_id=NULL, seq=1, kind='cost', category='inputs', \
             amount_irr=-5, idem='ledger-2', prev_hash=#01, hash=#02",
        )
        .does(
            "+ledger id=2, area_id=6, household_id=3, institution_id=NULL, seq=1, kind='cost', category='inputs', \
             amount_irr=-5, idem='ledger-2', prev_hash=#00, hash=#02",
        );
}

#[test]
fn a_row_carries_the_hash_of_the_row_before_it() {
    office()
        .does(OWN_PART)
        .refuses("ledger_prev_hash", &with(SALE_ROW, "prev_hash=#02"))
        .refuses("ledger_prev_hash", &with(SALE_ROW, "prev_hash=#00"))
        .refuses("ledger_hash_length", &with(SALE_ROW, "hash=#short"));
}

#[test]
fn a_row_stands_in_the_households_area_and_institution() {
    office()
        .does(OWN_PART)
        .refuses("ledger_area", &with(SALE_ROW, "area_id=6, seq=1, prev_hash=#00"))
        .refuses("ledger_institution", &with(SALE_ROW, "institution_id=2"))
        .refuses("ledger_institution", &with(SALE_ROW, "institution_id=NULL"))
        .does("UPDATE custody SET ends_on = '2026-06-01' WHERE id IN (2, 4)")
        .does("UPDATE case_file SET closed_on = '2026-05-01' WHERE id = 1")
        .refuses("ledger_institution", SALE_ROW)
        .does(&with(SALE_ROW, "institution_id=NULL"));
}

#[test]
fn nothing_is_posted_into_a_closed_month() {
    office()
        .does("+period area_id=6")
        .does("+period institution_id=2")
        .does(OWN_PART)
        .does("+period ym=140503")
        .refuses("ledger_period_closed", &with(SALE_ROW, "ym=140503"))
        .does(SALE_ROW);
}

#[test]
fn a_sale_row_says_what_its_line_says() {
    office()
        .does(OWN_PART)
        .refuses("ledger_sale_mismatch", &with(SALE_ROW, "qty_milli=999"))
        .refuses("ledger_sale_mismatch", &with(SALE_ROW, "amount_irr=999"))
        .refuses("ledger_sale_mismatch", &with(SALE_ROW, "household_id=2"));
}

#[test]
fn the_parts_of_a_row_add_up_to_it() {
    office()
        .refuses("ledger_attribution_sum", SALE_ROW)
        .does("+attribution ledger_id=2, amount_irr=999")
        .refuses("ledger_attribution_sum", SALE_ROW)
        .does("+attribution ledger_id=2, ord=2, amount_irr=1")
        .does(SALE_ROW);
}

#[test]
fn a_row_of_no_money_still_has_its_part() {
    office()
        .does("+sale id=3, idem='sale-three'")
        .does("+sale_line id=3, sale_id=3, discount_irr=1000, net_irr=0")
        .refuses("ledger_attribution_sum", &with(SALE_ROW, "sale_line_id=3, amount_irr=0"))
        .does("+attribution ledger_id=2, amount_irr=0")
        .does(&with(SALE_ROW, "sale_line_id=3, amount_irr=0"));
}

#[test]
fn a_part_goes_to_a_payer_of_its_machine() {
    office()
        .refuses("attribution_payer", "+attribution ledger_id=2, equipment_id=1, funding_id=1, amount_irr=1000")
        .refuses(
            "attribution_payer",
            "+attribution ledger_id=2, equipment_id=1, funding_id=2, grant_id=1, amount_irr=1000",
        )
        .refuses(
            "attribution_payer",
            "+attribution ledger_id=2, equipment_id=2, funding_id=1, grant_id=1, amount_irr=1000",
        )
        .does("+attribution ledger_id=2, equipment_id=1, funding_id=1, grant_id=1, amount_irr=1000")
        .does(SALE_ROW);
}

#[test]
fn the_parts_of_a_posted_row_are_final() {
    office()
        .refuses("attribution_late", "+attribution ledger_id=1, ord=4, amount_irr=0")
        .refuses("attribution_immutable", "UPDATE attribution SET amount_irr = 0 WHERE ledger_id = 1 AND ord = 1")
        .refuses("attribution_immutable", "DELETE FROM attribution WHERE ledger_id = 1");
}

#[test]
fn a_posted_row_is_final() {
    office()
        .refuses("ledger_immutable", "UPDATE ledger SET reason = 'x' WHERE id = 1")
        .refuses("ledger_immutable", "DELETE FROM ledger WHERE id = 1");
}

#[test]
fn no_machine_gets_a_part_that_the_household_did_not_hold_on_the_day_of_production() {
    office()
        .does("+attribution ledger_id=2, equipment_id=4, funding_id=4, amount_irr=1000")
        .refuses("ledger_equipment_elsewhere", SALE_ROW);
}

#[test]
fn a_machine_gets_no_part_before_the_handover_or_after_the_end_of_custody() {
    office()
        .does("UPDATE custody SET ends_on = '2026-05-02' WHERE id = 2")
        .does("+weight_set id=3, product_id=1, starts_on='2026-01-01'")
        .does("+weight_line set_id=3")
        .does("UPDATE weight_set SET sealed = TRUE WHERE id = 3")
        .does("+sale id=3, idem='sale-three', sold_on='2026-05-10'")
        .does("+sale_line id=3, sale_id=3, produced_on='2026-05-02'")
        .does("+sale_line id=4, sale_id=3, produced_on='2026-01-31', set_id=3")
        .does("+sale_line id=5, sale_id=3, produced_on='2026-05-01'")
        .does("+attribution ledger_id=2, equipment_id=1, funding_id=2, amount_irr=1000")
        .refuses("ledger_equipment_elsewhere", &with(SALE_ROW, "sale_line_id=3"))
        .refuses("ledger_equipment_elsewhere", &with(SALE_ROW, "sale_line_id=4"))
        .does(&with(SALE_ROW, "sale_line_id=5"));
}

#[test]
fn a_use_right_lets_a_household_produce_with_anothers_machine() {
    office()
        .does("+sale id=3, idem='sale-three', household_id=2, seller_person_id=2")
        .does("+sale_line id=3, sale_id=3, product_id=2, set_id=2")
        .does("+attribution ledger_id=2, equipment_id=1, funding_id=2, amount_irr=1000")
        .refuses("ledger_equipment_elsewhere", &with(SALE_ROW, "sale_line_id=3, household_id=2"))
        .does("+use_right id=1, equipment_id=1, ends_on='2026-05-01'")
        .refuses("ledger_equipment_elsewhere", &with(SALE_ROW, "sale_line_id=3, household_id=2"))
        .does("+use_right id=2, equipment_id=1, starts_on='2026-05-01'")
        .does(&with(SALE_ROW, "sale_line_id=3, household_id=2"));
}

#[test]
fn the_same_sale_is_posted_once() {
    office()
        .does("+attribution ledger_id=2, amount_irr=1000001")
        .refuses("ledger_one_sale_row", &with(SALE_ROW, "sale_line_id=1, amount_irr=1000001"));
}

#[test]
fn a_part_is_not_kept_without_its_row() {
    office().does(OWN_PART).cannot_commit();
}
