//! The power that a household's machines need, when it asks for a stall.
use crate::support::town::{self, Home, Town, date, fields, see_other};
use crate::support::{Client, Page};

const EARLY: (&str, &str, &str) = ("1405", "8", "2");

/// A site with a stall of three-phase power, its manager, and a baker.
struct Bakery {
    manager: Client,
    caseworker: Client,
    baker: Home,
    site: String,
    day: String,
    _town: Town,
}

impl Bakery {
    fn open() -> Bakery {
        let mut town = Town::open();
        let mut caseworker = town.caseworker();
        let city = town.city.clone();
        let mut manager = town.staff("مدیر بازار", ("market_manager", "", &city));
        let site = town::site(&mut town.admin, &mut manager, &city);
        let (_, day) = town::market_day(&mut manager, &site);
        let row = [("name", "ب"), ("count", "۱"), ("first", "۱۰"), ("width", "۲۰۰"), ("power", "three_phase")];
        see_other(&town::redraw(&mut manager, &site, "rows", &[&row[..], &[("baking", "none")]].concat()));
        let mut baker = town.home(&mut caseworker, ("مریم", "کاظمی"));
        town::good(&mut baker.producer, "نان لواش");
        Bakery { manager, caseworker, baker, site, day, _town: town }
    }

    fn get_oven(&mut self) {
        let machine = town::grant_oven(&mut self.caseworker, &self.baker, "SM-1");
        see_other(&town::hand_over(&mut self.caseworker, &machine, &self.baker, EARLY));
    }

    /// Opens the day a week later and gives it.
    fn next_week(&mut self) -> String {
        let plain = [("weeks", "1"), ("opens", "480"), ("closes", "840")];
        let sent = fields(&plain, &[date("first", ("1405", "9", "14"))]);
        see_other(&town::post(&mut self.manager, &format!("{}/days", self.site), &sent));
        let days = self.manager.get(&self.site).links("/days/1");
        let ids = days.iter().filter_map(|link| link.rsplit('/').next());
        ids.map(str::to_owned).find(|id| *id != self.day).expect("the day of next week")
    }

    fn ask_as_usual(&mut self, day: &str) -> Page {
        see_other(&self.baker.producer.post(&format!("/my/stall/{day}"), &[("do", "usual")]));
        self.baker.producer.get("/my/stall")
    }
}

#[test]
fn who_holds_an_oven_asks_for_its_power_at_the_first_time() {
    let mut bakery = Bakery::open();
    bakery.get_oven();
    let day = bakery.day.clone();
    let form = bakery.baker.producer.get(&format!("/my/stall/{day}"));
    assert!(form.has("دستگاه شما برق سه‌فاز می‌خواهد."), "{}", form.words());
    let days = bakery.ask_as_usual(&day);
    assert!(days.has("هر غرفه‌ای؛ برق سه‌فاز"), "{}", days.words());
    let asking = bakery.manager.get(&format!("/days/{day}/requests?household={}", bakery.baker.id));
    assert!(!asking.has("دستگاه"), "a manager is told of no machine: {}", asking.words());
}

#[test]
fn an_oven_that_came_after_earlier_requests_is_asked_power_for_as_well() {
    let mut bakery = Bakery::open();
    let (first, next) = (bakery.day.clone(), bakery.next_week());
    let days = bakery.ask_as_usual(&first);
    assert!(days.has("هر غرفه‌ای") && !days.has("برق سه‌فاز"), "{}", days.words());
    bakery.get_oven();
    let days = bakery.ask_as_usual(&next);
    assert_eq!(days.words().matches("برق سه‌فاز").count(), 1, "the first stays as it was asked: {}", days.words());
}
