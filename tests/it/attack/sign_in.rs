//! A flood of sign-ins from many addresses, at a process behind a proxy, while honest people come in. BAZARCHE_TEST_SIGN_INS
//! says how many, at the rate of ten thousand a minute; the soak asks for as many, of a release build.
use super::served::{bound, serve};
use super::wire::{self, Answer};
use crate::support::process::Process;
use crate::support::town::Town;
use crate::support::{App, Client, make};
use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

const ADDRESSES: u64 = 1_000;
const A_MINUTE: u64 = 10_000;
const THREADS: usize = 40;
const NEW_PASSWORD: &str = "zafaran va goje sabz 9";

struct Office {
    // The database goes with it.
    _town: Town,
    process: Process,
    /// The phone on which the owner signed in before.
    owner: Client,
    phone: String,
}

impl Office {
    /// An owner whose password is hashed at full cost.
    fn open() -> Office {
        let mut town = Town::of(App::start_today());
        let phone = town.phone();
        make::person(&town.app, &mut town.admin, "مریم کاظمی", &phone);
        let process = serve(&town, &[("BAZARCHE_BEHIND_PROXY", "true")]);
        let mut owner = process.client();
        owner.sign_in(&phone, make::PASSWORD);
        let change = [("old", make::PASSWORD), ("password", NEW_PASSWORD), ("again", NEW_PASSWORD)];
        assert_eq!(owner.post("/account/password", &change).status, 303);
        Office { _town: town, process, owner, phone }
    }

    fn address(&self) -> SocketAddr {
        SocketAddr::from(([127, 0, 0, 1], self.process.port))
    }

    /// Tries to sign in without a cookie, from an address that the proxy tells.
    fn attempt(&self, from: &str, phone: &str, password: &str) -> Answer {
        let body = serde_urlencoded::to_string([("phone", phone), ("password", password)]).expect("fields");
        let head = format!(
            "POST /sign-in HTTP/1.1\r\nHost: a\r\nConnection: close\r\nX-Forwarded-For: {from}\r\n\
             Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{body}",
            body.len()
        );
        wire::send(self.address(), head.as_bytes(), true).expect("an answer")
    }

    /// Half of the tries are at the owner's account, the others at numbers that may be anybody's. Every fourth comes from a
    /// line of IPv6 that nobody used before, all of one provider.
    fn strike(&self, number: u64) -> Answer {
        let from = match number % 4 {
            2 => format!("2001:db8:7:{:x}::1", number % 0xffff),
            _ => format!("10.1.{}.{}", number % ADDRESSES / 250, number % 250),
        };
        let phone = if number.is_multiple_of(2) { self.phone.clone() } else { format!("0919{:07}", number % 5_000) };
        self.attempt(&from, &phone, "guess guess guess")
    }
}

/// What happened meanwhile.
#[derive(Default)]
struct Seen {
    statuses: BTreeMap<u16, u64>,
    answered: Vec<Duration>,
    known: Vec<Duration>,
    pages: Vec<Duration>,
    /// How long an owner on another new device and address needed, and how often they had to try.
    new: Vec<(Duration, u32)>,
}

fn in_time<T>(into: &mut Vec<Duration>, act: impl FnOnce() -> T) -> T {
    let begun = Instant::now();
    let done = act();
    into.push(begun.elapsed());
    done
}

fn told(name: &str, mut times: Vec<Duration>) {
    times.sort();
    let at = |part: usize| times.get(times.len() * part / 100).or(times.last()).copied().unwrap_or_default();
    println!(
        "{name}: {} times, half within {:?}, 95 % within {:?}, the longest {:?}",
        times.len(),
        at(50),
        at(95),
        at(100)
    );
}

/// Comes in from an address that nobody has used, as often as it takes.
fn newcomer(office: &Office, from: &str) -> (Duration, u32) {
    let begun = Instant::now();
    for tried in 1.. {
        if office.attempt(from, &office.phone, NEW_PASSWORD).status == 303 {
            return (begun.elapsed(), tried);
        }
        assert!(begun.elapsed() < Duration::from_secs(40), "the owner is locked out");
        std::thread::sleep(Duration::from_millis(100));
    }
    unreachable!("there is always another number")
}

/// Strikes at the rate until all is sent, and lets the honest come in meanwhile.
fn flood(office: &Office, count: u64) -> Seen {
    let (next, is_over, seen) = (AtomicU64::new(0), AtomicBool::new(false), Mutex::new(Seen::default()));
    let begun = Instant::now();
    std::thread::scope(|scope| {
        let strikers: Vec<_> = (0..THREADS)
            .map(|_| {
                scope.spawn(|| {
                    while let Some(number) = Some(next.fetch_add(1, Ordering::Relaxed)).filter(|number| *number < count)
                    {
                        let due = Duration::from_millis(number * 60_000 / A_MINUTE);
                        std::thread::sleep(due.saturating_sub(begun.elapsed()));
                        let answer = office.strike(number);
                        let mut seen = seen.lock().expect("the others go on");
                        *seen.statuses.entry(answer.status).or_default() += 1;
                        seen.answered.push(answer.took);
                    }
                })
            })
            .collect();
        scope.spawn(|| honest(office, &is_over, &seen));
        scope.spawn(|| {
            for number in 1.. {
                let came = newcomer(office, &format!("198.51.100.{number}"));
                seen.lock().expect("the others go on").new.push(came);
                if is_over.load(Ordering::Relaxed) {
                    break;
                }
                std::thread::sleep(Duration::from_secs(3));
            }
        });
        strikers.into_iter().for_each(|striker| striker.join().expect("it struck"));
        is_over.store(true, Ordering::Relaxed);
    });
    println!("{count} tries in {:?}", begun.elapsed());
    seen.into_inner().expect("nobody else")
}

/// Someone who reads pages, and the owner on the phone that is known.
fn honest(office: &Office, is_over: &AtomicBool, seen: &Mutex<Seen>) {
    let mut visitor = office.process.client();
    let (mut pages, mut known) = (Vec::new(), Vec::new());
    while !is_over.load(Ordering::Relaxed) {
        assert_eq!(in_time(&mut pages, || visitor.get("/")).status, 200);
        let mut owner = office.owner.copy();
        let fields = [("phone", office.phone.as_str()), ("password", NEW_PASSWORD)];
        assert_eq!(in_time(&mut known, || owner.post("/sign-in", &fields)).status, 303, "the owner is kept out");
        std::thread::sleep(Duration::from_millis(200));
    }
    let mut seen = seen.lock().expect("the others go on");
    seen.pages.extend(pages);
    seen.known.extend(known);
}

#[test]
fn strangers_from_everywhere_keep_no_owner_out_and_slow_nobody_down() {
    let office = Office::open();
    let count = std::env::var("BAZARCHE_TEST_SIGN_INS").ok().and_then(|text| text.parse().ok()).unwrap_or(1_200);
    let seen = flood(&office, count);
    println!("answers by status: {:?}", seen.statuses);
    println!("an owner on a new device: {:?}", seen.new);
    let longest = |times: &[Duration]| times.iter().max().copied().unwrap_or_default();
    let (known, pages) = (longest(&seen.known), longest(&seen.pages));
    assert!(seen.statuses.keys().all(|status| [422, 429].contains(status)), "{:?}", seen.statuses);
    assert!(seen.statuses.contains_key(&429), "whoever comes while too many do is told so: {:?}", seen.statuses);
    for (name, times) in [("the flood", seen.answered), ("the owner's phone", seen.known), ("a page", seen.pages)] {
        told(name, times);
    }
    assert!(known < bound(10) && pages < bound(10), "the owner {known:?}, a page {pages:?}");
    assert!(!seen.new.is_empty(), "nobody came in on a new device");
    assert!(seen.new.iter().all(|(took, _)| *took < bound(10)), "a new device: {:?}", seen.new);
    let memory = super::served::peak(office.process.pid()).expect("it serves");
    println!("{memory} KiB at most");
    assert!(memory < 300 * 1024, "{memory} KiB");
}
