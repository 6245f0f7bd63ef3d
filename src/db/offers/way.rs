//! How the goods of a list are come by: which of what is asked for leads to them, and what is only looked at then.
use super::{After, Asked, Filter, Order, Shelf, begun};
use crate::db::{AnyConnection, Engine, on_each, search};
use diesel::sql_types::{BigInt, Text};
use diesel::{QueryResult, QueryableByName, RunQueryDsl, sql_query};

/// What leads to the goods. Left to itself an engine goes through all goods in the order wanted and hopes to meet a page of the
/// right ones soon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lead {
    /// An index in the order wanted, of the category and the unit.
    Order,
    /// The words, the market day or the shop: what they lead to is read first and put in order then.
    Right,
    /// The range of prices, within the category and the unit: the same.
    Prices,
}

/// How an engine is led to the goods of a list.
#[derive(Clone, Debug)]
pub(super) struct Way {
    /// What SQLite's trigrams are asked.
    pub trigrams: Option<String>,
    pub lead: Lead,
    /// The last good that is looked at.
    pub until: Option<After>,
    pub engine: Engine,
}

impl Way {
    fn led(conn: &AnyConnection, lead: Lead) -> Way {
        let engine = match conn {
            AnyConnection::Sqlite(_) => Engine::Sqlite,
            AnyConnection::Postgres(_) => Engine::Postgres,
        };
        Way { trigrams: None, lead, until: None, engine }
    }

    /// PostgreSQL knows how many goods are in a range of prices; SQLite would take any index of prices for a good one.
    pub(super) fn knows_prices(&self) -> bool {
        self.engine == Engine::Postgres
    }
}

/// So many goods are looked at in the order wanted before something else leads. Of a hundred thousand goods, those that hold
/// fewer pages' worth of right ones than this are put in order in about the same time.
const LOOKED_AT: i64 = 1_500;
/// The same where an index finds words: what it finds is put in order so much faster than goods are looked at that only words of
/// more than a thirtieth of them are better looked for in the order wanted.
const LOOKED_AT_FOR_WORDS: i64 = 400;

/// The way that is tried first, if it may come to nothing: the first goods in the order wanted. It is whole where fewer are
/// left, and good where a page of right ones is among them.
pub(super) fn first_way(conn: &mut AnyConnection, asked: &Asked) -> QueryResult<Option<Way>> {
    let filter = asked.filter;
    let is_by_index = match asked.shelf {
        Shelf::Shop(_) => true,
        // SQLite finds words from the newest good on.
        Shelf::Found(ways) => filter == Filter::NONE && search::trigrams(conn, ways).is_some(),
        Shelf::All | Shelf::Category(_) => filter.day.is_none() && (by_price(filter) || !ranges(filter)),
    };
    if is_by_index {
        return Ok(None);
    }
    let looked_at = match asked.shelf {
        Shelf::Found(ways) if search::is_indexed(ways) => LOOKED_AT_FOR_WORDS,
        _ => LOOKED_AT,
    };
    let until = begun(conn, asked, looked_at)?;
    Ok(Some(Way { until, ..Way::led(conn, Lead::Order) }))
}

/// The way to all goods that are asked for, whether or not they come soon in the order wanted.
pub(super) fn whole_way(conn: &mut AnyConnection, asked: &Asked) -> QueryResult<Way> {
    let filter = asked.filter;
    match asked.shelf {
        Shelf::Shop(_) => Ok(Way::led(conn, Lead::Right)),
        _ if are_in_range(conn, asked)? => Ok(Way::led(conn, Lead::Prices)),
        Shelf::Found(ways) => {
            let trigrams = search::trigrams(conn, ways);
            let is_in_order = match conn {
                AnyConnection::Sqlite(_) => trigrams.is_none() || filter.order == Order::Newest,
                AnyConnection::Postgres(_) => false,
            };
            Ok(Way { trigrams, ..Way::led(conn, if is_in_order { Lead::Order } else { Lead::Right }) })
        }
        Shelf::All | Shelf::Category(_) if filter.day.is_some() => Ok(Way::led(conn, Lead::Right)),
        Shelf::All | Shelf::Category(_) => Ok(Way::led(conn, Lead::Order)),
    }
}

fn by_price(filter: Filter) -> bool {
    matches!(filter.order, Order::Cheapest | Order::Dearest)
}

fn ranges(filter: Filter) -> bool {
    filter.least.is_some() || filter.most.is_some()
}

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = BigInt)]
    many: i64,
}

/// Whether a range of prices is asked for that no more goods are in than are looked at, in an order other than that of prices.
fn are_in_range(conn: &mut AnyConnection, asked: &Asked) -> QueryResult<bool> {
    let filter = asked.filter;
    if by_price(filter) || !ranges(filter) {
        return Ok(false);
    }
    let mut texts = Vec::new();
    let shown = if filter.ready { "on_offer WHERE is_ready" } else { "product WHERE state = 'listed'" };
    let mut sql = format!("SELECT 1 FROM {shown} AND price_irr >= $1 AND price_irr <= $2");
    if let Shelf::Category(code) = asked.shelf {
        texts.push(code.clone());
        sql += " AND category_code = $3";
    }
    if let Some(unit) = filter.unit {
        texts.push(unit.as_str().to_owned());
        sql += if texts.len() == 1 { " AND unit = $3" } else { " AND unit = $4" };
    }
    let sql = format!("SELECT count(*) AS many FROM ({sql} LIMIT {LOOKED_AT}) AS n");
    let found: Count = on_each!(conn, |c| {
        let start = sql_query(sql).into_boxed();
        let start = start.bind::<BigInt, _>(filter.least.map_or(0, |least| least.0));
        let start = start.bind::<BigInt, _>(filter.most.map_or(i64::MAX, |most| most.0));
        texts.into_iter().fold(start, |query, text| query.bind::<Text, _>(text)).get_result(c)
    })?;
    Ok(found.many < LOOKED_AT)
}
