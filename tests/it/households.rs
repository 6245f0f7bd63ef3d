//! Households as their caseworker registers, finds and changes them on the screens.
use crate::support::town::{self, Town, date, fields, post, see_other};
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
    make::role(app, &mut admin, &person, ("caseworker", &institution, &area));
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
    assert!(!to_list.location().contains('%'), "a name stands in no address: {}", to_list.location());
    let found = by.get(to_list.location());
    assert_eq!(found.value_of("who"), "کاظمی");
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

/// A grown child with an account, a member since last year; gives the path of their stay and them, signed in.
fn selling_child(app: &App, by: &mut Client, home: &str, phone: &str) -> (String, Client) {
    let child = [("relation", "child"), ("given-name", "علی"), ("family-name", "کاظمی"), ("phone", phone)];
    see_other(&post(by, &format!("{home}/members/new"), &fields(&child, &[date("since", ("1404", "5", "1"))])));
    let invite = format!("{home}/invite");
    let form = by.get(&invite).text();
    let before = form.rsplit_once("علی کاظمی").map_or("", |(before, _)| before);
    let person =
        before.rsplit("value=\"").next().and_then(|rest| rest.split('"').next()).unwrap_or_default().to_owned();
    make::choose_password(app, &by.post(&invite, &[("person", &person)]).words());
    let mut seller = app.client();
    seller.sign_in(phone, make::PASSWORD);
    let stays = by.get(home).links(&format!("{home}/members/"));
    let stay = stays.iter().rfind(|link| link.ends_with("/end")).expect("the child's stay").clone();
    (stay, seller)
}

#[test]
fn a_seller_who_left_every_household_is_told_so_and_whom_to_ask() {
    let app = App::start();
    let mut by = office(&app);
    let home = household(&mut by, "مریم", "کاظمی", &[]);
    let (stay, mut seller) = selling_child(&app, &mut by, &home, "09125554433");
    assert_eq!(seller.get("/my").status, 200);
    see_other(&by.post(&stay, &[]));
    for path in ["/my", "/my/goods", "/my/stall", "/my/earnings"] {
        let page = seller.get(path);
        assert_eq!(page.status, 404, "{path}");
        assert!(
            page.has("نام شما دیگر در خانواری نیست") && page.has("به مددکار یا مدیر بازار بگویید"),
            "{}",
            page.words()
        );
    }
    assert!(seller.get("/en/my").has("You are no longer listed in a household"));
    assert_eq!(seller.get("/account").status, 200);
    assert!(!by.get("/my").has("نام شما دیگر در خانواری نیست"), "who never sold sees what anyone sees");
}

/// The path on which a household's first member is corrected.
fn correction_of_the_first(by: &mut Client, home: &str) -> String {
    by.get(home)
        .links(&format!("{home}/members/"))
        .into_iter()
        .find(|link| !link.ends_with("/end") && !link.ends_with("/new"))
        .expect("a link")
}

#[test]
fn a_name_written_wrong_is_corrected_in_the_file_the_list_and_the_search() {
    let app = App::start();
    let mut by = office(&app);
    let home = household(&mut by, "مریم", "کاضمی", &[("national-id", "0010350829"), ("phone", "09125554433")]);
    let path = correction_of_the_first(&mut by, &home);
    let form = by.get(&path);
    assert_eq!((form.value_of("family-name").as_str(), form.value_of("national-id").as_str()), ("کاضمی", ""));
    assert!(!form.text().contains("0010350829") && !form.text().contains("۰۰۱۰۳۵۰۸۲۹"), "{}", form.words());
    let known = form.value_of("phone");
    let mut sent =
        vec![("given-name", "مریم"), ("family-name", "كاظمي"), ("phone", known.as_str()), ("national-id", "")];
    let refused = by.post(&path, &sent);
    assert_eq!(refused.status, 422);
    assert!(refused.has("در یک جمله بنویسید چرا") && refused.value_of("family-name") == "كاظمي", "{}", refused.words());
    sent.push(("reason", "با شناسنامه یکی شد"));
    see_other(&by.post(&path, &sent));
    let file = by.get(&home);
    assert!(file.has("نوشته‌های مریم کاظمی درست شد."), "{}", file.words());
    assert!(file.has("مریم کاظمی: نام خانوادگی اصلاح شد") && file.has("دلیل: با شناسنامه یکی شد"), "{}", file.words());
    assert!(!file.has("کاضمی"), "{}", file.words());
    let found = by.post("/casework", &[("who", "کاظمی")]).location().to_owned();
    assert!(by.get(&found).has("مریم کاظمی"));
    for number in ["0010350829", "09125554433"] {
        assert_eq!(by.post("/casework", &[("who", number)]).location(), home, "{number}");
    }
    assert!(by.post(&path, &sent).has("چیزی عوض نشده است"));
}

#[test]
fn a_seller_whose_number_is_corrected_signs_in_with_the_old_one_until_the_next_card() {
    let app = App::start();
    let mut by = office(&app);
    let home = household(&mut by, "مریم", "کاظمی", &[("phone", "09125554433")]);
    let invite = format!("{home}/invite");
    let person = by.get(&invite).value_of("person");
    make::choose_password(&app, &by.post(&invite, &[("person", &person)]).words());
    let path = correction_of_the_first(&mut by, &home);
    assert!(by.get(&path).has("شمارهٔ ورود عوض نمی‌شود"));
    let sent =
        [("given-name", "مریم"), ("family-name", "کاظمی"), ("phone", "09127778899"), ("reason", "شماره عوض شده است")];
    see_other(&by.post(&path, &sent));
    assert!(by.get(&home).has("شمارهٔ ورود همان قبلی است"));
    let mut seller = app.client();
    seller.sign_in("09125554433", make::PASSWORD);
    assert_eq!(seller.get("/my").status, 200);
    assert_eq!(by.post(&invite, &[("person", &person)]).status, 200);
    let mut again = app.client();
    again.sign_in("09127778899", make::PASSWORD);
    assert_eq!(again.get("/my").status, 200);
    assert!(again.get("/messages").has("کارت"), "the owner is told of the card");
}

#[test]
fn a_file_is_closed_for_a_reason_stays_to_be_found_and_is_opened_again() {
    let app = App::start();
    let mut by = office(&app);
    let home = household(&mut by, "مریم", "کاظمی", &[("phone", "09125554433")]);
    let path = by.get(&home).link(&format!("{home}/file"));
    let without = by.post(&path, &[("do", "close"), ("reason", " ")]);
    assert!(without.status == 422 && without.has("در یک جمله بنویسید چرا"), "{}", without.words());
    see_other(&by.post(&path, &[("do", "close"), ("reason", "به شهر دیگری رفت")]));
    let file = by.get(&home);
    assert!(
        file.has("این پرونده دوشنبه ۲ آذر ۱۴۰۵ بسته شد") || file.has("این پرونده ۲ آذر ۱۴۰۵ بسته شد"),
        "{}",
        file.words()
    );
    assert!(file.has("پرونده بسته شد") && file.has("دلیل: به شهر دیگری رفت"), "{}", file.words());
    assert!(!file.has("ثبت فروش") && !file.has("عضو تازه"), "nothing is written into it");
    assert_eq!(by.get(&format!("{home}/details")).status, 404);
    assert!(!by.get("/casework").text().contains(&home));
    assert!(by.get("/casework?files=closed").has("مریم کاظمی"));
    let found = by.post("/casework", &[("who", "کاظمی"), ("files", "closed")]).location().to_owned();
    assert!(by.get(&found).has("مریم کاظمی"), "{found}");
    assert_eq!(by.post("/casework", &[("who", "09125554433")]).location(), home);
    let twice = by.post(&path, &[("do", "close"), ("reason", "به شهر دیگری رفت")]);
    assert!(twice.status == 422 && twice.has("این کار پیش‌تر انجام شده است"), "{}", twice.words());
    assert!(by.get(&path).has("پرونده را باز کن"));
    see_other(&by.post(&path, &[("do", "reopen"), ("reason", "برگشت")]));
    assert!(by.get("/casework").text().contains(&home) && by.get(&home).has("عضو تازه"));
}

#[test]
fn a_file_whose_household_holds_a_machine_is_closed_after_it_was_taken_back() {
    let mut town = Town::open();
    let mut by = town.caseworker();
    let home = town.home(&mut by, ("مریم", "کاظمی"));
    let machine = town::grant_oven(&mut by, &home, "SM-1");
    see_other(&town::hand_over(&mut by, &machine, &home, ("1405", "8", "2")));
    let (path, reason) = (format!("{}/file", home.path()), [("do", "close"), ("reason", "دیگر کار نمی‌کند")]);
    let refused = by.post(&path, &reason);
    assert!(refused.status == 422 && refused.has("اول دستگاه را پس بگیرید"), "{}", refused.words());
    assert_eq!(refused.value_of("reason"), "دیگر کار نمی‌کند");
    let back = fields(&[("to", "depot"), ("reason", "پایان کار")], &[date("on", ("1405", "9", "1"))]);
    let taken = post(&mut by, &format!("{machine}/return"), &back);
    assert_eq!(taken.status, 303, "{}", taken.words());
    see_other(&by.post(&path, &reason));
    let machine_page = by.get(&machine);
    assert_eq!(machine_page.status, 200, "the machine is still in the register of its area");
}

#[test]
fn a_supervisor_gives_a_file_to_another_caseworker_from_a_day_on() {
    let mut town = Town::open();
    let mut by = town.caseworker();
    let home = town.home(&mut by, ("مریم", "کاظمی"));
    let (institution, area) = (town.behzisti.clone(), town.espiari.clone());
    let mut supervisor = town.staff("سارا سرپرست", ("supervisor", &institution, &area));
    let path = format!("{}/caseworker", home.path());
    assert!(supervisor.get(&path).has("مددکار دیگری برای این محله نیست"));
    town.staff("نرگس مددکار", ("caseworker", &institution, &area));
    let (emdad, upper) = (town.emdad.clone(), town.other_neighbourhood.clone());
    town.staff("ناهید مددکار", ("caseworker", &emdad, &area));
    town.staff("نسرین مددکار", ("caseworker", &institution, &upper));
    assert_eq!(by.get(&path).status, 404, "a caseworker gives no file away");
    let file = supervisor.get(&home.path());
    assert!(file.link(&path) == path && !file.has("ثبت فروش"), "{}", file.words());
    let form = supervisor.get(&path);
    assert!(!form.has("ناهید") && !form.has("نسرین") && !form.has("مریم مددکار"), "{}", form.words());
    let to = form.option("to", "نرگس");
    let past = post(&mut supervisor, &path, &fields(&[("to", &to)], &[date("since", ("1405", "9", "1"))]));
    assert!(past.status == 422 && past.has("این روز گذشته است"), "{}", past.words());
    see_other(&post(&mut supervisor, &path, &fields(&[("to", &to)], &[date("since", ("1405", "9", "10"))])));
    let file = by.get(&home.path());
    assert!(file.has("مریم مددکار") && file.has("مددکار از") && file.has("نرگس مددکار"), "{}", file.words());
}
