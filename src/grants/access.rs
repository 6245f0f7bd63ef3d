//! Proofs about machines, grants and decisions. A machine is read by those who follow a household that it ever concerned, and
//! kept by the caseworker of the household that answers for it now; a grant lies in the scope of those who follow the
//! household it was decided for.
use super::queries::places;
use crate::accounts::access::{Asking, Proof, Role, Scope, SignedIn};
use crate::audit::Actor;
use crate::db::Db;
use crate::households::access::{CaseworkerOf, Covered, READERS, covered};
use crate::kernel::ids::{AreaId, EquipmentId, GrantId, HouseholdId};
use diesel::QueryResult;

/// A caseworker who may change the custody and use of the machine named `{equipment}` in the path: the household that holds
/// it, or while none does one that was granted it, is among theirs.
#[derive(Clone, Debug)]
pub(crate) struct EquipmentKeeper {
    actor: Actor,
    scopes: Vec<Scope>,
    equipment: EquipmentId,
    area: AreaId,
}

impl EquipmentKeeper {
    pub fn actor(&self) -> &Actor {
        &self.actor
    }

    pub fn equipment(&self) -> EquipmentId {
        self.equipment
    }

    /// The area whose trail the machine's changes join.
    pub fn area(&self) -> AreaId {
        self.area
    }

    /// The same check for a verb that acts on many machines at once.
    pub(crate) fn of(db: &mut Db, actor: &Actor, scopes: &[Scope], id: EquipmentId) -> QueryResult<Option<Self>> {
        Ok(places::of_equipment(db, id)?.kept_from(scopes).map(|area| EquipmentKeeper {
            actor: actor.clone(),
            scopes: scopes.to_vec(),
            equipment: id,
            area,
        }))
    }

    /// The same caseworker as one who moves the machine from hand to hand.
    pub fn moving(&self) -> EquipmentMover {
        EquipmentMover {
            actor: self.actor.clone(),
            scopes: self.scopes.clone(),
            equipment: self.equipment,
            area: self.area,
        }
    }

    /// The caseworker's proof for a household that is to use the machine.
    pub(super) fn for_household(&self, db: &mut Db, id: HouseholdId) -> QueryResult<Option<CaseworkerOf>> {
        CaseworkerOf::of(db, &self.actor, &self.scopes, id)
    }
}

impl Proof for EquipmentKeeper {
    fn check(db: &mut Db, asking: Asking) -> QueryResult<Option<Self>> {
        let Some(id) = asking.path.id::<EquipmentId>("equipment") else {
            return Ok(None);
        };
        let scopes: Vec<Scope> = asking.who.scopes_of(Role::Caseworker).cloned().collect();
        EquipmentKeeper::of(db, &asking.acting(Role::Caseworker), &scopes, id)
    }
}

/// Someone who may hand over and take back the machine named `{equipment}` in the path: its caseworker; or a supervisor whose
/// areas hold every household that it concerns, so that it can go from one caseworker's neighbourhood to another's.
#[derive(Clone, Debug)]
pub(crate) struct EquipmentMover {
    actor: Actor,
    scopes: Vec<Scope>,
    equipment: EquipmentId,
    area: AreaId,
}

impl EquipmentMover {
    pub fn actor(&self) -> &Actor {
        &self.actor
    }

    pub fn scopes(&self) -> &[Scope] {
        &self.scopes
    }

    pub fn equipment(&self) -> EquipmentId {
        self.equipment
    }

    /// The area whose trail the machine's changes join.
    pub fn area(&self) -> AreaId {
        self.area
    }

    /// The area of a household that is to receive the machine; none if its open case file is not within the scopes.
    pub(super) fn area_of(&self, db: &mut Db, id: HouseholdId) -> QueryResult<Option<AreaId>> {
        Ok(covered(db, &self.scopes, id)?.filter(Covered::is_open).map(|file| file.area))
    }

    fn supervising(db: &mut Db, asking: &Asking, id: EquipmentId) -> QueryResult<Option<Self>> {
        let scopes: Vec<Scope> = asking.who.scopes_of(Role::Supervisor).cloned().collect();
        let Some(area) = places::of_equipment(db, id)?.moved_from(&scopes) else {
            return Ok(None);
        };
        Ok(Some(EquipmentMover { actor: asking.acting(Role::Supervisor), scopes, equipment: id, area }))
    }
}

impl Proof for EquipmentMover {
    fn check(db: &mut Db, asking: Asking) -> QueryResult<Option<Self>> {
        let Some(id) = asking.path.id::<EquipmentId>("equipment") else {
            return Ok(None);
        };
        let scopes: Vec<Scope> = asking.who.scopes_of(Role::Caseworker).cloned().collect();
        match EquipmentKeeper::of(db, &asking.acting(Role::Caseworker), &scopes, id)? {
            Some(keeper) => Ok(Some(keeper.moving())),
            None => EquipmentMover::supervising(db, &asking, id),
        }
    }
}

/// What somebody follows, supervises or audits.
fn read_scopes(who: &SignedIn) -> Vec<Scope> {
    who.scopes.iter().filter(|scope| READERS.contains(&scope.role)).cloned().collect()
}

/// Someone who may read of the machine named `{equipment}` in the path.
#[derive(Clone, Debug)]
pub(crate) struct EquipmentReader {
    actor: Actor,
    scopes: Vec<Scope>,
    keeps: bool,
    moves: bool,
    equipment: EquipmentId,
    area: AreaId,
}

impl EquipmentReader {
    pub fn actor(&self) -> &Actor {
        &self.actor
    }

    /// What the reader follows, supervises or audits: only households within it are named to them.
    pub fn scopes(&self) -> &[Scope] {
        &self.scopes
    }

    /// Whether the reader also keeps the machine.
    pub fn keeps(&self) -> bool {
        self.keeps
    }

    /// Whether the reader hands it over and takes it back.
    pub fn moves(&self) -> bool {
        self.moves
    }

    pub fn equipment(&self) -> EquipmentId {
        self.equipment
    }

    pub fn area(&self) -> AreaId {
        self.area
    }
}

impl Proof for EquipmentReader {
    fn check(db: &mut Db, asking: Asking) -> QueryResult<Option<Self>> {
        let Some(equipment) = asking.path.id::<EquipmentId>("equipment") else {
            return Ok(None);
        };
        let places = places::of_equipment(db, equipment)?;
        let of = |role: Role| -> Vec<Scope> { asking.who.scopes_of(role).cloned().collect() };
        let Some((role, area)) = READERS.into_iter().find_map(|role| Some((role, places.read_from(&of(role))?))) else {
            return Ok(None);
        };
        let keeps = places.kept_from(&of(Role::Caseworker)).is_some();
        let moves = keeps || places.moved_from(&of(Role::Supervisor)).is_some();
        let (actor, scopes) = (asking.acting(role), read_scopes(asking.who));
        Ok(Some(EquipmentReader { actor, scopes, keeps, moves, equipment, area }))
    }
}

/// Someone who may read the grant named `{grant}` in the path.
#[derive(Clone, Debug)]
pub(crate) struct GrantReader {
    actor: Actor,
    scopes: Vec<Scope>,
    grant: GrantId,
    area: AreaId,
}

impl GrantReader {
    pub fn actor(&self) -> &Actor {
        &self.actor
    }

    /// What the reader follows, supervises or audits: only households within it are named to them.
    pub fn scopes(&self) -> &[Scope] {
        &self.scopes
    }

    pub fn grant(&self) -> GrantId {
        self.grant
    }

    pub fn area(&self) -> AreaId {
        self.area
    }
}

impl Proof for GrantReader {
    fn check(db: &mut Db, asking: Asking) -> QueryResult<Option<Self>> {
        let Some(id) = asking.path.id::<GrantId>("grant") else {
            return Ok(None);
        };
        let places = places::of_grant(db, id)?;
        for role in READERS {
            let scopes: Vec<Scope> = asking.who.scopes_of(role).cloned().collect();
            if let Some(place) = places.iter().find(|place| place.is_within(&scopes)) {
                let (actor, scopes) = (asking.acting(role), read_scopes(asking.who));
                return Ok(Some(GrantReader { actor, scopes, grant: id, area: place.area }));
            }
        }
        Ok(None)
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
    fn check(_: &mut Db, asking: Asking) -> QueryResult<Option<Self>> {
        let scopes: Vec<Scope> = asking.who.scopes_of(Role::Supervisor).cloned().collect();
        Ok((!scopes.is_empty()).then(|| Decider { actor: asking.acting(Role::Supervisor), scopes }))
    }
}
