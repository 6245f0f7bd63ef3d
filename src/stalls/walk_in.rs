//! Someone known at the site who comes on the day without a request: it is entered as such, and they get a free stall at once
//! or wait for one with the others who are there.
use super::access::{Asker, DayManager};
use super::bookings::{self, AskRefusal};
use super::hand_on::{self, HandOn, HandOnRefusal};
use super::model::{Attendance, BookingState, Counts, DayState, Origin, Request, VendorRow, Wanted, Wishes};
use super::queries::{self, Version};
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
    /// The published plan the manager looked at.
    pub seen: RunId,
    /// Who is passed over was read and is accepted.
    pub accepts_breaks: bool,
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
pub(crate) fn enter(db: &mut Db, by: &DayManager, new: &WalkIn) -> Write<(), WalkInRefusal> {
    let day = queries::day(db, by.day())?;
    if day.day != db.now.today || day.state != DayState::Published {
        return refuse(WalkInRefusal::NotNow);
    }
    // Who was noted as absent and comes after all is taken in as anyone else.
    let was_absent = absences::leave_out(db, by, new.household, day.day)?;
    if let Some((known, BookingState::Asked)) = queries::booking_of(db, by.day(), new.household)?
        && !was_absent
    {
        return if is_done(db, by, known, new.stall)? { Ok(()) } else { refuse(WalkInRefusal::Asked) };
    }
    let Some(wanted) = wanted(db, by, new.household)? else {
        return refuse(WalkInRefusal::Unknown);
    };
    let asker = Asker::manager(by, new.household);
    let asked = bookings::ask_as(db, &asker, by.day(), (&wanted, Origin::WalkIn));
    let booking = asked.map_err(|abort| abort.map(not_asked))?;
    // Who signed off and comes after all has the stall again, if it is still free.
    let has_stall = !queries::plan(db, by.day(), Version::Published)?.stalls_of(booking).is_empty();
    attendance::write(db, by, (booking, Attendance::Here.of(has_stall)), db.now.at)?;
    let Some(stall) = new.stall.filter(|_| !has_stall) else {
        return Ok(());
    };
    let gift = HandOn { stall, to: booking, seen: new.seen, accepts_breaks: new.accepts_breaks };
    hand_on::give(db, by, &gift).map_err(|abort| abort.map(not_given))
}

/// Whether a form that comes twice has been done: they have the stall, or wait as someone who came unasked.
fn is_done(db: &mut Db, by: &DayManager, known: BookingId, wanted: Option<StallId>) -> QueryResult<bool> {
    let plan = queries::plan(db, by.day(), Version::Published)?;
    let theirs = plan.stalls_of(known);
    Ok(match wanted {
        Some(wanted) => theirs.iter().any(|stall| stall.id == wanted),
        None => theirs.is_empty() && plan.request(known).is_some_and(|request| request.origin == Origin::WalkIn),
    })
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

/// The request as it would stand in the plan, behind all others, before it is entered.
pub(super) fn to_be(seller: &VendorRow, wanted: Wanted) -> Request {
    Request {
        booking: BookingId(i64::MAX),
        name: seller.name.clone(),
        shop: seller.shop.clone(),
        wanted,
        seniority: seller.seniority,
        state: BookingState::Asked,
        attendance: Some(Attendance::Here),
        origin: Origin::WalkIn,
        is_absent: false,
        terms: seller.terms,
        own: Vec::new(),
        was_refused: false,
    }
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
