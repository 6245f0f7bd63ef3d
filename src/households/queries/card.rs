//! Reads of one household in full: its card with its members, and who follows it.
use crate::db::schema::{
    account, area, case_assignment, case_file, data_key, household, household_member, institution, person,
};
use crate::db::{Db, vault};
use crate::households::model::{HouseholdCard, Member, Relation};
use crate::households::persons::{full_name, mobile_field, national_id_field};
use crate::households::register::{address_field, notes_field, sheba_field};
use crate::kernel::contact::{Mobile, NationalId, Sheba};
use crate::kernel::ids::{AccountId, CaseAssignmentId, HouseholdId, KeyId, MemberId, PersonId};
use chrono::NaiveDate;
use diesel::{
    BoolExpressionMethods, ExpressionMethods, NullableExpressionMethods, OptionalExtension, QueryDsl, QueryResult,
    RunQueryDsl,
};

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
pub(in crate::households) struct Assigned {
    pub id: CaseAssignmentId,
    pub account: AccountId,
    pub starts_on: NaiveDate,
    pub ends_on: Option<NaiveDate>,
}

/// The latest of the caseworkers responsible for a household's file, whether or not their time has come.
pub(in crate::households) fn last_assigned(db: &mut Db, of: HouseholdId) -> QueryResult<Option<Assigned>> {
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
