//! What narrows lists and puts them in order, typed as people type it, and kept from page to page.
use super::{Fair, asked, list, names};
use crate::support::town::{self, see_other};
use crate::support::{Client, Page};

fn first_three(fair: &mut Fair) {
    fair.list("ژلهٔ انار", 30_000, &[("unit", "packet"), ("stock", "0")]);
    fair.list("پفک محلی", 10_000, &[]);
    fair.list("چای کوهی", 20_000, &[("unit", "kilo")]);
}

/// The orders that a list at a path may be in.
fn orders_of(path: &str) -> &'static [&'static str] {
    if path.starts_with("/search") {
        &["best", "newest", "cheapest", "dearest"]
    } else {
        &["newest", "cheapest", "dearest", "name"]
    }
}

#[test]
fn a_list_stands_in_the_order_asked_for() {
    let mut fair = Fair::open();
    first_three(&mut fair);
    let newest = ["چای کوهی", "پفک محلی", "ژلهٔ انار"];
    let [cheapest, by_name] = [["پفک محلی", "چای کوهی", "ژلهٔ انار"]; 2];
    let mut dearest = cheapest;
    dearest.reverse();
    let shop = fair.home.producer.get("/my/shop").link("/s/");
    for path in ["/goods", "/c/bread", shop.as_str(), "/search?q=%D9%86%D8%A7%D9%86"] {
        let mark = if path.contains('?') { '&' } else { '?' };
        let orders = [("newest", newest), ("cheapest", cheapest), ("dearest", dearest), ("name", by_name)];
        for (order, expected) in orders.into_iter().filter(|(order, _)| orders_of(path).contains(order)) {
            let page = fair.visitor.get(&format!("{path}{mark}sort={order}"));
            assert_eq!(names(&page), expected, "{path} {order}");
        }
    }
}

#[test]
fn goods_are_narrowed_by_price_in_any_digits_by_unit_and_by_what_is_there() {
    let mut fair = Fair::open();
    first_three(&mut fair);
    let unit = [("from-unit", "toman"), ("to-unit", "toman")];
    for (from, to) in [("۱۵٬۰۰۰", "۲۵٬۰۰۰ تومان"), ("15000", "25,000"), ("١٥٠٠٠", "٢٥٠٠٠")] {
        let page = fair.visitor.get(&asked("/goods", &[&[("from", from), ("to", to)][..], &unit].concat()));
        assert_eq!(names(&page), ["چای کوهی"], "{from} {to}");
        assert!(page.has("از ۱۵٬۰۰۰ تومان") && page.has("تا ۲۵٬۰۰۰ تومان"), "{}", page.words());
        assert_eq!((page.value_of("from"), page.value_of("to")), (from.to_owned(), to.to_owned()));
    }
    assert_eq!(names(&fair.visitor.get("/goods?ready=yes")), ["چای کوهی", "پفک محلی"]);
    assert_eq!(names(&fair.visitor.get("/goods?unit=packet")), ["ژلهٔ انار"]);
    let english = fair.visitor.get("/en/goods?ready=yes&unit=kilo&from=1000&from-unit=toman");
    assert!(english.has("Ready now") && english.has("From 1,000 toman"), "{}", english.words());
    assert_eq!(names(&english), ["چای کوهی"]);
}

#[test]
fn each_choice_can_be_taken_back_alone_and_all_of_them_at_once() {
    let mut fair = Fair::open();
    first_three(&mut fair);
    let page = fair.visitor.get("/goods?ready=yes&from=15000&from-unit=toman&unit=kilo");
    let chips = page.links("/goods?");
    assert!(chips.contains(&"/goods?from=15000&from-unit=toman&unit=kilo".to_owned()), "{chips:?}");
    assert!(chips.contains(&"/goods?ready=yes&unit=kilo".to_owned()), "{chips:?}");
    assert!(page.links("/goods").contains(&"/goods".to_owned()));
}

/// Every name of a list, page by page, by its links alone.
fn walked(visitor: &mut Client, start: &str) -> (Vec<String>, usize) {
    let (mut page, mut found, mut pages) = (visitor.get(start), Vec::new(), 0);
    loop {
        assert_eq!(page.status, 200, "{}", page.words());
        found.extend(names(&page));
        pages += 1;
        let Some(next) = next_of(&page) else {
            return (found, pages);
        };
        page = visitor.get(&next);
    }
}

/// The names on the first pages of a list.
pub(super) fn walked_pages(visitor: &mut Client, start: &str, pages: usize) -> Vec<String> {
    let (mut next, mut found) = (Some(start.to_owned()), Vec::new());
    for _ in 0..pages {
        let Some(path) = next else { break };
        let page = visitor.get(&path);
        assert_eq!(page.status, 200, "{}", page.words());
        found.extend(names(&page));
        next = next_of(&page);
    }
    found
}

fn next_of(page: &Page) -> Option<String> {
    let text = page.text();
    let link = text.split("<a ").find(|tag| tag.contains("rel=\"next\""))?;
    Some(link.split("href=\"").nth(1)?.split('"').next()?.replace("&amp;", "&"))
}

#[test]
fn pages_of_every_order_hold_every_good_once_and_keep_what_was_chosen() {
    let mut fair = Fair::open();
    for number in 0..27_u32 {
        let price = 10_000 + number % 4 * 5_000;
        fair.list(&format!("نان شمارهٔ {number}"), price, &[]);
    }
    fair.list("نان تمام‌شده", 10_000, &[("stock", "0")]);
    let shop = fair.home.producer.get("/my/shop").link("/s/");
    for path in ["/goods", "/c/bread", shop.as_str(), "/search?q=%D9%86%D8%A7%D9%86"] {
        let mark = if path.contains('?') { '&' } else { '?' };
        for order in orders_of(path) {
            let (mut found, pages) = walked(&mut fair.visitor, &format!("{path}{mark}ready=yes&sort={order}"));
            assert_eq!((found.len(), pages), (27, 3), "{path} {order}");
            found.sort();
            found.dedup();
            assert_eq!(found.len(), 27, "{path} {order}: none twice, none left out");
            assert!(!found.contains(&"نان تمام‌شده".to_owned()));
        }
    }
}

#[test]
fn nonsense_gets_a_sentence_and_what_was_typed_stays() {
    let mut fair = Fair::open();
    first_three(&mut fair);
    for (query, sentence, kept) in [
        (&[("from", "ارزان"), ("from-unit", "toman")][..], "قیمت را فقط با عدد بنویسید، به تومان", ("from", "ارزان")),
        (
            &[("to", "9999999999999999999"), ("to-unit", "toman")],
            "این قیمت خیلی زیاد است",
            ("to", "9999999999999999999"),
        ),
        (&[("to", "۵۰۰۰"), ("to-unit", "rial")], "قیمت را به تومان بنویسید", ("to", "۵۰۰۰")),
        (
            &[("from", "۵۰۰۰"), ("from-unit", "toman"), ("to", "۲۰۰۰"), ("to-unit", "toman")],
            "در «قیمت تا» عددی کمتر از «قیمت از» نوشته‌اید. ۵٬۰۰۰ تومان یا بیشتر بنویسید",
            ("to", "۲۰۰۰"),
        ),
        (&[("unit", "bucket"), ("from", "۱"), ("from-unit", "toman")], "این واحد را نمی‌شناسیم", ("from", "۱")),
        (&[("sort", "best"), ("from", "۱"), ("from-unit", "toman")], "این ترتیب را نمی‌شناسیم", ("from", "۱")),
        (&[("day", "7"), ("from", "۱"), ("from-unit", "toman")], "این روز بازار گذشته", ("from", "۱")),
        (&[("ready", "maybe"), ("from", "۱"), ("from-unit", "toman")], "این گزینه را نمی‌شناسیم", ("from", "۱")),
    ] {
        let page = fair.visitor.get(&asked("/goods", query));
        assert_eq!(page.status, 422, "{query:?}");
        assert!(page.has(sentence), "{query:?}: {}", page.words());
        assert_eq!(page.value_of(kept.0), kept.1, "{query:?}");
        assert!(page.text().contains("<details class=\"fold\" open"), "the form is open");
        assert!(!names(&page).is_empty(), "{query:?}: the rest of the list is there");
    }
    assert_eq!(fair.visitor.get("/goods?after=22222222&sort=cheapest").status, 404);
}

#[test]
fn a_list_that_is_narrowed_to_nothing_says_what_to_do() {
    let mut fair = Fair::open();
    first_three(&mut fair);
    for (prefix, title) in [("", "با این شرط‌ها چیزی نیست"), ("/en", "Nothing with these filters")]
    {
        let page = fair.visitor.get(&format!("{prefix}/c/bread?unit=litre"));
        assert!(page.status == 200 && page.has(title), "{}", page.words());
        assert!(page.links(&format!("{prefix}/c/bread")).contains(&format!("{prefix}/c/bread")));
    }
}

#[test]
fn a_market_day_with_a_plan_narrows_to_the_shops_that_stand_there() {
    let mut fair = Fair::open();
    fair.list("نان بازار", 10_000, &[]);
    let mut other = fair.neighbour();
    list(&mut other.producer, "نان خانه", 10_000, &[]);
    let city = fair.town.city.clone();
    let mut manager = fair.town.staff("مدیر بازار", ("market_manager", "", &city));
    let site = town::site(&mut fair.town.admin, &mut manager, &city);
    let (_, day) = town::market_day(&mut manager, &site);
    see_other(&fair.home.producer.post(&format!("/my/stall/{day}"), &[("do", "usual")]));
    assert_eq!(
        fair.visitor.get(&format!("/goods?day={day}")).status,
        422,
        "who asks for a stall is not told before the plan"
    );
    assert!(!fair.visitor.get("/goods").text().contains("name=\"day\""));
    let path = format!("/days/{day}");
    see_other(&manager.post(&format!("{path}/trial"), &[]));
    let draft = manager.get(&path);
    let [run, revision] = ["run", "revision"].map(|name| draft.value_of(name));
    see_other(&manager.post(&format!("{path}/publish"), &[("run", &run), ("revision", &revision), ("close", "yes")]));
    assert_eq!(fair.visitor.get("/goods").option("day", "بازار میدان"), day);
    for path in ["/goods", "/c/bread", "/search?q=%D9%86%D8%A7%D9%86"] {
        let mark = if path.contains('?') { '&' } else { '?' };
        for order in orders_of(path) {
            let page = fair.visitor.get(&format!("{path}{mark}day={day}&sort={order}"));
            assert_eq!(names(&page), ["نان بازار"], "{path} {order}");
            assert!(page.has("بازار میدان"), "{}", page.words());
        }
    }
}
