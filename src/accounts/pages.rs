//! Pages about accounts: signing in, choosing a password, one's own account, and the people an admin looks after.
mod own;
mod people;
mod person;
mod sign_in;
mod unsent;

pub(super) use own::{Account, Messages};
pub(super) use people::{Card, NewPerson, People};
pub(super) use person::Person;
pub(super) use sign_in::{ChoosePassword, FirstAdmin, Forgot, LinkOver, SignIn};
pub(super) use unsent::Unsent;

use super::access::Role;
use crate::i18n::Locale;

/// The word for a role.
pub(crate) fn role_word(locale: &Locale, role: Role) -> String {
    match role {
        Role::Producer => locale.text.accounts_role_producer(),
        Role::MarketManager => locale.text.accounts_role_market_manager(),
        Role::Caseworker => locale.text.accounts_role_caseworker(),
        Role::Supervisor => locale.text.accounts_role_supervisor(),
        Role::Auditor => locale.text.accounts_role_auditor(),
        Role::Admin => locale.text.accounts_role_admin(),
    }
}
