//! The program killed at random moments while people sell and ask for stalls: every sale that was acknowledged is there once,
//! none twice, a request stands as it was last left, and the books are sound. BAZARCHE_TEST_KILLS says how often; the
//! soak asks for two hundred.
use crate::support::process::{Process, free_port};
use crate::support::{Client, database};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

const SELLERS: usize = 4;
/// How soon a killed program serves again.
const SOON: Duration = Duration::from_secs(3);

/// A demo of a few weeks, and the program that serves it.
struct Shop {
    folder: PathBuf,
    postgres: Option<String>,
    port: u16,
    running: Option<Process>,
}

impl Shop {
    fn open() -> Shop {
        let folder = std::env::temp_dir().join(format!("bazarche_it_crash_{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        let shop = Shop { folder, postgres: database::empty(), port: free_port(), running: None };
        let filled = shop.command(&["demo", "--weeks", "6", "--fill-only", "--data"]).arg(&shop.folder).status();
        assert!(filled.expect("it runs").success());
        shop
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_bazarche"));
        command.args(arguments).stdout(Stdio::null()).stderr(Stdio::null());
        command.env("BAZARCHE_DATA", &self.folder).env_remove("DATABASE_URL");
        let url = self.postgres.clone().unwrap_or_else(|| self.folder.join("bazarche.db").display().to_string());
        command.env("DATABASE_URL", url);
        command
    }

    /// Starts the program and gives how long it took until it was ready.
    fn start(&mut self) -> Duration {
        let begun = Instant::now();
        let port = self.port.to_string();
        let mut command = self.command(&["demo", "--port", &port, "--data"]);
        command.arg(&self.folder);
        self.running = Some(Process::start(command, self.port));
        begun.elapsed()
    }

    /// SIGKILL: the program gets no word in.
    fn kill(&mut self) {
        if let Some(process) = self.running.take() {
            process.kill();
        }
    }

    fn client(&self) -> Client {
        Client::new(&format!("http://127.0.0.1:{}", self.port))
    }
}

impl Drop for Shop {
    fn drop(&mut self) {
        self.kill();
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

/// What a seller knows of the sales they sent: the sale of an acknowledged key, nothing for one whose answer never came.
type Sent = BTreeMap<String, Option<String>>;

/// Sells one piece under a key; nothing when the program was gone before it could answer.
fn sell(client: &mut Client, good: &str, key: &str) -> Option<String> {
    let page = client.try_post(good, &[("idem", key), ("quantity", "1")]).ok()?;
    assert_eq!(page.status, 303, "{}", page.words());
    let sale = page.location().split("sold=").nth(1).and_then(|rest| rest.split('&').next());
    Some(sale.expect("the sale").to_owned())
}

/// Sells until told to stop.
fn selling(client: &mut Client, good: &str, name: &str, stop: &AtomicBool) -> Sent {
    let mut sent = Sent::new();
    while !stop.load(Ordering::Relaxed) {
        let key = format!("{name}-{}", sent.len());
        let sale = sell(client, good, &key);
        sent.insert(key, sale);
    }
    sent
}

/// What is known of a request for a stall.
#[derive(Clone, Copy)]
struct Asked {
    /// As it was last acknowledged.
    stands: bool,
    /// What was sent last and not answered.
    unanswered: Option<bool>,
}

/// Asks for a stall and withdraws, again and again, until told to stop.
fn asking(client: &mut Client, day: &str, from: bool, stop: &AtomicBool) -> Asked {
    let mut asked = Asked { stands: from, unanswered: None };
    while !stop.load(Ordering::Relaxed) {
        let wants = !asked.stands;
        let sent = if wants {
            client.try_post(day, &[("do", "usual")])
        } else {
            client.try_post(&format!("{day}/withdraw"), &[])
        };
        let Ok(page) = sent else {
            return Asked { unanswered: Some(wants), ..asked };
        };
        assert_eq!(page.status, 303, "{}", page.words());
        asked.stands = wants;
    }
    asked
}

/// Whether the seller's page offers to withdraw the request for a day.
fn stands(client: &mut Client, day: &str) -> bool {
    client.get("/my/stall").text().contains(&format!("{day}/withdraw"))
}

/// How many pieces of a good are left, by the form that sells it.
fn left(client: &mut Client, good: &str) -> i64 {
    let words = client.get(&format!("/en{good}")).words();
    let before = words.split(" pieces left").next().unwrap_or_default();
    let number = before.rsplit(|c: char| !c.is_ascii_digit() && c != ',').next().unwrap_or_default();
    number.replace(',', "").parse().expect("a number")
}

#[test]
fn a_program_killed_while_people_sell_loses_nothing_and_doubles_nothing() {
    let kills: u64 = std::env::var("BAZARCHE_TEST_KILLS").ok().and_then(|text| text.parse().ok()).unwrap_or(5);
    let mut shop = Shop::open();
    shop.start();
    let mut producer = shop.client();
    producer.sign_in("09990000100", "noon-o-panir-o-sabzi");
    let stock = producer.get("/my/goods").links("/my/goods/").into_iter().find(|link| link.ends_with("/stock"));
    let good = stock.expect("a good").replace("/stock", "").replace("/my/goods/", "/my/sell/");
    let count = good.replace("/my/sell/", "/my/goods/") + "/stock";
    assert_eq!(producer.post(&count, &[("count", "90000")]).status, 303);
    let days = producer.get("/my/stall").links("/my/stall/");
    let day = days.into_iter().rfind(|link| !link.ends_with("/withdraw")).expect("a day to ask for");
    let mut stands_now = stands(&mut producer, &day);
    let mut sold = 0_i64;
    let mut slowest = Duration::ZERO;
    for round in 0..kills {
        let stop = AtomicBool::new(false);
        let (sent, asked) = std::thread::scope(|scope| {
            let sellers: Vec<_> = (0..SELLERS)
                .map(|number| {
                    let (mut client, good, stop) = (producer.copy(), &good, &stop);
                    scope.spawn(move || selling(&mut client, good, &format!("round-{round}-{number}"), stop))
                })
                .collect();
            let asks = {
                let (mut client, day, stop) = (producer.copy(), &day, &stop);
                scope.spawn(move || asking(&mut client, day, stands_now, stop))
            };
            std::thread::sleep(Duration::from_millis(100 + (round * 7919) % 400));
            shop.kill();
            stop.store(true, Ordering::Relaxed);
            let sent: Vec<Sent> = sellers.into_iter().map(|seller| seller.join().expect("a seller")).collect();
            (sent, asks.join().expect("someone who asks"))
        });
        slowest = slowest.max(shop.start());
        for (key, sale) in sent.into_iter().flatten() {
            let again = sell(&mut producer, &good, &key).expect("an answer");
            assert!(sale.is_none_or(|sale| sale == again), "{key} is another sale now");
            sold += 1;
        }
        let found = stands(&mut producer, &day);
        assert!(found == asked.stands || Some(found) == asked.unanswered, "round {round}: the request was lost");
        stands_now = found;
    }
    assert!(sold > 0, "nothing was sold between the kills");
    assert_eq!(left(&mut producer, &good), 90_000 - sold, "after {sold} sales");
    shop.kill();
    let verified = shop.command(&["verify"]).status().expect("it runs");
    assert!(verified.success(), "verify finds the books unsound");
    println!("{kills} kills, {sold} sales, ready again after {slowest:?} at most");
    assert!(slowest < SOON, "{slowest:?} until it served again");
}
