//! What other slices and pages are told of grants, machines and their holders.
mod earned;
mod grants;
mod machines;
mod seen;

pub(crate) use earned::{Earned, EarnedRow, Seller};
pub(crate) use grants::{
    BaselineRow, BatchRow, Decided, GrantCard, GrantRow, GrantedMachine, HouseholdChoice, PersonChoice, ProposalFate,
    ProposalRow, ShareRow,
};
pub(crate) use machines::{
    CustodyRow, DeclinedRow, EquipmentRow, MOST_OF_MACHINE, Machine, MachineRow, PayerRow, PhotoRow, Reach, UseRightRow,
};
pub(crate) use seen::{Seen, Sight};

use crate::kernel::ids::ProgrammeId;
use crate::kernel::lang::Lang;
use crate::kernel::text_enum;

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

text_enum! {
    /// What a photo of a handing over shows.
    pub(crate) enum Shows {
        Machine = "machine",
        Sheet = "sheet",
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
    pub code: String,
    pub name: Names,
}
