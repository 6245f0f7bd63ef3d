//! An order on another phone: found by the two numbers of its buyer, and by nobody who guesses.
use super::{BUYER, baker};
use crate::support::town::{self, Town, see_other};
use crate::support::{Client, Page};
use chrono::TimeDelta;

/// The number of an order as its page shows it.
fn number_on(page: &Page) -> String {
    let after = page.text().split("شمارهٔ سفارش").nth(1).unwrap_or_default().to_owned();
    let start = after.split("dir=\"ltr\">").nth(1).unwrap_or_default().to_owned();
    start.split('<').next().unwrap_or_default().to_owned()
}

/// An order of a loaf: the town, its page, and its number.
fn placed() -> (Town, String, String) {
    let mut town = Town::open();
    let (_, bread) = baker(&mut town, ("زهرا", "نان‌پز"));
    let mut buyer = town.app.client();
    let mine = town::order(&mut buyer, &bread, BUYER, "1");
    let number = number_on(&buyer.get(&mine));
    assert_eq!(number.chars().filter(|c| ('۰'..='۹').contains(c)).count(), 10, "{number}");
    (town, mine, number)
}

fn find(client: &mut Client, phone: &str, number: &str) -> Page {
    client.post("/find-order", &[("phone", phone), ("number", number)])
}

#[test]
fn a_buyer_finds_the_order_on_another_phone_which_remembers_it() {
    let (town, mine, number) = placed();
    let mut other = town.app.client();
    let link = other.get("/basket").link("/find-order");
    assert_eq!(other.get("/orders").link("/find-order"), link);
    assert_eq!(other.get("/sign-in").link("/find-order"), link);
    assert_eq!(other.get(&link).status, 200);
    assert_eq!(see_other(&find(&mut other, "+98 935 123 4567", &number)), mine);
    assert!(other.get("/orders").links("/orders/").contains(&mine));
    let mut third = town.app.client();
    let bare: String = number.chars().filter(|c| *c != ' ').collect();
    assert_eq!(
        see_other(&third.post("/en/find-order", &[("phone", BUYER.1), ("number", &bare)])),
        format!("/en{mine}")
    );
}

#[test]
fn a_wrong_number_and_one_that_there_is_not_are_answered_alike() {
    let (town, _, number) = placed();
    let answer = |phone: &str, number: &str| {
        let page = find(&mut town.app.client(), phone, number);
        assert_eq!(page.status, 422);
        assert!(page.has("سفارشی با این دو شماره پیدا نشد"), "{}", page.words());
        assert_eq!((page.value_of("phone"), page.value_of("number")), (phone.to_owned(), number.to_owned()));
        page.text().replace(phone, "").replace(number, "")
    };
    let other_phone = answer("09350000000", &number);
    let other_number = answer("09351234567", "0000000001");
    assert_eq!((&other_phone, &other_number), (&answer("09350000001", "1234567890"), &other_phone));
    let odd = find(&mut town.app.client(), "12", "۱۲۳");
    assert!(
        odd.status == 422 && odd.has("شمارهٔ موبایل ۱۱ رقم") && odd.has("شمارهٔ سفارش ۱۰ رقم است"),
        "{}",
        odd.words()
    );
    assert!(!find(&mut town.app.client(), BUYER.1, "").has("پیدا نشد"), "the number is to be written");
}

#[test]
fn whoever_guesses_waits_and_whoever_knows_it_finds_it_later() {
    let (town, mine, number) = placed();
    let mut other = town.app.client();
    for _ in 0..5 {
        assert!(find(&mut other, BUYER.1, "0000000001").has("پیدا نشد"));
    }
    let waits = find(&mut other, BUYER.1, &number);
    assert!(waits.status == 422 && waits.has("ثانیه صبر کنید"), "{}", waits.words());
    town.app.advance(TimeDelta::minutes(20));
    assert_eq!(see_other(&find(&mut other, BUYER.1, &number)), mine);
}

#[test]
fn no_page_of_the_shop_shows_the_number() {
    let mut town = Town::open();
    let (mut home, bread) = baker(&mut town, ("زهرا", "نان‌پز"));
    let mut buyer = town.app.client();
    let mine = town::order(&mut buyer, &bread, BUYER, "1");
    let number = number_on(&buyer.get(&mine));
    let order = super::order_at(&mut home.producer);
    let bare: String = number.chars().filter(|c| *c != ' ').collect();
    for path in ["/my/orders", order.as_str(), "/my"] {
        let page = home.producer.get(path);
        assert!(!page.has(&number) && !page.has(&bare), "{path}");
    }
}
