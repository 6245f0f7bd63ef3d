//! What the program writes to people: each letter without its words; these are in `words`.
mod words;

pub(crate) use words::words;

use super::LookedOver;
use crate::kernel::money::Rial;
use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

/// A licence that ends, by the names of its kind in both languages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct EndingLicence {
    pub name_fa: String,
    pub name_en: String,
    /// The last day on which it is good.
    pub until: NaiveDate,
    pub has_ended: bool,
    /// Whether goods of the shop need it.
    pub is_needed: bool,
}

/// What a message says, without its words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(crate) enum Letter {
    /// A link to choose a new password; the link is made when the e-mail is sent, so that it is stored nowhere.
    ResetPassword,
    /// A card or link for a new password that someone of the office made for this account.
    CardMade {
        day: NaiveDate,
    },
    StallAssigned {
        site: String,
        day: NaiveDate,
        /// The numbers of the stalls.
        stalls: Vec<String>,
    },
    StallRefused {
        site: String,
        day: NaiveDate,
    },
    StallDayCancelled {
        site: String,
        day: NaiveDate,
    },
    /// On the day itself, stalls went on to someone else.
    StallGivenOn {
        site: String,
        day: NaiveDate,
        /// The numbers of the stalls.
        stalls: Vec<String>,
    },
    /// On the day itself, some of the stalls went on, and the others are still theirs.
    StallPartGone {
        site: String,
        day: NaiveDate,
        gone: Vec<String>,
        /// The numbers of the stalls that are left.
        stalls: Vec<String>,
    },
    /// On the day itself, the manager took stalls back that were given by mistake.
    StallTakenBack {
        site: String,
        day: NaiveDate,
        /// The numbers of the stalls.
        stalls: Vec<String>,
    },
    /// The stalls of a market day were assigned when requests had ended; nobody else was told.
    PlanReady {
        site: String,
        day: NaiveDate,
        placed: i32,
        waiting: i32,
    },
    /// What became of a proposal for a household; the amount asked for, and the day on which it was.
    ProposalApproved {
        amount: Rial,
        day: NaiveDate,
    },
    ProposalRefused {
        amount: Rial,
        day: NaiveDate,
    },
    /// A grant was entered whose approval was on paper.
    PaperDecision {
        amount: Rial,
        day: NaiveDate,
    },
    /// A list of grants was entered whose approvals were on paper: how many, and their sum.
    ListEntered {
        grants: i32,
        amount: Rial,
        day: NaiveDate,
    },
    /// A sale that someone else wrote down for the household.
    SaleOnBehalf {
        amount: Rial,
        day: NaiveDate,
    },
    /// To a shop: somebody ordered, to be collected on this day.
    OrderPlaced {
        amount: Rial,
        day: NaiveDate,
    },
    /// To a shop: an order is no longer to be collected.
    OrderWithdrawn {
        amount: Rial,
        day: NaiveDate,
    },
    /// To a shop: an order that was cancelled is to be collected after all.
    OrderResumed {
        amount: Rial,
        day: NaiveDate,
    },
    /// To a buyer with an account: what became of their order, and when it is collected.
    OrderAccepted {
        shop: String,
        day: NaiveDate,
    },
    OrderReady {
        shop: String,
        day: NaiveDate,
    },
    /// The shop had ended it by mistake; it is as it was.
    OrderStands {
        shop: String,
        day: NaiveDate,
    },
    OrderCancelled {
        shop: String,
        day: NaiveDate,
    },
    OrderNotCollected {
        shop: String,
        day: NaiveDate,
    },
    /// To a shop: something it shows was looked over.
    LookedOver(LookedOver),
    /// What they ordered ahead is ready at another time.
    BatchMoved {
        shop: String,
        good: String,
        ready_at: NaiveDateTime,
    },
    /// Nobody should use what was made on this day.
    BatchCalledBack {
        shop: String,
        good: String,
        day: NaiveDate,
        reason: String,
    },
    /// To a shop: a licence of it ends, or has ended.
    LicenceEnding(EndingLicence),
    /// To a shop: from a day on its goods need a licence of this kind, which it has not.
    LicenceNeeded {
        name_fa: String,
        name_en: String,
        from: NaiveDate,
    },
    /// To whoever asked for it: a good that was sold out is there again.
    GoodBack {
        good: String,
        shop: String,
    },
}
