//! Accounts: making one, changing its e-mail, disabling it.
use super::access::{AccountOwner, Admin, AdminOf};
use super::links;
use super::queries::account_of_person;
use crate::audit::{self, Actor, Event};
use crate::db::schema::{account, session};
use crate::db::{Abort, Db, Write, refuse, vault, violated};
use crate::kernel::contact::{Email, Mobile};
use crate::kernel::ids::{AccountId, KeyId, PersonId};
use crate::kernel::lang::Lang;
use crate::kernel::persian::sort_key;
use crate::kernel::secret::{Field, Indexed};
use crate::messages::{self, Letter};
use diesel::{ExpressionMethods, OptionalExtension, QueryDsl, QueryResult, RunQueryDsl};

/// An account to be made.
#[derive(Clone, Debug)]
pub(crate) struct NewAccount {
    pub name: String,
    pub mobile: Mobile,
    pub email: Option<Email>,
    pub lang: Lang,
    /// Whose account it is, when the person is a member of a household.
    pub person: Option<PersonId>,
}

/// Why an account is not made or changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum AccountRefusal {
    #[error("the number belongs to another account")]
    MobileTaken,
    #[error("the person has an account already")]
    PersonHasOne,
    /// A card would put an account that may see case files into the hands of whoever prints it.
    #[error("the account belongs to someone who works here")]
    IsStaff,
}

/// Makes an account without a password; the person chooses one by the link whose token comes back.
pub(crate) fn open(db: &mut Db, by: &Admin, new: &NewAccount) -> Write<(AccountId, String), AccountRefusal> {
    let id = insert(db, new, None).map_err(taken)?;
    let event = Event { action: "open_account", object: ("account", id.0), detail: "", area: None };
    audit::record(db, by.actor(), event)?;
    let token = links::make(db, "invitation", id, Some(by.actor().account))?;
    Ok((id, token))
}

/// Which of an account's unique values was taken.
pub(super) fn taken(error: diesel::result::Error) -> Abort<AccountRefusal> {
    if violated(&error, "account_mobile_unique", "account.mobile_index") {
        Abort::Refused(AccountRefusal::MobileTaken)
    } else if violated(&error, "account_person_unique", "account.person_id") {
        Abort::Refused(AccountRefusal::PersonHasOne)
    } else {
        Abort::Database(error)
    }
}

pub(super) fn insert(db: &mut Db, new: &NewAccount, password_hash: Option<&str>) -> QueryResult<AccountId> {
    let id: AccountId = db.id();
    let (key_id, key) = vault::new_key(db)?;
    let email = new.email.as_ref().map_or("", Email::as_str);
    diesel::insert_into(account::table)
        .values((
            (account::id.eq(id), account::key_id.eq(key_id), account::person_id.eq(new.person)),
            (account::name.eq(&new.name), account::sort_key.eq(sort_key(&new.name))),
            account::mobile_sealed.eq(vault::seal(&key, &mobile_field(id), new.mobile.as_str())?.unwrap_or_default()),
            account::mobile_index.eq(db.keys.blind_index(Indexed::Mobile, new.mobile.as_str())),
            account::email_sealed.eq(vault::seal(&key, &email_field(id), email)?),
            account::email_index.eq(email_index(db, email)),
            account::password_hash.eq(password_hash),
            account::language.eq(new.lang.tag()),
            account::created_at.eq(db.now.at),
        ))
        .execute(db.conn)?;
    Ok(id)
}

fn email_index(db: &Db, email: &str) -> Option<Vec<u8>> {
    (!email.is_empty()).then(|| db.keys.blind_index(Indexed::Email, email))
}

pub(super) fn mobile_field(id: AccountId) -> Field {
    Field { table: "account", column: "mobile_sealed", row: id.0 }
}

pub(super) fn email_field(id: AccountId) -> Field {
    Field { table: "account", column: "email_sealed", row: id.0 }
}

/// Sets or takes away the e-mail address of one's own account. Several accounts may have the same one: people of a
/// household share a mailbox, and nobody learns from an answer whose address is known here.
pub(crate) fn set_email(db: &mut Db, by: &AccountOwner, email: Option<&Email>) -> QueryResult<()> {
    let id = by.actor().account;
    let key_id: KeyId = account::table.find(id).select(account::key_id).first(db.conn)?;
    let key = vault::key(db, key_id)?.ok_or(diesel::result::Error::NotFound)?;
    let text = email.map_or("", Email::as_str);
    let sealed = vault::seal(&key, &email_field(id), text)?;
    let index = email_index(db, text);
    diesel::update(account::table.find(id))
        .set((account::email_sealed.eq(sealed), account::email_index.eq(index)))
        .execute(db.conn)?;
    let event = Event { action: "set_email", object: ("account", id.0), detail: "email", area: None };
    audit::record(db, by.actor(), event)
}

/// Changes the number an account signs in with, if it is another one.
pub(super) fn set_mobile(db: &mut Db, by: &Actor, of: AccountId, mobile: &Mobile) -> Write<(), AccountRefusal> {
    let (key_id, known): (KeyId, Vec<u8>) =
        account::table.find(of).select((account::key_id, account::mobile_index)).first(db.conn)?;
    let index = db.keys.blind_index(Indexed::Mobile, mobile.as_str());
    if known == index {
        return Ok(());
    }
    let key = vault::key(db, key_id)?.ok_or(diesel::result::Error::NotFound)?;
    let sealed = vault::seal(&key, &mobile_field(of), mobile.as_str())?.unwrap_or_default();
    diesel::update(account::table.find(of))
        .set((account::mobile_sealed.eq(sealed), account::mobile_index.eq(index)))
        .execute(db.conn)
        .map_err(taken)?;
    let event = Event { action: "set_mobile", object: ("account", of.0), detail: "mobile", area: None };
    Ok(audit::record(db, by, event)?)
}

/// Gives the account of a person, if there is one, the name by which they are written down now. The caller has proved that
/// they may change the person.
pub(crate) fn rename(db: &mut Db, by: &Actor, of: PersonId, name: &str) -> QueryResult<()> {
    let Some(id) = account_of_person(db, of)? else {
        return Ok(());
    };
    diesel::update(account::table.find(id))
        .set((account::name.eq(name), account::sort_key.eq(sort_key(name))))
        .execute(db.conn)?;
    audit::record(db, by, Event { action: "rename", object: ("account", id.0), detail: "name", area: None })
}

/// Stops an account and ends its sessions, or lets it in again.
pub(crate) fn set_disabled(db: &mut Db, by: &AdminOf, disabled: bool) -> QueryResult<bool> {
    let of = by.account();
    if by.actor().account == of {
        return Ok(false);
    }
    let at = disabled.then_some(db.now.at);
    let changed = diesel::update(account::table.find(of).filter(account::person_id.is_null()))
        .set(account::disabled_at.eq(at))
        .execute(db.conn)?;
    if changed == 0 {
        return Ok(false);
    }
    diesel::delete(session::table.filter(session::account_id.eq(of))).execute(db.conn)?;
    if disabled {
        super::role_proposals::drop_all(db, of)?;
    }
    let action = if disabled { "disable" } else { "enable" };
    audit::record(db, by.actor(), Event { action, object: ("account", of.0), detail: "", area: None })?;
    Ok(true)
}

/// How a new link reaches the person.
#[derive(Clone, Debug)]
pub(crate) enum NewLink {
    /// The token of a card to be printed, for an account whose password was never chosen.
    Card(String),
    /// The link went to the e-mail address of the account's owner; nobody else saw it.
    Mailed,
}

/// Why no link is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum NewLinkRefusal {
    /// The account has a password, and no e-mail address to which its owner's link could go.
    #[error("no e-mail address")]
    NoAddress,
}

/// A new link by which the person chooses a password. An admin can start this, but sees the link only while there is no
/// password it could take the place of; the owner is told either way.
pub(crate) fn new_link(db: &mut Db, by: &AdminOf) -> Write<NewLink, NewLinkRefusal> {
    let of = by.account();
    let known: Option<(Option<String>, Option<Vec<u8>>)> =
        account::table.find(of).select((account::password_hash, account::email_sealed)).first(db.conn).optional()?;
    let Some((password, address)) = known else {
        return Err(Abort::Database(diesel::result::Error::NotFound));
    };
    if password.is_some() && address.is_none() {
        return refuse(NewLinkRefusal::NoAddress);
    }
    audit::record(db, by.actor(), Event { action: "make_link", object: ("account", of.0), detail: "", area: None })?;
    let letter = Letter::CardMade { day: db.now.today };
    if password.is_none() {
        messages::send(db, of, &letter)?;
        return Ok(NewLink::Card(links::make(db, "invitation", of, Some(by.actor().account))?));
    }
    messages::put_in_inbox(db, of, &letter)?;
    messages::send(db, of, &Letter::ResetPassword)?;
    Ok(NewLink::Mailed)
}

/// Changes one's own password and ends the other sessions and every link.
pub(crate) fn change_password(db: &mut Db, by: &AccountOwner, hash: &str, session: &[u8]) -> QueryResult<()> {
    let id = by.actor().account;
    diesel::update(account::table.find(id)).set(account::password_hash.eq(hash)).execute(db.conn)?;
    super::session::end_others(db, id, session)?;
    links::end_all(db, id)?;
    let event = Event { action: "change_password", object: ("account", id.0), detail: "password", area: None };
    audit::record(db, by.actor(), event)
}

/// Makes an account as [`insert`] does, for tests of other slices.
#[cfg(test)]
pub(crate) fn insert_for_tests(db: &mut Db, new: &NewAccount) -> QueryResult<AccountId> {
    insert(db, new, None)
}
