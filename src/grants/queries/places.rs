//! Where a machine or a grant belongs: the areas and institutions of the households it concerns, and what a reader is told
//! of them.
use super::equipment::granted_to;
use crate::accounts::access::{Role, Scope};
use crate::db::Db;
use crate::db::schema::{area, case_file, custody, decision, grant_award, household, use_right};
use crate::grants::model::{Seen, Sight};
use crate::kernel::ids::{AreaId, EquipmentId, GrantId, HouseholdId, InstitutionId};
use chrono::NaiveDate;
use diesel::{
    BoolExpressionMethods, ExpressionMethods, JoinOnDsl, NullableExpressionMethods, QueryDsl, QueryResult, RunQueryDsl,
};

/// The area of a household and the institution of its case file.
#[derive(Clone, Debug, diesel::Queryable)]
pub(crate) struct Place {
    pub household: HouseholdId,
    name: String,
    pub area: AreaId,
    area_path: String,
    institution: InstitutionId,
}

impl Place {
    pub fn is_within<'a>(&self, scopes: impl IntoIterator<Item = &'a Scope>) -> bool {
        scopes.into_iter().any(|scope| scope.institution == Some(self.institution) && scope.covers(&self.area_path))
    }
}

/// The places of every household that a machine ever concerned: granted it, held it or might use it.
#[derive(Clone, Debug)]
pub(crate) struct Places {
    all: Vec<Place>,
    granted: Vec<HouseholdId>,
    /// The household that answers for it now.
    holder: Option<HouseholdId>,
}

impl Places {
    /// The household that answers for it now.
    pub fn holder(&self) -> Option<HouseholdId> {
        self.holder
    }

    /// From where somebody with these scopes reads of it.
    pub fn read_from(&self, scopes: &[Scope]) -> Option<AreaId> {
        self.all.iter().find(|place| place.is_within(scopes)).map(|place| place.area)
    }

    /// From where a caseworker with these scopes keeps it: the place of the household that holds it; while none does, that of
    /// one which was granted it.
    pub fn kept_from(&self, scopes: &[Scope]) -> Option<AreaId> {
        let holder = self.holder;
        let is_its = |place: &&Place| match holder {
            Some(holder) => place.household == holder,
            None => self.granted.contains(&place.household),
        };
        self.all.iter().filter(is_its).find(|place| place.is_within(scopes)).map(|place| place.area)
    }

    /// From where a supervisor moves it: all whom it concerns today are within the scopes.
    pub fn moved_from(&self, scopes: &[Scope]) -> Option<AreaId> {
        let concerns = |place: &&Place| self.holder == Some(place.household) || self.granted.contains(&place.household);
        let today: Vec<&Place> = self.all.iter().filter(concerns).collect();
        let first = today.first()?;
        today.iter().all(|place| place.is_within(scopes)).then_some(first.area)
    }
}

/// The places of a machine.
pub(crate) fn of_equipment(db: &mut Db, id: EquipmentId) -> QueryResult<Places> {
    let granted = granted_to(db, id)?;
    let held: Vec<(Option<HouseholdId>, Option<NaiveDate>)> = custody::table
        .filter(custody::equipment_id.eq(id))
        .filter(custody::household_id.is_not_null())
        .filter(custody::ends_on.is_null().or(custody::ends_on.gt(custody::starts_on.nullable())))
        .select((custody::household_id, custody::ends_on))
        .load(db.conn)?;
    let used: Vec<HouseholdId> =
        use_right::table.filter(use_right::equipment_id.eq(id)).select(use_right::household_id).load(db.conn)?;
    let holder = held.iter().find(|(_, ends_on)| ends_on.is_none()).and_then(|(household, _)| *household);
    let concerned: Vec<HouseholdId> =
        granted.iter().copied().chain(held.iter().filter_map(|(household, _)| *household)).chain(used).collect();
    Ok(Places { all: of_households(db, concerned)?, granted, holder })
}

/// The place of the household that the grant was decided for.
pub(crate) fn of_grant(db: &mut Db, id: GrantId) -> QueryResult<Vec<Place>> {
    grant_award::table
        .inner_join(decision::table)
        .inner_join(household::table.on(household::id.eq(decision::household_id)))
        .inner_join(area::table.on(area::id.eq(household::area_id)))
        .inner_join(case_file::table.on(case_file::household_id.eq(household::id)))
        .filter(grant_award::id.eq(id))
        .select((household::id, household::name, area::id, area::path, case_file::institution_id))
        .load(db.conn)
}

fn of_households(db: &mut Db, mut households: Vec<HouseholdId>) -> QueryResult<Vec<Place>> {
    households.sort_unstable();
    households.dedup();
    household::table
        .inner_join(area::table)
        .inner_join(case_file::table)
        .filter(household::id.eq_any(households))
        .select((household::id, household::name, area::id, area::path, case_file::institution_id))
        .load(db.conn)
}

/// What somebody with these scopes is told of some households: names where they follow them, numbers where they audit.
pub(crate) fn seen(db: &mut Db, scopes: &[Scope], households: Vec<HouseholdId>) -> QueryResult<Seen> {
    let found = of_households(db, households)?;
    Ok(Seen::new(found.into_iter().filter_map(|place| {
        if place.is_within(scopes.iter().filter(|scope| scope.role != Role::Auditor)) {
            Some((place.household, Sight::Named(place.name)))
        } else if place.is_within(scopes) {
            Some((place.household, Sight::Numbered))
        } else {
            None
        }
    })))
}
