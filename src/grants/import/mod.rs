//! An office's list of grants, taken as it is: a table out of a file, its columns known by their names, each row tried, and
//! all that can be entered in one transaction. The same list a second time changes nothing, and a list can be taken back
//! whole while nothing else has touched what it made.
pub(crate) mod archive;
mod choices;
pub(crate) mod columns;
pub(crate) mod enter;
mod known;
pub(crate) mod lines;
mod met;
mod places;
mod run;
pub(crate) mod sheet;
mod store;
#[cfg(test)]
mod tests;
mod told;
pub(crate) mod undo;
pub(crate) mod uploads;
mod write;
mod written;
