//! What a shop enters, and what is decided on it.
use super::{CARD, CARD_NAME, Licensed, TODAY, decide, enter, enter_at, told};
use crate::support::town::{self, see_other};

#[test]
fn a_good_that_needs_a_licence_is_nowhere_without_it_and_comes_back_by_itself() {
    let mut licensed = Licensed::open();
    assert!(licensed.is_seen());
    licensed.need(TODAY);
    assert!(!licensed.is_seen(), "no list, feed, map or search has it");
    let code = licensed.page.trim_start_matches("/p/").to_owned();
    let mut buyer = licensed.town.app.client();
    assert_eq!(buyer.post("/basket/add", &[("good", &code), ("quantity", "1")]).status, 404);
    let mine = licensed.baker.producer.get("/my/goods");
    assert!(mine.has("مجوز لازم دارد") && mine.has("تا آن را وارد نکنید"), "{}", mine.words());
    assert_eq!(told(&mut licensed.baker.producer, "بعضی کالاهای شما"), 1, "the shop was told");
    town::sell(&mut licensed.baker.producer, &licensed.good.clone(), "1");
    licensed.baker.producer.forget_notice();

    see_other(&enter(&mut licensed.baker.producer, "۱۲۳۴", ("1405", "12", "1")));
    licensed.baker.producer.forget_notice();
    assert!(!licensed.is_seen(), "not before it was looked over");
    assert!(licensed.baker.producer.get("/my/goods").has("را فرستاده‌اید"));
    let item = licensed.item("۱۲۳۴");
    let seen = licensed.manager.get(&item);
    let title = format!("<h1 dir=\"auto\">{CARD_NAME}، شمارهٔ ۱۲۳۴</h1>");
    assert!(seen.text().contains(&title), "{}", seen.text());
    assert!(licensed.manager.get("/moderation").has(&format!("{CARD_NAME}، شمارهٔ ۱۲۳۴")));
    assert!(seen.has(CARD_NAME) && seen.has("مرکز بهداشت آمل") && seen.has("۱ اسفند"), "{}", seen.words());
    see_other(&licensed.decide("۱۲۳۴", "accept", &[]));
    assert!(licensed.is_seen());
    let shop = licensed.shop.clone();
    for path in [licensed.page.clone(), shop] {
        let page = licensed.town.app.client().get(&path);
        assert!(page.has(CARD_NAME) && page.has("۱۲۳۴") && page.has("۱ اسفند"), "{}", page.words());
    }
    assert!(!licensed.baker.producer.get("/my/goods").has("مجوز لازم دارد"));
    assert_eq!(told(&mut licensed.baker.producer, "مجوز شمارهٔ ۱۲۳۴ بررسی و پذیرفته شد"), 1);
}

#[test]
fn a_licence_is_mended_by_ready_sentences_decided_on_as_it_was_seen_and_taken_back() {
    let mut licensed = Licensed::open();
    licensed.need(TODAY);
    see_other(&enter(&mut licensed.baker.producer, "۱۱", ("1405", "12", "1")));
    let item = licensed.item("۱۱");
    let form = licensed.manager.get(&item);
    assert!(form.has("شماره با نوع مجوز نمی‌خواند") && !form.has("عکس روشن نیست"), "{}", form.words());
    assert_eq!(licensed.decide("۱۱", "mend", &[]).status, 422, "not without a reason");
    see_other(&licensed.decide("۱۱", "mend", &[("reason", "licence_number")]));
    licensed.baker.producer.forget_notice();
    let mine = licensed.baker.producer.get("/my/licences");
    assert!(mine.has("اصلاح کنید") && mine.has("شماره با نوع مجوز نمی‌خواند"), "{}", mine.words());

    let path = mine.link("/my/licences/1");
    assert_eq!(licensed.baker.producer.get(&path).value_of("number"), "۱۱");
    see_other(&enter_at(&mut licensed.baker.producer, &path, "۲۲", ("1405", "12", "1")));
    let late = licensed.manager.post(&item, &[("version", "1"), ("do", "accept")]);
    assert_eq!(late.status, 422, "it was changed since version 1");
    see_other(&licensed.decide("۲۲", "accept", &[]));
    assert!(licensed.is_seen());
    see_other(&decide(&mut licensed.manager, &item, "undo", &[]));
    licensed.manager.forget_notice();
    assert!(!licensed.is_seen(), "what was accepted by mistake counts no more");
    see_other(&decide(&mut licensed.manager, &item, "refuse", &[("reason", "licence_other")]));
    assert!(!licensed.is_seen());
    assert!(licensed.baker.producer.get("/my/licences").has("مجوز خودتان را وارد کنید"));
}

#[test]
fn a_licence_that_was_followed_by_another_is_not_taken_back() {
    let mut licensed = Licensed::open();
    licensed.license("۱۱", ("1405", "9", "20"));
    see_other(&enter(&mut licensed.baker.producer, "۲۲", ("1406", "9", "20")));
    licensed.town.app.advance(chrono::TimeDelta::minutes(1));
    let first = licensed.baker.producer.get("/my/licences");
    assert!(first.has("۱۱") && first.has("۲۲"));
    let waiting = licensed.item("۲۲");
    let queue = licensed.manager.get(&waiting);
    assert!(queue.has("۲۲"));
    see_other(&licensed.decide("۲۲", "accept", &[]));
    let mine = licensed.baker.producer.get("/my/licences");
    assert!(mine.has("۲۲") && !mine.has("شمارهٔ ۱۱"), "the one that is good longest stands: {}", mine.words());
    see_other(&enter(&mut licensed.baker.producer, "۳۳", ("1407", "9", "20")));
    let undone = decide(&mut licensed.manager, &waiting, "undo", &[]);
    assert_eq!(undone.status, 422, "{}", undone.words());
}

#[test]
fn a_form_that_is_not_taken_comes_back_with_what_was_typed() {
    let mut licensed = Licensed::open();
    let producer = &mut licensed.baker.producer;
    let over = enter(producer, "۱۱", ("1405", "9", "1"));
    assert_eq!(over.status, 422);
    assert!(over.has("اعتبار این مجوز تمام شده است"), "{}", over.words());
    assert_eq!((over.value_of("number"), over.value_of("until-day")), ("۱۱".to_owned(), "1".to_owned()));
    assert_eq!(enter(producer, "", ("1405", "12", "1")).status, 422);
    assert_eq!(enter(producer, "۱۱", ("1405", "13", "1")).status, 422);
    assert_eq!(producer.post("/my/licences/new", &[("kind", "99"), ("number", "1")]).status, 422);
    see_other(&enter(producer, "۱۱", TODAY));
    producer.forget_notice();
    let twice = enter(producer, "۲۲", ("1405", "12", "1"));
    assert!(twice.status == 422 && twice.has("هنوز پذیرفته نشده است"), "{}", twice.words());
    let remove = producer.get("/my/licences").link("/my/licences/1") + "/remove";
    see_other(&producer.post(&remove, &[]));
    producer.forget_notice();
    assert!(licensed.manager.get("/moderation").links("/moderation/items/").is_empty(), "nothing waits any more");
    see_other(&enter(&mut licensed.baker.producer, "۲۲", ("1405", "12", "1")));
}

#[test]
fn a_licence_of_another_shop_answers_like_one_that_is_not_there() {
    let mut licensed = Licensed::open();
    see_other(&enter(&mut licensed.baker.producer, "۱۱", ("1405", "12", "1")));
    licensed.baker.producer.forget_notice();
    let path = licensed.baker.producer.get("/my/licences").link("/my/licences/1");
    let mut caseworker = licensed.town.caseworker();
    let mut other = licensed.town.home(&mut caseworker, ("مریم", "سبزی‌کار"));
    other.producer.forget_notice();
    assert!(!other.producer.get("/my/licences").has("۱۱"));
    for (theirs, missing) in [(path.clone(), "/my/licences/1"), (format!("{path}/remove"), "/my/licences/1/remove")] {
        let fields = [("kind", "1"), ("number", "۹۹")];
        let (foreign, none) = (other.producer.post(&theirs, &fields), other.producer.post(missing, &fields));
        assert_eq!((foreign.status, none.status), (404, 404));
    }
    assert_eq!(other.producer.get(&path).status, 404);
    assert_eq!(licensed.town.app.client().get(&path).status, 303, "a visitor signs in first");
    assert!(licensed.baker.producer.get("/my/licences").has("۱۱"), "nothing changed");
}

#[test]
fn what_a_moderator_hides_no_licence_brings_back() {
    let mut licensed = Licensed::open();
    licensed.need(TODAY);
    licensed.license("۱۱", ("1405", "12", "1"));
    let page = licensed.page.clone();
    see_other(&licensed.town.app.client().post(&format!("{page}/report"), &[("reason", "photo")]));
    see_other(&licensed.decide("نان لواش", "refuse", &[("reason", "photo_other")]));
    assert!(!licensed.is_seen());
    licensed.license("۲۲", ("1406", "12", "1"));
    assert!(!licensed.is_seen(), "a licence is not what it lacks");
}

#[test]
fn whoever_waits_for_a_good_is_told_when_its_licence_brings_it_back() {
    let mut licensed = Licensed::open();
    let stock = |licensed: &mut Licensed, count: &str| {
        let path = format!("/my/goods/{}/stock", licensed.good);
        see_other(&licensed.baker.producer.post(&path, &[("count", count)]));
        licensed.baker.producer.forget_notice();
    };
    stock(&mut licensed, "0");
    let (mut waits, _) = licensed.town.person("کسی که منتظر است");
    see_other(&waits.post(&format!("{}/tell-me", licensed.page), &[]));
    waits.forget_notice();
    licensed.need(TODAY);
    stock(&mut licensed, "5");
    let back = |licensed: &mut Licensed, waits: &mut crate::support::Client| {
        licensed.town.app.advance(chrono::TimeDelta::minutes(3));
        licensed.jobs();
        waits.get("/messages").words().matches("«نان لواش» در فروشگاه").count()
    };
    assert_eq!(back(&mut licensed, &mut waits), 0, "it lacks its licence");
    licensed.license("۱۲۳۴", ("1405", "12", "1"));
    assert_eq!(back(&mut licensed, &mut waits), 1);
}

#[test]
fn a_licence_whose_form_arrives_twice_is_entered_once_and_answered_twice() {
    let mut licensed = Licensed::open();
    let key = licensed.baker.producer.get("/my/licences/new").value_of("idem");
    let plain = [("kind", CARD), ("number", "۷۷"), ("issuer", ""), ("idem", key.as_str())];
    let fields = town::fields(&plain, &[town::date("until", ("1406", "1", "1"))]);
    for _ in 0..2 {
        let answer = town::post(&mut licensed.baker.producer, "/my/licences/new", &fields);
        assert_eq!(see_other(&answer), "/my/licences");
        licensed.baker.producer.forget_notice();
    }
    assert_eq!(
        licensed.baker.producer.get("/my/licences").links("/my/licences/1").len(),
        2,
        "one, to change or take away"
    );
}
