//! Shops, products, photos, stock, and the weights of the machines behind a product.
//!
//! A household has one shop, opened with its first good. A good is listed, or removed for ever; with no stock it stays listed as
//! sold out. Its weight sets say which machines make it from which day on; a sealed set never changes, a later one takes its place.
//! Whoever waits for a good that is sold out is told when it is there again.
//! Others use `model`, `queries`, `stock::{take, bring_back}`, `wish` and, as evidence, `access`.
pub(crate) mod access;
pub(crate) mod edit_good;
mod forms;
pub(crate) mod list_good;
pub(crate) mod model;
mod pages;
pub(crate) mod photos;
pub(crate) mod price;
pub(crate) mod queries;
pub(crate) mod routes;
pub(crate) mod shop;
pub(crate) mod stock;
pub(crate) mod weights;
pub(crate) mod wish;

#[cfg(test)]
mod tests;
