//! The pages behind one-time links: a forgotten password, a card, the first admin.
use super::{STAFF_LEAST, least};
use crate::accounts::links::{self, LinkRefusal};
use crate::accounts::pages::{ChoosePassword, FirstAdmin, Forgot, LinkOver};
use crate::accounts::password::{self, Owner};
use crate::accounts::{forgotten, forms, known_device, queries};
use crate::db::Pool;
use crate::error::AppError;
use crate::kernel::contact::Mobile;
use crate::kernel::secret::Indexed;
use crate::ui::{Form, Problem};
use crate::urls;
use crate::web::client_address::client_address;
use crate::web::{Answer, State, Submitted, Visit, session};
use actix_web::HttpRequest;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};

pub(super) async fn forgot_form(visit: Visit) -> Answer {
    Ok(visit.page(&Forgot { form: Form::default(), sent: false }))
}

pub(super) async fn forgot(req: HttpRequest, visit: Visit, state: Data<State>, sent: Submitted) -> Answer {
    let locale = visit.locale();
    let email = match forms::email(&sent.fields, "email", &locale) {
        Ok(Some(email)) => email,
        Ok(None) => {
            let problem = Problem { field: "email", sentence: locale.text.accounts_email_missing() };
            return Ok(visit.refused(&Forgot { form: Form::refused(sent.fields, vec![problem]), sent: false }));
        }
        Err(problem) => {
            return Ok(visit.refused(&Forgot { form: Form::refused(sent.fields, vec![problem]), sent: false }));
        }
    };
    let address = client_address(&req);
    if let Some(seconds) = state.pool.change(move |db| forgotten::ask(db, &email, &address)).await? {
        let problem = Problem { field: "email", sentence: locale.text.accounts_sign_in_wait(locale.number(seconds)) };
        return Ok(visit.refused(&Forgot { form: Form::refused(sent.fields, vec![problem]), sent: false }));
    }
    Ok(visit.page(&Forgot { form: Form::default(), sent: true }))
}

pub(super) async fn choose_password_form(visit: Visit, state: Data<State>, token: Path<String>) -> Answer {
    let token = token.into_inner();
    match owner_of(&state.pool, token.clone()).await? {
        Some(owner) => {
            let least = least(owner.is_staff);
            Ok(visit.page(&ChoosePassword { name: owner.name, token, least, form: Form::default() }))
        }
        None => Ok(visit.page_with(StatusCode::GONE, &LinkOver)),
    }
}

/// Who is behind a live link.
async fn owner_of(pool: &Pool, token: String) -> Result<Option<Owner>, AppError> {
    pool.read(move |db| {
        let Some(account) = links::live(db, &token, false)?.and_then(|link| link.account) else {
            return Ok(None);
        };
        let card = queries::card(db, account)?;
        Ok(card.map(|card| {
            let is_staff = card.scopes.iter().any(|scope| scope.role.is_staff()) || card.scopes.is_empty();
            Owner { name: card.name, mobile: card.mobile, is_staff }
        }))
    })
    .await
}

pub(super) async fn choose_password(
    req: HttpRequest,
    visit: Visit,
    state: Data<State>,
    token: Path<String>,
    sent: Submitted,
) -> Answer {
    let token = token.into_inner();
    let Some(owner) = owner_of(&state.pool, token.clone()).await? else {
        return Ok(visit.page_with(StatusCode::GONE, &LinkOver));
    };
    let password = sent.fields.raw("password").to_owned();
    if let Err(refusal) = password::judge(&password, sent.fields.raw("again"), &owner) {
        let form = Form::refused(sent.fields, vec![forms::password_problem(refusal, &visit.locale())]);
        let least = least(owner.is_staff);
        return Ok(visit.refused(&ChoosePassword { name: owner.name, token, least, form }));
    }
    let cost = state.config.password_cost;
    let pool = state.pool.clone();
    let done = pool
        .aside(move |pool| {
            let hash = password::hash(&password, cost)?;
            pool.write_now(|db| links::choose_password(db, &token, &hash))
        })
        .await?;
    match done {
        Ok(_) => {
            let said = visit.locale().text.accounts_password_done();
            let mut answer = visit.see_other_saying(&urls::sign_in(visit.lang), &said);
            if let Some(marks) = owner.mobile.map(|mobile| marks_for(&req, &state, &mobile)) {
                answer.add_cookie(&session::device_cookie(&state, marks)).map_err(anyhow::Error::new)?;
            }
            Ok(answer)
        }
        Err(LinkRefusal::Over | LinkRefusal::MobileTaken) => Ok(visit.page_with(StatusCode::GONE, &LinkOver)),
    }
}

/// What the device is known by from now on: whoever has the link of an account is its owner.
fn marks_for(req: &HttpRequest, state: &State, mobile: &Mobile) -> String {
    let index = state.pool.keys().blind_index(Indexed::Mobile, mobile.as_str());
    known_device::remember(state.pool.keys(), state.pool.ids(), &session::device_marks(req, state), &index)
}

pub(super) async fn first_admin_form(visit: Visit, state: Data<State>, token: Path<String>) -> Answer {
    let token = token.into_inner();
    let asked = token.clone();
    match state.pool.read(move |db| links::live(db, &asked, true)).await? {
        Some(_) => Ok(visit.page(&FirstAdmin { token, least: STAFF_LEAST, form: Form::default() })),
        None => Ok(visit.page_with(StatusCode::GONE, &LinkOver)),
    }
}

pub(super) async fn first_admin(visit: Visit, state: Data<State>, token: Path<String>, sent: Submitted) -> Answer {
    let token = token.into_inner();
    let locale = visit.locale();
    let password = sent.fields.raw("password").to_owned();
    let parsed = forms::new_account(&sent.fields, &locale);
    let mut problems = parsed.as_ref().err().cloned().unwrap_or_default();
    let owner = Owner {
        name: sent.fields.text("name").to_owned(),
        mobile: parsed.as_ref().ok().map(|person| person.mobile.clone()),
        is_staff: true,
    };
    if let Err(refusal) = password::judge(&password, sent.fields.raw("again"), &owner) {
        problems.push(forms::password_problem(refusal, &locale));
    }
    let (Ok(person), true) = (parsed, problems.is_empty()) else {
        let form = Form::refused(sent.fields, problems);
        return Ok(visit.refused(&FirstAdmin { token, least: STAFF_LEAST, form }));
    };
    let cost = state.config.password_cost;
    let asked = token.clone();
    let pool = state.pool.clone();
    let done = pool
        .aside(move |pool| {
            let hash = password::hash(&password, cost)?;
            pool.write_now(|db| links::make_first_admin(db, &asked, &person, &hash))
        })
        .await?;
    match done {
        Ok(_) => Ok(visit.see_other_saying(&urls::sign_in(visit.lang), &locale.text.accounts_password_done())),
        Err(LinkRefusal::Over) => Ok(visit.page_with(StatusCode::GONE, &LinkOver)),
        Err(LinkRefusal::MobileTaken) => {
            let problem = Problem { field: "phone", sentence: locale.text.accounts_mobile_taken() };
            let form = Form::refused(sent.fields, vec![problem]);
            Ok(visit.refused(&FirstAdmin { token, least: STAFF_LEAST, form }))
        }
    }
}
