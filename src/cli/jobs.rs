//! `jobs`: the work that was given up after its last try, and what becomes of it.
use super::serve;
use crate::config::Config;
use crate::db::Db;
use crate::jobs::given_up;
use crate::kernel::ids::JobId;
use anyhow::ensure;
use clap::{Args, Subcommand};
use diesel::QueryResult;
use std::process::ExitCode;

#[derive(Subcommand)]
pub(super) enum Jobs {
    /// Print every job that was given up, and why.
    List,
    /// Have them tried again by the server, or at its next start.
    Retry(Which),
    /// Forget them; what they should have done is not done.
    Drop(Which),
}

/// Which of the jobs that were given up.
#[derive(Args)]
#[group(required = true)]
pub(super) struct Which {
    /// Their numbers, as `jobs list` prints them.
    numbers: Vec<i64>,
    /// All of them.
    #[arg(long, conflicts_with = "numbers")]
    all: bool,
}

/// Prints, retries or drops.
pub(super) fn jobs(config: Config, asked: &Jobs) -> anyhow::Result<ExitCode> {
    let program = serve::open_existing(config)?;
    let act = |which: &Which, each: fn(&mut Db, JobId) -> QueryResult<bool>, word: &str| -> anyhow::Result<()> {
        for id in chosen(which, program.pool().read_now(given_up::all)?) {
            ensure!(program.pool().change_now(|db| each(db, id))?, "no job of the number {id} was given up");
            println!("{id} {word}");
        }
        Ok(())
    };
    match asked {
        Jobs::List => list(&program.pool().read_now(given_up::all)?),
        Jobs::Retry(which) => act(which, given_up::retry, "is tried again")?,
        Jobs::Drop(which) => act(which, given_up::drop_job, "is dropped")?,
    }
    Ok(ExitCode::SUCCESS)
}

fn list(jobs: &[given_up::GivenUp]) {
    for job in jobs {
        let (until, why) =
            (job.run_at.format("%Y-%m-%d %H:%M"), job.last_error.as_deref().unwrap_or("no reason is known"));
        println!("{}  {}, tried {} times, until {until} UTC: {why}", job.id, job.kind, job.attempts);
    }
    println!("{} jobs were given up", jobs.len());
}

fn chosen(which: &Which, all: Vec<given_up::GivenUp>) -> Vec<JobId> {
    if which.all {
        return all.into_iter().map(|job| job.id).collect();
    }
    which.numbers.iter().copied().map(JobId).collect()
}
