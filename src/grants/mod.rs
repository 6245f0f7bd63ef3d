//! Decisions, grants, equipment and its custody: what was given, who paid for it, who answers for it.
pub(crate) mod routes;
