//! Giving and ending roles. A role starts and ends on dates; nobody gives one to themselves.
use super::access::{Admin, Role};
use crate::audit::{self, Event};
use crate::db::schema::{account_scope, area, session};
use crate::db::{Abort, Db, Write, refuse, refused_by};
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

/// Why a role is not given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum ScopeRefusal {
    #[error("nobody gives a role to themselves")]
    Own,
    #[error("the person has a role that does not go with this one")]
    Incompatible,
    #[error("this role needs an institution, or must have none")]
    Institution,
    #[error("it ends before it starts")]
    Dates,
    /// The admin's pages know no areas, so the role holds for the whole country or not at all.
    #[error("an admin is admin of the whole country")]
    NotTheCountry,
}

/// Gives a role.
pub(crate) fn give(db: &mut Db, by: &Admin, to: AccountId, scope: &NewScope) -> Write<ScopeId, ScopeRefusal> {
    if by.actor().account == to {
        return refuse(ScopeRefusal::Own);
    }
    if scope.role.is_of_an_institution() != scope.institution.is_some() {
        return refuse(ScopeRefusal::Institution);
    }
    if scope.ends_on.is_some_and(|ends_on| ends_on <= scope.starts_on) {
        return refuse(ScopeRefusal::Dates);
    }
    if scope.role == Role::Admin && scope.area != country(db)? {
        return refuse(ScopeRefusal::NotTheCountry);
    }
    let id = insert(db, to, scope, Some(by.actor().account)).map_err(|error| {
        if refused_by(&error, "account_scope_incompatible") {
            Abort::Refused(ScopeRefusal::Incompatible)
        } else {
            Abort::Database(error)
        }
    })?;
    let event =
        Event { action: "give_role", object: ("account", to.0), detail: scope.role.as_str(), area: Some(scope.area) };
    audit::record(db, by.actor(), event)?;
    Ok(id)
}

pub(crate) fn insert(db: &mut Db, to: AccountId, scope: &NewScope, by: Option<AccountId>) -> QueryResult<ScopeId> {
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
            account_scope::granted_by.eq(by),
            account_scope::granted_at.eq(db.now.at),
        ))
        .execute(db.conn)?;
    Ok(id)
}

/// Ends a role from today on. One that began today is taken back whole.
pub(crate) fn end(db: &mut Db, by: &Admin, of: AccountId, scope: ScopeId) -> QueryResult<bool> {
    let today = db.now.today;
    let held = account_scope::table
        .find(scope)
        .filter(account_scope::account_id.eq(of))
        .filter(account_scope::ends_on.is_null().or(account_scope::ends_on.gt(today)));
    let found: Option<(NaiveDate, AreaId)> =
        held.select((account_scope::starts_on, account_scope::area_id)).first(db.conn).optional()?;
    let Some((starts_on, area)) = found else {
        return Ok(false);
    };
    if starts_on >= today {
        diesel::delete(account_scope::table.find(scope)).execute(db.conn)?;
    } else {
        diesel::update(account_scope::table.find(scope)).set(account_scope::ends_on.eq(today)).execute(db.conn)?;
    }
    diesel::delete(session::table.filter(session::account_id.eq(of))).execute(db.conn)?;
    let event = Event { action: "end_role", object: ("account", of.0), detail: "", area: Some(area) };
    audit::record(db, by.actor(), event)?;
    Ok(true)
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
