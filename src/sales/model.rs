//! The words of the books: kinds of rows, costs, channels, keys that make a sale count once, and what pages are told.
use crate::kernel::ids::{EquipmentId, FundingId, GrantId};
use crate::kernel::money::Rial;
use crate::kernel::text_enum;

text_enum! {
    /// What a ledger row says.
    pub(crate) enum Kind {
        Sale = "sale",
        Return = "return",
        Void = "void",
        Cost = "cost",
        CostReversal = "cost_reversal",
        OwnUse = "own_use",
    }
}

impl Kind {
    /// The kinds that make up net sales.
    pub const OF_SALES: [Kind; 3] = [Kind::Sale, Kind::Return, Kind::Void];
}

text_enum! {
    /// What a cost was for.
    pub(crate) enum CostCategory {
        Inputs = "inputs",
        Energy = "energy",
        Packaging = "packaging",
        Transport = "transport",
        Fees = "fees",
        Labour = "labour",
        Repair = "repair",
        Rent = "rent",
    }
}

text_enum! {
    /// Where goods were handed over.
    pub(crate) enum Channel {
        Stall = "stall",
        Door = "door",
        Order = "order",
    }
}

/// The key of one act of selling or spending, made where it was done: a second arrival of it is the same act.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Idem(String);

impl Idem {
    /// A key of 8 to 64 letters, digits and hyphens; anything else is none. No key of a form can be one of [`Idem::part`].
    pub fn parse(text: &str) -> Option<Idem> {
        let is_plain = text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        (is_plain && (8..=64).contains(&text.len())).then(|| Idem(text.to_owned()))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The key of the ledger row for the line of this place in a sale.
    pub(super) fn part(&self, place: usize) -> String {
        format!("{}/{place}", self.0)
    }
}

/// The part of a ledger row's amount that goes to one payer of one machine, or to the household's own means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, diesel::Queryable)]
pub(crate) struct Part {
    pub equipment: Option<EquipmentId>,
    pub funding: Option<FundingId>,
    pub grant: Option<GrantId>,
    pub amount: Rial,
}

impl Part {
    /// The whole of an amount, to no machine.
    pub fn own(amount: Rial) -> Part {
        Part { equipment: None, funding: None, grant: None, amount }
    }
}
