//! What is told of proposals, grants, their households and what these earned before, and of imported lists.
use super::{GrantKind, MachineRow, Names, Outcome};
use crate::kernel::ids::{AccountId, BaselineId, BatchId, DecisionId, GrantId, HouseholdId, PersonId, ProposalId};
use crate::kernel::money::{Mean, Rial};
use chrono::{NaiveDate, NaiveDateTime};

/// A grant in a list.
#[derive(Clone, Debug, PartialEq, Eq, diesel::Queryable)]
pub(crate) struct GrantRow {
    pub id: GrantId,
    pub number: String,
    pub kind: GrantKind,
    pub amount: Rial,
    pub awarded_on: NaiveDate,
    pub programme: Names,
    pub institution: Names,
}

/// A grant with the decision behind it.
#[derive(Clone, Debug, diesel::Queryable)]
pub(crate) struct GrantCard {
    pub row: GrantRow,
    pub decided_on: NaiveDate,
    /// The number of the paper, where it was decided on paper.
    pub paper: Option<String>,
    pub household: HouseholdId,
}

/// A household's share in a grant.
#[derive(Clone, Debug, diesel::Queryable)]
pub(crate) struct ShareRow {
    pub household: HouseholdId,
    /// Basis points.
    pub share: i32,
}

/// What a grant paid of a machine.
#[derive(Clone, Debug, diesel::Queryable)]
pub(crate) struct GrantedMachine {
    pub machine: MachineRow,
    pub paid: Rial,
}

/// A list that was brought in.
#[derive(Clone, Debug, diesel::Queryable)]
pub(crate) struct BatchRow {
    pub id: BatchId,
    pub file_name: String,
    pub made_at: NaiveDateTime,
    pub added: i32,
    pub is_undone: bool,
}

/// A household to choose.
#[derive(Clone, Debug, diesel::Queryable)]
pub(crate) struct HouseholdChoice {
    pub id: HouseholdId,
    pub name: String,
    pub area: Names,
}

/// A member to choose.
#[derive(Clone, Debug, diesel::Queryable)]
pub(crate) struct PersonChoice {
    pub id: PersonId,
    pub given_name: String,
    pub family_name: String,
}

/// An approval that waits for its grant.
#[derive(Clone, Debug, diesel::Queryable)]
pub(crate) struct Decided {
    pub id: DecisionId,
    pub decided_on: NaiveDate,
    pub programme: Names,
    pub paper: Option<String>,
    pub kind: Option<GrantKind>,
    pub amount: Option<Rial>,
}

/// A household's income before support, as it was told.
#[derive(Clone, Debug, PartialEq, Eq, diesel::Queryable)]
pub(crate) struct BaselineRow {
    pub id: BaselineId,
    /// The row in the place of which it was written, and why.
    pub corrects: Option<BaselineId>,
    pub reason: String,
    pub recorded_at: NaiveDateTime,
    /// Who wrote it.
    pub by: String,
    pub taken_on: NaiveDate,
    pub grant: Option<GrantId>,
    pub good_months: i32,
    pub good: Rial,
    pub average_months: i32,
    pub average: Rial,
    pub bad_months: i32,
    pub bad: Rial,
    pub closed_months: i32,
    pub other: Rial,
}

impl BaselineRow {
    /// The income of the work in a mean month: `(n_g·g + n_a·a + n_b·b) / 12`.
    pub fn mean_month(&self) -> Mean {
        let part = |months: i32, amount: Rial| i128::from(months) * i128::from(amount.0);
        let year = part(self.good_months, self.good)
            + part(self.average_months, self.average)
            + part(self.bad_months, self.bad);
        Mean { sum: year, of: 12 }
    }
}

/// A proposal for a household, with what became of it.
#[derive(Clone, Debug, diesel::Queryable)]
pub(crate) struct ProposalFate {
    pub kind: GrantKind,
    pub amount: Rial,
    pub reason: String,
    pub proposed_at: NaiveDateTime,
    /// The outcome, its day and its reason; none while it waits.
    pub decision: Option<(Outcome, NaiveDate, String)>,
}

/// A proposal that waits for a decision, or was decided.
#[derive(Clone, Debug, diesel::Queryable)]
pub(crate) struct ProposalRow {
    pub id: ProposalId,
    pub household: HouseholdId,
    pub household_name: String,
    pub area: Names,
    pub programme: Names,
    pub kind: GrantKind,
    pub amount: Rial,
    pub reason: String,
    pub proposed_by: AccountId,
    pub proposer: String,
    pub proposed_at: NaiveDateTime,
}

#[cfg(test)]
mod tests {
    use super::BaselineRow;
    use crate::kernel::ids::BaselineId;
    use crate::kernel::money::{MoneyUnit, Rial};

    #[test]
    fn the_mean_month_is_the_one_of_the_golden_vector() {
        let row = BaselineRow {
            id: BaselineId(1),
            corrects: None,
            reason: String::new(),
            recorded_at: crate::testing::now(),
            by: "مریم مددکار".to_owned(),
            taken_on: "2026-01-01".parse().unwrap(),
            grant: None,
            good_months: 3,
            good: Rial(40_000),
            average_months: 6,
            average: Rial(25_000),
            bad_months: 2,
            bad: Rial(10_000),
            closed_months: 1,
            other: Rial(0),
        };
        assert_eq!(row.mean_month().rounded(MoneyUnit::Rial), Rial(24_167));
    }
}
