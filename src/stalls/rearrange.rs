//! What a change by hand does to a plan: who holds what afterwards, and what that breaks for whom. Pure.
use super::fittings::Lack;
use super::model::{DrawnStall, Request, Wanted};
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
    CategoryFull,
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
        let grows = matches!(change, Change::Also(_)) && !before.is_empty();
        if before.is_empty() || grows {
            let gained: Vec<&DrawnStall> = first
                .stalls
                .iter()
                .filter(|stall| !before.contains(stall))
                .filter_map(|stall| self.drawing.stall(*stall))
                .collect();
            let comes_before = |other: &Request| grows || other.seniority < moved.seniority;
            let would_take = |other: &Request| {
                other.wanted.counts.least == 1 && gained.iter().any(|stall| self.accepts(other, stall))
            };
            let passed_over = self
                .waiting()
                .filter(|other| other.booking != booking && comes_before(other) && would_take(other))
                .map(|other| Break { booking: other.booking, kind: BreakKind::PassedOver(Ahead::Seniority) });
            breaks.extend(passed_over);
        }
        breaks
    }

    fn breaks_of(&self, moved: BookingId, holding: &Holding) -> Vec<Break> {
        let booking = holding.booking;
        let Some(request) = self.request(booking).filter(|request| request.stands()) else {
            return Vec::new();
        };
        let (before, stalls) = (self.held(booking), &holding.stalls);
        if stalls.is_empty() {
            return vec![Break { booking, kind: BreakKind::LosesPlace }];
        }
        let gained: Vec<StallId> = stalls.iter().copied().filter(|stall| !before.contains(stall)).collect();
        let mut kinds = Vec::new();
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

    /// Whether the request would take the stall.
    pub fn accepts(&self, request: &Request, stall: &DrawnStall) -> bool {
        let wanted = &request.wanted;
        self.drawing.lacks(stall, wanted).is_empty() && (wanted.flexible || wanted.wishes.contains(stall.id))
    }
}
