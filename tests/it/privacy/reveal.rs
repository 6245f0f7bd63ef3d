//! What a case file masks is opened by a form that asks why, and leaves a trace of who opened it.
use super::canaries::*;
use super::needles::{Needles, Secret};
use super::office::Office;
use crate::support::{Client, Page, make};

const WHY: &str = "برای معرفی‌نامهٔ وام به بانک";

fn reveal(by: &mut Client, office: &Office, reason: &str, password: &str) -> Page {
    by.post(&format!("{}/identity", office.home.path()), &[("reason", reason), ("present", password)])
}

fn shows(page: &Page, number: Secret) -> bool {
    !Needles::new(&[number]).found(&page.bytes).is_empty()
}

#[test]
fn a_whole_national_id_is_shown_for_a_reason_and_the_password_and_the_file_says_who_looked() {
    let mut office = Office::open();
    let mut by = office.caseworker.copy();
    for (reason, password) in [("", make::PASSWORD), ("چون", make::PASSWORD), (WHY, "another one"), (WHY, "")] {
        let page = reveal(&mut by, &office, reason, password);
        assert_eq!(page.status, 422, "{reason} {password}");
        assert_eq!(page.value_of("reason"), reason, "what was typed comes back");
        assert!(!shows(&page, Secret::national_id("", NATIONAL_ID)), "{}", page.words());
    }
    let page = reveal(&mut by, &office, WHY, make::PASSWORD);
    assert_eq!((page.status, page.header("cache-control")), (200, Some("no-store")));
    for id in [NATIONAL_ID, CHILD_ID] {
        assert!(shows(&page, Secret::national_id("", id)), "{}", page.words());
    }
    let file = office.supervisor.get(&office.home.path());
    assert!(file.has("دیده شد") && file.has(WHY) && file.has(CASEWORKER), "{}", file.words());
    let again = by.get(&format!("{}/identity?reason=x&present=x", office.home.path()));
    assert!(again.status == 200 && !shows(&again, Secret::national_id("", NATIONAL_ID)), "{}", again.words());
}

#[test]
fn an_auditor_is_told_names_and_address_for_a_reason_and_of_a_phone_its_end() {
    let mut office = Office::open();
    let mut auditor = office.auditor();
    let file = auditor.get(&office.home.path());
    assert!(file.has("دیدن نام‌ها و نشانی") && !file.has(GIVEN), "{}", file.words());
    assert!(!auditor.get(&format!("{}/identity", office.home.path())).has(GIVEN));
    let page = reveal(&mut auditor, &office, WHY, make::PASSWORD);
    for word in [GIVEN, CHILD, ADDRESS, NOTES] {
        assert!(page.has(word), "{word}: {}", page.words());
    }
    assert!(shows(&page, Secret::national_id("", NATIONAL_ID)) && !shows(&page, Secret::phone("", PHONE)));
    assert!(page.has("•۰۹۱۶"), "{}", page.words());
    let file = office.supervisor.get(&office.home.path());
    assert!(file.has("حسابرس دفتر") && file.has(WHY), "{}", file.words());
}

#[test]
fn nobody_else_is_told_anything_for_any_reason() {
    let mut office = Office::open();
    let strangers = [office.elsewhere(), office.of_others(), office.manager.copy(), office.home.producer.copy()];
    for mut stranger in strangers.into_iter().chain([office.town.admin.copy()]) {
        assert_eq!(reveal(&mut stranger, &office, WHY, make::PASSWORD).status, 404);
    }
}
