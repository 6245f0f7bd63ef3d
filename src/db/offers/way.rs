//! How the goods of a list are come by: which of what is asked for leads to them, and what is only looked at then.
use super::{After, Asked, Filter, Order, Part, Shelf};
use crate::db::{AnyConnection, Engine, on_each};
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

/// An index of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Index {
    /// Of three letters each of all that goods are searched by.
    Pieces,
    /// Of the words of names.
    Names,
}

impl Index {
    /// What it is called on SQLite, where it is a table.
    pub(super) fn table(self) -> &'static str {
        match self {
            Index::Pieces => "product_search",
            Index::Names => "product_search_names",
        }
    }
}

/// How an engine is led to the goods of a list.
#[derive(Clone, Debug)]
pub(super) struct Way {
    /// What leads to the words that are looked for; without it each good is looked at.
    pub index: Option<Index>,
    pub lead: Lead,
    /// The last good that is looked at.
    pub until: Option<After>,
    pub engine: Engine,
}

impl Way {
    fn led(conn: &AnyConnection, lead: Lead) -> Way {
        Way { index: None, lead, until: None, engine: engine(conn) }
    }

    /// In the order wanted, up to this good.
    pub(super) fn in_order(conn: &AnyConnection, until: Option<After>) -> Way {
        Way { until, ..Way::led(conn, Lead::Order) }
    }

    /// PostgreSQL knows how many goods are in a range of prices; SQLite would take any index of prices for a good one.
    pub(super) fn knows_prices(&self) -> bool {
        self.engine == Engine::Postgres
    }
}

pub(super) fn engine(conn: &AnyConnection) -> Engine {
    match conn {
        AnyConnection::Sqlite(_) => Engine::Sqlite,
        AnyConnection::Postgres(_) => Engine::Postgres,
    }
}

/// So many goods are looked at in the order wanted before something else leads. Of a hundred thousand goods, those that hold
/// fewer pages' worth of right ones than this are put in order in about the same time.
const LOOKED_AT: i64 = 1_500;
/// So many are looked at for words at first, which tells how common they are, and so many where they are not rare: what an index
/// finds of rare words is put in order sooner than more goods are looked at.
pub(super) const LOOKED_AT_FOR_WORDS: i64 = 400;
const FURTHER: i64 = 2_000;
/// So many where what is looked for has other names: an index has to go through what it knows of each of them.
const LOOKED_AT_FOR_NAMES: i64 = 3_000;
/// So many among the first ones make words common: of a hundred thousand goods about a thousand hold them.
pub(super) const COMMON: i64 = 4;

/// How many goods are looked at in the order wanted, and then perhaps, before something else leads.
pub(super) fn looks(conn: &AnyConnection, part: &Part) -> &'static [i64] {
    let filter = part.asked.filter;
    match part.asked.shelf {
        Shelf::Shop(_) => &[],
        Shelf::Found(_) if comes_in_order(conn, filter) => &[],
        Shelf::Found(found) if part.rank.is_none() && found.ways.iter().count() > 1 => &[LOOKED_AT_FOR_NAMES],
        Shelf::Found(_) => &[LOOKED_AT_FOR_WORDS, FURTHER],
        Shelf::All | Shelf::Category(_) if filter.day.is_none() && (by_price(filter) || !ranges(filter)) => &[],
        Shelf::All | Shelf::Category(_) => &[LOOKED_AT],
    }
}

/// Whether the index of words gives nothing but what is wanted, in the order wanted: SQLite finds words from the newest good on.
pub(super) fn comes_in_order(conn: &AnyConnection, filter: Filter) -> bool {
    engine(conn) == Engine::Sqlite && by_age(filter) && filter == Filter { order: filter.order, ..Filter::NONE }
}

/// The way to all goods that are asked for, whether or not they come soon in the order wanted.
pub(super) fn whole_way(conn: &mut AnyConnection, part: &Part) -> QueryResult<Way> {
    let filter = part.asked.filter;
    match part.asked.shelf {
        Shelf::Shop(_) => Ok(Way::led(conn, Lead::Right)),
        _ if are_in_range(conn, &part.asked)? => Ok(Way::led(conn, Lead::Prices)),
        Shelf::Found(found) => {
            let is_of_names = part.rank.is_some_and(|rank| rank < found.named.len());
            let index = Some(if is_of_names { Index::Names } else { Index::Pieces });
            let is_in_order = engine(conn) == Engine::Sqlite && by_age(filter);
            Ok(Way { index, ..Way::led(conn, if is_in_order { Lead::Order } else { Lead::Right }) })
        }
        Shelf::All | Shelf::Category(_) if filter.day.is_some() => Ok(Way::led(conn, Lead::Right)),
        Shelf::All | Shelf::Category(_) => Ok(Way::led(conn, Lead::Order)),
    }
}

fn by_age(filter: Filter) -> bool {
    matches!(filter.order, Order::Best | Order::Newest)
}

fn by_price(filter: Filter) -> bool {
    matches!(filter.order, Order::Cheapest | Order::Dearest)
}

pub(super) fn ranges(filter: Filter) -> bool {
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
