//! Getting a connection of a pool. While the database is there and only busy, one waits for a turn; while it cannot be
//! reached, nobody waits long, and it is tried again twice a second, so that it is found soon after it is back.
use super::connection::{OpenError, Opener};
use crate::error::AppError;
use diesel::r2d2::{HandleError, HandleEvent, Pool, PooledConnection, event::AcquireEvent};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// How long one waits for a turn.
const TURN: Duration = Duration::from_secs(20);
/// How long a database may be away before those who ask are told so soon: as long as it takes to start it again.
const AWAY: Duration = Duration::from_secs(3);
/// They wait for one more attempt.
const GLANCE: Duration = Duration::from_millis(800);
/// How often those who wait see whether it is away; each time they go to the end of the queue.
const LOOK: Duration = Duration::from_secs(1);
/// The pauses between attempts to reach it grow to half of this.
pub(super) const ATTEMPTS: Duration = Duration::from_secs(1);

/// Since when attempts to make a connection have failed.
#[derive(Clone, Debug, Default)]
pub(super) struct Reach {
    lost_at: Arc<Mutex<Option<Instant>>>,
}

impl Reach {
    /// A connection of a pool that tells this reach of its attempts.
    ///
    /// # Errors
    /// When none came free or could be made in time.
    pub fn connection(&self, pool: &Pool<Opener>) -> Result<PooledConnection<Opener>, AppError> {
        let begun = Instant::now();
        loop {
            let patience = self.patience(pool, begun);
            let error = match pool.get_timeout(patience.clamp(GLANCE, LOOK)) {
                Ok(connection) => return Ok(connection),
                Err(error) => error,
            };
            if self.patience(pool, begun).is_zero() {
                return Err(AppError::Unavailable(error.to_string()));
            }
        }
    }

    /// How much longer someone waits who began to at an instant. What was lost while others still work is only scarce.
    fn patience(&self, pool: &Pool<Opener>, begun: Instant) -> Duration {
        let lost_at = self.lost_at().filter(|_| pool.state().connections == 0);
        match lost_at {
            Some(lost_at) => AWAY.saturating_sub(lost_at.elapsed()),
            None => TURN.saturating_sub(begun.elapsed()),
        }
    }

    fn lost_at(&self) -> MutexGuard<'_, Option<Instant>> {
        self.lost_at.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl HandleError<OpenError> for Reach {
    fn handle_error(&self, error: OpenError) {
        let mut lost_at = self.lost_at();
        if lost_at.is_none() {
            *lost_at = Some(Instant::now());
            tracing::warn!(%error, "the database cannot be reached");
        }
    }
}

impl HandleEvent for Reach {
    fn handle_acquire(&self, _event: AcquireEvent) {
        if self.lost_at().take().is_some() {
            tracing::info!("the database is reached again");
        }
    }
}
