//! Decisions on support. A caseworker proposes and a supervisor decides, never the same person; a decision taken on paper
//! is recorded with the paper's number.
use super::access::Decider;
use super::model::{GrantKind, Outcome};
use crate::audit::{self, Event};
use crate::db::schema::{decision, programme, proposal};
use crate::db::{Abort, Db, Write, refuse, violated};
use crate::households::access::{CaseworkerOf, covered};
use crate::kernel::ids::{AccountId, DecisionId, HouseholdId, InstitutionId, ProgrammeId, ProposalId};
use crate::kernel::money::Rial;
use chrono::NaiveDate;
use diesel::{ExpressionMethods, OptionalExtension, QueryDsl, QueryResult, RunQueryDsl};

/// What a caseworker asks for.
#[derive(Clone, Debug)]
pub(crate) struct NewProposal {
    pub programme: ProgrammeId,
    pub kind: GrantKind,
    pub amount: Rial,
    pub reason: String,
}

/// A decision that was taken on paper.
#[derive(Clone, Debug)]
pub(crate) struct PaperDecision {
    pub programme: ProgrammeId,
    pub decided_on: NaiveDate,
    /// The number of the paper.
    pub paper: String,
}

/// Why nothing is proposed or decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum DecisionRefusal {
    #[error("the programme is another institution's")]
    Programme,
    #[error("the day is still to come")]
    Future,
    #[error("the proposal was decided before")]
    Decided,
    #[error("nobody decides on their own proposal")]
    Own,
    #[error("the proposal does not exist, or lies outside the decider's scope")]
    Unknown,
}

/// Proposes support for a household.
pub(crate) fn propose(db: &mut Db, by: &CaseworkerOf, new: &NewProposal) -> Write<ProposalId, DecisionRefusal> {
    check_programme(db, by, new.programme)?;
    let id: ProposalId = db.id();
    diesel::insert_into(proposal::table)
        .values((
            proposal::id.eq(id),
            proposal::household_id.eq(by.household()),
            proposal::programme_id.eq(new.programme),
            proposal::kind.eq(new.kind),
            proposal::amount_irr.eq(new.amount),
            proposal::reason.eq(&new.reason),
            proposal::proposed_by.eq(by.actor().account),
            proposal::proposed_at.eq(db.now.at),
        ))
        .execute(db.conn)?;
    let event =
        Event { action: "propose", object: ("proposal", id.0), detail: new.kind.as_str(), area: Some(by.area()) };
    audit::record(db, by.actor(), event)?;
    Ok(id)
}

/// Decides on a proposal within the supervisor's scope.
pub(crate) fn decide(
    db: &mut Db,
    by: &Decider,
    on: ProposalId,
    outcome: Outcome,
) -> Write<DecisionId, DecisionRefusal> {
    let asked: Option<(HouseholdId, ProgrammeId, AccountId)> = proposal::table
        .find(on)
        .select((proposal::household_id, proposal::programme_id, proposal::proposed_by))
        .first(db.conn)
        .optional()?;
    let Some((household, programme, proposer)) = asked else {
        return refuse(DecisionRefusal::Unknown);
    };
    let Some((area, _)) = covered(db, by.scopes(), household)? else {
        return refuse(DecisionRefusal::Unknown);
    };
    if proposer == by.actor().account {
        return refuse(DecisionRefusal::Own);
    }
    let id: DecisionId = db.id();
    diesel::insert_into(decision::table)
        .values((
            (decision::id.eq(id), decision::household_id.eq(household), decision::programme_id.eq(programme)),
            (decision::proposal_id.eq(Some(on)), decision::outcome.eq(outcome), decision::decided_on.eq(db.now.today)),
            (decision::assessed_by.eq(Some(proposer)), decision::decided_by.eq(Some(by.actor().account))),
            (decision::recorded_by.eq(by.actor().account), decision::recorded_at.eq(db.now.at)),
        ))
        .execute(db.conn)
        .map_err(|error| {
            if violated(&error, "decision_proposal_unique", "decision.proposal_id") {
                Abort::Refused(DecisionRefusal::Decided)
            } else {
                Abort::Database(error)
            }
        })?;
    let event = Event { action: "decide", object: ("decision", id.0), detail: outcome.as_str(), area: Some(area) };
    audit::record(db, by.actor(), event)?;
    Ok(id)
}

/// Records an approval that was given on paper.
pub(crate) fn record_paper(
    db: &mut Db,
    by: &CaseworkerOf,
    paper: &PaperDecision,
) -> Write<DecisionId, DecisionRefusal> {
    check_programme(db, by, paper.programme)?;
    if paper.decided_on > db.now.today {
        return refuse(DecisionRefusal::Future);
    }
    let id: DecisionId = db.id();
    diesel::insert_into(decision::table)
        .values((
            (
                decision::id.eq(id),
                decision::household_id.eq(by.household()),
                decision::programme_id.eq(paper.programme),
            ),
            (decision::outcome.eq(Outcome::Approved), decision::decided_on.eq(paper.decided_on)),
            decision::paper.eq(Some(&paper.paper)),
            (decision::recorded_by.eq(by.actor().account), decision::recorded_at.eq(db.now.at)),
        ))
        .execute(db.conn)?;
    let event = Event { action: "record_decision", object: ("decision", id.0), detail: "paper", area: Some(by.area()) };
    audit::record(db, by.actor(), event)?;
    Ok(id)
}

fn check_programme(db: &mut Db, by: &CaseworkerOf, id: ProgrammeId) -> Write<(), DecisionRefusal> {
    match institution_of(db, id)? {
        Some(institution) if institution == by.institution() => Ok(()),
        _ => refuse(DecisionRefusal::Programme),
    }
}

fn institution_of(db: &mut Db, id: ProgrammeId) -> QueryResult<Option<InstitutionId>> {
    programme::table.find(id).select(programme::institution_id).first(db.conn).optional()
}
