//! What buyers are told by SMS of their orders: what, when, how often, and what becomes of one that does not leave.
mod waiting;

use crate::orders::{BUYER, baker, order_at, step};
use crate::privacy::TELL_TALES;
use crate::support::town::{self, Home, Town, see_other};
use crate::support::{App, Client};
use bazarche::config::{Config, Sms};
use chrono::TimeDelta;
use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

/// A town whose SMS are kept in memory, with a baker.
fn texting() -> (Town, Home, String) {
    let mut town = Town::of(App::start_sending(Sms::Memory));
    let (home, bread) = baker(&mut town, ("زهرا", "نان‌پز"));
    (town, home, bread)
}

/// Lets the time go by in which a step can be taken back, and gives the words of what was sent so far.
fn told(town: &Town) -> Vec<String> {
    town.app.advance(TimeDelta::seconds(76));
    town.app.texts().into_iter().map(|sms| sms.text).collect()
}

/// Orders two loaves in the language of this prefix.
fn order_in(town: &Town, prefix: &str, bread: &str) -> Client {
    let mut buyer = town.app.client();
    let code = bread.trim_start_matches("/p/");
    see_other(&buyer.post("/basket/add", &[("good", code), ("quantity", "2")]));
    see_other(&town::send_basket_of(&mut buyer, &format!("{prefix}/basket"), BUYER));
    buyer
}

fn says_nothing_of_help(text: &str) {
    let words = text.to_lowercase();
    for word in TELL_TALES {
        assert!(!words.split(|c: char| !c.is_alphabetic()).any(|said| said == word), "{text} says {word}");
    }
}

#[test]
fn a_buyer_is_told_once_of_each_step_in_the_language_of_the_order() {
    for (prefix, expected) in [
        ("", ["سفارشتان را پذیرفت", "آماده است", "لغو شد"]),
        ("/en", ["accepted your order", "is ready", "was cancelled"]),
    ] {
        let (town, mut home, bread) = texting();
        order_in(&town, prefix, &bread);
        let order = order_at(&mut home.producer);
        for (at, (to, words)) in ["accept", "ready", "cancel"].into_iter().zip(expected).enumerate() {
            see_other(&step(&mut home.producer, &order, to));
            assert_eq!(town.app.texts().len(), at, "not while it can be taken back");
            let texts = told(&town);
            assert_eq!(texts.len(), at + 1, "{texts:?}");
            assert!(texts[at].contains(words), "{}", texts[at]);
            says_nothing_of_help(&texts[at]);
            let link = texts[at].split(&town.app.origin).nth(1).expect("a link").trim().to_owned();
            assert_eq!(town.app.client().get(&link).status, 200, "{link}");
            assert!(link.starts_with(&format!("{prefix}/orders/")), "{link}");
        }
        assert_eq!(told(&town).len(), 3, "nothing is told twice");
        let to: Vec<String> = town.app.texts().into_iter().map(|sms| sms.to).collect();
        assert_eq!(to, ["09351234567", "09351234567", "09351234567"]);
    }
}

#[test]
fn what_was_taken_back_or_done_by_the_buyer_is_not_told() {
    let (town, mut home, bread) = texting();
    let mut buyer = order_in(&town, "", &bread);
    let order = order_at(&mut home.producer);
    for to in ["accept", "undo", "accept", "ready"] {
        see_other(&step(&mut home.producer, &order, to));
    }
    let texts = told(&town);
    assert_eq!(texts.len(), 1, "only what stands: {texts:?}");
    assert!(texts[0].contains("آماده است"));
    let mine = buyer.get("/orders").link("/orders/");
    see_other(&buyer.post(&format!("{mine}/cancel"), &[]));
    assert_eq!(told(&town).len(), 1, "they did it themselves");
}

#[test]
fn nobody_is_woken_at_night_and_in_the_morning_it_is_told() {
    let (town, mut home, bread) = texting();
    order_in(&town, "", &bread);
    // Half past ten at night.
    town.app.advance(TimeDelta::hours(10));
    home.producer.sign_in_again();
    let order = order_at(&mut home.producer);
    see_other(&step(&mut home.producer, &order, "cancel"));
    assert!(told(&town).is_empty(), "it is night");
    home.producer.sign_in_again();
    let page = home.producer.get(&order);
    assert!(page.has("پیامک «لغو شد» به خریدار") && page.has("در صف"), "{}", page.words());
    // A minute before eight, and a minute after.
    town.app.advance(TimeDelta::minutes(9 * 60 + 26));
    assert!(told(&town).is_empty(), "it is still night");
    town.app.advance(TimeDelta::minutes(3));
    assert_eq!(told(&town).len(), 1);
}

#[test]
fn a_buyer_with_an_account_gets_an_sms_only_if_nobody_opens_the_news_in_the_program() {
    let (mut town, mut home, bread) = texting();
    let (mut buyer, _) = baker(&mut town, ("مریم", "تنوری"));
    for (opens, expected) in [(true, 0), (false, 1)] {
        town::order(&mut buyer.producer, &bread, BUYER, "1");
        let order = order_at(&mut home.producer);
        see_other(&step(&mut home.producer, &order, "cancel"));
        assert!(buyer.producer.get("/messages").has("سفارشتان لغو شد"));
        assert!(told(&town).is_empty(), "it lies in the program first");
        if opens {
            see_other(&buyer.producer.post("/messages", &[]));
        }
        town.app.advance(TimeDelta::minutes(31));
        assert_eq!(told(&town).len(), expected, "opened: {opens}");
    }
}

#[test]
fn an_order_that_nobody_answered_is_told_of() {
    let (town, _, bread) = texting();
    order_in(&town, "", &bread);
    town.app.advance(TimeDelta::hours(25));
    assert!(town.app.texts().is_empty());
    let texts = told(&town);
    assert!(texts.len() == 1 && texts[0].contains("لغو شد"), "{texts:?}");
}

#[test]
fn without_a_gateway_nothing_is_shown_to_the_shop_and_what_is_news_waits_for_one() {
    let mut town = Town::open();
    let (mut home, bread) = baker(&mut town, ("زهرا", "نان‌پز"));
    let order = {
        order_in(&town, "", &bread);
        order_at(&mut home.producer)
    };
    see_other(&step(&mut home.producer, &order, "accept"));
    assert!(!home.producer.get(&order).has("به خریدار"));
    town.app.advance(TimeDelta::minutes(2));
    assert!(town.app.texts().is_empty());
    assert_eq!(home.producer.post(&format!("{order}/tell"), &[]).status, 422);
    assert!(town.admin.get("/admin/messages").has("پیامک: ۰ نرفته، ۱ در صف"));
    // What is no longer news waits no longer: whatever it was to be collected for is over.
    town.app.advance(TimeDelta::days(12));
    assert!(town.app.texts().is_empty());
    town.admin.sign_in_again();
    assert!(town.admin.get("/admin/messages").has("پیامک: ۰ نرفته، ۰ در صف"));
}

#[test]
fn a_buyer_who_is_gone_from_the_books_is_told_nothing() {
    let (town, mut home, bread) = texting();
    order_in(&town, "", &bread);
    let order = order_at(&mut home.producer);
    see_other(&step(&mut home.producer, &order, "cancel"));
    see_other(&step(&mut home.producer, &order, "undo"));
    see_other(&step(&mut home.producer, &order, "cancel"));
    town.app.program.plan_daily_work().expect("planned");
    town.app.advance(TimeDelta::days(120));
    // The daily work is done before what waited, as its time came first or not: either way nobody is told.
    town.app.program.do_jobs().expect("jobs");
    town.app.advance(TimeDelta::days(1));
    let sent = town.app.texts().len();
    assert!(sent <= 1, "{sent}");
    home.producer.sign_in_again();
    let page = home.producer.get(&order);
    assert!(!page.has("نرگس") && !page.has("دوباره بفرست"), "{}", page.words());
}

/// A gateway on this machine that takes nothing until it is told to.
struct Gateway {
    address: String,
    is_taking: Arc<AtomicBool>,
    asked: Arc<AtomicUsize>,
}

impl Gateway {
    fn open() -> Gateway {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = format!("http://{}", listener.local_addr().expect("an address"));
        let (is_taking, asked) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicUsize::new(0)));
        let (takes, count) = (is_taking.clone(), asked.clone());
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let mut stream = stream.expect("a connection");
                let lines = BufReader::new(stream.try_clone().expect("a reader")).lines();
                let head: Vec<String> = lines.map_while(Result::ok).take_while(|line| !line.is_empty()).collect();
                assert!(head[0].starts_with("GET /?to=09351234567&text="), "{head:?}");
                count.fetch_add(1, Ordering::SeqCst);
                let status = if takes.load(Ordering::SeqCst) { "200 OK" } else { "500 Oops" };
                let answer = format!("HTTP/1.1 {status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
                stream.write_all(answer.as_bytes()).expect("answered");
            }
        });
        Gateway { address, is_taking, asked }
    }

    /// The setting that leads to it, at any hour.
    fn setting(&self) -> Sms {
        let file = crate::support::app::fresh_folder().join("sms.toml");
        let text = "url = \"URL/?to={to}&text={text}\"\nquiet_from = 0\nquiet_until = 0\n";
        std::fs::write(&file, text.replace("URL", &self.address)).expect("written");
        let setting = |name: &str| (name == "BAZARCHE_SMS").then(|| format!("file:{}", file.display()));
        Config::read(None, setting).expect("settings").sms
    }
}

/// Lets all the tries go by.
fn try_to_the_end(town: &Town) {
    for _ in 0..14 {
        town.app.advance(TimeDelta::hours(2));
        town.app.program.do_jobs().expect("jobs");
    }
}

#[test]
fn an_sms_that_the_gateway_does_not_take_fails_in_the_end_and_its_shop_sends_it_again() {
    let gateway = Gateway::open();
    let mut town = Town::of(App::start_sending(gateway.setting()));
    let (mut home, bread) = baker(&mut town, ("زهرا", "نان‌پز"));
    let (mut other, _) = baker(&mut town, ("مریم", "تنوری"));
    order_in(&town, "", &bread);
    let order = order_at(&mut home.producer);
    see_other(&step(&mut home.producer, &order, "cancel"));
    town.app.advance(TimeDelta::minutes(2));
    town.app.program.do_jobs().expect("jobs");
    assert_eq!(gateway.asked.load(Ordering::SeqCst), 1);
    let early = home.producer.post(&format!("{order}/tell"), &[]);
    assert!(early.status == 422 && early.has("کمی صبر کنید"), "it waits for its next try: {}", early.words());
    try_to_the_end(&town);
    assert_eq!(gateway.asked.load(Ordering::SeqCst), 12, "and then no more");
    home.producer.sign_in_again();
    let page = home.producer.get(&order);
    assert!(page.has("پیامک نرفت.") && page.has("دوباره بفرست"), "{}", page.words());

    gateway.is_taking.store(true, Ordering::SeqCst);
    for more in 0..5 {
        see_other(&home.producer.post(&format!("{order}/tell"), &[]));
        home.producer.forget_notice();
        town.app.program.do_jobs().expect("jobs");
        assert_eq!(gateway.asked.load(Ordering::SeqCst), 13 + more);
        let soon = home.producer.post(&format!("{order}/tell"), &[]);
        assert!(soon.status == 422 && soon.has("کمی صبر کنید"), "{}", soon.words());
        town.app.advance(TimeDelta::seconds(61));
    }
    assert!(home.producer.get(&order).has("فرستاده شد"));
    let often = home.producer.post(&format!("{order}/tell"), &[]);
    assert!(often.status == 422 && often.has("بارها فرستاده شده"), "{}", often.words());
    other.producer.sign_in_again();
    assert_eq!(other.producer.post(&format!("{order}/tell"), &[]).status, 404, "it is not theirs");
}

#[test]
fn an_admin_sees_what_did_not_leave_without_learning_of_anybody_and_sends_it_again() {
    let gateway = Gateway::open();
    let mut town = Town::of(App::start_sending(gateway.setting()));
    let (mut home, bread) = baker(&mut town, ("زهرا", "نان‌پز"));
    for _ in 0..2 {
        order_in(&town, "", &bread);
        let order = order_at(&mut home.producer);
        see_other(&step(&mut home.producer, &order, "cancel"));
    }
    try_to_the_end(&town);
    town.admin.sign_in_again();
    let page = town.admin.get("/admin/messages");
    assert!(page.has("پیامک: ۲ نرفته، ۰ در صف") && page.has("پیامک لغو سفارش"), "{}", page.words());
    assert!(page.has("سرویس فرستنده آن را نپذیرفت. ۱۲ بار امتحان شد."), "{}", page.words());
    for secret in ["نرگس", "9351234567", "۰۹۳۵", "نان", "زهرا"] {
        assert!(!page.has(secret), "{secret}: {}", page.words());
    }
    let id = page.values_of("message").into_iter().find(|id| id != "failed").unwrap_or_default();
    gateway.is_taking.store(true, Ordering::SeqCst);
    see_other(&town.admin.post("/admin/messages", &[("channel", "sms"), ("message", &id)]));
    town.admin.forget_notice();
    town.app.program.do_jobs().expect("jobs");
    assert!(town.admin.get("/admin/messages").has("پیامک: ۱ نرفته، ۰ در صف"));
    see_other(&town.admin.post("/admin/messages", &[("channel", "sms"), ("message", "failed")]));
    town.admin.forget_notice();
    town.app.program.do_jobs().expect("jobs");
    let done = town.admin.get("/admin/messages");
    assert!(done.has("پیامک: ۰ نرفته، ۰ در صف") && done.has("اینجا پیام نرفته‌ای نیست."), "{}", done.words());
    let jobs = town.app.command(&["jobs", "list"]);
    assert!(!String::from_utf8_lossy(&jobs.stdout).contains("send_order_sms"), "none is given up any more");
}

#[test]
fn the_reason_that_is_kept_names_no_number() {
    let gateway = Gateway::open();
    let mut town = Town::of(App::start_sending(gateway.setting()));
    let (mut home, bread) = baker(&mut town, ("زهرا", "نان‌پز"));
    order_in(&town, "", &bread);
    let order = order_at(&mut home.producer);
    see_other(&step(&mut home.producer, &order, "cancel"));
    try_to_the_end(&town);
    let jobs = town.app.command(&["jobs", "list"]);
    let told = String::from_utf8_lossy(&jobs.stdout).into_owned();
    assert!(told.contains("send_order_sms") && told.contains("status 500"), "{told}");
    assert!(!told.contains("9351234567") && !told.contains("127.0.0.1"), "{told}");
}
