//! What is told of the sales that a machine or a grant brought.
use crate::kernel::calendar::YearMonth;
use crate::kernel::ids::HouseholdId;
use crate::kernel::money::Rial;

/// The net sales attributed to a machine or a grant, of all who sold with it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Earned {
    /// Of every household and every month.
    pub total: Rial,
    /// What of the total other supported households bought: it is in their products too, and no output of the programme.
    pub to_households: Rial,
    /// What each household sold with it in all its months.
    pub sellers: Vec<Seller>,
    /// The last twelve months, the latest first; only those in which something was written.
    pub rows: Vec<EarnedRow>,
}

/// What one household sold with it, less what came back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Seller {
    pub household: HouseholdId,
    pub amount: Rial,
}

impl Earned {
    /// The total as output of the programme: what one household sold to another is counted once, where it was sold on.
    pub fn output(&self) -> Rial {
        Rial(self.total.0.saturating_sub(self.to_households.0))
    }

    /// Every household that it speaks of.
    pub fn households(&self) -> impl Iterator<Item = HouseholdId> {
        self.sellers.iter().map(|seller| seller.household)
    }
}

/// What one household sold with it in one month, less what came back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, diesel::Queryable)]
pub(crate) struct EarnedRow {
    pub month: YearMonth,
    pub household: HouseholdId,
    pub amount: Rial,
}
