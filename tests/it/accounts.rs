//! Signing in, links that work once, roles, sessions.
use crate::support::{App, make};
use chrono::TimeDelta;

#[test]
fn the_first_admin_comes_in_by_a_link_that_works_once() {
    let app = App::start();
    let address = app.program.first_admin_address().expect("asked").expect("a link");
    let mut admin = make_first(&app, &address);
    assert!(admin.get("/admin/people").has("مدیر سامانه"));
    assert_eq!(app.program.first_admin_address().expect("asked"), None);

    let path = address.replace(&app.origin, "");
    let again = app.client().get(&path);
    assert!(again.has("وقت این پیوند تمام شده است"), "{}", again.text());
}

fn make_first(app: &App, address: &str) -> crate::support::Client {
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
fn nobody_gives_a_role_to_themselves_and_a_role_taken_away_is_gone_at_once() {
    let app = App::start();
    let mut admin = make::admin(&app);
    let own = admin.get("/admin/people").link("/admin/people/1");
    let area = country(&admin.get(&own).text());
    let refused =
        admin.post(&format!("{own}/roles"), &[("role", "market_manager"), ("area", &area), ("institution", "")]);
    assert!(refused.has("کسی نمی‌تواند به خودش نقش بدهد"), "{}", refused.words());

    let second = make::person(&app, &mut admin, "مدیر دوم", "09120000009");
    let path = format!("/admin/people/{second}");
    let given = admin.post(&format!("{path}/roles"), &[("role", "admin"), ("area", &area), ("institution", "")]);
    assert_eq!(given.status, 303, "{}", given.words());
    let mut other = app.client();
    other.sign_in("09120000009", make::PASSWORD);
    assert_eq!(other.get("/admin/people").status, 200);
    let end = admin.get(&path).link(&format!("{path}/roles/"));
    assert_eq!(admin.post(&end, &[]).status, 303);
    assert_ne!(other.get("/admin/people").status, 200);
}

fn country(page: &str) -> String {
    let select = page.split("id=\"area\"").nth(1).unwrap_or_default();
    select.split("value=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap_or_default().to_owned()
}

#[test]
fn a_forgotten_password_is_answered_alike_whether_or_not_the_address_is_known() {
    let app = App::start();
    let mut admin = make::admin(&app);
    assert_eq!(admin.post("/account/email", &[("email", "admin@office.example")]).status, 303);
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
