//! How the goods of a list are come by: which of what is asked for leads to them, and what is only looked at then.
use super::{After, Asked, Filter, Order, Shelf, begun};
use crate::db::{AnyConnection, on_each, search};
use diesel::sql_types::{BigInt, Text};
use diesel::{QueryResult, QueryableByName, RunQueryDsl, sql_query};

/// What leads to the goods. Left to itself an engine goes through all goods in the order wanted and hopes to meet a page of the
/// right ones soon.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Lead {
    /// An index in the order wanted, of the category and the unit.
    #[default]
    Order,
    /// The words, the market day or the shop: what they lead to is read first and put in order then.
    Right,
    /// The range of prices, within the category and the unit: the same.
    Prices,
}

/// How an engine is led to the goods of a list.
#[derive(Clone, Debug, Default)]
pub(super) struct Way {
    /// What SQLite's trigrams are asked.
    pub trigrams: Option<String>,
    pub lead: Lead,
    /// The last good that is looked at.
    pub until: Option<After>,
}

impl Way {
    fn led(lead: Lead) -> Way {
        Way { lead, ..Way::default() }
    }
}

/// So many goods are looked at in the order wanted before something else leads. Of a hundred thousand goods, those that hold
/// fewer pages' worth of right ones than this are put in order in about the same time.
const LOOKED_AT: i64 = 1_000;

/// The way that is tried first, if it may come to nothing: the first goods in the order wanted. It is whole where fewer are
/// left, and good where a page of right ones is among them.
pub(super) fn first_way(conn: &mut AnyConnection, asked: &Asked) -> QueryResult<Option<Way>> {
    let filter = asked.filter;
    let is_by_index = match asked.shelf {
        Shelf::Shop(_) => true,
        // SQLite finds words from the newest good on.
        Shelf::Found(ways) => filter == Filter::NONE && search::trigrams(conn, ways).is_some(),
        Shelf::All | Shelf::Category(_) => {
            !filter.ready && filter.day.is_none() && (by_price(filter) || !ranges(filter))
        }
    };
    if is_by_index {
        return Ok(None);
    }
    let until = begun(conn, asked, LOOKED_AT)?;
    Ok(Some(Way { until, ..Way::led(Lead::Order) }))
}

/// The way to all goods that are asked for, whether or not they come soon in the order wanted.
pub(super) fn whole_way(conn: &mut AnyConnection, asked: &Asked) -> QueryResult<Way> {
    let filter = asked.filter;
    match asked.shelf {
        Shelf::Shop(_) => Ok(Way::led(Lead::Right)),
        _ if are_in_range(conn, asked)? => Ok(Way::led(Lead::Prices)),
        Shelf::Found(ways) => {
            let trigrams = search::trigrams(conn, ways);
            let is_in_order = match conn {
                AnyConnection::Sqlite(_) => trigrams.is_none() || filter.order == Order::Newest,
                AnyConnection::Postgres(_) => false,
            };
            Ok(Way { trigrams, ..Way::led(if is_in_order { Lead::Order } else { Lead::Right }) })
        }
        Shelf::All | Shelf::Category(_) if filter.day.is_some() => Ok(Way::led(Lead::Right)),
        Shelf::All | Shelf::Category(_) => Ok(Way::led(Lead::Order)),
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
    let mut sql = "SELECT 1 FROM product WHERE price_irr >= $1 AND price_irr <= $2 AND state = 'listed'".to_owned();
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
