//! Orders: goods that a shop keeps for a buyer, to be collected at a market day or at the shop's own door.
//!
//! An order is asked for, accepted, ready, and then collected or not; it may be cancelled before. While it is open its goods
//! are kept out of the free stock or of the batch they are promised from (`catalogue::batches::keep`), and they become free again
//! exactly once, by the step that ends it.
//! A standing order (`standing`) has such an order placed every week.
//! Steps, lines and payments are only added. A collection posts the sale; that is done by the slice above, in `sales::collect`.
pub(crate) mod access;
pub(crate) mod basket;
pub(crate) mod batches;
pub(crate) mod door;
pub(crate) mod forms;
pub(crate) mod jobs;
pub(crate) mod model;
pub(crate) mod pages;
pub(crate) mod pay;
pub(crate) mod place;
pub(crate) mod queries;
pub(crate) mod routes;
pub(crate) mod standing;
pub(crate) mod steps;
mod telling;
pub(crate) mod texting;
