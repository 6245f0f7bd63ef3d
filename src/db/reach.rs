//! Getting a connection of a pool. While the database is there and only busy, one waits for a turn; while it cannot be
//! reached, nobody waits long, and it is tried again every second, so that it is found soon after it is back.
use super::connection::{OpenError, Opener};
use crate::error::AppError;
use diesel::r2d2::{HandleError, HandleEvent, Pool, PooledConnection, event::AcquireEvent};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// How long one waits for a turn.
const TURN: Duration = Duration::from_secs(20);
/// How long one waits for a database that cannot be reached: as long as it takes to start it again.
const AWAY: Duration = Duration::from_secs(3);
/// How often those who wait look whether it can be reached; each time they go to the end of the queue.
const LOOK: Duration = Duration::from_secs(1);
/// The pauses between attempts to reach it grow to half of this.
pub(super) const ATTEMPTS: Duration = Duration::from_secs(2);

/// Whether the last attempt to make a connection failed.
#[derive(Clone, Debug, Default)]
pub(super) struct Reach {
    is_lost: Arc<AtomicBool>,
}

impl Reach {
    /// A connection of the pool that tells this reach of its attempts.
    ///
    /// # Errors
    /// When none came free or could be made in time.
    pub fn connection(&self, pool: &Pool<Opener>) -> Result<PooledConnection<Opener>, AppError> {
        let begun = Instant::now();
        loop {
            let error = match pool.get_timeout(LOOK) {
                Ok(connection) => return Ok(connection),
                Err(error) => error,
            };
            let patience = if self.is_lost.load(Ordering::Relaxed) { AWAY } else { TURN };
            if begun.elapsed() >= patience {
                return Err(AppError::Unavailable(error.to_string()));
            }
        }
    }
}

impl HandleError<OpenError> for Reach {
    fn handle_error(&self, error: OpenError) {
        if !self.is_lost.swap(true, Ordering::Relaxed) {
            tracing::warn!(%error, "the database cannot be reached");
        }
    }
}

impl HandleEvent for Reach {
    fn handle_acquire(&self, _event: AcquireEvent) {
        if self.is_lost.swap(false, Ordering::Relaxed) {
            tracing::info!("the database is reached again");
        }
    }
}
