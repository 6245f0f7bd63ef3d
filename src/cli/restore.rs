//! `restore`: makes the office of a backup in an empty place. A marker stands in the folder until every digest was seen to be
//! right, so that a restore that was cut short is never served.
use super::backup::archive::Archive;
use super::backup::{Inward, read_identities};
use super::marker::{Marker, absent};
use crate::catalogue::photos::PhotoStore;
use crate::config::{Config, Photos};
use crate::db::copy::{Snapshot, knows, load, same};
use crate::db::{Engine, log_without_database};
use crate::kernel::digest::{hex, sha256};
use anyhow::{Context, bail, ensure};
use clap::Args;
use futures_util::TryStreamExt;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

const MARKER: &str = "restore-unfinished";

#[derive(Args)]
pub(super) struct RestoreArguments {
    /// The backup.
    file: PathBuf,
    /// The data folder to be made: photos, and the database unless DATABASE_URL names PostgreSQL.
    #[arg(long)]
    into: PathBuf,
    /// File of the age key that opens an encrypted backup.
    #[arg(long)]
    identity: Option<PathBuf>,
}

/// Reads all of the backup before anything is made, and all that was made before it is called done.
pub(super) fn restore(asked: &RestoreArguments, config: Config) -> anyhow::Result<ExitCode> {
    let config = settings(asked, config);
    let mut archive = open(asked).with_context(|| format!("the backup {}", asked.file.display()))?;
    let was_cut_short = config.data.join(MARKER).exists();
    let marker = take(&config, was_cut_short)?;
    if let Err(error) = fill(&mut archive, &config) {
        throw_away(&config)?;
        // PostgreSQL may have kept what a restore wrote that was cut short just before its end.
        if !was_cut_short {
            marker.remove()?;
        }
        return Err(error);
    }
    same(&archive.manifest().tables, &Snapshot::open(&config.database_url)?.digests()?)?;
    marker.remove()?;
    let manifest = archive.manifest();
    println!("{}: {}, every digest as in the backup", config.data.display(), manifest.summary());
    for code in &manifest.missing_photos {
        println!("photo {code} was missing when the backup was made");
    }
    println!("Put the copy of the key file at {} and start the server.", config.key_file.display());
    Ok(ExitCode::SUCCESS)
}

/// Refuses a folder in which a restore was cut short.
///
/// # Errors
/// When one was.
pub(super) fn refuse_unfinished(data: &Path) -> anyhow::Result<()> {
    ensure!(
        !data.join(MARKER).exists(),
        "a restore into {} was cut short, so the office there is not whole; run the restore again",
        data.display()
    );
    Ok(())
}

/// Everything lies in the folder, but for a PostgreSQL database, if DATABASE_URL names one.
fn settings(asked: &RestoreArguments, mut config: Config) -> Config {
    if config.key_file == config.data.join("master.key") {
        config.key_file = asked.into.join("master.key");
    }
    config.move_to(&asked.into);
    if Engine::of(&config.database_url) == Engine::Sqlite {
        config.database_url = asked.into.join("bazarche.db").display().to_string();
    }
    config
}

fn open(asked: &RestoreArguments) -> anyhow::Result<Archive> {
    let identities = asked.identity.as_deref().map(read_identities).transpose()?.unwrap_or_default();
    let identities: Vec<&dyn age::Identity> = identities.iter().map(|identity| identity.as_ref() as _).collect();
    let mut archive = Archive::open(Inward::open(&asked.file, &identities)?)?;
    let (schema, program) = (&archive.manifest().schema, &archive.manifest().program);
    ensure!(knows(schema), "it was made by a newer bazarche ({program}, schema {schema}); use that one to restore it");
    archive.check()?;
    Ok(archive)
}

/// Takes an empty folder, or one that holds nothing but what a restore left that was cut short, which is thrown away.
fn take(config: &Config, was_cut_short: bool) -> anyhow::Result<Marker> {
    let is_sqlite = Engine::of(&config.database_url) == Engine::Sqlite;
    ensure!(
        was_cut_short || !is_sqlite || !Path::new(&config.database_url).exists(),
        "there is a database {} already; name another folder with --into",
        config.database_url
    );
    if let Some(log) = log_without_database(&config.database_url)?.filter(|_| !was_cut_short) {
        bail!("there is {}, the log of a database that is missing; name another folder with --into", log.display());
    }
    refuse_photos(config, was_cut_short)?;
    fs::create_dir_all(&config.data).with_context(|| config.data.display().to_string())?;
    let marker = Marker::take(&config.data.join(MARKER))?;
    throw_away(config)?;
    Ok(marker)
}

/// Refuses a place that holds photos already. Those of another office are never written over: whoever tries a backup must not
/// come into the store of the office that it is of.
fn refuse_photos(config: &Config, was_cut_short: bool) -> anyhow::Result<()> {
    let (is_empty, remedy) = match &config.photos {
        Photos::Folder(folder) => {
            (!folder.is_dir() || fs::read_dir(folder)?.next().is_none(), "name another folder with --into")
        }
        Photos::Bucket(_) => {
            let store = PhotoStore::open(&config.photos).context("BAZARCHE_PHOTOS")?;
            let first = store.wait(store.names(None).try_next()).with_context(|| store.to_string())?;
            (first.is_none(), "name another bucket or prefix in the file of BAZARCHE_PHOTOS")
        }
    };
    ensure!(was_cut_short || is_empty, "there are photos in {} already; {remedy}", config.photos);
    Ok(())
}

fn fill(archive: &mut Archive, config: &Config) -> anyhow::Result<()> {
    let store = PhotoStore::open(&config.photos).context("BAZARCHE_PHOTOS")?;
    let photos = archive.manifest().photos.clone();
    for photo in &photos {
        let bytes = archive.photo(photo)?;
        store.wait(store.put_back(&photo.file, bytes)).with_context(|| format!("photo {}", photo.file))?;
    }
    for photo in &photos {
        let bytes = store.wait(store.read(&photo.file))?.unwrap_or_default();
        ensure!(hex(&sha256(&bytes)) == photo.sha256, "photo {} does not read back as it was", photo.file);
    }
    load(&config.database_url, archive).map(drop)
}

/// Removes what a restore made; in PostgreSQL that is nothing, since all of it is one transaction. What came into a bucket is
/// left there: the same names hold the same photos when it is run again.
fn throw_away(config: &Config) -> anyhow::Result<()> {
    if Engine::of(&config.database_url) == Engine::Sqlite {
        for ending in ["", "-wal", "-shm"] {
            let file = format!("{}{ending}", config.database_url);
            absent(fs::remove_file(&file)).context(file)?;
        }
    }
    let Photos::Folder(photos) = &config.photos else {
        return Ok(());
    };
    absent(fs::remove_dir_all(photos)).with_context(|| photos.display().to_string())
}
