//! Turns at work that needs much memory: a few have one at a time, some wait, and the rest are sent away.
use std::sync::{Arc, Condvar, Mutex};
use std::time::Duration;

/// How many do the work now and how many wait for it.
#[derive(Default)]
struct Count {
    inside: usize,
    waiting: usize,
}

/// The turns of one kind of work in this process.
#[derive(Clone)]
pub(crate) struct Turns {
    most: usize,
    patience: Duration,
    count: Arc<(Mutex<Count>, Condvar)>,
}

/// One turn; it ends when this is dropped.
pub(crate) struct Turn {
    count: Arc<(Mutex<Count>, Condvar)>,
}

/// How many wait for each turn that there is, at most.
const WAITING_EACH: usize = 8;

impl Turns {
    /// Turns for `most` at a time; the others wait no longer than `patience`.
    pub fn new(most: usize, patience: Duration) -> Turns {
        Turns { most, patience, count: Arc::default() }
    }

    /// Waits for a turn, on this thread; nothing when too many wait already or it takes too long.
    pub fn take(&self) -> Option<Turn> {
        let (count, freed) = &*self.count;
        let mut count = count.lock().ok()?;
        if count.inside >= self.most {
            if count.waiting >= self.most * WAITING_EACH {
                return None;
            }
            count.waiting += 1;
            let (woken, _) = freed.wait_timeout_while(count, self.patience, |count| count.inside >= self.most).ok()?;
            count = woken;
            count.waiting -= 1;
            if count.inside >= self.most {
                return None;
            }
        }
        count.inside += 1;
        Some(Turn { count: self.count.clone() })
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        let (count, freed) = &*self.count;
        if let Ok(mut count) = count.lock() {
            count.inside -= 1;
            freed.notify_one();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Turns;
    use std::time::Duration;

    #[test]
    fn a_third_waits_for_one_of_two_turns_and_is_sent_away_in_the_end() {
        let turns = Turns::new(2, Duration::from_millis(20));
        let (first, second) = (turns.take(), turns.take());
        assert!(first.is_some() && second.is_some());
        assert!(turns.take().is_none());
        drop(first);
        assert!(turns.take().is_some());
    }
}
