//! When SMS leave: not while a step can be taken back, not at night unless it cannot wait, and not by a gateway that is not there.
use super::{order_in, texting, told};
use crate::orders::{BUYER, baker, order_at, step};
use crate::support::App;
use crate::support::town::{self, Town, see_other};
use bazarche::config::Config;
use chrono::TimeDelta;
use std::net::TcpListener;

#[test]
fn an_sms_never_leaves_while_its_step_can_be_taken_back() {
    let (town, mut home, bread) = texting();
    order_in(&town, "", &bread);
    let order = order_at(&mut home.producer);
    see_other(&step(&mut home.producer, &order, "accept"));
    see_other(&step(&mut home.producer, &order, "undo"));
    town.app.advance(TimeDelta::seconds(50));
    see_other(&step(&mut home.producer, &order, "accept"));
    town.app.advance(TimeDelta::seconds(40));
    assert!(town.app.texts().is_empty(), "the second step is forty seconds old");
    assert_eq!(told(&town).len(), 1);
}

#[test]
fn whoever_is_to_collect_before_the_morning_hears_of_a_cancellation_at_night() {
    let (town, mut home, bread) = texting();
    let days = ["0", "1", "2", "3", "4", "5", "6"].map(|day| ("day", day));
    let early = [&days[..], &[("opens", "6"), ("closes", "7"), ("place", "کوچهٔ لاله ۴، زنگ اول")]].concat();
    see_other(&home.producer.post("/my/shop/door", &early));
    home.producer.forget_notice();
    // Half past ten at night; the next door opens at six.
    town.app.advance(TimeDelta::hours(10));
    home.producer.sign_in_again();
    order_in(&town, "", &bread);
    let order = order_at(&mut home.producer);
    see_other(&step(&mut home.producer, &order, "cancel"));
    let texts = told(&town);
    assert!(texts.len() == 1 && texts[0].contains("لغو شد"), "{texts:?}");
}

#[test]
fn a_guest_is_told_by_sms_that_a_batch_is_ready_at_another_time_and_at_any_hour_not_to_eat_it() {
    let (town, mut home, bread) = texting();
    let product = home.producer.get("/my/goods").link("/my/goods/1").split('/').nth(3).unwrap_or_default().to_owned();
    let batch = town::batch(&mut home.producer, &product, "۴۰");
    let mut buyer = town.app.client();
    let code = bread.trim_start_matches("/p/").to_owned();
    let of = buyer.get(&bread).value_of("batch");
    see_other(&buyer.post("/basket/add", &[("good", &code), ("batch", &of), ("quantity", "2")]));
    buyer.forget_notice();
    see_other(&town::send_basket(&mut buyer, BUYER));
    let order = order_at(&mut home.producer);
    see_other(&step(&mut home.producer, &order, "accept"));
    assert_eq!(told(&town).len(), 1);
    see_other(&home.producer.post(&batch, &[("do", "today")]));
    home.producer.forget_notice();
    let texts = told(&town);
    assert!(texts.len() == 2 && texts[1].contains("وقت آماده شدن سفارشتان"), "{texts:?}");
    see_other(&home.producer.post(&batch, &[("do", "made")]));
    home.producer.forget_notice();
    let key = home.producer.get(&order).value_of("idem");
    see_other(
        &home.producer.post(&format!("{order}/collect"), &[("idem", &key), ("without", "known"), ("way", "cash")]),
    );
    // Ten at night.
    town.app.advance(TimeDelta::hours(9) + TimeDelta::minutes(30));
    home.producer.sign_in_again();
    see_other(&home.producer.post(&batch, &[("do", "recall"), ("reason", "بوی کپک"), ("left", "۰")]));
    let texts: Vec<String> = town.app.texts().into_iter().map(|sms| sms.text).collect();
    assert!(texts.len() == 3 && texts[2].contains("سالم نیست؛ استفاده نکنید"), "{texts:?}");
    assert!(!home.producer.get(&batch).has("زنگ بزنید"), "they were told");
}

#[test]
fn whoever_bought_from_the_stock_among_which_a_batch_lay_is_told_by_sms_not_to_eat_it() {
    let (town, mut home, bread) = texting();
    let product = home.producer.get("/my/goods").link("/my/goods/1").split('/').nth(3).unwrap_or_default().to_owned();
    let batch = town::batch(&mut home.producer, &product, "۴۰");
    order_in(&town, "", &bread);
    let order = order_at(&mut home.producer);
    see_other(&step(&mut home.producer, &order, "accept"));
    for act in ["today", "made"] {
        see_other(&home.producer.post(&batch, &[("do", act)]));
        home.producer.forget_notice();
    }
    town.app.advance(TimeDelta::minutes(1));
    let key = home.producer.get(&order).value_of("idem");
    see_other(
        &home.producer.post(&format!("{order}/collect"), &[("idem", &key), ("without", "known"), ("way", "cash")]),
    );
    home.producer.forget_notice();
    town.app.advance(TimeDelta::minutes(1));
    see_other(&home.producer.post(&batch, &[("do", "recall"), ("reason", "بوی کپک"), ("left", "۱۰")]));
    let texts = told(&town);
    assert!(texts.last().is_some_and(|text| text.contains("استفاده نکنید")), "{texts:?}");
    assert!(!home.producer.get(&batch).has("خریدار زنگ بزنید"), "they were told");
}

#[test]
fn while_a_gateway_is_not_reached_what_waits_for_it_is_not_counted_as_tried() {
    let file = crate::support::app::fresh_folder().join("sms.toml");
    let closed = TcpListener::bind("127.0.0.1:0").expect("a port").local_addr().expect("an address");
    let text = format!("url = \"http://{closed}/?to={{to}}&text={{text}}\"\nquiet_from = 0\nquiet_until = 0\n");
    std::fs::write(&file, text).expect("written");
    let setting = |name: &str| (name == "BAZARCHE_SMS").then(|| format!("file:{}", file.display()));
    let mut town = Town::of(App::start_sending(Config::read(None, setting).expect("settings").sms));
    let (mut home, bread) = baker(&mut town, ("زهرا", "نان‌پز"));
    for _ in 0..2 {
        order_in(&town, "", &bread);
        let order = order_at(&mut home.producer);
        see_other(&step(&mut home.producer, &order, "cancel"));
    }
    town.app.advance(TimeDelta::minutes(2));
    for _ in 0..80 {
        town.app.program.do_jobs().expect("jobs");
        town.app.advance(TimeDelta::minutes(1));
    }
    town.admin.sign_in_again();
    let page = town.admin.get("/admin/messages");
    assert!(page.has("پیامک: ۰ نرفته، ۲ در صف"), "not given up after an hour: {}", page.words());
}

#[test]
fn whose_order_is_not_answered_yet_is_told_by_sms_of_another_time_too() {
    let (town, mut home, bread) = texting();
    let product = home.producer.get("/my/goods").link("/my/goods/1").split('/').nth(3).unwrap_or_default().to_owned();
    let batch = town::batch(&mut home.producer, &product, "۴۰");
    let mut buyer = town.app.client();
    let code = bread.trim_start_matches("/p/").to_owned();
    let of = buyer.get(&bread).value_of("batch");
    see_other(&buyer.post("/basket/add", &[("good", &code), ("batch", &of), ("quantity", "2")]));
    buyer.forget_notice();
    let mine = see_other(&town::send_basket(&mut buyer, BUYER));
    see_other(&home.producer.post(&batch, &[("do", "today")]));
    // A cancellation that the buyer took back is no answer either.
    see_other(&buyer.post(&format!("{mine}/cancel"), &[]));
    see_other(&buyer.post(&format!("{mine}/undo"), &[]));
    let texts = told(&town);
    assert!(texts.len() == 1 && texts[0].contains("وقت آماده شدن سفارشتان"), "{texts:?}");
}

#[test]
fn an_sms_is_not_promised_again_to_a_buyer_who_has_read_it_in_the_program() {
    let (mut town, mut home, bread) = texting();
    let (mut buyer, _) = baker(&mut town, ("مریم", "تنوری"));
    town::order(&mut buyer.producer, &bread, BUYER, "1");
    let order = order_at(&mut home.producer);
    see_other(&step(&mut home.producer, &order, "cancel"));
    town.app.advance(TimeDelta::minutes(31));
    assert_eq!(town.app.texts().len(), 1);
    see_other(&buyer.producer.post("/messages", &[]));
    let again = home.producer.post(&format!("{order}/tell"), &[]);
    assert!(again.status == 422 && again.has("یا خریدار خبر دارد"), "{}", again.words());
}
