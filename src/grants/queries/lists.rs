//! Lists for forms and overviews of the office, each bounded and within the reader's scope.
use crate::accounts::access::Scope;
use crate::accounts::within::within;
use crate::db::Db;
use crate::db::schema::{
    account, area, case_file, custody, decision, equipment, equipment_funding, equipment_kind, grant_award, household,
    household_member, person, programme, proposal,
};
use crate::grants::model::{Decided, EquipmentRow, HouseholdChoice, Outcome, PersonChoice, ProposalRow};
use crate::kernel::ids::{EquipmentId, HouseholdId};
use crate::kernel::persian::SearchQuery;
use chrono::NaiveDate;
use diesel::dsl::{exists, not};
use diesel::{
    BoolExpressionMethods, ExpressionMethods, JoinOnDsl, NullableExpressionMethods, OptionalExtension, QueryDsl,
    QueryResult, RunQueryDsl, TextExpressionMethods,
};

/// How many rows a page of machines shows.
pub(crate) const PAGE: usize = 25;
/// One more, which tells that there is a next page.
const LIMIT: i64 = 26;
const CHOICES: i64 = 20;
const WAITING: i64 = 50;

/// A page of machines, the newest first, from the one after `after`; one row more than a page if there are more.
pub(crate) fn equipment_list(
    db: &mut Db,
    scopes: &[Scope],
    after: Option<EquipmentId>,
) -> QueryResult<Vec<EquipmentRow>> {
    let mut ids = granted(db, scopes, after)?;
    ids.extend(held(db, scopes, after)?);
    ids.sort_unstable_by(|a, b| b.cmp(a));
    ids.dedup();
    ids.truncate(PAGE + 1);
    equipment::table
        .inner_join(equipment_kind::table)
        .left_join(custody::table.on(custody::equipment_id.eq(equipment::id).and(custody::ends_on.is_null())))
        .filter(equipment::id.eq_any(ids))
        .order(equipment::id.desc())
        .select((
            equipment::id,
            (equipment_kind::code, (equipment_kind::name_fa, equipment_kind::name_en)),
            equipment::maker,
            equipment::serial,
            custody::holder.nullable(),
            custody::household_id.nullable(),
            custody::starts_on.nullable(),
        ))
        .load(db.conn)
}

/// Machines that households within the scope were granted.
fn granted(db: &mut Db, scopes: &[Scope], after: Option<EquipmentId>) -> QueryResult<Vec<EquipmentId>> {
    let of_households = equipment_funding::table
        .inner_join(grant_award::table.inner_join(decision::table))
        .inner_join(household::table.on(household::id.eq(decision::household_id)))
        .inner_join(area::table.on(area::id.eq(household::area_id)))
        .inner_join(case_file::table.on(case_file::household_id.eq(household::id)))
        .select(equipment_funding::equipment_id)
        .distinct();
    within!(of_households, scopes, case_file::institution_id)
        .filter(equipment_funding::equipment_id.lt(after.unwrap_or(EquipmentId(i64::MAX))))
        .order(equipment_funding::equipment_id.desc())
        .limit(LIMIT)
        .load(db.conn)
}

/// Machines that households within the scope answer for now.
fn held(db: &mut Db, scopes: &[Scope], after: Option<EquipmentId>) -> QueryResult<Vec<EquipmentId>> {
    let by_households = custody::table
        .inner_join(household::table.on(custody::household_id.eq(household::id.nullable())))
        .inner_join(area::table.on(area::id.eq(household::area_id)))
        .inner_join(case_file::table.on(case_file::household_id.eq(household::id)))
        .select(custody::equipment_id);
    within!(by_households, scopes, case_file::institution_id)
        .filter(custody::ends_on.is_null())
        .filter(custody::equipment_id.lt(after.unwrap_or(EquipmentId(i64::MAX))))
        .order(custody::equipment_id.desc())
        .limit(LIMIT)
        .load(db.conn)
}

/// Households within the scope whose names are like what was typed, or the first of all.
pub(crate) fn households_like(db: &mut Db, scopes: &[Scope], typed: &str) -> QueryResult<Vec<HouseholdChoice>> {
    let all = household::table
        .inner_join(area::table)
        .inner_join(case_file::table)
        .order((household::sort_key, household::id))
        .limit(CHOICES)
        .select((household::id, household::name, (area::name_fa, area::name_en)));
    let mut query = within!(all, scopes, case_file::institution_id)
        .filter(household::ended_on.is_null())
        .filter(case_file::closed_on.is_null());
    for term in SearchQuery::parse(typed).iter().flat_map(SearchQuery::terms) {
        query = query.filter(household::name_search.like(format!("%{term}%")));
    }
    query.load(db.conn)
}

/// Those of some households that are within the scope, with an open case file.
pub(crate) fn households_of(db: &mut Db, scopes: &[Scope], ids: &[HouseholdId]) -> QueryResult<Vec<HouseholdChoice>> {
    let all = household::table
        .inner_join(area::table)
        .inner_join(case_file::table)
        .order((household::sort_key, household::id))
        .limit(CHOICES)
        .select((household::id, household::name, (area::name_fa, area::name_en)));
    within!(all, scopes, case_file::institution_id)
        .filter(household::id.eq_any(ids))
        .filter(household::ended_on.is_null())
        .filter(case_file::closed_on.is_null())
        .load(db.conn)
}

/// A household within the scope.
pub(crate) fn household(db: &mut Db, scopes: &[Scope], id: HouseholdId) -> QueryResult<Option<HouseholdChoice>> {
    let all = household::table.inner_join(area::table).inner_join(case_file::table).select((
        household::id,
        household::name,
        (area::name_fa, area::name_en),
    ));
    within!(all, scopes, case_file::institution_id).filter(household::id.eq(id)).first(db.conn).optional()
}

/// A household that a proof is about.
pub(crate) fn household_of(db: &mut Db, id: HouseholdId) -> QueryResult<HouseholdChoice> {
    household::table
        .inner_join(area::table)
        .filter(household::id.eq(id))
        .select((household::id, household::name, (area::name_fa, area::name_en)))
        .first(db.conn)
}

/// The members of a household on a day.
pub(crate) fn members_on(db: &mut Db, of: HouseholdId, on: NaiveDate) -> QueryResult<Vec<PersonChoice>> {
    household_member::table
        .inner_join(person::table)
        .filter(household_member::household_id.eq(of))
        .filter(household_member::starts_on.le(on))
        .filter(household_member::ends_on.is_null().or(household_member::ends_on.gt(on)))
        .order(household_member::id)
        .limit(CHOICES)
        .select((person::id, person::given_name, person::family_name))
        .load(db.conn)
}

/// Proposals within the scope that wait for a decision, the oldest first.
pub(crate) fn proposals_waiting(db: &mut Db, scopes: &[Scope]) -> QueryResult<Vec<ProposalRow>> {
    let decided = decision::table.filter(decision::proposal_id.eq(proposal::id.nullable())).select(decision::id);
    let asked = proposal::table
        .inner_join(household::table.inner_join(area::table).inner_join(case_file::table))
        .inner_join(programme::table)
        .inner_join(account::table)
        .order(proposal::id)
        .limit(WAITING)
        .select((
            proposal::id,
            proposal::household_id,
            household::name,
            (area::name_fa, area::name_en),
            (programme::name_fa, programme::name_en),
            proposal::kind,
            proposal::amount_irr,
            proposal::reason,
            proposal::proposed_by,
            account::name,
            proposal::proposed_at,
        ));
    within!(asked, scopes, case_file::institution_id).filter(not(exists(decided))).load(db.conn)
}

/// Approvals of a household for which no grant was awarded yet.
pub(crate) fn approvals_open(db: &mut Db, of: HouseholdId) -> QueryResult<Vec<Decided>> {
    let awarded = grant_award::table.filter(grant_award::decision_id.eq(decision::id)).select(grant_award::id);
    decision::table
        .inner_join(programme::table)
        .left_join(proposal::table)
        .filter(decision::household_id.eq(of))
        .filter(decision::outcome.eq(Outcome::Approved))
        .filter(not(exists(awarded)))
        .order(decision::id)
        .limit(CHOICES)
        .select((
            decision::id,
            decision::decided_on,
            (programme::name_fa, programme::name_en),
            decision::paper,
            proposal::kind.nullable(),
            proposal::amount_irr.nullable(),
        ))
        .load(db.conn)
}
