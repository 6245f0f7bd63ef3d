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

/// The texts of which a good holds one, and the parts of a way.
type Part = Vec<String>;

/// The condition that a column holds, of one of the ways, every part, and its values, the first of which has this number. What
/// all ways have in common stands first, so that most goods are passed over by one look.
pub(super) fn likes(ways: &Ways, column: &str, first: usize) -> (String, Vec<String>) {
    let mut texts = Vec::new();
    let mut like = |text: &String| {
        texts.push(format!("%{text}%"));
        format!("{column} LIKE ${}", first + texts.len() - 1)
    };
    let mut held = |part: &Part| format!("({})", part.iter().map(&mut like).collect::<Vec<_>>().join(" OR "));
    let (common, others) = factored(ways);
    let mut ands: Vec<String> = common.into_iter().map(&mut held).collect();
    if !others.is_empty() {
        let mut ors = Vec::new();
        for own in others {
            let own: Vec<String> = own.into_iter().map(&mut held).collect();
            ors.push(format!("({})", own.join(" AND ")));
        }
        ands.push(format!("({})", ors.join(" OR ")));
    }
    (format!("({})", ands.join(" AND ")), texts)
}

/// What all ways have in common, and what each of them has besides where that is not all.
fn factored(ways: &Ways) -> (Vec<&Part>, Vec<Vec<&Part>>) {
    let kept = kept(ways);
    let Some((one, rest)) = kept.split_first() else {
        return (Vec::new(), Vec::new());
    };
    let common: Vec<&Part> = one.iter().filter(|part| rest.iter().all(|way| way.contains(part))).collect();
    let own = kept.iter().map(|way| way.iter().filter(|part| !common.contains(part)).collect());
    let others: Vec<Vec<&Part>> = own.collect();
    let is_all = others.iter().any(Vec::is_empty);
    (common, if is_all { Vec::new() } else { others })
}

/// The ways without those that find nothing that another does not find: words side by side also stand apart.
fn kept(ways: &Ways) -> Vec<&[Part]> {
    let all: Vec<&[Part]> = ways.iter().collect();
    let numbered = all.iter().enumerate();
    let is_needless = |at: usize, way: &[Part]| {
        all.iter()
            .enumerate()
            .any(|(place, other)| place != at && is_within(way, other) && (place < at || !is_within(other, way)))
    };
    numbered.filter(|(at, way)| !is_needless(*at, way)).map(|(_, way)| *way).collect()
}

/// Whether what one way finds the other finds as well.
fn is_within(way: &[Part], other: &[Part]) -> bool {
    let holds = |text: &String, part: &Part| part.iter().any(|wanted| text.contains(wanted.as_str()));
    other.iter().all(|part| way.iter().any(|own| own.iter().all(|text| holds(text, part))))
}

/// Whether SQLite's trigrams find exactly what is asked for, so that nothing is left to look at.
pub(super) fn is_exact(ways: &Ways) -> bool {
    kept(ways).into_iter().flatten().flatten().all(|text| text.chars().count() >= TRIGRAM)
}

/// Whether an index narrows what is asked for: every way has a word that is long enough.
pub(super) fn is_indexed(ways: &Ways) -> bool {
    phrases_of(ways).is_some()
}

const TRIGRAM: usize = 3;

/// What FTS5 is asked, as quoted phrases of letters and digits; nothing when a way has no word long enough to narrow it.
fn phrases_of(ways: &Ways) -> Option<String> {
    let (common, others) = factored(ways);
    let mut asked: Vec<String> = common.into_iter().filter_map(phrase).collect();
    let mut ors = Vec::new();
    for own in others {
        let own: Vec<String> = own.into_iter().filter_map(phrase).collect();
        ors.push((!own.is_empty()).then(|| format!("({})", own.join(" AND "))));
    }
    // Where one way has nothing that narrows it, only what all have in common does.
    if let Some(ors) = ors.into_iter().collect::<Option<Vec<String>>>().filter(|ors| !ors.is_empty()) {
        asked.push(format!("({})", ors.join(" OR ")));
    }
    (!asked.is_empty()).then(|| asked.join(" AND "))
}

/// The texts of a part, if trigrams know all of them.
fn phrase(part: &Part) -> Option<String> {
    let quoted: Vec<String> = part.iter().map(|text| format!("\"{text}\"")).collect();
    let is_known = part.iter().all(|text| text.chars().count() >= TRIGRAM);
    is_known.then(|| format!("({})", quoted.join(" OR ")))
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
        assert_eq!(asked("نان لواش"), Some("(\"نان\") AND (\"لواش\")".to_owned()));
        assert_eq!(asked("نان لو"), Some("(\"نان\")".to_owned()));
        assert_eq!(asked("لواش"), Some("(\"لواش\")".to_owned()));
        assert_eq!(asked("اش"), None);
        assert_eq!(asked("ل و"), None, "the letters side by side may stand apart");
    }

    #[test]
    fn what_all_ways_share_is_looked_at_first_and_what_finds_no_more_not_at_all() {
        let ways = |typed| SearchQuery::parse(typed).unwrap().ways();
        let (held, texts) = likes(&ways("لواش سنتی").or(ways("برگه سنتی")), "t", 3);
        assert_eq!(held, "((t LIKE $3) AND (((t LIKE $4)) OR ((t LIKE $5))))");
        assert_eq!(texts, ["%سنتی%", "%لواش%", "%برگه%"]);
        assert_eq!(
            likes(&ways("لواش").or(ways("لواشک")), "t", 1),
            ("((t LIKE $1))".to_owned(), vec!["%لواش%".to_owned()])
        );
        let asked = phrases_of(&ways("لواش سنتی").or(ways("برگه سنتی")));
        assert_eq!(asked, Some("(\"سنتی\") AND (((\"لواش\")) OR ((\"برگه\")))".to_owned()));
        assert!(is_exact(&ways("لواش سنتی")) && !is_exact(&ways("نان لو")));
    }

    #[test]
    fn the_nearest_words_begin_as_the_typed_one_does() {
        let known = ["بواش", "لواش", "لواشک", "نان"].map(str::to_owned).into();
        assert_eq!(near("لواس", &known), ["لواش"]);
        assert_eq!(near("لوش", &known), ["لواش"]);
        assert_eq!(near("لواش", &known), ["لواشک", "بواش"]);
    }
}
