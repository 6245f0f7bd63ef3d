//! Slows down guessing. An attempt is reserved in one write before the slow hash and given back when it was right, so that
//! many at once count as many. The rule, for failures beyond the free ones, each time twice as long as the time before:
//! an account from one address waits up to a quarter of an hour, and forgets after a day; an address waits up to half a
//! minute and forgets one failure every ten seconds, so that people behind one address hardly hold up each other; an
//! account waits three seconds at most. Addresses of which hardly any try was looked at are not held up for the account, so
//! that a crowd that goes on trying keeps nobody new out; how much it may guess is limited by how many nets it has. A device
//! known to the account is counted as a pair is, and nothing else holds it up.
mod orders;

pub(crate) use orders::{count_wrong_code, of_order_search, wait_for_codes};

use crate::db::Db;
use crate::db::schema::throttle;
use crate::kernel::digest::hex;
use crate::kernel::ids::AccountId;
use crate::kernel::secret::Indexed;
use chrono::{NaiveDateTime, TimeDelta};
use diesel::{ExpressionMethods, OptionalExtension, QueryDsl, QueryResult, RunQueryDsl};

/// How one kind of subject is slowed.
#[derive(Clone, Copy)]
struct Rule {
    /// Failures that cost nothing.
    free: i32,
    /// Seconds.
    longest_wait: i64,
    /// Seconds after which one failure is forgotten.
    forgets_one_in: i64,
}

const DAY: i64 = 24 * 60 * 60;
const PAIR: Rule = Rule { free: 4, longest_wait: 900, forgets_one_in: DAY };
const ADDRESS: Rule = Rule { free: 30, longest_wait: 30, forgets_one_in: 10 };
/// Every request counts, answered or not; one an hour is forgotten, and five are free.
const ASKING: Rule = Rule { free: 5, longest_wait: 900, forgets_one_in: 60 * 60 };
/// Looks at people of others: ten are free, and ten an hour are forgotten.
const LOOKING: Rule = Rule { free: 10, longest_wait: 900, forgets_one_in: 6 * 60 };
const ACCOUNT: Rule = Rule { free: 20, longest_wait: 3, forgets_one_in: 60 };

/// Who is being slowed: keyed hashes, so that the table tells no address and no number.
pub(crate) struct Subjects(Vec<(Rule, Vec<u8>)>);

/// Where an attempt comes from.
#[derive(Clone, Copy)]
pub(super) enum Standing<'a> {
    /// A device on which the account's owner signed in before, by its mark.
    Known { mark: &'a str },
    /// An address, and whether hardly any try from there was looked at lately.
    Stranger { address: &'a str, is_new: bool },
}

impl Subjects {
    /// Of an account by the blind index of its number, known or not, and where the attempt comes from.
    pub(super) fn of(db: &Db, mobile_index: &[u8], from: Standing) -> Subjects {
        let account = hex(mobile_index);
        let subject = |text: String| db.keys.blind_index(Indexed::Throttled, &text);
        match from {
            Standing::Known { mark } => Subjects(vec![(PAIR, subject(format!("known {mark} {account}")))]),
            Standing::Stranger { address, is_new } => {
                let mut subjects = vec![
                    (PAIR, subject(format!("pair {address} {account}"))),
                    (ADDRESS, subject(format!("address {address}"))),
                ];
                if !is_new {
                    subjects.push((ACCOUNT, subject(format!("account {account}"))));
                }
                Subjects(subjects)
            }
        }
    }

    /// Of an account whose owner is signed in.
    pub fn of_signed_in(db: &Db, mobile_index: &[u8]) -> Subjects {
        Subjects(vec![(PAIR, db.keys.blind_index(Indexed::Throttled, &format!("signed in {}", hex(mobile_index))))])
    }

    /// Of a network address that asks for links, whomever they go to.
    pub fn of_asking(db: &Db, address: &str) -> Subjects {
        Subjects(vec![(ASKING, db.keys.blind_index(Indexed::Throttled, &format!("asking {address}")))])
    }
}

/// Failures so far, from when the next one is forgotten, and when the next attempt is free.
#[derive(Clone, Copy)]
struct Count {
    failures: i32,
    since: NaiveDateTime,
    free_at: NaiveDateTime,
}

/// Counts an attempt as failed before it is known; or gives the seconds still to wait, and counts nothing.
pub(crate) fn reserve(db: &mut Db, subjects: &Subjects) -> QueryResult<Option<i64>> {
    let now = db.now.at;
    let mut counts = Vec::new();
    for (rule, subject) in &subjects.0 {
        counts.push((rule, subject, load(db, rule, subject)?));
    }
    let wait = counts.iter().map(|(.., count)| (count.free_at - now).num_milliseconds()).max().unwrap_or(0);
    if wait > 0 {
        return Ok(Some((wait + 999) / 1000));
    }
    for (rule, subject, count) in counts {
        let failures = count.failures.saturating_add(1);
        let free_at = now + TimeDelta::seconds(wait_after(rule, failures));
        store(db, subject, Count { failures, free_at, ..count })?;
    }
    Ok(None)
}

/// Gives a reserved attempt back after a success: the pair begins anew, the others are as if it had not been made.
pub(crate) fn succeeded(db: &mut Db, subjects: &Subjects) -> QueryResult<()> {
    let Some(((_, pair), others)) = subjects.0.split_first() else {
        return Ok(());
    };
    diesel::delete(throttle::table.find(pair)).execute(db.conn)?;
    for (rule, subject) in others {
        let count = load(db, rule, subject)?;
        let failures = (count.failures - 1).max(0);
        let free_at = db.now.at + TimeDelta::seconds(wait_after(rule, failures));
        store(db, subject, Count { failures, free_at: free_at.min(count.free_at), ..count })?;
    }
    diesel::delete(throttle::table.filter(throttle::last_at.lt(db.now.at - TimeDelta::seconds(DAY))))
        .execute(db.conn)?;
    Ok(())
}

/// Whether an account was told of so many people of others lately that it must wait before it is told more.
pub(crate) fn must_wait_to_look(db: &mut Db, account: AccountId) -> QueryResult<bool> {
    let subject = looking(db, account);
    Ok(load(db, &LOOKING, &subject)?.free_at > db.now.at)
}

/// Counts that an account was told of somebody whom others look after.
pub(crate) fn count_look(db: &mut Db, account: AccountId) -> QueryResult<()> {
    let subject = looking(db, account);
    let count = load(db, &LOOKING, &subject)?;
    let failures = count.failures.saturating_add(1);
    let free_at = db.now.at + TimeDelta::seconds(wait_after(&LOOKING, failures));
    store(db, &subject, Count { failures, free_at, ..count })
}

fn looking(db: &Db, account: AccountId) -> Vec<u8> {
    db.keys.blind_index(Indexed::Throttled, &format!("looking {account}"))
}

/// The count as it stands now, with what was forgotten since.
fn load(db: &mut Db, rule: &Rule, subject: &[u8]) -> QueryResult<Count> {
    let now = db.now.at;
    let stored: Option<(i32, NaiveDateTime, NaiveDateTime)> = throttle::table
        .find(subject)
        .select((throttle::failures, throttle::last_at, throttle::free_at))
        .first(db.conn)
        .optional()?;
    let Some((failures, since, free_at)) = stored else {
        return Ok(Count { failures: 0, since: now, free_at: now });
    };
    let steps = ((now - since).num_seconds() / rule.forgets_one_in).max(0);
    let left = i64::from(failures).saturating_sub(steps).max(0);
    let since = if left == 0 { now } else { since + TimeDelta::seconds(steps * rule.forgets_one_in) };
    Ok(Count { failures: i32::try_from(left).unwrap_or(failures), since, free_at })
}

fn store(db: &mut Db, subject: &[u8], count: Count) -> QueryResult<()> {
    let values =
        (throttle::failures.eq(count.failures), throttle::last_at.eq(count.since), throttle::free_at.eq(count.free_at));
    let changed = diesel::update(throttle::table.find(subject)).set(values).execute(db.conn)?;
    if changed == 0 {
        diesel::insert_into(throttle::table).values((throttle::subject.eq(subject), values)).execute(db.conn)?;
    }
    Ok(())
}

/// Seconds to wait after so many failures: 2, 4, 8 … beyond the free ones, up to the longest.
fn wait_after(rule: &Rule, failures: i32) -> i64 {
    let excess = failures.saturating_sub(rule.free);
    if excess <= 0 { 0 } else { (1_i64 << excess.min(20)).min(rule.longest_wait) }
}

#[cfg(test)]
mod tests {
    use super::{ACCOUNT, ADDRESS, PAIR, Standing, Subjects, reserve, succeeded, wait_after};
    use crate::testing;

    #[test]
    fn the_wait_doubles_up_to_the_longest_of_its_rule() {
        let waits = |rule, counts: [i32; 4]| counts.map(|count| wait_after(rule, count));
        assert_eq!(waits(&PAIR, [4, 5, 6, 40]), [0, 2, 4, 900]);
        assert_eq!(waits(&ADDRESS, [30, 31, 32, 90]), [0, 2, 4, 30]);
        assert_eq!(waits(&ACCOUNT, [20, 21, 22, 90]), [0, 2, 3, 3]);
    }

    fn stranger(address: &str) -> Standing<'_> {
        Standing::Stranger { address, is_new: false }
    }

    /// Tries so often, wrongly, at one instant; gives how many were let through.
    fn tries(pool: &crate::db::Pool, count: usize, who: impl Fn(usize) -> (Vec<u8>, String)) -> usize {
        (0..count)
            .filter(|number| {
                let (account, address) = who(*number);
                pool.change_now(|db| reserve(db, &Subjects::of(db, &account, stranger(&address)))).unwrap().is_none()
            })
            .count()
    }

    #[test]
    fn attempts_at_one_instant_count_before_they_are_known_to_fail() {
        let pool = testing::pool();
        assert_eq!(tries(&pool, 60, |_| (vec![1], "192.0.2.1".to_owned())), 5);
    }

    #[test]
    fn one_wrong_typist_does_not_hold_up_the_neighbours() {
        let pool = testing::pool();
        tries(&pool, 60, |_| (vec![1], "192.0.2.1".to_owned()));
        assert_eq!(tries(&pool, 1, |_| (vec![2], "192.0.2.1".to_owned())), 1);
    }

    #[test]
    fn whoever_tries_many_accounts_waits_half_a_minute_and_no_longer() {
        let pool = testing::pool();
        let address = "192.0.2.1".to_owned();
        assert_eq!(tries(&pool, 99, |number| (number.to_be_bytes().to_vec(), address.clone())), 31);
        let wait = pool.change_now(|db| reserve(db, &Subjects::of(db, &[200], stranger(&address)))).unwrap();
        assert!(wait.is_some_and(|seconds| seconds <= 30), "{wait:?}");
    }

    #[test]
    fn strangers_everywhere_hold_an_account_up_for_three_seconds_at_most() {
        let pool = testing::pool();
        tries(&pool, 99, |number| (vec![1], format!("192.0.2.{number}")));
        let wait = pool.change_now(|db| reserve(db, &Subjects::of(db, &[1], stranger("198.51.100.1")))).unwrap();
        assert!(wait.is_some_and(|seconds| seconds <= 3), "{wait:?}");
    }

    #[test]
    fn a_crowd_that_goes_on_trying_holds_up_no_new_address_and_no_known_device() {
        let pool = testing::pool();
        tries(&pool, 99, |number| (vec![1], format!("192.0.2.{number}")));
        for from in [Standing::Stranger { address: "198.51.100.1", is_new: true }, Standing::Known { mark: "phone" }] {
            let wait = pool.change_now(|db| reserve(db, &Subjects::of(db, &[1], from))).unwrap();
            assert_eq!(wait, None);
        }
    }

    #[test]
    fn a_known_device_must_wait_after_wrong_tries_of_its_own() {
        let pool = testing::pool();
        let one = || {
            let from = Standing::Known { mark: "phone" };
            pool.change_now(|db| reserve(db, &Subjects::of(db, &[1], from))).unwrap()
        };
        let waits: Vec<Option<i64>> = (0..6).map(|_| one()).collect();
        assert_eq!(waits, [None, None, None, None, None, Some(2)]);
    }

    #[test]
    fn a_right_password_gives_the_attempt_back() {
        let pool = testing::pool();
        for _ in 0..99 {
            let wait = pool.change_now(|db| {
                let subjects = Subjects::of(db, &[1], stranger("192.0.2.1"));
                let wait = reserve(db, &subjects)?;
                succeeded(db, &subjects)?;
                Ok(wait)
            });
            assert_eq!(wait.unwrap(), None);
        }
    }
}
