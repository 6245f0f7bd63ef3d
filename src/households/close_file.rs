//! Ending a household's case file, and taking it up again. A closed file is read as before and nothing more is written into
//! it; the household itself goes on. The caseworker stays the same.
use super::access::FileKeeper;
use super::history::{self, Note};
use super::model::EventKind;
use crate::audit::{self, Event};
use crate::db::schema::{case_file, custody, decision, grant_award, proposal, use_right};
use crate::db::{Abort, Db, Write, refuse, refused_by};
use chrono::NaiveDate;
use diesel::dsl::{exists, not};
use diesel::{BoolExpressionMethods, ExpressionMethods, NullableExpressionMethods, QueryDsl, QueryResult, RunQueryDsl};

/// Why a file is not closed, or not opened again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum CloseRefusal {
    #[error("it was closed, or opened, before")]
    Before,
    #[error("a machine is in the household's custody")]
    HoldsMachine,
    #[error("the household may use another's machine")]
    UsesMachine,
    #[error("a proposal for the household waits for its decision")]
    ProposalWaits,
    #[error("something was approved for the household and is not granted yet")]
    ApprovalOpen,
}

/// Closes the file today, for a reason.
pub(crate) fn close(db: &mut Db, by: &FileKeeper, reason: &str) -> Write<(), CloseRefusal> {
    if let Some(refusal) = open_end(db, by)? {
        return refuse(refusal);
    }
    let closed = diesel::update(
        case_file::table.filter(case_file::household_id.eq(by.household())).filter(case_file::closed_on.is_null()),
    )
    .set(case_file::closed_on.eq(Some(db.now.today)))
    .execute(db.conn)
    .map_err(|error| {
        if refused_by(&error, "case_file_holds_machine") {
            Abort::Refused(CloseRefusal::HoldsMachine)
        } else {
            Abort::Database(error)
        }
    })?;
    if closed == 0 {
        return refuse(CloseRefusal::Before);
    }
    Ok(tell(db, by, ("close_file", EventKind::Closed), reason)?)
}

/// Opens a closed file again, for a reason.
pub(crate) fn reopen(db: &mut Db, by: &FileKeeper, reason: &str) -> Write<(), CloseRefusal> {
    let opened = diesel::update(
        case_file::table.filter(case_file::household_id.eq(by.household())).filter(case_file::closed_on.is_not_null()),
    )
    .set(case_file::closed_on.eq(None::<NaiveDate>))
    .execute(db.conn)?;
    if opened == 0 {
        return refuse(CloseRefusal::Before);
    }
    Ok(tell(db, by, ("reopen_file", EventKind::Reopened), reason)?)
}

/// What is not finished between the office and the household.
fn open_end(db: &mut Db, by: &FileKeeper) -> QueryResult<Option<CloseRefusal>> {
    let (of, today) = (by.household(), db.now.today);
    let held = custody::table
        .filter(custody::household_id.eq(of))
        .filter(custody::ends_on.is_null().or(custody::ends_on.gt(today)));
    let used = use_right::table
        .filter(use_right::household_id.eq(of))
        .filter(use_right::ends_on.is_null().or(use_right::ends_on.gt(today)));
    let decided = decision::table.filter(decision::proposal_id.eq(proposal::id.nullable()));
    let waiting = proposal::table.filter(proposal::household_id.eq(of)).filter(not(exists(decided)));
    let granted = grant_award::table.filter(grant_award::decision_id.eq(decision::id));
    let approved = decision::table
        .filter(decision::household_id.eq(of))
        .filter(decision::outcome.eq("approved"))
        .filter(not(exists(granted)));
    let (holds, uses, waits, is_owed): (bool, bool, bool, bool) =
        diesel::select((exists(held), exists(used), exists(waiting), exists(approved))).get_result(db.conn)?;
    Ok([
        (holds, CloseRefusal::HoldsMachine),
        (uses, CloseRefusal::UsesMachine),
        (waits, CloseRefusal::ProposalWaits),
        (is_owed, CloseRefusal::ApprovalOpen),
    ]
    .into_iter()
    .find_map(|(is_so, refusal)| is_so.then_some(refusal)))
}

fn tell(db: &mut Db, by: &FileKeeper, (action, kind): (&'static str, EventKind), reason: &str) -> QueryResult<()> {
    history::write(db, by.actor(), by.household(), &Note { kind, member: None, fields: "", reason })?;
    let event = Event { action, object: ("household", by.household().0), detail: "case", area: Some(by.area()) };
    audit::record(db, by.actor(), event)
}
