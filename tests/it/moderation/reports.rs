//! Visitors report goods; many reports on one good are one line of the queue.
use super::{Careful, decide, edit};
use crate::support::Client;
use crate::support::town::see_other;

/// A good that everyone sees, by its public page.
fn seen_good(careful: &mut Careful, name: &str) -> String {
    careful.list(name);
    see_other(&careful.decide(name, "accept", &[]));
    let shop = careful.shop();
    careful.town.app.client().get(&shop).row_with("/p/", name)
}

fn report(visitor: &mut Client, good: &str, reason: &str, words: &str) -> u16 {
    let done = visitor.post(&format!("{good}/report"), &[("reason", reason), ("words", words)]);
    visitor.forget_notice();
    done.status
}

#[test]
fn a_report_asks_for_no_name_and_stands_in_the_queue_once() {
    let mut careful = Careful::open();
    let good = seen_good(&mut careful, "نان جو");
    let mut visitor = careful.town.app.client();
    let page = visitor.get(&good).link(&format!("{good}/report"));
    assert!(visitor.get(&page).has("نام شما را نمی‌پرسیم"));
    assert_eq!(report(&mut visitor, &good, "", ""), 422);
    assert_eq!(report(&mut visitor, &good, "other", ""), 422, "another reason is told in words");
    assert_eq!(report(&mut visitor, &good, "untrue", "گندم بود"), 303);
    assert_eq!(report(&mut visitor, &good, "rude", "خیلی پرروغن"), 303, "a second one is taken and not counted");
    let queue = careful.manager.get("/moderation");
    assert!(queue.has("۱ گزارش") && queue.links("/moderation/items/").len() == 1, "{}", queue.words());
    let item = careful.item("نان جو");
    let page = careful.manager.get(&item);
    assert!(page.has("گندم بود") && page.has("با واقعیت فرق دارد") && !page.has("پرروغن"), "{}", page.words());
}

#[test]
fn the_moderator_hides_a_reported_good_or_lets_it_stay() {
    let mut careful = Careful::open();
    let (good, fine) = (seen_good(&mut careful, "نان جو"), seen_good(&mut careful, "نان گندم"));
    let mut visitor = careful.town.app.client();
    for good in [&good, &fine] {
        assert_eq!(report(&mut visitor, good, "forbidden", ""), 303);
    }
    see_other(&careful.decide("نان گندم", "accept", &[]));
    let item = careful.item("نان جو");
    see_other(&careful.decide("نان جو", "refuse", &[("reason", "forbidden")]));
    assert!(!careful.is_seen("نان جو") && careful.is_seen("نان گندم"));
    let told = careful.seller.producer.get("/messages");
    assert!(told.has("چون دربارهٔ آن گزارش رسیده بود") && !told.has("«نان گندم» را دیگر"), "{}", told.words());
    assert!(careful.seller.producer.get("/my/goods").has("پذیرفته نشد"));
    see_other(&decide(&mut careful.manager, &item, "undo", &[]));
    assert!(careful.is_seen("نان جو"));
}

#[test]
fn a_report_does_not_keep_a_decision_from_being_made_nor_from_being_taken_back() {
    let mut careful = Careful::open();
    let good = seen_good(&mut careful, "نان جو");
    assert_eq!(report(&mut careful.town.app.client(), &good, "untrue", ""), 303);
    let item = careful.item("نان جو");
    let seen = careful.manager.get(&item).values_of("version").pop().unwrap_or_default();
    // The next one comes from another address.
    let forget = "UPDATE good_report SET address_index = NULL RETURNING reason AS text";
    assert_eq!(crate::privacy::lines_of(careful.town.app.database(), forget).len(), 1);
    assert_eq!(report(&mut careful.town.app.client(), &good, "rude", ""), 303);
    see_other(&careful.manager.post(&item, &[("version", &seen), ("do", "refuse"), ("reason", "rude")]));
    assert!(!careful.is_seen("نان جو"));
}

#[test]
fn the_addresses_of_reports_are_forgotten_after_two_days() {
    let mut careful = Careful::open();
    let first = seen_good(&mut careful, "نان جو");
    assert_eq!(report(&mut careful.town.app.client(), &first, "photo", ""), 303);
    let url = careful.town.app.database().to_owned();
    let kept = || {
        crate::privacy::lines_of(&url, "SELECT reason AS text FROM good_report WHERE address_index IS NOT NULL").len()
    };
    assert_eq!(kept(), 1);
    careful.town.app.advance(chrono::TimeDelta::days(3));
    careful.town.app.program.plan_daily_work().expect("planned");
    careful.town.app.program.do_jobs().expect("done");
    assert_eq!(kept(), 0);
    assert_eq!(report(&mut careful.town.app.client(), &first, "photo", ""), 303);
}

#[test]
fn a_hidden_shop_is_nowhere_to_be_seen_takes_no_orders_is_told_why_and_comes_back() {
    let mut careful = Careful::open();
    let good = seen_good(&mut careful, "نان جو");
    let shop = careful.shop();
    let mut buyer = careful.town.app.client();
    see_other(&buyer.post("/basket/add", &[("good", good.trim_start_matches("/p/")), ("quantity", "1")]));
    buyer.forget_notice();
    let here = careful.manager.get("/moderation/shops").link("/moderation/shops/");
    assert!(careful.manager.post(&here, &[("do", "hide"), ("why", " ")]).has("بنویسید چرا پنهان می‌شود"));
    let hide = [("do", "hide"), ("why", "نان کپک‌زده فروخته است.")];
    for _ in 0..2 {
        see_other(&careful.manager.post(&here, &hide));
    }
    careful.manager.forget_notice();
    assert!(!careful.is_seen_anywhere("نان جو", &shop));
    let mut visitor = careful.town.app.client();
    assert_eq!((visitor.get(&shop).status, visitor.get(&good).status), (404, 404));
    assert!(!buyer.get("/basket").text().contains("نان جو"), "what lies in a basket is not there either");
    assert!(careful.seller.producer.get("/my/shop").has("خریداران فعلاً فروشگاه و کالاهایتان را نمی‌بینند"));
    let told = careful.seller.producer.get("/messages");
    assert_eq!(told.text().matches("نان کپک‌زده فروخته است.").count(), 1, "once, though it arrived twice");
    see_other(&careful.manager.post(&here, &[("do", "show")]));
    careful.manager.forget_notice();
    assert!(careful.is_seen("نان جو"));
}

/// Opens the seller's shop, and trusts it from then on.
fn trust(careful: &mut Careful) {
    careful.list("نان نخست");
    let here = careful.manager.get("/moderation/shops").link("/moderation/shops/");
    see_other(&careful.manager.post(&here, &[("do", "trust")]));
    careful.manager.forget_notice();
}

#[test]
fn a_decision_on_a_report_is_not_about_what_its_shop_put_there_meanwhile() {
    let mut careful = Careful::open();
    trust(&mut careful);
    let good = careful.list("نان جو");
    let shop = careful.shop();
    let page = careful.town.app.client().get(&shop).row_with("/p/", "نان جو");
    assert_eq!(report(&mut careful.town.app.client(), &page, "untrue", ""), 303);
    let item = careful.item("نان جو");
    for (act, words, more) in [("accept", "گندم خالص", vec![]), ("refuse", "جو خالص", vec![("reason", "rude")])]
    {
        let seen = careful.manager.get(&item).values_of("version").pop().unwrap_or_default();
        see_other(&edit(&mut careful.seller.producer, &good, &[("description", words)]));
        assert!(careful.is_seen("نان جو"), "it is a trusted shop's");
        let late = careful.manager.post(&item, &[&[("version", seen.as_str()), ("do", act)][..], &more].concat());
        assert_eq!(late.status, 422, "{act}");
        assert!(late.has("عوض شد") && late.has(words), "the page comes back as it is now: {}", late.words());
        assert!(careful.is_seen("نان جو") && careful.item("نان جو") == item, "nothing was decided");
    }
    let seen = careful.manager.get(&item).values_of("version").pop().unwrap_or_default();
    let same = [("description", "جو خالص"), ("price", "۲۷۰۰۰")];
    see_other(&edit(&mut careful.seller.producer, &good, &same));
    see_other(&careful.manager.post(&item, &[("version", &seen), ("do", "accept")]));
}

#[test]
fn the_own_pages_of_a_hidden_shop_lead_to_nothing_that_is_not_there_and_say_why() {
    let mut careful = Careful::open();
    trust(&mut careful);
    let good = careful.list("نان جو");
    let own = format!("/my/goods/{good}");
    let hidden = "خریداران فعلاً فروشگاه و کالاهایتان را نمی‌بینند";
    let mine = careful.seller.producer.get("/my/goods");
    assert!(mine.has("دیدن فروشگاه") && !mine.has(hidden), "{}", mine.words());
    assert!(careful.seller.producer.get(&own).text().contains("/p/"));
    let here = careful.manager.get("/moderation/shops").link("/moderation/shops/");
    see_other(&careful.manager.post(&here, &[("do", "hide"), ("why", "نان کپک‌زده فروخته است.")]));
    careful.manager.forget_notice();

    let mine = careful.seller.producer.get("/my/goods");
    assert!(mine.links("/s/").is_empty() && mine.has(hidden), "{}", mine.words());
    let page = careful.seller.producer.get(&own);
    assert!(!page.text().contains("/p/"), "a square that leads nowhere: {}", page.words());
    let new = [("name", "نان گندم"), ("price", "۲۵۰۰۰"), ("unit", "piece"), ("category", "bread"), ("stock", "۲۰")];
    see_other(&careful.seller.producer.post("/my/goods/new", &new));
    let said = careful.seller.producer.get("/my/goods");
    assert!(said.has("خریداران فعلاً آن را نمی‌بینند") && !said.has("در فروشگاه شماست"), "{}", said.words());
    see_other(&careful.manager.post(&here, &[("do", "show")]));
    careful.manager.forget_notice();
    careful.seller.producer.forget_notice();
    assert!(careful.seller.producer.get("/my/goods").has("دیدن فروشگاه"));
    assert!(careful.seller.producer.get(&own).text().contains("/p/"));
}
