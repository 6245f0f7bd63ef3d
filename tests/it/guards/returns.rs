//! Returns, voids, costs and own use.
use super::ledger::SALE_ROW;
use super::office::{office, with};

/// A return on sale line 1, and what a cost and its reversal look like.
const RETURN_ROW: &str = "+ledger id=2, seq=2, kind='return', sale_line_id=1, reverses=1, qty_milli=-400, \
    amount_irr=-300000, idem='ledger-2', prev_hash=#01, hash=#02";
const COST_ROW: &str =
    "+ledger id=2, seq=2, kind='cost', category='inputs', amount_irr=-5000, idem='ledger-2', prev_hash=#01, hash=#02";
const COST_REVERSAL: &str = "+ledger id=3, seq=3, kind='cost_reversal', category='inputs', reverses=2, \
    amount_irr=5000, idem='ledger-3', prev_hash=#02, hash=#03";

#[test]
fn a_part_of_a_sale_may_come_back() {
    office().parts(2, [-100000, 0, -200000]).does(RETURN_ROW);
}

#[test]
fn a_return_names_the_sale_row_of_its_line() {
    office()
        .parts(2, [-100000, 0, -200000])
        .does("+attribution ledger_id=3, amount_irr=1000")
        .does(&with(SALE_ROW, "id=3, idem='ledger-3'"))
        .refuses("ledger_reverses", &with(RETURN_ROW, "seq=3, prev_hash=#02, reverses=3"))
        .refuses("ledger_reverses", &with(RETURN_ROW, "seq=3, prev_hash=#02, household_id=2"))
        .does(&with(RETURN_ROW, "seq=3, prev_hash=#02, hash=#03"))
        .parts(4, [-1, 0, 0])
        .refuses(
            "ledger_reverses",
            &with(
                RETURN_ROW,
                "id=4, seq=4, prev_hash=#03, hash=#04, reverses=2, qty_milli=-1, amount_irr=-1, idem='ledger-4'",
            ),
        );
}

#[test]
fn what_is_taken_back_is_taken_from_the_institution_it_was_counted_for() {
    office()
        .does("UPDATE custody SET ends_on = '2026-06-01' WHERE id IN (2, 4)")
        .does("UPDATE case_file SET closed_on = '2026-05-01' WHERE id = 1")
        .parts(2, [-100000, 0, -200000])
        .refuses("ledger_reverses_institution", &with(RETURN_ROW, "institution_id=NULL"))
        .refuses("ledger_reverses_institution", &with(RETURN_ROW, "institution_id=2"))
        .does(RETURN_ROW);
}

#[test]
fn no_more_comes_back_than_was_sold() {
    office()
        .parts(2, [-245589, -87711, -666701])
        .refuses("ledger_over_return", &with(RETURN_ROW, "qty_milli=-1001, amount_irr=-1000001"))
        .parts(3, [-245590, -87711, -666701])
        .refuses("ledger_over_return", &with(RETURN_ROW, "id=3, qty_milli=-999, amount_irr=-1000002"))
        .parts(4, [-100000, 0, -200000])
        .does(&with(RETURN_ROW, "id=4"))
        .refuses(
            "ledger_over_return",
            &with(RETURN_ROW, "seq=3, prev_hash=#02, hash=#03, qty_milli=-600, amount_irr=-1000001, idem='ledger-5'"),
        )
        .parts(5, [-145589, -87711, -466701])
        .refuses(
            "ledger_over_return",
            &with(
                RETURN_ROW,
                "id=5, seq=3, prev_hash=#02, hash=#03, qty_milli=-601, amount_irr=-700001, idem='ledger-5'",
            ),
        )
        .does(&with(
            RETURN_ROW,
            "id=5, seq=3, prev_hash=#02, hash=#03, qty_milli=-600, amount_irr=-700001, idem='ledger-5'",
        ));
}

#[test]
fn a_full_return_leaves_no_rial() {
    office()
        .parts(2, [-245589, -87711, -666700])
        .refuses("ledger_return_not_whole", &with(RETURN_ROW, "qty_milli=-1000, amount_irr=-1000000"));
}

#[test]
fn a_void_takes_the_whole_line_back() {
    office()
        .parts(2, [-100000, 0, -200000])
        .refuses("ledger_void_not_whole", &with(RETURN_ROW, "kind='void'"))
        .parts(3, [-245589, -87711, -666701])
        .refuses("ledger_void_not_whole", &with(RETURN_ROW, "id=3, kind='void', qty_milli=-999, amount_irr=-1000001"))
        .does(&with(RETURN_ROW, "id=3, kind='void', qty_milli=-1000, amount_irr=-1000001"));
}

#[test]
fn nothing_follows_a_void() {
    office()
        .parts(2, [-245589, -87711, -666701])
        .does(&with(RETURN_ROW, "kind='void', qty_milli=-1000, amount_irr=-1000001"))
        .parts(3, [0, 0, 0])
        .refuses(
            "ledger_after_void",
            &with(RETURN_ROW, "id=3, seq=3, prev_hash=#02, hash=#03, qty_milli=-1, amount_irr=0, idem='ledger-3'"),
        )
        .refuses(
            "ledger_after_void",
            &with(
                RETURN_ROW,
                "id=3, seq=3, prev_hash=#02, hash=#03, kind='void', qty_milli=-1, amount_irr=0, idem='ledger-3'",
            ),
        );
}

#[test]
fn no_payers_total_on_a_line_is_negative() {
    office().parts(2, [-245590, 0, -54410]).refuses("ledger_bucket_negative", RETURN_ROW);
}

#[test]
fn a_rial_does_not_stay_with_a_payer_after_a_full_return() {
    office()
        .parts(2, [-245588, -87712, -666701])
        .refuses("ledger_bucket_negative", &with(RETURN_ROW, "qty_milli=-1000, amount_irr=-1000001"));
}

#[test]
fn a_return_moves_only_the_payers_of_the_sale() {
    office()
        .parts(2, [-100000, 0, -200000])
        .does("+attribution ledger_id=2, ord=4, amount_irr=1")
        .does("+attribution ledger_id=2, ord=5, equipment_id=1, funding_id=2, amount_irr=-1")
        .refuses("ledger_bucket_unknown", RETURN_ROW);
}

#[test]
fn a_return_of_a_closed_month_lands_in_the_open_one() {
    office()
        .does("+period closed_by=2")
        .parts(2, [-100000, 0, -200000])
        .refuses("ledger_period_closed", RETURN_ROW)
        .does(&with(RETURN_ROW, "ym=140503"));
}

#[test]
fn a_cost_is_taken_back_whole_once_by_the_same_household_under_the_same_heading() {
    office()
        .does("+attribution ledger_id=2, amount_irr=-5000")
        .does(COST_ROW)
        .does("+attribution ledger_id=3, amount_irr=5000")
        .refuses("ledger_reverses", &with(COST_REVERSAL, "category='rent'"))
        .refuses("ledger_reverses", &with(COST_REVERSAL, "household_id=2"))
        .refuses("ledger_reverses", &with(COST_REVERSAL, "reverses=1"))
        .does("+attribution ledger_id=4, amount_irr=4999")
        .refuses("ledger_reverses", &with(COST_REVERSAL, "id=4, amount_irr=4999"))
        .does(COST_REVERSAL)
        .does("+attribution ledger_id=5, amount_irr=5000")
        .refuses(
            "ledger_reverses",
            &with(COST_REVERSAL, "id=5, seq=4, prev_hash=#03, hash=#04, reverses=3, idem='ledger-5'"),
        )
        .refuses("ledger_one_reversal", &with(COST_REVERSAL, "id=5, seq=4, prev_hash=#03, hash=#04, idem='ledger-5'"));
}

#[test]
fn own_use_is_posted_with_its_part() {
    office()
        .refuses(
            "ledger_attribution_sum",
            "+ledger id=2, seq=2, kind='own_use', amount_irr=700, idem='ledger-2', prev_hash=#01, hash=#02",
        )
        .does("+attribution ledger_id=2, amount_irr=700")
        .does("+ledger id=2, seq=2, kind='own_use', amount_irr=700, idem='ledger-2', prev_hash=#01, hash=#02");
}

#[test]
fn own_use_is_taken_back_whole_and_once() {
    const BACK: &str = "+ledger id=3, seq=3, kind='own_use_reversal', amount_irr=-700, reverses=2, idem='ledger-3', \
        prev_hash=#02, hash=#03";
    office()
        .does("+attribution ledger_id=2, amount_irr=700")
        .does("+ledger id=2, seq=2, kind='own_use', amount_irr=700, idem='ledger-2', prev_hash=#01, hash=#02")
        .does("+attribution ledger_id=3, amount_irr=-700")
        .refuses("ledger_reverses", &with(BACK, "household_id=2"))
        .refuses("ledger_reverses", &with(BACK, "reverses=1"))
        .does("+attribution ledger_id=4, amount_irr=-699")
        .refuses("ledger_reverses", &with(BACK, "id=4, amount_irr=-699"))
        .does(BACK)
        .does("+attribution ledger_id=5, amount_irr=-700")
        .refuses("ledger_one_reversal", &with(BACK, "id=5, seq=4, prev_hash=#03, hash=#04, idem='ledger-5'"));
}
