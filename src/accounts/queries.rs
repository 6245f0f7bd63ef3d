//! Reads of accounts.
mod reach;

pub(crate) use reach::{Reached, reached};

use super::access::{Role, SignedIn, covers};
use super::model::{AccountCard, AccountRow, Device, Named, RoleProposal, ScopeRow, SessionRow};
use super::people::{email_field, mobile_field};
use crate::db::schema::{account, account_scope, area, institution, role_proposal, session};
use crate::db::{Db, vault};
use crate::kernel::contact::Mobile;
use crate::kernel::ids::{AccountId, AreaId, InstitutionId, KeyId, PersonId, RoleProposalId};
use crate::kernel::secret::Indexed;
use chrono::{NaiveDate, NaiveDateTime};
use diesel::{
    BoolExpressionMethods, ExpressionMethods, JoinOnDsl, NullableExpressionMethods, OptionalExtension, QueryDsl,
    QueryResult, RunQueryDsl,
};

/// The account of a mobile's index, with its password hash.
pub(super) fn credentials(db: &mut Db, mobile_index: &[u8]) -> QueryResult<Option<(AccountId, Option<String>)>> {
    account::table
        .filter(account::mobile_index.eq(mobile_index))
        .filter(account::disabled_at.is_null())
        .select((account::id, account::password_hash))
        .first(db.conn)
        .optional()
}

/// An account as it would be signed in now, with the roles that hold today: for commands that act for someone.
pub(crate) fn signed_in(db: &mut Db, of: AccountId) -> QueryResult<Option<SignedIn>> {
    let found: Option<(Option<PersonId>, String)> = account::table
        .find(of)
        .filter(account::disabled_at.is_null())
        .select((account::person_id, account::name))
        .first(db.conn)
        .optional()?;
    let Some((person, name)) = found else {
        return Ok(None);
    };
    Ok(Some(SignedIn { account: of, person, name, scopes: super::session::scopes_today(db, of)?, session: Vec::new() }))
}

/// The index of an account's mobile number, and its password hash.
pub(super) fn own_credentials(db: &mut Db, of: AccountId) -> QueryResult<(Vec<u8>, Option<String>)> {
    account::table.find(of).select((account::mobile_index, account::password_hash)).first(db.conn)
}

/// The accounts of an e-mail address's index that may sign in; people of a household may share an address.
pub(super) fn accounts_of_email(db: &mut Db, email_index: &[u8]) -> QueryResult<Vec<AccountId>> {
    account::table
        .filter(account::email_index.eq(email_index))
        .filter(account::disabled_at.is_null())
        .order(account::id)
        .select(account::id)
        .load(db.conn)
}

pub(crate) fn account_of_person(db: &mut Db, person: PersonId) -> QueryResult<Option<AccountId>> {
    account::table.filter(account::person_id.eq(person)).select(account::id).first(db.conn).optional()
}

/// Whether a person was invited and has not chosen a password yet.
pub(crate) fn awaits_password(db: &mut Db, person: PersonId) -> QueryResult<bool> {
    let invited = account::table
        .filter(account::person_id.eq(person))
        .filter(account::password_hash.is_null())
        .filter(account::disabled_at.is_null());
    diesel::select(diesel::dsl::exists(invited)).get_result(db.conn)
}

/// Whether the owner of an account has chosen a password and has an e-mail address to which a link can go.
pub(super) fn is_reached_by_email(db: &mut Db, of: AccountId) -> QueryResult<bool> {
    account::table
        .find(of)
        .select(account::password_hash.is_not_null().and(account::email_sealed.is_not_null()))
        .first(db.conn)
}

/// Who holds a role of an institution for an area today, by name, each once.
pub(crate) fn holders(
    db: &mut Db,
    role: Role,
    of: InstitutionId,
    place: AreaId,
) -> QueryResult<Vec<(AccountId, String)>> {
    let today = db.now.today;
    holders_on(db, role, of, (place, today))
}

/// The same on a day.
pub(crate) fn holders_on(
    db: &mut Db,
    role: Role,
    of: InstitutionId,
    (place, on): (AreaId, NaiveDate),
) -> QueryResult<Vec<(AccountId, String)>> {
    let path: String = area::table.find(place).select(area::path).first(db.conn)?;
    let rows: Vec<(AccountId, String, String)> = account_scope::table
        .inner_join(account::table.on(account::id.eq(account_scope::account_id)))
        .inner_join(area::table)
        .filter(account_scope::role.eq(role))
        .filter(account_scope::institution_id.eq(of))
        .filter(account_scope::starts_on.le(on))
        .filter(account_scope::ends_on.is_null().or(account_scope::ends_on.gt(on)))
        .filter(account::disabled_at.is_null())
        .order((account::sort_key, account::id))
        .select((account::id, account::name, area::path))
        .load(db.conn)?;
    let mut found: Vec<(AccountId, String)> =
        rows.into_iter().filter(|(.., above)| covers(above, &path)).map(|(id, name, _)| (id, name)).collect();
    found.dedup();
    Ok(found)
}

/// The account that signs in with a mobile number: for commands.
pub(crate) fn account_of_mobile(db: &mut Db, mobile: &Mobile) -> QueryResult<Option<AccountId>> {
    let index = db.keys.blind_index(crate::kernel::secret::Indexed::Mobile, mobile.as_str());
    account::table.filter(account::mobile_index.eq(index)).select(account::id).first(db.conn).optional()
}

pub(super) const PAGE: i64 = 30;

/// A page of the accounts of those who work here, by name, after the sort key and id of the last one shown. Those of sellers
/// belong to members of households, whom an admin does not know by name.
pub(super) fn people(db: &mut Db, after: Option<AccountId>) -> QueryResult<Vec<AccountRow>> {
    let mut query = account::table
        .filter(account::person_id.is_null())
        .order((account::sort_key, account::id))
        .limit(PAGE + 1)
        .into_boxed();
    if let Some(after) = after {
        let key: Vec<u8> = account::table.find(after).select(account::sort_key).first(db.conn)?;
        query =
            query.filter(account::sort_key.gt(key.clone()).or(account::sort_key.eq(key).and(account::id.gt(after))));
    }
    let rows: Vec<(AccountId, String, Option<NaiveDateTime>)> =
        query.select((account::id, account::name, account::disabled_at)).load(db.conn)?;
    let ids: Vec<AccountId> = rows.iter().map(|row| row.0).collect();
    let today = db.now.today;
    let held: Vec<(AccountId, Role)> = account_scope::table
        .filter(account_scope::account_id.eq_any(&ids))
        .filter(account_scope::starts_on.le(today))
        .filter(account_scope::ends_on.is_null().or(account_scope::ends_on.gt(today)))
        .order(account_scope::id)
        .select((account_scope::account_id, account_scope::role))
        .load(db.conn)?;
    Ok(rows
        .into_iter()
        .map(|(id, name, disabled_at)| AccountRow {
            id,
            name,
            roles: held.iter().filter(|(of, _)| *of == id).map(|(_, role)| *role).collect(),
            is_disabled: disabled_at.is_some(),
        })
        .collect())
}

/// One account with its roles, past ones included.
pub(super) fn card(db: &mut Db, of: AccountId) -> QueryResult<Option<AccountCard>> {
    type Row = (KeyId, String, Vec<u8>, Option<Vec<u8>>, Option<String>, Option<NaiveDateTime>);
    let row: Option<Row> = account::table
        .find(of)
        .select((
            account::key_id,
            account::name,
            account::mobile_sealed,
            account::email_sealed,
            account::password_hash,
            account::disabled_at,
        ))
        .first(db.conn)
        .optional()?;
    let Some((key_id, name, mobile, email, password_hash, disabled_at)) = row else {
        return Ok(None);
    };
    let key = vault::key(db, key_id)?;
    let mobile = vault::open(key.as_ref(), &mobile_field(of), Some(&mobile))?;
    Ok(Some(AccountCard {
        id: of,
        name,
        mobile: mobile.and_then(|text| Mobile::parse(&text).ok()),
        email: vault::open(key.as_ref(), &email_field(of), email.as_deref())?,
        has_password: password_hash.is_some(),
        is_disabled: disabled_at.is_some(),
        scopes: scopes_of(db, of)?,
    }))
}

/// Whether the mobile number of the newest account, once opened, is the one by which the account is found: whether the keys
/// are those of this database. It is so where there is no account.
pub(crate) fn is_found_by_its_mobile(db: &mut Db) -> QueryResult<bool> {
    let newest: Option<(AccountId, KeyId, Vec<u8>, Vec<u8>)> = account::table
        .order(account::id.desc())
        .select((account::id, account::key_id, account::mobile_sealed, account::mobile_index))
        .first(db.conn)
        .optional()?;
    let Some((id, key_id, sealed, index)) = newest else {
        return Ok(true);
    };
    let key = vault::key(db, key_id)?;
    let mobile = vault::open(key.as_ref(), &mobile_field(id), Some(&sealed))?;
    Ok(mobile.is_none_or(|mobile| db.keys.blind_index(Indexed::Mobile, &mobile) == index))
}

fn scopes_of(db: &mut Db, of: AccountId) -> QueryResult<Vec<ScopeRow>> {
    account_scope::table
        .inner_join(area::table)
        .left_join(institution::table)
        .filter(account_scope::account_id.eq(of))
        .order(account_scope::id.desc())
        .select((
            account_scope::id,
            account_scope::role,
            area::name_fa,
            area::name_en,
            institution::name_fa.nullable(),
            institution::name_en.nullable(),
            account_scope::starts_on,
            account_scope::ends_on,
        ))
        .load(db.conn)
}

/// The proposed roles that wait for a second admin, the oldest first: of one account, or the first few of all.
pub(super) fn role_proposals(db: &mut Db, of: Option<AccountId>) -> QueryResult<Vec<RoleProposal>> {
    let by = diesel::alias!(account as proposer);
    let mut query = role_proposal::table
        .inner_join(account::table.on(account::id.eq(role_proposal::account_id)))
        .inner_join(by.on(by.field(account::id).eq(role_proposal::proposed_by)))
        .inner_join(area::table)
        .left_join(institution::table)
        .order(role_proposal::id)
        .limit(PAGE)
        .select((
            (role_proposal::id, account::id, account::name, role_proposal::role),
            (area::id, area::name_fa, area::name_en),
            (institution::id, institution::name_fa, institution::name_en).nullable(),
            (role_proposal::ends_on, by.field(account::id), by.field(account::name), role_proposal::proposed_at),
        ))
        .into_boxed();
    if let Some(of) = of {
        query = query.filter(role_proposal::account_id.eq(of));
    }
    type Who = (RoleProposalId, AccountId, String, Role);
    type Until = (Option<NaiveDate>, AccountId, String, NaiveDateTime);
    let rows: Vec<(Who, Named, Option<Named>, Until)> = query.load(db.conn)?;
    Ok(rows
        .into_iter()
        .map(|((id, account, name, role), area, institution, (ends_on, by, by_name, proposed_at))| RoleProposal {
            id,
            account,
            name,
            role,
            area,
            institution,
            ends_on,
            by,
            by_name,
            proposed_at,
        })
        .collect())
}

/// Whether anyone but this admin could confirm a role today.
pub(super) fn has_another_admin(db: &mut Db, than: AccountId) -> QueryResult<bool> {
    let today = db.now.today;
    let others = account_scope::table
        .inner_join(account::table.on(account::id.eq(account_scope::account_id)))
        .filter(account_scope::role.eq(Role::Admin))
        .filter(account::id.ne(than))
        .filter(account::disabled_at.is_null())
        .filter(account_scope::starts_on.le(today))
        .filter(account_scope::ends_on.is_null().or(account_scope::ends_on.gt(today)));
    diesel::select(diesel::dsl::exists(others)).get_result(db.conn)
}

/// Where an account is signed in.
pub(super) fn sessions(db: &mut Db, of: AccountId, this: &[u8]) -> QueryResult<Vec<SessionRow>> {
    let rows: Vec<(Vec<u8>, Device, NaiveDateTime)> = session::table
        .filter(session::account_id.eq(of))
        .filter(session::expires_at.gt(db.now.at))
        .order(session::seen_at.desc())
        .limit(20)
        .select((session::token_hash, session::device, session::seen_at))
        .load(db.conn)?;
    Ok(rows.into_iter().map(|(hash, device, seen_at)| SessionRow { device, seen_at, is_this: hash == this }).collect())
}

/// Areas a role can be given for, from the country down.
pub(super) fn areas(db: &mut Db) -> QueryResult<Vec<Named>> {
    area::table.order(area::path).select((area::id, area::name_fa, area::name_en)).load(db.conn)
}

/// Institutions a role can be given for.
pub(super) fn institutions(db: &mut Db) -> QueryResult<Vec<Named>> {
    institution::table
        .order(institution::code)
        .select((institution::id, institution::name_fa, institution::name_en))
        .load(db.conn)
}
