//! The two chains, row by row in pages: numbers without a gap, each row after the one before, each hash as computed.
use super::{Head, Verified};
use crate::audit;
use crate::db::Db;
use crate::db::schema::{attribution, audit_event, ledger};
use crate::kernel::chain::START;
use crate::kernel::ids::{AreaId, EquipmentId, FundingId, GrantId, LedgerId};
use crate::kernel::money::Rial;
use crate::sales::ledger::Row;
use crate::sales::model::Part;
use chrono::NaiveDateTime;
use diesel::{ExpressionMethods, QueryDsl, QueryResult, RunQueryDsl};
use std::collections::HashMap;

const PAGE: i64 = 1000;

/// Replays the ledger of every area.
pub(super) fn ledger(db: &mut Db, found: &mut Verified) -> QueryResult<()> {
    let areas: Vec<AreaId> = ledger::table.select(ledger::area_id).distinct().order(ledger::area_id).load(db.conn)?;
    for area in areas {
        let mut head = Head { area: area.0, rows: 0, total: 0, hash: START.to_vec() };
        loop {
            let rows = rows_after(db, area, head.rows)?;
            let parts = parts_of(db, &rows)?;
            for (row, prev, hash) in &rows {
                let parts = parts.get(&row.id).map_or(&[][..], Vec::as_slice);
                check(found, &head, (row, parts), (prev, hash));
                head = Head {
                    area: area.0,
                    rows: row.seq,
                    total: head.total + i128::from(row.amount.0),
                    hash: hash.clone(),
                };
            }
            if rows.len() < usize::try_from(PAGE).unwrap_or(usize::MAX) {
                break;
            }
        }
        found.heads.push(head);
    }
    Ok(())
}

fn check(found: &mut Verified, head: &Head, (row, parts): (&Row, &[Part]), (prev, hash): (&[u8], &[u8])) {
    let place = || format!("ledger of area {}, row {}", row.area, row.seq);
    if row.seq != head.rows + 1 {
        found.fault(place, "the row before it is missing");
    }
    if prev != head.hash {
        found.fault(place, "it does not follow the row before it");
    }
    if row.hash(prev, parts) != hash {
        found.fault(place, "it or its attribution was changed");
    }
    let total: i128 = parts.iter().map(|part| i128::from(part.amount.0)).sum();
    if parts.is_empty() || total != i128::from(row.amount.0) {
        found.fault(place, "its attribution does not add up to it");
    }
}

type Chained = (Row, Vec<u8>, Vec<u8>);

fn rows_after(db: &mut Db, area: AreaId, seq: i64) -> QueryResult<Vec<Chained>> {
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
        .filter(ledger::seq.gt(seq))
        .order(ledger::seq)
        .limit(PAGE)
        .select((row, ledger::prev_hash, ledger::hash))
        .load(db.conn)
}

/// The parts of these rows, in their order.
fn parts_of(db: &mut Db, rows: &[Chained]) -> QueryResult<HashMap<LedgerId, Vec<Part>>> {
    type PartRow = (LedgerId, Option<EquipmentId>, Option<FundingId>, Option<GrantId>, Rial);
    let ids: Vec<LedgerId> = rows.iter().map(|(row, _, _)| row.id).collect();
    let found: Vec<PartRow> = attribution::table
        .filter(attribution::ledger_id.eq_any(&ids))
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
pub(super) fn audit(db: &mut Db, found: &mut Verified) -> QueryResult<()> {
    let chains: Vec<i64> =
        audit_event::table.select(audit_event::chain).distinct().order(audit_event::chain).load(db.conn)?;
    for chain in chains {
        let (mut last, mut before) = (0, START.to_vec());
        loop {
            let events = events_after(db, chain, last)?;
            for event in &events {
                let place = || format!("audit trail {chain}, row {}", event.seq);
                if event.seq != last + 1 {
                    found.fault(place, "the row before it is missing");
                }
                if event.prev_hash != before {
                    found.fault(place, "it does not follow the row before it");
                }
                if event.row(chain).hash(&event.prev_hash) != event.hash {
                    found.fault(place, "it was changed");
                }
                (last, before) = (event.seq, event.hash.clone());
            }
            found.audit_rows += i64::try_from(events.len()).unwrap_or(i64::MAX);
            if events.len() < usize::try_from(PAGE).unwrap_or(usize::MAX) {
                break;
            }
        }
    }
    Ok(())
}

#[derive(diesel::Queryable)]
struct AuditRow {
    id: i64,
    seq: i64,
    at: NaiveDateTime,
    account: Option<i64>,
    role: String,
    action: String,
    object: String,
    object_id: i64,
    detail: String,
    allowed: bool,
    request_id: String,
    prev_hash: Vec<u8>,
    hash: Vec<u8>,
}

impl AuditRow {
    fn row(&self, chain: i64) -> audit::Row<'_> {
        audit::Row {
            id: self.id,
            chain,
            seq: self.seq,
            at: self.at,
            account: self.account,
            role: &self.role,
            action: &self.action,
            object: &self.object,
            object_id: self.object_id,
            detail: &self.detail,
            allowed: self.allowed,
            request_id: &self.request_id,
        }
    }
}

fn events_after(db: &mut Db, chain: i64, seq: i64) -> QueryResult<Vec<AuditRow>> {
    audit_event::table
        .filter(audit_event::chain.eq(chain))
        .filter(audit_event::seq.gt(seq))
        .order(audit_event::seq)
        .limit(PAGE)
        .select((
            audit_event::id,
            audit_event::seq,
            audit_event::at,
            audit_event::account_id,
            audit_event::role,
            audit_event::action,
            audit_event::object,
            audit_event::object_id,
            audit_event::detail,
            audit_event::allowed,
            audit_event::request_id,
            audit_event::prev_hash,
            audit_event::hash,
        ))
        .load(db.conn)
}
