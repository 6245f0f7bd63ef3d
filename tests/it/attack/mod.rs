//! The generator: every route of the program attacked by everyone who can reach it, with forms as the pages show them and
//! values that no form was made for. Every answer is a 2xx, 3xx or 4xx, soon, without a word of the program's insides and
//! without a script; memory stays bounded; nothing changes that the sender may not change; the books add up.
//! BAZARCHE_TEST_ATTACKS says how many requests, BAZARCHE_TEST_SEED which.
mod actors;
mod along;
mod bodies;
mod envelope;
mod forms;
mod lists;
mod photos;
mod pictures;
mod records;
mod request;
mod rows;
mod served;
mod sign_in;
mod values;
mod verdict;
mod wire;
mod workbooks;

use crate::access::World;
use crate::support::place;
use crate::support::town::Town;
use actors::Actor;
use bazarche::app::{self, Method};
use chrono::TimeDelta;
use forms::Form;
use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::process::Command;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};
use verdict::Faults;

/// Tells the test that it is the process of its own in which memory is measured.
const ALONE: &str = "BAZARCHE_TEST_ALONE";
const NAME: &str = "attack::hostile_requests_are_answered_and_change_nothing_that_their_sender_may_not";
/// Requests under way at a time.
const CLIENTS: u64 = 4;
/// How long all of it may take.
const LONGEST: Duration = Duration::from_secs(600);
/// What the process may grow by in the second half of the attack, and what it may ever hold, in KiB: server, database and
/// attackers together, and two pictures that are being unpacked.
const MOST_GROWTH: u64 = 200 * 1024;
const MOST_MEMORY: u64 = 900 * 1024;

pub struct Attack {
    pub seed: u64,
    pub world: World,
    pub routes: Vec<(Method, &'static str)>,
    /// The forms that anybody sees, for those who do not.
    pub forms: BTreeMap<&'static str, Vec<Form>>,
    /// Sessions of somebody who is about to sign out.
    pub leaving: Vec<String>,
    pub ids: Vec<String>,
    pub columns: Vec<String>,
    pub nasty: Vec<String>,
    pub files: Vec<(&'static str, Vec<u8>)>,
    address: SocketAddr,
}

impl Attack {
    fn prepare(seed: u64) -> (Attack, Vec<Actor>) {
        let mut world = World::of(Town::open());
        let actors = actors::actors(&mut world);
        let (mut leaver, _) = world.town.person("رونده");
        let leaving = (0..40).map(|_| {
            leaver.sign_in_again();
            leaver.cookie_header()
        });
        let leaving = leaving.collect();
        let sides = [&world.own, &world.elsewhere, &world.others];
        let ids = sides.iter().flat_map(|side| side.ids.values().cloned()).collect();
        let mut forms: BTreeMap<&'static str, Vec<Form>> = BTreeMap::new();
        for (pattern, found) in actors.iter().flat_map(|actor| &actor.found.forms) {
            forms.entry(pattern).or_default().extend(found.iter().cloned());
        }
        let address = world.town.app.origin.trim_start_matches("http://").parse().expect("an address");
        let columns = rows::columns(world.town.app.database());
        let (nasty, files) = (values::nasty(), values::files());
        let attack = Attack { seed, routes: app::routes(), forms, leaving, ids, columns, nasty, files, address, world };
        (attack, actors)
    }

    pub fn host(&self) -> String {
        self.address.to_string()
    }

    /// Lets one of them attack, with several requests at a time; then looks at what has changed.
    fn by(&self, actor: &Actor, numbers: std::ops::Range<u64>, faults: &Mutex<Faults>) {
        let before = rows::read(self.world.town.app.database());
        let next = AtomicU64::new(numbers.start);
        std::thread::scope(|scope| {
            for _ in 0..CLIENTS {
                scope.spawn(|| {
                    while let Some(number) = Some(next.fetch_add(1, Ordering::Relaxed)).filter(|n| numbers.contains(n))
                    {
                        let sent = request::request(self, actor, number);
                        let answer = wire::send(self.address, &sent.bytes, sent.is_whole);
                        let wrong = verdict::of(&sent, &answer);
                        let mut faults = faults.lock().expect("the others go on");
                        faults.count(&answer);
                        wrong.into_iter().for_each(|what| faults.add(what, (actor.name, number), &sent));
                    }
                });
            }
        });
        let after = rows::read(self.world.town.app.database());
        let mut faults = faults.lock().expect("nobody else");
        for (table, line) in rows::differences(&before, &after) {
            let is_theirs =
                actor.of_others.contains(&table.as_str()) || !actor.foreign.iter().any(|id| rows::bears(&line, id));
            let is_open = actor.may.contains(&table.as_str()) && is_theirs;
            if !is_open {
                faults.change(actor.name, &table, &line);
            }
        }
    }
}

fn number(name: &str, usual: u64) -> u64 {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(usual)
}

/// A line of what the system knows of this process, in KiB.
fn memory(of: &str) -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").expect("a Linux");
    let line = status.lines().find(|line| line.starts_with(of)).expect("the line");
    line.split_whitespace().nth(1).and_then(|kib| kib.parse().ok()).expect("a number")
}

#[test]
fn hostile_requests_are_answered_and_change_nothing_that_their_sender_may_not() {
    if std::env::var_os(ALONE).is_none() {
        let this = std::env::current_exe().expect("this program");
        let done = Command::new(this).args(["--exact", NAME, "--nocapture"]).env(ALONE, "1").output().expect("it runs");
        let said = [done.stdout, done.stderr].map(|said| String::from_utf8_lossy(&said).into_owned()).concat();
        assert!(done.status.success(), "{said}");
        return;
    }
    let begun = Instant::now();
    let (seed, count) = (number("BAZARCHE_TEST_SEED", 1405), number("BAZARCHE_TEST_ATTACKS", 3_000));
    let (attack, actors) = Attack::prepare(seed);
    let faults = Mutex::new(Faults::default());
    let each = count.div_ceil(actors.len() as u64);
    let mut half = None;
    for (actor, at) in actors.iter().zip(0..) {
        attack.by(actor, at * each..(at + 1) * each, &faults);
        if at * 2 >= actors.len() as u64 {
            half.get_or_insert_with(|| memory("VmRSS"));
        }
        attack.world.town.app.advance(TimeDelta::minutes(2));
    }
    let (grown, most) = (memory("VmRSS").saturating_sub(half.unwrap_or_default()), memory("VmHWM"));
    let faults = faults.into_inner().expect("nobody else");
    println!("{faults}\n{most} KiB at most, {grown} KiB more at the end; {} s", begun.elapsed().as_secs());
    assert!(faults.is_empty(), "BAZARCHE_TEST_SEED={seed}\n{faults}");
    assert!(grown <= MOST_GROWTH && most <= MOST_MEMORY, "memory: {grown} KiB more, {most} KiB at most");
    assert!(begun.elapsed() < LONGEST, "{} s", begun.elapsed().as_secs());
    assert!(place::told(&attack.world.town.app.command(&["verify"])).contains("everything adds up"));
}
