//! Search among the goods on offer: pieces of `product.search_text`, by FTS5's trigrams on SQLite and `pg_trgm` on PostgreSQL,
//! whose index serves the LIKE itself; and words of its first line, the name, by an index of words on each. Words that were
//! typed with a slip are found among those that goods are told with.
use super::schema::search_word;
use super::{AnyConnection, Engine};
use crate::kernel::persian::{GAP, Ways, is_slip, slips_of};
use crate::kernel::quantity::SellUnit;
use diesel::{ExpressionMethods, QueryDsl, QueryResult, RunQueryDsl};
use std::collections::BTreeSet;

/// The texts of which a good holds one, and the parts of a way.
type Part = Vec<String>;

/// How a text is looked for in a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Look {
    /// By what the index of pieces serves on PostgreSQL.
    Led,
    /// One row after the other, by what is quickest.
    Each(Engine),
}

/// The condition that a column holds, of one of the ways, every part, and its values, the first of which has this number. What
/// all ways have in common stands first, so that most goods are passed over by one look.
pub(super) fn held(ways: &Ways, (column, look): (&str, Look), first: usize) -> (String, Vec<String>) {
    let mut texts = Vec::new();
    let one = |text: &str| {
        texts.push(if look == Look::Led { format!("%{text}%") } else { text.to_owned() });
        let number = first + texts.len() - 1;
        match look {
            Look::Led => format!("{column} LIKE ${number}"),
            Look::Each(Engine::Sqlite) => format!("instr({column}, ${number}) > 0"),
            Look::Each(Engine::Postgres) => format!("strpos({column}, ${number}) > 0"),
        }
    };
    let held = combined(ways, one, (" AND ", " OR "));
    (format!("({held})"), texts)
}

/// The name of a good within what it is searched by.
pub(super) fn name_in(column: &str, engine: Engine) -> String {
    match engine {
        Engine::Sqlite => format!("substr({column}, 1, instr({column}, char(10)))"),
        Engine::Postgres => format!("split_part({column}, chr(10), 1)"),
    }
}

/// What the index of pieces is asked on SQLite.
pub(super) fn phrases(ways: &Ways) -> String {
    combined(ways, |text| format!("\"{text}\""), (" AND ", " OR "))
}

/// What the index of the words of names is asked, for whole ones and for those that begin so: what holds these ways, and not
/// the better ones. The unit of a good stands there beside its name.
pub(super) fn words(ways: &Ways, better: Option<&Ways>, (unit, engine): (Option<SellUnit>, Engine)) -> String {
    let (mark, more, (and, or), not) = match engine {
        Engine::Sqlite => ('"', " *", (" AND ", " OR "), " NOT "),
        Engine::Postgres => ('\'', ":*", (" & ", " | "), " & !"),
    };
    let word = |text: &str| {
        let more = if text.ends_with(GAP) { "" } else { more };
        format!("{mark}{}{mark}{more}", text.trim())
    };
    let mut asked = combined(ways, word, (and, or));
    if let Some(better) = better {
        asked = format!("({asked}){not}({})", combined(better, word, (and, or)));
    }
    match unit {
        Some(unit) => format!("({asked}){and}{mark}unit{}{mark}", unit.as_str()),
        None => asked,
    }
}

/// All ways as one condition.
fn combined(ways: &Ways, mut one: impl FnMut(&str) -> String, (and, or): (&str, &str)) -> String {
    let mut part = |part: &Part| format!("({})", part.iter().map(|text| one(text)).collect::<Vec<_>>().join(or));
    let (common, others) = factored(ways);
    let mut all: Vec<String> = common.into_iter().map(&mut part).collect();
    let mut either = Vec::new();
    for own in others {
        let own: Vec<String> = own.into_iter().map(&mut part).collect();
        either.push(format!("({})", own.join(and)));
    }
    if !either.is_empty() {
        all.push(format!("({})", either.join(or)));
    }
    all.join(and)
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

    fn ways(typed: &str) -> Ways {
        SearchQuery::parse(typed).unwrap().ways()
    }

    #[test]
    fn every_word_is_asked_of_the_index_the_short_ones_as_beginnings() {
        assert_eq!(phrases(&ways("نان لواش")), "(\"نان\") AND (\"لواش\")");
        assert_eq!(phrases(&ways("نان لو")), "(\"نان\") AND (\"  لو\" OR \"نانلو\")");
        assert_eq!(phrases(&ways("ش")), "(\"  ش\")");
        let query = SearchQuery::parse("نان لواش").unwrap();
        let whole = query.whole_words();
        assert_eq!(words(&whole, None, (None, Engine::Sqlite)), "(((\"نان\") AND (\"لواش\")) OR ((\"نانلواش\")))");
        let begun = SearchQuery::parse("لوا").unwrap().beginnings();
        assert_eq!(words(&begun, None, (None, Engine::Sqlite)), "(\"لوا\" *)");
        let better = SearchQuery::parse("لوا").unwrap().whole_words();
        assert_eq!(words(&begun, Some(&better), (None, Engine::Sqlite)), "((\"لوا\" *)) NOT ((\"لوا\"))");
        let trays = words(&begun, Some(&better), (Some(SellUnit::Tray), Engine::Postgres));
        assert_eq!(trays, "((('لوا':*)) & !(('لوا'))) & 'unittray'");
    }

    #[test]
    fn what_all_ways_share_is_looked_at_first_and_what_finds_no_more_not_at_all() {
        let both = ways("لواش سنتی").or(ways("برگه سنتی"));
        let (condition, texts) = held(&both, ("t", Look::Led), 3);
        assert_eq!(condition, "((t LIKE $3) AND (((t LIKE $4)) OR ((t LIKE $5))))");
        assert_eq!(texts, ["%سنتی%", "%لواش%", "%برگه%"]);
        let one = held(&ways("لواش").or(ways("لواشک")), ("t", Look::Each(Engine::Postgres)), 1);
        assert_eq!(one, ("((strpos(t, $1) > 0))".to_owned(), vec!["لواش".to_owned()]));
        assert_eq!(phrases(&both), "(\"سنتی\") AND (((\"لواش\")) OR ((\"برگه\")))");
    }

    #[test]
    fn the_nearest_words_begin_as_the_typed_one_does() {
        let known = ["بواش", "لواش", "لواشک", "نان"].map(str::to_owned).into();
        assert_eq!(near("لواس", &known), ["لواش"]);
        assert_eq!(near("لوش", &known), ["لواش"]);
        assert_eq!(near("لواش", &known), ["لواشک", "بواش"]);
    }
}
