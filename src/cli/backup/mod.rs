//! `backup`: the database and its photos as they are at one moment, in one file that was read back before it got its name.
//! The file is a zip: the tables as lines of JSON, the photos, and last a manifest with the SHA-256 of everything in it.
//! The key file is not in it: whoever finds a backup must not find the keys with it.
pub(super) mod archive;
mod envelope;
mod manifest;
mod seal;
mod steady;
mod write;

use super::marker::{absent, flush_folder_of};
use super::restore::refuse_unfinished;
use super::serve::refuse_no_database;
use crate::config::Config;
use crate::db::copy::Snapshot;
use anyhow::{Context, ensure};
use archive::Archive;
use chrono::{DateTime, NaiveDateTime, Utc};
use clap::Args;
pub(super) use envelope::{Inward, read_identities};
use envelope::{Lock, Outward};
use manifest::Manifest;
use std::ffi::OsString;
use std::fs::{self, OpenOptions};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

#[derive(Args)]
pub(super) struct BackupArguments {
    /// The file to be written; it must not be there yet.
    file: PathBuf,
    /// Encrypt for this age recipient (age1…) only; may be given more than once.
    #[arg(long = "recipient", value_name = "AGE1…")]
    recipients: Vec<String>,
}

/// Writes the file under another name, flushes it, reads all of it back, and then gives it its name. Ends with 1 where a
/// photo's file is missing: the backup is good for everything else.
pub(super) fn backup(config: &Config, asked: &BackupArguments) -> anyhow::Result<ExitCode> {
    let file = &asked.file;
    ensure!(!file.exists(), "{} is there already; name another file", file.display());
    refuse_unfinished(&config.data)?;
    refuse_no_database(config)?;
    let lock = Lock::for_recipients(&asked.recipients)?;
    let part = part_of(file);
    let made = make(config, &lock, &part);
    if made.is_err() {
        absent(fs::remove_file(&part)).with_context(|| part.display().to_string())?;
    }
    let manifest = made?;
    fs::rename(&part, file).with_context(|| file.display().to_string())?;
    flush_folder_of(file)?;
    note(config, file);
    tell(config, file, &manifest, &lock)?;
    let lost = lost_photos(config, &manifest)?;
    for code in &lost {
        println!("photo {code}: a file of it is missing in {}", config.photos);
    }
    Ok(if lost.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// In the data folder: names the last backup, and by its own time tells when that was made.
pub(super) const LAST: &str = "last-backup";

/// Notes in the data folder that a backup was made. One that cannot be noted, as on a full disk, is no worse a backup.
fn note(config: &Config, file: &Path) {
    let mark = config.data.join(LAST);
    if let Err(error) = fs::write(&mark, file.display().to_string()) {
        eprintln!(
            "bazarche: the backup is whole, but {} cannot be written ({error}), so doctor and the alerts do not know of it",
            mark.display()
        );
    }
}

/// When the last backup of an office was made, in UTC; none if there is none yet.
pub(super) fn last_backup(data: &Path) -> Option<NaiveDateTime> {
    let made = fs::metadata(data.join(LAST)).and_then(|file| file.modified()).ok()?;
    Some(DateTime::<Utc>::from(made).naive_utc())
}

fn part_of(file: &Path) -> PathBuf {
    let mut name = OsString::from(file);
    name.push(".part");
    PathBuf::from(name)
}

fn make(config: &Config, lock: &Lock, part: &Path) -> anyhow::Result<Manifest> {
    let of_part = || part.display().to_string();
    absent(fs::remove_file(part)).with_context(of_part)?;
    let file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(part).with_context(of_part)?;
    let written = write::write(config, Outward::new(file, lock)?)?;
    let inward = Inward::open(part, &lock.identities())?;
    let mut archive = Archive::open(inward).context("the file was written, but cannot be read back")?;
    archive.check().context("the file was written, but does not read back as it was")?;
    ensure!(*archive.manifest() == written, "the file was written, but its manifest does not read back as it was");
    Ok(written)
}

fn tell(config: &Config, file: &Path, manifest: &Manifest, lock: &Lock) -> anyhow::Result<()> {
    let bytes = fs::metadata(file)?.len();
    println!("{}: {}, {bytes} bytes, read back whole", file.display(), manifest.summary());
    if !lock.is_locked() {
        println!("It is not encrypted: whoever has it reads what is not sealed. --recipient encrypts it.");
    }
    println!(
        "The key file {} is not in it. Keep a copy of that file in another place than the backups: without it no sealed \
         field opens, and together they open everything.",
        config.key_file.display()
    );
    Ok(())
}

/// The photos whose files were missing and that are still shown: others were taken away while the backup ran.
fn lost_photos(config: &Config, manifest: &Manifest) -> anyhow::Result<Vec<String>> {
    if manifest.missing_photos.is_empty() {
        return Ok(Vec::new());
    }
    let shown = Snapshot::open(&config.database_url)?.texts("photo", "code")?;
    Ok(manifest.missing_photos.iter().filter(|code| shown.contains(code)).cloned().collect())
}
