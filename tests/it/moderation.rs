//! Looking over what shops show, over HTTP: a new shop's goods wait, a moderator decides, visitors report, shops become trusted.
mod buyers;
mod limits;
mod mending;
mod parts;
mod queue;
mod reports;
mod scopes;
mod words;

use crate::support::town::{self, Home, Town, see_other};
use crate::support::{Client, Page};
use chrono::TimeDelta;

/// A town whose office looks over what new shops show, with the market's manager and a new seller.
struct Careful {
    town: Town,
    manager: Client,
    seller: Home,
}

impl Careful {
    fn open() -> Careful {
        let mut town = Town::open();
        rule(&mut town.admin, "trust-after", "3");
        let city = town.city.clone();
        let manager = town.staff("مدیر بازار", ("market_manager", "", &city));
        let mut caseworker = town.caseworker();
        let mut seller = town.home(&mut caseworker, ("زهرا", "نان‌پز"));
        seller.producer.forget_notice();
        Careful { town, manager, seller }
    }

    /// Lists a good that waits; gives its id.
    fn list(&mut self, name: &str) -> String {
        let id = town::good(&mut self.seller.producer, name);
        self.seller.producer.forget_notice();
        id
    }

    /// The page of what waits under this name.
    fn item(&mut self, name: &str) -> String {
        self.manager.get("/moderation").row_with("/moderation/items/", name)
    }

    /// Decides on what waits under this name, as it is now.
    fn decide(&mut self, name: &str, act: &str, more: &[(&str, &str)]) -> Page {
        let item = self.item(name);
        // No two decisions are made in the same moment.
        self.town.app.advance(TimeDelta::seconds(1));
        decide(&mut self.manager, &item, act, more)
    }

    /// The public page of the seller's shop.
    fn shop(&mut self) -> String {
        self.seller.producer.get("/my/shop").link("/s/")
    }

    /// Whether a visitor meets these words anywhere: in lists, feeds, the map of the site and on the shop's page.
    fn is_seen(&mut self, words: &str) -> bool {
        let shop = self.shop();
        self.is_seen_anywhere(words, &shop)
    }

    fn is_seen_anywhere(&mut self, words: &str, shop: &str) -> bool {
        let mut visitor = self.town.app.client();
        let pages = ["/", "/goods", "/goods?sort=cheapest", "/c/bread", "/goods.atom", "/c/bread/goods.atom", shop];
        // The words that were searched for stand on the page of a search whatever it finds.
        let query: String = words.bytes().map(|byte| format!("%{byte:02X}")).collect();
        let found = visitor.get(&format!("/search?q={query}")).text();
        let is_found = found.contains(&format!("class=\"good-name\" dir=\"auto\">{words}"));
        is_found || pages.iter().any(|path| visitor.get(path).text().contains(words))
    }
}

/// Sets one of the office's numbers.
fn rule(admin: &mut Client, name: &str, number: &str) {
    let form = admin.get("/admin/moderation");
    let names = [
        "trust-after",
        "new-shop-goods-a-day",
        "new-shop-goods",
        "new-shop-photos-a-day",
        "shop-goods-a-day",
        "shop-goods",
        "shop-photos-a-day",
    ];
    let values = names.map(|known| if known == name { number.to_owned() } else { form.value_of(known) });
    let seen = form.value_of("seen");
    let mut fields: Vec<(&str, &str)> = names.into_iter().zip(values.iter().map(String::as_str)).collect();
    fields.push(("seen", &seen));
    see_other(&admin.post("/admin/moderation", &fields));
    admin.forget_notice();
}

pub fn decide(moderator: &mut Client, item: &str, act: &str, more: &[(&str, &str)]) -> Page {
    let page = moderator.get(item);
    let one = |name: &str| page.values_of(name).pop().unwrap_or_default();
    let (version, decision) = (one("version"), one("decision"));
    let named = [("version", version.as_str()), ("decision", decision.as_str()), ("do", act)];
    let done = moderator.post(item, &[&named[..], more].concat());
    moderator.forget_notice();
    done
}

/// Changes a good of the seller as its form has it, but for these fields.
fn edit(producer: &mut Client, good: &str, changes: &[(&str, &str)]) -> Page {
    let path = format!("/my/goods/{good}");
    let form = producer.get(&path);
    let mut fields = vec![("unit", "piece".to_owned()), ("category", "bread".to_owned())];
    for name in ["name", "price", "version"] {
        fields.push((name, form.value_of(name)));
    }
    let kept: Vec<(&str, &str)> = fields
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .filter(|(name, _)| changes.iter().all(|(changed, _)| changed != name))
        .collect();
    let done = producer.post(&path, &[&kept[..], changes].concat());
    producer.forget_notice();
    done
}
