//! What a change by hand does to a plan: who holds what afterwards, and what that breaks for whom. Pure.
use super::fittings::Lack;
use super::limits::{Held, Room};
use super::model::{Request, Wanted};
use super::plan::DayPlan;
use crate::kernel::ids::{BookingId, StallId};

/// A change of where one request stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Change {
    /// To this stall, with as many beside it as the request has, or asks for at least. Whoever is there changes places with
    /// it, or gives way.
    To(StallId),
    /// One stall more.
    Also(StallId),
    /// One stall less.
    Without(StallId),
    Nowhere,
}

impl Change {
    /// The stall that is named.
    pub fn stall(self) -> Option<StallId> {
        match self {
            Change::To(stall) | Change::Also(stall) | Change::Without(stall) => Some(stall),
            Change::Nowhere => None,
        }
    }
}

/// What a request holds after a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Holding {
    pub booking: BookingId,
    pub stalls: Vec<StallId>,
}

/// Where someone whom a change touches stands before and after it; nowhere without a stall.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Shift {
    pub booking: BookingId,
    pub before: Vec<StallId>,
    pub after: Vec<StallId>,
}

/// Why somebody who waits comes before another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ahead {
    /// Is at the market, and the other is not.
    IsHere,
    /// Asked in time, and the other came unasked.
    Asked,
    /// Comes first by the rules of the site: the list, the needs, a guaranteed place.
    Rules,
    Seniority,
    /// Has no stall yet, while the other gets one more.
    HasNone,
}

/// What a change by hand breaks, and for whom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Break {
    pub booking: BookingId,
    pub kind: BreakKind,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum BreakKind {
    /// The stall lacks something the request needs.
    Unsuited { stall: StallId, lacks: Vec<Lack> },
    /// Only wished stalls would do, and none of these is one.
    NotWished { stalls: Vec<StallId> },
    /// The stalls do not stand side by side.
    Apart { stalls: Vec<StallId> },
    /// Moves to these stalls to make room.
    Moves { stalls: Vec<StallId> },
    /// Keeps only these stalls, fewer than before or than is asked for at least.
    Fewer { stalls: Vec<StallId> },
    /// Has no stall any more.
    LosesPlace,
    /// Comes before, waits, and would take the stall.
    PassedOver(Ahead),
    /// There are as many of its goods at the market as the site's rules let in.
    CategoryFull { category: String, room: Room },
    /// Asked for so many stalls at most, and gets more.
    AboveMost(i32),
    /// Gets more stalls than the site's rules let one seller have.
    AboveLimit(i32),
    /// Stands no more on these stalls, which are the own ones.
    OffOwn { stalls: Vec<StallId> },
}

impl DayPlan {
    /// What everyone whom the change touches holds afterwards; the request itself comes first.
    pub fn rearranged(&self, booking: BookingId, change: Change) -> Vec<Holding> {
        let from = self.held(booking);
        let onto = self.onto(booking, change);
        let gained: Vec<StallId> = onto.iter().copied().filter(|stall| !from.contains(stall)).collect();
        let mut vacated: Vec<StallId> = from.into_iter().filter(|stall| !onto.contains(stall)).collect();
        let mut holdings = vec![Holding { booking, stalls: onto }];
        for place in self.places.iter().filter(|place| place.booking != booking) {
            let mut stalls: Vec<StallId> =
                place.stalls.iter().copied().filter(|stall| !gained.contains(stall)).collect();
            let lost = place.stalls.len() - stalls.len();
            if lost == 0 {
                continue;
            }
            if stalls.is_empty() && self.request(place.booking).is_some_and(Request::stands) {
                stalls.extend(vacated.drain(..lost.min(vacated.len())));
            }
            holdings.push(Holding { booking: place.booking, stalls });
        }
        holdings
    }

    /// A change in full: everyone who comes to the market and whom it touches, the moved one first.
    pub fn shifts(&self, booking: BookingId, change: Change) -> Vec<Shift> {
        let touched = self.rearranged(booking, change).into_iter();
        let standing = touched.filter(|holding| self.request(holding.booking).is_some_and(Request::stands));
        standing
            .map(|Holding { booking, stalls }| Shift { booking, before: self.held(booking), after: stalls })
            .collect()
    }

    /// The stalls written down for a request, whether it still stands or not.
    fn held(&self, booking: BookingId) -> Vec<StallId> {
        self.place(booking).map(|place| place.stalls.clone()).unwrap_or_default()
    }

    fn onto(&self, booking: BookingId, change: Change) -> Vec<StallId> {
        let mut stalls = self.held(booking);
        match change {
            Change::To(stall) => {
                let least = self.request(booking).map_or(1, |request| request.wanted.counts.least);
                let count = if stalls.is_empty() { usize::try_from(least).unwrap_or(1) } else { stalls.len() };
                return self.drawing.run_at(stall, count);
            }
            Change::Also(stall) if !stalls.contains(&stall) => stalls.push(stall),
            Change::Also(_) => {}
            Change::Without(stall) => stalls.retain(|held| *held != stall),
            Change::Nowhere => stalls.clear(),
        }
        self.drawing.in_order(stalls)
    }

    /// What a change breaks. To take a place away is always said.
    pub fn breaks(&self, booking: BookingId, change: Change) -> Vec<Break> {
        let holdings = self.rearranged(booking, change);
        let mut breaks: Vec<Break> = holdings.iter().flat_map(|holding| self.breaks_of(booking, holding)).collect();
        let (Some(moved), Some(first)) = (self.request(booking), holdings.first()) else {
            return breaks;
        };
        let before = self.held(booking);
        let mut own = Vec::new();
        if first.stalls.len() > before.len() {
            own.extend(self.excess(&moved.wanted, moved.by_right(), first.stalls.len()));
        }
        let after = self.held_after(&holdings);
        let category = &moved.wanted.category;
        let full = self.exceeded(category, self.volume(category, &self.held_now()), self.volume(category, &after));
        own.extend(full.map(|room| BreakKind::CategoryFull { category: category.clone(), room }));
        breaks.extend(own.into_iter().map(|kind| Break { booking, kind }));
        breaks.extend(self.passed_over(moved, (&before, &first.stalls), after));
        breaks
    }

    /// Who waits, comes before the one who is moved, and would take a stall that is gained.
    fn passed_over(&self, moved: &Request, (before, onto): (&[StallId], &[StallId]), after: Held) -> Vec<Break> {
        let gained: Vec<StallId> = onto.iter().copied().filter(|stall| !before.contains(stall)).collect();
        if gained.is_empty() {
            return Vec::new();
        }
        let is_extra = !before.is_empty() && onto.len() > before.len().max(moved.by_right());
        let ahead = match is_extra {
            true => self.waiting().map(|other| (other, Ahead::HasNone)).collect(),
            false => self.ahead_of(moved),
        };
        let mut others = after;
        others.remove(&moved.booking);
        if !before.is_empty() {
            others.insert(moved.booking, before.len());
        }
        let passed_over = ahead.into_iter().filter(|(other, _)| {
            other.booking != moved.booking && self.would_take(other, &gained) && self.has_room_for(other, &others)
        });
        passed_over.map(|(other, ahead)| Break { booking: other.booking, kind: BreakKind::PassedOver(ahead) }).collect()
    }

    /// Whether the rules let in a request beside those who have stalls.
    fn has_room_for(&self, request: &Request, others: &Held) -> bool {
        let (wanted, least) = (&request.wanted, usize::try_from(request.wanted.counts.least).unwrap_or(1));
        let had = self.volume(&wanted.category, others);
        self.exceeded(&wanted.category, had, had.and(least)).is_none()
            && self.excess(wanted, request.by_right(), least).is_empty()
    }

    /// Whether one of these stalls, with as many beside it as are asked for at least, would do for a request.
    fn would_take(&self, request: &Request, stalls: &[StallId]) -> bool {
        let (wanted, least) = (&request.wanted, usize::try_from(request.wanted.counts.least).unwrap_or(1));
        let is_free = |stall: &StallId| {
            stalls.contains(stall) || (self.drawing.is_usable(*stall) && self.holder(*stall).is_none())
        };
        stalls.iter().any(|stall| {
            let run = self.drawing.run_at(*stall, least);
            run.len() >= least
                && run.iter().all(is_free)
                && self.misfits(wanted, &run).is_empty()
                && (wanted.flexible || run.iter().any(|stall| wanted.wishes.contains(*stall)))
        })
    }

    fn breaks_of(&self, moved: BookingId, holding: &Holding) -> Vec<Break> {
        let booking = holding.booking;
        let Some(request) = self.request(booking).filter(|request| request.stands()) else {
            return Vec::new();
        };
        let (before, stalls) = (self.held(booking), &holding.stalls);
        let lost = before.iter().copied().filter(|stall| !stalls.contains(stall));
        let lost_own: Vec<StallId> = lost.filter(|stall| request.own.contains(stall)).collect();
        let off_own = (!lost_own.is_empty()).then_some(BreakKind::OffOwn { stalls: lost_own });
        if stalls.is_empty() {
            let kinds = std::iter::once(BreakKind::LosesPlace).chain(off_own);
            return kinds.map(|kind| Break { booking, kind }).collect();
        }
        let gained: Vec<StallId> = stalls.iter().copied().filter(|stall| !before.contains(stall)).collect();
        let mut kinds: Vec<BreakKind> = off_own.into_iter().collect();
        let is_less = stalls.len() < usize::try_from(request.wanted.counts.least).unwrap_or(1);
        if booking != moved && !gained.is_empty() {
            kinds.push(BreakKind::Moves { stalls: stalls.clone() });
        } else if booking != moved || is_less {
            kinds.push(BreakKind::Fewer { stalls: stalls.clone() });
        }
        kinds.extend(self.misfits(&request.wanted, &gained));
        let wished = &request.wanted.wishes;
        if !request.wanted.flexible && !stalls.iter().any(|stall| wished.contains(*stall)) {
            kinds.push(BreakKind::NotWished { stalls: stalls.clone() });
        }
        if !self.drawing.is_run(stalls) {
            kinds.push(BreakKind::Apart { stalls: stalls.clone() });
        }
        kinds.into_iter().map(|kind| Break { booking, kind }).collect()
    }

    /// The stalls among these that lack something that is needed.
    pub(super) fn misfits(&self, wanted: &Wanted, stalls: &[StallId]) -> Vec<BreakKind> {
        let drawn = stalls.iter().filter_map(|stall| self.drawing.stall(*stall));
        let lacking = drawn.map(|stall| (stall.id, self.drawing.lacks(stall, wanted)));
        lacking
            .filter(|(_, lacks)| !lacks.is_empty())
            .map(|(stall, lacks)| BreakKind::Unsuited { stall, lacks })
            .collect()
    }
}
