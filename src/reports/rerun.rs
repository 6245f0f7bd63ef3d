//! A season dealt again twice, from each day's stored case, the earliest day first: once under the rules of the days, once with
//! one rule or more changed. Both sides are dealt alike, so that what differs comes of the change alone: neither has changes by
//! hand, or stalls given on the day. Whoever is refused comes first on the next day only as the days of that side go, never as
//! the real ones went. Pure; nothing is kept.
use super::model::{Asked, Fate, SeasonDay};
use crate::kernel::ids::{BookingId, HouseholdId, StallId};
use crate::kernel::text_enum;
use crate::stalls::engine::{Case, CategoryName, Market, Outcome, VendorId, assign};
use std::collections::{BTreeMap, BTreeSet};

/// So many days are dealt again at most: the last ones of the season.
pub(crate) const MOST_DAYS: usize = 30;

text_enum! {
    /// In which order those of one group are dealt.
    pub(crate) enum Order {
        Seniority = "seniority",
        /// In the course of the season the list begins further and further down: at its head on the first day, near its
        /// end on the last.
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

/// A season dealt again, on both sides.
#[derive(Clone, Debug)]
pub(crate) struct Rerun {
    /// Under the rules of the days. Requests that came after the run are left out of both.
    pub unchanged: Vec<SeasonDay>,
    pub changed: Vec<SeasonDay>,
    /// Days whose case cannot be dealt any more.
    pub unread: usize,
    /// Whether earlier days of the season are left out, because there are too many.
    pub is_cut: bool,
    /// In what the two sides differ.
    pub altered: Vec<Altered>,
}

/// One rule that differs between the two sides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Altered {
    MaxEach(Turn<Option<usize>>),
    AbList(Turn<bool>),
    RefusedFirst(Turn<bool>),
    /// The most stalls of a category.
    Category(String, Turn<Option<usize>>),
    /// From the order of seniority to rotating turns.
    Rotating,
}

/// What a rule was and what it became.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Turn<T> {
    /// What it was on the days, each once; more than one where it was changed in the course of the season.
    pub was: Vec<T>,
    pub is: T,
}

/// Every day had the rules already that were chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct NothingChanged;

/// Deals the last days of a season again.
pub(crate) fn rerun(days: &[SeasonDay], change: &Change) -> Result<Rerun, NothingChanged> {
    let from = days.len().saturating_sub(MOST_DAYS);
    let last = days.get(from..).unwrap_or_default();
    let is_same = |(at, case): (usize, &Case)| changed(case, change, (at, last.len())) == *case;
    let mut cases = last.iter().enumerate().filter_map(|(at, day)| Some((at, day.case.as_ref()?))).peekable();
    if cases.peek().is_some() && cases.all(is_same) {
        return Err(NothingChanged);
    }
    let (unchanged, changed) = pairs(last, change);
    let unread = last.len() - unchanged.len();
    Ok(Rerun { unchanged, changed, unread, is_cut: from > 0, altered: altered(last, change) })
}

/// The rules that become others. One that every day had already becomes no other.
fn altered(days: &[SeasonDay], change: &Change) -> Vec<Altered> {
    let markets: Vec<&Market> = days.iter().filter_map(|day| Some(&day.case.as_ref()?.market)).collect();
    let of_category = change.category.as_ref().and_then(|(code, most)| {
        let name = CategoryName::new(code);
        let known = |market: &Market| market.categories.get(&name).and_then(|rules| rules.max_stalls);
        turn(&markets, Some(*most), known).map(|turn| Altered::Category(code.clone(), turn))
    });
    [
        turn(&markets, change.max_each, |market| market.max_stalls_per_vendor).map(Altered::MaxEach),
        turn(&markets, change.ab_list, |market| market.ab_list_active).map(Altered::AbList),
        turn(&markets, change.refused_first, |market| market.refused_last_time_first).map(Altered::RefusedFirst),
        of_category,
        (change.order == Some(Order::Rotating)).then_some(Altered::Rotating),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn turn<T: Copy + PartialEq>(markets: &[&Market], is: Option<T>, of: impl Fn(&Market) -> T) -> Option<Turn<T>> {
    let is = is?;
    let mut was: Vec<T> = Vec::new();
    for value in markets.iter().map(|market| of(market)) {
        if !was.contains(&value) {
            was.push(value);
        }
    }
    (was != [is]).then_some(Turn { was, is })
}

/// Each day on both sides, where both can be dealt.
fn pairs(days: &[SeasonDay], change: &Change) -> (Vec<SeasonDay>, Vec<SeasonDay>) {
    let as_it_was = Change::default();
    let mut refused = [None, None];
    let mut done = (Vec::new(), Vec::new());
    for (at, day) in days.iter().enumerate() {
        let turn = (at, days.len());
        let [before, before_changed] = &refused;
        let pair =
            dealt(day, (&as_it_was, turn), before.as_ref()).zip(dealt(day, (change, turn), before_changed.as_ref()));
        if let Some((unchanged, changed)) = pair {
            refused = [&unchanged, &changed].map(|day| Some(refused_on(day)));
            done.0.push(unchanged);
            done.1.push(changed);
        }
    }
    done
}

/// A day dealt again; nothing where its case cannot be.
fn dealt(
    day: &SeasonDay,
    (change, turn): (&Change, (usize, usize)),
    refused: Option<&BTreeSet<HouseholdId>>,
) -> Option<SeasonDay> {
    let case = changed(day.case.as_ref()?, change, turn);
    let case = match refused {
        Some(refused) => after_refusals(case, day, refused),
        None => case,
    };
    let outcome = assign(&case).ok()?;
    Some(with_outcome(day, &case, &outcome))
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
        limit(market, CategoryName::new(category), *most);
    }
    if change.order == Some(Order::Rotating) {
        rotate(&mut case, turn);
    }
    case
}

/// No limit of a category without rules is no rule either.
fn limit(market: &mut Market, category: CategoryName, most: Option<usize>) {
    if most.is_some() || market.categories.contains_key(&category) {
        market.categories.entry(category).or_default().max_stalls = most;
    }
}

/// Numbers the vendors anew, beginning so far down the list as the season has gone.
fn rotate(case: &mut Case, (at, days): (usize, usize)) {
    let mut ranks: Vec<(i64, VendorId)> =
        case.vendors.iter().map(|vendor| (vendor.seniority_rank, vendor.id.clone())).collect();
    ranks.sort();
    ranks.dedup();
    let count = ranks.len();
    let first = at * count / days.max(1);
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

/// The day with those requests alone that were dealt and still stood on the day, on the stalls of this outcome.
fn with_outcome(day: &SeasonDay, case: &Case, outcome: &Outcome) -> SeasonDay {
    let dealt: BTreeSet<BookingId> = case.vendors.iter().filter_map(|vendor| booking(&vendor.id)).collect();
    let counts = |request: &&Asked| dealt.contains(&request.booking) && matches!(request.fate, Fate::Stood(_));
    let requests = day.requests.iter().filter(counts).cloned().map(|request| {
        let got = outcome.assigned.get(&VendorId::new(request.booking.to_string()));
        let numbers = got.into_iter().flatten();
        let stalls: Vec<StallId> = numbers.filter_map(|number| day.numbers.get(number.as_str()).copied()).collect();
        Asked { held: stalls.clone(), stalls, is_given: false, ..request }
    });
    let requests = requests.collect();
    SeasonDay { day: day.day.clone(), open: day.open.clone(), requests, case: None, numbers: BTreeMap::new() }
}

fn refused_on(day: &SeasonDay) -> BTreeSet<HouseholdId> {
    let refused = day.requests.iter().filter(|request| request.stalls.is_empty());
    refused.map(|request| request.household).collect()
}
