//! Routes of proposals, decisions and grants.
use super::refusals::{self, GrantRefusal};
use crate::accounts::access::Role;
use crate::accounts::trail::{CaseProof, Showing, Trace};
use crate::db::form_key::{self, Sent};
use crate::db::{Db, Write};
use crate::error::AppError;
use crate::grants::access::{Decider, GrantReader};
use crate::grants::decide::{DecisionRefusal, Verdict};
use crate::grants::forms::{self, Decision};
use crate::grants::model::{HouseholdChoice, Outcome, ProposalRow};
use crate::grants::pages::{Decisions, Grant, NewGrant, NewProposal};
use crate::grants::queries::Earner;
use crate::grants::{award, decide as deciding, queries, register};
use crate::households::access::CaseworkerOf;
use crate::kernel::fields::Fields;
use crate::kernel::idem::Idem;
use crate::kernel::ids::{EquipmentId, GrantId, ProposalId};
use crate::ui::form::key;
use crate::ui::{Form, Problem};
use crate::urls;
use crate::web::{Allowed, Answer, State, Submitted};
use actix_web::web::{Data, Path};
use diesel::QueryResult;
use diesel::result::Error;

fn household(db: &mut Db, by: &CaseworkerOf) -> QueryResult<HouseholdChoice> {
    queries::household_of(db, by.household())
}

async fn new_grant_page(by: &Allowed<CaseworkerOf>, state: &State, form: Form) -> Result<NewGrant, AppError> {
    let read = move |db: &mut Db, by: &CaseworkerOf, _: &mut Trace| {
        Ok(NewGrant {
            household: household(db, by)?,
            programmes: queries::programmes_of(db, by.institution())?,
            approvals: queries::approvals_open(db, by.household())?,
            machine_kinds: queries::kinds(db)?,
            form: form.clone().keyed(&Idem::fresh(db.ids)),
        })
    };
    by.look(state, Showing::file("name proposals"), read).await
}

pub(super) async fn new_grant_form(by: Allowed<CaseworkerOf>, state: Data<State>) -> Answer {
    let (locale, today) = (by.visit.locale(), by.visit.today);
    let mut fields = Fields::default().with("decision", "paper").with("kind", "asset");
    for name in ["awarded", "acquired", "decided"] {
        fields = forms::with_date(fields, &locale, name, today);
    }
    let page = new_grant_page(&by, &state, Form::filled(fields)).await?;
    Ok(by.visit.page(&page))
}

pub(super) async fn new_grant(by: Allowed<CaseworkerOf>, state: Data<State>, sent: Submitted) -> Answer {
    let locale = by.visit.locale();
    let problems = match with_key(forms::new_grant(&sent.fields, &locale), &by, &sent, "grant_award") {
        Ok((new, form)) => {
            let proof = by.proof.clone();
            match state.pool.write(move |db| store(db, &proof, &form, &new)).await? {
                Ok((_, Some(machine))) => {
                    let url = urls::equipment(by.visit.lang, machine);
                    return Ok(by.visit.see_other_saying(&url, &locale.text.grants_new_done_machine()));
                }
                Ok((grant, None)) => {
                    let url = urls::grant(by.visit.lang, grant);
                    return Ok(by.visit.see_other_saying(&url, &locale.text.grants_new_done()));
                }
                Err(refusal) => vec![refusals::new_grant(refusal, &locale)],
            }
        }
        Err(problems) => problems,
    };
    let page = new_grant_page(&by, &state, Form::refused(sent.fields, problems)).await?;
    Ok(by.visit.refused(&page))
}

/// What was read of a form, with the form's key.
fn with_key<T>(
    read: Result<T, Vec<Problem>>,
    by: &Allowed<CaseworkerOf>,
    sent: &Submitted,
    makes: &'static str,
) -> Result<(T, Sent), Vec<Problem>> {
    let new = read?;
    let key = key(&sent.fields, &by.visit.locale()).map_err(|problem| vec![problem])?;
    Ok((new, Sent::of(by.proof.actor().account, makes, (key, &sent.fields))))
}

/// The grant that the form makes or made before, and its machine.
fn store(
    db: &mut Db,
    by: &CaseworkerOf,
    form: &Sent,
    new: &forms::NewGrant,
) -> Write<(GrantId, Option<EquipmentId>), GrantRefusal> {
    let grant = form_key::once(db, form, |db| grant_with_machine(db, by, new))?;
    let machine = queries::machines_by(db, grant)?.first().map(|granted| granted.machine.id);
    Ok((grant, machine))
}

/// The decision where it was on paper, the grant, and its machine: all of them or nothing.
fn grant_with_machine(db: &mut Db, by: &CaseworkerOf, new: &forms::NewGrant) -> Write<GrantId, GrantRefusal> {
    let decision = match &new.decision {
        Decision::Known(id) => *id,
        Decision::Paper(paper) => {
            deciding::record_paper(db, by, paper).map_err(|abort| abort.map(GrantRefusal::Decision))?
        }
    };
    let grant = award::award(db, by, &new.award(decision)).map_err(|abort| abort.map(GrantRefusal::Award))?;
    if matches!(new.decision, Decision::Paper(_)) {
        deciding::tell_of_paper(db, by, new.amount)?;
    }
    if let Some(machine) = &new.machine {
        let machine = machine.paid_by(grant, new.amount);
        register::register(db, by, &machine).map_err(|abort| abort.map(GrantRefusal::Machine))?;
    }
    Ok(grant)
}

async fn proposal_page(by: &Allowed<CaseworkerOf>, state: &State, form: Form) -> Result<NewProposal, AppError> {
    let read = move |db: &mut Db, by: &CaseworkerOf, _: &mut Trace| {
        let programmes = queries::programmes_of(db, by.institution())?;
        let form = form.clone().keyed(&Idem::fresh(db.ids));
        Ok(NewProposal { household: household(db, by)?, programmes, form })
    };
    by.look(state, Showing::file("name"), read).await
}

pub(super) async fn new_proposal_form(by: Allowed<CaseworkerOf>, state: Data<State>) -> Answer {
    let form = Form::filled(Fields::default().with("kind", "asset"));
    let page = proposal_page(&by, &state, form).await?;
    Ok(by.visit.page(&page))
}

pub(super) async fn new_proposal(by: Allowed<CaseworkerOf>, state: Data<State>, sent: Submitted) -> Answer {
    let locale = by.visit.locale();
    let problems = match with_key(forms::new_proposal(&sent.fields, &locale), &by, &sent, "proposal") {
        Ok((new, form)) => {
            let proof = by.proof.clone();
            let propose = move |db: &mut Db| form_key::once(db, &form, |db| deciding::propose(db, &proof, &new));
            match state.pool.write(propose).await? {
                Ok(_) => {
                    let url = urls::household(by.visit.lang, by.proof.household());
                    return Ok(by.visit.see_other_saying(&url, &locale.text.grants_propose_done()));
                }
                Err(refusal) => vec![refusals::decision(refusal, &locale)],
            }
        }
        Err(problems) => problems,
    };
    let page = proposal_page(&by, &state, Form::refused(sent.fields, problems)).await?;
    Ok(by.visit.refused(&page))
}

pub(super) async fn grant(by: Allowed<GrantReader>, state: Data<State>) -> Answer {
    let is_nameless = by.proof.subject().actor.role == Role::Auditor.as_str();
    let shown = if is_nameless { "grants machines shares ledger" } else { "name grants machines shares ledger" };
    let page = by.look(&state, Showing::file(shown), read_grant).await?;
    Ok(by.visit.page(&page))
}

fn read_grant(db: &mut Db, by: &GrantReader, _: &mut Trace) -> QueryResult<Grant> {
    let id = by.grant();
    let card = queries::grant(db, id)?.ok_or(Error::NotFound)?;
    let (shares, machines) = (queries::shares_of(db, id)?, queries::machines_by(db, id)?);
    let earned = queries::earned(db, Earner::Grant(id))?;
    let sharing = shares.iter().map(|share| share.household);
    let sellers = earned.households();
    let concerned = sharing.chain(sellers).chain([card.household]).collect();
    let seen = queries::seen(db, by.scopes(), concerned)?;
    Ok(Grant { card, shares, machines, earned, seen })
}

pub(super) async fn decisions(by: Allowed<Decider>, state: Data<State>) -> Answer {
    let rows = by.look(&state, WAITING, waiting).await?;
    Ok(by.visit.page(&Decisions { rows, reader: by.proof.actor().account, refused: None }))
}

/// What [`waiting`] shows.
const WAITING: Showing = Showing::list("proposal", "name proposals");

fn waiting(db: &mut Db, by: &Decider, trace: &mut Trace) -> QueryResult<Vec<ProposalRow>> {
    let rows = queries::proposals_waiting(db, by.scopes())?;
    trace.shows(rows.iter().map(|row| row.household));
    Ok(rows)
}

pub(super) async fn decide(by: Allowed<Decider>, state: Data<State>, on: Path<ProposalId>, sent: Submitted) -> Answer {
    let Some(outcome) = Outcome::parse(sent.fields.text("outcome")) else {
        return Err(AppError::Malformed("the outcome of a decision"));
    };
    let (on, locale) = (on.into_inner(), by.visit.locale());
    let refused = match forms::reason(&sent.fields, &locale) {
        Err(problems) => problems,
        Ok(reason) => {
            let (proof, verdict) = (by.proof.clone(), Verdict { outcome, reason });
            let said = match state.pool.write(move |db| deciding::decide(db, &proof, on, &verdict)).await? {
                Ok(_) if outcome == Outcome::Approved => Ok(locale.text.grants_decisions_approved()),
                Ok(_) => Ok(locale.text.grants_decisions_refused()),
                Err(DecisionRefusal::Unknown) => return Err(AppError::NotFound),
                Err(DecisionRefusal::Unexplained) => Err(refusals::decision(DecisionRefusal::Unexplained, &locale)),
                Err(refusal) => Ok(refusals::decision(refusal, &locale).sentence),
            };
            match said {
                Ok(said) => return Ok(by.visit.see_other_saying(&urls::decisions(by.visit.lang), &said)),
                Err(problem) => vec![problem],
            }
        }
    };
    let rows = by.look(&state, WAITING, waiting).await?;
    let refused = Some((on, Form::refused(sent.fields, refused)));
    Ok(by.visit.refused(&Decisions { rows, reader: by.proof.actor().account, refused }))
}
