//! Licences over HTTP: a shop enters one, it is looked over, buyers are told, it ends, and the goods that need it go and come.
mod ends;
mod kinds;
mod looked_over;

use crate::moderation::decide;
use crate::support::town::{self, Home, Town, see_other};
use crate::support::{Client, Page};
use chrono::TimeDelta;

/// A town in which bread needs a health card, with the market's manager and a baker who lists one good.
struct Licensed {
    town: Town,
    manager: Client,
    baker: Home,
    /// The good as its seller finds it.
    good: String,
    /// The paths of its public page and of its shop.
    page: String,
    shop: String,
}

/// The health card, as every database has it from the beginning.
const CARD: &str = "1";
const CARD_NAME: &str = "کارت بهداشت";

impl Licensed {
    fn open() -> Licensed {
        let mut town = Town::open();
        let city = town.city.clone();
        let manager = town.staff("مدیر بازار", ("market_manager", "", &city));
        let mut caseworker = town.caseworker();
        let mut baker = town.home(&mut caseworker, ("زهرا", "نان‌پز"));
        baker.producer.forget_notice();
        let good = town::good(&mut baker.producer, "نان لواش");
        baker.producer.forget_notice();
        let shop = baker.producer.get("/my/shop").link("/s/");
        let page = town.app.client().get(&shop).link("/p/");
        Licensed { town, manager, baker, good, page, shop }
    }

    /// Has bread need the health card from a day on, and does what is due.
    fn need(&mut self, from: (&str, &str, &str)) {
        see_other(&need(&mut self.town.admin, from));
        self.town.admin.forget_notice();
        self.jobs();
    }

    fn jobs(&self) {
        self.town.app.program.do_jobs().expect("the jobs run");
    }

    /// Lets time pass, and does what is due then.
    fn pass(&mut self, step: TimeDelta) {
        self.town.app.advance(step);
        self.jobs();
        self.baker.producer.sign_in_again();
        self.manager.sign_in_again();
    }

    /// Decides on the licence of this number, as it is now.
    fn decide(&mut self, number: &str, act: &str, more: &[(&str, &str)]) -> Page {
        let item = self.item(number);
        self.town.app.advance(TimeDelta::seconds(1));
        decide(&mut self.manager, &item, act, more)
    }

    fn item(&mut self, number: &str) -> String {
        self.manager.get("/moderation").row_with("/moderation/items/", number)
    }

    /// Enters a licence for the baker and has it accepted.
    fn license(&mut self, number: &str, until: (&str, &str, &str)) {
        see_other(&enter(&mut self.baker.producer, number, until));
        self.baker.producer.forget_notice();
        see_other(&self.decide(number, "accept", &[]));
    }

    /// Whether a visitor meets the good: its page, lists, feeds, the map of the site, a search and the shop.
    fn is_seen(&mut self) -> bool {
        let shop = &self.shop;
        let code = self.page.trim_start_matches("/p/").to_owned();
        let mut visitor = self.town.app.client();
        let feed = format!("{shop}/goods.atom");
        let lists = ["/", "/goods", "/goods?sort=cheapest", "/c/bread", "/goods.atom", "/sitemap.xml", shop, &feed];
        let found = "/search?q=%D9%86%D8%A7%D9%86";
        let meets: Vec<bool> =
            lists.iter().chain([&found]).map(|path| visitor.get(path).text().contains(&code)).collect();
        let opens = visitor.get(&self.page).status == 200;
        assert!(meets.iter().all(|met| *met == opens), "everywhere or nowhere: {opens} {meets:?}");
        opens
    }
}

fn need(admin: &mut Client, from: (&str, &str, &str)) -> Page {
    let names = [("name-fa", CARD_NAME), ("name-en", "Health card"), ("must", "bread"), ("may", "herbs")];
    town::post(admin, &format!("/admin/licences/{CARD}"), &town::fields(&names, &[town::date("from", from)]))
}

fn enter(producer: &mut Client, number: &str, until: (&str, &str, &str)) -> Page {
    enter_at(producer, "/my/licences/new", number, until)
}

fn enter_at(producer: &mut Client, path: &str, number: &str, until: (&str, &str, &str)) -> Page {
    let plain = [("kind", CARD), ("number", number), ("issuer", "مرکز بهداشت آمل")];
    town::post(producer, path, &town::fields(&plain, &[town::date("until", until)]))
}

/// How often a sentence stands in a seller's messages.
fn told(producer: &mut Client, sentence: &str) -> usize {
    producer.get("/messages").text().matches(sentence).count()
}

const TODAY: (&str, &str, &str) = ("1405", "9", "2");
