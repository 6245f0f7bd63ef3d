//! A market day through the screens: drawn, opened, asked for, assigned, announced, and read by everyone.
mod asking;
mod by_hand;
mod days;
mod drawing;
mod forms;
mod machines;
mod on_the_day;
mod reasons;
mod sellers;

use crate::support::town::{redraw, see_other};
use crate::support::{App, Client, Page, make};

const MANAGER: &str = "09120000005";
const SELLER: &str = "09121000001";

struct Market {
    app: App,
    manager: Client,
    site: String,
    neighbourhood: String,
}

/// What stands at the end of a link.
fn id_of(link: &str) -> String {
    link.rsplit('/').next().unwrap_or_default().to_owned()
}

/// The areas that a page links to.
fn areas(page: &Page) -> Vec<String> {
    let ids = page.links("/admin/areas/").iter().map(|link| id_of(link)).collect::<Vec<_>>();
    ids.into_iter().filter(|id| id.bytes().all(|byte| byte.is_ascii_digit())).collect()
}

/// Adds an area below another and gives its id.
fn area(admin: &mut Client, below: &str, name: &str) -> String {
    let path = format!("/admin/areas/{below}");
    let known = areas(&admin.get(&path));
    let done = admin.post(&path, &[("name-fa", name), ("name-en", "Place")]);
    assert_eq!(done.status, 303, "{}", done.words());
    areas(&admin.get(&path)).into_iter().find(|id| !known.contains(id)).expect("the new area")
}

fn country(admin: &mut Client) -> String {
    areas(&admin.get("/admin/areas")).into_iter().next().expect("the country's form")
}

impl Market {
    fn open() -> Market {
        let app = App::start();
        let mut admin = make::admin(&app);
        let country = country(&mut admin);
        let province = area(&mut admin, &country, "مازندران");
        let county = area(&mut admin, &province, "شهرستان آمل");
        let city = area(&mut admin, &county, "آمل");
        let neighbourhood = area(&mut admin, &city, "اسپیاری");
        let person = make::person(&app, &mut admin, "مینا یوسفی", MANAGER);
        make::role(&app, &mut admin, &person, ("market_manager", "", &city));
        let opened = admin.post("/admin/sites", &site(&city));
        assert_eq!(opened.status, 303, "{}", opened.words());
        let mut manager = app.client();
        manager.sign_in(MANAGER, make::PASSWORD);
        let site = id_of(&manager.get("/sites").link("/sites/1"));
        Market { app, manager, site, neighbourhood }
    }

    fn draw(&mut self) {
        let row =
            [("name", "الف"), ("count", "۳"), ("first", "۱"), ("width", "۲۰۰"), ("power", "none"), ("baking", "none")];
        let drawn = self.redraw("rows", &row);
        assert_eq!(drawn.status, 303, "{}", drawn.words());
    }

    /// Sends a form about the drawing of the site, as somebody who has just looked at it.
    fn redraw(&mut self, form: &str, fields: &[(&str, &str)]) -> Page {
        redraw(&mut self.manager, &format!("/sites/{}", self.site), form, fields)
    }

    fn open_day(&mut self) -> String {
        let day = [
            ("first-day", "۷"),
            ("first-month", "9"),
            ("first-year", "۱۴۰۵"),
            ("weeks", "1"),
            ("opens", "480"),
            ("closes", "840"),
        ];
        let opened = self.manager.post(&format!("/sites/{}/days", self.site), &day);
        assert_eq!(opened.status, 303, "{}", opened.words());
        id_of(&self.manager.get(&format!("/sites/{}", self.site)).link("/days/1"))
    }

    fn seller(&mut self) -> Client {
        self.register(("زهرا", "رضايي"), SELLER)
    }

    /// A home business with an open shop, whose seller is signed in.
    fn register(&mut self, (given, family): (&str, &str), phone: &str) -> Client {
        let card = self.manager.post(
            &format!("/sites/{}/vendors", self.site),
            &[
                ("do", "register"),
                ("given-name", given),
                ("family-name", family),
                ("phone", phone),
                ("area", self.neighbourhood.as_str()),
            ],
        );
        assert_eq!(card.status, 200, "{}", card.words());
        make::choose_password(&self.app, &card.words());
        let mut seller = self.app.client();
        seller.sign_in(phone, make::PASSWORD);
        let good = [
            ("name", "نان لواش"),
            ("price", "۲۵٬۰۰۰"),
            ("unit", "piece"),
            ("category", "bread"),
            ("stock", "۲۰"),
            ("shop-name", if phone == SELLER { "نانوایی میدان" } else { "نانوایی نوری" }),
        ];
        see_other(&seller.post("/my/goods/new", &good));
        seller.forget_notice();
        seller
    }
}

fn site(city: &str) -> Vec<(&'static str, &str)> {
    vec![
        ("name", "بازار میدان"),
        ("area", city),
        ("address", "میدان هفده شهریور"),
        ("opens", "480"),
        ("closes", "840"),
        ("cutoff", "۲۴"),
        ("no-show", "۶۰"),
        ("north", "up"),
    ]
}
