//! What is not done is not on the record.
use super::rows;
use crate::support::town::Town;

#[test]
fn an_account_that_nobody_has_is_not_disabled_and_nothing_is_on_the_record() {
    let mut town = Town::open();
    let before = rows::read(town.app.database());
    for disabled in ["yes", "no"] {
        let page = town.admin.post(&format!("/admin/people/{}/disable", town.espiari), &[("disabled", disabled)]);
        assert_eq!(page.status, 404);
    }
    assert_eq!(rows::differences(&before, &rows::read(town.app.database())), []);
}
