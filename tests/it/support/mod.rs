//! What tests stand on: the app, its database, a browser-like client, and people made through the screens.
pub mod app;
pub mod bucket;
pub mod client;
pub mod cluster;
pub mod database;
pub mod make;
pub mod place;
pub mod process;
pub mod shop;
pub mod statements;
pub mod town;

pub use app::App;
pub use client::{Client, Page};
