//! The whole database as lines of JSON, the same on both engines: what a backup holds, and how an office moves from one
//! engine to the other. A line is an array with the row's columns in the order of the table: numbers and texts as they are,
//! truths as 0 and 1, days and instants as SQLite keeps them, bytes in hex. Everything read is of one moment.
mod catalogue;
mod load;
#[cfg(test)]
mod tests;

use super::connection::{AnyConnection, Engine, Opener, Purpose};
use super::on_each;
use crate::kernel::digest::hex;
use anyhow::{Context, ensure};
use catalogue::{Table, tables};
use diesel::connection::{DefaultLoadingMode, SimpleConnection};
use diesel::pg::PgRowByRowLoadingMode;
use diesel::sql_types::Text;
use diesel::{QueryResult, QueryableByName, RunQueryDsl, sql_query};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

pub(crate) use super::migrate::knows;
pub(crate) use load::{Lines, load};

/// What two copies of the same database agree on, table by table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct TableDigest {
    pub table: String,
    pub columns: Vec<String>,
    pub rows: u64,
    /// SHA-256 of the lines, each with its end, in hex.
    pub sha256: String,
}

/// Refuses two databases that differ, and names the first table that does.
///
/// # Errors
/// When they differ.
pub(crate) fn same(one: &[TableDigest], other: &[TableDigest]) -> anyhow::Result<()> {
    let names = |all: &[TableDigest]| all.iter().map(|digest| digest.table.clone()).collect::<Vec<_>>();
    ensure!(names(one) == names(other), "the two databases do not have the same tables");
    for (one, other) in one.iter().zip(other) {
        ensure!(one == other, "table {} is not the same: {} rows here, {} there", one.table, one.rows, other.rows);
    }
    Ok(())
}

/// What is done with each line.
pub(crate) type Each<'a> = &'a mut dyn FnMut(&str) -> anyhow::Result<()>;

/// A database of which everything is read as it was at one moment, while others go on writing.
pub(crate) struct Snapshot {
    conn: AnyConnection,
}

impl Snapshot {
    /// Opens the database and holds on to this moment.
    ///
    /// # Errors
    /// When there is no such database, or it cannot be opened.
    pub fn open(url: &str) -> anyhow::Result<Snapshot> {
        // SQLite would make the file.
        let is_there = Engine::of(url) == Engine::Postgres || std::path::Path::new(url).is_file();
        ensure!(is_there, "there is no database {url}");
        let mut conn = Opener { url: url.to_owned(), purpose: Purpose::Read }.open()?;
        conn.batch_execute(match Engine::of(url) {
            // The moment of SQLite is that of the first read.
            Engine::Sqlite => "BEGIN; SELECT count(*) FROM sqlite_master;",
            Engine::Postgres => {
                "SET statement_timeout = 0; SET idle_in_transaction_session_timeout = 0; \
                 BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SELECT 1;"
            }
        })?;
        Ok(Snapshot { conn })
    }

    /// The digests of all tables.
    ///
    /// # Errors
    /// When a row cannot be read.
    pub fn digests(&mut self) -> anyhow::Result<Vec<TableDigest>> {
        let tables = self.tables()?;
        tables.iter().map(|table| self.of_table(table, &mut |_| Ok(()))).collect()
    }

    /// What one column holds, in its own order: the codes of photos, for example.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn texts(&mut self, table: &str, column: &str) -> anyhow::Result<Vec<String>> {
        let query = sql_query(format!("SELECT {column} AS line FROM {table} ORDER BY 1"));
        let found: Vec<Line> = on_each!(&mut self.conn, |c| query.load(c))?;
        Ok(found.into_iter().map(|found| found.line).collect())
    }
}

impl Lines for Snapshot {
    fn schema(&mut self) -> anyhow::Result<String> {
        let query = sql_query("SELECT max(version) AS line FROM __diesel_schema_migrations");
        let newest: Line =
            on_each!(&mut self.conn, |c| query.get_result(c)).context("it is no database of bazarche")?;
        Ok(newest.line)
    }

    fn tables(&mut self) -> anyhow::Result<Vec<String>> {
        Ok(tables(&mut self.conn)?.into_iter().map(|table| table.name).collect())
    }

    fn of_table(&mut self, name: &str, each: Each) -> anyhow::Result<TableDigest> {
        let all = tables(&mut self.conn)?;
        let table = all.iter().find(|known| known.name == name).with_context(|| format!("there is no table {name}"))?;
        read_table(&mut self.conn, table, each).with_context(|| format!("table {name}"))
    }
}

#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = Text)]
    line: String,
}

fn read_table(conn: &mut AnyConnection, table: &Table, each: Each) -> anyhow::Result<TableDigest> {
    let (mut rows, mut hash) = (0, Sha256::new());
    let mut take = |found: QueryResult<Line>| -> anyhow::Result<()> {
        // Each engine sets its blanks in its own way; read and written again, they are the same.
        let row: Vec<serde_json::Value> = serde_json::from_str(&found?.line)?;
        let line = serde_json::to_string(&row)?;
        rows += 1;
        hash.update(&line);
        hash.update("\n");
        each(&line)
    };
    let query = sql_query(table.select());
    match conn {
        AnyConnection::Sqlite(conn) => query.load_iter::<Line, DefaultLoadingMode>(conn)?.try_for_each(&mut take)?,
        AnyConnection::Postgres(conn) => {
            query.load_iter::<Line, PgRowByRowLoadingMode>(conn)?.try_for_each(&mut take)?
        }
    }
    let columns = table.columns.iter().map(|column| column.name.clone()).collect();
    Ok(TableDigest { table: table.name.clone(), columns, rows, sha256: hex(&hash.finalize()) })
}
