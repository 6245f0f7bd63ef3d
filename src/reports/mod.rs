//! What can be told of a market site afterwards: a season in figures, the same season under another rule, the takings of a
//! day by stall, and the papers for the council. Nothing is stored here, and nothing changes.
mod access;
mod columns;
mod council;
mod csv;
mod figures;
mod forms;
mod model;
mod pages;
mod part;
mod queries;
mod rerun;
pub(crate) mod routes;
mod season;
#[cfg(test)]
mod tests;
