//! Search among the goods on offer: substrings of `product.search_text`, by FTS5's trigrams on SQLite and `pg_trgm` on
//! PostgreSQL, whose index serves the LIKE itself. A word under three letters has no trigram and is looked for without them.
//! Words that were typed with a slip are found among those that goods are told with.
use super::AnyConnection;
use super::schema::search_word;
use crate::kernel::persian::{Ways, is_slip, slips_of};
use diesel::{ExpressionMethods, QueryDsl, QueryResult, RunQueryDsl};
use std::collections::BTreeSet;

/// What narrows a search on SQLite, if anything does. PostgreSQL finds its trigrams by itself.
pub(super) fn trigrams(conn: &AnyConnection, ways: &Ways) -> Option<String> {
    match conn {
        AnyConnection::Sqlite(_) => phrases_of(ways),
        AnyConnection::Postgres(_) => None,
    }
}

/// The condition that a column holds, of one of the ways, every part, and its values, the first of which has this number.
pub(super) fn likes(ways: &Ways, column: &str, first: usize) -> (String, Vec<String>) {
    let mut texts = Vec::new();
    let mut like = |text: &String| {
        texts.push(format!("%{text}%"));
        format!("{column} LIKE ${}", first + texts.len() - 1)
    };
    let mut ors = Vec::new();
    for way in ways.iter() {
        let ands: Vec<String> = way
            .iter()
            .map(|part| format!("({})", part.iter().map(&mut like).collect::<Vec<_>>().join(" OR ")))
            .collect();
        ors.push(format!("({})", ands.join(" AND ")));
    }
    (format!("({})", ors.join(" OR ")), texts)
}

const TRIGRAM: usize = 3;

/// What FTS5 is asked, as quoted phrases of letters and digits; nothing when a way has no word long enough to narrow it.
fn phrases_of(ways: &Ways) -> Option<String> {
    let mut asked = Vec::new();
    for way in ways.iter() {
        let long = way.iter().filter(|part| part.iter().all(|text| text.chars().count() >= TRIGRAM));
        let parts: Vec<String> = long
            .map(|part| {
                let quoted: Vec<String> = part.iter().map(|text| format!("\"{text}\"")).collect();
                format!("({})", quoted.join(" OR "))
            })
            .collect();
        if parts.is_empty() {
            return None;
        }
        asked.push(format!("({})", parts.join(" AND ")));
    }
    (!asked.is_empty()).then(|| asked.join(" OR "))
}

/// The most rows read for all words of a query, and the most words kept for each.
const MOST_ROWS: i64 = 600;
const MOST_NEAR: usize = 8;

/// For each of these words the words of goods that are one slip away; the likeliest ones first.
pub(crate) fn near_words(conn: &mut AnyConnection, typed: &[String]) -> QueryResult<Vec<Vec<String>>> {
    let slips: BTreeSet<String> = typed.iter().flat_map(|word| slips_of(word)).collect();
    let found: Vec<String> = search_word::table
        .filter(search_word::slip.eq_any(slips))
        .order((search_word::slip, search_word::word))
        .select(search_word::word)
        .limit(MOST_ROWS)
        .load(conn)?;
    let known: BTreeSet<String> = found.into_iter().collect();
    Ok(typed.iter().map(|word| near(word, &known)).collect())
}

fn near(typed: &str, known: &BTreeSet<String>) -> Vec<String> {
    let mut near: Vec<&String> = known.iter().filter(|word| is_slip(typed, word)).collect();
    // Few miss the first letter; the order of the alphabet decides between equals.
    near.sort_by_key(|word| word.chars().next() != typed.chars().next());
    near.into_iter().take(MOST_NEAR).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::persian::SearchQuery;

    #[test]
    fn words_without_a_trigram_do_not_narrow_the_search() {
        let asked = |typed| phrases_of(&SearchQuery::parse(typed).unwrap().ways());
        assert_eq!(asked("نان لواش"), Some("((\"نانلواش\")) OR ((\"نان\") AND (\"لواش\"))".to_owned()));
        assert_eq!(asked("نان لو"), Some("((\"نانلو\")) OR ((\"نان\"))".to_owned()));
        assert_eq!(asked("لواش"), Some("((\"لواش\"))".to_owned()));
        assert_eq!(asked("اش"), None);
        assert_eq!(asked("ل و"), None, "the letters side by side may stand apart");
    }

    #[test]
    fn the_nearest_words_begin_as_the_typed_one_does() {
        let known = ["بواش", "لواش", "لواشک", "نان"].map(str::to_owned).into();
        assert_eq!(near("لواس", &known), ["لواش"]);
        assert_eq!(near("لوش", &known), ["لواش"]);
        assert_eq!(near("لواش", &known), ["لواشک", "بواش"]);
    }
}
