//! Proofs about machines, grants and decisions. A machine is read by those who follow a household that it ever concerned, and
//! kept by the caseworker of the household that answers for it now; a grant lies in the scope of those who follow the
//! household it was decided for.
mod machines;

pub(crate) use machines::{EquipmentKeeper, EquipmentMover, EquipmentReader};

use super::queries::places;
use crate::accounts::access::{Asking, Proof, Role, Scope, SignedIn};
use crate::accounts::trail::{CaseProof, Subject};
use crate::audit::Actor;
use crate::db::Db;
use crate::households::access::READERS;
use crate::kernel::ids::{AreaId, GrantId, HouseholdId};
use diesel::QueryResult;

/// What somebody follows, supervises or audits.
fn read_scopes(who: &SignedIn) -> Vec<Scope> {
    who.scopes.iter().filter(|scope| READERS.contains(&scope.role)).cloned().collect()
}

/// Someone who may read the grant named `{grant}` in the path.
#[derive(Clone, Debug)]
pub(crate) struct GrantReader {
    actor: Actor,
    scopes: Vec<Scope>,
    grant: GrantId,
    household: HouseholdId,
    area: AreaId,
}

impl GrantReader {
    /// What the reader follows, supervises or audits: only households within it are named to them.
    pub fn scopes(&self) -> &[Scope] {
        &self.scopes
    }

    pub fn grant(&self) -> GrantId {
        self.grant
    }
}

impl Proof for GrantReader {
    const RULE: &'static str = "grant_reader";
    const GUARDS_CASES: bool = true;

    fn check(db: &mut Db, asking: Asking) -> QueryResult<Option<Self>> {
        let Some(id) = asking.path.id::<GrantId>("grant") else {
            return Ok(None);
        };
        let places = places::of_grant(db, id)?;
        for role in READERS {
            let scopes: Vec<Scope> = asking.who.scopes_of(role).cloned().collect();
            if let Some(place) = places.iter().find(|place| place.is_within(&scopes)) {
                let (actor, scopes) = (asking.acting(role), read_scopes(asking.who));
                let (household, area) = (place.household, place.area);
                return Ok(Some(GrantReader { actor, scopes, grant: id, household, area }));
            }
        }
        Ok(None)
    }
}

impl CaseProof for GrantReader {
    fn subject(&self) -> Subject<'_> {
        let object = ("grant_award", self.grant.0);
        Subject { actor: &self.actor, object, household: Some(self.household), area: Some(self.area) }
    }
}

/// A supervisor, who decides on what caseworkers propose within their areas and institution.
#[derive(Clone, Debug)]
pub(crate) struct Decider {
    actor: Actor,
    scopes: Vec<Scope>,
}

impl Decider {
    pub fn actor(&self) -> &Actor {
        &self.actor
    }

    pub fn scopes(&self) -> &[Scope] {
        &self.scopes
    }
}

impl Proof for Decider {
    const RULE: &'static str = "decider";
    const GUARDS_CASES: bool = true;

    fn check(_: &mut Db, asking: Asking) -> QueryResult<Option<Self>> {
        let scopes: Vec<Scope> = asking.who.scopes_of(Role::Supervisor).cloned().collect();
        Ok((!scopes.is_empty()).then(|| Decider { actor: asking.acting(Role::Supervisor), scopes }))
    }
}

impl CaseProof for Decider {
    fn subject(&self) -> Subject<'_> {
        Subject::list(&self.actor, &self.scopes)
    }
}
