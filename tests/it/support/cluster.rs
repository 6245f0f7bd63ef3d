//! A PostgreSQL server of the test's own, from Debian's packages, that keeps what it acknowledged and can be killed.
use super::process::free_port;
use diesel::connection::SimpleConnection;
use diesel::{Connection, PgConnection, QueryableByName, RunQueryDsl, sql_query};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

pub struct Cluster {
    data: PathBuf,
    pub port: u16,
}

impl Cluster {
    /// A server with nothing in it, under `folder`.
    pub fn new(folder: &Path) -> Cluster {
        let cluster = Cluster { data: folder.join("first"), port: free_port() };
        cluster.make_folder();
        cluster.run("initdb", &["-U", "tester", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8"]);
        cluster.start();
        cluster
    }

    /// A standby of this server, to which every commit must have come before it is acknowledged.
    pub fn synchronous_standby(&self, folder: &Path) -> Cluster {
        let standby = Cluster { data: folder.join("second"), port: free_port() };
        standby.make_folder();
        let port = self.port.to_string();
        standby.run(
            "pg_basebackup",
            &["-h", "127.0.0.1", "-p", &port, "-U", "tester", "-R", "-X", "stream", "-c", "fast"],
        );
        standby.start();
        self.set("SET synchronous_standby_names = '*'");
        let mut server = self.connect();
        let begun = Instant::now();
        while standing(&mut server) != "sync" {
            assert!(begun.elapsed() < Duration::from_secs(60), "the standby does not follow");
            std::thread::sleep(Duration::from_millis(50));
        }
        standby
    }

    pub fn connect(&self) -> PgConnection {
        let url = format!("postgres://tester@127.0.0.1:{}/postgres", self.port);
        PgConnection::establish(&url).expect("the server answers")
    }

    /// Changes a setting.
    pub fn set(&self, setting: &str) {
        let mut server = self.connect();
        server.batch_execute(&format!("ALTER SYSTEM {setting}")).expect("set");
        server.batch_execute("SELECT pg_reload_conf()").expect("read again");
    }

    /// SIGKILL for every process of the server: it gets no word in.
    pub fn kill(&self) {
        let told = std::fs::read_to_string(self.data.join("postmaster.pid")).expect("it runs");
        let first = told.lines().next().expect("a number").to_owned();
        let children = Command::new("ps").args(["-o", "pid=", "--ppid", &first]).output().expect("ps runs").stdout;
        let children = String::from_utf8_lossy(&children).into_owned();
        let all = std::iter::once(first.as_str()).chain(children.split_whitespace());
        assert!(Command::new("kill").arg("-KILL").args(all).stderr(Stdio::null()).status().is_ok());
    }

    /// From now on the standby is the server that takes writes.
    pub fn promote(&self) {
        self.run("pg_ctl", &["-w", "promote"]);
    }

    fn start(&self) {
        let settings = format!(
            "-p {} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c max_connections=60",
            self.port
        );
        let log = self.data.join("log").display().to_string();
        self.run("pg_ctl", &["-w", "-l", &log, "-o", &settings, "start"]);
    }

    fn make_folder(&self) {
        if is_root() {
            let made = Command::new("install").args(["-d", "-o", "postgres", "-m", "700"]).arg(&self.data).status();
            assert!(made.expect("install runs").success());
        } else {
            std::fs::create_dir_all(&self.data).expect("a folder");
        }
    }

    /// A program of PostgreSQL, which refuses to be root.
    fn run(&self, program: &str, arguments: &[&str]) {
        let program = newest_programs().join(program);
        let mut command = if is_root() {
            let mut command = Command::new("runuser");
            command.args(["-u", "postgres", "--"]).arg(program);
            command
        } else {
            Command::new(program)
        };
        command.arg("-D").arg(&self.data).args(arguments).current_dir("/").stdout(Stdio::null());
        assert!(command.status().expect("it runs").success(), "{command:?}");
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        if self.data.join("postmaster.pid").exists() {
            self.kill();
        }
    }
}

#[derive(QueryableByName)]
struct State {
    #[diesel(sql_type = diesel::sql_types::Text)]
    state: String,
}

fn standing(server: &mut PgConnection) -> String {
    let sql = "SELECT coalesce(max(sync_state), '') AS state FROM pg_stat_replication";
    sql_query(sql).get_result::<State>(server).expect("asked").state
}

fn is_root() -> bool {
    std::fs::metadata("/proc/self").expect("Linux").uid() == 0
}

/// Where Debian keeps the programs of its newest PostgreSQL.
fn newest_programs() -> PathBuf {
    let versions = std::fs::read_dir("/usr/lib/postgresql").expect("Debian's PostgreSQL");
    let newest = versions.filter_map(|entry| entry.ok()?.file_name().to_str()?.parse::<u32>().ok()).max();
    PathBuf::from(format!("/usr/lib/postgresql/{}/bin", newest.expect("a version")))
}
