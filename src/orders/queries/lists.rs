//! The lists of a shop's orders.
use super::name_field;
use crate::db::schema::{batch, data_key, order_given, order_line, placed_order, shop, standing_order, standing_turn};
use crate::db::{Db, vault};
use crate::kernel::ids::{AccountId, HouseholdId, KeyId, OrderId};
use crate::kernel::money::Rial;
use crate::orders::model::{BuyerCard, OpenOrders, OrderCard, OrderLine, OrderState, Window};
use chrono::NaiveDate;
use diesel::{
    BoolExpressionMethods, ExpressionMethods, JoinOnDsl, NullableExpressionMethods, OptionalExtension, QueryDsl,
    QueryResult, RunQueryDsl,
};
use std::collections::BTreeMap;

/// Orders of one page of a list.
pub(crate) const PAGE: usize = 20;

/// Which part of a shop's orders is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// Those that are open, the next to be collected first; after the order of this day and id.
    Open(Option<(NaiveDate, OrderId)>),
    /// Those that are over, the newest first; before the order of this id.
    Over(Option<OrderId>),
}

/// A page of a shop's orders, and one more if there are more.
pub(crate) fn list(db: &mut Db, of: HouseholdId, part: Part) -> QueryResult<Vec<OrderCard>> {
    type Sealed = (KeyId, Option<Vec<u8>>, Vec<u8>);
    type Row = (OrderId, OrderState, Window, Sealed);
    let mut query = placed_order::table
        .inner_join(data_key::table)
        .filter(placed_order::household_id.eq(of))
        .limit(i64::try_from(PAGE).unwrap_or(i64::MAX).saturating_add(1))
        .select((
            placed_order::id,
            placed_order::state,
            (placed_order::collect_on, placed_order::opens_minute, placed_order::closes_minute),
            (data_key::id, data_key::wrapped, placed_order::name_sealed),
        ))
        .into_boxed();
    query = match part {
        Part::Open(after) => {
            query = query
                .filter(placed_order::state.eq_any(OrderState::OPEN))
                .order((placed_order::collect_on, placed_order::id));
            match after {
                Some((on, id)) => query.filter(
                    placed_order::collect_on.gt(on).or(placed_order::collect_on.eq(on).and(placed_order::id.gt(id))),
                ),
                None => query,
            }
        }
        Part::Over(before) => {
            query = query.filter(placed_order::state.ne_all(OrderState::OPEN)).order(placed_order::id.desc());
            match before {
                Some(id) => query.filter(placed_order::id.lt(id)),
                None => query,
            }
        }
    };
    let rows: Vec<Row> = query.load(db.conn)?;
    let ids: Vec<OrderId> = rows.iter().map(|row| row.0).collect();
    let (lines, given) = (lines_of_all(db, &ids)?, given_in_all(db, &ids)?);
    rows.into_iter()
        .map(|(id, state, window, (key_id, wrapped, name))| {
            let key = vault::unwrap(db, key_id, wrapped.as_deref())?;
            let buyer = vault::open(key.as_ref(), &name_field(id), Some(&name))?;
            let theirs = lines.iter().filter(|(order, _)| *order == id).map(|(_, line)| line.clone());
            Ok(OrderCard { id, state, window, buyer, lines: theirs.collect(), given: given.get(&id).copied() })
        })
        .collect()
}

/// The lines of these orders that were not dropped, those of an order as they stand in it.
pub(in crate::orders) fn lines_of_all(db: &mut Db, orders: &[OrderId]) -> QueryResult<Vec<(OrderId, OrderLine)>> {
    order_line::table
        .left_join(batch::table)
        .filter(order_line::order_id.eq_any(orders))
        .filter(order_line::dropped_at.is_null())
        .order((order_line::order_id, order_line::ord))
        .select((
            order_line::order_id,
            (
                order_line::ord,
                order_line::product_id,
                order_line::name,
                order_line::unit,
                order_line::price_irr,
                order_line::qty_milli,
                (batch::id, batch::code, batch::day, batch::ready_at, batch::shelf_days, batch::state, batch::reason)
                    .nullable(),
                (order_line::kilo_price_irr, order_line::piece_least_milli, order_line::piece_most_milli),
                order_line::promised_at,
            ),
        ))
        .load(db.conn)
}

/// The orders of these codes, and the last ones of a buyer's household and of what their account wants every week, the newest first.
pub(crate) fn orders_of_buyer(
    db: &mut Db,
    codes: &[String],
    (household, account): (Option<HouseholdId>, Option<AccountId>),
) -> QueryResult<Vec<BuyerCard>> {
    let weekly = standing_turn::table
        .inner_join(standing_order::table)
        .filter(standing_order::account_id.nullable().eq(account))
        .filter(standing_turn::order_id.is_not_null())
        .select(standing_turn::order_id.assume_not_null());
    type Row = (OrderId, String, String, OrderState, Window);
    let rows: Vec<Row> = placed_order::table
        .inner_join(shop::table)
        .filter(
            placed_order::code
                .eq_any(codes)
                .or(placed_order::buyer_household_id.eq(household).assume_not_null())
                .or(placed_order::id.eq_any(weekly)),
        )
        .order(placed_order::id.desc())
        .limit(2 * i64::try_from(PAGE).unwrap_or(i64::MAX))
        .select((
            placed_order::id,
            placed_order::code,
            shop::name,
            placed_order::state,
            (placed_order::collect_on, placed_order::opens_minute, placed_order::closes_minute),
        ))
        .load(db.conn)?;
    let ids: Vec<OrderId> = rows.iter().map(|row| row.0).collect();
    let (lines, given) = (lines_of_all(db, &ids)?, given_in_all(db, &ids)?);
    Ok(rows
        .into_iter()
        .map(|(id, code, shop_name, state, window)| {
            let theirs = lines.iter().filter(|(order, _)| *order == id).map(|(_, line)| line.clone()).collect();
            BuyerCard { code, shop_name, state, window, lines: theirs, given: given.get(&id).copied() }
        })
        .collect())
}

/// What was handed over of those of these orders that are collected is worth.
fn given_in_all(db: &mut Db, orders: &[OrderId]) -> QueryResult<BTreeMap<OrderId, Rial>> {
    let rows: Vec<(OrderId, i32, Rial)> = order_given::table
        .inner_join(placed_order::table.on(placed_order::id.eq(order_given::order_id)))
        .filter(placed_order::id.eq_any(orders))
        .filter(placed_order::state.eq(OrderState::Collected))
        .order((order_given::order_id, order_given::step_ord))
        .select((order_given::order_id, order_given::step_ord, order_given::amount_irr))
        .load(db.conn)?;
    let mut given: BTreeMap<OrderId, (i32, Rial)> = BTreeMap::new();
    for (order, step, amount) in rows {
        // A hand-over that was taken back counts no more: the last one is the one that stands.
        match given.get_mut(&order) {
            Some((last, sum)) if *last == step => sum.0 += amount.0,
            _ => drop(given.insert(order, (step, amount))),
        }
    }
    Ok(given.into_iter().map(|(order, (_, amount))| (order, amount)).collect())
}

/// How many orders wait for a shop.
pub(crate) fn open_orders(db: &mut Db, of: HouseholdId) -> QueryResult<OpenOrders> {
    let counts: Vec<(OrderState, i64)> = placed_order::table
        .filter(placed_order::household_id.eq(of))
        .filter(placed_order::state.eq_any(OrderState::OPEN))
        .group_by(placed_order::state)
        .select((placed_order::state, diesel::dsl::count_star()))
        .load(db.conn)?;
    let mut open = OpenOrders::default();
    for (state, count) in counts {
        match state {
            OrderState::Asked => open.asked += count,
            _ => open.coming += count,
        }
    }
    Ok(open)
}

/// The open order of a shop that is collected with these four digits.
pub(crate) fn by_pin(db: &mut Db, of: HouseholdId, pin: &str) -> QueryResult<Option<OrderId>> {
    placed_order::table
        .filter(placed_order::household_id.eq(of))
        .filter(placed_order::pin.eq(pin))
        .filter(placed_order::state.eq_any(OrderState::OPEN))
        .select(placed_order::id)
        .first(db.conn)
        .optional()
}
