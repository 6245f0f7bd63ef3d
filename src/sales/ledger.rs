//! The ledger: the one place that inserts into `ledger` and `attribution`. Rows of an area form one chain; a row's hash covers
//! every column and every part of its attribution, so that a changed, removed or swapped row shows.
use super::access::Bookkeeper;
use super::model::{CostCategory, Kind, Part};
use crate::db::schema::{attribution, case_file, ledger, period};
use crate::db::{Db, on_each};
use crate::kernel::calendar::YearMonth;
use crate::kernel::chain::{Link, START};
use crate::kernel::ids::{AccountId, AreaId, HouseholdId, InstitutionId, LedgerId, SaleLineId};
use crate::kernel::money::Rial;
use crate::kernel::quantity::Quantity;
use chrono::{NaiveDate, NaiveDateTime};
use diesel::{ExpressionMethods, OptionalExtension, QueryDsl, QueryResult, RunQueryDsl};

/// A row to be posted, as its verb knows it.
pub(super) struct Posting<'a> {
    pub kind: Kind,
    pub sale_line: Option<SaleLineId>,
    pub quantity: Quantity,
    pub amount: Rial,
    pub occurred_on: NaiveDate,
    pub reverses: Option<LedgerId>,
    pub category: Option<CostCategory>,
    pub reason: &'a str,
    pub idem: &'a str,
}

/// A ledger row as it is hashed: every column but the hashes, in order.
#[derive(Clone, Debug, diesel::Queryable)]
pub(crate) struct Row {
    pub id: LedgerId,
    pub area: AreaId,
    pub seq: i64,
    pub month: YearMonth,
    pub kind: Kind,
    pub household: HouseholdId,
    pub institution: Option<InstitutionId>,
    pub sale_line: Option<SaleLineId>,
    pub quantity: Quantity,
    pub amount: Rial,
    pub occurred_on: NaiveDate,
    pub posted_at: NaiveDateTime,
    pub posted_by: AccountId,
    pub on_behalf: bool,
    pub reverses: Option<LedgerId>,
    pub category: Option<CostCategory>,
    pub reason: String,
    pub idem: String,
}

impl Row {
    /// SHA-256 of the previous hash, the row and its parts.
    pub fn hash(&self, prev: &[u8], parts: &[Part]) -> Vec<u8> {
        let row = Link::after(prev)
            .number(self.id.0)
            .number(self.area.0)
            .number(self.seq)
            .number(self.month.number().into())
            .text(self.kind.as_str())
            .number(self.household.0)
            .maybe(self.institution.map(|id| id.0))
            .maybe(self.sale_line.map(|id| id.0))
            .number(self.quantity.0)
            .number(self.amount.0)
            .text(&self.occurred_on.to_string())
            .number(self.posted_at.and_utc().timestamp_micros())
            .number(self.posted_by.0)
            .number(i64::from(self.on_behalf))
            .maybe(self.reverses.map(|id| id.0))
            .text(self.category.map_or("", CostCategory::as_str))
            .text(&self.reason)
            .text(&self.idem);
        parts
            .iter()
            .fold(row, |link, part| {
                link.maybe(part.equipment.map(|id| id.0))
                    .maybe(part.funding.map(|id| id.0))
                    .maybe(part.grant.map(|id| id.0))
                    .number(part.amount.0)
            })
            .hash()
    }
}

/// Posts a row with its parts at the end of its area's chain.
pub(super) fn post(db: &mut Db, by: &Bookkeeper, posting: &Posting, parts: &[Part]) -> QueryResult<LedgerId> {
    let (seq, prev) = end_of_chain(db, by.area())?;
    let institution = match posting.reverses {
        Some(taken_back) => institution_of_row(db, taken_back)?,
        None => institution_of(db, by.household())?,
    };
    let row = Row {
        id: db.id(),
        area: by.area(),
        seq,
        month: month_of(db, institution, by.area(), posting.occurred_on)?,
        kind: posting.kind,
        household: by.household(),
        institution,
        sale_line: posting.sale_line,
        quantity: posting.quantity,
        amount: posting.amount,
        occurred_on: posting.occurred_on,
        posted_at: db.now.at,
        posted_by: by.actor().account,
        on_behalf: by.is_on_behalf(),
        reverses: posting.reverses,
        category: posting.category,
        reason: posting.reason.to_owned(),
        idem: posting.idem.to_owned(),
    };
    let hash = row.hash(&prev, parts);
    insert_parts(db, row.id, parts)?;
    insert(db, &row, &prev, &hash)?;
    Ok(row.id)
}

/// The number and previous hash of an area's next row.
fn end_of_chain(db: &mut Db, area: AreaId) -> QueryResult<(i64, Vec<u8>)> {
    let last: Option<(i64, Vec<u8>)> = ledger::table
        .filter(ledger::area_id.eq(area))
        .order(ledger::seq.desc())
        .select((ledger::seq, ledger::hash))
        .first(db.conn)
        .optional()?;
    Ok(last.map_or((1, START.to_vec()), |(seq, hash)| (seq + 1, hash)))
}

/// The institution that keeps a case file on a household today; none for a home business that was never supported.
fn institution_of(db: &mut Db, household: HouseholdId) -> QueryResult<Option<InstitutionId>> {
    case_file::table
        .filter(case_file::household_id.eq(household))
        .filter(case_file::closed_on.is_null())
        .select(case_file::institution_id)
        .first(db.conn)
        .optional()
}

/// The institution of a row that is taken back: what was counted for it is taken from it, whatever became of the case file since.
fn institution_of_row(db: &mut Db, row: LedgerId) -> QueryResult<Option<InstitutionId>> {
    ledger::table.find(row).select(ledger::institution_id).first(db.conn)
}

/// The month a row of this day counts in: the day's own, or today's when that one is closed already.
fn month_of(db: &mut Db, institution: Option<InstitutionId>, area: AreaId, day: NaiveDate) -> QueryResult<YearMonth> {
    let own = YearMonth::of(day);
    let current = YearMonth::of(db.now.today);
    let Some(institution) = institution.filter(|_| own != current) else {
        return Ok(own);
    };
    let closed: Option<YearMonth> =
        period::table.find((institution, area, own)).select(period::ym).first(db.conn).optional()?;
    Ok(if closed.is_some() { current } else { own })
}

fn insert_parts(db: &mut Db, row: LedgerId, parts: &[Part]) -> QueryResult<()> {
    let rows: Vec<_> = (0_i32..)
        .zip(parts)
        .map(|(ord, part)| {
            (
                attribution::ledger_id.eq(row),
                attribution::ord.eq(ord),
                attribution::equipment_id.eq(part.equipment),
                attribution::funding_id.eq(part.funding),
                attribution::grant_id.eq(part.grant),
                attribution::amount_irr.eq(part.amount),
            )
        })
        .collect();
    on_each!(db.conn, |conn| diesel::insert_into(attribution::table).values(&rows).execute(conn)).map(drop)
}

fn insert(db: &mut Db, row: &Row, prev: &[u8], hash: &[u8]) -> QueryResult<()> {
    diesel::insert_into(ledger::table)
        .values((
            (ledger::id.eq(row.id), ledger::area_id.eq(row.area), ledger::seq.eq(row.seq), ledger::ym.eq(row.month)),
            (ledger::kind.eq(row.kind), ledger::household_id.eq(row.household)),
            (ledger::institution_id.eq(row.institution), ledger::sale_line_id.eq(row.sale_line)),
            (ledger::qty_milli.eq(row.quantity), ledger::amount_irr.eq(row.amount)),
            (ledger::occurred_on.eq(row.occurred_on), ledger::posted_at.eq(row.posted_at)),
            (ledger::posted_by.eq(row.posted_by), ledger::on_behalf.eq(row.on_behalf)),
            (ledger::reverses.eq(row.reverses), ledger::category.eq(row.category)),
            (ledger::reason.eq(&row.reason), ledger::idem.eq(&row.idem)),
            (ledger::prev_hash.eq(prev), ledger::hash.eq(hash)),
        ))
        .execute(db.conn)
        .map(drop)
}
