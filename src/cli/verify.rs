//! `verify`: replays the books from their first row and says what differs.
use super::serve;
use crate::config::Config;
use crate::kernel::digest::hex;
use crate::sales::verify;
use crate::stalls;
use std::process::ExitCode;

/// Ends with 1 if anything differs. It holds one write transaction, so that everything it reads is of one moment.
pub(super) fn verify(config: Config) -> anyhow::Result<ExitCode> {
    let program = serve::open_existing(config)?;
    let found = program.pool().change_now(verify::verify)?;
    for head in &found.heads {
        println!("area {}: {} ledger rows, head {}", head.area, head.rows, hex(&head.hash));
    }
    println!("{} rows in the audit trail", found.audit_rows);
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
