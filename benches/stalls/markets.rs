//! Random market days of a given size: long rows with obstacles and blocked stalls, holders who stay or move, guaranteed
//! counts, and more applicants than stalls are left. The same seed makes the same market.
use serde_json::{Value, json};

/// The numbers of a market come from its seed alone (splitmix64).
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % limit.max(1) as u64) as usize
    }

    fn in_a_hundred(&mut self, share: usize) -> bool {
        self.below(100) < share
    }

    fn from(&mut self, least: usize, most: usize) -> usize {
        least + self.below(most - least + 1)
    }
}

/// A case with that many stalls and vendors, everyone present.
pub fn market(seed: u64, stalls: usize, vendors: usize) -> Value {
    let mut dice = Dice(seed);
    let numbers: Vec<String> = (1..=stalls).map(|number| number.to_string()).collect();
    let mut rows: Vec<&[String]> = Vec::new();
    let mut rest = numbers.as_slice();
    while !rest.is_empty() {
        let (row, others) = rest.split_at(dice.from(12, 44).min(rest.len()));
        rows.push(row);
        rest = others;
    }
    let rings: Vec<usize> = (0..rows.len()).filter(|_| dice.in_a_hundred(10)).collect();
    let pairs = rows.iter().flat_map(|row| row.windows(2));
    let obstacles: Vec<&[String]> = pairs.filter(|_| dice.in_a_hundred(5)).collect();
    let drawn: serde_json::Map<String, Value> =
        numbers.iter().map(|number| (number.clone(), stall(&mut dice))).collect();
    let mut categories = serde_json::Map::new();
    for number in 0..25 {
        let max = if dice.in_a_hundred(50) { json!(dice.from(stalls / 26, stalls / 10)) } else { json!(null) };
        categories.insert(format!("kind-{number}"), json!({ "max": max }));
    }
    for number in 0..3 {
        categories.insert(format!("marked-{number}"), json!({ "required": true }));
    }
    let market = json!({
        "date": "2026-03-21", "rows": rows, "stalls": drawn, "categories": categories, "obstacles": obstacles,
        "circular_rows": rings, "max_stalls_per_vendor": if dice.in_a_hundred(30) { json!(4) } else { json!(null) },
        "ab_list_active": dice.in_a_hundred(30),
    });
    let mut next_own = 0;
    let vendors: Vec<Value> = (0..vendors).map(|at| vendor(&mut dice, at, vendors, &numbers, &mut next_own)).collect();
    json!({ "id": format!("{stalls}x{}/{seed}", vendors.len()), "market": market, "vendors": vendors })
}

fn stall(dice: &mut Dice) -> Value {
    let properties = match dice.below(20) {
        0 => vec!["own-unit", "power"],
        1 => vec!["baking", "power"],
        2 => vec!["baking-light"],
        3 => vec!["water"],
        4..=6 => vec!["power"],
        _ => vec![],
    };
    let categories = if dice.in_a_hundred(12) { vec![format!("marked-{}", dice.below(3))] } else { vec![] };
    json!({ "properties": properties, "categories": categories, "blocked": dice.in_a_hundred(2) })
}

fn vendor(dice: &mut Dice, at: usize, vendors: usize, numbers: &[String], next_own: &mut usize) -> Value {
    let own = own_stalls(dice, numbers, next_own);
    let is_holder = !own.is_empty();
    let wishes = if is_holder && !dice.in_a_hundred(30) { 0 } else { dice.from(0, 5) };
    let wishes: Vec<Vec<&String>> = (0..wishes)
        .map(|_| (0..dice.from(1, 2)).filter_map(|_| numbers.get(dice.below(numbers.len()))).collect())
        .collect();
    let least = if is_holder { own.len() } else { 1 + usize::from(dice.in_a_hundred(15)) };
    let most = least + dice.from(0, 2);
    let needs: &[&str] = match dice.below(20) {
        0 => &["own-unit"],
        1 => &["baking"],
        2 => &["baking-light"],
        3 => &["power"],
        _ => &[],
    };
    let category =
        if dice.in_a_hundred(8) { format!("marked-{}", dice.below(3)) } else { format!("kind-{}", dice.below(25)) };
    json!({
        "id": format!("v{at}"), "kind": if is_holder { "permanent" } else { "applicant" },
        "seniority_rank": (at * 7919) % (10 * vendors + 1), "list": if dice.in_a_hundred(20) { "B" } else { "A" },
        "permanent_stalls": own, "guaranteed_count": if !is_holder && dice.in_a_hundred(4) { least } else { 0 },
        "wants": { "min": least, "max": most }, "category": category, "needs": needs, "preferences": wishes,
        "flexible": dice.in_a_hundred(70), "present": true,
    })
}

/// One to three stalls side by side, for two vendors in five, as long as there are any.
fn own_stalls(dice: &mut Dice, numbers: &[String], next: &mut usize) -> Vec<String> {
    if !dice.in_a_hundred(40) {
        return Vec::new();
    }
    let from = *next + dice.from(0, 1);
    let own: Vec<String> = numbers.iter().skip(from).take(dice.from(1, 2)).cloned().collect();
    *next = from + own.len();
    own
}

/// Rows of twenty stalls, and everyone wishes for single stalls in order and takes up to three: the most that a proof can be
/// asked for.
pub fn wishful_market(seed: u64, stalls: usize, vendors: usize) -> Value {
    let mut dice = Dice(seed);
    let numbers: Vec<String> = (1..=stalls).map(|number| number.to_string()).collect();
    let rows: Vec<&[String]> = numbers.chunks(20).collect();
    let drawn: serde_json::Map<String, Value> = numbers.iter().map(|number| (number.clone(), json!({}))).collect();
    let vendors: Vec<Value> = (0..vendors)
        .map(|at| {
            let wishes = dice.from(1, 5);
            let wishes: Vec<Vec<&String>> =
                (0..wishes).map(|_| numbers.get(dice.below(stalls)).into_iter().collect()).collect();
            json!({
                "id": format!("v{at}"), "seniority_rank": at, "wants": { "min": 1, "max": dice.from(1, 3) },
                "preferences": wishes, "flexible": dice.in_a_hundred(50), "present": true,
            })
        })
        .collect();
    json!({ "market": { "date": "2026-03-21", "rows": rows, "stalls": drawn }, "vendors": vendors })
}
