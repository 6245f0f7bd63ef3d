//! The door at which those who sign in wait for their turn. Looking at a password takes a core and 19 MiB for some
//! milliseconds, so few are looked at at a time, however many come; the rest wait a moment or are sent away at once, and
//! whoever reads other pages notices nothing. Two queues, so that strangers never stand before people whose device is known;
//! in each, whoever had the fewest turns comes first, and the one who had the most makes room; being sent away costs nothing,
//! so that whoever keeps knocking stands no worse. Of those who had equally many, the one from the nets that had fewer comes
//! first: whoever owns many addresses owns few nets. It knows this process only: what limits guessing lies in the database.
use super::nets::nets;
use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, Condvar, Mutex};
use std::time::{Duration, Instant};

/// Who stands at the door.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Who {
    /// Someone whose device signed in to this account before.
    Known,
    Stranger,
}

/// Turns of an address or device, of its near and of its wide net.
type Had = [u32; 3];

/// A place in the queue: those with the fewest turns come first, and among them whoever came first.
type Place = (Had, u64);

#[derive(Default)]
struct Queue {
    inside: usize,
    waiting: BTreeSet<Place>,
}

/// Turns of one address or device, with those it waits for, and when the last one was.
struct Tries {
    count: u32,
    last: Instant,
}

#[derive(Default)]
struct Inside {
    known: Queue,
    strangers: Queue,
    tries: HashMap<String, Tries>,
    arrived: u64,
}

impl Inside {
    fn queue(&mut self, who: Who) -> &mut Queue {
        match who {
            Who::Known => &mut self.known,
            Who::Stranger => &mut self.strangers,
        }
    }

    /// Takes back a try that had no turn, or was right.
    fn not_tried(&mut self, from: &str) {
        for name in names(from) {
            if let Some(tries) = self.tries.get_mut(&name) {
                tries.count = tries.count.saturating_sub(1);
            }
        }
    }

    /// Counts a try for the address and its nets, and gives how many there were before.
    fn tried(&mut self, from: &str) -> Had {
        self.make_room();
        let mut had = Had::default();
        for (before, name) in had.iter_mut().zip(names(from)) {
            *before = self.count(name);
        }
        had
    }

    fn count(&mut self, name: String) -> u32 {
        let now = Instant::now();
        let tries = self.tries.entry(name).or_insert(Tries { count: 0, last: now });
        let before = if now - tries.last > FORGETS { 0 } else { tries.count };
        *tries = Tries { count: before.saturating_add(1), last: now };
        before
    }

    /// Forgets those of long ago when there are too many, then those with one turn: their nets had more.
    fn make_room(&mut self) {
        if self.tries.len() < MOST_REMEMBERED {
            return;
        }
        self.tries.retain(|_, tries| tries.last.elapsed() < FORGETS_WHEN_FULL);
        if self.tries.len() >= MOST_REMEMBERED {
            self.tries.retain(|_, tries| tries.count > 1);
        }
        if self.tries.len() >= MOST_REMEMBERED {
            self.tries.clear();
        }
    }
}

/// Under which names the turns of an address or device are counted.
fn names(from: &str) -> impl Iterator<Item = String> {
    std::iter::once(from.to_owned()).chain(nets(from))
}

/// How many wait in a queue at most; the last of them still comes in within patience.
const WAITING: usize = 24;
const PATIENCE: Duration = Duration::from_secs(3);
const FORGETS: Duration = Duration::from_secs(24 * 60 * 60);
const MOST_REMEMBERED: usize = 50_000;
const FORGETS_WHEN_FULL: Duration = Duration::from_secs(60 * 60);
/// Turns of an address, its near and its wide net after which it is a newcomer no more.
const NEW_FOR: Had = [5, 25, 250];

/// The door of this process. Cloning is cheap and gives the same door.
#[derive(Clone)]
pub(crate) struct Door {
    /// Turns at a time, in each queue.
    most: usize,
    shared: Arc<(Mutex<Inside>, Condvar)>,
}

/// A place in a queue; it is given up when this is dropped.
pub(crate) struct Ticket {
    door: Door,
    who: Who,
    place: Place,
    from: String,
    had_turn: bool,
}

/// One turn; it ends when this is dropped.
pub(crate) struct Turn {
    door: Door,
    who: Who,
    from: String,
    /// Whether hardly anyone had a turn from there lately.
    pub is_new: bool,
}

impl Door {
    /// A door that leaves half of the cores to everything else.
    pub fn new() -> Door {
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        Door::with((cores / 4).max(1))
    }

    fn with(most: usize) -> Door {
        Door { most, shared: Arc::default() }
    }

    /// Takes a place in a queue, for an address or a known device; nothing when those with fewer turns fill it.
    pub fn arrive(&self, who: Who, from: &str) -> Option<Ticket> {
        let (inside, moved) = &*self.shared;
        let mut inside = inside.lock().ok()?;
        let before = inside.tried(from);
        inside.arrived += 1;
        let place = (before, inside.arrived);
        let waiting = &mut inside.queue(who).waiting;
        if waiting.len() >= WAITING {
            if waiting.last().is_some_and(|last| last.0 <= before) {
                inside.not_tried(from);
                return None;
            }
            waiting.pop_last();
            moved.notify_all();
        }
        waiting.insert(place);
        Some(Ticket { door: self.clone(), who, place, from: from.to_owned(), had_turn: false })
    }
}

impl Ticket {
    /// Waits for the turn, on this thread; nothing when someone with fewer turns took the place, or it takes too long.
    pub fn wait(mut self) -> Option<Turn> {
        let shared = self.door.shared.clone();
        let (inside, moved) = &*shared;
        let until = Instant::now() + PATIENCE;
        let mut inside = inside.lock().ok()?;
        loop {
            let queue = inside.queue(self.who);
            if !queue.waiting.contains(&self.place) {
                break;
            }
            if queue.inside < self.door.most && queue.waiting.first() == Some(&self.place) {
                queue.inside += 1;
                queue.waiting.remove(&self.place);
                moved.notify_all();
                self.had_turn = true;
                break;
            }
            let Some(left) = until.checked_duration_since(Instant::now()) else { break };
            inside = moved.wait_timeout(inside, left).ok()?.0;
        }
        drop(inside);
        let (door, from) = (self.door.clone(), self.from.clone());
        self.had_turn.then(|| Turn { door, who: self.who, from, is_new: is_new(self.place.0) })
    }
}

fn is_new(had: Had) -> bool {
    had.iter().zip(NEW_FOR).all(|(had, most)| *had < most)
}

impl Drop for Ticket {
    fn drop(&mut self) {
        if self.had_turn {
            return;
        }
        let (inside, moved) = &*self.door.shared;
        if let Ok(mut inside) = inside.lock() {
            inside.not_tried(&self.from);
            if inside.queue(self.who).waiting.remove(&self.place) {
                moved.notify_all();
            }
        }
    }
}

impl Turn {
    /// Takes back that this try was counted: the password was right.
    pub fn was_right(&self) {
        if let Ok(mut inside) = self.door.shared.0.lock() {
            inside.not_tried(&self.from);
        }
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        let (inside, moved) = &*self.door.shared;
        if let Ok(mut inside) = inside.lock() {
            inside.queue(self.who).inside -= 1;
            moved.notify_all();
        }
    }
}

#[cfg(test)]
mod tests;
