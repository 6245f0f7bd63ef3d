//! What the goods of a list must be, as conditions of a statement, and what they are in order of.
use super::{After, Filter, Order};

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Value {
    Number(i64),
    Text(String),
    Bytes(Vec<u8>),
}

/// The conditions of a statement. Its parameters stand in the order in which they are bound, each once, so that both engines
/// number them alike.
#[derive(Default)]
pub(super) struct Conditions {
    pub texts: Vec<String>,
    pub values: Vec<Value>,
}

impl Conditions {
    pub fn parameter(&mut self, value: Value) -> String {
        self.values.push(value);
        format!("${}", self.values.len())
    }

    /// One more condition, `{}` in which stands for the value.
    pub fn push(&mut self, condition: &str, value: Value) {
        let parameter = self.parameter(value);
        self.texts.push(condition.replace("{}", &parameter));
    }
}

/// The shops with a stall on a market day.
const AT_MARKET: &str = "IN (SELECT ds.id FROM market_day AS d \
    JOIN assignment_stall AS st ON st.run_id = d.published_run JOIN booking AS b ON b.id = st.booking_id \
    JOIN shop AS ds ON ds.household_id = b.household_id \
    WHERE d.id = {} AND d.state = 'published' AND b.state = 'asked')";

/// What a list is in order of, where columns are written in one way or another: the columns, and the two comparisons with a
/// good: with those after it, and with those before it and itself.
pub(super) struct Sorting {
    pub order: String,
    pub beyond: String,
    pub within: String,
}

pub(super) fn sorting(order: Order, (id, tie): (&str, &str), column: impl Fn(&str) -> String) -> Sorting {
    let (first, way, beyond, within) = match order {
        Order::Best | Order::Newest => {
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

pub(super) fn narrow(conditions: &mut Conditions, filter: &Filter, (name, price, of_unit): (&str, &str, &str)) {
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

pub(super) fn range(conditions: &mut Conditions, filter: &Filter, price: &str) {
    if let Some(least) = filter.least {
        conditions.push(&format!("{price} >= {{}}"), Value::Number(least.0));
    }
    if let Some(most) = filter.most {
        conditions.push(&format!("{price} <= {{}}"), Value::Number(most.0));
    }
}

/// Compares what a list is in order of with a good.
pub(super) fn compare(conditions: &mut Conditions, order: Order, comparison: &str, with: &After) {
    let first = match order {
        Order::Best | Order::Newest => return conditions.push(comparison, Value::Number(with.id.into())),
        Order::Cheapest | Order::Dearest => Value::Number(with.price.0),
        Order::Name => Value::Bytes(with.sort_key.clone()),
    };
    let (first, id) = (conditions.parameter(first), conditions.parameter(Value::Number(with.id.into())));
    conditions.texts.push(format!("{comparison}({first}, {id})"));
}
