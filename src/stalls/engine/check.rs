//! Finds what makes a case senseless, and names the field. What is only odd is dealt all the same, and noted in `notes`.
//! A vendor whose own stalls are missing from the plan is not an error: he is refused for that reason.

use std::collections::{BTreeMap, BTreeSet};

use thiserror::Error;

use super::case::{Case, Market, Vendor};
use super::names::{StallNumber, VendorId};

/// Says why a case cannot be dealt, and which field is to blame.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub(crate) enum CaseError {
    #[error("the case is not an object")]
    NoCase,
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
    #[error("the field {field} puts something between stalls {one} and {other}, which are no neighbours")]
    NoNeighbours { field: String, one: StallNumber, other: StallNumber },
    #[error("the field {field} names stall {stall}, which {holder} holds")]
    TwoHolders { field: String, stall: StallNumber, holder: VendorId },
    #[error("the field {field} ends before it begins")]
    EndsBeforeItBegins { field: String },
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

/// Looks the case over: each stall of a row is known and stands once, ring rows exist, obstacles stand between neighbours,
/// nobody present shares own stalls, absences end after they begin.
pub(super) fn check(case: &Case) -> Result<(), CaseError> {
    rows(&case.market)?;
    obstacles(&case.market)?;
    absences(case)?;
    holders(case)
}

fn rows(market: &Market) -> Result<(), CaseError> {
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

fn obstacles(market: &Market) -> Result<(), CaseError> {
    let neighbours = neighbours(market);
    for (at, (one, other)) in market.obstacles.iter().enumerate() {
        let field = format!("market.obstacles[{at}]");
        if let Some(stall) = [one, other].into_iter().find(|stall| !market.stalls.contains_key(*stall)) {
            return Err(CaseError::UnknownStall { field, stall: stall.clone() });
        }
        if !neighbours.contains(&(one, other)) && !neighbours.contains(&(other, one)) {
            return Err(CaseError::NoNeighbours { field, one: one.clone(), other: other.clone() });
        }
    }
    Ok(())
}

/// Lists who stands beside whom, each pair in the order of the row.
fn neighbours(market: &Market) -> BTreeSet<(&StallNumber, &StallNumber)> {
    let in_rows = market.rows.iter().flat_map(|row| row.iter().zip(row.iter().skip(1)));
    let rings = market.circular_rows.iter().filter_map(|row| market.rows.get(*row));
    in_rows.chain(rings.filter_map(|row| row.last().zip(row.first()))).collect()
}

fn absences(case: &Case) -> Result<(), CaseError> {
    let is_backwards = |vendor: &Vendor| vendor.absence.is_some_and(|absence| absence.until < absence.from);
    match case.vendors.iter().position(is_backwards) {
        Some(at) => Err(CaseError::EndsBeforeItBegins { field: format!("vendors[{at}].absence") }),
        None => Ok(()),
    }
}

fn holders(case: &Case) -> Result<(), CaseError> {
    let mut holders: BTreeMap<&StallNumber, VendorId> = BTreeMap::new();
    for (at, vendor) in case.vendors.iter().enumerate().filter(|(_, vendor)| vendor.is_there_on(case.market.date)) {
        let id = vendor.id.listed_again().unwrap_or_else(|| vendor.id.clone());
        for stall in &vendor.own_stalls {
            let holder = holders.entry(stall).or_insert_with(|| id.clone());
            if *holder != id {
                let field = format!("vendors[{at}].permanent_stalls");
                return Err(CaseError::TwoHolders { field, stall: stall.clone(), holder: holder.clone() });
            }
        }
    }
    Ok(())
}
