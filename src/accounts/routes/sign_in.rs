//! Signing in and out, and the theme.
use crate::accounts::access::AccountOwner;
use crate::accounts::model::Device;
use crate::accounts::pages::SignIn;
use crate::accounts::sign_in::{self as verb, Attempt, SignInRefusal};
use crate::accounts::{forms, known_device, session as sessions};
use crate::kernel::contact::Mobile;
use crate::kernel::fields::Fields;
use crate::kernel::secret::Indexed;
use crate::ui::{Form, Problem, Theme, layout::own_place};
use crate::urls;
use crate::web::client_address::client_address;
use crate::web::{Allowed, Answer, State, Submitted, Visit, session, visit::theme_cookie};
use actix_web::http::StatusCode;
use actix_web::http::header::{HeaderName, HeaderValue, LOCATION, RETRY_AFTER, USER_AGENT};
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};

pub(super) async fn sign_in_form(visit: Visit) -> Answer {
    let back = visit.query.text("back").to_owned();
    Ok(visit.page(&SignIn { form: Form::filled(Fields::default().with("back", back)) }))
}

pub(super) async fn sign_in(req: HttpRequest, visit: Visit, state: Data<State>, sent: Submitted) -> Answer {
    let mobile = match forms::mobile(&sent.fields, "phone", &visit.locale()) {
        Ok(mobile) => mobile,
        Err(problem) => return Ok(visit.refused(&SignIn { form: Form::refused(sent.fields, vec![problem]) })),
    };
    let attempt = attempt(&req, &visit, &state, (mobile, &sent));
    let (who, from) = attempt.at_the_door();
    let done = match state.door.arrive(who, from) {
        Some(ticket) => state.pool.aside(move |pool| verb::sign_in(pool, &attempt, ticket)).await?,
        None => Err(SignInRefusal::Busy),
    };
    let welcome = match done {
        Ok(welcome) => welcome,
        Err(refusal) => return Ok(refused(&visit, sent.fields, refusal)),
    };
    if let Some(before) = &visit.viewer {
        let hash = before.session.clone();
        state.pool.change(move |db| sessions::end(db, &hash)).await?;
    }
    let url = safe_back(sent.fields.text("back")).unwrap_or_else(|| urls::start(visit.lang));
    Ok(HttpResponse::SeeOther()
        .insert_header((LOCATION, url))
        .cookie(session::cookie(&state, &welcome.token))
        .cookie(session::device_cookie(&state, welcome.marks))
        .finish())
}

fn attempt(req: &HttpRequest, visit: &Visit, state: &State, (mobile, sent): (Mobile, &Submitted)) -> Attempt {
    let marks = session::device_marks(req, state);
    let index = state.pool.keys().blind_index(Indexed::Mobile, mobile.as_str());
    Attempt {
        known: known_device::known(state.pool.keys(), &marks, &index),
        mobile,
        password: sent.fields.raw("password").to_owned(),
        address: client_address(req),
        marks,
        device: Device::of(req.headers().get(USER_AGENT).and_then(|agent| agent.to_str().ok()).unwrap_or("")),
        lang: visit.lang,
    }
}

/// The form again with the reason; whoever comes while too many do is told when to come again.
fn refused(visit: &Visit, fields: Fields, refusal: SignInRefusal) -> HttpResponse {
    let locale = visit.locale();
    let (status, sentence) = match refusal {
        SignInRefusal::Wrong => (StatusCode::UNPROCESSABLE_ENTITY, locale.text.accounts_sign_in_wrong()),
        SignInRefusal::Wait { seconds } => {
            (StatusCode::UNPROCESSABLE_ENTITY, locale.text.accounts_sign_in_wait(locale.number(seconds)))
        }
        SignInRefusal::Busy => (StatusCode::TOO_MANY_REQUESTS, locale.text.accounts_sign_in_busy()),
    };
    let form = Form::refused(fields, vec![Problem { field: "password", sentence }]);
    let mut answer = visit.page_with(status, &SignIn { form });
    if status == StatusCode::TOO_MANY_REQUESTS {
        answer.headers_mut().insert(RETRY_AFTER, HeaderValue::from_static("5"));
    }
    answer
}

/// A path of this site to go back to; anything that could lead elsewhere is dropped.
fn safe_back(back: &str) -> Option<String> {
    let is_ours =
        back.starts_with('/') && !back.starts_with("//") && !back.contains(|c: char| c == '\\' || c.is_control());
    is_ours.then(|| back.to_owned())
}

/// GET /start: to the first screen of whoever signed in.
pub(super) async fn start(by: Allowed<AccountOwner>) -> Answer {
    Ok(by.visit.see_other(&own_place(&by.visit.ui())))
}

pub(super) async fn sign_out(visit: Visit, state: Data<State>) -> Answer {
    if let Some(who) = &visit.viewer {
        let hash = who.session.clone();
        state.pool.change(move |db| sessions::end(db, &hash)).await?;
    }
    Ok(HttpResponse::SeeOther()
        .insert_header((LOCATION, urls::home(visit.lang)))
        .insert_header((HeaderName::from_static("clear-site-data"), HeaderValue::from_static("\"cache\", \"storage\"")))
        .cookie(session::ended_cookie(&state))
        .finish())
}

pub(super) async fn choose_theme(visit: Visit, sent: Submitted) -> Answer {
    let back = safe_back(sent.fields.text("back")).unwrap_or_else(|| "/".to_owned());
    Ok(HttpResponse::SeeOther()
        .insert_header((LOCATION, urls::in_lang(visit.lang, &back)))
        .cookie(theme_cookie(Theme::of(sent.fields.text("theme"))))
        .finish())
}
