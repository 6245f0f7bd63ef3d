//! Other names of what is looked for, from `synonyms.txt`.
use crate::db::offers::Found;
use crate::kernel::persian::SearchQuery;
use std::sync::LazyLock;

static SAME: LazyLock<Vec<Vec<SearchQuery>>> = LazyLock::new(|| {
    let lines = include_str!("synonyms.txt").lines().filter(|line| !line.starts_with('#'));
    lines.map(|line| line.split('|').filter_map(SearchQuery::parse).collect()).collect()
});

/// More names than this are not looked for.
const MOST: usize = 6;

/// What finds what was typed, also under its other names: first what is called so, then what is called nearly so or by another
/// name.
pub(super) fn found_by(query: &SearchQuery) -> Found {
    let (mut ways, mut called) = (query.ways(), query.beginnings());
    for other in others(query) {
        ways = ways.or(other.ways());
        called = called.or(other.beginnings());
    }
    Found { ways, named: vec![query.whole_words(), called] }
}

/// What was typed, with each other name in the place of the one in it.
fn others(query: &SearchQuery) -> impl Iterator<Item = SearchQuery> {
    let others = SAME.iter().flat_map(move |names| {
        let said = names.iter().find(|name| query.saying(&name.terms().concat(), name.terms()).is_some());
        let name = said.map(|name| name.terms().concat());
        let others = names.iter().filter(move |other| said.is_some_and(|said| said != *other));
        others.filter_map(move |other| query.saying(name.as_deref()?, other.terms()))
    });
    others.take(MOST)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ways(typed: &str) -> Vec<Vec<Vec<String>>> {
        found_by(&SearchQuery::parse(typed).unwrap()).ways.iter().map(<[_]>::to_vec).collect()
    }

    fn way(texts: &[&str]) -> Vec<Vec<String>> {
        texts.iter().map(|text| vec![(*text).to_owned()]).collect()
    }

    #[test]
    fn every_line_names_two_things_at_least_and_none_twice() {
        let mut known = std::collections::BTreeSet::new();
        for names in SAME.iter() {
            assert!(names.len() > 1, "{names:?}");
            for name in names {
                assert!(known.insert(name.terms().concat()), "{name:?} stands twice");
            }
        }
    }

    #[test]
    fn what_was_typed_is_looked_for_first_and_then_its_other_names() {
        let found = ways("ترش آلو");
        assert_eq!(found[0], way(&["ترش", "الو"]));
        assert!(found.contains(&way(&["لواشک"])) && found.contains(&way(&["fruit", "leather"])));
        assert!(ways("لواشک انار").contains(&way(&["ترش", "الو", "انار"])));
    }

    #[test]
    fn a_word_without_other_names_is_looked_for_alone() {
        assert_eq!(ways("پنیر"), [way(&["پنیر"])]);
    }
}
