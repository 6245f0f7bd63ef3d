//! A small office under attack. Its records are written once a process; every test works in a transaction that it never
//! commits, one test at a time, because all of them write rows of the same ids.
//!
//! A statement is SQL, or `+table column=value, …`: a row of that table, with the usual values for the columns not
//! named (the last of two values counts). `#ab` stands for a hash of 32 bytes ab, `#short` for one of 31.
use super::records::{RECORDS, USUAL};
use crate::support::database;
use diesel::connection::SimpleConnection;
use diesel::result::{Error, QueryResult};
use diesel::{Connection, PgConnection, SqliteConnection};
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};

static TURN: Mutex<()> = Mutex::new(());

/// The office in a transaction of this test.
pub struct Office {
    engine: Engine,
    _turn: MutexGuard<'static, ()>,
}

enum Engine {
    Sqlite(SqliteConnection),
    Postgres(PgConnection),
}

/// The office as its records describe it.
pub fn office() -> Office {
    static URL: OnceLock<String> = OnceLock::new();
    let turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
    let url = URL.get_or_init(with_records);
    let mut engine = Engine::open(url);
    engine.run("BEGIN").expect("a transaction begins");
    Office { engine, _turn: turn }
}

/// The same row with other values.
pub fn with(row: &str, values: &str) -> String {
    format!("{row}, {values}")
}

fn with_records() -> String {
    let folder = std::env::temp_dir().join(format!("bazarche_guards_{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    let url = database::fresh(&folder);
    let mut engine = Engine::open(&url);
    engine.run("BEGIN").expect("a transaction begins");
    for record in RECORDS.lines() {
        let sql = engine.sql(record);
        engine.run(&sql).unwrap_or_else(|error| panic!("{record}: {error}"));
    }
    engine.run("COMMIT").expect("the records are kept");
    url
}

impl Office {
    /// Does what is allowed.
    pub fn does(mut self, statement: &str) -> Office {
        if let Err(error) = self.attempt(statement) {
            panic!("not allowed: {statement}: {error}");
        }
        self
    }

    /// Attempts what the rule of this name must refuse.
    pub fn refuses(mut self, rule: &str, statement: &str) -> Office {
        match self.attempt(statement) {
            Ok(()) => panic!("allowed, against {rule}: {statement}"),
            Err(error) => assert_eq!(name_of(&error), rule, "{statement}"),
        }
        self
    }

    /// Adds parts of a row for the three payers of the sale of line 1: the grant and the household for the mixer, the
    /// grant for the oven.
    pub fn parts(self, row: i64, amounts: [i64; 3]) -> Office {
        let [mixer, own, oven] = amounts;
        self.does(&format!(
            "+attribution ledger_id={row}, equipment_id=1, funding_id=1, grant_id=1, amount_irr={mixer}"
        ))
        .does(&format!("+attribution ledger_id={row}, ord=2, equipment_id=1, funding_id=2, amount_irr={own}"))
        .does(&format!(
            "+attribution ledger_id={row}, ord=3, equipment_id=2, funding_id=3, grant_id=1, amount_irr={oven}"
        ))
    }

    /// Attempts to take every row of the table away at once.
    pub fn refuses_emptying(self, table: &str, rule: &str) -> Office {
        let statement = match self.engine {
            Engine::Sqlite(_) => format!("DELETE FROM {table}"),
            Engine::Postgres(_) => format!("TRUNCATE {table} CASCADE"),
        };
        self.refuses(rule, &statement)
    }

    /// Attempts to write over a row through a second insert of its key.
    pub fn refuses_replacing(self, rule: &str, table: &str, key: &str) -> Office {
        let first = key.split(", ").next().unwrap_or(key);
        let upsert = format!(
            "INSERT INTO {table} SELECT * FROM {table} WHERE TRUE ON CONFLICT ({key}) DO UPDATE SET {first} = 1"
        );
        match self.engine {
            Engine::Sqlite(_) => {
                let replace = format!("INSERT OR REPLACE INTO {table} SELECT * FROM {table}");
                self.refuses(rule, &upsert).refuses(rule, &replace)
            }
            Engine::Postgres(_) => self.refuses(rule, &upsert),
        }
    }

    /// Attempts to keep what was done.
    pub fn cannot_commit(mut self) {
        assert!(self.engine.run("COMMIT").is_err(), "kept");
    }

    fn attempt(&mut self, statement: &str) -> QueryResult<()> {
        let sql = self.engine.sql(statement);
        self.engine.run("SAVEPOINT attempt")?;
        let result = self.engine.run(&sql);
        self.engine.run(if result.is_ok() { "RELEASE attempt" } else { "ROLLBACK TO attempt" })?;
        result
    }
}

impl Engine {
    fn open(url: &str) -> Engine {
        if database::server().is_some() {
            return Engine::Postgres(PgConnection::establish(url).expect("PostgreSQL answers"));
        }
        let mut conn = database::sqlite(url);
        conn.batch_execute("PRAGMA foreign_keys = ON; PRAGMA recursive_triggers = ON;").expect("settings");
        Engine::Sqlite(conn)
    }

    fn run(&mut self, sql: &str) -> QueryResult<()> {
        match self {
            Engine::Sqlite(conn) => conn.batch_execute(sql),
            Engine::Postgres(conn) => conn.batch_execute(sql),
        }
    }

    fn sql(&self, statement: &str) -> String {
        let plain = match statement.strip_prefix('+') {
            Some(row) => insert(row),
            None => statement.to_owned(),
        };
        let mut parts = plain.split('#');
        let mut out = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            let (hash, rest) = match part.strip_prefix("short") {
                Some(rest) => ("01".repeat(31), rest),
                None => (part[..2].repeat(32), &part[2..]),
            };
            match self {
                Engine::Sqlite(_) => out.push_str(&format!("x'{hash}'{rest}")),
                Engine::Postgres(_) => out.push_str(&format!("'\\x{hash}'::bytea{rest}")),
            }
        }
        out
    }
}

fn insert(row: &str) -> String {
    let (table, named) = row.split_once(' ').expect("+table column=value");
    let usual = USUAL.iter().find(|(name, _)| *name == table).expect("usual values of the table").1;
    let mut columns: Vec<(&str, &str)> = Vec::new();
    for (column, value) in usual.split(", ").chain(named.split(", ")).filter_map(|pair| pair.split_once('=')) {
        columns.retain(|(known, _)| *known != column);
        columns.push((column, value));
    }
    let names: Vec<&str> = columns.iter().map(|(column, _)| *column).collect();
    let values: Vec<&str> = columns.iter().map(|(_, value)| *value).collect();
    format!("INSERT INTO {table} ({}) VALUES ({})", names.join(", "), values.join(", "))
}

/// The name of the rule that refused: the constraint's, or what a trigger of SQLite said.
fn name_of(error: &Error) -> String {
    let Error::DatabaseError(_, told) = error else {
        return error.to_string();
    };
    let name = told.constraint_name().unwrap_or_else(|| told.message().rsplit(": ").next().unwrap_or_default());
    match name {
        "grant_award.decision_id" => "grant_award_decision_unique",
        "assignment_stall.run_id, assignment_stall.stall_id" => "assignment_one_holder",
        "ledger.sale_line_id" => "ledger_one_sale_row",
        "ledger.reverses" => "ledger_one_reversal",
        "handover_photo.handover_id" => "handover_photo_one_sheet",
        "index 'weight_line_once'" => "weight_line_once",
        name => name,
    }
    .to_owned()
}
