//! A market day in one piece: the drawing, who asks, and where they stand in one run. Pure: what a change by hand would break
//! is worked out here.
use super::fittings::Lack;
use super::model::{BookingState, DayCard, Drawing, DrawnStall, Place, Request, RunCard};
use crate::kernel::ids::{BookingId, StallId};

/// One market day with one run of its assignment, if there was one.
#[derive(Clone, Debug)]
pub(crate) struct DayPlan {
    pub day: DayCard,
    pub drawing: Drawing,
    /// The most senior first.
    pub requests: Vec<Request>,
    pub run: Option<RunCard>,
    pub places: Vec<Place>,
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
    /// Only wished stalls would do, and this is none.
    NotWished { stall: StallId },
    /// Moves to this stall to make room.
    Moves { stall: StallId },
    /// Has no stall any more.
    LosesPlace,
    /// Is more senior, waits, and would take the stall.
    PassedOver,
}

impl DayPlan {
    pub fn request(&self, booking: BookingId) -> Option<&Request> {
        self.requests.iter().find(|request| request.booking == booking)
    }

    pub fn place(&self, booking: BookingId) -> Option<&Place> {
        self.places.iter().find(|place| place.booking == booking)
    }

    /// Who stands on a stall: nobody once the holder withdrew or did not come.
    pub fn holder(&self, stall: StallId) -> Option<&Request> {
        let place = self.places.iter().find(|place| place.stall == Some(stall))?;
        self.request(place.booking).filter(|request| request.stands())
    }

    /// The stall of a standing request.
    pub fn stall_of(&self, booking: BookingId) -> Option<&DrawnStall> {
        let stall = self.place(booking)?.stall?;
        let stands = self.request(booking).is_some_and(Request::stands);
        self.drawing.stall(stall).filter(|_| stands)
    }

    /// Standing requests that have a stall.
    pub fn placed(&self) -> impl Iterator<Item = (&Request, &DrawnStall)> {
        self.requests.iter().filter_map(|request| Some((request, self.stall_of(request.booking)?)))
    }

    /// Standing requests without a stall, the most senior first.
    pub fn waiting(&self) -> impl Iterator<Item = &Request> {
        self.requests.iter().filter(|request| request.stands() && self.stall_of(request.booking).is_none())
    }

    /// Standing requests that came after the run.
    pub fn unseen(&self) -> impl Iterator<Item = &Request> {
        self.waiting().filter(|request| self.place(request.booking).is_none())
    }

    /// Requests that were taken back.
    pub fn withdrawn(&self) -> impl Iterator<Item = &Request> {
        self.requests.iter().filter(|request| request.state == BookingState::Withdrawn)
    }

    /// Stalls on which someone can stand and nobody does.
    pub fn free(&self) -> impl Iterator<Item = &DrawnStall> {
        self.drawing.stalls().filter(|stall| !stall.is_blocked() && self.holder(stall.id).is_none())
    }

    /// The places that differ from what was told before.
    pub fn changed_since<'a>(&'a self, told: &'a [Place]) -> impl Iterator<Item = &'a Place> {
        self.places.iter().filter(|place| {
            let before = told.iter().find(|before| before.booking == place.booking);
            before.is_none_or(|before| before.stall != place.stall)
        })
    }

    /// Whether the request would take the stall.
    pub fn accepts(&self, request: &Request, stall: &DrawnStall) -> bool {
        self.drawing.lacks(stall, &request.category, &request.needs).is_empty()
            && (request.flexible || request.wishes.contains(&stall.id))
    }

    /// What breaks if `booking` is put on `to`, or loses its place: its holder changes places with it, or gives way.
    pub fn breaks(&self, booking: BookingId, to: Option<StallId>) -> Vec<Break> {
        let Some(moved) = self.request(booking) else {
            return Vec::new();
        };
        let Some(stall) = to.and_then(|id| self.drawing.stall(id)) else {
            return vec![Break { booking, kind: BreakKind::LosesPlace }];
        };
        let mut breaks = self.misfits(moved, stall);
        let from = self.stall_of(booking);
        if let Some(holder) = self.holder(stall.id).filter(|holder| holder.booking != booking) {
            breaks.extend(self.makes_room(holder, from));
        }
        if from.is_none() {
            let passed_over = self
                .waiting()
                .filter(|other| other.seniority < moved.seniority && self.accepts(other, stall))
                .map(|other| Break { booking: other.booking, kind: BreakKind::PassedOver });
            breaks.extend(passed_over);
        }
        breaks
    }

    fn makes_room(&self, holder: &Request, to: Option<&DrawnStall>) -> Vec<Break> {
        let booking = holder.booking;
        let Some(stall) = to else {
            return vec![Break { booking, kind: BreakKind::LosesPlace }];
        };
        let mut breaks = vec![Break { booking, kind: BreakKind::Moves { stall: stall.id } }];
        breaks.extend(self.misfits(holder, stall));
        breaks
    }

    fn misfits(&self, request: &Request, stall: &DrawnStall) -> Vec<Break> {
        let booking = request.booking;
        let mut breaks = Vec::new();
        let lacks = self.drawing.lacks(stall, &request.category, &request.needs);
        if !lacks.is_empty() {
            breaks.push(Break { booking, kind: BreakKind::Unsuited { stall: stall.id, lacks } });
        }
        if !request.flexible && !request.wishes.contains(&stall.id) {
            breaks.push(Break { booking, kind: BreakKind::NotWished { stall: stall.id } });
        }
        breaks
    }
}
