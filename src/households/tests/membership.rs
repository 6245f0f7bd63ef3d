//! Members: joining, leaving, invited, corrected.
use super::{AHMADI, REZAEI, follower, registered, someone};
use crate::accounts::access::Role;
use crate::accounts::people::NewLink;
use crate::db::schema::{account as accounts, account_scope, audit_event, case_event, person};
use crate::households::access::CaseworkerOf;
use crate::households::correct::{CorrectRefusal, Corrected, Correction, correct};
use crate::households::details::{Details, set_details};
use crate::households::history::history_of;
use crate::households::invite::{Invitation, InviteRefusal, invite};
use crate::households::members::{EndRefusal, NewMember};
use crate::households::model::Relation;
use crate::households::persons::NewPerson;
use crate::households::register::{RegisterRefusal, known_but_free};
use crate::households::{members, queries};
use crate::kernel::contact::{Mobile, Sheba};
use crate::kernel::ids::{HouseholdId, MemberId};
use crate::kernel::lang::Lang;
use crate::testing::{Office, TestPool, give, now, pool};
use chrono::TimeDelta;
use diesel::{ExpressionMethods, QueryDsl, RunQueryDsl};

#[test]
fn a_member_who_left_comes_to_another_household_as_the_same_person() {
    let pool = pool();
    let office = Office::new(&pool);
    let first = registered(&pool, &office, someone("مریم", "رضایی", None));
    let second = registered(&pool, &office, someone("زهرا", "کاظمی", None));
    let (in_first, in_second) = (follower(&pool, &office, first), follower(&pool, &office, second));
    let child = NewMember {
        person: someone("علی", "احمدی", Some(AHMADI)),
        relation: Relation::Child,
        is_earner: true,
        since: now().date(),
    };
    let stay = pool.write_now(|db| members::add(db, &in_first, &child)).unwrap().unwrap();
    let refused = pool.write_now(|db| members::add(db, &in_second, &child)).unwrap();
    assert_eq!(refused, Err(RegisterRefusal::Known { household: first, name: "مریم رضایی".to_owned() }));

    pool.write_now(|db| members::end(db, &in_first, stay)).unwrap().unwrap();
    let again = pool.write_now(|db| members::end(db, &in_first, stay)).unwrap();
    assert_eq!(again, Err(EndRefusal::NotThere));
    pool.clock().advance(chrono::TimeDelta::days(1));
    let child = NewMember { since: now().date().succ_opt().unwrap(), ..child };
    pool.write_now(|db| members::add(db, &in_second, &child)).unwrap().unwrap();
    let people: i64 = pool.read_now(|db| person::table.count().get_result(db.conn)).unwrap();
    assert_eq!(people, 3);
}

#[test]
fn the_last_member_stays() {
    let pool = pool();
    let office = Office::new(&pool);
    let id = registered(&pool, &office, someone("مریم", "رضایی", None));
    let by = follower(&pool, &office, id);
    let head = pool.read_now(|db| queries::members(db, id)).unwrap()[0].id;
    assert_eq!(pool.write_now(|db| members::end(db, &by, head)).unwrap(), Err(EndRefusal::LastOne));
}

#[test]
fn details_are_written_anew_and_an_empty_text_takes_one_away() {
    let pool = pool();
    let office = Office::new(&pool);
    let id = registered(&pool, &office, someone("مریم", "رضایی", None));
    let by = follower(&pool, &office, id);
    let sheba = Some(Sheba::parse("IR062960000000100324200001").unwrap());
    let details =
        Details { address: String::new(), notes: "تنور گازی دارد".to_owned(), sheba: sheba.clone() };
    pool.change_now(|db| set_details(db, &by, &details)).unwrap();
    let card = pool.read_now(|db| queries::card(db, id)).unwrap().unwrap();
    assert_eq!((card.address, card.notes.as_deref(), card.sheba), (None, Some("تنور گازی دارد"), sheba));
}

#[test]
fn an_invited_member_gets_an_account_and_one_without_a_number_is_asked_for_it() {
    let pool = pool();
    let office = Office::new(&pool);
    let id = registered(&pool, &office, someone("مریم", "رضایی", None));
    let by = follower(&pool, &office, id);
    let person = pool.read_now(|db| queries::members(db, id)).unwrap()[0].person;
    let mut invitation = Invitation { person, mobile: None, lang: Lang::Fa };
    let refused = pool.write_now(|db| invite(db, &by, &invitation)).unwrap();
    assert_eq!(refused.unwrap_err(), InviteRefusal::NoMobile);

    invitation.mobile = Some(Mobile::parse("09120000002").unwrap());
    let refused = pool.write_now(|db| invite(db, &by, &invitation)).unwrap();
    assert_eq!(refused.unwrap_err(), InviteRefusal::MobileTaken);

    invitation.mobile = Some(Mobile::parse("۰۹۱۲۵۵۵۴۴۳۳").unwrap());
    let card = pool.write_now(|db| invite(db, &by, &invitation)).unwrap().unwrap();
    let NewLink::Card(token) = &card.link else { panic!("{card:?}") };
    assert_eq!((card.name.as_str(), token.len()), ("مریم رضایی", 64));
    let member = pool.read_now(|db| queries::members(db, id)).unwrap().remove(0);
    assert!(member.account.is_some());
    assert_eq!(member.mobile.unwrap().as_str(), "+989125554433");

    let known = member.account.unwrap();
    pool.change_now(|db| {
        let (from, until) = (now().date() - TimeDelta::days(9000), now().date() - TimeDelta::days(8000));
        diesel::update(account_scope::table.filter(account_scope::account_id.eq(known)))
            .set((account_scope::starts_on.eq(from), account_scope::ends_on.eq(until)))
            .execute(db.conn)?;
        give(db, known, Role::MarketManager, None, office.espiari)
    })
    .unwrap();
    let refused = pool.write_now(|db| invite(db, &by, &invitation)).unwrap();
    assert_eq!(refused.unwrap_err(), InviteRefusal::IsStaff, "a card would open someone's case files");
}

fn first_member(pool: &TestPool, of: HouseholdId) -> MemberId {
    pool.read_now(|db| queries::members(db, of)).unwrap()[0].id
}

fn corrected(pool: &TestPool, by: &CaseworkerOf, of: MemberId, person: NewPerson) -> Result<Corrected, CorrectRefusal> {
    let correction = Correction { person, reason: "شماره ۰۰۱۰۳۵۰۸۲۹ از روی کارت".to_owned() };
    pool.write_now(|db| correct(db, by, of, &correction)).unwrap()
}

#[test]
fn a_national_id_is_corrected_unless_it_is_another_person_s() {
    let pool = pool();
    let office = Office::new(&pool);
    let id = registered(&pool, &office, someone("مریم", "رضایی", Some("76229645")));
    registered(&pool, &office, someone("یگانه", "احمدی", Some(REZAEI)));
    let (by, member) = (follower(&pool, &office, id), first_member(&pool, id));
    let taken = corrected(&pool, &by, member, someone("مریم", "رضایی", Some(REZAEI)));
    assert_eq!(taken, Err(CorrectRefusal::IdOfAnother));
    let card = |pool: &TestPool| pool.read_now(|db| queries::members(db, id)).unwrap().remove(0);
    assert!(card(&pool).is_national_id_repaired);
    assert!(corrected(&pool, &by, member, someone("مریم", "رضایی", Some(AHMADI))).is_ok());
    assert!(!card(&pool).is_national_id_repaired, "the zeros were seen on the card");
    assert_eq!(card(&pool).national_id.unwrap().as_str(), AHMADI);
    let same = corrected(&pool, &by, member, someone("مریم", "رضایی", None));
    assert_eq!(same, Err(CorrectRefusal::Nothing), "an ID that was not told stays");
}

#[test]
fn a_correction_names_its_fields_in_the_trail_and_no_value_anywhere_in_the_clear() {
    let pool = pool();
    let office = Office::new(&pool);
    let id = registered(&pool, &office, someone("مریم", "رضایی", Some(AHMADI)));
    let (by, member) = (follower(&pool, &office, id), first_member(&pool, id));
    corrected(&pool, &by, member, someone("مریم", "رضایی نیا", Some(REZAEI))).unwrap();
    let (account, detail): (Option<i64>, String) = pool
        .read_now(|db| {
            audit_event::table
                .filter(audit_event::action.eq("correct"))
                .select((audit_event::account_id, audit_event::detail))
                .first(db.conn)
        })
        .unwrap();
    assert_eq!((account, detail.as_str()), (Some(office.caseworker.0), "family_name national_id"));
    let sealed: Vec<u8> =
        pool.read_now(|db| case_event::table.select(case_event::reason_sealed).first(db.conn)).unwrap();
    assert!(!sealed.windows("کارت".len()).any(|part| part == "کارت".as_bytes()));
    let history = pool.read_now(|db| history_of(db, id)).unwrap();
    assert_eq!(history[0].fields, ["family_name", "national_id"]);
    assert!(history[0].reason.as_ref().unwrap().ends_with("از روی کارت"));
    assert_eq!((history[0].by.as_str(), history[0].member), ("مریم مددکار", Some(member)));
    assert_eq!(pool.read_now(|db| queries::name(db, id)).unwrap(), "مریم رضایی نیا");
}

#[test]
fn the_account_of_a_corrected_member_follows_the_name_and_the_household_only_its_head() {
    let pool = pool();
    let office = Office::new(&pool);
    let id = registered(&pool, &office, someone("مریم", "رضایی", None));
    let by = follower(&pool, &office, id);
    let child = NewMember {
        person: someone("علیرضا", "پوررضا", None),
        relation: Relation::Child,
        is_earner: true,
        since: now().date(),
    };
    let child = pool.write_now(|db| members::add(db, &by, &child)).unwrap().unwrap();
    let person = pool.read_now(|db| queries::members(db, id)).unwrap()[1].person;
    let mobile = Some(Mobile::parse("09125554433").unwrap());
    let invitation = Invitation { person, mobile: mobile.clone(), lang: Lang::Fa };
    pool.write_now(|db| invite(db, &by, &invitation)).unwrap().unwrap();
    let new = NewPerson { mobile, ..someone("علی‌رضا", "پوررضا", None) };
    assert_eq!(corrected(&pool, &by, child, new), Ok(Corrected { needs_card: false }));
    let name: String = pool
        .read_now(|db| accounts::table.filter(accounts::person_id.eq(person)).select(accounts::name).first(db.conn))
        .unwrap();
    assert_eq!(name, "علی‌رضا پوررضا");
    assert_eq!(pool.read_now(|db| queries::name(db, id)).unwrap(), "مریم رضایی");
    let gone = corrected(&pool, &by, child, someone("علی‌رضا", "پوررضا", None));
    assert_eq!(gone, Ok(Corrected { needs_card: true }), "the number was taken away, the account keeps its own");
}

#[test]
fn only_a_member_of_today_in_the_caseworker_s_own_household_is_corrected() {
    let pool = pool();
    let office = Office::new(&pool);
    let (one, two) = (
        registered(&pool, &office, someone("مریم", "رضایی", None)),
        registered(&pool, &office, someone("یگانه", "احمدی", None)),
    );
    let (by, other) = (follower(&pool, &office, one), first_member(&pool, two));
    let refused = corrected(&pool, &by, other, someone("یگانه", "محمدی", None));
    assert_eq!(refused, Err(CorrectRefusal::NotThere));
}

#[test]
fn someone_without_a_national_id_is_known_by_name_and_phone_in_the_readers_own_households_only() {
    let pool = pool();
    let office = Office::new(&pool);
    let mut head = someone("مریم", "كاظمي", None);
    head.mobile = Mobile::parse("09125554433").ok();
    let first = registered(&pool, &office, head.clone());
    let by = follower(&pool, &office, first);
    let again = NewPerson { family_name: "کاظمی".to_owned(), ..head };
    let scopes = by.scopes().to_vec();
    let known =
        |scopes: &[_], new: &NewPerson| pool.write_now(|db| known_but_free(db, scopes, new, now().date())).unwrap();
    let here = RegisterRefusal::Known { household: first, name: "مریم كاظمي".to_owned() };
    assert_eq!(known(&scopes, &again), Err(here));
    assert_eq!(known(&[], &again), Ok(None), "who has no case files learns nothing of one");
    let other = NewPerson { mobile: Mobile::parse("09125554434").ok(), ..again };
    assert_eq!(known(&scopes, &other), Ok(None), "a namesake is another person");
}

#[test]
fn a_household_keeps_a_member_whose_stay_goes_on() {
    let pool = pool();
    let office = Office::new(&pool);
    let id = registered(&pool, &office, someone("مریم", "رضایی", None));
    let by = follower(&pool, &office, id);
    let child = NewMember {
        person: someone("علی", "احمدی", None),
        relation: Relation::Child,
        is_earner: false,
        since: now().date(),
    };
    let stay = pool.write_now(|db| members::add(db, &by, &child)).unwrap().unwrap();
    pool.write_now(|db| members::end(db, &by, stay)).unwrap().unwrap();
    let head = pool.read_now(|db| queries::members(db, id)).unwrap()[0].id;
    assert_eq!(pool.write_now(|db| members::end(db, &by, head)).unwrap(), Err(EndRefusal::LastOne));
}
