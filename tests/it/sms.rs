//! What buyers are told by SMS of their orders: what, when, how often, and what becomes of one that does not leave.
mod gateway;
mod waiting;
mod weekly;

use crate::orders::{BUYER, baker, order_at, step};
use crate::privacy::TELL_TALES;
use crate::support::town::{self, Home, Town, see_other};
use crate::support::{App, Client};
use bazarche::config::Sms;
use chrono::TimeDelta;

/// A town whose SMS are kept in memory, with a baker.
fn texting() -> (Town, Home, String) {
    let mut town = Town::of(App::start_sending(Sms::Memory));
    let (home, bread) = baker(&mut town, ("زهرا", "نان‌پز"));
    (town, home, bread)
}

/// Lets the time go by in which a step can be taken back, and gives the words of what was sent so far.
fn told(town: &Town) -> Vec<String> {
    town.app.advance(TimeDelta::seconds(76));
    town.app.texts().into_iter().map(|sms| sms.text).collect()
}

/// Orders two loaves in the language of this prefix.
fn order_in(town: &Town, prefix: &str, bread: &str) -> Client {
    let mut buyer = town.app.client();
    let code = bread.trim_start_matches("/p/");
    see_other(&buyer.post("/basket/add", &[("good", code), ("quantity", "2")]));
    see_other(&town::send_basket_of(&mut buyer, &format!("{prefix}/basket"), BUYER));
    buyer
}

fn says_nothing_of_help(text: &str) {
    let words = text.to_lowercase();
    for word in TELL_TALES {
        assert!(!words.split(|c: char| !c.is_alphabetic()).any(|said| said == word), "{text} says {word}");
    }
}

#[test]
fn a_buyer_is_told_once_of_each_step_in_the_language_of_the_order() {
    for (prefix, expected) in [
        ("", ["سفارشتان را پذیرفت", "آماده است", "لغو شد"]),
        ("/en", ["accepted your order", "is ready", "was cancelled"]),
    ] {
        let (town, mut home, bread) = texting();
        order_in(&town, prefix, &bread);
        let order = order_at(&mut home.producer);
        for (at, (to, words)) in ["accept", "ready", "cancel"].into_iter().zip(expected).enumerate() {
            see_other(&step(&mut home.producer, &order, to));
            assert_eq!(town.app.texts().len(), at, "not while it can be taken back");
            let texts = told(&town);
            assert_eq!(texts.len(), at + 1, "{texts:?}");
            assert!(texts[at].contains(words), "{}", texts[at]);
            says_nothing_of_help(&texts[at]);
            let link = texts[at].split(&town.app.origin).nth(1).expect("a link").trim().to_owned();
            assert_eq!(town.app.client().get(&link).status, 200, "{link}");
            assert!(link.starts_with(&format!("{prefix}/orders/")), "{link}");
        }
        assert_eq!(told(&town).len(), 3, "nothing is told twice");
        let to: Vec<String> = town.app.texts().into_iter().map(|sms| sms.to).collect();
        assert_eq!(to, ["09351234567", "09351234567", "09351234567"]);
    }
}

#[test]
fn what_was_taken_back_or_done_by_the_buyer_is_not_told() {
    let (town, mut home, bread) = texting();
    let mut buyer = order_in(&town, "", &bread);
    let order = order_at(&mut home.producer);
    for to in ["accept", "undo", "accept", "ready"] {
        see_other(&step(&mut home.producer, &order, to));
    }
    let texts = told(&town);
    assert_eq!(texts.len(), 1, "only what stands: {texts:?}");
    assert!(texts[0].contains("آماده است"));
    let mine = buyer.get("/orders").link("/orders/");
    see_other(&buyer.post(&format!("{mine}/cancel"), &[]));
    assert_eq!(told(&town).len(), 1, "they did it themselves");
}

#[test]
fn nobody_is_woken_at_night_and_in_the_morning_it_is_told() {
    let (town, mut home, bread) = texting();
    order_in(&town, "", &bread);
    // Half past ten at night.
    town.app.advance(TimeDelta::hours(10));
    home.producer.sign_in_again();
    let order = order_at(&mut home.producer);
    see_other(&step(&mut home.producer, &order, "cancel"));
    assert!(told(&town).is_empty(), "it is night");
    home.producer.sign_in_again();
    let page = home.producer.get(&order);
    assert!(page.has("پیامک «لغو شد» به خریدار") && page.has("در صف"), "{}", page.words());
    // A minute before eight, and a minute after.
    town.app.advance(TimeDelta::minutes(9 * 60 + 26));
    assert!(told(&town).is_empty(), "it is still night");
    town.app.advance(TimeDelta::minutes(3));
    assert_eq!(told(&town).len(), 1);
}

#[test]
fn a_buyer_with_an_account_gets_an_sms_only_if_nobody_opens_the_news_in_the_program() {
    let (mut town, mut home, bread) = texting();
    let (mut buyer, _) = baker(&mut town, ("مریم", "تنوری"));
    for (opens, expected) in [(true, 0), (false, 1)] {
        town::order(&mut buyer.producer, &bread, BUYER, "1");
        let order = order_at(&mut home.producer);
        see_other(&step(&mut home.producer, &order, "cancel"));
        assert!(buyer.producer.get("/messages").has("سفارشتان لغو شد"));
        assert!(told(&town).is_empty(), "it lies in the program first");
        if opens {
            see_other(&buyer.producer.post("/messages", &[]));
        }
        town.app.advance(TimeDelta::minutes(31));
        assert_eq!(told(&town).len(), expected, "opened: {opens}");
    }
}

#[test]
fn an_order_that_nobody_answered_is_told_of() {
    let (town, _, bread) = texting();
    order_in(&town, "", &bread);
    town.app.advance(TimeDelta::hours(25));
    assert!(town.app.texts().is_empty());
    let texts = told(&town);
    assert!(texts.len() == 1 && texts[0].contains("لغو شد"), "{texts:?}");
}

#[test]
fn without_a_gateway_nothing_is_shown_to_the_shop_and_what_is_news_waits_for_one() {
    let mut town = Town::open();
    let (mut home, bread) = baker(&mut town, ("زهرا", "نان‌پز"));
    let order = {
        order_in(&town, "", &bread);
        order_at(&mut home.producer)
    };
    see_other(&step(&mut home.producer, &order, "accept"));
    assert!(!home.producer.get(&order).has("به خریدار"));
    town.app.advance(TimeDelta::minutes(2));
    assert!(town.app.texts().is_empty());
    assert_eq!(home.producer.post(&format!("{order}/tell"), &[]).status, 422);
    assert!(town.admin.get("/admin/messages").has("پیامک: ۰ نرفته، ۱ در صف"));
    // What is no longer news waits no longer: whatever it was to be collected for is over.
    town.app.advance(TimeDelta::days(12));
    assert!(town.app.texts().is_empty());
    town.admin.sign_in_again();
    assert!(town.admin.get("/admin/messages").has("پیامک: ۰ نرفته، ۰ در صف"));
}

#[test]
fn a_buyer_who_is_gone_from_the_books_is_told_nothing() {
    let (town, mut home, bread) = texting();
    order_in(&town, "", &bread);
    let order = order_at(&mut home.producer);
    see_other(&step(&mut home.producer, &order, "cancel"));
    see_other(&step(&mut home.producer, &order, "undo"));
    see_other(&step(&mut home.producer, &order, "cancel"));
    town.app.program.plan_daily_work().expect("planned");
    town.app.advance(TimeDelta::days(120));
    // The daily work is done before what waited, as its time came first or not: either way nobody is told.
    town.app.program.do_jobs().expect("jobs");
    town.app.advance(TimeDelta::days(1));
    let sent = town.app.texts().len();
    assert!(sent <= 1, "{sent}");
    home.producer.sign_in_again();
    let page = home.producer.get(&order);
    assert!(!page.has("نرگس") && !page.has("دوباره بفرست"), "{}", page.words());
}
