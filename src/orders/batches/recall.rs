//! A batch that was made is called back: whoever has or awaits some of it is told, its open orders are cancelled, and what is left
//! of it goes out of the stock.
use super::cancel;
use crate::catalogue::batches::access::OwnBatch;
use crate::catalogue::batches::model::BatchState;
use crate::catalogue::batches::one::{self, StateTurn};
use crate::catalogue::batches::queries::batch;
use crate::catalogue::stock::{self, Counted, StockRefusal};
use crate::db::{Db, Write, refuse};
use crate::kernel::ids::OrderId;
use crate::kernel::quantity::Quantity;
use crate::orders::queries;
use crate::orders::steps::StepRefusal;
use crate::orders::telling::{self, Recalled, Told};

/// Why it is called back, and how much of it is still there.
#[derive(Clone, Debug)]
pub(crate) struct Recall {
    pub reason: String,
    pub left: Quantity,
}

/// Why a batch is not called back.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum RecallRefusal {
    #[error("only a batch that was made is called back")]
    Moved,
    #[error("nobody is told why")]
    NoReason,
    #[error("no more than this can be left")]
    TooMuch { most: Quantity },
    #[error(transparent)]
    Step(#[from] StepRefusal),
}

/// Calls a batch back; gives who is told. The second arrival changes nothing, and gives nobody.
pub(crate) fn recall(db: &mut Db, by: &OwnBatch, new: &Recall) -> Write<Option<Told>, RecallRefusal> {
    if new.reason.is_empty() {
        return refuse(RecallRefusal::NoReason);
    }
    let seen = batch(db, by.batch())?;
    let real = match (seen.state, seen.real) {
        (BatchState::CalledBack, _) => return Ok(None),
        (BatchState::Made, Some(real)) => real,
        _ => return refuse(RecallRefusal::Moved),
    };
    if new.left > real {
        return refuse(RecallRefusal::TooMuch { most: real });
    }
    let mut told = queries::having(db, seen.id)?;
    told.extend(queries::perhaps_having(db, seen.id, db.now.at)?);
    told.sort_unstable();
    told.dedup();
    let waiting: Vec<OrderId> = queries::waiting_for(db, seen.id)?.iter().map(|order| order.id).collect();
    cancel(db, by, (seen.version, &waiting, &new.reason)).map_err(|abort| abort.map(RecallRefusal::from))?;
    let turn = StateTurn {
        real: Some(real),
        reason: &new.reason,
        ..StateTurn::plain(BatchState::Made, BatchState::CalledBack)
    };
    if !one::turn(db, by, &turn)? {
        return refuse(RecallRefusal::Moved);
    }
    let out = Counted { product: seen.product, batch: seen.id, quantity: new.left, kept: Quantity::ZERO };
    stock::depart(db, by.actor(), out).map_err(|abort| {
        abort.map(|refusal| match refusal {
            StockRefusal::NotEnough { left } => RecallRefusal::TooMuch { most: left },
            StockRefusal::Held { .. } | StockRefusal::TooMuch | StockRefusal::Moved => RecallRefusal::Moved,
        })
    })?;
    let what = Recalled { product: seen.product, day: seen.day, reason: &new.reason };
    Ok(Some(telling::batch_called_back(db, &told, what)?))
}
