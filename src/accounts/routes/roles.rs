//! Roles of an account: proposed by one admin, confirmed or dropped by another, ended by any.
use super::confirmed;
use super::people::person_page;
use crate::accounts::access::AdminOf;
use crate::accounts::forms;
use crate::accounts::role_proposals::{self, RoleRefusal};
use crate::accounts::scopes::{self, EndRefusal};
use crate::error::AppError;
use crate::i18n::Locale;
use crate::kernel::fields::Fields;
use crate::kernel::ids::{AccountId, RoleProposalId, ScopeId};
use crate::ui::{Form, Problem};
use crate::urls;
use crate::web::{Allowed, Answer, State, Submitted};
use actix_web::web::{Data, Path};

pub(super) async fn propose(by: Allowed<AdminOf>, state: Data<State>, sent: Submitted) -> Answer {
    let (of, locale) = (by.proof.account(), by.visit.locale());
    let problems = match forms::new_scope(&sent.fields, &locale) {
        Ok(scope) => match confirmed(by.proof.actor().account, &state, (&sent, "present")).await? {
            Ok(()) => {
                let proof = by.proof.clone();
                match state.pool.write(move |db| role_proposals::propose(db, &proof, &scope)).await? {
                    Ok(_) => {
                        let url = urls::person(by.visit.lang, of);
                        return Ok(by.visit.see_other_saying(&url, &locale.text.accounts_roles_proposed()));
                    }
                    Err(RoleRefusal::NotThere) => return Err(AppError::NotFound),
                    Err(refusal) => vec![problem(refusal, &locale)],
                }
            }
            Err(refusal) => vec![forms::not_confirmed("present", refusal, &locale)],
        },
        Err(problems) => problems,
    };
    let page = person_page(&state.pool, &by.proof, Form::refused(sent.fields, problems)).await?;
    Ok(by.visit.refused(&page))
}

/// POST: a second admin confirms a proposal with their password, or any admin drops it.
pub(super) async fn answer(
    by: Allowed<AdminOf>,
    state: Data<State>,
    ids: Path<(AccountId, RoleProposalId)>,
    sent: Submitted,
) -> Answer {
    let (of, proposal) = ids.into_inner();
    let (proof, locale) = (by.proof.clone(), by.visit.locale());
    let url = urls::person(by.visit.lang, of);
    if sent.fields.text("do") != "confirm" {
        return match state.pool.change(move |db| role_proposals::drop_proposal(db, &proof, proposal)).await? {
            true => Ok(by.visit.see_other_saying(&url, &locale.text.accounts_roles_dropped())),
            false => Err(AppError::NotFound),
        };
    }
    let problem = match confirmed(proof.actor().account, &state, (&sent, "confirm")).await? {
        Ok(()) => match state.pool.write(move |db| role_proposals::confirm(db, &proof, proposal)).await? {
            Ok(_) => return Ok(by.visit.see_other_saying(&url, &locale.text.accounts_roles_given())),
            Err(RoleRefusal::NotThere) => return Err(AppError::NotFound),
            Err(refusal) => Problem { field: "confirm", ..problem(refusal, &locale) },
        },
        Err(refusal) => forms::not_confirmed("confirm", refusal, &locale),
    };
    let page = person_page(&state.pool, &by.proof, Form::refused(sent.fields, vec![problem])).await?;
    Ok(by.visit.refused(&page))
}

fn problem(refusal: RoleRefusal, locale: &Locale) -> Problem {
    let text = locale.text;
    match refusal {
        RoleRefusal::Own => Problem { field: "role", sentence: text.accounts_roles_own() },
        RoleRefusal::SamePerson => Problem { field: "role", sentence: text.accounts_roles_same_person() },
        RoleRefusal::Seller => Problem { field: "role", sentence: text.accounts_roles_seller() },
        RoleRefusal::Held => Problem { field: "role", sentence: text.accounts_roles_held() },
        RoleRefusal::NotReady => Problem { field: "role", sentence: text.accounts_roles_not_ready() },
        RoleRefusal::Incompatible => Problem { field: "role", sentence: text.accounts_roles_incompatible() },
        RoleRefusal::Institution => Problem { field: "institution", sentence: text.accounts_roles_institution() },
        RoleRefusal::NotTheCountry => Problem { field: "area", sentence: text.accounts_roles_country() },
        RoleRefusal::Dates => Problem { field: "ends", sentence: text.accounts_roles_dates() },
        RoleRefusal::NotThere => Problem { field: "role", sentence: text.error_404_text() },
    }
}

pub(super) async fn end(by: Allowed<AdminOf>, state: Data<State>, ids: Path<(AccountId, ScopeId)>) -> Answer {
    let (of, scope) = ids.into_inner();
    let (proof, text) = (by.proof.clone(), by.visit.locale().text);
    match state.pool.write(move |db| scopes::end(db, &proof, scope)).await? {
        Ok(()) => Ok(by.visit.see_other_saying(&urls::person(by.visit.lang, of), &text.accounts_roles_ended())),
        Err(EndRefusal::NotThere) => Err(AppError::NotFound),
        Err(EndRefusal::LastAdmin) => {
            let problem = Problem { field: "role", sentence: text.accounts_roles_last_admin() };
            let page = person_page(&state.pool, &by.proof, Form::refused(Fields::default(), vec![problem])).await?;
            Ok(by.visit.refused(&page))
        }
    }
}
