//! `verify`: replays the books from their first row and says what differs.
use super::serve;
use crate::config::Config;
use crate::kernel::digest::hex;
use crate::sales::verify;
use std::process::ExitCode;

/// Ends with 1 if anything differs. It holds one write transaction, so that everything it reads is of one moment.
pub(super) fn verify(config: Config) -> anyhow::Result<ExitCode> {
    let program = serve::open(config)?;
    let found = program.pool().change_now(verify::verify)?;
    for head in &found.heads {
        println!("area {}: {} ledger rows, head {}", head.area, head.rows, hex(&head.hash));
    }
    println!("{} rows in the audit trail", found.audit_rows);
    for fault in &found.faults {
        println!("{fault}");
    }
    if found.faults.is_empty() {
        println!("everything adds up");
        Ok(ExitCode::SUCCESS)
    } else {
        Ok(ExitCode::FAILURE)
    }
}
