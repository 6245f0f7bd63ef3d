//! The two engines hold the same schema, and it is the one diesel was told of.
use crate::support::App;
use crate::support::database;
use diesel::prelude::*;
use diesel::sql_types::Text;
use std::collections::BTreeMap;

#[derive(QueryableByName)]
struct Column {
    #[diesel(sql_type = Text)]
    table_name: String,
    #[diesel(sql_type = Text)]
    column_name: String,
}

const SQLITE: &str = "SELECT m.name AS table_name, c.name AS column_name FROM sqlite_master m JOIN pragma_table_info(m.name) c \
    WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' AND m.name NOT LIKE 'product_search%' ORDER BY 1, 2";
const POSTGRES: &str = "SELECT c.table_name::text, c.column_name::text FROM information_schema.columns c \
    JOIN information_schema.tables t USING (table_schema, table_name) \
    WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE' ORDER BY 1, 2";

/// The tables of a database, each with its columns in order of their names.
pub fn columns(url: &str) -> BTreeMap<String, Vec<String>> {
    let rows: Vec<Column> = match database::server() {
        Some(_) => diesel::sql_query(POSTGRES).load(&mut PgConnection::establish(url).expect("opens")),
        None => diesel::sql_query(SQLITE).load(&mut database::sqlite(url)),
    }
    .expect("columns");
    let mut tables: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for row in rows.into_iter().filter(|row| row.table_name != "__diesel_schema_migrations") {
        tables.entry(row.table_name).or_default().push(row.column_name);
    }
    for columns in tables.values_mut() {
        columns.sort();
    }
    tables
}

#[test]
fn the_schema_is_the_one_diesel_was_told_of() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/src/db/schema.rs");
    let schema = std::fs::read_to_string(path).expect("schema.rs");
    let mut told: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for block in schema.split("diesel::table! {").skip(1) {
        let mut lines = block
            .lines()
            .map(str::trim)
            .filter(|line| !line.is_empty() && !line.starts_with('#') && !line.starts_with("//"));
        let head = lines.next().unwrap_or_default();
        let table = head.split(['(', ' ']).next().unwrap_or_default().to_owned();
        let mut columns: Vec<String> = lines
            .take_while(|line| *line != "}")
            .filter_map(|line| Some(line.split_once(" -> ")?.0.to_owned()))
            .collect();
        columns.sort();
        told.insert(table, columns);
    }
    let app = App::start();
    assert_eq!(columns(&app.program.config().database_url), told);
}

#[test]
fn a_second_migration_run_does_nothing() {
    let app = App::start();
    let ran = bazarche::db::Pool::migrate(&app.program.config().database_url).expect("migrates");
    assert!(ran.is_empty(), "{ran:?}");
}

#[test]
fn what_a_migration_makes_its_way_back_takes_away() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/migrations");
    let folders = ["common", "sqlite", "postgres"].map(|engine| format!("{folder}/{engine}"));
    let steps = folders.iter().flat_map(|folder| std::fs::read_dir(folder).expect("the migrations"));
    let mut left = Vec::new();
    for step in steps.map(|step| step.expect("a migration").path()) {
        let [up, down] = ["up.sql", "down.sql"].map(|way| std::fs::read_to_string(step.join(way)).expect("a script"));
        for kind in ["TABLE", "FUNCTION", "TRIGGER"] {
            for made in up.split(&format!("CREATE {kind} ")).skip(1) {
                let name = made.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').next().unwrap_or_default();
                let gone = |line: &str| {
                    line.strip_prefix(&format!("DROP {kind} {name}"))
                        .is_some_and(|rest| rest.starts_with([';', ' ', '(']))
                };
                if !down.lines().any(gone) {
                    left.push(format!("{}: {kind} {name}", step.display()));
                }
            }
        }
    }
    assert!(left.is_empty(), "{left:?}");
}
