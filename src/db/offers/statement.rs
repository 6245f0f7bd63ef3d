//! The statements by which the goods of a list are read, whatever leads to them.
use super::way::{Lead, Way};
use super::{After, Asked, Filter, Order, Shelf};
use crate::db::search;

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
    ph.code AS photo, s.name AS shop";

/// The shops with a stall on a market day.
const AT_MARKET: &str = "p.shop_id IN (SELECT ds.id FROM market_day AS d \
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

fn sorting(order: Order, id: &str, column: impl Fn(&str) -> String) -> Sorting {
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
        order: format!("{first}{way}, p.id{way}"),
        beyond: format!("({first}, p.id) {beyond} "),
        within: format!("({first}, p.id) {within} "),
    }
}

/// The good that so many come before.
pub(super) fn beginning(asked: &Asked, many: i64) -> (String, Vec<Value>) {
    let plain = |name: &str| format!("p.{name}");
    let filter = &asked.filter;
    let Sorting { order, beyond, .. } = sorting(filter.order, "p.id", plain);
    let mut conditions = Conditions::default();
    if let Shelf::Category(code) = asked.shelf {
        conditions.push("p.category_code = {}", Value::Text(code.clone()));
    }
    if let Some(unit) = filter.unit {
        conditions.push("p.unit = {}", Value::Text(unit.as_str().to_owned()));
    }
    // The index in the order wanted holds one of the two.
    let columns = match filter.order {
        Order::Newest => "p.id, CAST(0 AS BIGINT) AS price, '' AS sort_key",
        Order::Cheapest | Order::Dearest => {
            range(&mut conditions, filter, "p.price_irr");
            "p.id, p.price_irr AS price, '' AS sort_key"
        }
        Order::Name => "p.id, CAST(0 AS BIGINT) AS price, p.sort_key",
    };
    if let Some(after) = &asked.after {
        compare(&mut conditions, filter.order, &beyond, after);
    }
    let many = conditions.parameter(Value::Number(many));
    let all: String = conditions.texts.iter().map(|text| format!(" AND {text}")).collect();
    let sql = format!(
        "SELECT {columns} FROM product AS p WHERE p.state = 'listed'{all} ORDER BY {order} LIMIT 1 OFFSET {many}"
    );
    (sql, conditions.values)
}

pub(super) fn statement(asked: &Asked, way: &Way) -> (String, Vec<Value>) {
    // No index is of an expression: what stands in one is looked at, and does not lead.
    let unled = |name: &str| format!("coalesce(p.{name}, p.{name})");
    let equal = |name: &str| if way.lead == Lead::Right { unled(name) } else { format!("p.{name}") };
    let column = |name: &str| if way.lead == Lead::Order { format!("p.{name}") } else { unled(name) };
    let filter = &asked.filter;
    let (from, id) = match way.trigrams {
        None => ("product AS p", column("id")),
        // FTS5 gives what it finds from the newest on, so that a page of a common word ends after a page.
        Some(_) => ("product_search AS f CROSS JOIN product AS p ON p.id = f.rowid", "f.rowid".to_owned()),
    };
    let Sorting { order, beyond, within } = sorting(filter.order, &id, column);
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
    let price = if is_led_by_price { "p.price_irr".to_owned() } else { unled("price_irr") };
    narrow(&mut conditions, filter, (&price, &equal("unit")));
    if let Some(after) = &asked.after {
        compare(&mut conditions, filter.order, &beyond, after);
    }
    if let Some(until) = &way.until {
        compare(&mut conditions, filter.order, &within, until);
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

fn narrow(conditions: &mut Conditions, filter: &Filter, (price, of_unit): (&str, &str)) {
    if filter.ready {
        conditions.texts.push("p.stock_milli > p.held_milli".to_owned());
    }
    if let Some(day) = filter.day {
        conditions.push(AT_MARKET, Value::Number(day.into()));
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
                let way = Way { lead, trigrams, until: Some(after.clone()) };
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
