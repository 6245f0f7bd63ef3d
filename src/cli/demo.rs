//! `demo`: an office with a believable year, made once, then served.
use super::serve;
use crate::app::{Bazarche, Setup};
use crate::config::{Config, Mail};
use crate::db::Pool;
use crate::demo::{self, Accounts, Plan};
use crate::kernel::clock::Clock;
use anyhow::{Context, ensure};
use chrono::NaiveDate;
use clap::Args;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// What can be said of the demo.
#[derive(Args)]
pub(super) struct DemoArguments {
    /// Folder of the demo; made and filled when it is not there yet.
    #[arg(long, default_value = "data/demo")]
    data: PathBuf,
    /// Port on 127.0.0.1.
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// Fill the folder and stop.
    #[arg(long)]
    fill_only: bool,
    /// What the dice begin with: the same number gives the same year.
    #[arg(long, default_value_t = 1405)]
    seed: u64,
    /// The last day that is told, as YYYY-MM-DD. Default: today.
    #[arg(long)]
    last_day: Option<NaiveDate>,
}

const ACCOUNTS: &str = "demo-accounts.json";

/// Fills the demo if it is not there, prints its sign-ins, and serves it.
pub(super) fn run(arguments: &DemoArguments, mut config: Config) -> anyhow::Result<ExitCode> {
    serve::start_log(&config.log);
    config.data.clone_from(&arguments.data);
    if std::env::var_os("DATABASE_URL").is_none() {
        config.database_url = arguments.data.join("bazarche.db").display().to_string();
    }
    config.key_file = arguments.data.join("master.key");
    config.listen = format!("127.0.0.1:{}", arguments.port);
    config.origin = format!("http://{}", config.listen);
    config.mail = Mail::Folder(arguments.data.join("mail"));
    let accounts = arguments.data.join(ACCOUNTS);
    if !accounts.exists() {
        fill(arguments, &config, &accounts)?;
    }
    println!("{}", fs::read_to_string(&accounts).context("the list of sign-ins")?);
    if arguments.fill_only {
        return Ok(ExitCode::SUCCESS);
    }
    let program = serve::open(config)?;
    println!("Open {} and sign in with one of the numbers above.", program.config().origin);
    serve::run(&program)?;
    Ok(ExitCode::SUCCESS)
}

fn fill(arguments: &DemoArguments, config: &Config, accounts: &Path) -> anyhow::Result<()> {
    fs::create_dir_all(&config.data).with_context(|| format!("the folder {} cannot be made", config.data.display()))?;
    ensure!(
        !Path::new(&config.database_url).exists(),
        "{} holds a database that is not a finished demo; give another folder with --data, or remove it",
        config.data.display()
    );
    println!("Making a year in Espiari in {} …", config.data.display());
    let keys = super::keys::read_or_make(&config.key_file, true)?;
    Pool::migrate(&config.database_url)?;
    let last_day = arguments.last_day.unwrap_or_else(|| Clock::system().now().today);
    let clock = Clock::fixed(last_day.and_time(chrono::NaiveTime::MIN));
    let setup = Setup { clock: clock.clone(), keys, seed: Some(arguments.seed) };
    let program = Bazarche::open(config.clone(), setup)?;
    let made: Accounts = demo::fill(&program, &clock, Plan { seed: arguments.seed, last_day })?;
    program.do_jobs()?;
    let unfinished = accounts.with_extension("new");
    fs::write(&unfinished, serde_json::to_string_pretty(&made)? + "\n")?;
    fs::rename(&unfinished, accounts)?;
    Ok(())
}
