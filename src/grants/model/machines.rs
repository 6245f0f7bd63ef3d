//! What is told of machines: one by itself, its payers, its holders and its users.
use super::{Condition, Holder, Kind, Shows, Source};
use crate::kernel::ids::{EquipmentId, GrantId, HandoverId, HandoverPhotoId, HouseholdId, UseRightId};
use crate::kernel::money::Rial;
use chrono::NaiveDate;

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

/// A stretch in which one holder answered for a machine.
#[derive(Clone, Debug, diesel::Queryable)]
pub(crate) struct CustodyRow {
    pub holder: Holder,
    pub household: Option<HouseholdId>,
    pub starts_on: NaiveDate,
    pub ends_on: Option<NaiveDate>,
    pub reason: String,
    pub witness: Option<String>,
    pub condition: Option<Condition>,
    pub handover: Option<HandoverId>,
    pub giver: Option<String>,
}

impl CustodyRow {
    /// Whether it holds no day: it was taken back on the day it began.
    pub fn is_void(&self) -> bool {
        self.ends_on == Some(self.starts_on)
    }
}

/// A handing over that the household declined.
#[derive(Clone, Debug, diesel::Queryable)]
pub(crate) struct DeclinedRow {
    pub household: HouseholdId,
    pub handed_on: NaiveDate,
    pub handover: HandoverId,
}

/// So many photos of the machine belong to a handing over, beside the one of the sheet.
pub(crate) const MOST_OF_MACHINE: usize = 4;

/// A photo that can be opened.
#[derive(Clone, Copy, Debug, diesel::Queryable)]
pub(crate) struct PhotoRow {
    pub id: HandoverPhotoId,
    pub handover: HandoverId,
    pub shows: Shows,
}

/// A household's right to use a machine.
#[derive(Clone, Debug, diesel::Queryable)]
pub(crate) struct UseRightRow {
    pub id: UseRightId,
    pub household: HouseholdId,
    pub starts_on: NaiveDate,
    pub ends_on: Option<NaiveDate>,
    pub agreement: String,
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
    pub since: Option<NaiveDate>,
}
