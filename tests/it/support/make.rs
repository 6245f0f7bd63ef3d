//! People made through the screens, as an office makes them.
use super::{App, Client};

pub const PASSWORD: &str = "tandoor garm-e sobh 7";

/// The first admin, signed in.
pub fn admin(app: &App) -> Client {
    by_console(app, 1, ("مدیر سامانه", "09120000001"))
}

/// The second admin, without whom nobody gets a role; signed in.
pub fn second_admin(app: &App) -> Client {
    by_console(app, 2, ("مدیر دوم", "09120000010"))
}

/// An admin who comes in by a link of the console, unless there are as many already.
fn by_console(app: &App, least: usize, (name, phone): (&str, &str)) -> Client {
    let mut client = app.client();
    if let Some(address) = app.program.admin_address(least).expect("asked") {
        let path = address.strip_prefix(&app.origin).expect("our own address").to_owned();
        let fields = [("name", name), ("phone", phone), ("password", PASSWORD), ("again", PASSWORD)];
        let page = client.post(&path, &fields);
        assert_eq!(page.status, 303, "{}", page.text());
    }
    client.sign_in(phone, PASSWORD);
    client
}

/// Gives a role as an office does: one admin proposes it, the second confirms it.
pub fn role(app: &App, admin: &mut Client, account: &str, (role, institution, area): (&str, &str, &str)) {
    let fields = [("role", role), ("area", area), ("institution", institution), ("present", PASSWORD)];
    let path = format!("/admin/people/{account}");
    let proposed = admin.post(&format!("{path}/roles"), &fields);
    assert_eq!(proposed.status, 303, "{}", proposed.words());
    let mut second = second_admin(app);
    let answer = second.get(&path).link(&format!("{path}/role-proposals/"));
    let confirmed = second.post(&answer, &[("do", "confirm"), ("confirm", PASSWORD)]);
    assert_eq!(confirmed.status, 303, "{}", confirmed.words());
}

/// An account without a role, with its password chosen by its card; gives the id in its path.
pub fn person(app: &App, admin: &mut Client, name: &str, phone: &str) -> String {
    let card = admin.post("/admin/people/new", &[("name", name), ("phone", phone), ("email", "")]);
    assert_eq!(card.status, 200, "{}", card.text());
    let id = card.link("/admin/people/1").rsplit('/').next().unwrap_or_default().to_owned();
    choose_password(app, &card.words());
    id
}

/// Opens the link printed on a card and chooses the password.
pub fn choose_password(app: &App, card: &str) {
    let mark = format!("{}/set-password/", app.origin);
    let token: String =
        card.split(&mark).nth(1).expect("a link on the card").chars().take_while(char::is_ascii_hexdigit).collect();
    let page = app.client().post(&format!("/set-password/{token}"), &[("password", PASSWORD), ("again", PASSWORD)]);
    assert_eq!(page.status, 303, "{}", page.text());
}
