//! Every row of a database as a line of text, and what differs between two moments.
use crate::support::database;
use diesel::deserialize::QueryableByName;
use diesel::prelude::*;
use diesel::sql_types::Text;
use std::collections::BTreeMap;

/// The lines of each table, each with how often it stands there.
pub type Rows = BTreeMap<String, BTreeMap<String, i64>>;

#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = Text)]
    line: String,
}

/// What stands between the ids of a row and all of it.
const BETWEEN: &str = " :: ";

const SQLITE_TABLES: &str = "SELECT m.name || ' '
        || coalesce(group_concat('quote(\"' || c.name || '\")', '||''|''||') FILTER (WHERE c.type LIKE '%INT%'), '''''')
        || '||'' :: ''||' || group_concat('quote(\"' || c.name || '\")', '||''|''||') AS line
    FROM sqlite_master m JOIN pragma_table_info(m.name) c
    WHERE m.type = 'table' AND m.sql NOT LIKE 'CREATE VIRTUAL%' AND m.name NOT LIKE 'sqlite_%'
      AND NOT EXISTS (SELECT 1 FROM sqlite_master v WHERE v.sql LIKE 'CREATE VIRTUAL%' AND m.name LIKE v.name || '_%')
    GROUP BY m.name";
const POSTGRES_TABLES: &str = "SELECT c.table_name || ' concat_ws(''|'', NULL'
        || coalesce(string_agg(', t.' || quote_ident(c.column_name), '') FILTER (WHERE c.data_type = 'bigint'), '')
        || ') || '' :: '' || t::text' AS line
    FROM information_schema.columns c JOIN information_schema.tables USING (table_schema, table_name)
    WHERE table_schema = 'public' AND table_type = 'BASE TABLE' GROUP BY c.table_name";

/// Whether a row bears an id, in a column of numbers and not in what somebody typed.
pub fn bears(line: &str, id: &str) -> bool {
    line.split(BETWEEN).next().is_some_and(|ids| ids.split('|').any(|own| own == id))
}

fn lines(conn: &mut impl LoadsLines, sql: &str) -> Vec<String> {
    conn.lines(sql)
}

trait LoadsLines {
    fn lines(&mut self, sql: &str) -> Vec<String>;
}

impl LoadsLines for SqliteConnection {
    fn lines(&mut self, sql: &str) -> Vec<String> {
        let found: Vec<Line> = diesel::sql_query(sql).load(self).expect(sql);
        found.into_iter().map(|row| row.line).collect()
    }
}

impl LoadsLines for PgConnection {
    fn lines(&mut self, sql: &str) -> Vec<String> {
        let found: Vec<Line> = diesel::sql_query(sql).load(self).expect(sql);
        found.into_iter().map(|row| row.line).collect()
    }
}

fn all(conn: &mut impl LoadsLines, tables: &str) -> Rows {
    let mut rows = Rows::new();
    for table in lines(conn, tables) {
        let (name, shown) = table.split_once(' ').expect("a table and its columns");
        let counted = rows.entry(name.to_owned()).or_default();
        for line in lines(conn, &format!("SELECT {shown} AS line FROM \"{name}\" t")) {
            *counted.entry(line).or_default() += 1;
        }
    }
    rows
}

/// Everything that a database holds now.
pub fn read(url: &str) -> Rows {
    match database::server() {
        None => all(&mut database::sqlite(url), SQLITE_TABLES),
        Some(_) => all(&mut PgConnection::establish(url).expect("opens"), POSTGRES_TABLES),
    }
}

/// The names of every column of every table.
pub fn columns(url: &str) -> Vec<String> {
    match database::server() {
        None => lines(
            &mut database::sqlite(url),
            "SELECT DISTINCT c.name AS line FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table'",
        ),
        Some(_) => lines(
            &mut PgConnection::establish(url).expect("opens"),
            "SELECT DISTINCT column_name::text AS line FROM information_schema.columns WHERE table_schema = 'public'",
        ),
    }
}

/// The lines that stand in one and not in the other, with their table.
pub fn differences(before: &Rows, after: &Rows) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for (these, others) in [(before, after), (after, before)] {
        for (table, lines) in these {
            let there = others.get(table);
            let gone = lines.iter().filter(|(line, count)| there.and_then(|lines| lines.get(*line)) != Some(*count));
            found.extend(gone.map(|(line, _)| (table.clone(), line.clone())));
        }
    }
    found
}
