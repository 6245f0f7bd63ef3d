//! One account, as an admin sees it.
use super::own::place_of;
use super::role_word;
use crate::accounts::access::Role;
use crate::accounts::model::{AccountCard, Named, RoleProposal};
use crate::i18n::named;
use crate::kernel::clock::tehran_day;
use crate::kernel::ids::AccountId;
use crate::ui::form::{Choice, Field, Kind, choices, date};
use crate::ui::parts::{Tone, badge, page_head};
use crate::ui::{Form, Frame, Page, Ui, icon};
use crate::urls;
use maud::{Markup, html};

/// GET /admin/people/{account} and its refused forms.
pub(crate) struct Person {
    pub card: AccountCard,
    pub areas: Vec<Named>,
    pub institutions: Vec<Named>,
    /// Roles proposed for this account.
    pub proposals: Vec<RoleProposal>,
    /// Who looks: what they proposed themselves, another must confirm.
    pub reader: AccountId,
    /// Whether there is anyone else who could confirm.
    pub has_another_admin: bool,
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
                (self.proposed(ui))
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

    /// What waits for a second admin. One is confirmed after the other, so that the page asks for one password.
    fn proposed(&self, ui: &Ui) -> Markup {
        html! {
            @if !self.proposals.is_empty() {
                section class="panel stack" {
                    h2 { (ui.text.accounts_roles_waiting()) }
                    @for proposal in &self.proposals { div class="stack stack-s" {
                        p { b { (role_word(ui, proposal.role)) } " · " (proposal.place(ui.lang)) }
                        p class="muted" { (ui.text.accounts_roles_proposed_by(named::DateName { date: ui.full_date(tehran_day(proposal.proposed_at)), name: proposal.by_name.as_str() })) }
                        @if let Some(end) = proposal.ends_on { p class="muted" { (ui.text.accounts_roles_until(ui.full_date(end))) } }
                        (self.answer(ui, proposal))
                    } }
                }
            }
        }
    }

    fn may_confirm(&self, proposal: &RoleProposal) -> bool {
        proposal.by != self.reader && self.card.id != self.reader
    }

    fn answer(&self, ui: &Ui, proposal: &RoleProposal) -> Markup {
        let path = urls::person_role_answer(ui.lang, self.card.id, proposal.id);
        let first = self.proposals.iter().find(|proposal| self.may_confirm(proposal)).map(|first| first.id);
        html! {
            @if proposal.by == self.reader {
                p { (if self.has_another_admin { ui.text.accounts_roles_wait_other() } else { ui.text.accounts_roles_wait_console() }) }
            } @else if first == Some(proposal.id) {
                @if !self.card.has_password || self.card.is_disabled { p { (ui.text.accounts_roles_not_ready()) } } @else {
                    form class="form stack" method="post" action=(path) {
                        input type="hidden" name="do" value="confirm";
                        (Field::new(&self.form, "confirm", ui.text.accounts_password_present()).kind(Kind::Password).input(ui))
                        button class="btn btn-primary" { (icon("check")) span { (ui.text.accounts_roles_confirm()) } }
                    }
                }
            }
            form method="post" action=(path) {
                input type="hidden" name="do" value="drop";
                button class="btn btn-quiet" { (icon("close")) span { (ui.text.accounts_roles_drop()) } }
            }
        }
    }

    fn give(&self, ui: &Ui) -> Markup {
        let roles: Vec<Choice> = Role::ALL
            .iter()
            .filter(|role| role.is_staff())
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
                    p class="muted" { (ui.text.accounts_roles_two()) }
                    button class="btn btn-primary" { (icon("plus")) span { (ui.text.accounts_roles_propose()) } }
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
