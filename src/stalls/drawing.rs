//! Drawing a site: opening it, adding a row of stalls at once, changing, blocking or taking away one stall.
//! A stall that was ever used is never deleted; it is retired from a day on.
use super::access::SiteManager;
use super::fittings::{Baking, Fittings, Power};
use super::model::{DayState, North};
use super::queries;
use crate::accounts::access::Admin;
use crate::audit::{self, Event};
use crate::db::schema::{area, assignment_stall, market_day, market_site, own_stall, site_row, stall};
use crate::db::{Abort, Db, Write, on_each, refuse, violated};
use crate::kernel::ids::{AreaId, RowId, SiteId, StallId};
use chrono::NaiveDate;
use diesel::{
    BoolExpressionMethods, ExpressionMethods, Insertable, JoinOnDsl, NullableExpressionMethods, OptionalExtension,
    QueryDsl, QueryResult, RunQueryDsl,
};

/// A site to be opened.
#[derive(Clone, Debug)]
pub(crate) struct NewSite {
    pub area: AreaId,
    pub name: String,
    pub address: String,
    /// Minutes after midnight in Tehran.
    pub opens_minute: i32,
    pub closes_minute: i32,
    /// How many hours before the opening requests end.
    pub cutoff_hours: i32,
    /// How many minutes after the opening a stall may be given on.
    pub no_show_minutes: i32,
    pub north: North,
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
            (market_site::name.eq(&new.name), market_site::address.eq(&new.address), market_site::north.eq(new.north)),
            (market_site::opens_minute.eq(new.opens_minute), market_site::closes_minute.eq(new.closes_minute)),
            market_site::cutoff_hours.eq(new.cutoff_hours),
            market_site::no_show_minutes.eq(new.no_show_minutes),
            (market_site::ab_list.eq(false), market_site::refused_first.eq(false), market_site::version.eq(1)),
        ))
        .execute(db.conn)?;
    let event = Event { action: "open_site", object: ("market_site", id.0), detail: "", area: Some(new.area) };
    audit::record(db, by.actor(), event)?;
    Ok(id)
}

/// A row of like stalls, numbered one after the other.
#[derive(Clone, Debug)]
pub(crate) struct NewRow {
    pub name: String,
    /// The last stall stands beside the first.
    pub is_ring: bool,
    /// From 1 to [`MOST_IN_ROW`].
    pub stalls: i32,
    /// What stands before each number, such as `A`; often nothing.
    pub prefix: String,
    pub first_number: i32,
    pub width_cm: i32,
    pub fittings: Fittings,
    pub category: Option<String>,
}

pub(crate) const MOST_IN_ROW: i32 = 60;
pub(crate) const MOST_STALLS: i64 = 400;

/// Why the drawing is not changed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum DrawingRefusal {
    #[error("the number {0} is on the drawing already")]
    NumberTaken(String),
    #[error("the site has as many stalls as it may")]
    TooMany,
    #[error("there is no such category")]
    UnknownCategory,
    #[error("there is no such stall at this site")]
    UnknownStall,
    /// A coming market day has given the stall to someone.
    #[error("the stall is given away on a coming day")]
    InUse,
    #[error("the stall is someone's own")]
    Owned,
}

#[derive(Insertable)]
#[diesel(table_name = stall)]
struct StallRow<'a> {
    id: StallId,
    site_id: SiteId,
    row_id: RowId,
    ord: i32,
    number: String,
    width_cm: i32,
    power: Power,
    water: bool,
    baking: Baking,
    own_unit: bool,
    marked_category: Option<&'a str>,
}

/// Adds a row at the end of the drawing.
pub(crate) fn add_row(db: &mut Db, by: &SiteManager, new: &NewRow) -> Write<RowId, DrawingRefusal> {
    if !is_known_or_none(db, new.category.as_deref())? {
        return refuse(DrawingRefusal::UnknownCategory);
    }
    let known: Vec<String> = stall::table.filter(stall::site_id.eq(by.site())).select(stall::number).load(db.conn)?;
    let numbers: Vec<String> = (0..new.stalls).map(|at| format!("{}{}", new.prefix, new.first_number + at)).collect();
    if let Some(taken) = numbers.iter().find(|number| known.contains(number)) {
        return refuse(DrawingRefusal::NumberTaken(taken.clone()));
    }
    if i64::try_from(known.len() + numbers.len()).unwrap_or(i64::MAX) > MOST_STALLS {
        return refuse(DrawingRefusal::TooMany);
    }
    let row = insert_row(db, by.site(), new)?;
    let stalls: Vec<StallRow> = (1..)
        .zip(numbers)
        .map(|(ord, number)| StallRow {
            id: db.id(),
            site_id: by.site(),
            row_id: row,
            ord,
            number,
            width_cm: new.width_cm,
            power: new.fittings.power,
            water: new.fittings.water,
            baking: new.fittings.baking,
            own_unit: new.fittings.own_unit,
            marked_category: new.category.as_deref(),
        })
        .collect();
    on_each!(db.conn, |conn| diesel::insert_into(stall::table).values(&stalls).execute(conn))?;
    drawn(db, by, "add_row", ("site_row", row.0))?;
    Ok(row)
}

fn insert_row(db: &mut Db, site: SiteId, new: &NewRow) -> QueryResult<RowId> {
    let last: Option<i32> =
        site_row::table.filter(site_row::site_id.eq(site)).select(diesel::dsl::max(site_row::ord)).first(db.conn)?;
    let id: RowId = db.id();
    diesel::insert_into(site_row::table)
        .values((
            site_row::id.eq(id),
            site_row::site_id.eq(site),
            site_row::ord.eq(last.unwrap_or(0) + 1),
            site_row::name.eq(&new.name),
            site_row::ring.eq(new.is_ring),
        ))
        .execute(db.conn)?;
    Ok(id)
}

/// One stall as it shall be.
#[derive(Clone, Debug)]
pub(crate) struct StallChange {
    pub stall: StallId,
    pub number: String,
    pub width_cm: i32,
    pub fittings: Fittings,
    pub category: Option<String>,
    /// Why nobody may stand there, if so.
    pub blocked: Option<String>,
    /// Taken off the drawing from today on.
    pub is_retired: bool,
}

/// Changes one stall of the site.
pub(crate) fn change_stall(db: &mut Db, by: &SiteManager, new: &StallChange) -> Write<(), DrawingRefusal> {
    if !is_known_or_none(db, new.category.as_deref())? {
        return refuse(DrawingRefusal::UnknownCategory);
    }
    if new.is_retired && is_given_away(db, new.stall)? {
        return refuse(DrawingRefusal::InUse);
    }
    if new.is_retired && is_own(db, new.stall)? {
        return refuse(DrawingRefusal::Owned);
    }
    let retired_on: Option<NaiveDate> = new.is_retired.then_some(db.now.today);
    let changed = diesel::update(stall::table.filter(stall::id.eq(new.stall)).filter(stall::site_id.eq(by.site())))
        .set((
            stall::number.eq(&new.number),
            stall::width_cm.eq(new.width_cm),
            stall::power.eq(new.fittings.power),
            stall::water.eq(new.fittings.water),
            stall::baking.eq(new.fittings.baking),
            stall::own_unit.eq(new.fittings.own_unit),
            stall::marked_category.eq(new.category.as_deref()),
            stall::blocked_reason.eq(new.blocked.as_deref()),
            stall::retired_on.eq(retired_on),
        ))
        .execute(db.conn)
        .map_err(|error| {
            if violated(&error, "stall_number_unique", "stall.site_id, stall.number") {
                Abort::Refused(DrawingRefusal::NumberTaken(new.number.clone()))
            } else {
                Abort::Database(error)
            }
        })?;
    if changed == 0 {
        return refuse(DrawingRefusal::UnknownStall);
    }
    drawn(db, by, "change_stall", ("stall", new.stall.0))?;
    Ok(())
}

/// Whether a published day still to come has the stall in its plan.
fn is_given_away(db: &mut Db, of: StallId) -> QueryResult<bool> {
    let days: i64 = market_day::table
        .inner_join(assignment_stall::table.on(assignment_stall::run_id.nullable().eq(market_day::published_run)))
        .filter(assignment_stall::stall_id.eq(of))
        .filter(market_day::day.ge(db.now.today))
        .filter(market_day::state.eq(DayState::Published))
        .count()
        .get_result(db.conn)?;
    Ok(days > 0)
}

/// Whether a household holds the stall as its own, today or later.
fn is_own(db: &mut Db, of: StallId) -> QueryResult<bool> {
    let held = own_stall::table
        .filter(own_stall::stall_id.eq(of))
        .filter(own_stall::ends_on.is_null().or(own_stall::ends_on.gt(db.now.today)));
    diesel::select(diesel::dsl::exists(held)).get_result(db.conn)
}

fn is_known_or_none(db: &mut Db, category: Option<&str>) -> QueryResult<bool> {
    category.map_or(Ok(true), |code| queries::is_category(db, code))
}

/// Counts the drawing's version up and notes who changed it.
pub(super) fn drawn(
    db: &mut Db,
    by: &SiteManager,
    action: &'static str,
    object: (&'static str, i64),
) -> QueryResult<()> {
    diesel::update(market_site::table.find(by.site()))
        .set(market_site::version.eq(market_site::version + 1))
        .execute(db.conn)?;
    audit::record(db, by.actor(), Event { action, object, detail: "", area: Some(by.area()) })
}
