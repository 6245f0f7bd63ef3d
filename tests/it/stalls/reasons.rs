//! Why there was no stall: on the page of the seller without names, on the manager's with them.
use super::Market;
use crate::support::town::see_other;
use crate::support::{Client, Page, make};

const NEIGHBOUR: &str = "09121000002";

/// A market whose day is open, with two sellers: the first is the more senior.
struct Asked {
    market: Market,
    day: String,
    first: Client,
    second: Client,
}

impl Asked {
    /// On a row of so many stalls.
    fn on(count: &str) -> Asked {
        let mut market = Market::open();
        let row = [
            ("name", "الف"),
            ("count", count),
            ("first", "۱"),
            ("width", "۲۰۰"),
            ("power", "none"),
            ("baking", "none"),
        ];
        see_other(&market.redraw("rows", &row));
        let day = market.open_day();
        let first = market.seller();
        let second = market.register(("طاهره", "نوری"), NEIGHBOUR);
        Asked { market, day, first, second }
    }

    fn stalls(&mut self) -> Vec<String> {
        self.first.get(&format!("/my/stall/{}", self.day)).values_of("touch")
    }

    fn ask(&mut self, is_first: bool, wanted: &[(&str, &str)]) {
        let plain = [("do", "ask"), ("category", "bread"), ("baking", "none")];
        let sent = [wanted, &plain[..]].concat();
        let client = if is_first { &mut self.first } else { &mut self.second };
        see_other(&client.post(&format!("/my/stall/{}", self.day), &sent));
    }

    /// Assigns and announces; gives what the second reads, and what the manager does.
    fn answer(&mut self) -> (Page, Page) {
        let path = format!("/days/{}", self.day);
        see_other(&self.market.manager.post(&format!("{path}/trial"), &[]));
        let page = self.market.manager.get(&path);
        let (run, revision) = (page.value_of("run"), page.value_of("revision"));
        let sent = [("run", run.as_str()), ("revision", &revision), ("close", "yes")];
        see_other(&self.market.manager.post(&format!("{path}/publish"), &sent));
        (self.second.get("/my/stall"), self.market.manager.get(&path))
    }
}

#[test]
fn where_no_wish_suits_nobody_is_said_to_have_taken_one() {
    let mut asked = Asked::on("۳");
    let row = [("name", "ب"), ("count", "۱"), ("first", "۱۰"), ("width", "۲۰۰"), ("power", "three_phase")];
    see_other(&asked.market.redraw("rows", &[&row[..], &[("baking", "none")]].concat()));
    let stalls = asked.stalls();
    asked.ask(true, &[("power", "none")]);
    let wanted = [("power", "three_phase"), ("flexible", "no"), ("wishes", stalls[0].as_str())];
    asked.ask(false, &[&wanted[..], &[("do", "ask-all-the-same")]].concat());
    let (own, managers) = asked.answer();
    for page in [&own, &managers] {
        assert!(page.has("ولی هیچ‌کدام به این کار نمی‌آید"), "{}", page.words());
        assert!(!page.has("به دیگران رسید") && !page.has("لازم بود ندارد"), "{}", page.words());
    }
    assert!(own.has("درخواست: نان؛ غرفهٔ ۱؛ برق سه‌فاز؛ فقط غرفهٔ دلخواه"), "{}", own.words());
}

#[test]
fn whose_wish_went_to_another_reads_by_which_rule_and_the_manager_reads_to_whom() {
    let mut asked = Asked::on("۳");
    let stalls = asked.stalls();
    let only = [("power", "none"), ("flexible", "no"), ("wishes", stalls[0].as_str())];
    asked.ask(true, &only);
    asked.ask(false, &only);
    let (own, managers) = asked.answer();
    assert!(own.has("غرفه‌های دلخواه به دیگران رسید") && own.has("این غرفه‌ها مناسب بود: ۱."), "{}", own.words());
    assert!(own.has("در دست کسانی که در این بازار پرسابقه‌ترند: ۱."), "{}", own.words());
    assert!(!own.has("رضایی"), "who came before is not named: {}", own.words());
    assert!(managers.has("زهرا رضایی · غرفهٔ ۱ · در این بازار پرسابقه‌تر است"), "{}", managers.words());
    assert!(managers.has("شمارهٔ نوبت: ۲؛ نان؛ غرفهٔ ۱؛ فقط غرفهٔ دلخواه"), "{}", managers.words());
}

#[test]
fn a_full_market_is_said_to_be_full() {
    let mut asked = Asked::on("۱");
    asked.ask(true, &[("power", "none")]);
    asked.ask(false, &[("power", "none")]);
    let (own, _) = asked.answer();
    assert!(own.has("همهٔ غرفه‌ها پر شد.") && own.has("پرسابقه‌ترند: ۱."), "{}", own.words());
    assert!(own.has("هر غرفه‌ای"), "what was asked: {}", own.words());
}

#[test]
fn a_full_category_is_said_to_be_full_and_who_fills_it() {
    let mut asked = Asked::on("۳");
    let limit = [("do", "category"), ("category", "bread"), ("max-stalls", "۱"), ("max-vendors", "")];
    see_other(&asked.market.redraw("settings", &limit));
    asked.ask(true, &[("power", "none")]);
    asked.ask(false, &[("power", "none")]);
    let (own, managers) = asked.answer();
    assert!(own.has("جای این دسته از کالا در بازار پر شد.") && own.has("پرسابقه‌ترند: "), "{}", own.words());
    assert!(!own.has("همهٔ غرفه‌ها پر شد") && managers.has("زهرا رضایی · غرفهٔ "), "{}", managers.words());
}

#[test]
fn two_stalls_that_are_not_side_by_side_are_said_to_be_apart() {
    let mut asked = Asked::on("۳");
    let stalls = asked.stalls();
    asked.ask(true, &[("power", "none"), ("flexible", "no"), ("wishes", &stalls[1])]);
    asked.ask(false, &[("power", "none"), ("most", "2"), ("least", "2")]);
    let (own, _) = asked.answer();
    assert!(own.has("چند غرفهٔ کنار هم پیدا نشد.") && own.has("یک غرفه برایشان بس بود: ۲."), "{}", own.words());
    assert!(own.has("فقط ۲ غرفه با هم"), "what was asked: {}", own.words());
}

#[test]
fn a_past_day_keeps_what_was_asked_and_why() {
    let mut asked = Asked::on("۱");
    asked.ask(true, &[("power", "none")]);
    asked.ask(false, &[("power", "none")]);
    asked.answer();
    asked.market.app.advance(chrono::TimeDelta::days(6));
    asked.second.sign_in_again();
    let own = asked.second.get("/my/stall");
    assert!(own.has("روزهای گذشته") && own.has("هر غرفه‌ای"), "{}", own.words());
    assert!(own.has("همهٔ غرفه‌ها پر شد.") && own.has("پرسابقه‌ترند: ۱."), "{}", own.words());
}

#[test]
fn every_version_of_a_day_is_looked_at_and_those_of_other_days_are_missing() {
    let mut asked = Asked::on("۳");
    asked.ask(true, &[("power", "none")]);
    let path = format!("/days/{}", asked.day);
    see_other(&asked.market.manager.post(&format!("{path}/trial"), &[]));
    asked.ask(false, &[("power", "none")]);
    asked.answer();
    let page = asked.market.manager.get(&path);
    assert!(page.has("همهٔ چیدمان‌های این روز") && page.has("مینا یوسفی"), "{}", page.words());
    let [early, late] = ["1", "2"].map(|number| asked.market.manager.get(&format!("{path}?version={number}")));
    assert!(!early.has("اعلام شده") && early.has("زهرا رضایی") && !early.has("طاهره نوری"), "{}", early.words());
    assert!(late.has("اعلام شده") && late.has("طاهره نوری"), "{}", late.words());
    for none in ["3", "0", "-1", "x", "99999999999"] {
        assert_eq!(asked.market.manager.get(&format!("{path}?version={none}")).status, 404, "{none}");
    }
    assert_eq!(asked.second.get(&format!("{path}?version=1")).status, 404);
    asked.answer();
    let once = asked.market.manager.get(&format!("{path}?version=2"));
    assert!(once.has("پیش‌تر اعلام شده بود، "), "{}", once.words());
    assert!(asked.market.manager.get(&path).has("پیش‌تر اعلام شده بود، "), "in the list of versions");
    assert!(asked.market.manager.get(&format!("{path}?version=1")).has("اعلام نشده"));
}

fn phone(at: usize) -> String {
    format!("091210001{at:02}")
}

/// Five who insist on four side by side and eight on three, in five rows of nine: by the count there is room for all, on the
/// ground for all but one, and to be sure of that takes more trials than one check may.
#[test]
fn a_search_that_was_given_up_is_said_to_the_manager() {
    let mut market = Market::open();
    for (name, first) in [("الف", "۱"), ("ب", "۱۰"), ("پ", "۱۹"), ("ت", "۲۸"), ("ث", "۳۷")] {
        let row = [("name", name), ("count", "۹"), ("first", first), ("width", "۲۰۰"), ("power", "none")];
        see_other(&market.redraw("rows", &[&row[..], &[("baking", "none")]].concat()));
    }
    let path = format!("/days/{}", market.open_day());
    let asked = path.replace("/days/", "/my/stall/");
    for at in 0..13 {
        let mut seller = market.register(("طاهره", "نوری"), &phone(at));
        let count = if at < 5 { "4" } else { "3" };
        let sent = [("do", "ask"), ("category", "bread"), ("power", "none"), ("baking", "none"), ("flexible", "yes")];
        see_other(&seller.post(&asked, &[&sent[..], &[("most", count), ("least", count)]].concat()));
    }
    see_other(&market.manager.post(&format!("{path}/trial"), &[]));
    let said = "چیدمان‌های ممکن آن‌قدر زیاد بود که همه امتحان نشد (۱ بار)";
    let page = market.manager.get(&path);
    assert!(page.has(said), "{}", page.words());
    let mut last = market.app.client();
    last.sign_in(&phone(12), make::PASSWORD);
    let sent = [("do", "ask"), ("category", "bread"), ("power", "none"), ("baking", "none"), ("flexible", "yes")];
    see_other(&last.post(&asked, &sent));
    let manager = &mut market.manager;
    let newest = manager.get(&path).value_of("last");
    see_other(&manager.post(&format!("{path}/trial"), &[("last", newest.as_str())]));
    assert!(!manager.get(&path).has(said), "with one stall for the last of them all was tried");
    assert!(manager.get(&format!("{path}?version=1")).has(said));
}
