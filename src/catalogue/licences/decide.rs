//! What a decision on a licence does; `moderation` decides.
use super::jobs;
use super::model::{LicenceState, reached};
use crate::catalogue::shown;
use crate::db::Db;
use crate::db::schema::licence;
use crate::kernel::ids::{LicenceId, ModerationId, ShopId};
use chrono::NaiveDate;
use diesel::{ExpressionMethods, QueryDsl, QueryResult, RunQueryDsl};

/// Has a licence count that was accepted. Its shop entered its last day just now: it is not told of stages that have passed.
pub(crate) fn accept(db: &mut Db, item: ModerationId) -> QueryResult<()> {
    let (id, shop, expires_on): (LicenceId, ShopId, NaiveDate) = licence::table
        .filter(licence::item_id.eq(item))
        .filter(licence::state.eq(LicenceState::Sent))
        .select((licence::id, licence::shop_id, licence::expires_on))
        .first(db.conn)?;
    let told = reached(expires_on, db.now.at);
    diesel::update(licence::table.find(id))
        .set((licence::state.eq(LicenceState::Accepted), licence::told_days.eq(told)))
        .execute(db.conn)?;
    jobs::plan_after(db, (id, expires_on), told)?;
    shown::settle(db, &[shop])
}

/// Has a licence count no more whose acceptance was taken back.
pub(crate) fn take_back(db: &mut Db, item: ModerationId) -> QueryResult<()> {
    let accepted = licence::table.filter(licence::item_id.eq(item)).filter(licence::state.eq(LicenceState::Accepted));
    let (id, shop): (LicenceId, ShopId) = accepted.select((licence::id, licence::shop_id)).first(db.conn)?;
    diesel::update(licence::table.find(id))
        .set((licence::state.eq(LicenceState::Sent), licence::told_days.eq(None::<i32>)))
        .execute(db.conn)?;
    shown::settle(db, &[shop])
}
