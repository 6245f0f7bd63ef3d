//! What waits for the supervisor's decision.
use super::kind_word;
use crate::grants::model::ProposalRow;
use crate::i18n::named;
use crate::kernel::clock::tehran_day;
use crate::kernel::ids::AccountId;
use crate::ui::parts::page_head;
use crate::ui::{Frame, Page, Ui, empty::Empty, icon};
use crate::urls;
use maud::{Markup, html};

/// GET /casework/decisions.
pub(crate) struct Decisions {
    pub rows: Vec<ProposalRow>,
    pub reader: AccountId,
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
                p class="muted small" { (ui.text.grants_decisions_by(named::DateName { date: ui.full_date(tehran_day(row.proposed_at)), name: &row.proposer })) }
                @if row.proposed_by == self.reader {
                    p class="muted" { (ui.text.grants_decisions_own()) }
                } @else {
                    form class="cluster" method="post" action=(urls::decide(ui.lang, row.id)) {
                        button class="btn btn-primary" name="outcome" value="approved" { (icon("check")) span { (ui.text.grants_decisions_approve()) } }
                        button class="btn btn-quiet" name="outcome" value="refused" { (icon("close")) span { (ui.text.grants_decisions_refuse()) } }
                    }
                }
            }
        }
    }
}
