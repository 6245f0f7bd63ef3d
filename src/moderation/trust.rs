//! Trusting a shop by a moderator's word, and taking the trust back. What buyers see already stays.
use super::access::ModeratorOf;
use crate::audit::{self, Event};
use crate::catalogue::waiting;
use crate::db::Db;
use crate::db::schema::{shop, trusted_shop};
use diesel::{ExpressionMethods, QueryDsl, QueryResult, RunQueryDsl};

/// Trusts the shop from today on; false if it was trusted before.
pub(crate) fn trust(db: &mut Db, by: &ModeratorOf) -> QueryResult<bool> {
    let is_new = waiting::trust(db, by.shop())?;
    if is_new {
        record(db, by, "trust")?;
    }
    Ok(is_new)
}

/// Has what the shop changes from now on looked over first; false if it was not trusted.
pub(crate) fn distrust(db: &mut Db, by: &ModeratorOf) -> QueryResult<bool> {
    let was_trusted = diesel::delete(trusted_shop::table.find(by.shop())).execute(db.conn)? > 0;
    if was_trusted {
        // What was accepted before counts no more: otherwise the next acceptance would bring the trust back.
        let now = db.now.at;
        diesel::update(shop::table.find(by.shop())).set(shop::distrusted_at.eq(now)).execute(db.conn)?;
        record(db, by, "distrust")?;
    }
    Ok(was_trusted)
}

fn record(db: &mut Db, by: &ModeratorOf, action: &'static str) -> QueryResult<()> {
    let event = Event { action, object: ("shop", by.shop().0), detail: "", area: Some(by.area()) };
    audit::record(db, by.actor(), event)
}
