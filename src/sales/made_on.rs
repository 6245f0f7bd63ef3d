//! The day on which the goods of an order were made, where a batch says it: it finds the machine, whenever they are collected.
use crate::db::Db;
use crate::db::schema::{hatch, product};
use crate::kernel::ids::{GoodBatchId, ProductId};
use crate::orders::model::OrderLine;
use chrono::{Days, NaiveDate};
use diesel::{ExpressionMethods, QueryDsl, QueryResult, RunQueryDsl};

/// When the goods of these lines were made, by their places: for a hatch when its eggs were set, for any other batch as many days
/// before its own as the good takes; never later than today. Lines from the stock are left out.
pub(super) fn made_on(db: &mut Db, lines: &[OrderLine]) -> QueryResult<Vec<(i32, NaiveDate)>> {
    let batches: Vec<GoodBatchId> = lines.iter().filter_map(|line| Some(line.batch.as_ref()?.id)).collect();
    if batches.is_empty() {
        return Ok(Vec::new());
    }
    let hatches: Vec<(GoodBatchId, NaiveDate)> =
        hatch::table.filter(hatch::batch_id.eq_any(&batches)).select((hatch::batch_id, hatch::set_on)).load(db.conn)?;
    let leads: Vec<(ProductId, i32)> = product::table
        .filter(product::id.eq_any(lines.iter().map(|line| line.product)))
        .select((product::id, product::lead_days))
        .load(db.conn)?;
    let made = |line: &OrderLine| {
        let batch = line.batch.as_ref()?;
        let set_on = hatches.iter().find(|(id, _)| *id == batch.id).map(|(_, day)| *day);
        let lead = leads.iter().find(|(id, _)| *id == line.product).map_or(0, |(_, days)| days.unsigned_abs());
        let day = set_on.or_else(|| batch.day.checked_sub_days(Days::new(lead.into()))).unwrap_or(batch.day);
        Some((line.ord, day.min(db.now.today)))
    };
    Ok(lines.iter().filter_map(made).collect())
}
