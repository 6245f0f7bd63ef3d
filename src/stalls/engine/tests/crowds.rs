//! Large markets with more vendors than stalls, the same that `benches/stalls` measures, held against the auditor.

#[allow(dead_code, reason = "the bench uses the rest")]
#[path = "../../../../benches/stalls/markets.rs"]
mod markets;

use super::super::{Case, assign};
use super::audit::broken_rules;
use super::markets::many;

fn crowded(seed: u64, stalls: usize, vendors: usize) -> Case {
    serde_json::from_value(markets::market(seed, stalls, vendors)).unwrap()
}

/// Makes markets of 40 to 60 stalls, a tenth of what the properties are asked for, so that `PROPTEST_CASES` asks for more.
fn towns() -> impl Iterator<Item = (u64, Case)> {
    (0..u64::from(many().cases / 10)).map(|seed| {
        let at = seed as usize;
        (seed, crowded(seed, 40 + at % 21, 70 + at % 31))
    })
}

#[test]
fn the_auditor_finds_no_broken_rule_in_crowded_markets() {
    for (seed, case) in towns().chain([(24, crowded(24, 260, 300))]) {
        let outcome = assign(&case).unwrap();
        let broken = broken_rules(&case, &outcome);
        assert!(broken.is_empty(), "market {seed}: {broken:?}");
        assert!(outcome.rejected.len() > 3, "market {seed} is crowded");
    }
}

#[test]
fn the_auditor_finds_no_broken_rule_where_everyone_wishes_for_single_stalls() {
    for seed in 0..u64::from(many().cases / 20) {
        let case: Case = serde_json::from_value(markets::wishful_market(seed, 60, 75)).unwrap();
        let outcome = assign(&case).unwrap();
        let broken = broken_rules(&case, &outcome);
        assert!(broken.is_empty(), "market {seed}: {broken:?}");
        assert!(outcome.rejected.len() > 3, "market {seed} is crowded");
    }
}

#[test]
fn crowded_markets_give_the_same_levels_mirrored_and_without_those_who_are_refused() {
    for (seed, case) in towns() {
        let outcome = assign(&case).unwrap();
        let mut mirrored = case.clone();
        mirrored.market.rows.iter_mut().for_each(|row| row.reverse());
        let mirrored = assign(&mirrored).unwrap();
        let mut without = case.clone();
        let refused = outcome.rejected.keys().nth(seed as usize % outcome.rejected.len());
        without.vendors.retain(|vendor| Some(&vendor.id) != refused);
        let without = assign(&without).unwrap();
        if outcome.cut_short + mirrored.cut_short + without.cut_short == 0 {
            assert_eq!(outcome.granted, mirrored.granted, "17: market {seed}");
            assert_eq!(outcome.granted, without.granted, "13: market {seed} without {refused:?}");
        }
    }
}
