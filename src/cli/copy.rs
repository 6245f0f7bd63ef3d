//! `copy`: moves an office to another database, on the same engine or the other one, and proves that nothing changed.
use crate::db::copy::{Snapshot, TableDigest, load};
use anyhow::{Context, ensure};
use std::process::ExitCode;

/// Copies FROM to TO, which must be empty; ends with an error unless both give the same digests.
pub(super) fn copy(from: &str, to: &str) -> anyhow::Result<ExitCode> {
    let mut source = Snapshot::open(from).context("the database to copy from")?;
    let schema = source.schema().context("the database to copy from")?;
    load(to, &schema, &mut source).context("the database to copy to")?;
    let digests = source.digests()?;
    same(&digests, &Snapshot::open(to)?.digests()?)?;
    let rows: u64 = digests.iter().map(|digest| digest.rows).sum();
    println!("{} tables, {rows} rows, the same digests on both sides", digests.len());
    println!("Photos and the key file are files: copy the folder photos and the key file along.");
    Ok(ExitCode::SUCCESS)
}

/// Refuses two databases that differ, and names the first table that does.
pub(super) fn same(one: &[TableDigest], other: &[TableDigest]) -> anyhow::Result<()> {
    let names = |all: &[TableDigest]| all.iter().map(|digest| digest.table.clone()).collect::<Vec<_>>();
    ensure!(names(one) == names(other), "the two databases do not have the same tables");
    for (one, other) in one.iter().zip(other) {
        ensure!(one == other, "table {} is not the same: {} rows here, {} there", one.table, one.rows, other.rows);
    }
    Ok(())
}
