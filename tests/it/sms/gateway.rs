//! A gateway that takes nothing until it is told to: how often it is tried, what shop and office see of that, and what is kept.
use super::order_in;
use crate::orders::{baker, order_at, step};
use crate::support::App;
use crate::support::town::{Town, see_other};
use bazarche::config::{Config, Sms};
use chrono::TimeDelta;
use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

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
