//! Taking sales back: the whole of one as if it had not been, or some of the goods of a line with their money.
//! What was attributed is taken from the same machines and payers, to exactly nothing when nothing of the line is left.
use super::access::Bookkeeper;
use super::attribution::{as_posted, attribute_rest};
use super::ledger::{self, Posting};
use super::model::{Kind, Part};
use super::posted::{Posted, is_posted};
use super::purchase;
use super::record::unsplittable;
use super::shares;
use crate::catalogue::batches::model::BatchState;
use crate::catalogue::stock::{self, SoldStock};
use crate::db::schema::{attribution, batch, ledger as book, order_line, order_step, sale, sale_line};
use crate::db::{Abort, Db, Write, refuse};
use crate::kernel::clock::tehran_day;
use crate::kernel::idem::Idem;
use crate::kernel::ids::{EquipmentId, FundingId, GrantId, LedgerId, ProductId, SaleId, SaleLineId, WeightSetId};
use crate::kernel::money::Rial;
use crate::kernel::quantity::{Quantity, SellUnit};
use crate::orders::steps;
use chrono::{Days, NaiveDate, NaiveDateTime};
use diesel::dsl::{exists, select};
use diesel::{
    ExpressionMethods, JoinOnDsl, NullableExpressionMethods, OptionalExtension, QueryDsl, QueryResult, RunQueryDsl,
};

/// Goods that came back.
#[derive(Clone, Debug)]
pub(crate) struct NewReturn {
    pub idem: Idem,
    pub line: SaleLineId,
    pub quantity: Quantity,
    pub refund: Refund,
    pub goods: Goods,
    pub reason: String,
}

/// How much money was given back for a return.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Refund {
    /// As much of the line's price as its goods that came back.
    InProportion,
    /// This amount.
    Amount(Rial),
}

/// What becomes of goods that came back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Goods {
    /// They can be sold again.
    BackInStock,
    /// They are thrown away, or eaten at home.
    Gone,
}

/// Why a sale is not taken back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum TakeBackRefusal {
    #[error("there is no such sale in this household")]
    Unknown,
    #[error("it was written down more than {DAYS_TO_UNDO} days ago")]
    TooLate,
    #[error("nothing of it is left")]
    NothingLeft,
    #[error("nothing came back")]
    NoQuantity,
    #[error("half of something that is counted")]
    NotWhole,
    #[error("more than is left of the line")]
    OverSold { left: Quantity, unit: SellUnit },
    #[error("more money than is left of the line")]
    OverPaid { left: Rial },
    #[error("not all the money of the line with the last of its goods")]
    Refund { left: Rial },
}

/// For how many days a member may undo a whole sale: a slip is seen by then, and later goods come back one by one.
pub(crate) const DAYS_TO_UNDO: u64 = 14;

/// Whether a member may still undo a sale that was written down at this time.
pub(crate) fn is_undoable(written_at: NaiveDateTime, today: NaiveDate) -> bool {
    let until = tehran_day(written_at).checked_add_days(Days::new(DAYS_TO_UNDO));
    until.is_none_or(|until| today <= until)
}

/// Takes back what is left of every line of a sale, with its goods and money. A member may do so with every sale of the
/// household, for some days; its caseworker with those that were written down on its behalf. An order that was sold by it was
/// not collected then.
pub(crate) fn undo(db: &mut Db, by: &Bookkeeper, of: SaleId, reason: &str) -> Write<(), TakeBackRefusal> {
    void(db, by, of, reason)?;
    Ok(steps::sale_taken_back(db, by.actor(), of)?)
}

/// The same, and the order that the sale may be of is the caller's to bring where it belongs.
pub(super) fn void(db: &mut Db, by: &Bookkeeper, of: SaleId, reason: &str) -> Write<(), TakeBackRefusal> {
    let lines: Vec<(SaleLineId, NaiveDateTime)> = sale_line::table
        .inner_join(sale::table)
        .filter(sale::id.eq(of))
        .filter(sale::household_id.eq(by.household()))
        .filter(sale::on_behalf.eq_any([true, by.is_on_behalf()]))
        .order(sale_line::id)
        .select((sale_line::id, sale::sold_at))
        .load(db.conn)?;
    let Some((_, written_at)) = lines.first() else {
        return refuse(TakeBackRefusal::Unknown);
    };
    if !by.is_on_behalf() && !is_undoable(*written_at, db.now.today) {
        return refuse(TakeBackRefusal::TooLate);
    }
    let mut some_left = false;
    for (id, _) in lines {
        let Some(line) = Line::of(db, by, id)?.filter(|line| line.left > Quantity::ZERO) else {
            continue;
        };
        some_left = true;
        let back = Back {
            kind: Kind::Void,
            quantity: line.left,
            amount: line.worth,
            goods: Goods::BackInStock,
            idem: &format!("void/{id}"),
            reason,
        };
        post_back(db, by, &line, &back)?;
    }
    if some_left { Ok(()) } else { refuse(TakeBackRefusal::NothingLeft) }
}

/// Takes back some of the goods of one line; the second arrival of the same key changes nothing.
///
/// # Errors
/// [`Resent`] inside of the database's error, when the form of this key took back something else.
pub(crate) fn take_back(db: &mut Db, by: &Bookkeeper, new: &NewReturn) -> Write<(), TakeBackRefusal> {
    let is_the_same = |row: &Posted| {
        let is_amount = match new.refund {
            Refund::InProportion => true,
            Refund::Amount(amount) => row.amount == Rial(-amount.0),
        };
        is_amount && row.line == Some(new.line) && row.quantity == Quantity(-new.quantity.0)
    };
    if is_posted(db, by, (&new.idem, is_the_same))? {
        return Ok(());
    }
    let Some(line) = Line::of(db, by, new.line)? else {
        return refuse(TakeBackRefusal::Unknown);
    };
    if line.left == Quantity::ZERO {
        return refuse(TakeBackRefusal::NothingLeft);
    }
    let amount = refund(&line, new).map_err(Abort::Refused)?;
    let back = Back {
        kind: Kind::Return,
        quantity: new.quantity,
        amount,
        goods: new.goods,
        idem: new.idem.as_str(),
        reason: &new.reason,
    };
    post_back(db, by, &line, &back)
}

/// A sale line as it stands: what is left of it after its returns.
struct Line {
    id: SaleLineId,
    product: ProductId,
    unit: SellUnit,
    set: Option<WeightSetId>,
    sold_by: LedgerId,
    left: Quantity,
    worth: Rial,
}

impl Line {
    fn of(db: &mut Db, by: &Bookkeeper, id: SaleLineId) -> QueryResult<Option<Line>> {
        let found: Option<(ProductId, SellUnit, Option<WeightSetId>)> = sale_line::table
            .inner_join(sale::table)
            .filter(sale_line::id.eq(id))
            .filter(sale::household_id.eq(by.household()))
            .select((sale_line::product_id, sale_line::unit, sale_line::set_id))
            .first(db.conn)
            .optional()?;
        let Some((product, unit, set)) = found else {
            return Ok(None);
        };
        let rows: Vec<(LedgerId, Kind, Quantity, Rial)> = book::table
            .filter(book::sale_line_id.eq(id))
            .order(book::seq)
            .select((book::id, book::kind, book::qty_milli, book::amount_irr))
            .load(db.conn)?;
        let sold_by = rows.iter().find(|row| row.1 == Kind::Sale).map(|row| row.0);
        let left = Quantity(rows.iter().map(|row| row.2.0).sum());
        let worth = Rial(rows.iter().map(|row| row.3.0).sum());
        Ok(sold_by.map(|sold_by| Line { id, product, unit, set, sold_by, left, worth }))
    }
}

/// The money that goes back: with the last of the goods, exactly all that is left.
fn refund(line: &Line, new: &NewReturn) -> Result<Rial, TakeBackRefusal> {
    if new.quantity <= Quantity::ZERO {
        return Err(TakeBackRefusal::NoQuantity);
    }
    if line.unit.is_counted() && new.quantity.0 % 1000 != 0 {
        return Err(TakeBackRefusal::NotWhole);
    }
    if new.quantity > line.left {
        return Err(TakeBackRefusal::OverSold { left: line.left, unit: line.unit });
    }
    let is_last = new.quantity == line.left;
    let over = Err(TakeBackRefusal::Refund { left: line.worth });
    match new.refund {
        Refund::InProportion => {
            let kept = i128::from(line.worth.0) * i128::from(line.left.0 - new.quantity.0) / i128::from(line.left.0);
            i64::try_from(kept).map_or(over, |kept| Ok(Rial(line.worth.0 - kept)))
        }
        Refund::Amount(amount) if amount > line.worth => Err(TakeBackRefusal::OverPaid { left: line.worth }),
        Refund::Amount(amount) if is_last && amount != line.worth => over,
        Refund::Amount(amount) if amount < Rial::ZERO => over,
        Refund::Amount(amount) => Ok(amount),
    }
}

/// What goes back: quantity and amount as positive numbers.
struct Back<'a> {
    kind: Kind,
    quantity: Quantity,
    amount: Rial,
    goods: Goods,
    idem: &'a str,
    reason: &'a str,
}

fn post_back(db: &mut Db, by: &Bookkeeper, line: &Line, back: &Back) -> Write<(), TakeBackRefusal> {
    let already = standing(db, line)?;
    let shares = as_posted(shares::shares_of(db, line.set)?, &already);
    let remaining = Rial(line.worth.0 - back.amount.0);
    let parts = attribute_rest(remaining, &shares, &already).map_err(unsplittable)?;
    let posting = Posting {
        kind: back.kind,
        sale_line: Some(line.id),
        quantity: Quantity(-back.quantity.0),
        amount: Rial(-back.amount.0),
        occurred_on: db.now.today,
        reverses: Some(line.sold_by),
        category: None,
        reason: back.reason,
        idem: back.idem,
    };
    ledger::post(db, by, &posting, &parts)?;
    purchase::follow(db, by, line.id, remaining)?;
    if back.goods == Goods::BackInStock && !is_called_back(db, line)? {
        let returned = SoldStock { product: line.product, quantity: back.quantity, line: line.id };
        stock::bring_back(db, by.actor(), returned)?;
    }
    Ok(())
}

/// Whether a line was sold from a batch that was called back: nobody sells that again, whatever is said of it.
fn is_called_back(db: &mut Db, line: &Line) -> QueryResult<bool> {
    let orders = order_step::table
        .inner_join(sale_line::table.on(sale_line::sale_id.nullable().eq(order_step::sale_id)))
        .filter(sale_line::id.eq(line.id))
        .select(order_step::order_id);
    let called_back = order_line::table
        .inner_join(batch::table)
        .filter(order_line::order_id.eq_any(orders))
        .filter(order_line::product_id.eq(line.product))
        .filter(batch::state.eq(BatchState::CalledBack));
    select(exists(called_back)).get_result(db.conn)
}

/// What stands attributed of a line, in the order of its sale row's parts.
fn standing(db: &mut Db, line: &Line) -> QueryResult<Vec<Part>> {
    type PartRow = (i32, Option<EquipmentId>, Option<FundingId>, Option<GrantId>, Rial);
    let rows: Vec<PartRow> = attribution::table
        .inner_join(book::table)
        .filter(book::sale_line_id.eq(line.id))
        .order((attribution::ord, book::seq))
        .select((
            attribution::ord,
            attribution::equipment_id,
            attribution::funding_id,
            attribution::grant_id,
            attribution::amount_irr,
        ))
        .load(db.conn)?;
    let mut parts: Vec<(i32, Part)> = Vec::new();
    for (ord, equipment, funding, grant, amount) in rows {
        match parts.last_mut().filter(|(last, _)| *last == ord) {
            Some((_, part)) => part.amount = Rial(part.amount.0 + amount.0),
            None => parts.push((ord, Part { equipment, funding, grant, amount })),
        }
    }
    Ok(parts.into_iter().map(|(_, part)| part).collect())
}
