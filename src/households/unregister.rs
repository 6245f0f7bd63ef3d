//! Taking back the registration of a household, for the undo of an import: only while nothing else names it.
use super::access::{Caseworker, covered};
use crate::db::Db;
use crate::db::schema::{audit_event, case_assignment, case_file, data_key, household, household_member, person};
use crate::kernel::ids::{CaseId, HouseholdId, KeyId, PersonId};
use diesel::dsl::exists;
use diesel::result::Error;
use diesel::{ExpressionMethods, OptionalExtension, QueryDsl, QueryResult, RunQueryDsl};

/// Whether nothing was written of a household since it was registered with these people: nobody joined it, its address, account
/// and notes are those of the registration, and it stayed with its first caseworker. All of that would go with it unseen.
pub(crate) fn is_as_registered(db: &mut Db, id: HouseholdId, with: &[PersonId]) -> QueryResult<bool> {
    let joined = household_member::table
        .filter(household_member::household_id.eq(id))
        .filter(household_member::person_id.ne_all(with));
    let written = audit_event::table
        .filter(audit_event::object.eq("household"))
        .filter(audit_event::object_id.eq(id.0))
        .filter(audit_event::action.eq("set_details"));
    let assigned: i64 = case_assignment::table
        .inner_join(case_file::table)
        .filter(case_file::household_id.eq(id))
        .count()
        .get_result(db.conn)?;
    let is_joined: bool = diesel::select(exists(joined)).get_result(db.conn)?;
    let is_written: bool = diesel::select(exists(written)).get_result(db.conn)?;
    Ok(!is_joined && !is_written && assigned <= 1)
}

/// Deletes a household of the caseworker's with its case file, its people and its key. A foreign key refuses where anything
/// else names one of them; a household outside the caseworker's scope is not found.
pub(crate) fn unregister(db: &mut Db, by: &Caseworker, id: HouseholdId) -> QueryResult<()> {
    if covered(db, by.scopes(), id)?.is_none() {
        return Err(Error::NotFound);
    }
    let key: KeyId = household::table.find(id).select(household::key_id).first(db.conn)?;
    let people: Vec<PersonId> = household_member::table
        .filter(household_member::household_id.eq(id))
        .select(household_member::person_id)
        .load(db.conn)?;
    let case: Option<CaseId> =
        case_file::table.filter(case_file::household_id.eq(id)).select(case_file::id).first(db.conn).optional()?;
    if let Some(case) = case {
        diesel::delete(case_assignment::table.filter(case_assignment::case_id.eq(case))).execute(db.conn)?;
        diesel::delete(case_file::table.find(case)).execute(db.conn)?;
    }
    diesel::delete(household_member::table.filter(household_member::household_id.eq(id))).execute(db.conn)?;
    diesel::delete(household::table.find(id)).execute(db.conn)?;
    // Whoever came from another household keeps the key of that one, and stays known.
    let own = person::table.filter(person::id.eq_any(people)).filter(person::key_id.eq(key));
    diesel::delete(own).execute(db.conn)?;
    diesel::delete(data_key::table.find(key)).execute(db.conn)?;
    Ok(())
}
