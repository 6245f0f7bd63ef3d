//! Lists of the goods on offer: of all, of a category or of a shop, or found by a search; narrowed, put in order, and paged by
//! the last good of the page before. One statement a list, on either engine.
mod way;

use super::AnyConnection;
use super::dialect::on_each;
use super::search;
use crate::kernel::by_weight::PriceTag;
use crate::kernel::ids::{MarketDayId, ProductId, ShopId};
use crate::kernel::money::Rial;
use crate::kernel::persian::Ways;
use crate::kernel::quantity::{Quantity, SellUnit};
use crate::kernel::text_enum;
use diesel::sql_types::{BigInt, Binary, Nullable, Text};
use diesel::{QueryResult, Queryable, QueryableByName, RunQueryDsl, sql_query};
use way::{Way, way_to};

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
}

impl Offer {
    pub fn tag(&self) -> PriceTag {
        PriceTag { price: self.price, unit: self.unit, kilo: self.kilo }
    }

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
#[derive(Clone, Debug, Queryable)]
pub(crate) struct After {
    pub id: ProductId,
    pub price: Rial,
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
    let way = way_to(conn, asked)?;
    let (sql, values) = statement(asked, &way);
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

#[derive(Clone, Debug, PartialEq, Eq)]
enum Value {
    Number(i64),
    Text(String),
    Bytes(Vec<u8>),
}

/// The conditions of a statement. Its parameters stand in the order in which they are bound, each once, so that both engines
/// number them alike.
#[derive(Default)]
struct Conditions {
    texts: Vec<String>,
    values: Vec<Value>,
}

impl Conditions {
    fn parameter(&mut self, value: Value) -> String {
        self.values.push(value);
        format!("${}", self.values.len())
    }

    /// One more condition, `{}` in which stands for the value.
    fn push(&mut self, condition: &str, value: Value) {
        let parameter = self.parameter(value);
        self.texts.push(condition.replace("{}", &parameter));
    }
}

const COLUMNS: &str = "p.code, p.name, p.category_code AS category, p.unit, p.price_irr AS price, p.stock_milli - p.held_milli AS stock, \
    ph.code AS photo, s.name AS shop, p.kilo_price_irr AS kilo";

/// The shops with a stall on a market day.
const AT_MARKET: &str = "p.shop_id IN (SELECT ds.id FROM market_day AS d \
    JOIN assignment_stall AS st ON st.run_id = d.published_run JOIN booking AS b ON b.id = st.booking_id \
    JOIN shop AS ds ON ds.household_id = b.household_id \
    WHERE d.id = {} AND d.state = 'published' AND b.state = 'asked')";

fn statement(asked: &Asked, way: &Way) -> (String, Vec<Value>) {
    // No index is in the order of an expression: what is found is sorted then.
    let column =
        |name: &str| if way.is_sorted_after { format!("coalesce(p.{name}, p.{name})") } else { format!("p.{name}") };
    let filter = &asked.filter;
    let (from, id) = match way.trigrams {
        None => ("product AS p", column("id")),
        // FTS5 gives what it finds from the newest on, so that a page of a common word ends after a page.
        Some(_) => ("product_search AS f CROSS JOIN product AS p ON p.id = f.rowid", "f.rowid".to_owned()),
    };
    let (order, beyond) = match filter.order {
        Order::Newest => (format!("{id} DESC"), format!("{id} < {{}}")),
        Order::Cheapest => (format!("{}, p.id", column("price_irr")), format!("({}, p.id) > ", column("price_irr"))),
        Order::Dearest => {
            (format!("{} DESC, p.id DESC", column("price_irr")), format!("({}, p.id) < ", column("price_irr")))
        }
        Order::Name => (format!("{}, p.id", column("sort_key")), format!("({}, p.id) > ", column("sort_key"))),
    };
    let mut conditions = Conditions::default();
    match asked.shelf {
        Shelf::All | Shelf::Found(_) => {}
        Shelf::Category(code) => {
            conditions.push(&format!("{} = {{}}", column("category_code")), Value::Text(code.clone()));
        }
        Shelf::Shop(shop) => conditions.push("p.shop_id = {}", Value::Number((*shop).into())),
    }
    narrow(&mut conditions, filter, if way.is_wide { "p.price_irr + 0" } else { "p.price_irr" });
    if let Some(after) = &asked.after {
        go_on(&mut conditions, filter.order, &beyond, after);
    }
    if let Some(phrases) = &way.trigrams {
        conditions.push("f.product_search MATCH {}", Value::Text(phrases.clone()));
    }
    if let Shelf::Found(ways) = asked.shelf {
        let (held, texts) = search::likes(ways, "p.search_text", conditions.values.len() + 1);
        conditions.texts.push(held);
        conditions.values.extend(texts.into_iter().map(Value::Text));
    }
    let most = conditions.parameter(Value::Number(asked.most));
    let all: String = conditions.texts.iter().map(|text| format!(" AND {text}")).collect();
    let sql = format!(
        "SELECT {COLUMNS} FROM {from} JOIN shop AS s ON s.id = p.shop_id LEFT JOIN photo AS ph ON ph.id = p.photo_id \
         WHERE p.state = 'listed' AND s.hidden_at IS NULL{all} ORDER BY {order} LIMIT {most}"
    );
    (sql, conditions.values)
}

fn narrow(conditions: &mut Conditions, filter: &Filter, price: &str) {
    if filter.ready {
        conditions.texts.push("p.stock_milli > p.held_milli".to_owned());
    }
    if let Some(day) = filter.day {
        conditions.push(AT_MARKET, Value::Number(day.into()));
    }
    if let Some(least) = filter.least {
        conditions.push(&format!("{price} >= {{}}"), Value::Number(least.0));
    }
    if let Some(most) = filter.most {
        conditions.push(&format!("{price} <= {{}}"), Value::Number(most.0));
    }
    if let Some(unit) = filter.unit {
        conditions.push("p.unit = {}", Value::Text(unit.as_str().to_owned()));
    }
}

fn go_on(conditions: &mut Conditions, order: Order, beyond: &str, after: &After) {
    let first = match order {
        Order::Newest => return conditions.push(beyond, Value::Number(after.id.into())),
        Order::Cheapest | Order::Dearest => Value::Number(after.price.0),
        Order::Name => Value::Bytes(after.sort_key.clone()),
    };
    let (first, id) = (conditions.parameter(first), conditions.parameter(Value::Number(after.id.into())));
    conditions.texts.push(format!("{beyond}({first}, {id})"));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::persian::SearchQuery;

    #[test]
    fn parameters_are_bound_in_the_order_in_which_they_stand() {
        let ways = SearchQuery::parse("نان لواش").unwrap().ways();
        let after = After { id: ProductId(7), price: Rial(50), sort_key: vec![1] };
        let filter = Filter {
            ready: true,
            day: Some(MarketDayId(3)),
            least: Some(Rial(10)),
            most: Some(Rial(90)),
            unit: Some(SellUnit::Kilo),
            order: Order::Cheapest,
        };
        let shelves = [Shelf::All, Shelf::Category("bread".into()), Shelf::Shop(ShopId(5)), Shelf::Found(ways)];
        for (shelf, order) in shelves.iter().flat_map(|shelf| Order::ALL.iter().map(move |order| (shelf, *order))) {
            for trigrams in [None, Some("\"نان\"".to_owned())] {
                let filter = Filter { order, ..filter };
                let asked = Asked { shelf, filter, after: Some(after.clone()), most: 13 };
                let way = Way { is_wide: trigrams.is_none(), is_sorted_after: trigrams.is_some(), trigrams };
                let (sql, values) = statement(&asked, &way);
                let mut rest = sql.as_str();
                for number in 1..=values.len() {
                    let at = rest.find('$').unwrap();
                    rest = rest[at..].strip_prefix(&format!("${number}")).unwrap_or_else(|| panic!("{sql}"));
                    assert!(!rest.starts_with(|c: char| c.is_ascii_digit()));
                }
                assert!(!rest.contains('$'), "{sql}");
                assert_eq!(values.last(), Some(&Value::Number(13)));
            }
        }
    }
}
