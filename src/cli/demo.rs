//! `demo`: an office with a believable year, made once in a folder of its own, then served.
mod folder;

use super::{keys, serve};
use crate::app::{Bazarche, Setup};
use crate::config::{Config, Mail, Photos, Sms};
use crate::db::{Engine, Pool};
use crate::demo::{self, Accounts, Plan};
use crate::kernel::clock::Clock;
use anyhow::Context;
use chrono::NaiveDate;
use clap::{Args, value_parser};
use folder::{Found, Unfinished};
use std::net::TcpListener;
use std::path::PathBuf;
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
    /// What the dice begin with: the same number and the same last day give the same rows.
    #[arg(long, default_value_t = 1405)]
    seed: u64,
    /// The last day that is told, as YYYY-MM-DD. Default: yesterday.
    #[arg(long)]
    last_day: Option<NaiveDate>,
    /// How many weeks are told.
    #[arg(long, default_value_t = demo::WEEKS, value_parser = value_parser!(u64).range(demo::FEWEST_WEEKS..=520))]
    weeks: u64,
    /// Goods listed beside those of the year's families, to measure with many.
    #[arg(long, default_value_t = 0)]
    further_goods: usize,
}

/// Fills the demo if it is not there, prints its sign-ins, and serves it.
pub(super) fn run(arguments: &DemoArguments, config: Config) -> anyhow::Result<ExitCode> {
    serve::start_log(&config.log);
    let config = settings(arguments, config);
    if !arguments.fill_only {
        TcpListener::bind(&config.listen)
            .with_context(|| format!("port {} is taken; give another with --port", arguments.port))?;
    }
    let accounts = match folder::look(&config)? {
        Found::Finished(accounts) => *accounts,
        Found::Unfinished(unfinished) => fill(arguments, &config, unfinished)?,
    };
    println!("{}", serde_json::to_string_pretty(&accounts)?);
    if arguments.fill_only {
        return Ok(ExitCode::SUCCESS);
    }
    let program = serve::open(config)?;
    println!("Open {} and sign in with one of the numbers above.", program.config().origin);
    serve::run(&program)?;
    Ok(ExitCode::SUCCESS)
}

/// The settings of a demo: everything lies in its folder, but for a PostgreSQL database, if DATABASE_URL names one.
fn settings(arguments: &DemoArguments, mut config: Config) -> Config {
    config.photos = Photos::Folder(arguments.data.join("photos"));
    config.data.clone_from(&arguments.data);
    if Engine::of(&config.database_url) == Engine::Sqlite {
        config.database_url = arguments.data.join("bazarche.db").display().to_string();
    }
    config.key_file = arguments.data.join("master.key");
    config.listen = format!("127.0.0.1:{}", arguments.port);
    config.origin = format!("http://{}", config.listen);
    config.mail = Mail::Folder(arguments.data.join("mail"));
    // Its buyers are invented; their numbers are not.
    config.sms = Sms::Memory;
    config
}

fn fill(arguments: &DemoArguments, config: &Config, unfinished: Unfinished) -> anyhow::Result<Accounts> {
    println!("Making a year in Espiari in {} …", config.data.display());
    keys::make_if_missing(&config.key_file)?;
    let keys = keys::read(&config.key_file)?;
    Pool::migrate(&config.database_url)?;
    let yesterday = || Clock::system().now().today.pred_opt().context("a day before today");
    let last_day = arguments.last_day.map_or_else(yesterday, Ok)?;
    let clock = Clock::fixed(last_day.and_time(chrono::NaiveTime::MIN));
    let setup = Setup { clock: clock.clone(), keys, seed: Some(arguments.seed) };
    let program = Bazarche::open(config.clone(), setup)?;
    let plan = Plan { seed: arguments.seed, last_day, weeks: arguments.weeks, further_goods: arguments.further_goods };
    let made = demo::fill(&program, &clock, plan)?;
    program.do_jobs()?;
    unfinished.finish(&made)?;
    Ok(made)
}
