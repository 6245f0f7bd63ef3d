//! A market day under way: which stalls are free and why, who waits for one and in which order it is offered to them, and
//! what giving it to somebody breaks. Pure. Those who are at the market come first, and of them those who asked in time;
//! otherwise the order is that in which the engine deals.
use super::fittings::Fittings;
use super::model::{DrawnStall, Origin, Request, Terms, VendorList, Wanted};
use super::plan::DayPlan;
use super::rearrange::{Ahead, Break, BreakKind, Holding};
use crate::kernel::ids::{BookingId, StallId};

/// Why nobody stands on a stall, with the name of whom it was for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Vacancy {
    NoShow(String),
    SignedOff(String),
    Empty,
}

/// When a free stall is offered to somebody: the lowest goes first. The parts are those of the engine's turns.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Turn {
    presence: Presence,
    asking: Asking,
    list: List,
    group: Group,
    insists_on_more: bool,
    seniority: i32,
    entry: Entry,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Presence {
    AtMarket,
    Elsewhere,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Asking {
    InTime,
    Unasked,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum List {
    First,
    Second,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Group {
    SpecialByRight,
    Special,
    ByRight,
    Others,
}

/// Whoever has no request yet comes behind those who have one.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Entry {
    Known(BookingId),
    New,
}

impl Turn {
    /// Which part decides that this turn comes before another.
    fn ahead_of(&self, other: &Turn) -> Ahead {
        let by_rules = |turn: &Turn| (turn.list, turn.group, turn.insists_on_more);
        if self.presence != other.presence {
            Ahead::IsHere
        } else if self.asking != other.asking {
            Ahead::Asked
        } else if by_rules(self) != by_rules(other) {
            Ahead::Rules
        } else {
            Ahead::Seniority
        }
    }
}

/// Someone at the market who has no request yet.
#[derive(Clone, Debug)]
pub(crate) struct Newcomer {
    pub wanted: Wanted,
    pub seniority: i32,
    pub terms: Terms,
}

/// Who waits for a stall, sorted once into the order in which one is offered.
pub(crate) struct Line<'a> {
    plan: &'a DayPlan,
    waiting: Vec<(Turn, &'a Request)>,
}

impl<'a> Line<'a> {
    pub fn people(&self) -> impl Iterator<Item = &'a Request> {
        self.waiting.iter().map(|(_, request)| *request)
    }

    /// The first of those who wait whom a free stall suits, and who breaks no rule with it.
    pub fn first_for(&self, stall: StallId) -> Option<&'a Request> {
        self.people().find(|request| self.would_take(request, stall))
    }

    /// What it breaks to give a free stall to a request: what does not suit it, and who comes before and would take the stall.
    pub fn gift_breaks(&self, request: &Request, stall: StallId) -> Vec<Break> {
        let own = self.plan.own_breaks((&request.wanted, request.by_right()), stall).into_iter();
        let own = own.map(|kind| Break { booking: request.booking, kind });
        own.chain(self.passed_over(&self.plan.turn(request), stall)).collect()
    }

    /// Who comes before someone without a request and would take the stall.
    pub fn passed_over_by(&self, newcomer: &Newcomer, stall: StallId) -> Vec<Break> {
        self.passed_over(&self.plan.turn_of_newcomer(newcomer), stall).collect()
    }

    fn passed_over(&self, turn: &Turn, stall: StallId) -> impl Iterator<Item = Break> {
        let before = self.waiting.iter().filter(move |(other, _)| other < turn);
        before.filter(move |(_, request)| self.would_take(request, stall)).map(move |(other, request)| Break {
            booking: request.booking,
            kind: BreakKind::PassedOver(other.ahead_of(turn)),
        })
    }

    fn would_take(&self, request: &Request, stall: StallId) -> bool {
        self.plan.own_breaks((&request.wanted, request.by_right()), stall).is_empty()
    }
}

impl DayPlan {
    /// Why a free stall is free.
    pub fn vacancy(&self, stall: StallId) -> Vacancy {
        let place = self.places.iter().find(|place| place.stalls.contains(&stall));
        match place.and_then(|place| self.request(place.booking)) {
            Some(request) if request.is_asked() => Vacancy::NoShow(request.name.clone()),
            Some(request) => Vacancy::SignedOff(request.name.clone()),
            None => Vacancy::Empty,
        }
    }

    /// Who waits for a stall. To be made once for all stalls.
    pub fn line(&self) -> Line<'_> {
        let mut waiting: Vec<_> = self.waiting().map(|request| (self.turn(request), request)).collect();
        waiting.sort_by(|(one, _), (other, _)| one.cmp(other));
        Line { plan: self, waiting }
    }

    /// Who waits for a stall and comes before a request, with why.
    pub(super) fn ahead_of(&self, request: &Request) -> Vec<(&Request, Ahead)> {
        let turn = self.turn(request);
        let waiting = self.waiting().map(|other| (self.turn(other), other));
        waiting.filter(|(theirs, _)| *theirs < turn).map(|(theirs, other)| (other, theirs.ahead_of(&turn))).collect()
    }

    /// Who waits for a stall, in the order in which one is offered.
    pub fn queue(&self) -> Vec<&Request> {
        self.line().people().collect()
    }

    fn turn(&self, request: &Request) -> Turn {
        let is_by_right = !request.own.is_empty() || request.terms.guaranteed > 0;
        let comes_back = self.rules.refused_first && request.was_refused;
        Turn {
            presence: if request.is_here() { Presence::AtMarket } else { Presence::Elsewhere },
            asking: if request.origin == Origin::WalkIn { Asking::Unasked } else { Asking::InTime },
            list: if comes_back { List::First } else { self.list_of(request.terms.list) },
            group: self.group_of(&request.wanted, is_by_right),
            insists_on_more: !is_by_right && request.wanted.counts.least > 1,
            seniority: request.seniority,
            entry: Entry::Known(request.booking),
        }
    }

    fn turn_of_newcomer(&self, newcomer: &Newcomer) -> Turn {
        let is_by_right = newcomer.terms.guaranteed > 0;
        Turn {
            presence: Presence::AtMarket,
            asking: Asking::Unasked,
            list: self.list_of(newcomer.terms.list),
            group: self.group_of(&newcomer.wanted, is_by_right),
            insists_on_more: !is_by_right && newcomer.wanted.counts.least > 1,
            seniority: newcomer.seniority,
            entry: Entry::New,
        }
    }

    fn list_of(&self, list: VendorList) -> List {
        let rules = &self.rules;
        let is_undivided = !rules.ab_list && !rules.refused_first;
        if is_undivided || (rules.ab_list && list == VendorList::A) { List::First } else { List::Second }
    }

    fn group_of(&self, wanted: &Wanted, is_by_right: bool) -> Group {
        let is_special = wanted.needs != Fittings::NONE || self.drawing.is_required(&wanted.category);
        match (is_special, is_by_right) {
            (true, true) => Group::SpecialByRight,
            (true, false) => Group::Special,
            (false, true) => Group::ByRight,
            (false, false) => Group::Others,
        }
    }

    /// What comes with a free stall: as many beside it as are needed at least, where these are free as well.
    fn gift(&self, wanted: &Wanted, stall: StallId) -> Vec<StallId> {
        let least = usize::try_from(wanted.counts.least).unwrap_or(1);
        let run = self.drawing.run_at(stall, least);
        if run.iter().all(|stall| self.holder(*stall).is_none()) { run } else { vec![stall] }
    }

    /// What everyone holds whom it touches that a free stall is given to a request; the request itself comes first.
    pub fn handed_on(&self, request: &Request, stall: StallId) -> Vec<Holding> {
        let gift = self.gift(&request.wanted, stall);
        let former = self.places.iter().filter(|place| place.booking != request.booking).filter_map(|place| {
            let left: Vec<StallId> = place.stalls.iter().copied().filter(|held| !gift.contains(held)).collect();
            (left.len() < place.stalls.len()).then_some(Holding { booking: place.booking, stalls: left })
        });
        let former: Vec<Holding> = former.collect();
        let mut holdings = vec![Holding { booking: request.booking, stalls: gift }];
        holdings.extend(former);
        holdings
    }

    /// What does not suit someone who wants this, and has so many by right, of what comes with a free stall.
    pub fn own_breaks(&self, (wanted, by_right): (&Wanted, usize), stall: StallId) -> Vec<BreakKind> {
        let stalls = self.gift(wanted, stall);
        let mut kinds = self.misfits(wanted, &stalls);
        if stalls.len() < usize::try_from(wanted.counts.least).unwrap_or(1) {
            kinds.push(BreakKind::Fewer { stalls: stalls.clone() });
        }
        if !wanted.flexible && !stalls.iter().any(|stall| wanted.wishes.contains(*stall)) {
            kinds.push(BreakKind::NotWished { stalls: stalls.clone() });
        }
        kinds.extend(self.excess(wanted, by_right, stalls.len()));
        let full = self.exceeded_by(&wanted.category, stalls.len());
        kinds.extend(full.map(|room| BreakKind::CategoryFull { category: wanted.category.clone(), room }));
        kinds
    }

    /// Free stalls, each with why it is free; those that someone had come first.
    pub fn vacant(&self) -> Vec<(&DrawnStall, Vacancy)> {
        let mut vacant: Vec<_> = self.free().map(|stall| (stall, self.vacancy(stall.id))).collect();
        vacant.sort_by_key(|(_, why)| matches!(why, Vacancy::Empty));
        vacant
    }
}
