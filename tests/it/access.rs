//! The access matrix: every route, every role, in and out of scope. A route without a row fails.
use bazarche::app;

#[test]
fn every_route_is_listed_once() {
    let mut listed = app::routes();
    let count = listed.len();
    listed.sort();
    listed.dedup();
    assert_eq!(listed.len(), count, "a route stands twice");
    assert!(count > 20);
}
