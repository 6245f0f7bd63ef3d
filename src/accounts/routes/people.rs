//! The people of the program, for its admin.
use super::card;
use crate::accounts::access::{Admin, AdminOf};
use crate::accounts::pages::{NewPerson, People, Person};
use crate::accounts::people::{self, AccountRefusal, NewLink, NewLinkRefusal};
use crate::accounts::{forms, queries};
use crate::db::Pool;
use crate::error::AppError;
use crate::kernel::fields::Fields;
use crate::kernel::ids::AccountId;
use crate::ui::{Form, Problem};
use crate::urls;
use crate::web::{Allowed, Answer, State, Submitted};
use actix_web::web::Data;

pub(super) async fn people_list(by: Allowed<Admin>, state: Data<State>) -> Answer {
    let after: Option<AccountId> = by.visit.query.text("after").parse().ok();
    let (mut rows, proposals) = state
        .pool
        .read(move |db| {
            let proposals = if after.is_none() { queries::role_proposals(db, None)? } else { Vec::new() };
            Ok((queries::people(db, after)?, proposals))
        })
        .await?;
    let page = usize::try_from(queries::PAGE).unwrap_or(usize::MAX);
    let has_more = rows.len() > page;
    rows.truncate(page);
    Ok(by.visit.page(&People { rows, proposals, is_first: after.is_none(), has_more }))
}

pub(super) async fn new_person_form(by: Allowed<Admin>) -> Answer {
    Ok(by.visit.page(&NewPerson { form: Form::default() }))
}

pub(super) async fn new_person(by: Allowed<Admin>, state: Data<State>, sent: Submitted) -> Answer {
    let locale = by.visit.locale();
    let new = match forms::new_account(&sent.fields, &locale) {
        Ok(new) => new,
        Err(problems) => {
            return Ok(by.visit.refused(&NewPerson { form: Form::refused(sent.fields, problems) }));
        }
    };
    let (proof, name, mobile) = (by.proof.clone(), new.name.clone(), new.mobile.clone());
    let problem = match state.pool.write(move |db| people::open(db, &proof, &new)).await? {
        Ok((id, token)) => {
            let back = urls::person(by.visit.lang, id);
            return Ok(by.visit.page(&card(&by.visit, (name, Some(mobile)), &token, back)?));
        }
        Err(AccountRefusal::MobileTaken | AccountRefusal::PersonHasOne | AccountRefusal::IsStaff) => {
            Problem { field: "phone", sentence: locale.text.accounts_mobile_taken() }
        }
    };
    Ok(by.visit.refused(&NewPerson { form: Form::refused(sent.fields, vec![problem]) }))
}

pub(super) async fn person(by: Allowed<AdminOf>, state: Data<State>) -> Answer {
    let page = person_page(&state.pool, &by.proof, Form::default()).await?;
    Ok(by.visit.page(&page))
}

/// The page of someone who works here; `form` is the one that came back.
pub(super) async fn person_page(pool: &Pool, by: &AdminOf, form: Form) -> Result<Person, AppError> {
    let (of, reader) = (by.account(), by.actor().account);
    let page = pool
        .read(move |db| {
            let Some(card) = queries::card(db, of)? else {
                return Ok(None);
            };
            let (areas, institutions) = (queries::areas(db)?, queries::institutions(db)?);
            let proposals = queries::role_proposals(db, Some(of))?;
            let has_another_admin = queries::has_another_admin(db, reader)?;
            Ok(Some(Person { card, areas, institutions, proposals, reader, has_another_admin, form }))
        })
        .await?;
    page.ok_or(AppError::NotFound)
}

pub(super) async fn disable(by: Allowed<AdminOf>, state: Data<State>, sent: Submitted) -> Answer {
    let disabled = sent.fields.text("disabled") == "yes";
    let proof = by.proof.clone();
    if !state.pool.change(move |db| people::set_disabled(db, &proof, disabled)).await? {
        return Err(AppError::NotFound);
    }
    let text = by.visit.locale().text;
    let said = if disabled { text.accounts_person_disabled_done() } else { text.accounts_person_enabled_done() };
    Ok(by.visit.see_other_saying(&urls::person(by.visit.lang, by.proof.account()), &said))
}

pub(super) async fn new_link(by: Allowed<AdminOf>, state: Data<State>) -> Answer {
    let of = by.proof.account();
    let (proof, text, back) = (by.proof.clone(), by.visit.locale().text, urls::person(by.visit.lang, of));
    match state.pool.write(move |db| people::new_link(db, &proof)).await? {
        Ok(NewLink::Card(token)) => {
            let owner = state.pool.read(move |db| queries::card(db, of)).await?.ok_or(AppError::NotFound)?;
            Ok(by.visit.page(&card(&by.visit, (owner.name, owner.mobile), &token, back)?))
        }
        Ok(NewLink::Mailed) => Ok(by.visit.see_other_saying(&back, &text.accounts_person_link_mailed())),
        Err(NewLinkRefusal::NoAddress) => {
            let problem = Problem { field: "link", sentence: text.accounts_person_link_no_email() };
            let page = person_page(&state.pool, &by.proof, Form::refused(Fields::default(), vec![problem])).await?;
            Ok(by.visit.refused(&page))
        }
    }
}
