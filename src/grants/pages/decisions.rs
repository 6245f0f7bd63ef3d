//! What waits for the supervisor's decision.
use super::{ELEMENT, kind_word, with_element};
use crate::grants::model::ProposalRow;
use crate::i18n::named;
use crate::kernel::clock::tehran_day;
use crate::kernel::ids::{AccountId, ProposalId};
use crate::ui::form::error;
use crate::ui::parts::page_head;
use crate::ui::{Form, Frame, Page, Ui, empty::Empty, icon};
use crate::urls;
use maud::{Markup, html};

/// GET /casework/decisions.
pub(crate) struct Decisions {
    pub rows: Vec<ProposalRow>,
    pub reader: AccountId,
    /// The form that came back, and the proposal it decides on.
    pub refused: Option<(ProposalId, Form)>,
}

impl Page for Decisions {
    fn title(&self, ui: &Ui) -> String {
        ui.text.grants_decisions_title()
    }

    fn frame(&self) -> Frame {
        Frame::Staff
    }

    fn body(&self, ui: &Ui) -> Markup {
        html! {
            div class="narrow stack" {
                (page_head(None, &self.title(ui), Some(&ui.text.grants_decisions_lead())))
                @if let Some((_, form)) = &self.refused { (form.summary(ui)) }
                @if self.rows.is_empty() {
                    (Empty { art: "empty-basket", title: ui.text.grants_decisions_empty(), text: String::new(), action: None }.render())
                }
                @for row in &self.rows { (self.proposal(ui, row)) }
            }
        }
    }
}

impl Decisions {
    fn proposal(&self, ui: &Ui, row: &ProposalRow) -> Markup {
        html! {
            section class="panel stack stack-s" {
                h2 { a href=(urls::household(ui.lang, row.household)) dir="auto" { (row.household_name) } }
                p { (kind_word(ui, row.kind)) " · " (ui.money(row.amount)) " · " (row.programme.in_lang(ui.lang)) " · " (row.area.in_lang(ui.lang)) }
                p dir="auto" { (row.reason) }
                p class="muted small" { (proposed_by(ui, row)) }
                @if row.proposed_by == self.reader {
                    p class="muted" { (ui.text.grants_decisions_own()) }
                } @else {
                    form class="stack stack-s" method="post" action=(urls::decide(ui.lang, row.id)) {
                        (self.reason(ui, row.id))
                        div class="cluster" {
                            button class="btn btn-primary" name="outcome" value="approved" { (icon("check")) span { (ui.text.grants_decisions_approve()) } }
                            button class="btn btn-quiet" name="outcome" value="refused" { (icon("close")) span { (ui.text.grants_decisions_refuse()) } }
                        }
                    }
                }
            }
        }
    }

    /// Why it is decided so. Each proposal has such a field, so its id carries the proposal's; the one that came back has
    /// the plain id, to which the summary leads.
    fn reason(&self, ui: &Ui, of: ProposalId) -> Markup {
        let back = self.refused.as_ref().filter(|(id, _)| *id == of).map(|(_, form)| form);
        let id = if back.is_some() { "reason".to_owned() } else { format!("reason-{of}") };
        html! {
            div class=(if back.is_some() { "field has-error" } else { "field" }) {
                label for=(id) { (ui.text.grants_decisions_reason()) " " span class="optional" { (ui.text.grants_decisions_reason_note()) } }
                @if let Some(form) = back { (error(form, "reason")) }
                textarea id=(id) name="reason" rows="2" dir="auto" autocomplete="off" aria-invalid=[back.map(|_| "true")]
                    aria-describedby=[back.map(|_| "reason-error")] {
                    @if let Some(form) = back { (form.fields.text("reason")) }
                }
            }
        }
    }
}

/// Who proposed it, and when.
fn proposed_by(ui: &Ui, row: &ProposalRow) -> Markup {
    let date = ui.full_date(tehran_day(row.proposed_at));
    let sentence = ui.text.grants_decisions_by(named::DateName { date, name: ELEMENT });
    with_element(&sentence, &html! { bdi { (row.proposer) } })
}
