//! Where a machine or a grant belongs: the areas and institutions of the households it concerns.
use super::equipment::granted_to;
use crate::accounts::access::Scope;
use crate::db::Db;
use crate::db::schema::{area, case_file, custody, decision, grant_award, household};
use crate::kernel::ids::{AreaId, EquipmentId, GrantId, HouseholdId, InstitutionId};
use diesel::{ExpressionMethods, JoinOnDsl, QueryDsl, QueryResult, RunQueryDsl};

/// The area of a household and the institution of its case file.
#[derive(Clone, Debug, diesel::Queryable)]
pub(crate) struct Place {
    pub area: AreaId,
    area_path: String,
    institution: InstitutionId,
}

impl Place {
    pub fn is_within(&self, scopes: &[Scope]) -> bool {
        scopes.iter().any(|scope| scope.institution == Some(self.institution) && scope.covers(&self.area_path))
    }
}

/// The places of the households that were granted the machine, and of the one that answers for it.
pub(crate) fn of_equipment(db: &mut Db, id: EquipmentId) -> QueryResult<Vec<Place>> {
    let mut households = granted_to(db, id)?;
    let holder: Vec<Option<HouseholdId>> = custody::table
        .filter(custody::equipment_id.eq(id))
        .filter(custody::ends_on.is_null())
        .select(custody::household_id)
        .load(db.conn)?;
    households.extend(holder.into_iter().flatten());
    of_households(db, &households)
}

/// The place of the household that the grant was decided for.
pub(crate) fn of_grant(db: &mut Db, id: GrantId) -> QueryResult<Vec<Place>> {
    grant_award::table
        .inner_join(decision::table)
        .inner_join(household::table.on(household::id.eq(decision::household_id)))
        .inner_join(area::table.on(area::id.eq(household::area_id)))
        .inner_join(case_file::table.on(case_file::household_id.eq(household::id)))
        .filter(grant_award::id.eq(id))
        .select((area::id, area::path, case_file::institution_id))
        .load(db.conn)
}

fn of_households(db: &mut Db, households: &[HouseholdId]) -> QueryResult<Vec<Place>> {
    household::table
        .inner_join(area::table)
        .inner_join(case_file::table)
        .filter(household::id.eq_any(households))
        .select((area::id, area::path, case_file::institution_id))
        .load(db.conn)
}
