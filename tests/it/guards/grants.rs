//! Decisions, grants and their shares, machines and who paid for them.
use super::office::office;

#[test]
fn a_grant_follows_an_approval_in_its_programme() {
    office()
        .does("+decision id=2, outcome='refused'")
        .does("+decision id=3")
        .refuses("grant_award_not_approved", "+grant_award id=2, number='2', decision_id=2")
        .refuses("grant_award_not_approved", "+grant_award id=2, number='2', decision_id=3, programme_id=2")
        .refuses("grant_award_not_approved", "+grant_award id=2, number='2', decision_id=3, awarded_on='2026-01-04'")
        .does("+grant_award id=2, number='2', decision_id=3, awarded_on='2026-01-05'");
}

#[test]
fn an_approval_is_granted_once() {
    office()
        .refuses("grant_award_decision_unique", "+grant_award id=2, number='2'")
        .does("+decision id=2")
        .does("+grant_award id=2, number='2', decision_id=2")
        .refuses("grant_award_decision_unique", "+grant_award id=3, number='3', decision_id=2");
}

#[test]
fn a_grant_is_of_the_kind_proposed_and_not_above_its_amount() {
    office()
        .does("+proposal id=1, amount_irr=500")
        .does("+decision id=2, proposal_id=1")
        .refuses("grant_award_beyond_proposal", "+grant_award id=2, number='2', decision_id=2, amount_irr=501")
        .refuses(
            "grant_award_beyond_proposal",
            "+grant_award id=2, number='2', decision_id=2, amount_irr=1, kind='loan'",
        )
        .does("+grant_award id=2, number='2', decision_id=2, amount_irr=500");
}

#[test]
fn a_decision_is_on_what_was_proposed_by_the_one_who_assessed() {
    office()
        .does("+proposal id=1")
        .refuses("proposal_immutable", "UPDATE proposal SET amount_irr = 1 WHERE id = 1")
        .refuses("decision_not_as_proposed", "+decision id=2, proposal_id=1, household_id=2")
        .refuses("decision_not_as_proposed", "+decision id=2, proposal_id=1, programme_id=2")
        .refuses("decision_not_as_proposed", "+decision id=2, proposal_id=1, assessed_by=3")
        .refuses("decision_not_as_proposed", "+decision id=2, proposal_id=1, assessed_by=NULL")
        .does("+decision id=2, proposal_id=1")
        .does("+proposal id=2")
        .does("DELETE FROM proposal WHERE id = 2");
}

#[test]
fn a_refusal_says_why() {
    office()
        .does("+proposal id=1")
        .refuses("decision_refusal_explained", "+decision id=2, proposal_id=1, outcome='refused', reason=''")
        .does("+decision id=2, proposal_id=1, reason=''");
}

#[test]
fn a_decision_is_never_rewritten() {
    office()
        .refuses("decision_immutable", "UPDATE decision SET outcome = 'refused' WHERE id = 1")
        .does("+decision id=2, outcome='refused'")
        .refuses("decision_not_undoable", "DELETE FROM decision WHERE id = 2");
}

#[test]
fn of_a_grant_only_the_number_may_be_corrected() {
    office()
        .refuses("grant_award_immutable", "UPDATE grant_award SET amount_irr = 200000000 WHERE id = 1")
        .refuses("grant_award_immutable", "UPDATE grant_award SET programme_id = 2 WHERE id = 1")
        .refuses("grant_award_immutable", "UPDATE grant_award SET awarded_on = '2026-01-01' WHERE id = 1")
        .does("UPDATE grant_award SET number = 'x' WHERE id = 1")
        .does("+decision id=2")
        .does("+grant_award id=2, number='2', decision_id=2")
        .refuses("grant_award_not_undoable", "DELETE FROM grant_award WHERE id = 2");
}

#[test]
fn the_shares_of_a_grant_never_pass_the_whole_on_any_date() {
    office()
        .does("+decision id=2")
        .does("+grant_award id=2, number='2', decision_id=2")
        .does("+grant_household id=2, grant_id=2, share_bp=6000, ends_on='2026-06-01'")
        .does("+grant_household id=3, grant_id=2, household_id=2, share_bp=4000, ends_on='2026-04-01'")
        .refuses("grant_household_over_whole", "+grant_household id=4, grant_id=2, household_id=3, share_bp=1")
        .refuses(
            "grant_household_over_whole",
            "+grant_household id=4, grant_id=2, household_id=3, share_bp=4001, starts_on='2026-04-01'",
        )
        .does("+grant_household id=4, grant_id=2, household_id=3, share_bp=4000, starts_on='2026-04-01'")
        .refuses(
            "grant_household_over_whole",
            "+grant_household id=5, grant_id=2, household_id=2, share_bp=1, starts_on='2026-01-01'",
        )
        .refuses(
            "grant_household_over_whole",
            "+grant_household id=5, grant_id=2, household_id=2, share_bp=6001, starts_on='2026-06-01'",
        )
        .refuses("grant_household_over_whole", "UPDATE grant_household SET ends_on = NULL WHERE id = 3")
        .refuses("grant_household_over_whole", "UPDATE grant_household SET share_bp = 6001 WHERE id = 2")
        .does("UPDATE grant_household SET share_bp = 5000 WHERE id = 2")
        .does("DELETE FROM grant_household WHERE id = 2");
}

#[test]
fn the_whole_of_a_grant_may_pass_from_one_household_to_another() {
    office()
        .does("+decision id=2")
        .does("+grant_award id=2, number='2', decision_id=2")
        .does("+grant_household id=2, grant_id=2, household_id=2, starts_on='2026-06-01'")
        .does("+grant_household id=3, grant_id=2, ends_on='2026-06-01'")
        .refuses("grant_household_over_whole", "UPDATE grant_household SET ends_on = '2026-06-02' WHERE id = 3")
        .does("UPDATE grant_household SET ends_on = '2026-05-01' WHERE id = 3")
        .does("UPDATE grant_household SET ends_on = '2026-06-01', starts_on = '2026-01-11' WHERE id = 3")
        .does("UPDATE grant_household SET starts_on = '2026-07-01' WHERE id = 2");
}

#[test]
fn the_shares_of_a_grant_that_paid_for_a_machine_stay_whole_for_ever() {
    office()
        .refuses("grant_household_in_use", "UPDATE grant_household SET share_bp = 5000 WHERE id = 1")
        .refuses("grant_household_in_use", "UPDATE grant_household SET household_id = 2 WHERE id = 1")
        .refuses("grant_household_in_use", "UPDATE grant_household SET starts_on = '2026-01-11' WHERE id = 1")
        .refuses("grant_household_in_use", "UPDATE grant_household SET ends_on = '2026-06-01' WHERE id = 1")
        .refuses("grant_household_in_use", "DELETE FROM grant_household WHERE id = 1")
        .refuses("grant_household_over_whole", "+grant_household id=2, grant_id=1, household_id=2, share_bp=1");
}

#[test]
fn a_grant_whose_shares_end_without_others_in_their_place_pays_for_nothing() {
    let pays = "+equipment_funding id=5, equipment_id=3, source='grant', grant_id=2, amount_irr=50";
    office()
        .does("+decision id=2")
        .does("+grant_award id=2, number='2', decision_id=2, awarded_on='2026-01-20'")
        .does("+grant_household id=2, grant_id=2, starts_on='2026-01-20', ends_on='2026-06-01'")
        .refuses("equipment_funding_shares", pays)
        .does("+grant_household id=3, grant_id=2, household_id=2, share_bp=6000, starts_on='2026-06-01'")
        .refuses("equipment_funding_shares", pays)
        .does("+grant_household id=4, grant_id=2, household_id=3, share_bp=4000, starts_on='2026-06-01'")
        .does("UPDATE grant_household SET ends_on = '2026-07-01' WHERE id = 4")
        .refuses("equipment_funding_shares", pays)
        .does("UPDATE grant_household SET ends_on = NULL WHERE id = 4")
        .does(pays)
        .refuses("grant_household_in_use", "UPDATE grant_household SET ends_on = '2026-07-01' WHERE id = 4");
}

#[test]
fn a_machine_is_recorded_before_it_is_paid() {
    office().refuses("equipment_funded_early", "+equipment id=5, serial='5', serial_norm='5', funded=TRUE");
}

#[test]
fn a_machine_is_paid_when_the_payments_are_its_cost() {
    office()
        .refuses("equipment_funding_incomplete", "UPDATE equipment SET funded = TRUE WHERE id = 3")
        .does("+equipment_funding id=5, equipment_id=3, amount_irr=99")
        .refuses("equipment_funding_incomplete", "UPDATE equipment SET funded = TRUE WHERE id = 3")
        .does("+equipment_funding id=6, equipment_id=3, ord=2, amount_irr=1")
        .does("UPDATE equipment SET funded = TRUE WHERE id = 3");
}

#[test]
fn a_paid_machine_stays_paid_and_the_same() {
    office()
        .refuses("equipment_funded_final", "UPDATE equipment SET funded = FALSE WHERE id = 1")
        .refuses("equipment_immutable", "UPDATE equipment SET cost_irr = 1 WHERE id = 1")
        .refuses("equipment_immutable", "UPDATE equipment SET serial = 'x', serial_norm = 'x' WHERE id = 1")
        .refuses("equipment_immutable", "UPDATE equipment SET maker = 'x' WHERE id = 1")
        .refuses("equipment_immutable", "UPDATE equipment SET acquired_on = '2026-01-14' WHERE id = 1")
        .does("UPDATE equipment SET kind_code = 'oven' WHERE id = 1")
        .does(
            "UPDATE equipment SET cost_irr = 200, serial = 'x', serial_norm = 'x', \
             acquired_on = '2026-01-14' WHERE id = 3",
        );
}

#[test]
fn the_payments_for_a_machine_never_pass_its_cost() {
    office()
        .refuses("equipment_funding_over_cost", "+equipment_funding id=5, equipment_id=3, amount_irr=101")
        .does("+equipment_funding id=5, equipment_id=3, amount_irr=60")
        .refuses("equipment_funding_over_cost", "+equipment_funding id=6, equipment_id=3, ord=2, amount_irr=41")
        .refuses("equipment_funding_over_cost", "UPDATE equipment SET cost_irr = 59 WHERE id = 3")
        .does("UPDATE equipment SET cost_irr = 60 WHERE id = 3");
}

#[test]
fn the_payments_from_a_grant_never_pass_its_amount() {
    office().refuses(
        "equipment_funding_over_grant",
        "+equipment_funding id=5, equipment_id=3, source='grant', grant_id=1, amount_irr=1",
    );
}

#[test]
fn a_grant_pays_only_when_its_shares_were_whole_on_the_day_of_the_award() {
    office()
        .does("+decision id=2")
        .does("+grant_award id=2, number='2', decision_id=2")
        .refuses(
            "equipment_funding_shares",
            "+equipment_funding id=5, equipment_id=3, source='grant', grant_id=2, amount_irr=1",
        )
        .does("+grant_household id=2, grant_id=2, share_bp=9999")
        .does("+grant_household id=3, grant_id=2, household_id=2, share_bp=1, starts_on='2026-01-11'")
        .does(
            "+grant_household id=4, grant_id=2, household_id=2, share_bp=1, starts_on='2026-01-01', \
             ends_on='2026-01-10'",
        )
        .refuses(
            "equipment_funding_shares",
            "+equipment_funding id=5, equipment_id=3, source='grant', grant_id=2, amount_irr=1",
        )
        .does("UPDATE grant_household SET starts_on = '2026-01-10' WHERE id = 3")
        .does("+equipment_funding id=5, equipment_id=3, source='grant', grant_id=2, amount_irr=1");
}

#[test]
fn the_payments_for_a_paid_machine_are_fixed() {
    office()
        .refuses("equipment_funding_closed", "+equipment_funding id=5, equipment_id=4, ord=2, amount_irr=1")
        .refuses("equipment_funding_immutable", "UPDATE equipment_funding SET amount_irr = 1 WHERE id = 4")
        .refuses("equipment_funding_not_undoable", "DELETE FROM equipment_funding WHERE id = 4")
        .does("+equipment_funding id=5, equipment_id=3")
        .refuses("equipment_funding_immutable", "UPDATE equipment_funding SET amount_irr = 1 WHERE id = 5")
        .does("DELETE FROM equipment_funding WHERE id = 5")
        .does("+equipment_funding id=6, equipment_id=3")
        .does("UPDATE equipment SET funded = TRUE WHERE id = 3")
        .refuses("equipment_funding_not_undoable", "DELETE FROM equipment_funding WHERE id = 6");
}

#[test]
fn a_machine_is_not_struck_off_the_record() {
    office().refuses("equipment_not_undoable", "DELETE FROM equipment WHERE id = 3");
}
