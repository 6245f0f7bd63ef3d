//! What a list of sellers is looked through for.
use crate::kernel::fields::Fields;
use crate::kernel::persian::SearchQuery;

/// The field of what is looked for.
pub(in crate::stalls) const FIND: &str = "q";

/// The query of a list of sellers.
pub(in crate::stalls) struct Sought {
    /// As it was typed, to stand in the box again; nothing where there is no letter or digit in it.
    pub typed: String,
    pub words: Option<SearchQuery>,
    /// The seniority of the last seller before the page.
    pub after: Option<i32>,
}

impl Sought {
    pub fn of(query: &Fields) -> Sought {
        let typed = query.text(FIND).trim();
        let words = SearchQuery::parse(typed);
        let typed = if words.is_some() { typed.to_owned() } else { String::new() };
        Sought { typed, words, after: query.text("after").parse().ok() }
    }
}
