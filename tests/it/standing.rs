//! A good every week over HTTP: asking for it, leaving a week out, and what its shop sees and ends; and one good of an order
//! that is left out.
use crate::orders::{BUYER, baker, order_at, step};
use crate::support::town::{self, Town, see_other};
use chrono::TimeDelta;

#[test]
fn a_buyer_wants_bread_every_week_and_the_order_comes_by_itself() {
    let mut town = Town::open();
    town.app.program.plan_daily_work().expect("the daily work is planned");
    let (mut home, bread) = baker(&mut town, ("زهرا", "نان‌پز"));
    let (mut other, _) = baker(&mut town, ("مریم", "تنوری"));
    let asked = format!("{bread}/weekly");
    let guest = town.app.client().get(&asked);
    assert_eq!((guest.status, guest.location().starts_with("/sign-in")), (303, true), "a guest signs in first");
    let (mut buyer, _) = town.person("نرگس خریدار");
    let form = buyer.get(&asked);
    assert!(form.has("هر شنبه") && form.has("قیمت امروز: هر عدد ۲۵٬۰۰۰ تومان"), "{}", form.words());
    let none = buyer.post(&asked, &[("quantity", "۱٫۵")]);
    assert!(none.status == 422 && none.has("بگویید کجا و چه روزی") && none.has("عدد کامل بنویسید"), "{}", none.words());
    assert_eq!(none.value_of("quantity"), "۱٫۵", "what was typed comes back");
    // Today is a Monday, so the order of Thursday is due at once.
    let row = form
        .text()
        .split("هر پنجشنبه")
        .next()
        .unwrap_or_default()
        .rsplit("value=\"")
        .next()
        .unwrap_or_default()
        .to_owned();
    let place = row.split('"').next().unwrap_or_default().to_owned();
    let page = see_other(&buyer.post(&asked, &[("quantity", "۲"), ("place", &place)]));
    assert_eq!(see_other(&buyer.post(&asked, &[("quantity", "۲"), ("place", &place)])), page, "the form again");
    buyer.forget_notice();
    town.app.mail();
    let seen = buyer.get(&page);
    assert!(seen.has("سفارش داده شد"), "{}", seen.words());
    let orders = |page: &crate::support::Page| -> Vec<String> {
        page.links("/orders/").into_iter().filter(|link| !link.contains("weekly")).collect()
    };
    let order = orders(&seen)[0].clone();
    assert!(buyer.get(&order).has("۲ عدد"), "{}", buyer.get(&order).words());
    let mine = buyer.get("/orders");
    assert!(mine.has("سفارش‌های هفتگی") && orders(&mine).contains(&order), "on another phone too: {}", mine.words());
    assert!(buyer.get("/messages").has("سفارش این هفته‌تان ثبت شد"));
    assert!(home.producer.get("/my/orders").has("نرگس خریدار"));

    let next = buyer.get(&page).value_of("day");
    see_other(&buyer.post(&page, &[("do", "skip"), ("day", &next)]));
    buyer.forget_notice();
    assert!(buyer.get(&page).has("این هفته نه"));
    town.app.advance(TimeDelta::days(8));
    town.app.mail();
    buyer.sign_in_again();
    assert_eq!(orders(&buyer.get(&page)).len(), 1, "the week after is left out: {}", buyer.get(&page).words());
    home.producer.sign_in_again();
    let list = home.producer.get("/my/orders/weekly");
    assert!(list.has("نرگس خریدار") && list.has("هر پنجشنبه") && list.has("۲ عدد"), "{}", list.words());
    let decline = list.link("/my/orders/weekly/");
    other.producer.sign_in_again();
    assert_eq!(other.producer.post(&decline, &[]).status, 404);
    assert_eq!(other.producer.get(&page).status, 404, "somebody else's");
    assert!(!other.producer.get("/my/orders/weekly").has("نرگس"));
    see_other(&home.producer.post(&decline, &[("reason", "تنورم خراب است")]));
    assert!(buyer.get("/messages").has("تنورم خراب است"));
    assert!(buyer.get(&page).has("نمی‌تواند هر هفته"), "{}", buyer.get(&page).words());
    let moved = buyer.post(&page, &[("do", "want"), ("quantity", "۳")]);
    assert!(moved.status == 422 && moved.has("تمام شده است"), "{}", moved.words());
}

#[test]
fn a_market_day_that_is_called_off_has_no_order_and_its_buyer_is_told() {
    let mut town = Town::open();
    let mut caseworker = town.caseworker();
    let mut home = town.home(&mut caseworker, ("زهرا", "نان‌پز"));
    town::good(&mut home.producer, "نان لواش");
    let city = town.city.clone();
    let mut manager = town.staff("مدیر بازار", ("market_manager", "", &city));
    let site = town::site(&mut town.admin, &mut manager, &city);
    let seller = [("do", "take-in"), ("household", home.id.as_str()), ("category", "bread")];
    see_other(&manager.post(&format!("{site}/vendors"), &seller));
    let (_, day) = town::market_day(&mut manager, &site);
    see_other(
        &manager
            .post(&format!("/days/{day}/requests"), &[("household", &home.id), ("do", "ask"), ("category", "bread")]),
    );
    see_other(&manager.post(&format!("/days/{day}/trial"), &[]));
    let plan = manager.get(&format!("/days/{day}"));
    let (run, revision) = (plan.value_of("run"), plan.value_of("revision"));
    see_other(
        &manager.post(&format!("/days/{day}/publish"), &[("run", &run), ("revision", &revision), ("close", "yes")]),
    );
    let shop = home.producer.get("/my/shop").link("/s/");
    let bread = town.app.client().get(&shop).link("/p/");
    let asked = format!("{bread}/weekly");
    let (mut buyer, _) = town.person("نرگس خریدار");
    let form = buyer.get(&asked);
    assert!(form.has("هر شنبه") && form.has("بازار میدان"), "{}", form.words());
    let place = form.value_of("place");
    let page = see_other(&buyer.post(&asked, &[("quantity", "۲"), ("place", &place)]));
    see_other(&manager.post(&format!("/days/{day}/cancel"), &[]));
    town.app.program.plan_daily_work().expect("the daily work is planned");
    town.app.advance(TimeDelta::days(4));
    town.app.mail();
    buyer.sign_in_again();
    let told = buyer.get("/messages");
    assert!(told.has("این هفته سفارشتان ثبت نشد") && told.has("آن روز آنجا تحویل نمی‌دهد"), "{}", told.words());
    assert!(buyer.get(&page).has("سفارش داده نشد"), "{}", buyer.get(&page).words());
    assert!(home.producer.get("/my/orders").links("/my/orders/1").is_empty());
}

#[test]
fn one_good_of_an_order_is_left_out_by_either_side_and_never_the_last() {
    let mut town = Town::open();
    let (mut home, _) = baker(&mut town, ("زهرا", "نان‌پز"));
    for name in ["نان سنگک", "نان بربری"] {
        town::good(&mut home.producer, name);
        home.producer.forget_notice();
    }
    let shop = home.producer.get("/my/shop").link("/s/");
    let mut buyer = town.app.client();
    for name in ["نان لواش", "نان سنگک", "نان بربری"] {
        let code = buyer.get(&shop).row_with("/p/", name).trim_start_matches("/p/").to_owned();
        see_other(&buyer.post("/basket/add", &[("good", &code), ("quantity", "۱")]));
    }
    buyer.forget_notice();
    let mine = see_other(&town::send_basket(&mut buyer, BUYER));
    buyer.forget_notice();
    assert!(buyer.get(&mine).has("۷۵٬۰۰۰ تومان"));
    see_other(&buyer.post(&format!("{mine}/cancel"), &[("line", "2")]));
    let less = buyer.get(&mine);
    assert!(less.has("۵۰٬۰۰۰ تومان") && less.has("خریدار نخواست"), "{}", less.words());
    assert!(home.producer.get("/messages").has("یک کالا از سفارشی کم شد"));
    let order = order_at(&mut home.producer);
    see_other(&step(&mut home.producer, &order, "accept"));
    let none = home.producer.post(&format!("{order}/step"), &[("to", "drop"), ("why", "تمام شد")]);
    assert!(none.status == 422 && none.has("کالایی را که ندارید انتخاب کنید"), "{}", none.words());
    assert_eq!(none.value_of("why"), "تمام شد", "what was typed comes back");
    let drop = |line: &'static str| [("to", "drop"), ("line", line), ("why", "تمام شد")];
    see_other(&home.producer.post(&format!("{order}/step"), &drop("3")));
    let less = buyer.get(&mine);
    assert!(less.has("۲۵٬۰۰۰ تومان") && less.has("فروشنده نداشت") && less.has("تمام شد"), "{}", less.words());
    let last = home.producer.post(&format!("{order}/step"), &drop("1"));
    assert!(last.status == 422 && last.has("این تنها کالای سفارش است"), "{}", last.words());
    let last = buyer.post(&format!("{mine}/cancel"), &[("line", "1")]);
    assert!(last.status == 422 && last.has("این تنها کالای سفارش است"), "{}", last.words());
    let wrong = buyer.post(&format!("{mine}/cancel"), &[("line", "همه")]);
    assert_eq!(wrong.status, 422, "a slip cancels nothing");
    assert!(buyer.get(&mine).has("پذیرفته شد"));
}

#[test]
fn a_good_that_was_left_out_by_a_slip_comes_back_with_one_tap() {
    let mut town = Town::open();
    let (mut home, _) = baker(&mut town, ("زهرا", "نان‌پز"));
    town::good(&mut home.producer, "نان سنگک");
    home.producer.forget_notice();
    let shop = home.producer.get("/my/shop").link("/s/");
    let mut buyer = town.app.client();
    for name in ["نان لواش", "نان سنگک"] {
        let code = buyer.get(&shop).row_with("/p/", name).trim_start_matches("/p/").to_owned();
        see_other(&buyer.post("/basket/add", &[("good", &code), ("quantity", "۱")]));
    }
    buyer.forget_notice();
    let mine = see_other(&town::send_basket(&mut buyer, BUYER));
    buyer.forget_notice();
    see_other(&buyer.post(&format!("{mine}/cancel"), &[("line", "2")]));
    let less = buyer.get(&mine);
    assert!(less.has("نان سنگک از سفارش برداشته شد.") && less.has("۲۵٬۰۰۰ تومان"), "{}", less.words());
    let line = less.value_of("line");
    see_other(&buyer.post(&format!("{mine}/undo"), &[("line", &line)]));
    let whole = buyer.get(&mine);
    assert!(whole.has("۵۰٬۰۰۰ تومان") && !whole.has("خریدار نخواست"), "{}", whole.words());
    assert!(home.producer.get("/messages").has("یک کالا به سفارشی برگشت"));

    let order = order_at(&mut home.producer);
    see_other(&step(&mut home.producer, &order, "accept"));
    let path = format!("{order}/step");
    see_other(&home.producer.post(&path, &[("to", "drop"), ("line", "1"), ("why", "تمام شد")]));
    assert!(home.producer.get(&order).has("نان لواش از سفارش برداشته شد."));
    see_other(&home.producer.post(&path, &[("to", "keep"), ("line", "1")]));
    assert!(buyer.get(&mine).has("۵۰٬۰۰۰ تومان"));
    see_other(&home.producer.post(&path, &[("to", "drop"), ("line", "2")]));
    town.app.advance(TimeDelta::minutes(2));
    assert!(!home.producer.get(&order).has("از سفارش برداشته شد."), "the minute is over");
    let late = home.producer.post(&path, &[("to", "keep"), ("line", "2")]);
    assert!(late.status == 422 && late.has("وقت برگرداندن گذشته است"), "{}", late.words());
    let odd = buyer.post(&format!("{mine}/undo"), &[("line", "همه")]);
    assert_eq!(odd.status, 422, "a slip takes nothing back");
}

#[test]
fn a_weekly_order_at_a_market_whose_plan_comes_after_the_noon_before_is_placed_then() {
    let mut town = Town::open();
    town.app.program.plan_daily_work().expect("the daily work is planned");
    let mut caseworker = town.caseworker();
    let mut home = town.home(&mut caseworker, ("زهرا", "نان‌پز"));
    town::good(&mut home.producer, "نان لواش");
    home.producer.forget_notice();
    let city = town.city.clone();
    let mut manager = town.staff("مدیر بازار", ("market_manager", "", &city));
    let site = [
        ("name", "بازار میدان"),
        ("area", city.as_str()),
        ("address", "میدان هفده شهریور"),
        ("opens", "480"),
        ("closes", "840"),
        ("cutoff", "۱۸"),
        ("no-show", "۶۰"),
        ("north", "up"),
    ];
    see_other(&town.admin.post("/admin/sites", &site));
    let site = manager.get("/sites").link("/sites/1");
    let seller = [("do", "take-in"), ("household", home.id.as_str()), ("category", "bread")];
    see_other(&manager.post(&format!("{site}/vendors"), &seller));
    let (_, first) = town::market_day(&mut manager, &site);
    let plain = [("weeks", "1"), ("opens", "480"), ("closes", "840")];
    let next = town::fields(&plain, &[town::date("first", ("1405", "9", "14"))]);
    see_other(&town::post(&mut manager, &format!("{site}/days"), &next));
    let days = manager.get(&site).links("/days/1");
    let second = days.iter().find(|day| !day.contains(&first)).expect("the week after").clone();
    let second = second.trim_start_matches("/days/").split('/').next().unwrap_or_default().to_owned();
    for day in [&first, &second] {
        let ask = [("household", home.id.as_str()), ("do", "ask"), ("category", "bread")];
        see_other(&manager.post(&format!("/days/{day}/requests"), &ask));
    }
    publish(&mut manager, &first);

    let shop = home.producer.get("/my/shop").link("/s/");
    let bread = town.app.client().get(&shop).link("/p/");
    let (mut buyer, _) = town.person("نرگس خریدار");
    let place = buyer.get(&format!("{bread}/weekly")).value_of("place");
    let page = see_other(&buyer.post(&format!("{bread}/weekly"), &[("quantity", "۲"), ("place", &place)]));
    town.app.mail();
    let orders =
        |page: &crate::support::Page| page.links("/orders/").iter().filter(|link| !link.contains("weekly")).count();
    // The first week is ordered in time.
    town.app.advance(TimeDelta::days(3));
    town.app.mail();
    // Half past one on the Friday before the second market; its requests end at two.
    town.app.advance(TimeDelta::days(8) + TimeDelta::hours(1));
    town.app.mail();
    buyer.sign_in_again();
    let waits = buyer.get(&page);
    assert!(orders(&waits) == 1 && !waits.has("سفارش داده نشد"), "{}", waits.words());
    town.app.advance(TimeDelta::hours(1));
    manager.sign_in_again();
    publish(&mut manager, &second);
    town.app.mail();
    let placed = buyer.get(&page);
    assert_eq!(orders(&placed), 2, "{}", placed.words());
}

/// Assigns the stalls of a day and publishes the plan.
fn publish(manager: &mut crate::support::Client, day: &str) {
    see_other(&manager.post(&format!("/days/{day}/trial"), &[]));
    let plan = manager.get(&format!("/days/{day}"));
    let (run, revision) = (plan.value_of("run"), plan.value_of("revision"));
    let wanted = [("run", run.as_str()), ("revision", revision.as_str()), ("close", "yes")];
    see_other(&manager.post(&format!("/days/{day}/publish"), &wanted));
}
