//! Market days in the calendars of phones: everyone's, a site's, and a household's own under a private address.
use crate::support::town::{self, Home, Town, see_other};
use crate::support::{Client, Page};

struct Market {
    town: Town,
    manager: Client,
    caseworker: Client,
    site: String,
    day: String,
    home: Home,
}

impl Market {
    fn open() -> Market {
        let mut town = Town::open();
        let mut caseworker = town.caseworker();
        let city = town.city.clone();
        let mut manager = town.staff("مدیر بازار", ("market_manager", "", &city));
        let site = town::site(&mut town.admin, &mut manager, &city);
        let (_, day) = town::market_day(&mut manager, &site);
        let mut home = town.home(&mut caseworker, ("زهرا", "احمدی"));
        town::good(&mut home.producer, "نان لواش");
        Market { town, manager, caseworker, site, day, home }
    }

    fn ask(&mut self) {
        see_other(&self.home.producer.post(&format!("/my/stall/{}", self.day), &[("do", "usual")]));
    }

    fn publish(&mut self) {
        let path = format!("/days/{}", self.day);
        see_other(&self.manager.post(&format!("{path}/trial"), &[]));
        let page = self.manager.get(&path);
        let (run, revision) = (page.value_of("run"), page.value_of("revision"));
        see_other(
            &self.manager.post(&format!("{path}/publish"), &[("run", &run), ("revision", &revision), ("close", "yes")]),
        );
    }

    /// Makes the household's address and gives its path.
    fn address(&mut self) -> String {
        let page = self.home.producer.post("/my/stall/calendar", &[("do", "make")]);
        assert_eq!(page.status, 200, "{}", page.words());
        let text = page.text();
        let token: String = text.split("/calendar/").nth(1).expect("an address").chars().take(64).collect();
        assert!(token.bytes().all(|byte| byte.is_ascii_hexdigit()), "{token}");
        format!("/calendar/{token}.ics")
    }

    /// What a phone reads, which is signed in nowhere.
    fn read(&self, path: &str) -> Page {
        self.town.app.client().get(path)
    }
}

/// The lines of a calendar as they are meant, after a look at how they are written.
fn lines(page: &Page) -> Vec<String> {
    assert_eq!(page.status, 200, "{}", page.words());
    assert_eq!(page.header("content-type"), Some("text/calendar; charset=utf-8"));
    let text = page.text();
    assert!(text.ends_with("END:VCALENDAR\r\n"), "{text}");
    for line in text.split_terminator("\r\n") {
        assert!(line.len() <= 75 && !line.contains(['\r', '\n']), "{line:?}");
    }
    text.replace("\r\n ", "").split_terminator("\r\n").map(str::to_owned).collect()
}

fn has(lines: &[String], line: &str) -> bool {
    lines.iter().any(|other| other == line)
}

#[test]
fn everyone_reads_the_market_days_of_one_site_and_of_all() {
    let mut market = Market::open();
    let of_site = format!("/market{}.ics", market.site);
    for path in ["/market.ics", "/en/market.ics", of_site.as_str()] {
        let page = market.read(path);
        let lines = lines(&page);
        assert!(page.header("cache-control").is_some_and(|kept| kept.starts_with("public")), "{path}");
        assert!(has(&lines, &format!("UID:day-{}@bazarche", market.day)), "{path}: {lines:#?}");
        assert!(has(&lines, "DTSTART:20261128T043000Z") && has(&lines, "DTEND:20261128T103000Z"), "{lines:#?}");
        assert!(has(&lines, "STATUS:CONFIRMED") && has(&lines, "SEQUENCE:0"), "{lines:#?}");
    }
    see_other(&market.manager.post(&format!("/days/{}/cancel", market.day), &[]));
    let lines = lines(&market.read("/market.ics"));
    assert!(has(&lines, "STATUS:CANCELLED") && has(&lines, "SEQUENCE:1"), "{lines:#?}");
    assert_eq!(market.read("/market/sites/1234567890123456789.ics").status, 404);
    let page = market.read("/market");
    assert!(page.text().contains("href=\"/market.ics\""));
}

#[test]
fn a_household_reads_its_own_days_without_a_word_of_who_it_is() {
    let mut market = Market::open();
    let path = market.address();
    assert!(lines(&market.read(&path)).iter().any(|line| line == "BEGIN:VTIMEZONE"), "nothing is asked for yet");
    market.ask();
    let page = market.read(&path);
    assert_eq!(page.header("cache-control"), Some("private, no-cache"));
    let asked = lines(&page);
    assert!(has(&asked, "SUMMARY;LANGUAGE=fa:درخواست شما ثبت است · بازار میدان"), "{asked:#?}");
    assert!(has(&asked, "STATUS:TENTATIVE"));
    market.publish();
    let got = lines(&market.read(&path));
    assert!(has(&got, "SUMMARY;LANGUAGE=fa:غرفهٔ ۱ · بازار میدان") && has(&got, "STATUS:CONFIRMED"), "{got:#?}");
    assert!(has(&got, "SEQUENCE:1") && got.iter().any(|line| line.starts_with("LAST-MODIFIED:")), "{got:#?}");
    let uid = |lines: &[String]| lines.iter().find(|line| line.starts_with("UID:")).cloned();
    assert_eq!(uid(&asked), uid(&got), "a calendar knows the day again");
    let text = got.join("\n");
    for word in ["احمدی", "زهرا", "بهزیستی", "مددکار", &market.home.id] {
        assert!(!text.contains(word), "{word}: {text}");
    }
    let en = lines(&market.read(&format!("/en{path}")));
    assert!(has(&en, "SUMMARY;LANGUAGE=en:Stall 1 · بازار میدان"), "{en:#?}");
}

#[test]
fn an_address_opens_until_it_is_replaced_or_ended_and_then_is_like_one_that_never_was() {
    let mut market = Market::open();
    let shown = |page: Page| (page.status, page.text().split("class=\"reference\"").next().map(str::to_owned));
    let body = |page: Page, path: &str| {
        let (status, text) = shown(page);
        (status, text.unwrap_or_default().replace(path, "").replace(&path.replace('/', "%2F"), ""))
    };
    let unknown = format!("/calendar/{}.ics", "0".repeat(64));
    let nothing = body(market.read(&unknown), &unknown);
    assert_eq!(nothing.0, 404);
    let first = market.address();
    assert_eq!(market.read(&first).status, 200);
    assert!(market.home.producer.get("/my/stall").has("نشانی خصوصی دارد"));
    let second = market.address();
    assert_eq!(body(market.read(&first), &first), nothing);
    assert_eq!(market.read(&second).status, 200);
    see_other(&market.home.producer.post("/my/stall/calendar", &[("do", "end")]));
    assert_eq!(body(market.read(&second), &second), nothing);
    for wrong in ["x", "ff", "%D9%86%D8%A7%D9%86"] {
        assert_eq!(market.read(&format!("/calendar/{wrong}.ics")).status, 404, "{wrong}");
    }
    assert_eq!(market.home.producer.post("/my/stall/calendar", &[("do", "else")]).status, 400);
}

#[test]
fn nobody_else_makes_the_address_of_a_household_or_is_shown_that_there_is_one() {
    let mut market = Market::open();
    market.address();
    for client in [&mut market.manager, &mut market.caseworker] {
        assert_eq!(client.post("/my/stall/calendar", &[("do", "make")]).status, 404);
    }
    let of_home = format!("{}/stall", market.home.path());
    let page = market.caseworker.get(&of_home);
    assert!(page.status == 200 && !page.text().contains("/my/stall/calendar"), "{}", page.words());
}

#[test]
fn a_new_announcement_is_a_change_that_every_calendar_notices() {
    let mut market = Market::open();
    let own = market.address();
    market.ask();
    market.publish();
    let announcement = format!("/days/{}/announcement", market.day);
    let mut changed = Vec::new();
    for (said, sequence) in [("زیر سایه‌بان", 2), ("ساعت ۹ شروع می‌شود", 3), ("", 4)] {
        market.town.app.advance(chrono::TimeDelta::minutes(7));
        see_other(&market.manager.post(&announcement, &[("announcement", said)]));
        for path in ["/market.ics", &own] {
            let lines = lines(&market.read(path));
            assert!(has(&lines, &format!("SEQUENCE:{sequence}")), "{path} {said}: {lines:#?}");
            assert_eq!(lines.iter().any(|line| line.starts_with("DESCRIPTION")), !said.is_empty(), "{lines:#?}");
            changed.extend(lines.into_iter().find(|line| line.starts_with("LAST-MODIFIED:")));
        }
    }
    assert!(changed.len() == 6 && changed.is_sorted() && changed[0] < changed[5], "{changed:?}");
}
