//! The queue: a table. A job is claimed by compare-and-set, so any process may work on it and one does.
use crate::db::schema::job;
use crate::db::{Db, on_each};
use crate::kernel::ids::JobId;
use chrono::{NaiveDateTime, TimeDelta};
use diesel::{BoolExpressionMethods, ExpressionMethods, OptionalExtension, QueryDsl, QueryResult, RunQueryDsl};
use std::collections::HashMap;

/// A job that was claimed.
#[derive(Clone, Debug, diesel::Queryable)]
pub(crate) struct Claimed {
    pub id: JobId,
    pub kind: String,
    pub args: String,
    pub attempts: i32,
}

const LEASE: TimeDelta = TimeDelta::minutes(5);
/// A job is tried so often, and then given up.
pub(crate) const MOST_ATTEMPTS: i32 = 12;

/// Adds a job to be done as soon as the transaction is committed, or at `run_at` if that is later.
pub(crate) fn enqueue(db: &mut Db, kind: &'static str, args: &str, run_at: NaiveDateTime) -> QueryResult<JobId> {
    let id: JobId = db.id();
    diesel::insert_into(job::table)
        .values((
            job::id.eq(id),
            job::kind.eq(kind),
            job::args.eq(args),
            job::run_at.eq(run_at),
            job::attempts.eq(0),
            job::state.eq("waiting"),
        ))
        .execute(db.conn)?;
    Ok(id)
}

/// No statement names more of them.
const AT_ONCE: usize = 500;

/// Adds a job for each of these arguments, to be done as soon as the transaction is committed.
pub(crate) fn enqueue_each(db: &mut Db, kind: &'static str, args: &[String]) -> QueryResult<()> {
    let now = db.now.at;
    enqueue_each_at(db, kind, (args, now))
}

/// The same, to be done at `run_at` if that is later.
pub(crate) fn enqueue_each_at(
    db: &mut Db,
    kind: &'static str,
    (args, run_at): (&[String], NaiveDateTime),
) -> QueryResult<()> {
    args.chunks(AT_ONCE).try_for_each(|part| insert(db, kind, (part, run_at)))
}

/// The same for those arguments with which none of this kind waits already.
pub(crate) fn enqueue_missing(db: &mut Db, kind: &'static str, args: &[String]) -> QueryResult<()> {
    let now = db.now.at;
    args.chunks(AT_ONCE).try_for_each(|part| {
        let waiting = job::table.filter(job::kind.eq(kind)).filter(job::state.eq("waiting"));
        let known: Vec<String> = waiting.filter(job::args.eq_any(part)).select(job::args).load(db.conn)?;
        let missing: Vec<String> = part.iter().filter(|args| !known.contains(args)).cloned().collect();
        if missing.is_empty() { Ok(()) } else { insert(db, kind, (&missing, now)) }
    })
}

fn insert(db: &mut Db, kind: &'static str, (args, run_at): (&[String], NaiveDateTime)) -> QueryResult<()> {
    let rows: Vec<_> = args
        .iter()
        .map(|args| {
            (
                job::id.eq(db.id::<JobId>()),
                job::kind.eq(kind),
                job::args.eq(args),
                job::run_at.eq(run_at),
                job::attempts.eq(0),
                job::state.eq("waiting"),
            )
        })
        .collect();
    on_each!(db.conn, |conn| diesel::insert_into(job::table).values(&rows).execute(conn)).map(drop)
}

/// Adds a job of this kind to be done at `run_at`, unless one waits already.
pub(crate) fn plan(db: &mut Db, kind: &'static str, run_at: NaiveDateTime) -> QueryResult<()> {
    enqueue_once(db, kind, "", run_at)
}

/// Adds a job, unless one of this kind and with these arguments waits already.
pub(crate) fn enqueue_once(db: &mut Db, kind: &'static str, args: &str, run_at: NaiveDateTime) -> QueryResult<()> {
    let waiting = job::table.filter(job::kind.eq(kind)).filter(job::args.eq(args)).filter(job::state.eq("waiting"));
    let waits: bool = diesel::select(diesel::dsl::exists(waiting)).get_result(db.conn)?;
    if waits { Ok(()) } else { enqueue(db, kind, args, run_at).map(drop) }
}

/// Adds a job to be done at `run_at`, unless one of this kind and with these arguments will be done by then anyway: one that is
/// being done may have looked already.
pub(crate) fn enqueue_by(db: &mut Db, kind: &'static str, args: &str, run_at: NaiveDateTime) -> QueryResult<()> {
    let waiting = job::table.filter(job::kind.eq(kind)).filter(job::args.eq(args)).filter(job::state.eq("waiting"));
    let in_time = waiting.filter(job::run_at.le(run_at)).filter(job::locked_until.is_null());
    let waits: bool = diesel::select(diesel::dsl::exists(in_time)).get_result(db.conn)?;
    if waits { Ok(()) } else { enqueue(db, kind, args, run_at).map(drop) }
}

/// Has these jobs done at once with all their tries before them, also those that wait or were given up.
pub(crate) fn at_once(db: &mut Db, kind: &'static str, args: &[String]) -> QueryResult<()> {
    if args.is_empty() {
        return Ok(());
    }
    let before = job::table.filter(job::kind.eq(kind)).filter(job::args.eq_any(args)).filter(job::state.ne("done"));
    diesel::delete(before).execute(db.conn)?;
    enqueue_each(db, kind, args)
}

/// Has those of these jobs that wait done no sooner than at this time.
pub(crate) fn not_before(db: &mut Db, kind: &'static str, args: &[String], at: NaiveDateTime) -> QueryResult<()> {
    let waiting = job::table.filter(job::kind.eq(kind)).filter(job::args.eq_any(args)).filter(job::state.eq("waiting"));
    diesel::update(waiting.filter(job::run_at.lt(at))).set(job::run_at.eq(at)).execute(db.conn).map(drop)
}

/// The kinds of work that come again and again, and after how long.
pub(super) type Recurring = HashMap<&'static str, TimeDelta>;

/// Plans the next time of work that comes again and again, whatever came of this time.
fn plan_next(db: &mut Db, kind: &str, recurring: &Recurring) -> QueryResult<()> {
    let now = db.now.at;
    match recurring.get_key_value(kind) {
        Some((kind, period)) => plan(db, kind, now + *period),
        None => Ok(()),
    }
}

/// Takes the job that has been due longest, for five minutes.
pub(super) fn claim(db: &mut Db, recurring: &Recurring) -> QueryResult<Option<Claimed>> {
    let now = db.now.at;
    let is_free = || job::locked_until.is_null().or(job::locked_until.lt(now));
    let due: Option<Claimed> = job::table
        .filter(job::state.eq("waiting"))
        .filter(job::run_at.le(now))
        .filter(is_free())
        .order((job::run_at, job::id))
        .select((job::id, job::kind, job::args, job::attempts))
        .first(db.conn)
        .optional()?;
    let Some(due) = due else {
        return Ok(None);
    };
    if due.attempts >= MOST_ATTEMPTS {
        // Nobody came back from any of them to say what happened.
        give_up(db, due.id, "the program ended during every try")?;
        return plan_next(db, &due.kind, recurring).map(|()| None);
    }
    let taken = diesel::update(job::table.filter(job::id.eq(due.id)).filter(job::attempts.eq(due.attempts)))
        .set((job::locked_until.eq(now + LEASE), job::attempts.eq(due.attempts + 1)))
        .execute(db.conn)?;
    Ok((taken == 1).then_some(due))
}

/// Marks a job done. What comes again and again is planned anew, and that it was given up before is no longer told.
pub(super) fn finish(db: &mut Db, done: &Claimed, recurring: &Recurring) -> QueryResult<()> {
    diesel::update(job::table.filter(job::id.eq(done.id)))
        .set((job::state.eq("done"), job::locked_until.eq(None::<NaiveDateTime>)))
        .execute(db.conn)?;
    if recurring.contains_key(done.kind.as_str()) {
        let failed = job::table.filter(job::kind.eq(&done.kind)).filter(job::state.eq("failed"));
        diesel::delete(failed).execute(db.conn)?;
    }
    plan_next(db, &done.kind, recurring)
}

/// Puts a failed job back for later, or gives it up after the last try: until its next time, if it comes again and again.
pub(super) fn postpone(db: &mut Db, failed: &Claimed, error: &str, recurring: &Recurring) -> QueryResult<()> {
    let tries = failed.attempts + 1;
    let state = if tries >= MOST_ATTEMPTS { "failed" } else { "waiting" };
    let pause = TimeDelta::seconds(5 << tries.clamp(0, 10));
    diesel::update(job::table.filter(job::id.eq(failed.id)))
        .set((
            job::state.eq(state),
            job::locked_until.eq(None::<NaiveDateTime>),
            job::run_at.eq(db.now.at + pause),
            job::last_error.eq(error),
        ))
        .execute(db.conn)?;
    if state == "failed" { plan_next(db, &failed.kind, recurring) } else { Ok(()) }
}

/// Puts a job back until a time before which it cannot be done, as if it had not been tried.
pub(super) fn put_off(db: &mut Db, early: &Claimed, until: NaiveDateTime) -> QueryResult<()> {
    diesel::update(job::table.filter(job::id.eq(early.id)))
        .set((job::locked_until.eq(None::<NaiveDateTime>), job::attempts.eq(early.attempts), job::run_at.eq(until)))
        .execute(db.conn)
        .map(drop)
}

fn give_up(db: &mut Db, id: JobId, error: &str) -> QueryResult<()> {
    diesel::update(job::table.filter(job::id.eq(id)))
        .set((job::state.eq("failed"), job::locked_until.eq(None::<NaiveDateTime>), job::last_error.eq(error)))
        .execute(db.conn)?;
    Ok(())
}

/// Frees a job that was claimed and not done, as if it had not been tried.
pub(super) fn hand_back(db: &mut Db, id: JobId) -> QueryResult<()> {
    diesel::update(job::table.filter(job::id.eq(id)).filter(job::state.eq("waiting")))
        .set((job::locked_until.eq(None::<NaiveDateTime>), job::attempts.eq(job::attempts - 1)))
        .execute(db.conn)?;
    Ok(())
}
