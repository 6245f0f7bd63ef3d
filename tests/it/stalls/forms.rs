//! Forms of the stalls as they should not be sent: what is wrong is said, and nothing else comes of it.
use super::Market;
use crate::support::town::see_other;
use crate::support::{Client, Page};

impl Market {
    /// The stalls of the site, in their order.
    fn stalls(&mut self) -> Vec<String> {
        let start = format!("/sites/{}/stalls?stall=", self.site);
        let links = self.manager.get(&format!("/sites/{}/rows", self.site)).links(&start);
        links.iter().map(|link| link.trim_start_matches(&start).to_owned()).collect()
    }

    /// Changes a stall to these fields.
    fn change(&mut self, stall: &str, fields: &[(&str, &str)]) -> Page {
        self.redraw("stalls", &[&[("stall", stall)], fields].concat())
    }

    fn publish(&mut self, day: &str) {
        let path = format!("/days/{day}");
        see_other(&self.manager.post(&format!("{path}/trial"), &[]));
        let draft = self.manager.get(&path);
        let [run, revision] = ["run", "revision"].map(|name| draft.value_of(name));
        let sent = [("run", run.as_str()), ("revision", &revision), ("close", "yes")];
        see_other(&self.manager.post(&format!("{path}/publish"), &sent));
    }
}

#[test]
fn the_number_of_a_stall_is_of_letters_and_digits_and_stands_once_in_any_spelling() {
    let mut market = Market::open();
    market.draw();
    let stalls = market.stalls();
    for number in ["", "..", ".", "\u{2800}", "<b>x", "????", "۱/۲", "-۳", "ب--۱", "ـ", "۱۲۳۴۵۶۷۸۹"] {
        let refused = market.change(&stalls[0], &[("number", number), ("width", "۲۰۰")]);
        let is_said = refused.has("شماره را با حرف و رقم بنویسید، روی‌هم حداکثر ۸ تا");
        assert!(refused.status == 422 && is_said, "{number:?}: {}", refused.words());
    }
    for (number, kept) in [("٧", "7"), ("ب ۱", "%D8%A8"), ("ك-۱", "%DA%A9-1"), ("Ж7", "%D0%967"), ("A2", "A2")] {
        see_other(&market.change(&stalls[0], &[("number", number), ("width", "۲۰۰")]));
        let links = market.manager.get(&format!("/sites/{}", market.site)).links("/m/");
        let square = links.into_iter().find(|link| link.contains(&format!("/{kept}"))).expect(kept);
        assert_eq!(market.app.client().get(&square).status, 200, "{square}");
    }
    for (number, taken) in [("a2", "A۲"), ("A02", "A۲"), ("۰۳", "۳")] {
        let refused = market.change(&stalls[1], &[("number", number), ("width", "۲۰۰")]);
        let is_said = refused.has(&format!("غرفهٔ {taken} از قبل روی نقشه هست"));
        assert!(refused.status == 422 && is_said, "{number}: {}", refused.words());
    }
    let row = [("name", "ب"), ("count", "۱"), ("first", "a2"), ("width", "۲۰۰"), ("power", "none"), ("baking", "none")];
    let refused = market.redraw("rows", &row);
    assert!(refused.status == 422 && refused.has("غرفهٔ A۲ از قبل روی نقشه هست"), "{}", refused.words());
    see_other(&market.change(&stalls[0], &[("number", "a2"), ("width", "۲۰۰")]));
}

#[test]
fn a_word_that_a_field_does_not_have_is_refused_and_changes_nothing() {
    let mut market = Market::open();
    market.draw();
    let stalls = market.stalls();
    let between = [("do", "obstacle"), ("next", stalls[1].as_str()), ("between", "۱۵۰")];
    see_other(&market.change(&stalls[0], &[&between[..], &[("kind", "tree")]].concat()));
    let refused = market.change(&stalls[0], &[&between[..], &[("kind", "foo")]].concat());
    let choose = "میان این دو چه هست: یکی از گزینه‌ها را انتخاب کنید.";
    assert!(refused.status == 422 && refused.has(choose), "{}", refused.words());
    assert!(market.manager.get(&format!("/sites/{}/rows", market.site)).has("درخت"), "it stands there still");

    let stall = [("number", "۱"), ("width", "۲۰۰")];
    for (wrong, said) in
        [(("power", "atomic"), "برق: یکی"), (("baking", "hell"), "پخت: یکی"), (("state", "weird"), "این غرفه: یکی")]
    {
        let refused = market.change(&stalls[0], &[&stall[..], &[wrong]].concat());
        assert!(refused.status == 422 && refused.has(said), "{}", refused.words());
    }
    let english = market.manager.post(
        &format!("/en/sites/{}/stalls", market.site),
        &[&[("stall", stalls[0].as_str()), ("power", "atomic")], &stall[..]].concat(),
    );
    assert!(english.status == 422 && english.has("Power: please choose one of the options."), "{}", english.words());
    see_other(&market.change(&stalls[0], &stall));

    market.seller();
    let vendors = format!("/sites/{}/vendors", market.site);
    let household = market.manager.get(&vendors).value_of("household");
    let taken = [("do", "take-in"), ("household", household.as_str()), ("category", "bread")];
    see_other(&market.manager.post(&vendors, &taken));
    let seller = [("do", "change"), ("household", household.as_str()), ("category", "bread"), ("seniority", "۱")];
    let refused = market.manager.post(&vendors, &[&seller[..], &[("list", "Z")]].concat());
    assert!(refused.status == 422 && refused.has("فهرست: یکی از گزینه‌ها"), "{}", refused.words());
    see_other(&market.manager.post(&vendors, &[&seller[..], &[("list", "b")]].concat()));
}

/// A seller who may ask on an open day, the path of the form, and the stalls of the day.
fn asking(market: &mut Market) -> (Client, String, Vec<String>) {
    market.draw();
    let path = format!("/my/stall/{}", market.open_day());
    let mut seller = market.seller();
    let stalls = seller.get(&path).values_of("touch");
    (seller, path, stalls)
}

#[test]
fn a_stall_that_is_wished_for_three_times_counts_once() {
    let mut market = Market::open();
    let (mut seller, path, stalls) = asking(&mut market);
    let wishes = format!("{0},{0}+{1},{0}", stalls[2], stalls[0]);
    let asked = [("do", "ask"), ("category", "bread"), ("wishes", wishes.as_str())];
    see_other(&seller.post(&path, &asked));
    assert_eq!(seller.get(&path).value_of("wishes"), format!("{},{}", stalls[2], stalls[0]));
}

#[test]
fn everything_that_is_wrong_with_a_request_is_said_at_once() {
    let mut market = Market::open();
    let (mut seller, path, _) = asking(&mut market);
    let wrong = [("do", "ask"), ("most", "۹"), ("least", "۲"), ("power", "atomic"), ("flexible", "no")];
    let refused = seller.post(&path, &wrong);
    assert_eq!(refused.status, 422);
    for said in ["دستهٔ کالا را از فهرست انتخاب کنید.", "چند غرفه: عددی از ۱ تا ۴ بنویسید.", "برق: یکی از گزینه‌ها"]
    {
        assert!(refused.has(said), "{said}: {}", refused.words());
    }
    assert!(!refused.has("؟:") && refused.text().contains("#wishes"), "{}", refused.words());
    let english = seller.post(&format!("/en{path}"), &wrong);
    assert!(english.has("How many stalls: please write a number from 1 to 4."), "{}", english.words());
}

#[test]
fn the_shops_of_a_day_stand_in_the_order_of_the_drawing() {
    let mut market = Market::open();
    let (mut first, path, stalls) = asking(&mut market);
    let day = path.trim_start_matches("/my/stall/").to_owned();
    let wish = |stall: &str| {
        [("do", "ask"), ("category", "bread"), ("wishes", stall)].map(|(a, b)| (a.to_owned(), b.to_owned()))
    };
    let ask = |seller: &mut Client, stall: &str| {
        let fields = wish(stall);
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        see_other(&seller.post(&path, &fields));
    };
    ask(&mut first, &stalls[2]);
    let mut second = market.register(("کبری", "نوری"), "09121000002");
    ask(&mut second, &stalls[0]);
    let mut third = market.register(("مریم", "کریمی"), "09121000003");
    ask(&mut third, &stalls[1]);
    market.publish(&day);
    let public = market.app.client().get(&format!("/market/{day}")).text();
    let list = public.split_once("rows-two").expect("the list of shops").1;
    let at = |shop: &str| list.find(shop).expect("the shop");
    assert!(at("نانوایی نوری") < at("نانوایی میدان"), "stall 1 before stall 3");
}

#[test]
fn a_time_of_nothing_is_said_in_words() {
    let mut market = Market::open();
    market.draw();
    let details = format!("/sites/{}/details", market.site);
    let seen = market.manager.get(&details).value_of("seen-details");
    let changed = [
        ("seen-details", seen.as_str()),
        ("name", "بازار میدان"),
        ("opens", "480"),
        ("closes", "840"),
        ("cutoff", "۰"),
        ("no-show", "۰"),
    ];
    see_other(&market.manager.post(&details, &changed));
    let pack = market.manager.get(&format!("/sites/{}/council?season=1405-summer", market.site));
    assert!(
        pack.has("تا شروع بازار می‌شود درخواست داد.") && pack.has("اگر کسی تا شروع بازار نیاید"),
        "{}",
        pack.words()
    );
    assert!(!pack.has("۰ ساعت") && !pack.has("۰ دقیقه"), "{}", pack.words());
    assert!(market.manager.get(&format!("/sites/{}/days", market.site)).has("تا شروع بازار می‌شود درخواست داد."));
}

#[test]
fn the_calendar_of_a_market_says_market_once() {
    let market = Market::open();
    let feed = market.app.client().get(&format!("/market/sites/{}.ics", market.site));
    assert!(feed.text().contains("X-WR-CALNAME;LANGUAGE=fa:روزهای بازار میدان\r\n"), "{}", feed.text());
}
