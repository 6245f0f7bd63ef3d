//! `copy`: moves an office to another database, on the same engine or the other one, and proves that nothing changed.
use crate::db::copy::{Snapshot, load, same};
use anyhow::Context;
use std::process::ExitCode;

/// Copies FROM to TO, which must be empty; ends with an error unless both give the same digests.
pub(super) fn copy(from: &str, to: &str) -> anyhow::Result<ExitCode> {
    let mut source = Snapshot::open(from).context("the database to copy from")?;
    let digests = load(to, &mut source).context("the database to copy to")?;
    same(&digests, &Snapshot::open(to)?.digests()?)?;
    let rows: u64 = digests.iter().map(|digest| digest.rows).sum();
    println!("{} tables, {rows} rows, the same digests on both sides", digests.len());
    println!("Photos and the key file are files: copy the folder photos and the key file along.");
    Ok(ExitCode::SUCCESS)
}
