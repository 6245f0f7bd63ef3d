//! Proofs about households: who follows a case file, who may read it, and who sells for a household.
use crate::accounts::access::{Asking, Proof, Role, Scope, SignedIn};
use crate::audit::Actor;
use crate::db::Db;
use crate::db::schema::{area, case_file, household, household_member};
use crate::error::AppError;
use crate::kernel::ids::{AreaId, HouseholdId, InstitutionId, PersonId};
use chrono::NaiveDate;
use diesel::{BoolExpressionMethods, ExpressionMethods, OptionalExtension, QueryDsl, QueryResult, RunQueryDsl};

/// A caseworker, for lists and for new households within their areas.
#[derive(Clone, Debug)]
pub(crate) struct Caseworker {
    actor: Actor,
    scopes: Vec<Scope>,
}

impl Caseworker {
    pub fn actor(&self) -> &Actor {
        &self.actor
    }

    /// The caseworker's own areas and institutions.
    pub fn scopes(&self) -> &[Scope] {
        &self.scopes
    }
}

impl Proof for Caseworker {
    fn check(_: &mut Db, asking: Asking) -> QueryResult<Option<Self>> {
        let scopes: Vec<Scope> = asking.who.scopes_of(Role::Caseworker).cloned().collect();
        Ok((!scopes.is_empty()).then(|| Caseworker { actor: asking.acting(Role::Caseworker), scopes }))
    }
}

/// Someone who may look at case files: a caseworker, a supervisor or an auditor, within their areas and institution.
#[derive(Clone, Debug)]
pub(crate) struct CaseReader {
    actor: Actor,
    role: Role,
    scopes: Vec<Scope>,
}

impl CaseReader {
    pub fn actor(&self) -> &Actor {
        &self.actor
    }

    /// What the reader is here as; an auditor sees no names unless they say why.
    pub fn role(&self) -> Role {
        self.role
    }

    pub fn scopes(&self) -> &[Scope] {
        &self.scopes
    }
}

const READERS: [Role; 3] = [Role::Caseworker, Role::Supervisor, Role::Auditor];

impl Proof for CaseReader {
    fn check(_: &mut Db, asking: Asking) -> QueryResult<Option<Self>> {
        let scopes: Vec<Scope> =
            asking.who.scopes.iter().filter(|scope| READERS.contains(&scope.role)).cloned().collect();
        let Some(role) = READERS.into_iter().find(|role| asking.who.has(*role)) else {
            return Ok(None);
        };
        Ok(Some(CaseReader { actor: asking.acting(role), role, scopes }))
    }
}

/// The caseworker of the household named `{household}` in the path: may change its case file while it is open.
#[derive(Clone, Debug)]
pub(crate) struct CaseworkerOf {
    actor: Actor,
    household: HouseholdId,
    area: AreaId,
    institution: InstitutionId,
    scopes: Vec<Scope>,
}

impl CaseworkerOf {
    pub fn actor(&self) -> &Actor {
        &self.actor
    }

    pub fn household(&self) -> HouseholdId {
        self.household
    }

    pub fn area(&self) -> AreaId {
        self.area
    }

    pub fn institution(&self) -> InstitutionId {
        self.institution
    }

    /// All areas and institutions of the caseworker, beyond this household.
    pub fn scopes(&self) -> &[Scope] {
        &self.scopes
    }

    /// For a command on the server's console or a verb that acts on many households at once: the same check for one of them.
    pub(crate) fn of(db: &mut Db, actor: &Actor, scopes: &[Scope], id: HouseholdId) -> QueryResult<Option<Self>> {
        Ok(covered(db, scopes, id)?.filter(Covered::is_open).map(|file| CaseworkerOf {
            actor: actor.clone(),
            household: id,
            area: file.area,
            institution: file.institution,
            scopes: scopes.to_vec(),
        }))
    }
}

impl Proof for CaseworkerOf {
    fn check(db: &mut Db, asking: Asking) -> QueryResult<Option<Self>> {
        let Some(id) = asking.path.id::<HouseholdId>("household") else {
            return Ok(None);
        };
        let scopes: Vec<Scope> = asking.who.scopes_of(Role::Caseworker).cloned().collect();
        CaseworkerOf::of(db, &asking.acting(Role::Caseworker), &scopes, id)
    }
}

/// Someone who may read the case file of the household named `{household}` in the path.
#[derive(Clone, Debug)]
pub(crate) struct FileReader {
    actor: Actor,
    role: Role,
    household: HouseholdId,
    area: AreaId,
    is_open: bool,
    supervises: bool,
}

impl FileReader {
    pub fn actor(&self) -> &Actor {
        &self.actor
    }

    pub fn role(&self) -> Role {
        self.role
    }

    /// Whether the reader also keeps the file, and may change it.
    pub fn keeps(&self) -> bool {
        self.is_open && self.role == Role::Caseworker
    }

    /// Whether the reader may give the file to another caseworker.
    pub fn hands_on(&self) -> bool {
        self.is_open && self.supervises
    }

    pub fn household(&self) -> HouseholdId {
        self.household
    }

    pub fn area(&self) -> AreaId {
        self.area
    }
}

impl Proof for FileReader {
    fn check(db: &mut Db, asking: Asking) -> QueryResult<Option<Self>> {
        let Some(id) = asking.path.id::<HouseholdId>("household") else {
            return Ok(None);
        };
        for role in READERS {
            let scopes: Vec<Scope> = asking.who.scopes_of(role).cloned().collect();
            if let Some(Covered { area, closed_on, .. }) = covered(db, &scopes, id)? {
                let supervisor: Vec<Scope> = asking.who.scopes_of(Role::Supervisor).cloned().collect();
                let supervises = covered(db, &supervisor, id)?.is_some();
                let is_open = closed_on.is_none();
                let actor = asking.acting(role);
                return Ok(Some(FileReader { actor, role, household: id, area, is_open, supervises }));
            }
        }
        Ok(None)
    }
}

/// The caseworker or supervisor of the household named `{household}` in the path: may close its case file and open it again.
#[derive(Clone, Debug)]
pub(crate) struct FileKeeper {
    actor: Actor,
    household: HouseholdId,
    area: AreaId,
    closed_on: Option<NaiveDate>,
}

impl FileKeeper {
    pub fn actor(&self) -> &Actor {
        &self.actor
    }

    pub fn household(&self) -> HouseholdId {
        self.household
    }

    pub fn area(&self) -> AreaId {
        self.area
    }

    /// Since when the file is closed; none while it is open.
    pub fn closed_on(&self) -> Option<NaiveDate> {
        self.closed_on
    }
}

impl Proof for FileKeeper {
    fn check(db: &mut Db, asking: Asking) -> QueryResult<Option<Self>> {
        let Some(household) = asking.path.id::<HouseholdId>("household") else {
            return Ok(None);
        };
        for role in [Role::Caseworker, Role::Supervisor] {
            let scopes: Vec<Scope> = asking.who.scopes_of(role).cloned().collect();
            if let Some(Covered { area, closed_on, .. }) = covered(db, &scopes, household)? {
                return Ok(Some(FileKeeper { actor: asking.acting(role), household, area, closed_on }));
            }
        }
        Ok(None)
    }
}

/// The supervisor over the open case file of the household named `{household}` in the path.
#[derive(Clone, Debug)]
pub(crate) struct CaseSupervisor {
    actor: Actor,
    household: HouseholdId,
    area: AreaId,
    institution: InstitutionId,
}

impl CaseSupervisor {
    pub fn actor(&self) -> &Actor {
        &self.actor
    }

    pub fn household(&self) -> HouseholdId {
        self.household
    }

    pub fn area(&self) -> AreaId {
        self.area
    }

    pub fn institution(&self) -> InstitutionId {
        self.institution
    }
}

impl Proof for CaseSupervisor {
    fn check(db: &mut Db, asking: Asking) -> QueryResult<Option<Self>> {
        let Some(household) = asking.path.id::<HouseholdId>("household") else {
            return Ok(None);
        };
        let scopes: Vec<Scope> = asking.who.scopes_of(Role::Supervisor).cloned().collect();
        Ok(covered(db, &scopes, household)?.filter(Covered::is_open).map(|file| CaseSupervisor {
            actor: asking.acting(Role::Supervisor),
            household,
            area: file.area,
            institution: file.institution,
        }))
    }
}

/// A case file within some scopes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Covered {
    pub area: AreaId,
    pub institution: InstitutionId,
    /// Since when it is closed; none while it is open.
    pub closed_on: Option<NaiveDate>,
}

impl Covered {
    fn is_open(&self) -> bool {
        self.closed_on.is_none()
    }
}

/// A household's case file, closed ones too, if one of `scopes` covers its area and its institution.
pub(crate) fn covered(db: &mut Db, scopes: &[Scope], id: HouseholdId) -> QueryResult<Option<Covered>> {
    if scopes.is_empty() {
        return Ok(None);
    }
    let found: Option<(AreaId, String, InstitutionId, Option<NaiveDate>)> = household::table
        .inner_join(area::table)
        .inner_join(case_file::table)
        .filter(household::id.eq(id))
        .select((area::id, area::path, case_file::institution_id, case_file::closed_on))
        .first(db.conn)
        .optional()?;
    Ok(found
        .filter(|(_, path, institution, _)| {
            scopes.iter().any(|scope| scope.institution == Some(*institution) && scope.covers(path))
        })
        .map(|(area, _, institution, closed_on)| Covered { area, institution, closed_on }))
}

/// A producer: a member, today, of the household they sell for.
#[derive(Clone, Debug)]
pub(crate) struct Producer {
    actor: Actor,
    person: PersonId,
    household: HouseholdId,
    area: AreaId,
}

impl Producer {
    pub fn actor(&self) -> &Actor {
        &self.actor
    }

    pub fn person(&self) -> PersonId {
        self.person
    }

    pub fn household(&self) -> HouseholdId {
        self.household
    }

    pub fn area(&self) -> AreaId {
        self.area
    }
}

impl Proof for Producer {
    fn check(db: &mut Db, asking: Asking) -> QueryResult<Option<Self>> {
        let Some(person) = asking.who.person.filter(|_| asking.who.has(Role::Producer)) else {
            return Ok(None);
        };
        let today = db.now.today;
        let found: Option<(HouseholdId, AreaId)> = household_member::table
            .inner_join(household::table)
            .filter(household_member::person_id.eq(person))
            .filter(household_member::starts_on.le(today))
            .filter(household_member::ends_on.is_null().or(household_member::ends_on.gt(today)))
            .select((household::id, household::area_id))
            .first(db.conn)
            .optional()?;
        Ok(found.map(|(household, area)| Producer { actor: asking.acting(Role::Producer), person, household, area }))
    }

    fn refusal(who: &SignedIn) -> AppError {
        if who.person.is_some() && who.has(Role::Producer) { AppError::NoHousehold } else { AppError::NotFound }
    }
}
