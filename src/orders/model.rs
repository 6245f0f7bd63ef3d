//! The words of orders, and what pages are told of one.
mod cards;

pub(crate) use cards::{BuyerCard, OpenOrders, OrderCard};

use crate::kernel::clock::utc_of;
use crate::kernel::contact::Mobile;
use crate::kernel::ids::{DoorTimeId, HouseholdId, MarketDayId, OrderId, OrderPaymentId, ProductId, SaleId, ShopId};
use crate::kernel::money::Rial;
use crate::kernel::quantity::{Quantity, SellUnit};
use crate::kernel::text_enum;
use chrono::{NaiveDate, NaiveDateTime, TimeDelta};

text_enum! {
    /// How far an order has come.
    pub(crate) enum OrderState {
        Asked = "asked",
        Accepted = "accepted",
        Ready = "ready",
        Collected = "collected",
        NotCollected = "not_collected",
        Cancelled = "cancelled",
    }
}

impl OrderState {
    /// The states in which the goods are kept for the buyer.
    pub const OPEN: [OrderState; 3] = [OrderState::Asked, OrderState::Accepted, OrderState::Ready];

    /// Whether the goods are kept for the buyer.
    pub fn is_open(self) -> bool {
        OrderState::OPEN.contains(&self)
    }
}

text_enum! {
    /// Who made a step of an order.
    pub(crate) enum Side {
        Buyer = "buyer",
        Shop = "shop",
        /// Nobody: its time was over, or its market day was called off.
        Time = "time",
    }
}

text_enum! {
    /// How an order was paid.
    pub(crate) enum PayWay {
        Cash = "cash",
        /// With a card, at the shop's terminal.
        Terminal = "terminal",
        /// From card to card.
        Transfer = "transfer",
        /// To be paid later.
        Credit = "credit",
    }
}

/// How long goods are kept for an order that the shop has not answered.
pub(crate) const ANSWER_WITHIN: TimeDelta = TimeDelta::hours(24);
/// How long a step can be taken back by whoever made it, with some seconds for a slow network.
pub(crate) const UNDO: TimeDelta = TimeDelta::seconds(75);

/// Where and when an order can be collected, as a form sends it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Choice {
    /// At the shop's stall on this market day.
    Market(MarketDayId),
    /// At the shop's door, on this day.
    Door(DoorTimeId, NaiveDate),
}

impl Choice {
    /// Reads what [`Choice::written`] wrote.
    pub fn parse(text: &str) -> Option<Choice> {
        let (kind, rest) = text.split_once('-')?;
        match kind {
            "m" => Some(Choice::Market(rest.parse().ok()?)),
            "d" => {
                let (door, day) = rest.split_once('-')?;
                Some(Choice::Door(door.parse().ok()?, day.parse().ok()?))
            }
            _ => None,
        }
    }

    pub fn written(self) -> String {
        match self {
            Choice::Market(day) => format!("m-{day}"),
            Choice::Door(door, day) => format!("d-{door}-{day}"),
        }
    }
}

/// A time at which a shop hands orders over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Slot {
    pub household: HouseholdId,
    pub choice: Choice,
    pub on: NaiveDate,
    pub opens_minute: i32,
    pub closes_minute: i32,
    /// The market; none at the door.
    pub site: Option<String>,
}

/// A good that lies in a basket, as it is offered now.
#[derive(Clone, Debug, PartialEq, Eq, diesel::Queryable)]
pub(crate) struct BasketGood {
    pub id: ProductId,
    pub code: String,
    pub name: String,
    pub category: String,
    pub unit: SellUnit,
    pub price: Rial,
    /// What of it nobody waits for.
    pub free: Quantity,
    pub photo: Option<String>,
    pub shop: ShopId,
    pub shop_code: String,
    pub shop_name: String,
    pub household: HouseholdId,
}

/// A good of an order, by the name and price it had when it was asked for.
#[derive(Clone, Debug, PartialEq, Eq, diesel::Queryable)]
pub(crate) struct OrderLine {
    pub ord: i32,
    pub product: ProductId,
    pub name: String,
    pub unit: SellUnit,
    pub price: Rial,
    pub quantity: Quantity,
}

impl OrderLine {
    /// What so much of it costs.
    pub fn amount_of(&self, quantity: Quantity) -> Option<Rial> {
        self.price.times(quantity)
    }

    /// What was asked for costs; a basket is refused whose sum cannot be kept.
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
}

/// Something that happened to an order.
#[derive(Clone, Debug, PartialEq, Eq, diesel::Queryable)]
pub(crate) struct Step {
    pub ord: i32,
    pub state: OrderState,
    /// The step that this one took back.
    pub undoes: Option<i32>,
    pub by: Side,
    pub at: NaiveDateTime,
    pub reason: String,
    pub sale: Option<SaleId>,
}

/// A payment; one noted by mistake is taken back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Payment {
    pub id: OrderPaymentId,
    pub way: PayWay,
    pub amount: Rial,
    pub last4: String,
    pub trace: String,
    pub at: NaiveDateTime,
    pub is_taken_back: bool,
}

/// Who asked, as the shop may know it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Buyer {
    pub name: String,
    pub mobile: Mobile,
}

/// Where an order is collected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// At a market; the stalls are those of the plan that is published now.
    Market { day: MarketDayId, site: String, stalls: Vec<String> },
    /// At the shop's door; where that is, nobody is told before the shop accepted.
    Door { place: Option<String> },
}

/// When an order is collected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, diesel::Queryable)]
pub(crate) struct Window {
    pub on: NaiveDate,
    pub opens_minute: i32,
    pub closes_minute: i32,
}

/// An order, whole.
#[derive(Clone, Debug)]
pub(crate) struct Order {
    pub id: OrderId,
    pub code: String,
    pub pin: String,
    pub shop_code: String,
    pub shop_name: String,
    pub state: OrderState,
    pub window: Window,
    pub place: Place,
    pub placed_at: NaiveDateTime,
    pub hold_until: NaiveDateTime,
    pub lines: Vec<OrderLine>,
    pub steps: Vec<Step>,
    /// What was handed over; nothing before the collection.
    pub given: Vec<Given>,
    pub payments: Vec<Payment>,
    /// None once it was forgotten.
    pub buyer: Option<Buyer>,
}

impl Order {
    /// What was handed over is worth, or before that what was asked for.
    pub fn worth(&self) -> Rial {
        if self.given.is_empty() {
            Rial(self.lines.iter().map(|line| line.amount().0).sum())
        } else {
            Rial(self.given.iter().map(|given| given.amount.0).sum())
        }
    }

    /// What is to be paid: nothing for an order that came to nothing.
    pub fn due(&self) -> Rial {
        match self.state {
            OrderState::Cancelled | OrderState::NotCollected => Rial::ZERO,
            OrderState::Asked | OrderState::Accepted | OrderState::Ready | OrderState::Collected => self.worth(),
        }
    }

    /// What was paid and not taken back; what is on credit is not paid.
    pub fn paid(&self) -> Rial {
        self.noted(|way| way != PayWay::Credit)
    }

    /// What the shop lets the buyer pay later.
    pub fn on_credit(&self) -> Rial {
        self.noted(|way| way == PayWay::Credit)
    }

    fn noted(&self, is_counted: impl Fn(PayWay) -> bool) -> Rial {
        let standing = self.payments.iter().filter(|payment| !payment.is_taken_back && is_counted(payment.way));
        Rial(standing.map(|payment| payment.amount.0).sum())
    }

    /// What is still to be paid; less than nothing where too much was.
    pub fn left(&self) -> Rial {
        Rial(self.due().0 - self.paid().0)
    }

    /// The last step, if this side made it and may still take it back; a buyer may do so once.
    pub fn undoable(&self, by: Side, now: NaiveDateTime) -> Option<&Step> {
        let last = self.steps.last()?;
        let is_first = self.steps.len() == 1;
        let has_undone = self.steps.iter().any(|step| step.undoes.is_some() && step.by == Side::Buyer);
        let may = by != Side::Buyer || !has_undone;
        (may && !is_first && last.undoes.is_none() && last.by == by && now - last.at <= UNDO).then_some(last)
    }

    /// Why it was cancelled or ended, as the one who did so said; empty if nothing was said.
    pub fn reason(&self) -> &str {
        self.steps.last().map_or("", |step| step.reason.as_str())
    }

    /// Who made the last step.
    pub fn last_by(&self) -> Option<Side> {
        self.steps.last().map(|step| step.by)
    }

    /// Whether nobody answered in the time there was for it; otherwise what ended by itself ended with its market day.
    pub fn ran_out(&self) -> bool {
        let closes = utc_of(self.window.on, self.window.closes_minute);
        let last = self.steps.last();
        last.is_some_and(|step| step.by == Side::Time && step.at >= closes.min(self.placed_at + ANSWER_WITHIN))
    }
}

/// A weekly time at which a shop's door is open, with where it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct DoorTime {
    pub id: DoorTimeId,
    /// Days after Saturday.
    pub weekday: i32,
    pub opens_minute: i32,
    pub closes_minute: i32,
    pub place: String,
}

#[cfg(test)]
mod tests {
    use super::Choice;
    use crate::kernel::ids::{DoorTimeId, MarketDayId};

    #[test]
    fn a_choice_reads_what_it_wrote_and_nothing_else() {
        let day = "2026-11-27".parse().unwrap();
        for choice in [Choice::Market(MarketDayId(7)), Choice::Door(DoorTimeId(8), day)] {
            assert_eq!(Choice::parse(&choice.written()), Some(choice));
        }
        for text in ["", "m", "m-", "m-x", "d-8", "d-8-yesterday", "x-7"] {
            assert_eq!(Choice::parse(text), None, "{text}");
        }
    }
}
