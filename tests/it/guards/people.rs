//! Areas, roles, members of households and workers of cases: what may not overlap or move.
use super::office::office;

#[test]
fn an_area_stands_one_level_below_its_parent() {
    office()
        .refuses("area_parent_level", "+area id=7, parent_id=3, level='neighbourhood', code='c', path='ir.maz.amol.c'")
        .refuses(
            "area_parent_level",
            "+area id=7, parent_id=5, level='neighbourhood', code='c', path='ir.maz.amol.city.a.c'",
        )
        .does("+area id=7, parent_id=4, level='neighbourhood', code='c', path='ir.maz.amol.city.c'");
}

#[test]
fn the_path_of_an_area_is_its_parents_path_and_its_code() {
    office()
        .refuses("area_path", "+area id=7, parent_id=4, level='neighbourhood', code='c', path='ir.maz.amol.city.d'")
        .refuses("area_path", "+area id=7, level='country', code='x', path='y'")
        .refuses("area_path", "+area id=7, parent_id=4, level='neighbourhood', code='c', path='c'");
}

#[test]
fn an_area_keeps_its_place_and_path() {
    office()
        .refuses("area_fixed", "UPDATE area SET path = 'ir.maz.amol.city.c', code = 'c' WHERE id = 6")
        .refuses("area_fixed", "UPDATE area SET level = 'city' WHERE id = 6")
        .refuses("area_fixed", "UPDATE area SET parent_id = 3 WHERE id = 6")
        .does("UPDATE area SET name_fa = 'نو', path = path WHERE id = 6");
}

#[test]
fn an_institution_keeps_its_code() {
    office()
        .refuses("institution_fixed", "UPDATE institution SET code = 'x' WHERE id = 2")
        .does("UPDATE institution SET name_fa = 'نو' WHERE id = 2");
}

#[test]
fn an_area_has_one_leading_institution_on_a_date() {
    office()
        .does("+area_role id=1, starts_on='2026-03-01', ends_on='2026-06-01'")
        .refuses("area_role_lead_overlap", "+area_role id=2, institution_id=2, starts_on='2026-05-31'")
        .refuses("area_role_lead_overlap", "+area_role id=2, institution_id=2, starts_on='2026-01-01'")
        .refuses(
            "area_role_lead_overlap",
            "+area_role id=2, institution_id=2, starts_on='2026-01-01', ends_on='2026-03-02'",
        )
        .does("+area_role id=2, institution_id=2, starts_on='2026-01-01', ends_on='2026-03-01'")
        .does("+area_role id=3, institution_id=2, starts_on='2026-06-01'")
        .does("+area_role id=4, institution_id=2, area_id=6")
        .refuses("area_role_lead_overlap", "UPDATE area_role SET ends_on = NULL WHERE id = 1")
        .refuses("area_role_lead_overlap", "UPDATE area_role SET ends_on = '2026-03-02' WHERE id = 2")
        .refuses("area_role_lead_overlap", "UPDATE area_role SET area_id = 5 WHERE id = 4")
        .does("UPDATE area_role SET institution_id = 2 WHERE id = 1")
        .does("UPDATE area_role SET ends_on = '2026-05-01' WHERE id = 1");
}

#[test]
fn an_area_has_many_partners() {
    office()
        .does("+area_role id=2, institution_id=2, role='partner'")
        .does("+area_role id=1")
        .does("+area_role id=3, institution_id=2, role='partner'")
        .does("UPDATE area_role SET starts_on = '2026-02-01' WHERE id = 2")
        .refuses("area_role_lead_overlap", "UPDATE area_role SET role = 'lead' WHERE id = 2")
        .does("UPDATE area_role SET role = 'partner' WHERE id = 1")
        .does("UPDATE area_role SET role = 'lead' WHERE id = 2");
}

#[test]
fn an_account_never_holds_two_incompatible_roles_at_once() {
    office()
        .does(
            "+account_scope id=1, account_id=1, role='caseworker', institution_id=1, starts_on='2026-03-01', \
             ends_on='2026-06-01'",
        )
        .refuses(
            "account_scope_incompatible",
            "+account_scope id=2, account_id=1, role='auditor', institution_id=1, starts_on='2026-05-31'",
        )
        .refuses(
            "account_scope_incompatible",
            "+account_scope id=2, account_id=1, role='admin', area_id=6, starts_on='2025-01-01'",
        )
        .refuses(
            "account_scope_incompatible",
            "+account_scope id=2, account_id=1, role='producer', starts_on='2025-01-01', ends_on='2026-03-02'",
        )
        .does("+account_scope id=2, account_id=1, role='producer', starts_on='2025-01-01', ends_on='2026-03-01'")
        .does("+account_scope id=3, account_id=1, role='auditor', institution_id=1, starts_on='2026-06-01'")
        .does("+account_scope id=4, account_id=2, role='auditor', institution_id=1")
        .does("+account_scope id=5, account_id=1, role='market_manager', starts_on='2026-03-01'")
        .refuses("account_scope_incompatible", "UPDATE account_scope SET ends_on = NULL WHERE id = 1")
        .refuses("account_scope_incompatible", "UPDATE account_scope SET ends_on = '2026-03-02' WHERE id = 2")
        .does("UPDATE account_scope SET ends_on = '2026-05-01' WHERE id = 1")
        .does("UPDATE account_scope SET ends_on = '2026-02-01' WHERE id = 2")
        .does("UPDATE account_scope SET starts_on = '2026-05-01' WHERE id = 3")
        .does("UPDATE account_scope SET ends_on = '2026-03-01' WHERE id = 2");
}

#[test]
fn a_role_that_was_given_changes_in_its_dates_only_and_two_people_gave_it() {
    office()
        .does("+account_scope id=1, account_id=1, role='caseworker', institution_id=1, proposed_by=2, granted_by=3")
        .refuses("account_scope_fixed", "UPDATE account_scope SET role = 'supervisor' WHERE id = 1")
        .refuses("account_scope_fixed", "UPDATE account_scope SET account_id = 2 WHERE id = 1")
        .refuses("account_scope_fixed", "UPDATE account_scope SET area_id = 1 WHERE id = 1")
        .refuses("account_scope_fixed", "UPDATE account_scope SET institution_id = 2 WHERE id = 1")
        .refuses("account_scope_two_people", "+account_scope id=2, account_id=1, role='market_manager', granted_by=3")
        .refuses(
            "account_scope_two_people",
            "+account_scope id=2, account_id=1, role='market_manager', proposed_by=3, granted_by=3",
        )
        .refuses(
            "account_scope_not_own",
            "+account_scope id=2, account_id=1, role='market_manager', proposed_by=1, granted_by=3",
        )
        .does("+account_scope id=2, account_id=1, role='producer', granted_by=3, starts_on='2024-01-01', ends_on='2024-02-01'");
}

#[test]
fn an_account_may_hold_two_roles_that_go_together() {
    office()
        .does("+account_scope id=1, account_id=1, role='caseworker', institution_id=1")
        .does("+account_scope id=2, account_id=1, role='supervisor', institution_id=1");
}

#[test]
fn a_person_is_in_one_household_on_a_date() {
    office()
        .refuses(
            "household_member_overlap",
            "+household_member id=4, household_id=2, person_id=1, starts_on='2026-06-01'",
        )
        .refuses(
            "household_member_overlap",
            "+household_member id=4, household_id=1, person_id=1, starts_on='2025-06-01'",
        )
        .refuses(
            "household_member_overlap",
            "+household_member id=4, household_id=2, person_id=1, starts_on='2025-06-01', ends_on='2026-01-02'",
        )
        .does("+household_member id=4, household_id=2, person_id=1, starts_on='2025-06-01', ends_on='2026-01-01'")
        .does("UPDATE household_member SET ends_on = '2026-06-01' WHERE id = 1")
        .does("+household_member id=5, household_id=2, person_id=1, starts_on='2026-06-01'")
        .refuses("household_member_overlap", "UPDATE household_member SET ends_on = '2026-06-02' WHERE id = 1")
        .refuses("household_member_overlap", "UPDATE household_member SET ends_on = '2026-01-02' WHERE id = 4")
        .refuses("household_member_overlap", "UPDATE household_member SET person_id = 2 WHERE id = 5")
        .does("UPDATE household_member SET starts_on = '2026-01-01', ends_on = '2026-05-02' WHERE id = 1")
        .does("UPDATE household_member SET starts_on = '2026-05-02' WHERE id = 5")
        .does("UPDATE household_member SET ends_on = '2025-12-01' WHERE id = 4")
        .does("UPDATE household_member SET ends_on = '2026-01-01' WHERE id = 4");
}

#[test]
fn a_stay_does_not_end_before_what_was_sold_in_it() {
    let rule = "household_member_ends_before_sale";
    office()
        .refuses(rule, "UPDATE household_member SET ends_on = '2026-05-01' WHERE id = 1")
        .refuses(rule, "UPDATE household_member SET starts_on = '2026-05-02' WHERE id = 1")
        .refuses(rule, "UPDATE household_member SET household_id = 2 WHERE id = 1")
        .refuses(rule, "DELETE FROM household_member WHERE id = 1")
        .does("UPDATE household_member SET ends_on = '2026-05-02' WHERE id = 1")
        .does("UPDATE household_member SET relation = 'spouse' WHERE id = 1")
        .refuses(rule, "UPDATE household_member SET ends_on = '2026-04-30' WHERE id = 1")
        .does("UPDATE household_member SET ends_on = '2026-05-01' WHERE id = 3")
        .does("DELETE FROM household_member WHERE id = 3");
}

#[test]
fn a_stay_does_not_end_before_the_machine_that_was_received_in_it() {
    let rule = "household_member_ends_before_handover";
    office()
        .does("+handover id=3, equipment_id=4, household_id=2, receiver_person_id=2, accepted=FALSE")
        .refuses(rule, "UPDATE household_member SET ends_on = '2026-02-01' WHERE id = 2")
        .refuses(rule, "UPDATE household_member SET person_id = 3 WHERE id = 2")
        .refuses(rule, "DELETE FROM household_member WHERE id = 2")
        .does("UPDATE household_member SET ends_on = '2026-02-02' WHERE id = 2");
}

#[test]
fn a_case_has_one_responsible_worker_on_a_date() {
    office()
        .does("+case_assignment id=1, starts_on='2026-03-01', ends_on='2026-06-01'")
        .refuses("case_assignment_overlap", "+case_assignment id=2, account_id=2, starts_on='2026-05-31'")
        .refuses("case_assignment_overlap", "+case_assignment id=2, account_id=2, starts_on='2026-01-01'")
        .refuses(
            "case_assignment_overlap",
            "+case_assignment id=2, account_id=2, starts_on='2026-01-01', ends_on='2026-03-02'",
        )
        .does("+case_assignment id=2, account_id=2, starts_on='2026-01-01', ends_on='2026-03-01'")
        .does("+case_assignment id=3, account_id=2, starts_on='2026-06-01'")
        .does("+case_assignment id=4, case_id=2, account_id=2")
        .refuses("case_assignment_overlap", "UPDATE case_assignment SET ends_on = NULL WHERE id = 1")
        .refuses("case_assignment_overlap", "UPDATE case_assignment SET ends_on = '2026-03-02' WHERE id = 2")
        .refuses("case_assignment_overlap", "UPDATE case_assignment SET case_id = 1 WHERE id = 4")
        .does("UPDATE case_assignment SET account_id = 2 WHERE id = 1")
        .does("UPDATE case_assignment SET ends_on = '2026-05-01' WHERE id = 1");
}

#[test]
fn a_case_has_many_deputies() {
    office()
        .does("+case_assignment id=2, account_id=2, kind='deputy'")
        .does("+case_assignment id=1")
        .does("+case_assignment id=3, account_id=3, kind='deputy'")
        .does("UPDATE case_assignment SET starts_on = '2026-02-01' WHERE id = 2")
        .refuses("case_assignment_overlap", "UPDATE case_assignment SET kind = 'responsible' WHERE id = 2")
        .does("UPDATE case_assignment SET kind = 'deputy' WHERE id = 1")
        .does("UPDATE case_assignment SET kind = 'responsible' WHERE id = 2");
}

#[test]
fn what_was_corrected_or_closed_stays_on_record() {
    office()
        .does("+case_event id=1")
        .refuses("case_event_immutable", "UPDATE case_event SET reason_sealed = #ab WHERE id = 1")
        .refuses("case_event_immutable", "UPDATE case_event SET recorded_by = 2 WHERE id = 1")
        .refuses("case_event_immutable", "DELETE FROM case_event WHERE id = 1");
}

#[test]
fn a_file_is_not_closed_while_its_household_holds_a_machine() {
    office()
        .refuses("case_file_holds_machine", "UPDATE case_file SET closed_on = '2026-06-01' WHERE id = 1")
        .does("UPDATE case_file SET closed_on = '2026-06-01' WHERE id = 2")
        .does("UPDATE case_file SET closed_on = NULL WHERE id = 2");
}
