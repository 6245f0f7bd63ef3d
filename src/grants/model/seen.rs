//! How much a reader is told of the households beside a machine or a grant: a machine may go where the reader has no business.
use crate::kernel::ids::HouseholdId;
use std::collections::BTreeMap;

/// How much a reader is told of a household.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Sight {
    /// Its name: one of the reader's own.
    Named(String),
    /// The number it goes by: within the scope of a reader who sees no names.
    Numbered,
    /// Nothing but that it lies outside the reader's scope.
    Elsewhere,
}

/// What a reader is told of each of some households.
#[derive(Clone, Debug, Default)]
pub(crate) struct Seen(BTreeMap<HouseholdId, Sight>);

impl Seen {
    pub fn new(within: impl IntoIterator<Item = (HouseholdId, Sight)>) -> Seen {
        Seen(within.into_iter().collect())
    }

    /// One that was not found within the reader's scope lies elsewhere.
    pub fn of(&self, id: HouseholdId) -> &Sight {
        self.0.get(&id).unwrap_or(&Sight::Elsewhere)
    }

    /// Whether the reader may open its case file.
    pub fn opens(&self, id: HouseholdId) -> bool {
        *self.of(id) != Sight::Elsewhere
    }

    /// Whether the reader sees the names of its people.
    pub fn names(&self, id: HouseholdId) -> bool {
        matches!(self.of(id), Sight::Named(_))
    }
}
