//! The two chains, row by row in pages: numbers without a gap, each row after the one before, each hash as computed.
use super::links::{Chain, Stored};
use super::{Head, Verified};
use crate::audit;
use crate::db::Db;
use crate::db::schema::{attribution, audit_event, ledger};
use crate::kernel::ids::{AreaId, EquipmentId, FundingId, GrantId, LedgerId};
use crate::kernel::money::Rial;
use crate::sales::anchors::{Anchor, Book};
use crate::sales::ledger::Row;
use crate::sales::model::Part;
use chrono::NaiveDateTime;
use diesel::{ExpressionMethods, QueryDsl, QueryResult, RunQueryDsl};
use std::collections::{BTreeMap, BTreeSet, HashMap};

pub(super) const PAGE: i64 = 1000;

/// The anchors of one chain by their row.
fn of_chain(anchors: &[Anchor], book: Book, chain: i64) -> BTreeMap<i64, Anchor> {
    let its = anchors.iter().filter(|anchor| anchor.book == book && anchor.chain == chain);
    its.map(|anchor| (anchor.seq, anchor.clone())).collect()
}

/// The chains that have rows, and those that had some when they were anchored.
fn all_chains(there: Vec<i64>, anchors: &[Anchor], book: Book) -> BTreeSet<i64> {
    there.into_iter().chain(anchors.iter().filter(|anchor| anchor.book == book).map(|anchor| anchor.chain)).collect()
}

/// Replays the ledger of every area.
pub(super) fn ledger(db: &mut Db, found: &mut Verified, anchors: &[Anchor]) -> QueryResult<()> {
    let areas: Vec<AreaId> = ledger::table.select(ledger::area_id).distinct().order(ledger::area_id).load(db.conn)?;
    for area in all_chains(areas.iter().map(|area| area.0).collect(), anchors, Book::Ledger) {
        let name = format!("ledger of area {area}");
        let rehash = |(row, parts): &Posted, seq: i64, prev: &[u8]| Row { seq, ..row.clone() }.hash(prev, parts);
        let of_it = of_chain(anchors, Book::Ledger, area);
        let mut chain: Chain<Posted> = Chain::new(name, "it or its attribution was changed", rehash, of_it);
        let (mut total, mut seen) = (0, None);
        loop {
            let rows = rows_after(db, AreaId(area), seen)?;
            let count = rows.len();
            seen = rows.last().map(|(row, _, _)| row.seq).or(seen);
            let ids: Vec<LedgerId> = rows.iter().map(|(row, _, _)| row.id).collect();
            let mut parts = parts_of(db, &ids)?;
            for (row, prev, hash) in rows {
                let parts = parts.remove(&row.id).unwrap_or_default();
                total += i128::from(row.amount.0);
                adds_up(found, &row, &parts);
                chain.take(found, Stored { seq: row.seq, row: (row, parts), prev, hash });
            }
            if is_last_page(count) {
                break;
            }
        }
        counted(found, &chain, ledger::table.filter(ledger::area_id.eq(area)).count().get_result(db.conn)?);
        if chain.last() > 0 {
            found.heads.push(Head { area, rows: chain.rows(), total, hash: chain.head().to_vec() });
        }
        chain.end(found);
    }
    Ok(())
}

/// A row of the ledger with its parts.
type Posted = (Row, Vec<Part>);

/// The least number of a row that comes after the one last seen; before any was seen, the least there can be.
fn after(seen: Option<i64>) -> i64 {
    seen.map_or(i64::MIN, |seq| seq.saturating_add(1))
}

/// Says so where there are other rows in a chain than those that were replayed.
fn counted<R>(found: &mut Verified, chain: &Chain<R>, stored: i64) {
    if stored != chain.rows() {
        found.fault(|| chain.name().to_owned(), format!("{} rows were replayed, but there are {stored}", chain.rows()));
    }
}

pub(super) fn is_last_page(count: usize) -> bool {
    count < usize::try_from(PAGE).unwrap_or(usize::MAX)
}

fn adds_up(found: &mut Verified, row: &Row, parts: &[Part]) {
    let total: i128 = parts.iter().map(|part| i128::from(part.amount.0)).sum();
    if parts.is_empty() || total != i128::from(row.amount.0) {
        found
            .fault(|| format!("ledger of area {}, row {}", row.area, row.seq), "its attribution does not add up to it");
    }
}

type Chained = (Row, Vec<u8>, Vec<u8>);

fn rows_after(db: &mut Db, area: AreaId, seen: Option<i64>) -> QueryResult<Vec<Chained>> {
    let row = (
        ledger::id,
        ledger::area_id,
        ledger::seq,
        ledger::ym,
        ledger::kind,
        ledger::household_id,
        ledger::institution_id,
        ledger::sale_line_id,
        ledger::qty_milli,
        ledger::amount_irr,
        ledger::occurred_on,
        ledger::posted_at,
        ledger::posted_by,
        ledger::on_behalf,
        ledger::reverses,
        ledger::category,
        ledger::reason,
        ledger::idem,
    );
    ledger::table
        .filter(ledger::area_id.eq(area))
        .filter(ledger::seq.ge(after(seen)))
        .order(ledger::seq)
        .limit(PAGE)
        .select((row, ledger::prev_hash, ledger::hash))
        .load(db.conn)
}

/// The parts of these rows, in their order.
pub(super) fn parts_of(db: &mut Db, rows: &[LedgerId]) -> QueryResult<HashMap<LedgerId, Vec<Part>>> {
    type PartRow = (LedgerId, Option<EquipmentId>, Option<FundingId>, Option<GrantId>, Rial);
    let found: Vec<PartRow> = attribution::table
        .filter(attribution::ledger_id.eq_any(rows))
        .order((attribution::ledger_id, attribution::ord))
        .select((
            attribution::ledger_id,
            attribution::equipment_id,
            attribution::funding_id,
            attribution::grant_id,
            attribution::amount_irr,
        ))
        .load(db.conn)?;
    let mut parts: HashMap<LedgerId, Vec<Part>> = HashMap::new();
    for (row, equipment, funding, grant, amount) in found {
        parts.entry(row).or_default().push(Part { equipment, funding, grant, amount });
    }
    Ok(parts)
}

/// Replays the audit trail of every chain.
pub(super) fn audit(db: &mut Db, found: &mut Verified, anchors: &[Anchor]) -> QueryResult<()> {
    let there: Vec<i64> =
        audit_event::table.select(audit_event::chain).distinct().order(audit_event::chain).load(db.conn)?;
    for number in all_chains(there, anchors, Book::Trail) {
        let name = format!("audit trail {number}");
        let rehash = |event: &AuditRow, seq: i64, prev: &[u8]| event.row(seq).hash(prev);
        let of_it = of_chain(anchors, Book::Trail, number);
        let mut chain: Chain<AuditRow> = Chain::new(name, "it was changed", rehash, of_it);
        let mut seen = None;
        loop {
            let events = events_after(db, number, seen)?;
            let count = events.len();
            seen = events.last().map(|(row, _, _)| row.seq).or(seen);
            for (row, prev, hash) in events {
                chain.take(found, Stored { seq: row.seq, row, prev, hash });
            }
            found.audit_rows += i64::try_from(count).unwrap_or(i64::MAX);
            if is_last_page(count) {
                break;
            }
        }
        counted(found, &chain, audit_event::table.filter(audit_event::chain.eq(number)).count().get_result(db.conn)?);
        chain.end(found);
    }
    Ok(())
}

/// A row of the trail: every column but the hashes.
#[derive(diesel::Queryable)]
struct AuditRow {
    id: i64,
    chain: i64,
    seq: i64,
    at: NaiveDateTime,
    account: Option<i64>,
    session: String,
    address: String,
    role: String,
    scope: String,
    action: String,
    object: String,
    object_id: i64,
    household: Option<i64>,
    detail: String,
    allowed: bool,
    rule: String,
    request_id: String,
}

impl AuditRow {
    /// The row as it would be hashed at a place of its chain.
    fn row(&self, seq: i64) -> audit::Row<'_> {
        audit::Row {
            id: self.id,
            chain: self.chain,
            seq,
            at: self.at,
            account: self.account,
            session: &self.session,
            address: &self.address,
            role: &self.role,
            scope: &self.scope,
            action: &self.action,
            object: &self.object,
            object_id: self.object_id,
            household: self.household,
            detail: &self.detail,
            allowed: self.allowed,
            rule: &self.rule,
            request_id: &self.request_id,
        }
    }
}

/// A row, the hash before it and its own.
type Linked = (AuditRow, Vec<u8>, Vec<u8>);

fn events_after(db: &mut Db, chain: i64, seen: Option<i64>) -> QueryResult<Vec<Linked>> {
    let row = (
        audit_event::id,
        audit_event::chain,
        audit_event::seq,
        audit_event::at,
        audit_event::account_id,
        audit_event::session,
        audit_event::address,
        audit_event::role,
        audit_event::scope,
        audit_event::action,
        audit_event::object,
        audit_event::object_id,
        audit_event::household_id,
        audit_event::detail,
        audit_event::allowed,
        audit_event::rule,
        audit_event::request_id,
    );
    audit_event::table
        .filter(audit_event::chain.eq(chain))
        .filter(audit_event::seq.ge(after(seen)))
        .order(audit_event::seq)
        .limit(PAGE)
        .select((row, audit_event::prev_hash, audit_event::hash))
        .load(db.conn)
}
