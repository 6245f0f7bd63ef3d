//! The day, hour or quantity of one batch changes. Buyers are told when it is ready at another time, and may cancel; it is never
//! ready later than somebody is to collect it.
use crate::catalogue::batches::access::OwnBatch;
use crate::catalogue::batches::model::{Terms, best_before};
use crate::catalogue::batches::one::{self, BatchRefusal};
use crate::catalogue::batches::queries::batch;
use crate::db::{Db, Write, refuse};
use crate::kernel::clock::utc_of;
use crate::kernel::ids::OrderId;
use crate::orders::queries::{self, Waiting};
use crate::orders::telling::{self, Told};
use chrono::{Days, NaiveDate, NaiveDateTime};
use diesel::QueryResult;

/// Why a batch is not changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum ChangeRefusal {
    #[error(transparent)]
    Batch(#[from] BatchRefusal),
    #[error("so many orders are to be collected before it would be ready")]
    Early { orders: usize },
    #[error("so many orders are to be collected when it would be past its best-before")]
    Old { orders: usize },
    #[error("its day is too far away to be today")]
    Far,
}

/// What is due in more days is hardly ready today.
pub(crate) const NEAR_DAYS: u64 = 3;

/// Whether a day is so near that what is due on it may be ready today.
pub(in crate::orders) fn is_near(day: NaiveDate, today: NaiveDate) -> bool {
    today.checked_add_days(Days::new(NEAR_DAYS)).is_some_and(|last| day <= last)
}

/// Changes a planned batch as it was seen in this version; gives who is told of another time. A batch of a plan keeps its day.
pub(crate) fn change(
    db: &mut Db,
    by: &OwnBatch,
    (version, day, terms): (i32, NaiveDate, &Terms),
) -> Write<Told, ChangeRefusal> {
    let seen = batch(db, by.batch())?;
    let day = if seen.plan.is_some() { seen.day } else { day };
    let ready_at = terms.ready_at(day);
    let waiting = queries::waiting_for(db, by.batch())?;
    let early = waiting.iter().filter(|order| utc_of(order.window.on, order.window.closes_minute) <= ready_at).count();
    if early > 0 {
        return refuse(ChangeRefusal::Early { orders: early });
    }
    refuse_old(&waiting, best_before(day, terms.shelf_days))?;
    let before = one::change(db, by, (version, day, terms)).map_err(|abort| abort.map(ChangeRefusal::from))?;
    if before.ready_at == ready_at {
        return Ok(Told::default());
    }
    Ok(tell(db, by, (&waiting, ready_at))?)
}

/// Has a batch of one of the next days ready now, so that it can be counted; gives who is told.
pub(crate) fn bring_forward(db: &mut Db, by: &OwnBatch) -> Write<Told, ChangeRefusal> {
    let (waiting, now, seen) = (queries::waiting_for(db, by.batch())?, db.now, batch(db, by.batch())?);
    if !is_near(seen.day, now.today) {
        return refuse(ChangeRefusal::Far);
    }
    refuse_old(&waiting, best_before(now.today, seen.shelf_days))?;
    one::bring_forward(db, by).map_err(|abort| abort.map(ChangeRefusal::from))?;
    Ok(tell(db, by, (&waiting, now.at))?)
}

/// Nobody is handed what was ordered ahead after its last day.
fn refuse_old(waiting: &[Waiting], last: Option<NaiveDate>) -> Write<(), ChangeRefusal> {
    let orders = waiting.iter().filter(|order| last.is_some_and(|last| order.window.on > last)).count();
    if orders > 0 { refuse(ChangeRefusal::Old { orders }) } else { Ok(()) }
}

fn tell(db: &mut Db, by: &OwnBatch, (waiting, ready_at): (&[Waiting], NaiveDateTime)) -> QueryResult<Told> {
    if waiting.is_empty() {
        return Ok(Told::default());
    }
    let good = telling::good_name(db, by.product())?;
    let orders: Vec<OrderId> = waiting.iter().map(|order| order.id).collect();
    telling::batch_moved(db, &orders, (&good, ready_at))
}
