//! How far a message has come that leaves the program, and why one did not.
use crate::kernel::text_enum;

text_enum! {
    /// How far a message has come.
    pub(crate) enum SendState {
        Waiting = "waiting",
        Sent = "sent",
        /// It was tried as often as it may be, and waits for somebody to have it sent again.
        Failed = "failed",
        /// Nobody needs it any more.
        Dropped = "dropped",
    }
}

text_enum! {
    /// Why a message did not leave.
    pub(crate) enum Trouble {
        /// Nothing is set up that could send it.
        NoWay = "no_way",
        /// Its reader has no address any more.
        NoAddress = "no_address",
        /// Whoever sends it could not be reached.
        Unreachable = "unreachable",
        /// Whoever sends it did not answer in time.
        Slow = "slow",
        /// Whoever sends it did not take it.
        Refused = "refused",
    }
}

/// A message that did not leave. What is said of it names nobody: it is kept with the job.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{said}")]
pub struct Unsent {
    pub(crate) trouble: Trouble,
    pub(crate) said: String,
}

impl Unsent {
    pub(crate) fn new(trouble: Trouble, said: impl Into<String>) -> Unsent {
        Unsent { trouble, said: said.into() }
    }
}

/// A message is tried so often, with growing pauses over some four hours; its job ends with the last try.
pub(crate) const MOST_TRIES: i32 = crate::jobs::MOST_ATTEMPTS;

/// What becomes of a message that was tried once more and did not leave.
pub(super) fn after_try(tries: i32) -> SendState {
    if tries >= MOST_TRIES { SendState::Failed } else { SendState::Waiting }
}
