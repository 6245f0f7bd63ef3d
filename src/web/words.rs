//! Names searched for in lists of people. An address is kept by browsers, proxies and logs, so the words stand in it sealed.
use super::State;
use crate::error::AppError;
use crate::kernel::fields::Fields;
use crate::kernel::ids::AccountId;
use crate::urls;

/// More letters than any name has; an address has no room for a book.
const LONGEST: usize = 100;

/// What stands in an address for the words someone typed.
pub(crate) fn seal(state: &State, of: AccountId, typed: &str) -> Result<String, AppError> {
    let words: String = typed.chars().take(LONGEST).collect();
    state.pool.keys().seal_words(of, &words).map_err(|error| AppError::Internal(error.into()))
}

/// What someone typed, from the query; nothing if it was not sealed for them.
pub(crate) fn open(state: &State, of: AccountId, query: &Fields) -> String {
    state.pool.keys().open_words(of, query.text(urls::WORDS)).unwrap_or_default()
}
