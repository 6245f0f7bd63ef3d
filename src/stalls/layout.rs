//! The rules by which a site deals its stalls: the limit for each seller, the lists, and whose turn it is after a refusal.
use super::access::SiteManager;
use super::model::Rules;
use crate::audit::{self, Event};
use crate::db::Db;
use crate::db::schema::market_site;
use diesel::{ExpressionMethods, QueryDsl, QueryResult, RunQueryDsl};

/// Sets the rules by which the site deals its stalls.
pub(crate) fn set_rules(db: &mut Db, by: &SiteManager, new: &Rules) -> QueryResult<()> {
    diesel::update(market_site::table.find(by.site()))
        .set((
            market_site::max_each.eq(new.max_each),
            market_site::ab_list.eq(new.ab_list),
            market_site::refused_first.eq(new.refused_first),
        ))
        .execute(db.conn)?;
    let object = ("market_site", by.site().0);
    audit::record(db, by.actor(), Event { action: "set_rules", object, detail: "", area: Some(by.area()) })
}
