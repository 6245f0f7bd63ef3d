//! Reads of what stands on a stall today, for whoever scans its square.
use super::{DAY, SITE};
use crate::catalogue;
use crate::catalogue::model::Good;
use crate::db::Db;
use crate::db::schema::{area, booking, market_day, market_site, stall};
use crate::kernel::ids::{BookingId, HouseholdId, MarketDayId, StallId};
use crate::stalls::model::{DayCard, DayState, SiteCard};
use chrono::NaiveDate;
use diesel::{BoolExpressionMethods, ExpressionMethods, OptionalExtension, QueryDsl, QueryResult, RunQueryDsl};

/// A stall with its site, and the site's days.
#[derive(Clone, Debug)]
pub(crate) struct Today {
    pub site: SiteCard,
    /// The path of the area that the site serves.
    pub area_path: String,
    pub stall: StallId,
    pub number: String,
    /// The market of today, called off or not.
    pub day: Option<DayCard>,
    /// The next one that is not called off.
    pub next: Option<(MarketDayId, NaiveDate)>,
}

/// A stall by its site's code and its number; nothing where there is none by now.
pub(crate) fn today_at(db: &mut Db, code: &str, number: &str) -> QueryResult<Option<Today>> {
    let found: Option<(SiteCard, String, StallId, String)> = stall::table
        .inner_join(market_site::table.inner_join(area::table))
        .filter(market_site::code.eq(code))
        .filter(stall::number.eq(number))
        .filter(stall::retired_on.is_null().or(stall::retired_on.gt(db.now.today)))
        .select((SITE, area::path, stall::id, stall::number))
        .first(db.conn)
        .optional()?;
    let Some((site, area_path, stall, number)) = found else {
        return Ok(None);
    };
    let theirs = market_day::table.filter(market_day::site_id.eq(site.id));
    let day: Option<DayCard> = theirs.filter(market_day::day.eq(db.now.today)).select(DAY).first(db.conn).optional()?;
    let next = theirs
        .filter(market_day::day.gt(db.now.today))
        .filter(market_day::state.ne(DayState::Cancelled))
        .order(market_day::day)
        .select((market_day::id, market_day::day))
        .first(db.conn)
        .optional()?;
    Ok(Some(Today { site, area_path, stall, number, day, next }))
}

/// The goods of the household behind a request.
pub(crate) fn goods_at(db: &mut Db, of: BookingId) -> QueryResult<Vec<Good>> {
    let household: HouseholdId = booking::table.find(of).select(booking::household_id).first(db.conn)?;
    catalogue::queries::goods_of(db, household)
}
