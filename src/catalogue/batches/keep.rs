//! What orders wait for of a batch. While it is planned that is kept of the batch, and once it was counted of the good's stock;
//! both by compare-and-set, so that two orders at once never take what is not there.
use super::model::BatchState;
use crate::catalogue::stock::{self, StockRefusal};
use crate::db::schema::batch;
use crate::db::{Db, Write, refuse};
use crate::kernel::ids::{GoodBatchId, ProductId};
use crate::kernel::quantity::Quantity;
use diesel::{ExpressionMethods, OptionalExtension, QueryDsl, QueryResult, RunQueryDsl};

/// Where the goods of an order's line are promised from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Promise {
    pub product: ProductId,
    /// None for the stock.
    pub batch: Option<GoodBatchId>,
    pub quantity: Quantity,
}

/// Why nothing of a batch is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum KeepRefusal {
    #[error("its orders are closed")]
    Closed,
    #[error("there is not enough left that nobody waits for")]
    NotEnough { left: Quantity },
}

/// Keeps some of a batch for a new order, while its orders are taken; what is promised from the stock is kept of the stock.
pub(crate) fn keep(db: &mut Db, promise: Promise) -> Write<(), KeepRefusal> {
    let Some(id) = promise.batch else {
        return of_stock(db, promise);
    };
    let kept = diesel::update(
        batch::table
            .find(id)
            .filter(batch::product_id.eq(promise.product))
            .filter(batch::state.eq(BatchState::Planned))
            .filter(batch::orders_until.gt(db.now.at))
            .filter((batch::planned_milli - batch::held_milli).ge(promise.quantity)),
    )
    .set(batch::held_milli.eq(batch::held_milli + promise.quantity.0))
    .execute(db.conn)?;
    if kept == 1 {
        return Ok(());
    }
    let left: Option<Quantity> = batch::table
        .find(id)
        .filter(batch::product_id.eq(promise.product))
        .filter(batch::state.eq(BatchState::Planned))
        .filter(batch::orders_until.gt(db.now.at))
        .select(batch::planned_milli - batch::held_milli)
        .first(db.conn)
        .optional()?;
    refuse(left.map_or(KeepRefusal::Closed, |left| KeepRefusal::NotEnough { left }))
}

/// Keeps again what was promised before, for an order whose end is taken back: the promise is older than the end of the orders.
pub(crate) fn keep_again(db: &mut Db, promise: Promise) -> Write<(), KeepRefusal> {
    let Some(id) = promise.batch else {
        return again_of_stock(db, promise);
    };
    let kept = diesel::update(
        batch::table
            .find(id)
            .filter(batch::state.eq(BatchState::Planned))
            .filter((batch::planned_milli - batch::held_milli).ge(promise.quantity)),
    )
    .set(batch::held_milli.eq(batch::held_milli + promise.quantity.0))
    .execute(db.conn)?;
    match (kept, state_of(db, id)?) {
        (1, _) => Ok(()),
        (_, BatchState::Made) => again_of_stock(db, promise),
        (_, BatchState::Planned) => refuse(KeepRefusal::NotEnough { left: Quantity::ZERO }),
        (_, BatchState::CalledOff | BatchState::CalledBack) => refuse(KeepRefusal::Closed),
    }
}

/// Makes free again what was kept.
pub(crate) fn release(db: &mut Db, promise: Promise) -> QueryResult<()> {
    if let Some(id) = promise.batch {
        let planned = batch::table.find(id).filter(batch::state.eq(BatchState::Planned));
        let released = diesel::update(planned)
            .set(batch::held_milli.eq(batch::held_milli - promise.quantity.0))
            .execute(db.conn)?;
        if released == 1 {
            return Ok(());
        }
    }
    stock::release(db, promise.product, promise.quantity)
}

fn of_stock(db: &mut Db, promise: Promise) -> Write<(), KeepRefusal> {
    stock::hold(db, promise.product, promise.quantity).map_err(|abort| abort.map(refusal_of))
}

fn again_of_stock(db: &mut Db, promise: Promise) -> Write<(), KeepRefusal> {
    stock::hold_again(db, promise.product, promise.quantity).map_err(|abort| {
        abort.map(|refusal| match refusal {
            // There is enough, but the good was taken off the shop.
            StockRefusal::NotEnough { left } if left >= promise.quantity => KeepRefusal::Closed,
            refusal => refusal_of(refusal),
        })
    })
}

fn refusal_of(refusal: StockRefusal) -> KeepRefusal {
    match refusal {
        StockRefusal::NotEnough { left } => KeepRefusal::NotEnough { left },
        StockRefusal::Held { .. } | StockRefusal::TooMuch | StockRefusal::Moved => KeepRefusal::Closed,
    }
}

fn state_of(db: &mut Db, id: GoodBatchId) -> QueryResult<BatchState> {
    batch::table.find(id).select(batch::state).first(db.conn)
}
