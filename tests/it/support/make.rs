//! People made through the screens, as an office makes them.
use super::{App, Client};

pub const PASSWORD: &str = "tandoor garm-e sobh 7";

/// The first admin, signed in.
pub fn admin(app: &App) -> Client {
    let address = app.program.first_admin_address().expect("a link").expect("no admin yet");
    let path = address.strip_prefix(&app.origin).expect("our own address").to_owned();
    let mut client = app.client();
    let page = client
        .post(&path, &[("name", "مدیر سامانه"), ("phone", "09120000001"), ("password", PASSWORD), ("again", PASSWORD)]);
    assert_eq!(page.status, 303, "{}", page.text());
    client.sign_in("09120000001", PASSWORD);
    client
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
