//! The numbers by which the office keeps the queue: when a shop is trusted, and how much one may put up.
use crate::accounts::access::Admin;
use crate::audit::{self, Event};
use crate::catalogue::limits::{Limit, Limits};
use crate::db::{Db, Write, refuse, setting};
use diesel::QueryResult;

/// Why no number is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum RulesRefusal {
    #[error("somebody else changed the numbers since the form was drawn")]
    Stale,
}

/// Sets the numbers of a form that was drawn with those in force, which [`Limits::written`] names.
pub(crate) fn change(db: &mut Db, by: &Admin, (numbers, seen): (&[(Limit, i64)], &str)) -> Write<(), RulesRefusal> {
    if Limits::today(db)?.written() != seen {
        return refuse(RulesRefusal::Stale);
    }
    Ok(set(db, by, numbers)?)
}

/// Sets the numbers that differ from those in force; they hold from today on.
pub(crate) fn set(db: &mut Db, by: &Admin, numbers: &[(Limit, i64)]) -> QueryResult<()> {
    let (now, today, account) = (Limits::today(db)?, db.now.today, by.actor().account);
    for (limit, number) in numbers.iter().filter(|(limit, number)| now.of(*limit) != *number) {
        setting::set(db, limit.as_str(), &number.to_string(), today, account)?;
        let event = Event { action: "set", object: ("setting", 0), detail: limit.as_str(), area: None };
        audit::record(db, by.actor(), event)?;
    }
    Ok(())
}
