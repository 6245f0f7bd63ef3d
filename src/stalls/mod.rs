//! Market sites, market days, requests for stalls and their assignment.
pub(crate) mod engine;
pub(crate) mod routes;
