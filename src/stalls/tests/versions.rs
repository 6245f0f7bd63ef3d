//! The versions of a site's drawing: kept after each change, seen by old plans, and brought back.
use super::{Market, anything, done, only, redraw, refused, row};
use crate::db::schema::drawing_version;
use crate::stalls::differences::{self, Difference};
use crate::stalls::edits::{Edit, EditRefusal, NewRow, NewStalls, StallChange};
use crate::stalls::model::{CategoryRule, Drawing, DrawingAction};
use crate::stalls::own::{self, NewOwn};
use crate::stalls::publish::{self, Publication, PublishRefusal};
use crate::stalls::queries::Version;
use crate::stalls::versions::{VersionRefusal, bring_back};
use crate::stalls::{queries, vendors};
use diesel::{QueryDsl, RunQueryDsl};

fn drawn(market: &Market) -> Drawing {
    market.pool.read_now(|db| queries::drawing(db, market.site, db.now.today)).unwrap()
}

fn edit(market: &Market, edit: &Edit) {
    let by = market.site_manager();
    done(&market.pool, |db| redraw(db, &by, edit));
}

/// The newest version's number.
fn newest(market: &Market) -> i32 {
    let versions = market.pool.read_now(|db| queries::versions(db, market.site, None)).unwrap();
    versions[0].0.version
}

#[test]
fn every_change_leaves_the_whole_drawing_as_a_version() {
    let market = Market::new();
    let versions = market.pool.read_now(|db| queries::versions(db, market.site, None)).unwrap();
    assert_eq!(versions.iter().map(|(card, _)| card.version).collect::<Vec<_>>(), [3, 2, 1]);
    assert_eq!((versions[2].0.action, versions[2].1.stalls().count()), (DrawingAction::Opened, 0));
    assert_eq!(versions[0].1, drawn(&market));
    let words = differences::between(&versions[1].1, &versions[0].1);
    assert_eq!(words, [Difference::Fittings { stall: "1".into() }]);
    let older = market.pool.read_now(|db| queries::versions(db, market.site, Some(2))).unwrap();
    assert_eq!(older.len(), 1);
}

#[test]
fn a_kept_drawing_has_these_words_for_ever() {
    let stored = r#"{"north":"up","rows":[{"id":1,"ord":1,"name":"الف","is_ring":false,"stalls":[{"id":2,"row":1,"ord":1,"number":"1","width_cm":200,"fittings":{"power":"three_phase","water":false,"baking":"none","own_unit":false},"category":null,"blocked":"لوله","after":{"kind":"tree","width_cm":120}}]}],"categories":[{"category":"bread","required":true,"max_stalls":3,"max_vendors":null}],"away":[]}"#;
    let drawing: Drawing = serde_json::from_str(stored).unwrap();
    assert_eq!(serde_json::to_string(&drawing).unwrap(), stored);
}

#[test]
fn a_plan_shows_the_drawing_as_it_was_when_it_was_made() {
    let market = Market::new();
    let booking = market.ask(&market.seller(1, market.office.espiari), &only([market.stalls[1]]));
    market.publish(market.run());
    edit(&market, &Edit::ChangeStall(StallChange { number: "12".into(), width_cm: 400, ..market.change(1) }));
    let plan = market.plan(Version::Published);
    assert_eq!((plan.numbers_of(booking), plan.drawing.number(market.stalls[1])), (vec!["2".to_owned()], "2"));
    let now = market.pool.read_now(|db| queries::working_plan(db, market.day)).unwrap();
    assert_eq!(now.numbers_of(booking), ["12"]);
    assert!(now.planned.is_some() && now.unusable().next().is_none());
}

#[test]
fn the_seller_reads_the_number_that_was_told() {
    let market = Market::new();
    let seller = market.seller(1, market.office.espiari);
    market.ask(&seller, &only([market.stalls[1]]));
    market.publish(market.run());
    edit(&market, &Edit::ChangeStall(StallChange { number: "12".into(), ..market.change(1) }));
    let (own, coming) = market
        .pool
        .read_now(|db| {
            let own = queries::own_day(db, seller.household, market.day)?;
            Ok((own, queries::coming_stall_of(db, seller.household)?))
        })
        .unwrap();
    assert_eq!(own.unwrap().result.unwrap().stalls, ["2"]);
    assert_eq!(coming.unwrap().numbers, ["2"]);
}

#[test]
fn a_stall_closed_after_the_run_holds_the_publication() {
    let market = Market::new();
    market.ask(&market.seller(1, market.office.espiari), &only([market.stalls[1]]));
    market.run();
    edit(&market, &Edit::ChangeStall(StallChange { blocked: Some("لوله".into()), ..market.change(1) }));
    let plan = market.pool.read_now(|db| queries::working_plan(db, market.day)).unwrap();
    let told: Vec<Vec<String>> = plan.unusable().map(|(_, stalls)| stalls).collect();
    assert_eq!(told, [["2"]]);
    let by = market.manager();
    let wanted = Publication { seen: plan.run.unwrap().seen(), closes_early: true };
    assert_eq!(refused(&market.pool, |db| publish::publish(db, &by, wanted)), PublishRefusal::Unusable);
}

#[test]
fn an_earlier_version_comes_back_with_its_stalls_and_their_numbers() {
    let market = Market::new();
    let (good, once) = (newest(&market), drawn(&market));
    edit(&market, &Edit::ChangeStall(StallChange { is_retired: true, ..market.change(2) }));
    edit(&market, &Edit::ChangeStall(StallChange { number: "9".into(), ..market.change(0) }));
    edit(&market, &Edit::ChangeStall(StallChange { number: "1".into(), ..market.change(1) }));
    edit(&market, &Edit::AddRow(NewRow { first_number: 20, ..row(2) }));
    let by = market.site_manager();
    let rule = CategoryRule { category: "bread".into(), required: false, max_stalls: Some(2), max_vendors: None };
    edit(&market, &Edit::SetCategory(rule.clone()));
    let seen = newest(&market);
    assert_eq!(
        refused(&market.pool, |db| bring_back(db, &by, good, Some(seen - 1))),
        VersionRefusal::Edit(EditRefusal::Stale)
    );
    done(&market.pool, |db| bring_back(db, &by, good, Some(seen)));
    let now = drawn(&market);
    assert_eq!((&now.rows, now.categories.as_slice()), (&once.rows, [rule].as_slice()), "today's rules stay");
    assert_eq!(now.taken_off().map(|stall| stall.number.as_str()).collect::<Vec<_>>(), ["20", "21"]);
    let versions = market.pool.read_now(|db| queries::versions(db, market.site, None)).unwrap();
    assert_eq!((versions[0].0.action, versions[0].1.rows.clone()), (DrawingAction::BroughtBack, once.rows));
    let seen = newest(&market);
    assert_eq!(refused(&market.pool, |db| bring_back(db, &by, good, Some(seen))), VersionRefusal::Nothing);
}

#[test]
fn a_version_comes_back_also_where_two_stalls_had_one_number_since() {
    let market = Market::new();
    let good = newest(&market);
    let five = |at: usize| StallChange { number: "5".into(), ..market.change(at) };
    edit(&market, &Edit::ChangeStall(five(0)));
    edit(&market, &Edit::ChangeStall(StallChange { is_retired: true, ..five(0) }));
    edit(&market, &Edit::ChangeStall(five(1)));
    let (by, seen) = (market.site_manager(), newest(&market));
    done(&market.pool, |db| bring_back(db, &by, good, Some(seen)));
    let code = market.pool.read_now(|db| queries::code_of(db, market.site)).unwrap();
    let here = |number: &str| market.pool.read_now(|db| queries::today_at(db, &code, number)).unwrap();
    assert_eq!(here("5").map(|today| (today.stall, today.number)), Some((market.stalls[1], "2".to_owned())));
    edit(&market, &Edit::ChangeStall(StallChange { is_retired: true, ..market.change(2) }));
    assert!(here("3").is_none(), "a label of a stall that is gone leads nowhere");
}

#[test]
fn a_version_does_not_come_back_over_a_stall_that_is_given_away_or_someones_own() {
    let mut market = Market::new();
    let good = newest(&market);
    edit(&market, &Edit::AddRow(NewRow { first_number: 20, ..row(2) }));
    let added: Vec<_> = drawn(&market).stalls().skip(3).map(|stall| stall.id).collect();
    let seller = market.seller(1, market.office.espiari);
    market.ask(&seller, &only([added[1]]));
    market.publish(market.run());
    let by = market.site_manager();
    let seen = newest(&market);
    let refusal = refused(&market.pool, |db| bring_back(db, &by, good, Some(seen)));
    assert_eq!(refusal, VersionRefusal::Edit(EditRefusal::InUse("21".into())));

    market.opens(0);
    market.pool.clock().advance(chrono::TimeDelta::days(1));
    market.open_next_week();
    market.open_shop(&seller);
    let known = market.pool.read_now(|db| queries::vendor(db, market.site, seller.household)).unwrap();
    if known.is_none() {
        done(&market.pool, |db| vendors::take_in(db, &by, seller.household, "bread"));
    }
    let from = market.pool.clock().now().today;
    done(&market.pool, |db| own::give(db, &by, &NewOwn { household: seller.household, stall: added[0], from }));
    let seen = newest(&market);
    let refusal = refused(&market.pool, |db| bring_back(db, &by, good, Some(seen)));
    assert_eq!(refusal, VersionRefusal::Edit(EditRefusal::Owned("20".into())));
    assert_eq!(newest(&market), good + 1);
}

#[test]
fn a_refused_change_leaves_nothing() {
    let market = Market::new();
    let by = market.site_manager();
    let taken = NewStalls { row: drawn(&market).rows[0].id, stalls: 2, prefix: String::new(), first_number: 2 };
    let refusal = refused(&market.pool, |db| redraw(db, &by, &Edit::AddStalls(taken.clone())));
    assert_eq!(refusal, EditRefusal::NumberTaken("2".into()));
    let kept: i64 = market.pool.read_now(|db| drawing_version::table.count().get_result(db.conn)).unwrap();
    assert_eq!((kept, drawn(&market).stalls().count()), (3, 3));
    done(&market.pool, |db| redraw(db, &by, &Edit::AddStalls(NewStalls { first_number: 4, ..taken.clone() })));
    let numbers: Vec<String> = drawn(&market).stalls().map(|stall| stall.number.clone()).collect();
    assert_eq!(numbers, ["1", "2", "3", "4", "5"]);
    market.ask(&market.seller(1, market.office.espiari), &anything());
}
