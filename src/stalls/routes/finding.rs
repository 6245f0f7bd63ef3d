//! Looking through a list of sellers: the names that are typed stand sealed in the address of what is found.
use crate::error::AppError;
use crate::kernel::fields::Fields;
use crate::kernel::ids::AccountId;
use crate::stalls::forms::{FIND, Sought};
use crate::urls;
use crate::web::{State, words};

/// What `of` looks for by the address of a list.
pub(super) fn sought(state: &State, of: AccountId, query: &Fields) -> Sought {
    Sought::of((&words::open(state, of, query), query.text(urls::WORDS)), query)
}

/// Where the box of the list at `path` leads; nothing where another form of its page was sent.
///
/// # Errors
/// When the words cannot be sealed.
pub(super) fn address(state: &State, of: AccountId, (path, sent): (&str, &Fields)) -> Result<Option<String>, AppError> {
    if !sent.has(FIND) {
        return Ok(None);
    }
    let typed = sent.text(FIND).trim();
    if typed.is_empty() {
        return Ok(Some(path.to_owned()));
    }
    Ok(Some(urls::with_query(path, &[(urls::WORDS, &words::seal(state, of, typed)?)])))
}
