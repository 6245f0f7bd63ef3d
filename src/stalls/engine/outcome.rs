//! What the engine answers: who stands where, who is refused, and the proof. Codes and data; the sentences are elsewhere.

use std::collections::BTreeMap;

use serde::Serialize;

use super::names::{StallNumber, VendorId};

/// Holds the result of one case: every present vendor is in `assigned` or in `rejected`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub(crate) struct Outcome {
    /// Lists the stalls of each placed vendor in the order of their numbers.
    pub(crate) assigned: BTreeMap<VendorId, Vec<StallNumber>>,
    pub(crate) rejected: BTreeMap<VendorId, Refusal>,
    /// Says what each placed vendor was granted in his turn and in growth.
    pub(crate) granted: BTreeMap<VendorId, Granted>,
    /// Counts the exact checks that said no because the allowance of work ran out; where it is zero, every no is proven.
    #[serde(skip_serializing_if = "is_zero")]
    pub(crate) cut_short: usize,
}

/// Keeps the writing, and so the hash, of an outcome in which nothing was cut short.
fn is_zero(count: &usize) -> bool {
    *count == 0
}

/// Says what a placed vendor was granted before the stalls were chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Granted {
    pub(crate) count: usize,
    pub(crate) tier: GrantedTier,
}

/// Says how the granted stalls please: by a tier of wishes (the first is 1), as own stalls, or as any that suit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum GrantedTier {
    Wish(usize),
    Own,
    Anywhere,
}

/// Says why a vendor is refused, with the proof.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Refusal {
    pub(crate) code: RefusalCode,
    /// Lists the stalls that he would have accepted; where own stalls cannot be used, those.
    pub(crate) stalls: Vec<StallNumber>,
    /// Lists who has them (for a full category: who fills it) and why they came first.
    pub(crate) before_you: Vec<BeforeYou>,
}

/// Names the reasons to refuse.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum RefusalCode {
    CategoryFull,
    NoAdjacentRun,
    MinimumUnavailable,
    MarketFull,
    OwnStallUnavailable,
    NoWishAvailable,
    NoSuitableStall,
}

/// Names a vendor who came before, with the stalls in question and the rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct BeforeYou {
    pub(crate) vendor: VendorId,
    pub(crate) stalls: Vec<StallNumber>,
    pub(crate) rule: Rule,
}

/// Names the rules by which one vendor comes before another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Rule {
    /// He stands on his own stalls.
    OwnStalls,
    /// He is on the list dealt first.
    PriorityList,
    /// Only certain stalls suit him.
    SpecialNeeds,
    /// He holds own stalls and moves.
    MovingHolder,
    GuaranteedCount,
    /// One stall is enough for him.
    AcceptsOne,
    Seniority,
    /// The seniority numbers are equal; the order of the ids decides.
    EqualSeniority,
    /// He gave up own stalls for somebody dealt earlier and took that turn.
    Exchange,
    /// The stalls were no run for the refused, so they were left for those dealt later and for growth.
    LeftOver,
}
