//! Filling an empty database with the lines of another one. The guards rest meanwhile: what they saw when the rows were
//! first written, they need not see again; references and constraints are checked as ever.
use super::catalogue::{Table, tables};
use super::{Each, TableDigest, read_table, same};
use crate::db::connection::{AnyConnection, Opener, Purpose};
use crate::db::{migrate, on_each};
use anyhow::{Context, ensure};
use diesel::connection::SimpleConnection;
use diesel::sql_types::{BigInt, Text};
use diesel::{Connection, QueryResult, QueryableByName, RunQueryDsl, sql_query};
use std::collections::BTreeSet;

/// Where the lines of a database come from: another database, or a backup.
pub(crate) trait Lines {
    /// The newest migration of the database they were read from.
    fn schema(&mut self) -> anyhow::Result<String>;

    /// The names of its tables, in an order in which references hold.
    fn tables(&mut self) -> anyhow::Result<Vec<String>>;

    /// Gives the lines of a table to `each`, without their ends, in the order in which [`super::Snapshot`] reads them.
    fn of_table(&mut self, name: &str, each: Each) -> anyhow::Result<TableDigest>;
}

/// Rows that one statement inserts: so many, or as many as fill so many bytes.
const AT_ONCE: usize = 500;
const BYTES_AT_ONCE: usize = 1 << 20;

/// Makes the database at `url` with the schema of the lines and fills it in one transaction, which ends only when what was
/// written, read again, has the digests of what was given; gives these.
///
/// # Errors
/// When the database is not empty, the schema is not known, a row breaks a constraint, or the digests differ; no row is left.
pub(crate) fn load(url: &str, lines: &mut impl Lines) -> anyhow::Result<Vec<TableDigest>> {
    let (schema, names) = (lines.schema()?, lines.tables()?);
    let mut conn = Opener { url: url.to_owned(), purpose: Purpose::Write }.open()?;
    ensure!(is_ours(&mut conn)?, "the database {} holds something else; name an empty one", without_password(url));
    migrate::up_to(&mut conn, &schema)?;
    let of = tables(&mut conn)?;
    // A table that was made anew stands elsewhere in the order of one engine than of the other.
    let known: BTreeSet<&String> = of.iter().map(|table| &table.name).collect();
    ensure!(
        known == names.iter().collect(),
        "the database {} has other tables than what is to be written to it; name an empty one",
        without_password(url)
    );
    let digests = conn.transaction(|conn| {
        let guards = rest_guards(conn, &of)?;
        ensure!(is_empty(conn)?, "the database {} holds an office already; name an empty one", without_password(url));
        for table in of.iter().rev() {
            conn.batch_execute(&format!("DELETE FROM {}", table.name))?;
        }
        let given: Vec<TableDigest> = of.iter().map(|table| fill(conn, table, lines)).collect::<anyhow::Result<_>>()?;
        wake_guards(conn, &guards)?;
        let written = of.iter().map(|table| read_table(conn, table, &mut |_| Ok(())));
        same(&given, &written.collect::<anyhow::Result<Vec<_>>>()?)?;
        anyhow::Ok(given)
    })?;
    // Without statistics the first questions asked of so many rows would be answered slowly.
    conn.batch_execute("ANALYZE")?;
    Ok(digests)
}

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = BigInt)]
    count: i64,
}

fn is_empty(conn: &mut AnyConnection) -> anyhow::Result<bool> {
    let found: Count = on_each!(conn, |c| sql_query("SELECT count(*) AS count FROM account").get_result(c))?;
    Ok(found.count == 0)
}

/// Whether nothing is in the database yet, or migrations of ours made what is: the first of them is whole or was not begun, and
/// diesel's own table stands before it.
fn is_ours(conn: &mut AnyConnection) -> QueryResult<bool> {
    let sql = match conn {
        AnyConnection::Sqlite(_) => {
            "SELECT count(*) AS count FROM sqlite_master WHERE type = 'table' AND name <> '__diesel_schema_migrations' \
             AND NOT EXISTS (SELECT 1 FROM sqlite_master WHERE name = 'area_role')"
        }
        AnyConnection::Postgres(_) => {
            "SELECT count(*) AS count FROM pg_tables WHERE schemaname = 'public' \
             AND tablename <> '__diesel_schema_migrations' \
             AND NOT EXISTS (SELECT 1 FROM pg_tables WHERE schemaname = 'public' AND tablename = 'area_role')"
        }
    };
    let foreign: Count = on_each!(conn, |c| sql_query(sql).get_result(c))?;
    Ok(foreign.count == 0)
}

fn without_password(url: &str) -> String {
    match url.split_once('@') {
        Some((_, place)) if url.contains("://") => place.to_owned(),
        _ => url.to_owned(),
    }
}

fn fill(conn: &mut AnyConnection, table: &Table, lines: &mut impl Lines) -> anyhow::Result<TableDigest> {
    let insert = table.insert();
    let (mut batch, mut rows) = (String::new(), 0);
    let flush = |conn: &mut AnyConnection, batch: &mut String| -> anyhow::Result<()> {
        let all = format!("[{batch}]");
        on_each!(conn, |c| sql_query(&insert).bind::<Text, _>(&all).execute(c))?;
        batch.clear();
        Ok(())
    };
    let told = lines.of_table(&table.name, &mut |line| {
        if rows > 0 {
            batch.push(',');
        }
        batch.push_str(line);
        rows += 1;
        if rows == AT_ONCE || batch.len() >= BYTES_AT_ONCE {
            rows = 0;
            flush(conn, &mut batch)?;
        }
        Ok(())
    });
    let told = told.with_context(|| format!("table {}", table.name))?;
    if rows > 0 {
        flush(conn, &mut batch).with_context(|| format!("table {}", table.name))?;
    }
    Ok(told)
}

#[derive(QueryableByName)]
struct Trigger {
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = Text)]
    sql: String,
}

/// Lets the guards rest; gives the statements that wake them.
fn rest_guards(conn: &mut AnyConnection, of: &[Table]) -> anyhow::Result<Vec<String>> {
    match conn {
        AnyConnection::Sqlite(conn) => {
            conn.batch_execute("PRAGMA defer_foreign_keys = ON")?;
            let found: Vec<Trigger> =
                sql_query("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY rowid").load(conn)?;
            for trigger in &found {
                conn.batch_execute(&format!("DROP TRIGGER {}", trigger.name))?;
            }
            let rebuilt = ["product_search", "product_search_names"]
                .map(|index| format!("INSERT INTO {index} ({index}) VALUES ('rebuild')"));
            Ok(found.into_iter().map(|trigger| trigger.sql).chain(rebuilt).collect())
        }
        AnyConnection::Postgres(conn) => {
            conn.batch_execute("SET LOCAL statement_timeout = 0; SET CONSTRAINTS ALL DEFERRED")?;
            for table in of {
                conn.batch_execute(&format!("ALTER TABLE {} DISABLE TRIGGER USER", table.name))?;
            }
            // Constraints that wait for the end are checked now: a table with something waiting cannot be altered.
            let enable = |table: &Table| format!("ALTER TABLE {} ENABLE TRIGGER USER", table.name);
            Ok(std::iter::once("SET CONSTRAINTS ALL IMMEDIATE".to_owned()).chain(of.iter().map(enable)).collect())
        }
    }
}

fn wake_guards(conn: &mut AnyConnection, statements: &[String]) -> anyhow::Result<()> {
    for statement in statements {
        conn.batch_execute(statement)?;
    }
    Ok(())
}
