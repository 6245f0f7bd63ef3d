//! Folding SQLite's log into its file, on a thread of its own. SQLite would do it within a commit: after a long read, such
//! as that of a backup, the log has grown, and whoever sells next would wait until all of it is folded in.
use super::connection::{AnyConnection, Opener, Purpose};
use diesel::connection::SimpleConnection;
use diesel::r2d2::CustomizeConnection;
use diesel::sql_types::{BigInt, Integer};
use diesel::{QueryResult, QueryableByName, RunQueryDsl, SqliteConnection, sql_query};
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::time::Duration;

/// So many changed rows are folded in together: what a hundred sales change.
const TOGETHER: i64 = 2000;
/// The log begins anew once it has more pages than this, as soon as nobody reads in it.
const LONG: i32 = 4096;
/// Beginning anew folds in what was written during the last folding while nobody can write, so that must be little.
const LITTLE: i32 = 256;
/// What the log took up beyond so many bytes, as during a long read, is given back when it begins anew.
const LONGEST: u32 = 32 << 20;
/// Between two foldings others have the disk.
const REST: Duration = Duration::from_millis(500);

/// The thread; it ends when this is dropped.
#[derive(Debug)]
pub(super) struct Checkpoints {
    /// How many rows the writer had changed when the thread was last woken.
    folded: AtomicI64,
    wake: SyncSender<()>,
}

impl Checkpoints {
    /// # Errors
    /// When the database cannot be opened or the thread cannot be started.
    pub fn begin(url: &str) -> anyhow::Result<Checkpoints> {
        let opener = Opener { url: url.to_owned(), purpose: Purpose::Read };
        let (wake, woken) = sync_channel(1);
        if let AnyConnection::Sqlite(mut conn) = opener.open()? {
            // Beginning anew waits for readers with everybody else shut out: better to try again later.
            conn.batch_execute("PRAGMA busy_timeout = 20")?;
            std::thread::Builder::new().name("checkpoints".to_owned()).spawn(move || work(&mut conn, &woken))?;
        }
        Ok(Checkpoints { folded: AtomicI64::new(0), wake })
    }

    /// Takes note of a write, which is committed and stays so whatever comes of this.
    pub fn written(&self, conn: &mut AnyConnection) {
        let AnyConnection::Sqlite(conn) = conn else { return };
        match sql_query("SELECT total_changes() AS rows").get_result(conn) {
            // A new connection counts from nothing.
            Ok(Changed { rows }) if (rows - self.folded.load(Ordering::Relaxed)).abs() >= TOGETHER => {
                self.folded.store(rows, Ordering::Relaxed);
                // A full channel has woken it already.
                let _ = self.wake.try_send(());
            }
            Ok(_) => {}
            Err(error) => tracing::warn!(%error, "the changed rows could not be counted"),
        }
    }
}

/// How many rows a connection has changed since it was opened.
#[derive(QueryableByName)]
struct Changed {
    #[diesel(sql_type = BigInt)]
    rows: i64,
}

fn work(conn: &mut SqliteConnection, woken: &Receiver<()>) {
    while woken.recv().is_ok() {
        if let Err(error) = fold(conn) {
            tracing::warn!(%error, "the log of the database could not be folded in");
        }
        std::thread::sleep(REST);
    }
}

/// What SQLite says of a folding: pages in the log, and how many of them are in the file as well.
#[derive(QueryableByName)]
struct Folded {
    #[diesel(sql_type = Integer)]
    log: i32,
    #[diesel(sql_type = Integer)]
    checkpointed: i32,
}

fn fold(conn: &mut SqliteConnection) -> QueryResult<()> {
    let Folded { log, checkpointed } = sql_query("PRAGMA wal_checkpoint(PASSIVE)").get_result(conn)?;
    if log > LONG && log - checkpointed < LITTLE {
        sql_query("PRAGMA wal_checkpoint(RESTART)").get_result::<Folded>(conn)?;
    }
    Ok(())
}

/// Folds all of the log in and makes it empty, as far as nobody reads or writes.
pub(super) fn fold_all(conn: &mut AnyConnection) -> QueryResult<()> {
    match conn {
        AnyConnection::Sqlite(conn) => {
            sql_query("PRAGMA wal_checkpoint(TRUNCATE)").get_result::<Folded>(conn).map(drop)
        }
        AnyConnection::Postgres(_) => Ok(()),
    }
}

/// Tells the connections that write to leave the log alone.
#[derive(Debug)]
pub(super) struct LeaveLogAlone;

impl<E: 'static> CustomizeConnection<AnyConnection, E> for LeaveLogAlone {
    fn on_acquire(&self, conn: &mut AnyConnection) -> Result<(), E> {
        let settings = format!("PRAGMA wal_autocheckpoint = 0; PRAGMA journal_size_limit = {LONGEST}");
        if let Err(error) = conn.batch_execute(&settings) {
            tracing::warn!(%error, "commits will fold the log in");
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::{LONG, LONGEST, LeaveLogAlone, Opener, Purpose, fold, fold_all};
    use crate::db::AnyConnection;
    use diesel::connection::SimpleConnection;
    use diesel::r2d2::CustomizeConnection;
    use std::path::PathBuf;

    fn open(url: &str) -> AnyConnection {
        Opener { url: url.to_owned(), purpose: Purpose::Write }.open().unwrap()
    }

    /// A database whose log has grown under a reader, and that reader.
    fn grown(name: &str) -> (PathBuf, AnyConnection, AnyConnection) {
        let path = std::env::temp_dir().join(format!("bazarche_{name}_{}.db", std::process::id()));
        let url = path.display().to_string();
        let (mut writer, mut reader) = (open(&url), open(&url));
        writer.batch_execute("PRAGMA wal_autocheckpoint = 0; CREATE TABLE loaf (id INTEGER, dough BLOB)").unwrap();
        reader.batch_execute("BEGIN; SELECT count(*) FROM loaf").unwrap();
        for _ in 0..LONG / 100 {
            writer.batch_execute("INSERT INTO loaf VALUES (1, zeroblob(450000))").unwrap();
        }
        (path, writer, reader)
    }

    #[test]
    fn a_log_that_grew_under_a_long_read_begins_anew_when_it_is_over() {
        let (path, mut writer, mut reader) = grown("log");
        let log = path.with_extension("db-wal");
        let AnyConnection::Sqlite(mut folding) = open(&path.display().to_string()) else { panic!("it is SQLite") };
        fold(&mut folding).unwrap();
        let length = std::fs::metadata(&log).unwrap().len();
        writer.batch_execute("INSERT INTO loaf VALUES (2, zeroblob(1000))").unwrap();
        assert!(std::fs::metadata(&log).unwrap().len() > length, "the reader holds on to the log");

        reader.batch_execute("COMMIT").unwrap();
        fold(&mut folding).unwrap();
        let length = std::fs::metadata(&log).unwrap().len();
        writer.batch_execute("INSERT INTO loaf VALUES (3, zeroblob(450000))").unwrap();
        assert_eq!(std::fs::metadata(&log).unwrap().len(), length, "the log is written from its beginning");
        std::fs::remove_file(&path).unwrap();
    }

    #[test]
    fn what_a_log_took_up_for_one_long_read_is_given_back() {
        let (path, mut writer, mut reader) = grown("long_log");
        LeaveLogAlone.on_acquire(&mut writer).map_err(|never: std::convert::Infallible| never).unwrap();
        let log = path.with_extension("db-wal");
        for _ in 0..100 {
            writer.batch_execute("INSERT INTO loaf VALUES (1, zeroblob(450000))").unwrap();
        }
        let length = || std::fs::metadata(&log).unwrap().len();
        assert!(length() > u64::from(LONGEST));

        reader.batch_execute("COMMIT").unwrap();
        let AnyConnection::Sqlite(mut folding) = open(&path.display().to_string()) else { panic!("it is SQLite") };
        fold(&mut folding).unwrap();
        writer.batch_execute("INSERT INTO loaf VALUES (3, zeroblob(1000))").unwrap();
        assert!(length() <= u64::from(LONGEST), "{}", length());

        fold_all(&mut writer).unwrap();
        assert_eq!(length(), 0);
        std::fs::remove_file(&path).unwrap();
    }
}
