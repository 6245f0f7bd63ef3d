//! Lists of the goods on offer: of all, of a category or of a shop, or found by a search; narrowed, put in order, and paged by
//! the last good of the page before.
mod statement;
mod way;

use super::AnyConnection;
use super::dialect::on_each;
use crate::kernel::ids::{MarketDayId, ProductId, ShopId};
use crate::kernel::money::Rial;
use crate::kernel::persian::Ways;
use crate::kernel::quantity::{Quantity, SellUnit};
use crate::kernel::text_enum;
use diesel::pg::Pg;
use diesel::sql_types::{BigInt, Binary, Nullable, Text};
use diesel::sqlite::Sqlite;
use diesel::{QueryResult, Queryable, QueryableByName, RunQueryDsl, sql_query};
use statement::{Value, beginning, statement};
use way::{first_way, whole_way};

/// A good in a list.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, QueryableByName)]
pub(crate) struct Offer {
    #[diesel(sql_type = Text)]
    pub code: String,
    #[diesel(sql_type = Text)]
    pub name: String,
    #[diesel(sql_type = Text)]
    pub category: String,
    #[diesel(sql_type = Text)]
    pub unit: SellUnit,
    #[diesel(sql_type = BigInt)]
    pub price: Rial,
    /// What of it nobody waits for.
    #[diesel(sql_type = BigInt)]
    pub stock: Quantity,
    #[diesel(sql_type = Nullable<Text>)]
    pub photo: Option<String>,
    #[diesel(sql_type = Text)]
    pub shop: String,
}

impl Offer {
    pub fn is_sold_out(&self) -> bool {
        self.stock == Quantity::ZERO
    }
}

text_enum! {
    /// What comes first in a list.
    pub(crate) enum Order {
        Newest = "newest",
        Cheapest = "cheapest",
        Dearest = "dearest",
        Name = "name",
    }
}

/// Which goods of a list are wanted, and in what order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Filter {
    /// Those that are there now.
    pub ready: bool,
    /// Those of shops that have a stall on this market day, by its published plan.
    pub day: Option<MarketDayId>,
    pub least: Option<Rial>,
    pub most: Option<Rial>,
    pub unit: Option<SellUnit>,
    pub order: Order,
}

impl Filter {
    /// All of them, the newest first.
    pub const NONE: Filter =
        Filter { ready: false, day: None, least: None, most: None, unit: None, order: Order::Newest };
}

/// What a list is of.
#[derive(Clone, Debug)]
pub(crate) enum Shelf {
    All,
    Category(String),
    Shop(ShopId),
    /// What holds the words of one of these ways.
    Found(Ways),
}

/// The good after which a list goes on, by what lists are in order of.
#[derive(Clone, Debug, Queryable, QueryableByName)]
pub(crate) struct After {
    #[diesel(sql_type = BigInt)]
    pub id: ProductId,
    #[diesel(sql_type = BigInt)]
    pub price: Rial,
    #[diesel(sql_type = Binary)]
    pub sort_key: Vec<u8>,
}

/// A part of a list: so many goods at most, from the beginning or after one.
#[derive(Clone, Debug)]
pub(crate) struct Asked<'a> {
    pub shelf: &'a Shelf,
    pub filter: Filter,
    pub after: Option<After>,
    pub most: i64,
}

/// The goods of a part of a list; those of hidden shops are left out.
pub(crate) fn offers(conn: &mut AnyConnection, asked: &Asked) -> QueryResult<Vec<Offer>> {
    if let Some(way) = first_way(conn, asked)? {
        let found: Vec<Offer> = load(conn, statement(asked, &way))?;
        let is_full = i64::try_from(found.len()).is_ok_and(|found| found >= asked.most);
        if is_full || way.until.is_none() {
            return Ok(found);
        }
    }
    let way = whole_way(conn, asked)?;
    load(conn, statement(asked, &way))
}

/// The good that so many others come before in a part of a list, if all of a category and a unit were right; none where fewer
/// are left.
fn begun(conn: &mut AnyConnection, asked: &Asked, many: i64) -> QueryResult<Option<After>> {
    let found: Vec<After> = load(conn, beginning(asked, many))?;
    Ok(found.into_iter().next())
}

fn load<T: QueryableByName<Sqlite> + QueryableByName<Pg> + 'static>(
    conn: &mut AnyConnection,
    (sql, values): (String, Vec<Value>),
) -> QueryResult<Vec<T>> {
    on_each!(conn, |c| {
        let start = sql_query(sql).into_boxed();
        let bound = values.into_iter().fold(start, |query, value| match value {
            Value::Number(number) => query.bind::<BigInt, _>(number),
            Value::Text(text) => query.bind::<Text, _>(text),
            Value::Bytes(bytes) => query.bind::<Binary, _>(bytes),
        });
        bound.load(c)
    })
}
