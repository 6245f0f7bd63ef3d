//! What other slices and pages are told of grants, machines and their holders.
use crate::kernel::ids::{
    AccountId, BatchId, CustodyId, DecisionId, EquipmentId, FundingId, GrantId, HouseholdId, InstitutionId, PersonId, ProgrammeId,
    ProposalId, UseRightId,
};
use crate::kernel::lang::Lang;
use crate::kernel::money::Rial;
use crate::kernel::text_enum;
use chrono::{NaiveDate, NaiveDateTime};

text_enum! {
    /// What a grant gives.
    pub(crate) enum GrantKind {
        Asset = "asset",
        Loan = "loan",
        Training = "training",
    }
}

text_enum! {
    /// How a decision ended.
    pub(crate) enum Outcome {
        Approved = "approved",
        Refused = "refused",
    }
}

text_enum! {
    /// Who paid a part of a machine.
    pub(crate) enum Source {
        Grant = "grant",
        Household = "household",
        Other = "other",
    }
}

text_enum! {
    /// Who or what answers for a machine.
    pub(crate) enum Holder {
        Household = "household",
        Depot = "depot",
        Repair = "repair",
        Lost = "lost",
        Disposed = "disposed",
    }
}

text_enum! {
    /// The state of a machine when it changed hands.
    pub(crate) enum Condition {
        New = "new",
        Good = "good",
        Worn = "worn",
    }
}

/// A kind of machine, with its names.
#[derive(Clone, Debug, PartialEq, Eq, diesel::Queryable)]
pub(crate) struct Kind {
    /// Also the name of its icon.
    pub code: String,
    pub name: Names,
}

/// A name in both languages.
#[derive(Clone, Debug, PartialEq, Eq, diesel::Queryable)]
pub(crate) struct Names {
    pub fa: String,
    pub en: String,
}

impl Names {
    pub fn in_lang(&self, lang: Lang) -> &str {
        match lang {
            Lang::Fa => &self.fa,
            Lang::En => &self.en,
        }
    }
}

/// A programme of an institution, to choose from.
#[derive(Clone, Debug, diesel::Queryable)]
pub(crate) struct ProgrammeRow {
    pub id: ProgrammeId,
    pub institution: InstitutionId,
    pub code: String,
    pub name: Names,
}

/// A machine, by itself.
#[derive(Clone, Debug, PartialEq, Eq, diesel::Queryable)]
pub(crate) struct MachineRow {
    pub id: EquipmentId,
    pub kind: Kind,
    pub maker: String,
    /// As written on the machine; empty if it bears none.
    pub serial: String,
    pub cost: Rial,
    pub acquired_on: NaiveDate,
}

/// Why a household may produce with a machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reach {
    /// It answers for the machine.
    Custody,
    /// Another does, and it may use it.
    UseRight,
}

/// A machine within a household's reach on a day, or during some days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Machine {
    pub row: MachineRow,
    pub reach: Reach,
    pub starts_on: NaiveDate,
    /// The first day on which it no longer holds.
    pub ends_on: Option<NaiveDate>,
}

/// What one payer paid of a machine: the weights of the second split.
#[derive(Clone, Copy, Debug, PartialEq, Eq, diesel::Queryable)]
pub(crate) struct Payment {
    pub equipment: EquipmentId,
    pub funding: FundingId,
    pub source: Source,
    pub grant: Option<GrantId>,
    pub amount: Rial,
}

/// A stretch in which one holder answered for a machine.
#[derive(Clone, Debug, diesel::Queryable)]
pub(crate) struct CustodyRow {
    pub id: CustodyId,
    pub holder: Holder,
    pub household: Option<HouseholdId>,
    pub household_name: Option<String>,
    pub starts_on: NaiveDate,
    pub ends_on: Option<NaiveDate>,
    pub reason: String,
    pub witness: Option<String>,
    pub condition: Option<Condition>,
}

/// A handing over that the household declined.
#[derive(Clone, Debug, diesel::Queryable)]
pub(crate) struct DeclinedRow {
    pub household: HouseholdId,
    pub household_name: String,
    pub handed_on: NaiveDate,
}

/// A household's right to use a machine.
#[derive(Clone, Debug, diesel::Queryable)]
pub(crate) struct UseRightRow {
    pub id: UseRightId,
    pub household: HouseholdId,
    pub household_name: String,
    pub starts_on: NaiveDate,
    pub ends_on: Option<NaiveDate>,
    pub agreement: String,
}

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
    pub household_name: String,
}

/// A household's share in a grant.
#[derive(Clone, Debug, diesel::Queryable)]
pub(crate) struct ShareRow {
    pub household: HouseholdId,
    pub household_name: String,
    /// Basis points.
    pub share: i32,
}

/// What a grant paid of a machine.
#[derive(Clone, Debug, diesel::Queryable)]
pub(crate) struct GrantedMachine {
    pub machine: MachineRow,
    pub paid: Rial,
}

/// A payer of a machine, with the grant's number.
#[derive(Clone, Debug, diesel::Queryable)]
pub(crate) struct PayerRow {
    pub source: Source,
    pub amount: Rial,
    pub grant: Option<GrantId>,
    pub number: Option<String>,
    pub programme_fa: Option<String>,
    pub programme_en: Option<String>,
}

/// A machine in a list, with who answers for it; nobody has taken it over yet where there is no holder.
#[derive(Clone, Debug, diesel::Queryable)]
pub(crate) struct EquipmentRow {
    pub id: EquipmentId,
    pub kind: Kind,
    pub maker: String,
    pub serial: String,
    pub holder: Option<Holder>,
    pub household: Option<HouseholdId>,
    pub household_name: Option<String>,
    pub since: Option<NaiveDate>,
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, diesel::Queryable)]
pub(crate) struct BaselineRow {
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
    /// The income of the work in a mean month, rounded half up: `(n_g·g + n_a·a + n_b·b) / 12`.
    pub fn mean_month(&self) -> Rial {
        let part = |months: i32, amount: Rial| i128::from(months) * i128::from(amount.0);
        let year = part(self.good_months, self.good) + part(self.average_months, self.average) + part(self.bad_months, self.bad);
        Rial(i64::try_from((year + 6) / 12).unwrap_or(i64::MAX))
    }
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
    use crate::kernel::money::Rial;

    #[test]
    fn the_mean_month_is_the_one_of_the_golden_vector() {
        let row = BaselineRow {
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
        assert_eq!(row.mean_month(), Rial(24_167));
    }
}
