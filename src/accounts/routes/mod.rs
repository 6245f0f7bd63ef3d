//! Routes of accounts.
mod links;
mod own;
mod people;
mod roles;
mod sign_in;
mod unsent;

use super::pages::Card;
use super::sign_in::SignInRefusal;
use crate::error::AppError;
use crate::kernel::contact::Mobile;
use crate::kernel::ids::AccountId;
use crate::urls::{self, pattern};
use crate::web::{Routes, State, Submitted, Visit};

/// The least letters of a password, of a producer and of those who may see case files.
const PRODUCER_LEAST: i64 = 8;
const STAFF_LEAST: i64 = 12;

pub(crate) fn configure(routes: &mut Routes) {
    routes
        .get(pattern::sign_in, sign_in::sign_in_form)
        .post(pattern::sign_in, sign_in::sign_in)
        .post(pattern::sign_out, sign_in::sign_out)
        .get(pattern::start, sign_in::start)
        .get(pattern::forgot, links::forgot_form)
        .post(pattern::forgot, links::forgot)
        .get(pattern::choose_password, links::choose_password_form)
        .post(pattern::choose_password, links::choose_password)
        .get(pattern::first_admin, links::first_admin_form)
        .post(pattern::first_admin, links::first_admin)
        .get(pattern::account, own::account)
        .post(pattern::account_password, own::change_password)
        .post(pattern::account_email, own::change_email)
        .post(pattern::account_sessions, own::end_other_sessions)
        .get(pattern::messages, own::messages)
        .post(pattern::messages, own::have_read)
        .post(pattern::theme, sign_in::choose_theme)
        .get(pattern::people, people::people_list)
        .get(pattern::person_new, people::new_person_form)
        .post(pattern::person_new, people::new_person)
        .get(pattern::person, people::person)
        .post(pattern::person_role, roles::propose)
        .post(pattern::person_role_answer, roles::answer)
        .post(pattern::person_role_end, roles::end)
        .post(pattern::person_disable, people::disable)
        .post(pattern::person_link, people::new_link)
        .get(pattern::admin_messages, unsent::list)
        .post(pattern::admin_messages, unsent::send_again);
}

fn least(is_staff: bool) -> i64 {
    if is_staff { STAFF_LEAST } else { PRODUCER_LEAST }
}

/// Whether the present password was sent along, in the field of this name.
pub(crate) async fn confirmed(
    of: AccountId,
    state: &State,
    (sent, field): (&Submitted, &str),
) -> Result<Result<(), SignInRefusal>, AppError> {
    let present = sent.fields.raw(field).to_owned();
    state.pool.aside(move |pool| super::sign_in::confirm(pool, of, &present)).await
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
