//! A season once more, with one rule or more changed: each day's stored case is dealt again, the earliest first. Whoever is
//! refused comes first on the next day only as these new days go, never as the real ones went. Pure; nothing is kept.
use super::model::{Asked, Fate, SeasonDay};
use crate::kernel::ids::{BookingId, HouseholdId, StallId};
use crate::kernel::text_enum;
use crate::stalls::engine::{Case, CategoryName, Outcome, VendorId, assign};
use std::collections::{BTreeMap, BTreeSet};

/// So many days are dealt again at most: the last ones of the season.
pub(crate) const MOST_DAYS: usize = 30;

text_enum! {
    /// In which order those of one group are dealt.
    pub(crate) enum Order {
        Seniority = "seniority",
        /// The list begins further down every day, so that in a season everyone's turn to be first comes as often.
        Rotating = "rotating",
    }
}

/// What is changed; what is none of it stays as it was on each day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Change {
    /// The most stalls of one seller; the inner nothing means no limit.
    pub max_each: Option<Option<usize>>,
    pub ab_list: Option<bool>,
    pub refused_first: Option<bool>,
    /// A category with the most stalls it gets; the inner nothing means no limit.
    pub category: Option<(String, Option<usize>)>,
    pub order: Option<Order>,
}

/// A season dealt again, beside what really was.
#[derive(Clone, Debug)]
pub(crate) struct Rerun {
    /// The days as they were, as far as they were dealt again: requests that came after the run are left out of both.
    pub real: Vec<SeasonDay>,
    pub changed: Vec<SeasonDay>,
    /// Days whose case cannot be dealt any more.
    pub unread: usize,
}

/// Deals the last days of a season again.
pub(crate) fn rerun(days: &[SeasonDay], numbers: &BTreeMap<String, StallId>, change: &Change) -> Rerun {
    let from = days.len().saturating_sub(MOST_DAYS);
    let days = days.get(from..).unwrap_or_default();
    let mut done = Rerun { real: Vec::new(), changed: Vec::new(), unread: 0 };
    let mut refused: Option<BTreeSet<HouseholdId>> = None;
    for (at, day) in days.iter().enumerate() {
        let dealt = day.case.as_ref().map(|case| {
            let case = changed(case, change, (at, days.len()));
            let case = match &refused {
                Some(refused) => after_refusals(case, day, refused),
                None => case,
            };
            (assign(&case), case)
        });
        let Some((Ok(outcome), case)) = dealt else {
            done.unread += 1;
            continue;
        };
        let real = dealt_of(day, &case);
        let again = with_outcome(&real, &outcome, numbers);
        refused = Some(households(&again, |request| request.stalls.is_empty()));
        done.real.push(real);
        done.changed.push(again);
    }
    done
}

/// The case with the rules changed.
fn changed(case: &Case, change: &Change, turn: (usize, usize)) -> Case {
    let mut case = case.clone();
    let market = &mut case.market;
    if let Some(most) = change.max_each {
        market.max_stalls_per_vendor = most;
    }
    market.ab_list_active = change.ab_list.unwrap_or(market.ab_list_active);
    market.refused_last_time_first = change.refused_first.unwrap_or(market.refused_last_time_first);
    if let Some((category, most)) = &change.category {
        market.categories.entry(CategoryName::new(category)).or_default().max_stalls = *most;
    }
    if change.order == Some(Order::Rotating) {
        rotate(&mut case, turn);
    }
    case
}

/// Numbers the vendors anew, beginning so far down the list as the season has gone.
fn rotate(case: &mut Case, (at, days): (usize, usize)) {
    let count = case.vendors.len();
    let first = at * count / days.max(1);
    let mut ranks: Vec<(i64, VendorId)> =
        case.vendors.iter().map(|vendor| (vendor.seniority_rank, vendor.id.clone())).collect();
    ranks.sort();
    ranks.dedup();
    let turns: BTreeMap<&VendorId, usize> =
        ranks.iter().enumerate().map(|(at, (_, id))| (id, (at + count - first) % count.max(1))).collect();
    for vendor in &mut case.vendors {
        let turn = turns.get(&vendor.id).copied().unwrap_or(0);
        vendor.seniority_rank = i64::try_from(turn).unwrap_or(i64::MAX);
    }
}

/// The case with those first in line who got nothing on the day before.
fn after_refusals(mut case: Case, day: &SeasonDay, refused: &BTreeSet<HouseholdId>) -> Case {
    let of: BTreeMap<BookingId, HouseholdId> =
        day.requests.iter().map(|request| (request.booking, request.household)).collect();
    for vendor in &mut case.vendors {
        let household = booking(&vendor.id).and_then(|booking| of.get(&booking));
        vendor.refused_last_time = household.is_some_and(|household| refused.contains(household));
    }
    case
}

fn booking(of: &VendorId) -> Option<BookingId> {
    of.as_str().parse().ok()
}

/// The day with those requests alone that were dealt and still stood on the day.
fn dealt_of(day: &SeasonDay, case: &Case) -> SeasonDay {
    let dealt: BTreeSet<BookingId> = case.vendors.iter().filter_map(|vendor| booking(&vendor.id)).collect();
    let counts = |request: &&Asked| dealt.contains(&request.booking) && matches!(request.fate, Fate::Stood(_));
    let requests = day.requests.iter().filter(counts).cloned().collect();
    SeasonDay { day: day.day.clone(), open: day.open.clone(), requests, case: None }
}

fn with_outcome(day: &SeasonDay, outcome: &Outcome, numbers: &BTreeMap<String, StallId>) -> SeasonDay {
    let mut day = day.clone();
    for request in &mut day.requests {
        let got = outcome.assigned.get(&VendorId::new(request.booking.to_string()));
        let stalls = got.into_iter().flatten().filter_map(|number| numbers.get(number.as_str()).copied());
        request.stalls = stalls.collect();
    }
    day
}

fn households(day: &SeasonDay, which: impl Fn(&Asked) -> bool) -> BTreeSet<HouseholdId> {
    day.requests.iter().filter(|request| which(request)).map(|request| request.household).collect()
}
