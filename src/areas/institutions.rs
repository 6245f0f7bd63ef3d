//! Institutions, their programmes, and the part they have in an area: one leads there on a date, others follow.
use super::model::{InstitutionKind, Names, Part};
use super::places::code_of;
use crate::accounts::access::Admin;
use crate::audit::{self, Event};
use crate::db::schema::{area, area_role, institution, programme};
use crate::db::{Abort, Db, Write, refuse, refused_by, violated};
use crate::kernel::ids::{AreaId, AreaRoleId, InstitutionId, ProgrammeId};
use chrono::{Days, NaiveDate};
use diesel::{ExpressionMethods, OptionalExtension, QueryDsl, QueryResult, RunQueryDsl};

/// Why an institution or a programme is not added.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum InstitutionRefusal {
    #[error("the English name has no letter that a code can be made of")]
    NoCode,
    #[error("the name is taken")]
    Taken,
    #[error("there is no such institution")]
    Unknown,
}

/// Adds an institution; one of the four goes by its own code.
pub(crate) fn add(
    db: &mut Db,
    by: &Admin,
    kind: InstitutionKind,
    names: &Names,
) -> Write<InstitutionId, InstitutionRefusal> {
    let Some(code) = code_of(&names.en) else {
        return refuse(InstitutionRefusal::NoCode);
    };
    let id: InstitutionId = db.id();
    diesel::insert_into(institution::table)
        .values((
            institution::id.eq(id),
            institution::code.eq(code),
            institution::kind.eq(kind),
            institution::name_fa.eq(&names.fa),
            institution::name_en.eq(&names.en),
        ))
        .execute(db.conn)
        .map_err(|error| taken(error, |error| violated(error, "institution_code_unique", "institution.code")))?;
    let event = Event { action: "add_institution", object: ("institution", id.0), detail: kind.as_str(), area: None };
    audit::record(db, by.actor(), event)?;
    Ok(id)
}

/// Adds a programme of support to an institution.
pub(crate) fn add_programme(
    db: &mut Db,
    by: &Admin,
    of: InstitutionId,
    names: &Names,
) -> Write<ProgrammeId, InstitutionRefusal> {
    if !exists(db, of)? {
        return refuse(InstitutionRefusal::Unknown);
    }
    let Some(code) = code_of(&names.en) else {
        return refuse(InstitutionRefusal::NoCode);
    };
    let id: ProgrammeId = db.id();
    diesel::insert_into(programme::table)
        .values((
            programme::id.eq(id),
            programme::institution_id.eq(of),
            programme::code.eq(code),
            programme::name_fa.eq(&names.fa),
            programme::name_en.eq(&names.en),
        ))
        .execute(db.conn)
        .map_err(|error| {
            taken(error, |error| violated(error, "programme_code_unique", "programme.institution_id, programme.code"))
        })?;
    let event = Event { action: "add_programme", object: ("programme", id.0), detail: "", area: None };
    audit::record(db, by.actor(), event)?;
    Ok(id)
}

fn exists(db: &mut Db, id: InstitutionId) -> QueryResult<bool> {
    let found: Option<InstitutionId> = institution::table.find(id).select(institution::id).first(db.conn).optional()?;
    Ok(found.is_some())
}

fn taken(error: diesel::result::Error, is_taken: impl Fn(&diesel::result::Error) -> bool) -> Abort<InstitutionRefusal> {
    if is_taken(&error) { Abort::Refused(InstitutionRefusal::Taken) } else { Abort::Database(error) }
}

/// A part in an area to be given.
#[derive(Clone, Debug)]
pub(crate) struct NewPart {
    pub area: AreaId,
    pub institution: InstitutionId,
    pub part: Part,
    pub starts_on: NaiveDate,
}

/// Why a part is not given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum PartRefusal {
    #[error("there is no such area or institution")]
    Unknown,
    #[error("another institution leads there on one of these days")]
    LeadTaken,
}

/// Gives an institution its part in an area.
pub(crate) fn give_part(db: &mut Db, by: &Admin, new: &NewPart) -> Write<AreaRoleId, PartRefusal> {
    let area: Option<AreaId> = area::table.find(new.area).select(area::id).first(db.conn).optional()?;
    if area.is_none() || !exists(db, new.institution)? {
        return refuse(PartRefusal::Unknown);
    }
    let id: AreaRoleId = db.id();
    diesel::insert_into(area_role::table)
        .values((
            area_role::id.eq(id),
            area_role::area_id.eq(new.area),
            area_role::institution_id.eq(new.institution),
            area_role::role.eq(new.part),
            area_role::starts_on.eq(new.starts_on),
        ))
        .execute(db.conn)
        .map_err(|error| {
            if refused_by(&error, "area_role_lead_overlap") {
                Abort::Refused(PartRefusal::LeadTaken)
            } else {
                Abort::Database(error)
            }
        })?;
    let event =
        Event { action: "give_part", object: ("area_role", id.0), detail: new.part.as_str(), area: Some(new.area) };
    audit::record(db, by.actor(), event)?;
    Ok(id)
}

/// Ends a part in an area today; one that begins today or later ends the day after it began. False if it was over already.
pub(crate) fn end_part(db: &mut Db, by: &Admin, (of, id): (AreaId, AreaRoleId)) -> QueryResult<bool> {
    let today = db.now.today;
    let starts_on: Option<NaiveDate> = area_role::table
        .find(id)
        .filter(area_role::area_id.eq(of))
        .filter(area_role::ends_on.is_null())
        .select(area_role::starts_on)
        .first(db.conn)
        .optional()?;
    let Some(starts_on) = starts_on else {
        return Ok(false);
    };
    let ends_on = if starts_on < today { today } else { starts_on + Days::new(1) };
    let ended = diesel::update(area_role::table.find(id).filter(area_role::ends_on.is_null()))
        .set(area_role::ends_on.eq(ends_on))
        .execute(db.conn)?;
    if ended == 0 {
        return Ok(false);
    }
    let event = Event { action: "end_part", object: ("area_role", id.0), detail: "", area: Some(of) };
    audit::record(db, by.actor(), event)?;
    Ok(true)
}
