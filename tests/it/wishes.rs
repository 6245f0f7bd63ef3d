//! Waiting for a good that is sold out: who may, what they are told, that it is once, and that their number is forgotten.
use crate::orders::{BUYER, baker, order_at, step};
use crate::privacy::{TELL_TALES, lines_of};
use crate::support::App;
use crate::support::town::{self, Home, Town, see_other};
use bazarche::config::Sms;
use chrono::TimeDelta;

const PHONE: &str = "۰۹۳۶ ۱۱۱ ۲۲۳۳";

/// A town that sends SMS, with a baker who has sold all of a bread.
fn sold_out() -> (Town, Home, String) {
    let mut town = Town::of(App::start_sending(Sms::Memory));
    let (mut home, bread) = baker(&mut town, ("زهرا", "نان‌پز"));
    stock(&mut home, "0");
    (town, home, bread)
}

/// Counts the stock of the one good.
fn stock(home: &mut Home, count: &str) {
    let good = home.producer.get("/my/goods").row_with("/my/goods/1", "نان لواش");
    let good = good.trim_end_matches("/stock").to_owned();
    see_other(&home.producer.post(&format!("{good}/stock"), &[("count", count)]));
    home.producer.forget_notice();
}

fn texts(town: &Town) -> Vec<String> {
    town.app.advance(TimeDelta::minutes(3));
    town.app.texts().into_iter().map(|sms| sms.text).collect()
}

/// Lets days pass, and does what is done each day.
fn pass(town: &Town, days: i64) {
    town.app.program.plan_daily_work().expect("planned");
    town.app.advance(TimeDelta::days(days));
    town.app.program.do_jobs().expect("jobs");
}

/// How many wishes have a number, and how many keys of such numbers still open.
fn numbers(town: &Town) -> usize {
    let sql = "SELECT CAST(w.id AS TEXT) AS text FROM stock_wish AS w JOIN data_key AS k ON k.id = w.key_id \
               WHERE w.mobile_sealed IS NOT NULL OR k.wrapped IS NOT NULL";
    lines_of(town.app.database(), sql).len()
}

#[test]
fn a_visitor_is_told_once_by_sms_and_their_number_is_forgotten() {
    let (town, mut home, bread) = sold_out();
    let mut visitor = town.app.client();
    let page = visitor.get(&bread);
    assert!(page.has("وقتی دوباره بود، خبرتان کنیم؟"), "{}", page.words());
    let wrong = visitor.post(&format!("{bread}/tell-me"), &[("phone", "12")]);
    assert!(wrong.status == 422 && wrong.has("شمارهٔ موبایل ۱۱ رقم") && wrong.value_of("phone") == "12");
    for _ in 0..2 {
        see_other(&visitor.post(&format!("{bread}/tell-me"), &[("phone", PHONE)]));
        visitor.forget_notice();
    }
    assert_eq!(numbers(&town), 1, "the second time is the same");
    assert!(home.producer.get("/my/goods").has("یک نفر منتظر است"));
    assert!(texts(&town).is_empty());
    stock(&mut home, "5");
    let said = texts(&town);
    assert_eq!(said.len(), 1, "{said:?}");
    assert!(said[0].contains("«نان لواش» دوباره هست") && said[0].contains(&bread), "{}", said[0]);
    assert_eq!(town.app.texts()[0].to, "09361112233");
    let words = said[0].to_lowercase();
    assert!(TELL_TALES.iter().all(|word| !words.split(|c: char| !c.is_alphabetic()).any(|said| said == *word)));
    assert_eq!(numbers(&town), 0, "it is needed no more");
    stock(&mut home, "0");
    stock(&mut home, "5");
    assert_eq!(texts(&town).len(), 1, "once");
    assert!(!home.producer.get("/my/goods").has("منتظر"));
}

#[test]
fn someone_who_is_signed_in_is_told_in_the_program_with_one_tap_and_may_change_their_mind() {
    let mut town = Town::open();
    let (mut home, bread) = baker(&mut town, ("زهرا", "نان‌پز"));
    stock(&mut home, "0");
    assert!(!town.app.client().get(&bread).has("خبرم کنید"), "a visitor cannot be told without a gateway");
    assert_eq!(town.app.client().post(&format!("{bread}/tell-me"), &[("phone", PHONE)]).status, 404);
    let (mut one, _) = town.person("کسی");
    let (mut other, _) = town.person("کس دیگر");
    for person in [&mut one, &mut other] {
        see_other(&person.post(&format!("{bread}/tell-me"), &[]));
        person.forget_notice();
        assert!(person.get(&bread).has("منتظرش هستید. وقتی دوباره بود، در «پیام‌ها» خبرتان می‌کنیم."));
    }
    assert!(home.producer.get("/my/goods").has("۲ نفر منتظرند"));
    see_other(&other.post(&format!("{bread}/tell-me"), &[("do", "stop")]));
    assert!(home.producer.get("/my/goods").has("یک نفر منتظر است"));
    stock(&mut home, "3");
    town.app.advance(TimeDelta::minutes(3));
    town.app.mail();
    assert!(one.get("/messages").has("«نان لواش» در فروشگاه"), "{}", one.get("/messages").words());
    assert!(!other.get("/messages").has("نان لواش"));
}

#[test]
fn a_link_in_the_sms_ends_all_that_its_number_waits_for() {
    let (town, mut home, bread) = sold_out();
    town::good(&mut home.producer, "نان سنگک");
    home.producer.forget_notice();
    let shop = home.producer.get("/my/shop").link("/s/");
    let mut visitor = town.app.client();
    let other = visitor.get(&shop).links("/p/").into_iter().find(|good| *good != bread).expect("the other");
    let code = other.trim_start_matches("/p/").to_owned();
    see_other(&visitor.post("/basket/add", &[("good", &code), ("quantity", "20")]));
    see_other(&town::send_basket(&mut visitor, BUYER));
    visitor.forget_notice();
    for good in [&bread, &other] {
        see_other(&visitor.post(&format!("{good}/tell-me"), &[("phone", PHONE)]));
        visitor.forget_notice();
    }
    stock(&mut home, "5");
    let said = texts(&town);
    let stop = said[0].split(&town.app.origin).nth(2).expect("the second link").trim().to_owned();
    assert!(visitor.get(&stop).has("دیگر پیامک نفرستید"));
    assert_eq!(numbers(&town), 1, "looking changes nothing: the other good is still waited for");
    see_other(&visitor.post(&stop, &[]));
    assert!(visitor.get(&stop).has("پیامکی به آن نمی‌رود"));
    assert_eq!(numbers(&town), 0);
    let order = order_at(&mut home.producer);
    see_other(&step(&mut home.producer, &order, "cancel"));
    assert_eq!(texts(&town).iter().filter(|said| said.contains("دوباره هست")).count(), 1);
    stock(&mut home, "0");
    // A stranger who types the number learns nothing of what its owner said.
    see_other(&town.app.client().post(&format!("{bread}/tell-me"), &[("phone", PHONE)]));
    assert_eq!(numbers(&town), 0);
    assert_eq!(visitor.get("/w/0000000000000000").status, 404);
}

#[test]
fn what_is_gone_again_before_it_could_be_told_is_waited_for_on() {
    let (town, mut home, bread) = sold_out();
    let mut visitor = town.app.client();
    see_other(&visitor.post(&format!("{bread}/tell-me"), &[("phone", PHONE)]));
    stock(&mut home, "5");
    stock(&mut home, "0");
    assert!(texts(&town).is_empty(), "a slip of the one who counts tells nobody");
    // Ten at night: it is there, but nobody is woken; in the morning it is gone.
    town.app.advance(TimeDelta::hours(10));
    home.producer.sign_in_again();
    stock(&mut home, "5");
    assert!(texts(&town).is_empty());
    stock(&mut home, "0");
    town.app.advance(TimeDelta::hours(10));
    assert!(texts(&town).is_empty());
    home.producer.sign_in_again();
    assert!(home.producer.get("/my/goods").has("یک نفر منتظر است"));
    stock(&mut home, "2");
    assert_eq!(texts(&town).len(), 1);
}

#[test]
fn after_thirty_days_nobody_waits_and_no_number_is_known() {
    let (town, mut home, bread) = sold_out();
    see_other(&town.app.client().post(&format!("{bread}/tell-me"), &[("phone", PHONE)]));
    town.app.program.plan_daily_work().expect("planned");
    town.app.advance(TimeDelta::days(31));
    town.app.program.do_jobs().expect("jobs");
    assert_eq!(numbers(&town), 0);
    home.producer.sign_in_again();
    stock(&mut home, "5");
    assert!(texts(&town).is_empty());
}

#[test]
fn a_number_waits_for_ten_goods_at_most_and_none_that_is_there() {
    let (town, mut home, bread) = sold_out();
    for number in 0..10 {
        let name = format!("نان تازهٔ {number}");
        let good =
            [("name", name.as_str()), ("price", "۲۵۰۰۰"), ("unit", "piece"), ("category", "bread"), ("stock", "1")];
        see_other(&home.producer.post("/my/goods/new", &good));
    }
    let mut visitor = town.app.client();
    let shop = home.producer.get("/my/shop").link("/s/");
    let there = visitor.get(&shop).links("/p/").into_iter().find(|good| *good != bread).expect("one that is there");
    see_other(&visitor.post(&format!("{there}/tell-me"), &[("phone", PHONE)]));
    assert!(visitor.get(&there).has("همین حالا هست"));
    visitor.forget_notice();
    let goods: Vec<String> = home.producer.get("/my/goods").links("/my/goods/1");
    let stocks: std::collections::BTreeSet<&str> =
        goods.iter().filter(|link| link.ends_with("/stock")).map(String::as_str).collect();
    for path in stocks {
        home.producer.post(path, &[("count", "0")]);
    }
    let mut codes = visitor.get("/goods").links("/p/");
    codes.extend(visitor.get(&shop).links("/p/"));
    codes.sort();
    codes.dedup();
    assert!(codes.len() >= 11, "{codes:?}");
    let answers: Vec<u16> = codes
        .iter()
        .take(11)
        .map(|good| visitor.post(&format!("{good}/tell-me"), &[("phone", PHONE)]).status)
        .collect();
    assert_eq!(answers.iter().filter(|status| **status == 303).count(), 10, "{answers:?}");
    assert_eq!(answers.last(), Some(&422));
    let (other, none) = ("09367654321", codes[10].as_str());
    see_other(&visitor.post(&format!("{none}/tell-me"), &[("phone", other)]));
}

#[test]
fn an_old_link_stops_what_its_number_waits_for_since_and_says_nothing_that_is_not_true() {
    let (town, mut home, bread) = sold_out();
    town::good(&mut home.producer, "نان سنگک");
    home.producer.forget_notice();
    let shop = home.producer.get("/my/shop").link("/s/");
    let mut visitor = town.app.client();
    let other = visitor.get(&shop).links("/p/").into_iter().find(|good| *good != bread).expect("the other");
    see_other(&visitor.post(&format!("{bread}/tell-me"), &[("phone", PHONE)]));
    visitor.forget_notice();
    stock(&mut home, "5");
    let said = texts(&town);
    let link = said[0].split(&town.app.origin).nth(2).expect("the second link").trim().to_owned();
    pass(&town, 20);
    home.producer.sign_in_again();
    let sangak = home.producer.get("/my/goods").row_with("/my/goods/1", "نان سنگک");
    see_other(&home.producer.post(&format!("{}/stock", sangak.trim_end_matches("/stock")), &[("count", "0")]));
    see_other(&visitor.post(&format!("{other}/tell-me"), &[("phone", PHONE)]));
    visitor.forget_notice();
    pass(&town, 15);
    let page = visitor.get(&link);
    assert!(page.has("دیگر پیامک نفرستید") && !page.has("پیامکی به آن نمی‌رود"), "{}", page.words());
    see_other(&visitor.post(&link, &[]));
    assert!(visitor.get(&link).has("پیامکی به آن نمی‌رود"));
    assert_eq!(numbers(&town), 0, "the younger wish has ended too");
    pass(&town, 31);
    let page = visitor.get(&link);
    assert!(page.has("بیش از سی روز گذشته") && !page.has("پیامکی به آن نمی‌رود"), "{}", page.words());
    let kept = "SELECT code AS text FROM stock_wish WHERE mobile_index IS NOT NULL";
    assert!(lines_of(town.app.database(), kept).is_empty(), "in the end nobody knows the number");
}
