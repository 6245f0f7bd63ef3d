//! The steps of an order. Each changes the state by compare-and-set, adds a row, and settles what is kept of the stock: goods
//! are kept while the order is open, and become free exactly once, by whichever step ends it first. The last step can be taken
//! back by whoever made it, for a minute.
mod drop_line;
mod end_all;
mod hand_over;
mod made;
mod time;

pub(crate) use drop_line::{drop_line, drop_line_for_buyer, keep_line, keep_line_for_buyer};
pub(super) use end_all::end_all;
pub(crate) use hand_over::{Handing, Met, hand_over, sale_of, sale_taken_back, take_hand_over_back};
pub(super) use made::{Made, record};
pub(super) use time::{call_off, expire};

use super::access::{CodeHolder, OrderKeeper};
use super::model::{OrderLine, OrderState, Side, Step};
use super::{queries, telling};
use crate::db::schema::placed_order;
use crate::db::{Db, Write, refuse};
use crate::kernel::clock::utc_of;
use crate::kernel::ids::{AccountId, OrderId};
use chrono::{NaiveDate, NaiveDateTime};
use diesel::{QueryDsl, QueryResult, RunQueryDsl};
use made::{change, make, not_kept};

/// Why a step is not made.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum StepRefusal {
    #[error("the order is not where this step begins")]
    Moved,
    #[error("the minute in which it could be taken back is over")]
    TooLate,
    #[error("what was kept went to somebody else meanwhile")]
    Gone { name: String },
    #[error("what was kept is not made or sold any more")]
    NoMore { name: String },
    #[error("the time of the collection has not begun")]
    NotBegun,
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
    opens_minute: i32,
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
                placed_order::opens_minute,
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
    if let Some(refusal) = too_early(db, by, (step, &known))? {
        return refuse(refusal);
    }
    let made = Made { reason, account: Some(by.actor().account), ..Made::of(step.to(), Side::Shop) };
    make(db, by.order(), &known, &made)?;
    telling::buyer(db, by.order(), step.to())?;
    Ok(())
}

/// Why it is too early to say this: nothing is ready that was not counted, and nobody stayed away before the time began.
fn too_early(db: &mut Db, by: &OrderKeeper, (step, known): (ShopStep, &Known)) -> QueryResult<Option<StepRefusal>> {
    match step {
        ShopStep::Accept | ShopStep::Cancel => Ok(None),
        ShopStep::Ready => {
            let lines = queries::lines_of(db, by.order())?;
            let to_be_made = lines.into_iter().find(OrderLine::is_to_be_made);
            Ok(to_be_made.map(|line| StepRefusal::NotMade { name: line.name }))
        }
        ShopStep::NotCollected => {
            let begins = utc_of(known.on, known.opens_minute);
            Ok((db.now.at < begins).then_some(StepRefusal::NotBegun))
        }
    }
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

/// Takes the shop's own last step back, unless it was a collection, whose sale must go with it. The second arrival changes nothing.
pub(crate) fn undo_for_shop(db: &mut Db, by: &OrderKeeper) -> Write<(), StepRefusal> {
    let last = queries::steps_of(db, by.order())?.pop();
    if last.is_some_and(|last| last.by == Side::Shop && last.undoes.is_some()) {
        return Ok(());
    }
    let was = Known::of(db, by.order())?.state;
    undo(db, by.order(), (Side::Shop, Some(by.actor().account)))?;
    if was.is_open() {
        telling::buyer_not_yet(db, by.order(), was)?;
    } else {
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
