//! The daily job that forgets what nobody needs any more: keys of forms that nobody can send again, sessions that are over,
//! links that were used or are too old, jobs that are done, and old messages.
use super::queue::plan;
use crate::db::schema::{job, message, one_time_link, session, sms};
use crate::db::{Db, Pool, form_key};
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

/// Does the job.
///
/// # Errors
/// When the database cannot be written to.
pub(crate) fn forget(pool: &Pool) -> anyhow::Result<()> {
    pool.change_now(|db| {
        let now = db.now.at;
        form_key::forget_before(db, now - KEPT)?;
        diesel::delete(session::table.filter(session::expires_at.lt(now))).execute(db.conn)?;
        let links = one_time_link::table.filter(one_time_link::expires_at.lt(now - TRACES));
        diesel::delete(links).execute(db.conn)?;
        let done = job::table.filter(job::state.eq("done")).filter(job::run_at.lt(now - TRACES));
        diesel::delete(done).execute(db.conn)?;
        let settled = message::table.filter(message::made_at.lt(now - MESSAGES)).filter(message::state.ne("waiting"));
        diesel::delete(settled).execute(db.conn)?;
        let texts = sms::table.filter(sms::made_at.lt(now - MESSAGES)).filter(sms::state.ne("waiting"));
        diesel::delete(texts).execute(db.conn).map(drop)
    })?;
    Ok(())
}

/// Plans the first time, unless it is planned already.
pub(crate) fn plan_forgetting(db: &mut Db) -> QueryResult<()> {
    let now = db.now.at;
    plan(db, FORGET, now)
}

#[cfg(test)]
mod tests {
    use super::*;
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
