//! One grant: its decision, its shares, its machines.
use super::{earned, kind_icon, kind_word, left_to_right, machine_note, seen_word};
use crate::grants::model::{Earned, GrantCard, GrantedMachine, Seen, ShareRow};
use crate::i18n::named;
use crate::ui::parts::page_head;
use crate::ui::{Frame, Page, Ui, icon};
use crate::urls;
use maud::{Markup, html};

/// GET /casework/grants/{grant}.
pub(crate) struct Grant {
    pub card: GrantCard,
    pub shares: Vec<ShareRow>,
    pub machines: Vec<GrantedMachine>,
    pub earned: Earned,
    /// What the reader is told of the households that it concerns.
    pub seen: Seen,
}

impl Page for Grant {
    fn title(&self, ui: &Ui) -> String {
        ui.text.grants_grant_title(left_to_right(&ui.in_digits(&self.card.row.number)))
    }

    fn frame(&self) -> Frame {
        Frame::Staff
    }

    fn body(&self, ui: &Ui) -> Markup {
        let card = &self.card;
        let household = seen_word(ui, &self.seen, card.household);
        html! {
            div class="stack" {
                (page_head(Some((urls::household(ui.lang, card.household), household)), &self.title(ui), Some(&kind_word(ui, card.row.kind))))
                dl class="facts facts-2 panel" {
                    div { dt { (ui.text.grants_grant_amount()) } dd { (ui.money(card.row.amount)) } }
                    div { dt { (ui.text.grants_grant_programme()) } dd { (card.row.programme.in_lang(ui.lang)) } }
                    div { dt { (ui.text.grants_grant_institution()) } dd { (card.row.institution.in_lang(ui.lang)) } }
                    div { dt { (ui.text.grants_grant_awarded()) } dd { (ui.full_date(card.row.awarded_on)) } }
                    div { dt { (ui.text.grants_grant_decided()) } dd { @match &card.paper {
                        Some(paper) => (ui.text.grants_grant_decided_paper(named::DatePaper { date: ui.full_date(card.decided_on), paper: ui.in_digits(paper) })),
                        None => (ui.full_date(card.decided_on)),
                    } } }
                }
                div class="split" {
                    div class="stack" { (earned::section(ui, &self.earned, &self.seen, ("grant", card.row.id.to_string()))) }
                    div class="stack" { (self.machines(ui)) @if self.shares.len() > 1 { (self.shares(ui)) } }
                }
            }
        }
    }
}

impl Grant {
    fn machines(&self, ui: &Ui) -> Markup {
        html! {
            section class="stack stack-s" {
                h2 { (ui.text.grants_grant_machines()) }
                @if self.machines.is_empty() { p class="muted" { (ui.text.grants_grant_machines_none()) } }
                ul class="rows" { @for row in &self.machines { li { a class="row" href=(urls::equipment(ui.lang, row.machine.id)) {
                    (icon(kind_icon(&row.machine.kind)))
                    span class="row-main" {
                        span class="row-title" { (row.machine.kind.name.in_lang(ui.lang)) }
                        span class="row-note" { (machine_note(ui, &row.machine.maker, &row.machine.serial)) }
                        span class="row-note" { (ui.text.grants_grant_paid(ui.money(row.paid))) }
                    }
                    span class="row-end" { (icon("next")) }
                } } } }
            }
        }
    }

    fn shares(&self, ui: &Ui) -> Markup {
        html! {
            section class="stack stack-s" {
                h2 { (ui.text.grants_grant_shares()) }
                p class="muted" { (ui.text.grants_grant_shares_fixed()) }
                ul class="rows" { @for share in &self.shares { li {
                    @if self.seen.opens(share.household) { a class="row" href=(urls::household(ui.lang, share.household)) { (self.share(ui, share)) } }
                    @else { div class="row" { (self.share(ui, share)) } }
                } } }
            }
        }
    }

    fn share(&self, ui: &Ui, share: &ShareRow) -> Markup {
        html! {
            (icon("household"))
            span class="row-main" { span class="row-title" dir="auto" { (seen_word(ui, &self.seen, share.household)) } }
            span class="row-end" { (ui.percent(i64::from(share.share))) }
        }
    }
}
