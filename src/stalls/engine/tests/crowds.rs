//! Large markets with more vendors than stalls, the same that `benches/stalls` measures, held against the auditor.

#[allow(dead_code, reason = "the bench uses the rest")]
#[path = "../../../../benches/stalls/markets.rs"]
mod markets;

use super::super::{Case, assign};
use super::audit::broken_rules;

fn crowded(seed: u64, stalls: usize, vendors: usize) -> Case {
    serde_json::from_value(markets::market(seed, stalls, vendors)).unwrap()
}

#[test]
fn the_auditor_finds_no_broken_rule_in_crowded_markets() {
    for (seed, stalls, vendors) in (0..24).map(|seed| (seed, 40, 70)).chain((24..25).map(|seed| (seed, 260, 300))) {
        let case = crowded(seed, stalls, vendors);
        let outcome = assign(&case).unwrap();
        let broken = broken_rules(&case, &outcome);
        assert!(broken.is_empty(), "market {seed}: {broken:?}");
        assert!(outcome.rejected.len() > 5, "market {seed} is crowded");
    }
}
