//! Signing in, links that work once, roles, sessions.
use crate::support::town::Town;
use crate::support::{App, Client, database, make};
use chrono::TimeDelta;
use diesel::{Connection, RunQueryDsl};

#[test]
fn the_first_admin_comes_in_by_a_link_that_works_once() {
    let app = App::start();
    let address = app.program.first_admin_address().expect("asked").expect("a link");
    let mut admin = make_first(&app, &address);
    assert!(admin.get("/admin/people").has("مدیر سامانه"));
    assert_eq!(app.program.first_admin_address().expect("asked"), None);
    make::second_admin(&app);
    assert_eq!(app.program.admin_address(2).expect("asked"), None, "two can let in all others");

    let path = address.replace(&app.origin, "");
    let again = app.client().get(&path);
    assert!(again.has("وقت این پیوند تمام شده است"), "{}", again.text());
}

fn make_first(app: &App, address: &str) -> Client {
    let path = address.replace(&app.origin, "");
    let mut client = app.client();
    let fields =
        [("name", "مدیر سامانه"), ("phone", "۰۹۱۲۰۰۰۰۰۰۱"), ("password", make::PASSWORD), ("again", make::PASSWORD)];
    assert_eq!(client.post(&path, &fields).status, 303);
    client.sign_in("0912 000 0001", make::PASSWORD);
    client
}

#[test]
fn a_wrong_password_and_an_unknown_number_are_answered_alike() {
    let app = App::start();
    make::admin(&app);
    let mut client = app.client();
    let wrong = client.post("/sign-in", &[("phone", "09120000001"), ("password", "not this one at all")]);
    let unknown = client.post("/sign-in", &[("phone", "09129999999"), ("password", "not this one at all")]);
    assert_eq!((wrong.status, unknown.status), (422, 422));
    assert!(wrong.has("شماره یا رمز درست نیست"));
    assert_eq!(wrong.words(), unknown.words());
    assert!(wrong.text().contains("value=\"09120000001\""), "the number typed comes back");
    assert!(!wrong.text().contains("not this one at all"), "the password does not");
}

#[test]
fn many_wrong_tries_must_wait_and_another_address_need_not() {
    let app = App::start();
    make::admin(&app);
    let mut guesser = app.client();
    let tries: Vec<u16> = (0..8)
        .map(|_| guesser.post("/sign-in", &[("phone", "09120000001"), ("password", "guess guess guess")]))
        .map(|page| page.status)
        .collect();
    assert!(tries.iter().all(|status| *status == 422));
    let right = guesser.post("/sign-in", &[("phone", "09120000001"), ("password", make::PASSWORD)]);
    assert!(right.has("ثانیه صبر کنید"), "{}", right.words());
    app.advance(TimeDelta::hours(1));
    guesser.sign_in("09120000001", make::PASSWORD);
}

#[test]
fn a_session_ends_by_sign_out_and_the_old_cookie_opens_nothing() {
    let app = App::start();
    let mut admin = make::admin(&app);
    let mut thief = admin.copy();
    assert_eq!(thief.get("/admin/people").status, 200);
    assert_eq!(admin.post("/sign-out", &[]).status, 303);
    let after = thief.get("/admin/people");
    assert_eq!((after.status, after.location()), (303, "/sign-in?back=%2Fadmin%2Fpeople"));
}

#[test]
fn a_staff_session_ends_after_half_an_hour_of_idleness() {
    let app = App::start();
    let mut admin = make::admin(&app);
    app.advance(TimeDelta::minutes(29));
    assert_eq!(admin.get("/admin/people").status, 200);
    app.advance(TimeDelta::minutes(29));
    assert_eq!(admin.get("/admin/people").status, 200);
    app.advance(TimeDelta::minutes(31));
    assert_eq!(admin.get("/admin/people").status, 303);
}

#[test]
fn a_form_from_another_site_changes_nothing() {
    let app = App::start();
    let mut admin = make::admin(&app);
    let fields = [("name", "کسی"), ("phone", "09125550000"), ("email", "")];
    assert_eq!(admin.post_from(Some("https://evil.example"), "/admin/people/new", &fields).status, 403);
    assert_eq!(admin.post_from(None, "/admin/people/new", &fields).status, 403);
    assert!(!admin.get("/admin/people").has("کسی"));
}

#[test]
fn a_refused_form_comes_back_with_what_was_typed() {
    let app = App::start();
    let mut admin = make::admin(&app);
    let page = admin.post("/admin/people/new", &[("name", "زهرا نانوا"), ("phone", "۱۲۳"), ("email", "x")]);
    assert_eq!(page.status, 422);
    assert!(page.has("زهرا نانوا") && page.text().contains("value=\"۱۲۳\""));
    assert!(page.has("شمارهٔ موبایل ۱۱ رقم است") && page.has("این ایمیل نیست"));
}

#[test]
fn a_role_is_given_by_two_admins_and_a_role_taken_away_is_gone_at_once() {
    let app = App::start();
    let mut admin = make::admin(&app);
    let own = admin.get("/admin/people").link("/admin/people/1");
    let area = country(&admin.get(&own).text());
    let present = ("present", make::PASSWORD);
    let refused = admin
        .post(&format!("{own}/roles"), &[("role", "market_manager"), ("area", &area), ("institution", ""), present]);
    assert!(refused.has("کسی نمی‌تواند به خودش نقش بدهد"), "{}", refused.words());

    let third = make::person(&app, &mut admin, "مدیر سوم", "09120000009");
    let path = format!("/admin/people/{third}");
    let role = [("role", "admin"), ("area", area.as_str()), ("institution", "")];
    let unconfirmed = admin.post(&format!("{path}/roles"), &role);
    assert!(unconfirmed.has("رمز فعلی درست نیست"), "{}", unconfirmed.words());
    let proposed = admin.post(&format!("{path}/roles"), &[role[0], role[1], role[2], present]);
    assert_eq!(proposed.status, 303, "{}", proposed.words());
    let mut other = app.client();
    other.sign_in("09120000009", make::PASSWORD);
    assert_eq!(other.get("/admin/people").status, 404, "one admin alone gives nobody a role");
    let page = admin.get(&path);
    assert!(page.has("دستور bazarche admin را اجرا کنید"), "there is nobody else yet: {}", page.words());
    let twice = admin.post(&format!("{path}/roles"), &[role[0], role[1], role[2], present]);
    assert!(twice.status == 422 && twice.has("برایش پیشنهاد شده است"), "{}", twice.words());
    let answer = page.link(&format!("{path}/role-proposals/"));
    let yes = [("do", "confirm"), ("confirm", make::PASSWORD)];
    let again = admin.post(&answer, &yes);
    assert!(again.status == 422 && again.has("این نقش را خودتان پیشنهاد کرده‌اید"), "{}", again.words());

    let mut second = make::second_admin(&app);
    assert!(admin.get(&path).has("منتظر تأیید مدیر دیگری است"));
    assert!(second.get("/admin/people").has("نقش‌های منتظر تأیید"));
    let without = second.post(&answer, &[("do", "confirm")]);
    assert!(without.status == 422 && without.has("رمز فعلی درست نیست"), "{}", without.words());
    assert_eq!(second.post(&answer, &yes).status, 303);
    assert_eq!(second.post(&answer, &yes).status, 404, "it is answered");
    assert_eq!(other.get("/admin/people").status, 200);
    let end = admin.get(&path).link(&format!("{path}/roles/"));
    assert_eq!(admin.post(&end, &[]).status, 303);
    assert_ne!(other.get("/admin/people").status, 200);
}

#[test]
fn a_proposed_role_that_is_dropped_is_given_by_nobody() {
    let app = App::start();
    let mut admin = make::admin(&app);
    let id = make::person(&app, &mut admin, "مدیر بازار", "09120000009");
    let path = format!("/admin/people/{id}");
    let area = country(&admin.get(&path).text());
    let role = [("role", "market_manager"), ("area", area.as_str()), ("institution", ""), ("present", make::PASSWORD)];
    assert_eq!(admin.post(&format!("{path}/roles"), &role).status, 303);
    let mut second = make::second_admin(&app);
    let answer = second.get(&path).link(&format!("{path}/role-proposals/"));
    assert_eq!(second.post(&answer, &[("do", "drop")]).status, 303);
    assert_eq!(second.post(&answer, &[("do", "confirm"), ("confirm", make::PASSWORD)]).status, 404);
    assert!(second.get(&path).has("نقشی ندارد") && !second.get(&path).has("نقش‌های منتظر تأیید"));
}

fn country(page: &str) -> String {
    let select = page.split("id=\"area\"").nth(1).unwrap_or_default();
    select.split("value=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap_or_default().to_owned()
}

#[test]
fn a_forgotten_password_is_answered_alike_whether_or_not_the_address_is_known() {
    let app = App::start();
    let mut admin = make::admin(&app);
    set_email(&mut admin, "admin@office.example");
    let known = app.client().post("/forgot-password", &[("email", "Admin@office.example")]);
    let unknown = app.client().post("/forgot-password", &[("email", "nobody@office.example")]);
    assert_eq!(known.words(), unknown.words());

    let mail = app.mail();
    assert_eq!(mail.len(), 1, "{mail:?}");
    let sent = mail.first().expect("one");
    assert_eq!(sent.to, "admin@office.example");
    make::choose_password(&app, &sent.text);
    assert_eq!(admin.get("/account").status, 303, "every session ended");
}

fn set_email(by: &mut Client, email: &str) {
    let page = by.post("/account/email", &[("email", email), ("present", make::PASSWORD)]);
    assert_eq!(page.status, 303, "{}", page.words());
}

/// The path of an account without a role that has chosen its password, and its browser.
fn someone(app: &App, admin: &mut Client, phone: &str) -> (String, Client) {
    let id = make::person(app, admin, "همکار دفتر", phone);
    let mut client = app.client();
    client.sign_in(phone, make::PASSWORD);
    (format!("/admin/people/{id}"), client)
}

#[test]
fn nobody_but_the_owner_sees_a_link_to_an_account_that_has_a_password() {
    let app = App::start();
    let mut admin = make::admin(&app);
    let (path, mut owner) = someone(&app, &mut admin, "09120000009");
    let refused = admin.post(&format!("{path}/link"), &[]);
    assert_eq!(refused.status, 422);
    assert!(refused.has("کارت تازه را از مددکارش بگیرد"), "{}", refused.words());

    set_email(&mut owner, "owner@office.example");
    let mailed = admin.post(&format!("{path}/link"), &[]);
    assert_eq!((mailed.status, mailed.location()), (303, path.as_str()));
    assert!(!mailed.text().contains("/set-password/"));
    let mail = app.mail();
    assert_eq!(mail.iter().map(|mail| mail.to.as_str()).collect::<Vec<_>>(), ["owner@office.example"]);
    assert!(owner.get("/messages").has("کارت تازه‌ای برای حسابتان ساخته شد"));
}

#[test]
fn a_card_is_shown_for_an_account_without_a_password_and_names_its_number() {
    let app = App::start();
    let mut admin = make::admin(&app);
    let card = admin.post("/admin/people/new", &[("name", "همکار دفتر"), ("phone", "09120000009"), ("email", "")]);
    assert!(card.has("شمارهٔ ورود: ۰۹۱۲ ۰۰۰ ۰۰۰۹"), "{}", card.words());
    let path = card.link("/admin/people/1");
    let second = admin.post(&format!("{path}/link"), &[]);
    assert_eq!(second.status, 200);
    make::choose_password(&app, &second.words());
    let mut owner = app.client();
    owner.sign_in("09120000009", make::PASSWORD);
    assert!(owner.get("/messages").has("کارت تازه‌ای برای حسابتان ساخته شد"));
}

#[test]
fn a_new_password_ends_every_link_made_before() {
    let app = App::start();
    let mut admin = make::admin(&app);
    let fields = [("name", "همکار دفتر"), ("phone", "09120000009"), ("email", "owner@office.example")];
    let card = admin.post("/admin/people/new", &fields);
    app.client().post("/forgot-password", &[("email", "owner@office.example")]);
    let mail = app.mail();
    let reset = mail.iter().find(|mail| mail.text.contains("/set-password/")).expect("a link").text.clone();
    make::choose_password(&app, &card.words());
    assert!(opened(&app, &reset).has("وقت این پیوند تمام شده است"), "a link outlives the choice");

    let mut owner = app.client();
    owner.sign_in("09120000009", make::PASSWORD);
    app.advance(TimeDelta::minutes(11));
    app.client().post("/forgot-password", &[("email", "owner@office.example")]);
    let reset = app.mail().last().expect("a mail").text.clone();
    let new = "zafaran va goje sabz 9";
    let changed = owner.post("/account/password", &[("old", make::PASSWORD), ("password", new), ("again", new)]);
    assert_eq!(changed.status, 303, "{}", changed.words());
    assert!(opened(&app, &reset).has("وقت این پیوند تمام شده است"), "a link outlives the change");
}

/// The page behind the link that a text holds.
fn opened(app: &App, text: &str) -> crate::support::Page {
    let token: String =
        text.split("/set-password/").nth(1).expect("a link").chars().take_while(char::is_ascii_hexdigit).collect();
    app.client().get(&format!("/set-password/{token}"))
}

#[test]
fn ones_own_number_is_no_password() {
    let mut town = Town::open();
    let card = town.admin.post("/admin/people/new", &[("name", "زهرا نانوا"), ("phone", "09121112233"), ("email", "")]);
    let token = card.words().split("/set-password/").nth(1).expect("a link").chars().take(64).collect::<String>();
    for typed in ["09121112233", "۰۹۱۲۱۱۱۲۲۳۳", "+98 912 111 2233"] {
        let fields = [("password", typed), ("again", typed)];
        assert_eq!(town.app.client().post(&format!("/set-password/{token}"), &fields).status, 422, "{typed}");
    }
}

#[test]
fn one_forgotten_password_brings_one_mail_in_ten_minutes() {
    let app = App::start();
    let mut admin = make::admin(&app);
    set_email(&mut admin, "admin@office.example");
    for _ in 0..3 {
        app.client().post("/forgot-password", &[("email", "admin@office.example")]);
        app.mail();
    }
    assert_eq!(app.mail().len(), 1);
    app.advance(TimeDelta::minutes(11));
    app.client().post("/forgot-password", &[("email", "admin@office.example")]);
    let mail = app.mail();
    assert_eq!(mail.len(), 2);
    assert!(opened(&app, &mail[0].text).has("وقت این پیوند تمام شده است"));
    assert!(!opened(&app, &mail[1].text).has("وقت این پیوند تمام شده است"));
}

#[test]
fn an_email_address_changes_only_with_the_present_password_and_tells_nothing_of_others() {
    let app = App::start();
    let mut admin = make::admin(&app);
    set_email(&mut admin, "admin@office.example");
    let (_, mut other) = someone(&app, &mut admin, "09120000009");
    let wrong = other.post("/account/email", &[("email", "a@b.example"), ("present", "not this one at all")]);
    assert!(wrong.status == 422 && wrong.has("رمز فعلی درست نیست"), "{}", wrong.words());
    set_email(&mut other, "admin@office.example");
}

#[test]
fn wrong_present_passwords_must_wait_like_wrong_sign_ins() {
    let app = App::start();
    let mut admin = make::admin(&app);
    let new = "zafaran va goje sabz 9";
    for _ in 0..8 {
        admin.post("/account/password", &[("old", "guess guess guess"), ("password", new), ("again", new)]);
    }
    let right = admin.post("/account/password", &[("old", make::PASSWORD), ("password", new), ("again", new)]);
    assert!(right.has("ثانیه صبر کنید"), "{}", right.words());
}

#[test]
fn an_admin_is_admin_of_the_whole_country() {
    let mut town = Town::open();
    let (_, id) = town.person("مدیر محله");
    let role = [("role", "admin"), ("area", &town.espiari), ("institution", ""), ("present", make::PASSWORD)];
    let refused = town.admin.post(&format!("/admin/people/{id}/roles"), &role);
    assert!(refused.status == 422 && refused.has("مدیر سامانه برای همهٔ کشور است"), "{}", refused.words());
}

#[test]
fn a_new_number_on_a_second_card_is_the_one_to_sign_in_with() {
    let mut town = Town::open();
    let mut caseworker = town.caseworker();
    let mut home = town.home(&mut caseworker, ("زهرا", "نانوا"));
    let invite = format!("{}/invite", home.path());
    let card = caseworker.post(&invite, &[("person", &home.person), ("phone", "09121112233")]);
    assert!(card.has("شمارهٔ ورود: ۰۹۱۲ ۱۱۱ ۲۲۳۳"), "{}", card.words());
    assert!(home.producer.get("/messages").has("کارت تازه‌ای برای حسابتان ساخته شد"));
    town.app.client().sign_in("09121112233", make::PASSWORD);

    let taken = caseworker.post(&invite, &[("person", &home.person), ("phone", "09120000001")]);
    assert!(taken.status == 422 && taken.has("این شماره برای حساب دیگری است"), "{}", taken.words());
    town.app.client().sign_in("09121112233", make::PASSWORD);
}

#[test]
fn what_was_typed_when_a_session_ended_is_sent_after_signing_in_again() {
    let mut town = Town::open();
    let mut caseworker = town.caseworker();
    let form = caseworker.get("/casework/households/new");
    let (area, key) = (form.value_of("area"), form.value_of("idem"));
    let typed = [("given-name", "مریم"), ("family-name", "کاظمی «۲»"), ("area", &area), ("idem", &key)];
    town.app.advance(TimeDelta::minutes(31));
    let kept = caseworker.post("/casework/households/new", &typed);
    assert!(kept.status == 401 && kept.has("نوشته‌هایتان همین‌جاست"), "{}", kept.words());
    let kept: Vec<(&str, String)> = typed.iter().map(|(name, _)| (*name, kept.value_of(name))).collect();
    assert_eq!(kept[1].1, "کاظمی «۲»");
    caseworker.sign_in_again();
    let kept: Vec<(&str, &str)> = kept.iter().map(|(name, value)| (*name, value.as_str())).collect();
    assert_eq!(caseworker.post("/casework/households/new", &kept).status, 303);
    assert!(caseworker.get("/casework").has("مریم کاظمی «۲»"));
}

#[test]
fn a_photo_and_a_password_do_not_wait_for_the_next_session() {
    let mut town = Town::open();
    let mut caseworker = town.caseworker();
    let mut home = town.home(&mut caseworker, ("زهرا", "نانوا"));
    assert_eq!(home.producer.post("/sign-out", &[]).status, 303);
    let kept = caseworker.post("/account/password", &[("old", "x")]);
    assert_eq!(kept.status, 422);
    town.app.advance(TimeDelta::minutes(31));
    let kept = caseworker.upload(
        "/my/goods/new",
        &[("name", "نان لواش"), ("present", "secret")],
        ("photo", "a.jpg", b"JPEGBYTES"),
    );
    assert_eq!((kept.status, kept.value_of("name").as_str()), (401, "نان لواش"));
    assert!(!kept.text().contains("secret") && !kept.text().contains("JPEGBYTES"), "{}", kept.text());
    let flood = "x".repeat(300 * 1024);
    let flood = caseworker.upload("/my/goods/new", &[("name", &flood)], ("photo", "a.jpg", b"JPEGBYTES"));
    assert_eq!(flood.status, 413);
    let nothing = caseworker.post("/account/sessions", &[]);
    assert_eq!(nothing.status, 303, "there is nothing to keep");
    let signing_in = caseworker.post("/sign-in", &[("phone", "09120000001"), ("password", make::PASSWORD)]);
    assert_eq!(signing_in.status, 303, "a form for everyone is read as ever");
}

#[test]
fn whoever_is_signed_out_while_writing_comes_back_to_the_form() {
    let app = App::start();
    let from = format!("{}/en/account?x=1", app.origin);
    let sent = app.client().post_on(&from, "/en/account/password", &[]);
    assert_eq!(sent.location(), "/en/sign-in?back=%2Fen%2Faccount%3Fx%3D1");
    let elsewhere = app.client().post_on("https://evil.example/x", "/account/password", &[]);
    assert_eq!(elsewhere.location(), "/sign-in?back=%2Fstart");
}

#[test]
fn the_language_link_of_a_refused_form_leads_to_the_page_of_the_form() {
    let app = App::start();
    let mut admin = make::admin(&app);
    let from = format!("{}/account", app.origin);
    let refused = admin.post_on(&from, "/account/password", &[("old", "not this one")]);
    assert_eq!(refused.status, 422);
    assert!(refused.text().contains("href=\"/en/account\""), "{}", refused.text());
}

#[test]
fn links_are_asked_for_a_few_times_and_then_slowly() {
    let app = App::start();
    let mut admin = make::admin(&app);
    set_email(&mut admin, "admin@office.example");
    let ask = || app.client().post("/forgot-password", &[("email", "admin@office.example")]);
    let answers: Vec<u16> = (0..8).map(|_| ask().status).collect();
    assert_eq!((answers[4], answers[7]), (200, 422), "{answers:?}");
    assert!(ask().has("ثانیه صبر کنید"));
    assert_eq!(app.mail().len(), 1, "what waits already is not asked for again");
    app.advance(TimeDelta::hours(12));
    assert_eq!(ask().status, 200);
}

#[test]
fn a_seller_with_an_email_address_gets_the_new_link_there_and_the_caseworker_no_card() {
    let mut town = Town::open();
    let mut caseworker = town.caseworker();
    let mut home = town.home(&mut caseworker, ("زهرا", "نانوا"));
    let invite = format!("{}/invite", home.path());
    assert_eq!(caseworker.post(&invite, &[("person", &home.person)]).status, 200, "without an address a card");
    let file = caseworker.get(&home.path());
    assert!(file.has("کارت ورود تازه برای زهرا نانوا"), "{}", file.words());
    set_email(&mut home.producer, "zahra@mail.example");
    let told = caseworker.post(&invite, &[("person", &home.person)]);
    assert_eq!((told.status, told.location()), (303, home.path().as_str()));
    assert!(!told.text().contains("set-password"));
    let mail = town.app.mail();
    assert!(
        mail.iter().any(|sent| sent.to == "zahra@mail.example" && sent.text.contains("/set-password/")),
        "{mail:?}"
    );
    assert_eq!(home.producer.get("/my").status, 200, "her password is as it was");
}

#[test]
fn an_admin_sees_who_works_here_and_no_seller() {
    let mut town = Town::open();
    let mut caseworker = town.caseworker();
    town.home(&mut caseworker, ("زهرا", "نانوا"));
    let people = town.admin.get("/admin/people");
    assert!(people.has("مدیر سامانه") && !people.has("زهرا نانوا"), "{}", people.words());
}

#[test]
fn an_admin_can_do_nothing_to_the_account_of_a_seller() {
    let mut town = Town::open();
    let mut caseworker = town.caseworker();
    let mut home = town.home(&mut caseworker, ("زهرا", "نانوا"));
    set_email(&mut home.producer, "zahra@mail.example");
    let account = account_of(&town.app, "زهرا نانوا");
    let path = format!("/admin/people/{account}");
    let role =
        [("role", "market_manager"), ("area", town.city.as_str()), ("institution", ""), ("present", make::PASSWORD)];
    let posts: [(String, &[(&str, &str)]); 6] = [
        (format!("{path}/link"), &[]),
        (format!("{path}/disable"), &[("disabled", "yes")]),
        (format!("{path}/roles"), &role),
        (format!("{path}/role-proposals/1"), &[("do", "confirm"), ("confirm", make::PASSWORD)]),
        (format!("{path}/role-proposals/1"), &[("do", "drop")]),
        (format!("{path}/roles/1/end"), &[]),
    ];
    assert_eq!(town.admin.get(&path).status, 404);
    for (path, fields) in posts {
        assert_eq!(town.admin.post(&path, fields).status, 404, "{path}");
    }
    assert_eq!(home.producer.get("/my").status, 200);
    assert!(town.app.mail().is_empty());
}

/// The id of an account, as nobody but the database tells it.
fn account_of(app: &App, name: &str) -> i64 {
    #[derive(diesel::QueryableByName)]
    struct Row {
        #[diesel(sql_type = diesel::sql_types::BigInt)]
        id: i64,
    }
    let query = || diesel::sql_query("SELECT id FROM account WHERE name = $1").bind::<diesel::sql_types::Text, _>(name);
    let rows: Vec<Row> = match database::server() {
        Some(_) => query().load(&mut diesel::PgConnection::establish(app.database()).expect("PostgreSQL answers")),
        None => query().load(&mut database::sqlite(app.database())),
    }
    .expect("asked");
    rows.first().expect("the account").id
}

#[test]
fn the_only_admin_cannot_end_their_own_role() {
    let app = App::start();
    let mut admin = make::admin(&app);
    let own = admin.get("/admin/people").link("/admin/people/1");
    let end = admin.get(&own).link(&format!("{own}/roles/"));
    let refused = admin.post(&end, &[]);
    assert!(refused.status == 422 && refused.has("شما تنها مدیر سامانه هستید"), "{}", refused.words());
    let mut second = make::second_admin(&app);
    assert_eq!(admin.post(&end, &[]).status, 303);
    assert_eq!((admin.get("/admin/people").status, second.get("/admin/people").status), (303, 200));
}

#[test]
fn a_link_that_is_over_is_gone_and_says_so() {
    let app = App::start();
    for path in [format!("/set-password/{}", "0".repeat(64)), format!("/first-admin/{}", "0".repeat(64))] {
        assert_eq!(app.client().get(&path).status, 410, "{path}");
    }
}

#[test]
fn signing_in_again_ends_the_session_before() {
    let app = App::start();
    let mut admin = make::admin(&app);
    let mut before = admin.copy();
    admin.sign_in("09120000001", make::PASSWORD);
    assert_eq!((admin.get("/admin/people").status, before.get("/admin/people").status), (200, 303));
}

#[test]
fn a_role_waits_until_its_person_has_chosen_a_password() {
    let app = App::start();
    let mut admin = make::admin(&app);
    let card = admin.post("/admin/people/new", &[("name", "کسی"), ("phone", "09120000009"), ("email", "")]);
    let path = card.link("/admin/people/1");
    let area = country(&admin.get(&path).text());
    let role = [("role", "market_manager"), ("area", area.as_str()), ("institution", ""), ("present", make::PASSWORD)];
    assert_eq!(admin.post(&format!("{path}/roles"), &role).status, 303);
    let mut second = make::second_admin(&app);
    let page = second.get(&path);
    assert!(page.has("هنوز رمز نگذاشته"), "{}", page.words());
    let answer = page.link(&format!("{path}/role-proposals/"));
    let yes = [("do", "confirm"), ("confirm", make::PASSWORD)];
    assert_eq!(second.post(&answer, &yes).status, 422);
    make::choose_password(&app, &card.words());
    assert_eq!(second.post(&answer, &yes).status, 303);
}
