//! Whether the file of an SQLite database is still the one that was opened.
use std::os::unix::fs::MetadataExt;
use std::path::PathBuf;

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
