//! What makes a case senseless, each fault with the field to blame. All faults of a case are told at once.

use std::fmt;

use thiserror::Error;

use super::names::{StallNumber, VendorId};

/// Says why a case cannot be dealt, and which field is to blame.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub(crate) enum CaseFault {
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

impl CaseFault {
    /// Says whether it lies in the list of vendors, which then may be short of some.
    pub(super) fn is_of_vendors(&self) -> bool {
        match self {
            Self::NoCase => false,
            Self::Missing { field } | Self::Unreadable { field, .. } => field.starts_with("vendors"),
            Self::UnknownStall { .. }
            | Self::RepeatedStall { .. }
            | Self::UnknownRow { .. }
            | Self::NoNeighbours { .. }
            | Self::TwoHolders { .. }
            | Self::EndsBeforeItBegins { .. } => false,
        }
    }
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
    #[error("a text with anything in it")]
    Name,
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

/// Holds every fault of one case, in the order of its fields; there is at least one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct CaseFaults(Vec<CaseFault>);

impl CaseFaults {
    /// Passes where nothing was found.
    pub(super) fn none_of(found: Vec<CaseFault>) -> Result<(), CaseFaults> {
        if found.is_empty() { Ok(()) } else { Err(CaseFaults(found)) }
    }
}

impl IntoIterator for CaseFaults {
    type Item = CaseFault;
    type IntoIter = std::vec::IntoIter<CaseFault>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl From<CaseFault> for CaseFaults {
    fn from(fault: CaseFault) -> Self {
        Self(vec![fault])
    }
}

impl fmt::Display for CaseFaults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, fault) in self.0.iter().enumerate() {
            if at > 0 {
                f.write_str("; ")?;
            }
            write!(f, "{fault}")?;
        }
        Ok(())
    }
}

impl std::error::Error for CaseFaults {}
