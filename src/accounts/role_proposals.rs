//! Roles of those who work here are given by two people: one admin proposes a role, another confirms it. So nobody opens an
//! account, keeps its card and reads case files with it.
use super::access::{Admin, Role};
use super::scopes::{NewScope, country, insert};
use crate::audit::{self, Event};
use crate::db::schema::role_proposal;
use crate::db::{Abort, Db, Write, refuse, refused_by};
use crate::kernel::ids::{AccountId, AreaId, InstitutionId, RoleProposalId, ScopeId};
use chrono::NaiveDate;
use diesel::{ExpressionMethods, OptionalExtension, QueryDsl, QueryResult, RunQueryDsl};

/// Why a role is neither proposed nor given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum RoleRefusal {
    #[error("nobody gives a role to themselves")]
    Own,
    #[error("the role was proposed by the same person")]
    SamePerson,
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
pub(crate) fn propose(db: &mut Db, by: &Admin, to: AccountId, scope: &NewScope) -> Write<RoleProposalId, RoleRefusal> {
    if by.actor().account == to {
        return refuse(RoleRefusal::Own);
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
    tell(db, by, "propose_role", to, scope)?;
    Ok(id)
}

/// Gives the role that another admin proposed. It starts when it was to start, or today if that day has passed.
pub(crate) fn confirm(db: &mut Db, by: &Admin, to: AccountId, id: RoleProposalId) -> Write<ScopeId, RoleRefusal> {
    let Some((mut scope, proposed_by)) = find(db, to, id)? else {
        return refuse(RoleRefusal::NotThere);
    };
    if by.actor().account == to {
        return refuse(RoleRefusal::Own);
    }
    if by.actor().account == proposed_by {
        return refuse(RoleRefusal::SamePerson);
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
    tell(db, by, "give_role", to, &scope)?;
    Ok(given)
}

/// Ends a proposal, one's own or another's; whether there was one.
pub(crate) fn drop_proposal(db: &mut Db, by: &Admin, to: AccountId, id: RoleProposalId) -> QueryResult<bool> {
    let Some((scope, _)) = find(db, to, id)? else {
        return Ok(false);
    };
    diesel::delete(role_proposal::table.find(id)).execute(db.conn)?;
    tell(db, by, "drop_role", to, &scope)?;
    Ok(true)
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

fn tell(db: &mut Db, by: &Admin, action: &'static str, to: AccountId, scope: &NewScope) -> QueryResult<()> {
    let event = Event { action, object: ("account", to.0), detail: scope.role.as_str(), area: Some(scope.area) };
    audit::record(db, by.actor(), event)
}
