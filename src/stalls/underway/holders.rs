//! Who has which stalls on the day, and whose stalls went on to whom.
use super::{Gone, Hold, Holder, Person};
use crate::kernel::ids::{BookingId, StallId};
use crate::stalls::model::{Attendance, Grounds, Place, Request};
use crate::stalls::plan::DayPlan;

impl DayPlan {
    pub(in crate::stalls) fn has_place(&self, booking: BookingId) -> bool {
        self.place(booking).is_some_and(|place| !place.stalls.is_empty())
    }

    /// Everyone with stalls in the order these are drawn, and those whose stalls went on.
    pub(super) fn holders(&self) -> Vec<Holder> {
        let mut holders: Vec<Holder> = Vec::new();
        for stall in self.drawing.stalls() {
            let place = self.places.iter().find(|place| place.stalls.first() == Some(&stall.id));
            let Some((place, request)) = place.and_then(|place| Some((place, self.request(place.booking)?))) else {
                continue;
            };
            let stalls = self.drawing.numbers(&place.stalls);
            holders.push(Holder { person: Person::of(request), stalls, hold: self.hold(place, request) });
            let left = self.left_behind(place, &holders);
            holders.extend(left);
        }
        let is_told = |booking: BookingId| holders.iter().any(|holder| holder.person.booking == booking);
        let untold = self.missed().filter(|request| !is_told(request.booking));
        let untold: Vec<Holder> = untold
            .map(|request| Holder { person: Person::of(request), stalls: Vec::new(), hold: Hold::WentOn(Vec::new()) })
            .collect();
        holders.extend(untold);
        holders
    }

    fn hold(&self, place: &Place, request: &Request) -> Hold {
        let is_missing = request.attendance == Some(Attendance::NoShow);
        let gone = if is_missing { self.gone_from(request.booking) } else { Vec::new() };
        if !request.is_asked() {
            Hold::SignedOff
        } else if !gone.is_empty() {
            Hold::WentOn(gone)
        } else {
            match (&place.grounds, place.stalls.first()) {
                (Grounds::HandedOn { .. }, Some(first)) => Hold::HandedOn(*first),
                _ => Hold::Planned,
            }
        }
    }

    /// Which stalls of someone went to whom, in the order they are drawn.
    fn gone_from(&self, former: BookingId) -> Vec<Gone> {
        let gone = self.places.iter().filter_map(|place| {
            let held = held_by(place, former)?;
            let stalls: Vec<StallId> = place.stalls.iter().copied().filter(|stall| held.contains(stall)).collect();
            let to = self.request(place.booking)?.name.clone();
            Some((stalls.first().copied(), Gone { stalls: self.drawing.numbers(&stalls), to }))
        });
        let mut gone: Vec<(Option<StallId>, Gone)> = gone.filter(|(first, _)| first.is_some()).collect();
        let drawn: Vec<StallId> = self.drawing.stalls().map(|stall| stall.id).collect();
        gone.sort_by_key(|(first, _)| drawn.iter().position(|stall| Some(*stall) == *first));
        gone.into_iter().map(|(_, gone)| gone).collect()
    }

    /// Those who did not come and all of whose stalls went to others, the first of them to the one with this place.
    fn left_behind(&self, place: &Place, told: &[Holder]) -> Vec<Holder> {
        let is_told = |booking: BookingId| told.iter().any(|holder| holder.person.booking == booking);
        let formers = place.grounds.formers().into_iter();
        let missed = formers.filter(|former| !is_told(former.booking)).filter_map(|former| {
            let request = self.request(former.booking).filter(|request| self.is_missed(request))?;
            let stalls = self.drawing.numbers(&former.stalls);
            Some(Holder { person: Person::of(request), stalls, hold: Hold::WentOn(self.gone_from(former.booking)) })
        });
        missed.collect()
    }

    /// Those who did not come and have no stall any more.
    pub fn missed(&self) -> impl Iterator<Item = &Request> {
        self.requests.iter().filter(|request| self.is_missed(request))
    }

    /// Those who are not at the market any more or never were, whether or not their stall went to another.
    pub fn gone(&self) -> impl Iterator<Item = &Request> {
        self.requests.iter().filter(|request| request.is_asked() && !request.stands())
    }

    /// Who did not come and has no stall any more.
    fn is_missed(&self, request: &Request) -> bool {
        request.is_asked() && request.attendance == Some(Attendance::NoShow) && !self.has_place(request.booking)
    }
}

/// What someone held before some of it went to the one with this place.
pub(in crate::stalls) fn held_by(place: &Place, former: BookingId) -> Option<&[StallId]> {
    let formers = place.grounds.formers().into_iter();
    formers.filter(|one| one.booking == former).map(|former| former.stalls.as_slice()).next()
}
