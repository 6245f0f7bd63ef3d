//! How much one seller and one category of goods may have of a market: by what they asked for, and by the site's rules. Pure.
use super::model::{Request, Wanted};
use super::plan::DayPlan;
use super::rearrange::{BreakKind, Holding};
use crate::kernel::ids::BookingId;
use std::collections::BTreeMap;

/// How many stalls each has who has any.
pub(super) type Held = BTreeMap<BookingId, usize>;

/// How much there is of a category.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Volume {
    pub stalls: usize,
    pub vendors: usize,
}

/// How much of a category the rules of a site let in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Room {
    Stalls(i32),
    Sellers(i32),
}

impl Volume {
    /// With one seller more, who has so many stalls.
    #[must_use]
    pub fn and(self, stalls: usize) -> Volume {
        Volume { stalls: self.stalls + stalls, vendors: self.vendors + 1 }
    }
}

impl DayPlan {
    pub(super) fn held_now(&self) -> Held {
        self.placed().map(|(request, stalls)| (request.booking, stalls.len())).collect()
    }

    /// The same after a change.
    pub(super) fn held_after(&self, holdings: &[Holding]) -> Held {
        let mut held = self.held_now();
        for holding in holdings {
            held.remove(&holding.booking);
            if !holding.stalls.is_empty() && self.request(holding.booking).is_some_and(Request::stands) {
                held.insert(holding.booking, holding.stalls.len());
            }
        }
        held
    }

    pub(super) fn volume(&self, category: &str, held: &Held) -> Volume {
        let theirs = self.requests.iter().filter(|request| request.wanted.category == category);
        let counts: Vec<usize> = theirs.filter_map(|request| held.get(&request.booking).copied()).collect();
        Volume { stalls: counts.iter().sum(), vendors: counts.len() }
    }

    /// The limit that a category would have come to exceed, if any. What was too much before is no news.
    pub(super) fn exceeded(&self, category: &str, had: Volume, has: Volume) -> Option<Room> {
        let over = |most: Option<i32>, had: usize, has: usize| {
            most.filter(|most| had < has && usize::try_from(*most).is_ok_and(|most| has > most))
        };
        let rule = self.drawing.categories.iter().find(|rule| rule.category == category)?;
        let stalls = over(rule.max_stalls, had.stalls, has.stalls).map(Room::Stalls);
        stalls.or(over(rule.max_vendors, had.vendors, has.vendors).map(Room::Sellers))
    }

    /// The limit of a category that one more with so many stalls would exceed, if any.
    pub(super) fn exceeded_by(&self, category: &str, more: usize) -> Option<Room> {
        if !self.drawing.categories.iter().any(|rule| rule.category == category) {
            return None;
        }
        let had = self.volume(category, &self.held_now());
        self.exceeded(category, had, had.and(more))
    }

    /// What is broken by so many stalls of one who has so many by right.
    pub(super) fn excess(&self, wanted: &Wanted, by_right: usize, count: usize) -> Vec<BreakKind> {
        let is_over = |most: i32| count > usize::try_from(most).unwrap_or(0).max(by_right);
        let above_most = Some(wanted.counts.most).filter(|most| is_over(*most)).map(BreakKind::AboveMost);
        let above_limit = self.rules.max_each.filter(|most| is_over(*most)).map(BreakKind::AboveLimit);
        above_most.into_iter().chain(above_limit).collect()
    }
}
