//! Closing a case file, opening it again, and giving it to another caseworker.
use super::{a_household, follower, reader, registered, someone};
use crate::accounts::access::Role;
use crate::audit::Actor;
use crate::db::schema::{audit_event, case_assignment, decision, proposal};
use crate::households::access::Caseworker;
use crate::households::access::{CaseSupervisor, CaseworkerOf, FileKeeper, FileReader};
use crate::households::close_file::{CloseRefusal, close, reopen};
use crate::households::hand_on::{HandOn, HandOnRefusal, hand_on};
use crate::households::history::history_of;
use crate::households::model::EventKind;
use crate::households::queries::{self, Asked};
use crate::households::register::{register, register_business};
use crate::kernel::ids::{AccountId, DecisionId, HouseholdId, ProposalId};
use crate::testing::{Office, TestPool, give, now, person as account, pool, proof};
use chrono::{Days, NaiveDate};
use diesel::{ExpressionMethods, QueryDsl, RunQueryDsl};

const REASON: &str = "خانوار به شهر دیگری رفت";

fn keeper(pool: &TestPool, by: AccountId, of: HouseholdId) -> FileKeeper {
    proof(pool, by, &[("household", of.0)]).unwrap()
}

fn closed(pool: &TestPool, by: &FileKeeper) -> Result<(), CloseRefusal> {
    pool.write_now(|db| close(db, by, REASON)).unwrap()
}

fn listed(pool: &TestPool, office: &Office, is_closed: bool) -> Vec<HouseholdId> {
    let by = reader(pool, office);
    let asked = Asked { is_closed, ..Asked::default() };
    let rows = pool.change_now(|db| super::listed(db, &by, &asked)).unwrap();
    rows.into_iter().map(|row| row.id).collect()
}

#[test]
fn a_closed_file_is_read_and_found_and_nothing_is_written_until_it_is_open_again() {
    let pool = pool();
    let office = Office::new(&pool);
    let id = registered(&pool, &office, someone("مریم", "رضایی", None));
    let path = [("household", id.0)];
    let by = keeper(&pool, office.caseworker, id);
    assert_eq!(closed(&pool, &by), Ok(()));
    assert_eq!(closed(&pool, &by), Err(CloseRefusal::Before));
    assert_eq!((listed(&pool, &office, false), listed(&pool, &office, true)), (vec![], vec![id]));
    let reads: FileReader = proof(&pool, office.caseworker, &path).unwrap();
    assert!(!reads.keeps());
    assert!(proof::<CaseworkerOf>(&pool, office.caseworker, &path).is_none());
    let card = pool.read_now(|db| queries::card(db, id)).unwrap().unwrap();
    assert_eq!((card.closed_on, card.caseworker.as_deref()), (Some(now().date()), Some("مریم مددکار")));

    let by = keeper(&pool, office.supervisor, id);
    let again = || pool.write_now(|db| reopen(db, &by, "خانوار برگشت")).unwrap();
    assert_eq!((again(), again()), (Ok(()), Err(CloseRefusal::Before)));
    assert_eq!((listed(&pool, &office, false), listed(&pool, &office, true)), (vec![id], vec![]));
    assert!(proof::<CaseworkerOf>(&pool, office.caseworker, &path).is_some());
    let history = pool.read_now(|db| history_of(db, id)).unwrap();
    let told: Vec<_> = history.iter().map(|event| (event.kind, event.reason.as_deref())).collect();
    assert_eq!(told, [(EventKind::Reopened, Some("خانوار برگشت")), (EventKind::Closed, Some(REASON))]);
    let trail: Vec<String> = pool
        .read_now(|db| {
            audit_event::table
                .filter(audit_event::action.eq_any(["close_file", "reopen_file"]))
                .order(audit_event::id)
                .select(audit_event::action)
                .load(db.conn)
        })
        .unwrap();
    assert_eq!(trail, ["close_file", "reopen_file"]);
}

#[test]
fn only_the_caseworker_and_the_supervisor_of_a_file_close_it() {
    let pool = pool();
    let office = Office::new(&pool);
    let id = registered(&pool, &office, someone("مریم", "رضایی", None));
    let path = [("household", id.0)];
    for other in [office.auditor, office.manager, office.admin] {
        assert!(proof::<FileKeeper>(&pool, other, &path).is_none());
        assert!(proof::<CaseSupervisor>(&pool, other, &path).is_none());
    }
    assert!(proof::<CaseSupervisor>(&pool, office.caseworker, &path).is_none());
    let manager = Actor {
        account: office.manager,
        role: "market_manager",
        request: "test".to_owned(),
        origin: Default::default(),
    };
    let new = a_household(office.espiari, someone("یگانه", "احمدی", None));
    let business = pool.write_now(|db| register_business(db, &manager, &[], &new)).unwrap().unwrap();
    assert!(proof::<FileKeeper>(&pool, office.caseworker, &[("household", business.0)]).is_none(), "it has no file");
}

#[test]
fn a_file_with_a_proposal_or_an_approval_is_not_closed() {
    let pool = pool();
    let office = Office::new(&pool);
    let id = registered(&pool, &office, someone("مریم", "رضایی", None));
    let by = keeper(&pool, office.caseworker, id);
    let asked: ProposalId = pool
        .change_now(|db| {
            let asked: ProposalId = db.id();
            diesel::insert_into(proposal::table)
                .values((
                    (proposal::id.eq(asked), proposal::household_id.eq(id), proposal::kind.eq("training")),
                    (proposal::programme_id.eq(office.programme), proposal::amount_irr.eq(1_000_000_i64)),
                    (proposal::reason.eq("آموزش"), proposal::proposed_by.eq(office.caseworker)),
                    proposal::proposed_at.eq(db.now.at),
                ))
                .execute(db.conn)?;
            Ok(asked)
        })
        .unwrap();
    assert_eq!(closed(&pool, &by), Err(CloseRefusal::ProposalWaits));
    pool.change_now(|db| {
        let decided: DecisionId = db.id();
        diesel::insert_into(decision::table)
            .values((
                (decision::id.eq(decided), decision::household_id.eq(id), decision::outcome.eq("approved")),
                (decision::programme_id.eq(office.programme), decision::proposal_id.eq(Some(asked))),
                (decision::reason.eq(""), decision::decided_on.eq(db.now.today)),
                (decision::assessed_by.eq(office.caseworker), decision::decided_by.eq(office.supervisor)),
                (decision::recorded_by.eq(office.supervisor), decision::recorded_at.eq(db.now.at)),
            ))
            .execute(db.conn)
    })
    .unwrap();
    assert_eq!(closed(&pool, &by), Err(CloseRefusal::ApprovalOpen));
}

fn supervisor(pool: &TestPool, office: &Office, of: HouseholdId) -> CaseSupervisor {
    proof(pool, office.supervisor, &[("household", of.0)]).unwrap()
}

/// Another caseworker of Espiari, and one of the neighbourhood beside it.
fn colleagues(pool: &TestPool, office: &Office) -> (AccountId, AccountId) {
    pool.change_now(|db| {
        let here = account(db, "نرگس مددکار", "09120000011", None)?;
        give(db, here, Role::Caseworker, Some(office.institution), office.espiari)?;
        let there = account(db, "ناهید مددکار", "09120000012", None)?;
        give(db, there, Role::Caseworker, Some(office.institution), office.other_neighbourhood)?;
        Ok((here, there))
    })
    .unwrap()
}

#[test]
fn a_file_goes_to_another_caseworker_of_its_area_from_a_day_on() {
    let pool = pool();
    let office = Office::new(&pool);
    let by: Caseworker = proof(&pool, office.caseworker, &[]).unwrap();
    let mut new = a_household(office.espiari, someone("مریم", "رضایی", None));
    new.since = now().date() - Days::new(100);
    let id = pool.write_now(|db| register(db, &by, &new)).unwrap().unwrap();
    let (here, there) = colleagues(&pool, &office);
    let by = supervisor(&pool, &office, id);
    let given = |to: AccountId, from: NaiveDate| {
        pool.write_now(|db| hand_on(db, &by, &HandOn { to, from })).unwrap().map(|name| name == "نرگس مددکار")
    };
    let (today, later) = (now().date(), now().date() + Days::new(9));
    assert_eq!(given(there, today), Err(HandOnRefusal::NoCaseworker));
    assert_eq!(given(office.supervisor, today), Err(HandOnRefusal::NoCaseworker));
    assert_eq!(given(here, today - Days::new(1)), Err(HandOnRefusal::Past));
    assert_eq!(given(office.caseworker, today), Err(HandOnRefusal::Same));
    assert_eq!(given(here, later), Ok(true));
    let card = pool.read_now(|db| queries::card(db, id)).unwrap().unwrap();
    assert_eq!(card.caseworker.as_deref(), Some("مریم مددکار"), "until that day");
    assert_eq!(card.next_caseworker, Some(("نرگس مددکار".to_owned(), later)));
    assert_eq!(given(office.caseworker, later), Err(HandOnRefusal::TooEarly(later)));
    let stretches: Vec<(AccountId, NaiveDate, Option<NaiveDate>)> = pool
        .read_now(|db| {
            case_assignment::table
                .order(case_assignment::starts_on)
                .select((case_assignment::account_id, case_assignment::starts_on, case_assignment::ends_on))
                .load(db.conn)
        })
        .unwrap();
    assert_eq!(stretches, [(office.caseworker, new.since, Some(later)), (here, later, None)]);
    assert_eq!(follower(&pool, &office, id).household(), id, "the area's caseworker still follows it");
}
