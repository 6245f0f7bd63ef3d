//! The words of orders, and what pages are told of one.
mod cards;
mod line;
pub(crate) mod standing;
mod whole;

pub(crate) use cards::{BatchOrder, BuyerCard, OpenOrders, OrderCard, Sum};
pub(crate) use line::{DroppedLine, Given, LineBatch, OrderLine};
pub(crate) use whole::{Buyer, Order, Payment, PerhapsRecalled, Step, Told, Uncollected};

use crate::catalogue::batches::model::OpenBatch;
use crate::kernel::ids::{AreaId, DoorTimeId, HouseholdId, MarketDayId, ProductId, ShopId};
use crate::kernel::money::Rial;
use crate::kernel::quantity::SellUnit;
use crate::kernel::text_enum;
use crate::messages::sms::SmsKind;
use chrono::{NaiveDate, TimeDelta};

/// How long after the collection its goods can be reviewed.
pub(crate) const REVIEWED_WITHIN: TimeDelta = TimeDelta::days(60);

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

    /// The SMS that tell of a state.
    pub const SMS: [SmsKind; 3] = [SmsKind::OrderAccepted, SmsKind::OrderReady, SmsKind::OrderCancelled];

    /// The SMS that tells a buyer of it, if one does.
    pub fn sms(self) -> Option<SmsKind> {
        match self {
            OrderState::Accepted => Some(SmsKind::OrderAccepted),
            OrderState::Ready => Some(SmsKind::OrderReady),
            OrderState::Cancelled => Some(SmsKind::OrderCancelled),
            OrderState::Asked | OrderState::Collected | OrderState::NotCollected => None,
        }
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

text_enum! {
    /// How the seller knew that it was the buyer who came.
    pub(crate) enum MetBy {
        /// They said or showed the code.
        Code = "code",
        /// They had it not with them.
        Forgot = "forgot",
        /// The seller knows them.
        Known = "known",
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
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct BasketGood {
    pub id: ProductId,
    pub code: String,
    pub name: String,
    pub category: String,
    pub unit: SellUnit,
    pub price: Rial,
    /// The price of a kilo, where that of a piece is an estimate.
    pub kilo: Option<Rial>,
    pub photo: Option<String>,
    pub shop: ShopId,
    pub shop_code: String,
    pub shop_name: String,
    pub household: HouseholdId,
    /// The city of the shop.
    pub city: AreaId,
    /// The batch it is ordered from; none for what is in stock.
    pub batch: Option<OpenBatch>,
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
