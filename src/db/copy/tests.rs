use super::catalogue::tables;
use super::{Each, Lines, Snapshot, TableDigest, load, same};
use crate::testing::{Office, pool};
use std::collections::BTreeMap;

/// Lines of which one is changed on the way, while the digest tells of what it was.
struct Changed<'s> {
    of: &'s mut Snapshot,
    from: &'static str,
    to: &'static str,
}

impl Lines for Changed<'_> {
    fn schema(&mut self) -> anyhow::Result<String> {
        self.of.schema()
    }

    fn tables(&mut self) -> anyhow::Result<Vec<String>> {
        self.of.tables()
    }

    fn of_table(&mut self, name: &str, each: Each) -> anyhow::Result<TableDigest> {
        self.of.of_table(name, &mut |line| each(&line.replace(self.from, self.to)))
    }
}

#[test]
fn every_table_and_column_that_diesel_was_told_of_is_copied() {
    let mut told: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for block in include_str!("../schema.rs").split("diesel::table! {").skip(1) {
        let lines = || block.lines().map(str::trim);
        let head = lines().find(|line| line.ends_with('{')).unwrap();
        let columns =
            lines().take_while(|line| *line != "}").filter_map(|line| Some(line.split_once(" -> ")?.0.to_owned()));
        told.insert(head.split([' ', '(']).next().unwrap().to_owned(), columns.collect());
    }
    let pool = pool();
    let copied = pool.read_now(|db| tables(db.conn)).unwrap();
    let mut copied: BTreeMap<String, Vec<String>> = copied
        .into_iter()
        .map(|table| (table.name, table.columns.into_iter().map(|column| column.name).collect()))
        .collect();
    told.values_mut().chain(copied.values_mut()).for_each(|columns| columns.sort());
    assert!(told.len() > 50 && told == copied, "{told:?}\n{copied:?}");
}

#[test]
fn a_letter_that_changed_on_the_way_is_noticed_and_no_row_is_left() {
    let (from, to) = (pool(), pool());
    Office::new(&from);
    let mut source = Snapshot::open(&from.url).unwrap();
    let before = Snapshot::open(&to.url).unwrap().digests().unwrap();
    let refused = load(&to.url, &mut Changed { of: &mut source, from: "مریم", to: "مریما" }).unwrap_err();
    assert!(format!("{refused:#}").contains("table account is not the same"), "{refused:#}");
    same(&before, &Snapshot::open(&to.url).unwrap().digests().unwrap()).unwrap();

    let whole = load(&to.url, &mut source).unwrap();
    same(&whole, &Snapshot::open(&to.url).unwrap().digests().unwrap()).unwrap();
}

#[test]
fn a_database_of_a_newer_program_is_not_taken() {
    struct Newer(Snapshot);
    impl Lines for Newer {
        fn schema(&mut self) -> anyhow::Result<String> {
            Ok("9999".to_owned())
        }
        fn tables(&mut self) -> anyhow::Result<Vec<String>> {
            self.0.tables()
        }
        fn of_table(&mut self, name: &str, each: Each) -> anyhow::Result<TableDigest> {
            self.0.of_table(name, each)
        }
    }
    let (from, to) = (pool(), pool());
    let refused = load(&to.url, &mut Newer(Snapshot::open(&from.url).unwrap())).unwrap_err();
    assert!(refused.to_string().contains("made by a newer bazarche"), "{refused}");
}
