//! What one supported household bought of another: each line that was sold is a cost in the buyer's book, linked to the line.
//! Gross sales keep such a line; the programme's output leaves it out, because it is in what the buyer makes of it.
use super::access::Bookkeeper;
use super::ledger::{self, Posting};
use super::model::{CostCategory, Kind, Part};
use super::ready::Ready;
use crate::db::Db;
use crate::db::schema::{household, ledger as book, purchase};
use crate::kernel::ids::{HouseholdId, LedgerId, SaleLineId};
use crate::kernel::money::Rial;
use crate::kernel::quantity::Quantity;
use chrono::NaiveDate;
use diesel::{ExpressionMethods, OptionalExtension, QueryDsl, QueryResult, RunQueryDsl};

/// A cost of the buyer's.
struct Cost<'a> {
    line: SaleLineId,
    amount: Rial,
    on: NaiveDate,
    /// What was bought; never of whom.
    good: &'a str,
    idem: &'a str,
}

/// Writes what a line cost into the book of the household that bought it.
pub(super) fn buy(
    db: &mut Db,
    by: &Bookkeeper,
    (buyer, line): (HouseholdId, SaleLineId),
    sold: &Ready,
) -> QueryResult<()> {
    let keeper = keeper_of(db, by, buyer)?;
    let idem = format!("buy/{line}");
    let cost = Cost { line, amount: sold.net, on: sold.sold_on, good: &sold.name, idem: &idem };
    post(db, &keeper, &cost)
}

/// Brings the buyer's cost to what is left of a line of which goods came back; nothing if nobody bought it for a household, or
/// the buyer has taken the cost back.
pub(super) fn follow(db: &mut Db, by: &Bookkeeper, line: SaleLineId, left: Rial) -> QueryResult<()> {
    type Written = (LedgerId, HouseholdId, Rial, NaiveDate, String);
    let last: Option<Written> = purchase::table
        .inner_join(book::table)
        .filter(purchase::sale_line_id.eq(line))
        .order(book::id.desc())
        .select((book::id, book::household_id, book::amount_irr, book::occurred_on, book::reason))
        .first(db.conn)
        .optional()?;
    let Some((id, buyer, amount, on, good)) = last else {
        return Ok(());
    };
    let reversed: Option<LedgerId> =
        book::table.filter(book::reverses.eq(id)).select(book::id).first(db.conn).optional()?;
    if reversed.is_some() || amount.0 == -left.0 {
        return Ok(());
    }
    let keeper = keeper_of(db, by, buyer)?;
    let reversal = Posting {
        kind: Kind::CostReversal,
        sale_line: None,
        quantity: Quantity::ZERO,
        amount: Rial(-amount.0),
        occurred_on: db.now.today,
        reverses: Some(id),
        category: Some(CostCategory::Inputs),
        reason: "",
        idem: &format!("{}/{id}", Kind::Cost.as_str()),
    };
    let back = ledger::post(db, &keeper, &reversal, &[Part::own(Rial(-amount.0))])?;
    let idem = format!("buy/{line}/{back}");
    post(db, &keeper, &Cost { line, amount: left, on, good: &good, idem: &idem })
}

fn post(db: &mut Db, keeper: &Bookkeeper, cost: &Cost) -> QueryResult<()> {
    if cost.amount <= Rial::ZERO {
        return Ok(());
    }
    let amount = Rial(-cost.amount.0);
    let posting = Posting {
        kind: Kind::Cost,
        sale_line: None,
        quantity: Quantity::ZERO,
        amount,
        occurred_on: cost.on,
        reverses: None,
        category: Some(CostCategory::Inputs),
        reason: cost.good,
        idem: cost.idem,
    };
    let row = ledger::post(db, keeper, &posting, &[Part::own(amount)])?;
    diesel::insert_into(purchase::table)
        .values((purchase::ledger_id.eq(row), purchase::sale_line_id.eq(cost.line)))
        .execute(db.conn)
        .map(drop)
}

/// Whoever keeps the seller's book, writing this one row in the buyer's.
fn keeper_of(db: &mut Db, by: &Bookkeeper, buyer: HouseholdId) -> QueryResult<Bookkeeper> {
    let area = household::table.find(buyer).select(household::area_id).first(db.conn)?;
    Ok(by.in_book_of(buyer, area))
}
