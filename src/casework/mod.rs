//! The caseworker's view of a household: members, grants, machines, goods and income.
pub(crate) mod routes;
