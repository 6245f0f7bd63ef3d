//! What search compares: a text made once when something is stored, and a query made of what the reader typed.
//! A ZWNJ, a space or nothing between the parts of a word all find each other; texts hold letters, digits and spaces only,
//! so a term is safe inside a LIKE pattern or a quoted phrase.

use super::persian::{ZWNJ, fold};

const LONGEST_QUERY: usize = 100;
const MOST_TERMS: usize = 8;

/// What a stored row is searched by: a line of words for each part, and where it differs the same line without its spaces.
pub(crate) fn search_text(parts: &[&str]) -> String {
    let mut lines: Vec<String> = Vec::with_capacity(parts.len() * 2);
    for part in parts {
        let spaced = words_of(part).join(" ");
        let squeezed = spaced.replace(' ', "");
        for line in [spaced, squeezed] {
            if !line.is_empty() && !lines.contains(&line) {
                lines.push(line);
            }
        }
    }
    lines.join("\n")
}

/// What a reader typed to find something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SearchQuery {
    terms: Vec<String>,
    squeezed: String,
}

impl SearchQuery {
    /// Reads a query; none if there is no letter or digit in it. What is beyond a hundred characters or eight words is left out.
    pub(crate) fn parse(typed: &str) -> Option<Self> {
        let short: String = typed.chars().take(LONGEST_QUERY).collect();
        let mut terms = words_of(&short);
        terms.truncate(MOST_TERMS);
        let squeezed = terms.concat();
        (!squeezed.is_empty()).then_some(Self { terms, squeezed })
    }

    /// The words; a row is found if its search text holds each of them.
    pub(crate) fn terms(&self) -> &[String] {
        &self.terms
    }

    /// Whether a search text holds what was typed, as the database is asked of stored ones.
    pub(crate) fn finds(&self, search_text: &str) -> bool {
        search_text.contains(self.squeezed()) || self.terms.iter().all(|term| search_text.contains(term.as_str()))
    }

    /// The words without spaces; a row is also found if its search text holds this.
    pub(crate) fn squeezed(&self) -> &str {
        &self.squeezed
    }
}

/// The folded words of a text: runs of letters and digits. A ZWNJ ends a word as a space does.
fn words_of(text: &str) -> Vec<String> {
    let folded = fold(text);
    folded
        .split(|c: char| c == ZWNJ || !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn finds(typed: &str, stored: &str) -> bool {
        SearchQuery::parse(typed).is_some_and(|query| query.finds(&search_text(&[stored])))
    }

    #[test]
    fn every_way_of_writing_a_product_finds_every_other() {
        let table: serde_json::Value = serde_json::from_str(include_str!("../../tests/data/persian.json")).unwrap();
        for (name, ways) in table["search_same"].as_object().unwrap() {
            let mut all: Vec<_> = ways.as_array().unwrap().iter().map(|way| way.as_str().unwrap()).collect();
            all.push(name);
            for stored in &all {
                for typed in &all {
                    assert!(finds(typed, stored), "{typed} should find {stored}");
                }
            }
        }
    }

    #[test]
    fn words_are_found_in_any_order_and_by_their_beginnings() {
        for typed in ["لواش نان", "نان لو", "لوا", "لواش، نان!", "ن ل"] {
            assert!(finds(typed, "نان‌لواش سنتی"), "{typed}");
        }
        assert!(finds("زردآلو برگه", "برگه زرد\u{200c}آلو"));
        assert!(finds("زرد آلو", "برگه زردآلو"));
    }

    #[test]
    fn digits_of_the_three_scripts_find_each_other() {
        for stored in ["شیر 1405", "شیر ۱۴۰۵", "شیر ١٤٠٥"] {
            for typed in ["1405", "۱۴۰۵", "١٤٠٥"] {
                assert!(finds(typed, stored));
            }
        }
    }

    #[test]
    fn another_product_is_not_found() {
        assert!(!finds("سنگک", "نان لواش"));
        assert!(!finds("نان سنگک", "نان لواش"));
    }

    #[test]
    fn a_query_does_not_run_from_one_part_into_the_next() {
        let text = search_text(&["نان", "لواش"]);
        assert_eq!(text, "نان\nلواش");
        assert!(!SearchQuery::parse("نانلواش").unwrap().finds(&text));
        assert!(SearchQuery::parse("نان لواش").unwrap().finds(&text));
    }

    #[test]
    fn a_search_text_holds_the_words_and_the_squeezed_words() {
        assert_eq!(search_text(&["نانِ‌ لَواش", "", "Rice (A+) 100%"]), "نان لواش\nنانلواش\nrice a 100\nricea100");
    }

    #[test]
    fn nothing_to_search_for_is_no_query() {
        for typed in ["", "  ", "\u{200c}", "%_\"'", "…"] {
            assert_eq!(SearchQuery::parse(typed), None, "{typed}");
        }
    }

    #[test]
    fn an_endless_query_is_cut() {
        let query = SearchQuery::parse(&"نان تازه ".repeat(1_000)).unwrap();
        assert_eq!(query.terms().len(), MOST_TERMS);
        assert!(query.squeezed().chars().count() <= LONGEST_QUERY);
    }

    proptest! {
        #[test]
        fn a_text_is_found_by_itself_and_terms_are_plain(text in "[\u{620}-\u{6d3}\u{200c} a-zA-Z0-9%_'\"]{0,60}") {
            if let Some(query) = SearchQuery::parse(&text) {
                prop_assert!(query.finds(&search_text(&[&text])));
                prop_assert!(query.terms().iter().all(|term| term.chars().all(char::is_alphanumeric)));
            }
        }
    }
}
