//! Sales, the insert-only ledger and its attribution to machines and to who paid for them.
pub(crate) mod routes;
