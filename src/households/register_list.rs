//! Registering the households of a list: what `register` does for one, table by table for all of them. Whoever calls has looked
//! whether somebody knows their heads, and the database has the last word.
use super::access::Caseworker;
use super::model::Relation;
use super::persons::{self, NewPerson};
use super::register::address_field;
use crate::audit::{self, Event};
use crate::db::schema::{case_assignment, case_file, household, household_member, person};
use crate::db::{Db, on_each, vault};
use crate::kernel::contact::{Mobile, NationalId};
use crate::kernel::ids::{AreaId, CaseAssignmentId, CaseId, HouseholdId, InstitutionId, KeyId, MemberId, PersonId};
use crate::kernel::persian::search_text;
use crate::kernel::secret::{DataKey, Indexed};
use chrono::NaiveDate;
use diesel::{ExpressionMethods, QueryResult, RunQueryDsl};

/// A supported household of a list, under the ids it gets.
#[derive(Clone, Debug)]
pub(crate) struct Listed {
    pub household: HouseholdId,
    /// Its head.
    pub person: PersonId,
    /// A neighbourhood of the caseworker, followed for this institution.
    pub area: AreaId,
    pub institution: InstitutionId,
    pub head: NewPerson,
    pub address: String,
    pub since: NaiveDate,
}

/// Registers the households of a list and opens their case files.
pub(crate) fn register_listed(db: &mut Db, by: &Caseworker, all: &[Listed]) -> QueryResult<()> {
    if all.is_empty() {
        return Ok(());
    }
    let keys = vault::new_keys(db, all.len())?;
    insert_households(db, by, all, &keys)?;
    insert_heads(db, all, &keys)?;
    insert_stays(db, all)?;
    open_files(db, by, all)?;
    let event = |new: &Listed| Event {
        action: "register",
        object: ("household", new.household.0),
        detail: "case",
        area: Some(new.area),
    };
    audit::record_all(db, by.actor(), &all.iter().map(event).collect::<Vec<Event>>())
}

fn insert_households(db: &mut Db, by: &Caseworker, all: &[Listed], keys: &[(KeyId, DataKey)]) -> QueryResult<()> {
    let mut rows = Vec::with_capacity(all.len());
    for (new, (key_id, key)) in all.iter().zip(keys) {
        let name = new.head.name();
        rows.push((
            (household::id.eq(new.household), household::key_id.eq(*key_id), household::area_id.eq(new.area)),
            (household::name_search.eq(search_text(&[&name])), household::name.eq(name)),
            household::sort_key.eq(new.head.sort_key()),
            household::address_sealed.eq(vault::seal(key, &address_field(new.household), &new.address)?),
            household::registered_on.eq(new.since),
            household::registered_by.eq(by.actor().account),
        ));
    }
    on_each!(db.conn, |conn| diesel::insert_into(household::table).values(&rows).execute(conn)).map(drop)
}

fn insert_heads(db: &mut Db, all: &[Listed], keys: &[(KeyId, DataKey)]) -> QueryResult<()> {
    let mut rows = Vec::with_capacity(all.len());
    for (new, (key_id, key)) in all.iter().zip(keys) {
        let head = &new.head;
        let national_id = head.national_id.as_ref().map_or("", NationalId::as_str);
        let mobile = head.mobile.as_ref().map_or("", Mobile::as_str);
        rows.push((
            (person::id.eq(new.person), person::key_id.eq(*key_id)),
            (person::given_name.eq(&head.given_name), person::family_name.eq(&head.family_name)),
            (person::name_search.eq(search_text(&[&head.name()])), person::sort_key.eq(head.sort_key())),
            (
                person::national_id_sealed.eq(vault::seal(key, &persons::national_id_field(new.person), national_id)?),
                person::national_id_index.eq(persons::index(db, Indexed::NationalId, national_id)),
                person::national_id_repaired.eq(head.national_id.as_ref().is_some_and(NationalId::is_repaired)),
            ),
            (
                person::mobile_sealed.eq(vault::seal(key, &persons::mobile_field(new.person), mobile)?),
                person::mobile_index.eq(persons::index(db, Indexed::Mobile, mobile)),
            ),
        ));
    }
    on_each!(db.conn, |conn| diesel::insert_into(person::table).values(&rows).execute(conn)).map(drop)
}

fn insert_stays(db: &mut Db, all: &[Listed]) -> QueryResult<()> {
    let stay = |new: &Listed| {
        (
            household_member::id.eq(db.id::<MemberId>()),
            household_member::household_id.eq(new.household),
            household_member::person_id.eq(new.person),
            household_member::relation.eq(Relation::Head),
            household_member::earner.eq(true),
            household_member::starts_on.eq(new.since),
        )
    };
    let rows: Vec<_> = all.iter().map(stay).collect();
    on_each!(db.conn, |conn| diesel::insert_into(household_member::table).values(&rows).execute(conn)).map(drop)
}

/// Opens their case files, with the caseworker responsible for them.
fn open_files(db: &mut Db, by: &Caseworker, all: &[Listed]) -> QueryResult<()> {
    let (mut files, mut turns) = (Vec::with_capacity(all.len()), Vec::with_capacity(all.len()));
    for new in all {
        let case: CaseId = db.id();
        files.push((
            case_file::id.eq(case),
            case_file::household_id.eq(new.household),
            case_file::institution_id.eq(new.institution),
            case_file::opened_on.eq(new.since),
        ));
        turns.push((
            case_assignment::id.eq(db.id::<CaseAssignmentId>()),
            case_assignment::case_id.eq(case),
            case_assignment::account_id.eq(by.actor().account),
            case_assignment::kind.eq("responsible"),
            case_assignment::starts_on.eq(new.since),
        ));
    }
    on_each!(db.conn, |conn| diesel::insert_into(case_file::table).values(&files).execute(conn))?;
    on_each!(db.conn, |conn| diesel::insert_into(case_assignment::table).values(&turns).execute(conn)).map(drop)
}
