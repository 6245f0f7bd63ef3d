//! One good of an order is dropped while the others stay: what was kept for it is free again, once. The last one is not
//! dropped: then the order is cancelled as a whole. Whoever dropped one can take that back, once and for a minute.
use super::{Known, StepRefusal, not_kept};
use crate::catalogue::batches::keep::{self, Promise};
use crate::db::schema::{order_line, placed_order};
use crate::db::{Db, Write, refuse};
use crate::kernel::ids::{GoodBatchId, OrderId, ProductId};
use crate::orders::access::{CodeHolder, OrderKeeper};
use crate::orders::model::{OrderLine, Side};
use crate::orders::{queries, telling};
use chrono::NaiveDateTime;
use diesel::{ExpressionMethods, QueryDsl, RunQueryDsl};

/// Drops a good for its buyer, as long as they could cancel the order. The second tap changes nothing.
pub(crate) fn drop_line_for_buyer(db: &mut Db, by: CodeHolder, line: i32) -> Write<(), StepRefusal> {
    match dropped(db, by.order(), (line, Side::Buyer, ""))? {
        Some(line) => Ok(telling::lines::dropped_by_buyer(db, by.order(), &line.name)?),
        None => Ok(()),
    }
}

/// Drops a good of which the shop has not enough; `why` is told to the buyer. The second tap changes nothing.
pub(crate) fn drop_line(db: &mut Db, by: &OrderKeeper, (line, why): (i32, &str)) -> Write<(), StepRefusal> {
    match dropped(db, by.order(), (line, Side::Shop, why))? {
        Some(line) => Ok(telling::lines::dropped_by_shop(db, by.order(), &line.name)?),
        None => Ok(()),
    }
}

/// Takes back that the buyer dropped a good. The second tap changes nothing.
pub(crate) fn keep_line_for_buyer(db: &mut Db, by: CodeHolder, line: i32) -> Write<(), StepRefusal> {
    match kept(db, by.order(), (line, Side::Buyer))? {
        Some(name) => Ok(telling::lines::kept_by_buyer(db, by.order(), &name)?),
        None => Ok(()),
    }
}

/// Takes back that the shop dropped a good. The second tap changes nothing.
pub(crate) fn keep_line(db: &mut Db, by: &OrderKeeper, line: i32) -> Write<(), StepRefusal> {
    match kept(db, by.order(), (line, Side::Shop))? {
        Some(name) => Ok(telling::lines::kept_by_shop(db, by.order(), &name)?),
        None => Ok(()),
    }
}

/// Takes back that a line was dropped by this side; gives its name, or none if that was taken back before.
fn kept(db: &mut Db, order: OrderId, (ord, side): (i32, Side)) -> Write<Option<String>, StepRefusal> {
    let Some(line) = queries::dropped_of(db, order)?.into_iter().find(|line| line.ord == ord) else {
        let stands = queries::lines_of(db, order)?.iter().any(|line| line.ord == ord);
        return if stands { Ok(None) } else { refuse(StepRefusal::Moved) };
    };
    if line.by != side || !Known::of(db, order)?.state.is_open() {
        return refuse(StepRefusal::Moved);
    }
    if !line.can_be_kept(side, db.now.at) {
        return refuse(StepRefusal::TooLate);
    }
    let (product, batch) = order_line::table
        .find((order, ord))
        .select((order_line::product_id, order_line::batch_id))
        .first::<(ProductId, Option<GoodBatchId>)>(db.conn)?;
    keep::keep_again(db, Promise { product, batch, quantity: line.quantity })
        .map_err(|abort| abort.map(|refusal| not_kept(refusal, &line.name)))?;
    let dropped = order_line::table.find((order, ord)).filter(order_line::dropped_at.is_not_null());
    let changed = diesel::update(dropped)
        .set((
            order_line::dropped_at.eq(None::<NaiveDateTime>),
            order_line::dropped_by.eq(None::<Side>),
            order_line::dropped_why.eq(None::<String>),
            order_line::kept_at.eq(db.now.at),
        ))
        .execute(db.conn)?;
    if changed == 0 { refuse(StepRefusal::Moved) } else { Ok(Some(line.name)) }
}

/// Drops a line; none if it was dropped before.
fn dropped(db: &mut Db, order: OrderId, (ord, side, why): (i32, Side, &str)) -> Write<Option<OrderLine>, StepRefusal> {
    let known = Known::of(db, order)?;
    let lines = queries::lines_of(db, order)?;
    let Some(line) = lines.iter().find(|line| line.ord == ord) else {
        let was_dropped = queries::dropped_of(db, order)?.iter().any(|line| line.ord == ord);
        return if was_dropped { Ok(None) } else { refuse(StepRefusal::Moved) };
    };
    if !known.state.is_open() {
        return refuse(StepRefusal::Moved);
    }
    if lines.len() < 2 {
        return refuse(StepRefusal::LastLine);
    }
    // The order's own row is written, too: of two who drop its last two goods at once, one has to look again.
    let open = placed_order::table.find(order).filter(placed_order::state.eq(known.state));
    let hold_until = known.hold_until(known.state);
    let still = diesel::update(open).set(placed_order::hold_until.eq(hold_until)).execute(db.conn)?;
    let whole = order_line::table.find((order, ord)).filter(order_line::dropped_at.is_null());
    let changed = diesel::update(whole)
        .set((order_line::dropped_at.eq(db.now.at), order_line::dropped_by.eq(side), order_line::dropped_why.eq(why)))
        .execute(db.conn)?;
    if still == 0 || changed == 0 {
        return refuse(StepRefusal::Moved);
    }
    keep::release(db, line.promise())?;
    Ok(Some(line.clone()))
}
