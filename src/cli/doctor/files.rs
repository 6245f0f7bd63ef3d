//! The checks of folders and files: the data folder, the room on its disk, the key file's rights, and what commands
//! left behind that were cut short.
use super::{Report, photos};
use crate::cli::backup::last_backup;
use crate::cli::marker::absent;
use crate::cli::restore::refuse_unfinished;
use crate::config::Config;
use crate::db::Engine;
use crate::kernel::clock::Clock;
use anyhow::{Context, anyhow, bail, ensure};
use chrono::TimeDelta;
use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Write};
use std::os::unix::fs::{MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

/// Less room than this is wrong: a market day's photos and a backup do not fit.
const LEAST_ROOM: u64 = 512 << 20;
/// A disk can be full of files before it is full of bytes.
const LEAST_FILES: u64 = 1000;
/// A backup that is older protects too little.
const OLDEST_BACKUP: TimeDelta = TimeDelta::days(7);

pub(super) fn examine(config: &Config, report: &mut Report) {
    report.note("data folder", data_folder(config));
    if config.data.is_dir() {
        report.note("disk", rooms(config));
        report.note("photos", photos::examine(config));
        report.note("backup", backup(&config.data));
        report.note("left behind", left_behind(config));
    }
}

fn data_folder(config: &Config) -> anyhow::Result<String> {
    let folder = &config.data;
    ensure!(
        folder.is_dir(),
        "there is no folder {}; `bazarche serve` makes it at its first start, or set BAZARCHE_DATA",
        folder.display()
    );
    writable(folder)?;
    if Engine::of(&config.database_url) == Engine::Sqlite && Path::new(&config.database_url).exists() {
        let mode = fs::metadata(&config.database_url)?.mode();
        ensure!(mode & 0o077 == 0, "others may read {0}: chmod 600 {0}", config.database_url);
    }
    Ok(format!("{} can be written to", folder.display()))
}

/// Writes a file in the folder and takes it away again.
pub(super) fn writable(folder: &Path) -> anyhow::Result<()> {
    let trial = folder.join(format!(".doctor-{}", std::process::id()));
    let write = || -> std::io::Result<()> {
        let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&trial)?;
        file.write_all(b"a trial\n")?;
        file.sync_all()
    };
    let written = write();
    let removed = absent(fs::remove_file(&trial));
    written.and(removed).map_err(|error| {
        let advice = advice(error.kind());
        anyhow!(error).context(format!("nothing can be written to {}; {advice}", folder.display()))
    })
}

/// What to do about a folder that takes no file.
fn advice(kind: ErrorKind) -> &'static str {
    match kind {
        ErrorKind::StorageFull => "its disk is full: make room on it, or move the folder to a larger one",
        ErrorKind::QuotaExceeded => "its user has used up the quota of the disk: make room, or raise the quota",
        ErrorKind::ReadOnlyFilesystem => "its disk is read-only: look at the disk, then mount it to be written to",
        _ => "give it to the user that runs the server",
    }
}

/// How many bytes fit on the disk of a folder.
pub(in crate::cli) fn free_bytes(folder: &Path) -> anyhow::Result<u64> {
    let disk = rustix::fs::statvfs(folder).with_context(|| folder.display().to_string())?;
    Ok(disk.f_bavail.saturating_mul(disk.f_frsize))
}

/// That there is a backup of this week, once there is one at all.
fn backup(folder: &Path) -> anyhow::Result<String> {
    let Some(made) = last_backup(folder) else {
        return Ok("none yet; `bazarche backup FILE` makes one".to_owned());
    };
    let when = made.format("%Y-%m-%d %H:%M");
    ensure!(
        Clock::system().now().at - made < OLDEST_BACKUP,
        "the last one was made at {when} UTC; make one every day with `bazarche backup FILE`"
    );
    Ok(format!("the last one was made at {when} UTC"))
}

/// The room on the disk of the data folder, and on that of SQLite's file where it lies elsewhere.
fn rooms(config: &Config) -> anyhow::Result<String> {
    let said = room(&config.data)?;
    let folder = Path::new(&config.database_url).parent().unwrap_or(Path::new("")).to_owned();
    let folder = if folder.as_os_str().is_empty() { PathBuf::from(".") } else { folder };
    let is_elsewhere = folder.is_dir() && fs::metadata(&folder)?.dev() != fs::metadata(&config.data)?.dev();
    if Engine::of(&config.database_url) == Engine::Sqlite && is_elsewhere {
        let there = room(&folder).with_context(|| folder.display().to_string())?;
        return Ok(format!("{said}; {there} at {}", folder.display()));
    }
    Ok(said)
}

fn room(folder: &Path) -> anyhow::Result<String> {
    let free = free_bytes(folder)?;
    let megabytes = free >> 20;
    let disk = rustix::fs::statvfs(folder).with_context(|| folder.display().to_string())?;
    // A disk that does not count its files says none of none.
    ensure!(
        disk.f_files == 0 || disk.f_favail >= LEAST_FILES,
        "only {} more files fit on it; remove some before photos cannot be kept",
        disk.f_favail
    );
    ensure!(
        free >= LEAST_ROOM,
        "only {megabytes} MB are free; make room before the disk is full, or sales cannot be recorded"
    );
    Ok(format!("{megabytes} MB are free"))
}

fn left_behind(config: &Config) -> anyhow::Result<String> {
    refuse_unfinished(&config.data)?;
    let mut found: Vec<PathBuf> = Vec::new();
    for entry in fs::read_dir(&config.data)? {
        let path = entry?.path();
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        if name.ends_with(".part") || name.ends_with(".new") || name == "demo-unfinished" {
            found.push(path);
        }
    }
    if let Some(first) = found.first() {
        bail!(
            "{} was left by a command that was cut short, unless one is running just now; run the command again or remove it",
            first.display()
        );
    }
    Ok("nothing".to_owned())
}
