//! The office's set-up: institutions, areas, settings, holidays.
pub(crate) mod routes;
