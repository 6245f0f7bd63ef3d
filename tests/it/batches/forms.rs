//! What the forms of batches answer to what makes no sense, and to what somebody else has changed meanwhile.
use super::{baker, order_ahead};
use crate::support::Page;
use crate::support::town::{self, Town, date, see_other};
use chrono::TimeDelta;

#[test]
fn a_plan_that_was_changed_on_another_screen_is_shown_before_it_is_changed_again() {
    let mut town = Town::open();
    let (mut home, product, _) = baker(&mut town, ("زهرا", "نان‌پز"));
    let (list, form) = (format!("/my/goods/{product}/batches"), format!("/my/goods/{product}/plan"));
    let terms = [("day", "saturday"), ("ready", "420"), ("until-days", "1"), ("until", "1200")];
    let key = home.producer.get(&form).value_of("idem");
    see_other(&home.producer.post(&form, &[&terms[..], &[("idem", key.as_str()), ("quantity", "۴۰")]].concat()));
    home.producer.forget_notice();
    let plan = home.producer.get(&list).value_of("plan");
    let change = format!("{form}?plan={plan}");
    let (one, other) = (home.producer.get(&change), home.producer.get(&change));
    let sent = |page: &Page, quantity: &str| {
        let kept = ["plan", "version", "idem"].map(|name| (name.to_owned(), page.value_of(name)));
        let terms = terms.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        terms.chain(kept).chain([("quantity".to_owned(), quantity.to_owned())]).collect::<Vec<_>>()
    };
    see_other(&town::post(&mut home.producer, &form, &sent(&one, "۵۰")));
    home.producer.forget_notice();
    let stale = town::post(&mut home.producer, &form, &sent(&other, "۶۰"));
    assert!(stale.status == 422 && stale.has("این همین حالا از جای دیگری عوض شد"), "{}", stale.words());
    assert!(stale.has("۵۰ عدد، آماده ساعت ۷:۰۰"), "what the other screen saved: {}", stale.words());
    assert_eq!(stale.value_of("quantity"), "۶۰", "what was typed stays");
    let kept = home.producer.get(&list);
    assert!(kept.has("۵۰ عدد، آماده ساعت ۷:۰۰") && !kept.has("۶۰ عدد"), "{}", kept.words());
    see_other(&town::post(&mut home.producer, &form, &sent(&stale, "۶۰")));
    assert!(home.producer.get(&list).has("۶۰ عدد، آماده ساعت ۷:۰۰"), "seen, and sent again");
}

#[test]
fn each_thing_that_is_wrong_about_eggs_is_said_in_a_sentence_and_what_was_typed_stays() {
    let mut town = Town::open();
    let mut caseworker = town.caseworker();
    let mut home = town.home(&mut caseworker, ("زهرا", "جوجه‌دار"));
    let good =
        [("name", "جوجهٔ بلدرچین"), ("price", "۵۰۰۰۰"), ("unit", "piece"), ("category", "chicks"), ("stock", "۰")];
    see_other(&home.producer.post("/my/goods/new", &good));
    home.producer.forget_notice();
    let list = home.producer.get("/my/goods").links("/my/goods/").into_iter().find(|link| link.ends_with("/batches"));
    let list = list.expect("the days to come");
    let key = home.producer.get(&list).value_of("idem");
    let mut send = |eggs: &str, bird: &str, share: &str, set: (&str, &str, &str)| {
        let plain = [("do", "eggs"), ("idem", key.as_str()), ("eggs", eggs), ("bird", bird), ("share", share)];
        town::post(&mut home.producer, &list, &town::fields(&plain, &[date("set", set)]))
    };
    let today = ("1405", "9", "2");
    for (eggs, bird, share, set, sentence) in [
        ("", "21", "۸۰", today, "تعداد تخم‌ها را با عدد بنویسید"),
        ("شصت", "21", "۸۰", today, "تعداد تخم‌ها را با عدد بنویسید"),
        ("0", "21", "۸۰", today, "تعداد تخم‌ها را با عدد بنویسید"),
        ("۶۰", "", "۸۰", today, "بگویید تخم کدام پرنده است."),
        ("۶۰", "20", "۸۰", today, "بگویید تخم کدام پرنده است."),
        ("۶۰", "17", "۰", today, "عددی از ۱ تا ۱۰۰ بنویسید"),
        ("۶۰", "17", "۱۰۱", today, "عددی از ۱ تا ۱۰۰ بنویسید"),
        ("۱", "17", "۵۰", today, "تعداد تخم‌ها را با عدد بنویسید"),
        ("۶۰", "17", "۸۰", ("1405", "7", "31"), "این تاریخ درست نیست. روز، ماه و سال را ببینید."),
        ("۶۰", "17", "۸۰", ("1405", "8", "1"), "با این تاریخ، جوجه‌ها باید تا حالا درآمده باشند"),
        ("۶۰", "28", "۸۰", ("1406", "3", "1"), "این تاریخ خیلی دور است"),
    ] {
        let wrong = send(eggs, bird, share, set);
        assert!(wrong.status == 422 && wrong.has(sentence), "{eggs} {bird} {share} {set:?}: {}", wrong.words());
        assert_eq!((wrong.value_of("eggs").as_str(), wrong.value_of("share").as_str()), (eggs, share));
    }
    let all = send("", "", "", today);
    for sentence in ["تعداد تخم‌ها را", "بگویید تخم کدام پرنده است.", "عددی از ۱ تا ۱۰۰"]
    {
        assert!(all.has(sentence), "everything is named at once: {}", all.words());
    }
    see_other(&send("۶۰", "17", "۸۰", today));
    town.app.advance(TimeDelta::minutes(1));
    let opened = home.producer.get(&list);
    assert!(opened.has("پنجشنبه ۱۹ آذر جوجه‌ها درمی‌آیند. سفارش برای ۴۸ عدد باز شد."), "{}", opened.words());
}

#[test]
fn the_unit_of_a_good_stays_while_it_is_ordered_or_planned_ahead_and_the_form_says_why() {
    let mut town = Town::open();
    let (mut home, product, good) = baker(&mut town, ("زهرا", "نان‌پز"));
    let path = format!("/my/goods/{product}");
    let change = |home: &mut town::Home, unit: &str| {
        let version = home.producer.get(&path).value_of("version");
        let plain = [("name", "نان لواش"), ("price", "۲۵۰۰۰"), ("category", "bread")];
        let sent = [&plain[..], &[("unit", unit), ("version", version.as_str())]].concat();
        let done = home.producer.post(&path, &sent);
        home.producer.forget_notice();
        done
    };
    see_other(&change(&mut home, "packet"));
    assert!(town.app.client().get(&good).has("هر بسته"), "buyers see the new one");
    see_other(&change(&mut home, "piece"));
    let batch = town::batch(&mut home.producer, &product, "۴۰");
    let planned = change(&mut home, "kilo");
    assert!(planned.status == 422 && planned.has("برنامهٔ هفتگی یا روزی در پیش دارید"), "{}", planned.words());
    assert!(planned.text().contains("value=\"kilo\" checked"), "what was chosen stays: {}", planned.text());
    let ordered = order_ahead(&mut town.app.client(), &good, "۲");
    assert_eq!(ordered.status, 303);
    assert_eq!(change(&mut home, "kilo").status, 422);
    see_other(&home.producer.post(&batch, &[("do", "off")]));
    home.producer.forget_notice();

    let code = good.trim_start_matches("/p/");
    let mut buyer = town.app.client();
    see_other(&buyer.post("/basket/add", &[("good", code), ("quantity", "2")]));
    see_other(&town::send_basket(&mut buyer, super::BUYER));
    let held = change(&mut home, "kilo");
    assert!(held.status == 422 && held.has("از این کالا سفارش باز دارید، پس واحدش عوض نمی‌شود"), "{}", held.words());
    assert!(town.app.client().get(&good).has("هر عدد"), "nothing was changed");
}

#[test]
fn a_second_batch_of_the_same_hour_is_not_opened_and_the_form_leads_to_the_first() {
    let mut town = Town::open();
    let (mut home, product, _) = baker(&mut town, ("زهرا", "نان‌پز"));
    let batch = town::batch(&mut home.producer, &product, "۴۰");
    let list = format!("/my/goods/{product}/batches");
    let page = home.producer.get(&list);
    let (key, on) = (page.value_of("idem"), page.option("on", "فردا"));
    let open = |home: &mut town::Home, ready: &str| {
        let terms = [("idem", key.as_str()), ("on", &on), ("quantity", "۲۰"), ("until-days", "1"), ("until", "1200")];
        home.producer.post(&list, &[&terms[..], &[("ready", ready)]].concat())
    };
    let twin = open(&mut home, "420");
    assert!(twin.status == 422 && twin.has("برای همین روز و ساعت یکی هست"), "{}", twin.words());
    assert!(twin.has("دیدن همان") && twin.links(&batch).contains(&batch), "{}", twin.text());
    assert_eq!(twin.value_of("quantity"), "۲۰");
    see_other(&open(&mut home, "600"));
}

#[test]
fn the_form_of_a_batch_that_is_ready_early_says_its_own_minute() {
    let mut town = Town::open();
    let (mut home, product, _) = baker(&mut town, ("زهرا", "نان‌پز"));
    let batch = town::batch(&mut home.producer, &product, "۴۰");
    town.app.advance(TimeDelta::minutes(17));
    see_other(&home.producer.post(&batch, &[("do", "today")]));
    home.producer.forget_notice();
    let page = home.producer.get(&batch);
    let chosen = |select: &str| {
        let text = page.text();
        let list = text.split(&format!("name=\"{select}\"")).nth(1).and_then(|rest| rest.split("</select>").next());
        let option = list.and_then(|list| list.split("<option ").find(|option| option.contains("selected")));
        let value = option.and_then(|option| option.split('"').nth(1)).map(str::to_owned);
        value.unwrap_or_else(|| panic!("nothing is chosen in {select}: {text}"))
    };
    let (ready, days, until) = (chosen("ready"), chosen("until-days"), chosen("until"));
    assert_ne!(ready.parse::<i32>().expect("a minute") % 30, 0);
    let (key, version, on) = (page.value_of("idem"), page.value_of("version"), chosen("on"));
    let kept = [("do", "change"), ("idem", &key), ("version", &version), ("on", &on), ("ready", &ready)];
    let more = [("until-days", days.as_str()), ("until", &until), ("quantity", "۳۵"), ("shelf", "۳")];
    see_other(&home.producer.post(&batch, &[&kept[..], &more].concat()));
    assert!(home.producer.get(&batch).has("۳۵ عدد"), "only the quantity was mended");
}

#[test]
fn a_plan_ended_by_mistake_goes_on_with_all_its_days() {
    let mut town = Town::open();
    let (mut home, product, good) = baker(&mut town, ("زهرا", "نان‌پز"));
    let (list, form) = (format!("/my/goods/{product}/batches"), format!("/my/goods/{product}/plan"));
    let key = home.producer.get(&form).value_of("idem");
    let terms = [("day", "saturday"), ("ready", "420"), ("until-days", "1"), ("until", "1200"), ("quantity", "۴۰")];
    see_other(&home.producer.post(&form, &[&terms[..], &[("idem", key.as_str())]].concat()));
    home.producer.forget_notice();
    let before = home.producer.get(&list);
    let (plan, days) = (before.value_of("plan"), before.links("/my/batches/"));
    see_other(&home.producer.post(&form, &[("plan", plan.as_str()), ("do", "end")]));
    let ended = home.producer.get(&list);
    assert!(ended.has("برنامه تمام شد.") && ended.links("/my/batches/").is_empty(), "{}", ended.words());
    assert!(!town.app.client().get(&good).has("پیش‌سفارش"));
    town.app.advance(TimeDelta::minutes(5));
    town.app.mail();
    see_other(&home.producer.post(&form, &[("plan", plan.as_str()), ("do", "go-on")]));
    home.producer.forget_notice();
    let back = home.producer.get(&list);
    assert_eq!(back.links("/my/batches/"), days, "{}", back.words());
    assert!(town.app.client().get(&good).has("پیش‌سفارش"));
}

#[test]
fn a_new_holiday_takes_its_day_out_of_a_plan_at_once_and_gives_it_back() {
    let mut town = Town::open();
    let (mut home, product, _) = baker(&mut town, ("زهرا", "نان‌پز"));
    let (list, form) = (format!("/my/goods/{product}/batches"), format!("/my/goods/{product}/plan"));
    let key = home.producer.get(&form).value_of("idem");
    let terms = [("day", "saturday"), ("skips", "yes"), ("ready", "420"), ("until-days", "1"), ("until", "1200")];
    see_other(&home.producer.post(&form, &[&terms[..], &[("quantity", "۴۰"), ("idem", key.as_str())]].concat()));
    home.producer.forget_notice();
    let days = |home: &mut town::Home| home.producer.get(&list).links("/my/batches/").len();
    assert_eq!(days(&mut home), 2);
    // 28 November 2026, a Saturday.
    let names = [("name-fa", "تعطیل"), ("name-en", "Holiday")];
    see_other(&town::post(
        &mut town.admin,
        "/admin/holidays",
        &town::fields(&names, &[date("day", ("1405", "9", "7"))]),
    ));
    town.app.mail();
    assert_eq!(days(&mut home), 1);
    see_other(&town.admin.post("/admin/holidays/2026-11-28/remove", &[]));
    town.app.mail();
    assert_eq!(days(&mut home), 2);
}
