//! The box in which a seller is looked for in a list. Without script it asks the server; on a list that is whole on the phone
//! the script leaves what fits while one types, also where there is no network.
use crate::stalls::forms::{FIND, Sought};
use crate::stalls::model::VendorRow;
use crate::ui::{Ui, icon};
use crate::urls;
use maud::{Markup, html};

/// Whether all that can be found stands on the page.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Reach {
    /// The rows on the page carry what they are found by.
    WholeList,
    /// The server looks further than the page.
    Server,
}

/// The box with what was typed, and the way back to the whole list at `path`.
pub(super) fn find_box(ui: &Ui, path: &str, typed: &str, reach: Reach) -> Markup {
    html! {
        form class="search-line" role="search" method="post" action=(path) data-find-box[reach == Reach::WholeList && typed.is_empty()] {
            div class="field" {
                label for="find" { (match reach { Reach::WholeList => ui.text.stalls_find(), Reach::Server => ui.text.stalls_find_seller() }) }
                input id="find" name=(FIND) type="search" dir="auto" value=(typed) autocomplete="off" enterkeyhint="search";
            }
            button class="btn" { (icon("search")) span { (ui.text.app_search_go()) } }
            @if !typed.is_empty() { a class="btn btn-quiet" href=(path) { (ui.text.stalls_find_all()) } }
        }
    }
}

/// That nobody was found.
pub(super) fn nobody_found(ui: &Ui) -> Markup {
    html! { p class="muted" { (ui.text.stalls_find_none()) } }
}

/// The same for the script to show, on a list that is whole on the page.
pub(super) fn nobody_fits(ui: &Ui) -> Markup {
    html! { p class="muted" role="status" data-find-none hidden { (ui.text.stalls_find_none()) } }
}

/// The ways to the first page of a list of sellers and to the one after its last row, if there are any.
pub(super) fn pages(path: &str, sought: &Sought, last: Option<&VendorRow>) -> (Option<String>, Option<String>) {
    let found = |after: Option<&VendorRow>| {
        let after = after.map(|row| row.seniority.to_string());
        let words = Some((urls::WORDS, sought.sealed.as_str())).filter(|_| !sought.typed.is_empty());
        let query = [words, after.as_deref().map(|after| ("after", after))];
        urls::with_query(path, &query.into_iter().flatten().collect::<Vec<_>>())
    };
    (sought.after.map(|_| found(None)), last.map(|last| found(Some(last))))
}
