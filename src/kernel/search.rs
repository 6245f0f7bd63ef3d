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

/// What a good is searched by: a line of the words of its name and of each two that stand side by side as one word, and the lines
/// of a search text. Two spaces stand before and after each word: then the beginning of a word and a whole one are looked for
/// like any other piece of a text, even where the word has a single letter.
pub(crate) fn good_text(name: &str, others: &[&str]) -> String {
    let words = words_of(name);
    let pairs = words.iter().zip(words.iter().skip(1)).map(|(one, next)| format!("{one}{next}"));
    let line = words.iter().cloned().chain(pairs).collect::<Vec<_>>().join(" ");
    let spaced = words.join(" ");
    let all = search_text(&[&[name], others].concat());
    let lines = std::iter::once(line.as_str()).chain(all.lines().filter(|line| *line != spaced));
    lines.map(|line| format!("{GAP}{}{GAP}", line.replace(' ', GAP))).collect::<Vec<_>>().join("\n")
}

/// What stands before and after each word of what a good is searched by.
pub(crate) const GAP: &str = "  ";

/// A reader who types so few letters means the beginning of a word: nearly every text holds them somewhere.
const SHORT: usize = 2;

fn beginning(word: &str) -> String {
    format!("{GAP}{word}")
}

fn whole(word: &str) -> String {
    format!("{GAP}{word}{GAP}")
}

/// A piece of a text, or the beginning of a word where it is short.
fn piece(word: &str) -> String {
    if word.chars().count() > SHORT { word.to_owned() } else { beginning(word) }
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

    /// A good is found if its text holds each of the words; a short one at the beginning of a word, or with one beside it.
    pub(crate) fn ways(&self) -> Ways {
        let parts = self.terms.iter().enumerate().map(|(at, term)| self.pieces(at, term));
        Ways(vec![parts.collect()])
    }

    /// The words as wholes of a name, or all of them as one.
    pub(crate) fn whole_words(&self) -> Ways {
        self.words_as(whole)
    }

    /// The same as beginnings of words.
    pub(crate) fn beginnings(&self) -> Ways {
        self.words_as(beginning)
    }

    fn words_as(&self, text: impl Fn(&str) -> String) -> Ways {
        let apart = self.terms.iter().map(|term| vec![text(term)]).collect();
        let together = vec![vec![text(&self.squeezed)]];
        Ways(if self.terms.len() == 1 { vec![together] } else { vec![apart, together] })
    }

    fn pieces(&self, at: usize, term: &str) -> Vec<String> {
        let mut pieces = vec![piece(term)];
        if term.chars().count() <= SHORT {
            let before = at.checked_sub(1).and_then(|before| self.terms.get(before));
            let after = self.terms.get(at.saturating_add(1));
            pieces.extend(before.map(|before| piece(&format!("{before}{term}"))));
            pieces.extend(after.map(|after| piece(&format!("{term}{after}"))));
        }
        pieces
    }

    /// A row is near if its search text holds each of the words or one of those near it; nothing if no word has any.
    pub(crate) fn near_ways(&self, near: &[Vec<String>]) -> Option<Ways> {
        if near.iter().all(Vec::is_empty) {
            return None;
        }
        let parts = self.terms.iter().zip(near).map(|(term, near)| {
            let mut texts = vec![piece(term)];
            texts.extend(near.iter().cloned());
            texts
        });
        Some(Ways(vec![parts.collect()]))
    }

    /// The same as beginnings of the words of a name.
    pub(crate) fn near_beginnings(&self, near: &[Vec<String>]) -> Ways {
        let parts = self
            .terms
            .iter()
            .zip(near)
            .map(|(term, near)| std::iter::once(term).chain(near).map(|word| beginning(word)).collect());
        Ways(vec![parts.collect()])
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

    /// Whether a text is found, as the database is asked of stored ones.
    pub(crate) fn are_in(&self, text: &str) -> bool {
        let holds = |part: &Vec<String>| part.iter().any(|piece| text.contains(piece.as_str()));
        self.0.iter().any(|way| way.iter().all(holds))
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
mod tests;
