//! Shops, products, photos, stock, and the weights of the machines behind a product.
//!
//! A household has one shop, opened with its first good. A good is listed, hidden or removed (`take_off`): of a shop that is not
//! trusted yet it is hidden until it was looked over (`waiting`), and one that needs a licence while its shop has none (`licences`,
//! `shown`). With no stock it stays listed as sold out, and whoever waits
//! for it is told when it is there again (`wish`). Its weight sets say which machines make it from which day on; a sealed set
//! never changes, a later one takes its place.
pub(crate) mod access;
pub(crate) mod batches;
pub(crate) mod edit_good;
pub(crate) mod forms;
pub(crate) mod licences;
pub(crate) mod limits;
pub(crate) mod list_good;
pub(crate) mod model;
pub(crate) mod pages;
pub(crate) mod photos;
pub(crate) mod price;
pub(crate) mod queries;
pub(crate) mod routes;
pub(crate) mod shop;
pub(crate) mod shown;
pub(crate) mod stock;
pub(crate) mod take_off;
pub(crate) mod waiting;
pub(crate) mod weights;
pub(crate) mod wish;

use chrono::TimeDelta;

/// For so long a producer brings back a good that was taken off, or a weekly plan that was ended.
pub(crate) const UNDO: TimeDelta = TimeDelta::minutes(10);

#[cfg(test)]
mod tests;
