//! The public first page, and pages about the marketplace.
pub(crate) mod routes;
