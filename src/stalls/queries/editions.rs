//! Reads of drawings as they are kept: the versions of a site's, and the drawing of a market day, which is the site's unless
//! the day has one of its own.
use super::{PAGE, drawing};
use crate::db::Db;
use crate::db::schema::{
    account, assignment_run, assignment_stall, day_drawing, drawing_version, market_day, market_site,
};
use crate::kernel::ids::{BookingId, MarketDayId, RunId, SiteId, StallId};
use crate::stalls::model::{Drawing, Edition, VersionCard};
use chrono::NaiveDate;
use diesel::{ExpressionMethods, OptionalExtension, QueryDsl, QueryResult, RunQueryDsl};
use std::collections::BTreeSet;

/// The drawing of a market day, and which one it is.
#[derive(Clone, Debug)]
pub(crate) struct DrawingOfDay {
    pub drawing: Drawing,
    pub edition: Edition,
    /// How often the day's own drawing was changed; counts on where it was thrown away.
    pub changes: i32,
}

fn read(stored: &str) -> QueryResult<Drawing> {
    serde_json::from_str(stored).map_err(|error| diesel::result::Error::DeserializationError(error.into()))
}

/// The drawing that holds for a market day now.
pub(crate) fn drawing_of_day(db: &mut Db, id: MarketDayId) -> QueryResult<DrawingOfDay> {
    let (of, on, site): (SiteId, NaiveDate, i32) = market_day::table
        .inner_join(market_site::table)
        .filter(market_day::id.eq(id))
        .select((market_site::id, market_day::day, market_site::version))
        .first(db.conn)?;
    let newest: Option<(i32, bool, String)> = day_drawing::table
        .filter(day_drawing::market_day_id.eq(id))
        .order(day_drawing::version.desc())
        .select((day_drawing::version, day_drawing::applies, day_drawing::content))
        .first(db.conn)
        .optional()?;
    let changes = newest.as_ref().map_or(0, |(version, ..)| *version);
    match newest.filter(|(_, applies, _)| *applies) {
        Some((version, _, content)) => {
            Ok(DrawingOfDay { drawing: read(&content)?, edition: Edition { site, day: Some(version) }, changes })
        }
        None => Ok(DrawingOfDay { drawing: drawing(db, of, on)?, edition: Edition { site, day: None }, changes }),
    }
}

/// The drawing that a plan of a market day was made on.
fn drawing_at(db: &mut Db, (site, day): (SiteId, MarketDayId), at: Edition) -> QueryResult<Drawing> {
    match at.day {
        Some(version) => {
            let content: String =
                day_drawing::table.find((day, version)).select(day_drawing::content).first(db.conn)?;
            read(&content)
        }
        None => drawing_in(db, site, at.site),
    }
}

/// A stall that a request has in a run, with the number that it had when it was given.
pub(super) type Held = (BookingId, StallId, String);

/// Who has which stalls in a run, in the order they stand.
pub(super) fn held_in(db: &mut Db, run: RunId) -> QueryResult<Vec<Held>> {
    assignment_stall::table
        .filter(assignment_stall::run_id.eq(run))
        .order((assignment_stall::booking_id, assignment_stall::ord))
        .select((assignment_stall::booking_id, assignment_stall::stall_id, assignment_stall::number))
        .load(db.conn)
}

/// The drawing by which people are told of a run: the one it was planned on, with the numbers that the stalls had when they
/// were given. What was drawn since and given on the day itself is there as well.
pub(super) fn drawing_told(
    db: &mut Db,
    of: (SiteId, MarketDayId),
    planned_on: Edition,
    held: &[Held],
) -> QueryResult<Drawing> {
    let mut drawing = drawing_at(db, of, planned_on)?;
    let stalls = held.iter().map(|(_, stall, _)| *stall);
    let since: BTreeSet<StallId> = stalls.filter(|stall| drawing.stall(*stall).is_none()).collect();
    if !since.is_empty() {
        drawing.add(&since, &drawing_of_day(db, of.1)?.drawing);
    }
    for (_, stall, number) in held {
        drawing.renumber(*stall, number);
    }
    Ok(drawing)
}

/// The drawing by which people are told of a run.
pub(crate) fn drawing_of_run(db: &mut Db, run: RunId) -> QueryResult<Drawing> {
    let (site, day, edition): (SiteId, MarketDayId, Edition) = assignment_run::table
        .inner_join(market_day::table)
        .filter(assignment_run::id.eq(run))
        .select((market_day::site_id, market_day::id, (assignment_run::drawing_version, assignment_run::day_version)))
        .first(db.conn)?;
    let held = held_in(db, run)?;
    drawing_told(db, (site, day), edition, &held)
}

/// The drawing of a site in one of its versions.
pub(crate) fn drawing_in(db: &mut Db, site: SiteId, version: i32) -> QueryResult<Drawing> {
    let content: String =
        drawing_version::table.find((site, version)).select(drawing_version::content).first(db.conn)?;
    read(&content)
}

/// The same of a version that somebody names; nothing where there is none.
pub(crate) fn drawing_once(db: &mut Db, site: SiteId, version: i32) -> QueryResult<Option<Drawing>> {
    let kept = drawing_version::table.find((site, version)).select(drawing_version::content);
    let content: Option<String> = kept.first(db.conn).optional()?;
    content.as_deref().map(read).transpose()
}

/// The own drawing that a day had after so many changes; nothing where it had the site's.
pub(crate) fn day_drawing_once(db: &mut Db, day: MarketDayId, changes: i32) -> QueryResult<Option<Drawing>> {
    let kept = day_drawing::table.find((day, changes)).filter(day_drawing::applies.eq(true));
    let content: Option<String> = kept.select(day_drawing::content).first(db.conn).optional()?;
    content.as_deref().map(read).transpose()
}

/// A page of the versions of a site's drawing, the newest first, one more than a page to tell that there are more; each with
/// its drawing.
pub(crate) fn versions(db: &mut Db, of: SiteId, before: Option<i32>) -> QueryResult<Vec<(VersionCard, Drawing)>> {
    let rows: Vec<(VersionCard, String)> = drawing_version::table
        .inner_join(account::table)
        .filter(drawing_version::site_id.eq(of))
        .filter(drawing_version::version.lt(before.unwrap_or(i32::MAX)))
        .order(drawing_version::version.desc())
        .limit(PAGE + 1)
        .select((
            (drawing_version::version, drawing_version::action, account::name, drawing_version::made_at),
            drawing_version::content,
        ))
        .load(db.conn)?;
    rows.into_iter().map(|(card, content)| Ok((card, read(&content)?))).collect()
}
