//! Reads of what households ask for every week.
use crate::db::Db;
use crate::db::schema::{market_site, weekly_request, weekly_wish};
use crate::kernel::calendar::Weekday;
use crate::kernel::ids::{AccountId, HouseholdId, SiteId, StallId, WeeklyId};
use crate::stalls::fittings::Fittings;
use crate::stalls::model::{Counts, Wanted, WeeklyRow, Wishes};
use diesel::{ExpressionMethods, OptionalExtension, QueryDsl, QueryResult, RunQueryDsl};
use std::collections::BTreeMap;

/// A weekly request with all that it asks for.
#[derive(Clone, Debug)]
pub(crate) struct Weekly {
    pub household: HouseholdId,
    pub weekday: Weekday,
    pub wanted: Wanted,
    pub asked_by: AccountId,
    pub on_behalf: bool,
}

/// Every weekly request at a site.
pub(crate) fn weeklies_at(db: &mut Db, site: SiteId) -> QueryResult<Vec<Weekly>> {
    type Who = (WeeklyId, HouseholdId, Weekday, AccountId, bool);
    type What = (String, Fittings, Counts, bool);
    let rows: Vec<(Who, What)> = weekly_request::table
        .filter(weekly_request::site_id.eq(site))
        .order(weekly_request::id)
        .select((
            (
                weekly_request::id,
                weekly_request::household_id,
                weekly_request::weekday,
                weekly_request::asked_by,
                weekly_request::on_behalf,
            ),
            (
                weekly_request::category_code,
                (weekly_request::power, weekly_request::water, weekly_request::baking, weekly_request::own_unit),
                (weekly_request::least, weekly_request::most),
                weekly_request::flexible,
            ),
        ))
        .load(db.conn)?;
    let wished: Vec<(WeeklyId, i32, StallId)> = weekly_wish::table
        .inner_join(weekly_request::table)
        .filter(weekly_request::site_id.eq(site))
        .select((weekly_wish::weekly_id, weekly_wish::tier, weekly_wish::stall_id))
        .load(db.conn)?;
    let mut wishes: BTreeMap<WeeklyId, Vec<(i32, StallId)>> = BTreeMap::new();
    for (id, tier, stall) in wished {
        wishes.entry(id).or_default().push((tier, stall));
    }
    let weekly = |((id, household, weekday, asked_by, on_behalf), what): (Who, What)| {
        let (category, needs, counts, flexible) = what;
        let wishes = Wishes::of_rows(wishes.remove(&id).unwrap_or_default());
        Weekly { household, weekday, wanted: Wanted { category, needs, counts, flexible, wishes }, asked_by, on_behalf }
    };
    Ok(rows.into_iter().map(weekly).collect())
}

/// What a household asks for every week, at every site.
pub(crate) fn weeklies_of(db: &mut Db, of: HouseholdId) -> QueryResult<Vec<WeeklyRow>> {
    weekly_request::table
        .inner_join(market_site::table)
        .filter(weekly_request::household_id.eq(of))
        .order(weekly_request::id)
        .limit(super::PAGE)
        .select((
            weekly_request::id,
            market_site::name,
            weekly_request::weekday,
            (weekly_request::least, weekly_request::most),
        ))
        .load(db.conn)
}

/// A weekly request of a household by its place and day.
pub(crate) fn weekly_of(db: &mut Db, (site, of): (SiteId, HouseholdId), on: Weekday) -> QueryResult<Option<WeeklyId>> {
    weekly_request::table
        .filter(weekly_request::site_id.eq(site))
        .filter(weekly_request::household_id.eq(of))
        .filter(weekly_request::weekday.eq(on))
        .select(weekly_request::id)
        .first(db.conn)
        .optional()
}

/// The site and weekday of a household's weekly request.
pub(crate) fn weekly_place(db: &mut Db, of: HouseholdId, id: WeeklyId) -> QueryResult<Option<(SiteId, Weekday)>> {
    weekly_request::table
        .filter(weekly_request::id.eq(id))
        .filter(weekly_request::household_id.eq(of))
        .select((weekly_request::site_id, weekly_request::weekday))
        .first(db.conn)
        .optional()
}
