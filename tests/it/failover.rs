//! PostgreSQL's primary is killed while people sell, and its synchronous standby takes its place: what was acknowledged is
//! there once, and selling goes on by itself.
use crate::support::cluster::Cluster;
use crate::support::shop::{STOCK, Shop, left, plenty, sale_of, send_sale};
use crate::support::{Client, app, database};
use diesel::connection::SimpleConnection;
use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

const SELLERS: usize = 4;
/// How soon after the loss of the primary sales are accepted again, that time included.
const SOON: Duration = Duration::from_secs(15);
/// How long it takes whoever watches over the servers to notice that one is lost and to promote the other.
const NOTICED: Duration = Duration::from_secs(5);
/// No answer takes longer, whatever it says.
const SLOWEST: Duration = Duration::from_secs(10);
/// What is said to those who try meanwhile.
const NOT_JUST_NOW: &str = "Please try again in a minute";

/// What happens at the stall, seen from outside.
#[derive(Default)]
struct Watch {
    over: AtomicBool,
    refused: AtomicUsize,
    /// The sale of each key, with when it was first sent and when it was acknowledged.
    sold: Mutex<BTreeMap<String, (String, Instant, Instant)>>,
    slowest: Mutex<Duration>,
}

impl Watch {
    fn count(&self) -> usize {
        self.sold.lock().expect("the list").len()
    }

    /// Waits until something is so.
    fn until(&self, what: &str, is_so: impl Fn(&Watch) -> bool) {
        let begun = Instant::now();
        while !is_so(self) {
            assert!(begun.elapsed() < Duration::from_secs(60), "{what} in a minute");
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    /// Sells piece after piece; a form that is refused is sent again as it is.
    fn sell(&self, client: &mut Client, good: &str, name: &str) {
        for number in 0.. {
            let (key, first) = (format!("{name}-{number}"), Instant::now());
            loop {
                let sent = Instant::now();
                let page = send_sale(client, good, &key).expect("an answer");
                let mut slowest = self.slowest.lock().expect("a time");
                *slowest = slowest.max(sent.elapsed());
                drop(slowest);
                if page.status != 503 {
                    let sale = sale_of(&page);
                    self.sold.lock().expect("the list").insert(key, (sale, first, Instant::now()));
                    break;
                }
                assert!(page.has(NOT_JUST_NOW), "{}", page.words());
                self.refused.fetch_add(1, Ordering::Relaxed);
                std::thread::sleep(Duration::from_millis(20));
            }
            if self.over.load(Ordering::Relaxed) {
                return;
            }
        }
    }

    /// When the first sale was acknowledged that was first sent after an instant.
    fn first_after(&self, instant: Instant) -> Option<Instant> {
        let sold = self.sold.lock().expect("the list");
        sold.values().filter(|(_, sent, _)| *sent > instant).map(|(_, _, done)| *done).min()
    }
}

fn office_at(hosts: &str) -> String {
    format!("postgres://tester@{hosts}/office")
}

/// A shop whose rows two servers keep.
fn shop(first: &Cluster, folder: &std::path::Path) -> (Shop, Cluster) {
    first.connect().batch_execute("CREATE DATABASE office TEMPLATE template0 ENCODING 'UTF8'").expect("made");
    first.set("SET fsync = off");
    let mut shop = Shop::on(Some(office_at(&format!("127.0.0.1:{}", first.port))), &[]);
    first.set("RESET fsync");
    let second = first.synchronous_standby(folder);
    let hosts = format!("127.0.0.1:{},127.0.0.1:{}", first.port, second.port);
    shop.postgres = Some(office_at(&hosts) + "?target_session_attrs=read-write");
    (shop, second)
}

/// Kills the primary while people sell; gives how long it was until a sale was accepted again.
fn lose(first: &Cluster, second: &Cluster, watch: &Watch) -> Duration {
    watch.until("sales", |watch| watch.count() > 40);
    first.kill();
    let killed = Instant::now();
    watch.until("a refusal", |watch| watch.refused.load(Ordering::Relaxed) > 0);
    std::thread::sleep(NOTICED.saturating_sub(killed.elapsed()));
    second.promote();
    watch.until("sales again", |watch| watch.first_after(killed).is_some());
    let back = watch.first_after(killed).expect("a sale") - killed;
    let before = watch.count();
    watch.until("many sales again", |watch| watch.count() > before + 40);
    back
}

/// What `doctor` says of the database at a host.
fn doctor(shop: &Shop, port: u16) -> String {
    let alone = office_at(&format!("127.0.0.1:{port}"));
    let output = shop.command(&["doctor"]).env("DATABASE_URL", alone).stdout(std::process::Stdio::piped()).output();
    String::from_utf8_lossy(&output.expect("it runs").stdout).into_owned()
}

#[test]
fn a_primary_that_is_lost_loses_no_acknowledged_sale_and_its_standby_takes_over() {
    if database::server().is_none() {
        return; // SQLite has no standby.
    }
    let folder = app::fresh_folder();
    let first = Cluster::new(&folder);
    let (mut shop, second) = shop(&first, &folder);
    shop.start();
    let mut producer = shop.producer();
    let good = plenty(&mut producer);
    assert!(
        doctor(&shop, second.port).contains("it is a standby, which takes no writes"),
        "{}",
        doctor(&shop, second.port)
    );

    let watch = Watch::default();
    let back = std::thread::scope(|scope| {
        for number in 0..SELLERS {
            let (mut client, watch, good) = (producer.copy(), &watch, &good);
            scope.spawn(move || watch.sell(&mut client, good, &format!("seller-{number}")));
        }
        let back = lose(&first, &second, &watch);
        watch.over.store(true, Ordering::Relaxed);
        back
    });
    let sold = watch.sold.into_inner().expect("the list");
    for (key, (sale, ..)) in &sold {
        assert_eq!(*sale, sale_of(&send_sale(&mut producer, &good, key).expect("an answer")), "{key}");
    }
    assert_eq!(left(&mut producer, &good), STOCK - i64::try_from(sold.len()).expect("a count"));
    second.set("SET synchronous_standby_names = 'lost'");
    shop.kill();
    let said = doctor(&shop, second.port);
    assert!(said.contains("waits for a standby and none is connected"), "{said}");
    second.set("RESET synchronous_standby_names");
    assert!(shop.is_sound(), "verify finds the books unsound");
    let slowest = watch.slowest.into_inner().expect("a time");
    let refused = watch.refused.into_inner();
    println!("{} sales, {refused} refusals, sales again after {back:?}, the slowest answer {slowest:?}", sold.len());
    assert!(back < SOON, "{back:?} until a sale was accepted again");
    assert!(slowest < SLOWEST, "an answer took {slowest:?}");
    drop((first, second));
    let _ = std::fs::remove_dir_all(&folder);
}
