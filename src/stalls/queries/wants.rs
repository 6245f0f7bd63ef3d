//! Reads of what a household asks for: on the days it asked, and what it would ask for without saying more.
use super::{PAGE, vendor};
use crate::catalogue::model::GoodState;
use crate::db::Db;
use crate::db::schema::{booking, booking_wish, custody, equipment, equipment_kind, market_day, product, stall};
use crate::kernel::ids::{BookingId, HouseholdId, MarketDayId, SiteId, StallId};
use crate::stalls::fittings::{Fittings, Power};
use crate::stalls::model::{AskedFor, BookingState, Counts, Origin, Wanted, Wishes};
use chrono::NaiveDate;
use diesel::{ExpressionMethods, JoinOnDsl, OptionalExtension, QueryDsl, QueryResult, RunQueryDsl};
use std::collections::BTreeMap;

/// A household's request for a market day, standing or taken back.
pub(super) struct OwnRequest {
    pub state: BookingState,
    pub origin: Origin,
    pub asked_for: AskedFor,
}

/// The requests of a household for the market days between two days.
pub(super) fn requests_of(
    db: &mut Db,
    of: HouseholdId,
    (since, until): (NaiveDate, NaiveDate),
) -> QueryResult<BTreeMap<MarketDayId, OwnRequest>> {
    type Row = ((BookingId, MarketDayId), (BookingState, Origin), (String, Fittings, Counts, bool));
    let rows: Vec<Row> = booking::table
        .inner_join(market_day::table)
        .filter(booking::household_id.eq(of))
        .filter(market_day::day.between(since, until))
        .select((
            (booking::id, booking::market_day_id),
            (booking::state, booking::origin),
            (
                booking::category_code,
                (booking::power, booking::water, booking::baking, booking::own_unit),
                (booking::least, booking::most),
                booking::flexible,
            ),
        ))
        .load(db.conn)?;
    let mut wished = wished_by(db, of, (since, until))?;
    let request = |((id, day), (state, origin), (category, needs, counts, flexible)): Row| {
        let wished = wished.remove(&id).unwrap_or_default();
        let wishes = Wishes::of_rows(wished.iter().map(|(tier, stall, _)| (*tier, *stall)));
        let numbers = wished.into_iter().map(|(_, stall, number)| (stall, number)).collect();
        let wanted = Wanted { category, needs, counts, flexible, wishes };
        (day, OwnRequest { state, origin, asked_for: AskedFor { wanted, numbers } })
    };
    Ok(rows.into_iter().map(request).collect())
}

/// A wished stall: its tier, and the number that it has by now.
type Wished = (i32, StallId, String);

fn wished_by(
    db: &mut Db,
    of: HouseholdId,
    (since, until): (NaiveDate, NaiveDate),
) -> QueryResult<BTreeMap<BookingId, Vec<Wished>>> {
    let rows: Vec<(BookingId, Wished)> = booking_wish::table
        .inner_join(booking::table.inner_join(market_day::table))
        .inner_join(stall::table)
        .filter(booking::household_id.eq(of))
        .filter(market_day::day.between(since, until))
        .select((booking_wish::booking_id, (booking_wish::tier, booking_wish::stall_id, stall::number)))
        .load(db.conn)?;
    let mut wished: BTreeMap<BookingId, Vec<Wished>> = BTreeMap::new();
    for (booking, one) in rows {
        wished.entry(booking).or_default().push(one);
    }
    Ok(wished)
}

/// What a household would ask for without saying more: as for this day already, else as last time, else what it is known
/// for at the site, else what it offers. Nothing if even its goods are not known.
pub(crate) fn usual_wants(db: &mut Db, of: HouseholdId, day: MarketDayId) -> QueryResult<Option<Wanted>> {
    type Row = (BookingId, MarketDayId, String, Fittings, Counts, bool);
    let rows: Vec<Row> = booking::table
        .filter(booking::household_id.eq(of))
        .order(booking::id.desc())
        .limit(PAGE)
        .select((
            booking::id,
            booking::market_day_id,
            booking::category_code,
            (booking::power, booking::water, booking::baking, booking::own_unit),
            (booking::least, booking::most),
            booking::flexible,
        ))
        .load(db.conn)?;
    if let Some((id, _, category, needs, counts, flexible)) = rows.iter().find(|row| row.1 == day).cloned() {
        let wishes: Vec<(i32, StallId)> = booking_wish::table
            .filter(booking_wish::booking_id.eq(id))
            .select((booking_wish::tier, booking_wish::stall_id))
            .load(db.conn)?;
        return Ok(Some(Wanted { category, needs, counts, flexible, wishes: Wishes::of_rows(wishes) }));
    }
    if let Some((_, _, category, needs, counts, _)) = rows.into_iter().next() {
        return Ok(Some(Wanted { category, needs, counts, flexible: true, wishes: Wishes::default() }));
    }
    let category = match known_category(db, of, day)? {
        Some(category) => Some(category),
        None => offered_category(db, of)?,
    };
    Ok(category.map(|category| Wanted {
        category,
        needs: Fittings::NONE,
        counts: Counts::ONE,
        flexible: true,
        wishes: Wishes::default(),
    }))
}

/// The same for those who know the household's file: where the day is not asked for yet, the power that its machines need is
/// asked for as well. A market manager is not told of machines.
pub(crate) fn usual_wants_with_machines(db: &mut Db, of: HouseholdId, day: MarketDayId) -> QueryResult<Option<Wanted>> {
    let Some(mut wanted) = usual_wants(db, of, day)? else {
        return Ok(None);
    };
    let asked: i64 = booking::table
        .filter(booking::household_id.eq(of))
        .filter(booking::market_day_id.eq(day))
        .count()
        .get_result(db.conn)?;
    if asked == 0 {
        wanted.needs.power = wanted.needs.power.max(power_of_machines(db, of, day)?);
    }
    Ok(Some(wanted))
}

/// The power that the machines which a household holds need, where the site of a market day has such stalls.
pub(crate) fn power_of_machines(db: &mut Db, of: HouseholdId, day: MarketDayId) -> QueryResult<Power> {
    let machines: Vec<Power> = custody::table
        .inner_join(equipment::table.inner_join(equipment_kind::table))
        .filter(custody::household_id.eq(of))
        .filter(custody::ends_on.is_null())
        .select(equipment_kind::power)
        .load(db.conn)?;
    let needed = machines.into_iter().max().unwrap_or(Power::None);
    let offered: Vec<Power> = market_day::table
        .inner_join(stall::table.on(stall::site_id.eq(market_day::site_id)))
        .filter(market_day::id.eq(day))
        .filter(stall::retired_on.is_null())
        .filter(stall::only_day.is_null())
        .select(stall::power)
        .distinct()
        .load(db.conn)?;
    Ok(if offered.into_iter().any(|offered| offered >= needed) { needed } else { Power::None })
}

fn known_category(db: &mut Db, of: HouseholdId, day: MarketDayId) -> QueryResult<Option<String>> {
    let site: Option<SiteId> = market_day::table.find(day).select(market_day::site_id).first(db.conn).optional()?;
    match site {
        Some(site) => Ok(vendor(db, site, of)?.map(|(_, category)| category)),
        None => Ok(None),
    }
}

fn offered_category(db: &mut Db, of: HouseholdId) -> QueryResult<Option<String>> {
    product::table
        .filter(product::household_id.eq(of))
        .filter(product::state.ne(GoodState::Removed))
        .order(product::id.desc())
        .select(product::category_code)
        .first(db.conn)
        .optional()
}
