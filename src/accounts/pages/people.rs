//! The people an admin looks after.
use super::own::place_of;
use super::role_word;
use crate::accounts::access::Role;
use crate::accounts::model::{AccountCard, AccountRow, Named};
use crate::i18n::named;
use crate::kernel::contact::Mobile;
use crate::ui::form::{Choice, Field, Kind, action_bar, choices, date};
use crate::ui::parts::{Tone, badge, page_head, pager};
use crate::ui::{Form, Frame, Page, Ui, empty::Empty, icon};
use crate::urls;
use maud::{Markup, PreEscaped, html};

/// GET /admin/people.
pub(crate) struct People {
    pub rows: Vec<AccountRow>,
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
                ul class="rows" { @for row in &self.rows { li { a class="row" href=(urls::person(ui.lang, row.id)) {
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
                form class="form stack" method="post" action=(urls::person_new(ui.lang)) {
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
                        p { (ui.text.accounts_people_card_text()) }
                        @if let Some(mobile) = &self.mobile { p { (ui.text.accounts_people_card_phone()) " " bdi dir="ltr" { (ui.phone(mobile)) } } }
                        p { bdi dir="ltr" lang="en" data-latin-digits class="small" { (self.link) } }
                    }
                    (PreEscaped(&self.square))
                }
            }
        }
    }
}

/// GET /admin/people/{account} and its refused forms.
pub(crate) struct Person {
    pub card: AccountCard,
    pub areas: Vec<Named>,
    pub institutions: Vec<Named>,
    pub form: Form,
}

impl Page for Person {
    fn title(&self, _: &Ui) -> String {
        self.card.name.clone()
    }

    fn frame(&self) -> Frame {
        Frame::Staff
    }

    fn body(&self, ui: &Ui) -> Markup {
        html! {
            div class="narrow stack" {
                (page_head(Some((urls::people(ui.lang), ui.text.accounts_people_title())), &self.card.name, None))
                (self.form.summary(ui))
                p class="cluster" {
                    @if self.card.is_disabled { (badge(Tone::Danger, &ui.text.accounts_person_disabled())) } @else { (badge(Tone::Ok, &ui.text.accounts_person_active())) }
                    @if !self.card.has_password { (badge(Tone::Warn, &ui.text.accounts_person_no_password())) }
                }
                dl class="facts panel" {
                    @if let Some(mobile) = &self.card.mobile { div { dt { (ui.text.accounts_phone()) } dd { bdi dir="ltr" { (ui.phone(mobile)) } } } }
                }
                (self.roles(ui))
                (self.give(ui))
                (self.buttons(ui))
            }
        }
    }
}

impl Person {
    fn roles(&self, ui: &Ui) -> Markup {
        html! {
            section class="panel stack" {
                h2 { (ui.text.accounts_roles_title()) }
                @if self.card.scopes.is_empty() { p class="muted" { (ui.text.accounts_roles_none()) } }
                ul class="rows" { @for scope in &self.card.scopes { li { div class="row" {
                    span class="row-main" {
                        span class="row-title" { (role_word(ui, scope.role)) }
                        span class="row-note" { (place_of(ui, scope)) }
                        span class="row-note" { @match scope.ends_on {
                            Some(end) => (ui.text.accounts_from_to(named::FromTo { from: ui.full_date(scope.starts_on), to: ui.full_date(end) })),
                            None => (ui.text.accounts_since(ui.full_date(scope.starts_on))),
                        } }
                    }
                    @if scope.ends_on.is_none_or(|end| end > ui.today) {
                        form class="row-end" method="post" action=(urls::person_role_end(ui.lang, self.card.id, scope.id)) { button class="btn btn-quiet" { (icon("close")) span { (ui.text.accounts_roles_end()) } } }
                    }
                } } } }
            }
        }
    }

    fn give(&self, ui: &Ui) -> Markup {
        let roles: Vec<Choice> = Role::ALL
            .iter()
            .map(|role| Choice { value: role.as_str().to_owned(), word: role_word(ui, *role), note: None, icon: None })
            .collect();
        let areas: Vec<(String, String)> =
            self.areas.iter().map(|area| (area.id.to_string(), area.name(ui.lang).to_owned())).collect();
        let none = (String::new(), ui.text.accounts_institution_none());
        let institutions: Vec<(String, String)> = std::iter::once(none)
            .chain(self.institutions.iter().map(|row| (row.id.to_string(), row.name(ui.lang).to_owned())))
            .collect();
        html! {
            section class="panel stack" {
                h2 { (ui.text.accounts_roles_give()) }
                form class="form stack" method="post" action=(urls::person_role(ui.lang, self.card.id)) {
                    (choices(&self.form, "role", &ui.text.accounts_role(), &roles))
                    (Field::new(&self.form, "area", ui.text.accounts_area()).select(ui, &areas))
                    (Field::new(&self.form, "institution", ui.text.accounts_institution()).select(ui, &institutions))
                    (date(ui, &self.form, "ends", &ui.text.accounts_ends()))
                    (Field::new(&self.form, "present", ui.text.accounts_password_present()).kind(Kind::Password).input(ui))
                    button class="btn btn-primary" { (icon("plus")) span { (ui.text.accounts_roles_give()) } }
                }
            }
        }
    }

    fn buttons(&self, ui: &Ui) -> Markup {
        html! {
            div class="cluster" {
                form method="post" action=(urls::person_link(ui.lang, self.card.id)) { button class="btn" id="link" { (icon("key")) span { (ui.text.accounts_person_link()) } } }
                form method="post" action=(urls::person_disable(ui.lang, self.card.id)) {
                    input type="hidden" name="disabled" value=(if self.card.is_disabled { "no" } else { "yes" });
                    button class="btn btn-danger" { (icon("close")) span {
                        @if self.card.is_disabled { (ui.text.accounts_person_enable()) } @else { (ui.text.accounts_person_disable()) }
                    } }
                }
            }
        }
    }
}
