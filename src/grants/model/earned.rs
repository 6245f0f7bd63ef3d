//! What is told of the sales that a machine or a grant brought.
use crate::kernel::calendar::YearMonth;
use crate::kernel::ids::HouseholdId;
use crate::kernel::money::Rial;

/// The net sales attributed to a machine or a grant, of all who sold with it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Earned {
    /// Of every household and every month.
    pub total: Rial,
    /// The last twelve months, the latest first; only those in which something was written.
    pub rows: Vec<EarnedRow>,
}

/// What one household sold with it in one month, less what came back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, diesel::Queryable)]
pub(crate) struct EarnedRow {
    pub month: YearMonth,
    pub household: HouseholdId,
    pub amount: Rial,
}
