//! Reads of decisions, grants and what households earned before.
use super::equipment::MACHINE;
use crate::db::Db;
use crate::db::schema::{
    account, baseline, decision, equipment, equipment_funding, equipment_kind, grant_award, grant_household,
    institution, programme, proposal,
};
use crate::grants::model::{BaselineRow, GrantCard, GrantRow, GrantedMachine, ProgrammeRow, ProposalFate, ShareRow};
use crate::kernel::ids::{GrantId, HouseholdId, InstitutionId};
use diesel::{ExpressionMethods, NullableExpressionMethods, OptionalExtension, QueryDsl, QueryResult, RunQueryDsl};

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
            (programme::name_fa, programme::name_en),
            (institution::name_fa, institution::name_en),
        ))
        .load(db.conn)
}

/// One grant with the decision behind it.
pub(crate) fn grant(db: &mut Db, id: GrantId) -> QueryResult<Option<GrantCard>> {
    grant_award::table
        .inner_join(programme::table.inner_join(institution::table))
        .inner_join(decision::table)
        .filter(grant_award::id.eq(id))
        .select((
            (
                grant_award::id,
                grant_award::number,
                grant_award::kind,
                grant_award::amount_irr,
                grant_award::awarded_on,
                (programme::name_fa, programme::name_en),
                (institution::name_fa, institution::name_en),
            ),
            decision::decided_on,
            decision::paper,
            decision::household_id,
        ))
        .first(db.conn)
        .optional()
}

/// The shares in a grant, as they were awarded.
pub(crate) fn shares_of(db: &mut Db, of: GrantId) -> QueryResult<Vec<ShareRow>> {
    grant_household::table
        .filter(grant_household::grant_id.eq(of))
        .order(grant_household::id)
        .select((grant_household::household_id, grant_household::share_bp))
        .load(db.conn)
}

/// The machines a grant paid for, whole or in part.
pub(crate) fn machines_by(db: &mut Db, grant: GrantId) -> QueryResult<Vec<GrantedMachine>> {
    equipment_funding::table
        .inner_join(equipment::table.inner_join(equipment_kind::table))
        .filter(equipment_funding::grant_id.eq(grant))
        .order(equipment_funding::equipment_id)
        .select((MACHINE, equipment_funding::amount_irr))
        .load(db.conn)
}

/// What a household told of its income before support, the latest first; what was corrected is there too.
pub(crate) fn baselines_of(db: &mut Db, of: HouseholdId) -> QueryResult<Vec<BaselineRow>> {
    baseline::table
        .inner_join(account::table)
        .filter(baseline::household_id.eq(of))
        .order((baseline::taken_on.desc(), baseline::id.desc()))
        .select((
            baseline::id,
            baseline::corrects,
            baseline::reason,
            baseline::recorded_at,
            account::name,
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

/// The latest proposals for a household, with what became of them.
pub(crate) fn proposals_of(db: &mut Db, of: HouseholdId) -> QueryResult<Vec<ProposalFate>> {
    proposal::table
        .left_join(decision::table)
        .filter(proposal::household_id.eq(of))
        .order(proposal::id.desc())
        .limit(20)
        .select((
            proposal::kind,
            proposal::amount_irr,
            proposal::reason,
            proposal::proposed_at,
            (decision::outcome, decision::decided_on, decision::reason).nullable(),
        ))
        .load(db.conn)
}

/// The programmes of an institution.
pub(crate) fn programmes_of(db: &mut Db, of: InstitutionId) -> QueryResult<Vec<ProgrammeRow>> {
    programme::table
        .filter(programme::institution_id.eq(of))
        .order(programme::code)
        .select((programme::id, programme::code, (programme::name_fa, programme::name_en)))
        .load(db.conn)
}
