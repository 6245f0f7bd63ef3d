//! A visitor reports a good that buyers see. However many do, it stands in the queue once. Nobody's name is asked.
use super::model::{ItemKind, ReportReason};
use crate::catalogue::waiting::{self, Sent};
use crate::db::schema::good_report;
use crate::db::{Db, Write, refuse};
use crate::kernel::ids::{ProductId, ReportId, ShopId};
use chrono::TimeDelta;
use diesel::{ExpressionMethods, QueryDsl, RunQueryDsl};

/// What a visitor tells.
#[derive(Clone, Debug)]
pub(crate) struct NewReport {
    pub good: (ProductId, ShopId),
    pub reason: ReportReason,
    pub words: String,
    /// A keyed digest of the network address.
    pub address: Vec<u8>,
}

/// Why a report is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum ReportRefusal {
    #[error("so many reports came from this network address today")]
    TooMany,
}

/// Reports from one network address in a day: behind one there may be a whole street.
pub(super) const MOST_IN_A_DAY: i64 = 10;

/// Takes a report; a second one about the same good from the same address is taken without a row.
pub(crate) fn report(db: &mut Db, new: &NewReport) -> Write<(), ReportRefusal> {
    let (product, shop) = new.good;
    let since = db.now.at - TimeDelta::days(1);
    let told: Vec<ProductId> = good_report::table
        .filter(good_report::address_index.eq(&new.address))
        .filter(good_report::made_at.gt(since))
        .order(good_report::id)
        .limit(MOST_IN_A_DAY)
        .select(good_report::product_id)
        .load(db.conn)?;
    if told.contains(&product) {
        return Ok(());
    }
    if i64::try_from(told.len()).unwrap_or(i64::MAX) >= MOST_IN_A_DAY {
        return refuse(ReportRefusal::TooMany);
    }
    let item = waiting::send(db, &Sent { kind: ItemKind::Report, ..Sent::good(shop, product) })?;
    let id: ReportId = db.id();
    diesel::insert_into(good_report::table)
        .values((
            (good_report::id.eq(id), good_report::item_id.eq(item), good_report::product_id.eq(product)),
            (good_report::reason.eq(new.reason), good_report::words.eq(&new.words)),
            (good_report::address_index.eq(&new.address), good_report::made_at.eq(db.now.at)),
        ))
        .execute(db.conn)?;
    Ok(())
}
