//! What search compares: a text made once when something is stored, and a query made of what the reader typed.
//! A ZWNJ, a space or nothing between the parts of a word all find each other; texts hold letters, digits and spaces only,
//! so a term is safe inside a LIKE pattern or a quoted phrase. A slip is one letter too many, too few or another, or two
//! neighbours that changed places.

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

    /// The words.
    pub(crate) fn terms(&self) -> &[String] {
        &self.terms
    }

    /// Whether a search text holds what was typed, as the database is asked of stored ones.
    pub(crate) fn finds(&self, search_text: &str) -> bool {
        search_text.contains(&self.squeezed) || self.terms.iter().all(|term| search_text.contains(term.as_str()))
    }

    /// A row is found if its search text holds each of the words, or all of them without the spaces between them.
    pub(crate) fn ways(&self) -> Ways {
        let whole = vec![vec![self.squeezed.clone()]];
        if self.terms.len() == 1 {
            return Ways(vec![whole]);
        }
        Ways(vec![whole, self.terms.iter().map(|term| vec![term.clone()]).collect()])
    }

    /// A row is near if its search text holds each of the words or one of those near it; nothing if no word has any.
    pub(crate) fn near_ways(&self, near: &[Vec<String>]) -> Option<Ways> {
        if near.iter().all(Vec::is_empty) {
            return None;
        }
        let parts = self.terms.iter().zip(near).map(|(term, near)| {
            let mut texts = vec![term.clone()];
            texts.extend(near.iter().cloned());
            texts
        });
        Some(Ways(vec![parts.collect()]))
    }

    /// The query with other words in the place of each run of words that, without spaces, is `name`.
    pub(crate) fn saying(&self, name: &str, other: &[String]) -> Option<Self> {
        let starts = 0..self.terms.len();
        let (from, until) = starts.into_iter().find_map(|from| {
            let ends = from + 1..=self.terms.len();
            let run = |until: &usize| self.terms.get(from..*until).is_some_and(|run| run.concat() == name);
            ends.into_iter().find(run).map(|until| (from, until))
        })?;
        let (before, after) = (self.terms.get(..from)?, self.terms.get(until..)?);
        let terms: Vec<String> = [before, other, after].concat();
        Some(Self { squeezed: terms.concat(), terms })
    }
}

/// What is looked for: a row is found by one of the ways, if it holds every part of it; of a part it may hold any text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Ways(Vec<Vec<Vec<String>>>);

impl Ways {
    /// What is found by these ways or by the other ones.
    #[must_use]
    pub(crate) fn or(mut self, other: Ways) -> Ways {
        for way in other.0 {
            if !self.0.contains(&way) {
                self.0.push(way);
            }
        }
        self
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &[Vec<String>]> {
        self.0.iter().map(Vec::as_slice)
    }
}

/// The lengths of the words that slips are looked for in; in shorter ones nearly every word would be near.
const SLIPPERY: std::ops::RangeInclusive<usize> = 2..=13;

/// A word, and what is left of it when one letter falls out. Two words that differ by one slip have one of these in common.
/// Nothing for a number and for a word that is too short or too long for slips.
pub(crate) fn slips_of(word: &str) -> Vec<String> {
    let letters: Vec<char> = word.chars().collect();
    if !SLIPPERY.contains(&letters.len()) || letters.iter().all(char::is_ascii_digit) {
        return Vec::new();
    }
    let without = |at: usize| letters.iter().enumerate().filter(|(place, _)| *place != at).map(|(_, c)| *c).collect();
    std::iter::once(word.to_owned()).chain((0..letters.len()).map(without)).collect()
}

/// Whether one word becomes the other by one slip.
pub(crate) fn is_slip(typed: &str, word: &str) -> bool {
    let (typed, word): (Vec<char>, Vec<char>) = (typed.chars().collect(), word.chars().collect());
    let same = typed.iter().zip(&word).take_while(|(one, other)| one == other).count();
    let (typed, word) = (typed.get(same..).unwrap_or_default(), word.get(same..).unwrap_or_default());
    match (typed, word) {
        ([], []) => false,
        ([first, second, rest @ ..], [one, other, end @ ..]) if first == other && second == one && rest == end => true,
        ([_, rest @ ..], [_, end @ ..]) if rest == end => true,
        ([_, rest @ ..], whole) if rest == whole => true,
        (whole, [_, rest @ ..]) => rest == whole,
        _ => false,
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

    fn are_in(ways: &Ways, search_text: &str) -> bool {
        let holds = |part: &Vec<String>| part.iter().any(|text| search_text.contains(text.as_str()));
        ways.iter().any(|way| way.iter().all(holds))
    }

    fn finds(typed: &str, stored: &str) -> bool {
        SearchQuery::parse(typed).is_some_and(|query| {
            let text = search_text(&[stored]);
            assert_eq!(query.finds(&text), are_in(&query.ways(), &text), "the database is asked the same");
            query.finds(&text)
        })
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
        assert!(query.squeezed.chars().count() <= LONGEST_QUERY);
    }

    #[test]
    fn a_slip_is_one_letter_more_less_or_other_or_two_that_changed_places() {
        for typed in ["لواشش", "للواش", "لوایش", "لوش", "واش", "لوا", "لوان", "نواش", "لوشا", "ولاش"]
        {
            assert!(is_slip(typed, "لواش") && is_slip("لواش", typed), "{typed}");
        }
        for other in ["لواش", "شاول", "لو", "لواشکک", "اولش", "نوان", ""] {
            assert!(!is_slip(other, "لواش") && !is_slip("لواش", other), "{other}");
        }
    }

    #[test]
    fn numbers_letters_and_endless_words_have_no_slips() {
        assert_eq!(slips_of("نان"), ["نان", "ان", "نن", "نا"]);
        for word in ["", "ن", "1405", &"ن".repeat(14)] {
            assert_eq!(slips_of(word), Vec::<String>::new(), "{word}");
        }
    }

    #[test]
    fn a_query_says_another_name_in_the_place_of_one() {
        let query = SearchQuery::parse("نان لواش تازه").unwrap();
        let other = query.saying("لواش", &["برگه".to_owned()]).unwrap();
        assert_eq!(other.terms(), ["نان", "برگه", "تازه"]);
        assert_eq!(query.saying("نانلواش", &["لواش".to_owned()]).unwrap().terms(), ["لواش", "تازه"]);
        assert_eq!(query.saying("سنگک", &[]), None);
    }

    #[test]
    fn near_words_stand_beside_each_typed_one() {
        let query = SearchQuery::parse("نان لوش").unwrap();
        assert_eq!(query.near_ways(&[Vec::new(), Vec::new()]), None);
        let ways = query.near_ways(&[Vec::new(), vec!["لواش".to_owned()]]).unwrap();
        assert!(are_in(&ways, "نان لواش") && !are_in(&ways, "لواش") && !query.finds("نان لواش"));
    }

    proptest! {
        #[test]
        fn words_one_slip_apart_share_what_is_left_of_them(word in "[ا-ی]{2,12}", at in 0usize..12, other in "[ا-ی]", kind in 0..4) {
            let mut letters: Vec<char> = word.chars().collect();
            let at = at % letters.len();
            let letter = other.chars().next().unwrap();
            match kind {
                0 => letters.insert(at, letter),
                1 => { letters.remove(at); }
                2 => letters[at] = letter,
                _ => letters.swap(at, (at + 1) % word.chars().count()),
            }
            let typed: String = letters.into_iter().collect();
            if is_slip(&typed, &word) {
                let left = slips_of(&word);
                prop_assert!(slips_of(&typed).iter().any(|slip| left.contains(slip)) || typed.chars().count() < 2);
            } else {
                prop_assert!(typed == word || kind == 3, "{} and {}", typed, word);
            }
        }

        #[test]
        fn a_text_is_found_by_itself_and_terms_are_plain(text in "[\u{620}-\u{6d3}\u{200c} a-zA-Z0-9%_'\"]{0,60}") {
            if let Some(query) = SearchQuery::parse(&text) {
                prop_assert!(query.finds(&search_text(&[&text])));
                prop_assert!(query.terms().iter().all(|term| term.chars().all(char::is_alphanumeric)));
            }
        }
    }
}
