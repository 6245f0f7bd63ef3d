//! A batch is counted: it comes to the stock, and what open orders wait for of it is kept of the stock from then on. No more is
//! kept than there is: where too little was made, it goes to those who ordered first, as far as each gets all of it; the other
//! orders are cancelled, and only when the shop says so.
use super::{Back, bring_back, cancel};
use crate::catalogue::batches::access::OwnBatch;
use crate::catalogue::batches::model::BatchState;
use crate::catalogue::batches::one::{self, StateTurn};
use crate::catalogue::batches::queries::batch;
use crate::catalogue::stock::{self, Counted};
use crate::db::{Db, Write, refuse};
use crate::kernel::ids::OrderId;
use crate::kernel::quantity::Quantity;
use crate::orders::model::UNDO;
use crate::orders::queries::{self, Waiting};
use crate::orders::steps::StepRefusal;

/// What was counted.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Count {
    /// As much as was planned, without a number.
    pub real: Option<Quantity>,
    /// Whether the orders for which it is not enough are cancelled.
    pub cuts: bool,
}

/// Why a batch is not counted, or its count not taken back.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum MakeRefusal {
    #[error("the batch is not where this begins")]
    Moved,
    #[error("its day has not come")]
    Early,
    #[error("it is not enough for these orders")]
    Short { orders: Vec<OrderId> },
    #[error("some of it was sold meanwhile, or the minute is over")]
    Gone,
    #[error(transparent)]
    Step(#[from] StepRefusal),
}

/// Counts a planned batch. The second arrival of a count changes nothing.
pub(crate) fn make(db: &mut Db, by: &OwnBatch, count: Count) -> Write<(), MakeRefusal> {
    let seen = batch(db, by.batch())?;
    let real = count.real.unwrap_or(seen.planned);
    match seen.state {
        BatchState::Made if seen.real == Some(real) => return Ok(()),
        BatchState::Planned => {}
        BatchState::Made | BatchState::CalledOff | BatchState::CalledBack => return refuse(MakeRefusal::Moved),
    }
    if db.now.today < seen.day {
        return refuse(MakeRefusal::Early);
    }
    let waiting = queries::waiting_for(db, seen.id)?;
    let beyond = beyond(&waiting, real);
    if !beyond.is_empty() && !count.cuts {
        return refuse(MakeRefusal::Short { orders: beyond });
    }
    cancel(db, by, (seen.version, &beyond, "")).map_err(|abort| abort.map(MakeRefusal::from))?;
    let kept = batch(db, seen.id)?.held;
    let turn = StateTurn { real: Some(real), ..StateTurn::plain(BatchState::Planned, BatchState::Made) };
    if !one::turn(db, by, &turn)? {
        return refuse(MakeRefusal::Moved);
    }
    stock::arrive(db, by.actor(), Counted { product: seen.product, batch: seen.id, quantity: real, kept })?;
    Ok(())
}

/// The orders for which so much is not enough: whoever ordered first gets theirs first, and what is left goes to whom it still
/// suffices.
fn beyond(waiting: &[Waiting], real: Quantity) -> Vec<OrderId> {
    let mut left = real.0;
    let mut beyond = Vec::new();
    for order in waiting {
        if order.quantity.0 <= left {
            left -= order.quantity.0;
        } else {
            beyond.push(order.id);
        }
    }
    beyond
}

/// Takes a count back that was a slip, within a minute and while what came is there: the orders wait for the batch again, also
/// those that it had cut; gives how many of these came back.
pub(crate) fn unmake(db: &mut Db, by: &OwnBatch) -> Write<Back, MakeRefusal> {
    let seen = batch(db, by.batch())?;
    let (BatchState::Made, Some(real)) = (seen.state, seen.real) else {
        return refuse(MakeRefusal::Moved);
    };
    let kept = Quantity(queries::waiting_for(db, seen.id)?.iter().map(|order| order.quantity.0).sum());
    let is_given = queries::is_given(db, seen.id)?;
    if db.now.at - seen.changed_at > UNDO || kept > seen.planned || is_given {
        return refuse(MakeRefusal::Gone);
    }
    let counted = Counted { product: seen.product, batch: seen.id, quantity: real, kept };
    stock::depart(db, by.actor(), counted).map_err(|abort| abort.map(|_| MakeRefusal::Gone))?;
    let turn = StateTurn { held: kept, ..StateTurn::plain(BatchState::Made, BatchState::Planned) };
    if !one::turn(db, by, &turn)? {
        return refuse(MakeRefusal::Moved);
    }
    Ok(bring_back(db, by, seen.version)?)
}
