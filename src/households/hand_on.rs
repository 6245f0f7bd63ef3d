//! Giving a case file to another caseworker of its area from a day on. One caseworker answers for a file on a date; who did
//! so before stays on record.
use super::access::CaseSupervisor;
use super::queries::{Assigned, last_assigned};
use crate::accounts::access::Role;
use crate::accounts::queries as accounts;
use crate::audit::{self, Event};
use crate::db::schema::{case_assignment, case_file};
use crate::db::{Db, Write, refuse};
use crate::kernel::ids::{AccountId, CaseAssignmentId, CaseId};
use chrono::NaiveDate;
use diesel::{BoolExpressionMethods, ExpressionMethods, QueryDsl, QueryResult, RunQueryDsl};

/// To whom a file goes, and from when on.
#[derive(Clone, Copy, Debug)]
pub(crate) struct HandOn {
    pub to: AccountId,
    /// Today or later.
    pub from: NaiveDate,
}

/// Why a file stays where it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum HandOnRefusal {
    #[error("the day is over")]
    Past,
    #[error("they are no caseworker of the household's area and institution on that day")]
    NoCaseworker,
    #[error("it is theirs")]
    Same,
    #[error("someone else takes it over on this day, or did so today")]
    TooEarly(NaiveDate),
}

/// Gives the file to another caseworker, and tells their name.
pub(crate) fn hand_on(db: &mut Db, by: &CaseSupervisor, new: &HandOn) -> Write<String, HandOnRefusal> {
    if new.from < db.now.today {
        return refuse(HandOnRefusal::Past);
    }
    let Some((_, name)) = candidates(db, by, new.from)?.into_iter().find(|(account, _)| *account == new.to) else {
        return refuse(HandOnRefusal::NoCaseworker);
    };
    if let Some(last) = last_assigned(db, by.household())? {
        if last.account == new.to && last.ends_on.is_none() {
            return refuse(HandOnRefusal::Same);
        }
        if new.from <= last.starts_on {
            return refuse(HandOnRefusal::TooEarly(last.starts_on));
        }
        end(db, &last, new.from)?;
    }
    let case: CaseId =
        case_file::table.filter(case_file::household_id.eq(by.household())).select(case_file::id).first(db.conn)?;
    let id: CaseAssignmentId = db.id();
    diesel::insert_into(case_assignment::table)
        .values((
            (case_assignment::id.eq(id), case_assignment::case_id.eq(case)),
            (case_assignment::account_id.eq(new.to), case_assignment::kind.eq("responsible")),
            case_assignment::starts_on.eq(new.from),
        ))
        .execute(db.conn)?;
    let event =
        Event { action: "hand_on", object: ("case_assignment", id.0), detail: "caseworker", area: Some(by.area()) };
    audit::record(db, by.actor(), event)?;
    Ok(name)
}

fn end(db: &mut Db, last: &Assigned, on: NaiveDate) -> QueryResult<usize> {
    diesel::update(
        case_assignment::table
            .find(last.id)
            .filter(case_assignment::ends_on.is_null().or(case_assignment::ends_on.gt(on))),
    )
    .set(case_assignment::ends_on.eq(Some(on)))
    .execute(db.conn)
}

/// Who can take the file on a day: the caseworkers of its institution whose areas cover the household's, by name.
pub(crate) fn candidates(db: &mut Db, by: &CaseSupervisor, on: NaiveDate) -> QueryResult<Vec<(AccountId, String)>> {
    accounts::holders_on(db, Role::Caseworker, by.institution(), (by.area(), on))
}
