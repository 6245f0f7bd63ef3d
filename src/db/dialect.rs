//! What differs between the engines when something is refused: the name of the rule that refused it.
use diesel::result::{DatabaseErrorInformation, DatabaseErrorKind, Error};

/// Compiles one body for the concrete connection of each engine, for what `MultiConnection` refuses (upsert, batch insert).
macro_rules! on_each {
    ($conn:expr, |$c:ident| $body:expr) => {
        match $conn {
            $crate::db::AnyConnection::Sqlite($c) => $body,
            $crate::db::AnyConnection::Postgres($c) => $body,
        }
    };
}
pub(crate) use on_each;

/// Whether `error` says that the rule `name` was broken: a named constraint, or a trigger that raised its name.
/// For a unique constraint SQLite tells the columns instead; `columns` is how it lists them, "table.column, table.column".
pub(crate) fn violated(error: &Error, name: &str, columns: &str) -> bool {
    let Error::DatabaseError(_, information) = error else {
        return false;
    };
    information.constraint_name() == Some(name) || says(information.as_ref(), name, columns)
}

/// Whether a trigger or a check refused with this name.
pub(crate) fn refused_by(error: &Error, name: &str) -> bool {
    violated(error, name, name)
}

fn says(information: &(dyn DatabaseErrorInformation + Send + Sync), name: &str, columns: &str) -> bool {
    let message = information.message();
    let last = message.rsplit(": ").next().unwrap_or(message);
    message == name || last == name || last == columns
}

/// The place in a chain of the trail that two transactions wanted: the one who came second takes the next.
const TAKEN_PLACE: (&str, &str) = ("audit_event_seq_unique", "audit_event.chain, audit_event.seq");

/// Whether the transaction is to be tried again: PostgreSQL asks for it, or another took the place in a chain.
pub(crate) fn wants_retry(error: &Error) -> bool {
    match error {
        Error::DatabaseError(DatabaseErrorKind::UniqueViolation, _) => violated(error, TAKEN_PLACE.0, TAKEN_PLACE.1),
        Error::DatabaseError(DatabaseErrorKind::SerializationFailure, _) => true,
        Error::DatabaseError(_, information) => information.message().contains("deadlock detected"),
        Error::RollbackErrorOnCommit { commit_error, .. } => wants_retry(commit_error),
        _ => false,
    }
}

/// What the engines say when it is not the statement that is wrong but what they stand on.
const PASSING: [&str; 14] = [
    "database is locked",
    "database or disk is full",
    "disk I/O error",
    "attempt to write a readonly database",
    "unable to open database file",
    "timeout",
    "connection",
    "could not receive data from server",
    "could not send data to server",
    "terminat",
    "cannot be executed during recovery",
    "No space left on device",
    "read-only transaction",
    "the database system is",
];

/// The error of a trail that does not take a row: nothing is shown and nothing is changed without one, until it does again.
pub(crate) fn untraced(error: Error) -> Error {
    if wants_retry(&error) || is_passing(&error) {
        return error;
    }
    Error::DatabaseError(DatabaseErrorKind::ReadOnlyTransaction, Box::new(format!("the trail takes no row: {error}")))
}

/// Whether the database could not be reached, or stayed busy, so that trying later may help.
pub(crate) fn is_passing(error: &Error) -> bool {
    match error {
        Error::DatabaseError(
            DatabaseErrorKind::ClosedConnection
            | DatabaseErrorKind::SerializationFailure
            | DatabaseErrorKind::ReadOnlyTransaction,
            _,
        )
        | Error::BrokenTransactionManager => true,
        Error::RollbackErrorOnCommit { commit_error, rollback_error } => {
            is_passing(commit_error) || is_passing(rollback_error)
        }
        Error::DatabaseError(_, information) => {
            let message = information.message();
            PASSING.iter().any(|sign| message.contains(sign))
        }
        _ => false,
    }
}
