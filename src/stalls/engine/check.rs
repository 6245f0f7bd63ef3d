//! Finds what makes a case senseless, and names the field.
//! A vendor whose own stalls are missing from the plan is not an error: he is refused for that reason.

use std::collections::BTreeSet;

use thiserror::Error;

use super::case::Case;
use super::names::StallNumber;

/// Says why a case cannot be dealt, and which field is to blame.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub(crate) enum CaseError {
    #[error("the field {field} is missing")]
    Missing { field: String },
    #[error("the field {field} is not {expected}")]
    Unreadable { field: String, expected: Expected },
    #[error("the field {field} names stall {stall}, which is not in the plan")]
    UnknownStall { field: String, stall: StallNumber },
    #[error("the field {field} names stall {stall} a second time")]
    RepeatedStall { field: String, stall: StallNumber },
    #[error("the field {field} names row {row}, which is not there")]
    UnknownRow { field: String, row: usize },
}

/// Names what a field must hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub(crate) enum Expected {
    #[error("an object")]
    Object,
    #[error("an array")]
    Array,
    #[error("a text")]
    Text,
    #[error("a whole number")]
    Number,
    #[error("a count")]
    Count,
    #[error("true or false")]
    Flag,
    #[error("a date such as 2026-03-21")]
    Day,
    #[error("a pair of stalls")]
    Pair,
    #[error("permanent or applicant")]
    Kind,
    #[error("A or B")]
    List,
}

/// Looks the drawing over: each stall of a row is known and stands once, ring rows exist.
pub(super) fn check(case: &Case) -> Result<(), CaseError> {
    let market = &case.market;
    let mut seen = BTreeSet::new();
    for (at, row) in market.rows.iter().enumerate() {
        for stall in row {
            let field = format!("market.rows[{at}]");
            if !market.stalls.contains_key(stall) {
                return Err(CaseError::UnknownStall { field, stall: stall.clone() });
            }
            if !seen.insert(stall) {
                return Err(CaseError::RepeatedStall { field, stall: stall.clone() });
            }
        }
    }
    match market.circular_rows.iter().find(|row| **row >= market.rows.len()) {
        Some(&row) => Err(CaseError::UnknownRow { field: "market.circular_rows".to_owned(), row }),
        None => Ok(()),
    }
}
