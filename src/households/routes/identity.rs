//! Looking at what a case file masks: a form that asks why and for the present password, and the answer to it. The answer
//! stands at no address of its own, so that nothing but the form leads there.
use crate::accounts::access::Role;
use crate::accounts::forms::not_confirmed;
use crate::accounts::routes::confirmed;
use crate::accounts::trail::Showing;
use crate::error::AppError;
use crate::households::access::FileReader;
use crate::households::pages::{AskIdentity, Identity};
use crate::households::{forms, queries, reveal};
use crate::ui::{Form, Problem};
use crate::web::{Allowed, Answer, State, Submitted};
use actix_web::web::Data;

pub(super) async fn form(by: Allowed<FileReader>, state: Data<State>) -> Answer {
    let page = asking(&by, &state, Form::default()).await?;
    Ok(by.visit.page(&page))
}

async fn asking(by: &Allowed<FileReader>, state: &State, form: Form) -> Result<AskIdentity, AppError> {
    let names = by.proof.role() != Role::Auditor;
    let shown = Showing::file(if names { "name" } else { "" });
    let name = by.look(state, shown, |db, by, _| queries::name(db, by.household())).await?;
    Ok(AskIdentity { household: by.proof.household(), name: names.then_some(name), form })
}

pub(super) async fn reveal(by: Allowed<FileReader>, state: Data<State>, sent: Submitted) -> Answer {
    let (locale, account) = (by.visit.locale(), by.proof.actor().account);
    let problems: Vec<Problem> = match forms::purpose(&sent.fields, &locale) {
        Ok(reason) => match confirmed(account, &state, (&sent, "present")).await? {
            Ok(()) => {
                let proof = by.proof.clone();
                let card = state.pool.change(move |db| reveal::reveal(db, &proof, &reason)).await?;
                return Ok(by.visit.page(&Identity { card, is_auditor: by.proof.role() == Role::Auditor }));
            }
            Err(refusal) => vec![not_confirmed("present", refusal, &locale)],
        },
        Err(problem) => vec![problem],
    };
    let page = asking(&by, &state, Form::refused(sent.fields, problems)).await?;
    Ok(by.visit.refused(&page))
}
