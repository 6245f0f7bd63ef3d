//! Turning something on or off while the program runs: everywhere, or otherwise in a city, for its market and its shops.
use super::model::{InCity, Level, Switch};
use crate::accounts::access::Admin;
use crate::audit::{self, Event};
use crate::db::schema::area;
use crate::db::{Db, Write, refuse, switch as stored};
use crate::kernel::ids::AreaId;
use diesel::{ExpressionMethods, OptionalExtension, QueryDsl, RunQueryDsl};

/// Why nothing is turned on or off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum SwitchRefusal {
    #[error("somebody else turned something on or off since the form was drawn")]
    Stale,
    #[error("there is no such city")]
    Unknown,
}

/// Turns on what is in the list, and off what is not. `seen` is what was on when the form was drawn; without it nothing is sure.
pub(crate) fn switch(db: &mut Db, by: &Admin, (on, seen): (&[Switch], Option<&[Switch]>)) -> Write<(), SwitchRefusal> {
    let now = stored::all_on(db)?;
    if seen != Some(now.as_slice()) {
        return refuse(SwitchRefusal::Stale);
    }
    for switch in Switch::ALL.iter().filter(|switch| on.contains(switch) != now.contains(switch)) {
        stored::turn(db, (*switch, on.contains(switch)), by.actor().account)?;
        let event = Event { action: "set", object: ("setting", 0), detail: switch.as_str(), area: None };
        audit::record(db, by.actor(), event)?;
    }
    Ok(())
}

/// Sets how each thing is in a city, in the order of all. `seen` is how it was when the form was drawn.
pub(crate) fn switch_in(
    db: &mut Db,
    by: &Admin,
    (city, here, seen): (AreaId, &[InCity], &[InCity]),
) -> Write<(), SwitchRefusal> {
    let known: Option<AreaId> =
        area::table.find(city).filter(area::level.eq(Level::City)).select(area::id).first(db.conn).optional()?;
    if known.is_none() {
        return refuse(SwitchRefusal::Unknown);
    }
    let now = stored::in_city(db, city)?;
    if now != seen {
        return refuse(SwitchRefusal::Stale);
    }
    let changed = Switch::ALL.iter().zip(here.iter().zip(&now)).filter(|(_, (here, now))| here != now);
    for (switch, (here, _)) in changed {
        stored::turn_in(db, city, (*switch, *here), by.actor().account)?;
        let event = Event { action: "set", object: ("area", city.0), detail: switch.as_str(), area: Some(city) };
        audit::record(db, by.actor(), event)?;
    }
    Ok(())
}
