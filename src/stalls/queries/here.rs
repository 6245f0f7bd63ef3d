//! Reads of the day itself: the plan to keep to, and what stands on a stall, for whoever scans its square.
use super::editions::drawing_of_day;
use super::{DAY, SITE, Version, plan};
use crate::catalogue;
use crate::catalogue::model::Good;
use crate::db::Db;
use crate::db::schema::{area, booking, former_number, market_day, market_site, shop, stall};
use crate::kernel::ids::{AreaId, BookingId, HouseholdId, MarketDayId, SiteId, StallId};
use crate::stalls::model::{DayCard, DayState, Drawing, DrawnStall, SiteCard};
use crate::stalls::plan::DayPlan;
use chrono::NaiveDate;
use diesel::{
    BoolExpressionMethods, ExpressionMethods, JoinOnDsl, OptionalExtension, QueryDsl, QueryResult, RunQueryDsl,
};
use std::collections::BTreeSet;

/// A stall with its site, and the site's days.
#[derive(Clone, Debug)]
pub(crate) struct Today {
    pub site: SiteCard,
    /// The path of the area that the site serves.
    pub area_path: String,
    pub stall: StallId,
    /// The number that it has now.
    pub number: String,
    /// The market of today, called off or not.
    pub day: Option<DayCard>,
    /// The next one that is not called off.
    pub next: Option<(MarketDayId, NaiveDate)>,
}

/// A stall by its site's code and its number, or one that it had before; nothing where there is none by now.
pub(crate) fn today_at(db: &mut Db, code: &str, number: &str) -> QueryResult<Option<Today>> {
    let found: Option<(SiteCard, String)> = market_site::table
        .inner_join(area::table)
        .filter(market_site::code.eq(code))
        .select((SITE, area::path))
        .first(db.conn)
        .optional()?;
    let Some((site, area_path)) = found else {
        return Ok(None);
    };
    let theirs = market_day::table.filter(market_day::site_id.eq(site.id));
    let day: Option<DayCard> = theirs.filter(market_day::day.eq(db.now.today)).select(DAY).first(db.conn).optional()?;
    let drawn = day.as_ref().map(|day| drawing_of_day(db, day.id)).transpose()?.map(|of| of.drawing);
    let Some((stall, number)) = stall_at(db, (site.id, drawn.as_ref()), number)? else {
        return Ok(None);
    };
    let next = theirs
        .filter(market_day::day.gt(db.now.today))
        .filter(market_day::state.ne(DayState::Cancelled))
        .order(market_day::day)
        .select((market_day::id, market_day::day))
        .first(db.conn)
        .optional()?;
    Ok(Some(Today { site, area_path, stall, number, day, next }))
}

/// The stall that has a number, with the one that it has now: on the drawing of today's market, or else among the site's own,
/// or else the one that had it last. What only another day has is none.
fn stall_at(
    db: &mut Db,
    (site, today): (SiteId, Option<&Drawing>),
    number: &str,
) -> QueryResult<Option<(StallId, String)>> {
    if let Some(stall) = today.and_then(|drawing| drawing.stalls().find(|stall| stall.number == number)) {
        return Ok(Some((stall.id, stall.number.clone())));
    }
    let here =
        |db: &Db| stall::retired_on.is_null().or(stall::retired_on.gt(db.now.today)).and(stall::only_day.is_null());
    let theirs = stall::table.filter(stall::site_id.eq(site)).filter(here(db)).select((stall::id, stall::number));
    let named: Option<(StallId, String)> =
        theirs.filter(stall::number.eq(number)).order(stall::id.desc()).first(db.conn).optional()?;
    if named.is_some() {
        return Ok(named);
    }
    let former = former_number::table.find((site, number)).select(former_number::stall_id);
    let Some(id) = former.first::<StallId>(db.conn).optional()? else {
        return Ok(None);
    };
    let found: Option<(StallId, String)> = theirs.filter(stall::id.eq(id)).first(db.conn).optional()?;
    Ok(found.map(|(id, number)| {
        (id, today.and_then(|drawing| drawing.stall(id)).map_or(number, |stall| stall.number.clone()))
    }))
}

/// The published plan as it can be kept to on the drawing that the day has now: what was closed or taken off since is closed,
/// what was opened or added can be given. A stall that was given keeps the number of which its holder was told, unless
/// another has that number now.
pub(crate) fn plan_to_keep(db: &mut Db, id: MarketDayId) -> QueryResult<DayPlan> {
    let mut plan = plan(db, id, Version::Published)?;
    let now = drawing_of_day(db, id)?.drawing;
    let told: BTreeSet<StallId> = plan.places.iter().flat_map(|place| &place.stalls).copied().collect();
    let is_unshared = |told: &DrawnStall| now.stalls().all(|stall| stall.id == told.id || stall.number != told.number);
    for stall in plan.drawing.rows.iter_mut().flat_map(|row| &mut row.stalls) {
        match now.stall(stall.id).cloned() {
            Some(here) if told.contains(&stall.id) && is_unshared(stall) => {
                *stall = DrawnStall { number: stall.number.clone(), ..here };
            }
            Some(here) => *stall = here,
            None => stall.blocked = Some(stall.blocked.take().unwrap_or_default()),
        }
    }
    let usable = now.stalls().map(|stall| stall.id).filter(|stall| now.is_usable(*stall)).collect();
    plan.drawing.add(&usable, &now);
    Ok(plan)
}

/// The goods of the shop behind a request, and its city.
pub(crate) fn goods_at(db: &mut Db, of: BookingId) -> QueryResult<Option<(AreaId, Vec<Good>)>> {
    let found: Option<(HouseholdId, AreaId)> = booking::table
        .inner_join(shop::table.on(shop::household_id.eq(booking::household_id)))
        .filter(booking::id.eq(of))
        .select((shop::household_id, shop::city_id))
        .first(db.conn)
        .optional()?;
    match found {
        Some((household, city)) => Ok(Some((city, catalogue::queries::goods_of(db, household)?))),
        None => Ok(None),
    }
}
