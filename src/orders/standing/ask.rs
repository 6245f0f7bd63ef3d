//! Asking for a good every week.
use super::due;
use crate::accounts::access::AccountOwner;
use crate::audit::{self, Event};
use crate::db::schema::{account, standing_order};
use crate::db::{Abort, Db, Write, refuse, violated};
use crate::kernel::ids::{AccountId, HouseholdId, PersonId, StandingId};
use crate::kernel::lang::Lang;
use crate::kernel::money::Rial;
use crate::kernel::quantity::Quantity;
use crate::messages::Letter;
use crate::orders::basket::Basket;
use crate::orders::model::BasketGood;
use crate::orders::model::standing::{MOST_STANDING, StandingState, WeeklyPlace, next_after};
use crate::orders::{queries, telling};
use diesel::{ExpressionMethods, OptionalExtension, QueryDsl, QueryResult, RunQueryDsl};

/// What is wanted every week.
#[derive(Clone, Debug)]
pub(crate) struct NewStanding {
    /// The code of the good.
    pub code: String,
    pub quantity: Quantity,
    pub place: WeeklyPlace,
    /// The price that its form showed; today's where it showed none.
    pub seen_price: Option<Rial>,
    /// In which they are told of its orders.
    pub lang: Lang,
}

/// Why it is not asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum AskRefusal {
    #[error("the good is no longer sold")]
    Gone,
    #[error("nothing of it is wanted, or half of what is counted")]
    Quantity,
    #[error("the shop does not hand over there every week")]
    Place,
    #[error("it is their own shop")]
    OwnShop,
    #[error("as many run as may")]
    TooMany,
    #[error("the same runs already")]
    Known(StandingId),
    #[error("another form asked for the same in this moment")]
    Again,
}

/// Those of an account that go on.
macro_rules! running {
    ($account:expr) => {
        standing_order::table
            .filter(standing_order::account_id.eq($account))
            .filter(standing_order::state.eq(StandingState::Running))
    };
}

/// Asks for a good every week, from the next such weekday on. The second arrival of a form finds what the first one asked for.
pub(crate) fn ask(db: &mut Db, by: &AccountOwner, new: &NewStanding) -> Write<StandingId, AskRefusal> {
    let account = by.actor().account;
    let Some(good) = good_now(db, &new.code)? else {
        return refuse(AskRefusal::Gone);
    };
    if household_of(db, account)? == Some(good.household) {
        return refuse(AskRefusal::OwnShop);
    }
    let is_whole = !good.unit.is_counted() || new.quantity.0 % 1000 == 0;
    if new.quantity <= Quantity::ZERO || !is_whole {
        return refuse(AskRefusal::Quantity);
    }
    let places = queries::standing::places_of(db, good.household)?;
    let Some(choice) = places.into_iter().find(|choice| choice.place == new.place) else {
        return refuse(AskRefusal::Place);
    };
    let known: Option<StandingId> = running!(account)
        .filter(standing_order::product_id.eq(good.id))
        .filter(standing_order::weekday.eq(choice.weekday))
        .select(standing_order::id)
        .first(db.conn)
        .optional()?;
    if let Some(known) = known {
        return refuse(AskRefusal::Known(known));
    }
    if are_enough(db, account)? {
        return refuse(AskRefusal::TooMany);
    }
    let (site, door) = match new.place {
        WeeklyPlace::Market(site, _) => (Some(site), None),
        WeeklyPlace::Door(door) => (None, Some(door)),
    };
    let (id, now): (StandingId, _) = (db.id(), db.now);
    let next_on = next_after(now.today, choice.weekday);
    diesel::insert_into(standing_order::table)
        .values((
            (standing_order::id.eq(id), standing_order::product_id.eq(good.id)),
            (standing_order::household_id.eq(good.household), standing_order::account_id.eq(account)),
            (
                standing_order::qty_milli.eq(new.quantity),
                standing_order::price_irr.eq(new.seen_price.unwrap_or(good.price)),
            ),
            (standing_order::site_id.eq(site), standing_order::door_time_id.eq(door)),
            (standing_order::weekday.eq(choice.weekday), standing_order::language.eq(new.lang.tag())),
            (standing_order::state.eq(StandingState::Running), standing_order::next_on.eq(next_on)),
            (standing_order::made_at.eq(now.at), standing_order::changed_at.eq(now.at)),
        ))
        .execute(db.conn)
        .map_err(taken)?;
    let event = Event { action: "ask_weekly", object: ("standing_order", id.0), detail: "", area: None };
    audit::record(db, by.actor(), event)?;
    telling::standing::to_shop(db, good.household, &Letter::StandingAsked { good: good.name })?;
    due::place_soon(db, id)?;
    Ok(id)
}

/// Whether as many run for an account as may.
pub(super) fn are_enough(db: &mut Db, account: AccountId) -> QueryResult<bool> {
    let many: i64 = running!(account).count().get_result(db.conn)?;
    Ok(many >= MOST_STANDING)
}

/// Two forms at once ask for the same.
pub(super) fn taken(error: diesel::result::Error) -> Abort<AskRefusal> {
    let columns = "standing_order.account_id, standing_order.product_id, standing_order.weekday";
    if violated(&error, "standing_order_once", columns) {
        Abort::Refused(AskRefusal::Again)
    } else {
        Abort::Database(error)
    }
}

/// The good of this code, as it is sold now.
pub(super) fn good_now(db: &mut Db, code: &str) -> QueryResult<Option<BasketGood>> {
    let mut asked = Basket::default();
    asked.put(code, None, Quantity(1));
    Ok(queries::basket_goods(db, &asked)?.into_iter().next())
}

/// The household to which the person of an account belongs today.
pub(super) fn household_of(db: &mut Db, of: AccountId) -> QueryResult<Option<HouseholdId>> {
    let person: Option<PersonId> = account::table.find(of).select(account::person_id).first(db.conn)?;
    match person {
        Some(person) => queries::household_of(db, person),
        None => Ok(None),
    }
}
