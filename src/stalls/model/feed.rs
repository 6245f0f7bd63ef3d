//! What calendars are told of market days.
use super::{DayCard, OwnDay};
use chrono::NaiveDateTime;

/// The plan that people were told of: its version, and when it was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, diesel::Queryable)]
pub(crate) struct Told {
    pub version: i32,
    pub made_at: NaiveDateTime,
}

/// What was changed of a day besides its plan: what is announced about it, or that it takes place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Changes {
    pub count: i32,
    pub last_at: Option<NaiveDateTime>,
}

/// A market day as everyone's calendar shows it.
#[derive(Clone, Debug)]
pub(crate) struct FeedDay {
    pub day: DayCard,
    pub site: String,
    pub address: String,
    pub told: Option<Told>,
    pub changes: Changes,
}

/// A market day in the calendar of a household that asked for a stall.
#[derive(Clone, Debug)]
pub(crate) struct OwnFeedDay {
    pub day: OwnDay,
    pub asked_at: NaiveDateTime,
    pub told: Option<Told>,
    pub changes: Changes,
}
