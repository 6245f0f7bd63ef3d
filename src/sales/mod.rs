//! Sales and the books: recording a sale, taking it back, costs, the insert-only ledger with its attribution, closed months.
//! A row is never altered: a mistake is mended by a new row that points to the old one. Attribution is fixed when a row is
//! posted, by the weights in force on the day of production, and its parts always add up to the row.
pub(crate) mod access;
pub(crate) mod anchors;
mod attribution;
pub(crate) mod close_month;
pub(crate) mod collect;
pub(crate) mod cost;
pub(crate) mod doubt;
pub(crate) mod forms;
pub(crate) mod ledger;
mod made_on;
pub(crate) mod model;
pub(crate) mod months;
mod pages;
mod posted;
mod purchase;
pub(crate) mod queries;
mod ready;
pub(crate) mod record;
pub(crate) mod routes;
mod shares;
pub(crate) mod take_back;
pub(crate) mod verify;

pub(crate) use pages::{cost_word, question};

#[cfg(test)]
mod tests;
