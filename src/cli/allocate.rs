//! `allocate`: assigns the stalls of the cases in a file, without a database.
use crate::stalls::allocate;
use anyhow::Context;
use std::path::PathBuf;
use std::process::ExitCode;

/// What a file that holds no case ends with.
const NO_CASE: u8 = 2;

#[derive(clap::Args)]
pub(super) struct AllocateArguments {
    /// Assign nothing, but say what is odd in the cases; ends with 1 if anything is.
    #[arg(long)]
    check: bool,
    /// JSON: one case or an array of cases, each with a market and its vendors.
    file: PathBuf,
}

/// Prints the answers in the order of the cases.
pub(super) fn allocate(asked: &AllocateArguments) -> anyhow::Result<ExitCode> {
    let name = asked.file.display();
    let bytes = std::fs::read(&asked.file).with_context(|| format!("{name} cannot be read"))?;
    let Ok(text) = std::str::from_utf8(&bytes) else {
        eprintln!("bazarche: {name}: this is not JSON: it is not written in UTF-8");
        return Ok(ExitCode::from(NO_CASE));
    };
    if asked.check {
        return Ok(check(asked, text));
    }
    match allocate::allocate(text) {
        Ok(answers) => {
            println!("{answers}");
            Ok(ExitCode::SUCCESS)
        }
        Err(error) => {
            eprintln!("bazarche: {name}: {error}");
            Ok(ExitCode::from(NO_CASE))
        }
    }
}

fn check(asked: &AllocateArguments, text: &str) -> ExitCode {
    match allocate::oddities(text) {
        Ok(notes) => {
            for (case, note) in &notes {
                println!("case {case}: {note}");
            }
            if notes.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
        }
        Err(error) => {
            eprintln!("bazarche: {}: {error}", asked.file.display());
            ExitCode::from(NO_CASE)
        }
    }
}
