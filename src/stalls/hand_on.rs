//! Giving a free stall on the day itself to someone who waits, and taking it back: a version made of the published one, marked
//! by hand, and published in the same transaction. Of two managers who give the same stall, one does; the other is told.
//! A form that comes twice changes nothing.
use super::access::DayManager;
use super::attendance;
use super::model::{Attendance, DayState, Grounds, Place, Request, RunCard};
use super::moves::{by_hand, copy_of, rearrange};
use super::plan::DayPlan;
use super::queries::{self, Version};
use super::rearrange::{Break, Holding};
use crate::audit::{self, Event};
use crate::db::schema::market_day;
use crate::db::{Db, Write, refuse};
use crate::kernel::ids::{AccountId, BookingId, RunId, StallId};
use crate::messages::{self, Letter};
use diesel::{ExpressionMethods, QueryDsl, QueryResult, RunQueryDsl};

/// A free stall for someone who waits.
#[derive(Clone, Copy, Debug)]
pub(crate) struct HandOn {
    pub stall: StallId,
    pub to: BookingId,
    /// The published plan the manager looked at.
    pub seen: RunId,
    /// What it breaks was read and is accepted.
    pub accepts_breaks: bool,
}

/// Why no stall is given or taken back.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum HandOnRefusal {
    #[error("the market is not today")]
    NotToday,
    #[error("no plan is published")]
    NotPublished,
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
    let holdings = plan.handed_on(request, wanted.stall);
    let places: Vec<Place> = holdings.iter().map(|holding| given(holding, &holdings)).collect();
    publish_with(db, by, (&plan, run), &places)?;
    if request.is_here() {
        attendance::write(db, by, (wanted.to, Attendance::Came), db.now.at)?;
    }
    note(db, by, "hand_on", wanted.to)?;
    Ok(())
}

/// Takes back a stall that was given on the day: whoever had it before has it again, and who had it waits.
pub(crate) fn take_back(db: &mut Db, by: &DayManager, of: BookingId) -> Write<(), HandOnRefusal> {
    let (plan, run) = plan_of_today(db, by)?;
    let Some(place) = plan.place(of) else {
        return refuse(HandOnRefusal::NotWaiting);
    };
    let Grounds::HandedOn { from } = place.grounds else {
        return if place.stalls.is_empty() { Ok(()) } else { refuse(HandOnRefusal::Stale) };
    };
    let mut places = vec![by_hand(&Holding { booking: of, stalls: Vec::new() })];
    let former = from.and_then(|from| plan.place(from)).filter(|former| former.stalls.is_empty());
    places.extend(former.map(|former| by_hand(&Holding { booking: former.booking, stalls: place.stalls.clone() })));
    publish_with(db, by, (&plan, run), &places)?;
    if plan.request(of).is_some_and(Request::is_here) {
        attendance::write(db, by, (of, Attendance::Here), db.now.at)?;
    }
    note(db, by, "take_stall_back", of)?;
    Ok(())
}

fn plan_of_today(db: &mut Db, by: &DayManager) -> Write<(DayPlan, RunCard), HandOnRefusal> {
    let plan = queries::plan(db, by.day(), Version::Published)?;
    if plan.day.day != db.now.today {
        return refuse(HandOnRefusal::NotToday);
    }
    match plan.run.filter(|_| plan.day.state == DayState::Published) {
        Some(run) => Ok((plan, run)),
        None => refuse(HandOnRefusal::NotPublished),
    }
}

fn refusal_of(plan: &DayPlan, request: &Request, wanted: &HandOn) -> Option<HandOnRefusal> {
    if !plan.drawing.stall(wanted.stall).is_some_and(|stall| !stall.is_blocked()) {
        return Some(HandOnRefusal::NoSuchStall);
    }
    if plan.holder(wanted.stall).is_some() {
        return Some(HandOnRefusal::Taken);
    }
    if !plan.stalls_of(wanted.to).is_empty() {
        return Some(HandOnRefusal::NotWaiting);
    }
    // What was accepted on another plan may break something else on this one.
    let is_accepted = wanted.accepts_breaks && plan.run.is_some_and(|run| run.id == wanted.seen);
    let breaks = plan.gift_breaks(request, wanted.stall);
    (!breaks.is_empty() && !is_accepted).then_some(HandOnRefusal::Breaks(breaks))
}

/// The place of one whom a gift touches: the receiver's says from whom it comes, where one had all of it.
fn given(holding: &Holding, all: &[Holding]) -> Place {
    let place = by_hand(holding);
    let is_receiver = all.first().is_some_and(|first| first.booking == holding.booking);
    if !is_receiver {
        return place;
    }
    let mut former = all.iter().skip(1);
    let from = former.next().filter(|former| former.stalls.is_empty()).map(|former| former.booking);
    Place { grounds: Grounds::HandedOn { from: from.filter(|_| former.next().is_none()) }, ..place }
}

/// Publishes a version of the published plan with these places in it, and tells those whose place changed.
fn publish_with(
    db: &mut Db,
    by: &DayManager,
    (plan, run): (&DayPlan, RunCard),
    places: &[Place],
) -> Write<(), HandOnRefusal> {
    let version = copy_of(db, by, plan, run.id)?;
    rearrange(db, version, places)?;
    let still = market_day::table.find(by.day()).filter(market_day::published_run.eq(run.id));
    if diesel::update(still).set(market_day::published_run.eq(version)).execute(db.conn)? == 0 {
        return refuse(HandOnRefusal::Stale);
    }
    tell(db, by, plan, places)?;
    Ok(())
}

/// Who got a stall is told of it; who lost one, that it went on.
fn tell(db: &mut Db, by: &DayManager, plan: &DayPlan, places: &[Place]) -> QueryResult<()> {
    let (site, day) = (queries::site(db, by.site().site())?.name, plan.day.day);
    let people = queries::people_of_day(db, by.day())?;
    let mut letters: Vec<(AccountId, Letter)> = Vec::new();
    for place in places {
        let before = plan.place(place.booking).map(|place| place.stalls.clone()).unwrap_or_default();
        let letter = if place.stalls.is_empty() {
            Letter::StallGivenOn { site: site.clone(), day, stalls: plan.drawing.numbers(&before) }
        } else {
            Letter::StallAssigned { site: site.clone(), day, stalls: plan.drawing.numbers(&place.stalls) }
        };
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
