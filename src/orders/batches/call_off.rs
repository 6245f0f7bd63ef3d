//! A batch is not made after all: its open orders are cancelled. It can be taken up again until it would be ready; within a minute
//! its orders come back with it.
use super::{Back, bring_back, cancel};
use crate::catalogue::batches::access::OwnBatch;
use crate::catalogue::batches::model::BatchState;
use crate::catalogue::batches::one::{self, StateTurn};
use crate::catalogue::batches::queries::batch;
use crate::db::{Db, Write, refuse};
use crate::kernel::ids::OrderId;
use crate::orders::model::UNDO;
use crate::orders::queries;
use crate::orders::steps::StepRefusal;

/// Why a batch is not called off or taken up again.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum CallOffRefusal {
    #[error("the batch is not where this begins")]
    Moved,
    #[error("it would be ready by now")]
    Past,
    #[error(transparent)]
    Step(#[from] StepRefusal),
}

/// Calls a planned batch off; `reason` is told to the buyers. The second tap changes nothing.
pub(crate) fn call_off(db: &mut Db, by: &OwnBatch, reason: &str) -> Write<(), CallOffRefusal> {
    let seen = batch(db, by.batch())?;
    match seen.state {
        BatchState::CalledOff => return Ok(()),
        BatchState::Planned => {}
        BatchState::Made | BatchState::CalledBack => return refuse(CallOffRefusal::Moved),
    }
    let waiting: Vec<OrderId> = queries::waiting_for(db, seen.id)?.iter().map(|order| order.id).collect();
    cancel(db, by, (seen.version, &waiting, reason)).map_err(|abort| abort.map(CallOffRefusal::from))?;
    let turned = one::turn(db, by, &StateTurn::plain(BatchState::Planned, BatchState::CalledOff))?;
    if turned { Ok(()) } else { refuse(CallOffRefusal::Moved) }
}

/// Takes up again what was called off; gives how many of its orders came back.
pub(crate) fn take_up(db: &mut Db, by: &OwnBatch) -> Write<Back, CallOffRefusal> {
    let seen = batch(db, by.batch())?;
    if seen.ready_at <= db.now.at {
        return refuse(CallOffRefusal::Past);
    }
    if !one::turn(db, by, &StateTurn::plain(BatchState::CalledOff, BatchState::Planned))? {
        return refuse(CallOffRefusal::Moved);
    }
    if db.now.at - seen.changed_at > UNDO {
        return Ok(Back::default());
    }
    Ok(bring_back(db, by, seen.version)?)
}
