//! The file of an SQLite database and the log beside it, as the disk has them.
use super::connection::Engine;
use std::io::ErrorKind;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

/// The file of an SQLite database as it was opened. Once it is moved away or replaced, what is written goes to a file that
/// nobody finds again, so nothing may be acknowledged.
pub(super) struct DatabaseFile {
    path: PathBuf,
    device: u64,
    inode: u64,
}

impl DatabaseFile {
    pub fn find(url: &str) -> std::io::Result<DatabaseFile> {
        let found = std::fs::metadata(url)?;
        Ok(DatabaseFile { path: PathBuf::from(url), device: found.dev(), inode: found.ino() })
    }

    pub fn is_in_place(&self) -> bool {
        std::fs::metadata(&self.path).is_ok_and(|found| (found.dev(), found.ino()) == (self.device, self.inode))
    }
}

/// The log of an SQLite database whose own file is missing or empty. SQLite would throw the log away, and with it what was
/// acknowledged last.
///
/// # Errors
/// When it cannot be looked at.
pub(crate) fn log_without_database(url: &str) -> std::io::Result<Option<PathBuf>> {
    if Engine::of(url) == Engine::Postgres || file_length(Path::new(url))? > 0 {
        return Ok(None);
    }
    for log in ["-wal", "-shm"].map(|ending| PathBuf::from(format!("{url}{ending}"))) {
        if file_length(&log)? > 0 {
            return Ok(Some(log));
        }
    }
    Ok(None)
}

/// How long a file is; one that is not there has no length.
///
/// # Errors
/// When it cannot be looked at.
pub(crate) fn file_length(path: &Path) -> std::io::Result<u64> {
    match std::fs::metadata(path) {
        Ok(file) => Ok(file.len()),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(0),
        Err(error) => Err(error),
    }
}
