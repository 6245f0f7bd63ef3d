//! What an office turns on and off while the program runs: every page of the public stays whole in every combination.
use crate::privacy::lines_of;
use crate::support::town::{self, Town, see_other};
use crate::support::{App, Client, Page};

pub const SWITCHES: [&str; 3] = ["reviews", "messages", "public-prices"];

/// Turns these on and the others off.
pub fn turn(admin: &mut Client, on: &[&str]) {
    let seen = admin.get("/admin/settings").value_of("seen");
    let mut fields: Vec<(&str, &str)> = on.iter().map(|switch| ("on", *switch)).collect();
    fields.push(("seen", &seen));
    see_other(&admin.post("/admin/settings/switches", &fields));
    admin.forget_notice();
}

/// Digits in groups of three.
fn grouped(number: i64, mark: &str) -> String {
    let digits = number.to_string();
    let first = digits.len() % 3;
    let mut groups: Vec<&str> = if first > 0 { vec![&digits[..first]] } else { Vec::new() };
    groups.extend((first..digits.len()).step_by(3).map(|at| &digits[at..at + 3]));
    groups.join(mark)
}

/// Every way in which a price of the demo could be written.
fn prices(app: &App) -> Vec<String> {
    let cast = "SELECT DISTINCT CAST(price_irr AS TEXT) AS text FROM product";
    let all: Vec<i64> = lines_of(app.database(), cast).iter().filter_map(|price| price.parse().ok()).collect();
    let persian = |text: String| {
        text.chars().map(|c| c.to_digit(10).and_then(|d| char::from_u32(0x6f0 + d)).unwrap_or(c)).collect::<String>()
    };
    let ways = |rials: i64| {
        [rials, rials / 10].into_iter().flat_map(move |amount| [persian(grouped(amount, "٬")), grouped(amount, ",")])
    };
    all.iter().flat_map(|rials| ways(*rials).chain([rials.to_string()])).collect()
}

/// Whether the number stands in the text, and not within a longer one.
fn tells(text: &str, number: &str) -> bool {
    let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit() || ('۰'..='۹').contains(&c));
    text.match_indices(number)
        .any(|(at, _)| !is_digit(text[..at].chars().next_back()) && !is_digit(text[at + number.len()..].chars().next()))
}

/// The public pages of both languages.
fn pages(visitor: &mut Client) -> Vec<(String, Page)> {
    let list = visitor.get("/goods");
    let goods: Vec<String> = list.links("/p/").into_iter().take(3).collect();
    let shop = visitor.get(&goods[0]).link("/s/");
    let mut paths: Vec<String> = [
        "/",
        "/goods",
        "/goods?sort=cheapest",
        "/goods?sort=dearest&from=1000&from-unit=toman",
        "/c/bread",
        "/search?q=%D9%86%D8%A7%D9%86",
        "/market",
        "/about",
        "/basket",
        "/orders",
    ]
    .map(str::to_owned)
    .to_vec();
    paths.extend(goods.iter().cloned().chain([shop.clone()]));
    let english: Vec<String> = paths.iter().map(|path| format!("/en{path}")).collect();
    paths.extend(english);
    paths.extend([
        "/goods.atom".to_owned(),
        "/c/bread/goods.atom".to_owned(),
        format!("{shop}/goods.atom"),
        "/sitemap.xml".to_owned(),
    ]);
    paths.into_iter().map(|path| (path.clone(), visitor.get(&path))).collect()
}

/// Whether the page has a heading that says nothing.
fn has_empty_heading(page: &Page) -> bool {
    let text = page.text();
    ["h1", "h2", "h3"].iter().any(|tag| {
        text.split(&format!("<{tag}")).skip(1).any(|part| {
            let inside = part
                .split_once('>')
                .and_then(|(_, rest)| rest.split_once(&format!("</{tag}>")))
                .map_or("", |(inside, _)| inside);
            let words: String =
                inside.split('<').map(|piece| piece.split_once('>').map_or(piece, |(_, rest)| rest)).collect();
            words.trim().is_empty()
        })
    })
}

#[test]
fn every_public_page_is_whole_in_every_combination_and_no_price_is_told_where_none_may_be() {
    let app = App::start();
    let accounts = app.fill_demo();
    let mut admin = app.client();
    admin.sign_in(&accounts.admin.phone, &accounts.admin.password);
    let prices = prices(&app);
    assert!(prices.len() > 50, "the demo's prices were found");
    for mask in 0..8_u32 {
        let on: Vec<&str> =
            SWITCHES.iter().enumerate().filter(|(at, _)| mask & (1 << at) != 0).map(|(_, name)| *name).collect();
        turn(&mut admin, &on);
        let mut shown = 0;
        for (path, page) in pages(&mut app.client()) {
            assert_eq!(page.status, 200, "{on:?} {path}: {}", page.words());
            assert!(!has_empty_heading(&page), "{on:?} {path}: {}", page.text());
            let text = page.text();
            let told: Vec<&String> = prices.iter().filter(|price| tells(&text, price)).collect();
            shown += told.len();
            assert!(on.contains(&"public-prices") || told.is_empty(), "{on:?} {path} tells {told:?}");
        }
        assert_eq!(shown > 50, on.contains(&"public-prices"), "{on:?}");
    }
}

/// Places the basket of a buyer who is shown no prices; gives their order's path.
fn place_unpriced(buyer: &mut Client, shop: &str) -> String {
    let basket = buyer.get("/basket");
    let at = format!("at-{}", shop.trim_start_matches("/s/"));
    let (key, time) = (basket.value_of("idem"), basket.value_of(&at));
    let who = [("name", "مریم"), ("phone", "09351234567"), ("do", "place")];
    let sent = [&who[..], &[("idem", key.as_str()), (at.as_str(), time.as_str())]].concat();
    let placed = see_other(&buyer.post("/basket", &sent));
    buyer.forget_notice();
    placed
}

#[test]
fn a_visitor_without_prices_orders_all_the_same_and_reads_the_price_on_the_order() {
    let mut town = Town::open();
    let mut caseworker = town.caseworker();
    let mut baker = town.home(&mut caseworker, ("زهرا", "نان‌پز"));
    town::good(&mut baker.producer, "نان لواش");
    baker.producer.forget_notice();
    town::door(&mut baker.producer, "کوچهٔ یاس");
    let shop = baker.producer.get("/my/shop").link("/s/");
    turn(&mut town.admin, &["reviews", "messages"]);
    let mut visitor = town.app.client();
    let good = visitor.get(&shop).link("/p/");
    let page = visitor.get(&good);
    assert!(page.has("قیمت پس از سفارش") && page.has("اگر حساب دارید، وارد شوید"), "{}", page.words());
    assert!(!page.text().contains("priceCurrency") && !page.has("۲۵٬۰۰۰"), "{}", page.words());
    let code = good.trim_start_matches("/p/");
    assert_eq!(see_other(&visitor.post("/basket/add", &[("good", code), ("quantity", "2")])), "/basket");
    visitor.forget_notice();
    let basket = visitor.get("/basket");
    assert!(
        basket.has("قیمت پس از سفارش") && !basket.has("۵۰٬۰۰۰") && !basket.text().contains("p-"),
        "{}",
        basket.words()
    );
    let order = place_unpriced(&mut visitor, &shop);
    assert!(visitor.get(&order).has("۵۰٬۰۰۰"), "{}", visitor.get(&order).words());
    assert!(baker.producer.get(&good).text().contains("priceCurrency"), "whoever is signed in sees it");
}

/// Sets how a city is: as everywhere, on or off, in the order of all.
fn turn_in(admin: &mut Client, city: &str, here: [&str; 3]) {
    let path = format!("/admin/areas/{city}/switches");
    let seen = admin.get(&path).value_of("seen");
    let chosen = SWITCHES.into_iter().zip(here).chain([("seen", seen.as_str())]);
    see_other(&admin.post(&path, &chosen.collect::<Vec<_>>()));
    admin.forget_notice();
}

#[test]
fn a_city_may_hide_its_prices_and_reviews_and_no_other_city_changes() {
    let mut town = Town::open();
    let mut caseworker = town.caseworker();
    let area = ("caseworker", town.behzisti.clone(), town.other_neighbourhood.clone());
    let mut of_other = town.staff("زهره مددکار", (area.0, &area.1, &area.2));
    let mut homes = [town.home(&mut caseworker, ("زهرا", "نان‌پز")), town.home(&mut of_other, ("مینا", "کلوچه‌پز"))];
    for (home, name) in homes.iter_mut().zip(["نان آمل", "نان رینه"]) {
        town::good(&mut home.producer, name);
        home.producer.forget_notice();
    }
    let city = town.city.clone();
    turn_in(&mut town.admin, &city, ["off", "usual", "off"]);
    let settings = town.admin.get("/admin/settings");
    assert!(settings.links(&format!("/admin/areas/{city}/switches")).len() == 1, "{}", settings.words());
    let mut visitor = town.app.client();
    let [here, there] = homes.each_mut().map(|home| {
        let shop = home.producer.get("/my/shop").link("/s/");
        (visitor.get(&shop), shop)
    });
    assert!(!here.0.has("۲۵٬۰۰۰") && there.0.has("۲۵٬۰۰۰"), "{} {}", here.0.words(), there.0.words());
    let list = visitor.get("/goods?sort=cheapest&from=1000&from-unit=toman");
    assert_eq!(list.links("/p/").len(), 2, "a list of both goes by no price: {}", list.words());
    assert_eq!(list.words().matches("۲۵٬۰۰۰").count(), 1, "{}", list.words());
    let feed = visitor.get("/goods.atom");
    assert_eq!(feed.text().matches("۲۵٬۰۰۰").count(), 1, "{}", feed.text());
    assert_eq!(homes[0].producer.get("/my/reviews").status, 404);
    assert_eq!(homes[1].producer.get("/my/reviews").status, 200);
    turn(&mut town.admin, &["messages"]);
    assert!(!visitor.get(&there.1).has("۲۵٬۰۰۰"));
    turn_in(&mut town.admin, &city, ["usual", "usual", "on"]);
    assert!(visitor.get(&here.1).has("۲۵٬۰۰۰") && !visitor.get(&there.1).has("۲۵٬۰۰۰"), "the city may show them alone");
    let path = format!("/admin/areas/{city}/switches");
    let old = [("reviews", "off"), ("messages", "off"), ("public-prices", "off"), ("seen", "off.usual.off")];
    let refused = town.admin.post(&path, &old);
    assert!(refused.status == 422 && refused.has("کس دیگری همین حالا"), "{}", refused.words());
    assert_eq!(town.admin.get(&format!("/admin/areas/{}/switches", town.espiari)).status, 404, "of cities alone");
}

#[test]
fn reviews_that_are_off_have_no_pages_and_the_change_is_in_the_trail() {
    let app = App::start();
    let accounts = app.fill_demo();
    let mut admin = app.client();
    admin.sign_in(&accounts.admin.phone, &accounts.admin.password);
    let mut producer = app.client();
    producer.sign_in(&accounts.producer.phone, &accounts.producer.password);
    assert_eq!(producer.get("/my/reviews").status, 200);
    turn(&mut admin, &["messages", "public-prices"]);
    assert_eq!(producer.get("/my/reviews").status, 404);
    assert!(!producer.get("/my/shop").has("نظر خریداران"));
    let trail = "SELECT detail AS text FROM audit_event WHERE action = 'set' AND object = 'setting' ORDER BY seq";
    assert_eq!(lines_of(app.database(), trail).last().map(String::as_str), Some("reviews"));
    turn(&mut admin, &SWITCHES);
    assert_eq!(producer.get("/my/reviews").status, 200);
}

#[test]
fn a_buyer_with_an_account_is_told_nothing_while_messages_are_off() {
    let mut town = Town::open();
    let mut caseworker = town.caseworker();
    let mut baker = town.home(&mut caseworker, ("زهرا", "نان‌پز"));
    let mut buyer = town.home(&mut caseworker, ("مریم", "خریدار"));
    town::good(&mut baker.producer, "نان لواش");
    town::door(&mut baker.producer, "کوچهٔ یاس");
    let shop = baker.producer.get("/my/shop").link("/s/");
    let good = buyer.producer.get(&shop).link("/p/");
    let mut order = |town: &mut Town, on: &[&str]| {
        turn(&mut town.admin, on);
        town::order(&mut buyer.producer, &good, ("مریم", "09351234567"), "1");
        let link = baker.producer.get("/my/orders").link("/my/orders/1");
        let order = link.trim_end_matches("/step").trim_end_matches("/collect").to_owned();
        see_other(&baker.producer.post(&format!("{order}/step"), &[("to", "cancel"), ("reason", "تمام شد")]));
        baker.producer.forget_notice();
        buyer.producer.get("/messages").has("لغو")
    };
    assert!(!order(&mut town, &["reviews", "public-prices"]), "nothing is sent");
    assert!(order(&mut town, &SWITCHES));
}

#[test]
fn an_old_form_turns_nothing_back_and_a_form_without_anything_turns_nothing_off() {
    let app = App::start();
    let accounts = app.fill_demo();
    let mut admin = app.client();
    admin.sign_in(&accounts.admin.phone, &accounts.admin.password);
    let old = admin.get("/admin/settings").value_of("seen");
    assert_eq!(admin.post("/admin/settings/switches", &[]).status, 422);
    turn(&mut admin, &["reviews", "public-prices"]);
    let late = [("on", "reviews"), ("on", "messages"), ("seen", old.as_str())];
    let refused = admin.post("/admin/settings/switches", &late);
    assert!(refused.status == 422 && refused.has("کس دیگری همین حالا"), "{}", refused.words());
    assert_eq!(admin.get("/admin/settings").value_of("seen"), "reviews.public-prices");
}
