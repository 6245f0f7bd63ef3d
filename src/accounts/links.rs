//! One-time links: the first admin's, an invitation, a forgotten password. Only the hash of a link is stored.
use super::scopes::{self, NewScope};
use crate::accounts::access::Role;
use crate::audit::{self, Event};
use crate::db::schema::{account, account_scope, one_time_link, session};
use crate::db::{Abort, Db, Pool, Write, refuse, violated};
use crate::error::AppError;
use crate::kernel::digest::{hex, sha256, unhex};
use crate::kernel::ids::AccountId;
use chrono::TimeDelta;
use diesel::{
    BoolExpressionMethods, ExpressionMethods, JoinOnDsl, OptionalExtension, QueryDsl, QueryResult, RunQueryDsl,
};

/// How long an invitation card can be used.
pub(super) const INVITATION_VALID: TimeDelta = TimeDelta::days(30);
const FIRST_ADMIN_VALID: TimeDelta = TimeDelta::hours(24);

/// Why a link does nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum LinkRefusal {
    /// Used, too old, or never made.
    #[error("the link is no longer valid")]
    Over,
    /// The number belongs to an account already.
    #[error("the number is taken")]
    MobileTaken,
}

/// Makes a link for an account; earlier unused ones of the same purpose end. Gives the token for the address.
pub(super) fn make(db: &mut Db, purpose: &'static str, of: AccountId, by: Option<AccountId>) -> QueryResult<String> {
    diesel::delete(
        one_time_link::table
            .filter(one_time_link::account_id.eq(of))
            .filter(one_time_link::purpose.eq(purpose))
            .filter(one_time_link::used_at.is_null()),
    )
    .execute(db.conn)?;
    insert(db, purpose, Some(of), by, INVITATION_VALID)
}

/// Ends every unused link of an account: a card or a mail from before a new password opens nothing.
pub(super) fn end_all(db: &mut Db, of: AccountId) -> QueryResult<()> {
    diesel::delete(
        one_time_link::table.filter(one_time_link::account_id.eq(of)).filter(one_time_link::used_at.is_null()),
    )
    .execute(db.conn)?;
    Ok(())
}

fn insert(
    db: &mut Db,
    purpose: &'static str,
    of: Option<AccountId>,
    by: Option<AccountId>,
    valid: TimeDelta,
) -> QueryResult<String> {
    let token = db.ids.token();
    diesel::insert_into(one_time_link::table)
        .values((
            one_time_link::token_hash.eq(sha256(&token).to_vec()),
            one_time_link::purpose.eq(purpose),
            one_time_link::account_id.eq(of),
            one_time_link::made_by.eq(by),
            one_time_link::made_at.eq(db.now.at),
            one_time_link::expires_at.eq(db.now.at + valid),
        ))
        .execute(db.conn)?;
    Ok(hex(&token))
}

/// Makes the link by which an admin comes in while there are fewer than `least`; gives its token. Roles are given by two
/// people, so an office needs two admins whom no other admin has made.
///
/// # Errors
/// When the database cannot be written to.
pub(crate) fn first_admin_link(pool: &Pool, least: usize) -> Result<Option<String>, AppError> {
    pool.change_now(|db| {
        let today = db.now.today;
        let admins: Vec<AccountId> = account_scope::table
            .inner_join(account::table.on(account::id.eq(account_scope::account_id)))
            .filter(account::disabled_at.is_null())
            .filter(account_scope::role.eq(Role::Admin))
            .filter(account_scope::ends_on.is_null().or(account_scope::ends_on.gt(today)))
            .select(account::id)
            .distinct()
            .load(db.conn)?;
        if admins.len() >= least {
            return Ok(None);
        }
        diesel::delete(one_time_link::table.filter(one_time_link::purpose.eq("first_admin"))).execute(db.conn)?;
        insert(db, "first_admin", None, None, FIRST_ADMIN_VALID).map(Some)
    })
}

/// A link that can still be used: what for, and whose.
pub(super) struct Live {
    hash: Vec<u8>,
    pub account: Option<AccountId>,
}

/// Looks a token up; nothing for one that is over.
pub(super) fn live(db: &mut Db, token: &str, is_first_admin: bool) -> QueryResult<Option<Live>> {
    let Some(token) = unhex(token).filter(|token| token.len() == 32) else {
        return Ok(None);
    };
    let hash = sha256(&token).to_vec();
    let found: Option<(String, Option<AccountId>)> = one_time_link::table
        .find(&hash)
        .filter(one_time_link::used_at.is_null())
        .filter(one_time_link::expires_at.gt(db.now.at))
        .select((one_time_link::purpose, one_time_link::account_id))
        .first(db.conn)
        .optional()?;
    Ok(found
        .filter(|(purpose, _)| (purpose == "first_admin") == is_first_admin)
        .map(|(_, account)| Live { hash, account }))
}

/// Uses a link up, once.
fn consume(db: &mut Db, link: &Live) -> Write<(), LinkRefusal> {
    let used = diesel::update(one_time_link::table.find(&link.hash).filter(one_time_link::used_at.is_null()))
        .set(one_time_link::used_at.eq(db.now.at))
        .execute(db.conn)?;
    if used == 1 { Ok(()) } else { refuse(LinkRefusal::Over) }
}

/// Sets the password of the account a link was made for and ends its sessions and other links; gives the account.
pub(crate) fn choose_password(db: &mut Db, token: &str, hash: &str) -> Write<AccountId, LinkRefusal> {
    let Some(link) = live(db, token, false)? else {
        return refuse(LinkRefusal::Over);
    };
    let Some(of) = link.account else {
        return refuse(LinkRefusal::Over);
    };
    consume(db, &link)?;
    diesel::update(account::table.find(of)).set(account::password_hash.eq(hash)).execute(db.conn)?;
    diesel::delete(session::table.filter(session::account_id.eq(of))).execute(db.conn)?;
    end_all(db, of)?;
    let event = Event { action: "choose_password", object: ("account", of.0), detail: "password", area: None };
    audit::record_by_system(db, "one_time_link", event)?;
    Ok(of)
}

/// Makes an admin whom no other admin has made: an account with the admin's role for the whole country.
pub(crate) fn make_first_admin(
    db: &mut Db,
    token: &str,
    person: &super::people::NewAccount,
    hash: &str,
) -> Write<AccountId, LinkRefusal> {
    let Some(link) = live(db, token, true)? else {
        return refuse(LinkRefusal::Over);
    };
    consume(db, &link)?;
    let of = super::people::insert(db, person, Some(hash)).map_err(|error| {
        if violated(&error, "account_mobile_unique", "account.mobile_index") {
            Abort::Refused(LinkRefusal::MobileTaken)
        } else {
            Abort::Database(error)
        }
    })?;
    let country = scopes::country(db)?;
    let role = NewScope { role: Role::Admin, institution: None, area: country, starts_on: db.now.today, ends_on: None };
    scopes::insert(db, of, &role, (None, None))?;
    let event = Event { action: "first_admin", object: ("account", of.0), detail: "", area: None };
    audit::record_by_system(db, "one_time_link", event)?;
    Ok(of)
}
