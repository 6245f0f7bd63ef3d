//! For unit tests: a fresh database on the engine under test, a fixed clock, and an office with its people.
#![allow(clippy::unwrap_used, reason = "a test that cannot be set up should stop at once")]
mod databases;

pub(crate) use databases::{TestPool, pool};

use crate::accounts::access::{Asking, PathIds, Proof, Role};
use crate::accounts::people::{self, NewAccount};
use crate::accounts::scopes::{self, NewScope};
use crate::accounts::session;
use crate::db::schema::{area, area_role, household, household_member, institution, person, programme};
use crate::db::{AnyConnection, Db, Pool, vault};
use crate::kernel::contact::Mobile;
use crate::kernel::ids::{AccountId, AreaId, HouseholdId, InstitutionId, MemberId, PersonId, ProgrammeId};
use crate::kernel::lang::Lang;
use crate::kernel::persian::{search_text, sort_key};
use chrono::{NaiveDate, NaiveDateTime};
use diesel::{ExpressionMethods, QueryResult, RunQueryDsl};

/// Monday 2 Azar 1405, half past twelve in Tehran.
pub(crate) fn now() -> NaiveDateTime {
    NaiveDate::from_ymd_opt(2026, 11, 23).unwrap().and_hms_opt(9, 0, 0).unwrap()
}

/// An office in Espiari, Amol: its areas, an institution with a programme, and one account a role.
pub(crate) struct Office {
    pub country: AreaId,
    pub city: AreaId,
    pub espiari: AreaId,
    pub other_neighbourhood: AreaId,
    pub institution: InstitutionId,
    pub programme: ProgrammeId,
    pub admin: AccountId,
    pub caseworker: AccountId,
    pub supervisor: AccountId,
    pub auditor: AccountId,
    pub manager: AccountId,
}

impl Office {
    pub fn new(pool: &Pool) -> Office {
        pool.change_now(|db| {
            let country = scopes::country(db)?;
            let province = place(db, country, "province", "mazandaran", "ir.mazandaran")?;
            let county = place(db, province, "county", "amol", "ir.mazandaran.amol")?;
            let city = place(db, county, "city", "amol-city", "ir.mazandaran.amol.amol-city")?;
            let below = "ir.mazandaran.amol.amol-city";
            let espiari = place(db, city, "neighbourhood", "espiari", &format!("{below}.espiari"))?;
            let other = place(db, city, "neighbourhood", "espiari2", &format!("{below}.espiari2"))?;
            let institution = institution(db)?;
            let programme = programme(db, institution)?;
            lead(db, espiari, institution)?;
            let admin = person(db, "مدیر", "09120000001", None)?;
            give(db, admin, Role::Admin, None, country)?;
            let mut staff = |name: &str, mobile: &str, role: Role, area: AreaId| -> diesel::QueryResult<AccountId> {
                let id = person(db, name, mobile, None)?;
                let of = role.is_of_an_institution().then_some(institution);
                give(db, id, role, of, area)?;
                Ok(id)
            };
            Ok(Office {
                caseworker: staff("مریم مددکار", "09120000002", Role::Caseworker, espiari)?,
                supervisor: staff("سارا سرپرست", "09120000003", Role::Supervisor, city)?,
                auditor: staff("حسن حسابرس", "09120000004", Role::Auditor, country)?,
                manager: staff("مینا مدیر بازار", "09120000005", Role::MarketManager, city)?,
                country,
                city,
                espiari,
                other_neighbourhood: other,
                institution,
                programme,
                admin,
            })
        })
        .unwrap()
    }
}

fn place(db: &mut Db, parent: AreaId, level: &str, code: &str, path: &str) -> diesel::QueryResult<AreaId> {
    let id: AreaId = db.id();
    diesel::insert_into(area::table)
        .values((
            area::id.eq(id),
            area::parent_id.eq(parent),
            area::level.eq(level),
            area::code.eq(code),
            area::path.eq(path),
            area::name_fa.eq(code),
            area::name_en.eq(code),
            area::sort_key.eq(sort_key(code)),
        ))
        .execute(db.conn)?;
    Ok(id)
}

fn institution(db: &mut Db) -> diesel::QueryResult<InstitutionId> {
    let id: InstitutionId = db.id();
    diesel::insert_into(institution::table)
        .values((
            institution::id.eq(id),
            institution::code.eq("behzisti"),
            institution::kind.eq("behzisti"),
            institution::name_fa.eq("بهزیستی"),
            institution::name_en.eq("Behzisti"),
        ))
        .execute(db.conn)?;
    Ok(id)
}

fn programme(db: &mut Db, of: InstitutionId) -> diesel::QueryResult<ProgrammeId> {
    let id: ProgrammeId = db.id();
    diesel::insert_into(programme::table)
        .values((
            programme::id.eq(id),
            programme::institution_id.eq(of),
            programme::code.eq("neighbourhoods"),
            programme::name_fa.eq("محله‌محور"),
            programme::name_en.eq("Neighbourhoods"),
        ))
        .execute(db.conn)?;
    Ok(id)
}

fn lead(db: &mut Db, of: AreaId, by: InstitutionId) -> diesel::QueryResult<()> {
    let id: i64 = db.id();
    diesel::insert_into(area_role::table)
        .values((
            area_role::id.eq(id),
            area_role::area_id.eq(of),
            area_role::institution_id.eq(by),
            area_role::role.eq("lead"),
            area_role::starts_on.eq(NaiveDate::from_ymd_opt(2020, 3, 20).unwrap()),
        ))
        .execute(db.conn)?;
    Ok(())
}

/// An account without a password.
pub(crate) fn person(
    db: &mut Db,
    name: &str,
    mobile: &str,
    person: Option<PersonId>,
) -> diesel::QueryResult<AccountId> {
    let mobile = Mobile::parse(mobile).unwrap();
    people::insert_for_tests(db, &NewAccount { name: name.to_owned(), mobile, email: None, lang: Lang::Fa, person })
}

/// Gives a role from long ago on.
pub(crate) fn give(
    db: &mut Db,
    to: AccountId,
    role: Role,
    institution: Option<InstitutionId>,
    area: AreaId,
) -> diesel::QueryResult<()> {
    let starts_on = NaiveDate::from_ymd_opt(2020, 3, 20).unwrap();
    scopes::insert_for_tests(db, to, &NewScope { role, institution, area, starts_on, ends_on: None })
}

/// The proof that an account may do something, found as a request would find it; the path's ids are given by name.
pub(crate) fn proof<P: Proof>(pool: &Pool, account: AccountId, path: &[(&str, i64)]) -> Option<P> {
    let path = PathIds(path.iter().map(|(name, id)| ((*name).to_owned(), id.to_string())).collect());
    pool.change_now(|db| {
        let token = session::start(db, account, crate::accounts::model::Device::Other)?;
        let hash = crate::kernel::digest::sha256(&token);
        let (who, _) = session::load(db, &hash)?.unwrap();
        P::check(db, Asking { who: &who, path: &path, request: "test", address: "", rule: P::RULE })
    })
    .unwrap()
}

/// Whether the tests run on PostgreSQL.
pub(crate) fn is_postgres(pool: &Pool) -> bool {
    pool.read_now(|db| Ok(matches!(db.conn, AnyConnection::Postgres(_)))).unwrap()
}

#[test]
fn an_office_can_be_set_up_and_its_caseworker_is_one() {
    let pool = pool();
    let office = Office::new(&pool);
    let found: Option<crate::households::access::Caseworker> = proof(&pool, office.caseworker, &[]);
    assert!(found.is_some());
    let none: Option<crate::households::access::Caseworker> = proof(&pool, office.admin, &[]);
    assert!(none.is_none());
}

/// A household of an area with its head, who has no account.
pub(crate) fn household(db: &mut Db, at: u32, area: AreaId) -> QueryResult<(HouseholdId, PersonId)> {
    let (id, person_id, member): (HouseholdId, PersonId, MemberId) = (db.id(), db.id(), db.id());
    let (key, _) = vault::new_key(db)?;
    let name = format!("خانوار {at}");
    diesel::insert_into(household::table)
        .values((
            (household::id.eq(id), household::key_id.eq(key), household::area_id.eq(area)),
            (household::name.eq(&name), household::name_search.eq(search_text(&[&name]))),
            (household::sort_key.eq(sort_key(&name)), household::registered_on.eq(db.now.today)),
        ))
        .execute(db.conn)?;
    diesel::insert_into(person::table)
        .values((
            (person::id.eq(person_id), person::key_id.eq(key), person::given_name.eq("زهرا")),
            (person::family_name.eq(&name), person::name_search.eq(&name), person::sort_key.eq(sort_key(&name))),
            person::national_id_repaired.eq(false),
        ))
        .execute(db.conn)?;
    diesel::insert_into(household_member::table)
        .values((
            (household_member::id.eq(member), household_member::household_id.eq(id)),
            (household_member::person_id.eq(person_id), household_member::relation.eq("head")),
            (household_member::earner.eq(true), household_member::starts_on.eq(db.now.today)),
        ))
        .execute(db.conn)?;
    Ok((id, person_id))
}
