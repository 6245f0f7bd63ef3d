//! Lists of the goods on offer: of all, of a category or of a shop, or found by a search; narrowed, put in order, and paged by
//! the last good of the page before.
mod best;
mod conditions;
mod statement;
mod way;

use super::AnyConnection;
use super::dialect::on_each;
use crate::kernel::by_weight::PriceTag;
use crate::kernel::ids::{AreaId, MarketDayId, ProductId, ShopId};
use crate::kernel::money::Rial;
use crate::kernel::persian::Ways;
use crate::kernel::quantity::{Quantity, SellUnit};
use crate::kernel::text_enum;
use best::is_full;
use conditions::Value;
use diesel::pg::Pg;
use diesel::sql_types::{BigInt, Binary, Bool, Nullable, Text};
use diesel::sqlite::Sqlite;
use diesel::{QueryResult, Queryable, QueryableByName, RunQueryDsl, sql_query};
use statement::{beginning, statement};
use way::{COMMON, Way, looks, whole_way};

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
    /// The price of a kilo, where that of a piece is an estimate.
    #[diesel(sql_type = Nullable<BigInt>)]
    pub kilo: Option<Rial>,
    /// The city of the shop.
    #[diesel(sql_type = BigInt)]
    pub city: AreaId,
    /// Whether it can be ordered ahead, where none is there now: not read with it, but of a whole page at once.
    #[diesel(sql_type = Bool)]
    pub is_ahead: bool,
}

impl Offer {
    pub fn tag(&self) -> PriceTag {
        PriceTag { price: self.price, unit: self.unit, kilo: self.kilo }
    }

    /// Whether nothing of it is there, and nothing of it can be ordered ahead.
    pub fn is_gone(&self) -> bool {
        self.is_sold_out() && !self.is_ahead
    }

    pub fn is_sold_out(&self) -> bool {
        self.stock == Quantity::ZERO
    }
}

text_enum! {
    /// What comes first in a list.
    pub(crate) enum Order {
        /// Of a search: what the name of a good holds, before what its other texts hold; then the newest.
        Best = "best",
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
    Found(Found),
}

/// What a search finds.
#[derive(Clone, Debug)]
pub(crate) struct Found {
    /// What a good holds in one of these ways.
    pub ways: Ways,
    /// What its name may hold of them, the better first: the ranks of what is found, the last of which has nothing in its name.
    pub named: Vec<Ways>,
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

/// A part of a list, of a search perhaps only what is of one rank.
struct Part<'a> {
    asked: Asked<'a>,
    rank: Option<usize>,
}

/// The goods of a part of a list; those of hidden shops are left out.
pub(crate) fn offers(conn: &mut AnyConnection, asked: &Asked) -> QueryResult<Vec<Offer>> {
    match asked.shelf {
        Shelf::Found(found) if asked.filter.order == Order::Best && !found.named.is_empty() => {
            best::best(conn, asked, found)
        }
        _ => goods(conn, &Part { asked: asked.clone(), rank: None }),
    }
}

/// The first goods in the order wanted are looked at first: they are all there are, or a page of right ones is among them; or
/// so few are right that it is better to be led to those.
fn goods(conn: &mut AnyConnection, part: &Part) -> QueryResult<Vec<Offer>> {
    for looked_at in looks(conn, part) {
        let until = begun(conn, &part.asked, *looked_at)?;
        let is_all = until.is_none();
        let way = Way::in_order(conn, until);
        let found: Vec<Offer> = load(conn, statement(part, &way))?;
        if is_all || is_full(&found, part.asked.most) {
            return Ok(found);
        }
        if !is_full(&found, COMMON) {
            break;
        }
    }
    led(conn, part)
}

/// The goods that something leads to, whether or not they come soon in the order wanted.
fn led(conn: &mut AnyConnection, part: &Part) -> QueryResult<Vec<Offer>> {
    let way = whole_way(conn, part)?;
    load(conn, statement(part, &way))
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
