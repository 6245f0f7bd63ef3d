//! Reads of decisions, grants and what households earned before.
use crate::db::Db;
use crate::db::schema::{baseline, grant_award, grant_household, institution, programme};
use crate::grants::model::{BaselineRow, GrantRow, ProgrammeRow};
use crate::kernel::ids::{HouseholdId, InstitutionId};
use diesel::{ExpressionMethods, QueryDsl, QueryResult, RunQueryDsl};

/// The grants a household has a share in, the latest first.
pub(crate) fn grants_of(db: &mut Db, of: HouseholdId) -> QueryResult<Vec<GrantRow>> {
    grant_household::table
        .inner_join(grant_award::table.inner_join(programme::table.inner_join(institution::table)))
        .filter(grant_household::household_id.eq(of))
        .order((grant_award::awarded_on.desc(), grant_award::id.desc()))
        .select((
            grant_award::id,
            grant_award::number,
            grant_award::kind,
            grant_award::amount_irr,
            grant_award::awarded_on,
            programme::name_fa,
            programme::name_en,
            institution::name_fa,
            institution::name_en,
        ))
        .load(db.conn)
}

/// What a household told of its income before support, the latest first.
pub(crate) fn baselines_of(db: &mut Db, of: HouseholdId) -> QueryResult<Vec<BaselineRow>> {
    baseline::table
        .filter(baseline::household_id.eq(of))
        .order((baseline::taken_on.desc(), baseline::id.desc()))
        .select((
            baseline::taken_on,
            baseline::grant_id,
            baseline::good_months,
            baseline::good_irr,
            baseline::average_months,
            baseline::average_irr,
            baseline::bad_months,
            baseline::bad_irr,
            baseline::closed_months,
            baseline::other_irr,
        ))
        .load(db.conn)
}

/// The programmes of an institution.
pub(crate) fn programmes_of(db: &mut Db, of: InstitutionId) -> QueryResult<Vec<ProgrammeRow>> {
    programme::table
        .filter(programme::institution_id.eq(of))
        .order(programme::code)
        .select((programme::id, programme::institution_id, programme::code, programme::name_fa, programme::name_en))
        .load(db.conn)
}
