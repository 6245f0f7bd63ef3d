//! The check of the photos: their store can be used, and every photo that is shown has its files.
use super::files::writable;
use crate::catalogue::photos::PhotoStore;
use crate::catalogue::photos::store::file_name;
use crate::config::{Config, Photos};
use crate::db::copy::Snapshot;
use crate::kernel::picture::SIZES;
use anyhow::{Context, bail, ensure};
use futures_util::TryStreamExt;
use std::collections::BTreeSet;
use std::path::Path;

pub(super) fn examine(config: &Config) -> anyhow::Result<String> {
    let store = PhotoStore::open(&config.photos)?;
    match &config.photos {
        Photos::Folder(folder) => look_at(folder)?,
        Photos::Bucket(_) => store.wait(store.probe()).with_context(|| store.to_string())?,
    }
    if !crate::cli::serve::has_database(config)? {
        return Ok("none yet".to_owned());
    }
    let codes = Snapshot::open(&config.database_url)?.texts("photo", "code")?;
    let kept: BTreeSet<String> = store.wait(store.names(None).try_collect()).with_context(|| store.to_string())?;
    let is_whole = |code: &&String| SIZES.iter().all(|(width, _)| kept.contains(&file_name(code, *width)));
    let lost: Vec<&String> = codes.iter().filter(|code| !is_whole(code)).collect();
    if let Some(first) = lost.first() {
        bail!(
            "{} of {} photos lack a file in {store} ({first} is one); copy the files that begin with their codes back from a backup",
            lost.len(),
            codes.len(),
        );
    }
    Ok(match &config.photos {
        Photos::Folder(_) => format!("{} photos, each with its files", codes.len()),
        Photos::Bucket(_) => format!("{} photos, each with its files in {store}", codes.len()),
    })
}

fn look_at(folder: &Path) -> anyhow::Result<()> {
    ensure!(
        folder.is_dir() || !folder.exists(),
        "{} is no folder; move it away and copy the photos back from a backup",
        folder.display()
    );
    if folder.is_dir() { writable(folder) } else { Ok(()) }
}
