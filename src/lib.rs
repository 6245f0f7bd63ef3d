//! Bazarche: a marketplace and producer portal for households that were given the tools of a trade.
//!
//! The map, in reading order. A module may use those listed after it in its own line of the rule, and nothing else;
//! `tests/it/architecture.rs` checks it.
//!
//! ```text
//! main → cli → app → every slice's routes
//! routes  → own access, verbs, queries, forms, pages; web, ui, i18n, urls, db, error, kernel
//! pages   → own model, forms; ui, i18n, urls, kernel
//! verbs   → own model, queries, access; db, jobs, messages, audit, kernel; slices below
//! queries → own model; db, kernel; model of slices below
//! access  → own queries; db, audit, kernel; accounts::access
//! ui → assets, i18n, urls, kernel     web → ui, i18n, db, error, urls, kernel, accounts
//! messages → jobs, db, i18n, urls, kernel     jobs, audit, db → kernel, config, error     kernel → nothing
//! ```
//! Slices form a line; a lower one never names a higher one:
//! `accounts < areas < households < grants < catalogue < moderation < stalls < orders < sales < reviews < casework < reports < home`.

pub mod app;
pub mod cli;
pub mod config;
pub mod db;
pub mod demo;
mod error;

mod accounts;
mod areas;
mod casework;
mod catalogue;
mod grants;
mod home;
mod households;
mod moderation;
mod orders;
mod reports;
mod reviews;
mod sales;
mod stalls;

mod assets;
mod audit;
mod i18n;
mod jobs;
mod kernel;
mod messages;
#[cfg(test)]
mod testing;
mod ui;
mod urls;
mod web;

pub use kernel::clock::{Clock, Now};
pub use kernel::secret::{Keys, SecretKey};
pub use messages::gateway::{Gateway, TextMessage};
pub use messages::mailer::{Email, Mailer};
