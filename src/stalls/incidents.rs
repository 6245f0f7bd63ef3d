//! What happens on a market day: a power cut, damage, a dispute. Only added to; what was noted by mistake is taken back by a
//! row of its own. The note is sealed. A form that arrives twice counts once.
use super::access::DayManager;
use super::model::IncidentKind;
use super::queries::{self, Version};
use crate::audit::{self, Event};
use crate::db::schema::{account, booking, household, incident};
use crate::db::{Db, Write, refuse, vault};
use crate::kernel::clock::utc_of;
use crate::kernel::idem::Idem;
use crate::kernel::ids::{BookingId, IncidentId, KeyId, StallId};
use crate::kernel::secret::Field;
use chrono::{NaiveDateTime, TimeDelta};
use diesel::result::Error;
use diesel::{ExpressionMethods, OptionalExtension, QueryDsl, QueryResult, RunQueryDsl};

/// How long after the day something of it may still be noted.
const LATEST: TimeDelta = TimeDelta::days(7);

/// Something that happened.
#[derive(Clone, Debug)]
pub(crate) struct NewIncident {
    pub kind: IncidentKind,
    /// Where, if it was at one stall.
    pub stall: Option<StallId>,
    /// May be empty, but for [`IncidentKind::Other`].
    pub note: String,
    pub idem: Idem,
    /// How long it waited on the phone.
    pub ago: TimeDelta,
}

/// Why nothing is noted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum IncidentRefusal {
    #[error("the day has not come")]
    NotYet,
    #[error("the day is long past")]
    Over,
    #[error("there is no such stall")]
    NoSuchStall,
    #[error("what happened is not said")]
    Unsaid,
    #[error("there is no such incident on this day")]
    Unknown,
}

/// Notes something that happened; with the stall, also who stood there.
pub(crate) fn note(db: &mut Db, by: &DayManager, new: &NewIncident) -> Write<(), IncidentRefusal> {
    if known(db, by, new.idem.as_str())? {
        return Ok(());
    }
    let plan = queries::plan(db, by.day(), Version::Published)?;
    if plan.day.day > db.now.today {
        return refuse(IncidentRefusal::NotYet);
    }
    if db.now.today - plan.day.day > LATEST {
        return refuse(IncidentRefusal::Over);
    }
    if new.stall.is_some_and(|stall| plan.drawing.stall(stall).is_none()) {
        return refuse(IncidentRefusal::NoSuchStall);
    }
    if new.kind == IncidentKind::Other && new.note.is_empty() {
        return refuse(IncidentRefusal::Unsaid);
    }
    // A clock that was set meanwhile puts nothing before its day.
    let began = utc_of(plan.day.day, 0);
    let of = new.stall.and_then(|stall| plan.holder(stall)).map(|holder| holder.booking);
    let row = Row {
        kind: new.kind,
        stall: new.stall,
        of,
        note: &new.note,
        takes_back: None,
        idem: new.idem.as_str(),
        at: (db.now.at - new.ago.clamp(TimeDelta::zero(), LATEST)).max(began),
    };
    insert(db, by, &row)?;
    Ok(())
}

/// Takes back what was noted by mistake; both rows stay.
pub(crate) fn take_back(db: &mut Db, by: &DayManager, id: IncidentId) -> Write<(), IncidentRefusal> {
    type Known = (IncidentKind, Option<StallId>, Option<BookingId>);
    let found: Option<Known> = incident::table
        .filter(incident::id.eq(id))
        .filter(incident::market_day_id.eq(by.day()))
        .filter(incident::takes_back.is_null())
        .select((incident::kind, incident::stall_id, incident::booking_id))
        .first(db.conn)
        .optional()?;
    let Some((kind, stall, of)) = found else {
        return refuse(IncidentRefusal::Unknown);
    };
    let idem = format!("back/{id}");
    if known(db, by, &idem)? {
        return Ok(());
    }
    insert(db, by, &Row { kind, stall, of, note: "", takes_back: Some(id), idem: &idem, at: db.now.at })?;
    Ok(())
}

fn known(db: &mut Db, by: &DayManager, idem: &str) -> QueryResult<bool> {
    let found: Option<IncidentId> = incident::table
        .filter(incident::market_day_id.eq(by.day()))
        .filter(incident::idem.eq(idem))
        .select(incident::id)
        .first(db.conn)
        .optional()?;
    Ok(found.is_some())
}

/// A row to be added.
struct Row<'a> {
    kind: IncidentKind,
    stall: Option<StallId>,
    of: Option<BookingId>,
    note: &'a str,
    takes_back: Option<IncidentId>,
    idem: &'a str,
    at: NaiveDateTime,
}

fn insert(db: &mut Db, by: &DayManager, row: &Row) -> QueryResult<()> {
    let id: IncidentId = db.id();
    let key_id = key_of(db, by, row.of)?;
    let key = vault::key(db, key_id)?.ok_or(Error::NotFound)?;
    diesel::insert_into(incident::table)
        .values((
            (incident::id.eq(id), incident::market_day_id.eq(by.day()), incident::kind.eq(row.kind)),
            (incident::stall_id.eq(row.stall), incident::booking_id.eq(row.of), incident::key_id.eq(key_id)),
            incident::note_sealed.eq(vault::seal(&key, &note_field(id), row.note)?),
            (incident::takes_back.eq(row.takes_back), incident::idem.eq(row.idem)),
            (incident::noted_by.eq(by.actor().account), incident::noted_at.eq(row.at)),
        ))
        .execute(db.conn)?;
    let action = if row.takes_back.is_some() { "take_incident_back" } else { "note_incident" };
    let event = Event { action, object: ("incident", id.0), detail: row.kind.as_str(), area: Some(by.site().area()) };
    audit::record(db, by.actor(), event)
}

/// The key that seals a note: of the household it is about, so that the note goes with it, or else of whoever notes it.
fn key_of(db: &mut Db, by: &DayManager, of: Option<BookingId>) -> QueryResult<KeyId> {
    match of {
        Some(of) => booking::table
            .inner_join(household::table)
            .filter(booking::id.eq(of))
            .select(household::key_id)
            .first(db.conn),
        None => account::table.find(by.actor().account).select(account::key_id).first(db.conn),
    }
}

pub(super) fn note_field(id: IncidentId) -> Field {
    Field { table: "incident", column: "note_sealed", row: id.0 }
}
