//! `allocate`: assigns the stalls of the cases in a file, without a database.
use crate::stalls::allocate::{self, NoCase};
use anyhow::Context;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

/// What a file that holds no case ends with.
const NO_CASE: u8 = 2;
/// As many faults of a file are named; the rest are counted.
const MOST_FAULTS: usize = 100;

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
        return check(asked, text);
    }
    match allocate::allocate(text) {
        Ok(answered) => {
            writeln!(std::io::stdout(), "{}", answered.answers).context("the answers cannot be written")?;
            if answered.oddities > 0 {
                eprintln!("bazarche: {name}: odd things in it: {}; --check lists them", answered.oddities);
            }
            Ok(ExitCode::SUCCESS)
        }
        Err(error) => Ok(refuse(asked, &error)),
    }
}

fn check(asked: &AllocateArguments, text: &str) -> anyhow::Result<ExitCode> {
    match allocate::oddities(text) {
        Ok(notes) => {
            for (case, note) in &notes {
                let line = plain(&format!("case {case}: {note}"));
                writeln!(std::io::stdout(), "{line}").context("the list cannot be written")?;
            }
            Ok(if notes.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
        }
        Err(error) => Ok(refuse(asked, &error)),
    }
}

/// A sentence in one line, whatever the file put into a name: what would move the cursor is written out.
fn plain(sentence: &str) -> String {
    let written = |letter: char| match letter.is_control() {
        true => letter.escape_unicode().to_string(),
        false => letter.to_string(),
    };
    sentence.chars().map(written).collect()
}

/// Names every fault of the file, a line each; of very many the first.
fn refuse(asked: &AllocateArguments, error: &NoCase) -> ExitCode {
    let (name, sentences) = (asked.file.display(), error.sentences());
    for sentence in sentences.iter().take(MOST_FAULTS) {
        eprintln!("bazarche: {name}: {}", plain(sentence));
    }
    if let Some(more) = sentences.len().checked_sub(MOST_FAULTS).filter(|more| *more > 0) {
        eprintln!("bazarche: {name}: and {more} faults more");
    }
    ExitCode::from(NO_CASE)
}
