//! The statements by which the goods of a list are read, whatever leads to them.
use super::conditions::{Conditions, Sorting, Value, compare, narrow, range, sorting};
use super::way::{Index, Lead, Way};
use super::{Asked, Found, Order, Part, Shelf};
use crate::db::Engine;
use crate::db::search::{self, Look, held};
use crate::kernel::persian::Ways;
use crate::kernel::quantity::SellUnit;

const COLUMNS: &str = "p.code, p.name, p.category_code AS category, p.unit, p.price_irr AS price, p.stock_milli - p.held_milli AS stock, \
    ph.code AS photo, s.name AS shop, p.kilo_price_irr AS kilo, s.city_id AS city, FALSE AS is_ahead";
const REST: &str = "JOIN shop AS s ON s.id = p.shop_id LEFT JOIN photo AS ph ON ph.id = p.photo_id \
    WHERE p.state = 'listed' AND s.hidden_at IS NULL";

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
    fn of(part: &Part, way: &Way) -> Source {
        // FTS5 gives what it finds from the newest on, so that a page of a common word ends after a page.
        let narrow = match (way.index, way.engine) {
            (Some(index), Engine::Sqlite) => {
                format!("{} AS f CROSS JOIN on_offer AS k ON k.id = f.rowid", index.table())
            }
            _ if is_of_ready(&part.asked) && way.lead != Lead::Right => "on_offer AS k".to_owned(),
            _ => return Source { tables: "product AS p".to_owned(), name: "p" },
        };
        // What is found by its pieces is exactly what holds them.
        let reads_words = matches!(part.asked.shelf, Shelf::Found(_)) && (way.index.is_none() || part.rank.is_some());
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
        Order::Best | Order::Newest => "CAST(0 AS BIGINT) AS price, '' AS sort_key".to_owned(),
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

/// The goods of a part of a list, in its order.
pub(super) fn statement(part: &Part, way: &Way) -> (String, Vec<Value>) {
    let asked = &part.asked;
    let source = Source::of(part, way);
    let name = source.name;
    let equal = |column: &str| if way.lead == Lead::Right { unled(name, column) } else { format!("{name}.{column}") };
    let column = |column: &str| if way.lead == Lead::Order { format!("{name}.{column}") } else { unled(name, column) };
    let filter = &asked.filter;
    let is_found = way.index.is_some() && way.engine == Engine::Sqlite;
    let id = if is_found { "f.rowid".to_owned() } else { column("id") };
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
    let price = if is_plain { format!("{name}.price_irr") } else { unled(name, "price_irr") };
    narrow(&mut conditions, filter, (name, &price, &equal("unit")));
    if let Some(after) = &asked.after {
        compare(&mut conditions, filter.order, &beyond, after);
    }
    if let Some(until) = &way.until {
        compare(&mut conditions, filter.order, &within, until);
    }
    if let Shelf::Found(found) = asked.shelf {
        words(&mut conditions, (found, part.rank, filter.unit), way, source.words());
    }
    let most = conditions.parameter(Value::Number(asked.most));
    let outer = sorting(filter.order, ("o.id", "o.id"), |column| format!("o.{column}")).order;
    (source.select(&conditions, (&order, &outer, &most), way.engine), conditions.values)
}

/// No index is of an expression: what stands in one is looked at, and does not lead.
fn unled(name: &str, column: &str) -> String {
    format!("coalesce({name}.{column}, {name}.{column})")
}

/// What is looked for in a good, of all that is found or of one rank: what its name holds, or all it is searched by; and not what
/// makes it one of a better rank.
fn words(
    conditions: &mut Conditions,
    (found, rank, unit): (&Found, Option<usize>, Option<SellUnit>),
    way: &Way,
    text: &str,
) {
    let name = search::name_in(text, way.engine);
    let each = Look::Each(way.engine);
    let named = rank.and_then(|rank| found.named.get(rank));
    match (way.index, way.engine) {
        (Some(Index::Pieces), Engine::Sqlite) => {
            conditions.push("f.product_search MATCH {}", Value::Text(search::phrases(&found.ways)));
        }
        (Some(Index::Pieces), Engine::Postgres) => hold(conditions, &found.ways, (text, Look::Led)),
        (Some(Index::Names), engine) => {
            let lead = match engine {
                Engine::Sqlite => "f.product_search_names MATCH {}".to_owned(),
                Engine::Postgres => {
                    let unit = text.replace("search_text", "unit");
                    format!("to_tsvector('simple', {name} || ' unit' || {unit}) @@ to_tsquery('simple', {{}})")
                }
            };
            let better = rank.and_then(|rank| found.named.get(rank.checked_sub(1)?));
            let asked = search::words(named.unwrap_or(&found.ways), better, (unit, engine));
            conditions.push(&lead, Value::Text(asked));
        }
        (None, _) if named.is_none() => hold(conditions, &found.ways, (text, each)),
        (None, _) => {}
    }
    if let Some(named) = named {
        hold(conditions, named, (&name, each));
    }
    for better in found.named.iter().take(rank.unwrap_or(0)) {
        let (condition, texts) = held(better, (&name, each), conditions.values.len() + 1);
        conditions.texts.push(format!("NOT {condition}"));
        conditions.values.extend(texts.into_iter().map(Value::Text));
    }
}

fn hold(conditions: &mut Conditions, ways: &Ways, column: (&str, Look)) {
    let (condition, texts) = held(ways, column, conditions.values.len() + 1);
    conditions.texts.push(condition);
    conditions.values.extend(texts.into_iter().map(Value::Text));
}

/// All that is found, by rank and the newest first; after a good of this rank perhaps.
pub(super) fn ranked((asked, found): (&Asked, &Found), rank: usize, engine: Engine) -> (String, Vec<Value>) {
    let mut conditions = Conditions::default();
    let name = search::name_in("w.search_text", engine);
    let mut ranks = String::new();
    for (rank, named) in found.named.iter().enumerate() {
        let (condition, texts) = held(named, (&name, Look::Each(engine)), conditions.values.len() + 1);
        ranks += &format!("WHEN {condition} THEN {rank} ");
        conditions.values.extend(texts.into_iter().map(Value::Text));
    }
    let tables = match engine {
        Engine::Sqlite => {
            "product_search AS f CROSS JOIN on_offer AS k ON k.id = f.rowid CROSS JOIN product AS w ON w.id = k.id"
        }
        Engine::Postgres => "product AS w JOIN on_offer AS k ON k.id = w.id",
    };
    conditions.texts.push("w.state = 'listed'".to_owned());
    let way = Way { index: Some(Index::Pieces), lead: Lead::Right, until: None, engine };
    narrow(&mut conditions, &asked.filter, ("k", &unled("k", "price_irr"), &unled("k", "unit")));
    words(&mut conditions, (found, None, None), &way, "w.search_text");
    let all = conditions.texts.join(" AND ");
    let beyond = match &asked.after {
        Some(after) => {
            let place = i64::try_from(rank).unwrap_or(i64::MAX);
            let [over, same, id] =
                [place, place, after.id.into()].map(|value| conditions.parameter(Value::Number(value)));
            format!("WHERE r.place > {over} OR (r.place = {same} AND r.id < {id})")
        }
        None => String::new(),
    };
    let most = conditions.parameter(Value::Number(asked.most));
    let (last, join) = (found.named.len(), in_this_order(engine));
    let sql = format!(
        "SELECT {COLUMNS} FROM (SELECT r.id, r.place FROM \
         (SELECT k.id, CASE {ranks}ELSE {last} END AS place FROM {tables} WHERE {all}) AS r {beyond} \
         ORDER BY r.place, r.id DESC LIMIT {most}) AS o \
         {join} product AS p ON p.id = o.id {REST} ORDER BY o.place, o.id DESC"
    );
    (sql, conditions.values)
}

#[cfg(test)]
mod tests {
    use super::super::{After, Filter};
    use super::*;
    use crate::kernel::ids::{MarketDayId, ProductId, ShopId};
    use crate::kernel::money::Rial;
    use crate::kernel::persian::SearchQuery;

    #[test]
    fn parameters_are_bound_in_the_order_in_which_they_stand() {
        let query = SearchQuery::parse("نان لواش").unwrap();
        let found = Found { ways: query.ways(), named: vec![query.whole_words(), query.beginnings()] };
        let after = After { id: ProductId(7), price: Rial(50), sort_key: vec![1] };
        let filter = Filter {
            ready: true,
            day: Some(MarketDayId(3)),
            least: Some(Rial(10)),
            most: Some(Rial(90)),
            unit: Some(SellUnit::Kilo),
            order: Order::Cheapest,
        };
        let shelves =
            [Shelf::All, Shelf::Category("bread".into()), Shelf::Shop(ShopId(5)), Shelf::Found(found.clone())];
        for (shelf, order) in shelves.iter().flat_map(|shelf| Order::ALL.iter().map(move |order| (shelf, *order))) {
            for index in [None, Some(Index::Pieces), Some(Index::Names)] {
                let filter = Filter { order, ..filter };
                let asked = Asked { shelf, filter, after: Some(after.clone()), most: 13 };
                let lead = if index.is_some() { Lead::Right } else { Lead::Prices };
                for engine in [Engine::Sqlite, Engine::Postgres] {
                    let way = Way { lead, index, until: Some(after.clone()), engine };
                    let parts = [None, Some(0), Some(2)].map(|rank| Part { asked: asked.clone(), rank });
                    let all = parts.iter().map(|part| statement(part, &way));
                    let others = [beginning(&asked, 13), ranked((&asked, &found), 1, engine)];
                    all.chain(others).for_each(|(sql, values)| are_in_order(&sql, &values));
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
