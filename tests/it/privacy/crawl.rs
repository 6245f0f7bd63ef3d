//! The leak crawl: every page that a link leads to from `/` and `/en/`, and every route of the program with the ids of a
//! supported household, asked for in every way by people who may know nothing of it.
use super::canaries::{self, institutions, neighbourhood, secrets};
use super::needles::{Needles, Secret};
use super::office::Office;
use crate::support::{Client, Page};
use bazarche::app::{self, Method};
use chrono::TimeDelta;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

/// More pages than the office has; a crawl that finds more goes round in circles.
const MOST_PAGES: usize = 1_500;

/// The addresses that a page names in links, pictures and forms, of this server.
pub fn addresses(page: &Page, origin: &str) -> Vec<String> {
    let text = page.text();
    let mut found = Vec::new();
    for mark in ["href=\"", "src=\"", "action=\"", "srcset=\"", "content=\"", "data-sw=\""] {
        for part in text.split(mark).skip(1) {
            let value = part.split('"').next().unwrap_or_default().replace("&amp;", "&");
            for address in value.split(", ").map(|one| one.split(' ').next().unwrap_or_default()) {
                let path = address.strip_prefix(origin).unwrap_or(address).split('#').next().unwrap_or_default();
                if path.starts_with('/') && !path.starts_with("//") {
                    found.push(path.to_owned());
                }
            }
        }
    }
    found
}

/// Everything a person comes to by links alone, but for what begins with one of `skipped`; each page as it was answered.
pub fn walk(client: &mut Client, origin: &str, starts: &[&str], skipped: &[&str]) -> BTreeMap<String, Page> {
    let mut waiting: Vec<String> = starts.iter().map(|&start| start.to_owned()).collect();
    let mut known: BTreeSet<String> = waiting.iter().cloned().collect();
    let mut pages = BTreeMap::new();
    while let Some(path) = waiting.pop() {
        let page = client.get(&path);
        let is_text = page.header("content-type").is_some_and(|kind| kind.starts_with("text/html"));
        let leads = [page.location().to_owned()];
        let next = if is_text { addresses(&page, origin) } else { Vec::new() };
        for link in next.into_iter().chain(leads).filter(|link| link.starts_with('/')) {
            if !skipped.iter().any(|start| link.starts_with(start)) && known.insert(link.clone()) {
                waiting.push(link);
            }
        }
        pages.insert(path, page);
        assert!(pages.len() < MOST_PAGES, "the crawl does not end");
    }
    pages
}

/// Who asks, with what they must not find.
struct Stranger {
    name: &'static str,
    client: Client,
    needles: Needles,
}

/// What leaked, a line for each answer.
#[derive(Default)]
struct Leaks {
    lines: String,
    answers: usize,
}

impl Leaks {
    fn look(&mut self, who: (&str, &Needles), (method, path): (&str, &str), page: &Page) {
        let (name, needles) = who;
        let headers: String = page.headers.iter().map(|(name, value)| format!("{name}: {value}\n")).collect();
        self.answers += 1;
        for (place, bytes) in [("body", page.bytes.as_slice()), ("headers", headers.as_bytes())] {
            for secret in needles.found(bytes) {
                writeln!(self.lines, "{name}: {method} {path}: {secret} in the {place}").unwrap();
            }
        }
        assert!(page.status < 500, "{name}: {method} {path} fails: {}", page.words());
    }
}

fn needles(more: Vec<Secret>) -> Needles {
    Needles::new(&[secrets(), more].concat())
}

/// The values of the `{…}` parts of patterns: the supported household's, and its shop's.
fn ids(office: &mut Office) -> BTreeMap<&'static str, String> {
    let nth = |link: &str, at: usize| link.split('/').nth(at).unwrap_or_default().to_owned();
    let (by, home) = (&mut office.caseworker, office.home.path());
    let file = by.get(&home);
    let machine = by.get(&office.machines[0]);
    let shop = nth(&office.home.producer.get("/my/shop").link("/s/"), 2);
    let public = office.town.app.client().get(&format!("/s/{shop}"));
    let own = office.home.producer.get("/my/earnings");
    BTreeMap::from([
        ("household", office.home.id.clone()),
        ("member", nth(&office.member, 5)),
        ("equipment", nth(&office.machines[0], 3)),
        ("baseline", nth(&file.link(&format!("{home}/baseline/1")), 5)),
        ("grant", nth(&file.link("/casework/grants/1"), 3)),
        ("right", nth(&machine.link(&format!("{}/use-rights/1", office.machines[0])), 5)),
        ("product", office.good.clone()),
        ("sale", office.sale.clone()),
        ("row", nth(&own.link("/my/costs/1"), 3)),
        ("batch", nth(&by.get("/casework/imports").link("/casework/imports/1"), 3)),
        ("site", nth(&office.site, 2)),
        ("day", office.day.clone()),
        ("file", nth(&public.image("/photo/"), 2)),
        ("category", "bread".to_owned()),
        ("institution", office.town.behzisti.clone()),
        ("area", office.town.espiari.clone()),
        ("/p/", nth(&public.link("/p/"), 2)),
        ("/s/", shop),
    ])
}

/// The path of a pattern; what the household has none of gets a number that nobody has.
fn path_of(pattern: &str, ids: &BTreeMap<&str, String>) -> String {
    let code = if pattern.starts_with("/s/") { "/s/" } else { "/p/" };
    let mut path = pattern.replace("{code}", &ids[code]);
    while let (Some(at), Some(end)) = (path.find('{'), path.find('}')) {
        let value = ids.get(&path[at + 1..end]).map_or("1234567890123456789", String::as_str).to_owned();
        path.replace_range(at..=end, &value);
    }
    path
}

/// Every route with the household's ids and every other way to ask for it; then what is no address at all.
fn ask_all(stranger: &mut Stranger, ids: &BTreeMap<&str, String>, leaks: &mut Leaks) {
    let Stranger { name, client, needles } = stranger;
    let mut ask = |method: &str, path: &str| {
        let page = match method {
            "POST" => client.post(path, &[]),
            "HEAD" => client.head(path),
            "GET" => client.get(path),
            other => client.ask(other, path),
        };
        client.forget_notice();
        leaks.look((name, needles), (method, path), &page);
    };
    for (method, pattern) in app::routes() {
        let path = path_of(pattern, ids);
        match method {
            Method::Get => {
                for method in ["GET", "HEAD", "DELETE"] {
                    ask(method, &path);
                }
                ask("GET", &format!("/en{path}"));
                ask("GET", &format!("{path}?after=1234567890123456789&seller={0}&household={0}", ids["household"]));
            }
            Method::Post if pattern == "/sign-out" => {}
            Method::Post => {
                ask("POST", &path);
                ask("PUT", &path);
            }
        }
    }
    for path in
        ["/p/..%2f..", "/s/%00", "/photo/x.webp", "/en/nothing", "/static/../master.key", "/casework/households/"]
    {
        ask("GET", path);
    }
    ask("GET", &format!("/{}", "a".repeat(5_000)));
}

#[test]
fn no_canary_is_found_by_a_visitor_another_producer_or_another_neighbourhoods_caseworker() {
    let mut office = Office::open();
    // The other producer has taken a good of the same name off as well, and does not put it back.
    office.town.app.advance(TimeDelta::minutes(10));
    let ids = ids(&mut office);
    let origin = office.town.app.origin.clone();
    let (elsewhere, others) = (office.elsewhere(), office.of_others());
    let mut leaks = Leaks::default();
    let strangers = [
        ("visitor", office.town.app.client(), [institutions(), neighbourhood()].concat()),
        ("another producer", office.business.copy(), [institutions(), neighbourhood()].concat()),
        ("caseworker elsewhere", elsewhere, neighbourhood()),
        ("caseworker of another institution", others, Vec::new()),
    ];
    for (name, client, more) in strangers {
        let mut stranger = Stranger { name, client, needles: needles(more) };
        let pages = walk(&mut stranger.client, &origin, &["/", "/en/", "/start"], &["/sign-out"]);
        let photos = pages.keys().filter(|path| path.starts_with("/photo/")).count();
        assert!(pages.len() > 30 && photos >= 6, "{name}: {} pages, {photos} photos", pages.len());
        for (path, page) in &pages {
            leaks.look((name, &stranger.needles), ("GET", path), page);
            assert_eq!(stranger.needles.found(path.as_bytes()), Vec::<&str>::new(), "an address tells it");
        }
        ask_all(&mut stranger, &ids, &mut leaks);
    }
    assert!(leaks.answers > 2_500, "{} answers were looked at", leaks.answers);
    assert!(leaks.lines.is_empty(), "{}", leaks.lines);
}

#[test]
fn the_crawl_finds_what_those_who_follow_the_household_are_shown() {
    let mut office = Office::open();
    let origin = office.town.app.origin.clone();
    let all = Needles::new(&secrets());
    let pages = walk(
        &mut office.caseworker,
        &origin,
        &["/casework", "/casework/equipment", "/casework/imports"],
        &["/en", "/static"],
    );
    let shown: BTreeSet<&str> = pages.values().flat_map(|page| all.found(&page.bytes)).collect();
    for name in [
        "given name (plain)",
        "child (plain)",
        "address (plain)",
        "notes (plain)",
        "baseline (plain)",
        "decision (plain)",
        "witness (plain)",
        "serial (plain)",
        "agreement (plain)",
        "file of a list (plain)",
    ] {
        assert!(shown.contains(name), "{name} is not found where it stands: {shown:?}");
    }
    assert!(shown.iter().any(|name| name.starts_with("phone (plain")), "{shown:?}");
    assert!(!shown.iter().any(|name| name.starts_with("ID")), "no list or file shows a whole national ID: {shown:?}");
}

/// What a search answers, without the words that were searched for.
fn found(client: &mut Client, words: &str) -> (u16, String) {
    let query: String = words.bytes().map(|byte| format!("%{byte:02X}")).collect();
    let page = client.get(&format!("/search?q={query}"));
    (page.status, page.text().replace(words, "").replace(&query, ""))
}

#[test]
fn a_search_for_what_nobody_may_find_is_answered_like_one_for_nothing() {
    let mut office = Office::open();
    for client in [&mut office.town.app.client(), &mut office.business.copy()] {
        let nothing = found(client, "واژه‌ای که هیچ‌جا نیست");
        for words in [canaries::GIVEN, canaries::REMOVED, canaries::MAKER, canaries::ADDRESS, canaries::PHONE] {
            assert_eq!(found(client, words), nothing, "{words}");
        }
        assert_ne!(found(client, "لواش"), nothing);
    }
    let mut elsewhere = office.elsewhere();
    let mut asked = |who: &str| {
        let to = elsewhere.post("/casework", &[("who", who)]);
        let page = if to.status == 303 { elsewhere.get(to.location()) } else { to };
        (page.status, page.words().replace(who, ""), page.links("/casework/households/1"))
    };
    assert_eq!(asked(canaries::FAMILY), asked("هیچ‌کس"));
    assert_eq!(asked(canaries::NATIONAL_ID), asked("6281948211"));
    assert_eq!(asked(canaries::PHONE), asked("09129998877"));
}
