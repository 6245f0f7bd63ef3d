//! Market sites, their days, requests and assignments.
use super::office::office;

#[test]
fn a_stall_stands_in_a_row_of_its_site() {
    office()
        .refuses("stall_row_elsewhere", "+stall id=3, site_id=1, row_id=2, ord=2, number='2'")
        .refuses("stall_row_elsewhere", "UPDATE stall SET row_id = 2, ord = 2 WHERE id = 1")
        .refuses("stall_fixed", "UPDATE stall SET site_id = 2, row_id = 2, ord = 2, number = '2' WHERE id = 1")
        .refuses("site_row_fixed", "UPDATE site_row SET site_id = 2, ord = 2 WHERE id = 1")
        .does("UPDATE stall SET width_cm = 300 WHERE id = 1")
        .does("UPDATE site_row SET name = 'ب' WHERE id = 1");
}

#[test]
fn a_stall_is_one_households_own_at_a_time() {
    office()
        .does("+own_stall id=1, starts_on='2026-03-01', ends_on='2026-06-01'")
        .refuses("own_stall_overlap", "+own_stall id=2, household_id=2, starts_on='2026-05-31'")
        .refuses("own_stall_overlap", "+own_stall id=2, household_id=2, starts_on='2026-01-01'")
        .refuses("own_stall_overlap", "+own_stall id=2, household_id=2, starts_on='2026-01-01', ends_on='2026-03-02'")
        .does("+own_stall id=2, household_id=2, starts_on='2026-01-01', ends_on='2026-03-01'")
        .does("+own_stall id=3, household_id=2, starts_on='2026-06-01'")
        .does("+own_stall id=4, stall_id=2, household_id=2")
        .refuses("own_stall_overlap", "UPDATE own_stall SET ends_on = NULL WHERE id = 1")
        .refuses("own_stall_overlap", "UPDATE own_stall SET ends_on = '2026-03-02' WHERE id = 2")
        .refuses("own_stall_overlap", "UPDATE own_stall SET stall_id = 1 WHERE id = 4")
        .does("UPDATE own_stall SET household_id = 2 WHERE id = 1")
        .does("UPDATE own_stall SET ends_on = '2026-05-01' WHERE id = 1");
}

#[test]
fn a_published_market_day_stays_published_with_a_run_of_its_own() {
    office()
        .refuses(
            "market_day_run_elsewhere",
            "UPDATE market_day SET state = 'published', published_run = 2 WHERE id = 1",
        )
        .refuses("market_day_run_elsewhere", "UPDATE market_day SET published_run = 99 WHERE id = 1")
        .does("UPDATE market_day SET state = 'published', published_run = 1 WHERE id = 1")
        .refuses("market_day_unpublished", "UPDATE market_day SET state = 'open', published_run = NULL WHERE id = 1")
        .does("+assignment_run id=3, market_day_id=1, version=2")
        .does("UPDATE market_day SET published_run = 3 WHERE id = 1")
        .does("UPDATE market_day SET state = 'cancelled' WHERE id = 1")
        .refuses("market_day_fixed", "UPDATE market_day SET site_id = 2, day = '2026-06-01' WHERE id = 1")
        .refuses("market_day_run_elsewhere", "+market_day id=3, site_id=1, day='2026-05-02', published_run=1");
}

#[test]
fn a_booking_stays_with_its_day_and_household() {
    office()
        .refuses("booking_fixed", "UPDATE booking SET market_day_id = 2, household_id = 2 WHERE id = 1")
        .refuses("booking_fixed", "UPDATE booking SET household_id = 2 WHERE id = 1")
        .does("UPDATE booking SET state = 'withdrawn' WHERE id = 1");
}

#[test]
fn a_wish_names_a_stall_of_the_days_site() {
    office()
        .refuses("booking_wish_elsewhere", "+booking_wish booking_id=1, stall_id=2")
        .does("+booking_wish booking_id=1, stall_id=1")
        .refuses("booking_wish_elsewhere", "UPDATE booking_wish SET stall_id = 2 WHERE booking_id = 1");
}

#[test]
fn a_run_counts_its_changes_until_people_are_told_of_it() {
    office()
        .does("UPDATE assignment_run SET revision = 1 WHERE id = 1")
        .does("UPDATE market_day SET state = 'published', published_run = 1 WHERE id = 1")
        .refuses("assignment_run_immutable", "UPDATE assignment_run SET revision = 2 WHERE id = 1");
}

#[test]
fn an_assignment_run_is_never_altered() {
    office()
        .refuses("assignment_run_immutable", "UPDATE assignment_run SET input = 'x' WHERE id = 1")
        .refuses("assignment_run_immutable", "UPDATE assignment_run SET input = 'x', revision = 1 WHERE id = 1")
        .refuses("assignment_run_immutable", "UPDATE assignment_run SET revision = 2 WHERE id = 1")
        .refuses("assignment_run_immutable", "DELETE FROM assignment_run WHERE id = 1");
}

#[test]
fn an_assignment_places_a_booking_of_the_runs_day_at_a_stall_of_its_site() {
    office()
        .refuses("assignment_elsewhere", "+assignment run_id=1, booking_id=2, stall_id=1")
        .refuses("assignment_elsewhere", "+assignment run_id=1, booking_id=2, refusal='market_full'")
        .refuses("assignment_elsewhere", "+assignment run_id=1, booking_id=1, stall_id=2")
        .does("+assignment run_id=1, booking_id=1, stall_id=1")
        .refuses("assignment_elsewhere", "UPDATE assignment SET stall_id = 2 WHERE run_id = 1")
        .refuses("assignment_elsewhere", "UPDATE assignment SET booking_id = 2 WHERE run_id = 1")
        .does("UPDATE assignment SET stall_id = NULL, refusal = 'taken_by_hand', by_hand = TRUE WHERE run_id = 1")
        .does("+booking id=3, market_day_id=1, household_id=2")
        .does("UPDATE market_day SET state = 'published', published_run = 1 WHERE id = 1")
        .refuses("assignment_published", "UPDATE assignment SET stall_id = 1, refusal = NULL WHERE run_id = 1")
        .refuses("assignment_published", "DELETE FROM assignment WHERE run_id = 1")
        .refuses("assignment_published", "+assignment run_id=1, booking_id=3, stall_id=1");
}

#[test]
fn a_check_in_is_of_a_booking_of_the_day() {
    office()
        .refuses("check_in_elsewhere", "+check_in market_day_id=1, booking_id=2")
        .does("+check_in market_day_id=1, booking_id=1")
        .refuses("check_in_elsewhere", "UPDATE check_in SET booking_id = 2 WHERE market_day_id = 1");
}
