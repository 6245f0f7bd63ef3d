//! What ends by itself: an order whose time is over, or whose market day was called off.
use super::{Known, Made, StepRefusal, make};
use crate::db::{Db, Write};
use crate::kernel::ids::OrderId;
use crate::orders::model::{OrderState, Side};
use crate::orders::{queries, telling};

/// Ends an order whose time is over: one that was not answered is cancelled, one that was waited for was not collected; where its
/// shop did not count the batch it was ordered from, its buyer is told so.
/// Changes nothing of one that is over, or that still has time.
pub(in crate::orders) fn expire(db: &mut Db, order: OrderId) -> Write<(), StepRefusal> {
    let known = Known::of(db, order)?;
    let to = match known.state {
        OrderState::Asked => OrderState::Cancelled,
        OrderState::Accepted | OrderState::Ready => OrderState::NotCollected,
        OrderState::Collected | OrderState::NotCollected | OrderState::Cancelled => return Ok(()),
    };
    if known.hold_until(known.state) > db.now.at {
        return Ok(());
    }
    let is_uncounted = to == OrderState::NotCollected && queries::waits_for_batch(db, order)?;
    make(db, order, &known, &Made::of(to, Side::Time))?;
    if is_uncounted {
        telling::buyer_not_made(db, order)?
    } else {
        telling::buyer(db, order, to)?
    }
    if known.state == OrderState::Asked {
        telling::shop(db, order, telling::Turn::Ended)?;
    }
    Ok(())
}

/// Cancels an order whose market day was called off, or on which its shop has no stall any more. Changes nothing of
/// one that is over.
pub(in crate::orders) fn call_off(db: &mut Db, order: OrderId) -> Write<(), StepRefusal> {
    let known = Known::of(db, order)?;
    if !known.state.is_open() {
        return Ok(());
    }
    let state = OrderState::Cancelled;
    make(db, order, &known, &Made::of(state, Side::Time))?;
    telling::buyer(db, order, state)?;
    telling::shop(db, order, telling::Turn::Ended)?;
    Ok(())
}
