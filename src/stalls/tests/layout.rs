//! Rings, obstacles and the rules of a site; and how the engine follows them.
use super::{Market, anything, done, only, redraw, refused, row, several};
use crate::stalls::check::{Fault, faults};
use crate::stalls::edits::{Edit, EditRefusal, NewObstacle, NewRow, RowChange, StallChange};
use crate::stalls::fittings::Fittings;
use crate::stalls::model::{CategoryRule, Drawing, Obstacle, ObstacleKind, Reason, Rules, Wanted};
use crate::stalls::queries::Version;
use crate::stalls::{layout, queries};

const TREE: Obstacle = Obstacle { kind: ObstacleKind::Tree, width_cm: 120 };

fn drawn(market: &Market) -> Drawing {
    market.pool.read_now(|db| queries::drawing(db, market.site, db.now.today)).unwrap()
}

fn bread(required: bool, max_stalls: Option<i32>) -> CategoryRule {
    CategoryRule { category: "bread".into(), required, max_stalls, max_vendors: None }
}

#[test]
fn nobody_stands_across_an_obstacle_and_its_order_makes_no_difference() {
    let market = Market::new();
    let by = market.site_manager();
    let between = (market.stalls[1], market.stalls[0]);
    done(&market.pool, |db| redraw(db, &by, &Edit::PutObstacle(NewObstacle { between, obstacle: TREE })));
    let booking = market.ask(&market.seller(1, market.office.espiari), &several(2, 2));
    market.run();
    assert_eq!(market.numbers_of(booking), ["2", "3"]);
    assert_eq!(drawn(&market).rows[0].stalls[0].after, Some(TREE));
    done(&market.pool, |db| redraw(db, &by, &Edit::ClearObstacle(market.stalls[0])));
    let again = |db: &mut crate::db::Db| redraw(db, &by, &Edit::ClearObstacle(market.stalls[0]));
    assert_eq!(refused(&market.pool, again), EditRefusal::NoObstacle);
}

#[test]
fn an_obstacle_stands_between_neighbours_only() {
    let market = Market::new();
    let by = market.site_manager();
    let far = NewObstacle { between: (market.stalls[0], market.stalls[2]), obstacle: TREE };
    assert_eq!(refused(&market.pool, |db| redraw(db, &by, &Edit::PutObstacle(far))), EditRefusal::NotNeighbours);
    let row = drawn(&market).rows[0].id;
    let ring = RowChange { row, name: "الف".into(), is_ring: true };
    done(&market.pool, |db| redraw(db, &by, &Edit::ChangeRow(ring.clone())));
    done(&market.pool, |db| redraw(db, &by, &Edit::PutObstacle(far)));
    assert_eq!(faults(&drawn(&market), &[]), []);
    done(&market.pool, |db| redraw(db, &by, &Edit::ChangeRow(RowChange { is_ring: false, ..ring.clone() })));
    assert_eq!(faults(&drawn(&market), &[]), [Fault::ObstacleAtEnd { stall: market.stalls[2] }]);
}

#[test]
fn in_a_ring_the_last_and_the_first_stall_are_one_place() {
    let market = Market::new();
    let by = market.site_manager();
    let row = drawn(&market).rows[0].id;
    done(&market.pool, |db| redraw(db, &by, &Edit::ChangeRow(RowChange { row, name: "حلقه".into(), is_ring: true })));
    let middle = market.ask(&market.seller(1, market.office.espiari), &only([market.stalls[1]]));
    let wide = market.ask(&market.seller(2, market.office.espiari), &several(2, 2));
    market.run();
    assert_eq!((market.numbers_of(middle), market.numbers_of(wide)), (vec!["2".into()], vec!["1".into(), "3".into()]));
}

#[test]
fn what_stood_after_a_retired_stall_still_stands_between_its_neighbours() {
    let market = Market::new();
    let by = market.site_manager();
    let between = (market.stalls[1], market.stalls[2]);
    done(&market.pool, |db| redraw(db, &by, &Edit::PutObstacle(NewObstacle { between, obstacle: TREE })));
    let retired = StallChange { is_retired: true, ..market.change(1) };
    done(&market.pool, |db| redraw(db, &by, &Edit::ChangeStall(retired.clone())));
    assert!(!drawn(&market).are_neighbours(market.stalls[0], market.stalls[2]));
}

#[test]
fn a_category_has_its_limit_and_its_marked_stalls() {
    let market = Market::new();
    let by = market.site_manager();
    let unmarked = refused(&market.pool, |db| redraw(db, &by, &Edit::SetCategory(bread(true, None))));
    assert_eq!(unmarked, EditRefusal::Unmarked);
    let marked = StallChange { category: Some("bread".into()), ..market.change(2) };
    done(&market.pool, |db| redraw(db, &by, &Edit::ChangeStall(marked.clone())));
    done(&market.pool, |db| redraw(db, &by, &Edit::SetCategory(bread(true, Some(1)))));
    let [first, second] = [1, 2].map(|at| market.ask(&market.seller(at, market.office.espiari), &anything()));
    market.run();
    assert_eq!(market.numbers_of(first), ["3"]);
    let reason = market.plan(Version::Latest).place(second).unwrap().reason;
    assert!(matches!(reason, Some(Reason::CategoryFull | Reason::NoSuitableStall)), "{reason:?}");
    let open = StallChange { category: None, fittings: Fittings::NONE, ..market.change(2) };
    done(&market.pool, |db| redraw(db, &by, &Edit::ChangeStall(open.clone())));
    assert_eq!(faults(&drawn(&market), &[]), [Fault::RequiredUnmarked { category: "bread".into() }]);
}

#[test]
fn the_limit_for_each_seller_binds() {
    let market = Market::new();
    market.rules(&Rules { max_each: Some(2), ..Rules::default() });
    let booking = market.ask(&market.seller(1, market.office.espiari), &several(1, 3));
    market.run();
    assert_eq!(market.numbers_of(booking).len(), 2);
}

#[test]
fn whoever_was_refused_last_time_comes_first_where_the_site_says_so() {
    let mut market = Market::new();
    let sellers = [1, 2].map(|at| market.seller(at, market.office.espiari));
    let wished: Wanted = only([market.stalls[1]]);
    let [senior, junior] = [0, 1].map(|at| market.ask(&sellers[at], &wished));
    market.publish(market.run());
    assert_eq!((market.numbers_of(senior).len(), market.numbers_of(junior).len()), (1, 0));
    market.rules(&Rules { refused_first: true, ..Rules::default() });
    market.open_next_week();
    let [senior, junior] = [0, 1].map(|at| market.ask(&sellers[at], &wished));
    market.run();
    assert_eq!((market.numbers_of(senior).len(), market.numbers_of(junior).len()), (0, 1));
}

#[test]
fn rules_that_were_changed_meanwhile_are_not_overwritten() {
    let market = Market::new();
    let by = market.site_manager();
    let seen = Rules::default().written();
    market.rules(&Rules { max_each: Some(2), ..Rules::default() });
    let new = Rules { ab_list: true, ..Rules::default() };
    assert_eq!(
        refused(&market.pool, |db| layout::set_rules(db, &by, (&seen, &new))),
        layout::RulesRefusal::Stale(Rules { max_each: Some(2), ..Rules::default() })
    );
    let site = market.pool.read_now(|db| queries::site(db, market.site)).unwrap();
    assert_eq!(site.rules.max_each, Some(2));
    done(&market.pool, |db| layout::set_rules(db, &by, (&seen, &site.rules)));
}

#[test]
fn a_whole_row_gets_the_fittings_of_one_stall() {
    let market = Market::new();
    let by = market.site_manager();
    done(&market.pool, |db| redraw(db, &by, &Edit::AddRow(NewRow { first_number: 20, ..row(2) })));
    let water = Fittings { water: true, ..Fittings::NONE };
    let change = StallChange { fittings: water, width_cm: 310, shapes_row: true, ..market.change(1) };
    done(&market.pool, |db| redraw(db, &by, &Edit::ChangeStall(change.clone())));
    let drawn = market.pool.read_now(|db| queries::drawing(db, market.site, db.now.today)).unwrap();
    let shaped: Vec<&str> = drawn
        .stalls()
        .filter(|stall| stall.fittings == water && stall.width_cm == 310)
        .map(|stall| stall.number.as_str())
        .collect();
    assert_eq!(shaped, ["1", "2", "3"], "the other row stays as it was");
}
