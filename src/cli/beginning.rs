//! Whether an office is to be begun here. An SQLite file that is missing beside anything that belongs to an office was lost or
//! is on a disk that is not mounted: SQLite would make an empty one and throw away the log of the right one.
use super::backup::LAST;
use super::marker::Marker;
use crate::config::Config;
use crate::db::{Engine, file_length, log_without_database};
use anyhow::bail;
use std::fs;
use std::path::{Path, PathBuf};

/// Stands in the data folder from before the first key is made until the database has its tables.
const MARKER: &str = "first-start-unfinished";

/// Refuses where an SQLite database is missing and something of its office is there; nothing is touched.
///
/// # Errors
/// With a sentence that says what is there, what is missing, and what to do.
pub(super) fn refuse_lost_database(config: &Config) -> anyhow::Result<()> {
    if has_file(config)? || config.data.join(MARKER).exists() {
        return Ok(());
    }
    let Some(left) = left_of_an_office(config)? else { return Ok(()) };
    let database = &config.database_url;
    bail!(
        "DATABASE_URL: there is {}, but the database {database} is missing or empty. Nothing was changed. Put the file back, with {database}-wal \
         if there is one, or mount its disk; if it is lost, `bazarche restore` makes the office of a backup in another folder. \
         To begin a new office, name an empty folder by BAZARCHE_DATA",
        left.display()
    )
}

/// The right to begin an office, or to go on with a beginning that was cut short; none where there is an office already.
///
/// # Errors
/// When the folder cannot be written to, or another process begins one.
pub(super) fn of(config: &Config, has_database: bool) -> anyhow::Result<Option<Marker>> {
    let marker = config.data.join(MARKER);
    if has_database && !marker.exists() {
        return Ok(None);
    }
    Marker::take(&marker).map(Some)
}

/// Whether SQLite's file is there and holds something; PostgreSQL keeps its own.
pub(super) fn has_file(config: &Config) -> anyhow::Result<bool> {
    if Engine::of(&config.database_url) == Engine::Postgres {
        return Ok(true);
    }
    Ok(file_length(Path::new(&config.database_url))? > 0)
}

/// The first thing found that only an office has that was begun.
fn left_of_an_office(config: &Config) -> anyhow::Result<Option<PathBuf>> {
    if let Some(log) = log_without_database(&config.database_url)? {
        return Ok(Some(log));
    }
    let photos = config.data.join("photos");
    if photos.is_dir() && fs::read_dir(&photos)?.next().is_some() {
        return Ok(Some(photos));
    }
    for file in [config.anchors(), config.data.join(LAST), config.key_file.clone()] {
        if file_length(&file)? > 0 {
            return Ok(Some(file));
        }
    }
    Ok(None)
}
