//! Someone known at the site who comes on the day without a request: it is entered as such, and they get a free stall at once
//! or wait for one with the others who are there. Who had signed off has the former stall again while nobody else has it.
use super::access::{Asker, DayManager};
use super::bookings::{self, AskRefusal};
use super::hand_on::{self, HandOn, HandOnRefusal};
use super::model::{Attendance, BookingState, Counts, DayState, Grounds, Origin, VendorRow, Wanted, Wishes};
use super::plan::DayPlan;
use super::queries::{self, Version};
use super::queue::Newcomer;
use super::rearrange::Break;
use super::{absences, attendance};
use crate::db::{Db, Write, refuse};
use crate::kernel::ids::{BookingId, HouseholdId, RunId, StallId};
use diesel::QueryResult;

/// Someone who came, and the stall they get; without one they wait.
#[derive(Clone, Copy, Debug)]
pub(crate) struct WalkIn {
    pub household: HouseholdId,
    pub stall: Option<StallId>,
    /// The published plan on which who is passed over was read, and is accepted.
    pub accepted: Option<RunId>,
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Entered {
    /// They have the stall that was named for them.
    Given,
    /// They have again what the plan had given them: stalls of these numbers.
    HasAgain(Vec<String>),
    Waits,
}

/// Why someone who came is not entered.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum WalkInRefusal {
    #[error("the market is not today, or no plan is published")]
    NotNow,
    #[error("the site does not know the household")]
    Unknown,
    /// They are on the list already, with a stall or waiting.
    #[error("the household has a request")]
    Asked,
    #[error("someone has the stall, or nobody can stand there")]
    Taken,
    #[error("this breaks something")]
    Breaks(Vec<Break>),
}

/// Enters someone who came.
pub(crate) fn enter(db: &mut Db, by: &DayManager, new: &WalkIn) -> Write<Entered, WalkInRefusal> {
    let day = queries::day(db, by.day())?;
    if day.day != db.now.today || day.state != DayState::Published {
        return refuse(WalkInRefusal::NotNow);
    }
    // Who was noted as absent and comes after all is taken in as anyone else.
    let was_absent = absences::leave_out(db, by, new.household, day.day)?;
    if let Some((known, BookingState::Asked)) = queries::booking_of(db, by.day(), new.household)?
        && !was_absent
    {
        let plan = queries::plan(db, by.day(), Version::Published)?;
        return match done(&plan, known, new.stall) {
            Some(entered) => Ok(entered),
            None => refuse(WalkInRefusal::Asked),
        };
    }
    let Some(wanted) = wanted(db, by, new.household)? else {
        return refuse(WalkInRefusal::Unknown);
    };
    let asker = Asker::manager(by, new.household);
    let asked = bookings::ask_as(db, &asker, by.day(), (&wanted, Origin::WalkIn));
    let booking = asked.map_err(|abort| abort.map(not_asked))?;
    // Who signed off and comes after all has the stall again, if it is still free.
    let former = queries::plan(db, by.day(), Version::Published)?.numbers_of(booking);
    attendance::write(db, by, (booking, Attendance::Here.of(!former.is_empty())), db.now.at)?;
    if !former.is_empty() {
        return Ok(Entered::HasAgain(former));
    }
    let Some(stall) = new.stall else {
        return Ok(Entered::Waits);
    };
    let gift = HandOn { stall, to: booking, accepted: new.accepted };
    hand_on::give(db, by, &gift).map_err(|abort| abort.map(not_given))?;
    Ok(Entered::Given)
}

/// What a form that comes twice did when it came first; nothing if it was not done.
fn done(plan: &DayPlan, known: BookingId, wanted: Option<StallId>) -> Option<Entered> {
    let theirs = plan.stalls_of(known);
    if wanted.is_some_and(|wanted| theirs.iter().any(|stall| stall.id == wanted)) {
        return Some(Entered::Given);
    }
    let came_unasked = plan.request(known).is_some_and(|request| request.origin == Origin::WalkIn);
    let was_given = plan.place(known).is_some_and(|place| matches!(place.grounds, Grounds::HandedOn { .. }));
    match (came_unasked, theirs.is_empty(), wanted) {
        (true, true, None) => Some(Entered::Waits),
        (true, false, _) if !was_given => Some(Entered::HasAgain(plan.numbers_of(known))),
        _ => None,
    }
}

/// What someone of the site who comes unasked is taken to want: one stall for what they usually bring, wherever it is. Nothing
/// of someone the site does not know.
pub(crate) fn wanted(db: &mut Db, by: &DayManager, of: HouseholdId) -> QueryResult<Option<Wanted>> {
    if queries::vendor(db, by.site().site(), of)?.is_none() {
        return Ok(None);
    }
    let usual = queries::usual_wants(db, of, by.day())?;
    Ok(usual.map(|usual| Wanted { counts: Counts::ONE, flexible: true, wishes: Wishes::default(), ..usual }))
}

/// A seller who came, as they would stand in the line before they are entered.
pub(super) fn newcomer(seller: &VendorRow, wanted: Wanted) -> Newcomer {
    Newcomer { wanted, seniority: seller.seniority, terms: seller.terms }
}

fn not_asked(refusal: AskRefusal) -> WalkInRefusal {
    match refusal {
        AskRefusal::NotTheirs | AskRefusal::UnknownCategory => WalkInRefusal::Unknown,
        AskRefusal::Cancelled
        | AskRefusal::TooLate
        | AskRefusal::NoWish
        | AskRefusal::Counts
        | AskRefusal::WishUnavailable
        | AskRefusal::NothingAsked => WalkInRefusal::NotNow,
    }
}

fn not_given(refusal: HandOnRefusal) -> WalkInRefusal {
    match refusal {
        HandOnRefusal::NotYet | HandOnRefusal::Over | HandOnRefusal::NotPublished => WalkInRefusal::NotNow,
        HandOnRefusal::NotWaiting => WalkInRefusal::Asked,
        HandOnRefusal::NoSuchStall | HandOnRefusal::Taken | HandOnRefusal::Stale => WalkInRefusal::Taken,
        HandOnRefusal::Breaks(breaks) => WalkInRefusal::Breaks(breaks),
    }
}
