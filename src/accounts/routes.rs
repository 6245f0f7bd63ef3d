//! Routes of accounts.
use super::access::{AccountOwner, Admin};
use super::links::{self, LinkRefusal};
use super::model::Device;
use super::pages::{
    Account, Card, ChoosePassword, FirstAdmin, Forgot, LinkOver, Messages, NewPerson, People, Person, SignIn,
};
use super::password::{self, Owner, PasswordRefusal};
use super::people::{self, AccountRefusal, NewLink, NewLinkRefusal};
use super::scopes::{self, ScopeRefusal};
use super::sign_in::{self, Attempt, SignInRefusal};
use super::{forgotten, forms, queries};
use crate::db::Pool;
use crate::error::AppError;
use crate::kernel::contact::Mobile;
use crate::kernel::fields::Fields;
use crate::kernel::ids::{AccountId, ScopeId};
use crate::messages;
use crate::ui::{Form, Problem, Theme, layout::own_place};
use crate::urls::{self, pattern};
use crate::web::client_address::client_address;
use crate::web::{Allowed, Answer, Routes, State, Submitted, Visit, session, visit::theme_cookie};
use actix_web::http::header::{HeaderName, HeaderValue, LOCATION, USER_AGENT};
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};

const PRODUCER_LEAST: i64 = 8;
const STAFF_LEAST: i64 = 12;

pub(crate) fn configure(routes: &mut Routes) {
    routes
        .get(pattern::sign_in, sign_in_form)
        .post(pattern::sign_in, sign_in)
        .post(pattern::sign_out, sign_out)
        .get(pattern::start, start)
        .get(pattern::forgot, forgot_form)
        .post(pattern::forgot, forgot)
        .get(pattern::choose_password, choose_password_form)
        .post(pattern::choose_password, choose_password)
        .get(pattern::first_admin, first_admin_form)
        .post(pattern::first_admin, first_admin)
        .get(pattern::account, account)
        .post(pattern::account_password, change_password)
        .post(pattern::account_email, change_email)
        .post(pattern::account_sessions, end_other_sessions)
        .get(pattern::messages, messages)
        .post(pattern::messages, have_read)
        .post(pattern::theme, choose_theme)
        .get(pattern::people, people_list)
        .get(pattern::person_new, new_person_form)
        .post(pattern::person_new, new_person)
        .get(pattern::person, person)
        .post(pattern::person_role, give_role)
        .post(pattern::person_role_end, end_role)
        .post(pattern::person_disable, disable)
        .post(pattern::person_link, new_link);
}

async fn sign_in_form(visit: Visit) -> Answer {
    let back = visit.query.text("back").to_owned();
    Ok(visit.page(&SignIn { form: Form::filled(Fields::default().with("back", back)) }))
}

async fn sign_in(req: HttpRequest, visit: Visit, state: Data<State>, sent: Submitted) -> Answer {
    let locale = visit.locale();
    let refuse = |problem: Problem| {
        let fields = sent.fields.clone();
        Ok(visit.refused(&SignIn { form: Form::refused(fields, vec![problem]) }))
    };
    let mobile = match forms::mobile(&sent.fields, "phone", &locale) {
        Ok(mobile) => mobile,
        Err(problem) => return refuse(problem),
    };
    let attempt = Attempt {
        mobile,
        password: sent.fields.raw("password").to_owned(),
        address: client_address(&req),
        device: Device::of(req.headers().get(USER_AGENT).and_then(|agent| agent.to_str().ok()).unwrap_or("")),
        lang: visit.lang,
    };
    let pool = state.pool.clone();
    match pool.aside(move |pool| sign_in::sign_in(pool, &attempt)).await? {
        Ok(token) => {
            let url = safe_back(sent.fields.text("back")).unwrap_or_else(|| urls::start(visit.lang));
            Ok(HttpResponse::SeeOther().insert_header((LOCATION, url)).cookie(session::cookie(&state, &token)).finish())
        }
        Err(SignInRefusal::Wrong) => {
            refuse(Problem { field: "password", sentence: locale.text.accounts_sign_in_wrong() })
        }
        Err(SignInRefusal::Wait { seconds }) => {
            refuse(Problem { field: "password", sentence: locale.text.accounts_sign_in_wait(locale.number(seconds)) })
        }
    }
}

/// A path of this site to go back to; anything that could lead elsewhere is dropped.
fn safe_back(back: &str) -> Option<String> {
    let is_ours =
        back.starts_with('/') && !back.starts_with("//") && !back.contains(|c: char| c == '\\' || c.is_control());
    is_ours.then(|| back.to_owned())
}

/// GET /start: to the first screen of whoever signed in.
async fn start(by: Allowed<AccountOwner>) -> Answer {
    Ok(by.visit.see_other(&own_place(&by.visit.ui())))
}

async fn sign_out(visit: Visit, state: Data<State>) -> Answer {
    if let Some(who) = &visit.viewer {
        let hash = who.session.clone();
        state.pool.change(move |db| super::session::end(db, &hash)).await?;
    }
    Ok(HttpResponse::SeeOther()
        .insert_header((LOCATION, urls::home(visit.lang)))
        .insert_header((HeaderName::from_static("clear-site-data"), HeaderValue::from_static("\"cache\", \"storage\"")))
        .cookie(session::ended_cookie(&state))
        .finish())
}

async fn forgot_form(visit: Visit) -> Answer {
    Ok(visit.page(&Forgot { form: Form::default(), sent: false }))
}

async fn forgot(visit: Visit, state: Data<State>, sent: Submitted) -> Answer {
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
    state.pool.change(move |db| forgotten::ask(db, &email)).await?;
    Ok(visit.page(&Forgot { form: Form::default(), sent: true }))
}

async fn choose_password_form(visit: Visit, state: Data<State>, token: Path<String>) -> Answer {
    let token = token.into_inner();
    match owner_of(&state.pool, token.clone()).await? {
        Some(owner) => {
            let least = least(owner.is_staff);
            Ok(visit.page(&ChoosePassword { name: owner.name, token, least, form: Form::default() }))
        }
        None => Ok(visit.page(&LinkOver)),
    }
}

fn least(is_staff: bool) -> i64 {
    if is_staff { STAFF_LEAST } else { PRODUCER_LEAST }
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

async fn choose_password(visit: Visit, state: Data<State>, token: Path<String>, sent: Submitted) -> Answer {
    let token = token.into_inner();
    let Some(owner) = owner_of(&state.pool, token.clone()).await? else {
        return Ok(visit.page(&LinkOver));
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
            Ok(visit.see_other_saying(&urls::sign_in(visit.lang), &said))
        }
        Err(LinkRefusal::Over | LinkRefusal::MobileTaken) => Ok(visit.page(&LinkOver)),
    }
}

async fn first_admin_form(visit: Visit, state: Data<State>, token: Path<String>) -> Answer {
    let token = token.into_inner();
    let asked = token.clone();
    match state.pool.read(move |db| links::live(db, &asked, true)).await? {
        Some(_) => Ok(visit.page(&FirstAdmin { token, least: STAFF_LEAST, form: Form::default() })),
        None => Ok(visit.page(&LinkOver)),
    }
}

async fn first_admin(visit: Visit, state: Data<State>, token: Path<String>, sent: Submitted) -> Answer {
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
        Err(LinkRefusal::Over) => Ok(visit.page(&LinkOver)),
        Err(LinkRefusal::MobileTaken) => {
            let problem = Problem { field: "phone", sentence: locale.text.accounts_mobile_taken() };
            let form = Form::refused(sent.fields, vec![problem]);
            Ok(visit.refused(&FirstAdmin { token, least: STAFF_LEAST, form }))
        }
    }
}

async fn account(by: Allowed<AccountOwner>, state: Data<State>) -> Answer {
    let page = account_page(&by, &state, Form::default(), Form::default()).await?;
    Ok(by.visit.page(&page))
}

async fn account_page(
    by: &Allowed<AccountOwner>,
    state: &State,
    email_form: Form,
    password_form: Form,
) -> Result<Account, AppError> {
    let of = by.proof.actor().account;
    let this = by.visit.viewer.as_ref().map(|who| who.session.clone()).unwrap_or_default();
    let (card, sessions, unread) = state
        .pool
        .read(move |db| {
            Ok((queries::card(db, of)?, queries::sessions(db, of, &this)?, messages::unread_count(db, of)?))
        })
        .await?;
    let card = card.ok_or(AppError::NotFound)?;
    let email_form = if email_form.problems.is_empty() {
        Form::filled(Fields::default().with("email", card.email.clone().unwrap_or_default()))
    } else {
        email_form
    };
    Ok(Account { card, sessions, unread, least: least(by.proof.is_staff()), email_form, password_form })
}

async fn change_email(req: HttpRequest, by: Allowed<AccountOwner>, state: Data<State>, sent: Submitted) -> Answer {
    let locale = by.visit.locale();
    let problem = match forms::email(&sent.fields, "email", &locale) {
        Ok(email) => match confirmed(&req, by.proof.actor().account, &state, &sent).await? {
            Ok(()) => {
                let proof = by.proof.clone();
                state.pool.change(move |db| people::set_email(db, &proof, email.as_ref())).await?;
                let said = locale.text.accounts_email_saved();
                return Ok(by.visit.see_other_saying(&urls::account(by.visit.lang), &said));
            }
            Err(refusal) => forms::not_confirmed("present", refusal, &locale),
        },
        Err(problem) => problem,
    };
    let form = Form::refused(sent.fields, vec![problem]);
    let page = account_page(&by, &state, form, Form::default()).await?;
    Ok(by.visit.refused(&page))
}

/// Which of the two passwords was not taken.
enum Refused {
    Old(SignInRefusal),
    New(PasswordRefusal),
}

async fn change_password(req: HttpRequest, by: Allowed<AccountOwner>, state: Data<State>, sent: Submitted) -> Answer {
    let locale = by.visit.locale();
    let (old, new, again) = (
        sent.fields.raw("old").to_owned(),
        sent.fields.raw("password").to_owned(),
        sent.fields.raw("again").to_owned(),
    );
    let proof = by.proof.clone();
    let session = by.visit.viewer.as_ref().map(|who| who.session.clone()).unwrap_or_default();
    let cost = state.config.password_cost;
    let pool = state.pool.clone();
    let address = client_address(&req);
    let refusal: Option<Refused> = pool
        .aside(move |pool| {
            let of = proof.actor().account;
            if let Err(refusal) = sign_in::confirm(pool, of, &old, &address)? {
                return Ok(Some(Refused::Old(refusal)));
            }
            let card = pool.read_now(|db| queries::card(db, of))?.ok_or(AppError::NotFound)?;
            let owner = Owner { name: card.name, mobile: card.mobile, is_staff: proof.is_staff() };
            if let Err(refusal) = password::judge(&new, &again, &owner) {
                return Ok(Some(Refused::New(refusal)));
            }
            let hash = password::hash(&new, cost)?;
            pool.change_now(|db| people::change_password(db, &proof, &hash, &session))?;
            Ok(None)
        })
        .await?;
    let problem = match refusal {
        None => {
            let said = locale.text.accounts_password_changed();
            return Ok(by.visit.see_other_saying(&urls::account(by.visit.lang), &said));
        }
        Some(Refused::Old(refusal)) => forms::not_confirmed("old", refusal, &locale),
        Some(Refused::New(refusal)) => forms::password_problem(refusal, &locale),
    };
    let form = Form::refused(Fields::default(), vec![problem]);
    let page = account_page(&by, &state, Form::default(), form).await?;
    Ok(by.visit.refused(&page))
}

/// Whether the present password was sent along.
async fn confirmed(
    req: &HttpRequest,
    of: AccountId,
    state: &State,
    sent: &Submitted,
) -> Result<Result<(), SignInRefusal>, AppError> {
    let (present, address) = (sent.fields.raw("present").to_owned(), client_address(req));
    state.pool.aside(move |pool| sign_in::confirm(pool, of, &present, &address)).await
}

async fn end_other_sessions(by: Allowed<AccountOwner>, state: Data<State>) -> Answer {
    let of = by.proof.actor().account;
    let this = by.visit.viewer.as_ref().map(|who| who.session.clone()).unwrap_or_default();
    state.pool.change(move |db| super::session::end_others(db, of, &this).map(drop)).await?;
    let said = by.visit.locale().text.accounts_me_sessions_ended();
    Ok(by.visit.see_other_saying(&urls::account(by.visit.lang), &said))
}

async fn messages(by: Allowed<AccountOwner>, state: Data<State>) -> Answer {
    let of = by.proof.actor().account;
    let received = state.pool.read(move |db| messages::inbox_of(db, of)).await?;
    Ok(by.visit.page(&Messages { received }))
}

async fn have_read(by: Allowed<AccountOwner>, state: Data<State>) -> Answer {
    let of = by.proof.actor().account;
    state.pool.change(move |db| messages::mark_read(db, of)).await?;
    Ok(by.visit.see_other(&urls::messages(by.visit.lang)))
}

async fn choose_theme(visit: Visit, sent: Submitted) -> Answer {
    let back = safe_back(sent.fields.text("back")).unwrap_or_else(|| "/".to_owned());
    Ok(HttpResponse::SeeOther()
        .insert_header((LOCATION, urls::in_lang(visit.lang, &back)))
        .cookie(theme_cookie(Theme::of(sent.fields.text("theme"))))
        .finish())
}

async fn people_list(by: Allowed<Admin>, state: Data<State>) -> Answer {
    let after: Option<AccountId> = by.visit.query.text("after").parse().ok();
    let mut rows = state.pool.read(move |db| queries::people(db, after)).await?;
    let page = usize::try_from(queries::PAGE).unwrap_or(usize::MAX);
    let has_more = rows.len() > page;
    rows.truncate(page);
    Ok(by.visit.page(&People { rows, is_first: after.is_none(), has_more }))
}

async fn new_person_form(by: Allowed<Admin>) -> Answer {
    Ok(by.visit.page(&NewPerson { form: Form::default() }))
}

async fn new_person(by: Allowed<Admin>, state: Data<State>, sent: Submitted) -> Answer {
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

/// The page of a card with its square, for a name and the number to sign in with; `back` is where the page leads back to.
pub(crate) fn card(
    visit: &Visit,
    (name, mobile): (String, Option<Mobile>),
    token: &str,
    back: String,
) -> Result<Card, AppError> {
    let link = format!("{}{}", visit.origin, urls::choose_password(visit.lang, token));
    let square = crate::web::qr::square(&link)?;
    Ok(Card { back: (back, name.clone()), name, mobile, link, square })
}

async fn person(by: Allowed<Admin>, state: Data<State>, of: Path<AccountId>) -> Answer {
    let page = person_page(&state.pool, of.into_inner(), Form::default()).await?;
    Ok(by.visit.page(&page))
}

async fn person_page(pool: &Pool, of: AccountId, form: Form) -> Result<Person, AppError> {
    let (card, areas, institutions) =
        pool.read(move |db| Ok((queries::card(db, of)?, queries::areas(db)?, queries::institutions(db)?))).await?;
    Ok(Person { card: card.ok_or(AppError::NotFound)?, areas, institutions, form })
}

async fn give_role(
    req: HttpRequest,
    by: Allowed<Admin>,
    state: Data<State>,
    of: Path<AccountId>,
    sent: Submitted,
) -> Answer {
    let (of, locale) = (of.into_inner(), by.visit.locale());
    let problems = match forms::new_scope(&sent.fields, &locale) {
        Ok(scope) => match confirmed(&req, by.proof.actor().account, &state, &sent).await? {
            Ok(()) => {
                let proof = by.proof.clone();
                match state.pool.write(move |db| scopes::give(db, &proof, of, &scope)).await? {
                    Ok(_) => {
                        let url = urls::person(by.visit.lang, of);
                        return Ok(by.visit.see_other_saying(&url, &locale.text.accounts_roles_given()));
                    }
                    Err(refusal) => vec![role_problem(refusal, &locale)],
                }
            }
            Err(refusal) => vec![forms::not_confirmed("present", refusal, &locale)],
        },
        Err(problems) => problems,
    };
    let page = person_page(&state.pool, of, Form::refused(sent.fields, problems)).await?;
    Ok(by.visit.refused(&page))
}

fn role_problem(refusal: ScopeRefusal, locale: &crate::i18n::Locale) -> Problem {
    let text = locale.text;
    match refusal {
        ScopeRefusal::Own => Problem { field: "role", sentence: text.accounts_roles_own() },
        ScopeRefusal::Incompatible => Problem { field: "role", sentence: text.accounts_roles_incompatible() },
        ScopeRefusal::Institution => Problem { field: "institution", sentence: text.accounts_roles_institution() },
        ScopeRefusal::NotTheCountry => Problem { field: "area", sentence: text.accounts_roles_country() },
        ScopeRefusal::Dates => Problem { field: "ends", sentence: text.accounts_roles_dates() },
    }
}

async fn end_role(by: Allowed<Admin>, state: Data<State>, ids: Path<(AccountId, ScopeId)>) -> Answer {
    let (of, scope) = ids.into_inner();
    let proof = by.proof.clone();
    if !state.pool.change(move |db| scopes::end(db, &proof, of, scope)).await? {
        return Err(AppError::NotFound);
    }
    let said = by.visit.locale().text.accounts_roles_ended();
    Ok(by.visit.see_other_saying(&urls::person(by.visit.lang, of), &said))
}

async fn disable(by: Allowed<Admin>, state: Data<State>, of: Path<AccountId>, sent: Submitted) -> Answer {
    let of = of.into_inner();
    let disabled = sent.fields.text("disabled") == "yes";
    let proof = by.proof.clone();
    if !state.pool.change(move |db| people::set_disabled(db, &proof, of, disabled)).await? {
        return Err(AppError::NotFound);
    }
    let text = by.visit.locale().text;
    let said = if disabled { text.accounts_person_disabled_done() } else { text.accounts_person_enabled_done() };
    Ok(by.visit.see_other_saying(&urls::person(by.visit.lang, of), &said))
}

async fn new_link(by: Allowed<Admin>, state: Data<State>, of: Path<AccountId>) -> Answer {
    let of = of.into_inner();
    let (proof, text, back) = (by.proof.clone(), by.visit.locale().text, urls::person(by.visit.lang, of));
    match state.pool.write(move |db| people::new_link(db, &proof, of)).await? {
        Ok(NewLink::Card(token)) => {
            let owner = state.pool.read(move |db| queries::card(db, of)).await?.ok_or(AppError::NotFound)?;
            Ok(by.visit.page(&card(&by.visit, (owner.name, owner.mobile), &token, back)?))
        }
        Ok(NewLink::Mailed) => Ok(by.visit.see_other_saying(&back, &text.accounts_person_link_mailed())),
        Err(NewLinkRefusal::NoAddress) => {
            let problem = Problem { field: "link", sentence: text.accounts_person_link_no_email() };
            let page = person_page(&state.pool, of, Form::refused(Fields::default(), vec![problem])).await?;
            Ok(by.visit.refused(&page))
        }
    }
}
