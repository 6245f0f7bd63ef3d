//! What a form posted to the ledger before: its second arrival posts nothing, and one that says something else is asked about.
use super::access::Bookkeeper;
use super::model::CostCategory;
use crate::db::Db;
use crate::db::schema::ledger as book;
use crate::error::Resent;
use crate::kernel::idem::Idem;
use crate::kernel::ids::SaleLineId;
use crate::kernel::money::Rial;
use crate::kernel::quantity::Quantity;
use chrono::NaiveDate;
use diesel::{ExpressionMethods, OptionalExtension, QueryDsl, QueryResult, RunQueryDsl};

/// A ledger row as a form posted it.
#[derive(Clone, Debug, diesel::Queryable)]
pub(super) struct Posted {
    pub line: Option<SaleLineId>,
    pub quantity: Quantity,
    pub amount: Rial,
    pub occurred_on: NaiveDate,
    pub category: Option<CostCategory>,
    pub reason: String,
}

/// Whether a ledger row of the household has this key already, and the form of it says the same again.
///
/// # Errors
/// [`Resent`] inside of the database's error, when it says something else.
pub(super) fn is_posted(
    db: &mut Db,
    by: &Bookkeeper,
    (idem, is_the_same): (&Idem, impl FnOnce(&Posted) -> bool),
) -> QueryResult<bool> {
    let known: Option<Posted> = book::table
        .filter(book::household_id.eq(by.household()))
        .filter(book::idem.eq(idem.as_str()))
        .select((
            book::sale_line_id,
            book::qty_milli,
            book::amount_irr,
            book::occurred_on,
            book::category,
            book::reason,
        ))
        .first(db.conn)
        .optional()?;
    match known {
        None => Ok(false),
        Some(row) if is_the_same(&row) => Ok(true),
        Some(_) => Err(diesel::result::Error::QueryBuilderError(Resent.into())),
    }
}
