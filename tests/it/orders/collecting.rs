//! The code of a buyer at the collection: who has it, what it proves, and that an order is handed over once.
use super::{BUYER, baker, collect, order_at, step};
use crate::support::town::{self, Home, Town, see_other};
use crate::support::{Client, Page};
use chrono::TimeDelta;

/// The same digits as an address carries them without escapes.
fn latin(digits: &str) -> String {
    digits.chars().filter_map(|digit| char::from_digit(u32::from(digit) - u32::from('۰'), 10)).collect()
}

/// The collection code as the buyer's own page shows it.
fn pin_on(page: &Page) -> String {
    let text = page.text();
    let after = text.split("class=\"pin\"").nth(1).unwrap_or_default();
    after.chars().filter(|c| ('۰'..='۹').contains(c)).take(4).collect()
}

/// An order of two loaves that was accepted: the town, its shop, the buyer's phone and page, the shop's page, and the code.
fn accepted() -> (Town, Home, Client, [String; 3]) {
    let mut town = Town::open();
    let (mut home, bread) = baker(&mut town, ("زهرا", "نان‌پز"));
    let mut buyer = town.app.client();
    let mine = town::order(&mut buyer, &bread, BUYER, "2");
    assert!(!buyer.get(&mine).text().contains("class=\"pin\""), "nothing is collected yet");
    let order = order_at(&mut home.producer);
    see_other(&step(&mut home.producer, &order, "accept"));
    let pin = pin_on(&buyer.get(&mine));
    assert_eq!(pin.chars().count(), 4);
    (town, home, buyer, [mine, order, pin])
}

/// Hands over as the form on the page says, and with this.
fn send(home: &mut Home, order: &str, more: &[(&str, &str)]) -> Page {
    let key = home.producer.get(order).value_of("idem");
    home.producer.post(&format!("{order}/collect"), &[&[("idem", key.as_str())], more].concat())
}

#[test]
fn a_collection_code_leads_to_its_order_and_a_wrong_one_says_so() {
    let (_town, mut home, _, [_, order, pin]) = accepted();
    let found = format!("{order}?pin={}#collect", latin(&pin));
    assert_eq!(see_other(&home.producer.get(&format!("/my/orders?pin={}", latin(&pin)))), found);
    let page = home.producer.get(found.trim_end_matches("#collect"));
    assert_eq!(page.value_of("pin"), latin(&pin), "it is filled in");
    let wrong = home.producer.get("/my/orders?pin=12");
    assert!(wrong.has("سفارشی با این کد منتظر تحویل نیست"), "{}", wrong.words());
}

#[test]
fn no_page_of_the_shop_shows_the_code() {
    let (_town, mut home, _, [_, order, pin]) = accepted();
    // A year and parts of the buyer's number, which look like a code.
    if ["۱۴۰۵", "۰۹۳۵", "۴۵۶۷"].contains(&pin.as_str()) {
        return;
    }
    for path in ["/my/orders", order.as_str(), "/my", "/my/goods"] {
        let page = home.producer.get(path);
        assert!(page.status == 200 && !page.words().contains(&pin), "{path}: {}", page.words());
    }
    see_other(&collect(&mut home.producer, &order, &[("way", "cash")]));
    assert!(!home.producer.get(&order).words().contains(&pin));
    assert!(!home.producer.get("/my/orders?over=yes").words().contains(&pin));
}

#[test]
fn the_code_is_asked_for_and_what_was_typed_comes_back_with_a_wrong_one() {
    let (_town, mut home, mut buyer, [mine, order, pin]) = accepted();
    let none = send(&mut home, &order, &[("way", "cash")]);
    assert!(none.status == 422 && none.has("کد تحویل را از خریدار بپرسید"), "{}", none.words());
    let wrong = if pin == "۱۲۳۴" { "۱۲۳۵" } else { "۱۲۳۴" };
    let other = send(&mut home, &order, &[("way", "cash"), ("pin", wrong), ("given-1", "۱")]);
    assert!(other.status == 422 && other.has("این کدِ این سفارش نیست"), "{}", other.words());
    assert_eq!((other.value_of("pin"), other.value_of("given-1")), (wrong.to_owned(), "۱".to_owned()));
    see_other(&send(&mut home, &order, &[("way", "cash"), ("pin", &pin)]));
    assert!(home.producer.get(&order).has("با کد تحویل"));
    assert!(!buyer.get(&mine).has("بدون کد"));
}

#[test]
fn whoever_did_not_say_the_code_reads_that_it_was_handed_over_without() {
    let (_town, mut home, mut buyer, [mine, order, _]) = accepted();
    see_other(&send(&mut home, &order, &[("way", "cash"), ("without", "forgot")]));
    assert!(home.producer.get(&order).has("بدون کد: کد همراهش نیست"));
    let told = buyer.get(&mine);
    assert!(told.has("بدون کد تحویل داده شد") && told.has("من آن را نگرفته‌ام"), "{}", told.words());
    assert_eq!(buyer.get(&told.link("/s/")).status, 200);
    let english = buyer.get(&format!("/en{mine}"));
    assert!(english.has("handed over without your code"), "{}", english.words());
}

#[test]
fn codes_that_are_tried_out_are_not_answered_for_a_while_and_without_one_it_goes_on() {
    let (_town, mut home, _, [_, order, pin]) = accepted();
    let wrong = if pin == "۱۲۳۴" { "1235" } else { "1234" };
    for _ in 0..11 {
        home.producer.get(&format!("/my/orders?pin={wrong}"));
    }
    let waits = send(&mut home, &order, &[("pin", &pin)]);
    assert!(waits.status == 422 && waits.has("چند بار کد اشتباه نوشته شد"), "{}", waits.words());
    see_other(&send(&mut home, &order, &[("without", "known")]));
}

#[test]
fn a_second_hand_over_with_something_else_says_what_was_handed_over() {
    let (_town, mut home, _, [_, order, pin]) = accepted();
    let key = home.producer.get(&order).value_of("idem");
    let sent = |given: &'static str| {
        [("idem", key.clone()), ("pin", pin.clone()), ("given-1", given.to_owned()), ("way", "cash".to_owned())]
    };
    let mut post = |given: &'static str| {
        let fields = sent(given);
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        home.producer.post(&format!("{order}/collect"), &fields)
    };
    see_other(&post("۱"));
    see_other(&post("۱"));
    for given in ["۲", "یکی"] {
        let again = post(given);
        assert_eq!(again.status, 422);
        assert!(again.has("پیش از این تحویل داده شده است: ۱ عدد نان لواش"), "{given}: {}", again.words());
    }
    assert!(home.producer.get("/my").has("۲۵٬۰۰۰ تومان"), "one loaf was sold");
}

#[test]
fn a_payment_is_noted_before_the_hand_over() {
    let (_town, mut home, mut buyer, [mine, order, _]) = accepted();
    let page = home.producer.get(&order);
    assert!(page.has("فقط پرداخت را بنویس"), "{}", page.words());
    let key = page.value_of("idem");
    let paid = [("idem", key.as_str()), ("way", "transfer"), ("amount", ""), ("given-1", "۲")];
    see_other(&home.producer.post(&format!("{order}/payments"), &paid));
    home.producer.forget_notice();
    let page = home.producer.get(&order);
    assert!(page.has("همه پرداخت شده است.") && !page.has("فقط پرداخت را بنویس"), "{}", page.words());
    assert!(buyer.get(&mine).has("۵۰٬۰۰۰ تومان"));
    see_other(&send(&mut home, &order, &[("without", "known")]));
    assert!(home.producer.get(&order).has("همه پرداخت شده است."));
}

#[test]
fn a_buyer_who_comes_late_still_sees_the_code_that_day() {
    let (town, _home, mut buyer, [mine, _, pin]) = accepted();
    town.app.advance(TimeDelta::hours(7));
    town.app.mail();
    let late = buyer.get(&mine);
    assert!(late.has("تحویل گرفته نشد"), "its time is over: {}", late.words());
    assert_eq!(pin_on(&late), pin);
    town.app.advance(TimeDelta::hours(8));
    assert!(!buyer.get(&mine).text().contains("class=\"pin\""), "not on another day");
}

#[test]
fn what_is_wrong_at_a_hand_over_is_said_at_its_field() {
    let (_town, mut home, _, [_, order, _]) = accepted();
    let wrong = send(&mut home, &order, &[("without", "known"), ("given-1", "سه تا")]);
    assert!(wrong.status == 422 && wrong.text().contains("id=\"given-1-error\""), "{}", wrong.words());
    let much = send(&mut home, &order, &[("without", "known"), ("given-1", "۹۹")]);
    assert!(much.status == 422 && much.text().contains("id=\"given-1-error\""), "{}", much.words());
    let early = step(&mut home.producer, &order, "not_collected");
    assert!(early.status == 422 && early.has("هنوز وقت تحویل نشده است"), "{}", early.words());
    assert!(!home.producer.get(&order).text().contains("value=\"not_collected\""), "nor is it offered before");
}

#[test]
fn where_no_good_was_chosen_the_form_stays_open_and_says_so_there() {
    let mut town = Town::open();
    let (mut home, bread) = baker(&mut town, ("زهرا", "نان‌پز"));
    town::good(&mut home.producer, "نان سنگک");
    home.producer.forget_notice();
    let mut buyer = town.app.client();
    let shop = home.producer.get("/my/shop").link("/s/");
    for good in buyer.get(&shop).links("/p/") {
        see_other(&buyer.post("/basket/add", &[("good", good.trim_start_matches("/p/")), ("quantity", "1")]));
    }
    assert!(bread.starts_with("/p/"));
    buyer.forget_notice();
    see_other(&town::send_basket(&mut buyer, BUYER));
    let order = order_at(&mut home.producer);
    let none = home.producer.post(&format!("{order}/step"), &[("to", "drop"), ("why", "تمام شد")]);
    assert!(none.status == 422 && none.text().contains("id=\"line-error\""), "{}", none.words());
    let long = "ن".repeat(201);
    let too_long = home.producer.post(&format!("{order}/step"), &[("to", "drop"), ("line", "2"), ("why", &long)]);
    let text = too_long.text();
    assert!(too_long.status == 422 && text.contains("id=\"why-error\""), "{}", too_long.words());
    assert!(text.contains("name=\"line\" value=\"2\" checked"), "what was chosen stays");
}
