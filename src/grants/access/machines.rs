//! Proofs about one machine: who keeps it, who moves it, who reads of it.
use super::read_scopes;
use crate::accounts::access::{Asking, Proof, Role, Scope};
use crate::accounts::trail::{CaseProof, Subject};
use crate::audit::Actor;
use crate::db::Db;
use crate::grants::queries::places;
use crate::households::access::{CaseworkerOf, Covered, READERS, covered};
use crate::kernel::ids::{AreaId, EquipmentId, HouseholdId};
use diesel::QueryResult;

/// A caseworker who may change the custody and use of the machine named `{equipment}` in the path: the household that holds
/// it, or while none does one that was granted it, is among theirs.
#[derive(Clone, Debug)]
pub(crate) struct EquipmentKeeper {
    actor: Actor,
    scopes: Vec<Scope>,
    equipment: EquipmentId,
    holder: Option<HouseholdId>,
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
        let places = places::of_equipment(db, id)?;
        let holder = places.holder();
        Ok(places.kept_from(scopes).map(|area| EquipmentKeeper {
            actor: actor.clone(),
            scopes: scopes.to_vec(),
            equipment: id,
            holder,
            area,
        }))
    }

    /// The same caseworker as one who moves the machine from hand to hand.
    pub fn moving(&self) -> EquipmentMover {
        EquipmentMover {
            actor: self.actor.clone(),
            scopes: self.scopes.clone(),
            equipment: self.equipment,
            holder: self.holder,
            area: self.area,
        }
    }

    /// The caseworker's proof for a household that is to use the machine.
    pub(in crate::grants) fn for_household(&self, db: &mut Db, id: HouseholdId) -> QueryResult<Option<CaseworkerOf>> {
        CaseworkerOf::of(db, &self.actor, &self.scopes, id)
    }
}

impl Proof for EquipmentKeeper {
    const RULE: &'static str = "equipment_keeper";
    const GUARDS_CASES: bool = true;

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
    holder: Option<HouseholdId>,
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
    pub(in crate::grants) fn area_of(&self, db: &mut Db, id: HouseholdId) -> QueryResult<Option<AreaId>> {
        Ok(covered(db, &self.scopes, id)?.filter(Covered::is_open).map(|file| file.area))
    }

    fn supervising(db: &mut Db, asking: &Asking, id: EquipmentId) -> QueryResult<Option<Self>> {
        let scopes: Vec<Scope> = asking.who.scopes_of(Role::Supervisor).cloned().collect();
        let places = places::of_equipment(db, id)?;
        let Some(area) = places.moved_from(&scopes) else {
            return Ok(None);
        };
        let (actor, holder) = (asking.acting(Role::Supervisor), places.holder());
        Ok(Some(EquipmentMover { actor, scopes, equipment: id, holder, area }))
    }
}

impl Proof for EquipmentMover {
    const RULE: &'static str = "equipment_mover";
    const GUARDS_CASES: bool = true;

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

impl CaseProof for EquipmentMover {
    fn subject(&self) -> Subject<'_> {
        let object = ("equipment", self.equipment.0);
        Subject { actor: &self.actor, object, household: self.holder, area: Some(self.area) }
    }
}

/// Someone who may read of the machine named `{equipment}` in the path.
#[derive(Clone, Debug)]
pub(crate) struct EquipmentReader {
    actor: Actor,
    scopes: Vec<Scope>,
    keeps: bool,
    moves: bool,
    equipment: EquipmentId,
    holder: Option<HouseholdId>,
    area: AreaId,
}

impl EquipmentReader {
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
}

impl Proof for EquipmentReader {
    const RULE: &'static str = "equipment_reader";
    const GUARDS_CASES: bool = true;

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
        let (actor, scopes, holder) = (asking.acting(role), read_scopes(asking.who), places.holder());
        Ok(Some(EquipmentReader { actor, scopes, keeps, moves, equipment, holder, area }))
    }
}

impl CaseProof for EquipmentReader {
    fn subject(&self) -> Subject<'_> {
        let object = ("equipment", self.equipment.0);
        Subject { actor: &self.actor, object, household: self.holder, area: Some(self.area) }
    }
}
