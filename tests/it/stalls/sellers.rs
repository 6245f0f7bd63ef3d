//! The sellers of a site: who is taken in, what is theirs, and what they and the manager do not learn.
use super::{Market, SELLER};
use crate::support::town::see_other;
use crate::support::{App, database, make};
use diesel::connection::SimpleConnection;
use diesel::{Connection, PgConnection};

#[test]
fn a_seller_manages_nothing_and_learns_nothing() {
    let mut market = Market::open();
    market.draw();
    let day = market.open_day();
    let mut seller = market.seller();
    for path in
        [format!("/days/{day}"), format!("/sites/{}", market.site), "/days/77".to_owned(), "/admin/sites".to_owned()]
    {
        assert_eq!(seller.get(&path).status, 404, "{path}");
        assert_eq!(market.app.client().get(&path).status, 303, "{path}");
    }
    assert_eq!(seller.post(&format!("/days/{day}/trial"), &[]).status, 404);
}

#[test]
fn a_seller_without_a_password_gets_a_new_card_and_one_with_a_password_does_not() {
    let mut market = Market::open();
    let vendors = format!("/sites/{}/vendors", market.site);
    let form = [
        ("do", "register"),
        ("given-name", "زهرا"),
        ("family-name", "رضایی"),
        ("phone", SELLER),
        ("area", market.neighbourhood.as_str()),
    ];
    let first = market.manager.post(&vendors, &form);
    assert_eq!(first.status, 200, "{}", first.words());
    let page = market.manager.get(&vendors);
    assert!(!page.has("زهرا رضایی"), "who has no shop yet is in no list: {}", page.words());
    let second = market.manager.post(&vendors, &form);
    assert_eq!(second.status, 200, "{}", second.words());
    assert_ne!(first.words(), second.words());
    let other = market.manager.post(
        &vendors,
        &form
            .map(|(name, value)| (name, value.replace("رضایی", "حسینی")))
            .each_ref()
            .map(|(name, value)| (*name, value.as_str())),
    );
    assert!(other.status == 422 && other.has("این شماره"), "{}", other.words());
    make::choose_password(&market.app, &second.words());
    let third = market.manager.post(&vendors, &form);
    assert!(third.status == 422 && third.has("این شماره"), "{}", third.words());
    let mut stranger = market.app.client();
    assert_ne!(stranger.post(&vendors, &form).status, 200);
}

#[test]
fn a_market_manager_does_not_learn_that_a_seller_came_to_be_supported() {
    let mut market = Market::open();
    market.seller();
    let vendors = format!("/sites/{}/vendors", market.site);
    let household = market.manager.get(&vendors).value_of("household");
    let taken = [("do", "take-in"), ("household", household.as_str()), ("category", "bread")];
    see_other(&market.manager.post(&vendors, &taken));
    market.manager.forget_notice();
    let pages = [vendors.clone(), format!("{vendors}?seller={household}")];
    let before = pages.each_ref().map(|page| market.manager.get(page).words());
    assert!(before[1].contains("زهرا رضایی"), "{before:?}");
    open_file(&market.app, &household);
    assert_eq!(pages.each_ref().map(|page| market.manager.get(page).words()), before);
}

/// Opens a case file for a household, as its caseworker would.
fn open_file(app: &App, household: &str) {
    let sql = format!(
        "INSERT INTO institution (id, code, kind, name_fa, name_en) VALUES (1, 'b', 'behzisti', 'ن', 'n'); \
         INSERT INTO case_file (id, household_id, institution_id, opened_on) VALUES (1, {household}, 1, '2026-01-01')"
    );
    let done = match database::server() {
        Some(_) => PgConnection::establish(app.database()).expect("PostgreSQL answers").batch_execute(&sql),
        None => database::sqlite(app.database()).batch_execute(&sql),
    };
    done.expect("a case file");
}

#[test]
fn an_own_stall_is_given_signed_off_and_the_household_goes_away() {
    let mut market = Market::open();
    market.draw();
    market.open_day();
    let mut seller = market.seller();
    let vendors = format!("/sites/{}/vendors", market.site);
    let household = market.manager.get(&vendors).value_of("household");
    let taken = [("do", "take-in"), ("household", household.as_str()), ("category", "bread")];
    see_other(&market.manager.post(&vendors, &taken));
    let theirs = market.manager.get(&vendors).link(&format!("{vendors}?seller="));
    let page = market.manager.get(&theirs);
    let household = page.value_of("household");
    let stall = page.option("stall", "غرفهٔ ۱");
    let give = [("do", "own-give"), ("household", household.as_str()), ("stall", stall.as_str())];
    assert_eq!(market.manager.post(&vendors, &give).status, 303);
    let again = market.manager.post(&vendors, &give);
    assert!(again.status == 422 && again.has("غرفهٔ همیشگی کس دیگری"), "{}", again.words());
    let days = seller.get("/my/stall");
    assert!(days.has("غرفهٔ همیشگی: ۱") && days.has("با غرفهٔ همیشگی"), "{}", days.words());

    let site = days.value_of("site");
    let away = [
        ("do", "absent"),
        ("site", site.as_str()),
        ("from-day", "۵"),
        ("from-month", "9"),
        ("from-year", "۱۴۰۵"),
        ("until-day", "۱۰"),
        ("until-month", "9"),
        ("until-year", "۱۴۰۵"),
    ];
    assert_eq!(seller.post("/my/stall", &away).status, 303);
    let days = seller.get("/my/stall");
    assert!(days.has("غایب") && days.has("این روز در روزهای غیبت است"), "{}", days.words());
    let twice = seller.post("/my/stall", &away);
    assert!(twice.status == 422 && twice.has("از قبل ثبت است"), "{}", twice.words());
    let id = days.value_of("absence");
    assert_eq!(seller.post("/my/stall", &[("do", "present"), ("absence", &id)]).status, 303);
    assert!(!seller.get("/my/stall").has("این روز در روزهای غیبت است"));
    assert_eq!(market.app.client().post("/my/stall", &away).status, 401);
}
