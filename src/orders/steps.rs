//! The steps of an order. Each changes the state by compare-and-set, adds a row, and settles what is kept of the stock: goods
//! are kept while the order is open, and become free exactly once, by whichever step ends it first. The last step can be taken
//! back by whoever made it, for a minute.
mod drop_line;
mod hand_over;
mod time;

pub(crate) use drop_line::{drop_line, drop_line_for_buyer, keep_line, keep_line_for_buyer};
pub(crate) use hand_over::{Handing, Met, hand_over, sale_of, sale_taken_back, take_hand_over_back};
pub(super) use time::{call_off, expire};

use super::access::{CodeHolder, OrderKeeper};
use super::jobs;
use super::model::{MetBy, OrderState, Side, Step};
use super::{place, queries, telling};
use crate::catalogue::batches::keep;
use crate::db::schema::{order_step, placed_order};
use crate::db::{Abort, Db, Write, refuse};
use crate::kernel::clock::utc_of;
use crate::kernel::ids::{AccountId, GoodBatchId, OrderId, SaleId};
use chrono::{NaiveDate, NaiveDateTime};
use diesel::{ExpressionMethods, QueryDsl, QueryResult, RunQueryDsl};

/// Why a step is not made.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum StepRefusal {
    #[error("the order is not where this step begins")]
    Moved,
    #[error("the minute in which it could be taken back is over")]
    TooLate,
    #[error("what was kept went to somebody else meanwhile")]
    Gone { name: String },
    #[error("its batch was not counted yet")]
    NotMade { name: String },
    #[error("its batch was called back")]
    CalledBack { name: String },
    #[error("it is all that is left of the order")]
    LastLine,
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
    take(db, by, step, Made { reason, ..Made::of(step.to(), Side::Shop) })
}

/// Cancels an order for its shop because of a batch, which comes to this version.
pub(super) fn end_with(
    db: &mut Db,
    by: &OrderKeeper,
    (batch, reason): ((GoodBatchId, i32), &str),
) -> Write<(), StepRefusal> {
    let made = Made { reason, batch: Some(batch), ..Made::of(OrderState::Cancelled, Side::Shop) };
    take(db, by, ShopStep::Cancel, made)
}

fn take(db: &mut Db, by: &OrderKeeper, step: ShopStep, made: Made) -> Write<(), StepRefusal> {
    let known = Known::of(db, by.order())?;
    if known.state == step.to() {
        return Ok(());
    }
    if !step.from().contains(&known.state) {
        return refuse(StepRefusal::Moved);
    }
    let made = Made { account: Some(by.actor().account), ..made };
    make(db, by.order(), &known, &made)?;
    telling::buyer(db, by.order(), step.to())?;
    Ok(())
}

/// Cancels an order for its buyer, while the shop has not handed it over. The second arrival changes nothing.
pub(crate) fn cancel_for_buyer(db: &mut Db, by: CodeHolder) -> Write<(), StepRefusal> {
    let known = Known::of(db, by.order())?;
    if !known.state.is_open() {
        let last = queries::steps_of(db, by.order())?.pop();
        let is_done = last.is_some_and(|last| last.state == OrderState::Cancelled && last.by == Side::Buyer);
        return if is_done { Ok(()) } else { refuse(StepRefusal::Moved) };
    }
    make(db, by.order(), &known, &Made::of(OrderState::Cancelled, Side::Buyer))?;
    if known.state != OrderState::Asked {
        telling::shop(db, by.order(), telling::Turn::Ended)?;
    }
    Ok(())
}

/// Takes the buyer's own last step back, once for each order. The second arrival changes nothing.
pub(crate) fn undo_for_buyer(db: &mut Db, by: CodeHolder) -> Write<(), StepRefusal> {
    let steps = queries::steps_of(db, by.order())?;
    if steps.last().is_some_and(|last| last.by == Side::Buyer && last.undoes.is_some()) {
        return Ok(());
    }
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
    let was = Known::of(db, by.order())?.state;
    undo(db, by.order(), (Side::Shop, Some(by.actor().account)))?;
    if !was.is_open() {
        telling::buyer_resumed(db, by.order())?;
    }
    Ok(())
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
    let is_theirs = last.by == side && last.undoes.is_none();
    if !is_theirs || before.state == OrderState::Collected {
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
    make(db, order, &known, &Made { undoes: Some(last.ord), account, ..Made::of(before, by) })
}

/// A step to be added.
pub(super) struct Made<'a> {
    pub state: OrderState,
    pub undoes: Option<i32>,
    pub by: Side,
    pub account: Option<AccountId>,
    pub reason: &'a str,
    pub sale: Option<SaleId>,
    pub met_by: Option<MetBy>,
    /// The batch with which an order ends, and the version to which it came.
    pub batch: Option<(GoodBatchId, i32)>,
}

impl Made<'_> {
    /// A step that takes nothing back, of which nothing more is said.
    pub fn of(state: OrderState, by: Side) -> Self {
        Made { state, undoes: None, by, account: None, reason: "", sale: None, met_by: None, batch: None }
    }
}

fn make(db: &mut Db, order: OrderId, known: &Known, made: &Made) -> Write<(), StepRefusal> {
    change(db, order, known, made.state)?;
    record(db, order, made)?;
    Ok(())
}

/// Changes the state, unless somebody else did meanwhile, and what is kept of the stock with it.
fn change(db: &mut Db, order: OrderId, known: &Known, to: OrderState) -> Write<(), StepRefusal> {
    let hold_until = known.hold_until(to);
    if to.is_open() && !known.state.is_open() {
        place::keep_pin(db, order).map_err(|abort| abort.map(|_| StepRefusal::Moved))?;
    }
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
        keep::release(db, line.promise())?;
    }
    Ok(())
}

fn hold_again(db: &mut Db, order: OrderId) -> Write<(), StepRefusal> {
    for line in queries::lines_of(db, order)? {
        keep::keep_again(db, line.promise()).map_err(|abort| match abort {
            Abort::Database(error) => Abort::Database(error),
            Abort::Refused(_) => Abort::Refused(StepRefusal::Gone { name: line.name.clone() }),
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
            order_step::met_by.eq(made.met_by),
            order_step::batch_id.eq(made.batch.map(|(batch, _)| batch)),
            order_step::batch_version.eq(made.batch.map(|(_, version)| version)),
        ))
        .execute(db.conn)?;
    Ok(ord)
}
