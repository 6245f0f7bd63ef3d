//! Households as their caseworker registers, finds and changes them on the screens.
use crate::support::{App, Client, make};

const CASEWORKER: &str = "09120000002";

/// The areas down to one neighbourhood, an institution, and a caseworker of theirs; gives the caseworker, signed in.
fn office(app: &App) -> Client {
    let mut admin = make::admin(app);
    let mut place = admin.get("/admin/areas").link("/admin/areas/1").trim_end_matches("/names").to_owned();
    for en in ["Mazandaran", "Amol", "Amol City", "Espiari"] {
        let fields = [("name-fa", if en == "Espiari" { "اسپیاری" } else { "آمل" }), ("name-en", en)];
        assert_eq!(admin.post(&place, &fields).status, 303);
        place = child(&admin.get(&place), &place);
    }
    let fields = [("kind", "behzisti"), ("name-fa", "بهزیستی"), ("name-en", "Behzisti")];
    assert_eq!(admin.post("/admin/institutions", &fields).status, 303);
    let institution = admin.get("/admin/institutions").link("/admin/institutions/1");
    let institution = institution.split('/').nth(3).unwrap_or_default().to_owned();
    let person = make::person(app, &mut admin, "مریم مددکار", CASEWORKER);
    let area = place.rsplit('/').next().unwrap_or_default().to_owned();
    let role = [
        ("role", "caseworker"),
        ("area", area.as_str()),
        ("institution", institution.as_str()),
        ("present", make::PASSWORD),
    ];
    let given = admin.post(&format!("/admin/people/{person}/roles"), &role);
    assert_eq!(given.status, 303, "{}", given.words());
    let mut caseworker = app.client();
    caseworker.sign_in(CASEWORKER, make::PASSWORD);
    caseworker
}

/// The area that an area's page lists below it.
fn child(page: &crate::support::client::Page, parent: &str) -> String {
    let text = page.text();
    let mark = "class=\"row\" href=\"/admin/areas/";
    let id =
        text.split(mark).nth(1).and_then(|rest| rest.split('"').next()).unwrap_or_else(|| panic!("below {parent}"));
    format!("/admin/areas/{id}")
}

fn register(by: &mut Client, given: &str, family: &str, more: &[(&str, &str)]) -> crate::support::client::Page {
    let form = by.get("/casework/households/new");
    let (area, key) = (form.value_of("area"), form.value_of("idem"));
    let mut fields = vec![("given-name", given), ("family-name", family), ("area", area.as_str())];
    fields.extend_from_slice(more);
    fields.push(("idem", &key));
    by.post("/casework/households/new", &fields)
}

fn household(by: &mut Client, given: &str, family: &str, more: &[(&str, &str)]) -> String {
    let made = register(by, given, family, more);
    assert_eq!(made.status, 303, "{}", made.words());
    made.location().to_owned()
}

#[test]
fn a_household_whose_form_arrives_twice_is_registered_once() {
    let app = App::start();
    let mut by = office(&app);
    let first = household(&mut by, "مریم", "کاظمی", &[("idem", "form-0001")]);
    assert_eq!(household(&mut by, "مریم", "کاظمی", &[("idem", "form-0001")]), first);
    assert_eq!(by.get("/casework").links("/casework/households/1").len(), 1);
}

#[test]
fn a_registered_household_is_in_the_list_and_found_by_name_and_by_number() {
    let app = App::start();
    let mut by = office(&app);
    assert!(by.get("/casework").has("هنوز خانواری ندارید"));
    let home = household(&mut by, "مریم", "كاظمي", &[("national-id", "۰۰۱۰۳۵۰۸۲۹"), ("phone", "۰۹۱۲۵۵۵۴۴۳۳")]);
    household(&mut by, "زهرا", "احمدی", &[]);
    let list = by.get("/casework");
    assert!(
        list.has("مریم کاظمی") && list.has("اسپیاری · بی‌دستگاه") && list.has("هنوز فروشی ندارد"),
        "{}",
        list.words()
    );

    let to_list = by.post("/casework", &[("who", "کاظمی")]);
    assert_eq!(to_list.status, 303);
    let found = by.get(to_list.location());
    assert!(found.has("مریم کاظمی") && !found.has("زهرا احمدی"), "{}", found.words());

    for number in ["0010350829", "۱۰۳۵۰۸۲۹", "0912 555 4433", "+98 912 555 4433"] {
        assert_eq!(by.post("/casework", &[("who", number)]).location(), home, "{number}");
    }
    let nobody = by.post("/casework", &[("who", "09129998877")]);
    assert_eq!(nobody.status, 422);
    assert!(nobody.has("کسی با این شماره در خانوارهای شما نیست"));
}

#[test]
fn a_national_id_stands_in_no_address_and_no_page_but_its_own_form() {
    let app = App::start();
    let mut by = office(&app);
    household(&mut by, "مریم", "کاظمی", &[("national-id", "0010350829")]);
    let list = by.get("/casework");
    assert!(!list.text().contains("0010350829") && !list.text().contains("۰۰۱۰۳۵۰۸۲۹"));
    assert_eq!(list.header("cache-control"), Some("no-store"));
}

#[test]
fn someone_registered_twice_is_shown_where_they_are_and_nothing_typed_is_lost() {
    let app = App::start();
    let mut by = office(&app);
    let home = household(&mut by, "مریم", "کاظمی", &[("national-id", "0010350829")]);
    let again = register(&mut by, "مریم", "کاظمی نژاد", &[("national-id", "10350829"), ("address", "کوچهٔ سوم")]);
    assert_eq!(again.status, 422);
    assert!(again.has("این فرد پیش‌تر ثبت شده است؛ در خانوار مریم کاظمی."), "{}", again.words());
    assert!(again.links("/casework/households/1").contains(&home));
    assert_eq!(again.value_of("family-name"), "کاظمی نژاد");
    assert!(again.has("کوچهٔ سوم"));
}

#[test]
fn every_wrong_field_of_a_household_is_told_beside_it() {
    let app = App::start();
    let mut by = office(&app);
    let page = register(&mut by, "", "کاظمی", &[("national-id", "0010350828"), ("phone", "0912")]);
    assert_eq!(page.status, 422);
    for id in ["given-name-error", "national-id-error", "phone-error"] {
        assert!(page.text().contains(&format!("id=\"{id}\"")), "{id}");
    }
    assert!(page.has("این کد ملی درست نیست"));
}

#[test]
fn a_member_comes_and_gets_a_card_with_which_they_sign_in() {
    let app = App::start();
    let mut by = office(&app);
    let home = household(&mut by, "مریم", "کاظمی", &[]);
    let member = [("relation", "child"), ("given-name", "علی"), ("family-name", "کاظمی"), ("earner", "yes")];
    assert_eq!(by.post(&format!("{home}/members/new"), &member).status, 303);
    let form = by.get(&format!("{home}/invite"));
    assert!(form.has("مریم کاظمی") && form.has("علی کاظمی") && form.has("شماره‌ای نوشته نشده است"), "{}", form.words());
    let person = form.value_of("person");
    let without = by.post(&format!("{home}/invite"), &[("person", &person), ("phone", "")]);
    assert_eq!(without.status, 422);
    let card = by.post(&format!("{home}/invite"), &[("person", &person), ("phone", "۰۹۱۲۵۵۵۴۴۳۳")]);
    assert_eq!(card.status, 200, "{}", card.words());
    make::choose_password(&app, &card.words());
    let mut seller = app.client();
    seller.sign_in("09125554433", make::PASSWORD);
    assert_eq!(seller.get("/start").location(), "/my");
    assert_eq!(seller.get("/casework").status, 404);
}

#[test]
fn address_and_notes_are_kept_and_shown_to_be_mended() {
    let app = App::start();
    let mut by = office(&app);
    let home = household(&mut by, "مریم", "کاظمی", &[("address", "کوچهٔ سوم")]);
    let path = format!("{home}/details");
    assert!(by.get(&path).has("کوچهٔ سوم"));
    let fields = [("address", "كوچهٔ چهارم"), ("notes", "تنور گازی دارد")];
    assert_eq!(by.post(&path, &fields).status, 303);
    let page = by.get(&path);
    assert!(page.has("کوچهٔ چهارم") && page.has("تنور گازی دارد"), "{}", page.words());
}

#[test]
fn a_household_of_nobody_s_is_not_there_for_any_form() {
    let app = App::start();
    let mut by = office(&app);
    for path in ["details", "members/new", "invite"] {
        assert_eq!(by.get(&format!("/casework/households/123/{path}")).status, 404, "{path}");
        assert_eq!(by.get(&format!("/casework/households/none/{path}")).status, 404, "{path}");
    }
}
