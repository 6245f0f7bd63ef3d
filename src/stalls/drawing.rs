//! Drawing a site: opening it, and changing its drawing. Every change is checked on the drawing as a whole, written to the
//! tables, and kept as a version. A stall that was ever used is never deleted; it is retired from a day on.
use super::access::SiteManager;
use super::edits::{Edit, EditRefusal};
use super::model::{DayState, Drawing, DrawingAction, DrawnStall, North, SiteDetails};
use super::{queries, storing, versions};
use crate::accounts::access::Admin;
use crate::audit::{self, Event};
use crate::db::schema::{area, assignment_stall, market_day, market_site, own_stall};
use crate::db::{Abort, Db, Write, refuse};
use crate::kernel::ids::{AreaId, SiteId, StallId};
use diesel::{
    BoolExpressionMethods, ExpressionMethods, JoinOnDsl, NullableExpressionMethods, OptionalExtension, QueryDsl,
    QueryResult, RunQueryDsl,
};

/// A site to be opened.
#[derive(Clone, Debug)]
pub(crate) struct NewSite {
    pub area: AreaId,
    pub north: North,
    pub details: SiteDetails,
}

/// Why a site is not opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum SiteRefusal {
    #[error("there is no such area")]
    UnknownArea,
}

/// Opens a site, still without stalls.
pub(crate) fn open_site(db: &mut Db, by: &Admin, new: &NewSite) -> Write<SiteId, SiteRefusal> {
    let known: Option<AreaId> = area::table.find(new.area).select(area::id).first(db.conn).optional()?;
    if known.is_none() {
        return refuse(SiteRefusal::UnknownArea);
    }
    let (id, code): (SiteId, String) = (db.id(), db.code());
    diesel::insert_into(market_site::table)
        .values((
            (market_site::id.eq(id), market_site::code.eq(code), market_site::area_id.eq(new.area)),
            (market_site::north.eq(new.north), &new.details),
            (market_site::ab_list.eq(false), market_site::refused_first.eq(false), market_site::version.eq(1)),
        ))
        .execute(db.conn)?;
    let empty = Drawing { north: Some(new.north), ..Drawing::default() };
    versions::insert(
        db,
        (id, 1),
        &versions::Made { by: by.actor().account, action: DrawingAction::Opened, content: &empty },
    )?;
    let event = Event { action: "open_site", object: ("market_site", id.0), detail: "", area: Some(new.area) };
    audit::record(db, by.actor(), event)?;
    Ok(id)
}

/// Changes the drawing of a site, if its newest version is still the one that was `seen`: not where nobody says which.
pub(crate) fn edit(db: &mut Db, by: &SiteManager, edit: &Edit, seen: Option<i32>) -> Write<(), EditRefusal> {
    let newest = queries::site(db, by.site())?.version;
    if seen != Some(newest) {
        return refuse(EditRefusal::Stale);
    }
    let before = queries::drawing(db, by.site(), db.now.today)?;
    let after = edited(db, &before, edit)?;
    let gone = gone(&before, &after);
    if let Some(number) = given_away(db, &gone)? {
        return refuse(EditRefusal::InUse(number));
    }
    if let Some(number) = owned(db, &gone)? {
        return refuse(EditRefusal::Owned(number));
    }
    storing::store(db, by.site(), (&before, &after))?;
    let action = if matches!(edit, Edit::BringBack(_)) { DrawingAction::BroughtBack } else { DrawingAction::Changed };
    versions::record(db, by, newest, &versions::Made { by: by.actor().account, action, content: &after })?;
    let object = ("market_site", by.site().0);
    audit::record(db, by.actor(), Event { action: edit.action(), object, detail: "", area: Some(by.area()) })?;
    Ok(())
}

/// The drawing after a change, if the change can be made.
pub(super) fn edited(db: &mut Db, before: &Drawing, edit: &Edit) -> Write<Drawing, EditRefusal> {
    if let Some(code) = edit.category()
        && !queries::is_category(db, code)?
    {
        return refuse(EditRefusal::UnknownCategory);
    }
    let mut after = before.clone();
    edit.apply(&mut after, &|| db.id::<StallId>().0).map_err(Abort::Refused)?;
    Ok(after)
}

/// The stalls that a change takes off.
pub(super) fn gone<'a>(before: &'a Drawing, after: &Drawing) -> Vec<&'a DrawnStall> {
    before.stalls().filter(|stall| after.stall(stall.id).is_none()).collect()
}

/// The number of one of these stalls that a published day still to come has in its plan.
fn given_away(db: &mut Db, stalls: &[&DrawnStall]) -> QueryResult<Option<String>> {
    let ids: Vec<StallId> = stalls.iter().map(|stall| stall.id).collect();
    let found: Option<StallId> = market_day::table
        .inner_join(assignment_stall::table.on(assignment_stall::run_id.nullable().eq(market_day::published_run)))
        .filter(assignment_stall::stall_id.eq_any(ids))
        .filter(market_day::day.ge(db.now.today))
        .filter(market_day::state.eq(DayState::Published))
        .order(assignment_stall::stall_id)
        .select(assignment_stall::stall_id)
        .first(db.conn)
        .optional()?;
    Ok(number_of(stalls, found))
}

/// The number of one of these stalls that a household holds as its own, today or later.
fn owned(db: &mut Db, stalls: &[&DrawnStall]) -> QueryResult<Option<String>> {
    let ids: Vec<StallId> = stalls.iter().map(|stall| stall.id).collect();
    let found: Option<StallId> = own_stall::table
        .filter(own_stall::stall_id.eq_any(ids))
        .filter(own_stall::ends_on.is_null().or(own_stall::ends_on.gt(db.now.today)))
        .order(own_stall::stall_id)
        .select(own_stall::stall_id)
        .first(db.conn)
        .optional()?;
    Ok(number_of(stalls, found))
}

pub(super) fn number_of(stalls: &[&DrawnStall], found: Option<StallId>) -> Option<String> {
    stalls.iter().find(|stall| Some(stall.id) == found).map(|stall| stall.number.clone())
}
