//! Pages for people who are not signed in yet.
use crate::ui::form::{Field, Kind, action_row};
use crate::ui::parts::page_head;
use crate::ui::{Form, Page, Ui, empty::Empty, icon};
use crate::urls;
use maud::{Markup, html};

/// GET and refused POST of /sign-in. `back` is where the reader wanted to go.
pub(crate) struct SignIn {
    pub form: Form,
}

impl Page for SignIn {
    fn title(&self, ui: &Ui) -> String {
        ui.text.accounts_sign_in_title()
    }

    fn body(&self, ui: &Ui) -> Markup {
        html! {
            div class="narrow stack" {
                (page_head(None, &ui.text.accounts_sign_in_title(), Some(&ui.text.accounts_sign_in_lead())))
                (self.form.summary(ui))
                form class="form stack" method="post" action=(urls::sign_in(ui.lang)) {
                    input type="hidden" name="back" value=(self.form.fields.text("back"));
                    (Field::new(&self.form, "phone", ui.text.accounts_phone()).hint(ui.text.accounts_phone_hint()).kind(Kind::Mobile).input(ui))
                    (Field::new(&self.form, "password", ui.text.accounts_password()).kind(Kind::Password).input(ui))
                    (action_row(&ui.text.accounts_sign_in_go(), "key", None))
                }
                p { a class="more" href=(urls::forgot(ui.lang)) { (ui.text.accounts_sign_in_forgot()) } }
                p { a class="more" href=(urls::order_find(ui.lang)) { (ui.text.orders_find_link()) } }
                p class="muted" { (ui.text.accounts_sign_in_new()) }
            }
        }
    }
}

/// Choosing a password by a card or a link.
pub(crate) struct ChoosePassword {
    pub name: String,
    pub token: String,
    pub least: i64,
    pub form: Form,
}

impl Page for ChoosePassword {
    fn title(&self, ui: &Ui) -> String {
        ui.text.accounts_password_title()
    }

    fn is_private(&self) -> bool {
        true
    }

    fn body(&self, ui: &Ui) -> Markup {
        html! {
            div class="narrow stack" {
                (page_head(None, &ui.text.accounts_password_title(), Some(&ui.text.accounts_password_lead(&self.name))))
                (self.form.summary(ui))
                form class="form stack" method="post" action=(urls::choose_password(ui.lang, &self.token)) {
                    (new_password(ui, &self.form, self.least))
                    (action_row(&ui.text.accounts_password_go(), "check", None))
                }
            }
        }
    }
}

/// The two fields of a new password.
pub(super) fn new_password(ui: &Ui, form: &Form, least: i64) -> Markup {
    html! {
        (Field::new(form, "password", ui.text.accounts_password_new())
            .hint(ui.text.accounts_password_hint(ui.number(least))).kind(Kind::NewPassword).input(ui))
        (Field::new(form, "again", ui.text.accounts_password_again()).kind(Kind::NewPassword).input(ui))
    }
}

/// A link that was used or is too old.
pub(crate) struct LinkOver;

impl Page for LinkOver {
    fn title(&self, ui: &Ui) -> String {
        ui.text.accounts_link_over_title()
    }

    fn body(&self, ui: &Ui) -> Markup {
        Empty {
            art: "closed",
            title: ui.text.accounts_link_over_title(),
            text: ui.text.accounts_link_over_text(),
            action: Some((urls::sign_in(ui.lang), "key", ui.text.accounts_sign_in_title())),
        }
        .as_page()
    }
}

/// Asking for a link by e-mail; `sent` after it was asked for, whether or not there is such an account.
pub(crate) struct Forgot {
    pub form: Form,
    pub sent: bool,
}

impl Page for Forgot {
    fn title(&self, ui: &Ui) -> String {
        ui.text.accounts_forgot_title()
    }

    fn body(&self, ui: &Ui) -> Markup {
        html! {
            div class="narrow stack" {
                (page_head(Some((urls::sign_in(ui.lang), ui.text.accounts_sign_in_title())), &ui.text.accounts_forgot_title(), Some(&ui.text.accounts_forgot_lead())))
                @if self.sent {
                    div class="notice" role="status" { (icon("info")) p { (ui.text.accounts_forgot_done()) } }
                } @else {
                    (self.form.summary(ui))
                    form class="form stack" method="post" action=(urls::forgot(ui.lang)) novalidate {
                        (Field::new(&self.form, "email", ui.text.accounts_email()).kind(Kind::Email).input(ui))
                        (action_row(&ui.text.accounts_forgot_go(), "next", None))
                    }
                }
            }
        }
    }
}

/// The first administrator's own account.
pub(crate) struct FirstAdmin {
    pub token: String,
    pub least: i64,
    pub form: Form,
}

impl Page for FirstAdmin {
    fn title(&self, ui: &Ui) -> String {
        ui.text.accounts_first_title()
    }

    fn is_private(&self) -> bool {
        true
    }

    fn body(&self, ui: &Ui) -> Markup {
        html! {
            div class="narrow stack" {
                (page_head(None, &ui.text.accounts_first_title(), Some(&ui.text.accounts_first_lead())))
                (self.form.summary(ui))
                form class="form stack" method="post" action=(urls::first_admin(ui.lang, &self.token)) novalidate {
                    (Field::new(&self.form, "name", ui.text.accounts_name()).input(ui))
                    (Field::new(&self.form, "phone", ui.text.accounts_phone()).hint(ui.text.accounts_phone_hint()).kind(Kind::Mobile).input(ui))
                    (Field::new(&self.form, "email", ui.text.accounts_email()).kind(Kind::Email).optional().input(ui))
                    (new_password(ui, &self.form, self.least))
                    (action_row(&ui.text.accounts_first_go(), "check", None))
                }
            }
        }
    }
}
