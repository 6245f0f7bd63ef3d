//! The demo's folder: a finished demo, one to be filled, or something else that is left alone. A marker file, locked while the
//! folder is being filled, tells a demo that was cut short: it is thrown away and made again.
use crate::cli::marker::{Marker, absent};
use crate::cli::serve::has_database;
use crate::config::Config;
use crate::db::Engine;
use crate::demo::Accounts;
use anyhow::{Context, ensure};
use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

const ACCOUNTS: &str = "demo-accounts.json";
const MARKER: &str = "demo-unfinished";

/// What the folder holds.
pub(super) enum Found {
    Finished(Box<Accounts>),
    /// Nothing, now that what was unfinished is gone.
    Unfinished(Unfinished),
}

/// The right to fill the folder; nobody else fills it meanwhile.
pub(super) struct Unfinished {
    folder: PathBuf,
    marker: Marker,
}

/// Looks what is there, and takes an empty folder, or one that was cut short, to be filled.
///
/// # Errors
/// When it holds something else, or another process fills it.
pub(super) fn look(config: &Config) -> anyhow::Result<Found> {
    let folder = &config.data;
    let accounts = folder.join(ACCOUNTS);
    if accounts.exists() {
        ensure!(
            has_database(config)?,
            "{} is there, but its database is not; remove the folder to make the demo again",
            accounts.display()
        );
        let text = fs::read_to_string(&accounts).with_context(|| accounts.display().to_string())?;
        let known: Accounts = serde_json::from_str(&text).with_context(|| accounts.display().to_string())?;
        return Ok(Found::Finished(Box::new(known)));
    }
    let is_cut_short = folder.join(MARKER).exists();
    ensure!(
        is_cut_short || is_empty(folder)?,
        "{} holds other things than a demo; give another folder with --data",
        folder.display()
    );
    fs::create_dir_all(folder).with_context(|| format!("the folder {} cannot be made", folder.display()))?;
    let unfinished = Unfinished::take(folder)?;
    if is_cut_short {
        println!("The demo in {} was not finished; it is made again.", folder.display());
        throw_away(config)?;
    }
    ensure!(
        Engine::of(&config.database_url) == Engine::Sqlite || !has_database(config)?,
        "the database that DATABASE_URL names is not empty; make the demo in a fresh one"
    );
    Ok(Found::Unfinished(unfinished))
}

impl Unfinished {
    fn take(folder: &Path) -> anyhow::Result<Unfinished> {
        Ok(Unfinished { folder: folder.to_owned(), marker: Marker::take(&folder.join(MARKER))? })
    }

    /// Writes the sign-ins down: from now on the demo is whole.
    pub fn finish(self, accounts: &Accounts) -> anyhow::Result<()> {
        let whole = self.folder.join(ACCOUNTS);
        let unfinished = whole.with_extension("new");
        let mut file = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&unfinished)?;
        writeln!(file, "{}", serde_json::to_string_pretty(accounts)?)?;
        fs::rename(&unfinished, &whole)?;
        self.marker.remove()
    }
}

fn is_empty(folder: &Path) -> anyhow::Result<bool> {
    match fs::read_dir(folder) {
        Ok(mut entries) => Ok(entries.next().is_none()),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(true),
        Err(error) => Err(error).with_context(|| folder.display().to_string()),
    }
}

/// Removes what an earlier process made of a demo and did not finish.
fn throw_away(config: &Config) -> anyhow::Result<()> {
    let files = ["bazarche.db", "bazarche.db-wal", "bazarche.db-shm", "master.key", "demo-accounts.new"];
    for path in files.map(|name| config.data.join(name)) {
        absent(fs::remove_file(&path)).with_context(|| path.display().to_string())?;
    }
    for path in [config.data.join("photos"), config.data.join("mail")] {
        absent(fs::remove_dir_all(&path)).with_context(|| path.display().to_string())?;
    }
    Ok(())
}
