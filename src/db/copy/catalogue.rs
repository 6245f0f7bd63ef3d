//! What the database itself tells of its tables: names, columns, kinds and keys, and the statements made of them.
use crate::db::AnyConnection;
use diesel::sql_types::{Integer, Text};
use diesel::{QueryResult, QueryableByName, RunQueryDsl, sql_query};

/// How a column is written as JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Number,
    Truth,
    Text,
    Day,
    Instant,
    Bytes,
}

#[derive(Clone, Debug)]
pub(super) struct Column {
    pub name: String,
    kind: Kind,
    /// Its place in the primary key; 0 for none.
    key: i32,
}

#[derive(Clone, Debug)]
pub(super) struct Table {
    pub name: String,
    pub columns: Vec<Column>,
    is_sqlite: bool,
}

#[derive(QueryableByName)]
struct Found {
    #[diesel(sql_type = Text)]
    table_name: String,
    #[diesel(sql_type = Text)]
    column_name: String,
    #[diesel(sql_type = Text)]
    kind: String,
    #[diesel(sql_type = Integer)]
    key: i32,
}

/// A foreign key: the table that has it, and the one it leads to.
#[derive(QueryableByName)]
struct Reference {
    #[diesel(sql_type = Text)]
    from_table: String,
    #[diesel(sql_type = Text)]
    to_table: String,
}

const SQLITE_REFERENCES: &str = "SELECT t.name AS from_table, k.\"table\" AS to_table \
    FROM sqlite_master AS t JOIN pragma_foreign_key_list(t.name) AS k WHERE t.type = 'table'";
const POSTGRES_REFERENCES: &str = "SELECT f.relname::text AS from_table, t.relname::text AS to_table FROM pg_constraint AS k \
    JOIN pg_class AS f ON f.oid = k.conrelid JOIN pg_class AS t ON t.oid = k.confrelid WHERE k.contype = 'f'";

/// Tables in the order they were made. Search indexes and the list of migrations
/// are not among them: only our own tables are STRICT, and only ours stand in the schema `public`.
const SQLITE: &str = "SELECT t.name AS table_name, c.name AS column_name, lower(c.type) AS kind, c.pk AS key \
    FROM sqlite_master AS t JOIN pragma_table_info(t.name) AS c \
    WHERE t.type = 'table' AND t.sql LIKE '%) STRICT' ORDER BY t.rowid, c.cid";
const POSTGRES: &str = "SELECT c.relname AS table_name, a.attname AS column_name, format_type(a.atttypid, NULL) AS kind, \
    coalesce(array_position(i.indkey::smallint[], a.attnum), -1)::integer + 1 AS key \
    FROM pg_class AS c JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped \
    LEFT JOIN pg_index AS i ON i.indrelid = c.oid AND i.indisprimary \
    WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND c.relname <> '__diesel_schema_migrations' \
    ORDER BY c.oid, a.attnum";

/// Every table of the program, in an order in which references hold.
pub(super) fn tables(conn: &mut AnyConnection) -> QueryResult<Vec<Table>> {
    let is_sqlite = matches!(conn, AnyConnection::Sqlite(_));
    let (found, references): (Vec<Found>, Vec<Reference>) = match conn {
        AnyConnection::Sqlite(conn) => (sql_query(SQLITE).load(conn)?, sql_query(SQLITE_REFERENCES).load(conn)?),
        AnyConnection::Postgres(conn) => (sql_query(POSTGRES).load(conn)?, sql_query(POSTGRES_REFERENCES).load(conn)?),
    };
    let mut tables: Vec<Table> = Vec::new();
    for Found { table_name, column_name, kind, key } in found {
        let column = Column { name: column_name, kind: kind_of(&kind)?, key };
        match tables.last_mut().filter(|last| last.name == table_name) {
            Some(table) => table.columns.push(column),
            None => tables.push(Table { name: table_name, columns: vec![column], is_sqlite }),
        }
    }
    Ok(in_order(tables, &references))
}

/// Each table after those that it refers to; a column that was added later may lead to a table that was made later.
fn in_order(mut tables: Vec<Table>, references: &[Reference]) -> Vec<Table> {
    let mut ordered: Vec<Table> = Vec::new();
    while !tables.is_empty() {
        let is_there = |name: &str| ordered.iter().any(|table| table.name == name);
        let is_free = |table: &Table| {
            let theirs = references.iter().filter(|key| key.from_table == table.name && key.to_table != table.name);
            theirs.map(|key| key.to_table.as_str()).all(is_there)
        };
        let next = tables.iter().position(is_free).unwrap_or_default();
        ordered.push(tables.remove(next));
    }
    ordered
}

fn kind_of(told: &str) -> QueryResult<Kind> {
    Ok(match told {
        "integer" | "bigint" => Kind::Number,
        "boolean" => Kind::Truth,
        "text" => Kind::Text,
        "date" => Kind::Day,
        "timestamp without time zone" => Kind::Instant,
        "blob" | "bytea" => Kind::Bytes,
        other => {
            return Err(diesel::result::Error::DeserializationError(format!("no kind of column: {other}").into()));
        }
    })
}

impl Table {
    /// Selects every row as one line of JSON, in the order of the primary key.
    pub fn select(&self) -> String {
        let values: Vec<String> = self.columns.iter().map(|column| self.written(column)).collect();
        let values = values.join(", ");
        let order = self.order();
        let name = &self.name;
        match self.is_sqlite {
            true => format!("SELECT json_array({values}) AS line FROM {name} ORDER BY {order}"),
            false => format!("SELECT json_build_array({values})::text AS line FROM {name} ORDER BY {order}"),
        }
    }

    /// Inserts the rows of a JSON array of lines, which is the statement's one parameter.
    pub fn insert(&self) -> String {
        let columns: Vec<&str> = self.columns.iter().map(|column| column.name.as_str()).collect();
        let columns = columns.join(", ");
        let values: Vec<String> =
            self.columns.iter().enumerate().map(|(place, column)| self.read(column, place)).collect();
        let values = values.join(", ");
        let rows =
            if self.is_sqlite { "json_each($1) AS rows" } else { "json_array_elements($1::json) AS rows (value)" };
        format!("INSERT INTO {} ({columns}) SELECT {values} FROM {rows}", self.name)
    }

    fn order(&self) -> String {
        let mut key: Vec<&Column> = self.columns.iter().filter(|column| column.key > 0).collect();
        key.sort_by_key(|column| column.key);
        let names: Vec<String> = key
            .iter()
            .map(|column| match column.kind {
                // The order of SQLite is that of the bytes.
                Kind::Text if !self.is_sqlite => format!("{} COLLATE \"C\"", column.name),
                _ => column.name.clone(),
            })
            .collect();
        names.join(", ")
    }

    /// A column as a value of JSON.
    fn written(&self, column: &Column) -> String {
        let name = &column.name;
        match (column.kind, self.is_sqlite) {
            (Kind::Bytes, true) => format!("iif({name} IS NULL, NULL, hex({name}))"),
            (Kind::Bytes, false) => format!("upper(encode({name}, 'hex'))"),
            (Kind::Truth, false) => format!("{name}::integer"),
            (Kind::Day, false) => format!("to_char({name}, 'YYYY-MM-DD')"),
            // As many places after the point as chrono writes: none, three or six.
            (Kind::Instant, false) => format!(
                "to_char({name}, 'YYYY-MM-DD HH24:MI:SS') || CASE WHEN to_char({name}, 'US') = '000000' THEN '' \
                 WHEN to_char({name}, 'US') LIKE '%000' THEN to_char({name}, '.MS') ELSE to_char({name}, '.US') END"
            ),
            _ => name.clone(),
        }
    }

    /// The value at a place of the array `value`, as the column keeps it.
    fn read(&self, column: &Column, place: usize) -> String {
        if self.is_sqlite {
            let value = format!("json_extract(value, '$[{place}]')");
            return if column.kind == Kind::Bytes { format!("unhex({value})") } else { value };
        }
        let value = format!("(value ->> {place})");
        match column.kind {
            Kind::Number => format!("{value}::bigint"),
            Kind::Truth => format!("{value}::integer::boolean"),
            Kind::Text => value,
            Kind::Day => format!("{value}::date"),
            Kind::Instant => format!("{value}::timestamp"),
            Kind::Bytes => format!("decode({value}, 'hex')"),
        }
    }
}
