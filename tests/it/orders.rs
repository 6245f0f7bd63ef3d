//! Ordering over HTTP: a buyer without an account, two shops in one basket, and the shop that hands over.
mod adding;
mod collecting;
mod finding;

use crate::support::town::{self, Home, Town, see_other};
use crate::support::{Client, Page};
use chrono::TimeDelta;

pub const BUYER: (&str, &str) = ("نرگس", "۰۹۳۵ ۱۲۳ ۴۵۶۷");

/// A seller of bread whose door is open every day, and the public page of the bread.
pub fn baker(town: &mut Town, names: (&str, &str)) -> (Home, String) {
    let mut caseworker = town.caseworker();
    let mut home = town.home(&mut caseworker, names);
    town::good(&mut home.producer, "نان لواش");
    home.producer.forget_notice();
    town::door(&mut home.producer, "کوچهٔ لاله ۴، زنگ اول");
    let shop = home.producer.get("/my/shop").link("/s/");
    let good = town.app.client().get(&shop).link("/p/");
    (home, good)
}

/// The page of the only open order at its shop.
pub fn order_at(shop: &mut Client) -> String {
    let link = shop.get("/my/orders").link("/my/orders/1");
    link.trim_end_matches("/step").trim_end_matches("/collect").trim_end_matches("#collect").to_owned()
}

pub fn step(shop: &mut Client, order: &str, to: &str) -> Page {
    shop.post(&format!("{order}/step"), &[("to", to)])
}

fn collect(shop: &mut Client, order: &str, more: &[(&str, &str)]) -> Page {
    let key = shop.get(order).value_of("idem");
    shop.post(&format!("{order}/collect"), &[&[("idem", key.as_str()), ("without", "known")], more].concat())
}

#[test]
fn a_buyer_without_an_account_orders_from_two_shops_and_collects() {
    let mut town = Town::open();
    let (mut first, bread) = baker(&mut town, ("زهرا", "نان‌پز"));
    let (mut second, other) = baker(&mut town, ("مریم", "تنوری"));
    let mut buyer = town.app.client();
    for (good, quantity) in [(&bread, "۲"), (&bread, "1"), (&other, "۴")] {
        let code = good.trim_start_matches("/p/");
        see_other(&buyer.post("/basket/add", &[("good", code), ("quantity", quantity)]));
    }
    buyer.forget_notice();
    let basket = buyer.get("/basket");
    assert!(basket.has("۱۷۵٬۰۰۰ تومان"), "three loaves of one shop and four of the other: {}", basket.words());
    let placed = see_other(&town::send_basket(&mut buyer, BUYER));
    assert_eq!(placed, "/orders", "two orders are a list");
    buyer.forget_notice();
    let mine = buyer.get("/orders").links("/orders/");
    assert_eq!(mine.len(), 2);
    assert!(buyer.get("/basket").has("سبدتان خالی است"));

    let order = order_at(&mut first.producer);
    let page = first.producer.get(&order);
    assert!(page.has("سفارش نرگس") && page.has("۰۹۳۵ ۱۲۳ ۴۵۶۷") && page.has("۷۵٬۰۰۰ تومان"), "{}", page.words());
    see_other(&step(&mut first.producer, &order, "accept"));
    see_other(&step(&mut first.producer, &order, "ready"));
    let told = mine.iter().map(|path| buyer.get(path)).find(|page| page.has("آمادهٔ تحویل")).expect("it is ready");
    assert!(told.has("کوچهٔ لاله ۴، زنگ اول"), "{}", told.words());
    see_other(&collect(&mut first.producer, &order, &[("way", "cash")]));
    let done = first.producer.get(&order);
    assert!(done.has("تحویل شد") && done.has("همه پرداخت شده است."), "{}", done.words());
    assert!(first.producer.get("/my").has("۷۵٬۰۰۰ تومان"), "it is a sale of today");
    assert!(mine.iter().any(|path| buyer.get(path).has("تحویل شد")));
    assert!(second.producer.get("/my").has("۱ سفارش تازه"));
}

#[test]
fn an_order_tells_nothing_to_another_seller_and_its_door_only_once_accepted() {
    let mut town = Town::open();
    let (mut home, bread) = baker(&mut town, ("زهرا", "نان‌پز"));
    let (mut other, _) = baker(&mut town, ("مریم", "تنوری"));
    let mut buyer = town.app.client();
    let mine = town::order(&mut buyer, &bread, BUYER, "1");
    assert!(!buyer.get(&mine).has("زنگ اول"));
    let order = order_at(&mut home.producer);
    assert_eq!(other.producer.get(&order).status, 404);
    assert_eq!(step(&mut other.producer, &order, "accept").status, 404);
    assert_eq!(town.app.client().get("/orders/0000000000000000").status, 404);
    see_other(&step(&mut home.producer, &order, "accept"));
    assert!(buyer.get(&mine).has("زنگ اول"));
}

#[test]
fn what_was_typed_comes_back_with_what_is_to_be_mended() {
    let mut town = Town::open();
    let (mut home, bread) = baker(&mut town, ("زهرا", "نان‌پز"));
    let mut buyer = town.app.client();
    let code = bread.trim_start_matches("/p/").to_owned();
    see_other(&buyer.post("/basket/add", &[("good", &code), ("quantity", "۲۵")]));
    buyer.forget_notice();
    let short = town::send_basket(&mut buyer, BUYER);
    assert_eq!(short.status, 422);
    assert!(short.has("از نان لواش فقط ۲۰ عدد مانده است. مقدار را کم کنید."), "{}", short.words());
    assert_eq!(short.value_of("name"), "نرگس");
    see_other(&buyer.post("/basket/add", &[("good", &code), ("quantity", "1")]));
    buyer.forget_notice();
    let none = buyer.post("/basket/add", &[("good", &code), ("quantity", "-۳")]);
    assert!(none.status == 422 && none.has("مقدار را با عدد بنویسید"), "{}", none.words());
    let wrong = town::send_basket(&mut buyer, ("ن", "12"));
    assert!(
        wrong.status == 422 && wrong.has("نامتان را بنویسید") && wrong.has("شمارهٔ موبایل ۱۱ رقم"),
        "{}",
        wrong.words()
    );
    let no_time =
        buyer.post("/basket", &[("idem", "a-form-of-its-own"), ("name", BUYER.0), ("phone", BUYER.1), ("do", "place")]);
    assert!(no_time.has("کجا و کی تحویل می‌گیرید."), "{}", no_time.words());
    let half = buyer.post("/basket", &[(&format!("q-{code}"), "۱٫۵"), ("do", "update")]);
    assert!(half.status == 422 && half.has("عدد کامل بنویسید"), "{}", half.words());
    let kept = buyer.post("/basket", &[("do", "update"), ("name", "نرگس")]);
    assert!(kept.status == 200 && kept.value_of("name") == "نرگس", "what was typed stays");
    assert!(buyer.post("/basket", &[("remove", &code)]).has("سبدتان خالی است"));
    assert!(home.producer.get("/my/orders").has("سفارشی منتظر شما نیست"));
}

#[test]
fn a_slip_of_either_side_is_taken_back_with_one_tap() {
    let mut town = Town::open();
    let (mut home, bread) = baker(&mut town, ("زهرا", "نان‌پز"));
    let mut buyer = town.app.client();
    let mine = town::order(&mut buyer, &bread, BUYER, "3");
    see_other(&buyer.post(&format!("{mine}/cancel"), &[]));
    assert!(buyer.get(&mine).has("خودتان لغو کردید."));
    see_other(&buyer.post(&format!("{mine}/undo"), &[]));
    let order = order_at(&mut home.producer);
    see_other(&step(&mut home.producer, &order, "accept"));
    see_other(&collect(&mut home.producer, &order, &[("way", "terminal"), ("last4", "۴۳۲۱"), ("trace", "778899")]));
    assert!(home.producer.get(&order).has("کارت ۴۳۲۱، پیگیری ۷۷۸۸۹۹"));
    see_other(&step(&mut home.producer, &order, "undo"));
    let again = home.producer.get(&order);
    assert!(again.has("پذیرفته شد"), "{}", again.words());
    assert!(!home.producer.get("/my").has("۷۵٬۰۰۰ تومان"), "its sale went back with it");
    town.app.advance(TimeDelta::minutes(2));
    see_other(&step(&mut home.producer, &order, "undo"));
    assert!(home.producer.get(&order).has("پذیرفته شد"), "it was taken back before: nothing more is");
}

#[test]
fn an_order_whose_time_is_over_ends_by_itself_and_its_loaves_are_free() {
    let mut town = Town::open();
    let (mut home, bread) = baker(&mut town, ("زهرا", "نان‌پز"));
    let mut buyer = town.app.client();
    let mine = town::order(&mut buyer, &bread, BUYER, "20");
    assert!(buyer.get(&bread).has("تمام شد"), "all of it is kept");
    town.app.advance(TimeDelta::hours(25));
    town.app.mail();
    let over = buyer.get(&mine);
    assert!(over.has("لغو شد") && over.has("در وقتش جوابی نرسید"), "{}", over.words());
    assert!(!buyer.get(&bread).has("تمام شد"));
    home.producer.sign_in_again();
    assert!(home.producer.get("/my/orders").has("سفارشی منتظر شما نیست"));
    assert!(home.producer.get("/my/orders?over=yes").has("نرگس"));
}

#[test]
fn a_good_with_an_open_order_keeps_its_unit_its_place_and_its_number() {
    let mut town = Town::open();
    let (mut home, bread) = baker(&mut town, ("زهرا", "نان‌پز"));
    town::order(&mut town.app.client(), &bread, BUYER, "5");
    let good = home.producer.get("/my/goods").row_with("/my/goods/1", "نان لواش").trim_end_matches("/stock").to_owned();
    assert!(home.producer.get("/my/goods").has("۵ عدد کنار گذاشته"));
    let less = home.producer.post(&format!("{good}/stock"), &[("count", "۴")]);
    assert!(less.status == 422 && less.has("۵ عدد برای سفارش‌ها کنار گذاشته شده است."), "{}", less.words());
    assert_eq!(see_other(&home.producer.post(&format!("{good}/remove"), &[])), "/my/orders");
    assert!(home.producer.get("/my/orders").has("از فروشگاه برداشته نمی‌شود"));
}

#[test]
fn what_is_free_and_what_is_put_aside_are_told_apart_in_the_same_words_everywhere() {
    let mut town = Town::open();
    let (mut home, bread) = baker(&mut town, ("زهرا", "نان‌پز"));
    town::order(&mut town.app.client(), &bread, BUYER, "5");
    let good = home.producer.get("/my/goods").row_with("/my/goods/1", "نان لواش").trim_end_matches("/stock").to_owned();
    see_other(&home.producer.post(&format!("{good}/stock"), &[("count", "۱۲")]));
    let counted = home.producer.get("/my/goods");
    assert!(counted.has("نان لواش: ۷ عدد آزاد، ۵ عدد کنار گذاشته."), "{}", counted.words());
    home.producer.forget_notice();
    let stock = home.producer.get(&format!("{good}/stock"));
    assert!(stock.has("۷ عدد آزاد") && stock.has("۵ عدد کنار گذاشته"), "{}", stock.words());
    see_other(&home.producer.post(&format!("{good}/stock"), &[("do", "gone")]));
    let gone = home.producer.get("/my/goods");
    assert!(gone.has("نان لواش تمام شد. ۵ عدد برای سفارش‌ها کنار ماند."), "{}", gone.words());
}

#[test]
fn after_a_hand_over_without_a_payment_the_shop_is_asked_for_it_at_once() {
    let mut town = Town::open();
    let (mut home, bread) = baker(&mut town, ("زهرا", "نان‌پز"));
    town::order(&mut town.app.client(), &bread, BUYER, "2");
    let order = order_at(&mut home.producer);
    see_other(&step(&mut home.producer, &order, "accept"));
    see_other(&collect(&mut home.producer, &order, &[]));
    let page = home.producer.get(&order);
    assert!(page.has("پولش را گرفتید؟") && page.text().contains("<details open"), "{}", page.words());
}

#[test]
fn a_market_day_that_is_called_off_cancels_its_orders() {
    let mut town = Town::open();
    let mut caseworker = town.caseworker();
    let mut home = town.home(&mut caseworker, ("زهرا", "نان‌پز"));
    town::good(&mut home.producer, "نان لواش");
    let city = town.city.clone();
    let mut manager = town.staff("مدیر بازار", ("market_manager", "", &city));
    let site = town::site(&mut town.admin, &mut manager, &city);
    let seller = [("do", "take-in"), ("household", home.id.as_str()), ("category", "bread")];
    see_other(&manager.post(&format!("{site}/vendors"), &seller));
    let (_, day) = town::market_day(&mut manager, &site);
    see_other(
        &manager
            .post(&format!("/days/{day}/requests"), &[("household", &home.id), ("do", "ask"), ("category", "bread")]),
    );
    see_other(&manager.post(&format!("/days/{day}/trial"), &[]));
    let plan = manager.get(&format!("/days/{day}"));
    let (run, revision) = (plan.value_of("run"), plan.value_of("revision"));
    see_other(
        &manager.post(&format!("/days/{day}/publish"), &[("run", &run), ("revision", &revision), ("close", "yes")]),
    );
    let shop = home.producer.get("/my/shop").link("/s/");
    let bread = town.app.client().get(&shop).link("/p/");
    let mut buyer = town.app.client();
    let mine = town::order(&mut buyer, &bread, BUYER, "2");
    assert!(buyer.get(&mine).has("بازار میدان"));
    see_other(&manager.post(&format!("/days/{day}/cancel"), &[]));
    town.app.mail();
    let over = buyer.get(&mine);
    assert!(over.has("لغو شد") && over.has("روز بازار لغو شد"), "{}", over.words());
}

#[test]
fn a_household_without_a_shop_opens_no_door_and_meeting_hours_are_said_so() {
    let mut town = Town::open();
    let mut caseworker = town.caseworker();
    let mut home = town.home(&mut caseworker, ("زهرا", "نان‌پز"));
    let sent = [("day", "0"), ("opens", "17"), ("closes", "19"), ("place", "کوچهٔ لاله ۴، زنگ اول")];
    let none = home.producer.post("/my/shop/door", &sent);
    assert!(none.status == 422 && none.has("با گذاشتن اولین کالا، فروشگاه باز می‌شود."), "{}", none.words());
    town::good(&mut home.producer, "نان لواش");
    see_other(&home.producer.post("/my/shop/door", &sent));
    home.producer.forget_notice();
    see_other(&home.producer.post("/my/shop/door", &sent));
    home.producer.forget_notice();
    assert_eq!(home.producer.get("/my/shop/door").links("/my/shop/door/1").len(), 1, "a double tap adds one time");
    let later = [("day", "0"), ("opens", "18"), ("closes", "20"), ("place", "کوچهٔ لاله ۴، زنگ اول")];
    let meets = home.producer.post("/my/shop/door", &later);
    assert!(meets.status == 422 && meets.has("بخشی از این ساعت‌ها را از پیش دارید"), "{}", meets.words());
    assert!(meets.text().contains("کوچهٔ لاله ۴، زنگ اول"), "what was typed comes back");
    let end = home.producer.get("/my/shop/door").link("/my/shop/door/1");
    see_other(&home.producer.post(&end, &[]));
    assert_eq!(home.producer.post(&end, &[]).status, 404, "it was ended before");
}

#[test]
fn goods_that_came_or_went_and_prices_that_rose_since_the_page_are_asked_about_first() {
    let mut town = Town::open();
    let (mut home, bread) = baker(&mut town, ("زهرا", "نان‌پز"));
    town::good(&mut home.producer, "نان سنگک");
    home.producer.forget_notice();
    let mut buyer = town.app.client();
    let code = |page: &str| page.trim_start_matches("/p/").to_owned();
    see_other(&buyer.post("/basket/add", &[("good", &code(&bread)), ("quantity", "2")]));
    buyer.forget_notice();
    let first = buyer.get("/basket");
    let shop = first.link("/s/");
    let other = buyer.get(&shop).links("/p/").into_iter().find(|good| *good != bread).expect("the other good");
    see_other(&buyer.post("/basket/add", &[("good", &code(&other)), ("quantity", "5")]));
    buyer.forget_notice();
    let at = format!("at-{}", shop.trim_start_matches("/s/"));
    let (key, choice) = (first.value_of("idem"), first.value_of(&at));
    let (count, price) = (format!("q-{}", code(&bread)), format!("p-{}", code(&bread)));
    let sent = [
        ("idem", key.as_str()),
        (at.as_str(), choice.as_str()),
        (count.as_str(), "2"),
        (price.as_str(), "250000"),
        ("name", BUYER.0),
        ("phone", BUYER.1),
        ("do", "place"),
    ];
    let two_tabs = buyer.post("/basket", &sent);
    assert!(two_tabs.status == 422 && two_tabs.has("قیمت نان سنگک عوض شد"), "not on this page: {}", two_tabs.words());
    let sangak =
        home.producer.get("/my/goods").row_with("/my/goods/1", "نان سنگک").trim_end_matches("/stock").to_owned();
    see_other(&home.producer.post(&format!("{sangak}/remove"), &[]));
    home.producer.forget_notice();
    let gone = buyer.post("/basket", &sent);
    assert!(gone.status == 422 && gone.has("دیگر فروخته نمی‌شود"), "{}", gone.words());
    see_other(&buyer.post("/basket", &sent));
    assert_eq!(buyer.get("/orders").links("/orders/").len(), 1);
}
