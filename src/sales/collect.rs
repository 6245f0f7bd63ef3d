//! Handing an order over: its goods are sold to its buyer, at the price of the order, and the sale stands in the books like any
//! other. A weight is known only now. Once for each order, however often the form arrives; for a minute it can be taken back.
use super::access::Bookkeeper;
use super::made_on::made_on;
use super::record::{self, NewLine, NewSale, Paid, SaleRefusal, Weighed};
use super::take_back::{self, TakeBackRefusal};
use crate::db::schema::{ledger, order_step, placed_order, sale, sale_line};
use crate::db::{Abort, Db, Write, refuse};
use crate::households::queries::is_supported;
use crate::kernel::idem::Idem;
use crate::kernel::ids::{HouseholdId, MarketDayId, OrderId, SaleId};
use crate::kernel::money::Rial;
use crate::kernel::quantity::{Quantity, SellUnit};
use crate::orders::access::OrderKeeper;
use crate::orders::model::{Given, OrderLine, Payment};
use crate::orders::pay::{self, NewPayment, PayRefusal};
use crate::orders::queries;
use crate::orders::steps::{self, Handing, Met, StepRefusal};
use diesel::{ExpressionMethods, QueryDsl, QueryResult, RunQueryDsl};

/// What is handed over of an order, and what is paid at the same time.
#[derive(Clone, Debug)]
pub(crate) struct Collection {
    /// How much of each line, by its place; what is not named is handed over as it was asked for.
    pub given: Vec<(i32, Quantity)>,
    /// What was weighed of each line that is charged by weight, by its place.
    pub weights: Vec<(i32, Quantity)>,
    /// None where nothing is noted now.
    pub payment: Option<NewPayment>,
    /// How the seller knows that it is the buyer who came; needed for what is handed over now.
    pub met: Option<Met>,
}

/// Why an order is not handed over, or its collection not taken back. Nothing of it was written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum CollectRefusal {
    #[error(transparent)]
    Step(#[from] StepRefusal),
    #[error(transparent)]
    Sale(#[from] SaleRefusal),
    #[error(transparent)]
    Pay(#[from] PayRefusal),
    #[error("nothing was handed over")]
    Nothing,
    #[error("half of something that is counted")]
    NotWhole { line: i32 },
    #[error("it is charged by weight, and was not weighed")]
    NotWeighed { line: i32, name: String },
    #[error("far more than was asked for")]
    TooMuch { line: i32, unit: SellUnit, asked: Quantity },
    #[error("the sale cannot be taken back any more")]
    Sold,
    #[error("it was handed over before, and not like this")]
    Already,
    #[error("neither the buyer's code, nor why it is handed over without")]
    NotMet,
}

/// How many times what was asked for may be handed over at most: more is a slip of a point.
const MOST_TIMES: i64 = 3;

/// Hands an order over and posts its sale; gives the sale. Of an order that was handed over before just like this nothing changes
/// but what was paid, which another phone may have taken; one that was handed over in another way is refused.
pub(crate) fn collect(db: &mut Db, by: &OrderKeeper, new: &Collection) -> Write<SaleId, CollectRefusal> {
    let lines = queries::lines_of(db, by.order())?;
    let sale = match steps::sale_of(db, by)? {
        Some(_) if !is_given(db, by, (&lines, new))? => return refuse(CollectRefusal::Already),
        Some(sale) => sale,
        None => {
            let given = given_of(&lines, new).map_err(Abort::Refused)?;
            let Some(met) = new.met else { return refuse(CollectRefusal::NotMet) };
            let handing = Handing { given: &given, met };
            steps::hand_over(db, by, handing, |db| sell(db, by, (&lines, &given)))?
        }
    };
    if let Some(payment) = &new.payment {
        let collected = queries::order(db, by.order())?.steps.last().map_or(0, |step| step.ord);
        pay::note_with(db, by, (payment, collected)).map_err(|abort| abort.map(CollectRefusal::from))?;
    }
    Ok(sale)
}

/// Whether an order was handed over before with just this.
fn is_given(db: &mut Db, by: &OrderKeeper, (lines, new): (&[OrderLine], &Collection)) -> QueryResult<bool> {
    let before = queries::order(db, by.order())?.given;
    Ok(given_of(lines, new).is_ok_and(|given| given == before))
}

/// What is handed over of each line and what it costs; lines of which nothing is handed over are left out.
fn given_of(lines: &[OrderLine], new: &Collection) -> Result<Vec<Given>, CollectRefusal> {
    let mut given = Vec::new();
    for line in lines {
        let said = new.given.iter().find(|(ord, _)| *ord == line.ord).map(|(_, quantity)| *quantity);
        let quantity = said.unwrap_or(line.quantity);
        if quantity <= Quantity::ZERO {
            continue;
        }
        if line.unit.is_counted() && quantity.0 % 1000 != 0 {
            return Err(CollectRefusal::NotWhole { line: line.ord });
        }
        let too_much = CollectRefusal::TooMuch { line: line.ord, unit: line.unit, asked: line.quantity };
        if quantity.0 > line.quantity.0.saturating_mul(MOST_TIMES) {
            return Err(too_much);
        }
        let weight = weight_of(line, new)?;
        let amount = match (line.by_weight, weight) {
            (Some(by_weight), Some(weight)) => by_weight.kilo.times(weight),
            (None, _) | (_, None) => line.amount_of(quantity),
        };
        let amount = amount.filter(|amount| *amount > Rial::ZERO).ok_or(too_much)?;
        given.push(Given { line: line.ord, quantity, amount, weight });
    }
    if given.is_empty() { Err(CollectRefusal::Nothing) } else { Ok(given) }
}

/// What was weighed of a line that is charged by weight; its price is known only then.
fn weight_of(line: &OrderLine, new: &Collection) -> Result<Option<Quantity>, CollectRefusal> {
    if line.by_weight.is_none() {
        return Ok(None);
    }
    let weighed = new.weights.iter().find(|(ord, _)| *ord == line.ord).map(|(_, weight)| *weight);
    match weighed.filter(|weight| *weight > Quantity::ZERO) {
        Some(weight) => Ok(Some(weight)),
        None => Err(CollectRefusal::NotWeighed { line: line.ord, name: line.name.clone() }),
    }
}

fn sell(db: &mut Db, by: &OrderKeeper, (lines, given): (&[OrderLine], &[Given])) -> Write<SaleId, CollectRefusal> {
    let keeper = Bookkeeper::from(by.producer());
    let made = made_on(db, lines)?;
    let of_line = |given: &Given| {
        let line = lines.iter().find(|line| line.ord == given.line)?;
        Some(NewLine {
            product: line.product,
            quantity: given.quantity,
            paid: paid_for(line, given),
            produced_on: made.iter().find(|(ord, _)| *ord == given.line).map(|(_, day)| *day),
        })
    };
    type Known = (String, Option<HouseholdId>, Option<MarketDayId>);
    let (code, buyer, day): Known = placed_order::table
        .find(by.order())
        .select((placed_order::code, placed_order::buyer_household_id, placed_order::market_day_id))
        .first(db.conn)?;
    let buyer = match buyer {
        Some(household) if is_supported(db, household)? => Some(household),
        _ => None,
    };
    let Some(idem) = Idem::parse(&format!("order-{code}-{}", steps_so_far(db, by.order())?)) else {
        return refuse(CollectRefusal::Step(StepRefusal::Moved));
    };
    let new = NewSale {
        idem,
        seller: by.producer().person(),
        buyer,
        sold_on: db.now.today,
        lines: given.iter().filter_map(of_line).collect(),
    };
    let recorded = record::record_order(db, &keeper, (&new, day)).map_err(|abort| abort.map(CollectRefusal::from))?;
    Ok(recorded.sale)
}

/// What is paid for a line is what its order says, whatever the good costs now.
fn paid_for(line: &OrderLine, given: &Given) -> Paid {
    match (line.by_weight, given.weight) {
        (Some(by_weight), Some(weight)) => {
            Paid::Weighed(Weighed { weight, kilo: Some(by_weight.kilo), total: Some(given.amount) })
        }
        (None, _) | (_, None) => Paid::Total(given.amount),
    }
}

/// Each collection of an order has a sale of its own: one that was taken back stays so.
fn steps_so_far(db: &mut Db, order: OrderId) -> QueryResult<i64> {
    order_step::table.filter(order_step::order_id.eq(order)).count().get_result(db.conn)
}

/// Takes the shop's last step back: a collection with its sale and with what was paid at it, any other step by itself.
pub(crate) fn undo(db: &mut Db, by: &OrderKeeper) -> Write<(), CollectRefusal> {
    if steps::sale_of(db, by)?.is_none() {
        return steps::undo_for_shop(db, by).map_err(|abort| abort.map(CollectRefusal::from));
    }
    let order = queries::order(db, by.order())?;
    let keeper = Bookkeeper::from(by.producer());
    steps::take_hand_over_back(db, by, |db, sold| {
        if !is_whole(db, sold)? {
            return refuse(CollectRefusal::Sold);
        }
        take_back::void(db, &keeper, sold, "").map_err(|abort| abort.map(sold_refusal))
    })?;
    let collected = order.steps.last().map(|step| step.ord);
    let noted_then = |payment: &&Payment| payment.step.is_some() && payment.step == collected && !payment.is_taken_back;
    for payment in order.payments.iter().filter(noted_then) {
        pay::take_back(db, by, payment.id).map_err(|abort| abort.map(CollectRefusal::from))?;
    }
    Ok(())
}

/// Why a sale of a minute ago is not taken back: something of it came back already.
fn sold_refusal(refusal: TakeBackRefusal) -> CollectRefusal {
    match refusal {
        TakeBackRefusal::Unknown
        | TakeBackRefusal::TooLate
        | TakeBackRefusal::NothingLeft
        | TakeBackRefusal::NoQuantity
        | TakeBackRefusal::NotWhole
        | TakeBackRefusal::OverSold { .. }
        | TakeBackRefusal::OverPaid { .. }
        | TakeBackRefusal::Refund { .. } => CollectRefusal::Sold,
    }
}

/// Whether nothing of a sale was taken back in another way, so that all of its goods are there to be kept again.
fn is_whole(db: &mut Db, sold: SaleId) -> QueryResult<bool> {
    let taken_back: i64 = ledger::table
        .inner_join(sale_line::table.inner_join(sale::table))
        .filter(sale::id.eq(sold))
        .filter(ledger::reverses.is_not_null())
        .count()
        .get_result(db.conn)?;
    Ok(taken_back == 0)
}
