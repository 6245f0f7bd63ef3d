//! An empty place for another office: a folder and, where the suite runs on PostgreSQL, a database. The folder goes when it
//! is dropped.
use super::{app, database};
use std::fs::OpenOptions;
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

pub struct Place {
    pub folder: PathBuf,
    postgres: Option<String>,
}

impl Place {
    pub fn new() -> Place {
        let folder = app::fresh_folder();
        std::fs::remove_dir(&folder).expect("not there yet");
        Place { folder, postgres: database::empty() }
    }

    pub fn url(&self) -> String {
        self.postgres.clone().unwrap_or_else(|| self.folder.join("bazarche.db").display().to_string())
    }

    /// A command of the program in this place.
    pub fn command(&self, arguments: &[&str]) -> Command {
        command(&self.folder, &self.url(), arguments)
    }

    /// Writes the keys of the tests to the folder.
    pub fn give_keys(&self) {
        give_keys(&self.folder);
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

pub fn command(folder: &Path, url: &str, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_bazarche"));
    command.args(arguments).env("DATABASE_URL", url).env("BAZARCHE_DATA", folder);
    command
}

/// Writes the key file of the tests to a folder.
pub fn give_keys(folder: &Path) {
    let keys = folder.join("master.key");
    let mut file = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&keys).expect("keys");
    writeln!(file, "master-1 = {}\nindex = {}", "01".repeat(32), "02".repeat(32)).expect("keys");
}

/// What a command said that ended well.
pub fn told(output: &Output) -> String {
    assert!(output.status.success(), "{output:?}");
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// Why a command ended with 1.
pub fn refusal(output: &Output) -> String {
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    String::from_utf8_lossy(&output.stderr).into_owned()
}
