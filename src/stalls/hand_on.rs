//! Giving a free stall on the day itself to someone who waits, and taking it back: a version made of the published one, marked
//! by hand, and published in the same transaction. Of two managers who give the same stall, one does; the other is told.
//! A form that comes twice changes nothing.
use super::access::DayManager;
use super::model::{Attendance, DayState, Former, Grounds, Place, Request, RunCard, Waited};
use super::moves::{by_hand, copy_of, rearrange};
use super::plan::DayPlan;
use super::publish;
use super::queries::{self, Version};
use super::rearrange::{Break, Holding};
use super::underway::held_by;
use super::{attendance, jobs};
use crate::audit::{self, Event};
use crate::db::schema::market_day;
use crate::db::{Db, Write, refuse};
use crate::kernel::ids::{AccountId, BookingId, RunId, StallId};
use crate::messages::{self, Letter, OnDay};
use diesel::{ExpressionMethods, QueryDsl, QueryResult, RunQueryDsl};
use std::collections::BTreeSet;

/// A free stall for someone who waits.
#[derive(Clone, Copy, Debug)]
pub(crate) struct HandOn {
    pub stall: StallId,
    pub to: BookingId,
    /// The published plan on which what it breaks was read, and is accepted.
    pub accepted: Option<RunId>,
}

/// Why no stall is given or taken back.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum HandOnRefusal {
    #[error("the market has not come")]
    NotYet,
    #[error("the market is over")]
    Over,
    #[error("no plan is published")]
    NotPublished,
    /// Neither on the drawing of the plan nor, where that changed since, on the day's.
    #[error("nobody can stand there")]
    NoSuchStall,
    #[error("someone has the stall")]
    Taken,
    #[error("the request does not wait for a stall")]
    NotWaiting,
    #[error("the plan was changed meanwhile")]
    Stale,
    #[error("this breaks something")]
    Breaks(Vec<Break>),
}

/// Gives a free stall to someone who waits, publishes that, and tells them.
pub(crate) fn give(db: &mut Db, by: &DayManager, wanted: &HandOn) -> Write<(), HandOnRefusal> {
    let (plan, run) = plan_of_today(db, by)?;
    let Some(request) = plan.request(wanted.to).filter(|request| request.stands()) else {
        return refuse(HandOnRefusal::NotWaiting);
    };
    if plan.holder(wanted.stall).is_some_and(|holder| holder.booking == wanted.to) {
        return Ok(());
    }
    if let Some(refusal) = refusal_of(&plan, request, wanted) {
        return refuse(refusal);
    }
    publish_with(db, by, (&plan, run), &given(&plan, request, wanted.stall))?;
    if request.is_here() {
        attendance::write(db, by, (wanted.to, Attendance::Came), db.now.at)?;
    }
    note(db, by, "hand_on", wanted.to)?;
    Ok(())
}

/// Takes back what was given on the day to a request, if this stall is still among it: whoever had it before has again what
/// they had, and who had it waits as before.
pub(crate) fn take_back(db: &mut Db, by: &DayManager, (of, stall): (BookingId, StallId)) -> Write<(), HandOnRefusal> {
    let (plan, run) = plan_of_today(db, by)?;
    let Some(place) = plan.place(of) else {
        return refuse(HandOnRefusal::NotWaiting);
    };
    if place.stalls.is_empty() {
        return Ok(());
    }
    let Grounds::HandedOn { from, waited } = &place.grounds else {
        return refuse(HandOnRefusal::Stale);
    };
    if !place.stalls.contains(&stall) {
        return refuse(HandOnRefusal::Stale);
    }
    let mut places = vec![waiting_again(of, waited.as_deref())];
    places.extend(from.iter().filter_map(|former| restored(&plan, former, place)));
    publish_with(db, by, (&plan, run), &places)?;
    for place in &places {
        let known = plan.request(place.booking).and_then(|request| request.attendance);
        if let Some(seen) = known.map(|seen| seen.of(!place.stalls.is_empty())).filter(|seen| Some(*seen) != known) {
            attendance::write(db, by, (place.booking, seen), db.now.at)?;
        }
    }
    note(db, by, "take_stall_back", of)?;
    Ok(())
}

fn plan_of_today(db: &mut Db, by: &DayManager) -> Write<(DayPlan, RunCard), HandOnRefusal> {
    let plan = queries::plan_to_keep(db, by.day())?;
    if plan.day.day > db.now.today {
        return refuse(HandOnRefusal::NotYet);
    }
    if plan.day.day < db.now.today {
        return refuse(HandOnRefusal::Over);
    }
    match plan.run.filter(|_| plan.day.state == DayState::Published) {
        Some(run) => Ok((plan, run)),
        None => refuse(HandOnRefusal::NotPublished),
    }
}

fn refusal_of(plan: &DayPlan, request: &Request, wanted: &HandOn) -> Option<HandOnRefusal> {
    if !plan.drawing.is_usable(wanted.stall) {
        return Some(HandOnRefusal::NoSuchStall);
    }
    if plan.holder(wanted.stall).is_some() {
        return Some(HandOnRefusal::Taken);
    }
    if !plan.stalls_of(wanted.to).is_empty() {
        return Some(HandOnRefusal::NotWaiting);
    }
    // What was accepted on another plan may break something else on this one.
    let is_accepted = wanted.accepted.is_some() && wanted.accepted == plan.run.map(|run| run.id);
    let breaks = plan.line().gift_breaks(request, wanted.stall);
    (!breaks.is_empty() && !is_accepted).then_some(HandOnRefusal::Breaks(breaks))
}

/// The places of all whom a gift touches: the receiver's says who had some of it before, and what they held.
fn given(plan: &DayPlan, to: &Request, stall: StallId) -> Vec<Place> {
    let holdings = plan.handed_on(to, stall);
    let former = holdings.iter().filter(|holding| holding.booking != to.booking);
    let before: Vec<(&Holding, &Place)> =
        former.filter_map(|holding| Some((holding, plan.place(holding.booking)?))).collect();
    let from = before.iter().map(|(_, before)| plan.held_today(before)).collect();
    let waited =
        plan.place(to.booking).and_then(|place| Some(Waited { reason: place.reason?, grounds: place.grounds.clone() }));
    let receiver = holdings.iter().filter(|holding| holding.booking == to.booking);
    let receiver = receiver.map(|holding| Place {
        grounds: Grounds::HandedOn { from: Vec::clone(&from), waited: waited.clone().map(Box::new) },
        ..by_hand(holding)
    });
    // Who keeps a part holds it for the same reason as before.
    let former = before.iter().map(|(left, before)| {
        let grounds = if left.stalls.is_empty() { Grounds::NotThere } else { before.grounds.clone() };
        Place { grounds, ..by_hand(left) }
    });
    receiver.chain(former).collect()
}

/// Someone who waits for a stall again, for the reason for which they had waited.
fn waiting_again(of: BookingId, waited: Option<&Waited>) -> Place {
    let empty = by_hand(&Holding { booking: of, stalls: Vec::new() });
    match waited.cloned() {
        Some(Waited { reason, grounds }) => Place { reason: Some(reason), grounds, ..empty },
        None => empty,
    }
}

impl DayPlan {
    /// What someone held before any of it went on, so that gifts can be taken back in any order. What went on before they
    /// had what they hold now is no part of it.
    fn held_today(&self, place: &Place) -> Former {
        let mut held: BTreeSet<StallId> = place.stalls.iter().copied().collect();
        let gone = self.places.iter().filter_map(|gift| held_by(gift, place.booking));
        held.extend(gone.filter(|gone| place.stalls.iter().all(|stall| gone.contains(stall))).flatten());
        let stalls = self.drawing.stalls().map(|stall| stall.id).filter(|stall| held.contains(stall)).collect();
        Former { booking: place.booking, stalls, grounds: Some(Box::new(place.grounds.clone())) }
    }
}

/// What a former holder has again when this place is given up: what they held, without what was closed or went to others by
/// now. Nothing changes for one who got another stall since.
fn restored(plan: &DayPlan, former: &Former, given_up: &Place) -> Option<Place> {
    let now = &plan.place(former.booking)?.stalls;
    if now.iter().any(|stall| !former.stalls.contains(stall)) {
        return None;
    }
    let comes_back = |stall: &StallId| given_up.stalls.contains(stall) && plan.drawing.is_usable(*stall);
    let stalls: Vec<StallId> =
        former.stalls.iter().copied().filter(|stall| now.contains(stall) || comes_back(stall)).collect();
    let grounds = former.grounds().cloned().unwrap_or(Grounds::Hand);
    let again = Place { grounds, ..by_hand(&Holding { booking: former.booking, stalls }) };
    (again.stalls != *now).then_some(again)
}

/// Publishes a version of the published plan with these places in it, and tells those whose place changed.
fn publish_with(
    db: &mut Db,
    by: &DayManager,
    (plan, run): (&DayPlan, RunCard),
    places: &[Place],
) -> Write<(), HandOnRefusal> {
    // On the same drawing and with the numbers that were told, so that nobody else's place changes its meaning.
    let told = queries::plan(db, by.day(), Version::Published)?;
    let version = copy_of(db, by, &told, (run.id, run.edition))?;
    rearrange(db, version, (&plan.drawing, places))?;
    let still = market_day::table.find(by.day()).filter(market_day::published_run.eq(run.id));
    if diesel::update(still).set(market_day::published_run.eq(version)).execute(db.conn)? == 0 {
        return refuse(HandOnRefusal::Stale);
    }
    publish::keep(db, version)?;
    tell(db, by, plan, places)?;
    Ok(jobs::plan_looking_later(db, by.day())?)
}

/// What someone is told whose stalls are others than before.
fn letter(plan: &DayPlan, place: &Place, places: &[Place], on: OnDay) -> Letter {
    let held = plan.place(place.booking);
    let before = held.map(|held| held.stalls.as_slice()).unwrap_or_default();
    let lost: Vec<StallId> = before.iter().copied().filter(|stall| !place.stalls.contains(stall)).collect();
    let stalls = plan.drawing.numbers(&place.stalls);
    if lost.is_empty() || place.stalls.iter().any(|stall| !before.contains(stall)) {
        return Letter::StallAssigned { on, stalls };
    }
    let gone = plan.drawing.numbers(&lost);
    let is_back = |other: &Place| held.is_some_and(|held| held_by(held, other.booking).is_some());
    let went_on = places.iter().any(|other| !is_back(other) && lost.iter().any(|stall| other.stalls.contains(stall)));
    match (stalls.is_empty(), went_on) {
        (true, true) => Letter::StallGivenOn { on, stalls: gone },
        (true, false) => Letter::StallTakenBack { on, stalls: gone },
        (false, _) => Letter::StallPartGone { on, gone, stalls },
    }
}

/// Who got a stall is told of it; who lost one, which it was and what became of it.
fn tell(db: &mut Db, by: &DayManager, plan: &DayPlan, places: &[Place]) -> QueryResult<()> {
    let on = OnDay { site: queries::site(db, by.site().site())?.name, day: plan.day.day, id: Some(plan.day.id) };
    let people = queries::people_of_day(db, by.day())?;
    let mut letters: Vec<(AccountId, Letter)> = Vec::new();
    for place in places {
        let letter = letter(plan, place, places, on.clone());
        let is_asked = plan.request(place.booking).is_some_and(Request::is_asked);
        let theirs = people.iter().filter(|person| is_asked && person.booking == place.booking);
        letters.extend(theirs.map(|person| (person.account, letter.clone())));
    }
    messages::send_all(db, &letters)
}

fn note(db: &mut Db, by: &DayManager, action: &'static str, of: BookingId) -> QueryResult<()> {
    let event = Event { action, object: ("booking", of.0), detail: "", area: Some(by.site().area()) };
    audit::record(db, by.actor(), event)
}
