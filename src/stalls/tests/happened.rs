//! What happens on a market day: noted once, sealed, and taken back by a row of its own.
use super::{Market, anything, done, refused};
use crate::db::schema::incident;
use crate::kernel::clock::utc_of;
use crate::kernel::idem::Idem;
use crate::stalls::incidents::{self, IncidentRefusal, NewIncident};
use crate::stalls::model::{Incident, IncidentKind};
use crate::stalls::queries::{self, Version};
use chrono::TimeDelta;
use diesel::{QueryDsl, RunQueryDsl};

const NOTE: &str = "سیم کنار غرفه سوخت";

fn new(market: &Market, kind: IncidentKind, key: &str) -> NewIncident {
    NewIncident {
        kind,
        stall: Some(market.stalls[0]),
        note: NOTE.to_owned(),
        idem: Idem::parse(key).unwrap(),
        ago: TimeDelta::minutes(10),
    }
}

fn listed(market: &Market) -> Vec<Incident> {
    market.pool.read_now(|db| queries::incidents_of(db, market.day, None)).unwrap().incidents
}

/// A published day that has begun, with someone on a stall.
fn morning() -> Market {
    let market = Market::new();
    market.ask(&market.seller(1, market.office.espiari), &anything());
    market.publish(market.run());
    market.opens(60);
    market
}

#[test]
fn what_happened_is_noted_once_for_the_moment_it_was_noted_at_and_the_note_is_sealed() {
    let market = morning();
    let by = market.manager();
    let event = new(&market, IncidentKind::PowerCut, "key-of-one-act");
    done(&market.pool, |db| incidents::note(db, &by, &event));
    done(&market.pool, |db| incidents::note(db, &by, &event));
    let list = listed(&market);
    let [one] = list.as_slice() else { panic!("{list:?}") };
    assert_eq!((one.kind, one.note.as_deref(), one.stall.as_deref()), (IncidentKind::PowerCut, Some(NOTE), Some("1")));
    assert_eq!(one.at, market.pool.clock().now().at - TimeDelta::minutes(10));
    let stored: Vec<Option<Vec<u8>>> =
        market.pool.read_now(|db| incident::table.select(incident::note_sealed).load(db.conn)).unwrap();
    let sealed = stored.first().cloned().flatten().unwrap();
    assert!(!sealed.windows(4).any(|part| part == &NOTE.as_bytes()[..4]));
}

#[test]
fn what_happened_on_a_day_never_lies_before_it() {
    let market = morning();
    let by = market.manager();
    let event = NewIncident { ago: TimeDelta::hours(20), ..new(&market, IncidentKind::PowerCut, "key-of-one-act") };
    done(&market.pool, |db| incidents::note(db, &by, &event));
    let day = market.plan(Version::Published).day.day;
    assert_eq!(listed(&market)[0].at, utc_of(day, 0));
}

#[test]
fn a_mistake_is_taken_back_and_both_rows_stay() {
    let market = morning();
    let by = market.manager();
    done(&market.pool, |db| incidents::note(db, &by, &new(&market, IncidentKind::Damage, "key-of-one-act")));
    let id = listed(&market)[0].id;
    done(&market.pool, |db| incidents::take_back(db, &by, id));
    done(&market.pool, |db| incidents::take_back(db, &by, id));
    assert!(listed(&market)[0].is_taken_back);
    let rows: i64 = market.pool.read_now(|db| incident::table.count().get_result(db.conn)).unwrap();
    assert_eq!(rows, 2);
    let unknown = refused(&market.pool, |db| incidents::take_back(db, &by, crate::kernel::ids::IncidentId(7)));
    assert_eq!(unknown, IncidentRefusal::Unknown);
}

#[test]
fn something_else_has_to_be_said_and_the_day_must_have_come() {
    let market = morning();
    let by = market.manager();
    let note = |event: &NewIncident| refused(&market.pool, |db| incidents::note(db, &by, event));
    let unsaid = NewIncident { note: String::new(), ..new(&market, IncidentKind::Other, "key-of-one-act") };
    assert_eq!(note(&unsaid), IncidentRefusal::Unsaid);
    let nowhere = NewIncident { stall: Some(crate::kernel::ids::StallId(7)), ..unsaid };
    assert_eq!(note(&nowhere), IncidentRefusal::NoSuchStall);
    market.opens(-24 * 60);
    assert_eq!(note(&new(&market, IncidentKind::Water, "key-of-one-act")), IncidentRefusal::NotYet);
    market.opens(8 * 24 * 60);
    assert_eq!(note(&new(&market, IncidentKind::Water, "key-of-one-act")), IncidentRefusal::Over);
}

#[test]
fn a_long_list_of_what_happened_is_read_to_its_end() {
    let market = morning();
    let by = market.manager();
    for at in 0..23 {
        done(&market.pool, |db| {
            incidents::note(db, &by, &new(&market, IncidentKind::Damage, &format!("key-of-act-no-{at:02}")))
        });
    }
    let newest = listed(&market);
    let last = newest.last().unwrap().id;
    done(&market.pool, |db| incidents::take_back(db, &by, last));
    let first = market.pool.read_now(|db| queries::incidents_of(db, market.day, None)).unwrap();
    assert!((first.incidents.len(), first.is_first, first.has_more) == (20, true, true));
    assert!(first.incidents.last().unwrap().is_taken_back, "what takes it back is no entry of its own");
    let rest = market.pool.read_now(|db| queries::incidents_of(db, market.day, Some(last))).unwrap();
    assert_eq!((rest.incidents.len(), rest.is_first, rest.has_more), (3, false, false));
}
