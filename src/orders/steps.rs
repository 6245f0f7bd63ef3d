//! The steps of an order. Each changes the state by compare-and-set, adds a row, and settles what is kept of the stock: goods
//! are kept while the order is open, and become free exactly once, by whichever step ends it first. The last step can be taken
//! back by whoever made it, for a minute.
use super::access::{CodeHolder, OrderKeeper};
use super::jobs;
use super::model::{Given, OrderState, Side, Step};
use super::{queries, telling};
use crate::audit::Actor;
use crate::catalogue::stock::{self, StockRefusal};
use crate::db::schema::{order_given, order_step, placed_order};
use crate::db::{Abort, Db, Write, on_each, refuse};
use crate::kernel::clock::utc_of;
use crate::kernel::ids::{AccountId, OrderId, SaleId};
use crate::kernel::quantity::{Quantity, SellUnit};
use chrono::{NaiveDate, NaiveDateTime};
use diesel::{ExpressionMethods, OptionalExtension, QueryDsl, QueryResult, RunQueryDsl};

/// Why a step is not made.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum StepRefusal {
    #[error("the order is not where this step begins")]
    Moved,
    #[error("the minute in which it could be taken back is over")]
    TooLate,
    #[error("what was kept went to somebody else meanwhile")]
    NotEnough { name: String, unit: SellUnit, left: Quantity },
}

/// A step of the shop, by one tap.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ShopStep {
    Accept,
    Ready,
    NotCollected,
    Cancel,
}

impl ShopStep {
    /// Where it leads.
    fn to(self) -> OrderState {
        match self {
            ShopStep::Accept => OrderState::Accepted,
            ShopStep::Ready => OrderState::Ready,
            ShopStep::NotCollected => OrderState::NotCollected,
            ShopStep::Cancel => OrderState::Cancelled,
        }
    }

    /// Where it begins.
    fn from(self) -> &'static [OrderState] {
        match self {
            ShopStep::Accept => &[OrderState::Asked],
            ShopStep::Ready => &[OrderState::Accepted],
            ShopStep::NotCollected => &[OrderState::Accepted, OrderState::Ready],
            ShopStep::Cancel => &OrderState::OPEN,
        }
    }
}

/// What every step needs to know of its order.
#[derive(Clone, Debug, diesel::Queryable)]
struct Known {
    state: OrderState,
    on: NaiveDate,
    closes_minute: i32,
    placed_at: NaiveDateTime,
}

impl Known {
    fn of(db: &mut Db, order: OrderId) -> QueryResult<Known> {
        placed_order::table
            .find(order)
            .select((
                placed_order::state,
                placed_order::collect_on,
                placed_order::closes_minute,
                placed_order::placed_at,
            ))
            .first(db.conn)
    }

    /// Until when the goods are kept in a state: an answer is waited for, and then the collection.
    fn hold_until(&self, state: OrderState) -> NaiveDateTime {
        let closes = utc_of(self.on, self.closes_minute);
        match state {
            OrderState::Asked => closes.min(self.placed_at + super::model::ANSWER_WITHIN),
            _ => closes,
        }
    }
}

/// Makes a step of the shop; `reason` is told to the buyer. A tap that arrives twice makes one step.
pub(crate) fn advance(db: &mut Db, by: &OrderKeeper, step: ShopStep, reason: &str) -> Write<(), StepRefusal> {
    let known = Known::of(db, by.order())?;
    if known.state == step.to() {
        return Ok(());
    }
    if !step.from().contains(&known.state) {
        return refuse(StepRefusal::Moved);
    }
    let made =
        Made { state: step.to(), undoes: None, by: Side::Shop, account: Some(by.actor().account), reason, sale: None };
    make(db, by.order(), &known, &made)?;
    telling::buyer(db, by.order(), step.to())?;
    Ok(())
}

/// Cancels an order for its buyer, while the shop has not handed it over.
pub(crate) fn cancel_for_buyer(db: &mut Db, by: CodeHolder) -> Write<(), StepRefusal> {
    let known = Known::of(db, by.order())?;
    if !known.state.is_open() {
        return refuse(StepRefusal::Moved);
    }
    let made =
        Made { state: OrderState::Cancelled, undoes: None, by: Side::Buyer, account: None, reason: "", sale: None };
    make(db, by.order(), &known, &made)?;
    if known.state != OrderState::Asked {
        telling::shop(db, by.order(), telling::Turn::Ended)?;
    }
    Ok(())
}

/// Takes the buyer's own last step back, once for each order.
pub(crate) fn undo_for_buyer(db: &mut Db, by: CodeHolder) -> Write<(), StepRefusal> {
    let steps = queries::steps_of(db, by.order())?;
    if steps.iter().any(|step| step.by == Side::Buyer && step.undoes.is_some()) {
        return refuse(StepRefusal::TooLate);
    }
    undo(db, by.order(), (Side::Buyer, None))?;
    if Known::of(db, by.order())?.state != OrderState::Asked {
        telling::shop(db, by.order(), telling::Turn::Resumed)?;
    }
    Ok(())
}

/// Takes the shop's own last step back, unless it was a collection, whose sale must go with it.
pub(crate) fn undo_for_shop(db: &mut Db, by: &OrderKeeper) -> Write<(), StepRefusal> {
    undo(db, by.order(), (Side::Shop, Some(by.actor().account)))
}

fn undo(db: &mut Db, order: OrderId, who: (Side, Option<AccountId>)) -> Write<(), StepRefusal> {
    let (last, before) = last_step(db, order, who.0)?;
    if last.sale.is_some() {
        return refuse(StepRefusal::Moved);
    }
    go_back(db, order, who, (&last, before))
}

/// The last step if this side may still take it back, and the state before it.
fn last_step(db: &mut Db, order: OrderId, side: Side) -> Write<(Step, OrderState), StepRefusal> {
    let mut steps = queries::steps_of(db, order)?;
    let (Some(last), Some(before)) = (steps.pop(), steps.pop()) else {
        return refuse(StepRefusal::Moved);
    };
    if last.by != side || last.undoes.is_some() {
        return refuse(StepRefusal::Moved);
    }
    if db.now.at - last.at > super::model::UNDO {
        return refuse(StepRefusal::TooLate);
    }
    Ok((last, before.state))
}

fn go_back(
    db: &mut Db,
    order: OrderId,
    (by, account): (Side, Option<AccountId>),
    (last, before): (&Step, OrderState),
) -> Write<(), StepRefusal> {
    let known = Known::of(db, order)?;
    if known.state != last.state {
        return refuse(StepRefusal::Moved);
    }
    if before.is_open() && known.hold_until(before) <= db.now.at {
        return refuse(StepRefusal::TooLate);
    }
    make(db, order, &known, &Made { state: before, undoes: Some(last.ord), by, account, reason: "", sale: None })
}

/// What is handed over of an order: how much of each line, by its place in the order.
pub(crate) type HandedOver<'a> = &'a [Given];

/// Hands an order over: its goods are no longer kept for it, `sell` sells what was handed over, and the order is collected.
/// One that was not collected in its time may be collected after all, from what is free. What arrives twice sells once.
pub(crate) fn hand_over<R: From<StepRefusal>>(
    db: &mut Db,
    by: &OrderKeeper,
    given: HandedOver,
    sell: impl FnOnce(&mut Db) -> Write<SaleId, R>,
) -> Write<SaleId, R> {
    let (order, known) = (by.order(), Known::of(db, by.order())?);
    if let Some(sale) = sale_of(db, by)? {
        return Ok(sale);
    }
    if !matches!(known.state, OrderState::Accepted | OrderState::Ready | OrderState::NotCollected) {
        return refuse(StepRefusal::Moved.into());
    }
    change(db, order, &known, OrderState::Collected).map_err(|abort| abort.map(R::from))?;
    let sale = sell(db)?;
    let account = Some(by.actor().account);
    let made =
        Made { state: OrderState::Collected, undoes: None, by: Side::Shop, account, reason: "", sale: Some(sale) };
    let ord = record(db, order, &made)?;
    let rows: Vec<_> = given
        .iter()
        .map(|given| {
            (
                (order_given::order_id.eq(order), order_given::step_ord.eq(ord), order_given::line_ord.eq(given.line)),
                (order_given::qty_milli.eq(given.quantity), order_given::amount_irr.eq(given.amount)),
            )
        })
        .collect();
    on_each!(db.conn, |conn| diesel::insert_into(order_given::table).values(&rows).execute(conn))?;
    Ok(sale)
}

/// Takes a collection back: `take_back` brings the goods of its sale back to the stock, and they are kept for the order again.
pub(crate) fn take_hand_over_back<R: From<StepRefusal>>(
    db: &mut Db,
    by: &OrderKeeper,
    take_back: impl FnOnce(&mut Db, SaleId) -> Write<(), R>,
) -> Write<(), R> {
    let of = by.order();
    let (last, before) = last_step(db, of, Side::Shop).map_err(|abort| abort.map(R::from))?;
    let Some(sale) = last.sale else {
        return refuse(StepRefusal::Moved.into());
    };
    take_back(db, sale)?;
    let who = (Side::Shop, Some(by.actor().account));
    go_back(db, of, who, (&last, before)).map_err(|abort| abort.map(R::from))
}

/// The sale of the order, if its last step was a collection.
pub(crate) fn sale_of(db: &mut Db, by: &OrderKeeper) -> QueryResult<Option<SaleId>> {
    Ok(queries::steps_of(db, by.order())?.last().and_then(|step| step.sale))
}

/// Says of the order that was collected by this sale, if there is one, that it was not: the sale was taken back as a whole.
pub(crate) fn sale_taken_back(db: &mut Db, by: &Actor, sale: SaleId) -> QueryResult<()> {
    let found: Option<(OrderId, i32)> = order_step::table
        .filter(order_step::sale_id.eq(sale))
        .select((order_step::order_id, order_step::ord))
        .first(db.conn)
        .optional()?;
    let Some((order, ord)) = found else {
        return Ok(());
    };
    let is_last = queries::steps_of(db, order)?.last().is_some_and(|step| step.ord == ord);
    let collected = placed_order::table.find(order).filter(placed_order::state.eq(OrderState::Collected));
    if !is_last {
        return Ok(());
    }
    let to = OrderState::NotCollected;
    diesel::update(collected).set(placed_order::state.eq(to)).execute(db.conn)?;
    let made = Made { state: to, undoes: None, by: Side::Shop, account: Some(by.account), reason: "", sale: None };
    record(db, order, &made).map(drop)
}

/// Ends an order whose time is over: one that was not answered is cancelled, one that was waited for was not collected.
/// Changes nothing of one that is over, or that still has time.
pub(super) fn expire(db: &mut Db, order: OrderId) -> Write<(), StepRefusal> {
    let known = Known::of(db, order)?;
    let to = match known.state {
        OrderState::Asked => OrderState::Cancelled,
        OrderState::Accepted | OrderState::Ready => OrderState::NotCollected,
        OrderState::Collected | OrderState::NotCollected | OrderState::Cancelled => return Ok(()),
    };
    if known.hold_until(known.state) > db.now.at {
        return Ok(());
    }
    make(db, order, &known, &Made { state: to, undoes: None, by: Side::Time, account: None, reason: "", sale: None })?;
    telling::buyer(db, order, to)?;
    if known.state == OrderState::Asked {
        telling::shop(db, order, telling::Turn::Ended)?;
    }
    Ok(())
}

/// Cancels an order whose market day was called off, or on which its shop has no stall any more; `reason` says which. Changes
/// nothing of one that is over.
pub(super) fn call_off(db: &mut Db, order: OrderId) -> Write<(), StepRefusal> {
    let known = Known::of(db, order)?;
    if !known.state.is_open() {
        return Ok(());
    }
    let state = OrderState::Cancelled;
    make(db, order, &known, &Made { state, undoes: None, by: Side::Time, account: None, reason: "", sale: None })?;
    telling::buyer(db, order, state)?;
    telling::shop(db, order, telling::Turn::Ended)?;
    Ok(())
}

/// A step to be added.
pub(super) struct Made<'a> {
    pub state: OrderState,
    pub undoes: Option<i32>,
    pub by: Side,
    pub account: Option<AccountId>,
    pub reason: &'a str,
    pub sale: Option<SaleId>,
}

fn make(db: &mut Db, order: OrderId, known: &Known, made: &Made) -> Write<(), StepRefusal> {
    change(db, order, known, made.state)?;
    record(db, order, made)?;
    Ok(())
}

/// Changes the state, unless somebody else did meanwhile, and what is kept of the stock with it.
fn change(db: &mut Db, order: OrderId, known: &Known, to: OrderState) -> Write<(), StepRefusal> {
    let hold_until = known.hold_until(to);
    let changed = diesel::update(placed_order::table.find(order).filter(placed_order::state.eq(known.state)))
        .set((placed_order::state.eq(to), placed_order::hold_until.eq(hold_until)))
        .execute(db.conn)?;
    if changed == 0 {
        return refuse(StepRefusal::Moved);
    }
    match (known.state.is_open(), to.is_open()) {
        (true, false) => release(db, order)?,
        (false, true) => hold_again(db, order)?,
        (true, true) | (false, false) => {}
    }
    if to.is_open() {
        jobs::end_at(db, order, hold_until)?;
    }
    Ok(())
}

fn release(db: &mut Db, order: OrderId) -> QueryResult<()> {
    for line in queries::lines_of(db, order)? {
        stock::release(db, line.product, line.quantity)?;
    }
    Ok(())
}

fn hold_again(db: &mut Db, order: OrderId) -> Write<(), StepRefusal> {
    for line in queries::lines_of(db, order)? {
        stock::hold(db, line.product, line.quantity).map_err(|abort| match abort {
            Abort::Database(error) => Abort::Database(error),
            Abort::Refused(refusal) => {
                let left = match refusal {
                    StockRefusal::NotEnough { left } => left,
                    StockRefusal::TooMuch | StockRefusal::Moved | StockRefusal::Held { .. } => Quantity::ZERO,
                };
                Abort::Refused(StepRefusal::NotEnough { name: line.name.clone(), unit: line.unit, left })
            }
        })?;
    }
    Ok(())
}

/// Adds the row of a step; gives its place.
pub(super) fn record(db: &mut Db, order: OrderId, made: &Made) -> QueryResult<i32> {
    let before: i64 = order_step::table.filter(order_step::order_id.eq(order)).count().get_result(db.conn)?;
    let ord = i32::try_from(before).unwrap_or(i32::MAX).saturating_add(1);
    diesel::insert_into(order_step::table)
        .values((
            (order_step::order_id.eq(order), order_step::ord.eq(ord), order_step::state.eq(made.state)),
            (order_step::undoes.eq(made.undoes), order_step::made_by.eq(made.by)),
            (order_step::account_id.eq(made.account), order_step::made_at.eq(db.now.at)),
            (order_step::reason.eq(made.reason), order_step::sale_id.eq(made.sale)),
        ))
        .execute(db.conn)?;
    Ok(ord)
}
