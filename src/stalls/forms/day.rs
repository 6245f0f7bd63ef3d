//! What browsers send on the day itself: ticks, gifts of stalls, who came unasked, and what happened.
use super::Reader;
use crate::i18n::Locale;
use crate::kernel::fields::Fields;
use crate::kernel::idem::Idem;
use crate::kernel::ids::{BookingId, HouseholdId, RunId, StallId};
use crate::stalls::attendance::Tick;
use crate::stalls::hand_on::HandOn;
use crate::stalls::incidents::NewIncident;
use crate::stalls::model::{Attendance, IncidentKind};
use crate::stalls::walk_in::WalkIn;
use crate::ui::Problem;
use crate::ui::form::key;
use chrono::TimeDelta;
use std::str::FromStr;

/// A tick; nothing where it names no request or says nothing that could be seen.
pub(in crate::stalls) fn tick(fields: &Fields) -> Option<Tick> {
    let of: BookingId = fields.text("booking").parse().ok()?;
    Some(Tick { of, seen: Attendance::parse(fields.text("state"))?, ago: ago(fields) })
}

/// How long a form waited on the phone.
fn ago(fields: &Fields) -> TimeDelta {
    TimeDelta::seconds(fields.text("ago").parse::<u32>().unwrap_or(0).into())
}

/// A free stall for someone; nothing where the form does not name them.
pub(in crate::stalls) fn hand_on(fields: &Fields) -> Option<HandOn> {
    Some(HandOn {
        stall: fields.text("stall").parse().ok()?,
        to: fields.text("booking").parse().ok()?,
        accepted: accepted(fields),
    })
}

/// Someone who came; nothing where the form names nobody, or a stall that cannot be read.
pub(in crate::stalls) fn walk_in(fields: &Fields) -> Option<WalkIn> {
    let household: HouseholdId = fields.text("household").parse().ok()?;
    let stall = stall(fields).ok()?;
    Some(WalkIn { household, stall, accepted: accepted(fields) })
}

/// The stall that a form names, if it names one.
fn stall(fields: &Fields) -> Result<Option<StallId>, <StallId as FromStr>::Err> {
    let typed = fields.text("stall");
    if typed.is_empty() { Ok(None) } else { typed.parse().map(Some) }
}

/// The published plan that a form stood beside, where what it breaks there was read and is accepted.
fn accepted(fields: &Fields) -> Option<RunId> {
    fields.text("run").parse().ok().filter(|_| fields.text("accept") == "yes")
}

/// Something that happened.
pub(in crate::stalls) fn incident(fields: &Fields, locale: &Locale) -> Result<NewIncident, Vec<Problem>> {
    let mut reader = Reader::new(fields, locale);
    let idem: Option<Idem> = key(fields, locale).map_err(|problem| reader.problems.push(problem)).ok();
    let kind = IncidentKind::parse(fields.text("kind"));
    let note = reader.lines("note");
    match kind {
        None => reader.problem("kind", locale.text.stalls_incident_kind_missing()),
        Some(IncidentKind::Other) if note.is_empty() => {
            reader.problem("note", locale.text.stalls_incident_note_missing());
        }
        Some(_) => {}
    }
    let stall = stall(fields).map_err(|_| reader.problem("stall", locale.text.stalls_incident_no_stall()));
    match (kind, idem, stall) {
        (Some(kind), Some(idem), Ok(stall)) => reader.done(NewIncident { kind, stall, note, idem, ago: ago(fields) }),
        _ => Err(reader.problems),
    }
}

/// The stall whose page a form stood on, as its square names it.
pub(in crate::stalls) fn scanned(fields: &Fields) -> Option<(String, String)> {
    let (market, number) = (fields.text("market"), fields.text("number"));
    (!market.is_empty() && !number.is_empty()).then(|| (market.to_owned(), number.to_owned()))
}
