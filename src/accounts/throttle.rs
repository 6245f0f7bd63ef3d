//! Slows down guessing: after a few failures the same account from the same address, and the same address on any
//! account, must wait, longer each time. A stranger elsewhere cannot keep a person out of their own account.
use crate::db::Db;
use crate::db::schema::throttle;
use crate::kernel::secret::Indexed;
use chrono::{NaiveDateTime, TimeDelta};
use diesel::{ExpressionMethods, OptionalExtension, QueryDsl, QueryResult, RunQueryDsl};

/// Failures that cost nothing.
const FREE_FOR_PAIR: i32 = 4;
const FREE_FOR_ADDRESS: i32 = 30;
const LONGEST_WAIT: i64 = 900;
const FORGOTTEN_AFTER: TimeDelta = TimeDelta::hours(24);

/// Who is being slowed: keyed hashes, so that the table tells no address and no number.
pub(super) struct Subjects {
    pair: Vec<u8>,
    address: Vec<u8>,
}

impl Subjects {
    pub fn of(db: &Db, mobile: &str, address: &str) -> Subjects {
        Subjects {
            pair: db.keys.blind_index(Indexed::Throttled, &format!("pair {address} {mobile}")),
            address: db.keys.blind_index(Indexed::Throttled, &format!("address {address}")),
        }
    }
}

/// Seconds still to wait; none when an attempt is free.
pub(super) fn must_wait(db: &mut Db, subjects: &Subjects) -> QueryResult<Option<i64>> {
    let free_at: Option<NaiveDateTime> = throttle::table
        .filter(throttle::subject.eq_any([&subjects.pair, &subjects.address]))
        .select(diesel::dsl::max(throttle::free_at))
        .first(db.conn)?;
    let wait = free_at.map_or(0, |free_at| (free_at - db.now.at).num_seconds());
    Ok((wait > 0).then_some(wait))
}

/// Counts a failure.
pub(super) fn failed(db: &mut Db, subjects: &Subjects) -> QueryResult<()> {
    count(db, &subjects.pair, FREE_FOR_PAIR)?;
    count(db, &subjects.address, FREE_FOR_ADDRESS)
}

/// Forgets the failures of the pair after a success, and whatever is older than a day.
pub(super) fn succeeded(db: &mut Db, subjects: &Subjects) -> QueryResult<()> {
    diesel::delete(throttle::table.filter(throttle::subject.eq(&subjects.pair))).execute(db.conn)?;
    diesel::delete(throttle::table.filter(throttle::last_at.lt(db.now.at - FORGOTTEN_AFTER))).execute(db.conn)?;
    Ok(())
}

fn count(db: &mut Db, subject: &[u8], free: i32) -> QueryResult<()> {
    let now = db.now.at;
    let known: Option<(i32, NaiveDateTime)> =
        throttle::table.find(subject).select((throttle::failures, throttle::last_at)).first(db.conn).optional()?;
    let before = known.filter(|(_, last)| now - *last < FORGOTTEN_AFTER).map_or(0, |(failures, _)| failures);
    let failures = before.saturating_add(1);
    let free_at = now + TimeDelta::seconds(wait_after(failures - free));
    if known.is_some() {
        diesel::update(throttle::table.find(subject))
            .set((throttle::failures.eq(failures), throttle::last_at.eq(now), throttle::free_at.eq(free_at)))
            .execute(db.conn)?;
    } else {
        diesel::insert_into(throttle::table)
            .values((
                throttle::subject.eq(subject),
                throttle::failures.eq(failures),
                throttle::last_at.eq(now),
                throttle::free_at.eq(free_at),
            ))
            .execute(db.conn)?;
    }
    Ok(())
}

/// Seconds to wait after so many failures beyond the free ones: 2, 4, 8 … up to a quarter of an hour.
fn wait_after(excess: i32) -> i64 {
    if excess <= 0 { 0 } else { (1_i64 << excess.min(20)).min(LONGEST_WAIT) }
}

#[cfg(test)]
mod tests {
    use super::wait_after;

    #[test]
    fn the_wait_doubles_up_to_a_quarter_of_an_hour() {
        assert_eq!([-1, 0, 1, 2, 3, 30].map(wait_after), [0, 0, 2, 4, 8, 900]);
    }
}
