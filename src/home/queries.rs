//! What the public may read. Every list leaves out hidden shops and removed goods, and is paged by its last good.
mod lists;
mod machines;

pub(super) use lists::{found, near, shelf};
pub(super) use machines::{FeedAsked, feed, pages, part_of_goods, part_of_shops, site_map};

use super::model::{GoodDetail, Offer, PublicDay, Reviews, ReviewsAsked, ShopFace};
use crate::catalogue::batches::model::OpenBatch;
use crate::catalogue::batches::queries as batches;
use crate::catalogue::licences::queries::seen_of_good;
use crate::catalogue::model::{Category, GoodState};
use crate::db::Db;
use crate::db::schema::{area, category, photo, product, shop};
use crate::kernel::by_weight::StoredByWeight;
use crate::kernel::clock::utc_of;
use crate::kernel::ids::{AreaId, HouseholdId, ProductId, ShopId};
use crate::kernel::money::Rial;
use crate::kernel::places::Where;
use crate::orders::queries::{handed_over_fresh, slots_of};
use crate::reviews::queries::{Of, PAGE_LINES, newest, rating};
use crate::stalls::model::DayState;
use crate::stalls::queries::{ComingStall, coming_days, coming_stall_of};
use chrono::{NaiveDate, NaiveDateTime};
use diesel::dsl::{exists, sql};
use diesel::sql_types::Bool;
use diesel::{
    ExpressionMethods, IntoSql, JoinOnDsl, NullableExpressionMethods, OptionalExtension, QueryDsl, QueryResult,
    RunQueryDsl,
};

/// How many goods a page of a list holds: their pictures keep within the weight of a page.
pub(super) const PAGE: usize = 12;
const OTHERS: i64 = 8;
const SIMILAR: i64 = 4;
const SHOPS: i64 = 8;

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
            product::kilo_price_irr,
            shop::city_id,
            false.into_sql::<Bool>(),
        )
    };
}

/// The goods on offer, each with its shop and its photo.
macro_rules! on_offer {
    () => {
        product::table
            .inner_join(shop::table)
            .left_join(photo::table.on(product::photo_id.eq(photo::id.nullable())))
            .filter(product::state.eq(GoodState::Listed))
            .filter(shop::hidden_at.is_null())
    };
}
use on_offer;

/// The category of this code.
pub(super) fn category_of(db: &mut Db, code: &str) -> QueryResult<Option<Category>> {
    category::table.find(code).select((category::code, category::name_fa, category::name_en)).first(db.conn).optional()
}

/// A shop with its id for its shelf and its city, and where it stands next at the market.
type FoundShop = ((ShopId, AreaId), ShopFace, Option<ComingStall>);

/// The shop of this code.
pub(super) fn shop_of(db: &mut Db, code: &str) -> QueryResult<Option<FoundShop>> {
    let found: Option<((ShopId, AreaId), HouseholdId, ShopFace)> = shop::table
        .inner_join(area::table)
        .filter(shop::code.eq(code))
        .filter(shop::hidden_at.is_null())
        .select((
            (shop::id, shop::city_id),
            shop::household_id,
            (shop::code, shop::name, shop::story, area::name_fa, area::name_en),
        ))
        .first(db.conn)
        .optional()?;
    match found {
        Some((id, household, face)) => Ok(Some((id, face, coming_stall_of(db, household)?))),
        None => Ok(None),
    }
}

/// Whether a market of a day, which closes at this minute, is over.
fn is_over(now: NaiveDateTime, (day, closes_minute): (NaiveDate, i32)) -> bool {
    utc_of(day, closes_minute) <= now
}

/// The next market day that is not called off.
pub(super) fn next_day(db: &mut Db) -> QueryResult<Option<PublicDay>> {
    let now = db.now.at;
    let mut coming =
        coming_days(db)?.into_iter().filter(|market| !is_over(now, (market.day.day, market.day.closes_minute)));
    Ok(coming.find(|market| market.day.state != DayState::Cancelled))
}

/// The coming market days of which it is known who stands there.
pub(super) fn planned_days(db: &mut Db) -> QueryResult<Vec<PublicDay>> {
    let now = db.now.at;
    let coming = coming_days(db)?.into_iter().filter(|market| market.day.state == DayState::Published);
    Ok(coming.filter(|market| !is_over(now, (market.day.day, market.day.closes_minute))).collect())
}

/// The shops opened last that offer something.
pub(super) fn newest_shops(db: &mut Db) -> QueryResult<Vec<ShopFace>> {
    shop::table
        .inner_join(area::table)
        .filter(shop::hidden_at.is_null())
        .filter(exists(
            product::table.filter(product::shop_id.eq(shop::id)).filter(product::state.eq(GoodState::Listed)),
        ))
        .order(shop::id.desc())
        .limit(SHOPS)
        .select((shop::code, shop::name, shop::story, area::name_fa, area::name_en))
        .load(db.conn)
}

/// The good of this code, whole.
pub(super) fn good(
    db: &mut Db,
    code: &str,
    (asked, prices_in): (&ReviewsAsked, &Where),
) -> QueryResult<Option<GoodDetail>> {
    type Row = (ProductId, String, ShopId, Offer, StoredByWeight);
    let found: Option<Row> = on_offer!()
        .filter(product::code.eq(code))
        .select((
            product::id,
            product::description,
            product::shop_id,
            card_columns!(),
            (product::kilo_price_irr, product::piece_least_milli, product::piece_most_milli),
        ))
        .first(db.conn)
        .optional()?;
    let Some((id, description, shop_id, card, by_weight)) = found else {
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
    let mut others: Vec<Offer> = on_offer!()
        .filter(product::shop_id.eq(shop_id))
        .filter(product::id.ne(id))
        .order(product::id.desc())
        .limit(OTHERS)
        .select(card_columns!())
        .load(db.conn)?;
    mark_ahead(db, &mut others)?;
    let similar = similar(db, (&card, shop_id), prices_in.is_everywhere())?;
    let licences = seen_of_good(db, shop_id, &card.category)?;
    let slots = slots_of(db, &[household])?;
    let (can_be_ordered, ahead) = (!slots.is_empty(), ahead(db, (id, household))?);
    let reviews = reviews(db, (Of::Good(id), card.city), asked)?;
    let card = Offer { is_ahead: !ahead.is_empty(), ..card };
    Ok(Some(GoodDetail {
        card,
        by_weight: by_weight.into(),
        description,
        category,
        shop,
        stall,
        can_be_ordered,
        ahead,
        licences,
        others,
        similar,
        reviews,
    }))
}

/// Tells of each that is not there whether it can be ordered ahead.
fn mark_ahead(db: &mut Db, cards: &mut [Offer]) -> QueryResult<()> {
    let gone: Vec<&str> = cards.iter().filter(|card| card.is_sold_out()).map(|card| card.code.as_str()).collect();
    if gone.is_empty() {
        return Ok(());
    }
    let ahead = batches::ordered_ahead(db, &gone)?;
    cards.iter_mut().for_each(|card| card.is_ahead = card.is_sold_out() && ahead.contains(&card.code));
    Ok(())
}

/// The city of the shop that has the good of this code.
pub(super) fn city_of(db: &mut Db, code: &str) -> QueryResult<Option<AreaId>> {
    product::table
        .inner_join(shop::table)
        .filter(product::code.eq(code))
        .select(shop::city_id)
        .first(db.conn)
        .optional()
}

/// What buyers say of something of a city; nothing where there are no reviews.
pub(super) fn reviews(db: &mut Db, (of, city): (Of, AreaId), asked: &ReviewsAsked) -> QueryResult<Reviews> {
    if !asked.places.is_in(city) {
        return Ok(Reviews::default());
    }
    let mut newest = newest(db, of, asked.after.as_deref())?;
    let has_more = newest.len() > PAGE_LINES;
    newest.truncate(PAGE_LINES);
    let more_after = newest.last().filter(|_| has_more).and_then(|review| review.code.clone());
    Ok(Reviews { newest, more_after, is_later: asked.after.is_some(), rating: rating(db, of)? })
}

/// The next batches of a good that can be ordered, and handed over while they are good.
fn ahead(db: &mut Db, (good, shop): (ProductId, HouseholdId)) -> QueryResult<Vec<OpenBatch>> {
    let coming = batches::on_offer(db, good)?;
    handed_over_fresh(db, shop, coming)
}

/// Goods of the same category that other shops have now, the nearest in price first: as many of the cheaper and of the dearer
/// ones are read as are shown. Where a reader is not shown all prices, which ones are near would tell of them: the newest then.
fn similar(db: &mut Db, (to, shop): (&Offer, ShopId), by_price: bool) -> QueryResult<Vec<Offer>> {
    let others = || {
        on_offer!()
            // The index of prices is one of listed goods: it serves what says so in these words.
            .filter(sql::<Bool>("product.state = 'listed'"))
            .filter(product::category_code.eq(&to.category))
            .filter(product::shop_id.ne(shop))
            .filter(product::stock_milli.gt(product::held_milli))
            .limit(SIMILAR)
            .select(card_columns!())
    };
    if !by_price {
        return others().order(product::id.desc()).load(db.conn);
    }
    let cheaper = others().filter(product::price_irr.le(to.price));
    let mut found: Vec<Offer> = cheaper.order((product::price_irr.desc(), product::id.desc())).load(db.conn)?;
    let dearer = others().filter(product::price_irr.gt(to.price));
    found.extend(dearer.order((product::price_irr, product::id)).load::<Offer>(db.conn)?);
    let distance = |price: Rial| price.0.abs_diff(to.price.0);
    found.sort_by_key(|other| distance(other.price));
    found.truncate(usize::try_from(SIMILAR).unwrap_or_default());
    Ok(found)
}
