//! Roles of those who work here are given by two people: one admin proposes a role, another confirms it once the person has
//! chosen a password. Until then a card could still be printed for whoever asks.
use super::access::{AdminOf, Role};
use super::scopes::{NewScope, country, insert};
use crate::audit::{self, Event};
use crate::db::schema::{account, account_scope, role_proposal};
use crate::db::{Abort, Db, Write, refuse, refused_by};
use crate::kernel::ids::{AccountId, AreaId, InstitutionId, RoleProposalId, ScopeId};
use chrono::NaiveDate;
use diesel::dsl::exists;
use diesel::{BoolExpressionMethods, ExpressionMethods, OptionalExtension, QueryDsl, QueryResult, RunQueryDsl};

/// Why a role is neither proposed nor given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum RoleRefusal {
    #[error("nobody gives a role to themselves")]
    Own,
    #[error("the role was proposed by the same person")]
    SamePerson,
    #[error("the person has this role, or it is proposed already")]
    Held,
    #[error("the person has not chosen a password yet, or may not sign in")]
    NotReady,
    #[error("the person has a role that does not go with this one")]
    Incompatible,
    #[error("this role needs an institution, or must have none")]
    Institution,
    #[error("it ends before it starts")]
    Dates,
    /// The admin's pages know no areas, so the role holds for the whole country or not at all.
    #[error("an admin is admin of the whole country")]
    NotTheCountry,
    /// Sellers are invited by those who follow or register their household.
    #[error("the role of a seller comes with an invitation")]
    Seller,
    /// Answered already, or never made.
    #[error("there is no such proposal")]
    NotThere,
}

/// Proposes a role, for another admin to confirm.
pub(crate) fn propose(db: &mut Db, by: &AdminOf, scope: &NewScope) -> Write<RoleProposalId, RoleRefusal> {
    let to = by.account();
    if by.actor().account == to {
        return refuse(RoleRefusal::Own);
    }
    if is_held(db, to, scope)? || is_proposed(db, to, scope)? {
        return refuse(RoleRefusal::Held);
    }
    if scope.role == Role::Producer {
        return refuse(RoleRefusal::Seller);
    }
    if scope.role.is_of_an_institution() != scope.institution.is_some() {
        return refuse(RoleRefusal::Institution);
    }
    if scope.ends_on.is_some_and(|ends_on| ends_on <= scope.starts_on) {
        return refuse(RoleRefusal::Dates);
    }
    if scope.role == Role::Admin && scope.area != country(db)? {
        return refuse(RoleRefusal::NotTheCountry);
    }
    let id: RoleProposalId = db.id();
    diesel::insert_into(role_proposal::table)
        .values((
            role_proposal::id.eq(id),
            role_proposal::account_id.eq(to),
            role_proposal::role.eq(scope.role),
            role_proposal::institution_id.eq(scope.institution),
            role_proposal::area_id.eq(scope.area),
            role_proposal::starts_on.eq(scope.starts_on),
            role_proposal::ends_on.eq(scope.ends_on),
            role_proposal::proposed_by.eq(by.actor().account),
            role_proposal::proposed_at.eq(db.now.at),
        ))
        .execute(db.conn)?;
    tell(db, by, "propose_role", scope)?;
    Ok(id)
}

/// Gives the role that another admin proposed. It starts when it was to start, or today if that day has passed.
pub(crate) fn confirm(db: &mut Db, by: &AdminOf, id: RoleProposalId) -> Write<ScopeId, RoleRefusal> {
    let to = by.account();
    let Some((mut scope, proposed_by)) = find(db, to, id)? else {
        return refuse(RoleRefusal::NotThere);
    };
    if by.actor().account == to {
        return refuse(RoleRefusal::Own);
    }
    if by.actor().account == proposed_by {
        return refuse(RoleRefusal::SamePerson);
    }
    if !is_ready(db, to)? {
        return refuse(RoleRefusal::NotReady);
    }
    if is_held(db, to, &scope)? {
        return refuse(RoleRefusal::Held);
    }
    scope.starts_on = scope.starts_on.max(db.now.today);
    if scope.ends_on.is_some_and(|ends_on| ends_on <= scope.starts_on) {
        return refuse(RoleRefusal::Dates);
    }
    diesel::delete(role_proposal::table.find(id)).execute(db.conn)?;
    let given = insert(db, to, &scope, (Some(proposed_by), Some(by.actor().account))).map_err(|error| {
        if refused_by(&error, "account_scope_incompatible") {
            Abort::Refused(RoleRefusal::Incompatible)
        } else {
            Abort::Database(error)
        }
    })?;
    tell(db, by, "give_role", &scope)?;
    Ok(given)
}

/// Ends a proposal, one's own or another's; whether there was one.
pub(crate) fn drop_proposal(db: &mut Db, by: &AdminOf, id: RoleProposalId) -> QueryResult<bool> {
    let to = by.account();
    let Some((scope, _)) = find(db, to, id)? else {
        return Ok(false);
    };
    diesel::delete(role_proposal::table.find(id)).execute(db.conn)?;
    tell(db, by, "drop_role", &scope)?;
    Ok(true)
}

/// Ends every proposal for an account, and every one that it made.
pub(super) fn drop_all(db: &mut Db, of: AccountId) -> QueryResult<()> {
    let concerned = role_proposal::account_id.eq(of).or(role_proposal::proposed_by.eq(of));
    diesel::delete(role_proposal::table.filter(concerned)).execute(db.conn).map(drop)
}

fn is_ready(db: &mut Db, id: AccountId) -> QueryResult<bool> {
    let ready =
        account::table.find(id).filter(account::password_hash.is_not_null()).filter(account::disabled_at.is_null());
    diesel::select(exists(ready)).get_result(db.conn)
}

/// Whether the account has the role already, today or later.
fn is_held(db: &mut Db, by: AccountId, scope: &NewScope) -> QueryResult<bool> {
    let today = db.now.today;
    let held: Vec<Option<InstitutionId>> = account_scope::table
        .filter(account_scope::account_id.eq(by))
        .filter(account_scope::role.eq(scope.role))
        .filter(account_scope::area_id.eq(scope.area))
        .filter(account_scope::ends_on.is_null().or(account_scope::ends_on.gt(today)))
        .select(account_scope::institution_id)
        .load(db.conn)?;
    Ok(held.contains(&scope.institution))
}

fn is_proposed(db: &mut Db, to: AccountId, scope: &NewScope) -> QueryResult<bool> {
    let waiting: Vec<Option<InstitutionId>> = role_proposal::table
        .filter(role_proposal::account_id.eq(to))
        .filter(role_proposal::role.eq(scope.role))
        .filter(role_proposal::area_id.eq(scope.area))
        .select(role_proposal::institution_id)
        .load(db.conn)?;
    Ok(waiting.contains(&scope.institution))
}

fn find(db: &mut Db, to: AccountId, id: RoleProposalId) -> QueryResult<Option<(NewScope, AccountId)>> {
    type Row = (Role, Option<InstitutionId>, AreaId, NaiveDate, Option<NaiveDate>, AccountId);
    let row: Option<Row> = role_proposal::table
        .find(id)
        .filter(role_proposal::account_id.eq(to))
        .select((
            role_proposal::role,
            role_proposal::institution_id,
            role_proposal::area_id,
            role_proposal::starts_on,
            role_proposal::ends_on,
            role_proposal::proposed_by,
        ))
        .first(db.conn)
        .optional()?;
    Ok(row.map(|(role, institution, area, starts_on, ends_on, by)| {
        (NewScope { role, institution, area, starts_on, ends_on }, by)
    }))
}

fn tell(db: &mut Db, by: &AdminOf, action: &'static str, scope: &NewScope) -> QueryResult<()> {
    let object = ("account", by.account().0);
    let event = Event { action, object, detail: scope.role.as_str(), area: Some(scope.area) };
    audit::record(db, by.actor(), event)
}
