//! The integration tests: the real app on a real port, asked over HTTP, on the engine named by BAZARCHE_TEST_DATABASE
//! (SQLite when it is not set). One binary; every test has a database of its own.
mod access;
mod accounts;
mod architecture;
mod areas;
mod backup;
mod books;
mod catalogue;
mod copy;
mod crash;
mod demo;
mod doctor;
mod engines;
mod failures;
mod grants;
mod guards;
mod home;
mod households;
mod imports;
mod pages;
mod persian;
mod plans;
mod restore;
mod sales;
mod stalls;
mod stopping;
mod support;
