//! One batch by itself: opened by hand, or changed alone. From then on its plan leaves it as it is.
use super::access::OwnBatch;
use super::model::{Batch, BatchState, Terms};
use super::queries;
use crate::catalogue::access::OwnGood;
use crate::db::schema::batch;
use crate::db::{Db, Write, refuse};
use crate::kernel::ids::GoodBatchId;
use crate::kernel::quantity::Quantity;
use chrono::{Days, NaiveDate, NaiveDateTime, Timelike};
use diesel::{ExpressionMethods, OptionalExtension, QueryDsl, QueryResult, RunQueryDsl};

/// A batch is opened for no day further away.
pub(crate) const FURTHEST_DAYS: u64 = 60;
/// A good waits for no more batches.
const MOST_PLANNED: i64 = 100;

/// Why a batch is not opened or changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum BatchRefusal {
    #[error("that time is over")]
    Past,
    #[error("that day is too far away")]
    TooFar,
    #[error("orders would be taken after the batch is ready")]
    Late,
    #[error("nothing would come of it")]
    Nothing,
    #[error("as many are planned as there may be")]
    TooMany,
    #[error("there is one at that time already")]
    Twin(GoodBatchId),
    #[error("more was ordered of it")]
    Held { held: Quantity },
    #[error("somebody changed it meanwhile")]
    Moved,
}

impl BatchRefusal {
    /// The batch that is there already.
    pub fn twin(self) -> Option<GoodBatchId> {
        match self {
            BatchRefusal::Twin(id) => Some(id),
            _ => None,
        }
    }
}

/// Opens a batch by hand, unless one of the good is planned for that very time: then that one is to be changed.
pub(crate) fn open_another(
    db: &mut Db,
    by: &OwnGood,
    (day, terms): (NaiveDate, &Terms),
) -> Write<GoodBatchId, BatchRefusal> {
    let twin = batch::table
        .filter(batch::product_id.eq(by.product()))
        .filter(batch::ready_at.eq(terms.ready_at(day)))
        .filter(batch::state.eq(BatchState::Planned))
        .select(batch::id)
        .first(db.conn)
        .optional()?;
    match twin {
        Some(twin) => refuse(BatchRefusal::Twin(twin)),
        None => open(db, by, (day, terms)),
    }
}

/// Opens a batch on a day.
pub(crate) fn open(db: &mut Db, by: &OwnGood, (day, terms): (NaiveDate, &Terms)) -> Write<GoodBatchId, BatchRefusal> {
    if !terms.is_in_order() {
        return refuse(BatchRefusal::Late);
    }
    if terms.ready_at(day) <= db.now.at {
        return refuse(BatchRefusal::Past);
    }
    if is_too_far(db, day) {
        return refuse(BatchRefusal::TooFar);
    }
    let planned: i64 = batch::table
        .filter(batch::product_id.eq(by.product()))
        .filter(batch::state.eq(BatchState::Planned))
        .filter(batch::ready_at.gt(db.now.at))
        .count()
        .get_result(db.conn)?;
    if planned >= MOST_PLANNED {
        return refuse(BatchRefusal::TooMany);
    }
    let (id, code, now): (GoodBatchId, _, _) = (db.id(), db.code(), db.now.at);
    diesel::insert_into(batch::table)
        .values((
            (batch::id.eq(id), batch::code.eq(code), batch::product_id.eq(by.product()), batch::day.eq(day)),
            (batch::ready_at.eq(terms.ready_at(day)), batch::orders_until.eq(terms.orders_until(day))),
            (batch::planned_milli.eq(terms.quantity), batch::held_milli.eq(0_i64)),
            (batch::shelf_days.eq(terms.shelf_days), batch::state.eq(BatchState::Planned)),
            (batch::by_hand.eq(true), batch::reason.eq(""), batch::changed_at.eq(now), batch::version.eq(1)),
        ))
        .execute(db.conn)?;
    Ok(id)
}

fn is_too_far(db: &Db, day: NaiveDate) -> bool {
    db.now.today.checked_add_days(Days::new(FURTHEST_DAYS)).is_none_or(|furthest| day > furthest)
}

/// Changes the terms of a planned batch as it was seen in this version; gives it as it was. No less is planned than was ordered.
/// A batch of a plan keeps its day.
pub(crate) fn change(
    db: &mut Db,
    by: &OwnBatch,
    (version, day, terms): (i32, NaiveDate, &Terms),
) -> Write<Batch, BatchRefusal> {
    let before = queries::batch(db, by.batch())?;
    if !terms.is_in_order() {
        return refuse(BatchRefusal::Late);
    }
    let day = if before.plan.is_some() { before.day } else { day };
    if day != before.day && is_too_far(db, day) {
        return refuse(BatchRefusal::TooFar);
    }
    let ready_at = terms.ready_at(day);
    if ready_at != before.ready_at && ready_at <= db.now.at {
        return refuse(BatchRefusal::Past);
    }
    if terms.quantity < before.held {
        return refuse(BatchRefusal::Held { held: before.held });
    }
    let seen =
        batch::table.find(by.batch()).filter(batch::state.eq(BatchState::Planned)).filter(batch::version.eq(version));
    let changed = diesel::update(seen.filter(batch::held_milli.le(terms.quantity)))
        .set((
            (batch::day.eq(day), batch::ready_at.eq(ready_at), batch::orders_until.eq(terms.orders_until(day))),
            (batch::planned_milli.eq(terms.quantity), batch::shelf_days.eq(terms.shelf_days)),
            (batch::by_hand.eq(true), batch::changed_at.eq(db.now.at), batch::version.eq(version.saturating_add(1))),
        ))
        .execute(db.conn)?;
    if changed == 0 { refuse(BatchRefusal::Moved) } else { Ok(before) }
}

/// Has a planned batch of a later day ready now, by the minute, as its form says it. One of a plan keeps its day.
pub(crate) fn bring_forward(db: &mut Db, by: &OwnBatch) -> Write<(), BatchRefusal> {
    let before = queries::batch(db, by.batch())?;
    let now = db.now;
    let ready_at = now.at.with_second(0).and_then(|at| at.with_nanosecond(0)).unwrap_or(now.at);
    let until: NaiveDateTime = before.orders_until.min(ready_at);
    let later = batch::table
        .find(by.batch())
        .filter(batch::state.eq(BatchState::Planned))
        .filter(batch::plan_id.is_null())
        .filter(batch::day.gt(now.today));
    let changed = diesel::update(later)
        .set((
            (batch::day.eq(now.today), batch::ready_at.eq(ready_at), batch::orders_until.eq(until)),
            (batch::by_hand.eq(true), batch::changed_at.eq(now.at), batch::version.eq(batch::version + 1)),
        ))
        .execute(db.conn)?;
    if changed == 0 { refuse(BatchRefusal::Moved) } else { Ok(()) }
}

/// Whether a state was set, from another that was seen.
pub(crate) fn turn(db: &mut Db, by: &OwnBatch, turn: &StateTurn) -> QueryResult<bool> {
    let from = batch::table.find(by.batch()).filter(batch::state.eq(turn.from));
    let turned = diesel::update(from)
        .set((
            (batch::state.eq(turn.to), batch::real_milli.eq(turn.real), batch::held_milli.eq(turn.held)),
            (batch::reason.eq(turn.reason), batch::by_hand.eq(true), batch::changed_at.eq(db.now.at)),
            batch::version.eq(batch::version + 1),
        ))
        .execute(db.conn)?;
    Ok(turned == 1)
}

/// A change of state, with what the batch holds after it.
pub(crate) struct StateTurn<'a> {
    pub from: BatchState,
    pub to: BatchState,
    pub real: Option<Quantity>,
    pub held: Quantity,
    pub reason: &'a str,
}

impl StateTurn<'_> {
    /// A change after which nothing is counted, nothing is kept and nothing is said.
    pub fn plain(from: BatchState, to: BatchState) -> StateTurn<'static> {
        StateTurn { from, to, real: None, held: Quantity::ZERO, reason: "" }
    }
}
