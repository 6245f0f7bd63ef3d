//! The lines of an order: what was asked for, what was left out, what was handed over.
use super::{Side, UNDO};
use crate::catalogue::batches::keep::Promise;
use crate::catalogue::batches::model::{BatchState, best_before};
use crate::kernel::by_weight::{ByWeight, StoredByWeight};
use crate::kernel::ids::{GoodBatchId, ProductId};
use crate::kernel::money::Rial;
use crate::kernel::quantity::{Quantity, SellUnit};
use chrono::{NaiveDate, NaiveDateTime};

/// A good of an order, by the name and price it had when it was asked for.
#[derive(Clone, Debug, PartialEq, Eq, diesel::Queryable)]
pub(crate) struct OrderLine {
    pub ord: i32,
    pub product: ProductId,
    pub name: String,
    pub unit: SellUnit,
    pub price: Rial,
    pub quantity: Quantity,
    /// The batch it is promised from; none for the stock.
    pub batch: Option<LineBatch>,
    /// How it was charged by weight when it was asked for; none where the price of a unit is exact.
    #[diesel(deserialize_as = StoredByWeight)]
    pub by_weight: Option<ByWeight>,
    /// When its batch was to be ready, as the buyer was told; none for the stock.
    pub promised_at: Option<NaiveDateTime>,
}

/// The batch that a line is promised from.
#[derive(Clone, Debug, PartialEq, Eq, diesel::Queryable)]
pub(crate) struct LineBatch {
    pub id: GoodBatchId,
    pub code: String,
    pub day: NaiveDate,
    pub ready_at: NaiveDateTime,
    pub shelf_days: Option<i32>,
    pub state: BatchState,
    /// Why it was called back; empty otherwise.
    pub reason: String,
}

impl LineBatch {
    pub fn best_before(&self) -> Option<NaiveDate> {
        best_before(self.day, self.shelf_days)
    }
}

/// A good of an order that was dropped: nothing is kept for it, and it costs nothing.
#[derive(Clone, Debug, PartialEq, Eq, diesel::Queryable)]
pub(crate) struct DroppedLine {
    pub ord: i32,
    pub name: String,
    pub unit: SellUnit,
    pub quantity: Quantity,
    pub by: Side,
    /// Why its shop dropped it; empty if nothing was said.
    pub why: String,
    pub at: NaiveDateTime,
    /// When it was taken back that it was dropped before; that is done once.
    pub kept_at: Option<NaiveDateTime>,
}

impl DroppedLine {
    /// Whether this side dropped it and may take that back.
    pub fn can_be_kept(&self, by: Side, now: NaiveDateTime) -> bool {
        self.by == by && self.kept_at.is_none() && now - self.at <= UNDO
    }
}

impl OrderLine {
    /// Whether its batch was never counted: it is still planned, or was let go.
    pub fn was_not_made(&self) -> bool {
        let state = self.batch.as_ref().map(|batch| batch.state);
        matches!(state, Some(BatchState::Planned | BatchState::CalledOff))
    }

    /// Whether its batch is still to be made: its shop has not counted it.
    pub fn is_to_be_made(&self) -> bool {
        self.batch.as_ref().is_some_and(|batch| batch.state == BatchState::Planned)
    }

    /// What is kept for it, and of what.
    pub fn promise(&self) -> Promise {
        let batch = self.batch.as_ref().map(|batch| batch.id);
        Promise { product: self.product, batch, quantity: self.quantity }
    }

    /// When its batch was to be ready and when it is now, if that is another time and it is or was made.
    pub fn moved(&self) -> Option<(NaiveDateTime, NaiveDateTime)> {
        let batch =
            self.batch.as_ref().filter(|batch| matches!(batch.state, BatchState::Planned | BatchState::Made))?;
        let before = self.promised_at.filter(|before| *before != batch.ready_at)?;
        Some((before, batch.ready_at))
    }

    /// What so much of it costs.
    pub fn amount_of(&self, quantity: Quantity) -> Option<Rial> {
        self.price.times(quantity)
    }

    /// What was asked for costs, or is about to cost where it is charged by weight; a basket is refused whose sum cannot be kept.
    pub fn amount(&self) -> Rial {
        self.amount_of(self.quantity).unwrap_or(Rial::ZERO)
    }
}

/// What was handed over of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, diesel::Queryable)]
pub(crate) struct Given {
    pub line: i32,
    pub quantity: Quantity,
    pub amount: Rial,
    /// What it weighed, where it is charged by weight.
    pub weight: Option<Quantity>,
}
