//! Requests for a stall.
use super::{Market, anything, done, refused, several};
use crate::db::Db;
use crate::db::schema::booking;
use crate::stalls::access::Asker;
use crate::stalls::bookings::AskRefusal;
use crate::stalls::fittings::{Baking, Fittings, Power};
use crate::stalls::model::{Wanted, Wishes};
use crate::stalls::queries::Version;
use crate::stalls::{bookings, queries};
use diesel::{QueryDsl, RunQueryDsl};

#[test]
fn asking_again_changes_the_one_request() {
    let market = Market::new();
    let seller = market.seller(1, market.office.espiari);
    let first = market.ask(&seller, &anything());
    let wished = Wanted { wishes: Wishes::ranked([market.stalls[2], market.stalls[1]]), ..anything() };
    assert_eq!(market.ask(&seller, &wished), first);
    let plan = market.plan(Version::Latest);
    assert_eq!(plan.requests.len(), 1);
    assert_eq!(plan.requests[0].wanted, wished);
    let equal = Wanted { wishes: Wishes(vec![vec![market.stalls[0], market.stalls[2]]]), ..several(1, 4) };
    market.ask(&seller, &equal);
    assert_eq!(market.plan(Version::Latest).requests[0].wanted, equal);
}

#[test]
fn after_the_cut_off_only_the_manager_asks() {
    let market = Market::new();
    let seller = market.seller(1, market.office.espiari);
    let by = market.asker(&seller);
    market.opens(-24 * 60);
    let refusal = refused(&market.pool, |db| bookings::ask(db, &by, market.day, &anything()));
    assert_eq!(refusal, AskRefusal::TooLate);
    let by = Asker::manager(&market.manager(), seller.household);
    let asked = done(&market.pool, |db| bookings::ask(db, &by, market.day, &anything()));
    let on_behalf = booking::table.find(asked).select(booking::on_behalf);
    assert!(market.pool.read_now(|db| on_behalf.first::<bool>(db.conn)).unwrap());
}

#[test]
fn only_wished_stalls_without_a_wish_is_refused() {
    let market = Market::new();
    let seller = market.seller(1, market.office.espiari);
    let by = market.asker(&seller);
    let wanted = Wanted { flexible: false, ..anything() };
    assert_eq!(refused(&market.pool, |db| bookings::ask(db, &by, market.day, &wanted)), AskRefusal::NoWish);
    let twice = Wanted { wishes: Wishes::ranked([market.stalls[0], market.stalls[0]]), ..anything() };
    assert_eq!(refused(&market.pool, |db| bookings::ask(db, &by, market.day, &twice)), AskRefusal::WishUnavailable);
}

#[test]
fn a_household_of_another_area_asks_in_vain() {
    let market = Market::new();
    let seller = market.seller(1, market.office.country);
    let by = market.asker(&seller);
    assert_eq!(refused(&market.pool, |db| bookings::ask(db, &by, market.day, &anything())), AskRefusal::NotTheirs);
}

#[test]
fn a_household_sees_its_days_and_what_came_of_them() {
    let market = Market::new();
    let seller = market.seller(1, market.office.espiari);
    market.ask(&seller, &anything());
    let own = |db: &mut Db| queries::own_days(db, seller.household);
    let before = market.pool.read_now(own).unwrap();
    assert!(before[0].asked && before[0].result.is_none());
    market.publish(market.run());
    let after = market.pool.read_now(own).unwrap();
    assert!(after[0].result.as_ref().is_some_and(|result| !result.stalls.is_empty()));
    let coming = market.pool.read_now(|db| queries::coming_stall_of(db, seller.household)).unwrap();
    assert_eq!(coming.map(|stall| stall.market), Some(market.day));
    let usual = market.pool.read_now(|db| queries::usual_wants(db, seller.household, market.day)).unwrap();
    assert_eq!(usual, Some(anything()));
}

#[test]
fn the_engine_and_the_pages_agree_on_which_stall_suits() {
    let mut all = Vec::new();
    for power in Power::ALL {
        for baking in Baking::ALL {
            for (water, own_unit) in [(false, false), (false, true), (true, false), (true, true)] {
                all.push(Fittings { power: *power, water, baking: *baking, own_unit });
            }
        }
    }
    for (offered, needed) in all.iter().flat_map(|offered| all.iter().map(move |needed| (offered, needed))) {
        let case = serde_json::json!({
            "market": { "date": "2026-11-26", "rows": [["1"]],
                "stalls": { "1": { "properties": offered.words().collect::<Vec<_>>() } } },
            "vendors": [{ "id": "v", "seniority_rank": 1, "present": true, "needs": needed.words().collect::<Vec<_>>() }],
        });
        let outcome = crate::stalls::engine::assign(&serde_json::from_value(case).unwrap()).unwrap();
        assert_eq!(offered.lacks(needed).is_empty(), !outcome.assigned.is_empty(), "{offered:?} {needed:?}");
    }
}
