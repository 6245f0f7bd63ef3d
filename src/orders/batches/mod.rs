//! What happens to a batch for which orders wait: it is counted, changed, called off or called back, and their buyers are told.
//! Each is one transaction, in which what open orders wait for is kept of the batch or of the stock, never of both or of neither.
pub(crate) mod call_off;
pub(crate) mod change;
pub(crate) mod make;
pub(crate) mod recall;

use super::access::OrderKeeper;
use super::steps::{self, ShopStep, StepRefusal};
use crate::catalogue::batches::access::OwnBatch;
use crate::db::{Db, Write};
use crate::kernel::ids::OrderId;

/// Cancels orders of a batch for its shop; their buyers are told.
fn cancel(db: &mut Db, by: &OwnBatch, orders: &[OrderId], reason: &str) -> Write<(), StepRefusal> {
    for order in orders {
        if let Some(keeper) = OrderKeeper::of(db, by.producer(), *order)? {
            steps::advance(db, &keeper, ShopStep::Cancel, reason)?;
        }
    }
    Ok(())
}
