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
fn what_is_there_on_one_day_alone_is_of_a_day_of_its_site_and_nobodys_own() {
    office()
        .refuses("site_row_day_elsewhere", "+site_row id=3, site_id=1, ord=2, only_day=2")
        .does("+site_row id=3, site_id=1, ord=1, only_day=1")
        .refuses("stall_row_elsewhere", "+stall id=3, site_id=1, row_id=3, number='3'")
        .refuses("stall_day_elsewhere", "+stall id=3, site_id=1, row_id=1, ord=2, number='3', only_day=2")
        .does("+stall id=3, site_id=1, row_id=3, number='1', only_day=1")
        .refuses("stall_fixed", "UPDATE stall SET only_day = NULL WHERE id = 3")
        .refuses("site_row_fixed", "UPDATE site_row SET only_day = NULL WHERE id = 3")
        .refuses("own_stall_of_one_day", "+own_stall id=1, stall_id=3")
        .does("+own_stall id=1, stall_id=1")
        .refuses("own_stall_of_one_day", "UPDATE own_stall SET stall_id = 3 WHERE id = 1")
        .does("+booking_wish booking_id=1, stall_id=3")
        .does("+market_day id=3, site_id=1, day='2026-05-08'")
        .does("+booking id=3, market_day_id=3")
        .refuses("booking_wish_elsewhere", "+booking_wish booking_id=3, stall_id=3")
        .does("+assignment_run id=3, market_day_id=3")
        .does("+assignment run_id=3, booking_id=3")
        .refuses("assignment_stall_elsewhere", "+assignment_stall run_id=3, booking_id=3, stall_id=3")
        .does("+weekly_request id=1")
        .refuses("weekly_wish_elsewhere", "+weekly_wish weekly_id=1, stall_id=3");
}

#[test]
fn what_a_drawing_was_is_never_altered() {
    office()
        .does("+drawing_version site_id=1")
        .refuses("drawing_version_immutable", "UPDATE drawing_version SET content = 'x' WHERE site_id = 1")
        .refuses("drawing_version_immutable", "DELETE FROM drawing_version WHERE site_id = 1")
        .does("+day_drawing market_day_id=1")
        .refuses("day_drawing_immutable", "UPDATE day_drawing SET applies = FALSE WHERE market_day_id = 1")
        .refuses("day_drawing_immutable", "DELETE FROM day_drawing WHERE market_day_id = 1");
}

#[test]
fn that_a_plan_was_announced_stays_said() {
    office()
        .does("+publication run_id=1")
        .refuses("publication_immutable", "UPDATE publication SET published_at = '2026-05-02 08:00:00.000000'")
        .refuses("publication_immutable", "DELETE FROM publication WHERE run_id = 1");
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
fn the_absences_of_a_household_at_a_site_do_not_overlap() {
    office()
        .does("+absence id=1")
        .refuses("absence_overlap", "+absence id=2, first_day='2026-05-10', last_day='2026-05-12'")
        .refuses("absence_overlap", "+absence id=2, first_day='2026-04-01', last_day='2026-06-01'")
        .does("+absence id=2, first_day='2026-05-11', last_day='2026-05-12'")
        .does("+absence id=3, site_id=2")
        .does("+absence id=4, household_id=2")
        .refuses("absence_overlap", "UPDATE absence SET last_day = '2026-05-11' WHERE id = 1")
        .refuses("absence_days", "UPDATE absence SET last_day = '2026-04-30' WHERE id = 1")
        .does("UPDATE absence SET last_day = '2026-05-02' WHERE id = 1");
}

#[test]
fn a_weekly_request_stays_with_its_household_site_and_weekday() {
    office()
        .does("+weekly_request id=1")
        .refuses("weekly_request_fixed", "UPDATE weekly_request SET household_id = 2 WHERE id = 1")
        .refuses("weekly_request_fixed", "UPDATE weekly_request SET weekday = 'monday' WHERE id = 1")
        .refuses("weekly_request_counts", "UPDATE weekly_request SET most = 5 WHERE id = 1")
        .does("UPDATE weekly_request SET most = 2 WHERE id = 1")
        .refuses("weekly_wish_elsewhere", "+weekly_wish weekly_id=1, stall_id=2")
        .does("+weekly_wish weekly_id=1, stall_id=1")
        .refuses("weekly_wish_elsewhere", "UPDATE weekly_wish SET stall_id = 2 WHERE weekly_id = 1");
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
        .refuses("assignment_run_immutable", "UPDATE assignment_run SET drawing_version = 2, revision = 1 WHERE id = 1")
        .refuses("assignment_run_immutable", "UPDATE assignment_run SET day_version = 1, revision = 1 WHERE id = 1")
        .refuses("assignment_run_immutable", "DELETE FROM assignment_run WHERE id = 1");
}

#[test]
fn an_assignment_is_of_a_booking_of_the_runs_day() {
    office()
        .refuses("assignment_elsewhere", "+assignment run_id=1, booking_id=2")
        .refuses("assignment_elsewhere", "+assignment run_id=1, booking_id=2, stalls=0, refusal='market_full'")
        .refuses("assignment_placed_or_refused", "+assignment run_id=1, booking_id=1, stalls=0")
        .refuses("assignment_placed_or_refused", "+assignment run_id=1, booking_id=1, refusal='market_full'")
        .does("+assignment run_id=1, booking_id=1")
        .refuses("assignment_elsewhere", "UPDATE assignment SET booking_id = 2 WHERE run_id = 1")
        .does("UPDATE assignment SET stalls = 0, refusal = 'taken_by_hand', by_hand = TRUE WHERE run_id = 1")
        .does("+booking id=3, market_day_id=1, household_id=2")
        .does("UPDATE market_day SET state = 'published', published_run = 1 WHERE id = 1")
        .refuses("assignment_published", "UPDATE assignment SET stalls = 1, refusal = NULL WHERE run_id = 1")
        .refuses("assignment_published", "DELETE FROM assignment WHERE run_id = 1")
        .refuses("assignment_published", "+assignment run_id=1, booking_id=3");
}

#[test]
fn the_stalls_of_an_assignment_are_of_the_days_site_one_holder_each_and_as_many_as_counted() {
    office()
        .does("+stall id=3, site_id=1, row_id=1, ord=2, number='2'")
        .does("+assignment run_id=1, booking_id=1, stalls=2")
        .refuses("assignment_stall_elsewhere", "+assignment_stall run_id=1, booking_id=1, stall_id=2")
        .does("+assignment_stall run_id=1, booking_id=1, stall_id=1")
        .refuses("assignment_stall_elsewhere", "UPDATE assignment_stall SET stall_id = 2 WHERE run_id = 1")
        .refuses("market_day_run_incomplete", "UPDATE market_day SET published_run = 1 WHERE id = 1")
        .does("+booking id=3, market_day_id=1, household_id=2")
        .refuses("assignment_stall_uncounted", "+assignment_stall run_id=1, booking_id=3, stall_id=3")
        .does("+assignment run_id=1, booking_id=3")
        .refuses("assignment_one_holder", "+assignment_stall run_id=1, booking_id=3, stall_id=1")
        .does("DELETE FROM assignment WHERE run_id = 1 AND booking_id = 3")
        .does("+assignment_stall run_id=1, booking_id=1, ord=2, stall_id=3")
        .refuses("assignment_stall_uncounted", "+assignment_stall run_id=1, booking_id=1, ord=3, stall_id=3")
        .refuses("assignment_stall_uncounted", "UPDATE assignment SET stalls = 1 WHERE run_id = 1")
        .does("UPDATE market_day SET state = 'published', published_run = 1 WHERE id = 1")
        .refuses("assignment_stall_published", "UPDATE assignment_stall SET stall_id = 3 WHERE run_id = 1 AND ord = 1")
        .refuses("assignment_stall_published", "DELETE FROM assignment_stall WHERE run_id = 1");
}

#[test]
fn a_booking_asks_for_one_to_four_stalls() {
    office()
        .refuses("booking_counts", "UPDATE booking SET least = 0 WHERE id = 1")
        .refuses("booking_counts", "UPDATE booking SET least = 2 WHERE id = 1")
        .refuses("booking_counts", "UPDATE booking SET most = 5 WHERE id = 1")
        .does("UPDATE booking SET least = 2, most = 4 WHERE id = 1")
        .refuses("booking_wish_tier", "+booking_wish booking_id=1, stall_id=1, tier=0");
}

#[test]
fn a_check_in_is_of_a_booking_of_the_day() {
    office()
        .refuses("check_in_elsewhere", "+check_in market_day_id=1, booking_id=2")
        .does("+check_in market_day_id=1, booking_id=1")
        .refuses("check_in_elsewhere", "UPDATE check_in SET booking_id = 2 WHERE market_day_id = 1");
}

#[test]
fn what_happened_is_of_one_day_and_is_only_added_to() {
    office()
        .does("+incident id=1, stall_id=1, booking_id=1")
        .refuses("incident_stall_elsewhere", "+incident id=2, idem='two', stall_id=2")
        .refuses("incident_booking_elsewhere", "+incident id=2, idem='two', booking_id=2")
        .refuses("incident_takes_back_elsewhere", "+incident id=2, idem='two', market_day_id=2, takes_back=1")
        .does("+incident id=2, idem='two', takes_back=1")
        .refuses("incident_takes_back_elsewhere", "+incident id=3, idem='three', takes_back=2")
        .refuses("incident_immutable", "UPDATE incident SET kind = 'other' WHERE id = 1")
        .refuses("incident_immutable", "DELETE FROM incident WHERE id = 2");
}

#[test]
fn the_address_of_a_calendar_is_ended_once_and_for_good() {
    office()
        .does("+calendar_link id=1")
        .refuses("calendar_link_fixed", "UPDATE calendar_link SET household_id = 2 WHERE id = 1")
        .refuses("calendar_link_fixed", "DELETE FROM calendar_link WHERE id = 1")
        .does("UPDATE calendar_link SET ended_at = '2026-05-02 10:00:00' WHERE id = 1")
        .refuses("calendar_link_ended", "UPDATE calendar_link SET ended_at = NULL WHERE id = 1");
}
