//! The public pages over HTTP.
mod chance;
mod feeds;
mod filters;
mod many;
mod search;
mod sharing;

use crate::support::town::{Home, Town, see_other};
use crate::support::{App, Client, Page};

/// A town with one who sells, and a visitor.
struct Fair {
    town: Town,
    caseworker: Client,
    home: Home,
    visitor: Client,
}

impl Fair {
    fn open() -> Fair {
        let mut town = Town::open();
        let mut caseworker = town.caseworker();
        let home = town.home(&mut caseworker, ("مریم", "کاظمی"));
        let visitor = town.app.client();
        Fair { town, caseworker, home, visitor }
    }

    /// Lists pieces of bread at a price in toman, with twenty of each, but for what `more` says.
    fn list(&mut self, name: &str, toman: u32, more: &[(&str, &str)]) {
        list(&mut self.home.producer, name, toman, more);
    }

    /// Somebody else who sells.
    fn neighbour(&mut self) -> Home {
        self.town.home(&mut self.caseworker, ("زهرا", "احمدی"))
    }
}

fn list(producer: &mut Client, name: &str, toman: u32, more: &[(&str, &str)]) {
    let (price, sure) = (toman.to_string(), format!("{toman}0"));
    let usual =
        [("name", name), ("price", &price), ("sure", &sure), ("unit", "piece"), ("category", "bread"), ("stock", "20")];
    let usual = usual.iter().filter(|(field, _)| more.iter().all(|(other, _)| other != field));
    let fields: Vec<(&str, &str)> = usual.chain(more).copied().collect();
    see_other(&producer.post("/my/goods/new", &fields));
}

/// The names on the cards of a list, in their order.
fn names(page: &Page) -> Vec<String> {
    let text = page.text();
    let names = text.split("class=\"good-name\" dir=\"auto\">").skip(1);
    names.map(|rest| rest.split('<').next().unwrap_or_default().to_owned()).collect()
}

/// An address with a query.
fn asked(path: &str, query: &[(&str, &str)]) -> String {
    format!("{path}?{}", serde_urlencoded::to_string(query).expect("a query"))
}

#[test]
fn the_public_pages_open_for_everyone_in_both_languages() {
    let app = App::start();
    let mut visitor = app.client();
    for path in
        ["/", "/goods", "/c/bread", "/search", "/search?q=%D9%86%D8%A7%D9%86", "/about", "/offline", "/robots.txt"]
    {
        for prefix in ["", "/en"] {
            let page = visitor.get(&format!("{prefix}{path}"));
            assert_eq!(page.status, 200, "{prefix}{path}: {}", page.words());
        }
    }
}

#[test]
fn what_is_not_there_answers_the_same_whatever_was_asked_for() {
    let app = App::start();
    let mut visitor = app.client();
    for path in [
        "/p/22222222",
        "/p/..",
        "/s/22222222",
        "/s/%00",
        "/p/a%00",
        "/c/%00",
        "/c/gold",
        "/goods?after=22222222",
        "/photo/22222222-320.webp",
        "/photo/..%2fmaster.key",
        "/photo/22222222-321.webp",
    ] {
        assert_eq!(visitor.get(path).status, 404, "{path}");
    }
}

#[test]
fn what_was_searched_for_stays_in_the_box() {
    let app = App::start();
    let page = app.client().get("/search?q=%22%3E%3Cscript%3E");
    assert!(page.text().contains("value=\"&quot;&gt;&lt;script&gt;\""));
    assert!(!page.text().contains("<script>"));
}

#[test]
fn a_producers_pages_ask_for_sign_in() {
    let app = App::start();
    let mut visitor = app.client();
    for path in [
        "/my/goods",
        "/my/goods/new",
        "/my/goods/1",
        "/my/goods/1/stock",
        "/my/shop",
        "/casework/households/1/goods/1/weights",
    ] {
        assert_eq!(visitor.get(path).status, 303, "{path}");
    }
}
