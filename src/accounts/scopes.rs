//! Roles as they are held, between two dates.
use super::access::{AdminOf, Role};
use super::queries;
use crate::audit::{self, Event};
use crate::db::schema::{account_scope, area, session};
use crate::db::{Db, Write, refuse};
use crate::kernel::ids::{AccountId, AreaId, InstitutionId, ScopeId};
use crate::kernel::persian::sort_key;
use chrono::NaiveDate;
use diesel::{BoolExpressionMethods, ExpressionMethods, OptionalExtension, QueryDsl, QueryResult, RunQueryDsl};

/// A role to be given.
#[derive(Clone, Debug)]
pub(crate) struct NewScope {
    pub role: Role,
    pub institution: Option<InstitutionId>,
    pub area: AreaId,
    pub starts_on: NaiveDate,
    pub ends_on: Option<NaiveDate>,
}

/// Writes a role down; `by` are those who proposed and who confirmed it.
pub(super) fn insert(
    db: &mut Db,
    to: AccountId,
    scope: &NewScope,
    by: (Option<AccountId>, Option<AccountId>),
) -> QueryResult<ScopeId> {
    let id: ScopeId = db.id();
    diesel::insert_into(account_scope::table)
        .values((
            account_scope::id.eq(id),
            account_scope::account_id.eq(to),
            account_scope::role.eq(scope.role),
            account_scope::institution_id.eq(scope.institution),
            account_scope::area_id.eq(scope.area),
            account_scope::starts_on.eq(scope.starts_on),
            account_scope::ends_on.eq(scope.ends_on),
            account_scope::proposed_by.eq(by.0),
            account_scope::granted_by.eq(by.1),
            account_scope::granted_at.eq(db.now.at),
        ))
        .execute(db.conn)?;
    Ok(id)
}

/// Why a role is not ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum EndRefusal {
    #[error("the account has no such role, or it has ended")]
    NotThere,
    /// Nobody could give roles after that but whoever can use the console.
    #[error("nobody else is admin")]
    LastAdmin,
}

/// Ends a role from today on. One that began today is taken back whole.
pub(crate) fn end(db: &mut Db, by: &AdminOf, scope: ScopeId) -> Write<(), EndRefusal> {
    let (of, today) = (by.account(), db.now.today);
    let held = account_scope::table
        .find(scope)
        .filter(account_scope::account_id.eq(of))
        .filter(account_scope::ends_on.is_null().or(account_scope::ends_on.gt(today)));
    let found: Option<(NaiveDate, AreaId, Role)> = held
        .select((account_scope::starts_on, account_scope::area_id, account_scope::role))
        .first(db.conn)
        .optional()?;
    let Some((starts_on, area, role)) = found else {
        return refuse(EndRefusal::NotThere);
    };
    if role == Role::Admin && by.actor().account == of && !queries::has_another_admin(db, of)? {
        return refuse(EndRefusal::LastAdmin);
    }
    let changed = if starts_on >= today {
        diesel::delete(account_scope::table.find(scope)).execute(db.conn)?
    } else {
        diesel::update(held).set(account_scope::ends_on.eq(today)).execute(db.conn)?
    };
    if changed == 0 {
        return refuse(EndRefusal::NotThere);
    }
    diesel::delete(session::table.filter(session::account_id.eq(of))).execute(db.conn)?;
    let event = Event { action: "end_role", object: ("account", of.0), detail: "", area: Some(area) };
    Ok(audit::record(db, by.actor(), event)?)
}

/// The country, which every other area lies in; made when it is first needed.
pub(crate) fn country(db: &mut Db) -> QueryResult<AreaId> {
    let known: Option<AreaId> =
        area::table.filter(area::level.eq("country")).select(area::id).first(db.conn).optional()?;
    if let Some(id) = known {
        return Ok(id);
    }
    let id: AreaId = db.id();
    diesel::insert_into(area::table)
        .values((
            area::id.eq(id),
            area::level.eq("country"),
            area::code.eq("ir"),
            area::path.eq("ir"),
            area::name_fa.eq("ایران"),
            area::name_en.eq("Iran"),
            area::sort_key.eq(sort_key("ایران")),
        ))
        .execute(db.conn)?;
    Ok(id)
}

/// Writes a role down as [`insert`] does, for tests of other slices.
#[cfg(test)]
pub(crate) fn insert_for_tests(db: &mut Db, to: AccountId, scope: &NewScope) -> QueryResult<()> {
    insert(db, to, scope, (None, None)).map(drop)
}
