//! Search among the goods on offer: substrings of `product.search_text`, by FTS5's trigrams on SQLite and `pg_trgm` on
//! PostgreSQL, whose index serves the LIKE itself. A word under three letters has no trigram and is looked for without them.
use super::AnyConnection;
use super::dialect::on_each;
use crate::kernel::ids::ProductId;
use crate::kernel::persian::SearchQuery;
use diesel::sql_types::{BigInt, Text};
use diesel::{QueryResult, QueryableByName, RunQueryDsl, sql_query};

/// Which part of what was found: the goods older than one, so many at most.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Part {
    pub before: Option<ProductId>,
    pub most: i64,
}

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = BigInt)]
    id: ProductId,
}

/// The goods found, the newest first; those of hidden shops are left out.
pub(crate) fn listed_goods(conn: &mut AnyConnection, query: &SearchQuery, part: Part) -> QueryResult<Vec<ProductId>> {
    let trigrams = match conn {
        AnyConnection::Sqlite(_) => trigrams_of(query),
        AnyConnection::Postgres(_) => None,
    };
    let mut texts: Vec<String> = trigrams.iter().cloned().collect();
    texts.extend(patterns_of(query));
    let sql = statement(trigrams.is_some(), query.terms().len());
    let before = part.before.map_or(i64::MAX, i64::from);
    let rows: Vec<Row> = on_each!(conn, |c| {
        let start = sql_query(sql).into_boxed().bind::<BigInt, _>(before);
        let asked = texts.into_iter().fold(start, |query, text| query.bind::<Text, _>(text));
        asked.bind::<BigInt, _>(part.most).load(c)
    })?;
    Ok(rows.into_iter().map(|row| row.id).collect())
}

/// The statement; its parameters stand in the order in which they are bound, each once, so that both engines number them alike.
/// FTS5 gives what it finds from the newest on, so that a page of a common word ends after a page.
fn statement(by_trigrams: bool, terms: usize) -> String {
    let mut next = 2;
    let mut parameter = || {
        next += 1;
        format!("${}", next - 1)
    };
    let (from, newest, narrowed) = if by_trigrams {
        let narrowed = format!("f.product_search MATCH {} AND ", parameter());
        ("product_search AS f CROSS JOIN product AS p ON p.id = f.rowid", "f.rowid", narrowed)
    } else {
        ("product AS p", "p.id", String::new())
    };
    let squeezed = parameter();
    let every: Vec<String> = (0..terms).map(|_| format!("p.search_text LIKE {}", parameter())).collect();
    let most = parameter();
    format!(
        "SELECT p.id FROM {from} JOIN shop AS s ON s.id = p.shop_id \
         WHERE {newest} < $1 AND {narrowed}p.state = 'listed' AND s.hidden_at IS NULL \
         AND (p.search_text LIKE {squeezed} OR ({})) ORDER BY {newest} DESC LIMIT {most}",
        every.join(" AND ")
    )
}

fn patterns_of(query: &SearchQuery) -> impl Iterator<Item = String> + '_ {
    std::iter::once(query.squeezed()).chain(query.terms().iter().map(String::as_str)).map(|text| format!("%{text}%"))
}

const TRIGRAM: usize = 3;

/// What FTS5 is asked, as quoted phrases of letters and digits; nothing when no word is long enough to narrow the search.
fn trigrams_of(query: &SearchQuery) -> Option<String> {
    let phrases: Vec<String> =
        query.terms().iter().filter(|term| term.chars().count() >= TRIGRAM).map(|term| format!("\"{term}\"")).collect();
    (!phrases.is_empty()).then(|| format!("\"{}\" OR ({})", query.squeezed(), phrases.join(" AND ")))
}

#[cfg(test)]
mod tests {
    use super::trigrams_of;
    use crate::kernel::persian::SearchQuery;

    #[test]
    fn words_without_a_trigram_do_not_narrow_the_search() {
        let asked = |typed| trigrams_of(&SearchQuery::parse(typed).unwrap());
        assert_eq!(asked("نان لواش"), Some("\"نانلواش\" OR (\"نان\" AND \"لواش\")".to_owned()));
        assert_eq!(asked("نان لو"), Some("\"نانلو\" OR (\"نان\")".to_owned()));
        assert_eq!(asked("اش"), None);
    }
}
