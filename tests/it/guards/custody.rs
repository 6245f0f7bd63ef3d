//! Who holds and who uses a machine, the handover paper and the baseline.
use super::office::office;

#[test]
fn a_handover_paper_stays_as_it_was_signed() {
    office()
        .refuses("handover_immutable", "UPDATE handover SET accepted = FALSE WHERE id = 1")
        .does("+handover id=3, equipment_id=4, accepted=FALSE")
        .refuses("handover_not_undoable", "DELETE FROM handover WHERE id = 3");
}

#[test]
fn the_photos_of_a_handover_are_those_of_its_day() {
    office()
        .refuses("handover_photo_late", "+handover_photo id=1, handover_id=1, ord=2")
        .refuses("handover_signature", "+handover id=3, equipment_id=4, signature_sha256=#01")
        .does("+handover_photo id=1, handover_id=3")
        .refuses("handover_signature", "+handover id=3, equipment_id=4, signature_sha256=#01")
        .does("+handover_photo id=2, handover_id=3, ord=2, shows='sheet'")
        .refuses("handover_photo_one_sheet", "+handover_photo id=3, handover_id=3, ord=3, shows='sheet'")
        .refuses("handover_signature", "+handover id=3, equipment_id=4")
        .does("+handover id=3, equipment_id=4, signature_sha256=#01")
        .refuses("handover_photo_late", "+handover_photo id=3, handover_id=3, ord=3")
        .refuses("handover_photo_immutable", "UPDATE handover_photo SET sealed = #01 WHERE id = 1")
        .refuses("handover_photo_immutable", "DELETE FROM handover_photo WHERE id = 2");
}

#[test]
fn a_photo_of_a_handover_is_not_kept_without_it() {
    office().does("+handover_photo id=1, handover_id=3").cannot_commit();
}

#[test]
fn custody_begins_on_the_day_the_machine_was_acquired() {
    office()
        .refuses("custody_first_day", "+custody id=9, equipment_id=3, starts_on='2026-01-14'")
        .refuses("custody_first_day", "+custody id=9, equipment_id=3, starts_on='2026-01-16'")
        .does("+custody id=9, equipment_id=3, starts_on='2026-01-15'");
}

#[test]
fn a_machine_has_one_holder_at_a_time() {
    office()
        .refuses("custody_overlap", "+custody id=9, equipment_id=4, starts_on='2026-05-01'")
        .does("UPDATE custody SET ends_on = '2026-05-01' WHERE id = 5")
        .refuses("custody_overlap", "+custody id=9, equipment_id=4, starts_on='2026-04-30'")
        .refuses("custody_overlap", "+custody id=9, equipment_id=4, starts_on='2026-01-15', ends_on='2026-01-16'")
        .does("+custody id=9, equipment_id=4, holder='repair', starts_on='2026-05-01'");
}

#[test]
fn custody_leaves_no_day_without_a_holder() {
    office()
        .does("UPDATE custody SET ends_on = '2026-05-01' WHERE id = 5")
        .refuses("custody_gap", "+custody id=9, equipment_id=4, starts_on='2026-05-02'")
        .does("+custody id=9, equipment_id=4, starts_on='2026-05-01'");
}

#[test]
fn of_custody_only_the_open_row_changes_and_only_to_end() {
    office()
        .refuses("custody_immutable", "UPDATE custody SET ends_on = '2026-01-31' WHERE id = 1")
        .refuses("custody_immutable", "UPDATE custody SET ends_on = NULL WHERE id = 1")
        .refuses(
            "custody_immutable",
            "UPDATE custody SET ends_on = '2026-06-01', starts_on = '2026-01-16' WHERE id = 5",
        )
        .refuses("custody_immutable", "UPDATE custody SET ends_on = '2026-06-01', holder = 'lost' WHERE id = 5")
        .refuses("custody_immutable", "UPDATE custody SET reason = 'x' WHERE id = 5")
        .does("UPDATE custody SET ends_on = '2026-06-01' WHERE id = 5")
        .refuses("custody_not_undoable", "DELETE FROM custody WHERE id = 5");
}

#[test]
fn custody_does_not_end_before_what_was_made_with_the_machine() {
    office()
        .refuses("custody_ends_before_production", "UPDATE custody SET ends_on = '2026-05-01' WHERE id = 2")
        .does("UPDATE custody SET ends_on = '2026-05-02' WHERE id = 2");
}

#[test]
fn custody_may_end_before_what_another_household_made_with_the_machine() {
    office()
        .does("+use_right id=1, equipment_id=1")
        .does("+sale id=3, idem='sale-three', household_id=2, seller_person_id=2, sold_on='2026-05-20'")
        .does("+sale_line id=3, sale_id=3, product_id=2, set_id=2, produced_on='2026-05-20'")
        .does("+attribution ledger_id=2, equipment_id=1, funding_id=2, amount_irr=1000")
        .does(
            "+ledger id=2, seq=2, household_id=2, sale_line_id=3, qty_milli=1000, amount_irr=1000, idem='ledger-2', \
             prev_hash=#01, hash=#02",
        )
        .does("UPDATE custody SET ends_on = '2026-05-10' WHERE id = 2");
}

#[test]
fn a_household_holds_only_a_paid_machine() {
    office()
        .does("+custody id=9, equipment_id=3, starts_on='2026-01-15', ends_on='2026-02-01'")
        .does("+handover id=3, equipment_id=3")
        .refuses(
            "custody_not_funded",
            "+custody id=10, equipment_id=3, holder='household', household_id=1, handover_id=3, starts_on='2026-02-01'",
        )
        .does("+equipment_funding id=5, equipment_id=3")
        .does("UPDATE equipment SET funded = TRUE WHERE id = 3")
        .does(
            "+custody id=10, equipment_id=3, holder='household', household_id=1, handover_id=3, starts_on='2026-02-01'",
        );
}

#[test]
fn a_household_holds_a_machine_from_the_day_of_its_accepted_handover() {
    office()
        .does("UPDATE custody SET ends_on = '2026-05-01' WHERE id = 5")
        .does("+handover id=3, equipment_id=4, handed_on='2026-05-01', accepted=FALSE")
        .refuses(
            "custody_handover",
            "+custody id=9, equipment_id=4, holder='household', household_id=1, handover_id=3, starts_on='2026-05-01'",
        )
        .does("+handover id=4, equipment_id=4, handed_on='2026-04-30'")
        .refuses(
            "custody_handover",
            "+custody id=9, equipment_id=4, holder='household', household_id=1, handover_id=4, starts_on='2026-05-01'",
        )
        .does("+handover id=5, equipment_id=4, handed_on='2026-05-01', household_id=2, receiver_person_id=2")
        .refuses(
            "custody_handover",
            "+custody id=9, equipment_id=4, holder='household', household_id=1, handover_id=5, starts_on='2026-05-01'",
        )
        .does("+handover id=6, equipment_id=3, handed_on='2026-05-01'")
        .refuses(
            "custody_handover",
            "+custody id=9, equipment_id=4, holder='household', household_id=1, handover_id=6, starts_on='2026-05-01'",
        )
        .does(
            "+custody id=9, equipment_id=4, holder='household', household_id=2, handover_id=5, starts_on='2026-05-01'",
        );
}

#[test]
fn the_holder_of_a_machine_needs_no_use_right_to_it() {
    office()
        .refuses("use_right_of_holder", "+use_right id=1, equipment_id=1, household_id=1")
        .refuses(
            "use_right_of_holder",
            "+use_right id=1, equipment_id=1, household_id=1, starts_on='2026-01-01', ends_on='2026-02-02'",
        )
        .does("+use_right id=2, equipment_id=1, ends_on='2026-05-20'")
        .does("+use_right id=4, equipment_id=1, household_id=3")
        .does("+use_right id=5, equipment_id=1, starts_on='2026-05-20'")
        .does("UPDATE custody SET ends_on = '2026-05-10' WHERE id = 2")
        .does("+handover id=3, equipment_id=1, handed_on='2026-05-10', household_id=2, receiver_person_id=2")
        .refuses(
            "use_right_of_holder",
            "+custody id=9, equipment_id=1, holder='household', household_id=2, handover_id=3, starts_on='2026-05-10'",
        )
        .does("UPDATE use_right SET ends_on = '2026-05-10' WHERE id = 2")
        .refuses(
            "use_right_of_holder",
            "+custody id=9, equipment_id=1, holder='household', household_id=2, handover_id=3, \
             starts_on='2026-05-10', ends_on='2026-05-21'",
        )
        .does(
            "+custody id=9, equipment_id=1, holder='household', household_id=2, handover_id=3, \
             starts_on='2026-05-10', ends_on='2026-05-20'",
        );
}

#[test]
fn nobody_uses_a_machine_that_no_household_answers_for() {
    office()
        .refuses("use_right_of_nobody", "+use_right id=1, equipment_id=4")
        .refuses("use_right_of_nobody", "+use_right id=1, equipment_id=1, starts_on='2026-01-15', ends_on='2026-02-02'")
        .does("+use_right id=1, equipment_id=1")
        .does("+use_right id=2, equipment_id=1, household_id=3, starts_on='2026-06-01'")
        .does("UPDATE custody SET ends_on = '2026-05-10' WHERE id = 2")
        .refuses("use_right_of_nobody", "+custody id=9, equipment_id=1, holder='disposed', starts_on='2026-05-10'")
        .does("UPDATE use_right SET ends_on = '2026-05-10' WHERE id = 1")
        .refuses("use_right_of_nobody", "+custody id=9, equipment_id=1, holder='disposed', starts_on='2026-05-10'")
        .does("UPDATE use_right SET ends_on = starts_on WHERE id = 2")
        .does("+custody id=9, equipment_id=1, holder='disposed', starts_on='2026-05-10'");
}

#[test]
fn a_right_to_use_a_machine_begins_and_ends_while_some_household_answers_for_it() {
    office()
        .refuses("use_right_of_nobody", "+use_right id=1, equipment_id=3")
        .refuses("use_right_of_nobody", "+use_right id=1, equipment_id=1, starts_on='2025-12-01', ends_on='2026-01-01'")
        .refuses("use_right_of_nobody", "+use_right id=1, equipment_id=1, starts_on='2025-12-01', ends_on='2026-01-15'")
        .does("UPDATE custody SET ends_on = '2026-05-10' WHERE id = 2")
        .refuses("use_right_of_nobody", "+use_right id=1, equipment_id=1")
        .refuses("use_right_of_nobody", "+use_right id=1, equipment_id=1, ends_on='2026-05-11'")
        .refuses("use_right_of_nobody", "+use_right id=1, equipment_id=1, starts_on='2026-05-10', ends_on='2026-05-20'")
        .does("+use_right id=1, equipment_id=1, ends_on='2026-05-10'");
}

#[test]
fn a_household_may_use_again_what_it_held_before() {
    office()
        .does("UPDATE custody SET ends_on = '2026-05-10' WHERE id = 2")
        .does("+handover id=3, equipment_id=1, handed_on='2026-05-10', household_id=2, receiver_person_id=2")
        .does(
            "+custody id=9, equipment_id=1, holder='household', household_id=2, handover_id=3, starts_on='2026-05-10'",
        )
        .refuses("use_right_of_holder", "+use_right id=1, equipment_id=1, household_id=1, starts_on='2026-05-09'")
        .does("+use_right id=1, equipment_id=1, household_id=1, starts_on='2026-05-10'");
}

#[test]
fn a_household_has_one_use_right_to_a_machine_at_a_time() {
    office()
        .does("+use_right id=1, equipment_id=1, ends_on='2026-06-01'")
        .refuses("use_right_overlap", "+use_right id=2, equipment_id=1, starts_on='2026-05-31'")
        .refuses("use_right_overlap", "+use_right id=2, equipment_id=1, starts_on='2026-02-01', ends_on='2026-03-02'")
        .does("+use_right id=2, equipment_id=1, starts_on='2026-06-01'")
        .does("+use_right id=5, equipment_id=1, starts_on='2026-02-01', ends_on='2026-03-01'")
        .does("+use_right id=3, equipment_id=1, household_id=3")
        .does("+use_right id=4, equipment_id=2");
}

#[test]
fn of_a_use_right_only_the_end_may_be_set_or_brought_forward() {
    office()
        .does("+use_right id=1, equipment_id=1")
        .refuses("use_right_immutable", "UPDATE use_right SET agreement = 'x', ends_on = '2026-06-01' WHERE id = 1")
        .refuses("use_right_immutable", "UPDATE use_right SET household_id = 3, ends_on = '2026-06-01' WHERE id = 1")
        .refuses("use_right_immutable", "UPDATE use_right SET agreement = 'x' WHERE id = 1")
        .refuses("use_right_immutable", "DELETE FROM use_right WHERE id = 1")
        .does("UPDATE use_right SET ends_on = '2026-06-01' WHERE id = 1")
        .does("UPDATE use_right SET ends_on = '2026-05-01' WHERE id = 1")
        .does("UPDATE use_right SET ends_on = '2026-05-01' WHERE id = 1")
        .refuses("use_right_immutable", "UPDATE use_right SET ends_on = '2026-06-01' WHERE id = 1")
        .refuses("use_right_immutable", "UPDATE use_right SET ends_on = NULL WHERE id = 1");
}

#[test]
fn a_use_right_does_not_end_before_what_was_made_with_the_machine() {
    office()
        .does("+use_right id=1, equipment_id=1, ends_on='2026-05-10'")
        .does("+use_right id=2, equipment_id=1, starts_on='2026-05-10'")
        .does("+weight_set id=3, product_id=2")
        .does("UPDATE weight_set SET starts_on = '2026-03-01' WHERE id = 3")
        .does("+weight_line set_id=3, equipment_id=1")
        .does("UPDATE weight_set SET sealed = TRUE WHERE id = 3")
        .does("+sale id=3, idem='sale-three', household_id=2, seller_person_id=2")
        .does("+sale_line id=3, sale_id=3, product_id=2, set_id=3")
        .does("+attribution ledger_id=3, equipment_id=1, funding_id=2, amount_irr=1000")
        .does(
            "+ledger id=3, seq=2, household_id=2, sale_line_id=3, qty_milli=1000, amount_irr=1000, idem='ledger-3', \
             prev_hash=#01, hash=#02",
        )
        .does("+sale id=4, idem='sale-four', household_id=2, seller_person_id=2, sold_on='2026-05-10'")
        .does("+sale_line id=4, sale_id=4, product_id=2, set_id=3, produced_on='2026-05-10'")
        .does("+attribution ledger_id=4, equipment_id=1, funding_id=2, amount_irr=1000")
        .does(
            "+ledger id=4, seq=3, household_id=2, sale_line_id=4, qty_milli=1000, amount_irr=1000, idem='ledger-4', \
             prev_hash=#02, hash=#03",
        )
        .refuses("use_right_ends_before_production", "UPDATE use_right SET ends_on = '2026-05-01' WHERE id = 1")
        .does("UPDATE use_right SET ends_on = '2026-05-02' WHERE id = 1")
        .does("UPDATE use_right SET ends_on = '2026-05-11' WHERE id = 2");
}

#[test]
fn a_baseline_is_taken_before_the_handover_of_its_grant_and_without_a_grant_before_any() {
    office()
        .refuses("baseline_after_handover", "+baseline id=1, grant_id=1, taken_on='2026-02-02'")
        .does("+baseline id=1, grant_id=1, taken_on='2026-02-01'")
        .refuses("baseline_after_handover", "+baseline id=2, taken_on='2026-02-02'")
        .does("+baseline id=2, taken_on='2026-02-01'")
        .does("+baseline id=3, household_id=2, grant_id=1, taken_on='2026-05-01'");
}

#[test]
fn a_late_handover_paper_does_not_slip_before_the_baseline() {
    office()
        .does("+baseline id=1, household_id=2, grant_id=1, taken_on='2026-05-10'")
        .does("UPDATE custody SET ends_on = '2026-05-09' WHERE id = 2")
        .does("+handover id=3, equipment_id=1, handed_on='2026-05-09', household_id=2, receiver_person_id=2")
        .refuses(
            "baseline_after_handover",
            "+custody id=9, equipment_id=1, holder='household', household_id=2, handover_id=3, starts_on='2026-05-09'",
        )
        .does("+custody id=9, equipment_id=1, starts_on='2026-05-09', ends_on='2026-05-10'")
        .does("+handover id=4, equipment_id=1, handed_on='2026-05-10', household_id=2, receiver_person_id=2")
        .does(
            "+custody id=10, equipment_id=1, holder='household', household_id=2, handover_id=4, starts_on='2026-05-10'",
        );
}

#[test]
fn a_baseline_of_another_household_or_grant_does_not_stand_in_the_way_of_a_handover() {
    office()
        .does("+baseline id=1, household_id=3, grant_id=1, taken_on='2026-05-10'")
        .does("+decision id=2")
        .does("+grant_award id=2, number='2', decision_id=2")
        .does("+baseline id=2, household_id=2, grant_id=2, taken_on='2026-05-10'")
        .does("+grant_household id=2, grant_id=2, household_id=2")
        .does("+equipment_funding id=5, equipment_id=3, source='grant', grant_id=2, amount_irr=50")
        .does("UPDATE custody SET ends_on = '2026-05-09' WHERE id = 2")
        .does("+handover id=3, equipment_id=1, handed_on='2026-05-09', household_id=2, receiver_person_id=2")
        .does(
            "+custody id=9, equipment_id=1, holder='household', household_id=2, handover_id=3, starts_on='2026-05-09'",
        );
}

#[test]
fn a_declined_handover_does_not_bind_the_baseline() {
    office()
        .does(
            "+handover id=3, equipment_id=1, handed_on='2026-03-01', household_id=2, receiver_person_id=2, \
             accepted=FALSE",
        )
        .does("+baseline id=1, household_id=2, grant_id=1, taken_on='2026-05-10'");
}

#[test]
fn a_baseline_stays_as_it_was_told() {
    office()
        .does("+baseline id=1, grant_id=1")
        .refuses("baseline_immutable", "UPDATE baseline SET good_irr = 2 WHERE id = 1")
        .refuses("baseline_immutable", "DELETE FROM baseline WHERE id = 1");
}

#[test]
fn a_correction_is_of_the_same_household_and_grant_and_the_one_that_counts() {
    office()
        .does("+baseline id=1, grant_id=1")
        .refuses("baseline_corrects_other", "+baseline id=2, grant_id=1, corrects=7, reason='r'")
        .refuses("baseline_corrects_other", "+baseline id=2, household_id=2, grant_id=1, corrects=1, reason='r'")
        .refuses("baseline_corrects_other", "+baseline id=2, corrects=1, reason='r'")
        .does("+baseline id=2, grant_id=1, corrects=1, reason='r'")
        .does("+baseline id=3, household_id=3")
        .does("+baseline id=4, household_id=3, corrects=3, reason='r'");
}

#[test]
fn a_day_that_was_corrected_does_not_stand_in_the_way_of_a_handover() {
    office()
        .does("+baseline id=1, household_id=2, grant_id=1, taken_on='2026-05-10'")
        .does("+baseline id=2, household_id=2, grant_id=1, taken_on='2026-04-10', corrects=1, reason='r'")
        .does("UPDATE custody SET ends_on = '2026-05-09' WHERE id = 2")
        .does("+handover id=3, equipment_id=1, handed_on='2026-05-09', household_id=2, receiver_person_id=2")
        .does(
            "+custody id=9, equipment_id=1, holder='household', household_id=2, handover_id=3, starts_on='2026-05-09'",
        );
}

#[test]
fn a_handing_over_of_the_same_day_holds_no_day_and_the_next_holder_follows_on_it() {
    office()
        .does("UPDATE custody SET ends_on = '2026-05-01' WHERE id = 5")
        .does("+handover id=9, equipment_id=4, household_id=2, handed_on='2026-05-01'")
        .does(
            "+custody id=9, equipment_id=4, holder='household', household_id=2, handover_id=9, starts_on='2026-05-01'",
        )
        .refuses("custody_overlap", "+custody id=10, equipment_id=4, starts_on='2026-05-01'")
        .does("UPDATE custody SET ends_on = '2026-05-01' WHERE id = 9")
        .refuses("custody_immutable", "UPDATE custody SET ends_on = '2026-05-02' WHERE id = 9")
        .does("+custody id=10, equipment_id=4, starts_on='2026-05-01'");
}
