//! Own stalls: a stall that is a household's, from a day until it is ended. Its holder is present on every market day unless
//! signed off, so each open day has a request for the holder.
use super::access::SiteManager;
use super::queries;
use super::standing;
use crate::audit::{self, Event};
use crate::db::schema::{own_stall, stall};
use crate::db::{Abort, Db, Write, refuse, refused_by};
use crate::kernel::ids::{HouseholdId, OwnStallId, StallId};
use chrono::NaiveDate;
use diesel::{ExpressionMethods, OptionalExtension, QueryDsl, QueryResult, RunQueryDsl};

/// A stall to become a household's own.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NewOwn {
    pub household: HouseholdId,
    pub stall: StallId,
    pub from: NaiveDate,
}

/// Why a stall does not become, or does not cease to be, a household's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum OwnRefusal {
    #[error("the household is not known at the site")]
    UnknownSeller,
    #[error("there is no such stall at this site, or it is no own stall")]
    UnknownStall,
    #[error("the day is past")]
    Past,
    #[error("the stall is someone's own already")]
    TwoHolders,
}

/// Makes a stall a household's own from a day on.
pub(crate) fn give(db: &mut Db, by: &SiteManager, new: &NewOwn) -> Write<OwnStallId, OwnRefusal> {
    if queries::vendor(db, by.site(), new.household)?.is_none() {
        return refuse(OwnRefusal::UnknownSeller);
    }
    if queries::drawing(db, by.site(), db.now.today)?.stall(new.stall).is_none() {
        return refuse(OwnRefusal::UnknownStall);
    }
    if new.from < db.now.today {
        return refuse(OwnRefusal::Past);
    }
    let id: OwnStallId = db.id();
    diesel::insert_into(own_stall::table)
        .values((
            (own_stall::id.eq(id), own_stall::stall_id.eq(new.stall), own_stall::household_id.eq(new.household)),
            own_stall::starts_on.eq(new.from),
        ))
        .execute(db.conn)
        .map_err(|error| {
            if refused_by(&error, "own_stall_overlap") {
                Abort::Refused(OwnRefusal::TwoHolders)
            } else {
                Abort::Database(error)
            }
        })?;
    standing::enter(db, by.actor(), by.site())?;
    note(db, by, id, "give_own_stall")?;
    Ok(id)
}

/// Ends an own stall: from today on it is nobody's own. Requests that stood for it alone go with it.
pub(crate) fn end(db: &mut Db, by: &SiteManager, id: OwnStallId) -> Write<(), OwnRefusal> {
    let found: Option<(NaiveDate, Option<NaiveDate>, HouseholdId)> = own_stall::table
        .inner_join(stall::table)
        .filter(own_stall::id.eq(id))
        .filter(stall::site_id.eq(by.site()))
        .select((own_stall::starts_on, own_stall::ends_on, own_stall::household_id))
        .first(db.conn)
        .optional()?;
    let today = db.now.today;
    let Some((starts_on, _, household)) = found.filter(|(_, ends_on, _)| ends_on.is_none_or(|ends| ends > today))
    else {
        return refuse(OwnRefusal::UnknownStall);
    };
    if starts_on < today {
        diesel::update(own_stall::table.find(id)).set(own_stall::ends_on.eq(Some(today))).execute(db.conn)?;
    } else {
        diesel::delete(own_stall::table.find(id)).execute(db.conn)?;
    }
    standing::withdraw_holder(db, by.site(), household)?;
    note(db, by, id, "end_own_stall")?;
    Ok(())
}

fn note(db: &mut Db, by: &SiteManager, id: OwnStallId, action: &'static str) -> QueryResult<()> {
    audit::record(db, by.actor(), Event { action, object: ("own_stall", id.0), detail: "", area: Some(by.area()) })
}
