//! The checks of the database and of what must fit it: its settings and schema, the keys, the clock, the work of every day.
use super::Report;
use crate::accounts::queries::is_found_by_its_mobile;
use crate::cli::{beginning, keys, serve};
use crate::config::Config;
use crate::db::copy::{Lines, Snapshot, knows};
use crate::db::health::Health;
use crate::db::{self, Engine, Means, Pool, vault};
use crate::kernel::clock::Clock;
use crate::kernel::ids::IdSource;
use crate::kernel::secret::Keys;
use anyhow::{Context, bail, ensure};
use chrono::{NaiveDateTime, TimeDelta};
use std::sync::Arc;

/// Clocks that differ by less are alike.
const ALIKE: TimeDelta = TimeDelta::minutes(2);
/// A job that waits longer than this past its time is done by nobody.
const PATIENCE: TimeDelta = TimeDelta::hours(1);

pub(super) fn examine(config: &Config, report: &mut Report) {
    let has_database = serve::has_database(config).context("DATABASE_URL: it cannot be reached");
    let keys = if config.key_file.exists() { Some(keys::read(&config.key_file)) } else { None };
    match has_database {
        Err(error) => report.note("database", Err(error)),
        Ok(false) => {
            let none = "none yet; `bazarche serve` makes it at its first start";
            report.note("database", beginning::refuse_lost_database(config).map(|()| none.to_owned()));
            report.note("keys", keys.transpose().map(|_| "they belong to no database".to_owned()));
        }
        Ok(true) => examine_office(config, keys, report),
    }
}

fn examine_office(config: &Config, keys: Option<anyhow::Result<Keys>>, report: &mut Report) {
    match open_to_write(config) {
        Ok(health) => report.note("database", settings(config, health)),
        Err(error) => return report.note("database", Err(error)),
    }
    let schema = schema(config);
    let is_current = schema.is_ok();
    report.note("schema", schema);
    report.note("clock", clock(config, Clock::system().now().at));
    if is_current {
        report.note("keys", keys_fit(config, keys));
        report.note("work", work(config, Clock::system().now().at));
    }
}

fn open_to_write(config: &Config) -> anyhow::Result<Health> {
    Health::open(&config.database_url).with_context(|| match Engine::of(&config.database_url) {
        Engine::Sqlite => format!(
            "{} cannot be opened to be written to: give it to the user that runs the server, on a disk that is not read-only and has room",
            config.database_url
        ),
        Engine::Postgres => "DATABASE_URL: it cannot be reached".to_owned(),
    })
}

fn settings(config: &Config, mut health: Health) -> anyhow::Result<String> {
    let faults = health.faults()?;
    ensure!(faults.is_empty(), "{}", faults.join("; "));
    Ok(match Engine::of(&config.database_url) {
        Engine::Sqlite => format!("SQLite at {}, with a write-ahead log, undamaged", config.database_url),
        Engine::Postgres => "PostgreSQL, which keeps what it acknowledged".to_owned(),
    })
}

fn schema(config: &Config) -> anyhow::Result<String> {
    let schema = Snapshot::open(&config.database_url)?.schema()?;
    ensure!(
        knows(&schema),
        "a newer bazarche made it (schema {schema}); use that one, or a backup from before, with this one"
    );
    ensure!(
        db::has_newest_schema(&config.database_url)?,
        "it has schema {schema}, which is older than this program; make a backup, then `bazarche migrate`"
    );
    Ok(format!("{schema}, the newest"))
}

fn clock(config: &Config, now: NaiveDateTime) -> anyhow::Result<String> {
    let mut health = Health::open(&config.database_url)?;
    let last = health.last_audit()?;
    if let Some(last) = last.filter(|last| *last > now + ALIKE) {
        bail!(
            "it says {} UTC, but the last row was written at {}: set the clock of this machine, or sales get a wrong day",
            now.format("%Y-%m-%d %H:%M"),
            last.format("%Y-%m-%d %H:%M")
        );
    }
    if let Some(server) = health.server_time()?.filter(|server| (*server - now).abs() > ALIKE) {
        bail!("PostgreSQL's machine says {} UTC, this one {}: set them both by NTP", server, now);
    }
    Ok(format!("{} UTC, after the last row", now.format("%Y-%m-%d %H:%M")))
}

fn keys_fit(config: &Config, keys: Option<anyhow::Result<Keys>>) -> anyhow::Result<String> {
    let file = config.key_file.display();
    let keys = keys.with_context(|| format!("the key file {file} is missing: put it back from its copy"))??;
    let means = Means { clock: Clock::system(), keys: Arc::new(keys), ids: Arc::new(IdSource::new(None)) };
    let pool = Pool::open(&config.database_url, means)?;
    let foreign = pool.read_now(vault::versions_that_do_not_open)?;
    ensure!(
        foreign.is_empty(),
        "{file} is not the key file of this database (master key {foreign:?} does not open it): put the right one in its place"
    );
    let is_found = pool.read_now(is_found_by_its_mobile)?;
    ensure!(is_found, "the index key in {file} is not the one of this database: put the right key file in its place");
    Ok(format!("{file} opens the database and is for its owner only; is there a copy in another place?"))
}

fn work(config: &Config, now: NaiveDateTime) -> anyhow::Result<String> {
    let mut health = Health::open(&config.database_url)?;
    let (stuck, kinds) = (health.stuck(now - PATIENCE)?, health.given_up()?);
    if let Some(since) = stuck.waits_since {
        bail!("a job waits since {} UTC: start the server, which does it", since.format("%Y-%m-%d %H:%M"));
    }
    ensure!(
        stuck.failed == 0,
        "{} jobs were given up ({}): `bazarche jobs list` says why; put that right, then `bazarche jobs retry --all`",
        stuck.failed,
        kinds.join(", ")
    );
    Ok("nothing waits".to_owned())
}
