//! The list of a market day under way: who stands where and came or not, whose stall went on, which free stall is offered to
//! whom, and who waits. Pure; what pages show of the day is decided here, once a page.
mod holders;

pub(super) use holders::held_by;

use super::model::{Attendance, DayState, DrawnStall, Origin, Request};
use super::plan::DayPlan;
use super::queue::{Line, Newcomer, Vacancy};
use super::rearrange::{Break, BreakKind};
use crate::kernel::ids::{BookingId, StallId};
use crate::kernel::persian::{SearchQuery, search_text};
use chrono::NaiveDate;

/// Whether one can tick who came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Phase {
    Coming,
    NotPublished,
    UnderWay,
    Over,
}

/// Somebody on the list.
#[derive(Clone, Debug)]
pub(crate) struct Person {
    pub booking: BookingId,
    pub name: String,
    /// The name of the shop; may be empty.
    pub shop: String,
    pub attendance: Option<Attendance>,
    pub origin: Origin,
}

/// Somebody with stalls, or who had some.
#[derive(Clone, Debug)]
pub(crate) struct Holder {
    pub person: Person,
    /// The numbers of the stalls they have, or had before these went on.
    pub stalls: Vec<String>,
    pub hold: Hold,
}

/// How somebody has their stalls.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Hold {
    Planned,
    /// Got them on the day itself; the first of them.
    HandedOn(StallId),
    /// Did not come, and stalls went to others: which to whom, where that is known.
    WentOn(Vec<Gone>),
    SignedOff,
}

/// Stalls that went on from someone who did not come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Gone {
    /// Their numbers.
    pub stalls: Vec<String>,
    /// The name of who has them now.
    pub to: String,
}

/// A stall that nobody stands on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FreeStall {
    pub id: StallId,
    pub number: String,
}

/// A free stall and the one whose turn it is.
#[derive(Clone, Debug)]
pub(crate) struct Offer {
    pub stall: FreeStall,
    pub why: Vacancy,
    pub to: Person,
}

/// How many there are of each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    pub came: usize,
    pub awaited: usize,
    pub missing: usize,
    pub free: usize,
    pub waiting: usize,
}

/// The list of a day.
#[derive(Clone, Debug)]
pub(crate) struct DayList {
    pub phase: Phase,
    pub tally: Tally,
    /// In the order the stalls are drawn; whose stall went on stands beside who has it now.
    pub holders: Vec<Holder>,
    pub offers: Vec<Offer>,
    /// Free stalls that suit nobody who waits.
    pub others: Vec<FreeStall>,
    /// In the order of the offers, and then those who left.
    pub waiting: Vec<Person>,
}

/// What came of a free stall for somebody: what giving it to them breaks.
#[derive(Clone, Debug)]
pub(crate) struct Gift {
    pub to: Person,
    pub seniority: i32,
    pub breaks: Vec<Break>,
}

/// The free stalls as they suit someone without a request, in the order they are drawn.
#[derive(Clone, Debug, Default)]
pub(crate) struct Suited {
    pub unclaimed: Vec<DrawnStall>,
    /// Those which somebody who comes before would take.
    pub claimed: Vec<(DrawnStall, Vec<Break>)>,
    pub unsuited: Vec<Unsuited>,
}

/// A free stall that does not suit someone without a request, and can be given to them all the same.
#[derive(Clone, Debug)]
pub(crate) struct Unsuited {
    pub stall: DrawnStall,
    /// What does not suit them.
    pub own: Vec<BreakKind>,
    /// Who comes before and would take the stall.
    pub passed_over: Vec<Break>,
}

impl Person {
    fn of(request: &Request) -> Person {
        Person {
            booking: request.booking,
            name: request.name.clone(),
            shop: request.public_name().to_owned(),
            attendance: request.attendance,
            origin: request.origin,
        }
    }

    pub fn is_here(&self) -> bool {
        matches!(self.attendance, Some(Attendance::Came | Attendance::Here))
    }

    /// What they are found by, together with the numbers of their stalls.
    pub fn search_text(&self, stalls: &[String]) -> String {
        let parts: Vec<&str> =
            [self.name.as_str(), self.shop.as_str()].into_iter().chain(stalls.iter().map(String::as_str)).collect();
        search_text(&parts)
    }
}

impl DayList {
    /// Leaves those whose name, shop or stall is asked for; the numbers on top stay those of the whole day.
    pub fn keep(&mut self, words: &SearchQuery) {
        self.holders.retain(|holder| words.finds(&holder.person.search_text(&holder.stalls)));
        self.waiting.retain(|person| words.finds(&person.search_text(&[])));
    }
}

impl DayPlan {
    /// The list as it is on a day.
    pub fn list(&self, today: NaiveDate) -> DayList {
        let line = self.line();
        let holders = self.holders();
        let (offers, others) = self.offers(&line);
        let mut waiting: Vec<Person> = line.people().map(Person::of).collect();
        let tally = Tally { free: offers.len() + others.len(), waiting: waiting.len(), ..tally(&holders) };
        waiting.extend(self.requests.iter().filter(|request| self.has_left(request)).map(Person::of));
        DayList { phase: self.phase(today), tally, holders, offers, others, waiting }
    }

    fn phase(&self, today: NaiveDate) -> Phase {
        if self.day.day < today {
            Phase::Over
        } else if self.day.day > today {
            Phase::Coming
        } else if self.day.state == DayState::Published && self.run.is_some() {
            Phase::UnderWay
        } else {
            Phase::NotPublished
        }
    }

    /// Who waited for a stall and waits no longer.
    fn has_left(&self, request: &Request) -> bool {
        request.is_asked() && request.attendance == Some(Attendance::Left) && !self.has_place(request.booking)
    }

    fn offers(&self, line: &Line<'_>) -> (Vec<Offer>, Vec<FreeStall>) {
        let (mut offers, mut others) = (Vec::new(), Vec::new());
        for (stall, why) in self.vacant() {
            let free = FreeStall { id: stall.id, number: stall.number.clone() };
            match line.first_for(stall.id) {
                Some(next) => offers.push(Offer { stall: free, why, to: Person::of(next) }),
                None => others.push(free),
            }
        }
        (offers, others)
    }

    /// Everyone who could have a free stall, in the order of the offers.
    pub fn gifts(&self, stall: StallId) -> Vec<Gift> {
        let line = self.line();
        let gift = |request: &Request| Gift {
            to: Person::of(request),
            seniority: request.seniority,
            breaks: line.gift_breaks(request, stall),
        };
        line.people().map(gift).collect()
    }

    /// The free stalls as they suit someone who came without a request.
    pub fn suited(&self, newcomer: &Newcomer) -> Suited {
        let line = self.line();
        let mut suited = Suited::default();
        for stall in self.free() {
            let own = self.own_breaks((&newcomer.wanted, newcomer.terms.stalls()), stall.id);
            let passed_over = line.passed_over_by(newcomer, stall.id);
            let stall = stall.clone();
            match (own.is_empty(), passed_over.is_empty()) {
                (true, true) => suited.unclaimed.push(stall),
                (true, false) => suited.claimed.push((stall, passed_over)),
                (false, _) => suited.unsuited.push(Unsuited { stall, own, passed_over }),
            }
        }
        suited
    }
}

fn tally(holders: &[Holder]) -> Tally {
    let mut tally = Tally::default();
    for holder in holders.iter().filter(|holder| holder.hold != Hold::SignedOff) {
        match holder.person.attendance {
            Some(Attendance::Came | Attendance::Here) => tally.came += 1,
            Some(Attendance::NoShow | Attendance::Left) => tally.missing += 1,
            None => tally.awaited += 1,
        }
    }
    tally
}
