//! Households, their dated members, and the case files kept on some of them. A person is in one household on a date;
//! a household has a case file with one institution, or none: a home business that was never supported has none.
pub(crate) mod access;
pub(crate) mod business;
pub(crate) mod close_file;
pub(crate) mod correct;
pub(crate) mod details;
mod forms;
pub(crate) mod hand_on;
pub(crate) mod head;
pub(crate) mod history;
pub(crate) mod invite;
pub(crate) mod look;
pub(crate) mod members;
pub(crate) mod model;
mod opened;
mod pages;
pub(crate) mod persons;
pub(crate) mod queries;
pub(crate) mod register;
pub(crate) mod register_list;
mod reveal;
pub(crate) mod routes;

#[cfg(test)]
mod tests;
pub(crate) mod unregister;
