//! Routes by which a caseworker registers a home business that is not supported.
use super::members::{invited, not_invited};
use super::told;
use crate::accounts::trail::Showing;
use crate::error::AppError;
use crate::households::access::Caseworker;
use crate::households::business::{self, BusinessRefusal};
use crate::households::pages::{KnownHousehold, NewBusinessForm};
use crate::households::{forms, queries};
use crate::ui::{Form, Problem};
use crate::urls;
use crate::web::{Allowed, Answer, State, Submitted};
use actix_web::web::Data;

pub(super) async fn form(by: Allowed<Caseworker>, state: Data<State>) -> Answer {
    let page = page(&by, &state, Form::default(), None).await?;
    Ok(by.visit.page(&page))
}

async fn page(
    by: &Allowed<Caseworker>,
    state: &State,
    form: Form,
    known: Option<KnownHousehold>,
) -> Result<NewBusinessForm, AppError> {
    let showing = Showing::list("area", "neighbourhoods");
    let neighbourhoods = by.look(state, showing, |db, by, _| queries::neighbourhoods(db, by.scopes())).await?;
    Ok(NewBusinessForm { neighbourhoods, known, form })
}

pub(super) async fn register(by: Allowed<Caseworker>, state: Data<State>, sent: Submitted) -> Answer {
    let locale = by.visit.locale();
    let (problems, known) = match forms::new_business(&sent.fields, &locale) {
        Ok(new) => {
            let proof = by.proof.clone();
            match state.pool.write(move |db| business::register(db, &proof, &new)).await? {
                Ok(made) => return invited(&by.visit, made, urls::casework(by.visit.lang)),
                Err(BusinessRefusal::Invite(refusal)) => (vec![not_invited(refusal, &locale)], None),
                Err(BusinessRefusal::Register(refusal)) => {
                    let (problems, known) = told(refusal, &locale);
                    (problems.into_iter().map(at_the_name).collect(), known)
                }
            }
        }
        Err(problems) => (problems, None),
    };
    let page = page(&by, &state, Form::refused(sent.fields, problems), known).await?;
    Ok(by.visit.refused(&page))
}

/// This form asks for no national ID: who is known is told beside the name.
fn at_the_name(problem: Problem) -> Problem {
    match problem.field {
        "national-id" => Problem { field: "given-name", ..problem },
        _ => problem,
    }
}
