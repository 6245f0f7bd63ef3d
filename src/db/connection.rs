//! One connection of either engine: opened by the scheme of its address, with the settings every connection needs.
use super::address::that_notices_soon;
use super::file::{file_length, log_without_database};
use diesel::connection::SimpleConnection;
use diesel::r2d2::R2D2Connection;
use diesel::{Connection as _, PgConnection, QueryResult, SqliteConnection};
use rustix::fs::Access;
use std::fs::OpenOptions;
use std::io::ErrorKind;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

/// A connection to the database of the program, whichever engine it is.
#[derive(diesel::MultiConnection)]
pub enum AnyConnection {
    Sqlite(SqliteConnection),
    Postgres(PgConnection),
}

/// Which engine a database address names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    Sqlite,
    Postgres,
}

impl Engine {
    /// `postgres://` and `postgresql://` name PostgreSQL; everything else is the path of an SQLite file.
    pub fn of(url: &str) -> Engine {
        if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            Engine::Postgres
        } else {
            Engine::Sqlite
        }
    }
}

/// What a connection is for: SQLite has one writer and many readers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    Read,
    Write,
}

/// Opens connections for the pools.
#[derive(Debug)]
pub struct Opener {
    pub url: String,
    pub purpose: Purpose,
}

const SQLITE: &str = "PRAGMA busy_timeout = 10000; PRAGMA journal_mode = WAL; PRAGMA foreign_keys = ON; \
    PRAGMA recursive_triggers = ON; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -16000;";
/// An acknowledged sale survives the loss of power.
const SQLITE_WRITER: &str = "PRAGMA synchronous = FULL;";
const SQLITE_READER: &str = "PRAGMA query_only = ON;";
/// The database lies in memory for the most part, and on disks without heads: what an index points at costs hardly more than
/// what stands beside it. By the usual estimate of four times as much, goods that hold a word are looked for among all goods.
const POSTGRES: &str = "SET TIME ZONE 'UTC'; SET random_page_cost = 1.1; SET statement_timeout = '30s'; SET lock_timeout = '10s'; \
    SET idle_in_transaction_session_timeout = '60s'; SET client_min_messages = 'warning';";

/// Makes the file of a new database readable by its owner only; SQLite gives its log beside it the same rights. A file that is
/// there already is not opened: to close it again would take from SQLite every lock that this process holds on it (POSIX), and
/// the next program that looked at the database would take its log away.
fn make_for_owner_only(path: &str) -> std::io::Result<()> {
    match OpenOptions::new().write(true).create_new(true).mode(0o600).open(path) {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(rustix::fs::access(path, Access::WRITE_OK)?),
        made => made.map(drop),
    }
}

/// Lets this transaction take as long as it needs, for work that reads the whole database.
pub(crate) fn without_time_limit(conn: &mut AnyConnection) -> QueryResult<()> {
    match conn {
        AnyConnection::Sqlite(_) => Ok(()),
        AnyConnection::Postgres(conn) => {
            conn.batch_execute("SET LOCAL statement_timeout = 0; SET LOCAL idle_in_transaction_session_timeout = 0")
        }
    }
}

/// Lets this transaction find every row by an index, for work that fills tables by the thousand. A plan that was made and kept
/// while a table was small reads all of it again for each row, so plans made before are forgotten; and to plan each query of
/// each guard anew, as `force_custom_plan` does, costs twice as much as all of the rest.
pub(crate) fn plan_by_index(conn: &mut AnyConnection) -> QueryResult<()> {
    match conn {
        AnyConnection::Sqlite(_) => Ok(()),
        AnyConnection::Postgres(conn) => conn.batch_execute(
            "DISCARD PLANS; SET LOCAL plan_cache_mode = force_generic_plan; SET LOCAL enable_seqscan = off; \
             SET LOCAL enable_hashjoin = off; SET LOCAL enable_mergejoin = off",
        ),
    }
}

impl Opener {
    /// Opens and sets up one connection.
    ///
    /// # Errors
    /// When the database cannot be reached, or PostgreSQL keeps texts in another encoding than UTF8.
    pub fn open(&self) -> anyhow::Result<AnyConnection> {
        match Engine::of(&self.url) {
            Engine::Sqlite => {
                if let Some(log) = log_without_database(&self.url)? {
                    anyhow::bail!("there is {}, but the database {} is missing: put it back", log.display(), self.url);
                }
                // SQLite would make a file for who only reads, and the next start would take it for an office.
                anyhow::ensure!(
                    self.purpose == Purpose::Write || file_length(Path::new(&self.url))? > 0,
                    "there is no database {}",
                    self.url
                );
                if self.purpose == Purpose::Write {
                    make_for_owner_only(&self.url)?;
                }
                let mut conn = SqliteConnection::establish(&self.url)?;
                conn.batch_execute(SQLITE)?;
                conn.batch_execute(match self.purpose {
                    Purpose::Read => SQLITE_READER,
                    Purpose::Write => SQLITE_WRITER,
                })?;
                Ok(AnyConnection::Sqlite(conn))
            }
            Engine::Postgres => {
                let mut conn = PgConnection::establish(&that_notices_soon(&self.url))?;
                conn.batch_execute(POSTGRES)?;
                refuse_other_encodings(&mut conn)?;
                Ok(AnyConnection::Postgres(conn))
            }
        }
    }
}

#[derive(diesel::QueryableByName)]
struct Encoding {
    #[diesel(sql_type = diesel::sql_types::Text)]
    server_encoding: String,
}

fn refuse_other_encodings(conn: &mut PgConnection) -> anyhow::Result<()> {
    use diesel::RunQueryDsl;
    let found: Encoding =
        diesel::sql_query("SELECT current_setting('server_encoding') AS server_encoding").get_result(conn)?;
    anyhow::ensure!(
        found.server_encoding == "UTF8",
        "the PostgreSQL database keeps texts in {}; create it with ENCODING 'UTF8'",
        found.server_encoding
    );
    Ok(())
}

/// Why a pool could not give a connection; the text is for the log.
#[derive(Debug, thiserror::Error)]
#[error("{0:#}")]
pub struct OpenError(anyhow::Error);

impl diesel::r2d2::ManageConnection for Opener {
    type Connection = AnyConnection;
    type Error = OpenError;

    fn connect(&self) -> Result<AnyConnection, OpenError> {
        if Engine::of(&self.url) == Engine::Sqlite {
            // A file that is gone must not be made anew, empty.
            std::fs::metadata(&self.url).map_err(|error| OpenError(error.into()))?;
        }
        self.open().map_err(OpenError)
    }

    fn is_valid(&self, conn: &mut AnyConnection) -> Result<(), OpenError> {
        conn.ping().map_err(|error| OpenError(error.into()))
    }

    fn has_broken(&self, conn: &mut AnyConnection) -> bool {
        std::thread::panicking() || conn.is_broken()
    }
}

#[cfg(test)]
mod tests {
    use super::{Opener, Purpose};
    use diesel::connection::SimpleConnection;
    use std::os::unix::fs::MetadataExt;

    #[test]
    fn a_new_database_and_its_log_are_for_their_owner_only() {
        let path = std::env::temp_dir().join(format!("bazarche_owner_{}.db", std::process::id()));
        let url = path.display().to_string();
        let mut conn = Opener { url: url.clone(), purpose: Purpose::Write }.open().unwrap();
        conn.batch_execute("CREATE TABLE first (id INTEGER)").unwrap();
        for ending in ["", "-wal", "-shm"] {
            let file = format!("{url}{ending}");
            assert_eq!(std::fs::metadata(&file).unwrap().mode() & 0o777, 0o600, "{file}");
        }
        drop(conn);
        std::fs::remove_file(&path).unwrap();
    }

    /// What the kernel tells of the locks on a file.
    fn locks_on(file: &str) -> usize {
        let mark = format!(":{} ", std::fs::metadata(file).unwrap().ino());
        let all = std::fs::read_to_string("/proc/locks").unwrap();
        all.lines().filter(|line| line.contains(&mark)).count()
    }

    #[test]
    fn a_writer_that_comes_later_takes_no_lock_from_those_who_read() {
        let path = std::env::temp_dir().join(format!("bazarche_locks_{}.db", std::process::id()));
        let url = path.display().to_string();
        let open = |purpose| Opener { url: url.clone(), purpose }.open().unwrap();
        open(Purpose::Write).batch_execute("CREATE TABLE first (id INTEGER)").unwrap();
        let mut reader = open(Purpose::Read);
        reader.batch_execute("SELECT id FROM first").unwrap();
        let held = locks_on(&url);
        let mut writer = open(Purpose::Write);
        writer.batch_execute("INSERT INTO first VALUES (1)").unwrap();
        assert!(held > 0 && locks_on(&url) >= held, "the log would be deleted under this process");
        drop((reader, writer));
        std::fs::remove_file(&path).unwrap();
    }
}
