//! Looking over what shops show: the queue of goods, signs, reviews and answers that wait, what visitors report of what they
//! see, which shops are trusted, and the numbers by which the office keeps this.
//!
//! Market managers and admins decide within their areas; nobody on their own shop. They see a seller's
//! shop and nothing of the household. A decision names the version that was seen, and whoever made it can take it back for a
//! while. What waits is put there by `catalogue::waiting`.
pub(crate) mod access;
pub(crate) mod again;
pub(crate) mod decide;
mod forms;
mod hide;
pub(crate) mod jobs;
pub(crate) mod model;
mod pages;
pub(crate) mod queries;
pub(crate) mod report;
pub(crate) mod routes;
pub(crate) mod rules;
pub(crate) mod trust;
pub(crate) mod undo;
