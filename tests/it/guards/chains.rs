//! Closed months, the trail of reads and changes, and emptying or replacing what is only added to.
use super::ledger::{OWN_PART, SALE_ROW};
use super::office::{office, with};

#[test]
fn a_month_is_not_closed_by_the_one_who_alone_posted_it() {
    office()
        .does(OWN_PART)
        .does(&with(SALE_ROW, "posted_by=2, ym=140503"))
        .does("+case_file id=3, household_id=3")
        .does("+attribution ledger_id=3, amount_irr=-5")
        .does(
            "+ledger id=3, area_id=6, household_id=3, seq=1, kind='cost', category='inputs', amount_irr=-5, \
             posted_by=2, idem='ledger-3', prev_hash=#00, hash=#03",
        )
        .refuses("period_closed_by_sole_poster", "+period closed_by=1")
        .refuses("period_closed_by_sole_poster", "+period closed_by=2, ym=140503")
        .does("+period closed_by=1, area_id=6")
        .does("+period closed_by=1, area_id=4")
        .does("+period closed_by=2")
        .does("+period closed_by=1, ym=140503");
}

#[test]
fn a_month_that_two_people_posted_may_be_closed_by_either() {
    office().does(OWN_PART).does(&with(SALE_ROW, "posted_by=2")).does("+period closed_by=1");
}

#[test]
fn an_empty_month_may_be_closed_by_anyone() {
    office().does("+period ym=140503, closed_by=1");
}

#[test]
fn a_closed_month_stays_closed() {
    office()
        .does("+period closed_by=2")
        .refuses("period_immutable", "UPDATE period SET total_irr = 1")
        .refuses("period_immutable", "DELETE FROM period");
}

#[test]
fn the_trail_of_an_area_is_one_chain() {
    office()
        .refuses("audit_event_seq", "+audit_event id=1, seq=2, prev_hash=#00, hash=#01")
        .refuses("audit_event_prev_hash", "+audit_event id=1, seq=1, prev_hash=#01, hash=#01")
        .does("+audit_event id=1, seq=1, prev_hash=#00, hash=#01")
        .refuses("audit_event_seq", "+audit_event id=2, seq=1, prev_hash=#00, hash=#02")
        .refuses("audit_event_seq", "+audit_event id=2, seq=3, prev_hash=#01, hash=#02")
        .refuses("audit_event_prev_hash", "+audit_event id=2, seq=2, prev_hash=#00, hash=#02")
        .refuses("audit_event_hash_length", "+audit_event id=2, seq=2, prev_hash=#01, hash=#short")
        .does("+audit_event id=2, seq=2, prev_hash=#01, hash=#02")
        .does("+audit_event id=3, chain=0, seq=1, prev_hash=#00, hash=#03")
        .refuses("audit_event_prev_hash", "+audit_event id=4, chain=0, seq=2, prev_hash=#01, hash=#04")
        .does("+audit_event id=4, chain=0, seq=2, prev_hash=#03, hash=#04");
}

#[test]
fn the_trail_is_never_altered() {
    office()
        .does("+audit_event id=1, seq=1, prev_hash=#00, hash=#01")
        .refuses("audit_event_immutable", "UPDATE audit_event SET detail = 'x'")
        .refuses("audit_event_immutable", "DELETE FROM audit_event");
}

#[test]
fn what_is_only_added_to_is_never_emptied() {
    office()
        .does("+stock_move id=1")
        .does("+period closed_by=2")
        .does("+audit_event id=1, seq=1, prev_hash=#00, hash=#01")
        .refuses_emptying("stock_move", "stock_move_immutable")
        .refuses_emptying("sale", "sale_immutable")
        .refuses_emptying("sale_line", "sale_line_immutable")
        .refuses_emptying("attribution", "attribution_immutable")
        .refuses_emptying("ledger", "ledger_immutable")
        .refuses_emptying("period", "period_immutable")
        .refuses_emptying("audit_event", "audit_event_immutable");
}

#[test]
fn what_stays_on_record_is_never_emptied() {
    office()
        .does("+case_event id=1")
        .does("+import_batch id=1")
        .does("+import_row batch_id=1")
        .does("+use_right id=1, equipment_id=1")
        .does("+baseline id=1")
        .does("+drawing_version site_id=1")
        .does("+day_drawing market_day_id=1")
        .does("+publication run_id=1")
        .does("+incident id=1")
        .does("+calendar_link id=1")
        .refuses_emptying("case_event", "case_event_immutable")
        .refuses_emptying("import_batch", "import_batch_final")
        .refuses_emptying("import_row", "import_row_immutable")
        .refuses_emptying("decision", "decision_not_undoable")
        .refuses_emptying("grant_award", "grant_award_not_undoable")
        .refuses_emptying("grant_household", "grant_household_in_use")
        .refuses_emptying("equipment", "equipment_not_undoable")
        .refuses_emptying("equipment_funding", "equipment_funding_not_undoable")
        .refuses_emptying("handover_photo", "handover_photo_immutable")
        .refuses_emptying("handover", "handover_not_undoable")
        .refuses_emptying("custody", "custody_not_undoable")
        .refuses_emptying("use_right", "use_right_immutable")
        .refuses_emptying("baseline", "baseline_immutable")
        .refuses_emptying("weight_set", "weight_set_sealed")
        .refuses_emptying("weight_line", "weight_set_sealed")
        .refuses_emptying("drawing_version", "drawing_version_immutable")
        .refuses_emptying("day_drawing", "day_drawing_immutable")
        .refuses_emptying("publication", "publication_immutable")
        .refuses_emptying("incident", "incident_immutable")
        .refuses_emptying("calendar_link", "calendar_link_fixed")
        .refuses_emptying("assignment_run", "assignment_run_immutable");
}

#[test]
fn what_is_only_added_to_is_never_replaced() {
    office()
        .does("+stock_move id=1")
        .does("+period closed_by=2")
        .does("+audit_event id=1, seq=1, prev_hash=#00, hash=#01")
        .refuses_replacing("stock_move_immutable", "stock_move", "id")
        .refuses_replacing("period_immutable", "period", "institution_id, area_id, ym");
}
