//! What a case file masks: the form that asks why it is to be seen, and what is then shown once.
use super::relation_word;
use crate::households::model::{HouseholdCard, Member, pseudonym};
use crate::kernel::ids::HouseholdId;
use crate::ui::form::{Field, Kind, action_bar};
use crate::ui::parts::page_head;
use crate::ui::{Form, Frame, Page, Ui, icon};
use crate::urls;
use maud::{Markup, html};

/// GET /casework/households/{household}/identity and its refused form.
pub(crate) struct AskIdentity {
    pub household: HouseholdId,
    /// None for a reader who sees no names.
    pub name: Option<String>,
    pub form: Form,
}

impl Page for AskIdentity {
    fn title(&self, ui: &Ui) -> String {
        if self.name.is_some() { ui.text.households_identity() } else { ui.text.households_identity_auditor() }
    }

    fn frame(&self) -> Frame {
        Frame::Staff
    }

    fn body(&self, ui: &Ui) -> Markup {
        let (home, text) = (urls::household(ui.lang, self.household), ui.text);
        let name = self.name.clone().unwrap_or_else(|| text.households_file(ui.in_digits(&pseudonym(self.household))));
        html! {
            div class="narrow stack" {
                (page_head(Some((home.clone(), name)), &self.title(ui), Some(&text.households_identity_lead())))
                (self.form.summary(ui))
                form class="form stack" method="post" action=(urls::household_identity(ui.lang, self.household)) data-sensitive {
                    (Field::new(&self.form, "reason", text.households_reason()).hint(text.households_purpose_hint()).input(ui))
                    (Field::new(&self.form, "present", text.accounts_password_present()).kind(Kind::Password).input(ui))
                    (action_bar(&text.households_identity_go(), "lock", Some((home, text.app_cancel()))))
                }
            }
        }
    }
}

/// POST /casework/households/{household}/identity: what is shown once.
pub(crate) struct Identity {
    pub card: HouseholdCard,
    /// An auditor sees names, address and notes nowhere else, and of the phones their last digits.
    pub is_auditor: bool,
}

impl Page for Identity {
    fn title(&self, ui: &Ui) -> String {
        if self.is_auditor { ui.text.households_identity_auditor() } else { ui.text.households_identity() }
    }

    fn frame(&self) -> Frame {
        Frame::Staff
    }

    fn body(&self, ui: &Ui) -> Markup {
        let (card, text) = (&self.card, ui.text);
        let back = (urls::household(ui.lang, card.id), card.name.clone());
        html! {
            div class="narrow stack" {
                (page_head(Some(back), &self.title(ui), Some(&text.households_identity_once())))
                ul class="rows" { @for member in card.members.iter().filter(|member| member.is_there(ui.today)) {
                    li { (self.member(ui, member)) }
                } }
                @if self.is_auditor { dl class="facts panel" {
                    @if let Some(address) = &card.address { div { dt { (text.households_address()) } dd dir="auto" { (address) } } }
                    @if let Some(notes) = &card.notes { div { dt { (text.households_notes()) } dd dir="auto" { (notes) } } }
                } }
            }
        }
    }
}

impl Identity {
    fn member(&self, ui: &Ui, member: &Member) -> Markup {
        html! {
            div class="row" { (icon("person")) span class="row-main" {
                span class="row-title" dir="auto" { (member.name) }
                span class="row-note" { (relation_word(ui, member.relation)) }
                span class="row-note" { (ui.text.households_national_id()) ": "
                    @match &member.national_id {
                        Some(id) => bdi dir="ltr" { (ui.in_digits(id.as_str())) },
                        None => (ui.text.households_identity_unknown()),
                    }
                }
                @if let Some(mobile) = member.mobile.as_ref().filter(|_| self.is_auditor) {
                    span class="row-note" { (ui.text.accounts_phone()) ": " bdi dir="ltr" { (ui.in_digits(&mobile.masked())) } }
                }
            } }
        }
    }
}
