//! What its buyer changes of a standing order, and how either side ends it. An order that was placed already stays as it is.
use super::ask::{AskRefusal, are_enough, good_now, taken};
use super::due;
use crate::audit::{self, Actor, Event};
use crate::db::schema::{standing_order, standing_turn};
use crate::db::{Db, Write, refuse};
use crate::kernel::ids::StandingId;
use crate::kernel::money::Rial;
use crate::kernel::quantity::Quantity;
use crate::messages::{Letter, Missed, Stopped, sms};
use crate::orders::access::{StandingKeeper, StandingOwner};
use crate::orders::model::standing::{Standing, StandingState, TurnState, coming, not_before};
use crate::orders::{queries, telling};
use chrono::NaiveDate;
use diesel::result::Error;
use diesel::{ExpressionMethods, OptionalExtension, QueryDsl, QueryResult, RunQueryDsl};

/// Why nothing is changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum ChangeRefusal {
    #[error("it does not run")]
    Moved,
    #[error("nothing of it is wanted, or half of what is counted")]
    Quantity,
    #[error("the good is no longer sold")]
    Gone,
    #[error("this week's order is placed, or the week is none of the next")]
    Late,
    #[error("the same runs already")]
    Taken,
    #[error("as many run as may")]
    TooMany,
}

/// Wants so much from the next order on.
pub(crate) fn want(db: &mut Db, by: &StandingOwner, quantity: Quantity) -> Write<(), ChangeRefusal> {
    let standing = running(db, by.standing())?;
    let Some(good) = good_now(db, &standing.code)? else {
        return refuse(ChangeRefusal::Gone);
    };
    if quantity <= Quantity::ZERO || (good.unit.is_counted() && quantity.0 % 1000 != 0) {
        return refuse(ChangeRefusal::Quantity);
    }
    let running = standing_order::table.find(standing.id).filter(standing_order::state.eq(StandingState::Running));
    let changed = diesel::update(running)
        .set((standing_order::qty_milli.eq(quantity), standing_order::changed_at.eq(db.now.at)))
        .execute(db.conn)?;
    if changed == 0 {
        return refuse(ChangeRefusal::Moved);
    }
    if quantity != standing.quantity {
        telling::standing::to_shop(db, standing.shop, &Letter::StandingChanged { good: standing.name })?;
    }
    record(db, by.actor(), "change_weekly", standing.id)?;
    Ok(due::place_soon(db, standing.id)?)
}

/// Wants it at this price, which its page showed. It is the one against which later prices count; the week that was asked about is
/// ordered after all if its day is still to come.
pub(crate) fn agree(db: &mut Db, by: &StandingOwner, price: Rial) -> Write<(), ChangeRefusal> {
    let standing = running(db, by.standing())?;
    let running = standing_order::table.find(standing.id).filter(standing_order::state.eq(StandingState::Running));
    let changed = diesel::update(running)
        .set((standing_order::price_irr.eq(price), standing_order::changed_at.eq(db.now.at)))
        .execute(db.conn)?;
    if changed == 0 {
        return refuse(ChangeRefusal::Moved);
    }
    want_again(db, &standing)?;
    record(db, by.actor(), "agree_weekly_price", standing.id)?;
    Ok(due::place_soon(db, standing.id)?)
}

/// Has a week to come ordered after all that was missed only because the price was asked about.
fn want_again(db: &mut Db, standing: &Standing) -> QueryResult<()> {
    let asked_about = standing_turn::table
        .filter(standing_turn::standing_id.eq(standing.id))
        .filter(standing_turn::why.eq(Missed::Price))
        .filter(standing_turn::day.gt(db.now.today));
    let day: Option<NaiveDate> =
        asked_about.order(standing_turn::day).select(standing_turn::day).first(db.conn).optional()?;
    let Some(day) = day else {
        return Ok(());
    };
    sms::take_back_week(db, (standing.id, day))?;
    diesel::delete(standing_turn::table.find((standing.id, day))).execute(db.conn)?;
    diesel::update(standing_order::table.find(standing.id)).set(standing_order::next_on.eq(day)).execute(db.conn)?;
    Ok(())
}

/// Leaves a week out. The second tap changes nothing.
pub(crate) fn skip(db: &mut Db, by: &StandingOwner, day: NaiveDate) -> Write<(), ChangeRefusal> {
    let standing = running(db, by.standing())?;
    let turn = queries::standing::turn_on(db, standing.id, day)?;
    match turn {
        Some(TurnState::Skipped) => return Ok(()),
        Some(TurnState::Placed | TurnState::Missed) => return refuse(ChangeRefusal::Late),
        None => {}
    }
    if !coming(standing.next_on).any(|known| known == day) {
        return refuse(ChangeRefusal::Late);
    }
    diesel::insert_into(standing_turn::table)
        .values((
            (standing_turn::standing_id.eq(standing.id), standing_turn::day.eq(day)),
            (standing_turn::state.eq(TurnState::Skipped), standing_turn::made_at.eq(db.now.at)),
        ))
        .execute(db.conn)?;
    Ok(record(db, by.actor(), "skip_week", standing.id)?)
}

/// Wants a week after all that was left out, as long as it is not passed over.
pub(crate) fn unskip(db: &mut Db, by: &StandingOwner, day: NaiveDate) -> Write<(), ChangeRefusal> {
    let standing = running(db, by.standing())?;
    if day < standing.next_on {
        return refuse(ChangeRefusal::Late);
    }
    let skipped = standing_turn::table.find((standing.id, day)).filter(standing_turn::state.eq(TurnState::Skipped));
    diesel::delete(skipped).execute(db.conn)?;
    record(db, by.actor(), "want_week", standing.id)?;
    Ok(due::place_soon(db, standing.id)?)
}

/// Ends it for its buyer. The second tap changes nothing.
pub(crate) fn end(db: &mut Db, by: &StandingOwner) -> Write<(), ChangeRefusal> {
    let standing = one(db, by.standing())?;
    if standing.state == StandingState::Ended {
        return Ok(());
    }
    turn(db, &standing, (StandingState::Running, StandingState::Ended))?;
    telling::standing::to_shop(db, standing.shop, &Letter::StandingEnded { good: standing.name })?;
    Ok(record(db, by.actor(), "end_weekly", standing.id)?)
}

/// Takes up again what its buyer had ended; gives the first day that is ordered again.
pub(crate) fn resume(db: &mut Db, by: &StandingOwner) -> Write<NaiveDate, ChangeRefusal> {
    let standing = one(db, by.standing())?;
    if standing.state == StandingState::Running {
        return Ok(standing.next_on);
    }
    if are_enough(db, standing.account)? {
        return refuse(ChangeRefusal::TooMany);
    }
    let ended = standing_order::table.find(standing.id).filter(standing_order::state.eq(StandingState::Ended));
    let mut next_on = not_before(standing.next_on, db.now.today);
    if next_on == db.now.today {
        next_on += chrono::TimeDelta::weeks(1);
    }
    let resumed = diesel::update(ended)
        .set((
            standing_order::state.eq(StandingState::Running),
            standing_order::next_on.eq(next_on),
            standing_order::changed_at.eq(db.now.at),
        ))
        .execute(db.conn)
        .map_err(|error| taken(error).map(|_: AskRefusal| ChangeRefusal::Taken))?;
    if resumed == 0 {
        return refuse(ChangeRefusal::Moved);
    }
    telling::standing::to_shop(db, standing.shop, &Letter::StandingAsked { good: standing.name })?;
    record(db, by.actor(), "resume_weekly", standing.id)?;
    due::place_soon(db, standing.id)?;
    Ok(next_on)
}

/// Ends it for its shop, which cannot make it every week; `reason` is told to the buyer. The second tap changes nothing.
pub(crate) fn decline(db: &mut Db, by: &StandingKeeper, reason: &str) -> Write<(), ChangeRefusal> {
    let standing = one(db, by.standing())?;
    if standing.state == StandingState::Declined {
        return Ok(());
    }
    turn(db, &standing, (StandingState::Running, StandingState::Declined))?;
    let letter = Letter::StandingStopped {
        good: standing.name,
        shop: standing.shop_name,
        reason: reason.to_owned(),
        by: Stopped::Shop,
    };
    telling::standing::to_buyer(db, (standing.account, standing.shop), &letter)?;
    Ok(record(db, by.actor(), "decline_weekly", standing.id)?)
}

/// Ends it or takes it up, unless somebody else did meanwhile.
pub(super) fn turn(
    db: &mut Db,
    standing: &Standing,
    (from, to): (StandingState, StandingState),
) -> Write<(), ChangeRefusal> {
    let standing = standing_order::table.find(standing.id).filter(standing_order::state.eq(from));
    let changed = diesel::update(standing)
        .set((standing_order::state.eq(to), standing_order::changed_at.eq(db.now.at)))
        .execute(db.conn)?;
    if changed == 0 { refuse(ChangeRefusal::Moved) } else { Ok(()) }
}

fn one(db: &mut Db, id: StandingId) -> QueryResult<Standing> {
    queries::standing::standing(db, id)?.ok_or(Error::NotFound)
}

fn running(db: &mut Db, id: StandingId) -> Write<Standing, ChangeRefusal> {
    let standing = one(db, id)?;
    if standing.state == StandingState::Running { Ok(standing) } else { refuse(ChangeRefusal::Moved) }
}

fn record(db: &mut Db, by: &Actor, action: &'static str, id: StandingId) -> QueryResult<()> {
    audit::record(db, by, Event { action, object: ("standing_order", id.0), detail: "", area: None })
}
