//! The daily job that forgets what nobody needs any more: keys of forms that nobody can send again, sessions that are over,
//! links that were used or are too old, jobs that are done, and old messages.
use super::queue::plan;
use crate::db::schema::{job, message, one_time_link, session, sms};
use crate::db::{Db, Pool, form_key};
use crate::kernel::ids::{JobId, MessageId, SmsId};
use chrono::TimeDelta;
use diesel::{ExpressionMethods, QueryDsl, QueryResult, RunQueryDsl};

/// The kind of the job.
pub(crate) const FORGET: &str = "forget";
/// How often it is done.
pub(crate) const FORGET_EVERY: TimeDelta = TimeDelta::days(1);
/// How long the key of a form is kept: longer than a page stays open, or a phone without a network keeps a form.
const KEPT: TimeDelta = TimeDelta::days(90);
/// How long it can be looked up which jobs were done, and that a link was used.
const TRACES: TimeDelta = TimeDelta::days(30);
/// How long people find what the program wrote to them.
const MESSAGES: TimeDelta = TimeDelta::days(400);

/// So many rows are forgotten in one transaction, so that nobody waits long until it ends.
const AT_ONCE: i64 = 500;

/// Does the job, some rows at a time: what is forgotten stays forgotten, and one that was cut short goes on where it was.
///
/// # Errors
/// When the database cannot be written to.
pub(crate) fn forget(pool: &Pool) -> anyhow::Result<()> {
    for some in [keys, sessions, links, done, letters, texts] {
        while pool.change_now(some)? > 0 {}
    }
    Ok(())
}

fn keys(db: &mut Db) -> QueryResult<usize> {
    let before = db.now.at - KEPT;
    form_key::forget_before(db, before, AT_ONCE)
}

fn sessions(db: &mut Db) -> QueryResult<usize> {
    let over = session::table.filter(session::expires_at.lt(db.now.at)).select(session::token_hash);
    let over: Vec<Vec<u8>> = over.limit(AT_ONCE).load(db.conn)?;
    diesel::delete(session::table.filter(session::token_hash.eq_any(over))).execute(db.conn)
}

fn links(db: &mut Db) -> QueryResult<usize> {
    let before = db.now.at - TRACES;
    let old = one_time_link::table.filter(one_time_link::expires_at.lt(before)).select(one_time_link::token_hash);
    let old: Vec<Vec<u8>> = old.limit(AT_ONCE).load(db.conn)?;
    diesel::delete(one_time_link::table.filter(one_time_link::token_hash.eq_any(old))).execute(db.conn)
}

fn done(db: &mut Db) -> QueryResult<usize> {
    let done = job::table.filter(job::state.eq("done")).filter(job::run_at.lt(db.now.at - TRACES));
    let old: Vec<JobId> = done.order(job::id).select(job::id).limit(AT_ONCE).load(db.conn)?;
    diesel::delete(job::table.filter(job::id.eq_any(old))).execute(db.conn)
}

fn letters(db: &mut Db) -> QueryResult<usize> {
    let settled = message::table.filter(message::made_at.lt(db.now.at - MESSAGES)).filter(message::state.ne("waiting"));
    let old: Vec<MessageId> = settled.order(message::id).select(message::id).limit(AT_ONCE).load(db.conn)?;
    diesel::delete(message::table.filter(message::id.eq_any(old))).execute(db.conn)
}

fn texts(db: &mut Db) -> QueryResult<usize> {
    let settled = sms::table.filter(sms::made_at.lt(db.now.at - MESSAGES)).filter(sms::state.ne("waiting"));
    let old: Vec<SmsId> = settled.order(sms::id).select(sms::id).limit(AT_ONCE).load(db.conn)?;
    diesel::delete(sms::table.filter(sms::id.eq_any(old))).execute(db.conn)
}

/// Plans the first time, unless it is planned already.
pub(crate) fn plan_forgetting(db: &mut Db) -> QueryResult<()> {
    let now = db.now.at;
    plan(db, FORGET, now)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::db::on_each;
    use crate::db::schema::form_key;
    use crate::jobs::enqueue;
    use crate::testing::{Office, now, pool};

    #[test]
    fn the_key_of_a_form_is_kept_for_a_season_and_then_forgotten() {
        let pool = pool();
        let office = Office::new(&pool);
        for (key, days) in [("old", 91), ("new", 89)] {
            pool.change_now(|db| {
                diesel::insert_into(form_key::table)
                    .values((
                        (
                            form_key::account_id.eq(office.admin),
                            form_key::object.eq("household"),
                            form_key::key.eq(key),
                        ),
                        (form_key::object_id.eq(1), form_key::made_at.eq(now() - TimeDelta::days(days))),
                    ))
                    .execute(db.conn)
            })
            .unwrap();
        }
        forget(&pool).unwrap();
        let left: Vec<String> = pool.read_now(|db| form_key::table.select(form_key::key).load(db.conn)).unwrap();
        assert_eq!(left, ["new"]);
    }

    /// Sessions that are over, each with its own hash.
    fn end_sessions(pool: &Pool, office: &Office, count: u16) {
        let ends = now() - TimeDelta::days(1);
        let rows: Vec<_> = (0..count)
            .map(|at| {
                let hash: Vec<u8> = at.to_be_bytes().repeat(16);
                (
                    (session::token_hash.eq(hash), session::account_id.eq(office.admin), session::device.eq("")),
                    (session::created_at.eq(ends), session::seen_at.eq(ends)),
                    (session::expires_at.eq(ends), session::confirmed_at.eq(ends)),
                )
            })
            .collect();
        pool.change_now(|db| on_each!(db.conn, |conn| diesel::insert_into(session::table).values(&rows).execute(conn)))
            .unwrap();
    }

    fn say(pool: &Pool, sql: &str) {
        pool.change_now(|db| on_each!(db.conn, |conn| diesel::sql_query(sql).execute(conn))).unwrap();
    }

    fn sessions_left(pool: &Pool) -> i64 {
        pool.read_now(|db| session::table.count().get_result(db.conn)).unwrap()
    }

    #[test]
    fn very_much_that_is_over_is_forgotten_some_at_a_time() {
        let pool = pool();
        let office = Office::new(&pool);
        end_sessions(&pool, &office, 1_201);
        let at_once = pool.change_now(sessions).unwrap();
        assert_eq!((at_once, sessions_left(&pool)), (500, 701));
        forget(&pool).unwrap();
        assert_eq!(sessions_left(&pool), 0);
    }

    #[test]
    fn what_was_forgotten_stays_forgotten_when_the_job_is_cut_short_and_it_goes_on_later() {
        let pool = pool();
        let office = Office::new(&pool);
        end_sessions(&pool, &office, 3);
        say(&pool, "ALTER TABLE sms RENAME TO sms_away");
        assert!(forget(&pool).is_err(), "the texts cannot be looked through");
        assert_eq!(sessions_left(&pool), 0, "the sessions came before them");
        end_sessions(&pool, &office, 2);
        say(&pool, "ALTER TABLE sms_away RENAME TO sms");
        forget(&pool).unwrap();
        assert_eq!(sessions_left(&pool), 0);
    }

    #[test]
    fn what_is_over_is_forgotten_and_what_waits_is_kept() {
        let pool = pool();
        let office = Office::new(&pool);
        for (token, days) in [(1_u8, -1), (2, 1)] {
            pool.change_now(|db| {
                let ends = now() + TimeDelta::days(days);
                diesel::insert_into(session::table)
                    .values((
                        (session::token_hash.eq(vec![token; 32]), session::account_id.eq(office.admin)),
                        (session::device.eq(""), session::created_at.eq(now()), session::seen_at.eq(now())),
                        (session::expires_at.eq(ends), session::confirmed_at.eq(now())),
                    ))
                    .execute(db.conn)
            })
            .unwrap();
        }
        for (kind, state) in [("first", "done"), ("second", "waiting"), ("third", "failed")] {
            pool.change_now(|db| {
                let id = enqueue(db, kind, "", now() - TimeDelta::days(31))?;
                diesel::update(job::table.find(id)).set(job::state.eq(state)).execute(db.conn)
            })
            .unwrap();
        }
        forget(&pool).unwrap();
        let (sessions, jobs): (Vec<Vec<u8>>, Vec<String>) = pool
            .read_now(|db| {
                let jobs = job::table.filter(job::kind.ne(FORGET)).order(job::kind).select(job::kind).load(db.conn)?;
                Ok((session::table.select(session::token_hash).load(db.conn)?, jobs))
            })
            .unwrap();
        assert_eq!(sessions, [vec![2; 32]]);
        assert_eq!(jobs, ["second", "third"]);
    }
}
