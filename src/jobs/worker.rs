//! The worker: one thread that claims what is due and hands it to the handler of its kind until it is told to stop.
use super::queue::{self, Claimed, Recurring};
use crate::db::Pool;
use crate::kernel::ids::JobId;
use chrono::{NaiveDateTime, TimeDelta};
use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// Does the jobs of one kind; the text is the job's arguments. An error is kept with the job and it is tried again.
pub(crate) type Handler = Box<dyn Fn(&Pool, &str) -> anyhow::Result<()> + Send + Sync>;

/// What a job ends with that was not tried, because it can be done from this time on: that counts as no try.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("it can be done from {0} on")]
pub(crate) struct Later(pub NaiveDateTime);

/// Works through the queue.
pub(crate) struct Worker {
    pool: Pool,
    handlers: HashMap<&'static str, Handler>,
    recurring: Recurring,
    /// The job it is doing just now.
    at_hand: Mutex<Option<JobId>>,
}

const IDLE: Duration = Duration::from_millis(500);

impl Worker {
    pub fn new(pool: Pool) -> Worker {
        Worker { pool, handlers: HashMap::new(), recurring: Recurring::new(), at_hand: Mutex::new(None) }
    }

    #[must_use]
    pub fn with(mut self, kind: &'static str, handler: Handler) -> Worker {
        self.handlers.insert(kind, handler);
        self
    }

    /// A kind of job that is planned anew each time it was done or given up.
    #[must_use]
    pub fn every(mut self, period: TimeDelta, kind: &'static str, handler: Handler) -> Worker {
        self.recurring.insert(kind, period);
        self.with(kind, handler)
    }

    /// Works until `stop` is set.
    pub fn run(&self, stop: &Arc<AtomicBool>) {
        while !stop.load(Ordering::Relaxed) {
            match self.step() {
                Ok(true) => {}
                Ok(false) => std::thread::sleep(IDLE),
                Err(error) => {
                    tracing::warn!(%error, "the job queue cannot be read");
                    std::thread::sleep(IDLE * 4);
                }
            }
        }
    }

    /// Does everything that is due now; for tests and commands.
    ///
    /// # Errors
    /// When the queue cannot be read.
    pub fn drain(&self) -> Result<usize, crate::error::AppError> {
        let mut done = 0;
        while self.step()? {
            done += 1;
        }
        Ok(done)
    }

    fn step(&self) -> Result<bool, crate::error::AppError> {
        let Some(job) = self.pool.change_now(|db| queue::claim(db, &self.recurring))? else {
            return Ok(false);
        };
        *self.at_hand() = Some(job.id);
        let result = self.attempt(&job);
        self.settle(&job, result)?;
        *self.at_hand() = None;
        Ok(true)
    }

    /// Does a job. One that panics has failed like any other, and the worker goes on.
    fn attempt(&self, job: &Claimed) -> anyhow::Result<()> {
        let Some(handler) = self.handlers.get(job.kind.as_str()) else {
            return Err(anyhow::anyhow!("no handler for jobs of kind {}", job.kind));
        };
        let done = catch_unwind(AssertUnwindSafe(|| handler(&self.pool, &job.args)));
        done.unwrap_or_else(|_| Err(anyhow::anyhow!("the job panicked")))
    }

    fn at_hand(&self) -> MutexGuard<'_, Option<JobId>> {
        self.at_hand.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Puts the job at hand back into the queue, for a program that ends before it is done.
    ///
    /// # Errors
    /// When the database cannot be written to; then the job is free again when its five minutes are over.
    pub fn hand_back(&self) -> Result<(), crate::error::AppError> {
        let Some(job) = *self.at_hand() else { return Ok(()) };
        self.pool.change_now(|db| queue::hand_back(db, job))
    }

    fn settle(&self, job: &Claimed, result: anyhow::Result<()>) -> Result<(), crate::error::AppError> {
        self.pool.change_now(|db| match &result {
            Ok(()) => queue::finish(db, job, &self.recurring),
            Err(error) => match error.downcast_ref::<Later>() {
                Some(Later(until)) => queue::put_off(db, job, *until),
                None => queue::postpone(db, job, &format!("{error:#}"), &self.recurring),
            },
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{Handler, Later, Worker};
    use crate::db::Pool;
    use crate::db::schema::job;
    use crate::jobs::enqueue;
    use crate::testing::{now, pool};
    use chrono::{NaiveDateTime, TimeDelta};
    use diesel::{ExpressionMethods, QueryDsl, RunQueryDsl};

    fn states(pool: &Pool) -> Vec<(String, String, Option<String>)> {
        let rows = |db: &mut crate::db::Db| {
            job::table.order(job::kind).select((job::kind, job::state, job::last_error)).load(db.conn)
        };
        pool.read_now(rows).unwrap()
    }

    #[test]
    fn a_job_that_panics_is_tried_again_and_the_others_are_done() {
        let pool = pool();
        let worker = Worker::new(pool.pool.clone())
            .with("bad", Box::new(|_, _| panic!("an impossible case")))
            .with("good", Box::new(|_, _| Ok(())));
        pool.change_now(|db| enqueue(db, "bad", "", now() - TimeDelta::minutes(1))).unwrap();
        pool.change_now(|db| enqueue(db, "good", "", now())).unwrap();
        assert!(worker.step().unwrap() && worker.step().unwrap());
        let said = Some("the job panicked".to_owned());
        let expected = [("bad".to_owned(), "waiting".to_owned(), said), ("good".to_owned(), "done".to_owned(), None)];
        assert_eq!(states(&pool), expected);
    }

    #[test]
    fn a_job_that_came_too_early_waits_without_having_been_tried() {
        let pool = pool();
        let until = now() + TimeDelta::hours(3);
        let early: Handler = Box::new(move |_, _| Err(Later(until).into()));
        let worker = Worker::new(pool.pool.clone()).with("early", early);
        pool.change_now(|db| enqueue(db, "early", "", now())).unwrap();
        assert!(worker.step().unwrap());
        let row: (String, i32, NaiveDateTime) =
            pool.read_now(|db| job::table.select((job::state, job::attempts, job::run_at)).first(db.conn)).unwrap();
        assert_eq!(row, ("waiting".to_owned(), 0, until));
    }

    #[test]
    fn a_job_from_which_nobody_ever_comes_back_is_given_up() {
        let pool = pool();
        let worker = Worker::new(pool.pool.clone()).with("deadly", Box::new(|_, _| Ok(())));
        pool.change_now(|db| {
            let id = enqueue(db, "deadly", "", now())?;
            diesel::update(job::table.find(id)).set(job::attempts.eq(12)).execute(db.conn)
        })
        .unwrap();
        assert!(!worker.step().unwrap());
        assert_eq!(states(&pool)[0].1, "failed");
    }

    /// A job of every day, due now and tried so often, in the hands of a worker; what becomes of it.
    fn of_every_day(pool: &Pool, attempts: i32, succeeds: bool) -> Vec<(String, NaiveDateTime)> {
        let done: Handler = Box::new(move |_, _| if succeeds { Ok(()) } else { Err(anyhow::anyhow!("no disk")) });
        let worker = Worker::new(pool.clone()).every(TimeDelta::days(1), "sweep", done);
        pool.change_now(|db| {
            let id = enqueue(db, "sweep", "", now())?;
            diesel::update(job::table.find(id)).set(job::attempts.eq(attempts)).execute(db.conn)
        })
        .unwrap();
        worker.step().unwrap();
        let rows = |db: &mut crate::db::Db| {
            job::table.order((job::state, job::run_at)).select((job::state, job::run_at)).load(db.conn)
        };
        pool.read_now(rows).unwrap()
    }

    #[test]
    fn work_of_every_day_that_was_given_up_is_tried_again_on_the_next_day() {
        for attempts in [11, 12] {
            let pool = pool();
            let jobs = of_every_day(&pool, attempts, false);
            assert_eq!((jobs.len(), jobs[0].0.as_str(), jobs[1].0.as_str()), (2, "failed", "waiting"));
            assert_eq!(jobs[1].1, now() + TimeDelta::days(1));
        }
    }

    #[test]
    fn work_of_every_day_that_is_done_is_planned_once_and_was_never_given_up() {
        let pool = pool();
        of_every_day(&pool, 11, false);
        let jobs = of_every_day(&pool, 0, true);
        let states: Vec<&str> = jobs.iter().map(|(state, _)| state.as_str()).collect();
        assert_eq!(states, ["done", "waiting"]);
    }
}
