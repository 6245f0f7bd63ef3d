//! `verify`: replays the books from their first row and says what differs.
use super::serve;
use crate::config::Config;
use crate::kernel::digest::hex;
use crate::sales::anchors::{self, Anchor};
use crate::sales::verify;
use crate::stalls;
use anyhow::Context;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

#[derive(clap::Args)]
pub(super) struct VerifyArguments {
    /// A copy of the file of anchors that was kept elsewhere, such as those that came by e-mail; compared as well as the own.
    #[arg(long, value_name = "FILE")]
    anchors: Option<PathBuf>,
}

/// Ends with 1 if anything differs. It holds one write transaction, so that everything it reads is of one moment.
pub(super) fn verify(config: Config, asked: &VerifyArguments) -> anyhow::Result<ExitCode> {
    let anchors = anchored(&config.anchors(), asked.anchors.as_deref())?;
    let program = serve::open_existing(config)?;
    let found = program.pool().change_now(|db| verify::verify(db, &anchors))?;
    for head in &found.heads {
        println!("area {}: {} ledger rows, head {}", head.area, head.rows, hex(&head.hash));
    }
    println!("{} rows in the audit trail, {} anchors compared", found.audit_rows, anchors.len());
    for fault in &found.faults {
        println!("{fault}");
    }
    let replayed = program.pool().read_now(stalls::verify::verify)?;
    println!("{} assignments of stalls, {} of them by an older engine", replayed.runs, replayed.by_other_engines);
    for (run, error) in &replayed.faults {
        println!("assignment_run {run}: {error}");
    }
    if found.faults.is_empty() && replayed.faults.is_empty() {
        println!("everything adds up");
        Ok(ExitCode::SUCCESS)
    } else {
        Ok(ExitCode::FAILURE)
    }
}

/// What the program anchored itself, if it did, and what a copy says.
fn anchored(own: &Path, copy: Option<&Path>) -> anyhow::Result<Vec<Anchor>> {
    let mut all = Vec::new();
    for file in own.exists().then_some(own).into_iter().chain(copy) {
        let read = anchors::read(file).with_context(|| format!("{} cannot be read", file.display()))?;
        for line in read.unreadable {
            println!("{}, line {line}: it is no anchor", file.display());
        }
        all.extend(read.all);
    }
    Ok(all)
}
