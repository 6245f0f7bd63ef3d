//! One week of a standing order: its order is placed by the verb that places every order, or the buyer is told why it is not.
//! The row of the day and the order are written together, and a day has one row.
use super::ask::household_of;
use super::change;
use crate::accounts::queries::{Reached, reached};
use crate::catalogue::batches::model::OpenBatch;
use crate::catalogue::batches::queries::{coming_of, plans_of};
use crate::db::schema::{standing_order, standing_turn};
use crate::db::{Abort, Db, Write, refuse, violated};
use crate::kernel::clock::utc_of;
use crate::kernel::idem::Idem;
use crate::kernel::ids::{OrderId, StandingId};
use crate::kernel::lang::Lang;
use crate::kernel::secret::Indexed;
use crate::messages::{Letter, Missed};
use crate::orders::model::standing::{PLACED_AHEAD, Standing, StandingState, TurnState, WeeklyPlace, is_dearer};
use crate::orders::model::{BasketGood, Choice, Slot};
use crate::orders::place::{self, Customer, NewLine, NewOrder, PlaceRefusal, Placing};
use crate::orders::{queries, telling};
use chrono::{NaiveDate, TimeDelta};
use diesel::result::Error;
use diesel::{ExpressionMethods, QueryDsl, QueryResult, RunQueryDsl};

/// What was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Done {
    /// None is due.
    Nothing,
    /// A week was ordered or passed over; the next one may be due.
    Settled,
}

/// Why nothing was ordered. Nothing was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum Stopped {
    #[error("somebody else did the same or changed it in this moment")]
    Meanwhile,
    #[error("the order of {day} cannot be placed")]
    For { day: NaiveDate, why: Missed },
}

/// Places the order of the next week, if it is due.
pub(super) fn take(db: &mut Db, id: StandingId) -> Write<Done, Stopped> {
    let Some(standing) = due(db, id)? else {
        return Ok(Done::Nothing);
    };
    let day = standing.next_on;
    if queries::standing::turn_on(db, id, day)?.is_some() {
        go_on(db, &standing, day + TimeDelta::weeks(1))?;
        return Ok(Done::Settled);
    }
    let Some(reached) = reached(db, standing.account)? else {
        // Nobody can be told any more: the account was stopped.
        change::turn(db, &standing, (StandingState::Running, StandingState::Over))
            .map_err(|abort| abort.map(|_| Stopped::Meanwhile))?;
        return Ok(Done::Settled);
    };
    let missed = |why| Stopped::For { day, why };
    if day < db.now.today {
        return refuse(missed(Missed::Late));
    }
    let good = super::ask::good_now(db, &standing.code)?.ok_or(Abort::Refused(missed(Missed::Gone)))?;
    if is_dearer(standing.seen_price, good.price) {
        return refuse(missed(Missed::Price));
    }
    let slot = slot_of(db, &standing)?.ok_or(Abort::Refused(missed(Missed::Closed)))?;
    let batch = batch_for(db, &standing, &slot).map_err(|abort| abort.map(missed))?;
    let placing = placing_of(db, (&standing, &reached), (&good, &slot, batch))?;
    let codes = place::place(db, &placing).map_err(|abort| abort.map(|refusal| stopped(day, &refusal)))?;
    let order = match codes.first() {
        Some(code) => queries::id_of_code(db, code)?.ok_or(Error::NotFound)?,
        None => return refuse(Stopped::Meanwhile),
    };
    note_placed(db, (id, day), order)?;
    go_on(db, &standing, day + TimeDelta::weeks(1))?;
    let amount = good.price.times(standing.quantity).unwrap_or_default();
    let letter =
        Letter::StandingPlaced { good: good.name, shop: good.shop_name, day, amount, is_estimate: good.kilo.is_some() };
    telling::standing::to_buyer(db, (standing.account, standing.shop), &letter)?;
    Ok(Done::Settled)
}

/// One whose next order is to be placed by now.
pub(super) fn due(db: &mut Db, id: StandingId) -> QueryResult<Option<Standing>> {
    let until = db.now.today.checked_add_days(PLACED_AHEAD).unwrap_or(db.now.today);
    let found = queries::standing::standing(db, id)?;
    Ok(found.filter(|standing| standing.state == StandingState::Running && standing.next_on <= until))
}

/// When the shop hands over there on that day, if it does.
fn slot_of(db: &mut Db, standing: &Standing) -> QueryResult<Option<Slot>> {
    let day = standing.next_on;
    let choice = match standing.choice.place {
        WeeklyPlace::Door(door) => Some(Choice::Door(door, day)),
        WeeklyPlace::Market(site, _) => {
            queries::standing::market_day_of(db, site, day)?.map(|market| Choice::Market(market.id))
        }
    };
    let since = utc_of(day, 0).max(db.now.at);
    let slots = queries::slots_since(db, &[(standing.shop, since)])?;
    Ok(slots.into_iter().find(|slot| Some(slot.choice) == choice && slot.on == day))
}

/// The batch from which it is ordered: the freshest one of which there is enough, ready by then and still good. Of what has no
/// plan it is ordered from the stock where no batch suffices.
fn batch_for(db: &mut Db, standing: &Standing, slot: &Slot) -> Write<Option<OpenBatch>, Missed> {
    let closes = utc_of(slot.on, slot.closes_minute);
    let mut batches = coming_of(db, standing.product, closes)?;
    batches.retain(|batch| batch.best_before().is_none_or(|last| slot.on <= last));
    let is_made_then = !batches.is_empty();
    let enough = batches.into_iter().find(|batch| batch.free >= standing.quantity);
    if enough.is_some() || plans_of(db, standing.product)?.is_empty() {
        return Ok(enough);
    }
    refuse(if is_made_then { Missed::SoldOut } else { Missed::NotMade })
}

fn placing_of(
    db: &mut Db,
    (standing, reached): (&Standing, &Reached),
    (good, slot, batch): (&BasketGood, &Slot, Option<OpenBatch>),
) -> QueryResult<Placing> {
    let household = household_of(db, standing.account)?;
    let language: String = standing_order::table.find(standing.id).select(standing_order::language).first(db.conn)?;
    let idem = Idem::own(&format!("standing/{}/{}", standing.id, slot.on));
    let line = NewLine {
        product: good.id,
        batch: batch.map(|batch| batch.id),
        quantity: standing.quantity,
        price: Some(good.price),
    };
    let customer = Customer {
        name: reached.name.clone(),
        mobile: reached.mobile.clone(),
        household,
        // Each is counted by itself: how many an account may have is limited where they are asked for.
        address: db.keys.blind_index(Indexed::OrderAddress, idem.as_str()),
        lang: Lang::from_tag(&language).unwrap_or(Lang::Fa),
    };
    let order = NewOrder { shop: good.shop, household: good.household, choice: slot.choice, lines: vec![line] };
    Ok(Placing { idem, customer, orders: vec![order] })
}

/// What a refusal to place means for the week.
fn stopped(day: NaiveDate, refusal: &PlaceRefusal) -> Stopped {
    let why = match refusal {
        PlaceRefusal::Again | PlaceRefusal::PriceChanged { .. } | PlaceRefusal::OldForm => return Stopped::Meanwhile,
        PlaceRefusal::NotEnough { .. } => Missed::SoldOut,
        PlaceRefusal::Closed { .. } => Missed::NotMade,
        PlaceRefusal::Choice(_) => Missed::Closed,
        PlaceRefusal::ShopFull(_) | PlaceRefusal::TooManyOpen | PlaceRefusal::TooManyHere => Missed::Full,
        PlaceRefusal::Gone(_)
        | PlaceRefusal::Empty
        | PlaceRefusal::NoQuantity(_)
        | PlaceRefusal::NotWhole(_)
        | PlaceRefusal::OwnShop(_)
        | PlaceRefusal::TooMuch => Missed::Gone,
    };
    Stopped::For { day, why }
}

fn note_placed(db: &mut Db, (id, day): (StandingId, NaiveDate), order: OrderId) -> Write<(), Stopped> {
    diesel::insert_into(standing_turn::table)
        .values((
            (standing_turn::standing_id.eq(id), standing_turn::day.eq(day), standing_turn::order_id.eq(order)),
            (standing_turn::state.eq(TurnState::Placed), standing_turn::made_at.eq(db.now.at)),
        ))
        .execute(db.conn)
        .map_err(|error| {
            let is_known = violated(&error, "standing_turn_pk", "standing_turn.standing_id, standing_turn.day")
                || violated(&error, "standing_turn_order_unique", "standing_turn.order_id");
            if is_known { Abort::Refused(Stopped::Meanwhile) } else { Abort::Database(error) }
        })?;
    Ok(())
}

/// Has it go on with a later week, unless somebody else did that or ended it meanwhile.
fn go_on(db: &mut Db, standing: &Standing, next_on: NaiveDate) -> Write<(), Stopped> {
    let seen = standing_order::table
        .find(standing.id)
        .filter(standing_order::state.eq(StandingState::Running))
        .filter(standing_order::next_on.eq(standing.next_on));
    let changed = diesel::update(seen).set(standing_order::next_on.eq(next_on)).execute(db.conn)?;
    if changed == 0 { refuse(Stopped::Meanwhile) } else { Ok(()) }
}
