//! Reads for feeds and for the map of the site.
use super::{category_of, on_offer};
use crate::catalogue::model::GoodState;
use crate::db::schema::{area, category, photo, product, shop};
use crate::db::{AnyConnection, Db, on_each};
use crate::home::model::{Feed, FeedOf, Links, News, ShopFace, SiteMap};
use crate::kernel::ids::{ProductId, ShopId};
use chrono::NaiveDate;
use diesel::sql_types::Text;
use diesel::{
    ExpressionMethods, JoinOnDsl, NullableExpressionMethods, OptionalExtension, QueryDsl, QueryResult, QueryableByName,
    RunQueryDsl, sql_query,
};

/// How many goods a feed tells of.
const NEWS: i64 = 30;
/// How many shops or goods a part of the map holds: two addresses of each, one a language.
const PART: i64 = 5_000;

/// The codes that say of which category or shop a feed is.
pub(in crate::home) enum FeedAsked {
    All,
    Category(String),
    Shop(String),
}

/// The goods of the marketplace, of a category or of a shop that came or changed last; nothing if there is no such category or shop.
pub(in crate::home) fn feed(db: &mut Db, asked: &FeedAsked) -> QueryResult<Option<Feed>> {
    let mut news = on_offer!()
        .inner_join(category::table)
        .order((product::changed_at.desc(), product::id.desc()))
        .limit(NEWS)
        .select((
            product::code,
            product::name,
            product::description,
            product::unit,
            product::price_irr,
            photo::code.nullable(),
            shop::name,
            (category::code, category::name_fa, category::name_en),
            product::shown_at,
            product::changed_at,
            product::kilo_price_irr,
            shop::city_id,
        ))
        .into_boxed();
    let of = match asked {
        FeedAsked::All => FeedOf::All,
        FeedAsked::Category(code) => {
            let Some(category) = category_of(db, code)? else {
                return Ok(None);
            };
            news = news.filter(product::category_code.eq(code));
            FeedOf::Category(category)
        }
        FeedAsked::Shop(code) => {
            let Some((id, opened_on, face)) = opened(db, code)? else {
                return Ok(None);
            };
            news = news.filter(product::shop_id.eq(id));
            FeedOf::Shop { face, opened_on }
        }
    };
    Ok(Some(Feed { of, news: news.load::<News>(db.conn)? }))
}

fn opened(db: &mut Db, code: &str) -> QueryResult<Option<(ShopId, NaiveDate, ShopFace)>> {
    shop::table
        .inner_join(area::table)
        .filter(shop::code.eq(code))
        .filter(shop::hidden_at.is_null())
        .select((shop::id, shop::opened_on, (shop::code, shop::name, shop::story, area::name_fa, area::name_en)))
        .first(db.conn)
        .optional()
}

#[derive(QueryableByName)]
struct First {
    #[diesel(sql_type = Text)]
    code: String,
}

const GOODS: &str = "SELECT p.code, row_number() OVER (ORDER BY p.id DESC) AS place FROM product AS p \
    JOIN shop AS s ON s.id = p.shop_id WHERE p.state = 'listed' AND s.hidden_at IS NULL";
const SHOPS: &str =
    "SELECT s.code, row_number() OVER (ORDER BY s.id DESC) AS place FROM shop AS s WHERE s.hidden_at IS NULL";

/// The first one of every part, the newest first.
fn firsts(conn: &mut AnyConnection, numbered: &str) -> QueryResult<Vec<String>> {
    let sql = format!("SELECT n.code FROM ({numbered}) AS n WHERE n.place % {PART} = 1 ORDER BY n.place");
    let found: Vec<First> = on_each!(conn, |c| sql_query(sql).load(c))?;
    Ok(found.into_iter().map(|first| first.code).collect())
}

/// The map of the site: one list, or its parts where it is long.
pub(in crate::home) fn site_map(db: &mut Db) -> QueryResult<SiteMap> {
    let (shops, goods) = (firsts(db.conn, SHOPS)?, firsts(db.conn, GOODS)?);
    if shops.len() > 1 || goods.len() > 1 {
        return Ok(SiteMap::Parts { shops, goods });
    }
    let mut links = pages(db)?;
    if let Some(first) = shops.first() {
        links.shops = part_of_shops(db, first)?.unwrap_or_default().shops;
    }
    if let Some(first) = goods.first() {
        links.goods = part_of_goods(db, first)?.unwrap_or_default().goods;
    }
    Ok(SiteMap::Links(links))
}

/// The pages that are always there, and those of the categories.
pub(in crate::home) fn pages(db: &mut Db) -> QueryResult<Links> {
    let categories = category::table.order(category::ord).select(category::code).load(db.conn)?;
    Ok(Links { has_pages: true, categories, ..Links::default() })
}

/// The part of the goods that begins with the one of this code; nothing if there is none.
pub(in crate::home) fn part_of_goods(db: &mut Db, first: &str) -> QueryResult<Option<Links>> {
    let first: Option<ProductId> =
        product::table.filter(product::code.eq(first)).select(product::id).first(db.conn).optional()?;
    let Some(first) = first else {
        return Ok(None);
    };
    let goods = product::table
        .inner_join(shop::table)
        .filter(product::state.eq(GoodState::Listed))
        .filter(shop::hidden_at.is_null())
        .filter(product::id.le(first))
        .order(product::id.desc())
        .limit(PART)
        .select(product::code)
        .load(db.conn)?;
    Ok(Some(Links { goods, ..Links::default() }))
}

/// The part of the shops that begins with the one of this code; nothing if there is none.
pub(in crate::home) fn part_of_shops(db: &mut Db, first: &str) -> QueryResult<Option<Links>> {
    let first: Option<ShopId> = shop::table.filter(shop::code.eq(first)).select(shop::id).first(db.conn).optional()?;
    let Some(first) = first else {
        return Ok(None);
    };
    let shops = shop::table
        .filter(shop::hidden_at.is_null())
        .filter(shop::id.le(first))
        .order(shop::id.desc())
        .limit(PART)
        .select(shop::code)
        .load(db.conn)?;
    Ok(Some(Links { shops, ..Links::default() }))
}
