//! Random small markets: a few short rows with marks, obstacles and blocked stalls, and a few vendors of every kind.

use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use serde_json::{Value, json};

use super::super::Case;

/// Says what may occur in a market.
#[derive(Clone, Copy)]
pub(super) struct Mix {
    pub(super) most_stalls: usize,
    pub(super) most_vendors: usize,
    /// Says how many stalls a vendor may ask for.
    pub(super) most_wanted: usize,
    pub(super) holders: bool,
    pub(super) wishes: bool,
    /// Lets a minimum lie below the maximum.
    pub(super) growth: bool,
    pub(super) limits: bool,
    /// Lets in what few vendors have: guaranteed counts, fixed stalls, scattered own stalls, a second category, the rotation.
    pub(super) rare: bool,
}

pub(super) const EVERYTHING: Mix = Mix {
    most_stalls: 9,
    most_vendors: 7,
    most_wanted: 3,
    holders: true,
    wishes: true,
    growth: true,
    limits: true,
    rare: true,
};

/// Has fewer stalls than are asked for.
const TIGHT: Mix = Mix { most_stalls: 6, most_vendors: 9, ..EVERYTHING };

/// Holds nobody but applicants.
pub(super) const APPLICANTS: Mix = Mix { holders: false, rare: false, ..EVERYTHING };

pub(super) const SINGLES: Mix = Mix { most_wanted: 1, growth: false, ..EVERYTHING };

/// The same markets at every run, so that a refusal here is a change of the engine; `PROPTEST_CASES` asks for more,
/// `PROPTEST_RNG_SEED` for others.
pub(super) fn many() -> ProptestConfig {
    let asked = ProptestConfig::default();
    let rng_seed = if asked.rng_seed == RngSeed::Random { RngSeed::Fixed(1405) } else { asked.rng_seed };
    ProptestConfig { failure_persistence: None, rng_seed, ..asked }
}

/// Markets with everything in them, with room and without.
pub(super) fn any_market() -> impl Strategy<Value = Case> {
    prop_oneof![market(EVERYTHING), market(TIGHT)]
}

pub(super) fn market(mix: Mix) -> impl Strategy<Value = Case> {
    site(mix).prop_flat_map(move |(market, stalls)| {
        let vendors = prop::collection::vec(vendor(mix, stalls), 1..=mix.most_vendors);
        (Just(market), vendors).prop_map(move |(market, vendors)| case(mix, market, vendors))
    })
}

/// Numbers the vendors and leaves every own stall to the first who has it.
fn case(mix: Mix, market: Value, mut vendors: Vec<Value>) -> Case {
    let mut owned = Vec::new();
    for (at, vendor) in vendors.iter_mut().enumerate() {
        vendor["id"] = json!(format!("v{}", at + 1));
        let own: Vec<Value> = vendor["permanent_stalls"].as_array().unwrap().clone();
        let own: Vec<Value> = own.into_iter().filter(|stall| !owned.contains(stall)).collect();
        owned.extend(own.clone());
        if !own.is_empty() {
            vendor["kind"] = json!("permanent");
            let count = own.len().max(vendor["wants"]["min"].as_u64().unwrap() as usize);
            vendor["wants"]["min"] = json!(own.len().min(vendor["wants"]["min"].as_u64().unwrap() as usize));
            vendor["wants"]["max"] = json!(count.max(vendor["wants"]["max"].as_u64().unwrap() as usize));
            vendor["guaranteed_count"] = json!(0);
            if !mix.growth {
                vendor["wants"]["max"] = json!(own.len());
            }
        } else {
            vendor["subkind"] = json!(null);
        }
        vendor["permanent_stalls"] = json!(own);
    }
    serde_json::from_value(json!({ "market": market, "vendors": vendors })).unwrap()
}

fn site(mix: Mix) -> impl Strategy<Value = (Value, usize)> {
    let rows = prop::collection::vec(1..=5usize, 1..=3);
    let marks = prop::collection::vec(0..12u8, mix.most_stalls);
    let joints = prop::collection::vec(0..8u8, mix.most_stalls);
    (rows, marks, joints, prop::bool::weighted(0.2), prop::bool::weighted(0.25), 0..5usize).prop_map(
        move |(lengths, marks, joints, is_ring, ab_list, limit)| {
            let mut numbers = 1..=mix.most_stalls;
            let rows: Vec<Vec<String>> = lengths
                .iter()
                .map(|length| numbers.by_ref().take(*length).map(|number| number.to_string()).collect())
                .collect();
            let all: Vec<&String> = rows.iter().flatten().collect();
            let mut stalls = serde_json::Map::new();
            for (number, mark) in all.iter().zip(&marks) {
                stalls.insert((*number).clone(), stall(*mark, mix));
            }
            let pairs = rows.iter().flat_map(|row| row.windows(2).map(<[String]>::to_vec));
            let obstacles: Vec<Vec<String>> =
                pairs.zip(&joints).filter(|(_, joint)| **joint == 0).map(|(pair, _)| pair).collect();
            let category_limit = if mix.limits { json!(limit + 1) } else { Value::Null };
            let market_limit = if mix.limits && limit > 1 { json!(limit) } else { Value::Null };
            let mut market = json!({
                "date": "2026-03-21", "rows": rows, "stalls": stalls, "obstacles": obstacles,
                "circular_rows": if is_ring { vec![0] } else { vec![] },
                "categories": { "fish": { "required": true }, "toys": { "max": category_limit } },
                "max_stalls_per_vendor": market_limit, "ab_list_active": ab_list,
                "refused_last_time_first": mix.rare && limit == 3,
            });
            if mix.rare && mix.limits {
                market["categories"]["bread"] = json!({ "max_vendors": limit + 1 });
            }
            (market, stalls.len())
        },
    )
}

fn stall(mark: u8, mix: Mix) -> Value {
    match mark {
        0 if mix.limits => json!({ "blocked": true }),
        1 => json!({ "properties": ["own-unit", "power"] }),
        2 => json!({ "properties": ["baking"] }),
        3 => json!({ "properties": ["baking-light"], "categories": ["fish"] }),
        4 => json!({ "categories": ["fish"] }),
        5 => json!({ "properties": ["three-phase", "water"] }),
        _ => json!({}),
    }
}

pub(super) fn vendor(mix: Mix, stalls: usize) -> impl Strategy<Value = Value> {
    let own_count = if mix.holders { 0..=mix.most_wanted } else { 0..=0 };
    let side_by_side = (own_count, 1..=stalls)
        .prop_map(move |(count, first)| (first..(first + count).min(stalls + 1)).collect::<Vec<usize>>());
    let scattered = prop::collection::btree_set(1..=stalls, if mix.rare { 0..=2 } else { 0..=0 })
        .prop_map(|numbers| numbers.into_iter().collect());
    let own = prop_oneof![4 => Just(Vec::new()), 4 => side_by_side, 1 => scattered];
    let wants = (1..=mix.most_wanted, 0..=if mix.growth { 2usize } else { 0 });
    let footing = (0..12u8, 0..12u8, 0..14u8, any::<bool>(), 1..8i64);
    (own, wants, wishes(mix, stalls), footing).prop_map(
        move |(own, (min, more), wishes, (needs, category, kind, flexible, seniority))| {
            let max = (min + more).min(mix.most_wanted);
            let categories = match category {
                0 => json!(["fish"]),
                1..=3 => json!(["toys"]),
                4 if mix.rare => json!(["toys", "bread"]),
                5 if mix.rare => json!(["bread"]),
                _ => json!([]),
            };
            let needs = match needs {
                0 => json!(["own-unit"]),
                1 => json!(["baking-light"]),
                2 if mix.rare => json!(["power"]),
                3 if mix.rare => json!(["water"]),
                _ => json!([]),
            };
            json!({
                "seniority_rank": seniority,
                "list": if kind == 0 { "B" } else { "A" },
                "permanent_stalls": own.iter().map(usize::to_string).collect::<Vec<_>>(),
                "guaranteed_count": if mix.rare && kind == 2 { min } else { 0 },
                "subkind": match kind { 3 if mix.rare => "experimental", 4 if mix.rare => "economic-tie", _ => "ordinary" },
                "refused_last_time": mix.rare && kind < 6,
                "wants": { "min": min, "max": max },
                "categories": categories,
                "needs": needs,
                "preferences": wishes,
                "flexible": flexible,
                "present": kind != 1,
                "absence": match kind {
                    5 => json!({ "from": "2026-03-01", "until": "2026-03-21" }),
                    6 => json!({ "from": "2026-03-22", "until": "2026-03-22" }),
                    _ => json!(null),
                },
            })
        },
    )
}

pub(super) fn wishes(mix: Mix, stalls: usize) -> impl Strategy<Value = Vec<Vec<String>>> {
    let tier = prop::collection::btree_set(1..=stalls, 1..=2);
    let most = if mix.wishes { 3 } else { 0 };
    prop::collection::vec(tier, 0..=most).prop_map(|tiers| {
        let mut seen = std::collections::BTreeSet::new();
        let tiers = tiers.into_iter().map(|tier| {
            tier.into_iter().filter(|stall| seen.insert(*stall)).map(|stall| stall.to_string()).collect::<Vec<_>>()
        });
        tiers.filter(|tier| !tier.is_empty()).collect()
    })
}
