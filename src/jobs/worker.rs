//! The worker: one thread that claims what is due and hands it to the handler of its kind until it is told to stop.
use super::queue::{self, Claimed};
use crate::db::Pool;
use crate::kernel::ids::JobId;
use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// Does the jobs of one kind; the text is the job's arguments. An error is kept with the job and it is tried again.
pub(crate) type Handler = Box<dyn Fn(&Pool, &str) -> anyhow::Result<()> + Send + Sync>;

/// Works through the queue.
pub(crate) struct Worker {
    pool: Pool,
    handlers: HashMap<&'static str, Handler>,
    /// The job it is doing just now.
    at_hand: Mutex<Option<JobId>>,
}

const IDLE: Duration = Duration::from_millis(500);

impl Worker {
    pub fn new(pool: Pool) -> Worker {
        Worker { pool, handlers: HashMap::new(), at_hand: Mutex::new(None) }
    }

    #[must_use]
    pub fn with(mut self, kind: &'static str, handler: Handler) -> Worker {
        self.handlers.insert(kind, handler);
        self
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
        let Some(job) = self.pool.change_now(queue::claim)? else {
            return Ok(false);
        };
        *self.at_hand() = Some(job.id);
        let result = match self.handlers.get(job.kind.as_str()) {
            Some(handler) => handler(&self.pool, &job.args),
            None => Err(anyhow::anyhow!("no handler for jobs of kind {}", job.kind)),
        };
        self.settle(&job, result)?;
        *self.at_hand() = None;
        Ok(true)
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
            Ok(()) => queue::finish(db, job.id),
            Err(error) => queue::postpone(db, job, &format!("{error:#}")),
        })
    }
}
