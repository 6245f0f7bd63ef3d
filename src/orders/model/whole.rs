//! An order, whole: its lines, its steps, what was handed over and paid, and what follows from these.
use super::line::{DroppedLine, Given, LineBatch, OrderLine};
use super::{ANSWER_WITHIN, MetBy, OrderState, PayWay, Place, Side, Sum, UNDO, Window};
use crate::catalogue::batches::model::BatchState;
use crate::kernel::clock::utc_of;
use crate::kernel::contact::Mobile;
use crate::kernel::ids::{AreaId, GoodBatchId, OrderId, OrderPaymentId, SaleId};
use crate::kernel::money::Rial;
use crate::messages::SendState;
use chrono::NaiveDateTime;

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
    /// Of a collection, how the seller knew the buyer; collections of old do not say.
    pub met_by: Option<MetBy>,
    /// The batch with which it ended: called off, called back, or too little.
    pub batch: Option<GoodBatchId>,
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
    /// The collection at which it was noted; none of others.
    pub step: Option<i32>,
    pub is_taken_back: bool,
}

/// The last SMS to a buyer: the state it tells of, how far it came, and when that was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Told {
    pub of: OrderState,
    pub state: SendState,
    pub at: NaiveDateTime,
}

/// Who asked, as the shop may know it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Buyer {
    pub name: String,
    pub mobile: Mobile,
}

/// An order, whole.
#[derive(Clone, Debug)]
pub(crate) struct Order {
    pub id: OrderId,
    pub code: String,
    /// What its buyer says at the collection; its shop is not shown it.
    pub pin: String,
    /// By which its buyer finds it on another phone; empty of those that an earlier version of the program placed.
    pub number: String,
    pub shop_code: String,
    pub shop_name: String,
    /// The city of the shop.
    pub city: AreaId,
    pub state: OrderState,
    pub window: Window,
    pub place: Place,
    pub placed_at: NaiveDateTime,
    pub hold_until: NaiveDateTime,
    pub lines: Vec<OrderLine>,
    pub dropped: Vec<DroppedLine>,
    pub steps: Vec<Step>,
    /// What was handed over; nothing before the collection.
    pub given: Vec<Given>,
    /// What the shop took back since of what was handed over.
    pub returned: Rial,
    pub payments: Vec<Payment>,
    /// None once it was forgotten.
    pub buyer: Option<Buyer>,
    /// None before anything was sent to the buyer.
    pub told: Option<Told>,
    /// The goods from the stock that may be of a batch called back since.
    pub perhaps_recalled: Vec<PerhapsRecalled>,
}

/// A good that was collected from the stock while a batch lay there that was called back since.
#[derive(Clone, Debug, PartialEq, Eq, diesel::Queryable)]
pub(crate) struct PerhapsRecalled {
    /// The place of its line in the order.
    pub line: i32,
    pub name: String,
    /// Why the batch was called back.
    pub reason: String,
}

/// Why an order counts as not collected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Uncollected {
    NobodyCame,
    /// Its shop did not say in time that what was ordered ahead was made.
    NotMade,
    /// It was handed over, and the sale was taken back later.
    SaleTakenBack,
}

impl Order {
    /// When it was collected, if it is.
    pub fn collected_at(&self) -> Option<NaiveDateTime> {
        self.steps.last().filter(|step| step.state == OrderState::Collected).map(|step| step.at)
    }

    /// How the seller knew the buyer at the collection, if it was collected and that was noted.
    pub fn met_by(&self) -> Option<MetBy> {
        self.steps.last().and_then(|step| step.met_by)
    }

    /// What was handed over is worth, or before that what was asked for.
    pub fn worth(&self) -> Rial {
        if self.given.is_empty() {
            Sum::asked(&self.lines).amount
        } else {
            Rial(self.given.iter().map(|given| given.amount.0).sum())
        }
    }

    /// Whether what it is worth is an estimate: something of it is still to be weighed.
    pub fn is_estimate(&self) -> bool {
        self.given.is_empty() && Sum::asked(&self.lines).is_estimate
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

    /// How much more can be noted in this way: on credit only what is not on credit yet.
    pub fn left_in(&self, way: PayWay) -> Rial {
        match way {
            PayWay::Credit => Rial(self.left().0 - self.on_credit().0),
            PayWay::Cash | PayWay::Terminal | PayWay::Transfer => self.left(),
        }
    }

    /// What the shop lets the buyer pay later.
    pub fn on_credit(&self) -> Rial {
        self.noted(|way| way == PayWay::Credit)
    }

    fn noted(&self, is_counted: impl Fn(PayWay) -> bool) -> Rial {
        let standing = self.payments.iter().filter(|payment| !payment.is_taken_back && is_counted(payment.way));
        Rial(standing.map(|payment| payment.amount.0).sum())
    }

    /// Whether it was handed over, and nothing was noted of what is to be paid for it.
    pub fn is_unpaid(&self) -> bool {
        let is_noted = self.payments.iter().any(|payment| !payment.is_taken_back);
        self.state == OrderState::Collected && !is_noted && self.left() > Rial::ZERO
    }

    /// What is still to be paid; less than nothing where too much was. What came back after the hand-over lessens a debt; what was
    /// paid for it was given back by hand, and is no payment too many.
    pub fn left(&self) -> Rial {
        let left = Rial(self.due().0 - self.paid().0);
        if left <= Rial::ZERO { left } else { Rial(left.0 - self.returned.0).max(Rial::ZERO) }
    }

    /// The last step, if this side made it and may still take it back; a buyer may do so once. What a sale that was taken back
    /// ended stays so: the goods may be handed over anew.
    pub fn undoable(&self, by: Side, now: NaiveDateTime) -> Option<&Step> {
        let [.., before, last] = self.steps.as_slice() else { return None };
        let has_undone = self.steps.iter().any(|step| step.undoes.is_some() && step.by == Side::Buyer);
        let may = by != Side::Buyer || !has_undone;
        let may = may && before.state != OrderState::Collected;
        (may && last.undoes.is_none() && last.by == by && now - last.at <= UNDO).then_some(last)
    }

    /// Why it was cancelled or ended, as the one who did so said; empty if nothing was said.
    pub fn reason(&self) -> &str {
        self.steps.last().map_or("", |step| step.reason.as_str())
    }

    /// Whether the order was cancelled because of this line, whose batch was called off or was too little.
    pub fn ended_for(&self, line: &OrderLine) -> bool {
        let ended = self.steps.last().and_then(|last| last.batch);
        ended.is_some() && line.batch.as_ref().map(|batch| batch.id) == ended
    }

    /// The goods that this side dropped and may still take back, by their place.
    pub fn can_be_kept(&self, by: Side, now: NaiveDateTime) -> Vec<i32> {
        let lines = self.dropped.iter().filter(|line| self.state.is_open() && line.can_be_kept(by, now));
        lines.map(|line| line.ord).collect()
    }

    /// Whether one good of it can be dropped: the last one goes with the whole order.
    pub fn can_drop(&self) -> bool {
        self.state.is_open() && self.lines.len() > 1
    }

    /// Whether some of it is not to be used.
    pub fn is_called_back(&self) -> bool {
        let is_back = |batch: &LineBatch| batch.state == BatchState::CalledBack;
        !self.perhaps_recalled.is_empty() || self.lines.iter().filter_map(|line| line.batch.as_ref()).any(is_back)
    }

    /// Why it counts as not collected.
    pub fn not_collected_for(&self) -> Uncollected {
        let [.., before, _] = self.steps.as_slice() else { return Uncollected::NobodyCame };
        match before.state {
            OrderState::Collected => Uncollected::SaleTakenBack,
            _ if self.lines.iter().any(OrderLine::was_not_made) => Uncollected::NotMade,
            _ => Uncollected::NobodyCame,
        }
    }

    /// Who made the last step.
    pub fn last_by(&self) -> Option<Side> {
        self.steps.last().map(|step| step.by)
    }

    /// Whether nobody answered in the time there was for it; otherwise what ended by itself ended with its market day.
    pub fn ran_out(&self) -> bool {
        let closes = utc_of(self.window.on, self.window.closes_minute);
        let [.., before, last] = self.steps.as_slice() else { return false };
        let was_asked = before.state == OrderState::Asked;
        was_asked && last.by == Side::Time && last.at >= closes.min(self.placed_at + ANSWER_WITHIN)
    }
}
