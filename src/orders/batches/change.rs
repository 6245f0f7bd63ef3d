//! The day, hour or quantity of one batch changes. Buyers are told when it is ready at another time, and may cancel; it is never
//! ready later than somebody is to collect it.
use crate::catalogue::batches::access::OwnBatch;
use crate::catalogue::batches::model::Terms;
use crate::catalogue::batches::one::{self, BatchRefusal};
use crate::db::{Db, Write, refuse};
use crate::kernel::clock::utc_of;
use crate::orders::queries;
use crate::orders::telling;
use chrono::NaiveDate;

/// Why a batch is not changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum ChangeRefusal {
    #[error(transparent)]
    Batch(#[from] BatchRefusal),
    #[error("so many orders are to be collected before it would be ready")]
    Early { orders: usize },
}

/// Changes a planned batch as it was seen in this version.
pub(crate) fn change(
    db: &mut Db,
    by: &OwnBatch,
    (version, day, terms): (i32, NaiveDate, &Terms),
) -> Write<(), ChangeRefusal> {
    let ready_at = terms.ready_at(day);
    let waiting = queries::waiting_for(db, by.batch())?;
    let early = waiting.iter().filter(|order| utc_of(order.window.on, order.window.closes_minute) <= ready_at).count();
    if early > 0 {
        return refuse(ChangeRefusal::Early { orders: early });
    }
    let before = one::change(db, by, (version, day, terms)).map_err(|abort| abort.map(ChangeRefusal::from))?;
    if before.ready_at != ready_at {
        for order in waiting {
            telling::batch_moved(db, order.id, (by.product(), ready_at))?;
        }
    }
    Ok(())
}
