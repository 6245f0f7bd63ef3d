//! What a list of sellers is looked through for.
use crate::kernel::fields::Fields;
use crate::kernel::persian::SearchQuery;

/// The field of what is looked for.
pub(in crate::stalls) const FIND: &str = "find";

/// The query of a list of sellers.
pub(in crate::stalls) struct Sought {
    /// As it was typed, to stand in the box again; nothing where there is no letter or digit in it.
    pub typed: String,
    /// The same as it stands in the address.
    pub sealed: String,
    pub words: Option<SearchQuery>,
    /// The seniority of the last seller before the page.
    pub after: Option<i32>,
}

impl Sought {
    /// Of what was typed, as it was and as it stands sealed in the address that has this query.
    pub fn of((typed, sealed): (&str, &str), query: &Fields) -> Sought {
        let typed = typed.trim();
        let words = SearchQuery::parse(typed);
        let typed = if words.is_some() { typed.to_owned() } else { String::new() };
        Sought { typed, sealed: sealed.to_owned(), words, after: query.text("after").parse().ok() }
    }
}
