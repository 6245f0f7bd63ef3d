//! Who is written to of an order, and what a buyer was told by SMS.
use crate::db::Db;
use crate::db::schema::{account, placed_order, sms, standing_order, standing_turn};
use crate::households::queries::people_by_household;
use crate::kernel::ids::{AccountId, HouseholdId, OrderId};
use crate::messages::SendState;
use crate::messages::sms::SmsKind;
use crate::orders::model::{OrderState, Told};
use chrono::NaiveDateTime;
use diesel::{ExpressionMethods, NullableExpressionMethods, OptionalExtension, QueryDsl, QueryResult, RunQueryDsl};

/// The last SMS to the buyer about the state of an order that was not dropped, as far as it came.
pub(super) fn told(db: &mut Db, order: OrderId) -> QueryResult<Option<Told>> {
    type Row = (SmsKind, SendState, NaiveDateTime, Option<NaiveDateTime>);
    let row: Option<Row> = sms::table
        .filter(sms::order_id.eq(order))
        .filter(sms::kind.eq_any(OrderState::SMS))
        .filter(sms::state.ne(SendState::Dropped))
        .order(sms::id.desc())
        .select((sms::kind, sms::state, sms::made_at, sms::settled_at))
        .first(db.conn)
        .optional()?;
    Ok(row.and_then(|(kind, state, made_at, settled_at)| {
        let of = OrderState::ALL.iter().copied().find(|of| of.sms() == Some(kind))?;
        Some(Told { of, state, at: settled_at.filter(|_| state == SendState::Sent).unwrap_or(made_at) })
    }))
}

/// Of so many orders the readers are looked up at once.
const AT_ONCE: usize = 500;

/// The accounts to which it is written what becomes of these orders, each beside its order: everyone of a household that
/// ordered, and of what somebody without a household wants every week, their own.
pub(crate) fn readers_of(db: &mut Db, orders: &[OrderId]) -> QueryResult<Vec<(OrderId, AccountId)>> {
    let mut readers: Vec<(OrderId, AccountId)> = Vec::new();
    for orders in orders.chunks(AT_ONCE) {
        let bought: Vec<(OrderId, HouseholdId)> = placed_order::table
            .filter(placed_order::id.eq_any(orders))
            .filter(placed_order::buyer_household_id.is_not_null())
            .order(placed_order::id)
            .select((placed_order::id, placed_order::buyer_household_id.assume_not_null()))
            .load(db.conn)?;
        let mut households: Vec<HouseholdId> = bought.iter().map(|(_, household)| *household).collect();
        households.sort_unstable();
        households.dedup();
        let people = people_by_household(db, &households)?;
        for (order, household) in bought {
            readers.extend(people.iter().filter(|(of, _)| *of == household).map(|(_, person)| (order, *person)));
        }
        readers.extend(weekly_readers(db, orders)?);
    }
    Ok(readers)
}

fn weekly_readers(db: &mut Db, orders: &[OrderId]) -> QueryResult<Vec<(OrderId, AccountId)>> {
    standing_turn::table
        .inner_join(standing_order::table.inner_join(account::table))
        .inner_join(placed_order::table)
        .filter(placed_order::id.eq_any(orders))
        .filter(placed_order::buyer_household_id.is_null())
        .filter(account::disabled_at.is_null())
        .order(placed_order::id)
        .select((placed_order::id, account::id))
        .load(db.conn)
}
