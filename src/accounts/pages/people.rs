//! The people an admin looks after.
use super::role_word;
use crate::accounts::access::Role;
use crate::accounts::model::{AccountRow, RoleProposal};
use crate::kernel::contact::Mobile;
use crate::ui::form::{Field, Kind, action_bar};
use crate::ui::parts::{Tone, badge, page_head, pager, print_button};
use crate::ui::{Form, Frame, Page, Ui, empty::Empty, icon};
use crate::urls;
use maud::{Markup, PreEscaped, html};

/// GET /admin/people.
pub(crate) struct People {
    pub rows: Vec<AccountRow>,
    /// Roles that wait for a second admin.
    pub proposals: Vec<RoleProposal>,
    pub is_first: bool,
    pub has_more: bool,
}

impl Page for People {
    fn title(&self, ui: &Ui) -> String {
        ui.text.accounts_people_title()
    }

    fn frame(&self) -> Frame {
        Frame::Staff
    }

    fn body(&self, ui: &Ui) -> Markup {
        let path = urls::people(ui.lang);
        let older = self
            .rows
            .last()
            .filter(|_| self.has_more)
            .map(|last| urls::with_query(&path, &[("after", &last.id.to_string())]));
        html! {
            div class="stack" {
                (page_head(None, &ui.text.accounts_people_title(), None))
                p { a class="btn btn-primary" href=(urls::person_new(ui.lang)) { (icon("plus")) span { (ui.text.accounts_people_new()) } } }
                @if self.rows.is_empty() {
                    (Empty { art: "empty-basket", title: ui.text.accounts_people_empty(), text: String::new(), action: None }.render())
                }
                @if !self.proposals.is_empty() {
                    section class="panel stack" {
                        h2 { (ui.text.accounts_roles_waiting()) }
                        ul class="rows" { @for proposal in &self.proposals { li { a class="row" href=(urls::person(ui.lang, proposal.account)) {
                            (icon("key"))
                            span class="row-main" {
                                span class="row-title" dir="auto" { (proposal.name) }
                                span class="row-note" { (role_word(ui, proposal.role)) " · " (proposal.place(ui.lang)) }
                            }
                            span class="row-end" { (icon("next")) }
                        } } } }
                    }
                }
                ul class="rows rows-wide" { @for row in &self.rows { li { a class="row" href=(urls::person(ui.lang, row.id)) {
                    (icon("person"))
                    span class="row-main" { span class="row-title" dir="auto" { (row.name) } span class="row-note" { (role_list(ui, &row.roles)) } }
                    span class="row-end" { @if row.is_disabled { (badge(Tone::Muted, &ui.text.accounts_person_disabled())) } (icon("next")) }
                } } } }
                (pager(ui, (!self.is_first).then(|| path.clone()), older))
            }
        }
    }
}

fn role_list(ui: &Ui, roles: &[Role]) -> String {
    if roles.is_empty() {
        return ui.text.accounts_roles_none();
    }
    roles.iter().map(|role| role_word(ui, *role)).collect::<Vec<_>>().join(" · ")
}

/// GET /admin/people/new and its refused form.
pub(crate) struct NewPerson {
    pub form: Form,
}

impl Page for NewPerson {
    fn title(&self, ui: &Ui) -> String {
        ui.text.accounts_people_new()
    }

    fn frame(&self) -> Frame {
        Frame::Staff
    }

    fn body(&self, ui: &Ui) -> Markup {
        html! {
            div class="narrow stack" {
                (page_head(Some((urls::people(ui.lang), ui.text.accounts_people_title())), &ui.text.accounts_people_new(), None))
                (self.form.summary(ui))
                form class="form stack" method="post" action=(urls::person_new(ui.lang)) novalidate {
                    (Field::new(&self.form, "name", ui.text.accounts_name()).input(ui))
                    (Field::new(&self.form, "phone", ui.text.accounts_phone()).hint(ui.text.accounts_phone_hint()).kind(Kind::Mobile).input(ui))
                    (Field::new(&self.form, "email", ui.text.accounts_email()).kind(Kind::Email).optional().input(ui))
                    (action_bar(&ui.text.accounts_people_open(), "check", Some((urls::people(ui.lang), ui.text.app_cancel()))))
                }
            }
        }
    }
}

/// The card by which a person chooses a password: to be printed and handed over, shown once.
pub(crate) struct Card {
    pub name: String,
    /// The number to sign in with.
    pub mobile: Option<Mobile>,
    pub link: String,
    /// The SVG of the square.
    pub square: String,
    pub back: (String, String),
}

impl Page for Card {
    fn title(&self, ui: &Ui) -> String {
        ui.text.accounts_people_card_title(&self.name)
    }

    fn frame(&self) -> Frame {
        Frame::Staff
    }

    fn body(&self, ui: &Ui) -> Markup {
        html! {
            div class="narrow stack" {
                (page_head(Some(self.back.clone()), &ui.text.accounts_people_card_title(&self.name), None))
                section class="invite" {
                    div class="stack stack-s" {
                        h2 { (ui.public_name) }
                        p dir="auto" { b { (self.name) } }
                        p { (ui.text.accounts_people_card_text()) }
                        @if let Some(mobile) = &self.mobile { p { (ui.text.accounts_people_card_phone()) " " bdi dir="ltr" { (ui.phone(mobile)) } } }
                        p { bdi dir="ltr" lang="en" data-latin-digits class="small" { (self.link) } }
                    }
                    (PreEscaped(&self.square))
                }
                p { (print_button(&ui.text.accounts_people_card_print())) }
            }
        }
    }
}
