//! What is seen, told and counted of a good while it waits or is hidden.
use super::{Careful, decide, edit};
use crate::support::town::{self, see_other};
use chrono::TimeDelta;

const PHOTO: &[u8] = include_bytes!("../../../static/goods/lavash.jpg");

#[test]
fn the_photo_of_a_good_that_waits_or_is_hidden_is_for_its_own_people_and_whoever_looks_it_over() {
    let mut careful = Careful::open();
    let good = [("name", "نان جو"), ("price", "۲۵۰۰۰"), ("unit", "piece"), ("category", "bread")];
    see_other(&careful.seller.producer.upload("/my/goods/new", &good, ("photo", "bread.jpg", PHOTO)));
    careful.seller.producer.forget_notice();
    let photo = careful.seller.producer.get("/my/goods").image("/photo/");
    let other_city = careful.town.other_city.clone();
    let mut elsewhere = careful.town.staff("مدیر رینه", ("market_manager", "", &other_city));
    let mut caseworker = careful.town.caseworker();
    let mut other = careful.town.home(&mut caseworker, ("مریم", "تنوری"));
    let mut visitor = careful.town.app.client();
    let mut check = |careful: &mut Careful, is_seen: bool, when: &str| {
        let strangers = [&mut visitor, &mut other.producer, &mut elsewhere, &mut caseworker];
        for (at, stranger) in strangers.into_iter().enumerate() {
            let expected = if is_seen { 200 } else { 404 };
            assert_eq!(stranger.get(&photo).status, expected, "{when}: stranger {at}");
        }
        for own in [&mut careful.seller.producer, &mut careful.manager] {
            let page = own.get(&photo);
            let kept = page.header("cache-control").unwrap_or_default().to_owned();
            assert!(
                page.status == 200 && kept.starts_with(if is_seen { "public" } else { "private" }),
                "{when}: {kept}"
            );
        }
    };
    check(&mut careful, false, "it waits");
    see_other(&careful.decide("نان جو", "mend", &[("reason", "photo_other")]));
    check(&mut careful, false, "it is to be mended");
    let id = careful.seller.producer.get("/my/goods").row_with("/my/goods/1", "نان جو");
    let id = id.split('/').nth(3).unwrap_or_default().to_owned();
    see_other(&edit(&mut careful.seller.producer, &id, &[("description", "نان جوی تازه")]));
    see_other(&careful.decide("نان جو", "accept", &[]));
    check(&mut careful, true, "buyers see it");
    let shop = careful.shop();
    let page = careful.town.app.client().get(&shop).row_with("/p/", "نان جو");
    see_other(&careful.town.app.client().post(&format!("{page}/report"), &[("reason", "photo")]));
    check(&mut careful, true, "a report hides nothing");
    see_other(&careful.decide("نان جو", "refuse", &[("reason", "photo_other")]));
    check(&mut careful, false, "it was hidden");
}

#[test]
fn whoever_waits_for_a_good_is_told_when_it_was_looked_over_and_not_while_it_waits() {
    let mut careful = Careful::open();
    let good = careful.list("نان جو");
    see_other(&careful.decide("نان جو", "accept", &[]));
    let stock = |careful: &mut Careful, count: &str| {
        see_other(&careful.seller.producer.post(&format!("/my/goods/{good}/stock"), &[("count", count)]));
        careful.seller.producer.forget_notice();
    };
    stock(&mut careful, "0");
    let shop = careful.shop();
    let page = careful.town.app.client().get(&shop).row_with("/p/", "نان جو");
    let (mut waits, _) = careful.town.person("کسی که منتظر است");
    see_other(&waits.post(&format!("{page}/tell-me"), &[]));
    waits.forget_notice();
    see_other(&edit(&mut careful.seller.producer, &good, &[("name", "نان جوی کنجدی")]));
    stock(&mut careful, "5");
    let told = |careful: &mut Careful, waits: &mut crate::support::Client| {
        careful.town.app.advance(TimeDelta::minutes(3));
        careful.town.app.mail();
        waits.get("/messages").words().matches("«نان جوی کنجدی» در فروشگاه").count()
    };
    assert_eq!(told(&mut careful, &mut waits), 0, "there is some of it, but nobody sees it yet");
    see_other(&careful.decide("نان جوی کنجدی", "accept", &[]));
    assert_eq!(told(&mut careful, &mut waits), 1);
    let item = careful.manager.get("/moderation").links("/moderation/items/");
    assert!(item.is_empty(), "{item:?}");
    stock(&mut careful, "0");
    stock(&mut careful, "5");
    assert_eq!(told(&mut careful, &mut waits), 1, "once");
}

#[test]
fn the_open_orders_of_a_good_are_counted_for_whoever_hides_it_and_for_its_seller() {
    let mut careful = Careful::open();
    careful.list("نان جو");
    careful.list("نان گندم");
    for name in ["نان جو", "نان گندم"] {
        see_other(&careful.decide(name, "accept", &[]));
    }
    town::door(&mut careful.seller.producer, "کوچهٔ یاس");
    let shop = careful.shop();
    let page = careful.town.app.client().get(&shop);
    let (barley, wheat) = (page.row_with("/p/", "نان جو"), page.row_with("/p/", "نان گندم"));
    for (good, buyer) in [(&barley, "نرگس"), (&barley, "سارا"), (&wheat, "لاله")] {
        let mobile = careful.town.phone();
        town::order(&mut careful.town.app.client(), good, (buyer, &mobile), "1");
    }
    let bar = careful.seller.producer.get("/my");
    assert!(bar.has("۳ سفارش تازه"), "{}", bar.words());
    see_other(&careful.town.app.client().post(&format!("{barley}/report"), &[("reason", "untrue")]));
    let item = careful.item("نان جو");
    let counted = |careful: &mut Careful| careful.manager.get(&item);
    let two = counted(&mut careful);
    assert!(two.has("سفارش باز این کالا: ۲"), "that of the other good is not counted: {}", two.words());
    town::hand_over_order(&mut careful.seller.producer, "نرگس");
    assert!(counted(&mut careful).has("سفارش باز این کالا: ۱"), "what was handed over is not open");
    see_other(&decide(&mut careful.manager, &item, "refuse", &[("reason", "claim")]));
    let hidden = counted(&mut careful);
    assert!(hidden.has("سفارش باز این کالا: ۱"), "an order stays though the good is hidden: {}", hidden.words());
    town::hand_over_order(&mut careful.seller.producer, "سارا");
    assert!(!counted(&mut careful).has("سفارش باز این کالا"));
    assert!(careful.seller.producer.get("/my").has("۱ سفارش تازه"));
}

#[test]
fn whoever_waits_for_a_good_of_a_hidden_shop_is_told_when_the_shop_is_seen_again() {
    let mut careful = Careful::open();
    let good = careful.list("نان جو");
    see_other(&careful.decide("نان جو", "accept", &[]));
    let stock = |careful: &mut Careful, count: &str| {
        see_other(&careful.seller.producer.post(&format!("/my/goods/{good}/stock"), &[("count", count)]));
        careful.seller.producer.forget_notice();
    };
    stock(&mut careful, "0");
    let shop = careful.shop();
    let page = careful.town.app.client().get(&shop).row_with("/p/", "نان جو");
    let (mut waits, _) = careful.town.person("کسی که منتظر است");
    see_other(&waits.post(&format!("{page}/tell-me"), &[]));
    waits.forget_notice();
    let here = careful.manager.get("/moderation/shops").link("/moderation/shops/");
    see_other(&careful.manager.post(&here, &[("do", "hide"), ("why", "نان کپک‌زده فروخته است.")]));
    stock(&mut careful, "5");
    let told = |careful: &mut Careful, waits: &mut crate::support::Client| {
        careful.town.app.advance(TimeDelta::minutes(3));
        careful.town.app.mail();
        waits.get("/messages").words().matches("«نان جو» در فروشگاه").count()
    };
    assert_eq!(told(&mut careful, &mut waits), 0, "there is some of it, but nobody sees it");
    for _ in 0..2 {
        see_other(&careful.manager.post(&here, &[("do", "show")]));
    }
    careful.manager.forget_notice();
    assert_eq!(told(&mut careful, &mut waits), 1);
}
