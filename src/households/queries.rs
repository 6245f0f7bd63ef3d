//! Reads of households. Every list is cut to the reader's areas and institutions in its WHERE.
use super::model::{HouseholdCard, HouseholdRow, Member, Relation};
use super::persons::{full_name, mobile_field, national_id_field};
use super::register::{address_field, notes_field, sheba_field};
use crate::accounts::access::Scope;
use crate::accounts::model::Named;
use crate::accounts::within::{within, within_areas};
use crate::db::schema::{
    account, area, case_assignment, case_file, custody, data_key, household, household_member, institution, ledger,
    person,
};
use crate::db::{Db, vault};
use crate::kernel::calendar::YearMonth;
use crate::kernel::contact::{Mobile, NationalId, Sheba};
use crate::kernel::ids::{AccountId, AreaId, CaseAssignmentId, HouseholdId, KeyId, MemberId, PersonId};
use crate::kernel::persian::SearchQuery;
use crate::kernel::secret::Indexed;
use chrono::NaiveDate;
use diesel::dsl::{exists, sql};
use diesel::sql_types::Bool;
use diesel::{
    BoolExpressionMethods, ExpressionMethods, NullableExpressionMethods, OptionalExtension, QueryDsl, QueryResult,
    RunQueryDsl, TextExpressionMethods,
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

/// A household with its members, past ones included. The caller has proved that the reader may see it.
pub(crate) fn card(db: &mut Db, of: HouseholdId) -> QueryResult<Option<HouseholdCard>> {
    type Row = (
        String,
        KeyId,
        String,
        String,
        Option<Vec<u8>>,
        Option<Vec<u8>>,
        Option<Vec<u8>>,
        NaiveDate,
        Option<String>,
        Option<String>,
        Option<NaiveDate>,
    );
    let row: Option<Row> = household::table
        .inner_join(area::table)
        .left_join(case_file::table.inner_join(institution::table))
        .filter(household::id.eq(of))
        .select((
            household::name,
            household::key_id,
            area::name_fa,
            area::name_en,
            household::address_sealed,
            household::notes_sealed,
            household::sheba_sealed,
            household::registered_on,
            institution::name_fa.nullable(),
            institution::name_en.nullable(),
            case_file::closed_on.nullable(),
        ))
        .first(db.conn)
        .optional()?;
    let Some((name, key_id, area_fa, area_en, address, notes, sheba, registered_on, fa, en, closed_on)) = row else {
        return Ok(None);
    };
    let key = vault::key(db, key_id)?;
    Ok(Some(HouseholdCard {
        id: of,
        name,
        area_fa,
        area_en,
        institution: fa.zip(en),
        caseworker: caseworker(db, of)?,
        next_caseworker: next_caseworker(db, of)?,
        closed_on,
        address: vault::open(key.as_ref(), &address_field(of), address.as_deref())?,
        notes: vault::open(key.as_ref(), &notes_field(of), notes.as_deref())?,
        sheba: vault::open(key.as_ref(), &sheba_field(of), sheba.as_deref())?.and_then(|text| Sheba::parse(&text).ok()),
        registered_on,
        members: members(db, of)?,
    }))
}

fn caseworker(db: &mut Db, of: HouseholdId) -> QueryResult<Option<String>> {
    let today = db.now.today;
    case_assignment::table
        .inner_join(case_file::table)
        .inner_join(account::table)
        .filter(case_file::household_id.eq(of))
        .filter(case_assignment::kind.eq("responsible"))
        .filter(case_assignment::starts_on.le(today))
        .filter(case_assignment::ends_on.is_null().or(case_assignment::ends_on.gt(today)))
        .select(account::name)
        .first(db.conn)
        .optional()
}

/// Who takes the file over on a day that is still to come, and that day.
fn next_caseworker(db: &mut Db, of: HouseholdId) -> QueryResult<Option<(String, NaiveDate)>> {
    case_assignment::table
        .inner_join(case_file::table)
        .inner_join(account::table)
        .filter(case_file::household_id.eq(of))
        .filter(case_assignment::kind.eq("responsible"))
        .filter(case_assignment::starts_on.gt(db.now.today))
        .order(case_assignment::starts_on)
        .select((account::name, case_assignment::starts_on))
        .first(db.conn)
        .optional()
}

/// A caseworker's time with a file.
#[derive(Clone, Copy, Debug, diesel::Queryable)]
pub(super) struct Assigned {
    pub id: CaseAssignmentId,
    pub account: AccountId,
    pub starts_on: NaiveDate,
    pub ends_on: Option<NaiveDate>,
}

/// The latest of the caseworkers responsible for a household's file, whether or not their time has come.
pub(super) fn last_assigned(db: &mut Db, of: HouseholdId) -> QueryResult<Option<Assigned>> {
    case_assignment::table
        .inner_join(case_file::table)
        .filter(case_file::household_id.eq(of))
        .filter(case_assignment::kind.eq("responsible"))
        .order(case_assignment::starts_on.desc())
        .select((
            case_assignment::id,
            case_assignment::account_id,
            case_assignment::starts_on,
            case_assignment::ends_on,
        ))
        .first(db.conn)
        .optional()
}

/// The members of a household, the head first, those who left last.
pub(crate) fn members(db: &mut Db, of: HouseholdId) -> QueryResult<Vec<Member>> {
    let rows: Vec<MemberRow> = household_member::table
        .inner_join(person::table.inner_join(data_key::table).left_join(account::table))
        .filter(household_member::household_id.eq(of))
        .order((
            household_member::ends_on.is_not_null(),
            household_member::relation.ne(Relation::Head),
            household_member::id,
        ))
        .limit(100)
        .select((
            (household_member::id, person::id, person::given_name, person::family_name),
            (household_member::relation, household_member::earner),
            (household_member::starts_on, household_member::ends_on),
            (data_key::id, data_key::wrapped),
            (person::national_id_sealed, person::national_id_repaired),
            (person::mobile_sealed, account::id.nullable()),
        ))
        .load(db.conn)?;
    rows.into_iter().map(|row| opened(db, row)).collect()
}

type MemberRow = (
    (MemberId, PersonId, String, String),
    (Relation, bool),
    (NaiveDate, Option<NaiveDate>),
    (KeyId, Option<Vec<u8>>),
    (Option<Vec<u8>>, bool),
    (Option<Vec<u8>>, Option<AccountId>),
);

fn opened(db: &Db, row: MemberRow) -> QueryResult<Member> {
    let ((id, person, given, family), (relation, is_earner), (starts_on, ends_on), key, national_id, phone) = row;
    let key = vault::unwrap(db, key.0, key.1.as_deref())?;
    let typed_id = vault::open(key.as_ref(), &national_id_field(person), national_id.0.as_deref())?;
    let mobile = vault::open(key.as_ref(), &mobile_field(person), phone.0.as_deref())?;
    Ok(Member {
        id,
        person,
        name: full_name(&given, &family),
        given_name: given,
        family_name: family,
        relation,
        is_earner,
        starts_on,
        ends_on,
        national_id: typed_id.and_then(|text| NationalId::parse(&text).ok()),
        is_national_id_repaired: national_id.1,
        mobile: mobile.and_then(|text| Mobile::parse(&text).ok()),
        account: phone.1,
    })
}

/// Whether a household has a case file, open or closed.
pub(crate) fn is_supported(db: &mut Db, of: HouseholdId) -> QueryResult<bool> {
    diesel::select(diesel::dsl::exists(case_file::table.filter(case_file::household_id.eq(of)))).get_result(db.conn)
}
