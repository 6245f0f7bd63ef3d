//! Registering, members, invitations and looking, on the engine under test.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that cannot be set up should stop at once")]
mod file;
mod membership;

use crate::accounts::trail;
use crate::audit::Actor;
use crate::db::Db;
use crate::db::schema::{audit_event, case_file, person};
use crate::households::access::{CaseReader, Caseworker, CaseworkerOf};
use crate::households::members::NewMember;
use crate::households::model::{HouseholdRow, Relation};
use crate::households::persons::NewPerson;
use crate::households::queries::{Asked, Number};
use crate::households::register::{NewHousehold, RegisterRefusal, register, register_business, support_business};
use crate::households::{look, members, queries};
use crate::kernel::contact::NationalId;
use crate::kernel::ids::{AreaId, HouseholdId};
use crate::kernel::persian::SearchQuery;
use crate::testing::{Office, TestPool, give, now, person as account, pool, proof};
use diesel::{ExpressionMethods, QueryDsl, QueryResult, RunQueryDsl};

const REZAEI: &str = "0010350829";
const AHMADI: &str = "0076229645";

fn someone(given: &str, family: &str, national_id: Option<&str>) -> NewPerson {
    NewPerson {
        given_name: given.to_owned(),
        family_name: family.to_owned(),
        national_id: national_id.map(|id| NationalId::parse(id).unwrap()),
        mobile: None,
    }
}

fn a_household(area: AreaId, head: NewPerson) -> NewHousehold {
    NewHousehold { area, head, address: "کوچهٔ سوم".to_owned(), notes: String::new(), since: now().date() }
}

fn registered(pool: &TestPool, office: &Office, head: NewPerson) -> HouseholdId {
    let by: Caseworker = proof(pool, office.caseworker, &[]).unwrap();
    let new = a_household(office.espiari, head);
    pool.write_now(|db| register(db, &by, &new)).unwrap().unwrap()
}

fn follower(pool: &TestPool, office: &Office, of: HouseholdId) -> CaseworkerOf {
    proof(pool, office.caseworker, &[("household", of.0)]).unwrap()
}

fn reader(pool: &TestPool, office: &Office) -> CaseReader {
    proof(pool, office.caseworker, &[]).unwrap()
}

/// The list as its page reads it.
fn listed(db: &mut Db, by: &CaseReader, asked: &Asked) -> QueryResult<Vec<HouseholdRow>> {
    trail::look(db, by, look::showing(by, asked), |db, by, trace| look::list(db, by, trace, asked.clone()))
}

/// A search by a number as its page does it.
fn found(db: &mut Db, by: &CaseReader, number: &Number) -> QueryResult<Option<HouseholdId>> {
    trail::look(db, by, look::showing_number(number), |db, by, trace| look::find(db, by, trace, number))
}

#[test]
fn a_registered_household_has_a_head_a_case_file_and_a_caseworker() {
    let pool = pool();
    let office = Office::new(&pool);
    let id = registered(&pool, &office, someone("مریم", "رضایی", Some(REZAEI)));
    let card = pool.read_now(|db| queries::card(db, id)).unwrap().unwrap();
    assert_eq!(card.name, "مریم رضایی");
    assert_eq!(card.institution.unwrap().0, "بهزیستی");
    assert_eq!(card.caseworker.as_deref(), Some("مریم مددکار"));
    assert_eq!(card.address.as_deref(), Some("کوچهٔ سوم"));
    assert_eq!(card.notes, None);
    assert_eq!(card.members.len(), 1);
    assert_eq!(card.members[0].relation, Relation::Head);
    assert_eq!(card.members[0].national_id.as_ref().map(NationalId::as_str), Some(REZAEI));
}

#[test]
fn a_page_after_a_household_of_others_is_not_there_like_one_after_none() {
    let pool = pool();
    let office = Office::new(&pool);
    let own = registered(&pool, &office, someone("مریم", "رضایی", None));
    let by = reader(&pool, &office);
    let elsewhere: Vec<_> = by
        .scopes()
        .iter()
        .cloned()
        .map(|mut scope| {
            scope.area_path.push('2');
            scope
        })
        .collect();
    let after = |scopes: &[crate::accounts::access::Scope], id: HouseholdId| {
        let asked = Asked { after: Some(id), ..Asked::default() };
        pool.read_now(|db| queries::households(db, scopes, &asked))
            .map(|rows| rows.len())
            .map_err(|error| error.to_string())
    };
    assert_eq!(after(by.scopes(), own), Ok(0));
    assert!(after(&elsewhere, own).is_err());
    assert_eq!(after(&elsewhere, own), after(&elsewhere, HouseholdId(1)));
}

#[test]
fn the_database_holds_no_national_id_in_the_clear() {
    let pool = pool();
    let office = Office::new(&pool);
    registered(&pool, &office, someone("مریم", "رضایی", Some(REZAEI)));
    let sealed: Vec<Option<Vec<u8>>> =
        pool.read_now(|db| person::table.select(person::national_id_sealed).load(db.conn)).unwrap();
    let sealed = sealed.into_iter().flatten().next().unwrap();
    assert!(!sealed.windows(4).any(|part| REZAEI.as_bytes().windows(4).any(|digits| digits == part)));
}

#[test]
fn a_caseworker_registers_nobody_outside_their_area() {
    let pool = pool();
    let office = Office::new(&pool);
    let by: Caseworker = proof(&pool, office.caseworker, &[]).unwrap();
    for area in [office.other_neighbourhood, office.city] {
        let new = a_household(area, someone("مریم", "رضایی", None));
        assert_eq!(pool.write_now(|db| register(db, &by, &new)).unwrap(), Err(RegisterRefusal::Area));
    }
}

#[test]
fn a_person_registered_before_is_named_with_their_household_only_to_whoever_follows_it() {
    let pool = pool();
    let office = Office::new(&pool);
    let first = registered(&pool, &office, someone("مریم", "رضایی", Some(REZAEI)));
    let again = a_household(office.espiari, someone("مریم", "رضائی", Some("۰۰۱۰۳۵۰۸۲۹")));
    let by: Caseworker = proof(&pool, office.caseworker, &[]).unwrap();
    let refused = pool.write_now(|db| register(db, &by, &again)).unwrap();
    assert_eq!(refused, Err(RegisterRefusal::Known { household: first, name: "مریم رضایی".to_owned() }));

    let elsewhere = a_household(office.other_neighbourhood, again.head.clone());
    let stranger = pool
        .change_now(|db| {
            let id = account(db, "مددکار دیگر", "09120000009", None)?;
            let role = crate::accounts::access::Role::Caseworker;
            give(db, id, role, Some(office.institution), office.other_neighbourhood)?;
            Ok(id)
        })
        .unwrap();
    let by: Caseworker = proof(&pool, stranger, &[]).unwrap();
    let refused = pool.write_now(|db| register(db, &by, &elsewhere)).unwrap();
    assert_eq!(refused, Err(RegisterRefusal::KnownElsewhere));
    let manager = Actor {
        account: office.manager,
        role: "market_manager",
        request: "test".to_owned(),
        origin: Default::default(),
    };
    let refused = pool.write_now(|db| register_business(db, &manager, &[], &again)).unwrap();
    assert_eq!(refused, Err(RegisterRefusal::KnownElsewhere));
}

#[test]
fn a_home_business_gets_its_case_file_once_and_only_from_the_caseworker_of_its_area() {
    let pool = pool();
    let office = Office::new(&pool);
    let manager = Actor {
        account: office.manager,
        role: "market_manager",
        request: "test".to_owned(),
        origin: Default::default(),
    };
    let new = a_household(office.espiari, someone("مریم", "رضایی", Some(REZAEI)));
    let id = pool.write_now(|db| register_business(db, &manager, &[], &new)).unwrap().unwrap();
    assert!(proof::<CaseworkerOf>(&pool, office.caseworker, &[("household", id.0)]).is_none());

    let by: Caseworker = proof(&pool, office.caseworker, &[]).unwrap();
    let refused = pool.write_now(|db| register(db, &by, &new)).unwrap();
    assert_eq!(refused, Err(RegisterRefusal::KnownBusiness { household: id, name: "مریم رضایی".to_owned() }));
    pool.write_now(|db| support_business(db, &by, id)).unwrap().unwrap();
    assert!(proof::<CaseworkerOf>(&pool, office.caseworker, &[("household", id.0)]).is_some());
    let again = pool.write_now(|db| support_business(db, &by, id)).unwrap();
    assert_eq!(again, Err(RegisterRefusal::KnownElsewhere));
    let files: i64 = pool
        .read_now(|db| case_file::table.filter(case_file::household_id.eq(id)).count().get_result(db.conn))
        .unwrap();
    assert_eq!(files, 1);
}

#[test]
fn the_list_is_by_family_name_and_finds_members_by_any_spelling() {
    let pool = pool();
    let office = Office::new(&pool);
    let kazemi = registered(&pool, &office, someone("آرزو", "كاظمي", None));
    let ahmadi = registered(&pool, &office, someone("یگانه", "احمدی", None));
    let child = NewMember {
        person: someone("علیرضا", "پوررضا", None),
        relation: Relation::Child,
        is_earner: false,
        since: now().date(),
    };
    let by = follower(&pool, &office, kazemi);
    pool.write_now(|db| members::add(db, &by, &child)).unwrap().unwrap();
    let by = reader(&pool, &office);
    let found = |words: Option<&str>| {
        let words = words.and_then(SearchQuery::parse);
        let asked = Asked { words, ..Asked::default() };
        let rows = pool.change_now(|db| listed(db, &by, &asked)).unwrap();
        rows.into_iter().map(|row| row.id).collect::<Vec<_>>()
    };
    assert_eq!(found(None), [ahmadi, kazemi]);
    assert_eq!(found(Some("کاظمی")), [kazemi]);
    assert_eq!(found(Some("علی رضا پور رضا")), [kazemi]);
    assert!(found(Some("مریم")).is_empty());
}

#[test]
fn a_page_goes_on_where_the_one_before_ended() {
    let pool = pool();
    let office = Office::new(&pool);
    let all = usize::try_from(queries::PAGE).unwrap() + 5;
    for number in 0..all {
        registered(&pool, &office, someone("مریم", &format!("رضایی {number:03}"), None));
    }
    let by = reader(&pool, &office);
    let page = |after| {
        let asked = Asked { after, ..Asked::default() };
        pool.change_now(|db| listed(db, &by, &asked)).unwrap()
    };
    let first = page(None);
    assert_eq!(first.len(), 31);
    let rest = page(Some(first[29].id));
    assert_eq!(rest.len(), 5);
    assert_eq!(rest[0].id, first[30].id);
}

#[test]
fn a_number_finds_a_household_only_within_the_reader_s_own() {
    let pool = pool();
    let office = Office::new(&pool);
    let id = registered(&pool, &office, someone("مریم", "رضایی", Some(REZAEI)));
    let number = Number::NationalId(NationalId::parse("۱۰۳۵۰۸۲۹").unwrap());
    let by = reader(&pool, &office);
    assert_eq!(pool.change_now(|db| found(db, &by, &number)).unwrap(), Some(id));
    let auditor: CaseReader = proof(&pool, office.auditor, &[]).unwrap();
    assert_eq!(pool.change_now(|db| found(db, &auditor, &number)).unwrap(), None);
}

#[test]
fn looking_at_the_list_leaves_a_row_in_the_trail_that_names_ids_and_no_person() {
    let pool = pool();
    let office = Office::new(&pool);
    let id = registered(&pool, &office, someone("مریم", "رضایی", None));
    let by = reader(&pool, &office);
    pool.change_now(|db| listed(db, &by, &Asked::default())).unwrap();
    let detail: String = pool
        .read_now(|db| {
            audit_event::table.filter(audit_event::action.eq("list")).select(audit_event::detail).first(db.conn)
        })
        .unwrap();
    assert!(detail.ends_with(&id.to_string()));
    assert!(!detail.contains("مریم"));
}
