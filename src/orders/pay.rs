//! What was paid for an order: the whole or a part, in any way and more than one; what is on credit is to be paid yet. Rows are
//! only added; a slip is taken back by a row of its own. No more is noted than is due.
use super::access::OrderKeeper;
use super::model::{OrderState, PayWay};
use super::queries;
use crate::db::schema::order_payment;
use crate::db::{Db, Write, refuse};
use crate::kernel::idem::Idem;
use crate::kernel::ids::OrderPaymentId;
use crate::kernel::money::Rial;
use diesel::{ExpressionMethods, OptionalExtension, QueryDsl, QueryResult, RunQueryDsl};

/// A payment to be noted.
#[derive(Clone, Debug)]
pub(crate) struct NewPayment {
    pub idem: Idem,
    pub way: PayWay,
    /// Everything that is still due, without an amount.
    pub amount: Option<Rial>,
    /// The last four digits of the card and the number on the slip, of a terminal.
    pub last4: String,
    pub trace: String,
}

/// Why no payment is noted or taken back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum PayRefusal {
    #[error("the order was not accepted, or came to nothing")]
    NotOwed,
    #[error("nothing was paid")]
    NoAmount,
    #[error("more than is still due")]
    Over { left: Rial },
    #[error("there is no such payment, or it was taken back before")]
    Unknown,
    #[error("the form of this key has noted another payment")]
    OldForm,
}

/// Notes a payment; the second arrival of the same form changes nothing.
pub(crate) fn note(db: &mut Db, by: &OrderKeeper, new: &NewPayment) -> Write<(), PayRefusal> {
    note_under(db, by, (new, new.idem.as_str(), None))
}

/// Notes what was paid when an order was handed over by this step: handed over anew after an undo, it is paid anew.
pub(crate) fn note_with(db: &mut Db, by: &OrderKeeper, (new, step): (&NewPayment, i32)) -> Write<(), PayRefusal> {
    let idem = new.idem.part(usize::try_from(step).unwrap_or_default());
    if known(db, by, &idem)?.is_none()
        && new.amount.is_none()
        && queries::order(db, by.order())?.left_in(new.way) <= Rial::ZERO
    {
        return Ok(());
    }
    note_under(db, by, (new, &idem, Some(step)))
}

fn note_under(
    db: &mut Db,
    by: &OrderKeeper,
    (new, idem, step): (&NewPayment, &str, Option<i32>),
) -> Write<(), PayRefusal> {
    if let Some((way, amount)) = known(db, by, idem)? {
        let is_same = way == new.way && new.amount.is_none_or(|said| said == amount);
        return if is_same { Ok(()) } else { refuse(PayRefusal::OldForm) };
    }
    let order = queries::order(db, by.order())?;
    if !matches!(order.state, OrderState::Accepted | OrderState::Ready | OrderState::Collected) {
        return refuse(PayRefusal::NotOwed);
    }
    let left = order.left_in(new.way);
    let amount = new.amount.unwrap_or(left);
    if amount <= Rial::ZERO {
        return refuse(PayRefusal::NoAmount);
    }
    if amount > left {
        return refuse(PayRefusal::Over { left });
    }
    let row = Row { way: new.way, amount, slip: (&new.last4, &new.trace), takes_back: None, idem, step };
    insert(db, by, &row)?;
    Ok(())
}

/// Takes a payment back that was noted by mistake, or given back to the buyer.
pub(crate) fn take_back(db: &mut Db, by: &OrderKeeper, id: OrderPaymentId) -> Write<(), PayRefusal> {
    let idem = format!("back/{id}");
    if known(db, by, &idem)?.is_some() {
        return Ok(());
    }
    let payments = queries::payments_of(db, by.order())?;
    let Some(payment) = payments.iter().find(|payment| payment.id == id && !payment.is_taken_back) else {
        return refuse(PayRefusal::Unknown);
    };
    let row = Row {
        way: payment.way,
        amount: Rial(-payment.amount.0),
        slip: (&payment.last4, &payment.trace),
        takes_back: Some(id),
        idem: &idem,
        step: None,
    };
    insert(db, by, &row)?;
    Ok(())
}

/// What was noted under a key before.
fn known(db: &mut Db, by: &OrderKeeper, idem: &str) -> QueryResult<Option<(PayWay, Rial)>> {
    order_payment::table
        .filter(order_payment::order_id.eq(by.order()))
        .filter(order_payment::idem.eq(idem))
        .select((order_payment::way, order_payment::amount_irr))
        .first(db.conn)
        .optional()
}

struct Row<'a> {
    way: PayWay,
    amount: Rial,
    slip: (&'a str, &'a str),
    takes_back: Option<OrderPaymentId>,
    idem: &'a str,
    /// The collection at which it is noted.
    step: Option<i32>,
}

fn insert(db: &mut Db, by: &OrderKeeper, row: &Row) -> QueryResult<()> {
    let id: OrderPaymentId = db.id();
    diesel::insert_into(order_payment::table)
        .values((
            (order_payment::id.eq(id), order_payment::order_id.eq(by.order()), order_payment::idem.eq(row.idem)),
            (order_payment::way.eq(row.way), order_payment::amount_irr.eq(row.amount)),
            (order_payment::last4.eq(row.slip.0), order_payment::trace.eq(row.slip.1)),
            (order_payment::takes_back.eq(row.takes_back), order_payment::made_by.eq(by.actor().account)),
            (order_payment::made_at.eq(db.now.at), order_payment::step_ord.eq(row.step)),
        ))
        .execute(db.conn)
        .map(drop)
}
