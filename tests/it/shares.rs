//! Shares of machines that a caseworker agrees with a household: they stay when the producer ticks others, and they begin on the
//! day on which a machine moved.
use crate::support::Client;
use crate::support::town::{self, Home, Town, date, fields, see_other};
use chrono::TimeDelta;

struct Bakery {
    town: Town,
    caseworker: Client,
    home: Home,
    good: String,
    oven: String,
}

/// A household that lists its bread today and gets its oven three days later.
fn bakery() -> Bakery {
    let mut town = Town::open();
    let mut caseworker = town.caseworker();
    let mut home = town.home(&mut caseworker, ("مریم", "کاظمی"));
    let good = town::good(&mut home.producer, "نان لواش");
    let oven = town::grant_oven(&mut caseworker, &home, "17");
    town.app.advance(TimeDelta::days(3));
    caseworker.sign_in_again();
    see_other(&town::hand_over(&mut caseworker, &oven, &home, ("1405", "9", "5")));
    town.app.advance(TimeDelta::days(2));
    caseworker.sign_in_again();
    home.producer.sign_in_again();
    let oven = oven.rsplit('/').next().unwrap_or_default().to_owned();
    Bakery { town, caseworker, home, good, oven }
}

impl Bakery {
    fn weights(&self) -> String {
        format!("{}/goods/{}/weights", self.home.path(), self.good)
    }

    fn agree(&mut self, day: (&str, &str, &str)) -> crate::support::Page {
        let share = format!("share-{}", self.oven);
        let plain = [(share.as_str(), "۶۰"), ("share-own", "۴۰"), ("reason", "خمیر را دستی می‌گیرد")];
        let path = self.weights();
        town::post(&mut self.caseworker, &path, &fields(&plain, &[date("starts", day)]))
    }
}

#[test]
fn new_shares_begin_on_the_day_the_machine_came_unless_another_is_written() {
    let mut bakery = bakery();
    let form = bakery.caseworker.get(&bakery.weights());
    let day = ["day", "year"].map(|part| form.value_of(&format!("starts-{part}")));
    assert_eq!(day, ["۵", "۱۴۰۵"], "{}", form.words());
    for (wrong, why) in [
        (("1405", "9", "8"), "یا پس از امروز"),
        (("1405", "9", "1"), "پیش از سهم قبلی"),
        (("1405", "9", "4"), "در آن روز دست این خانوار نبود"),
        (("1405", "12", "30"), "این تاریخ درست نیست"),
    ] {
        let page = bakery.agree(wrong);
        assert!(page.status == 422 && page.has(why), "{wrong:?}: {}", page.words());
    }
    see_other(&bakery.agree(("1405", "9", "5")));
    let form = bakery.caseworker.get(&bakery.weights());
    assert_eq!(form.value_of("starts-day"), "۷", "no machine moved since, so that the next shares begin today");
}

#[test]
fn shares_that_were_agreed_stay_whatever_the_producer_ticks() {
    let mut bakery = bakery();
    see_other(&bakery.agree(("1405", "9", "5")));
    let path = format!("/my/goods/{}", bakery.good);
    let form = bakery.home.producer.get(&path);
    assert!(form.has("قرار شما و مددکارتان است") && !form.text().contains("name=\"machine\""), "{}", form.words());
    let version = form.value_of("version");
    let good = [("name", "نان لواش"), ("price", "۲۶۰۰۰"), ("unit", "piece"), ("category", "bread")];
    let old =
        [&good[..], &[("version", version.as_str()), ("machine", bakery.oven.as_str()), ("machine", "1")]].concat();
    let old = bakery.home.producer.post(&path, &old);
    assert!(old.status == 422 && old.has("به مددکارتان بگویید"), "{}", old.words());
    see_other(&bakery.home.producer.post(&path, &[&good[..], &[("version", &version)]].concat()));
    let weights = bakery.caseworker.get(&bakery.weights());
    assert_eq!(weights.text().matches("<time").count(), 2, "no other set was sealed: {}", weights.words());
    assert!(bakery.caseworker.get(&bakery.home.path()).has("۶۰"));
    assert!(bakery.town.app.client().get("/goods").has("۲۶٬۰۰۰"));
}
