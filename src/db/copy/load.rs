//! Filling an empty database with the lines of another one. The guards rest meanwhile: what they saw when the rows were
//! first written, they need not see again; references and constraints are checked as ever.
use super::Each;
use super::catalogue::{Table, tables};
use crate::db::connection::{AnyConnection, Opener, Purpose};
use crate::db::{migrate, on_each};
use anyhow::{Context, ensure};
use diesel::connection::SimpleConnection;
use diesel::sql_types::{BigInt, Text};
use diesel::{Connection, QueryableByName, RunQueryDsl, sql_query};

/// Where the lines of a database come from: another database, or a backup.
pub(crate) trait Lines {
    /// Gives the lines of a table to `each`, without their ends, in the order in which [`super::Snapshot`] reads them.
    fn of_table(&mut self, name: &str, each: Each) -> anyhow::Result<()>;
}

/// As many rows are inserted by one statement.
const AT_ONCE: usize = 500;

/// Makes the database at `url` with the given schema and fills it, in one transaction.
///
/// # Errors
/// When the database holds an office already, does not know the schema, or a row breaks a constraint; nothing of it is left.
pub(crate) fn load(url: &str, schema: &str, lines: &mut impl Lines) -> anyhow::Result<()> {
    let mut conn = Opener { url: url.to_owned(), purpose: Purpose::Write }.open()?;
    migrate::up_to(&mut conn, schema)?;
    let of = tables(&mut conn)?;
    ensure!(is_empty(&mut conn)?, "the database {} holds an office already; name an empty one", without_password(url));
    conn.transaction(|conn| {
        let guards = rest_guards(conn, &of)?;
        for table in of.iter().rev() {
            conn.batch_execute(&format!("DELETE FROM {}", table.name))?;
        }
        for table in &of {
            fill(conn, table, lines).with_context(|| format!("table {}", table.name))?;
        }
        wake_guards(conn, &guards)
    })?;
    // Without statistics the first questions asked of so many rows would be answered slowly.
    Ok(conn.batch_execute("ANALYZE")?)
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

fn without_password(url: &str) -> String {
    match url.split_once('@') {
        Some((_, place)) if url.contains("://") => place.to_owned(),
        _ => url.to_owned(),
    }
}

fn fill(conn: &mut AnyConnection, table: &Table, lines: &mut impl Lines) -> anyhow::Result<()> {
    let insert = table.insert();
    let mut batch = String::new();
    let mut rows = 0;
    let flush = |conn: &mut AnyConnection, batch: &mut String| -> anyhow::Result<()> {
        let all = format!("[{batch}]");
        on_each!(conn, |c| sql_query(&insert).bind::<Text, _>(&all).execute(c))?;
        batch.clear();
        Ok(())
    };
    lines.of_table(&table.name, &mut |line| {
        if rows > 0 {
            batch.push(',');
        }
        batch.push_str(line);
        rows += 1;
        if rows == AT_ONCE {
            rows = 0;
            flush(conn, &mut batch)?;
        }
        Ok(())
    })?;
    if rows > 0 { flush(conn, &mut batch) } else { Ok(()) }
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
            let search = "INSERT INTO product_search (product_search) VALUES ('rebuild')".to_owned();
            Ok(found.into_iter().map(|trigger| trigger.sql).chain([search]).collect())
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
