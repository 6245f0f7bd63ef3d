//! Orders of what is not made yet: they are collected once it is ready, and while it is good.
use super::NewOrder;
use crate::catalogue::batches::model::best_before;
use crate::db::Db;
use crate::db::schema::batch;
use crate::kernel::ids::{GoodBatchId, HouseholdId};
use chrono::{NaiveDate, NaiveDateTime};
use diesel::{ExpressionMethods, QueryDsl, QueryResult, RunQueryDsl};

/// When each of the orders can be collected.
#[derive(Debug, Default)]
pub(super) struct Collectable {
    /// From now on, or from when the last of its batches is ready.
    pub since: Vec<(HouseholdId, NaiveDateTime)>,
    /// The last good day of each batch that has one.
    pub best: Vec<(HouseholdId, NaiveDate)>,
}

/// When each of the orders can be collected.
pub(super) fn collectable(db: &mut Db, orders: &[NewOrder]) -> QueryResult<Collectable> {
    type Row = (GoodBatchId, NaiveDateTime, NaiveDate, Option<i32>);
    let ids: Vec<GoodBatchId> = orders.iter().flat_map(|order| &order.lines).filter_map(|line| line.batch).collect();
    let batches: Vec<Row> = if ids.is_empty() {
        Vec::new()
    } else {
        batch::table
            .filter(batch::id.eq_any(&ids))
            .select((batch::id, batch::ready_at, batch::day, batch::shelf_days))
            .load(db.conn)?
    };
    let mut found = Collectable::default();
    for order in orders {
        let is_theirs = |row: &&Row| order.lines.iter().any(|line| line.batch == Some(row.0));
        let ready = batches.iter().filter(is_theirs).map(|row| row.1).fold(db.now.at, NaiveDateTime::max);
        found.since.push((order.household, ready));
        let best = batches.iter().filter(is_theirs).filter_map(|row| best_before(row.2, row.3));
        found.best.extend(best.map(|day| (order.household, day)));
    }
    Ok(found)
}
