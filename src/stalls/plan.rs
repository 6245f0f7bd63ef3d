//! A market day in one piece: the drawing, who asks, and where they stand in one run.
use super::model::{BookingState, DayCard, Drawing, DrawnStall, Place, Request, Rules, RunCard};
use crate::kernel::ids::{BookingId, StallId};
use std::collections::BTreeSet;

/// One market day with one run of its assignment, if there was one.
#[derive(Clone, Debug)]
pub(crate) struct DayPlan {
    pub day: DayCard,
    pub drawing: Drawing,
    /// The drawing that the run was planned on, where it is another one.
    pub planned: Option<Drawing>,
    pub rules: Rules,
    /// The most senior first.
    pub requests: Vec<Request>,
    pub run: Option<RunCard>,
    pub places: Vec<Place>,
}

impl DayPlan {
    /// The plan as it was made: with those alone who were in its run, whatever they did since.
    #[must_use]
    pub fn when_made(mut self) -> DayPlan {
        let placed: BTreeSet<BookingId> = self.places.iter().map(|place| place.booking).collect();
        self.requests.retain(|request| placed.contains(&request.booking));
        for request in &mut self.requests {
            (request.state, request.is_absent, request.attendance) = (BookingState::Asked, false, None);
        }
        self
    }

    pub fn request(&self, booking: BookingId) -> Option<&Request> {
        self.requests.iter().find(|request| request.booking == booking)
    }

    pub fn place(&self, booking: BookingId) -> Option<&Place> {
        self.places.iter().find(|place| place.booking == booking)
    }

    /// Who stands on a stall: nobody once the holder withdrew or did not come.
    pub fn holder(&self, stall: StallId) -> Option<&Request> {
        let place = self.places.iter().find(|place| place.stalls.contains(&stall))?;
        self.request(place.booking).filter(|request| request.stands())
    }

    /// The stalls of a standing request, in the order they stand; none if it has no place.
    pub fn stalls_of(&self, booking: BookingId) -> Vec<&DrawnStall> {
        let stands = self.request(booking).is_some_and(Request::stands);
        let place = self.place(booking).filter(|_| stands);
        let stalls = place.map(|place| place.stalls.as_slice()).unwrap_or_default();
        stalls.iter().filter_map(|stall| self.drawing.stall(*stall)).collect()
    }

    /// The numbers of the stalls of a standing request.
    pub fn numbers_of(&self, booking: BookingId) -> Vec<String> {
        self.stalls_of(booking).into_iter().map(|stall| stall.number.clone()).collect()
    }

    /// Standing requests that have a place, with their stalls.
    pub fn placed(&self) -> impl Iterator<Item = (&Request, Vec<&DrawnStall>)> {
        let with_stalls = self.requests.iter().map(|request| (request, self.stalls_of(request.booking)));
        with_stalls.filter(|(_, stalls)| !stalls.is_empty())
    }

    /// Standing requests without a stall, the most senior first.
    pub fn waiting(&self) -> impl Iterator<Item = &Request> {
        self.requests.iter().filter(|request| request.stands() && self.stalls_of(request.booking).is_empty())
    }

    /// Standing requests that came after the run.
    pub fn unseen(&self) -> impl Iterator<Item = &Request> {
        self.waiting().filter(|request| self.place(request.booking).is_none())
    }

    /// Those who signed off: the request was taken back, or the household is absent.
    pub fn withdrawn(&self) -> impl Iterator<Item = &Request> {
        self.requests.iter().filter(|request| request.state == BookingState::Withdrawn || request.is_absent)
    }

    /// Stalls on which someone can stand and nobody does.
    pub fn free(&self) -> impl Iterator<Item = &DrawnStall> {
        self.drawing.stalls().filter(|stall| !stall.is_blocked() && self.holder(stall.id).is_none())
    }

    /// Places on stalls that are closed or not there any more, though they stood in the plan; with the numbers they had then.
    pub fn unusable(&self) -> impl Iterator<Item = (&Request, Vec<String>)> {
        let standing = self.places.iter().filter_map(|place| {
            let request = self.request(place.booking).filter(|request| request.stands())?;
            let stalls: Vec<StallId> =
                place.stalls.iter().copied().filter(|stall| !self.drawing.is_usable(*stall)).collect();
            Some((request, self.told_on().numbers(&stalls)))
        });
        standing.filter(|(_, stalls)| !stalls.is_empty())
    }

    /// The drawing by whose numbers people are told of the run.
    fn told_on(&self) -> &Drawing {
        self.planned.as_ref().unwrap_or(&self.drawing)
    }

    /// What a person is told of a place: each stall by its row and its number.
    fn words_of(&self, place: &Place) -> Vec<(&str, &str)> {
        words_on(self.told_on(), place)
    }

    /// The places of standing requests whose stalls have another number, or stand in a row of another name, by now than by
    /// the drawing that the run was planned on.
    pub fn renumbered(&self) -> impl Iterator<Item = &Place> {
        self.places.iter().filter(|place| {
            self.request(place.booking).is_some_and(Request::stands)
                && self.words_of(place) != words_on(&self.drawing, place)
        })
    }

    /// The places of which a person is told otherwise than by the plan that was published before: of another stall, or, where
    /// they come, of the same one by another row or number.
    pub fn changed_since<'a>(&'a self, told: &'a DayPlan) -> impl Iterator<Item = &'a Place> {
        self.places.iter().filter(|place| {
            let comes = self.request(place.booking).is_some_and(Request::stands);
            told.place(place.booking).is_none_or(|before| {
                before.stalls != place.stalls || (comes && told.words_of(before) != self.words_of(place))
            })
        })
    }

    /// Those who had stalls by the plan that was published before and are not in this one, though nobody signed off; with
    /// the numbers they were told.
    pub fn dropped_since<'a>(&'a self, told: &'a DayPlan) -> impl Iterator<Item = (BookingId, Vec<String>)> + 'a {
        let dropped =
            told.places.iter().filter(|before| !before.stalls.is_empty() && self.place(before.booking).is_none());
        let asked = dropped.filter(|before| self.request(before.booking).is_some_and(Request::is_asked));
        asked.map(|before| (before.booking, told.told_on().numbers(&before.stalls)))
    }
}

/// Each stall of a place by its row and its number on a drawing.
fn words_on<'a>(drawing: &'a Drawing, place: &Place) -> Vec<(&'a str, &'a str)> {
    let row = |id| drawing.row_of(id).map_or("", |row| row.name.as_str());
    place.stalls.iter().map(|id| (row(*id), drawing.number(*id))).collect()
}
