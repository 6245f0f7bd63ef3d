//! The database, and the only place that knows there are two engines. Everything else uses `Pool::read` and `Pool::write`.
//! A closure given to them does database work only; mail, files and requests to others go by a job row.
mod address;
mod checkpoint;
mod connection;
pub(crate) mod copy;
pub(crate) mod dialect;
mod file;
pub(crate) mod form_key;
pub(crate) mod health;
mod migrate;
pub(crate) mod offers;
mod reach;
#[rustfmt::skip]
pub(crate) mod schema;
pub(crate) mod search;
pub(crate) mod setting;
pub(crate) mod switch;
mod transaction;
pub(crate) mod vault;

pub use connection::{AnyConnection, Engine};
pub(crate) use connection::{plan_by_index, without_time_limit};
pub(crate) use dialect::{on_each, refused_by, untraced, violated};
pub(crate) use file::{file_length, log_without_database};
pub(crate) use migrate::has_newest_schema;
pub use migrate::{has_tables, is_current, migrate};
pub(crate) use transaction::{Abort, Write, refuse};

use crate::error::AppError;
use crate::kernel::clock::{Clock, Now};
use crate::kernel::ids::{AreaId, IdSource};
use crate::kernel::secret::Keys;
use checkpoint::{Checkpoints, LeaveLogAlone};
use connection::{Opener, Purpose};
use diesel::r2d2;
use diesel::{Connection, QueryResult};
use file::DatabaseFile;
use reach::Reach;
use std::convert::Infallible;
use std::sync::Arc;

/// What a read or a write closure works with: the connection, the time of the request, and makers of ids and secrets.
pub(crate) struct Db<'c> {
    pub conn: &'c mut AnyConnection,
    pub now: Now,
    pub keys: &'c Keys,
    pub ids: &'c IdSource,
}

impl Db<'_> {
    /// A new id for a row of any table.
    pub fn id<I: From<i64>>(&self) -> I {
        I::from(self.ids.next(self.now.millis()))
    }

    /// Does something within a transaction whole or not at all: what is refused leaves nothing behind, and the rest goes on.
    pub fn apart<T, R>(&mut self, act: impl FnOnce(&mut Db) -> Write<T, R>) -> Write<T, R> {
        let (now, keys, ids) = (self.now, self.keys, self.ids);
        self.conn.transaction(|conn| act(&mut Db { conn, now, keys, ids }))
    }

    /// A new short public code.
    pub fn code(&self) -> String {
        self.ids.code()
    }
}

/// The things every closure is given beside its connection.
#[derive(Clone)]
pub struct Means {
    pub clock: Clock,
    pub keys: Arc<Keys>,
    pub ids: Arc<IdSource>,
}

/// The connections of one database. Cloning is cheap and shares them.
#[derive(Clone)]
pub struct Pool {
    readers: r2d2::Pool<Opener>,
    writers: r2d2::Pool<Opener>,
    engine: Engine,
    reach: Reach,
    /// Both of SQLite only.
    file: Option<Arc<DatabaseFile>>,
    checkpoints: Option<Arc<Checkpoints>>,
    means: Means,
}

const READERS: u32 = 8;

impl Pool {
    /// Opens the database at `url`: the path of an SQLite file, or a `postgres://` address.
    ///
    /// # Errors
    /// When no connection can be made.
    pub fn open(url: &str, means: Means) -> anyhow::Result<Pool> {
        let engine = Engine::of(url);
        Opener { url: url.to_owned(), purpose: Purpose::Write }.open()?;
        let reach = Reach::default();
        let builder = |size| {
            r2d2::Pool::builder()
                .max_size(size)
                .min_idle(Some(1))
                .connection_timeout(reach::ATTEMPTS)
                .error_handler(Box::new(reach.clone()))
                .event_handler(Box::new(reach.clone()))
                .test_on_check_out(engine == Engine::Postgres)
        };
        let opener = |purpose| Opener { url: url.to_owned(), purpose };
        let (readers, writers, own_file) = match engine {
            Engine::Sqlite => {
                let one = builder(1).connection_customizer(Box::new(LeaveLogAlone));
                let readers = builder(READERS).build_unchecked(opener(Purpose::Read));
                let own_file = Some((Arc::new(DatabaseFile::find(url)?), Arc::new(Checkpoints::begin(url)?)));
                (readers, one.build_unchecked(opener(Purpose::Write)), own_file)
            }
            Engine::Postgres => {
                let all = builder(READERS).build_unchecked(opener(Purpose::Write));
                (all.clone(), all, None)
            }
        };
        let (file, checkpoints) = own_file.unzip();
        Ok(Pool { readers, writers, engine, reach, file, checkpoints, means })
    }

    /// Brings the database at `url` to the newest schema; gives the names of the migrations that ran.
    ///
    /// # Errors
    /// When it cannot be opened, or was made by a newer program.
    pub fn migrate(url: &str) -> anyhow::Result<Vec<String>> {
        let mut conn = Opener { url: url.to_owned(), purpose: Purpose::Write }.open()?;
        migrate(&mut conn)
    }

    /// Folds SQLite's log into its file, for a program that stops: from then on the file alone is the whole database, unless
    /// another process uses it. Nothing is lost where that fails.
    pub fn fold_log(&self) {
        let folded = self.refuse_if_gone().and_then(|()| {
            let mut conn = self.reach.connection(&self.writers)?;
            checkpoint::fold_all(&mut conn).map_err(outcome)
        });
        if let Err(error) = folded {
            tracing::warn!(%error, "the log of the database could not be folded in; keep it beside the file");
        }
    }

    pub fn engine(&self) -> Engine {
        self.engine
    }

    pub fn clock(&self) -> &Clock {
        &self.means.clock
    }

    pub(crate) fn keys(&self) -> &Keys {
        &self.means.keys
    }

    pub(crate) fn ids(&self) -> &IdSource {
        &self.means.ids
    }

    /// Runs a read on a thread of its own.
    pub(crate) async fn read<T, F>(&self, query: F) -> Result<T, AppError>
    where
        F: FnOnce(&mut Db) -> QueryResult<T> + Send + 'static,
        T: Send + 'static,
    {
        let pool = self.clone();
        aside(move || pool.read_now(query)).await
    }

    /// Runs one write transaction on a thread of its own; see [`Pool::write_now`].
    pub(crate) async fn write<T, R, F>(&self, change: F) -> Result<Result<T, R>, AppError>
    where
        F: Fn(&mut Db) -> Write<T, R> + Send + 'static,
        T: Send + 'static,
        R: Send + 'static,
    {
        let pool = self.clone();
        aside(move || pool.write_now(change)).await
    }

    /// Runs one write transaction that appends to the books of an area, after those before it in the same area.
    pub(crate) async fn post<T, R, F>(&self, area: AreaId, change: F) -> Result<Result<T, R>, AppError>
    where
        F: Fn(&mut Db) -> Write<T, R> + Send + 'static,
        T: Send + 'static,
        R: Send + 'static,
    {
        let pool = self.clone();
        aside(move || pool.post_now(area, change)).await
    }

    /// Runs a write transaction that no rule refuses.
    pub(crate) async fn change<T, F>(&self, change: F) -> Result<T, AppError>
    where
        F: Fn(&mut Db) -> QueryResult<T> + Send + 'static,
        T: Send + 'static,
    {
        let pool = self.clone();
        aside(move || pool.change_now(change)).await
    }

    /// Runs a look at a case file: reads what is true at one moment and appends a row to a chain of the trail, both or neither.
    pub(crate) async fn look<T, F>(&self, chain: i64, look: F) -> Result<T, AppError>
    where
        F: Fn(&mut Db) -> QueryResult<T> + Send + 'static,
        T: Send + 'static,
    {
        let pool = self.clone();
        aside(move || {
            match pool.transaction(transaction::Purpose::Look { chain }, |db| {
                look(db).map_err(Abort::<Infallible>::Database)
            })? {
                Ok(seen) => Ok(seen),
                Err(never) => match never {},
            }
        })
        .await
    }

    /// Runs slow work, such as hashing a password between two transactions, on a thread of its own.
    pub(crate) async fn aside<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Pool) -> Result<T, AppError> + Send + 'static,
    ) -> Result<T, AppError> {
        let pool = self.clone();
        aside(move || work(&pool)).await
    }

    /// Runs a write transaction that no rule refuses, on this thread.
    pub(crate) fn change_now<T>(&self, change: impl Fn(&mut Db) -> QueryResult<T>) -> Result<T, AppError> {
        match self.write_now(|db| change(db).map_err(Abort::<Infallible>::Database))? {
            Ok(done) => Ok(done),
            Err(never) => match never {},
        }
    }

    /// Runs a read on this thread: for commands and jobs.
    pub(crate) fn read_now<T>(&self, query: impl FnOnce(&mut Db) -> QueryResult<T>) -> Result<T, AppError> {
        self.refuse_if_gone()?;
        let mut conn = self.reach.connection(&self.readers)?;
        query(&mut self.with(&mut conn)).map_err(outcome)
    }

    /// Runs one write transaction on this thread and commits it. The inner result is a refusal by a rule: nothing was
    /// written then. The closure may run more than once, each time from the beginning.
    pub(crate) fn write_now<T, R>(&self, change: impl Fn(&mut Db) -> Write<T, R>) -> Result<Result<T, R>, AppError> {
        self.transaction(transaction::Purpose::Write, change)
    }

    /// Runs a write that appends to the books of an area, on this thread; see [`Pool::post`].
    pub(crate) fn post_now<T, R>(
        &self,
        area: AreaId,
        change: impl Fn(&mut Db) -> Write<T, R>,
    ) -> Result<Result<T, R>, AppError> {
        self.transaction(transaction::Purpose::Post { area: area.0 }, change)
    }

    fn transaction<T, R>(
        &self,
        purpose: transaction::Purpose,
        change: impl Fn(&mut Db) -> Write<T, R>,
    ) -> Result<Result<T, R>, AppError> {
        self.refuse_if_gone()?;
        let mut conn = self.reach.connection(&self.writers)?;
        let done = transaction::run(&mut conn, purpose, |conn| change(&mut self.with(conn)));
        if let (Ok(_), Some(checkpoints)) = (&done, &self.checkpoints) {
            checkpoints.written(&mut conn);
        }
        match done {
            Ok(done) => Ok(Ok(done)),
            Err(Abort::Refused(refusal)) => Ok(Err(refusal)),
            Err(Abort::Database(error)) => Err(outcome(error)),
        }
    }

    fn refuse_if_gone(&self) -> Result<(), AppError> {
        match &self.file {
            Some(file) if !file.is_in_place() => Err(AppError::Unavailable("the database file is gone".to_owned())),
            _ => Ok(()),
        }
    }

    fn with<'c>(&'c self, conn: &'c mut AnyConnection) -> Db<'c> {
        Db { conn, now: self.means.clock.now(), keys: &self.means.keys, ids: &self.means.ids }
    }
}

#[allow(clippy::disallowed_methods, reason = "the one place where work leaves the event loop")]
async fn aside<T: Send + 'static>(work: impl FnOnce() -> Result<T, AppError> + Send + 'static) -> Result<T, AppError> {
    match actix_web::web::block(work).await {
        Ok(done) => done,
        Err(_) => Err(AppError::Unavailable("the thread pool is shutting down".into())),
    }
}

fn outcome(error: diesel::result::Error) -> AppError {
    if dialect::is_passing(&error) { AppError::Unavailable(error.to_string()) } else { AppError::from(error) }
}
