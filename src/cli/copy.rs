//! `copy`: moves an office to another database, on the same engine or the other one, or its photos to another store, and proves
//! that nothing changed.
use crate::catalogue::photos::PhotoStore;
use crate::config::{PHOTOS_SECRET, Photos};
use crate::db::copy::{Snapshot, load, same};
use crate::kernel::digest::sha256;
use anyhow::{Context, ensure};
use clap::Args;
use futures_util::{StreamExt, TryStreamExt};
use std::process::ExitCode;

#[derive(Args)]
pub(super) struct CopyArguments {
    /// Path of an SQLite file, or postgres://…; with --photos a folder, or file:PATH of the file that names a bucket.
    from: String,
    to: String,
    /// Copy the photos, not the database.
    #[arg(long)]
    photos: bool,
}

pub(super) fn copy(asked: &CopyArguments) -> anyhow::Result<ExitCode> {
    if asked.photos { photos(&asked.from, &asked.to) } else { database(&asked.from, &asked.to) }
}

/// Copies FROM to TO, which must be empty; ends with an error unless both give the same digests.
fn database(from: &str, to: &str) -> anyhow::Result<ExitCode> {
    let mut source = Snapshot::open(from).context("the database to copy from")?;
    let digests = load(to, &mut source).context("the database to copy to")?;
    same(&digests, &Snapshot::open(to)?.digests()?)?;
    let rows: u64 = digests.iter().map(|digest| digest.rows).sum();
    println!("{} tables, {rows} rows, the same digests on both sides", digests.len());
    println!(
        "The photos and the key file are not in it: `bazarche copy --photos` copies the photos, and the key file is a file \
         to be copied along."
    );
    Ok(ExitCode::SUCCESS)
}

/// So many files are under way at once.
const AT_ONCE: usize = 8;

/// Copies every file of a photo and reads it back. What TO holds besides stays there; run again, it writes the same again.
fn photos(from: &str, to: &str) -> anyhow::Result<ExitCode> {
    let secret = std::env::var(PHOTOS_SECRET).ok();
    let (from, to) = (Photos::at(from, secret.clone())?, Photos::at(to, secret)?);
    if let Photos::Folder(folder) = &from {
        ensure!(folder.is_dir(), "there is no folder {}", folder.display());
    }
    let (source, target) = (PhotoStore::open(&from)?, PhotoStore::open(&to)?);
    let copied = source.names(None).map_err(anyhow::Error::from).map(|name| {
        let (source, target) = (&source, &target);
        async move { copy_one(source, target, &name?).await }
    });
    let copied = copied.buffer_unordered(AT_ONCE).try_fold((0_u64, 0), |(files, bytes), copied| async move {
        Ok(copied.map_or((files, bytes), |length| (files + 1, bytes + length)))
    });
    let (files, bytes) = target.wait(copied)?;
    println!("{files} files of photos, {bytes} bytes, read back from {target} as they are in {source}");
    Ok(ExitCode::SUCCESS)
}

/// Copies a file; gives its length, or nothing where it was taken away meanwhile.
async fn copy_one(source: &PhotoStore, target: &PhotoStore, name: &str) -> anyhow::Result<Option<usize>> {
    let Some(bytes) = source.read(name).await.with_context(|| source.to_string())? else {
        return Ok(None);
    };
    let (digest, length) = (sha256(&bytes), bytes.len());
    target.put_back(name, bytes).await.with_context(|| target.to_string())?;
    let back = target.read(name).await.with_context(|| target.to_string())?.unwrap_or_default();
    ensure!(sha256(&back) == digest, "{name} does not read back from {target} as it was");
    Ok(Some(length))
}
