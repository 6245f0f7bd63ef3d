//! One's own account and messages.
use super::{confirmed, least};
use crate::accounts::access::AccountOwner;
use crate::accounts::pages::{Account, Messages};
use crate::accounts::password::{self, Owner, PasswordRefusal};
use crate::accounts::sign_in::{self, SignInRefusal};
use crate::accounts::{forms, people, queries, session};
use crate::db::Db;
use crate::error::AppError;
use crate::kernel::fields::Fields;
use crate::kernel::ids::MessageId;
use crate::messages;
use crate::ui::Form;
use crate::urls;
use crate::web::{Allowed, Answer, State, Submitted};
use actix_web::web::Data;

pub(super) async fn account(by: Allowed<AccountOwner>, state: Data<State>) -> Answer {
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

pub(super) async fn change_email(by: Allowed<AccountOwner>, state: Data<State>, sent: Submitted) -> Answer {
    let locale = by.visit.locale();
    let problem = match forms::email(&sent.fields, "email", &locale) {
        Ok(email) => match confirmed(by.proof.actor().account, &state, (&sent, "present")).await? {
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

pub(super) async fn change_password(by: Allowed<AccountOwner>, state: Data<State>, sent: Submitted) -> Answer {
    let locale = by.visit.locale();
    let (old, new, again) = (
        sent.fields.raw("old").to_owned(),
        sent.fields.raw("password").to_owned(),
        sent.fields.raw("again").to_owned(),
    );
    let proof = by.proof.clone();
    let this = by.visit.viewer.as_ref().map(|who| who.session.clone()).unwrap_or_default();
    let cost = state.config.password_cost;
    let pool = state.pool.clone();
    let refusal: Option<Refused> = pool
        .aside(move |pool| {
            let of = proof.actor().account;
            if let Err(refusal) = sign_in::confirm(pool, of, &old)? {
                return Ok(Some(Refused::Old(refusal)));
            }
            let card = pool.read_now(|db| queries::card(db, of))?.ok_or(AppError::NotFound)?;
            let owner = Owner { name: card.name, mobile: card.mobile, is_staff: proof.is_staff() };
            if let Err(refusal) = password::judge(&new, &again, &owner) {
                return Ok(Some(Refused::New(refusal)));
            }
            let hash = password::hash(&new, cost)?;
            pool.change_now(|db| people::change_password(db, &proof, &hash, &this))?;
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

pub(super) async fn end_other_sessions(by: Allowed<AccountOwner>, state: Data<State>) -> Answer {
    let of = by.proof.actor().account;
    let this = by.visit.viewer.as_ref().map(|who| who.session.clone()).unwrap_or_default();
    state.pool.change(move |db| session::end_others(db, of, &this).map(drop)).await?;
    let said = by.visit.locale().text.accounts_me_sessions_ended();
    Ok(by.visit.see_other_saying(&urls::account(by.visit.lang), &said))
}

pub(super) async fn messages(by: Allowed<AccountOwner>, state: Data<State>) -> Answer {
    let of = by.proof.actor().account;
    let last: Option<MessageId> = by.visit.query.text("before").parse().ok();
    let read = move |db: &mut Db| match last {
        None => messages::inbox_of(db, of),
        Some(last) => messages::inbox_before(db, of, last),
    };
    let mut received = state.pool.read(read).await?;
    let has_more = received.len() > messages::INBOX_PAGE;
    received.truncate(messages::INBOX_PAGE);
    Ok(by.visit.page(&Messages { received, is_first: last.is_none(), has_more }))
}

pub(super) async fn have_read(by: Allowed<AccountOwner>, state: Data<State>) -> Answer {
    let of = by.proof.actor().account;
    state.pool.change(move |db| messages::mark_read(db, of)).await?;
    Ok(by.visit.see_other(&urls::messages(by.visit.lang)))
}
