//! A database for each test: a copy of one that is migrated once a process.
use bazarche::db::Pool;
use diesel::connection::SimpleConnection;
use diesel::{Connection, PgConnection, SqliteConnection};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Mutex, OnceLock};

static COUNT: AtomicU32 = AtomicU32::new(0);

/// The address of the PostgreSQL server under test, if it is PostgreSQL.
pub fn server() -> Option<String> {
    std::env::var("BAZARCHE_TEST_DATABASE").ok().filter(|url| !url.is_empty())
}

/// The office of tests trusts every shop from its beginning; those about looking over what shops show say otherwise.
const TRUSTING: &str = "INSERT INTO setting (name, valid_from, value, set_at) \
    VALUES ('trust-after', '2020-03-20', '0', '2020-03-20 00:00:00.000000')";

/// The address of a fresh, migrated database; SQLite's file lies in `folder`.
pub fn fresh(folder: &Path) -> String {
    let name = format!("bazarche_it_{}_{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
    match server() {
        Some(server) => postgres_copy(&server, &name),
        None => {
            let file = folder.join("bazarche.db");
            std::fs::copy(sqlite_template(), &file).expect("the template is copied");
            file.display().to_string()
        }
    }
}

/// The address of a fresh PostgreSQL database without a schema; nothing for SQLite, whose files make themselves.
pub fn empty() -> Option<String> {
    let server = server()?;
    let name = format!("bazarche_it_{}_{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
    create(&server, &name, "template0");
    Some(in_server(&server, &name))
}

/// A connection beside the program's own, which waits for it like every other.
pub fn sqlite(url: &str) -> SqliteConnection {
    let mut conn = SqliteConnection::establish(url).expect("SQLite opens");
    conn.batch_execute("PRAGMA busy_timeout = 10000;").expect("settings");
    conn
}

fn sqlite_template() -> &'static PathBuf {
    static TEMPLATE: OnceLock<PathBuf> = OnceLock::new();
    TEMPLATE.get_or_init(|| {
        let file = std::env::temp_dir().join(format!("bazarche_it_template_{}.db", std::process::id()));
        let _ = std::fs::remove_file(&file);
        let url = file.display().to_string();
        Pool::migrate(&url).expect("SQLite is migrated");
        let mut conn = sqlite(&url);
        conn.batch_execute(TRUSTING).expect("the setting");
        conn.batch_execute("PRAGMA wal_checkpoint(TRUNCATE); PRAGMA journal_mode = DELETE;").expect("one file");
        file
    })
}

/// CREATE DATABASE copies a template only while nobody else is connected to it, so copies are made one at a time.
static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());

fn postgres_copy(server: &str, name: &str) -> String {
    static TEMPLATE: OnceLock<String> = OnceLock::new();
    let template = TEMPLATE.get_or_init(|| {
        let name = format!("bazarche_it_template_{}", std::process::id());
        create(server, &name, "template0");
        Pool::migrate(&in_server(server, &name)).expect("PostgreSQL is migrated");
        let mut conn = PgConnection::establish(&in_server(server, &name)).expect("opens");
        conn.batch_execute(TRUSTING).expect("the setting");
        name
    });
    create(server, name, template);
    in_server(server, name)
}

fn in_server(server: &str, name: &str) -> String {
    let (head, _) = server.rsplit_once('/').expect("BAZARCHE_TEST_DATABASE ends with /database");
    format!("{head}/{name}")
}

fn create(server: &str, name: &str, template: &str) {
    let _turn = ONE_AT_A_TIME.lock();
    let mut conn = PgConnection::establish(server).expect("the PostgreSQL server answers");
    conn.batch_execute(&format!("CREATE DATABASE {name} TEMPLATE {template} ENCODING 'UTF8'")).expect("created");
}

/// Runs statements on the database, beside the program.
pub fn execute(url: &str, sql: &str) {
    if url.starts_with("postgres") {
        PgConnection::establish(url).expect("PostgreSQL opens").batch_execute(sql).expect("done");
    } else {
        sqlite(url).batch_execute(sql).expect("done");
    }
}
