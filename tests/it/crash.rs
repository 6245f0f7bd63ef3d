//! The program killed at random moments while people sell and ask for stalls: every sale that was acknowledged is there once,
//! none twice, a request stands as it was last left, and the books are sound. BAZARCHE_TEST_KILLS says how often; the
//! soak asks for two hundred.
use crate::support::Client;
use crate::support::shop::{STOCK, Shop, left, plenty, sale_of, send_sale};
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

const SELLERS: usize = 4;
/// How soon a killed program serves again.
const SOON: Duration = Duration::from_secs(3);

/// What a seller knows of the sales they sent: the sale of an acknowledged key, nothing for one whose answer never came.
type Sent = BTreeMap<String, Option<String>>;

/// Sells one piece under a key; nothing when the program was gone before it could answer.
fn sell(client: &mut Client, good: &str, key: &str) -> Option<String> {
    send_sale(client, good, key).ok().map(|page| sale_of(&page))
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

#[test]
fn a_program_killed_while_people_sell_loses_nothing_and_doubles_nothing() {
    let kills: u64 = std::env::var("BAZARCHE_TEST_KILLS").ok().and_then(|text| text.parse().ok()).unwrap_or(5);
    let mut shop = Shop::open(&[]);
    shop.start();
    let mut producer = shop.producer();
    let good = plenty(&mut producer);
    let days = producer.get("/my/stall").links("/my/stall/");
    let is_day = |link: &String| link.rsplit('/').next().is_some_and(|id| id.bytes().all(|byte| byte.is_ascii_digit()));
    let day = days.into_iter().rfind(is_day).expect("a day to ask for");
    let mut stands_now = stands(&mut producer, &day);
    let mut sold = 0_i64;
    let mut restarts = Vec::new();
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
        restarts.push(shop.start());
        let mut since_counted = 0;
        for (key, sale) in sent.into_iter().flatten() {
            let again = sell(&mut producer, &good, &key).expect("an answer");
            assert!(sale.is_none_or(|sale| sale == again), "{key} is another sale now");
            since_counted += 1;
        }
        assert_eq!(left(&mut producer, &good), STOCK - since_counted, "round {round}, after {since_counted} sales");
        sold += since_counted;
        assert_eq!(plenty(&mut producer), good);
        let found = stands(&mut producer, &day);
        assert!(found == asked.stands || Some(found) == asked.unanswered, "round {round}: the request was lost");
        stands_now = found;
    }
    assert!(sold > 0, "nothing was sold between the kills");
    shop.kill();
    assert!(shop.is_sound(), "verify finds the books unsound");
    restarts.sort_unstable();
    let (usual, slowest) = (restarts[restarts.len() / 2], restarts[restarts.len() - 1]);
    println!("{kills} kills, {sold} sales, ready again after {usual:?} as a rule and {slowest:?} at most");
    assert!(slowest < SOON, "{slowest:?} until it served again");
}
