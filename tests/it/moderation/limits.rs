//! How much a shop may put up.
use super::{Careful, edit, rule};
use crate::support::town::see_other;
use chrono::TimeDelta;

const PHOTO: &[u8] = include_bytes!("../../../static/goods/lavash.jpg");

fn good(name: &str) -> [(&str, &str); 4] {
    [("name", name), ("price", "۲۵۰۰۰"), ("unit", "piece"), ("category", "bread")]
}

#[test]
fn a_new_shop_lists_so_many_goods_a_day_and_is_told_when_it_can_again() {
    let mut careful = Careful::open();
    rule(&mut careful.town.admin, "new-shop-goods-a-day", "2");
    let first = careful.list("نان یک");
    careful.list("نان دو");
    see_other(&careful.seller.producer.post(&format!("/my/goods/{first}/remove"), &[]));
    careful.seller.producer.forget_notice();
    let refused = careful.seller.producer.post("/my/goods/new", &good("نان سه"));
    assert_eq!(refused.status, 422, "what was taken away counts too");
    assert!(refused.has("فردا کالای تازه بگذارید") && refused.value_of("name") == "نان سه", "{}", refused.words());
    careful.town.app.advance(TimeDelta::days(1));
    careful.seller.producer.sign_in_again();
    careful.town.admin.sign_in_again();
    careful.list("نان سه");

    rule(&mut careful.town.admin, "new-shop-goods", "2");
    let full = careful.seller.producer.post("/my/goods/new", &good("نان چهار"));
    assert!(full.status == 422 && full.has("اول یکی را بردارید"), "{}", full.words());
}

#[test]
fn photos_are_counted_by_the_day_also_those_that_took_the_place_of_others() {
    let mut careful = Careful::open();
    rule(&mut careful.town.admin, "new-shop-photos-a-day", "2");
    let id = careful.list("نان یک");
    let form = careful.seller.producer.get(&format!("/my/goods/{id}"));
    let first: i32 = form.value_of("version").parse().expect("a number");
    let mut statuses = Vec::new();
    for version in first..first + 3 {
        let text = version.to_string();
        let fields = [&good("نان یک")[..], &[("version", text.as_str())]].concat();
        let path = format!("/my/goods/{id}");
        let done = careful.seller.producer.upload(&path, &fields, ("photo", "bread.jpg", PHOTO));
        careful.seller.producer.forget_notice();
        statuses.push(done.status);
    }
    assert_eq!(statuses, [303, 303, 422]);
    see_other(&edit(&mut careful.seller.producer, &id, &[("price", "۲۶۰۰۰")]));
}

#[test]
fn a_good_with_a_photo_too_many_is_listed_without_it_as_its_form_says() {
    let mut careful = Careful::open();
    rule(&mut careful.town.admin, "new-shop-photos-a-day", "1");
    let producer = &mut careful.seller.producer;
    see_other(&producer.upload("/my/goods/new", &good("نان یک"), ("photo", "bread.jpg", PHOTO)));
    producer.forget_notice();
    let wrong = [("name", "نان دو"), ("price", "گران"), ("unit", "piece"), ("category", "bread")];
    let code = producer.upload("/my/goods/new", &wrong, ("photo", "bread.jpg", PHOTO)).value_of("photo-code");
    for (name, kept) in [("نان دو", Some(code.as_str())), ("نان سه", None)] {
        let refused = match kept {
            Some(code) => producer.post("/my/goods/new", &[&good(name)[..], &[("photo-code", code)]].concat()),
            None => producer.upload("/my/goods/new", &good(name), ("photo", "bread.jpg", PHOTO)),
        };
        assert!(refused.status == 422 && refused.has("کالا را بی‌عکس ثبت کنید"), "{}", refused.words());
        assert_eq!(refused.value_of("name"), name, "nothing typed is lost");
        assert!(refused.values_of("photo-code").is_empty(), "the form has no photo any more: {}", refused.text());
        see_other(&producer.post("/my/goods/new", &good(name)));
        producer.forget_notice();
    }
    let waiting = careful.town.app.folder().join("photos/waiting");
    assert_eq!(std::fs::read_dir(waiting).map_or(0, Iterator::count), 0, "no photo waits for a form that is done");
}

#[test]
fn a_number_out_of_its_range_comes_back_as_it_was_typed() {
    let mut careful = Careful::open();
    let page = careful.town.admin.post("/admin/moderation", &[("trust-after", "۵۰۰"), ("shop-goods", "۱۰")]);
    assert!(page.status == 422 && page.value_of("trust-after") == "۵۰۰", "{}", page.words());
}
