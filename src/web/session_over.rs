//! The page that keeps a form until its sender, whose session has ended, has signed in again.
use crate::ui::{Page, Ui, empty::Empty, icon};
use crate::urls;
use crate::web::unsent::Unsent;
use maud::{Markup, html};

pub(crate) struct SessionOver {
    pub form: Unsent,
}

impl Page for SessionOver {
    fn title(&self, ui: &Ui) -> String {
        ui.text.error_session_title()
    }

    fn is_private(&self) -> bool {
        true
    }

    fn body(&self, ui: &Ui) -> Markup {
        html! {
            (Empty { art: "closed", title: self.title(ui), text: ui.text.error_session_text(), action: None }.as_page())
            div class="narrow stack" {
                ol class="stack stack-s" {
                    li { (ui.text.error_session_first()) }
                    li { (ui.text.error_session_then()) }
                }
                a class="btn btn-primary btn-big" href=(urls::sign_in(ui.lang)) target="_blank" rel="noopener" { (icon("key")) span { (ui.text.error_session_sign_in()) } }
                (self.form.form("check", &ui.text.error_session_send()))
                p class="muted small" { (ui.text.error_session_files()) }
            }
        }
    }
}
