//! What a database can tell of its own health: settings that would lose what was acknowledged, the last instant it knows, and
//! work that nobody does. Nothing is changed.
use super::connection::{AnyConnection, Opener, Purpose};
use super::schema::{audit_event, job};
use chrono::NaiveDateTime;
use diesel::dsl::{count_star, max, min};
use diesel::sql_types::{Text, Timestamp};
use diesel::{
    ExpressionMethods, PgConnection, QueryDsl, QueryResult, QueryableByName, RunQueryDsl, SqliteConnection, sql_query,
};

/// An open database that is asked how it is.
pub(crate) struct Health {
    conn: AnyConnection,
}

/// Jobs that should not be there.
pub(crate) struct Stuck {
    /// The oldest instant at which a job should have been done that still waits.
    pub waits_since: Option<NaiveDateTime>,
    pub failed: i64,
}

#[derive(QueryableByName)]
struct Setting {
    #[diesel(sql_type = Text)]
    value: String,
}

#[derive(QueryableByName)]
struct Time {
    #[diesel(sql_type = Timestamp)]
    at: NaiveDateTime,
}

/// A setting, what it must not be, and why.
const POSTGRES: [(&str, &str, &str); 3] = [
    ("fsync", "off", "fsync is off: a loss of power can destroy the database; set fsync = on"),
    ("full_page_writes", "off", "full_page_writes is off: a loss of power can tear pages; set full_page_writes = on"),
    (
        "synchronous_commit",
        "off",
        "synchronous_commit is off: a loss of power loses sales that were acknowledged; set synchronous_commit = on",
    ),
];
/// What a connection that writes to SQLite must say.
const SQLITE: [(&str, &str, &str); 3] = [
    ("journal_mode", "wal", "it cannot keep a write-ahead log here: put it on a local disk, not on a network share"),
    ("synchronous", "2", "synchronous is not FULL: a loss of power loses sales that were acknowledged"),
    ("foreign_keys", "1", "foreign keys are not checked"),
];

/// What a server is among others, as far as that can be wrong.
const ROLE: &str = "SELECT CASE WHEN pg_is_in_recovery() THEN 'standby' \
    WHEN current_setting('transaction_read_only') = 'on' THEN 'read-only' \
    WHEN current_setting('synchronous_standby_names') = '' THEN 'alone' \
    WHEN current_setting('synchronous_commit') = 'local' THEN 'hasty' \
    WHEN NOT EXISTS (SELECT 1 FROM pg_stat_replication) THEN 'waiting' ELSE 'first' END AS value";
const ROLES: [(&str, &str); 4] = [
    (
        "standby",
        "it is a standby, which takes no writes: name the primary in DATABASE_URL, or all hosts as \
         postgres://…@one,two/name, of which the one that takes writes is found",
    ),
    ("read-only", "it takes no writes: set default_transaction_read_only = off"),
    (
        "hasty",
        "synchronous_commit is local: a sale may be acknowledged that the standby does not have; set synchronous_commit = on",
    ),
    (
        "waiting",
        "synchronous_standby_names waits for a standby and none is connected, so no sale comes to its end: start the \
         standby, or take its name away",
    ),
];

impl Health {
    /// # Errors
    /// When the database cannot be opened.
    pub fn open(url: &str) -> anyhow::Result<Health> {
        Ok(Health { conn: Opener { url: url.to_owned(), purpose: Purpose::Write }.open()? })
    }

    /// What is wrong with its settings, and what to do.
    ///
    /// # Errors
    /// When it cannot be asked.
    pub fn faults(&mut self) -> QueryResult<Vec<String>> {
        match &mut self.conn {
            AnyConnection::Sqlite(conn) => sqlite_faults(conn),
            AnyConnection::Postgres(conn) => postgres_faults(conn),
        }
    }

    /// The clock of PostgreSQL's machine, in UTC; SQLite has none of its own.
    ///
    /// # Errors
    /// When it cannot be asked.
    pub fn server_time(&mut self) -> QueryResult<Option<NaiveDateTime>> {
        match &mut self.conn {
            AnyConnection::Sqlite(_) => Ok(None),
            AnyConnection::Postgres(conn) => {
                let sql = "SELECT clock_timestamp() AT TIME ZONE 'UTC' AS at";
                let found: Time = sql_query(sql).get_result(conn)?;
                Ok(Some(found.at))
            }
        }
    }

    /// When the trail of reads and changes was last written.
    ///
    /// # Errors
    /// When it cannot be asked.
    pub fn last_audit(&mut self) -> QueryResult<Option<NaiveDateTime>> {
        audit_event::table.select(max(audit_event::at)).first(&mut self.conn)
    }

    /// The kinds of work that were given up.
    ///
    /// # Errors
    /// When it cannot be asked.
    pub fn given_up(&mut self) -> QueryResult<Vec<String>> {
        let failed = job::table.filter(job::state.eq("failed"));
        failed.select(job::kind).distinct().order(job::kind).load(&mut self.conn)
    }

    /// The work that should have been done before an instant, and what was given up.
    ///
    /// # Errors
    /// When it cannot be asked.
    pub fn stuck(&mut self, before: NaiveDateTime) -> QueryResult<Stuck> {
        stuck(&mut self.conn, before)
    }
}

fn sqlite_faults(conn: &mut SqliteConnection) -> QueryResult<Vec<String>> {
    let mut faults = Vec::new();
    for (name, wanted, fault) in SQLITE {
        let sql = format!("SELECT CAST({name} AS TEXT) AS value FROM pragma_{name}");
        let found: Setting = sql_query(sql).get_result(conn)?;
        faults.extend((found.value != wanted).then(|| fault.to_owned()));
    }
    let pages: Vec<Setting> = sql_query("SELECT quick_check AS value FROM pragma_quick_check").load(conn)?;
    let damage = pages.into_iter().map(|found| found.value).filter(|found| found != "ok");
    faults.extend(damage.map(|found| format!("its file is damaged ({found}): restore the last backup")));
    Ok(faults)
}

fn postgres_faults(conn: &mut PgConnection) -> QueryResult<Vec<String>> {
    let mut faults = Vec::new();
    for (name, refused, fault) in POSTGRES {
        let sql = format!("SELECT current_setting('{name}') AS value");
        let found: Setting = sql_query(sql).get_result(conn)?;
        faults.extend((found.value == refused).then(|| fault.to_owned()));
    }
    let role: Setting = sql_query(ROLE).get_result(conn)?;
    faults.extend(ROLES.into_iter().filter(|(name, _)| *name == role.value).map(|(_, fault)| fault.to_owned()));
    let sql = "SELECT datctype::text AS value FROM pg_database WHERE datname = current_database()";
    let locale: Setting = sql_query(sql).get_result(conn)?;
    let is_utf8 = locale.value.to_lowercase().replace('-', "").ends_with("utf8");
    faults.extend(
        (!is_utf8).then(|| {
            format!("its locale is {}: words are not found in it; create it with a UTF-8 locale", locale.value)
        }),
    );
    Ok(faults)
}

/// The work that should have been done before an instant, and what was given up.
pub(crate) fn stuck(conn: &mut AnyConnection, before: NaiveDateTime) -> QueryResult<Stuck> {
    let waiting = job::table.filter(job::state.eq("waiting")).filter(job::run_at.lt(before));
    let waits_since = waiting.select(min(job::run_at)).first(conn)?;
    let failed = job::table.filter(job::state.eq("failed")).select(count_star()).first(conn)?;
    Ok(Stuck { waits_since, failed })
}
