//! Reads of licences. What buyers are told is cut to what is good today.
use super::model::{Kind, Lack, Licence, LicenceState, Need, SeenLicence, Standing};
use crate::catalogue::model::GoodState;
use crate::catalogue::waiting::{Fate, ItemState};
use crate::db::Db;
use crate::db::schema::{category, category_licence, licence, licence_kind, moderation, product};
use crate::kernel::ids::{LicenceId, LicenceKindId, ModerationId, ShopId};
use crate::messages::Reason;
use chrono::{Days, NaiveDate};
use diesel::{BoolExpressionMethods, ExpressionMethods, OptionalExtension, QueryDsl, QueryResult, RunQueryDsl};
use std::collections::HashMap;

/// A shop's own list shows no more; the oldest are left out.
const LISTED: i64 = 60;
/// From so many days before its end the shop's own pages say that a licence ends.
const ENDING_DAYS: u64 = 30;

macro_rules! kind_columns {
    () => {
        (licence_kind::id, licence_kind::name_fa, licence_kind::name_en)
    };
}

/// Every kind, in the order in which they were made.
pub(crate) fn kinds(db: &mut Db) -> QueryResult<Vec<Kind>> {
    licence_kind::table.order(licence_kind::id).select(kind_columns!()).load(db.conn)
}

/// One kind.
pub(crate) fn kind(db: &mut Db, id: LicenceKindId) -> QueryResult<Option<Kind>> {
    licence_kind::table.find(id).select(kind_columns!()).first(db.conn).optional()
}

/// Which goods may carry or need which kinds, by category.
pub(crate) fn needs(db: &mut Db) -> QueryResult<Vec<Need>> {
    category_licence::table
        .inner_join(licence_kind::table)
        .inner_join(category::table)
        .order((category::ord, licence_kind::id))
        .select((category_licence::category_code, kind_columns!(), category_licence::needed_from))
        .load(db.conn)
}

type Row = ((LicenceId, ShopId, SeenLicence, String, LicenceState, ModerationId), (ItemState, String, String));

fn licence_of(((id, shop, seen, issuer, state, item), (fate, reasons, note)): Row) -> Licence {
    let fate = Fate { state: fate, reasons: Reason::read(&reasons), note };
    Licence { id, shop, seen, issuer, state, item, fate }
}

macro_rules! licences {
    () => {
        licence::table.inner_join(licence_kind::table).inner_join(moderation::table).select((
            (
                licence::id,
                licence::shop_id,
                (kind_columns!(), licence::number, licence::expires_on),
                licence::issuer,
                licence::state,
                licence::item_id,
            ),
            (moderation::state, moderation::reasons, moderation::note),
        ))
    };
}

/// A shop's own licences, the newest first.
pub(crate) fn licences_of(db: &mut Db, shop: ShopId) -> QueryResult<Vec<Licence>> {
    let rows: Vec<Row> = licences!()
        .filter(licence::shop_id.eq(shop))
        .filter(licence::state.eq_any([LicenceState::Sent, LicenceState::Accepted]))
        .order(licence::id.desc())
        .limit(LISTED)
        .load(db.conn)?;
    Ok(rows.into_iter().map(licence_of).collect())
}

/// One licence.
pub(crate) fn one(db: &mut Db, id: LicenceId) -> QueryResult<Licence> {
    licences!().filter(licence::id.eq(id)).first(db.conn).map(licence_of)
}

/// The licence that is looked over as this item.
pub(crate) fn of_item(db: &mut Db, item: ModerationId) -> QueryResult<Option<Licence>> {
    let row: Option<Row> = licences!().filter(licence::item_id.eq(item)).first(db.conn).optional()?;
    Ok(row.map(licence_of))
}

/// Which kind of licence each of these things to be looked over is, where it is one.
pub(crate) fn kinds_of_items(db: &mut Db, items: &[ModerationId]) -> QueryResult<HashMap<ModerationId, Kind>> {
    if items.is_empty() {
        return Ok(HashMap::new());
    }
    let rows: Vec<(ModerationId, Kind)> = licence::table
        .inner_join(licence_kind::table)
        .filter(licence::item_id.eq_any(items))
        .select((licence::item_id, kind_columns!()))
        .load(db.conn)?;
    Ok(rows.into_iter().collect())
}

/// The licences of a shop that are good today, one of each kind: the one that is good longest.
pub(crate) fn seen_of_shop(db: &mut Db, shop: ShopId) -> QueryResult<Vec<SeenLicence>> {
    let today = db.now.today;
    let rows = licence::table
        .inner_join(licence_kind::table)
        .filter(licence::shop_id.eq(shop))
        .filter(licence::state.eq(LicenceState::Accepted))
        .filter(licence::expires_on.ge(today))
        .order((licence::expires_on.desc(), licence::id.desc()))
        .limit(LISTED)
        .select((kind_columns!(), licence::number, licence::expires_on))
        .load(db.conn)?;
    Ok(one_of_each(rows))
}

/// The same for what the goods of a category may carry or need.
pub(crate) fn seen_of_good(db: &mut Db, shop: ShopId, category: &str) -> QueryResult<Vec<SeenLicence>> {
    let carried: Vec<LicenceKindId> = category_licence::table
        .filter(category_licence::category_code.eq(category))
        .select(category_licence::kind_id)
        .load(db.conn)?;
    let mut seen = seen_of_shop(db, shop)?;
    seen.retain(|licence| carried.contains(&licence.kind.id));
    Ok(seen)
}

/// The first of each kind, in the order of the kinds.
fn one_of_each(rows: Vec<SeenLicence>) -> Vec<SeenLicence> {
    let mut kept: Vec<SeenLicence> = Vec::new();
    for row in rows {
        if kept.iter().all(|known| known.kind.id != row.kind.id) {
            kept.push(row);
        }
    }
    kept.sort_by_key(|licence| licence.kind.id);
    kept
}

/// What a shop's goods lack, and which of its licences end soon.
pub(crate) fn standing(db: &mut Db, shop: ShopId) -> QueryResult<Standing> {
    let (good, needs) = (seen_of_shop(db, shop)?, needs(db)?);
    let sent: Vec<LicenceKindId> = licence::table
        .inner_join(moderation::table)
        .filter(licence::shop_id.eq(shop))
        .filter(licence::state.eq(LicenceState::Sent))
        .filter(moderation::state.eq(ItemState::Waiting))
        .select(licence::kind_id)
        .load(db.conn)?;
    let categories: Vec<String> = product::table
        .filter(product::shop_id.eq(shop))
        .filter(product::state.eq_any([GoodState::Listed, GoodState::Hidden]))
        .select(product::category_code)
        .distinct()
        .load(db.conn)?;
    let soon = db.now.today.checked_add_days(Days::new(ENDING_DAYS)).unwrap_or(db.now.today);
    let has = |kind: &Kind| good.iter().any(|licence| licence.kind.id == kind.id);
    let lack = |need: Need| {
        let is_sent = sent.contains(&need.kind.id);
        let from = need.from.filter(|_| categories.contains(&need.category) && !has(&need.kind))?;
        Some(Lack { category: need.category, kind: need.kind, from, is_sent })
    };
    let lacks = needs.into_iter().filter_map(lack).collect();
    let is_ending = |licence: &SeenLicence| licence.expires_on <= soon && !sent.contains(&licence.kind.id);
    let ending = good.iter().filter(|licence| is_ending(licence)).cloned().collect();
    Ok(Standing { lacks, ending })
}

/// Whether goods that the shop has need this kind, today or from a day to come.
pub(super) fn is_needed(db: &mut Db, shop: ShopId, kind: LicenceKindId) -> QueryResult<bool> {
    let needing = category_licence::table
        .filter(category_licence::kind_id.eq(kind))
        .filter(category_licence::needed_from.is_not_null())
        .select(category_licence::category_code);
    let goods = product::table
        .filter(product::shop_id.eq(shop))
        .filter(product::state.eq_any([GoodState::Listed, GoodState::Hidden]))
        .filter(product::category_code.eq_any(needing));
    diesel::select(diesel::dsl::exists(goods)).get_result(db.conn)
}

/// Whether the shop has a licence of this kind that is good longer.
pub(super) fn is_renewed(db: &mut Db, shop: ShopId, (kind, until): (LicenceKindId, NaiveDate)) -> QueryResult<bool> {
    let longer = licence::table
        .filter(licence::shop_id.eq(shop))
        .filter(licence::kind_id.eq(kind))
        .filter(licence::state.eq(LicenceState::Accepted))
        .filter(licence::expires_on.gt(until));
    diesel::select(diesel::dsl::exists(longer)).get_result(db.conn)
}

/// Of these shops, those that have one of this kind which is good today or waits to be looked over.
pub(super) fn that_have(db: &mut Db, shops: &[ShopId], kind: LicenceKindId) -> QueryResult<Vec<ShopId>> {
    let today = db.now.today;
    let is_good = licence::state.eq(LicenceState::Accepted).and(licence::expires_on.ge(today));
    licence::table
        .filter(licence::shop_id.eq_any(shops))
        .filter(licence::kind_id.eq(kind))
        .filter(licence::state.eq(LicenceState::Sent).or(is_good))
        .select(licence::shop_id)
        .load(db.conn)
}
