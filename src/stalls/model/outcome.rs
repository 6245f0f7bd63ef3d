//! What came of a request: the stalls it got, or why it got none and who came before.
use crate::kernel::ids::{BookingId, RunId, StallId};
use crate::kernel::text_enum;
use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

text_enum! {
    /// Why a request got no stall.
    pub(crate) enum Reason {
        CategoryFull = "category_full",
        NoAdjacentRun = "no_adjacent_run",
        MinimumUnavailable = "minimum_unavailable",
        MarketFull = "market_full",
        OwnStallUnavailable = "own_stall_unavailable",
        NoWishAvailable = "no_wish_available",
        NoSuitableStall = "no_suitable_stall",
        TakenByHand = "taken_by_hand",
    }
}

text_enum! {
    /// The rule by which someone came before.
    pub(crate) enum Precedence {
        OwnStalls = "own_stalls",
        PriorityList = "priority_list",
        SpecialNeeds = "special_needs",
        MovingHolder = "moving_holder",
        GuaranteedCount = "guaranteed_count",
        AcceptsOne = "accepts_one",
        Seniority = "seniority",
        EqualSeniority = "equal_seniority",
        Exchange = "exchange",
        LeftOver = "left_over",
    }
}

/// Who came before someone who got nothing: by which rule, and on which stalls.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Before {
    pub booking: BookingId,
    pub stalls: Vec<String>,
    pub rule: Precedence,
}

/// What the request itself ruled out, so that nobody else is to blame.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum RuledOut {
    #[default]
    Nothing,
    /// Only wished stalls, and none is named.
    NoWishNamed,
    /// Only wished stalls, and none is open and suits.
    NoWishSuits,
    /// More stalls at least than the market gives to one.
    AboveLimit,
    /// More stalls at least than the market gives to a category of goods.
    AboveCategory,
    /// More stalls at least than at most.
    LeastAboveMost,
}

/// What an assignment rests on; kept with it as JSON.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(crate) enum Grounds {
    /// The wish of this rank, the first being 1.
    Wish {
        rank: usize,
    },
    Own,
    Anywhere,
    /// The stalls that would have done, and who has them.
    Refused {
        stalls: Vec<String>,
        before: Vec<Before>,
        /// Nothing in what was kept before this was written down.
        #[serde(default)]
        ruled_out: RuledOut,
    },
    /// A person decided.
    Hand,
    /// The stall was free on the day itself, and the next who waited got it. Whoever had some of it before is named, and why
    /// the one who got it had waited, if that is known.
    HandedOn {
        from: Vec<Former>,
        #[serde(default)]
        waited: Option<Box<Waited>>,
    },
    /// Was not there on the day itself, and all of it went to others.
    NotThere,
}

impl Grounds {
    /// Who had some of it before, and who had it before them.
    pub fn formers(&self) -> Vec<&Former> {
        let Grounds::HandedOn { from, .. } = self else {
            return Vec::new();
        };
        let earlier = |former| Former::grounds(former).map(Grounds::formers).unwrap_or_default();
        from.iter().flat_map(|former| std::iter::once(former).chain(earlier(former))).collect()
    }
}

/// What someone held before some of it went to another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Former {
    pub booking: BookingId,
    pub stalls: Vec<StallId>,
    /// Why they held it; not known of gifts of an earlier version of the program.
    #[serde(default)]
    pub grounds: Option<Box<Grounds>>,
}

impl Former {
    /// Why they held it, if that is known.
    pub fn grounds(&self) -> Option<&Grounds> {
        self.grounds.as_deref()
    }
}

/// Why someone had no stall before one was given to them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Waited {
    pub reason: Reason,
    pub grounds: Grounds,
}

/// Where a request stands in a run.
#[derive(Clone, Debug)]
pub(crate) struct Place {
    pub booking: BookingId,
    /// The stalls it has, in the order they stand; none if it is refused.
    pub stalls: Vec<StallId>,
    pub reason: Option<Reason>,
    pub grounds: Grounds,
    pub by_hand: bool,
}

/// One run of a market day in the list of them.
#[derive(Clone, Debug, diesel::Queryable)]
pub(crate) struct RunRow {
    pub id: RunId,
    pub version: i32,
    pub made_at: NaiveDateTime,
    /// Whose account made it; nobody's if the program did at the cut-off.
    pub by: Option<String>,
    /// When people were told of it; not of a draft.
    pub published_at: Option<NaiveDateTime>,
}

/// What was published for one household's request.
#[derive(Clone, Debug)]
pub(crate) struct OwnResult {
    /// The numbers of the stalls it got.
    pub stalls: Vec<String>,
    pub reason: Option<Reason>,
    pub grounds: Grounds,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn grounds_kept_before_it_was_written_what_was_ruled_out_are_still_read() {
        let kept = r#"{"kind":"refused","stalls":["1"],"before":[]}"#;
        let read: Grounds = serde_json::from_str(kept).unwrap();
        assert_eq!(
            read,
            Grounds::Refused { stalls: vec!["1".to_owned()], before: Vec::new(), ruled_out: RuledOut::Nothing }
        );
    }
}
