//! A file that stands in a folder while a command fills it, locked as long as the command runs: where it is found unlocked,
//! the command was cut short and what it made is not whole.
use anyhow::{Context, bail};
use std::fs::{self, File, TryLockError};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// The right to fill the folder; nobody else fills it meanwhile.
pub(super) struct Marker {
    path: PathBuf,
    _lock: File,
}

impl Marker {
    /// Writes the marker, or takes over the one of a command that was cut short.
    ///
    /// # Errors
    /// When it cannot be written, or another process holds it.
    pub fn take(path: &Path) -> anyhow::Result<Marker> {
        let file = File::create(path).with_context(|| format!("{} cannot be written", path.display()))?;
        match file.try_lock() {
            Ok(()) => {
                flush_folder_of(path)?;
                Ok(Marker { path: path.to_owned(), _lock: file })
            }
            Err(TryLockError::WouldBlock) => {
                let folder = path.parent().unwrap_or(path);
                bail!("another bazarche is filling {} just now; wait until it has finished", folder.display())
            }
            Err(TryLockError::Error(error)) => Err(error).with_context(|| path.display().to_string()),
        }
    }

    /// Says that the folder is whole, or that nothing is left in it.
    ///
    /// # Errors
    /// When the disk says no.
    pub fn remove(self) -> anyhow::Result<()> {
        flush_folder_of(&self.path)?;
        fs::remove_file(&self.path)?;
        flush_folder_of(&self.path)
    }
}

/// Sees to it that the names in the folder of a file outlast a loss of power.
pub(super) fn flush_folder_of(file: &Path) -> anyhow::Result<()> {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    File::open(folder).and_then(|folder| folder.sync_all()).with_context(|| folder.display().to_string())
}

/// What is gone already needs no removing.
pub(super) fn absent(removed: std::io::Result<()>) -> std::io::Result<()> {
    match removed {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        other => other,
    }
}
