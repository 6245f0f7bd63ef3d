//! Write transactions: BEGIN IMMEDIATE on SQLite; SERIALIZABLE on PostgreSQL, tried again when it asks for that. Postings, which
//! append to the books of an area, come one after the other in each area. So do looks, which read and then append one row to
//! a chain of the trail, in each chain; those are REPEATABLE READ.
//! Locks are taken in one order: the gates, the chain, and only then, within the transaction, rows. Nobody waits for a gate or
//! a chain while holding a row, and nobody holds two chains, so no two wait for each other.
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

/// What a transaction is for.
#[derive(Clone, Copy)]
pub(super) enum Purpose {
    Write,
    /// Writes, and appends to the books of the area of this number.
    Post {
        area: i64,
    },
    /// Reads, and appends a row to the chain of this number. Everything it read is of one moment.
    Look {
        chain: i64,
    },
}

/// The first half of the advisory lock of a chain; the second is the chain's. They are other spaces than that of the gates.
const TRAIL: i64 = 0x6261_7a61;
const BOOKS: i64 = 0x6261_7a62;

impl Purpose {
    /// The chain that it appends to, as the key of an advisory lock.
    fn chain(self) -> Option<String> {
        match self {
            Purpose::Write => None,
            Purpose::Post { area } => Some(format!("{BOOKS}, hashint8({area})")),
            Purpose::Look { chain } => Some(format!("{TRAIL}, hashint8({chain})")),
        }
    }

    fn isolation(self) -> &'static str {
        match self {
            Purpose::Write | Purpose::Post { .. } => "SERIALIZABLE",
            Purpose::Look { .. } => "REPEATABLE READ",
        }
    }
}

/// Runs a write; one that collides with others is tried again behind those that must try again as well, and in the end
/// alone, so that it comes through however many others keep writing.
pub(super) fn run<T, R>(
    conn: &mut AnyConnection,
    purpose: Purpose,
    change: impl Fn(&mut AnyConnection) -> Write<T, R>,
) -> Write<T, R> {
    let once = |conn: &mut AnyConnection| in_turn(conn, purpose, &change);
    let mut result = within(conn, Gate::Writers, "_shared", once);
    if wants_another(&result) {
        result = within(conn, Gate::Again, "", |conn| {
            let mut result = within(conn, Gate::Writers, "_shared", once);
            for tried in 2..TRIES {
                if !wants_another(&result) {
                    break;
                }
                let mode = if tried < ALONE_FROM { "_shared" } else { "" };
                result = within(conn, Gate::Writers, mode, once);
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
    let key = (gate as i64).to_string();
    call(conn, &format!("pg_advisory_lock{mode}({key})"))?;
    let result = act(conn);
    // What was committed stays so; a connection that cannot be asked any more has lost its locks with its session.
    if let Err(error) = call(conn, &format!("pg_advisory_unlock{mode}({key})")) {
        tracing::warn!(%error, "a gate was not unlocked");
    }
    result
}

/// Those that append to one chain come one after the other, each beginning when the one before is committed; otherwise all
/// of them but one would have seen the wrong end of the chain.
fn in_turn<T, R>(
    conn: &mut AnyConnection,
    purpose: Purpose,
    change: &impl Fn(&mut AnyConnection) -> Write<T, R>,
) -> Write<T, R> {
    let Some(key) = purpose.chain() else {
        return once(conn, purpose.isolation(), change);
    };
    call(conn, &format!("pg_advisory_lock({key})"))?;
    let result = once(conn, purpose.isolation(), change);
    if let Err(error) = call(conn, &format!("pg_advisory_unlock({key})")) {
        tracing::warn!(%error, "a chain was not unlocked");
    }
    result
}

fn call(conn: &mut AnyConnection, function: &str) -> QueryResult<()> {
    match conn {
        AnyConnection::Sqlite(_) => Ok(()),
        AnyConnection::Postgres(conn) => diesel::sql_query(format!("SELECT {function}")).execute(conn).map(drop),
    }
}

fn once<T, R>(
    conn: &mut AnyConnection,
    isolation: &str,
    change: &impl Fn(&mut AnyConnection) -> Write<T, R>,
) -> Write<T, R> {
    type Manager = <AnyConnection as diesel::Connection>::TransactionManager;
    match conn {
        AnyConnection::Sqlite(conn) => {
            AnsiTransactionManager::begin_transaction_sql(conn, "BEGIN IMMEDIATE")?;
        }
        AnyConnection::Postgres(conn) => {
            AnsiTransactionManager::begin_transaction_sql(conn, &format!("BEGIN ISOLATION LEVEL {isolation}"))?;
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
