//! Reports of a market site through the screens: what each reader is shown, and what none is.
use crate::support::town::{self, Home, Town, see_other};
use crate::support::{Client, Page, make};
use chrono::TimeDelta;

struct Market {
    town: Town,
    manager: Client,
    supervisor: Client,
    site: String,
    day: String,
    home: Home,
}

const FAMILY: &str = "زهرا احمدی";
const SHOP: &str = "نان زهرا";

impl Market {
    /// A market day that is held today, with one seller on one stall, who sold two loaves and took one back.
    fn held() -> Market {
        let mut town = Town::open();
        let mut caseworker = town.caseworker();
        let (city, institution) = (town.city.clone(), town.behzisti.clone());
        let mut manager = town.staff("مدیر بازار", ("market_manager", "", &city));
        let supervisor = town.staff("سرپرست شهر", ("supervisor", &institution, &city));
        let site = town::site(&mut town.admin, &mut manager, &city);
        let (_, day) = town::market_day(&mut manager, &site);
        let mut home = town.home(&mut caseworker, ("زهرا", "احمدی"));
        let good = [
            ("name", "نان لواش"),
            ("price", "۲۵۰۰۰"),
            ("unit", "piece"),
            ("category", "bread"),
            ("stock", "۲۰"),
            ("shop-name", SHOP),
        ];
        see_other(&home.producer.post("/my/goods/new", &good));
        see_other(&home.producer.post(&format!("/my/stall/{day}"), &[("do", "usual")]));
        let path = format!("/days/{day}");
        see_other(&manager.post(&format!("{path}/trial"), &[]));
        let page = manager.get(&path);
        let (run, revision) = (page.value_of("run"), page.value_of("revision"));
        see_other(
            &manager.post(&format!("{path}/publish"), &[("run", &run), ("revision", &revision), ("close", "yes")]),
        );
        town.app.advance(TimeDelta::days(5));
        let mut market = Market { town, manager, supervisor, site, day, home };
        for client in [&mut market.manager, &mut market.supervisor, &mut market.home.producer] {
            client.sign_in_again();
        }
        market.sell();
        market
    }

    fn sell(&mut self) {
        let producer = &mut self.home.producer;
        let good = producer.get("/my/goods").link("/my/goods/1").replace("/my/goods/", "");
        let good = good.split('/').next().unwrap_or_default().to_owned();
        town::sell(producer, &good, "2");
        let sale = town::sell(producer, &good, "1");
        see_other(&producer.post(&format!("/my/sales/{sale}/undo"), &[]));
    }

    /// The market closes, and the manager comes back.
    fn closes(&mut self) {
        self.town.app.advance(TimeDelta::hours(12));
        self.manager.sign_in_again();
    }

    fn path(&self, rest: &str) -> String {
        format!("{}/{rest}", self.site)
    }

    /// What is given with the names of households, for a password.
    fn with_names(&mut self, what: &[(&str, &str)], password: &str) -> Page {
        let fields: Vec<(&str, &str)> = what.iter().copied().chain([("present", password)]).collect();
        self.manager.post(&self.path("names"), &fields)
    }

    fn exports(&self) -> Vec<String> {
        crate::privacy::lines_of(
            self.town.app.database(),
            "SELECT object || ' ' || detail AS text FROM audit_event WHERE action = 'export' ORDER BY id",
        )
    }
}

#[test]
fn a_season_is_told_to_the_manager_by_name_and_to_a_supervisor_by_shop() {
    let mut market = Market::held();
    let path = market.path("report");
    let page = market.manager.get(&path);
    assert_eq!(page.status, 200, "{}", page.words());
    assert!(
        page.has(FAMILY) && page.has(SHOP) && page.has("پاییز ۱۴۰۵") && page.has("روزهای برگزارشده"),
        "{}",
        page.words()
    );
    let page = market.supervisor.get(&path);
    assert!(page.has(SHOP) && !page.has("احمدی"), "{}", page.words());
    assert!(market.supervisor.get("/reports").text().contains(&path));
    let empty = market.manager.get(&format!("{path}?season=1404-spring"));
    assert!(empty.has("هنوز بازاری برگزار نشده است"), "{}", empty.words());
    assert_eq!(market.home.producer.get(&path).status, 404);
}

#[test]
fn the_file_of_a_season_adds_up_and_leaves_a_row_in_the_trail() {
    let mut market = Market::held();
    let file = market.manager.get(&market.path("report.csv?rows=sellers"));
    assert_eq!(file.header("content-type"), Some("text/csv; charset=utf-8"));
    assert!(file.header("content-disposition").is_some_and(|word| word.contains("1405-autumn-sellers.csv")));
    let text = file.text();
    let lines: Vec<&str> = text.split_terminator("\r\n").collect();
    assert_eq!(lines.len(), 2, "{text}");
    assert!(text.starts_with('\u{feff}') && lines[1].starts_with("نان زهرا,1,1,0,0,0,0,0,0,"), "{text}");
    let days = market.manager.get(&market.path("report.csv?rows=days")).text();
    assert!(days.ends_with("1405/9/7,3,1,1,1,0,0,0,0,0,0,0,0\r\n"), "{days}");
    assert_eq!(market.exports(), ["market_site season sellers", "market_site season days"]);
}

#[test]
fn names_are_taken_away_for_a_password_alone() {
    let mut market = Market::held();
    let sellers = [("what", "sellers"), ("season", "1405-autumn")];
    assert!(market.manager.get(&market.path("report")).text().contains("/names?"), "the way to it");
    for wrong in ["", "not the password"] {
        let refused = market.with_names(&sellers, wrong);
        assert!(refused.status == 422 && !refused.has("احمدی"), "{}", refused.words());
    }
    let file = market.with_names(&sellers, make::PASSWORD);
    assert!(file.header("content-disposition").is_some_and(|word| word.contains("1405-autumn-sellers.csv")));
    assert!(file.text().contains("زهرا احمدی · نان زهرا,1,1,"), "{}", file.text());
    assert_eq!(market.exports(), ["market_site season sellers names"]);
    let day = market.day.clone();
    let unknown = [("what", "council"), ("day", "1234567890123456789")];
    assert_eq!(market.with_names(&unknown, make::PASSWORD).status, 404);
    for stranger in [&mut market.supervisor, &mut market.home.producer] {
        let fields = [("what", "council"), ("day", day.as_str()), ("present", make::PASSWORD)];
        assert_eq!(stranger.post(&format!("{}/names", market.site), &fields).status, 404);
    }
}

#[test]
fn a_season_is_printed_whole() {
    let mut market = Market::held();
    let page = market.manager.get(&market.path("report?season=1405-autumn&print=yes"));
    assert!(page.status == 200 && page.has(FAMILY) && page.has("چاپ‌شده در"), "{}", page.words());
    for far in ["sellers=99", "days=99&sellers=0", "sellers=x", "sellers=-1"] {
        let page = market.manager.get(&market.path(&format!("report?{far}")));
        assert!(page.status == 200 && page.has(FAMILY), "{far}: {}", page.words());
    }
}

#[test]
fn the_takings_of_a_day_are_one_sum_a_seller_and_for_its_manager_alone() {
    let mut market = Market::held();
    let path = format!("/days/{}/takings", market.day);
    let early = market.manager.get(&path);
    assert!(early.has("بعد از پایان بازار") && !early.has("۵۰٬۰۰۰"), "{}", early.words());
    market.closes();
    let page = market.manager.get(&path);
    let looks = crate::privacy::lines_of(
        market.town.app.database(),
        "SELECT object AS text FROM audit_event WHERE action = 'read' AND detail = 'takings'",
    );
    assert_eq!(looks, ["market_day"]);
    assert!(page.has("۵۰٬۰۰۰") && page.has(FAMILY), "two loaves, without what was taken back: {}", page.words());
    assert!(!page.has("نان لواش") && !page.has("۷۵٬۰۰۰"), "nothing finer: {}", page.words());
    assert!(market.manager.get(&format!("/days/{}", market.day)).text().contains(&path));
    for client in [&mut market.supervisor, &mut market.home.producer] {
        client.sign_in_again();
        assert_eq!(client.get(&path).status, 404);
    }
}

#[test]
fn who_sold_and_has_no_stall_any_more_is_told_without_one() {
    let mut market = Market::held();
    let requests = format!("/days/{}/requests", market.day);
    let household = market.home.id.clone();
    see_other(&market.manager.post(&requests, &[("household", &household), ("do", "withdraw")]));
    market.closes();
    let page = market.manager.get(&format!("/days/{}/takings", market.day));
    assert!(page.has("بدون غرفه") && page.has(FAMILY) && page.has("۵۰٬۰۰۰"), "{}", page.words());
}

#[test]
fn the_public_copy_for_the_council_names_no_person_and_no_shop() {
    let mut market = Market::held();
    let day = market.day.clone();
    for (name, of) in [("day", day.as_str()), ("season", "1405-autumn")] {
        let named = market.with_names(&[("what", "council"), (name, of)], make::PASSWORD);
        assert!(named.status == 200 && named.has(FAMILY), "{}", named.words());
        for other in ["", "&names=no", "&names=yes", "&what=council&present=x"] {
            let public = market.manager.get(&market.path(&format!("council?{name}={of}{other}")));
            assert!(public.has("دسته‌های کالا") && public.has("نان"), "{}", public.words());
            for word in ["احمدی", SHOP, &market.home.id] {
                assert!(!public.text().contains(word), "{word} {other}: {}", public.words());
            }
        }
    }
    assert_eq!(market.exports(), ["market_day council names", "market_site council names"]);
    assert_eq!(market.supervisor.get(&market.path("council")).status, 404);
    assert_eq!(market.manager.get(&market.path("council?day=1234567890123456789")).status, 404);
}

#[test]
fn the_council_reads_the_rules_by_which_the_stalls_were_dealt() {
    let mut market = Market::held();
    let (then, now) = ("تعداد غرفهٔ هر فروشنده حدی ندارد.", "هر فروشنده حداکثر ۱ غرفه می‌گیرد.");
    let seen = market.manager.get(&market.path("settings")).value_of("seen-rules");
    let rules = [("seen-rules", seen.as_str()), ("max-each", "1"), ("refused-first", "yes")];
    see_other(&town::redraw(&mut market.manager, &market.site, "settings", &rules));
    let limit = [("do", "category"), ("category", "bread"), ("max-stalls", "۲"), ("max-vendors", "")];
    see_other(&town::redraw(&mut market.manager, &market.site, "settings", &limit));
    for of in [format!("day={}", market.day), "season=1405-autumn".to_owned()] {
        let pack = market.manager.get(&market.path(&format!("council?{of}")));
        assert!(pack.has(then) && !pack.has(now), "{}", pack.words());
        assert!(!pack.has("این بار جلوتر است") && !pack.has("تا ۲ غرفه"), "{}", pack.words());
    }
    let before = market.manager.get(&market.path("council?season=1405-summer"));
    assert!(before.has(now) && before.has("تا ۲ غرفه"), "no day to read them from: {}", before.words());
}

#[test]
fn the_council_reads_the_numbers_that_the_stalls_had_on_the_day() {
    let mut market = Market::held();
    let stalls = market.path("stalls");
    let stall = market.manager.get(&market.path("rows")).link(&format!("{stalls}?stall="));
    let stall = stall.split("stall=").nth(1).unwrap_or_default().to_owned();
    let change = [("stall", stall.as_str()), ("number", "۷۷"), ("width", "۲۰۰"), ("state", "open")];
    see_other(&town::redraw(&mut market.manager, &market.site, "stalls", &change));
    let has_stall = |page: &Page, number: &str| page.text().contains(&format!("<th scope=\"row\">{number}</th>"));
    let of_day = market.manager.get(&market.path(&format!("council?day={}", market.day)));
    assert!(has_stall(&of_day, "۱") && !has_stall(&of_day, "۷۷"), "{}", of_day.words());
    let of_season = market.manager.get(&market.path("council?season=1405-autumn"));
    assert!(has_stall(&of_season, "۷۷") && !has_stall(&of_season, "۱"), "{}", of_season.words());
}

#[test]
fn a_season_dealt_again_says_what_to_mend_and_stores_nothing() {
    let mut market = Market::held();
    let nothing = market.manager.get(&market.path("rerun?do=deal"));
    assert_eq!(nothing.status, 422);
    assert!(nothing.has("دست‌کم یک قاعده را عوض کنید"), "{}", nothing.words());
    let wrong = market.manager.get(&market.path("rerun?do=deal&category=bread&category-most=%DB%B9%DB%B9%DB%B9"));
    assert_eq!((wrong.status, wrong.value_of("category-most")), (422, "۹۹۹".to_owned()));
    for (wrong, field) in [("max-each=99999", "max-each"), ("max-each=x", "max-each"), ("category=gold", "category")] {
        let page = market.manager.get(&market.path(&format!("rerun?do=deal&ab-list=yes&{wrong}")));
        assert_eq!(page.status, 422, "{field}: {}", page.words());
    }
    let same = market.manager.get(&market.path("rerun?do=deal&ab-list=no"));
    assert!(same.status == 422 && same.has("دست‌کم یک قاعده را عوض کنید"), "{}", same.words());
    let runs = || {
        crate::privacy::lines_of(
            market.town.app.database(),
            "SELECT CAST(COUNT(*) AS TEXT) AS text FROM assignment_run",
        )
    };
    let before = runs();
    let dealt = market.manager.copy().get(&market.path("rerun?do=deal&category=bread&category-most=%DB%B0"));
    assert!(dealt.status == 200 && dealt.has("دو قاعده کنار هم") && dealt.has(FAMILY), "{}", dealt.words());
    assert!(dealt.has("حداکثر غرفهٔ نان: از «بدون حد» به «۰ غرفه»"), "{}", dealt.words());
    assert_eq!(runs(), before);
}
