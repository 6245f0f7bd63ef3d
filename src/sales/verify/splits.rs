//! Every split of the ledger again: the parts of a row follow from the sealed weights of its line and from the payments for
//! their machines, rial by rial. Which weights a line has to have, and which machines were within reach, `sums` asks.
use super::Verified;
use super::chains::{PAGE, is_last_page, parts_of};
use crate::db::Db;
use crate::db::schema::{ledger, sale_line};
use crate::kernel::ids::{AreaId, LedgerId, SaleLineId, WeightSetId};
use crate::kernel::money::Rial;
use crate::kernel::split::SplitError;
use crate::sales::attribution::{Share, as_posted, attribute, attribute_rest};
use crate::sales::model::Part;
use crate::sales::shares::{own_means, shares_of_sets};
use diesel::{ExpressionMethods, QueryDsl, QueryResult, RunQueryDsl};
use std::collections::HashMap;

/// A row of a line: the line, the row, its area, its number there and its amount.
type Posted = (Option<SaleLineId>, LedgerId, AreaId, i64, Rial);

/// Replays the splits of every line of a sale, in pages of lines.
pub(super) fn splits(db: &mut Db, found: &mut Verified) -> QueryResult<()> {
    let mut after = SaleLineId(i64::MIN);
    loop {
        let lines: Vec<(SaleLineId, Option<WeightSetId>)> = sale_line::table
            .filter(sale_line::id.gt(after))
            .order(sale_line::id)
            .limit(PAGE)
            .select((sale_line::id, sale_line::set_id))
            .load(db.conn)?;
        page(db, found, &lines)?;
        match lines.last().filter(|_| !is_last_page(lines.len())) {
            Some((last, _)) => after = *last,
            None => return Ok(()),
        }
    }
}

fn page(db: &mut Db, found: &mut Verified, lines: &[(SaleLineId, Option<WeightSetId>)]) -> QueryResult<()> {
    let mut sets: Vec<WeightSetId> = lines.iter().filter_map(|(_, set)| *set).collect();
    sets.sort_unstable();
    sets.dedup();
    let shares = shares_of_sets(db, &sets)?;
    let ids: Vec<SaleLineId> = lines.iter().map(|(line, _)| *line).collect();
    let rows: Vec<Posted> = ledger::table
        .filter(ledger::sale_line_id.eq_any(ids))
        .order((ledger::sale_line_id, ledger::posted_at, ledger::seq))
        .select((ledger::sale_line_id, ledger::id, ledger::area_id, ledger::seq, ledger::amount_irr))
        .load(db.conn)?;
    let row_ids: Vec<LedgerId> = rows.iter().map(|row| row.1).collect();
    let mut parts = parts_of(db, &row_ids)?;
    let sets: HashMap<SaleLineId, Option<WeightSetId>> = lines.iter().copied().collect();
    for rows in rows.chunk_by(|one, next| one.0 == next.0) {
        let set = rows.first().and_then(|row| row.0).and_then(|line| sets.get(&line).copied().flatten());
        let shares = match set {
            Some(set) => shares.get(&set).cloned().unwrap_or_default(),
            None => own_means(),
        };
        replay(found, shares, rows, &mut parts);
    }
    Ok(())
}

/// Replays the rows of one line, the sale first, and names each whose parts are others.
fn replay(found: &mut Verified, shares: Vec<Share>, rows: &[Posted], parts: &mut HashMap<LedgerId, Vec<Part>>) {
    let mut shares = Some(shares);
    let mut used: Vec<Share> = Vec::new();
    let mut standing: Vec<Part> = Vec::new();
    let mut left = 0;
    for (_, id, area, seq, amount) in rows {
        let posted = parts.remove(id).unwrap_or_default();
        left += amount.0;
        let expected = match shares.take() {
            Some(shares) => {
                used = as_posted(shares, &posted);
                attribute(Rial(left), &used)
            }
            None => attribute_rest(Rial(left), &used, &standing),
        };
        if expected.as_ref() != Ok(&posted) {
            let what = "its split does not follow from its weights and the payments for the machines";
            found.fault(|| format!("ledger of area {area}, row {seq}"), what);
        }
        // What follows is judged by what should stand, so that one wrong row is named once.
        standing = sum(standing, expected);
    }
}

/// What stands to each payer after a row.
fn sum(standing: Vec<Part>, row: Result<Vec<Part>, SplitError>) -> Vec<Part> {
    match row {
        Ok(row) if standing.is_empty() => row,
        Ok(row) => standing
            .into_iter()
            .zip(row)
            .map(|(part, more)| Part { amount: Rial(part.amount.0 + more.amount.0), ..part })
            .collect(),
        Err(_) => standing,
    }
}
