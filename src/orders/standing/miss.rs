//! A week that has no order: how long it is tried, and that its buyer is told why there is none.
use super::turn::due;
use crate::catalogue::model::GoodState;
use crate::db::Db;
use crate::db::schema::{door_time, product, standing_order, standing_turn};
use crate::kernel::clock::utc_of;
use crate::kernel::ids::StandingId;
use crate::messages::{Letter, Missed, Stopped};
use crate::orders::model::standing::{
    LAST_TRY, PLAN_WAITED_FOR, Standing, StandingState, TurnState, WeeklyPlace, not_before,
};
use crate::orders::{queries, telling, texting};
use crate::stalls::model::DayState;
use chrono::{NaiveDate, NaiveDateTime, TimeDelta};
use diesel::{ExpressionMethods, QueryDsl, QueryResult, RunQueryDsl};

/// Says that the week of a day has no order, once it is too late to try again; whether it did.
pub(super) fn miss(db: &mut Db, id: StandingId, (day, why): (NaiveDate, Missed)) -> QueryResult<bool> {
    let Some(standing) = due(db, id)?.filter(|standing| standing.next_on == day) else {
        return Ok(false);
    };
    let stopped = ended_for_good(db, &standing, why)?;
    let (until, why) = tried_until(db, &standing, why)?;
    if (stopped.is_none() && db.now.at < until) || queries::standing::turn_on(db, id, day)?.is_some() {
        return Ok(false);
    }
    diesel::insert_into(standing_turn::table)
        .values((
            (standing_turn::standing_id.eq(id), standing_turn::day.eq(day), standing_turn::why.eq(why)),
            (standing_turn::state.eq(TurnState::Missed), standing_turn::made_at.eq(db.now.at)),
        ))
        .execute(db.conn)?;
    let state = if stopped.is_some() { StandingState::Over } else { StandingState::Running };
    let next_on = not_before(day + TimeDelta::weeks(1), db.now.today);
    diesel::update(standing_order::table.find(id).filter(standing_order::state.eq(StandingState::Running)))
        .set((standing_order::state.eq(state), standing_order::next_on.eq(next_on)))
        .execute(db.conn)?;
    let (good, shop) = (standing.name, standing.shop_name);
    let letter = match stopped {
        Some(by) => Letter::StandingStopped { good, shop, reason: String::new(), by },
        None => Letter::StandingMissed { good, shop, day, why },
    };
    telling::standing::to_buyer(db, (standing.account, standing.shop), &letter)?;
    texting::week::post_missed(db, standing.shop, (id, day))?;
    Ok(stopped.is_none())
}

/// Until when it is tried again, and why it is missed after that. A market whose plan is not published yet is waited for until
/// some hours before it opens: only then is it known where its shop stands.
fn tried_until(db: &mut Db, standing: &Standing, why: Missed) -> QueryResult<(NaiveDateTime, Missed)> {
    let day = standing.next_on;
    if matches!(why, Missed::Late | Missed::Price) {
        return Ok((db.now.at, why));
    }
    let market = match (why, standing.choice.place) {
        (Missed::Closed, WeeklyPlace::Market(site, _)) => queries::standing::market_day_of(db, site, day)?,
        _ => None,
    };
    if let Some(market) = market.filter(|market| market.state == DayState::Open) {
        return Ok((utc_of(day, market.opens_minute) - PLAN_WAITED_FOR, Missed::Unplanned));
    }
    let noon_before = day.pred_opt().map_or(db.now.at, |before| utc_of(before, LAST_TRY));
    Ok((noon_before, why))
}

/// Why it can never be placed again, if so: the good was taken off the shop, or the time at the door was ended.
fn ended_for_good(db: &mut Db, standing: &Standing, why: Missed) -> QueryResult<Option<Stopped>> {
    match (why, standing.choice.place) {
        (Missed::Gone, _) => {
            let state: GoodState = product::table.find(standing.product).select(product::state).first(db.conn)?;
            Ok((state == GoodState::Removed).then_some(Stopped::GoodGone))
        }
        (Missed::Closed, WeeklyPlace::Door(door)) => {
            let ended = door_time::table.find(door).filter(door_time::ended_at.is_not_null());
            let is_ended: bool = diesel::select(diesel::dsl::exists(ended)).get_result(db.conn)?;
            Ok(is_ended.then_some(Stopped::DoorEnded))
        }
        _ => Ok(None),
    }
}
