//! A disk, or a PostgreSQL, that takes no writes: what is there is read, and whoever wants to change something is told.
use crate::failures::{Stand, left};
use crate::support::{App, database};
use diesel::connection::SimpleConnection;
use diesel::{Connection, PgConnection};
use std::path::{Path, PathBuf};
use std::process::Command;

/// A database and a folder that take no writes until this is dropped: PostgreSQL's is set so, and the files of SQLite and
/// of photos are made immutable, for whoever has them open as well.
pub struct ReadOnly {
    files: Vec<PathBuf>,
    postgres: Option<String>,
}

impl ReadOnly {
    /// None where the disk or the rights of the tests do not allow it.
    pub fn make(app: &App) -> Option<ReadOnly> {
        if database::server().is_some() {
            let made = ReadOnly { files: Vec::new(), postgres: Some(app.database().to_owned()) };
            made.set("SET default_transaction_read_only = on");
            return Some(made);
        }
        let beside = ["", "-wal", "-shm"].map(|ending| PathBuf::from(format!("{}{ending}", app.database())));
        let folders = [app.folder().join("photos"), app.folder().to_owned()];
        let files: Vec<PathBuf> = beside.into_iter().chain(folders).filter(|file| file.exists()).collect();
        let made = ReadOnly { files, postgres: None };
        if made.files.iter().all(|file| is_marked("+i", file)) {
            return Some(made);
        }
        println!("not tested: this user or this disk cannot make files immutable");
        None
    }

    fn set(&self, what: &str) {
        let Some(url) = &self.postgres else { return };
        let name = url.rsplit('/').next().expect("a name");
        let server = database::server().expect("PostgreSQL");
        let mut server = PgConnection::establish(&server).expect("the server answers");
        let sql = format!(
            "ALTER DATABASE {name} {what}; SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'"
        );
        server.batch_execute(&sql).expect("set");
    }
}

fn is_marked(mark: &str, file: &Path) -> bool {
    Command::new("chattr").arg(mark).arg(file).output().is_ok_and(|output| output.status.success())
}

impl Drop for ReadOnly {
    fn drop(&mut self) {
        for file in &self.files {
            is_marked("-i", file);
        }
        self.set("RESET default_transaction_read_only");
    }
}

#[test]
fn where_nothing_can_be_written_pages_are_read_and_sales_are_refused_with_a_sentence() {
    let mut stand = Stand::open();
    let process = stand.serve(&[]);
    let mut seller = stand.seller(&process);
    assert_eq!(stand.sell(&mut seller, "before").status, 303);
    assert_eq!(process.client().get("/en/market").status, 200);

    let Some(read_only) = ReadOnly::make(&stand.town.app) else { return };
    let refused = stand.sell(&mut seller, "meanwhile");
    assert_eq!(refused.status, 503, "{}", refused.words());
    assert!(refused.has("Please try again in a minute"), "{}", refused.words());
    for path in ["/en", "/en/goods", "/en/market", "/healthz", "/readyz"] {
        let page = process.client().get(path);
        assert_eq!(page.status, 200, "{path}: {}", page.words());
    }
    for path in ["/en/my/goods", "/en/my/sales", "/en/my/sell"] {
        let page = seller.get(path);
        assert_eq!(page.status, 200, "{path}: {}", page.words());
    }
    let unknown = process.client().post("/en/sign-in", &[("phone", "09120000101"), ("password", "some words of mine")]);
    assert_eq!(unknown.status, 503, "{}", unknown.words());
    drop(read_only);

    assert_eq!(stand.sell(&mut seller, "meanwhile").status, 303, "the same form, sent again");
    process.kill();
    assert_eq!(left(&mut stand), "18");
    assert!(stand.verified().contains("everything adds up"));
}
