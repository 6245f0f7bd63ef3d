//! Orders of what is not made yet: they are collected once it is ready.
use super::NewOrder;
use crate::db::Db;
use crate::db::schema::batch;
use crate::kernel::ids::{GoodBatchId, HouseholdId};
use chrono::NaiveDateTime;
use diesel::{ExpressionMethods, QueryDsl, QueryResult, RunQueryDsl};

/// From when on each of the orders can be collected: from now, or when the last of its batches is ready.
pub(super) fn since_of(db: &mut Db, orders: &[NewOrder]) -> QueryResult<Vec<(HouseholdId, NaiveDateTime)>> {
    let ids: Vec<GoodBatchId> = orders.iter().flat_map(|order| &order.lines).filter_map(|line| line.batch).collect();
    let ready: Vec<(GoodBatchId, NaiveDateTime)> = if ids.is_empty() {
        Vec::new()
    } else {
        batch::table.filter(batch::id.eq_any(&ids)).select((batch::id, batch::ready_at)).load(db.conn)?
    };
    let now = db.now.at;
    let since = |order: &NewOrder| {
        let theirs = ready.iter().filter(|(id, _)| order.lines.iter().any(|line| line.batch == Some(*id)));
        (order.household, theirs.map(|(_, at)| *at).fold(now, NaiveDateTime::max))
    };
    Ok(orders.iter().map(since).collect())
}
