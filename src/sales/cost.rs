//! Costs of the business, taking one back, and goods the household used itself.
use super::access::Bookkeeper;
use super::ledger::{self, Posting};
use super::model::{CostCategory, Kind, Part};
use super::posted::{Posted, is_posted};
use super::ready::LARGEST;
use crate::catalogue::access::OwnGood;
use crate::catalogue::model::Good;
use crate::catalogue::queries;
use crate::catalogue::stock::{self, StockRefusal};
use crate::db::schema::{ledger as book, stock_move};
use crate::db::{Abort, Db, Write, refuse};
use crate::kernel::idem::Idem;
use crate::kernel::ids::{LedgerId, ProductId};
use crate::kernel::money::Rial;
use crate::kernel::quantity::{Quantity, SellUnit};
use chrono::{Days, NaiveDate};
use diesel::{
    ExpressionMethods, JoinOnDsl, NullableExpressionMethods, OptionalExtension, QueryDsl, QueryResult, RunQueryDsl,
};

/// Money that went out for the business.
#[derive(Clone, Debug)]
pub(crate) struct NewCost {
    pub idem: Idem,
    pub category: CostCategory,
    pub amount: Rial,
    pub spent_on: NaiveDate,
    pub note: String,
}

/// Goods of its own that the household used, counted at the listed price.
#[derive(Clone, Debug)]
pub(crate) struct NewOwnUse {
    pub idem: Idem,
    pub quantity: Quantity,
}

/// Why a cost or an own use is not written down.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum CostRefusal {
    #[error("no amount")]
    NoAmount,
    #[error("more than can be kept")]
    TooMuch,
    #[error("the day has not come yet, or is too long ago")]
    Day,
    #[error("there is no such row in this household")]
    Unknown,
    #[error("it was taken back before")]
    TakenBack(Kind),
    #[error("half of something that is counted")]
    NotWhole,
    #[error("only {} thousandths are left", left.0)]
    NotEnough { unit: SellUnit, left: Quantity },
}

/// Writes a cost down; the second arrival of the same key changes nothing.
///
/// # Errors
/// [`crate::error::Resent`] inside of the database's error, when the form of this key wrote something else down.
pub(crate) fn spend(db: &mut Db, by: &Bookkeeper, new: &NewCost) -> Write<(), CostRefusal> {
    let is_the_same = |row: &Posted| {
        let (what, when) = ((row.amount, row.category), (row.occurred_on, row.reason.as_str()));
        what == (Rial(-new.amount.0), Some(new.category)) && when == (new.spent_on, new.note.as_str())
    };
    if is_posted(db, by, (&new.idem, is_the_same))? {
        return Ok(());
    }
    let today = db.now.today;
    let earliest = today.checked_sub_days(Days::new(super::record::MOST_DAYS_LATE)).unwrap_or(today);
    if !(earliest..=today).contains(&new.spent_on) {
        return refuse(CostRefusal::Day);
    }
    if new.amount <= Rial::ZERO {
        return refuse(CostRefusal::NoAmount);
    }
    if new.amount > LARGEST {
        return refuse(CostRefusal::TooMuch);
    }
    let amount = Rial(-new.amount.0);
    let posting = Posting {
        kind: Kind::Cost,
        sale_line: None,
        quantity: Quantity::ZERO,
        amount,
        occurred_on: new.spent_on,
        reverses: None,
        category: Some(new.category),
        reason: &new.note,
        idem: new.idem.as_str(),
    };
    ledger::post(db, by, &posting, &[Part::own(amount)])?;
    Ok(())
}

/// Takes a cost or an own use back whole, by a row of today that points to it; what was used goes back to the stock.
/// Gives the kind of what was taken back.
pub(crate) fn reverse(db: &mut Db, by: &Bookkeeper, of: LedgerId) -> Write<Kind, CostRefusal> {
    let found: Option<(Kind, Rial, Option<CostCategory>)> = book::table
        .find(of)
        .filter(book::household_id.eq(by.household()))
        .filter(book::kind.eq_any([Kind::Cost, Kind::OwnUse]))
        .select((book::kind, book::amount_irr, book::category))
        .first(db.conn)
        .optional()?;
    let Some((kind, written, category)) = found else {
        return refuse(CostRefusal::Unknown);
    };
    let before: Option<LedgerId> =
        book::table.filter(book::reverses.eq(of)).select(book::id).first(db.conn).optional()?;
    if before.is_some() {
        return refuse(CostRefusal::TakenBack(kind));
    }
    let is_own_use = kind == Kind::OwnUse;
    let amount = Rial(-written.0);
    let posting = Posting {
        kind: if is_own_use { Kind::OwnUseReversal } else { Kind::CostReversal },
        sale_line: None,
        quantity: Quantity::ZERO,
        amount,
        occurred_on: db.now.today,
        reverses: Some(of),
        category,
        reason: "",
        idem: &format!("{}/{of}", kind.as_str()),
    };
    ledger::post(db, by, &posting, &[Part::own(amount)])?;
    if is_own_use {
        stock::put_back(db, by.actor(), of)?;
    }
    Ok(kind)
}

/// Counts goods that the household took for itself as income in kind, and takes them from stock.
pub(crate) fn use_at_home(db: &mut Db, by: &OwnGood, new: &NewOwnUse) -> Write<(), CostRefusal> {
    let keeper = Bookkeeper::from(by.producer());
    // The price may have changed since: it is the same if as much of the same good was taken.
    let taken = taken_home(db, &keeper, &new.idem)?;
    let is_the_same = |_: &Posted| taken == Some((by.product(), Quantity(-new.quantity.0)));
    if is_posted(db, &keeper, (&new.idem, is_the_same))? {
        return Ok(());
    }
    let Some(good) = queries::good(db, by.product())? else {
        return refuse(CostRefusal::Unknown);
    };
    let amount = worth(&good, new.quantity).map_err(Abort::Refused)?;
    let posting = Posting {
        kind: Kind::OwnUse,
        sale_line: None,
        quantity: Quantity::ZERO,
        amount,
        occurred_on: db.now.today,
        reverses: None,
        category: None,
        reason: &good.name,
        idem: new.idem.as_str(),
    };
    let row = ledger::post(db, &keeper, &posting, &[Part::own(amount)])?;
    stock::use_at_home(db, by, (new.quantity, row)).map_err(|abort| {
        abort.map(|refusal| match refusal {
            StockRefusal::NotEnough { left } => CostRefusal::NotEnough { unit: good.unit, left },
            StockRefusal::TooMuch | StockRefusal::Moved | StockRefusal::Held { .. } => CostRefusal::TooMuch,
        })
    })
}

/// What an own use of this key took from the stock, as a negative quantity.
fn taken_home(db: &mut Db, by: &Bookkeeper, idem: &Idem) -> QueryResult<Option<(ProductId, Quantity)>> {
    stock_move::table
        .inner_join(book::table.on(stock_move::own_use_id.eq(book::id.nullable())))
        .filter(book::household_id.eq(by.household()))
        .filter(book::idem.eq(idem.as_str()))
        .filter(stock_move::kind.eq("used"))
        .select((stock_move::product_id, stock_move::qty_milli))
        .first(db.conn)
        .optional()
}

/// Goods at their listed price.
fn worth(good: &Good, quantity: Quantity) -> Result<Rial, CostRefusal> {
    if quantity <= Quantity::ZERO {
        return Err(CostRefusal::NoAmount);
    }
    if good.unit.is_counted() && quantity.0 % 1000 != 0 {
        return Err(CostRefusal::NotWhole);
    }
    good.price.times(quantity).filter(|amount| (Rial(1)..=LARGEST).contains(amount)).ok_or(CostRefusal::TooMuch)
}
