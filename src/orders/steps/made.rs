//! A step is written: the state changes by compare-and-set, a row is added, and what is kept of the stock is settled.
use super::{Known, StepRefusal};
use crate::catalogue::batches::keep::{self, KeepRefusal};
use crate::db::schema::{order_step, placed_order};
use crate::db::{Abort, Db, Write, refuse};
use crate::kernel::ids::{AccountId, GoodBatchId, OrderId, SaleId};
use crate::orders::model::{MetBy, OrderState, Side};
use crate::orders::{jobs, place, queries};
use diesel::{ExpressionMethods, QueryDsl, QueryResult, RunQueryDsl};

/// A step to be added.
pub(in crate::orders) struct Made<'a> {
    pub state: OrderState,
    pub undoes: Option<i32>,
    pub by: Side,
    pub account: Option<AccountId>,
    pub reason: &'a str,
    pub sale: Option<SaleId>,
    pub met_by: Option<MetBy>,
    /// The batch with which an order ends, and the version to which it came.
    pub batch: Option<(GoodBatchId, i32)>,
}

impl Made<'_> {
    /// A step that takes nothing back, of which nothing more is said.
    pub fn of(state: OrderState, by: Side) -> Self {
        Made { state, undoes: None, by, account: None, reason: "", sale: None, met_by: None, batch: None }
    }
}

pub(super) fn make(db: &mut Db, order: OrderId, known: &Known, made: &Made) -> Write<(), StepRefusal> {
    change(db, order, known, made.state)?;
    record(db, order, made)?;
    Ok(())
}

/// Changes the state, unless somebody else did meanwhile, and what is kept of the stock with it.
pub(super) fn change(db: &mut Db, order: OrderId, known: &Known, to: OrderState) -> Write<(), StepRefusal> {
    let hold_until = known.hold_until(to);
    if to.is_open() && !known.state.is_open() {
        place::keep_pin(db, order).map_err(|abort| abort.map(|_| StepRefusal::Moved))?;
    }
    let changed = diesel::update(placed_order::table.find(order).filter(placed_order::state.eq(known.state)))
        .set((placed_order::state.eq(to), placed_order::hold_until.eq(hold_until)))
        .execute(db.conn)?;
    if changed == 0 {
        return refuse(StepRefusal::Moved);
    }
    match (known.state.is_open(), to.is_open()) {
        (true, false) => release(db, order)?,
        (false, true) => hold_again(db, order)?,
        (true, true) | (false, false) => {}
    }
    if to.is_open() {
        jobs::end_at(db, order, hold_until)?;
    }
    Ok(())
}

fn release(db: &mut Db, order: OrderId) -> QueryResult<()> {
    for line in queries::lines_of(db, order)? {
        keep::release(db, line.promise())?;
    }
    Ok(())
}

fn hold_again(db: &mut Db, order: OrderId) -> Write<(), StepRefusal> {
    for line in queries::lines_of(db, order)? {
        keep::keep_again(db, line.promise()).map_err(|abort| match abort {
            Abort::Database(error) => Abort::Database(error),
            Abort::Refused(refusal) => Abort::Refused(not_kept(refusal, &line.name)),
        })?;
    }
    Ok(())
}

/// Why a good cannot be kept again.
pub(super) fn not_kept(refusal: KeepRefusal, name: &str) -> StepRefusal {
    let name = name.to_owned();
    match refusal {
        KeepRefusal::NotEnough { .. } => StepRefusal::Gone { name },
        KeepRefusal::Closed => StepRefusal::NoMore { name },
    }
}

/// Adds the row of a step; gives its place.
pub(in crate::orders) fn record(db: &mut Db, order: OrderId, made: &Made) -> QueryResult<i32> {
    let before: i64 = order_step::table.filter(order_step::order_id.eq(order)).count().get_result(db.conn)?;
    let ord = i32::try_from(before).unwrap_or(i32::MAX).saturating_add(1);
    diesel::insert_into(order_step::table)
        .values((
            (order_step::order_id.eq(order), order_step::ord.eq(ord), order_step::state.eq(made.state)),
            (order_step::undoes.eq(made.undoes), order_step::made_by.eq(made.by)),
            (order_step::account_id.eq(made.account), order_step::made_at.eq(db.now.at)),
            (order_step::reason.eq(made.reason), order_step::sale_id.eq(made.sale)),
            order_step::met_by.eq(made.met_by),
            order_step::batch_id.eq(made.batch.map(|(batch, _)| batch)),
            order_step::batch_version.eq(made.batch.map(|(_, version)| version)),
        ))
        .execute(db.conn)?;
    Ok(ord)
}
