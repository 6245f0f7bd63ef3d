//! Proofs about households: who follows a case file, who may read it, and who sells for a household.
mod file;

pub(crate) use file::{CaseSupervisor, FileKeeper, FileReader};

use crate::accounts::access::{Asking, Proof, Role, Scope, SignedIn};
use crate::accounts::trail::{CaseProof, Subject};
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
    const RULE: &'static str = "caseworker";
    const GUARDS_CASES: bool = true;

    fn check(_: &mut Db, asking: Asking) -> QueryResult<Option<Self>> {
        let scopes: Vec<Scope> = asking.who.scopes_of(Role::Caseworker).cloned().collect();
        Ok((!scopes.is_empty()).then(|| Caseworker { actor: asking.acting(Role::Caseworker), scopes }))
    }
}

impl CaseProof for Caseworker {
    fn subject(&self) -> Subject<'_> {
        Subject::list(&self.actor, &self.scopes)
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

/// Who reads case files, the one who may do most before the others.
pub(crate) const READERS: [Role; 3] = [Role::Caseworker, Role::Supervisor, Role::Auditor];

impl Proof for CaseReader {
    const RULE: &'static str = "case_reader";
    const GUARDS_CASES: bool = true;

    fn check(_: &mut Db, asking: Asking) -> QueryResult<Option<Self>> {
        let scopes: Vec<Scope> =
            asking.who.scopes.iter().filter(|scope| READERS.contains(&scope.role)).cloned().collect();
        let Some(role) = READERS.into_iter().find(|role| asking.who.has(*role)) else {
            return Ok(None);
        };
        Ok(Some(CaseReader { actor: asking.acting(role), role, scopes }))
    }
}

impl CaseProof for CaseReader {
    fn subject(&self) -> Subject<'_> {
        Subject::list(&self.actor, &self.scopes)
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
    const RULE: &'static str = "caseworker_of";
    const GUARDS_CASES: bool = true;

    fn check(db: &mut Db, asking: Asking) -> QueryResult<Option<Self>> {
        let Some(id) = asking.path.id::<HouseholdId>("household") else {
            return Ok(None);
        };
        let scopes: Vec<Scope> = asking.who.scopes_of(Role::Caseworker).cloned().collect();
        CaseworkerOf::of(db, &asking.acting(Role::Caseworker), &scopes, id)
    }
}

impl CaseProof for CaseworkerOf {
    fn subject(&self) -> Subject<'_> {
        Subject::file(&self.actor, self.household, self.area)
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
    pub fn is_open(&self) -> bool {
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
    const RULE: &'static str = "producer";

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
