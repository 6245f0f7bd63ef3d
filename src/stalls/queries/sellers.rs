//! Reads of the sellers of a site, and of sellers of its area who could be taken in.
use super::{PAGE, PAGE_AND_ONE};
use crate::accounts::access::Role;
use crate::accounts::queries::awaits_password;
use crate::accounts::within::below;
use crate::catalogue::model::GoodState;
use crate::db::Db;
use crate::db::schema::{
    absence, account_scope, area, booking, household, household_member, market_day, product, shop, site_vendor,
};
use crate::kernel::ids::{AreaId, BookingId, HouseholdId, MarketDayId, PersonId, SiteId};
use crate::kernel::persian::{SearchQuery, search_text};
use crate::stalls::model::{BookingState, Candidate, ShopName, Terms, VendorRow};
use diesel::{
    BoolExpressionMethods, EscapeExpressionMethods, ExpressionMethods, JoinOnDsl, NullableExpressionMethods,
    OptionalExtension, QueryDsl, QueryResult, RunQueryDsl, TextExpressionMethods,
};

/// Whether a site whose area has this path serves the household: it lies there, and has not ended.
pub(crate) fn serves(db: &mut Db, path: &str, of: HouseholdId) -> QueryResult<bool> {
    let found: Option<String> = household::table
        .inner_join(area::table)
        .filter(household::id.eq(of))
        .filter(household::ended_on.is_null())
        .select(area::path)
        .first(db.conn)
        .optional()?;
    Ok(found.is_some_and(|lies| lies_in(&lies, path)))
}

/// Whether everyone can see a household's shop: a site takes nobody in of whom its manager may not know.
pub(crate) fn has_open_shop(db: &mut Db, of: HouseholdId) -> QueryResult<bool> {
    diesel::select(diesel::dsl::exists(shop::table.filter(shop::household_id.eq(of)).filter(shop::hidden_at.is_null())))
        .get_result(db.conn)
}

/// Whether an area is the one of this path or lies below it.
pub(crate) fn is_area_of(db: &mut Db, path: &str, of: AreaId) -> QueryResult<bool> {
    let found: Option<String> = area::table.find(of).select(area::path).first(db.conn).optional()?;
    Ok(found.is_some_and(|lies| lies_in(&lies, path)))
}

fn lies_in(lies: &str, path: &str) -> bool {
    lies.strip_prefix(path).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// The person who runs a household's business: its first member.
pub(crate) fn head_of(db: &mut Db, of: HouseholdId) -> QueryResult<PersonId> {
    household_member::table
        .filter(household_member::household_id.eq(of))
        .order(household_member::id)
        .select(household_member::person_id)
        .first(db.conn)
}

/// Who of a household that a market manager registered was invited and has not chosen a password yet, and where it lies.
/// The others are invited by their caseworkers. Whether there is a case file by now makes no difference: a card that is
/// there no more would tell it.
pub(crate) fn awaits_card(db: &mut Db, of: HouseholdId) -> QueryResult<Option<(PersonId, AreaId)>> {
    let area: Option<AreaId> = household::table
        .inner_join(account_scope::table.on(household::registered_by.eq(account_scope::account_id.nullable())))
        .filter(household::id.eq(of))
        .filter(account_scope::role.eq(Role::MarketManager))
        .select(household::area_id)
        .first(db.conn)
        .optional()?;
    let Some(area) = area else {
        return Ok(None);
    };
    let head = head_of(db, of)?;
    Ok(awaits_password(db, head)?.then_some((head, area)))
}

/// A household's name.
pub(crate) fn name_of(db: &mut Db, of: HouseholdId) -> QueryResult<String> {
    household::table.find(of).select(household::name).first(db.conn)
}

/// A household's seniority and category at a site, if it is known there.
pub(crate) fn vendor(db: &mut Db, site: SiteId, of: HouseholdId) -> QueryResult<Option<(i32, String)>> {
    site_vendor::table
        .find((site, of))
        .select((site_vendor::seniority, site_vendor::category_code))
        .first(db.conn)
        .optional()
}

/// How many sellers of a site are looked through for a name; no site has as many.
const MOST_SOUGHT: i64 = 2000;

/// A page of the sellers of a site, by seniority, after the last one shown: all of them, or those who are found by some words.
pub(crate) fn vendors(
    db: &mut Db,
    site: SiteId,
    (after, words): (i32, Option<&SearchQuery>),
) -> QueryResult<Vec<VendorRow>> {
    let Some(words) = words else {
        return sellers(db, site, Part::Page(after));
    };
    let rows = sellers(db, site, Part::AllAfter(after))?.into_iter();
    Ok(rows.filter(|row| words.finds(&row.search_text())).take(PAGE_AND_ONE).collect())
}

/// Those of the households that asked for a stall on a day.
pub(crate) fn who_asked(db: &mut Db, day: MarketDayId, of: Vec<HouseholdId>) -> QueryResult<Vec<HouseholdId>> {
    booking::table
        .filter(booking::market_day_id.eq(day))
        .filter(booking::state.eq(BookingState::Asked))
        .filter(booking::household_id.eq_any(of))
        .select(booking::household_id)
        .load(db.conn)
}

/// A page of the sellers of a site besides these, by seniority, after the last one shown.
pub(crate) fn other_vendors(
    db: &mut Db,
    site: SiteId,
    (after, besides): (i32, &[HouseholdId]),
) -> QueryResult<Vec<VendorRow>> {
    sellers(db, site, Part::Others(after, besides))
}

/// The households that are on the list of a day, with their requests: they have one and are not noted as absent.
pub(crate) fn who_is_on_list(db: &mut Db, day: MarketDayId) -> QueryResult<Vec<(HouseholdId, BookingId)>> {
    booking::table
        .inner_join(market_day::table)
        .left_join(
            absence::table.on(absence::household_id
                .eq(booking::household_id)
                .and(absence::site_id.eq(market_day::site_id))
                .and(absence::first_day.le(market_day::day))
                .and(absence::last_day.ge(market_day::day))),
        )
        .filter(booking::market_day_id.eq(day))
        .filter(booking::state.eq(BookingState::Asked))
        .filter(absence::id.is_null())
        .select((booking::household_id, booking::id))
        .load(db.conn)
}

/// One seller of a site.
pub(crate) fn seller(db: &mut Db, site: SiteId, of: HouseholdId) -> QueryResult<Option<VendorRow>> {
    Ok(sellers(db, site, Part::Only(of))?.into_iter().next())
}

/// Which sellers are read; a seniority is that of the last one before them.
#[derive(Clone, Copy)]
enum Part<'a> {
    Page(i32),
    /// A page without some of them.
    Others(i32, &'a [HouseholdId]),
    AllAfter(i32),
    Only(HouseholdId),
}

fn sellers(db: &mut Db, site: SiteId, part: Part) -> QueryResult<Vec<VendorRow>> {
    type Row = (HouseholdId, String, Option<String>, Option<String>, i32, String, Terms);
    let mut query = site_vendor::table
        .inner_join(household::table)
        .left_join(shop::table.on(shop::household_id.eq(site_vendor::household_id)))
        .filter(site_vendor::site_id.eq(site))
        .order(site_vendor::seniority)
        .into_boxed();
    query = match part {
        Part::Page(after) => query.filter(site_vendor::seniority.gt(after)).limit(PAGE + 1),
        Part::Others(after, besides) => query
            .filter(site_vendor::seniority.gt(after))
            .filter(site_vendor::household_id.ne_all(besides))
            .limit(PAGE + 1),
        Part::AllAfter(after) => query.filter(site_vendor::seniority.gt(after)).limit(MOST_SOUGHT),
        Part::Only(of) => query.filter(site_vendor::household_id.eq(of)),
    };
    let rows: Vec<Row> = query
        .select((
            household::id,
            household::name,
            shop::code.nullable(),
            shop::name.nullable(),
            site_vendor::seniority,
            site_vendor::category_code,
            (site_vendor::list, site_vendor::guaranteed),
        ))
        .load(db.conn)?;
    Ok(rows
        .into_iter()
        .map(|(household, name, code, shop, seniority, category, terms)| VendorRow {
            household,
            name,
            shop: code.zip(shop).map(|(code, name)| ShopName { code, name }),
            seniority,
            category,
            terms,
        })
        .collect())
}

/// Sellers with an open shop in the area who are not known at the site yet: the newest shops first.
/// A household without a shop is nobody a market manager may know of.
pub(crate) fn candidates(
    db: &mut Db,
    (site, path): (SiteId, &str),
    words: Option<&SearchQuery>,
) -> QueryResult<Vec<Candidate>> {
    let areas: Vec<AreaId> = area::table
        .filter(area::path.eq(path).or(area::path.like(below(path)).escape('\\')))
        .select(area::id)
        .load(db.conn)?;
    let mut rows: Vec<(HouseholdId, String, String, String)> = shop::table
        .inner_join(household::table)
        .left_join(
            site_vendor::table.on(site_vendor::household_id.eq(shop::household_id).and(site_vendor::site_id.eq(site))),
        )
        .filter(site_vendor::household_id.is_null())
        .filter(shop::hidden_at.is_null())
        .filter(household::ended_on.is_null())
        .filter(household::area_id.eq_any(areas))
        // In no index's order, so that only the shops of the area are read.
        .order((shop::id + 0_i64).desc())
        .limit(if words.is_some() { MOST_SOUGHT } else { PAGE })
        .select((household::id, household::name, shop::code, shop::name))
        .load(db.conn)?;
    rows.retain(|(_, name, _, shop)| words.is_none_or(|words| words.finds(&search_text(&[name, shop]))));
    rows.truncate(PAGE_AND_ONE);
    let ids: Vec<HouseholdId> = rows.iter().map(|row| row.0).collect();
    let offered: Vec<(HouseholdId, String)> = product::table
        .filter(product::household_id.eq_any(&ids))
        .filter(product::state.ne(GoodState::Removed))
        .order(product::id.desc())
        .select((product::household_id, product::category_code))
        .load(db.conn)?;
    Ok(rows
        .into_iter()
        .map(|(household, name, code, shop)| Candidate {
            household,
            name,
            shop: ShopName { code, name: shop },
            category: offered.iter().find(|row| row.0 == household).map(|row| row.1.clone()),
        })
        .collect())
}
