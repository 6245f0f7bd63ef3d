//! The last minute before a cut-off: five hundred producers ask for a stall at once, some take it back, and the clock passes
//! the cut-off among them. What was accepted is what is kept and what is assigned; what came later is refused.
use crate::support::town::{Town, market_day, redraw, see_other, site};
use crate::support::{Client, database, make};
use chrono::TimeDelta;
use diesel::deserialize::QueryableByName;
use diesel::prelude::*;
use diesel::sql_types::BigInt;
use std::collections::BTreeSet;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

const PRODUCERS: usize = 500;
/// How many come in at the same time, and how many ask: at the door fewer may stand in a line.
const AT_THE_DOOR: usize = 4;
const ASKING: usize = 16;
/// After so many answers the clock stands one second before the cut-off, and after so many one second past it.
const NEARLY: usize = 200;
const PAST: usize = 330;

struct Producer {
    client: Client,
    answers: Vec<u16>,
}

/// Somebody registered by the manager who chose a password and signed in.
fn producer(town: &Town, manager: &mut Client, site: &str, number: usize) -> Producer {
    let phone = format!("0935{number:07}");
    let family = format!("دستفروش {number}");
    let sent = [
        ("do", "register"),
        ("given-name", "آزمایشی"),
        ("family-name", family.as_str()),
        ("phone", &phone),
        ("area", &town.espiari),
    ];
    let card = manager.post(&format!("{site}/vendors"), &sent);
    assert_eq!(card.status, 200, "{}", card.words());
    make::choose_password(&town.app, &card.words());
    let mut client = town.app.client();
    client.sign_in(&phone, make::PASSWORD);
    Producer { client, answers: Vec::new() }
}

/// Does something for each of a list, many at a time; what is given first is begun first.
fn by_many<T: Send>(hands: usize, all: &mut [T], act: impl Fn(usize, &mut T) + Sync) {
    let waiting = Mutex::new(all.iter_mut().enumerate());
    std::thread::scope(|scope| {
        for _ in 0..hands {
            scope.spawn(|| {
                loop {
                    let next = waiting.lock().expect("the others go on").next();
                    let Some((number, one)) = next else { break };
                    act(number, one);
                }
            });
        }
    });
}

#[derive(QueryableByName)]
struct Number {
    #[diesel(sql_type = BigInt)]
    number: i64,
}

/// The numbers that a query gives, as `number`.
fn numbers(town: &Town, sql: &str) -> BTreeSet<i64> {
    let rows: Vec<Number> = match database::server() {
        Some(_) => {
            let mut conn = PgConnection::establish(town.app.database()).expect("PostgreSQL answers");
            diesel::sql_query(sql).load(&mut conn).expect(sql)
        }
        None => diesel::sql_query(sql).load(&mut database::sqlite(town.app.database())).expect(sql),
    };
    rows.into_iter().map(|row| row.number).collect()
}

/// A market of two hundred stalls, five minutes before the cut-off of its day; gives the day's id.
fn open_market(town: &mut Town, manager: &mut Client, site: &str) -> String {
    let (_, day) = market_day(manager, site);
    for (row, first) in [("ب", "۱۰"), ("پ", "۶۰"), ("ت", "۱۱۰"), ("ث", "۱۶۰")] {
        let plain =
            [("name", row), ("count", "۵۰"), ("first", first), ("width", "۲۰۰"), ("power", "none"), ("baking", "none")];
        see_other(&redraw(manager, site, "rows", &plain));
    }
    // From half past twelve on 2 Azar to 7:59 on the 6th; the day opens at 8 on the 7th.
    town.app.advance(TimeDelta::days(3) + TimeDelta::hours(19) + TimeDelta::minutes(29));
    manager.sign_in_again();
    day
}

#[test]
fn of_five_hundred_who_ask_in_the_last_minute_exactly_the_accepted_ones_are_assigned() {
    let mut town = Town::open();
    let city = town.city.clone();
    let mut manager = town.staff("مدیر بازار", ("market_manager", "", &city));
    let site = site(&mut town.admin, &mut manager, &city);
    let day = open_market(&mut town, &mut manager, &site);
    let mut producers: Vec<Option<Producer>> = (0..PRODUCERS).map(|_| None).collect();
    by_many(AT_THE_DOOR, &mut producers, |number, place| {
        *place = Some(producer(&town, &mut manager.copy(), &site, number))
    });
    let mut producers: Vec<Producer> = producers.into_iter().flatten().collect();

    let (path, answered) = (format!("/my/stall/{day}"), AtomicUsize::new(0));
    let plain = [("category", "bread"), ("power", "none"), ("baking", "none"), ("most", "1"), ("flexible", "yes")];
    by_many(ASKING, &mut producers, |number, one| {
        one.answers.push(one.client.post(&path, &plain).status);
        if number % 10 == 3 {
            one.answers.push(one.client.post(&format!("{path}/withdraw"), &[]).status);
        }
        match answered.fetch_add(1, Ordering::SeqCst) + 1 {
            NEARLY => town.app.advance(TimeDelta::seconds(59)),
            PAST => {
                town.app.advance(TimeDelta::seconds(2));
                // Of the requests that are under way at this moment, the run sees those that are accepted.
                see_other(&manager.copy().post(&format!("/days/{day}/trial"), &[]));
            }
            _ => {}
        }
    });

    let asked = |answers: &[u16]| match answers {
        [303] | [303, 422] => true,
        [422] | [422, 422] | [303, 303] => false,
        other => panic!("answered {other:?}"),
    };
    let accepted = producers.iter().filter(|one| asked(&one.answers)).count();
    let late = producers.iter().filter(|one| one.answers.first() == Some(&422)).count();
    assert!(late > PRODUCERS / 5 && accepted > PRODUCERS / 2, "{accepted} accepted, {late} late");
    let kept = numbers(&town, "SELECT id AS number FROM booking WHERE state = 'asked'");
    assert_eq!(kept.len(), accepted, "what was accepted is kept");
    let assigned = numbers(&town, "SELECT booking_id AS number FROM assignment");
    assert_eq!(assigned, kept, "the run saw exactly what was accepted");
    let after = numbers(
        &town,
        "SELECT count(*) AS number FROM booking b JOIN market_day d ON d.id = b.market_day_id WHERE b.asked_at >= d.cutoff_at",
    );
    assert_eq!(after, BTreeSet::from([0]), "nothing was accepted after the cut-off");
    let stalls = numbers(&town, "SELECT stall_id AS number FROM assignment_stall");
    assert_eq!(stalls.len(), accepted.min(203), "every stall is given away");
}
