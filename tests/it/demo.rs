//! The demo as a command: the same seed gives the same rows, and a folder is never taken for what it is not.
use crate::engines::columns;
use crate::support::{App, database};
use diesel::prelude::*;
use diesel::sql_types::Text;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A folder for a demo, with a database where it does not lie in the folder; the folder goes when it is dropped.
struct Place {
    folder: PathBuf,
    postgres: Option<String>,
}

impl Place {
    fn new(name: &str) -> Place {
        let folder = std::env::temp_dir().join(format!("bazarche_it_demo_{}_{name}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        Place { folder, postgres: database::empty() }
    }

    fn url(&self) -> String {
        self.postgres.clone().unwrap_or_else(|| self.folder.join("bazarche.db").display().to_string())
    }

    fn demo(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_bazarche"));
        command.args(["demo", "--weeks", "6", "--last-day", "2026-11-23", "--data"]).arg(&self.folder).args(arguments);
        command.env_remove("DATABASE_URL").envs(self.postgres.iter().map(|url| ("DATABASE_URL", url)));
        command.output().expect("it runs")
    }

    fn write(&self, name: &str, text: &str) {
        std::fs::create_dir_all(&self.folder).expect("a folder");
        std::fs::write(self.folder.join(name), text).expect("a file");
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

fn refusal(output: &Output) -> String {
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn filled(output: &Output) {
    assert!(output.status.success(), "{output:?}");
}

#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = Text)]
    line: String,
}

/// What is sealed, hashed or made with keys and salts of their own is new each time.
fn is_secret(column: &str) -> bool {
    column.ends_with("_sealed") || column.ends_with("_index") || matches!(column, "wrapped" | "password_hash")
}

/// Every row of every table, but for what is secret.
pub fn rows(url: &str) -> BTreeMap<String, Vec<String>> {
    let quote = if database::server().is_some() { "quote_nullable" } else { "quote" };
    let tables = columns(url).into_iter().map(|(table, columns)| {
        let parts: Vec<String> =
            columns.iter().filter(|column| !is_secret(column)).map(|column| format!("{quote}({column})")).collect();
        let sql = format!("SELECT {} AS line FROM {table} ORDER BY 1", parts.join(" || ',' || "));
        let lines: Vec<Line> = match database::server() {
            Some(_) => diesel::sql_query(sql).load(&mut PgConnection::establish(url).expect("opens")),
            None => diesel::sql_query(sql).load(&mut database::sqlite(url)),
        }
        .expect("rows");
        (table, lines.into_iter().map(|line| line.line).collect())
    });
    tables.collect()
}

#[test]
fn the_same_seed_gives_the_same_rows_even_where_an_earlier_try_was_cut_short() {
    let (first, second) = (Place::new("first"), Place::new("second"));
    filled(&first.demo(&["--fill-only"]));
    second.write("demo-unfinished", "");
    second.write("bazarche.db", "half a database");
    filled(&second.demo(&["--fill-only"]));

    let (first, second) = (rows(&first.url()), rows(&second.url()));
    assert!(first.get("sale").is_some_and(|sales| sales.len() > 100), "there are sales");
    let different: Vec<&String> = first.keys().filter(|table| first.get(*table) != second.get(*table)).collect();
    assert_eq!(different, Vec::<&String>::new());
}

#[test]
fn a_folder_that_holds_something_else_is_left_alone() {
    let place = Place::new("other");
    place.write("letter.txt", "my own");
    assert!(refusal(&place.demo(&["--fill-only"])).contains("other things than a demo"));
    assert!(Path::new(&place.folder).join("letter.txt").exists());
}

#[test]
fn a_demo_without_its_database_is_told() {
    let place = Place::new("lost");
    place.write("demo-accounts.json", "{}");
    assert!(refusal(&place.demo(&["--fill-only"])).contains("its database is not"));
}

#[test]
fn a_taken_port_is_told_before_anything_is_made() {
    let place = Place::new("port");
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = listener.local_addr().expect("its number").port().to_string();
    let told = refusal(&place.demo(&["--port", &port]));
    assert!(told.contains(&format!("port {port} is taken")), "{told}");
    assert!(!place.folder.exists());
}

#[test]
fn every_sign_in_of_the_demo_works_and_the_supervisor_finds_what_waits() {
    let app = App::start();
    let accounts = app.fill_demo();
    for account in
        [&accounts.producer, &accounts.market_manager, &accounts.caseworker, &accounts.auditor, &accounts.admin]
    {
        app.client().sign_in(&account.phone, &account.password);
    }
    let mut supervisor = app.client();
    supervisor.sign_in(&accounts.supervisor.phone, &accounts.supervisor.password);
    assert_eq!(supervisor.get("/casework/decisions").links("/casework/decisions/").len(), 2);
}
