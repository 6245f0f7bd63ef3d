//! A database for each test, copied from a template that is migrated once a process.
use super::now;
use crate::db::{Means, Pool};
use crate::kernel::clock::Clock;
use crate::kernel::ids::IdSource;
use crate::kernel::secret::{Keys, SecretKey};
use diesel::connection::SimpleConnection;
use diesel::{Connection, PgConnection};
use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, OnceLock};

/// A database of its own for one test; it is thrown away with the process.
pub(crate) struct TestPool {
    pub pool: Pool,
    pub url: String,
    file: Option<PathBuf>,
}

impl std::ops::Deref for TestPool {
    type Target = Pool;

    fn deref(&self) -> &Pool {
        &self.pool
    }
}

impl Drop for TestPool {
    fn drop(&mut self) {
        if let Some(file) = &self.file {
            for ending in ["", "-wal", "-shm"] {
                let _ = std::fs::remove_file(format!("{}{ending}", file.display()));
            }
        }
    }
}

static COUNT: AtomicU32 = AtomicU32::new(0);

/// A fresh, migrated database: SQLite, or PostgreSQL at BAZARCHE_TEST_DATABASE.
pub(crate) fn pool() -> TestPool {
    let number = COUNT.fetch_add(1, Ordering::Relaxed);
    let name = format!("bazarche_unit_{}_{number}", std::process::id());
    let (url, file) = match std::env::var("BAZARCHE_TEST_DATABASE") {
        Ok(server) if !server.is_empty() => (postgres_copy(&server, &name), None),
        _ => {
            let file = std::env::temp_dir().join(format!("{name}.db"));
            std::fs::copy(sqlite_template(), &file).unwrap();
            (file.display().to_string(), Some(file))
        }
    };
    let master = SecretKey::from([1; 32]);
    let keys = Arc::new(Keys::new(1, master, SecretKey::from([2; 32])).unwrap());
    let means = Means { clock: Clock::fixed(now()), keys, ids: Arc::new(IdSource::new(None)) };
    TestPool { pool: Pool::open(&url, means).unwrap(), url, file }
}

/// The office of tests trusts every shop from its beginning; those about looking over what shops show say otherwise.
const TRUSTING: &str = "INSERT INTO setting (name, valid_from, value, set_at) \
    VALUES ('trust-after', '2020-03-20', '0', '2020-03-20 00:00:00.000000')";

fn sqlite_template() -> &'static PathBuf {
    static TEMPLATE: OnceLock<PathBuf> = OnceLock::new();
    TEMPLATE.get_or_init(|| {
        let file = std::env::temp_dir().join(format!("bazarche_template_{}.db", std::process::id()));
        let _ = std::fs::remove_file(&file);
        let url = file.display().to_string();
        Pool::migrate(&url).unwrap();
        let mut conn = diesel::SqliteConnection::establish(&url).unwrap();
        conn.batch_execute(TRUSTING).unwrap();
        conn.batch_execute("PRAGMA wal_checkpoint(TRUNCATE); PRAGMA journal_mode = DELETE;").unwrap();
        file
    })
}

fn postgres_copy(server: &str, name: &str) -> String {
    static TEMPLATE: OnceLock<String> = OnceLock::new();
    let in_database = |name: &str| {
        let (head, _) = server.rsplit_once('/').unwrap();
        format!("{head}/{name}")
    };
    let template = TEMPLATE.get_or_init(|| {
        let name = format!("bazarche_template_{}", std::process::id());
        create(server, &name, "template0");
        Pool::migrate(&in_database(&name)).unwrap();
        PgConnection::establish(&in_database(&name)).unwrap().batch_execute(TRUSTING).unwrap();
        name
    });
    create(server, name, template);
    in_database(name)
}

fn create(server: &str, name: &str, template: &str) {
    let mut conn = PgConnection::establish(server).unwrap();
    conn.batch_execute("SELECT pg_advisory_lock(7)").unwrap();
    conn.batch_execute(&format!("CREATE DATABASE {name} TEMPLATE {template} ENCODING 'UTF8'")).unwrap();
    conn.batch_execute("SELECT pg_advisory_unlock(7)").unwrap();
}
