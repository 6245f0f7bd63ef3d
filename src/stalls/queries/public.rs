//! Reads of market days for everyone.
use super::{DAY, PAGE};
use crate::db::Db;
use crate::db::schema::{market_day, market_site};
use crate::kernel::ids::MarketDayId;
use crate::stalls::model::PublicDay;
use chrono::Days;
use diesel::{ExpressionMethods, OptionalExtension, QueryDsl, QueryResult, RunQueryDsl};

/// The market days of the next two months, called off or not.
pub(crate) fn coming_days(db: &mut Db) -> QueryResult<Vec<PublicDay>> {
    let until = db.now.today.checked_add_days(Days::new(60)).unwrap_or(db.now.today);
    market_day::table
        .inner_join(market_site::table)
        .filter(market_day::day.between(db.now.today, until))
        .order((market_day::day, market_day::site_id))
        .limit(PAGE)
        .select((DAY, market_site::name, market_site::address, market_site::id))
        .load(db.conn)
}

/// One market day that is not long past.
pub(crate) fn coming_day(db: &mut Db, id: MarketDayId) -> QueryResult<Option<PublicDay>> {
    let since = db.now.today.checked_sub_days(Days::new(60)).unwrap_or(db.now.today);
    market_day::table
        .inner_join(market_site::table)
        .filter(market_day::id.eq(id))
        .filter(market_day::day.ge(since))
        .select((DAY, market_site::name, market_site::address, market_site::id))
        .first(db.conn)
        .optional()
}
