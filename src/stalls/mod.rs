//! Market sites, market days, requests for stalls and their assignment. The pure assignment engine is in `engine`; everything
//! else loads a day, calls it, and keeps what came out. A run is kept for ever; a published day always names the run people
//! were told of; what a person changed by hand is marked and never mixed into an old run.
pub(crate) mod absences;
pub(crate) mod access;
pub(crate) mod allocate;
pub(crate) mod attendance;
pub(crate) mod bookings;
mod calendar;
mod cases;
mod check;
pub(crate) mod day_drawing;
pub(crate) mod days;
mod differences;
pub(crate) mod drawing;
pub(crate) mod edits;
pub(crate) mod engine;
mod feed;
pub(crate) mod fittings;
mod forms;
pub(crate) mod hand_on;
mod ical;
pub(crate) mod incidents;
pub(crate) mod jobs;
pub(crate) mod layout;
mod limits;
mod made_of;
pub(crate) mod model;
pub(crate) mod moves;
mod numbers;
pub(crate) mod own;
mod pages;
mod plan;
pub(crate) mod publish;
pub(crate) mod queries;
mod queue;
pub(crate) mod rearrange;
pub(crate) mod routes;
mod sentences;
mod standing;
mod storing;
#[cfg(test)]
mod tests;
pub(crate) mod trial;
mod underway;
pub(crate) mod vendors;
pub(crate) mod verify;
pub(crate) mod versions;
pub(crate) mod walk_in;
pub(crate) mod weekly;

/// Parts of the pages of stalls with which higher slices show a site.
pub(crate) mod parts {
    pub(crate) use super::pages::{
        Cell, Look, Plan, Tap, category_name, cutoff_note, fittings_words, hours, joined, on_paper, printed_at,
        rule_words, scale_legend,
    };
}
