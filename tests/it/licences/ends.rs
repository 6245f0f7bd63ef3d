//! The end of a licence: told before, exact to the second, and no longer than until another one is there.
use super::{Licensed, TODAY, enter, told};
use crate::support::town::{self, see_other};
use chrono::TimeDelta;

const ENDING: &str = "۱۲ دی اعتبار دارد";

#[test]
fn a_licence_ends_at_midnight_in_tehran_and_its_shop_is_told_of_each_stage_once() {
    let mut licensed = Licensed::open();
    licensed.need(TODAY);
    // Forty days: thirty before its end are at nine in the morning of 12 Azar, seven before it of 5 Dey.
    licensed.license("۱۱", ("1405", "10", "12"));
    assert!(!licensed.baker.producer.get("/my/goods").has("تمدیدش کنید"));
    licensed.pass(TimeDelta::days(10) - TimeDelta::minutes(3 * 60 + 31));
    assert_eq!(told(&mut licensed.baker.producer, ENDING), 0);
    for (step, times) in [(TimeDelta::minutes(1), 1), (TimeDelta::days(22), 1), (TimeDelta::days(1), 2)] {
        licensed.pass(step);
        licensed.jobs();
        assert_eq!(told(&mut licensed.baker.producer, ENDING), times, "after {step}");
    }
    assert!(licensed.baker.producer.get("/my/goods").has("تمدیدش کنید"), "its pages say so too");
    licensed.pass(TimeDelta::days(7) + TimeDelta::minutes(15 * 60) - TimeDelta::seconds(2));
    assert!(licensed.is_seen(), "to the last second of its day");
    licensed.pass(TimeDelta::seconds(1));
    assert!(!licensed.is_seen());
    assert_eq!(told(&mut licensed.baker.producer, "فعلاً به خریداران نشان داده نمی‌شوند"), 1);
    licensed.jobs();
    assert_eq!(told(&mut licensed.baker.producer, "فعلاً به خریداران نشان داده نمی‌شوند"), 1);
    let shop = licensed.shop.clone();
    assert!(!licensed.town.app.client().get(&shop).has("کارت بهداشت"), "buyers are not told of what is over");
    licensed.license("۲۲", ("1406", "10", "12"));
    assert!(licensed.is_seen(), "a renewed one brings the goods back");
}

#[test]
fn what_was_ordered_before_the_end_is_handed_over_and_nothing_is_ordered_after_it() {
    let mut licensed = Licensed::open();
    licensed.need(TODAY);
    licensed.license("۱۱", TODAY);
    assert!(licensed.is_seen(), "it is good today");
    town::door(&mut licensed.baker.producer, "کوچهٔ یاس");
    // Half past ten in the evening: what is ordered now is collected tomorrow.
    licensed.pass(TimeDelta::hours(10));
    let (mut buyer, mut late) = (licensed.town.app.client(), licensed.town.app.client());
    town::order(&mut buyer, &licensed.page.clone(), ("نرگس", "09351234567"), "1");
    let code = licensed.page.trim_start_matches("/p/").to_owned();
    see_other(&late.post("/basket/add", &[("good", &code), ("quantity", "1")]));
    late.forget_notice();
    // The night begins: the worker has not come to it yet.
    licensed.town.app.advance(TimeDelta::minutes(90));
    let refused = town::send_basket(&mut late, ("لیلا", "09351234568"));
    assert_eq!(refused.status, 422, "no order is placed in the moment before the job: {}", refused.words());
    licensed.jobs();
    assert!(!licensed.is_seen());
    town::hand_over_order(&mut licensed.baker.producer, "نرگس");
}

#[test]
fn a_licence_that_was_renewed_in_time_ends_without_a_word_and_hides_nothing() {
    let mut licensed = Licensed::open();
    licensed.need(TODAY);
    licensed.license("۱۱", ("1405", "10", "12"));
    licensed.license("۲۲", ("1407", "1", "1"));
    licensed.pass(TimeDelta::days(41));
    assert!(licensed.is_seen());
    assert_eq!(told(&mut licensed.baker.producer, "۱۲ دی"), 0);
}

#[test]
fn a_licence_that_no_good_needs_ends_and_hides_nothing() {
    let mut licensed = Licensed::open();
    licensed.license("۱۱", TODAY);
    licensed.pass(TimeDelta::days(1));
    assert!(licensed.is_seen());
    assert_eq!(told(&mut licensed.baker.producer, "دیگر به خریداران نشان داده نمی‌شود"), 1);
}

#[test]
fn shops_of_supported_and_of_other_households_are_told_and_hidden_alike() {
    let mut licensed = Licensed::open();
    let mut caseworker = licensed.town.caseworker();
    town::grant_oven(&mut caseworker, &licensed.baker, "L-7");
    let mut other = licensed.town.home(&mut caseworker, ("مریم", "نان‌پز"));
    other.producer.forget_notice();
    town::good(&mut other.producer, "نان سنگک");
    other.producer.forget_notice();
    licensed.need(TODAY);
    let shop = other.producer.get("/my/shop").link("/s/");
    licensed.license("۱۱", TODAY);
    see_other(&enter(&mut other.producer, "۲۲", TODAY));
    other.producer.forget_notice();
    see_other(&licensed.decide("۲۲", "accept", &[]));
    let page = licensed.town.app.client().get(&shop).link("/p/");
    let panel = |words: String| {
        words
            .split_once("مجوزها")
            .map(|(_, rest)| rest.split_whitespace().take(6).map(str::to_owned).collect::<Vec<_>>())
    };
    let (mut visitor, first) = (licensed.town.app.client(), licensed.page.clone());
    let said = [first.as_str(), page.as_str()].map(|path| panel(visitor.get(path).words()).expect("its licences"));
    let unnumbered =
        said.map(|words| words.into_iter().filter(|word| !["۱۱", "۲۲"].contains(&word.as_str())).collect::<Vec<_>>());
    assert_eq!(unnumbered[0], unnumbered[1]);
    licensed.pass(TimeDelta::days(1));
    other.producer.sign_in_again();
    let gone = [first.as_str(), page.as_str()].map(|path| visitor.get(path));
    assert_eq!(gone.each_ref().map(|page| page.status), [404, 404]);
    let ended = "فعلاً به خریداران نشان داده نمی‌شوند";
    assert_eq!((told(&mut licensed.baker.producer, ended), told(&mut other.producer, ended)), (1, 1));
}
