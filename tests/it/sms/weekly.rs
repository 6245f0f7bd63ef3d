//! A week of a standing order that has no order: its buyer is told by SMS, unless they read it in the program.
use super::texting;
use crate::support::town::see_other;
use crate::support::{Client, Page};
use chrono::TimeDelta;

/// Wants two loaves every Thursday, at the door; gives where that is seen.
fn every_thursday(buyer: &mut Client, bread: &str, prefix: &str) -> String {
    let asked = format!("{prefix}{bread}/weekly");
    let form = buyer.get(&format!("{bread}/weekly"));
    let before = form.text().split("هر پنجشنبه").next().unwrap_or_default().to_owned();
    let place = before.rsplit("value=\"").next().unwrap_or_default().split('"').next().unwrap_or_default().to_owned();
    see_other(&buyer.post(&asked, &[("quantity", "۲"), ("place", &place)]))
}

fn sold_out(page: &Page) {
    assert_eq!(page.status, 303, "{}", page.words());
}

#[test]
fn a_buyer_is_told_by_sms_that_a_week_has_no_order() {
    for (prefix, words) in [("", "سفارش هفتگی «نان لواش» ثبت نشد"), ("/en", "No weekly order of “نان لواش” on")]
    {
        let (mut town, mut home, bread) = texting();
        town.app.program.plan_daily_work().expect("the daily work is planned");
        let good = home.producer.get("/my/goods").row_with("/my/goods/1", "نان لواش");
        sold_out(&home.producer.post(&format!("{}/stock", good.trim_end_matches("/stock")), &[("count", "۰")]));
        let (mut buyer, _) = town.person("نرگس خریدار");
        let page = every_thursday(&mut buyer, &bread, prefix);
        town.app.mail();
        assert!(town.app.texts().is_empty(), "it is tried until the day before");
        // Half past twelve on the Wednesday.
        town.app.advance(TimeDelta::hours(48));
        town.app.mail();
        assert!(town.app.texts().is_empty(), "they may read it in the program first");
        town.app.advance(TimeDelta::minutes(31));
        let texts: Vec<String> = town.app.texts().into_iter().map(|sms| sms.text).collect();
        assert!(texts.len() == 1 && texts[0].contains(words) && texts[0].contains(&page), "{texts:?}");
        town.app.advance(TimeDelta::hours(3));
        assert_eq!(town.app.texts().len(), 1, "once");
    }
}

#[test]
fn whoever_read_it_in_the_program_gets_no_sms() {
    let (mut town, mut home, bread) = texting();
    town.app.program.plan_daily_work().expect("the daily work is planned");
    let good = home.producer.get("/my/goods").row_with("/my/goods/1", "نان لواش");
    sold_out(&home.producer.post(&format!("{}/stock", good.trim_end_matches("/stock")), &[("count", "۰")]));
    let (mut buyer, _) = town.person("نرگس خریدار");
    every_thursday(&mut buyer, &bread, "");
    town.app.advance(TimeDelta::hours(48));
    town.app.mail();
    buyer.sign_in_again();
    assert!(buyer.get("/messages").has("این هفته سفارشتان ثبت نشد"));
    see_other(&buyer.post("/messages", &[]));
    town.app.advance(TimeDelta::hours(1));
    assert!(town.app.texts().is_empty());
}
