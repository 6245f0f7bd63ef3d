//! What the public may read. Every list leaves out hidden shops and removed goods, and is paged by the code of its last good.
use super::model::{GoodCard, GoodDetail, Goods, ShopFace};
use crate::catalogue::model::Category;
use crate::db::schema::{area, category, photo, product, shop};
use crate::db::{Db, search};
use crate::kernel::ids::{HouseholdId, ProductId, ShopId};
use crate::kernel::persian::SearchQuery;
use crate::stalls::model::{DayState, PublicDay};
use crate::stalls::queries::{ComingStall, coming_days, coming_stall_of};
use diesel::{
    ExpressionMethods, JoinOnDsl, NullableExpressionMethods, OptionalExtension, QueryDsl, QueryResult, RunQueryDsl,
};

/// How many goods a page of a list holds: their pictures keep within the weight of a page.
pub(super) const PAGE: usize = 12;
const OTHERS: i64 = 8;
const SHOPS: i64 = 8;

/// Which goods a list is of.
#[derive(Clone, Debug)]
pub(super) enum Shelf {
    All,
    Category(String),
    Shop(ShopId),
}

macro_rules! card_columns {
    () => {
        (
            product::code,
            product::name,
            product::category_code,
            product::unit,
            product::price_irr,
            product::stock_milli - product::held_milli,
            photo::code.nullable(),
            shop::name,
        )
    };
}

/// The goods on offer, each with its shop and its photo.
macro_rules! on_offer {
    () => {
        product::table
            .inner_join(shop::table)
            .left_join(photo::table.on(product::photo_id.eq(photo::id.nullable())))
            .filter(product::state.eq("listed"))
            .filter(shop::hidden_at.is_null())
    };
}

fn id_of(db: &mut Db, code: Option<&str>) -> QueryResult<Option<ProductId>> {
    match code {
        Some(code) => product::table.filter(product::code.eq(code)).select(product::id).first(db.conn).map(Some),
        None => Ok(None),
    }
}

fn most(page: usize) -> i64 {
    i64::try_from(page).unwrap_or(i64::MAX).saturating_add(1)
}

/// Cuts a list that was read one longer than a page.
fn paged(mut cards: Vec<GoodCard>, page: usize) -> Goods {
    let has_more = cards.len() > page;
    cards.truncate(page);
    let more_after = cards.last().filter(|_| has_more).map(|card| card.code.clone());
    Goods { cards, more_after }
}

/// The newest goods of a shelf, after the one of this code.
pub(super) fn shelf(db: &mut Db, shelf: &Shelf, after: Option<&str>) -> QueryResult<Goods> {
    let mut query = on_offer!().order(product::id.desc()).limit(most(PAGE)).into_boxed();
    if let Some(after) = id_of(db, after)? {
        query = query.filter(product::id.lt(after));
    }
    query = match shelf {
        Shelf::All => query,
        Shelf::Category(code) => query.filter(product::category_code.eq(code.clone())),
        Shelf::Shop(id) => query.filter(product::shop_id.eq(*id)),
    };
    Ok(paged(query.select(card_columns!()).load(db.conn)?, PAGE))
}

/// The goods that a search finds, the newest first, after the one of this code.
pub(super) fn found(db: &mut Db, query: &SearchQuery, after: Option<&str>) -> QueryResult<Goods> {
    let before = id_of(db, after)?;
    let ids = search::listed_goods(db.conn, query, search::Part { before, most: most(PAGE) })?;
    let cards =
        on_offer!().filter(product::id.eq_any(ids)).order(product::id.desc()).select(card_columns!()).load(db.conn)?;
    Ok(paged(cards, PAGE))
}

/// The category of this code.
pub(super) fn category_of(db: &mut Db, code: &str) -> QueryResult<Option<Category>> {
    category::table.find(code).select((category::code, category::name_fa, category::name_en)).first(db.conn).optional()
}

/// A shop with its id for its shelf, and where it stands next at the market.
type FoundShop = (ShopId, ShopFace, Option<ComingStall>);

/// The shop of this code.
pub(super) fn shop_of(db: &mut Db, code: &str) -> QueryResult<Option<FoundShop>> {
    let found: Option<(ShopId, HouseholdId, ShopFace)> = shop::table
        .inner_join(area::table)
        .filter(shop::code.eq(code))
        .filter(shop::hidden_at.is_null())
        .select((shop::id, shop::household_id, (shop::code, shop::name, shop::story, area::name_fa, area::name_en)))
        .first(db.conn)
        .optional()?;
    match found {
        Some((id, household, face)) => Ok(Some((id, face, coming_stall_of(db, household)?))),
        None => Ok(None),
    }
}

/// The next market day that is not called off.
pub(super) fn next_day(db: &mut Db) -> QueryResult<Option<PublicDay>> {
    Ok(coming_days(db)?.into_iter().find(|market| market.day.state != DayState::Cancelled))
}

/// The shops opened last.
pub(super) fn newest_shops(db: &mut Db) -> QueryResult<Vec<ShopFace>> {
    shop::table
        .inner_join(area::table)
        .filter(shop::hidden_at.is_null())
        .order(shop::id.desc())
        .limit(SHOPS)
        .select((shop::code, shop::name, shop::story, area::name_fa, area::name_en))
        .load(db.conn)
}

/// The good of this code, whole.
pub(super) fn good(db: &mut Db, code: &str) -> QueryResult<Option<GoodDetail>> {
    type Row = (ProductId, String, ShopId, GoodCard);
    let found: Option<Row> = on_offer!()
        .filter(product::code.eq(code))
        .select((product::id, product::description, product::shop_id, card_columns!()))
        .first(db.conn)
        .optional()?;
    let Some((id, description, shop_id, card)) = found else {
        return Ok(None);
    };
    let (household, shop): (HouseholdId, ShopFace) = shop::table
        .inner_join(area::table)
        .filter(shop::id.eq(shop_id))
        .select((shop::household_id, (shop::code, shop::name, shop::story, area::name_fa, area::name_en)))
        .first(db.conn)?;
    let stall = coming_stall_of(db, household)?;
    let category = category::table
        .find(&card.category)
        .select((category::code, category::name_fa, category::name_en))
        .first(db.conn)?;
    let others = on_offer!()
        .filter(product::shop_id.eq(shop_id))
        .filter(product::id.ne(id))
        .order(product::id.desc())
        .limit(OTHERS)
        .select(card_columns!())
        .load(db.conn)?;
    Ok(Some(GoodDetail { card, description, category, shop, stall, others }))
}
