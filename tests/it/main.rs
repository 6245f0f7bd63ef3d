//! The integration tests: the real app on a real port, asked over HTTP, on the engine named by BAZARCHE_TEST_DATABASE
//! (SQLite when it is not set). One binary; every test has a database of its own.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test that cannot be set up should stop at once"
)]
mod access;
mod accounts;
mod allocate;
mod architecture;
mod areas;
mod attack;
mod backup;
mod backup_serving;
mod batches;
mod books;
mod calendars;
mod catalogue;
mod copy;
mod crash;
mod cutoff;
mod demo;
mod doctor;
mod engines;
mod failover;
mod failures;
mod figures;
mod grants;
mod guards;
mod handovers;
mod home;
mod households;
mod imports;
mod licences;
mod listing;
mod lost_database;
mod mail_server;
mod moderation;
mod orders;
mod pages;
mod persian;
mod photo_store;
mod plans;
mod privacy;
mod read_only;
mod reports;
mod restore;
mod reviews;
mod rotate;
mod sales;
mod shares;
mod sms;
mod stalls;
mod standing;
mod stopping;
mod support;
mod switches;
mod versions;
mod weighed;
mod wishes;
