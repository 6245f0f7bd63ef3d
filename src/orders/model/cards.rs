//! What lists are told of orders.
use super::{Buyer, OrderLine, OrderState, Window};
use crate::kernel::ids::OrderId;
use crate::kernel::money::Rial;
use crate::kernel::quantity::Quantity;

/// An order in a list of its shop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct OrderCard {
    pub id: OrderId,
    pub state: OrderState,
    pub window: Window,
    /// None once it was forgotten.
    pub buyer: Option<String>,
    pub lines: Vec<OrderLine>,
}

impl OrderCard {
    /// What was asked for costs.
    pub fn amount(&self) -> Rial {
        Rial(self.lines.iter().map(|line| line.amount().0).sum())
    }

    /// Whether what it costs is an estimate: something of it is still to be weighed.
    pub fn is_estimate(&self) -> bool {
        self.lines.iter().any(|line| line.by_weight.is_some())
    }
}

/// An order in its buyer's list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct BuyerCard {
    pub code: String,
    pub shop_name: String,
    pub state: OrderState,
    pub window: Window,
    /// What was asked for costs.
    pub amount: Rial,
    /// Whether that is an estimate: something of it is charged by weight.
    pub is_estimate: bool,
}

/// An order among those of a batch, as its shop may see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct BatchOrder {
    pub id: OrderId,
    pub state: OrderState,
    pub window: Window,
    /// What was asked for of the batch.
    pub quantity: Quantity,
    /// What was handed over of it.
    pub given: Quantity,
    /// Whether other goods were ordered with it.
    pub has_more: bool,
    /// None once it was forgotten.
    pub buyer: Option<Buyer>,
}

/// How many orders wait for their shop.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct OpenOrders {
    /// Not answered yet.
    pub asked: i64,
    /// Answered, and to be collected.
    pub coming: i64,
}
