//! What waits, and what a decision does.
use super::{Careful, decide, edit};
use crate::support::town::{self, see_other};
use chrono::TimeDelta;

#[test]
fn a_new_shops_good_is_nowhere_until_it_is_accepted_and_its_own_seller_sells_it_meanwhile() {
    let mut careful = Careful::open();
    let good = careful.list("نان کنجدی");
    assert!(!careful.is_seen("نان کنجدی"), "no buyer sees it");
    let mine = careful.seller.producer.get("/my/goods");
    assert!(mine.has("در انتظار بررسی") && mine.has("پس از بررسی به خریداران نشان داده می‌شود"), "{}", mine.words());
    town::sell(&mut careful.seller.producer, &good, "2");
    careful.seller.producer.forget_notice();

    let queue = careful.manager.get("/moderation");
    assert!(queue.has("نان کنجدی"), "{}", queue.words());
    see_other(&careful.decide("نان کنجدی", "accept", &[]));
    assert!(careful.is_seen("نان کنجدی"));
    assert!(!careful.seller.producer.get("/my/goods").has("در انتظار بررسی"));
    let told = careful.seller.producer.get("/messages");
    assert!(told.has("«نان کنجدی» بررسی و پذیرفته شد"), "{}", told.words());
}

#[test]
fn a_good_that_was_looked_over_late_is_news_from_then_on() {
    let mut careful = Careful::open();
    careful.list("نان جو");
    careful.list("نان گندم");
    see_other(&careful.decide("نان گندم", "accept", &[]));
    careful.town.app.advance(TimeDelta::hours(30));
    careful.manager.sign_in_again();
    see_other(&careful.decide("نان جو", "accept", &[]));
    let feed = careful.town.app.client().get("/goods.atom").text();
    let (late, early) = (feed.find("نان جو").expect("it is there"), feed.find("نان گندم").expect("it too"));
    assert!(late < early, "{feed}");
    let entry = feed.get(late..early).expect("its entry");
    assert!(entry.contains("<published>2026-11-24T15:00:02Z") && entry.contains("<updated>2026-11-24T15:00:02Z"));
}

#[test]
fn a_form_that_arrives_twice_says_both_times_that_its_good_waits() {
    let mut careful = Careful::open();
    let producer = &mut careful.seller.producer;
    let key = producer.get("/my/goods/new").value_of("idem");
    let form = [
        ("idem", key.as_str()),
        ("name", "نان تافتون"),
        ("price", "۲۵٬۰۰۰"),
        ("unit", "piece"),
        ("category", "bread"),
        ("stock", "۲۰"),
    ];
    for _ in 0..2 {
        see_other(&producer.post("/my/goods/new", &form));
        assert!(producer.get("/my/goods").has("«نان تافتون» ثبت شد. پس از بررسی"));
        producer.forget_notice();
    }
}

#[test]
fn a_good_that_waits_can_neither_be_opened_nor_put_into_a_basket_nor_ordered() {
    let mut careful = Careful::open();
    let good = careful.list("نان کنجدی");
    see_other(&careful.decide("نان کنجدی", "accept", &[]));
    town::door(&mut careful.seller.producer, "کوچهٔ یاس");
    let shop = careful.shop();
    let mut buyer = careful.town.app.client();
    let page = buyer.get(&shop).link("/p/");
    let code = page.trim_start_matches("/p/").to_owned();
    see_other(&buyer.post("/basket/add", &[("good", &code), ("quantity", "1")]));
    buyer.forget_notice();
    let before = buyer.copy();
    see_other(&edit(&mut careful.seller.producer, &good, &[("description", "شماره‌ام در غرفه")]));

    assert_eq!(buyer.get(&page).status, 404);
    assert_eq!(buyer.get(&format!("{page}/report")).status, 404);
    assert_eq!(buyer.post("/basket/add", &[("good", &code), ("quantity", "1")]).status, 404);
    assert!(!buyer.get("/sitemap.xml").text().contains(&code));
    let mut late = before;
    assert!(!late.get("/basket").has("نان کنجدی"), "it falls out of the baskets");
    assert_eq!(late.post("/basket", &[("do", "place")]).status, 200, "and nothing is left to be placed");
}

#[test]
fn new_words_wait_and_a_new_price_or_stock_does_not() {
    let mut careful = Careful::open();
    let good = careful.list("نان کنجدی");
    see_other(&careful.decide("نان کنجدی", "accept", &[]));
    see_other(&edit(&mut careful.seller.producer, &good, &[("price", "۲۷۰۰۰")]));
    see_other(&careful.seller.producer.post(&format!("/my/goods/{good}/stock"), &[("count", "۷")]));
    careful.seller.producer.forget_notice();
    assert!(careful.is_seen("۲۷٬۰۰۰"), "the price is seen at once");

    see_other(&edit(&mut careful.seller.producer, &good, &[("name", "نان جادویی")]));
    assert!(!careful.is_seen("نان جادویی") && !careful.is_seen("نان کنجدی"));
    see_other(&edit(&mut careful.seller.producer, &good, &[("price", "۲۶۰۰۰")]));
    assert!(!careful.is_seen("نان جادویی"), "a new price brings nothing back");
    see_other(&careful.decide("نان جادویی", "accept", &[]));
    assert!(careful.is_seen("نان جادویی") && careful.is_seen("۲۶٬۰۰۰"));
}

#[test]
fn the_shop_is_told_in_whole_sentences_what_to_mend_and_sends_it_again() {
    let mut careful = Careful::open();
    let good = careful.list("نان");
    assert_eq!(careful.decide("نان", "mend", &[]).status, 422, "not without a reason");
    let said = [("reason", "name"), ("reason", "photo_other"), ("note", "از نزدیک باشد.")];
    see_other(&careful.decide("نان", "mend", &said));
    for page in ["/my/goods", "/messages"] {
        let page = careful.seller.producer.get(page);
        for sentence in ["نام کالا را روشن‌تر بنویسید", "عکس خود کالایتان", "از نزدیک باشد."]
        {
            assert!(page.has(sentence), "{}", page.words());
        }
    }
    assert!(careful.manager.get("/moderation").links("/moderation/items/").is_empty());
    see_other(&edit(&mut careful.seller.producer, &good, &[("name", "نان بربری")]));
    let item = careful.item("نان بربری");
    assert!(careful.manager.get(&item).has("پیش از این گفته‌اید"), "the moderator sees what was asked");
    see_other(&careful.decide("نان بربری", "accept", &[]));
    assert!(careful.is_seen("نان بربری"));
}

#[test]
fn a_decision_is_about_the_version_that_was_seen_and_one_of_two_moderators_decides() {
    let mut careful = Careful::open();
    let good = careful.list("نان جو");
    let item = careful.item("نان جو");
    let mut other = careful.manager.copy();
    let seen = other.get(&item).value_of("version");
    see_other(&edit(&mut careful.seller.producer, &good, &[("description", "تازه")]));
    let late = other.post(&item, &[("version", &seen), ("do", "accept")]);
    assert_eq!(late.status, 422);
    assert!(late.has("عوض شد") && late.has("تازه"), "the page comes back as it is now: {}", late.words());

    let seen = other.get(&item).value_of("version");
    see_other(&careful.decide("نان جو", "refuse", &[("reason", "forbidden")]));
    let late = other.post(&item, &[("version", &seen), ("do", "accept")]);
    assert_eq!(late.status, 422);
    assert!(!careful.is_seen("نان جو"));
}

#[test]
fn three_accepted_goods_make_a_shop_trusted_and_a_refusal_begins_anew() {
    let mut careful = Careful::open();
    for (name, act) in [
        ("نان یک", "accept"),
        ("نان دو", "accept"),
        ("نان سه", "refuse"),
        ("نان چهار", "accept"),
        ("نان پنج", "accept"),
    ] {
        careful.list(name);
        let said: &[(&str, &str)] = if act == "refuse" { &[("reason", "rude")] } else { &[] };
        see_other(&careful.decide(name, act, said));
    }
    careful.list("نان شش");
    assert!(!careful.is_seen("نان شش"), "two since the refusal are not enough");
    see_other(&careful.decide("نان شش", "accept", &[]));
    careful.list("نان شش و نیم");
    assert!(!careful.is_seen("نان شش و نیم"), "the decision can be taken back still");
    careful.town.app.advance(TimeDelta::minutes(31));
    careful.manager.sign_in_again();
    careful.seller.producer.sign_in_again();
    careful.list("نان هفت");
    assert!(careful.is_seen("نان هفت"), "the shop is trusted now");

    let shop = careful.manager.get("/moderation/shops").link("/moderation/shops/1");
    assert!(careful.manager.get(&shop).has("معتمد است"));
    see_other(&careful.manager.post(&shop, &[("do", "distrust")]));
    careful.list("نان هشت");
    assert!(!careful.is_seen("نان هشت") && careful.is_seen("نان هفت"), "what was seen stays");
    see_other(&careful.decide("نان هشت", "accept", &[]));
    careful.town.app.advance(TimeDelta::minutes(31));
    careful.manager.sign_in_again();
    careful.seller.producer.sign_in_again();
    careful.list("نان هشت و نیم");
    assert!(!careful.is_seen("نان هشت و نیم"), "what was accepted before counts no more");
    see_other(&careful.manager.post(&shop, &[("do", "trust")]));
    careful.list("نان نه");
    assert!(careful.is_seen("نان نه") && !careful.is_seen("نان هشت و نیم"));
}

#[test]
fn a_decision_is_taken_back_for_a_while_by_whoever_made_it() {
    let mut careful = Careful::open();
    careful.list("نان جو");
    let item = careful.item("نان جو");
    see_other(&careful.decide("نان جو", "accept", &[]));
    let city = careful.town.city.clone();
    let mut other = careful.town.staff("مدیر دوم", ("market_manager", "", &city));
    assert_eq!(decide(&mut other, &item, "undo", &[]).status, 422);
    assert_eq!(careful.manager.post(&item, &[("do", "undo")]).status, 422, "the decision is named");
    see_other(&decide(&mut careful.manager, &item, "undo", &[]));
    assert!(!careful.is_seen("نان جو"));
    let told = careful.seller.producer.get("/messages");
    assert!(told.has("«نان جو» را یک بار دیگر بررسی می‌کنیم"), "{}", told.words());

    see_other(&careful.decide("نان جو", "accept", &[]));
    careful.town.app.advance(TimeDelta::minutes(31));
    careful.manager.sign_in_again();
    assert_eq!(decide(&mut careful.manager, &item, "undo", &[]).status, 422);
    assert!(careful.is_seen("نان جو"));
}

#[test]
fn what_the_shop_changed_since_is_not_shown_by_taking_a_decision_back() {
    let mut careful = Careful::open();
    let good = careful.list("نان جو");
    let item = careful.item("نان جو");
    see_other(&careful.decide("نان جو", "accept", &[]));
    see_other(&edit(&mut careful.seller.producer, &good, &[("name", "نان دیگر")]));
    let late = decide(&mut careful.manager, &item, "undo", &[]);
    assert_eq!(late.status, 422);
    assert!(late.has("چیزی را عوض کرده است"), "{}", late.words());
    assert!(!careful.is_seen("نان دیگر") && !careful.is_seen("نان جو"));
}

#[test]
fn a_new_shops_own_name_waits_and_its_sign_says_what_it_sells_until_then() {
    let mut careful = Careful::open();
    let good =
        [("name", "نان جو"), ("price", "۲۵۰۰۰"), ("unit", "piece"), ("category", "bread"), ("shop-name", "تنور طلا")];
    see_other(&careful.seller.producer.post("/my/goods/new", &good));
    careful.seller.producer.forget_notice();
    see_other(&careful.decide("نان جو", "accept", &[]));
    assert!(!careful.is_seen("تنور طلا") && careful.is_seen("نان خانگی"));
    assert!(careful.seller.producer.get("/my/shop").has("در انتظار بررسی"));
    see_other(&careful.decide("تنور طلا", "accept", &[]));
    assert!(careful.is_seen("تنور طلا") && !careful.is_seen("نان خانگی"));

    let words = [("name", "تنور طلا"), ("story", "از صبح زود می‌پزیم")];
    see_other(&careful.seller.producer.post("/my/shop", &words));
    careful.seller.producer.forget_notice();
    assert!(!careful.is_seen("از صبح زود"));
    let item = careful.item("تنور طلا");
    see_other(&careful.decide("تنور طلا", "accept", &[]));
    assert!(careful.is_seen("از صبح زود"));
    see_other(&decide(&mut careful.manager, &item, "undo", &[]));
    assert!(!careful.is_seen("از صبح زود") && careful.is_seen("تنور طلا"), "the words of before stand again");
}

#[test]
fn a_removed_good_waits_no_more() {
    let mut careful = Careful::open();
    let good = careful.list("نان جو");
    let item = careful.item("نان جو");
    see_other(&careful.seller.producer.post(&format!("/my/goods/{good}/remove"), &[]));
    careful.seller.producer.forget_notice();
    assert!(careful.manager.get("/moderation").links("/moderation/items/").is_empty());
    assert!(careful.manager.get(&item).has("فروشگاه پس گرفت"));
}

#[test]
fn a_good_that_waited_and_is_put_back_waits_again_and_nobody_sees_it() {
    let mut careful = Careful::open();
    let good = careful.list("نان جو");
    let item = careful.item("نان جو");
    for act in ["remove", "put-back"] {
        see_other(&careful.seller.producer.post(&format!("/my/goods/{good}/{act}"), &[]));
        careful.seller.producer.forget_notice();
    }
    assert_eq!(careful.item("نان جو"), item);
    assert!(!careful.is_seen("نان جو"));
    see_other(&careful.decide("نان جو", "accept", &[]));
    assert!(careful.is_seen("نان جو"));
}

#[test]
fn a_manager_of_another_city_and_a_producer_find_nothing() {
    let mut careful = Careful::open();
    careful.list("نان جو");
    let item = careful.item("نان جو");
    let other_city = careful.town.other_city.clone();
    let mut stranger = careful.town.staff("مدیر دیگر", ("market_manager", "", &other_city));
    assert!(stranger.get("/moderation").links("/moderation/items/").is_empty());
    assert_eq!(stranger.get(&item).status, 404);
    assert_eq!(stranger.post(&item, &[("version", "1"), ("do", "accept")]).status, 404);
    assert_eq!(careful.seller.producer.get("/moderation").status, 404);
    assert_eq!(careful.seller.producer.get(&item).status, 404);
    see_other(&decide(&mut careful.town.admin, &item, "accept", &[]));
    assert!(careful.is_seen("نان جو"), "where no market has a manager, an admin decides");
}

#[test]
fn what_was_ticked_as_wrong_is_not_accepted_by_the_same_form() {
    let mut careful = Careful::open();
    careful.list("نان جو");
    let both = careful.decide("نان جو", "accept", &[("reason", "photo_unclear")]);
    assert!(both.status == 422 && both.has("ایرادی تیک زده"), "{}", both.words());
    assert!(!careful.is_seen("نان جو"));
}

#[test]
fn a_refused_good_that_is_saved_as_it_was_stands_in_the_queue_again() {
    let mut careful = Careful::open();
    let good = careful.list("نان جو");
    see_other(&careful.decide("نان جو", "refuse", &[("reason", "forbidden")]));
    assert!(careful.manager.get("/moderation").links("/moderation/items/").is_empty());
    see_other(&edit(&mut careful.seller.producer, &good, &[("price", "۲۶۰۰۰")]));
    assert_eq!(careful.manager.get("/moderation").links("/moderation/items/").len(), 1);
}

#[test]
fn a_refused_sign_is_not_taken_back_once_the_shop_has_sent_another() {
    let mut careful = Careful::open();
    careful.list("نان جو");
    let send = |careful: &mut Careful, name: &str| {
        see_other(&careful.seller.producer.post("/my/shop", &[("name", name), ("story", "")]));
        careful.seller.producer.forget_notice();
    };
    send(&mut careful, "تنور یک");
    let item = careful.item("تنور یک");
    see_other(&careful.decide("تنور یک", "refuse", &[("reason", "rude")]));
    send(&mut careful, "تنور دو");
    assert_eq!(decide(&mut careful.manager, &item, "undo", &[]).status, 422);
    see_other(&careful.decide("تنور دو", "accept", &[]));
    assert!(careful.seller.producer.get("/my/shop").has("تنور دو"));
}

#[test]
fn the_sign_of_a_trusted_shop_is_taken_down_and_put_up_again() {
    let mut careful = Careful::open();
    careful.list("نان جو");
    see_other(&careful.decide("نان جو", "accept", &[]));
    let shop = careful.manager.get("/moderation/shops").link("/moderation/shops/1");
    see_other(&careful.manager.post(&shop, &[("do", "trust")]));
    careful.manager.forget_notice();
    see_other(&careful.seller.producer.post("/my/shop", &[("name", "تنور بد"), ("story", "")]));
    careful.seller.producer.forget_notice();
    assert!(careful.is_seen("تنور بد"));
    let page = careful.shop();
    let mut visitor = careful.town.app.client();
    let form = visitor.get(&page).link(&format!("{page}/report"));
    see_other(&visitor.post(&form, &[("reason", "rude")]));
    let item = careful.item("تنور بد");
    assert!(careful.is_seen("تنور بد"), "a report takes nothing down");
    see_other(&careful.decide("تنور بد", "refuse", &[("reason", "rude")]));
    assert!(!careful.is_seen("تنور بد"));
    assert!(careful.seller.producer.get("/messages").has("دیگر نشان داده نمی‌شود"));
    see_other(&decide(&mut careful.manager, &item, "undo", &[]));
    assert!(careful.is_seen("تنور بد"));
}

#[test]
fn a_decision_that_arrives_twice_is_answered_as_made_and_nobody_is_told_twice() {
    let mut careful = Careful::open();
    careful.list("نان جو");
    let item = careful.item("نان جو");
    let seen = careful.manager.get(&item).value_of("version");
    let sent = [("version", seen.as_str()), ("do", "refuse"), ("reason", "forbidden"), ("note", "نه این‌جا.")];
    let mut other = careful.manager.copy();
    for _ in 0..2 {
        see_other(&careful.manager.post(&item, &sent));
        assert!(careful.manager.get(&item).has("پذیرفته نشد"));
    }
    assert_eq!(careful.seller.producer.get("/messages").text().matches("نه این‌جا.").count(), 1);
    let changed = [("version", seen.as_str()), ("do", "refuse"), ("reason", "forbidden"), ("note", "چیز دیگر.")];
    assert_eq!(other.post(&item, &changed).status, 422, "other words are another decision");
    let city = careful.town.city.clone();
    let mut second = careful.town.staff("مدیر دوم", ("market_manager", "", &city));
    assert_eq!(second.post(&item, &sent).status, 422, "somebody else did not decide it");
}
