//! Reads the books again from their first row, and says what differs: the chains of the ledger and of the audit trail, the
//! sums and the splits of every row, what stands to each payer, closed months, stock, and who held the machines.
mod chains;
mod links;
mod splits;
mod sums;

use super::anchors::Anchor;
use crate::db::{Db, without_time_limit};
use diesel::QueryResult;
use std::fmt;

/// Something in the books that cannot be right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fault {
    /// The table and the row.
    pub place: String,
    pub what: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.what)
    }
}

/// The end of an area's ledger: what two replays of the same books agree on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Head {
    pub area: i64,
    pub rows: i64,
    /// The sum of all amounts.
    pub total: i128,
    pub hash: Vec<u8>,
}

/// What a verification found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Verified {
    pub heads: Vec<Head>,
    pub audit_rows: i64,
    pub faults: Vec<Fault>,
}

/// Faults beyond this number are counted as one: a broken book is broken.
const MOST_FAULTS: usize = 200;

impl Verified {
    fn fault(&mut self, place: impl FnOnce() -> String, what: impl Into<String>) {
        if self.faults.len() < MOST_FAULTS {
            self.faults.push(Fault { place: place(), what: what.into() });
        }
    }
}

/// Replays everything, and compares the chains with what was anchored of them.
pub(crate) fn verify(db: &mut Db, anchors: &[Anchor]) -> QueryResult<Verified> {
    without_time_limit(db.conn)?;
    let mut found = Verified::default();
    chains::ledger(db, &mut found, anchors)?;
    chains::audit(db, &mut found, anchors)?;
    splits::splits(db, &mut found)?;
    sums::periods(db, &mut found)?;
    sums::rules(db, &mut found)?;
    Ok(found)
}
