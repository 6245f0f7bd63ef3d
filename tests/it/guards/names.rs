//! The names of the rules: the same on both engines, and each of them attacked.
use std::collections::BTreeSet;
use std::path::Path;

const SQLITE: &str = concat!(
    include_str!("../../../migrations/sqlite/0009_guards/up.sql"),
    include_str!("../../../migrations/sqlite/0012_site_drawing_guards/up.sql"),
    include_str!("../../../migrations/sqlite/0014_market_day_guards/up.sql"),
    include_str!("../../../migrations/sqlite/0016_calendar_link_guards/up.sql"),
    include_str!("../../../migrations/sqlite/0018_order_guards/up.sql"),
    include_str!("../../../migrations/sqlite/0028_batch_guards/up.sql"),
);
const POSTGRES: &str = concat!(
    include_str!("../../../migrations/postgres/0009_guards/up.sql"),
    include_str!("../../../migrations/postgres/0012_site_drawing_guards/up.sql"),
    include_str!("../../../migrations/postgres/0014_market_day_guards/up.sql"),
    include_str!("../../../migrations/postgres/0016_calendar_link_guards/up.sql"),
    include_str!("../../../migrations/postgres/0018_order_guards/up.sql"),
    include_str!("../../../migrations/postgres/0028_batch_guards/up.sql"),
);

/// What stands right before the name of a rule in the scripts.
const MARKS: [&str; 4] = ["RAISE(ABORT, '", "refuse('", "refuse_always('", "ADD CONSTRAINT "];

fn rules(script: &str) -> BTreeSet<&str> {
    let after = MARKS.iter().flat_map(|mark| script.split(mark).skip(1));
    after.filter_map(|text| text.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').next()).collect()
}

#[test]
fn the_engines_refuse_by_the_same_names() {
    assert!(rules(SQLITE).len() > 90);
    assert_eq!(rules(SQLITE), rules(POSTGRES));
}

#[test]
fn every_rule_is_attacked() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/guards");
    let files = std::fs::read_dir(folder).expect("the attacks").map(|entry| entry.expect("a file").path());
    let attacks: String = files.map(|file| std::fs::read_to_string(file).expect("an attack")).collect();
    let missing: Vec<&str> =
        rules(SQLITE).into_iter().filter(|rule| !attacks.contains(&format!("\"{rule}\""))).collect();
    assert!(missing.is_empty(), "{missing:?}");
}
