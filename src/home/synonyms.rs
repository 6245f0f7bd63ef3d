//! Other names of what is looked for, from `synonyms.txt`.
use crate::kernel::persian::{SearchQuery, Ways};
use std::sync::LazyLock;

static SAME: LazyLock<Vec<Vec<SearchQuery>>> = LazyLock::new(|| {
    let lines = include_str!("synonyms.txt").lines().filter(|line| !line.starts_with('#'));
    lines.map(|line| line.split('|').filter_map(SearchQuery::parse).collect()).collect()
});

/// More names than this are not looked for.
const MOST: usize = 6;

/// The ways to find what was typed, also under its other names.
pub(super) fn ways_of(query: &SearchQuery) -> Ways {
    let others = SAME.iter().flat_map(|names| {
        let said = names.iter().find(|name| query.saying(&name.terms().concat(), name.terms()).is_some());
        let name = said.map(|name| name.terms().concat());
        let others = names.iter().filter(move |other| said.is_some_and(|said| said != *other));
        others.filter_map(move |other| query.saying(name.as_deref()?, other.terms()))
    });
    others.take(MOST).fold(query.ways(), |ways, other| ways.or(other.ways()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ways(typed: &str) -> Vec<Vec<Vec<String>>> {
        ways_of(&SearchQuery::parse(typed).unwrap()).iter().map(<[_]>::to_vec).collect()
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
        assert_eq!(found[0], way(&["ترشالو"]));
        assert!(found.contains(&way(&["لواشک"])) && found.contains(&way(&["fruit", "leather"])));
        assert!(ways("لواشک انار").contains(&way(&["ترش", "الو", "انار"])));
    }

    #[test]
    fn a_word_without_other_names_is_looked_for_alone() {
        assert_eq!(ways("پنیر"), [way(&["پنیر"])]);
    }
}
