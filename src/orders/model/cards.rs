//! What lists are told of orders.
use super::{Buyer, OrderLine, OrderState, Window};
use crate::kernel::ids::OrderId;
use crate::kernel::money::Rial;
use crate::kernel::quantity::Quantity;

/// What an order comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Sum {
    pub amount: Rial,
    /// Whether something of it is still to be weighed.
    pub is_estimate: bool,
}

/// An order in a list of its shop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct OrderCard {
    pub id: OrderId,
    pub state: OrderState,
    pub window: Window,
    /// None once it was forgotten.
    pub buyer: Option<String>,
    pub lines: Vec<OrderLine>,
    /// What was handed over is worth.
    pub given: Option<Rial>,
}

impl OrderCard {
    /// What it costs.
    pub fn sum(&self) -> Sum {
        Sum::of(&self.lines, self.given)
    }
}

/// An order in its buyer's list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct BuyerCard {
    pub code: String,
    pub shop_name: String,
    pub state: OrderState,
    pub window: Window,
    pub lines: Vec<OrderLine>,
    /// What was handed over is worth.
    pub given: Option<Rial>,
}

impl BuyerCard {
    /// What it costs.
    pub fn sum(&self) -> Sum {
        Sum::of(&self.lines, self.given)
    }
}

impl Sum {
    /// What was asked for comes to.
    pub fn asked(lines: &[OrderLine]) -> Sum {
        let amount = Rial(lines.iter().map(|line| line.amount().0).sum());
        Sum { amount, is_estimate: lines.iter().any(|line| line.by_weight.is_some()) }
    }

    /// What was handed over is worth, or before that what was asked for.
    fn of(lines: &[OrderLine], given: Option<Rial>) -> Sum {
        given.map_or_else(|| Sum::asked(lines), |amount| Sum { amount, is_estimate: false })
    }
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
