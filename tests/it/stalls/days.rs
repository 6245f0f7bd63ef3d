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
