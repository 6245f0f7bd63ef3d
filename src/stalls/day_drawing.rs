//! The drawing of one market day where it is another than the site's: a copy, changed by the same edits. What is added is
//! there on this day alone; nothing of the site changes.
use super::access::DayManager;
use super::drawing::{self, gone, number_of};
use super::edits::{Edit, EditRefusal};
use super::model::{DayState, Drawing, DrawnStall};
use super::queries::{self, DrawingOfDay};
use super::storing;
use super::versions::written;
use crate::audit::{self, Event};
use crate::db::schema::{assignment_stall, day_drawing, market_day, own_stall, stall};
use crate::db::{Db, Write, refuse};
use crate::kernel::ids::StallId;
use chrono::NaiveDate;
use diesel::{
    BoolExpressionMethods, ExpressionMethods, JoinOnDsl, NullableExpressionMethods, OptionalExtension, QueryDsl,
    QueryResult, RunQueryDsl,
};

/// Why the drawing of a day is not changed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum DayDrawingRefusal {
    #[error("the day is called off or past")]
    Closed,
    /// A stall of this day alone is given to someone.
    #[error("stall {0} is given away by the published plan")]
    InUse(String),
    #[error(transparent)]
    Edit(EditRefusal),
}

/// A drawing of the day to be kept.
struct Kept<'a> {
    version: i32,
    /// The day has it; else it has that of the site again.
    applies: bool,
    content: &'a Drawing,
}

/// Changes the drawing of a day; `seen` is how often it had been changed when the manager looked, if they said so.
pub(crate) fn edit(db: &mut Db, by: &DayManager, edit: &Edit, seen: Option<i32>) -> Write<(), DayDrawingRefusal> {
    let (now, day) = current(db, by, seen)?;
    let after = drawing::edited(db, &now.drawing, edit).map_err(|abort| abort.map(DayDrawingRefusal::Edit))?;
    if let Some(number) = owned(db, &gone(&now.drawing, &after), day)? {
        return refuse(DayDrawingRefusal::Edit(EditRefusal::Owned(number)));
    }
    storing::insert_new(db, (by.site().site(), Some(by.day())), (&now.drawing, &after))?;
    insert(db, by, &Kept { version: now.changes + 1, applies: true, content: &after })?;
    note(db, by, edit.action())?;
    Ok(())
}

/// Gives the day the site's drawing again.
pub(crate) fn throw_away(db: &mut Db, by: &DayManager, seen: Option<i32>) -> Write<(), DayDrawingRefusal> {
    let (now, _) = current(db, by, seen)?;
    if now.edition.day.is_none() {
        return refuse(DayDrawingRefusal::Edit(EditRefusal::Stale));
    }
    if let Some(number) = extra_in_use(db, by)? {
        return refuse(DayDrawingRefusal::InUse(number));
    }
    insert(db, by, &Kept { version: now.changes + 1, applies: false, content: &now.drawing })?;
    note(db, by, "throw_day_drawing_away")?;
    Ok(())
}

/// The drawing of the day, if it can still be changed and is the one that was seen.
fn current(db: &mut Db, by: &DayManager, seen: Option<i32>) -> Write<(DrawingOfDay, NaiveDate), DayDrawingRefusal> {
    let day = queries::day(db, by.day())?;
    if day.state == DayState::Cancelled || day.day < db.now.today {
        return refuse(DayDrawingRefusal::Closed);
    }
    let now = queries::drawing_of_day(db, by.day())?;
    if seen == Some(now.changes) { Ok((now, day.day)) } else { refuse(DayDrawingRefusal::Edit(EditRefusal::Stale)) }
}

/// The number of one of these stalls that is a household's own on the day.
fn owned(db: &mut Db, stalls: &[&DrawnStall], day: NaiveDate) -> QueryResult<Option<String>> {
    let ids: Vec<StallId> = stalls.iter().map(|stall| stall.id).collect();
    let found: Option<StallId> = own_stall::table
        .filter(own_stall::stall_id.eq_any(ids))
        .filter(own_stall::starts_on.le(day))
        .filter(own_stall::ends_on.is_null().or(own_stall::ends_on.gt(day)))
        .order(own_stall::stall_id)
        .select(own_stall::stall_id)
        .first(db.conn)
        .optional()?;
    Ok(number_of(stalls, found))
}

/// The number of a stall of this day alone that the published plan has given to someone.
fn extra_in_use(db: &mut Db, by: &DayManager) -> QueryResult<Option<String>> {
    market_day::table
        .inner_join(assignment_stall::table.on(assignment_stall::run_id.nullable().eq(market_day::published_run)))
        .inner_join(stall::table.on(stall::id.eq(assignment_stall::stall_id)))
        .filter(market_day::id.eq(by.day()))
        .filter(stall::only_day.is_not_null())
        .order(stall::id)
        .select(assignment_stall::number)
        .first(db.conn)
        .optional()
}

fn insert(db: &mut Db, by: &DayManager, kept: &Kept) -> QueryResult<()> {
    diesel::insert_into(day_drawing::table)
        .values((
            day_drawing::market_day_id.eq(by.day()),
            day_drawing::version.eq(kept.version),
            day_drawing::applies.eq(kept.applies),
            day_drawing::content.eq(written(kept.content)?),
            day_drawing::made_by.eq(by.actor().account),
            day_drawing::made_at.eq(db.now.at),
        ))
        .execute(db.conn)?;
    Ok(())
}

fn note(db: &mut Db, by: &DayManager, action: &'static str) -> QueryResult<()> {
    let event = Event { action, object: ("market_day", by.day().0), detail: "", area: Some(by.site().area()) };
    audit::record(db, by.actor(), event)
}
