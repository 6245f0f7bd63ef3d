//! The statements by which the goods of a list are read, whatever leads to them.
use super::way::{Lead, Way};
use super::{After, Asked, Filter, Order, Shelf};
use crate::db::{Engine, search};

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Value {
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
const AT_MARKET: &str = "IN (SELECT ds.id FROM market_day AS d \
    JOIN assignment_stall AS st ON st.run_id = d.published_run JOIN booking AS b ON b.id = st.booking_id \
    JOIN shop AS ds ON ds.household_id = b.household_id \
    WHERE d.id = {} AND d.state = 'published' AND b.state = 'asked')";

/// What a list is in order of, where columns are written in one way or another: the columns, and the two comparisons with a
/// good: with those after it, and with those before it and itself.
struct Sorting {
    order: String,
    beyond: String,
    within: String,
}

fn sorting(order: Order, (id, tie): (&str, &str), column: impl Fn(&str) -> String) -> Sorting {
    let (first, way, beyond, within) = match order {
        Order::Newest => {
            return Sorting {
                order: format!("{id} DESC"),
                beyond: format!("{id} < {{}}"),
                within: format!("{id} >= {{}}"),
            };
        }
        Order::Cheapest => (column("price_irr"), "", ">", "<="),
        Order::Dearest => (column("price_irr"), " DESC", "<", ">="),
        Order::Name => (column("sort_key"), "", ">", "<="),
    };
    Sorting {
        order: format!("{first}{way}, {tie}{way}"),
        beyond: format!("({first}, {tie}) {beyond} "),
        within: format!("({first}, {tie}) {within} "),
    }
}

/// Where the goods of a list are read from.
struct Source {
    tables: String,
    /// What the table is called that is looked through: `p` for the goods themselves, `k` for the narrow rows of those on offer.
    name: &'static str,
}

/// Of what is ready there are indexes of its own, so that it never matters how much is not.
fn is_of_ready(asked: &Asked) -> bool {
    asked.filter.ready && !matches!(asked.shelf, Shelf::Shop(_))
}

impl Source {
    fn of(asked: &Asked, way: &Way, reads_words: bool) -> Source {
        // FTS5 gives what it finds from the newest on, so that a page of a common word ends after a page.
        let narrow = match way.trigrams {
            Some(_) => "product_search AS f CROSS JOIN on_offer AS k ON k.id = f.rowid",
            None if is_of_ready(asked) && way.lead != Lead::Right => "on_offer AS k",
            None => return Source { tables: "product AS p".to_owned(), name: "p" },
        };
        let and_goods = match reads_words {
            true => format!(" {} product AS w ON w.id = k.id", in_this_order(way.engine)),
            false => String::new(),
        };
        Source { tables: format!("{narrow}{and_goods}"), name: "k" }
    }

    /// What words are looked for in: narrow rows have none.
    fn words(&self) -> &'static str {
        if self.name == "p" { "p.search_text" } else { "w.search_text" }
    }

    /// The statement that reads the goods: narrow rows are put in order first, and the goods of a page read then. SQLite would
    /// otherwise go through all goods and look for each among what was found.
    fn select(&self, conditions: &Conditions, (order, outer, most): (&str, &str, &str), engine: Engine) -> String {
        const REST: &str = "JOIN shop AS s ON s.id = p.shop_id LEFT JOIN photo AS ph ON ph.id = p.photo_id \
            WHERE p.state = 'listed' AND s.hidden_at IS NULL";
        let Source { tables, name } = self;
        if *name == "p" {
            let all: String = conditions.texts.iter().map(|text| format!(" AND {text}")).collect();
            return format!("SELECT {COLUMNS} FROM {tables} {REST}{all} ORDER BY {order} LIMIT {most}");
        }
        let all = conditions.texts.join(" AND ");
        let join = in_this_order(engine);
        format!(
            "SELECT {COLUMNS} FROM (SELECT k.id, k.price_irr, k.sort_key FROM {tables} WHERE {all} ORDER BY {order} LIMIT {most}) AS o \
             {join} product AS p ON p.id = o.id {REST} ORDER BY {outer}"
        )
    }
}

/// A join that SQLite does from the left to the right; PostgreSQL knows by itself which side is the smaller one.
fn in_this_order(engine: Engine) -> &'static str {
    match engine {
        Engine::Sqlite => "CROSS JOIN",
        Engine::Postgres => "JOIN",
    }
}

/// The good that so many come before.
pub(super) fn beginning(asked: &Asked, many: i64) -> (String, Vec<Value>) {
    let filter = &asked.filter;
    let (table, name, shown) = match is_of_ready(asked) {
        true => ("on_offer AS k", "k", "k.is_ready"),
        false => ("product AS p", "p", "p.state = 'listed'"),
    };
    let plain = |column: &str| format!("{name}.{column}");
    let id = plain("id");
    let Sorting { order, beyond, .. } = sorting(filter.order, (&id, &id), plain);
    let mut conditions = Conditions::default();
    if let Shelf::Category(code) = asked.shelf {
        conditions.push(&format!("{name}.category_code = {{}}"), Value::Text(code.clone()));
    }
    if let Some(unit) = filter.unit {
        conditions.push(&format!("{name}.unit = {{}}"), Value::Text(unit.as_str().to_owned()));
    }
    // The index in the order wanted holds one of the two.
    let columns = match filter.order {
        Order::Newest => "CAST(0 AS BIGINT) AS price, '' AS sort_key".to_owned(),
        Order::Cheapest | Order::Dearest => {
            range(&mut conditions, filter, &plain("price_irr"));
            format!("{name}.price_irr AS price, '' AS sort_key")
        }
        Order::Name => format!("CAST(0 AS BIGINT) AS price, {name}.sort_key"),
    };
    if let Some(after) = &asked.after {
        compare(&mut conditions, filter.order, &beyond, after);
    }
    let many = conditions.parameter(Value::Number(many));
    let all: String = conditions.texts.iter().map(|text| format!(" AND {text}")).collect();
    let sql = format!("SELECT {id}, {columns} FROM {table} WHERE {shown}{all} ORDER BY {order} LIMIT 1 OFFSET {many}");
    (sql, conditions.values)
}

pub(super) fn statement(asked: &Asked, way: &Way) -> (String, Vec<Value>) {
    let words = match asked.shelf {
        Shelf::Found(ways) if !(way.trigrams.is_some() && search::is_exact(ways)) => Some(ways),
        _ => None,
    };
    let source = Source::of(asked, way, words.is_some());
    let name = source.name;
    // No index is of an expression: what stands in one is looked at, and does not lead.
    let unled = |column: &str| format!("coalesce({name}.{column}, {name}.{column})");
    let equal = |column: &str| if way.lead == Lead::Right { unled(column) } else { format!("{name}.{column}") };
    let column = |column: &str| if way.lead == Lead::Order { format!("{name}.{column}") } else { unled(column) };
    let filter = &asked.filter;
    let id = if way.trigrams.is_some() { "f.rowid".to_owned() } else { column("id") };
    let Sorting { order, beyond, within } = sorting(filter.order, (&id, &format!("{name}.id")), column);
    let mut conditions = Conditions::default();
    match asked.shelf {
        Shelf::All | Shelf::Found(_) => {}
        Shelf::Category(code) => {
            conditions.push(&format!("{} = {{}}", equal("category_code")), Value::Text(code.clone()));
        }
        Shelf::Shop(shop) => conditions.push("p.shop_id = {}", Value::Number((*shop).into())),
    }
    let is_by_price = matches!(filter.order, Order::Cheapest | Order::Dearest);
    let is_led_by_price = if way.lead == Lead::Order { is_by_price } else { way.lead == Lead::Prices };
    let is_plain = is_led_by_price || way.knows_prices();
    let price = if is_plain { format!("{name}.price_irr") } else { unled("price_irr") };
    narrow(&mut conditions, filter, (name, &price, &equal("unit")));
    if let Some(after) = &asked.after {
        compare(&mut conditions, filter.order, &beyond, after);
    }
    if let Some(until) = &way.until {
        compare(&mut conditions, filter.order, &within, until);
    }
    if let Some(phrases) = &way.trigrams {
        conditions.push("f.product_search MATCH {}", Value::Text(phrases.clone()));
    }
    if let Some(ways) = words {
        let (held, texts) = search::likes(ways, source.words(), conditions.values.len() + 1);
        conditions.texts.push(held);
        conditions.values.extend(texts.into_iter().map(Value::Text));
    }
    let most = conditions.parameter(Value::Number(asked.most));
    let outer = sorting(filter.order, ("o.id", "o.id"), |column| format!("o.{column}")).order;
    (source.select(&conditions, (&order, &outer, &most), way.engine), conditions.values)
}

fn narrow(conditions: &mut Conditions, filter: &Filter, (name, price, of_unit): (&str, &str, &str)) {
    if filter.ready {
        let ready = if name == "k" { "k.is_ready" } else { "p.stock_milli > p.held_milli" };
        conditions.texts.push(ready.to_owned());
    }
    if let Some(day) = filter.day {
        conditions.push(&format!("{name}.shop_id {AT_MARKET}"), Value::Number(day.into()));
    }
    range(conditions, filter, price);
    if let Some(unit) = filter.unit {
        conditions.push(&format!("{of_unit} = {{}}"), Value::Text(unit.as_str().to_owned()));
    }
}

fn range(conditions: &mut Conditions, filter: &Filter, price: &str) {
    if let Some(least) = filter.least {
        conditions.push(&format!("{price} >= {{}}"), Value::Number(least.0));
    }
    if let Some(most) = filter.most {
        conditions.push(&format!("{price} <= {{}}"), Value::Number(most.0));
    }
}

/// Compares what a list is in order of with a good.
fn compare(conditions: &mut Conditions, order: Order, comparison: &str, with: &After) {
    let first = match order {
        Order::Newest => return conditions.push(comparison, Value::Number(with.id.into())),
        Order::Cheapest | Order::Dearest => Value::Number(with.price.0),
        Order::Name => Value::Bytes(with.sort_key.clone()),
    };
    let (first, id) = (conditions.parameter(first), conditions.parameter(Value::Number(with.id.into())));
    conditions.texts.push(format!("{comparison}({first}, {id})"));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::ids::{MarketDayId, ProductId, ShopId};
    use crate::kernel::money::Rial;
    use crate::kernel::persian::SearchQuery;
    use crate::kernel::quantity::SellUnit;

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
                let lead = if trigrams.is_some() { Lead::Right } else { Lead::Prices };
                let way = Way { lead, trigrams, until: Some(after.clone()), engine: Engine::Sqlite };
                for (sql, values) in [statement(&asked, &way), beginning(&asked, 13)] {
                    are_in_order(&sql, &values);
                }
            }
        }
    }

    fn are_in_order(sql: &str, values: &[Value]) {
        let mut rest = sql;
        for number in 1..=values.len() {
            let at = rest.find('$').unwrap();
            rest = rest[at..].strip_prefix(&format!("${number}")).unwrap_or_else(|| panic!("{sql}"));
            assert!(!rest.starts_with(|c: char| c.is_ascii_digit()));
        }
        assert!(!rest.contains('$'), "{sql}");
        assert_eq!(values.last(), Some(&Value::Number(13)));
    }
}
