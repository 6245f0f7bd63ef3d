//! Reads of households. Every list is cut to the reader's areas and institutions in its WHERE.
mod card;

pub(super) use card::{Assigned, last_assigned};
pub(crate) use card::{card, members};

use super::model::HouseholdRow;
use crate::accounts::access::Scope;
use crate::accounts::model::Named;
use crate::accounts::within::{within, within_areas};
use crate::db::Db;
use crate::db::schema::{account, area, case_file, custody, household, household_member, institution, ledger, person};
use crate::kernel::calendar::YearMonth;
use crate::kernel::contact::{Mobile, NationalId};
use crate::kernel::ids::{AccountId, AreaId, HouseholdId, PersonId};
use crate::kernel::persian::SearchQuery;
use crate::kernel::secret::Indexed;
use diesel::dsl::{exists, select, sql};
use diesel::sql_types::Bool;
use diesel::{
    BoolExpressionMethods, ExpressionMethods, JoinOnDsl, NullableExpressionMethods, OptionalExtension, QueryDsl,
    QueryResult, RunQueryDsl, TextExpressionMethods,
};
use std::collections::BTreeMap;

/// Rows of one page of a list.
pub(crate) const PAGE: i64 = 30;

/// What part of the reader's households is asked for.
#[derive(Clone, Debug, Default)]
pub(crate) struct Asked {
    /// Words out of the name of the household or of a member.
    pub words: Option<SearchQuery>,
    /// The last household of the page before.
    pub after: Option<HouseholdId>,
    /// The closed files instead of the open ones.
    pub is_closed: bool,
    /// In the order of ids instead of names, for a reader who may see no names.
    pub is_nameless: bool,
}

/// One page, and one row more if there is a next page, of the households within `scopes`.
pub(crate) fn households(db: &mut Db, scopes: &[Scope], asked: &Asked) -> QueryResult<Vec<HouseholdRow>> {
    let today = db.now.today;
    let areas = areas_within(db, scopes)?;
    let all = household::table
        .inner_join(area::table)
        .inner_join(case_file::table)
        .select((household::id, household::name, area::name_fa, area::name_en))
        .limit(PAGE + 1);
    let mut query = within!(all, scopes, case_file::institution_id)
        .filter(household::area_id.eq_any(areas))
        .filter(household::ended_on.is_null())
        .filter(case_file::closed_on.is_not_null().eq(asked.is_closed));
    for term in asked.words.iter().flat_map(SearchQuery::terms) {
        let pattern = format!("%{term}%");
        let of_a_member = household_member::table
            .inner_join(person::table)
            .filter(household_member::household_id.eq(household::id))
            .filter(household_member::ends_on.is_null().or(household_member::ends_on.gt(today)))
            .filter(person::name_search.like(pattern.clone()));
        query = query.filter(household::name_search.like(pattern).or(exists(of_a_member)));
    }
    query = match (asked.is_nameless, asked.after) {
        (true, None) => query.order(household::id),
        (true, Some(after)) => query.order(household::id).filter(household::id.gt(after)),
        (false, None) => query.order((household::sort_key, household::id)),
        (false, Some(after)) => {
            let key = place_of(db, scopes, after)?;
            query.order((household::sort_key, household::id)).filter(
                household::sort_key.gt(key.clone()).or(household::sort_key.eq(key).and(household::id.gt(after))),
            )
        }
    };
    let heads = query.load(db.conn)?;
    with_figures(db, heads)
}

/// A household with the names of its area.
type Head = (HouseholdId, String, String, String);

/// The rows of a page: what is counted is counted for them alone.
fn with_figures(db: &mut Db, heads: Vec<Head>) -> QueryResult<Vec<HouseholdRow>> {
    let today = db.now.today;
    let machines = custody::table
        .filter(custody::household_id.eq(household::id.nullable()))
        .filter(custody::starts_on.le(today))
        .filter(custody::ends_on.is_null().or(custody::ends_on.gt(today)))
        .count()
        .single_value();
    let last_sale = ledger::table
        .filter(ledger::household_id.eq(household::id))
        .filter(ledger::kind.eq("sale"))
        .filter(sql::<Bool>(
            "NOT EXISTS (SELECT 1 FROM ledger AS undo WHERE undo.reverses = ledger.id AND undo.kind = 'void')",
        ))
        .order(ledger::ym.desc())
        .select(ledger::ym)
        .limit(1)
        .single_value();
    let ids: Vec<HouseholdId> = heads.iter().map(|head| head.0).collect();
    let figures: Vec<(HouseholdId, Option<i64>, Option<YearMonth>)> = household::table
        .filter(household::id.eq_any(&ids))
        .select((household::id, machines, last_sale))
        .load(db.conn)?;
    let figures: BTreeMap<HouseholdId, (Option<i64>, Option<YearMonth>)> =
        figures.into_iter().map(|(id, machines, last_sale)| (id, (machines, last_sale))).collect();
    let row = |(id, name, area_fa, area_en): Head| {
        let (machines, last_sale) = figures.get(&id).copied().unwrap_or_default();
        HouseholdRow { id, name, area_fa, area_en, machines, last_sale }
    };
    Ok(heads.into_iter().map(row).collect())
}

/// The areas that `scopes` cover, so that their households are found by index.
fn areas_within(db: &mut Db, scopes: &[Scope]) -> QueryResult<Vec<AreaId>> {
    within_areas!(area::table.select(area::id), scopes).load(db.conn)
}

/// Where a household within `scopes` stands in the order of names; one outside of them is not found, like one that is not.
fn place_of(db: &mut Db, scopes: &[Scope], id: HouseholdId) -> QueryResult<Vec<u8>> {
    let all = household::table.inner_join(area::table).inner_join(case_file::table).select(household::sort_key);
    within!(all, scopes, case_file::institution_id).filter(household::id.eq(id)).first(db.conn)
}

/// How someone is found by a number: it must be whole, and nothing comes back that is only like it.
#[derive(Clone, Debug)]
pub(crate) enum Number {
    NationalId(NationalId),
    Mobile(Mobile),
}

/// The household within `scopes` to which, today, someone with this number belongs.
pub(super) fn of_number(db: &mut Db, scopes: &[Scope], number: &Number) -> QueryResult<Option<HouseholdId>> {
    let today = db.now.today;
    let all = household_member::table
        .inner_join(person::table)
        .inner_join(household::table.inner_join(area::table).inner_join(case_file::table))
        .order(household::id)
        .select(household::id);
    let query = within!(all, scopes, case_file::institution_id)
        .filter(household_member::ends_on.is_null().or(household_member::ends_on.gt(today)));
    let query = match number {
        Number::NationalId(id) => {
            query.filter(person::national_id_index.eq(db.keys.blind_index(Indexed::NationalId, id.as_str())))
        }
        Number::Mobile(mobile) => {
            query.filter(person::mobile_index.eq(db.keys.blind_index(Indexed::Mobile, mobile.as_str())))
        }
    };
    query.first(db.conn).optional()
}

/// The household to which the person with this national ID belongs today, and the names of the institution that has an open
/// case file on it, if it lies in the areas of `scopes`, whatever their institutions.
pub(super) fn helper_of(
    db: &mut Db,
    scopes: &[Scope],
    id: &NationalId,
) -> QueryResult<Option<(HouseholdId, (String, String))>> {
    let today = db.now.today;
    let all = household_member::table
        .inner_join(person::table)
        .inner_join(
            household::table.inner_join(area::table).inner_join(case_file::table.inner_join(institution::table)),
        )
        .select((household::id, (institution::name_fa, institution::name_en)));
    within_areas!(all, scopes)
        .filter(person::national_id_index.eq(db.keys.blind_index(Indexed::NationalId, id.as_str())))
        .filter(household_member::ends_on.is_null().or(household_member::ends_on.gt(today)))
        .filter(case_file::closed_on.is_null())
        .first(db.conn)
        .optional()
}

/// The person with this national ID, wherever they live.
pub(super) fn person_of(db: &mut Db, id: &NationalId) -> QueryResult<Option<PersonId>> {
    let index = db.keys.blind_index(Indexed::NationalId, id.as_str());
    person::table.filter(person::national_id_index.eq(index)).select(person::id).first(db.conn).optional()
}

/// The neighbourhoods in which a caseworker may register households.
pub(crate) fn neighbourhoods(db: &mut Db, scopes: &[Scope]) -> QueryResult<Vec<Named>> {
    let all = area::table.select((area::id, area::name_fa, area::name_en)).order((area::sort_key, area::id)).limit(500);
    within_areas!(all, scopes).filter(area::level.eq("neighbourhood")).load(db.conn)
}

/// The name and area of a household, for the head of a page.
pub(crate) fn name(db: &mut Db, of: HouseholdId) -> QueryResult<String> {
    household::table.find(of).select(household::name).first(db.conn)
}

/// Whether a household has a case file, open or closed.
pub(crate) fn is_supported(db: &mut Db, of: HouseholdId) -> QueryResult<bool> {
    diesel::select(diesel::dsl::exists(case_file::table.filter(case_file::household_id.eq(of)))).get_result(db.conn)
}

/// Whether this is the mobile of someone of a household, or of an account of theirs.
pub(crate) fn has_mobile(db: &mut Db, household: HouseholdId, mobile: &Mobile) -> QueryResult<bool> {
    let index = db.keys.blind_index(Indexed::Mobile, mobile.as_str());
    let theirs = household_member::table
        .inner_join(person::table)
        .left_join(account::table.on(account::person_id.eq(household_member::person_id.nullable())))
        .filter(household_member::household_id.eq(household))
        .filter(household_member::ends_on.is_null().or(household_member::ends_on.gt(db.now.today)))
        .filter(person::mobile_index.eq(index.clone()).or(account::mobile_index.nullable().eq(index)));
    select(exists(theirs)).get_result(db.conn)
}

/// The accounts of a household's people of today; a closed one is told nothing.
pub(crate) fn people_of(db: &mut Db, household: HouseholdId) -> QueryResult<Vec<AccountId>> {
    people_of_all(db, &[household])
}

/// The accounts of everyone who belongs to one of these households today.
pub(crate) fn people_of_all(db: &mut Db, households: &[HouseholdId]) -> QueryResult<Vec<AccountId>> {
    let mut people: Vec<AccountId> =
        people_by_household(db, households)?.into_iter().map(|(_, person)| person).collect();
    people.sort_unstable();
    people.dedup();
    Ok(people)
}

/// The same, each with their household.
pub(crate) fn people_by_household(
    db: &mut Db,
    households: &[HouseholdId],
) -> QueryResult<Vec<(HouseholdId, AccountId)>> {
    household_member::table
        .inner_join(account::table.on(account::person_id.eq(household_member::person_id.nullable())))
        .filter(household_member::household_id.eq_any(households))
        .filter(household_member::starts_on.le(db.now.today))
        .filter(household_member::ends_on.is_null().or(household_member::ends_on.gt(db.now.today)))
        .filter(account::disabled_at.is_null())
        .order((account::id, household_member::household_id))
        .select((household_member::household_id, account::id))
        .distinct()
        .load(db.conn)
}
