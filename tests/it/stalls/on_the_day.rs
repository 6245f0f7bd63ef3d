//! The market day itself, through the screens: a free stall goes on, someone comes unasked, what happens is noted, and a
//! stall's square says who stands there.
use super::Market;
use crate::support::town::see_other;
use crate::support::{Client, Page};
use chrono::TimeDelta;

/// A day with one seller on stall 1, published, some hours after its opening; gives the day's path and the seller.
fn morning(market: &mut Market) -> (String, Client) {
    market.draw();
    let day = market.open_day();
    let mut seller = market.seller();
    see_other(&seller.post(&format!("/my/stall/{day}"), &[("do", "usual")]));
    let path = format!("/days/{day}");
    see_other(&market.manager.post(&format!("{path}/trial"), &[]));
    let draft = market.manager.get(&path);
    let [run, revision] = ["run", "revision"].map(|name| draft.value_of(name));
    see_other(
        &market.manager.post(&format!("{path}/publish"), &[("run", &run), ("revision", &revision), ("close", "yes")]),
    );
    market.app.advance(TimeDelta::days(5));
    market.manager.sign_in_again();
    (path, seller)
}

/// Where the square of stall 1 leads to.
fn square(market: &mut Market) -> String {
    let site = format!("/sites/{}", market.site);
    let links = market.manager.get(&site).links("/m/");
    links.into_iter().find(|link| link.ends_with("/1")).expect("stall 1")
}

#[test]
fn who_did_not_come_and_comes_after_all_has_the_stall_again() {
    let mut market = Market::open();
    let (path, _) = morning(&mut market);
    let list = format!("{path}/check-in");
    let booking = market.manager.get(&list).value_of("booking");
    let tick = |state| [("booking", booking.as_str()), ("state", state)];
    see_other(&market.manager.post(&list, &tick("no_show")));
    let page = market.manager.get(&list);
    assert!(page.has("غرفه‌های آزاد دیگر: ۳") && page.has("کسی بدون درخواست آمده"), "{}", page.words());
    let public = square(&mut market);
    assert!(market.app.client().get(&public).has("امروز کسی در این غرفه نیست."));
    see_other(&market.manager.post(&list, &tick("came")));
    assert!(market.app.client().get(&public).has("نانوایی میدان"));
}

#[test]
fn the_square_of_a_stall_leads_to_it_also_when_it_has_another_number_by_now() {
    let mut market = Market::open();
    let (_, _) = morning(&mut market);
    let public = square(&mut market);
    let site = format!("/sites/{}", market.site);
    let link = market.manager.get(&format!("{site}/rows")).link(&format!("{site}/stalls?stall="));
    let stall = market.manager.get(&link).value_of("stall");
    let renumbered = |number| {
        let fields = [("width", "۲۰۰"), ("state", "open"), ("power", "none"), ("baking", "none")];
        [[("stall", stall.as_str()), ("number", number)].as_slice(), &fields].concat()
    };
    for number in ["۷۷", "۷۸"] {
        see_other(&market.redraw("stalls", &renumbered(number)));
    }
    let mut buyer = market.app.client();
    for number in ["/1", "/77", "/78"] {
        let page = buyer.get(&public.replace("/1", number));
        assert!(page.has("غرفهٔ ۱") && page.has("نانوایی میدان"), "the number that was told: {}", page.words());
    }
    assert_eq!(buyer.get(&public.replace("/1", "/99")).status, 404);
}

#[test]
fn the_square_of_a_stall_leads_to_the_shop_of_today_and_names_nobody() {
    let mut market = Market::open();
    let (path, _) = morning(&mut market);
    let public = square(&mut market);
    let mut buyer = market.app.client();
    let page = buyer.get(&public);
    assert!(page.has("نانوایی میدان") && page.has("نان لواش"), "{}", page.words());
    assert!(!page.has("رضایی") && !page.has("ثبت اتفاق") && !page.has("نیامد"), "{}", page.words());
    assert_eq!(buyer.get(&public.replace("/1", "/99")).status, 404);
    let theirs = market.manager.get(&public);
    assert!(theirs.has("ثبت اتفاق") && theirs.has("نیامد"), "{}", theirs.words());
    let [booking, code, number] = ["booking", "market", "number"].map(|name| theirs.value_of(name));
    let tick = [("booking", booking.as_str()), ("state", "came"), ("market", &code), ("number", &number)];
    assert_eq!(see_other(&market.manager.post(&format!("{path}/check-in"), &tick)), public);
    assert!(market.manager.get(&format!("{path}/sheet")).text().matches("class=\"qr\"").count() == 3);
    let labels = market.manager.get(&format!("/sites/{}/labels", market.site));
    assert_eq!(labels.text().matches("class=\"qr\"").count(), 3);
    let one = market.manager.get(&labels.link(&format!("/sites/{}/labels?stall=", market.site)));
    assert_eq!(one.text().matches("class=\"qr\"").count(), 1);
    market.app.advance(TimeDelta::days(1));
    assert!(buyer.get(&public).has("امروز اینجا بازار نیست."));
}

#[test]
fn something_else_without_a_word_comes_back_as_it_was_typed_and_counts_once_when_it_is_said() {
    let mut market = Market::open();
    let (path, mut seller) = morning(&mut market);
    let list = format!("{path}/check-in");
    let key = market.manager.get(&list).value_of("idem");
    let unsaid = [("do", "incident"), ("idem", key.as_str()), ("kind", "other"), ("note", " ")];
    let back = market.manager.post(&list, &unsaid);
    assert!(back.status == 422 && back.has("برای «چیز دیگر» بنویسید چه شد."), "{}", back.words());
    assert!(back.text().contains("value=\"other\" checked") && back.value_of("idem") == key, "{}", back.text());
    let long = "آ".repeat(301);
    let back = market.manager.post(&list, &[&unsaid[..3], &[("note", long.as_str())]].concat());
    assert!(back.status == 422 && back.text().contains(&long), "{}", back.words());
    let said = [&unsaid[..3], &[("note", "درخت روي غرفه افتاد")]].concat();
    see_other(&market.manager.post(&list, &said));
    see_other(&market.manager.post(&list, &said));
    market.manager.forget_notice();
    let day = market.manager.get(&path);
    assert_eq!(day.text().matches("درخت روی غرفه افتاد").count(), 1, "{}", day.words());
    let id = day.value_of("incident");
    see_other(&market.manager.post(&list, &[("do", "take-back"), ("incident", &id)]));
    assert!(market.manager.get(&path).has("پس گرفته شد"));
    assert_eq!(seller.post(&list, &said).status, 404);
}

#[test]
fn who_comes_unasked_is_given_a_stall_in_two_taps() {
    let mut market = Market::open();
    let (path, mut seller) = morning(&mut market);
    market.register(("کبری", "نوری"), "09121000002");
    let vendors = format!("/sites/{}/vendors", market.site);
    let household = market.manager.get(&vendors).value_of("household");
    see_other(&market.manager.post(&vendors, &[("do", "take-in"), ("household", &household), ("category", "bread")]));
    let who = market.manager.get(&format!("{path}/walk-in"));
    assert!(!who.has("رضایی") && who.has("نوری"), "who is on the list is not: {}", who.words());
    let form = market.manager.get(&who.link(&format!("{path}/walk-in?household=")));
    let [run, household, stall] = ["run", "household", "stall"].map(|name| form.value_of(name));
    let best = [("run", run.as_str()), ("household", &household), ("stall", &stall)];
    see_other(&market.manager.post(&format!("{path}/walk-in"), &best));
    let list = market.manager.get(&format!("{path}/check-in"));
    assert!(list.has("کبری نوری بدون درخواست"), "{}", list.words());
    see_other(&market.manager.post(&format!("{path}/walk-in"), &best));
    let waits = [("run", run.as_str()), ("household", &household)];
    let again = market.manager.post(&format!("{path}/walk-in"), &waits);
    assert!(again.status == 422 && again.has("از قبل در فهرست امروز است"), "{}", again.words());
    assert_eq!(seller.get(&format!("{path}/walk-in")).status, 404);
}

/// Somebody else whom the site knows; gives the household.
fn another(market: &mut Market, name: (&str, &str), phone: &str) -> (String, Client) {
    let seller = market.register(name, phone);
    let vendors = format!("/sites/{}/vendors", market.site);
    let household = market.manager.get(&vendors).value_of("household");
    see_other(&market.manager.post(&vendors, &[("do", "take-in"), ("household", &household), ("category", "bread")]));
    (household, seller)
}

#[test]
fn whose_stall_went_on_stays_on_the_list_with_the_name_of_who_has_it() {
    let mut market = Market::open();
    let (path, _) = morning(&mut market);
    let (household, _) = another(&mut market, ("کبری", "نوری"), "09121000002");
    let list = format!("{path}/check-in");
    let booking = market.manager.get(&list).value_of("booking");
    see_other(&market.manager.post(&list, &[("booking", &booking), ("state", "no_show")]));
    let form = market.manager.get(&format!("{path}/walk-in?household={household}"));
    let stall = form.value_of("stall");
    see_other(&market.manager.post(&format!("{path}/walk-in"), &[("household", &household), ("stall", &stall)]));
    market.manager.forget_notice();
    let page = market.manager.get(&list);
    assert!(page.has("نیامد؛ غرفهٔ ۱ به کبری نوری رسید"), "{}", page.words());
    for told in ["آمد: ۱", "هنوز نرسیده: ۰", "نیامد: ۱", "غرفهٔ آزاد: ۲", "منتظر: ۰"]
    {
        assert!(page.has(told), "{told}: {}", page.words());
    }
}

/// The list in which somebody was looked for; the address tells nobody whom.
fn found(market: &mut Market, list: &str, typed: &str) -> Page {
    let address = see_other(&market.manager.post(list, &[("find", typed)]));
    assert!(address.contains("?words="), "{address}");
    market.manager.get(&address)
}

#[test]
fn somebody_is_found_in_every_list_in_any_spelling() {
    let mut market = Market::open();
    let (path, _) = morning(&mut market);
    another(&mut market, ("کبری", "نوری"), "09121000002");
    let vendors = format!("/sites/{}/vendors", market.site);
    for list in [format!("{path}/walk-in"), format!("{path}/requests"), vendors] {
        let whole = market.manager.get(&list);
        let is_listed = list.ends_with("/walk-in");
        assert!(whole.has("نوری") && whole.has("رضایی") != is_listed, "{list}: {}", whole.words());
        let found = found(&mut market, &list, "كبري");
        assert!(found.has("کبری نوری") && !found.has("رضایی"), "{list}: {}", found.words());
        let shop = self::found(&mut market, &list, "نانوایی مید");
        assert!(shop.has("رضایی") && !shop.has("کبری"), "{list}: {}", shop.words());
        assert!(self::found(&mut market, &list, "zzz").has("کسی پیدا نشد."), "{list}");
    }
    let list = format!("{path}/check-in");
    assert!(found(&mut market, &list, "۱").has("رضایی"), "by the number of the stall");
    let nobody = found(&mut market, &list, "zzz");
    assert!(nobody.has("کسی پیدا نشد.") && !nobody.has("رضایی") && nobody.has("هنوز نرسیده: ۱"), "{}", nobody.words());
}

#[test]
fn who_is_on_the_list_already_is_a_link_to_their_row() {
    let mut market = Market::open();
    let (path, _) = morning(&mut market);
    let list = format!("{path}/check-in");
    let booking = market.manager.get(&list).value_of("booking");
    let all = market.manager.get(&format!("{path}/walk-in"));
    assert!(all.has("همهٔ فروشنده‌های این بازار در فهرست امروز هستند."), "{}", all.words());
    let who = found(&mut market, &format!("{path}/walk-in"), "رضایی");
    assert_eq!(who.link(&format!("{list}#b")), format!("{list}#b{booking}"));
    assert!(market.manager.get(&list).text().contains(&format!("id=\"b{booking}\"")));
}

#[test]
fn who_signed_off_and_comes_after_all_is_told_which_stall_is_theirs_again() {
    let mut market = Market::open();
    let (path, _) = morning(&mut market);
    let list = format!("{path}/check-in");
    let booking = market.manager.get(&list).value_of("booking");
    let household = market.manager.get(&format!("{path}/requests")).link(&format!("{path}/requests?household="));
    let household = household.rsplit('=').next().expect("a household").to_owned();
    see_other(&market.manager.post(&format!("{path}/requests"), &[("household", &household), ("do", "withdraw")]));
    market.manager.forget_notice();
    let off = market.manager.get(&list);
    assert!(off.has("انصراف داده") && !off.text().contains("name=\"state\""), "{}", off.words());
    let tick = market.manager.post(&list, &[("booking", &booking), ("state", "came")]);
    assert!(tick.status == 422 && tick.has("برای این روز غرفه ندارد یا انصراف داده است."), "{}", tick.words());
    see_other(&market.manager.post(&format!("{path}/walk-in"), &[("household", &household)]));
    let page = market.manager.get(&list);
    assert!(page.has("غرفهٔ ۱ هنوز آزاد بود و دوباره برای اوست."), "{}", page.words());
    market.manager.forget_notice();
}

#[test]
fn nothing_is_ticked_or_given_before_a_plan_is_published() {
    let mut market = Market::open();
    market.draw();
    let path = format!("/days/{}", market.open_day());
    let mut seller = market.seller();
    see_other(&seller.post(&format!("/my/stall{}", path.trim_start_matches("/days")), &[("do", "usual")]));
    see_other(&market.manager.post(&format!("{path}/trial"), &[]));
    market.app.advance(TimeDelta::days(5));
    market.manager.sign_in_again();
    let list = format!("{path}/check-in");
    for (form, fields) in
        [(&list, [("booking", "7"), ("state", "came")]), (&format!("{path}/give"), [("booking", "7"), ("stall", "7")])]
    {
        let refused = market.manager.post(form, &fields);
        assert!(refused.status == 422 && refused.has("اول چیدمان را اعلام کنید."), "{form}: {}", refused.words());
    }
}

#[test]
fn a_tick_that_is_older_than_today_is_told_so() {
    let mut market = Market::open();
    let (path, _) = morning(&mut market);
    let list = format!("{path}/check-in");
    let booking = market.manager.get(&list).value_of("booking");
    let tick = |ago| [("booking", booking.as_str()), ("state", "came"), ("ago", ago)];
    let late = market.manager.post(&list, &tick("90000"));
    assert!(late.status == 422 && late.has("این علامت پیش از امروز زده شده است"), "{}", late.words());
    assert!(!late.has("روز بازار، حاضران را همین‌جا علامت می‌زنید."), "{}", late.words());
    see_other(&market.manager.post(&list, &tick("60")));
}
