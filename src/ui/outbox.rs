//! Forms that wait on the phone while there is no network, and what their page says of them. Without scripts they are forms
//! like any other. `static/js/app.js` keeps them in order, sealed, and sends each with `ago`, the seconds it waited. It seals
//! them with a key of two halves: one that the phone made and never tells, and one that comes with the pages of whoever is
//! signed in. So nobody else who uses the phone can read them, and signing out forgets the phone's half.
use super::{Ui, icon};
use crate::kernel::digest::{hex, sha256};
use crate::kernel::ids::AccountId;
use crate::urls;
use maud::{Markup, html};

/// Of someone who has forms that may wait.
#[derive(Clone, Debug)]
pub(crate) struct Outbox {
    pub owner: String,
    /// The person's half of the key; it opens nothing without the phone's.
    pub half: String,
}

/// Marks whose a waiting form is, so that nobody else who signs in on the phone sends it; tells no id.
pub(crate) fn owner(account: AccountId) -> String {
    hex(&sha256(format!("outbox {account}").as_bytes())[..8])
}

/// The lines above every page of someone with such forms, hidden until there is something to say: what waits is sent from
/// whatever page is open.
pub(crate) fn notes(ui: &Ui) -> Markup {
    html! {
        div class="notice" role="status" data-outbox-waiting=(ui.text.outbox_waiting("#")) hidden { (icon("clock")) p {} }
        div class="notice notice-warn" role="status" data-outbox-signed-out hidden {
            (icon("key")) p { (ui.text.outbox_signed_out()) " " a href=(urls::sign_in(ui.lang)) { (ui.text.app_sign_in()) } }
        }
        div class="notice notice-warn" role="status" data-outbox-dropped=(ui.text.outbox_dropped("#")) hidden { (icon("warning")) p {} }
        div class="notice notice-error" role="alert" data-outbox-refused hidden { (icon("warning")) p {} }
        div class="notice notice-error" role="alert" data-outbox-kept-here hidden { (icon("warning")) p { (ui.text.outbox_cannot_keep()) } }
        // The word that the script puts beside a form that waits.
        template data-outbox-mark { span class="badge badge-muted outbox-mark" { (icon("clock")) (ui.text.outbox_in_queue()) } }
    }
}

/// Says in a form that keeps its draft on the phone that one came back, and offers to begin anew.
pub(crate) fn draft_came_back(ui: &Ui) -> Markup {
    html! { div class="notice" role="status" data-draft-note hidden { (icon("history")) p { (ui.text.draft_came_back()) span data-draft-photo hidden { " " (ui.text.draft_photo_too()) } }
    button class="btn btn-on" type="button" data-draft-clear { (icon("trash")) span { (ui.text.draft_clear()) } } } }
}

/// Says how far the form came that is being sent: it stays as it is until the server has answered.
pub(crate) fn draft_on_its_way(ui: &Ui) -> Markup {
    html! {
        div class="notice" role="status" data-draft-sending hidden { (icon("clock")) p { (ui.text.draft_sending()) } }
        div class="notice notice-warn" role="alert" data-draft-waits hidden { (icon("warning")) p { (ui.text.draft_waits()) } }
    }
}

/// That what is marked with `data-online` on this page has to wait for the network, which its line says while there is none.
pub(crate) fn needs_network(ui: &Ui) -> Markup {
    html! { div class="notice notice-warn" role="status" data-online-note hidden { (icon("warning")) p { (ui.text.outbox_needs_network()) } } }
}

/// Said beside a form that can neither be sent nor be kept safely on this phone.
pub(crate) fn cannot_wait(ui: &Ui) -> Markup {
    html! { p class="error" role="alert" data-outbox-kept-here hidden { (icon("warning")) span { (ui.text.outbox_cannot_wait()) } } }
}
