//! What happens to a batch for which orders wait: it is counted, changed, called off or called back, and their buyers are told.
//! Each is one transaction, in which what open orders wait for is kept of the batch or of the stock, never of both or of neither.
pub(crate) mod call_off;
pub(crate) mod change;
pub(crate) mod make;
pub(crate) mod recall;

use super::access::OrderKeeper;
use super::queries;
use super::steps::{self, StepRefusal};
use crate::catalogue::batches::access::OwnBatch;
use crate::db::{Abort, Db, Write};
use crate::kernel::ids::OrderId;
use diesel::QueryResult;

/// How many of the orders that had ended with a batch came back with it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Back {
    pub came: usize,
    pub of: usize,
}

/// Takes up again the orders that ended when a batch came to this version, each by itself: what one of them waited for may have
/// gone to somebody else meanwhile.
fn bring_back(db: &mut Db, by: &OwnBatch, version: i32) -> QueryResult<Back> {
    let ended = queries::ended_with(db, (by.batch(), version))?;
    let mut came = 0;
    for order in &ended {
        let Some(keeper) = OrderKeeper::of(db, by.producer(), *order)? else { continue };
        match db.apart(|db| steps::undo_for_shop(db, &keeper)) {
            Ok(()) => came += 1,
            Err(Abort::Refused(_)) => {}
            Err(Abort::Database(error)) => return Err(error),
        }
    }
    Ok(Back { came, of: ended.len() })
}

/// Cancels orders of a batch for its shop, which was seen in this version and is about to come to the next one; their buyers
/// are told.
fn cancel(db: &mut Db, by: &OwnBatch, (seen, orders, reason): (i32, &[OrderId], &str)) -> Write<(), StepRefusal> {
    let turn = (by.batch(), seen.saturating_add(1));
    steps::end_all(db, by.producer(), orders, (turn, reason))
}
