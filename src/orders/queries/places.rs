//! Where an order is collected.
use super::slots::place_field;
use crate::db::schema::{assignment_stall, booking, data_key, door_time, household, market_day, market_site, shop};
use crate::db::{Db, vault};
use crate::kernel::ids::{DoorTimeId, HouseholdId, KeyId, MarketDayId};
use crate::orders::model::{OrderState, Place};
use crate::stalls::model::BookingState;
use diesel::{
    BoolExpressionMethods, ExpressionMethods, JoinOnDsl, NullableExpressionMethods, QueryDsl, QueryResult, RunQueryDsl,
};

/// Where an order is collected: at the stalls that the shop was given, or at its door.
pub(super) fn place_of(
    db: &mut Db,
    (day, door, of): (Option<MarketDayId>, Option<DoorTimeId>, HouseholdId),
    state: OrderState,
) -> QueryResult<Place> {
    let Some(day) = day else {
        let is_told = matches!(state, OrderState::Accepted | OrderState::Ready);
        return Ok(Place::Door { place: door_place(db, door.filter(|_| is_told))? });
    };
    let rows: Vec<(String, Option<String>)> = market_day::table
        .inner_join(market_site::table)
        .left_join(
            booking::table.on(booking::market_day_id
                .eq(market_day::id)
                .and(booking::household_id.eq(of))
                .and(booking::state.eq(BookingState::Asked))),
        )
        .left_join(
            assignment_stall::table.on(assignment_stall::booking_id
                .nullable()
                .eq(booking::id.nullable())
                .and(assignment_stall::run_id.nullable().eq(market_day::published_run))),
        )
        .filter(market_day::id.eq(day))
        .order(assignment_stall::ord)
        .select((market_site::name, assignment_stall::number.nullable()))
        .load(db.conn)?;
    let site = rows.first().map(|row| row.0.clone()).unwrap_or_default();
    Ok(Place::Market { day, site, stalls: rows.into_iter().filter_map(|row| row.1).collect() })
}

fn door_place(db: &mut Db, door: Option<DoorTimeId>) -> QueryResult<Option<String>> {
    let Some(door) = door else {
        return Ok(None);
    };
    let (key_id, wrapped, sealed): (KeyId, Option<Vec<u8>>, Vec<u8>) = door_time::table
        .inner_join(shop::table)
        .inner_join(household::table.on(household::id.eq(shop::household_id)))
        .inner_join(data_key::table.on(data_key::id.eq(household::key_id)))
        .filter(door_time::id.eq(door))
        .select((data_key::id, data_key::wrapped, door_time::place_sealed))
        .first(db.conn)?;
    let key = vault::unwrap(db, key_id, wrapped.as_deref())?;
    vault::open(key.as_ref(), &place_field(door), Some(&sealed))
}
