//! Registering a household: its key, its head and, for a supported one, its case file with the caseworker who follows it.
//! A market manager or a caseworker registers a home business without a case file; nothing public tells the two apart.
use super::access::{Caseworker, covered};
use super::model::Relation;
use super::persons::{self, NewPerson};
use crate::accounts::access::Scope;
use crate::audit::{self, Actor, Event};
use crate::db::schema::{area, case_assignment, case_file, household, household_member};
use crate::db::{Abort, Db, Write, refuse, refused_by, vault, violated};
use crate::kernel::ids::{AreaId, CaseAssignmentId, CaseId, HouseholdId, InstitutionId, MemberId, PersonId};
use crate::kernel::persian::search_text;
use crate::kernel::secret::Field;
use chrono::NaiveDate;
use diesel::{ExpressionMethods, OptionalExtension, QueryDsl, QueryResult, RunQueryDsl};

/// A household to be registered; it goes by the name of its head.
#[derive(Clone, Debug)]
pub(crate) struct NewHousehold {
    /// A neighbourhood.
    pub area: AreaId,
    pub head: NewPerson,
    pub address: String,
    pub notes: String,
    /// From when on it is followed, and its head a member; today or before.
    pub since: NaiveDate,
}

/// Why a household or a member is not registered.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum RegisterRefusal {
    #[error("the area is no neighbourhood of the person who registers")]
    Area,
    #[error("the day is still to come")]
    Day,
    #[error("the person belongs to a household of the reader's own")]
    Known { household: HouseholdId, name: String },
    #[error("the person belongs to a home business of the reader's own area, which has no case file yet")]
    KnownBusiness { household: HouseholdId, name: String },
    #[error("the person belongs to a household that the reader may know nothing of")]
    KnownElsewhere,
}

/// Registers a supported household and opens its case file with the caseworker's institution.
pub(crate) fn register(db: &mut Db, by: &Caseworker, new: &NewHousehold) -> Write<HouseholdId, RegisterRefusal> {
    let Some(institution) = institution_for(db, by, new.area)? else {
        return refuse(RegisterRefusal::Area);
    };
    let id = store(db, by.actor(), by.scopes(), new)?;
    open_file(db, by.actor(), (id, institution), new.since)?;
    let event = Event { action: "register", object: ("household", id.0), detail: "case", area: Some(new.area) };
    audit::record(db, by.actor(), event)?;
    Ok(id)
}

/// Registers a home business that was never supported. The caller has proved that the area is theirs, and is told only of
/// households within the scopes.
pub(crate) fn register_business(
    db: &mut Db,
    by: &Actor,
    scopes: &[Scope],
    new: &NewHousehold,
) -> Write<HouseholdId, RegisterRefusal> {
    let id = store(db, by, scopes, new)?;
    let event = Event { action: "register", object: ("household", id.0), detail: "business", area: Some(new.area) };
    audit::record(db, by, event)?;
    Ok(id)
}

/// Opens the case file of a home business of the caseworker's own area: from now on it can be supported.
pub(crate) fn support_business(db: &mut Db, by: &Caseworker, id: HouseholdId) -> Write<(), RegisterRefusal> {
    let area: Option<AreaId> = household::table.find(id).select(household::area_id).first(db.conn).optional()?;
    let institution = match area {
        Some(area) => institution_for(db, by, area)?,
        None => None,
    };
    let (Some(area), Some(institution)) = (area, institution) else {
        return refuse(RegisterRefusal::Area);
    };
    let today = db.now.today;
    open_file(db, by.actor(), (id, institution), today).map_err(|error| {
        if violated(&error, "case_file_household_unique", "case_file.household_id") {
            Abort::Refused(RegisterRefusal::KnownElsewhere)
        } else {
            Abort::Database(error)
        }
    })?;
    let event = Event { action: "open_case", object: ("household", id.0), detail: "case", area: Some(area) };
    Ok(audit::record(db, by.actor(), event)?)
}

/// The institution for which the caseworker follows an area; none if the area is not theirs or is no neighbourhood.
pub(crate) fn institution_for(db: &mut Db, by: &Caseworker, id: AreaId) -> QueryResult<Option<InstitutionId>> {
    let path = neighbourhood_path(db, id)?;
    Ok(path.and_then(|path| by.scopes().iter().find(|scope| scope.covers(&path)).and_then(|scope| scope.institution)))
}

fn neighbourhood_path(db: &mut Db, id: AreaId) -> QueryResult<Option<String>> {
    area::table.find(id).filter(area::level.eq("neighbourhood")).select(area::path).first(db.conn).optional()
}

fn store(db: &mut Db, by: &Actor, scopes: &[Scope], new: &NewHousehold) -> Write<HouseholdId, RegisterRefusal> {
    if new.since > db.now.today {
        return refuse(RegisterRefusal::Day);
    }
    if neighbourhood_path(db, new.area)?.is_none() {
        return refuse(RegisterRefusal::Area);
    }
    let known = known_but_free(db, scopes, &new.head, new.since)?;
    let id: HouseholdId = db.id();
    let (key_id, key) = vault::new_key(db)?;
    let name = new.head.name();
    diesel::insert_into(household::table)
        .values((
            (household::id.eq(id), household::key_id.eq(key_id), household::area_id.eq(new.area)),
            (household::name.eq(&name), household::name_search.eq(search_text(&[&name]))),
            household::sort_key.eq(new.head.sort_key()),
            household::address_sealed.eq(vault::seal(&key, &address_field(id), &new.address)?),
            household::notes_sealed.eq(vault::seal(&key, &notes_field(id), &new.notes)?),
            household::registered_on.eq(new.since),
            household::registered_by.eq(by.account),
        ))
        .execute(db.conn)?;
    let head = match known {
        Some(person) => person,
        None => persons::insert(db, (key_id, &key), &new.head).map_err(registered_meanwhile)?,
    };
    let stay = Stay { person: head, relation: Relation::Head, is_earner: true, since: new.since };
    join(db, id, &stay)?;
    Ok(id)
}

/// A stay in a household to be written down.
pub(super) struct Stay {
    pub person: PersonId,
    pub relation: Relation,
    pub is_earner: bool,
    pub since: NaiveDate,
}

/// Makes a person a member from a day on.
pub(super) fn join(db: &mut Db, to: HouseholdId, stay: &Stay) -> Write<MemberId, RegisterRefusal> {
    let id: MemberId = db.id();
    diesel::insert_into(household_member::table)
        .values((
            household_member::id.eq(id),
            household_member::household_id.eq(to),
            household_member::person_id.eq(stay.person),
            household_member::relation.eq(stay.relation),
            household_member::earner.eq(stay.is_earner),
            household_member::starts_on.eq(stay.since),
        ))
        .execute(db.conn)
        .map_err(registered_meanwhile)?;
    Ok(id)
}

/// The person behind a national ID who is free to join a household; none for someone new. Whoever belongs to a household
/// already is refused, and the reader learns which one only if it is theirs. Without a national ID, whoever has the name and
/// the phone of a member of the reader's own households is taken for that one; nobody is found elsewhere by them.
pub(super) fn known_but_free(
    db: &mut Db,
    scopes: &[Scope],
    new: &NewPerson,
    since: NaiveDate,
) -> Write<Option<PersonId>, RegisterRefusal> {
    let by_id = match &new.national_id {
        Some(id) => persons::known(db, id, since)?,
        None => None,
    };
    let Some(known) = by_id else {
        for same in persons::namesakes(db, new, since)? {
            if let Some(refusal) = own(db, scopes, same)? {
                return refuse(refusal);
            }
        }
        return Ok(None);
    };
    match known.household {
        Some(household) => refuse(own(db, scopes, household)?.unwrap_or(RegisterRefusal::KnownElsewhere)),
        None => Ok(Some(known.person)),
    }
}

/// What a reader is told of a household that somebody belongs to; nothing if it is not theirs.
fn own(
    db: &mut Db,
    scopes: &[Scope],
    (household, name): (HouseholdId, String),
) -> QueryResult<Option<RegisterRefusal>> {
    if covered(db, scopes, household)?.is_some() {
        Ok(Some(RegisterRefusal::Known { household, name }))
    } else if is_business_of(db, scopes, household)? {
        Ok(Some(RegisterRefusal::KnownBusiness { household, name }))
    } else {
        Ok(None)
    }
}

fn is_business_of(db: &mut Db, scopes: &[Scope], id: HouseholdId) -> QueryResult<bool> {
    let path: Option<String> = household::table
        .inner_join(area::table)
        .left_join(case_file::table)
        .filter(household::id.eq(id))
        .filter(case_file::id.is_null())
        .select(area::path)
        .first(db.conn)
        .optional()?;
    Ok(path.is_some_and(|path| scopes.iter().any(|scope| scope.covers(&path))))
}

/// What the database refuses when somebody else registers the same person at the same moment.
fn registered_meanwhile(error: diesel::result::Error) -> Abort<RegisterRefusal> {
    if violated(&error, "person_national_id_unique", "person.national_id_index")
        || refused_by(&error, "household_member_overlap")
    {
        Abort::Refused(RegisterRefusal::KnownElsewhere)
    } else {
        Abort::Database(error)
    }
}

/// Opens a case file, with the actor as the caseworker responsible for it.
fn open_file(
    db: &mut Db,
    by: &Actor,
    (household, institution): (HouseholdId, InstitutionId),
    since: NaiveDate,
) -> QueryResult<()> {
    let case: CaseId = db.id();
    diesel::insert_into(case_file::table)
        .values((
            case_file::id.eq(case),
            case_file::household_id.eq(household),
            case_file::institution_id.eq(institution),
            case_file::opened_on.eq(since),
        ))
        .execute(db.conn)?;
    let assignment: CaseAssignmentId = db.id();
    diesel::insert_into(case_assignment::table)
        .values((
            case_assignment::id.eq(assignment),
            case_assignment::case_id.eq(case),
            case_assignment::account_id.eq(by.account),
            case_assignment::kind.eq("responsible"),
            case_assignment::starts_on.eq(since),
        ))
        .execute(db.conn)?;
    Ok(())
}

pub(super) fn address_field(id: HouseholdId) -> Field {
    Field { table: "household", column: "address_sealed", row: id.0 }
}

pub(super) fn sheba_field(id: HouseholdId) -> Field {
    Field { table: "household", column: "sheba_sealed", row: id.0 }
}

pub(super) fn notes_field(id: HouseholdId) -> Field {
    Field { table: "household", column: "notes_sealed", row: id.0 }
}
