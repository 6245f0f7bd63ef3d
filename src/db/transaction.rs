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
/// From this try on nobody else writes meanwhile.
const ALONE_FROM: usize = 3;

/// Advisory locks of PostgreSQL, held around a transaction: before it begins, because its view of the data begins with it.
#[derive(Clone, Copy)]
#[repr(i64)]
enum Gate {
    /// Every writer passes together with others, or alone.
    Writers = 0x6261_7a61_7263_6864,
    /// Whoever must try again waits for those before.
    Again = 0x6261_7a61_7263_6865,
}

/// Runs a write; one that collides with others is tried again behind those that must try again as well, and in the end
/// alone, so that it comes through however many others keep writing.
pub(super) fn run<T, R>(conn: &mut AnyConnection, change: impl Fn(&mut AnyConnection) -> Write<T, R>) -> Write<T, R> {
    let mut result = within(conn, Gate::Writers, "_shared", |conn| once(conn, &change));
    if wants_another(&result) {
        result = within(conn, Gate::Again, "", |conn| {
            let mut result = within(conn, Gate::Writers, "_shared", |conn| once(conn, &change));
            for tried in 2..TRIES {
                if !wants_another(&result) {
                    break;
                }
                let mode = if tried < ALONE_FROM { "_shared" } else { "" };
                result = within(conn, Gate::Writers, mode, |conn| once(conn, &change));
            }
            result
        });
    }
    result
}

fn wants_another<T, R>(result: &Write<T, R>) -> bool {
    matches!(result, Err(Abort::Database(error)) if wants_retry(error))
}

/// Does something while holding a gate; on SQLite, which has one writer, there are none.
fn within<T, R>(
    conn: &mut AnyConnection,
    gate: Gate,
    mode: &str,
    act: impl FnOnce(&mut AnyConnection) -> Write<T, R>,
) -> Write<T, R> {
    call(conn, &format!("pg_advisory_lock{mode}"), gate)?;
    let result = act(conn);
    // What was committed stays so; a connection that cannot be asked any more has lost its locks with its session.
    if let Err(error) = call(conn, &format!("pg_advisory_unlock{mode}"), gate) {
        tracing::warn!(%error, "a gate was not unlocked");
    }
    result
}

fn call(conn: &mut AnyConnection, function: &str, gate: Gate) -> QueryResult<()> {
    match conn {
        AnyConnection::Sqlite(_) => Ok(()),
        AnyConnection::Postgres(conn) => {
            let select = format!("SELECT {function}($1)");
            diesel::sql_query(select).bind::<diesel::sql_types::BigInt, _>(gate as i64).execute(conn).map(drop)
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
