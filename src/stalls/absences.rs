//! Long absence: a household that comes to no market day of a site for a time. It overrides everything that was asked for;
//! when it is over, what was asked for stands again. Days whose cut-off has passed are the manager's.
use super::access::{Asker, DayManager};
use super::jobs;
use super::model::DayState;
use super::queries;
use crate::audit::{self, Actor, Event};
use crate::db::schema::{absence, market_day};
use crate::db::{Abort, Db, Write, refuse, refused_by};
use crate::kernel::ids::{AbsenceId, HouseholdId, SiteId};
use chrono::{Days, NaiveDate};
use diesel::{ExpressionMethods, OptionalExtension, QueryDsl, QueryResult, RunQueryDsl};

/// When a household does not come, and where; both days are included.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NewAbsence {
    pub site: SiteId,
    pub first_day: NaiveDate,
    pub last_day: NaiveDate,
}

const LONGEST_DAYS: i64 = 400;

/// Why an absence is not noted or not taken back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum AbsenceRefusal {
    #[error("the site does not serve the household, or there is no such absence")]
    NotTheirs,
    #[error("the last day is before the first")]
    Order,
    #[error("the absence is over")]
    Past,
    #[error("it is longer than {LONGEST_DAYS} days")]
    TooLong,
    #[error("another absence is at the same time")]
    Overlaps,
    #[error("requests for {day} have ended")]
    TooLate { day: NaiveDate },
}

/// Notes an absence.
pub(crate) fn announce(db: &mut Db, by: &Asker, new: &NewAbsence) -> Write<AbsenceId, AbsenceRefusal> {
    if !by.may_speak_of(new.site) || !queries::is_served(db, new.site, by.household())? {
        return refuse(AbsenceRefusal::NotTheirs);
    }
    if new.last_day < new.first_day {
        return refuse(AbsenceRefusal::Order);
    }
    if new.last_day < db.now.today {
        return refuse(AbsenceRefusal::Past);
    }
    if (new.last_day - new.first_day).num_days() > LONGEST_DAYS {
        return refuse(AbsenceRefusal::TooLong);
    }
    refuse_late(db, by, new)?;
    let id = insert(db, by.actor(), by.household(), new).map_err(|error| {
        if refused_by(&error, "absence_overlap") {
            Abort::Refused(AbsenceRefusal::Overlaps)
        } else {
            Abort::Database(error)
        }
    })?;
    note(db, by, (id, new.site), "note_absence")?;
    // Whoever is to be met at a stall on such a day is not there.
    let days = queries::days_between(db, new.site, (new.first_day.max(db.now.today), new.last_day))?;
    for day in days.iter().filter(|day| day.state == DayState::Published) {
        jobs::plan_looking(db, day.id)?;
    }
    Ok(id)
}

fn insert(db: &mut Db, by: &Actor, of: HouseholdId, new: &NewAbsence) -> QueryResult<AbsenceId> {
    let id: AbsenceId = db.id();
    diesel::insert_into(absence::table)
        .values((
            (absence::id.eq(id), absence::site_id.eq(new.site), absence::household_id.eq(of)),
            (absence::first_day.eq(new.first_day), absence::last_day.eq(new.last_day)),
            (absence::noted_by.eq(by.account), absence::noted_at.eq(db.now.at)),
        ))
        .execute(db.conn)?;
    Ok(id)
}

/// Takes one day out of the absence of someone who came to the market after all; the other days stay as they were noted.
/// Tells whether there was an absence.
pub(super) fn leave_out(db: &mut Db, by: &DayManager, of: HouseholdId, day: NaiveDate) -> QueryResult<bool> {
    let site = by.site().site();
    let found: Option<(AbsenceId, NaiveDate, NaiveDate)> = absence::table
        .filter(absence::site_id.eq(site))
        .filter(absence::household_id.eq(of))
        .filter(absence::first_day.le(day))
        .filter(absence::last_day.ge(day))
        .select((absence::id, absence::first_day, absence::last_day))
        .first(db.conn)
        .optional()?;
    let Some((id, first_day, last_day)) = found else {
        return Ok(false);
    };
    let before = day.pred_opt().filter(|before| *before >= first_day);
    let after = day.succ_opt().filter(|after| *after <= last_day);
    let known = absence::table.find(id);
    match before {
        Some(before) => diesel::update(known).set(absence::last_day.eq(before)).execute(db.conn)?,
        None => diesel::delete(known).execute(db.conn)?,
    };
    if let Some(after) = after {
        insert(db, by.actor(), of, &NewAbsence { site, first_day: after, last_day })?;
    }
    let event = Event { action: "end_absence", object: ("absence", id.0), detail: "", area: Some(by.site().area()) };
    audit::record(db, by.actor(), event)?;
    Ok(true)
}

/// Ends an absence from today on; one that has not begun is taken back.
pub(crate) fn end(db: &mut Db, by: &Asker, id: AbsenceId) -> Write<(), AbsenceRefusal> {
    let theirs = absence::table.filter(absence::id.eq(id)).filter(absence::household_id.eq(by.household()));
    let found: Option<(SiteId, NaiveDate, NaiveDate)> =
        theirs.select((absence::site_id, absence::first_day, absence::last_day)).first(db.conn).optional()?;
    let Some((site, first_day, last_day)) = found.filter(|(site, ..)| by.may_speak_of(*site)) else {
        return refuse(AbsenceRefusal::NotTheirs);
    };
    if last_day < db.now.today {
        return refuse(AbsenceRefusal::Past);
    }
    refuse_late(db, by, &NewAbsence { site, first_day, last_day })?;
    let yesterday = db.now.today.checked_sub_days(Days::new(1)).unwrap_or(db.now.today);
    if first_day <= yesterday {
        diesel::update(absence::table.find(id)).set(absence::last_day.eq(yesterday)).execute(db.conn)?;
    } else {
        diesel::delete(absence::table.find(id)).execute(db.conn)?;
    }
    note(db, by, (id, site), "end_absence")?;
    Ok(())
}

/// Refuses a change that touches a day whose cut-off has passed, unless the manager makes it.
fn refuse_late(db: &mut Db, by: &Asker, new: &NewAbsence) -> Write<(), AbsenceRefusal> {
    if by.manages_site(new.site) {
        return Ok(());
    }
    let closed: Option<NaiveDate> = market_day::table
        .filter(market_day::site_id.eq(new.site))
        .filter(market_day::day.between(new.first_day.max(db.now.today), new.last_day))
        .filter(market_day::cutoff_at.le(db.now.at))
        .filter(market_day::state.ne(DayState::Cancelled))
        .order(market_day::day)
        .select(market_day::day)
        .first(db.conn)
        .optional()?;
    match closed {
        Some(day) => refuse(AbsenceRefusal::TooLate { day }),
        None => Ok(()),
    }
}

fn note(db: &mut Db, by: &Asker, (id, site): (AbsenceId, SiteId), action: &'static str) -> QueryResult<()> {
    let area = queries::area_of(db, site)?;
    audit::record(db, by.actor(), Event { action, object: ("absence", id.0), detail: "", area: Some(area) })
}
