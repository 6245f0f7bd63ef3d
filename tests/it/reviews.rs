//! What buyers say of goods that they collected, over HTTP: written once, looked over, shown with its numbers, answered once.
mod off;
mod pages;

use crate::support::town::{self, Home, Town, see_other};
use crate::support::{Client, Page};
use chrono::TimeDelta;

/// A baker whose door is open, an order of a loaf and the manager of the market.
struct Bakery {
    town: Town,
    baker: Home,
    manager: Client,
    /// The public page of the loaf, and the buyer's page of the order.
    good: String,
    order: String,
    buyer: Client,
}

impl Bakery {
    fn open() -> Bakery {
        let mut town = Town::open();
        let city = town.city.clone();
        let manager = town.staff("مدیر بازار", ("market_manager", "", &city));
        let mut caseworker = town.caseworker();
        let mut baker = town.home(&mut caseworker, ("زهرا", "نان‌پز"));
        town::good(&mut baker.producer, "نان لواش");
        baker.producer.forget_notice();
        town::door(&mut baker.producer, "کوچهٔ لاله ۴");
        let shop = baker.producer.get("/my/shop").link("/s/");
        let mut buyer = town.app.client();
        let good = buyer.get(&shop).link("/p/");
        let order = town::order(&mut buyer, &good, ("نرگس", "09351234567"), "2");
        Bakery { town, baker, manager, good, order, buyer }
    }

    /// The same with the order handed over.
    fn collected() -> Bakery {
        let mut bakery = Bakery::open();
        town::hand_over_order(&mut bakery.baker.producer, "نرگس");
        bakery
    }

    fn reviews(&self) -> String {
        format!("{}/reviews", self.order)
    }

    fn write(&mut self, stars: &str, words: &str) -> Page {
        let order = self.order.clone();
        town::review(&mut self.buyer, &order, (stars, words))
    }

    fn decide(&mut self, act: &str) -> Page {
        let item = self.manager.get("/moderation").link("/moderation/items/1");
        let version = self.manager.get(&item).values_of("version").pop().unwrap_or_default();
        let named = [("version", version.as_str()), ("do", act), ("reason", "rude")];
        let done = self.manager.post(&item, if act == "accept" { &named[..2] } else { &named });
        self.manager.forget_notice();
        done
    }

    /// The good's page and the shop's, as anyone sees them.
    fn public(&mut self) -> [Page; 2] {
        let mut visitor = self.town.app.client();
        let page = visitor.get(&self.good);
        let shop = page.link("/s/");
        [page, visitor.get(&shop)]
    }
}

#[test]
fn a_collected_order_is_reviewed_once_and_the_review_is_seen_after_it_was_looked_over() {
    let mut bakery = Bakery::collected();
    assert_eq!(bakery.buyer.get(&bakery.order.clone()).link(&bakery.reviews()), bakery.reviews());
    assert_eq!(bakery.write("۴", "").status, 422, "stars alone say nothing");
    see_other(&bakery.write("4", "تازه و خوش‌عطر بود"));
    let again = bakery.write("1", "نظر دیگر");
    assert!(again.status == 422 && again.has("پیش از این نظر داده‌اید"), "{}", again.words());
    for page in bakery.public() {
        assert!(!page.has("تازه و خوش‌عطر") && !page.text().contains("aggregateRating"));
    }
    assert_eq!(bakery.decide("mend").status, 422, "a buyer is not asked to mend");
    see_other(&bakery.decide("accept"));
    for page in bakery.public() {
        assert!(page.has("تازه و خوش‌عطر بود") && page.has("۴ از ۵، با ۱ نظر"), "{}", page.words());
        assert!(page.text().contains("\"ratingValue\":\"4.0\"") && !page.has("نرگس"), "{}", page.text());
    }
    let told = bakery.baker.producer.get("/messages");
    assert!(told.has("خریداری دربارهٔ «نان لواش» نظر داده است"), "{}", told.words());
}

#[test]
fn words_without_stars_change_no_average_and_a_refused_review_is_not_seen() {
    let mut bakery = Bakery::collected();
    see_other(&bakery.write("", "خوب بود"));
    see_other(&bakery.decide("accept"));
    let [page, _] = bakery.public();
    assert!(page.has("۱ نظر") && !page.has("از ۵") && !page.text().contains("aggregateRating"), "{}", page.words());
    let mut other = Bakery::collected();
    see_other(&other.write("1", "حرف بد"));
    let queue = other.manager.get("/moderation");
    let item = other.manager.get(&queue.link("/moderation/items/1"));
    assert!(item.has("محترمانه نیست.") && !item.has("آن را عوض کنید"), "nobody is told: {}", item.words());
    see_other(&other.decide("refuse"));
    assert!(other.public().iter().all(|page| !page.has("حرف بد")));
}

#[test]
fn what_was_not_handed_over_is_not_reviewed_nor_what_was_long_ago_nor_ones_own() {
    let mut bakery = Bakery::open();
    let order = bakery.order.clone();
    assert!(bakery.buyer.get(&order).links(&bakery.reviews()).is_empty());
    let early = bakery.write("5", "هنوز نگرفته‌ام");
    assert!(early.status == 422 && early.has("تحویل نشده است"), "{}", early.words());

    let mut bakery = Bakery::collected();
    let form = bakery.reviews();
    let own = bakery.baker.producer.post(&form, &[("line", "1"), ("stars-1", "5"), ("words-1", "عالی است")]);
    assert!(own.status == 422 && own.has("فروشگاه خود شماست"), "{}", own.words());
    assert_eq!(bakery.buyer.get("/orders/0123456789abcdef/reviews").status, 404);
    bakery.town.app.advance(TimeDelta::days(61));
    let late = bakery.write("5", "خوب بود");
    assert!(late.status == 422 && late.has("۶۰ روز"), "{}", late.words());
}

#[test]
fn a_shop_answers_once_and_the_answer_of_one_that_is_not_trusted_waits() {
    let mut bakery = Bakery::collected();
    see_other(&bakery.write("5", "خوب بود"));
    see_other(&bakery.decide("accept"));
    let shop = bakery.manager.get("/moderation/shops").link("/moderation/shops/1");
    see_other(&bakery.manager.post(&shop, &[("do", "distrust")]));
    bakery.manager.forget_notice();
    let form = bakery.baker.producer.get("/my/reviews").link("/my/reviews/1");
    let answer = |baker: &mut Client, words: &str| {
        let done = baker.post(&form, &[("answer", words)]);
        baker.forget_notice();
        done
    };
    assert_eq!(answer(&mut bakery.baker.producer, "").status, 422);
    for _ in 0..2 {
        see_other(&answer(&mut bakery.baker.producer, "سپاس، باز هم بیایید"));
        assert!(bakery.baker.producer.get("/my/reviews").has("در انتظار بررسی"), "a second arrival is the same answer");
    }
    assert!(!bakery.public()[0].has("باز هم بیایید"));
    see_other(&bakery.decide("mend"));
    see_other(&answer(&mut bakery.baker.producer, "سپاس از شما"));
    see_other(&bakery.decide("accept"));
    let [page, _] = bakery.public();
    assert!(page.has("جواب فروشگاه") && page.has("سپاس از شما"), "{}", page.words());
    see_other(&answer(&mut bakery.baker.producer, "سپاس از شما"));
    let twice = answer(&mut bakery.baker.producer, "و یک حرف دیگر");
    assert!(twice.status == 422 && twice.has("پیش از این جواب داده‌اید"), "{}", twice.words());
    let seen = bakery.manager.get(&shop).values_of("again");
    let again = seen.iter().find(|value| value.starts_with("answer:")).expect("what buyers read");
    see_other(&bakery.manager.post(&shop, &[("again", again)]));
    see_other(&bakery.decide("refuse"));
    let refused = answer(&mut bakery.baker.producer, "سپاس از شما");
    assert_eq!(refused.status, 422, "what was refused is not taken by sending it again");
    let mut caseworker = bakery.town.caseworker();
    let mut stranger = bakery.town.home(&mut caseworker, ("مریم", "تنوری"));
    assert_eq!(stranger.producer.post(&form, &[("answer", "از دیگری")]).status, 404);
}

#[test]
fn a_review_goes_with_its_collection_and_its_good_is_named_only_while_it_is_seen() {
    let mut bakery = Bakery::collected();
    see_other(&bakery.write("5", "خوب بود"));
    see_other(&bakery.write("5", "خوب بود"));
    see_other(&bakery.decide("accept"));
    assert!(bakery.public()[1].has("خوب بود"));
    let url = bakery.town.app.database().to_owned();
    let shop = bakery.baker.producer.get("/my/shop").link("/s/");
    crate::privacy::lines_of(&url, "UPDATE product SET state = 'hidden' RETURNING code AS text");
    let page = bakery.town.app.client().get(&shop);
    assert!(page.has("خوب بود") && !page.has("نان لواش"), "{}", page.words());
}

#[test]
fn a_seller_who_signs_out_does_not_review_the_own_shop() {
    let mut bakery = Bakery::collected();
    let mobile = bakery.baker.producer.phone();
    let order = town::order(&mut bakery.buyer, &bakery.good.clone(), ("زهرا", &mobile), "1");
    town::hand_over_order(&mut bakery.baker.producer, "زهرا");
    let own = town::review(&mut bakery.town.app.client(), &order, ("5", "عالی است"));
    assert!(own.status == 422 && own.has("فروشگاه خود شماست"), "{}", own.words());
}

#[test]
fn a_review_that_everyone_reads_is_reported_and_taken_down() {
    let mut bakery = Bakery::collected();
    see_other(&bakery.write("1", "حرف بد"));
    see_other(&bakery.decide("accept"));
    let link = bakery.public()[0].link("/reviews/");
    see_other(&bakery.town.app.client().post(&link, &[("reason", "rude")]));
    assert!(bakery.public()[0].has("حرف بد"), "until it is decided");
    see_other(&bakery.decide("refuse"));
    assert!(!bakery.public()[0].has("حرف بد"));
    let own = bakery.buyer.get(&bakery.reviews());
    assert!(own.has("این نظر نشان داده نمی‌شود"), "{}", own.words());
}

#[test]
fn marks_that_nobody_sees_are_no_review_and_nor_are_ninety_nine_stars() {
    let mut bakery = Bakery::collected();
    assert_eq!(bakery.write("", "\u{2060}\u{2060}").status, 422);
    assert_eq!(bakery.write("99", "خوب بود").status, 422);
}
