//! Figures of case files, machines and grants: each opens to what it is made of, and says what it is not.
use crate::support::Client;
use crate::support::town::{self, Home, Town, date, fields, see_other};
use chrono::TimeDelta;

/// A household whose oven was paid by a grant, by itself and by another, with the bread that it makes.
struct Bakery {
    town: Town,
    caseworker: Client,
    home: Home,
    oven: String,
    good: String,
}

impl Bakery {
    fn open() -> Bakery {
        let mut town = Town::open();
        let mut caseworker = town.caseworker();
        let mut home = town.home(&mut caseworker, ("مریم", "کاظمی"));
        let path = home.path();
        let told = fields(&[("good-months", "۱۲"), ("good", "۲۰۰۰۰۰")], &[date("taken", ("1405", "8", "1"))]);
        see_other(&town::post(&mut caseworker, &format!("{path}/baseline"), &told));
        let form = caseworker.get(&format!("{path}/grants/new"));
        let (programme, key) = (form.option("programme", ""), form.value_of("idem"));
        let plain = [
            ("idem", key.as_str()),
            ("decision", "paper"),
            ("programme", programme.as_str()),
            ("paper", "۱۲/۳۴"),
            ("kind", "asset"),
            ("machine", "oven"),
            ("serial", "17"),
            ("cost", "۹۵٬۰۰۰٬۰۰۰"),
            ("own", "۲۵٬۰۰۰٬۰۰۰"),
            ("other", "۱۰٬۰۰۰٬۰۰۰"),
        ];
        let days = ["awarded", "acquired", "decided"].map(|name| date(name, ("1405", "8", "1")));
        let oven = see_other(&town::post(&mut caseworker, &format!("{path}/grants/new"), &fields(&plain, &days)));
        see_other(&town::hand_over(&mut caseworker, &oven, &home, ("1405", "9", "2")));
        let id = oven.rsplit('/').next().unwrap_or_default();
        let bread = [
            ("name", "نان لواش"),
            ("price", "۲۵۰۰۰"),
            ("unit", "piece"),
            ("category", "bread"),
            ("stock", "۲۰"),
            ("machine", id),
        ];
        see_other(&home.producer.post("/my/goods/new", &bread));
        let row = home.producer.get("/my/goods").row_with("/my/goods/1", "نان لواش");
        let good = row.trim_start_matches("/my/goods/").split('/').next().unwrap_or_default().to_owned();
        Bakery { town, caseworker, home, oven, good }
    }

    fn after(&mut self, days: i64) {
        self.town.app.advance(TimeDelta::days(days));
        self.caseworker.sign_in_again();
        self.home.producer.sign_in_again();
    }
}

#[test]
fn what_another_paid_of_a_machine_is_not_told_as_the_households_own() {
    let mut bakery = Bakery::open();
    town::sell(&mut bakery.home.producer, &bakery.good.clone(), "3");
    let file = bakery.caseworker.get(&bakery.home.path());
    assert!(file.has("آوردهٔ خانوار") && file.has("آوردهٔ دیگران"), "{}", file.words());
    let file = bakery.caseworker.get(&file.link(&format!("{}/attribution", bakery.home.path())));
    // 750,000 rials by 60, 25 and 10 of 95 million: 473,684, 197,368 and 78,948.
    for (by, sum) in [("own-payment", "۱۹٬۷۳۶"), ("other-payment", "۷٬۸۹۴")] {
        let start = format!("{}/rows?month=140509&kind=sales&by={by}", bakery.home.path());
        let page = bakery.caseworker.get(&file.link(&start));
        assert!(page.status == 200 && page.has(sum), "{by}: {}", page.words());
    }
}

#[test]
fn the_total_of_a_machine_opens_to_its_sellers_and_theirs_to_the_rows() {
    let mut bakery = Bakery::open();
    town::sell(&mut bakery.home.producer, &bakery.good.clone(), "3");
    let card = bakery.caseworker.get(&bakery.oven);
    assert!(card.text().contains("href=\"#earned-households\"") && card.has("۷۵٬۰۰۰ تومان"), "{}", card.words());
    let rows = card.link(&format!("{}/rows?by=machine", bakery.home.path()));
    let rows = bakery.caseworker.get(&rows);
    assert!(rows.has("جمع همهٔ این ردیف‌ها") && rows.has("۷۵٬۰۰۰ تومان"), "{}", rows.words());
}

#[test]
fn before_and_after_counts_the_months_that_are_over_and_opens_to_their_rows() {
    let mut bakery = Bakery::open();
    let path = bakery.home.path();
    let page = bakery.caseworker.get(&path);
    assert!(page.has("پیش و پس از حمایت، نه اثر طرح") && page.has("هنوز ماهی شمرده نشده است"), "{}", page.words());
    // The fourth month after Azar 1405 is Farvardin 1406.
    bakery.after(125);
    town::sell(&mut bakery.home.producer, &bakery.good.clone(), "3");
    bakery.after(31);
    town::sell(&mut bakery.home.producer, &bakery.good.clone(), "4");
    let page = bakery.caseworker.get(&path);
    let rows = page.link(&format!("{path}/rows?since=140601&until=140601"));
    assert!(page.has("\u{2212}۱۲۵٬۰۰۰ تومان"), "75,000 less 200,000: {}", page.words());
    assert!(page.has("ماه‌های شمرده‌شده۱") && page.has("ماه‌هایی که هنوز تمام نشده۱۱"), "{}", page.words());
    let rows = bakery.caseworker.get(&rows);
    assert!(rows.has("فروردین ۱۴۰۶") && rows.has("۷۵٬۰۰۰ تومان") && !rows.has("۱۰۰٬۰۰۰"), "{}", rows.words());
    let anchor =
        page.text().split("href=\"#baseline-").nth(1).and_then(|rest| rest.split('"').next().map(str::to_owned));
    let anchor = anchor.expect("the income before opens to what it is made of");
    assert!(page.text().contains(&format!("id=\"baseline-{anchor}\"")) && page.has("ماه‌های خوب (۱۲ ماه)"));
}
