//! The office's set-up, as an admin does it on the screens.
use crate::support::{App, make};

fn new_names(fa: &'static str, en: &'static str) -> [(&'static str, &'static str); 2] {
    [("name-fa", fa), ("name-en", en)]
}

#[test]
fn an_admin_sets_the_office_up_from_the_country_to_a_neighbourhood() {
    let app = App::start();
    let mut admin = make::admin(&app);
    let mut place = admin.get("/admin/areas").link("/admin/areas/1").trim_end_matches("/names").to_owned();
    for (fa, en) in [("مازندران", "Mazandaran"), ("آمل", "Amol"), ("شهر آمل", "Amol City"), ("اسپیاری", "Espiari")]
    {
        let added = admin.post(&place, &new_names(fa, en));
        assert_eq!(added.status, 303, "{}", added.words());
        let page = admin.get(added.location());
        assert!(page.has(fa), "{}", page.words());
        let links = page.links("/admin/areas/1");
        place = links
            .into_iter()
            .find(|link| {
                *link != place
                    && !link.starts_with(&format!("{place}/"))
                    && page.text().contains(&format!("class=\"row\" href=\"{link}\""))
            })
            .expect("the new area");
    }
    let lowest = admin.get(&place);
    assert!(lowest.has("محله") && !lowest.has("محدوده‌های درون"), "{}", lowest.words());
    assert!(admin.get("/admin").has("۱ محله"));
}

#[test]
fn a_wrong_name_comes_back_with_what_was_typed() {
    let app = App::start();
    let mut admin = make::admin(&app);
    let country = admin.get("/admin/areas").link("/admin/areas/1").trim_end_matches("/names").to_owned();
    let page = admin.post(&country, &new_names("مازندران", "مازندران"));
    assert_eq!(page.status, 422);
    assert!(page.has("نام انگلیسی را با حروف لاتین بنویسید"));
    assert_eq!(page.value_of("name-fa"), "مازندران");
}

#[test]
fn the_new_name_of_the_marketplace_stands_on_the_next_page() {
    let app = App::start();
    let mut admin = make::admin(&app);
    let saved = admin.post("/admin/settings/names", &new_names("بازار آمل", "Amol Market"));
    assert_eq!(saved.status, 303, "{}", saved.words());
    assert!(app.client().get("/sign-in").has("بازار آمل"));
    assert!(app.client().get("/en/sign-in").has("Amol Market"));
}

#[test]
fn the_unit_of_money_is_not_changed_for_days_gone_by() {
    let app = App::start();
    let mut admin = make::admin(&app);
    let past = [("unit", "rial"), ("from-day", "۱"), ("from-month", "۹"), ("from-year", "۱۴۰۵")];
    let page = admin.post("/admin/settings/unit", &past);
    assert_eq!(page.status, 422);
    assert!(page.has("واحد روزهای گذشته عوض نمی‌شود"), "{}", page.words());
    let today = [("unit", "rial"), ("from-day", ""), ("from-month", "1"), ("from-year", "")];
    assert_eq!(admin.post("/admin/settings/unit", &today).status, 303);
    assert!(admin.get("/admin/settings").has("الان: ریال"));
}

#[test]
fn a_holiday_is_shown_and_taken_away() {
    let app = App::start();
    let mut admin = make::admin(&app);
    let fields = [
        ("day-day", "۲۲"),
        ("day-month", "۱۱"),
        ("day-year", "۱۴۰۵"),
        ("name-fa", "پیروزی انقلاب"),
        ("name-en", "Revolution Day"),
    ];
    assert_eq!(admin.post("/admin/holidays", &fields).status, 303);
    assert_eq!(admin.post("/admin/holidays", &fields).status, 422);
    let page = admin.get("/admin/holidays");
    assert!(page.has("پیروزی انقلاب") && page.has("۲۲ بهمن"), "{}", page.words());
    let remove = page.link("/admin/holidays/2027-02-11/remove");
    assert_eq!(admin.post(&remove, &[]).status, 303);
    let form = admin.get("/admin/holidays");
    assert!(!form.has("پیروزی انقلاب"));
    assert!(form.text().contains("<option value=\"\" selected>ماه</option>"), "no month is chosen beforehand");
    assert!(form.has("مثل ۲ آذر ۱۴۰۵"), "{}", form.words());
}

#[test]
fn nobody_but_an_admin_finds_the_office() {
    let app = App::start();
    let mut admin = make::admin(&app);
    make::person(&app, &mut admin, "کسی", "09120000002");
    let mut other = app.client();
    other.sign_in("09120000002", make::PASSWORD);
    for path in ["/admin", "/admin/areas", "/admin/institutions", "/admin/settings", "/admin/holidays"] {
        assert_eq!(other.get(path).status, 404, "{path}");
        assert_eq!(app.client().get(path).status, 303, "{path}");
    }
}
