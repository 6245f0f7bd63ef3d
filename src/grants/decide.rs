//! Decisions on support. A caseworker proposes and a supervisor decides, never the same person; a decision taken on paper
//! is recorded with the paper's number.
use super::access::Decider;
use super::model::{GrantKind, Outcome};
use crate::accounts::access::Role;
use crate::accounts::queries as accounts;
use crate::audit::{self, Event};
use crate::db::schema::{decision, programme, proposal};
use crate::db::{Abort, Db, Write, refuse, violated};
use crate::households::access::{CaseworkerOf, Covered, covered};
use crate::kernel::clock::tehran_day;
use crate::kernel::ids::{AccountId, AreaId, DecisionId, HouseholdId, InstitutionId, ProgrammeId, ProposalId};
use crate::kernel::money::Rial;
use crate::messages::{self, Letter};
use chrono::{NaiveDate, NaiveDateTime};
use diesel::{ExpressionMethods, OptionalExtension, QueryDsl, QueryResult, RunQueryDsl};
use std::collections::BTreeMap;

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

/// What a supervisor says to a proposal.
#[derive(Clone, Debug)]
pub(crate) struct Verdict {
    pub outcome: Outcome,
    /// A refusal says why.
    pub reason: String,
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
    #[error("the last proposal of this programme for this household was refused")]
    RefusedBefore,
    #[error("nobody decides on their own proposal")]
    Own,
    #[error("the proposal does not exist, or lies outside the decider's scope")]
    Unknown,
    #[error("a refusal says why")]
    Unexplained,
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

/// Decides on a proposal within the supervisor's scope, and tells the one who proposed.
pub(crate) fn decide(
    db: &mut Db,
    by: &Decider,
    on: ProposalId,
    verdict: &Verdict,
) -> Write<DecisionId, DecisionRefusal> {
    let Some(asked) = Asked::find(db, on)? else {
        return refuse(DecisionRefusal::Unknown);
    };
    let (household, proposer, outcome) = (asked.household, asked.proposer, verdict.outcome);
    let Some(Covered { area, .. }) = covered(db, by.scopes(), household)? else {
        return refuse(DecisionRefusal::Unknown);
    };
    if proposer == by.actor().account {
        return refuse(DecisionRefusal::Own);
    }
    if is_decided(db, on)? {
        return refuse(DecisionRefusal::Decided);
    }
    if outcome == Outcome::Refused && verdict.reason.is_empty() {
        return refuse(DecisionRefusal::Unexplained);
    }
    let id: DecisionId = db.id();
    diesel::insert_into(decision::table)
        .values((
            (decision::id.eq(id), decision::household_id.eq(household), decision::programme_id.eq(asked.programme)),
            decision::reason.eq(&verdict.reason),
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
    messages::send(db, proposer, &asked.answered(outcome))?;
    Ok(id)
}

fn is_decided(db: &mut Db, proposal: ProposalId) -> QueryResult<bool> {
    let decided: Option<DecisionId> =
        decision::table.filter(decision::proposal_id.eq(proposal)).select(decision::id).first(db.conn).optional()?;
    Ok(decided.is_some())
}

/// A proposal as it is decided on.
#[derive(diesel::Queryable)]
struct Asked {
    household: HouseholdId,
    programme: ProgrammeId,
    proposer: AccountId,
    amount: Rial,
    at: NaiveDateTime,
}

impl Asked {
    fn find(db: &mut Db, id: ProposalId) -> QueryResult<Option<Asked>> {
        proposal::table
            .find(id)
            .select((
                proposal::household_id,
                proposal::programme_id,
                proposal::proposed_by,
                proposal::amount_irr,
                proposal::proposed_at,
            ))
            .first(db.conn)
            .optional()
    }

    /// What its proposer is told; the reason stays in the case file.
    fn answered(&self, outcome: Outcome) -> Letter {
        let (amount, day) = (self.amount, tehran_day(self.at));
        match outcome {
            Outcome::Approved => Letter::ProposalApproved { amount, day },
            Outcome::Refused => Letter::ProposalRefused { amount, day },
        }
    }
}

/// Records an approval that was given on paper. It does not stand against a refusal: what a supervisor refused here, a
/// supervisor approves.
pub(crate) fn record_paper(
    db: &mut Db,
    by: &CaseworkerOf,
    paper: &PaperDecision,
) -> Write<DecisionId, DecisionRefusal> {
    check_programme(db, by, paper.programme)?;
    if paper.decided_on > db.now.today {
        return refuse(DecisionRefusal::Future);
    }
    if is_refused(db, by.household(), paper.programme)? {
        return refuse(DecisionRefusal::RefusedBefore);
    }
    let id: DecisionId = db.id();
    diesel::insert_into(decision::table)
        .values((
            (
                decision::id.eq(id),
                decision::household_id.eq(by.household()),
                decision::programme_id.eq(paper.programme),
            ),
            (decision::outcome.eq(Outcome::Approved), decision::reason.eq("")),
            decision::decided_on.eq(paper.decided_on),
            decision::paper.eq(Some(&paper.paper)),
            (decision::recorded_by.eq(by.actor().account), decision::recorded_at.eq(db.now.at)),
        ))
        .execute(db.conn)?;
    let event = Event { action: "record_decision", object: ("decision", id.0), detail: "paper", area: Some(by.area()) };
    audit::record(db, by.actor(), event)?;
    Ok(id)
}

/// Whether the last decision on a proposal of this programme for a household was a refusal.
fn is_refused(db: &mut Db, household: HouseholdId, programme: ProgrammeId) -> QueryResult<bool> {
    let last: Option<Outcome> = decision::table
        .filter(decision::household_id.eq(household))
        .filter(decision::programme_id.eq(programme))
        .filter(decision::proposal_id.is_not_null())
        .order(decision::id.desc())
        .select(decision::outcome)
        .first(db.conn)
        .optional()?;
    Ok(last == Some(Outcome::Refused))
}

/// Tells the supervisors of the household's area of a grant whose approval was on paper.
pub(crate) fn tell_of_paper(db: &mut Db, by: &CaseworkerOf, amount: Rial) -> QueryResult<()> {
    let letter = Letter::PaperDecision { amount, day: db.now.today };
    let supervisors = accounts::holders(db, Role::Supervisor, by.institution(), by.area())?;
    let letters: Vec<(AccountId, Letter)> = supervisors.into_iter().map(|(to, _)| (to, letter.clone())).collect();
    messages::send_all(db, &letters)
}

/// Tells the supervisors of an institution of a list whose approvals were on paper: how many grants were entered in each
/// neighbourhood, and their sum. Each gets one letter about all that are theirs.
pub(crate) fn tell_of_list(db: &mut Db, of: InstitutionId, entered: &BTreeMap<AreaId, (i32, Rial)>) -> QueryResult<()> {
    let mut told: BTreeMap<AccountId, (i32, Rial)> = BTreeMap::new();
    for (area, (grants, amount)) in entered {
        for (supervisor, _) in accounts::holders(db, Role::Supervisor, of, *area)? {
            let (all, sum) = told.entry(supervisor).or_default();
            (*all, *sum) = (*all + grants, Rial(sum.0 + amount.0));
        }
    }
    let day = db.now.today;
    let letter = |(to, (grants, amount))| (to, Letter::ListEntered { grants, amount, day });
    let letters: Vec<(AccountId, Letter)> = told.into_iter().map(letter).collect();
    messages::send_all(db, &letters)
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
