//! Proofs about one case file, open or closed: who reads it, who closes and opens it, who hands it on.
use super::{Covered, READERS, covered};
use crate::accounts::access::{Asking, Proof, Role, Scope};
use crate::accounts::trail::{CaseProof, Subject};
use crate::audit::Actor;
use crate::db::Db;
use crate::kernel::ids::{AreaId, HouseholdId, InstitutionId};
use chrono::NaiveDate;
use diesel::QueryResult;

/// The case file of the household named `{household}` in the path, with the first of `roles` in which the asker reaches it.
fn first_over(db: &mut Db, asking: &Asking, roles: &[Role]) -> QueryResult<Option<(Role, HouseholdId, Covered)>> {
    let Some(household) = asking.path.id::<HouseholdId>("household") else {
        return Ok(None);
    };
    for role in roles {
        let scopes: Vec<Scope> = asking.who.scopes_of(*role).cloned().collect();
        if let Some(file) = covered(db, &scopes, household)? {
            return Ok(Some((*role, household, file)));
        }
    }
    Ok(None)
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
    const RULE: &'static str = "file_reader";
    const GUARDS_CASES: bool = true;

    fn check(db: &mut Db, asking: Asking) -> QueryResult<Option<Self>> {
        let Some((role, household, file)) = first_over(db, &asking, &READERS)? else {
            return Ok(None);
        };
        let supervises = first_over(db, &asking, &[Role::Supervisor])?.is_some();
        let (area, is_open, actor) = (file.area, file.is_open(), asking.acting(role));
        Ok(Some(FileReader { actor, role, household, area, is_open, supervises }))
    }
}

impl CaseProof for FileReader {
    fn subject(&self) -> Subject<'_> {
        Subject::file(&self.actor, self.household, self.area)
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
    const RULE: &'static str = "file_keeper";
    const GUARDS_CASES: bool = true;

    fn check(db: &mut Db, asking: Asking) -> QueryResult<Option<Self>> {
        let found = first_over(db, &asking, &[Role::Caseworker, Role::Supervisor])?;
        Ok(found.map(|(role, household, file)| FileKeeper {
            actor: asking.acting(role),
            household,
            area: file.area,
            closed_on: file.closed_on,
        }))
    }
}

impl CaseProof for FileKeeper {
    fn subject(&self) -> Subject<'_> {
        Subject::file(&self.actor, self.household, self.area)
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
    const RULE: &'static str = "case_supervisor";
    const GUARDS_CASES: bool = true;

    fn check(db: &mut Db, asking: Asking) -> QueryResult<Option<Self>> {
        let found = first_over(db, &asking, &[Role::Supervisor])?;
        Ok(found.filter(|(_, _, file)| file.is_open()).map(|(role, household, file)| CaseSupervisor {
            actor: asking.acting(role),
            household,
            area: file.area,
            institution: file.institution,
        }))
    }
}

impl CaseProof for CaseSupervisor {
    fn subject(&self) -> Subject<'_> {
        Subject::file(&self.actor, self.household, self.area)
    }
}
