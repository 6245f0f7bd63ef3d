//! `serve`, `migrate` and `admin`: the program in real use.
use super::{beginning, keys, metrics, restore};
use crate::app::{Bazarche, Setup};
use crate::config::Config;
use crate::db::{self, Engine, Pool};
use crate::jobs::Worker;
use crate::kernel::clock::Clock;
use actix_web::HttpServer;
use anyhow::{Context, bail, ensure};
use std::fs::File;
use std::ops::Deref;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// How long requests, and then the job at hand, may go on after the program was told to stop.
const PATIENCE: Duration = Duration::from_secs(20);

/// Serves until told to stop.
pub(super) fn serve(config: Config) -> anyhow::Result<ExitCode> {
    start_log(&config.log);
    let program = open(config)?;
    if let Some(address) = program.first_admin_address()? {
        println!("There is no administrator yet. Open this once, within 24 hours:\n  {address}");
    }
    run(&program)?;
    Ok(ExitCode::SUCCESS)
}

/// Brings the schema up to date and says what ran.
pub(super) fn migrate(config: &Config) -> anyhow::Result<ExitCode> {
    for name in make_ready(config)? {
        println!("ran {name}");
    }
    println!("the database has the newest schema");
    Ok(ExitCode::SUCCESS)
}

/// How many administrators the console lets in; they let in all others, two for each.
const BY_CONSOLE: usize = 2;

/// Prints the link of the first administrator, and of the second.
pub(super) fn admin(config: Config) -> anyhow::Result<ExitCode> {
    let program = open(config)?;
    match program.admin_address(BY_CONSOLE)? {
        Some(address) => println!("{address}"),
        None => println!("There are two administrators already; new people are added on the page of people."),
    }
    Ok(ExitCode::SUCCESS)
}

/// Opens an office that is there already, for commands that have nothing to do in a new one: a mistyped folder stays empty.
///
/// # Errors
/// When there is no database, or as [`open`].
pub(super) fn open_existing(config: Config) -> anyhow::Result<Office> {
    restore::refuse_unfinished(&config.data)?;
    refuse_no_database(&config)?;
    open(config)
}

/// Refuses where no office was made yet.
pub(super) fn refuse_no_database(config: &Config) -> anyhow::Result<()> {
    if has_database(config)? {
        return Ok(());
    }
    match Engine::of(&config.database_url) {
        Engine::Sqlite => beginning::refuse_lost_database(config).and_then(|()| {
            bail!("there is no database {}; look at DATABASE_URL and BAZARCHE_DATA", config.database_url)
        }),
        Engine::Postgres => bail!("there is no database of an office where DATABASE_URL leads"),
    }
}

/// A program that is open; as long as it is, nobody rotates its keys.
pub(super) struct Office {
    program: Bazarche,
    _keys: File,
}

impl Deref for Office {
    type Target = Bazarche;

    fn deref(&self) -> &Bazarche {
        &self.program
    }
}

/// Opens the program for real use: folder, keys, schema, database.
pub(super) fn open(config: Config) -> anyhow::Result<Office> {
    restore::refuse_unfinished(&config.data)?;
    if has_database(&config)? {
        // Before the schema is touched.
        keys::read(&config.key_file)?;
    }
    make_ready(&config)?;
    let in_use = keys::in_use(&config.key_file)?;
    Ok(Office { program: with_keys(config)?, _keys: in_use })
}

/// Opens the program with the keys of the file, for those who see to it that the file stays as it is.
pub(super) fn with_keys(config: Config) -> anyhow::Result<Bazarche> {
    let keys = keys::read(&config.key_file)?;
    Bazarche::open(config, Setup { clock: Clock::system(), keys, seed: None })
}

/// Serves a program that is open.
pub(super) fn run(program: &Bazarche) -> anyhow::Result<()> {
    program.plan_daily_work()?;
    let stop = Arc::new(AtomicBool::new(false));
    let worker = Arc::new(program.worker());
    let working = std::thread::spawn({
        let (worker, stop) = (worker.clone(), stop.clone());
        move || worker.run(&stop)
    });
    let config = program.config().clone();
    let served = actix_web::rt::System::new().block_on(async {
        let metrics = config.metrics.map(|address| metrics::serve(program, address)).transpose()?;
        let program = program.clone();
        let served = HttpServer::new(move || program.app())
            .workers(config.workers)
            .shutdown_timeout(PATIENCE.as_secs())
            .bind(&config.listen)
            .with_context(|| format!("BAZARCHE_LISTEN: cannot listen on {}", config.listen))?
            .run()
            .await
            .context("the server stopped");
        if let Some(metrics) = metrics {
            metrics.stop(false).await;
        }
        served
    });
    stop.store(true, Ordering::Relaxed);
    end_work(&worker, working)?;
    program.pool().fold_log();
    served
}

/// Lets the job at hand come to its end; one that takes too long is handed back, to be done at the next start.
fn end_work(worker: &Worker, working: JoinHandle<()>) -> anyhow::Result<()> {
    let begun = Instant::now();
    while !working.is_finished() && begun.elapsed() < PATIENCE {
        std::thread::sleep(Duration::from_millis(20));
    }
    if working.is_finished() {
        ensure!(working.join().is_ok(), "the job worker ended badly");
        return Ok(());
    }
    tracing::warn!("a job takes too long; it is handed back");
    Ok(worker.hand_back()?)
}

/// Begins the office if there is none yet, and brings its schema up to date; gives the names of the migrations that ran.
pub(super) fn make_ready(config: &Config) -> anyhow::Result<Vec<String>> {
    restore::refuse_unfinished(&config.data)?;
    beginning::refuse_lost_database(config)?;
    make_folder(config)?;
    let begun = beginning::of(config, has_database(config)?)?;
    if begun.is_some() {
        keys::make_if_missing(&config.key_file)?;
    }
    let ran = bring_up_to_date(config)?;
    if let Some(marker) = begun {
        marker.remove()?;
    }
    Ok(ran)
}

fn make_folder(config: &Config) -> anyhow::Result<()> {
    std::fs::create_dir_all(&config.data)
        .with_context(|| format!("BAZARCHE_DATA: the folder {} cannot be made", config.data.display()))?;
    if Engine::of(&config.database_url) == Engine::Sqlite {
        refuse_no_folder("DATABASE_URL", Path::new(&config.database_url))?;
    }
    refuse_no_folder("BAZARCHE_KEY_FILE", &config.key_file)
}

/// Only the data folder is made: another that is not there is more likely mistyped, or a disk that is not mounted.
fn refuse_no_folder(name: &str, file: &Path) -> anyhow::Result<()> {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty());
    if let Some(folder) = folder.filter(|folder| !folder.is_dir()) {
        bail!("{name}: there is no folder {}; make it, or name another", folder.display());
    }
    Ok(())
}

/// Whether the office's database was made before.
pub(super) fn has_database(config: &Config) -> anyhow::Result<bool> {
    match Engine::of(&config.database_url) {
        Engine::Sqlite => beginning::has_file(config),
        Engine::Postgres => db::has_tables(&config.database_url).context("DATABASE_URL"),
    }
}

fn bring_up_to_date(config: &Config) -> anyhow::Result<Vec<String>> {
    Pool::migrate(&config.database_url).context("DATABASE_URL: the database cannot be opened or brought up to date")
}

/// Log lines on standard error: plain on a terminal, JSON otherwise.
pub(super) fn start_log(filter: &str) {
    use std::io::IsTerminal;
    use tracing_subscriber::EnvFilter;
    // What it tells at lower levels names the objects, and one that waits is named by its household.
    let filter = EnvFilter::new(format!("object_store=warn,{filter}"));
    // A line that cannot be written, as on a full disk, is given up; telling of it on the same stream would end the thread.
    let builder =
        tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).log_internal_errors(false);
    let started = if std::io::stderr().is_terminal() { builder.try_init() } else { builder.json().try_init() };
    if started.is_err() {
        tracing::debug!("the log was started before");
    }
}
