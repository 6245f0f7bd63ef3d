//! How much of a good there is. Every change is a row of `stock_move`, and `product.stock_milli` is their sum; of it,
//! `product.held_milli` is kept for orders, and the rest is free. Both change by compare-and-set, so that two sales or orders
//! at once never take what is not there.
use super::access::OwnGood;
use super::model::GoodState;
use super::wish::came_back;
use crate::audit::Actor;
use crate::db::schema::{product, stock_move};
use crate::db::{Db, Write, refuse};
use crate::kernel::ids::{AccountId, GoodBatchId, LedgerId, ProductId, SaleLineId, StockMoveId};
use crate::kernel::quantity::Quantity;
use diesel::{ExpressionMethods, OptionalExtension, QueryDsl, QueryResult, RunQueryDsl};

/// Why a stock is not changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum StockRefusal {
    #[error("there is not enough left that nobody waits for")]
    NotEnough { left: Quantity },
    #[error("it would be less than what is kept for orders")]
    Held { held: Quantity },
    #[error("it would be more than can be kept")]
    TooMuch,
    #[error("it changed while it was being changed; try again")]
    Moved,
}

/// What moves a stock: the good, how much, and the line of a sale.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SoldStock {
    pub product: ProductId,
    /// More than nothing.
    pub quantity: Quantity,
    pub line: SaleLineId,
}

/// Adds what was made; a quantity of nothing changes nothing.
pub(crate) fn make(db: &mut Db, by: &OwnGood, made: Quantity) -> Write<Quantity, StockRefusal> {
    let stock = stock_of(db, by.product())?;
    let Some(sum) = stock.checked_add(made) else {
        return refuse(StockRefusal::TooMuch);
    };
    set(db, by, stock, Change { kind: "made", to: sum })
}

/// Sets the stock to what was counted.
pub(crate) fn count(db: &mut Db, by: &OwnGood, counted: Quantity) -> Write<Quantity, StockRefusal> {
    let stock = stock_of(db, by.product())?;
    set(db, by, stock, Change { kind: "counted", to: counted })
}

/// Marks the good as sold out: what is left is counted as just what is kept for orders.
pub(crate) fn sell_out(db: &mut Db, by: &OwnGood) -> Write<Quantity, StockRefusal> {
    let (stock, held) = stock_and_held(db, by.product())?;
    set(db, by, stock, Change { kind: "counted", to: held })
}

/// Brings a sold-out good back with as much as was made the last time; a correction of the count is no making. Gives the stock;
/// a good that is not sold out keeps its own.
pub(crate) fn restock(db: &mut Db, by: &OwnGood) -> Write<Quantity, StockRefusal> {
    let (stock, held) = stock_and_held(db, by.product())?;
    if stock > held {
        return Ok(stock);
    }
    let last: Option<Quantity> = stock_move::table
        .filter(stock_move::product_id.eq(by.product()))
        .filter(stock_move::kind.eq("made"))
        .filter(stock_move::qty_milli.gt(0))
        .order(stock_move::id.desc())
        .select(stock_move::qty_milli)
        .first(db.conn)
        .optional()?;
    make(db, by, last.unwrap_or(Quantity(1_000)))
}

/// Keeps some of what is free of a listed good for an order.
pub(crate) fn hold(db: &mut Db, good: ProductId, quantity: Quantity) -> Write<(), StockRefusal> {
    let held = diesel::update(
        product::table
            .find(good)
            .filter(product::state.eq(GoodState::Listed))
            .filter((product::stock_milli - product::held_milli).ge(quantity)),
    )
    .set(product::held_milli.eq(product::held_milli + quantity.0))
    .execute(db.conn)?;
    if held == 0 {
        return refuse(StockRefusal::NotEnough { left: free_of(db, good)? });
    }
    Ok(())
}

/// Keeps what was kept before and became free again, also of a good that buyers do not see meanwhile.
pub(crate) fn hold_again(db: &mut Db, good: ProductId, quantity: Quantity) -> Write<(), StockRefusal> {
    let free = (product::stock_milli - product::held_milli).ge(quantity);
    let held = diesel::update(product::table.find(good).filter(product::state.ne(GoodState::Removed)).filter(free))
        .set(product::held_milli.eq(product::held_milli + quantity.0))
        .execute(db.conn)?;
    if held == 0 { refuse(StockRefusal::NotEnough { left: free_of(db, good)? }) } else { Ok(()) }
}

/// Makes free again what was kept for an order. That more is released than was kept the database refuses.
pub(crate) fn release(db: &mut Db, good: ProductId, quantity: Quantity) -> QueryResult<()> {
    diesel::update(product::table.find(good))
        .set(product::held_milli.eq(product::held_milli - quantity.0))
        .execute(db.conn)?;
    came_back(db, good)
}

/// Takes what a sale line sold, in the sale's own transaction.
pub(crate) fn take(db: &mut Db, by: &Actor, sold: SoldStock) -> Write<(), StockRefusal> {
    let quantity = sold.quantity;
    let enough = product::table.find(sold.product).filter((product::stock_milli - product::held_milli).ge(quantity));
    let taken =
        diesel::update(enough).set(product::stock_milli.eq(product::stock_milli - quantity.0)).execute(db.conn)?;
    if taken == 0 {
        return refuse(StockRefusal::NotEnough { left: free_of(db, sold.product)? });
    }
    let Some(moved) = quantity.checked_neg() else {
        return refuse(StockRefusal::TooMuch);
    };
    Ok(record(db, by.account, Move { line: Some(sold.line), ..Move::of(sold.product, "sold", moved) })?)
}

/// Brings back what was returned or never sold, in the transaction of the return or the undoing.
pub(crate) fn bring_back(db: &mut Db, by: &Actor, returned: SoldStock) -> QueryResult<()> {
    diesel::update(product::table.find(returned.product))
        .set(product::stock_milli.eq(product::stock_milli + returned.quantity.0))
        .execute(db.conn)?;
    let moved = Move::of(returned.product, "returned", returned.quantity);
    record(db, by.account, Move { line: Some(returned.line), ..moved })?;
    came_back(db, returned.product)
}

/// Takes what the household uses itself, in the transaction that writes it down as this ledger row.
pub(crate) fn use_at_home(db: &mut Db, by: &OwnGood, (used, row): (Quantity, LedgerId)) -> Write<(), StockRefusal> {
    let enough = product::table.find(by.product()).filter((product::stock_milli - product::held_milli).ge(used));
    let taken = diesel::update(enough).set(product::stock_milli.eq(product::stock_milli - used.0)).execute(db.conn)?;
    if taken == 0 {
        return refuse(StockRefusal::NotEnough { left: free_of(db, by.product())? });
    }
    let Some(moved) = used.checked_neg() else {
        return refuse(StockRefusal::TooMuch);
    };
    let account = by.actor().account;
    Ok(record(db, account, Move { own_use: Some(row), ..Move::of(by.product(), "used", moved) })?)
}

/// Puts back what the own use of this ledger row took, in the transaction that takes the row back.
pub(crate) fn put_back(db: &mut Db, by: &Actor, row: LedgerId) -> QueryResult<()> {
    let (product, used): (ProductId, Quantity) = stock_move::table
        .filter(stock_move::own_use_id.eq(row))
        .filter(stock_move::kind.eq("used"))
        .select((stock_move::product_id, stock_move::qty_milli))
        .first(db.conn)?;
    let back = Quantity(used.0.saturating_abs());
    diesel::update(product::table.find(product))
        .set(product::stock_milli.eq(product::stock_milli + back.0))
        .execute(db.conn)?;
    record(db, by.account, Move { own_use: Some(row), ..Move::of(product, "put_back", back) })?;
    came_back(db, product)
}

/// A batch that comes to the stock or leaves it again, with what open orders wait for of it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Counted {
    pub product: ProductId,
    pub batch: GoodBatchId,
    pub quantity: Quantity,
    pub kept: Quantity,
}

/// Adds a batch that was counted, in the transaction that counts it: what orders wait for of it is kept from now on.
pub(crate) fn arrive(db: &mut Db, by: &Actor, counted: Counted) -> QueryResult<()> {
    diesel::update(product::table.find(counted.product))
        .set((
            product::stock_milli.eq(product::stock_milli + counted.quantity.0),
            product::held_milli.eq(product::held_milli + counted.kept.0),
        ))
        .execute(db.conn)?;
    if counted.quantity == Quantity::ZERO {
        return Ok(());
    }
    let moved = Move::of(counted.product, "made", counted.quantity);
    record(db, by.account, Move { batch: Some(counted.batch), ..moved })?;
    if counted.quantity > counted.kept { came_back(db, counted.product) } else { Ok(()) }
}

/// Takes some of a counted batch out again, together with what is kept of it; the rest of what is kept stays covered.
pub(crate) fn depart(db: &mut Db, by: &Actor, counted: Counted) -> Write<(), StockRefusal> {
    let free = product::stock_milli - product::held_milli;
    let enough = product::table.find(counted.product).filter(free.ge(counted.quantity.0 - counted.kept.0));
    let taken = diesel::update(enough)
        .set((
            product::stock_milli.eq(product::stock_milli - counted.quantity.0),
            product::held_milli.eq(product::held_milli - counted.kept.0),
        ))
        .execute(db.conn)?;
    if taken == 0 {
        return refuse(StockRefusal::NotEnough { left: free_of(db, counted.product)? });
    }
    let Some(moved) = counted.quantity.checked_neg().filter(|moved| *moved < Quantity::ZERO) else {
        return Ok(());
    };
    let moved = Move::of(counted.product, "counted", moved);
    Ok(record(db, by.account, Move { batch: Some(counted.batch), ..moved })?)
}

/// The first stock of a good that is being listed.
pub(super) fn begin(db: &mut Db, by: AccountId, good: ProductId, stock: Quantity) -> QueryResult<()> {
    if stock == Quantity::ZERO {
        return Ok(());
    }
    record(db, by, Move::of(good, "made", stock))
}

struct Change {
    kind: &'static str,
    to: Quantity,
}

struct Move {
    product: ProductId,
    kind: &'static str,
    quantity: Quantity,
    line: Option<SaleLineId>,
    own_use: Option<LedgerId>,
    batch: Option<GoodBatchId>,
}

impl Move {
    fn of(product: ProductId, kind: &'static str, quantity: Quantity) -> Move {
        Move { product, kind, quantity, line: None, own_use: None, batch: None }
    }
}

/// How much there is of a good now.
pub(super) fn stock_of(db: &mut Db, good: ProductId) -> QueryResult<Quantity> {
    product::table.find(good).select(product::stock_milli).first(db.conn)
}

/// How much there is of a good now, and how much of it is kept for orders.
fn stock_and_held(db: &mut Db, good: ProductId) -> QueryResult<(Quantity, Quantity)> {
    product::table.find(good).select((product::stock_milli, product::held_milli)).first(db.conn)
}

/// How much of a good nobody waits for.
fn free_of(db: &mut Db, good: ProductId) -> QueryResult<Quantity> {
    product::table.find(good).select(product::stock_milli - product::held_milli).first(db.conn)
}

fn set(db: &mut Db, by: &OwnGood, from: Quantity, change: Change) -> Write<Quantity, StockRefusal> {
    let Some(quantity) = change.to.checked_sub(from) else {
        return refuse(StockRefusal::TooMuch);
    };
    if quantity == Quantity::ZERO {
        return Ok(from);
    }
    let (_, held) = stock_and_held(db, by.product())?;
    if change.to < held {
        return refuse(StockRefusal::Held { held });
    }
    let changed = diesel::update(product::table.find(by.product()).filter(product::stock_milli.eq(from)))
        .set(product::stock_milli.eq(change.to))
        .execute(db.conn)?;
    if changed == 0 {
        return refuse(StockRefusal::Moved);
    }
    record(db, by.actor().account, Move::of(by.product(), change.kind, quantity))?;
    if quantity > Quantity::ZERO {
        came_back(db, by.product())?;
    }
    Ok(change.to)
}

fn record(db: &mut Db, by: AccountId, moved: Move) -> QueryResult<()> {
    let id: StockMoveId = db.id();
    diesel::insert_into(stock_move::table)
        .values((
            stock_move::id.eq(id),
            stock_move::product_id.eq(moved.product),
            stock_move::kind.eq(moved.kind),
            stock_move::qty_milli.eq(moved.quantity),
            stock_move::sale_line_id.eq(moved.line),
            stock_move::own_use_id.eq(moved.own_use),
            stock_move::batch_id.eq(moved.batch),
            stock_move::made_by.eq(by),
            stock_move::made_at.eq(db.now.at),
        ))
        .execute(db.conn)
        .map(drop)
}
