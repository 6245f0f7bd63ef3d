//! People who sign in: accounts, passwords, sessions, roles with an area and dates, invitations and one-time links.
//! A role counts only between its dates, and is read on every request: taking it away takes effect at once.
pub(crate) mod access;
pub(crate) mod door;
pub(crate) mod forgotten;
pub(crate) mod forms;
pub(crate) mod invite;
pub(crate) mod known_device;
mod links;
pub(crate) mod model;
mod nets;
mod pages;
pub(crate) mod password;
pub(crate) mod people;
pub(crate) mod queries;
pub(crate) mod role_proposals;
pub(crate) mod routes;
pub(crate) mod scopes;
pub(crate) mod session;
mod sign_in;
pub(crate) mod throttle;
pub(crate) mod trail;
mod unsent;
pub(crate) mod within;

pub(crate) use links::{choose_password, first_admin_link, make_first_admin};
pub(crate) use throttle::{count_look, must_wait_to_look};
