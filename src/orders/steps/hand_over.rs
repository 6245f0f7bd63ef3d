//! The last step: what was handed over is sold, and a collection is taken back together with its sale.
use super::{Known, Made, StepRefusal, change, go_back, last_step, record};
use crate::audit::Actor;
use crate::catalogue::batches::model::BatchState;
use crate::db::schema::{order_given, order_step, placed_order};
use crate::db::{Db, Write, on_each, refuse};
use crate::kernel::ids::{OrderId, SaleId};
use crate::orders::access::OrderKeeper;
use crate::orders::codes::CodeShown;
use crate::orders::model::{Given, MetBy, OrderState, Side};
use crate::orders::queries;
use diesel::{ExpressionMethods, OptionalExtension, QueryDsl, QueryResult, RunQueryDsl};

/// How the seller knows that it is the buyer who came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Met {
    Code(CodeShown),
    /// The buyer has no code with them.
    Forgot,
    /// The seller knows the buyer.
    Known,
}

impl Met {
    /// What is noted of it; nothing where the code is that of another order.
    fn noted(self, order: OrderId) -> Option<MetBy> {
        match self {
            Met::Code(shown) => (shown.order() == order).then_some(MetBy::Code),
            Met::Forgot => Some(MetBy::Forgot),
            Met::Known => Some(MetBy::Known),
        }
    }
}

/// What is handed over, and how the seller knows to whom.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Handing<'a> {
    pub given: &'a [Given],
    pub met: Met,
}

/// Hands an order over: its goods are no longer kept for it, `sell` sells what was handed over, and the order is collected.
/// One that was not collected in its time may be collected after all, from what is free. One that is collected is refused, and
/// one whose batch was not counted yet, whose goods are not in the stock, or was called back.
pub(crate) fn hand_over<R: From<StepRefusal>>(
    db: &mut Db,
    by: &OrderKeeper,
    Handing { given, met }: Handing,
    sell: impl FnOnce(&mut Db) -> Write<SaleId, R>,
) -> Write<SaleId, R> {
    let (order, known) = (by.order(), Known::of(db, by.order())?);
    let Some(met_by) = met.noted(order) else {
        return refuse(StepRefusal::Moved.into());
    };
    if !matches!(known.state, OrderState::Accepted | OrderState::Ready | OrderState::NotCollected) {
        return refuse(StepRefusal::Moved.into());
    }
    for line in queries::lines_of(db, order)? {
        match line.batch.as_ref().map(|batch| batch.state) {
            Some(BatchState::Planned) => return refuse(StepRefusal::NotMade { name: line.name }.into()),
            Some(BatchState::CalledBack) => return refuse(StepRefusal::CalledBack { name: line.name }.into()),
            Some(BatchState::Made | BatchState::CalledOff) | None => {}
        }
    }
    change(db, order, &known, OrderState::Collected).map_err(|abort| abort.map(R::from))?;
    let sale = sell(db)?;
    let account = Some(by.actor().account);
    let made = Made { account, sale: Some(sale), met_by: Some(met_by), ..Made::of(OrderState::Collected, Side::Shop) };
    let ord = record(db, order, &made)?;
    let rows: Vec<_> = given
        .iter()
        .map(|given| {
            (
                (order_given::order_id.eq(order), order_given::step_ord.eq(ord), order_given::line_ord.eq(given.line)),
                (order_given::qty_milli.eq(given.quantity), order_given::amount_irr.eq(given.amount)),
                order_given::weight_milli.eq(given.weight),
            )
        })
        .collect();
    on_each!(db.conn, |conn| diesel::insert_into(order_given::table).values(&rows).execute(conn))?;
    Ok(sale)
}

/// Takes a collection back: `take_back` brings the goods of its sale back to the stock, and they are kept for the order again.
pub(crate) fn take_hand_over_back<R: From<StepRefusal>>(
    db: &mut Db,
    by: &OrderKeeper,
    take_back: impl FnOnce(&mut Db, SaleId) -> Write<(), R>,
) -> Write<(), R> {
    let of = by.order();
    let (last, before) = last_step(db, of, Side::Shop).map_err(|abort| abort.map(R::from))?;
    let Some(sale) = last.sale else {
        return refuse(StepRefusal::Moved.into());
    };
    take_back(db, sale)?;
    let who = (Side::Shop, Some(by.actor().account));
    go_back(db, of, who, (&last, before)).map_err(|abort| abort.map(R::from))
}

/// The sale of the order, if its last step was a collection.
pub(crate) fn sale_of(db: &mut Db, by: &OrderKeeper) -> QueryResult<Option<SaleId>> {
    Ok(queries::steps_of(db, by.order())?.last().and_then(|step| step.sale))
}

/// Says of the order that was collected by this sale, if there is one, that it was not: the sale was taken back as a whole.
pub(crate) fn sale_taken_back(db: &mut Db, by: &Actor, sale: SaleId) -> QueryResult<()> {
    let found: Option<(OrderId, i32)> = order_step::table
        .filter(order_step::sale_id.eq(sale))
        .select((order_step::order_id, order_step::ord))
        .first(db.conn)
        .optional()?;
    let Some((order, ord)) = found else {
        return Ok(());
    };
    let is_last = queries::steps_of(db, order)?.last().is_some_and(|step| step.ord == ord);
    let collected = placed_order::table.find(order).filter(placed_order::state.eq(OrderState::Collected));
    if !is_last {
        return Ok(());
    }
    let to = OrderState::NotCollected;
    diesel::update(collected).set(placed_order::state.eq(to)).execute(db.conn)?;
    let made = Made { account: Some(by.account), ..Made::of(to, Side::Shop) };
    record(db, order, &made).map(drop)
}
