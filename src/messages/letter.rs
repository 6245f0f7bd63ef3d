//! What the program writes to people: each letter without its words; these are in `words`.
mod leads;
mod words;

pub(crate) use leads::Leads;
pub(crate) use words::words;

use super::{LookedOver, Missed, Stopped};
use crate::kernel::ids::MarketDayId;
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
        #[serde(flatten)]
        on: OnDay,
        /// The numbers of the stalls.
        stalls: Vec<String>,
    },
    StallRefused {
        #[serde(flatten)]
        on: OnDay,
    },
    StallDayCancelled {
        #[serde(flatten)]
        on: OnDay,
    },
    /// On the day itself, stalls went on to someone else.
    StallGivenOn {
        #[serde(flatten)]
        on: OnDay,
        /// The numbers of the stalls.
        stalls: Vec<String>,
    },
    /// On the day itself, some of the stalls went on, and the others are still theirs.
    StallPartGone {
        #[serde(flatten)]
        on: OnDay,
        gone: Vec<String>,
        /// The numbers of the stalls that are left.
        stalls: Vec<String>,
    },
    /// On the day itself, the manager took stalls back that were given by mistake.
    StallTakenBack {
        #[serde(flatten)]
        on: OnDay,
        /// The numbers of the stalls.
        stalls: Vec<String>,
    },
    /// The stalls of a market day were assigned when requests had ended; nobody else was told.
    PlanReady {
        #[serde(flatten)]
        on: OnDay,
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
        /// Whether the sum is an estimate: something of it is still to be weighed.
        #[serde(default, skip_serializing_if = "is_exact")]
        is_estimate: bool,
    },
    /// To a shop: an order is no longer to be collected.
    OrderWithdrawn {
        amount: Rial,
        day: NaiveDate,
        #[serde(default, skip_serializing_if = "is_exact")]
        is_estimate: bool,
    },
    /// To a shop: an order that was cancelled is to be collected after all.
    OrderResumed {
        amount: Rial,
        day: NaiveDate,
        #[serde(default, skip_serializing_if = "is_exact")]
        is_estimate: bool,
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
    /// The shop had accepted it by mistake; it is to be answered yet.
    OrderUnanswered {
        shop: String,
        day: NaiveDate,
    },
    /// The shop had said by mistake that it is ready.
    OrderNotReady {
        shop: String,
        day: NaiveDate,
    },
    /// Nobody could collect it: its shop never said that what was ordered ahead was made.
    OrderNotMade {
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
    /// To a shop: the buyer does not want this good of an order; what the rest comes to.
    LineWithdrawn {
        good: String,
        day: NaiveDate,
        amount: Rial,
        #[serde(default, skip_serializing_if = "is_exact")]
        is_estimate: bool,
    },
    /// To a buyer with an account: this good of an order was not there; what the rest comes to.
    LineMissing {
        good: String,
        shop: String,
        day: NaiveDate,
        amount: Rial,
        #[serde(default, skip_serializing_if = "is_exact")]
        is_estimate: bool,
    },
    /// To a shop: the buyer wants this good after all; what the order comes to.
    LineWanted {
        good: String,
        day: NaiveDate,
        amount: Rial,
        #[serde(default, skip_serializing_if = "is_exact")]
        is_estimate: bool,
    },
    /// To a buyer with an account: this good is there after all; what the order comes to.
    LineThere {
        good: String,
        shop: String,
        day: NaiveDate,
        amount: Rial,
        #[serde(default, skip_serializing_if = "is_exact")]
        is_estimate: bool,
    },
    /// To a shop: somebody wants this good every week.
    StandingAsked {
        good: String,
    },
    /// To a shop: from the next week on they want more or less of it.
    StandingChanged {
        good: String,
    },
    /// To a shop: they do not want it every week any more.
    StandingEnded {
        good: String,
    },
    /// To whoever wants a good every week: this week's order was placed.
    StandingPlaced {
        good: String,
        shop: String,
        day: NaiveDate,
        amount: Rial,
        #[serde(default, skip_serializing_if = "is_exact")]
        is_estimate: bool,
    },
    /// It could not be placed this week, and why.
    StandingMissed {
        good: String,
        shop: String,
        day: NaiveDate,
        why: Missed,
    },
    /// There will be none any more; in the shop's own words if it said why.
    StandingStopped {
        good: String,
        shop: String,
        reason: String,
        #[serde(default)]
        by: Stopped,
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

/// The market day that a letter is of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct OnDay {
    pub site: String,
    pub day: NaiveDate,
    /// Not known of letters of an earlier version of the program.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<MarketDayId>,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde hands a reference over")]
fn is_exact(is_estimate: &bool) -> bool {
    !is_estimate
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_kept_before_it_named_its_market_day_is_still_read_and_leads_nowhere() {
        let kept = r#"{"kind":"stall_refused","site":"بازارچهٔ لاله","day":"2026-11-27"}"#;
        let day = NaiveDate::from_ymd_opt(2026, 11, 27).unwrap();
        let on = OnDay { site: "بازارچهٔ لاله".to_owned(), day, id: None };
        let letter: Letter = serde_json::from_str(kept).unwrap();
        assert_eq!((&letter, letter.leads()), (&Letter::StallRefused { on: on.clone() }, None));
        assert_eq!(serde_json::to_string(&letter).unwrap(), kept);
        let stalls = vec!["12".to_owned()];
        let new = Letter::StallAssigned { on: OnDay { id: Some(MarketDayId(7)), ..on }, stalls };
        let again: Letter = serde_json::from_str(&serde_json::to_string(&new).unwrap()).unwrap();
        assert_eq!((again.leads(), again), (Some(Leads::OwnStall(MarketDayId(7))), new));
    }
}
