//! Accounts: making one, changing its e-mail, disabling it.
use super::access::{AccountOwner, Admin};
use super::links;
use crate::audit::{self, Event};
use crate::db::schema::{account, session};
use crate::db::{Abort, Db, Write, vault, violated};
use crate::kernel::contact::{Email, Mobile};
use crate::kernel::ids::{AccountId, KeyId, PersonId};
use crate::kernel::lang::Lang;
use crate::kernel::persian::sort_key;
use crate::kernel::secret::{DataKey, Field, Indexed};
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
    #[error("the address belongs to another account")]
    EmailTaken,
    #[error("the person has an account already")]
    PersonHasOne,
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
    } else if violated(&error, "account_email_unique", "account.email_index") {
        Abort::Refused(AccountRefusal::EmailTaken)
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

/// Sets or takes away the e-mail address of one's own account.
pub(crate) fn set_email(db: &mut Db, by: &AccountOwner, email: Option<&Email>) -> Write<(), AccountRefusal> {
    let id = by.actor().account;
    let key_id: KeyId = account::table.find(id).select(account::key_id).first(db.conn)?;
    let key: Option<DataKey> = vault::key(db, key_id)?;
    let Some(key) = key else {
        return Err(Abort::Database(diesel::result::Error::NotFound));
    };
    let text = email.map_or("", Email::as_str);
    let sealed = vault::seal(&key, &email_field(id), text)?;
    let index = email_index(db, text);
    diesel::update(account::table.find(id))
        .set((account::email_sealed.eq(sealed), account::email_index.eq(index)))
        .execute(db.conn)
        .map_err(taken)?;
    let event = Event { action: "set_email", object: ("account", id.0), detail: "email", area: None };
    audit::record(db, by.actor(), event)?;
    Ok(())
}

/// Stops an account and ends its sessions, or lets it in again.
pub(crate) fn set_disabled(db: &mut Db, by: &Admin, of: AccountId, disabled: bool) -> QueryResult<bool> {
    if by.actor().account == of {
        return Ok(false);
    }
    let at = disabled.then_some(db.now.at);
    let changed = diesel::update(account::table.find(of)).set(account::disabled_at.eq(at)).execute(db.conn)?;
    diesel::delete(session::table.filter(session::account_id.eq(of))).execute(db.conn)?;
    let action = if disabled { "disable" } else { "enable" };
    audit::record(db, by.actor(), Event { action, object: ("account", of.0), detail: "", area: None })?;
    Ok(changed == 1)
}

/// A new link by which the person chooses a password; an admin can start this, never choose the password.
pub(crate) fn new_link(db: &mut Db, by: &Admin, of: AccountId) -> Write<String, AccountRefusal> {
    let known: Option<AccountId> = account::table.find(of).select(account::id).first(db.conn).optional()?;
    if known.is_none() {
        return Err(Abort::Database(diesel::result::Error::NotFound));
    }
    audit::record(db, by.actor(), Event { action: "make_link", object: ("account", of.0), detail: "", area: None })?;
    Ok(links::make(db, "invitation", of, Some(by.actor().account))?)
}

/// Changes one's own password and ends the other sessions.
pub(crate) fn change_password(db: &mut Db, by: &AccountOwner, hash: &str, session: &[u8]) -> QueryResult<()> {
    let id = by.actor().account;
    diesel::update(account::table.find(id)).set(account::password_hash.eq(hash)).execute(db.conn)?;
    super::session::end_others(db, id, session)?;
    let event = Event { action: "change_password", object: ("account", id.0), detail: "password", area: None };
    audit::record(db, by.actor(), event)
}

/// Makes an account as [`insert`] does, for tests of other slices.
#[cfg(test)]
pub(crate) fn insert_for_tests(db: &mut Db, new: &NewAccount) -> QueryResult<AccountId> {
    insert(db, new, None)
}
