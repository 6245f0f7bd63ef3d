//! Write transactions: BEGIN IMMEDIATE on SQLite; SERIALIZABLE on PostgreSQL, tried again when it asks for that.
use super::connection::AnyConnection;
use super::dialect::wants_retry;
use diesel::connection::{AnsiTransactionManager, TransactionManager};
use diesel::result::Error;
use diesel::{QueryResult, RunQueryDsl};

/// Why a write was rolled back.
#[derive(Debug)]
pub(crate) enum Abort<R> {
    /// A rule said no; the verb's own reason.
    Refused(R),
    Database(Error),
}

/// What a verb returns.
pub(crate) type Write<T, R> = Result<T, Abort<R>>;

impl<R> From<Error> for Abort<R> {
    fn from(error: Error) -> Self {
        Abort::Database(error)
    }
}

/// Ends a verb with its reason.
pub(crate) fn refuse<T, R>(reason: R) -> Write<T, R> {
    Err(Abort::Refused(reason))
}

impl<R> Abort<R> {
    /// The same abort with the reason in the words of the verb that called.
    pub fn map<S>(self, translate: impl FnOnce(R) -> S) -> Abort<S> {
        match self {
            Abort::Refused(reason) => Abort::Refused(translate(reason)),
            Abort::Database(error) => Abort::Database(error),
        }
    }
}

const TRIES: usize = 6;
/// The advisory lock of the slow lane: whoever must try again waits here for those before, so that each comes through.
const SLOW_LANE: i64 = 0x6261_7a61_7263_6865;

pub(super) fn run<T, R>(conn: &mut AnyConnection, change: impl Fn(&mut AnyConnection) -> Write<T, R>) -> Write<T, R> {
    let mut in_lane = false;
    let mut result = once(conn, &change);
    for _ in 1..TRIES {
        match &result {
            Err(Abort::Database(error)) if wants_retry(error) => {}
            _ => break,
        }
        if !in_lane {
            in_lane = lock(conn, "SELECT pg_advisory_lock($1)").is_ok();
        }
        result = once(conn, &change);
    }
    if in_lane {
        lock(conn, "SELECT pg_advisory_unlock($1)")?;
    }
    result
}

fn lock(conn: &mut AnyConnection, call: &str) -> QueryResult<()> {
    match conn {
        AnyConnection::Sqlite(_) => Ok(()),
        AnyConnection::Postgres(conn) => {
            diesel::sql_query(call).bind::<diesel::sql_types::BigInt, _>(SLOW_LANE).execute(conn).map(drop)
        }
    }
}

fn once<T, R>(conn: &mut AnyConnection, change: &impl Fn(&mut AnyConnection) -> Write<T, R>) -> Write<T, R> {
    type Manager = <AnyConnection as diesel::Connection>::TransactionManager;
    match conn {
        AnyConnection::Sqlite(conn) => {
            AnsiTransactionManager::begin_transaction_sql(conn, "BEGIN IMMEDIATE")?;
        }
        AnyConnection::Postgres(conn) => {
            AnsiTransactionManager::begin_transaction_sql(conn, "BEGIN ISOLATION LEVEL SERIALIZABLE")?;
        }
    }
    match change(conn) {
        Ok(done) => {
            Manager::commit_transaction(conn)?;
            Ok(done)
        }
        Err(reason) => match Manager::rollback_transaction(conn) {
            Ok(()) | Err(Error::BrokenTransactionManager) => Err(reason),
            Err(error) => Err(Abort::Database(error)),
        },
    }
}
