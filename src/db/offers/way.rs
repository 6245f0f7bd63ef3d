//! How the goods of a list are come by.
use super::{Asked, Order, Shelf};
use crate::db::{AnyConnection, search};
use diesel::sql_types::{BigInt, Text};
use diesel::{QueryResult, QueryableByName, RunQueryDsl, sql_query};

/// How an engine is led to the goods of a list. Left to itself it goes through all goods in the order wanted and hopes to meet
/// a page of the right ones soon.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Way {
    /// What SQLite's trigrams are asked.
    pub trigrams: Option<String>,
    /// Few are right: they are read first and put in order then.
    pub is_sorted_after: bool,
    /// Many are within the range of prices: they are met soon.
    pub is_wide: bool,
}

/// The way to the goods that are asked for.
pub(super) fn way_to(conn: &mut AnyConnection, asked: &Asked) -> QueryResult<Way> {
    let by_age = asked.filter.order == Order::Newest;
    match asked.shelf {
        Shelf::Shop(_) => Ok(Way { is_sorted_after: true, ..Way::default() }),
        Shelf::Found(ways) if by_age => Ok(Way { trigrams: search::trigrams(conn, ways), ..Way::default() }),
        Shelf::Found(ways) if search::are_few(conn, ways)? => {
            Ok(Way { trigrams: search::trigrams(conn, ways), is_sorted_after: true, is_wide: false })
        }
        Shelf::Found(_) => Ok(Way::default()),
        Shelf::All | Shelf::Category(_) if asked.filter.day.is_some() => {
            Ok(Way { is_sorted_after: true, ..Way::default() })
        }
        Shelf::All | Shelf::Category(_) => Ok(Way { is_wide: is_wide(conn, asked)?, ..Way::default() }),
    }
}

/// More goods than these in a range of prices, and going through all of them in another order is the shorter way.
const WIDE: i64 = 1_000;

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = BigInt)]
    many: i64,
}

/// Whether many goods are within the prices of a list in another order. PostgreSQL knows by itself.
fn is_wide(conn: &mut AnyConnection, asked: &Asked) -> QueryResult<bool> {
    let filter = asked.filter;
    let is_by_price = matches!(filter.order, Order::Cheapest | Order::Dearest);
    let AnyConnection::Sqlite(conn) = conn else {
        return Ok(false);
    };
    if is_by_price || (filter.least.is_none() && filter.most.is_none()) {
        return Ok(false);
    }
    let prices = "SELECT 1 FROM product WHERE price_irr >= $1 AND price_irr <= $2 AND state = 'listed'";
    let least = filter.least.map_or(0, |least| least.0);
    let most = filter.most.map_or(i64::MAX, |most| most.0);
    let found: Count = match asked.shelf {
        Shelf::Category(code) => {
            sql_query(format!("SELECT count(*) AS many FROM ({prices} AND category_code = $3 LIMIT $4)"))
                .bind::<BigInt, _>(least)
                .bind::<BigInt, _>(most)
                .bind::<Text, _>(code)
                .bind::<BigInt, _>(WIDE)
                .get_result(conn)?
        }
        Shelf::All | Shelf::Shop(_) | Shelf::Found(_) => {
            sql_query(format!("SELECT count(*) AS many FROM ({prices} LIMIT $3)"))
                .bind::<BigInt, _>(least)
                .bind::<BigInt, _>(most)
                .bind::<BigInt, _>(WIDE)
                .get_result(conn)?
        }
    };
    Ok(found.many >= WIDE)
}
