//! Households, their dated members, and the case files kept on some of them. A person is in one household on a date;
//! a household has a case file with one institution, or none: a home business that was never supported has none.
pub(crate) mod access;
pub(crate) mod routes;
