//! Opening market days, and what is announced about one.
use super::Market;

#[test]
fn days_too_far_ahead_too_many_weeks_and_a_negative_first_number_are_refused() {
    let mut market = Market::open();
    let days = format!("/sites/{}/days", market.site);
    let mut open = |year: &str, weeks: &str| {
        let day = [("first-day", "۷"), ("first-month", "9"), ("first-year", year), ("weeks", weeks), ("opens", "480")];
        market.manager.post(&days, &[&day[..], &[("closes", "840")]].concat())
    };
    let far = open("۱۵۰۰", "1");
    assert!(far.status == 422 && far.has("این روز خیلی دور است"), "{}", far.words());
    let many = open("۱۴۰۵", "99");
    assert!(many.status == 422 && many.has("۲۶"), "{}", many.words());
    let row =
        [("name", "الف"), ("count", "۳"), ("first", "-1"), ("width", "۲۰۰"), ("power", "none"), ("baking", "none")];
    let drawn = market.redraw("rows", &row);
    assert!(drawn.status == 422 && drawn.has("شماره را با عدد بنویسید"), "{}", drawn.words());
}

#[test]
fn an_announcement_too_long_is_refused_and_comes_back_whole() {
    let mut market = Market::open();
    let day = market.open_day();
    let long = "آ".repeat(301);
    let page = market.manager.post(&format!("/days/{day}/announcement"), &[("announcement", long.as_str())]);
    assert!(page.status == 422 && page.has("حداکثر ۳۰۰ حرف") && page.text().contains(&long), "{}", page.words());
}

#[test]
fn the_name_and_the_times_of_a_market_change_and_days_that_are_open_keep_theirs() {
    let mut market = Market::open();
    market.draw();
    let day = market.open_day();
    let path = format!("/sites/{}/details", market.site);
    let seen = market.manager.get(&path).value_of("seen-details");
    let changed = |seen: &str, name: &str, cutoff: &str| {
        [("seen-details", seen), ("name", name), ("address", "روبه‌روی بوستان"), ("opens", "540"), ("closes", "900")]
            .into_iter()
            .chain([("cutoff", cutoff), ("no-show", "۴۵")])
            .map(|(field, value)| (field.to_owned(), value.to_owned()))
            .collect::<Vec<_>>()
    };
    let send = |market: &mut Market, fields: Vec<(String, String)>| {
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        market.manager.post(&path, &fields)
    };
    let until = market.manager.get(&format!("/days/{day}")).words();
    let wrong = send(&mut market, changed(&seen, "بازارچهٔ نو", "۹۹۹"));
    assert!(wrong.status == 422 && wrong.has("۲۴۰"), "{}", wrong.words());
    assert_eq!((wrong.value_of("name"), wrong.value_of("cutoff")), ("بازارچهٔ نو".into(), "۹۹۹".into()));

    assert_eq!(send(&mut market, changed(&seen, "بازارچهٔ نو", "۴۸")).status, 303);
    let site = market.manager.get(&format!("/sites/{}", market.site));
    assert!(site.has("بازارچهٔ نو") && site.has("روبه‌روی بوستان"), "{}", site.words());
    let still = market.manager.get(&format!("/days/{day}")).words();
    assert_eq!(still, until.replace("بازار میدان", "بازارچهٔ نو"), "its hours and the end of requests");
    assert!(market.manager.get(&format!("/sites/{}/days", market.site)).has("۴۸ ساعت پیش از شروع"));

    let late = send(&mut market, changed(&seen, "بازار دیگر", "۱۲"));
    assert!(
        late.status == 422 && late.has("بازارچهٔ نو، روبه‌روی بوستان") && late.has("مهلت ۴۸ ساعت"),
        "{}",
        late.words()
    );
    assert_eq!(late.value_of("name"), "بازار دیگر");
    let fresh = late.value_of("seen-details");
    assert_eq!(send(&mut market, changed(&fresh, "بازار دیگر", "۱۲")).status, 303, "once it was read");
}
