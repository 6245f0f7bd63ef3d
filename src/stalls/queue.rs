//! A market day under way: which stalls are free and why, who waits for one and in which order it is offered to them, and
//! what giving it to somebody breaks. Pure. Those who are at the market come first, and of them those who asked in time;
//! otherwise the order is that in which the engine deals.
use super::fittings::Fittings;
use super::model::{DrawnStall, Origin, Request, VendorList};
use super::plan::DayPlan;
use super::rearrange::{Ahead, Break, BreakKind, Holding};
use crate::kernel::ids::{BookingId, StallId};

/// Why nobody stands on a stall.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Vacancy<'a> {
    NoShow(&'a Request),
    SignedOff(&'a Request),
    Empty,
}

/// When a free stall is offered to a request: the lowest goes first. The parts are those of the engine's turns.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Turn {
    is_elsewhere: bool,
    is_unasked: bool,
    is_of_second_list: bool,
    group: Group,
    insists_on_more: bool,
    seniority: i32,
    booking: BookingId,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Group {
    SpecialByRight,
    Special,
    ByRight,
    Others,
}

impl Turn {
    /// Which part decides that this turn comes before another.
    fn ahead_of(&self, other: &Turn) -> Ahead {
        let by_rules = |turn: &Turn| (turn.is_of_second_list, turn.group, turn.insists_on_more);
        if self.is_elsewhere != other.is_elsewhere {
            Ahead::IsHere
        } else if self.is_unasked != other.is_unasked {
            Ahead::Asked
        } else if by_rules(self) != by_rules(other) {
            Ahead::Rules
        } else {
            Ahead::Seniority
        }
    }
}

impl DayPlan {
    /// Why a free stall is free.
    pub fn vacancy(&self, stall: StallId) -> Vacancy<'_> {
        let place = self.places.iter().find(|place| place.stalls.contains(&stall));
        match place.and_then(|place| self.request(place.booking)) {
            Some(request) if request.is_asked() => Vacancy::NoShow(request),
            Some(request) => Vacancy::SignedOff(request),
            None => Vacancy::Empty,
        }
    }

    /// Who waits for a stall, in the order in which one is offered.
    pub fn queue(&self) -> Vec<&Request> {
        let mut queue: Vec<&Request> = self.waiting().collect();
        queue.sort_by_cached_key(|request| self.turn(request));
        queue
    }

    /// The first of those who wait whom a free stall suits, and who breaks no rule with it.
    pub fn next_for(&self, stall: StallId) -> Option<&Request> {
        self.queue().into_iter().find(|request| self.own_breaks(request, stall).is_empty())
    }

    fn turn(&self, request: &Request) -> Turn {
        let rules = &self.rules;
        let is_first = (!rules.ab_list && !rules.refused_first)
            || (rules.ab_list && request.terms.list == VendorList::A)
            || (rules.refused_first && request.was_refused);
        let is_special = request.wanted.needs != Fittings::NONE || self.drawing.is_required(&request.wanted.category);
        let is_by_right = !request.own.is_empty() || request.terms.guaranteed > 0;
        Turn {
            is_elsewhere: !request.is_here(),
            is_unasked: request.origin == Origin::WalkIn,
            is_of_second_list: !is_first,
            group: match (is_special, is_by_right) {
                (true, true) => Group::SpecialByRight,
                (true, false) => Group::Special,
                (false, true) => Group::ByRight,
                (false, false) => Group::Others,
            },
            insists_on_more: !is_by_right && request.wanted.counts.least > 1,
            seniority: request.seniority,
            booking: request.booking,
        }
    }

    /// What a request gets with a free stall: as many beside it as it needs at least, where these are free as well.
    fn gift(&self, request: &Request, stall: StallId) -> Vec<StallId> {
        let least = usize::try_from(request.wanted.counts.least).unwrap_or(1);
        let run = self.drawing.run_at(stall, least);
        if run.iter().all(|stall| self.holder(*stall).is_none()) { run } else { vec![stall] }
    }

    /// What everyone holds whom it touches that a free stall is given to a request; the request itself comes first.
    pub fn handed_on(&self, request: &Request, stall: StallId) -> Vec<Holding> {
        let gift = self.gift(request, stall);
        let former = self.places.iter().filter(|place| place.booking != request.booking).filter_map(|place| {
            let left: Vec<StallId> = place.stalls.iter().copied().filter(|held| !gift.contains(held)).collect();
            (left.len() < place.stalls.len()).then_some(Holding { booking: place.booking, stalls: left })
        });
        let former: Vec<Holding> = former.collect();
        let mut holdings = vec![Holding { booking: request.booking, stalls: gift }];
        holdings.extend(former);
        holdings
    }

    /// What it breaks to give a free stall to a request: what does not suit it, and who comes before and would take the stall.
    pub fn gift_breaks(&self, request: &Request, stall: StallId) -> Vec<Break> {
        let own = self.own_breaks(request, stall).into_iter();
        let own = own.map(|kind| Break { booking: request.booking, kind });
        let mine = self.turn(request);
        let before = self.waiting().filter(|other| self.turn(other) < mine);
        let passed_over = before.filter(|other| self.own_breaks(other, stall).is_empty()).map(|other| Break {
            booking: other.booking,
            kind: BreakKind::PassedOver(self.turn(other).ahead_of(&mine)),
        });
        own.chain(passed_over).collect()
    }

    /// What does not suit a request of what it gets with a free stall.
    pub fn own_breaks(&self, request: &Request, stall: StallId) -> Vec<BreakKind> {
        let (wanted, stalls) = (&request.wanted, self.gift(request, stall));
        let mut kinds = self.misfits(request, &stalls);
        if stalls.len() < usize::try_from(wanted.counts.least).unwrap_or(1) {
            kinds.push(BreakKind::Fewer { stalls: stalls.clone() });
        }
        if !wanted.flexible && !stalls.iter().any(|stall| wanted.wishes.contains(*stall)) {
            kinds.push(BreakKind::NotWished { stalls: stalls.clone() });
        }
        if self.is_full_of(&wanted.category, stalls.len()) {
            kinds.push(BreakKind::CategoryFull);
        }
        kinds
    }

    /// Whether one more with so many stalls would be more of a category than the site's rules let in.
    fn is_full_of(&self, category: &str, more: usize) -> bool {
        let Some(rule) = self.drawing.categories.iter().find(|rule| rule.category == category) else {
            return false;
        };
        let theirs = self.placed().filter(|(other, _)| other.wanted.category == category);
        let held: Vec<usize> = theirs.map(|(_, stalls)| stalls.len()).collect();
        let is_over = |most: Option<i32>, count: usize| {
            most.is_some_and(|most| usize::try_from(most).is_ok_and(|most| count > most))
        };
        is_over(rule.max_stalls, held.iter().sum::<usize>() + more) || is_over(rule.max_vendors, held.len() + 1)
    }

    /// Free stalls, each with why it is free; those that someone had come first.
    pub fn vacant(&self) -> Vec<(&DrawnStall, Vacancy<'_>)> {
        let mut vacant: Vec<_> = self.free().map(|stall| (stall, self.vacancy(stall.id))).collect();
        vacant.sort_by_key(|(_, why)| matches!(why, Vacancy::Empty));
        vacant
    }

    /// Who asked, has no stall, and is or was seen waiting: those who stand in the order of the offers, and then those who left.
    pub fn without_stall(&self) -> Vec<&Request> {
        let has_left = |request: &&Request| {
            request.is_asked()
                && !request.stands()
                && self.place(request.booking).is_none_or(|place| place.stalls.is_empty())
        };
        let mut all = self.queue();
        all.extend(self.requests.iter().filter(has_left));
        all
    }
}
