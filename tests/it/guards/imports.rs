//! What the undo of an imported list may take away, and what it may not.
use super::office::{Office, office};

/// A list of one line, imported: a paper decision, its grant, and a machine held by household 1.
fn imported() -> Office {
    import_without_its_row().does("+import_row batch_id=9, decision_id=9, grant_id=9, equipment_id=9")
}

fn import_without_its_row() -> Office {
    office()
        .does("+decision id=9, decided_by=NULL, paper='p', recorded_at='2026-03-10 10:00:00.000000'")
        .does("+grant_award id=9, number='9', decision_id=9")
        .does("+grant_household id=9, grant_id=9")
        .does("+equipment id=9, serial='9', serial_norm='9'")
        .does("+equipment_funding id=9, equipment_id=9, source='grant', grant_id=9")
        .does("UPDATE equipment SET funded = TRUE WHERE id = 9")
        .does("+handover id=9, equipment_id=9, recorded_at='2026-03-10 10:00:00.000000'")
        .does(
            "+custody id=9, equipment_id=9, starts_on='2026-01-15', ends_on='2026-02-01', \
             recorded_at='2026-03-10 10:00:00.000000'",
        )
        .does(
            "+custody id=10, equipment_id=9, holder='household', household_id=1, handover_id=9, \
             starts_on='2026-02-01', recorded_at='2026-03-10 10:00:00.000000'",
        )
        .does("+import_batch id=9")
}

#[test]
fn an_import_that_nothing_else_touched_can_be_undone() {
    imported()
        .does("DELETE FROM custody WHERE id = 10")
        .does("DELETE FROM custody WHERE id = 9")
        .does("DELETE FROM handover WHERE id = 9")
        .does("DELETE FROM equipment_funding WHERE id = 9")
        .does("DELETE FROM equipment WHERE id = 9")
        .does("DELETE FROM grant_household WHERE id = 9")
        .does("DELETE FROM grant_award WHERE id = 9")
        .does("DELETE FROM decision WHERE id = 9")
        .does("UPDATE import_batch SET state = 'undone', undone_at = '2026-03-11 08:00:00.000000' WHERE id = 9");
}

#[test]
fn what_no_import_made_cannot_be_undone() {
    import_without_its_row()
        .refuses("custody_not_undoable", "DELETE FROM custody WHERE id = 10")
        .does("+handover id=10, equipment_id=9, accepted=FALSE, recorded_at='2026-03-10 10:00:00.000000'")
        .refuses("handover_not_undoable", "DELETE FROM handover WHERE id = 10")
        .refuses("equipment_funding_not_undoable", "DELETE FROM equipment_funding WHERE id = 9")
        .refuses("equipment_not_undoable", "DELETE FROM equipment WHERE id = 9")
        .refuses("grant_household_in_use", "DELETE FROM grant_household WHERE id = 9")
        .refuses("grant_award_not_undoable", "DELETE FROM grant_award WHERE id = 9")
        .refuses("decision_not_undoable", "DELETE FROM decision WHERE id = 9");
}

#[test]
fn what_an_import_only_met_cannot_be_undone() {
    import_without_its_row()
        .does("+import_row batch_id=9, outcome='known', decision_id=9, grant_id=9, equipment_id=9")
        .refuses("custody_not_undoable", "DELETE FROM custody WHERE id = 10")
        .refuses("decision_not_undoable", "DELETE FROM decision WHERE id = 9");
}

#[test]
fn what_was_recorded_at_another_moment_than_the_batch_cannot_be_undone() {
    imported()
        .does("+decision id=10")
        .does("+grant_award id=10, number='10', decision_id=10")
        .does("+import_row batch_id=9, line=2, decision_id=10, grant_id=10, equipment_id=4")
        .refuses("grant_award_not_undoable", "DELETE FROM grant_award WHERE id = 10")
        .refuses("decision_not_undoable", "DELETE FROM decision WHERE id = 10")
        .refuses("custody_not_undoable", "DELETE FROM custody WHERE id = 5")
        .does("+handover id=10, equipment_id=4, accepted=FALSE")
        .refuses("handover_not_undoable", "DELETE FROM handover WHERE id = 10");
}

#[test]
fn an_undone_import_cannot_be_undone_again() {
    imported()
        .does("UPDATE import_batch SET state = 'undone', undone_at = '2026-03-11 08:00:00.000000' WHERE id = 9")
        .refuses("custody_not_undoable", "DELETE FROM custody WHERE id = 10")
        .refuses("import_batch_final", "UPDATE import_batch SET state = 'done', undone_at = NULL WHERE id = 9")
        .refuses("import_batch_final", "+import_row batch_id=9, line=2");
}

#[test]
fn a_machine_that_moved_on_is_not_undone() {
    imported()
        .refuses("custody_not_undoable", "DELETE FROM custody WHERE id = 9")
        .does("UPDATE custody SET ends_on = '2026-04-01' WHERE id = 10")
        .does("+custody id=11, equipment_id=9, starts_on='2026-04-01', recorded_at='2026-04-01 08:00:00.000000'")
        .refuses("custody_not_undoable", "DELETE FROM custody WHERE id = 11")
        .refuses("custody_not_undoable", "DELETE FROM custody WHERE id = 10");
}

#[test]
fn a_machine_that_is_shared_is_not_undone() {
    imported()
        .does("+use_right id=1, equipment_id=9")
        .refuses("custody_not_undoable", "DELETE FROM custody WHERE id = 10")
        .refuses("equipment_funding_not_undoable", "DELETE FROM equipment_funding WHERE id = 9")
        .refuses("equipment_not_undoable", "DELETE FROM equipment WHERE id = 9");
}

#[test]
fn a_machine_that_makes_a_product_is_not_undone() {
    imported()
        .does("+weight_set id=3, product_id=1")
        .does("+weight_line set_id=3, equipment_id=9")
        .refuses("custody_not_undoable", "DELETE FROM custody WHERE id = 10");
}

#[test]
fn a_machine_that_a_sale_was_attributed_to_is_not_undone() {
    imported()
        .does("+attribution ledger_id=2, equipment_id=9, funding_id=9, grant_id=9, amount_irr=1000")
        .does(
            "+ledger id=2, seq=2, sale_line_id=2, qty_milli=1000, amount_irr=1000, idem='ledger-2', prev_hash=#01, \
             hash=#02",
        )
        .refuses("custody_not_undoable", "DELETE FROM custody WHERE id = 10");
}

#[test]
fn payments_are_undone_after_custody() {
    imported().refuses("equipment_funding_not_undoable", "DELETE FROM equipment_funding WHERE id = 9");
}

#[test]
fn the_list_of_what_an_import_made_is_never_rewritten() {
    imported()
        .refuses("import_row_immutable", "UPDATE import_row SET equipment_id = 1 WHERE batch_id = 9")
        .refuses("import_row_immutable", "DELETE FROM import_row WHERE batch_id = 9")
        .refuses("import_batch_final", "UPDATE import_batch SET made_at = '2026-02-01 08:00:00.000000' WHERE id = 9")
        .refuses("import_batch_final", "UPDATE import_batch SET state = 'undone' WHERE id = 9")
        .refuses("import_batch_final", "DELETE FROM import_batch WHERE id = 9")
        .refuses("import_batch_final", "+import_batch id=10, state='undone', undone_at='2026-03-11 08:00:00.000000'")
        .refuses("import_batch_final", "+import_batch id=10, undone_at='2026-03-11 08:00:00.000000'")
        .does("UPDATE import_batch SET rows_added = 2 WHERE id = 9");
}
