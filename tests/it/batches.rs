//! Batches over HTTP: a weekly plan in the words of a baker, a buyer who orders ahead, and the shop that counts and hands over.
mod forms;
mod moved;

use crate::support::town::{self, Home, Town, see_other};
use crate::support::{Client, Page};
use chrono::TimeDelta;

const BUYER: (&str, &str) = ("نرگس", "۰۹۳۵ ۱۲۳ ۴۵۶۷");

/// A baker with a door, the id of the bread and its public page.
fn baker(town: &mut Town, names: (&str, &str)) -> (Home, String, String) {
    let mut caseworker = town.caseworker();
    let mut home = town.home(&mut caseworker, names);
    let product = town::good(&mut home.producer, "نان لواش");
    home.producer.forget_notice();
    town::door(&mut home.producer, "کوچهٔ لاله ۴، زنگ اول");
    let shop = home.producer.get("/my/shop").link("/s/");
    let good = town.app.client().get(&shop).link("/p/");
    (home, product, good)
}

/// Puts some of the first batch on offer into the basket, and sends it; gives the order's page.
fn order_ahead(buyer: &mut Client, good: &str, quantity: &str) -> Page {
    let page = buyer.get(good);
    let (code, batch) = (good.trim_start_matches("/p/"), page.value_of("batch"));
    see_other(&buyer.post("/basket/add", &[("good", code), ("batch", &batch), ("quantity", quantity)]));
    buyer.forget_notice();
    town::send_basket(buyer, BUYER)
}

fn order_at(shop: &mut Client) -> String {
    let link = shop.get("/my/orders").link("/my/orders/1");
    link.trim_end_matches("/step").to_owned()
}

#[test]
fn every_day_except_friday_is_said_once_and_stands_for_two_weeks() {
    let mut town = Town::open();
    let (mut home, product, good) = baker(&mut town, ("زهرا", "نان‌پز"));
    let (list, form) = (format!("/my/goods/{product}/batches"), format!("/my/goods/{product}/plan"));
    assert!(home.producer.get("/my/goods").has("پیش‌سفارش"));
    let empty = home.producer.get(&form);
    let key = empty.value_of("idem");
    let days = ["saturday", "sunday", "monday", "tuesday", "wednesday", "thursday"].map(|day| ("day", day));
    let terms = [("idem", key.as_str()), ("skips", "yes"), ("ready", "420"), ("until-days", "1"), ("until", "1200")];
    let sent = [&days[..], &terms[..], &[("quantity", "چهل")]].concat();
    let wrong = home.producer.post(&form, &sent);
    assert!(wrong.status == 422 && wrong.has("بنویسید چقدر آماده می‌کنید"), "{}", wrong.words());
    assert_eq!(wrong.value_of("quantity"), "چهل", "what was typed comes back");
    let sent = [&days[..], &terms[..], &[("quantity", "۴۰")]].concat();
    for _ in 0..2 {
        assert_eq!(see_other(&home.producer.post(&form, &sent)), list, "a second arrival makes no second plan");
        home.producer.forget_notice();
    }
    let page = home.producer.get(&list);
    assert!(page.has("هر روز جز جمعه: ۴۰ عدد، آماده ساعت ۷:۰۰؛ سفارش تا روز قبل، ساعت ۲۰:۰۰."), "{}", page.words());
    assert!(page.has("پخت‌های نان لواش") && page.has("فردا، ساعت ۷:۰۰"), "{}", page.words());
    assert_eq!(page.links("/my/batches/").len(), 11, "{}", page.words());
    let public = town.app.client().get(&good);
    assert!(
        public.has("پیش‌سفارش") && public.has("۴۰ عدد مانده") && public.has("سفارش تا امروز، ساعت ۲۰:۰۰"),
        "{}",
        public.words()
    );
    let plan = page.value_of("plan");
    let change = home.producer.get(&format!("{form}?plan={plan}"));
    assert_eq!((change.value_of("quantity").as_str(), change.value_of("version").as_str()), ("۴۰", "1"));
    see_other(&home.producer.post(&form, &[("plan", plan.as_str()), ("do", "end")]));
    home.producer.forget_notice();
    assert!(home.producer.get(&list).links("/my/batches/").is_empty());
    assert!(!town.app.client().get(&good).has("پیش‌سفارش"));
}

#[test]
fn what_is_sold_out_now_but_ordered_ahead_does_not_stand_as_gone_in_lists() {
    let mut town = Town::open();
    let (mut home, product, good) = baker(&mut town, ("زهرا", "نان‌پز"));
    town::sell(&mut home.producer, &product, "20");
    home.producer.forget_notice();
    let shop = home.producer.get("/my/shop").link("/s/");
    let mut visitor = town.app.client();
    let lists = ["/", "/goods", "/c/bread", "/search?q=%D9%84%D9%88%D8%A7%D8%B4", shop.as_str()];
    for list in lists {
        assert!(visitor.get(list).has("تمام شد"), "{list}: {}", visitor.get(list).words());
    }
    assert!(visitor.get(&good).text().contains("schema.org/OutOfStock"));
    town::batch(&mut home.producer, &product, "۴۰");
    for list in lists {
        let page = visitor.get(list);
        assert!(page.has("با پیش‌سفارش") && !page.has("تمام شد"), "{list}: {}", page.words());
    }
    assert!(visitor.get(&good).text().contains("schema.org/PreOrder"));
}

#[test]
fn bread_of_tomorrow_is_ordered_counted_and_handed_over() {
    let mut town = Town::open();
    let (mut home, product, good) = baker(&mut town, ("زهرا", "نان‌پز"));
    let batch = town::batch(&mut home.producer, &product, "۴۰");
    let mut buyer = town.app.client();
    let placed = order_ahead(&mut buyer, &good, "۳");
    let mine = see_other(&placed);
    let told = buyer.get(&mine);
    assert!(told.has("آماده: فردا، ساعت ۷:۰۰") && told.has("سری ساخت"), "{}", told.words());
    assert!(told.has("بهتر است تا ۶ آذر ۱۴۰۵ مصرف شود"), "{}", told.words());
    let page = home.producer.get(&batch);
    assert!(page.has("سفارش: ۳ عدد") && page.has("۳۷ عدد هنوز سفارش نشده") && page.has("نرگس"), "{}", page.words());
    let paper = home.producer.get(&format!("{batch}/list"));
    assert!(paper.has("نرگس") && paper.has("جمع"), "{}", paper.words());
    let order = order_at(&mut home.producer);
    see_other(&home.producer.post(&format!("{order}/step"), &[("to", "accept")]));
    let key = home.producer.get(&order).value_of("idem");
    let early = home.producer.post(&format!("{order}/collect"), &[("idem", &key), ("without", "known")]);
    assert!(early.status == 422 && early.has("هنوز نگفته‌اید که نان لواش آماده شده است"), "{}", early.words());
    let unripe = home.producer.post(&batch, &[("do", "made")]);
    assert!(unripe.status == 422 && unripe.has("روزش هنوز نرسیده است"), "{}", unripe.words());
    see_other(&home.producer.post(&batch, &[("do", "today")]));
    home.producer.forget_notice();
    let short = home.producer.post(&batch, &[("do", "made"), ("real", "2")]);
    assert!(short.status == 422 && short.has("لغو ۱ سفارش و خبر به خریدار"), "{}", short.words());
    see_other(&home.producer.post(&batch, &[("do", "made")]));
    let made = home.producer.get(&batch);
    assert!(
        made.has("آماده شد و به موجودی رفت.") && made.has("۴۰ عدد آماده شد؛ قرار بود ۴۰ عدد باشد"),
        "{}",
        made.words()
    );
    see_other(
        &home.producer.post(&format!("{order}/collect"), &[("idem", &key), ("without", "known"), ("way", "cash")]),
    );
    assert!(buyer.get(&mine).has("تحویل شد"));
    assert!(home.producer.get(&format!("/my/goods/{product}/stock")).has("۵۷ عدد"), "twenty and forty less three");
    see_other(&home.producer.post(&batch, &[("do", "recall"), ("reason", "بوی کپک"), ("left", "۳۷")]));
    let back = buyer.get(&mine);
    assert!(
        back.has("نان لواش سالم نیست؛ از آن استفاده نکنید و به فروشنده خبر بدهید.") && back.has("بوی کپک"),
        "{}",
        back.words()
    );
    let called = home.producer.get(&batch);
    assert!(called.has("پیامی به خریدارهایش نمی‌رسد"), "who was told: {}", called.words());
    assert!(called.has("به این ۱ خریدار زنگ بزنید"), "no SMS can tell them: {}", called.words());
    assert!(home.producer.get(&batch).has("۰۹۳۵ ۱۲۳ ۴۵۶۷"), "how to reach who has it");
}

#[test]
fn what_can_no_longer_be_ordered_ahead_is_not_in_the_basket() {
    let mut town = Town::open();
    let (mut home, product, good) = baker(&mut town, ("زهرا", "نان‌پز"));
    town::batch(&mut home.producer, &product, "۴۰");
    let mut buyer = town.app.client();
    let page = buyer.get(&good);
    let (code, batch) = (good.trim_start_matches("/p/").to_owned(), page.value_of("batch"));
    see_other(&buyer.post("/basket/add", &[("good", &code), ("batch", &batch), ("quantity", "2")]));
    buyer.forget_notice();
    assert!(buyer.get("/basket").has("آماده: فردا، ساعت ۷:۰۰"));
    town.app.advance(TimeDelta::hours(9));
    let late = buyer.get("/basket");
    assert!(late.has("سبدتان خالی است"), "{}", late.words());
    let again = buyer.post("/basket/add", &[("good", &code), ("batch", &batch), ("quantity", "2")]);
    assert_eq!(again.location(), good, "back to the good, where other days can be chosen");
    assert!(buyer.get("/basket").has("سبدتان خالی است"));
}

#[test]
fn one_day_is_called_off_and_taken_up_again_and_is_nobody_elses() {
    let mut town = Town::open();
    let (mut home, product, good) = baker(&mut town, ("زهرا", "نان‌پز"));
    let (mut other, ..) = baker(&mut town, ("مریم", "تنوری"));
    let batch = town::batch(&mut home.producer, &product, "۴۰");
    let mut buyer = town.app.client();
    let mine = see_other(&order_ahead(&mut buyer, &good, "۳"));
    for path in [batch.clone(), format!("{batch}/list"), format!("/my/goods/{product}/batches")] {
        assert_eq!(other.producer.get(&path).status, 404, "{path}");
    }
    assert_eq!(other.producer.post(&batch, &[("do", "off")]).status, 404);
    see_other(&home.producer.post(&batch, &[("do", "off"), ("reason", "آرد نرسید")]));
    assert!(buyer.get(&mine).has("آرد نرسید"));
    let off = home.producer.get(&batch);
    assert!(off.has("لغو شد و به خریدارها خبر دادیم."), "{}", off.words());
    see_other(&home.producer.post(&batch, &[("do", "on")]));
    let again = buyer.get(&mine);
    assert!(again.has("منتظر جواب") && !again.has("آرد نرسید"), "{}", again.words());
    let page = home.producer.get(&batch);
    let version = page.value_of("version");
    let on = page.option("on", "فردا");
    let key = page.value_of("idem");
    let change = [
        ("do", "change"),
        ("idem", key.as_str()),
        ("version", version.as_str()),
        ("on", &on),
        ("quantity", "۲"),
        ("ready", "420"),
    ];
    let less = home.producer.post(&batch, &[&change[..], &[("until-days", "1"), ("until", "1200")]].concat());
    assert!(less.status == 422 && less.has("تا حالا ۳ عدد سفارش داده‌اند"), "{}", less.words());
}

#[test]
fn eggs_that_were_set_propose_their_hatch_and_its_chicks_are_ordered_before() {
    let mut town = Town::open();
    let mut caseworker = town.caseworker();
    let mut home = town.home(&mut caseworker, ("زهرا", "جوجه‌دار"));
    let good = [("name", "جوجهٔ یک‌روزه"), ("price", "۵۰۰۰۰"), ("unit", "piece"), ("category", "chicks"), ("stock", "۰")];
    see_other(&home.producer.post("/my/goods/new", &good));
    home.producer.forget_notice();
    town::door(&mut home.producer, "کوچهٔ لاله ۴، زنگ اول");
    let list = home.producer.get("/my/goods").links("/my/goods/").into_iter().find(|link| link.ends_with("/batches"));
    let list = list.expect("the days to come");
    let page = home.producer.get(&list);
    assert!(page.has("نوبت‌های تولید جوجهٔ یک‌روزه") && page.has("تخم در دستگاه چیدم"), "{}", page.words());
    let key = page.value_of("idem");
    let plain = [("do", "eggs"), ("idem", key.as_str()), ("bird", "21"), ("share", "۸۰")];
    let wrong = town::post(&mut home.producer, &list, &town::fields(&plain, &[town::today("set")]));
    assert!(wrong.status == 422 && wrong.has("تعداد تخم‌ها را با عدد بنویسید"), "{}", wrong.words());
    let plain = [&plain[..], &[("eggs", "۶۳")]].concat();
    see_other(&town::post(&mut home.producer, &list, &town::fields(&plain, &[town::today("set")])));
    let opened = home.producer.get(&list);
    assert!(opened.has("دوشنبه ۲۳ آذر جوجه‌ها درمی‌آیند. سفارش برای ۵۰ عدد باز شد."), "{}", opened.words());
    let batch = opened.link("/my/batches/");
    let page = home.producer.get(&batch);
    assert!(page.has("دوشنبه ۲ آذر، ۶۳ تخم در دستگاه چیده‌اید؛ حدود ۵۰ جوجه درمی‌آید"), "{}", page.words());
    let shop = home.producer.get("/my/shop").link("/s/");
    let mut buyer = town.app.client();
    let public = buyer.get(&shop).link("/p/");
    let mine = see_other(&order_ahead(&mut buyer, &public, "۱۰"));
    assert!(buyer.get(&mine).has("دوشنبه ۲۳ آذر"), "collected on the day of the hatch");
    assert!(!home.producer.get(&batch).text().contains("value=\"today\""), "three weeks are not skipped by a tap");
    let soon = home.producer.post(&batch, &[("do", "today")]);
    assert!(soon.status == 422 && soon.has("هنوز بیش از ۳ روز مانده است"), "{}", soon.words());
    town.app.advance(TimeDelta::days(19));
    home.producer.sign_in_again();
    see_other(&home.producer.post(&batch, &[("do", "today")]));
    let today = home.producer.get(&batch);
    assert!(today.has("روزش به امروز آمد. حالا بشمارید. پیامی به خریدارهایش نمی‌رسد"), "{}", today.words());
    see_other(&home.producer.post(&batch, &[("do", "made"), ("real", "۴۶")]));
    let hatched = home.producer.get(&batch);
    assert!(hatched.has("۴۶ عدد آماده شد؛ قرار بود ۵۰ عدد باشد"), "{}", hatched.words());
}

#[test]
fn a_form_that_arrives_twice_saves_once_and_an_old_one_shows_what_somebody_else_saved() {
    let mut town = Town::open();
    let (mut home, product, _) = baker(&mut town, ("زهرا", "نان‌پز"));
    let batch = town::batch(&mut home.producer, &product, "۴۰");
    let page = home.producer.get(&batch);
    let (key, version, on) = (page.value_of("idem"), page.value_of("version"), page.option("on", "فردا"));
    let terms =
        [("do", "change"), ("version", version.as_str()), ("ready", "420"), ("until-days", "1"), ("until", "1200")];
    let sent = [&terms[..], &[("idem", key.as_str()), ("on", &on), ("quantity", "۳۰")]].concat();
    for _ in 0..2 {
        assert_eq!(
            see_other(&home.producer.post(&batch, &sent)),
            batch,
            "the second tap saves nothing and refuses nothing"
        );
    }
    assert!(home.producer.get(&batch).has("قرار است ۳۰ عدد آماده شود"));
    let anew = [&terms[..], &[("idem", key.as_str()), ("on", &on), ("quantity", "۵۵")]].concat();
    let asked = home.producer.post(&batch, &anew);
    assert!(asked.status == 409 && asked.has("چیزی که الان فرستادید ثبت نشد"), "{}", asked.words());
    assert_eq!(asked.value_of("quantity"), "۵۵", "what was typed is there to be sent as another");
    assert!(!["", key.as_str()].contains(&asked.value_of("idem").as_str()), "under a key of its own");
    let page = format!("{}{batch}", town.app.origin);
    let asked = home.producer.post_on(&page, &batch, &anew);
    assert!(asked.status == 409 && asked.links(&batch)[0] == batch, "the way back to the form: {}", asked.text());
    assert!(!asked.text().contains("art/closed"), "nothing is locked");
    assert!(home.producer.get(&batch).has("قرار است ۳۰ عدد آماده شود"));
    let old = [&terms[..], &[("idem", "key-of-an-old-form"), ("on", &on), ("quantity", "۵۰")]].concat();
    let stale = home.producer.post(&batch, &old);
    assert!(stale.status == 422 && stale.has("این همین حالا از جای دیگری عوض شد"), "{}", stale.words());
    assert!(stale.has("قرار است ۳۰ عدد آماده شود"), "what the other saved: {}", stale.words());
    assert_eq!((stale.value_of("version").as_str(), stale.value_of("quantity").as_str()), ("2", "۵۰"));
}

#[test]
fn a_day_that_no_calendar_of_batches_has_is_refused_and_a_plans_batch_keeps_its_own() {
    let mut town = Town::open();
    let (mut home, product, _) = baker(&mut town, ("زهرا", "نان‌پز"));
    let batch = town::batch(&mut home.producer, &product, "۴۰");
    let far = |page: &Page, on: &str| {
        let (key, version) = (page.value_of("idem"), page.value_of("version"));
        [("do", "change"), ("idem", &key), ("version", &version), ("on", on), ("quantity", "۳۰"), ("ready", "420")]
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .into_iter()
            .chain([("until-days".to_owned(), "1".to_owned()), ("until".to_owned(), "1200".to_owned())])
            .collect::<Vec<_>>()
    };
    let page = home.producer.get(&batch);
    let refused = town::post(&mut home.producer, &batch, &far(&page, "+262142-12-31"));
    assert!(refused.status == 422 && refused.has("۶۰ روز دیگر"), "{}", refused.words());

    let form = format!("/my/goods/{product}/plan");
    let key = home.producer.get(&form).value_of("idem");
    let plan = [("idem", key.as_str()), ("day", "wednesday"), ("ready", "420"), ("until-days", "1"), ("until", "1200")];
    see_other(&home.producer.post(&form, &[&plan[..], &[("quantity", "۲۰")]].concat()));
    home.producer.forget_notice();
    let planned = home.producer.get(&format!("/my/goods/{product}/batches")).links("/my/batches/");
    let planned = planned.into_iter().find(|link| *link != batch).expect("a batch of the plan");
    let page = home.producer.get(&planned);
    see_other(&town::post(&mut home.producer, &planned, &far(&page, "2026-12-24")));
    assert!(home.producer.get(&planned).has("قرار است ۳۰ عدد آماده شود"));
    for (query, expected) in [("abc", 404), ("7", 404)] {
        assert_eq!(home.producer.post(&form, &[("plan", query), ("do", "end")]).status, expected, "{query}");
    }
}

#[test]
fn what_can_be_ordered_no_more_is_opened_only_for_counting_and_says_so() {
    let mut town = Town::open();
    let (mut home, product, _) = baker(&mut town, ("زهرا", "نان‌پز"));
    town.app.advance(TimeDelta::hours(9));
    home.producer.sign_in_again();
    let batches = format!("/my/goods/{product}/batches");
    let page = home.producer.get(&batches);
    let (key, on) = (page.value_of("idem"), page.option("on", "فردا"));
    let terms = [("idem", key.as_str()), ("on", &on), ("quantity", "۴۰"), ("ready", "420"), ("until-days", "1")];
    see_other(&home.producer.post(&batches, &[&terms[..], &[("until", "1200")]].concat()));
    let said = home.producer.get(&batches);
    assert!(said.has("فقط برای شمارش خودتان است") && said.has("مهلت سفارش تمام شده"), "{}", said.words());
}

#[test]
fn another_day_of_a_good_takes_the_place_of_the_one_in_the_basket_and_says_so() {
    let mut town = Town::open();
    let (mut home, product, good) = baker(&mut town, ("زهرا", "نان‌پز"));
    town::batch(&mut home.producer, &product, "۴۰");
    let mut buyer = town.app.client();
    let (code, batch) = (good.trim_start_matches("/p/").to_owned(), buyer.get(&good).value_of("batch"));
    see_other(&buyer.post("/basket/add", &[("good", &code), ("quantity", "1")]));
    buyer.forget_notice();
    see_other(&buyer.post("/basket/add", &[("good", &code), ("batch", &batch), ("quantity", "2")]));
    let basket = buyer.get("/basket");
    assert!(basket.has("به جای آنچه برای روز دیگری بود") && basket.has("بهتر است تا"), "{}", basket.words());
}

#[test]
fn a_day_whose_orders_have_closed_is_said_so_and_not_missing() {
    let mut town = Town::open();
    let (mut home, product, good) = baker(&mut town, ("زهرا", "نان‌پز"));
    town::batch(&mut home.producer, &product, "40");
    let mut buyer = town.app.client();
    let (code, batch) = (good.trim_start_matches("/p/"), buyer.get(&good).value_of("batch"));
    let ahead = [("good", code), ("batch", batch.as_str()), ("quantity", "2")];
    see_other(&buyer.post("/basket/add", &ahead));
    buyer.forget_notice();
    let before = buyer.copy();
    town.app.advance(TimeDelta::days(5));
    assert_eq!(see_other(&buyer.post("/basket/add", &ahead)), good);
    assert!(buyer.get(&good).has("سفارش نان لواش برای آن روز بسته شده است"));
    let mut late = before;
    let empty = late.get("/basket");
    assert!(empty.has("سبدتان خالی است") && empty.has("سفارشِ آن روز بسته شده است"), "{}", empty.words());
    let unknown = [("good", "nothing"), ("batch", batch.as_str()), ("quantity", "2")];
    assert_eq!(buyer.post("/basket/add", &unknown).status, 404);
}
