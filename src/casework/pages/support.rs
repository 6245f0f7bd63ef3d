//! What a household was given, what is proposed for it, and what it earned before: parts of its page.
use super::household::Household;
use crate::grants::grant_number;
use crate::grants::model::{BaselineRow, GrantKind, Outcome, ProposalFate};
use crate::i18n::named;
use crate::kernel::clock::tehran_day;
use crate::ui::parts::{Tone, badge};
use crate::ui::{Ui, icon};
use crate::urls;
use maud::{Markup, html};

impl Household {
    pub(super) fn grants(&self, ui: &Ui) -> Markup {
        html! {
            @if self.file.sold.grants.is_empty() { p class="muted" { (ui.text.casework_no_grants()) } }
            ul class="rows" { @for grant in &self.file.sold.grants {
                li { a class="row" href=(urls::grant(ui.lang, grant.id)) { (icon("document")) span class="row-main" {
                    span class="row-title" { (grant_word(ui, grant.kind)) " " (grant_number(ui, &grant.number)) }
                    span class="row-note" { (grant.institution.in_lang(ui.lang)) (ui.text.app_comma()) (ui.full_date(grant.awarded_on)) }
                } span class="row-end" { b { (ui.amount(grant.amount)) } " " small { (ui.unit_word()) } (icon("next")) } } }
            } }
        }
    }

    /// What was proposed, and what became of it.
    pub(super) fn proposals(&self, ui: &Ui) -> Markup {
        html! {
            @if !self.file.proposals.is_empty() {
                h3 { (ui.text.casework_proposals()) }
                ul class="rows" { @for proposal in &self.file.proposals {
                    li { div class="row" { (icon("share")) span class="row-main" {
                        span class="row-title" { (ui.text.casework_proposal(named::AmountKind { amount: ui.money(proposal.amount), kind: grant_word(ui, proposal.kind) })) }
                        span class="row-note" { (ui.text.casework_proposal_sent(ui.full_date(tehran_day(proposal.proposed_at)))) }
                        @if self.names { span class="row-note" dir="auto" { (proposal.reason) } }
                        (self.fate(ui, proposal))
                    } } }
                } }
            }
        }
    }

    fn fate(&self, ui: &Ui, proposal: &ProposalFate) -> Markup {
        let Some((outcome, on, reason)) = &proposal.decision else {
            return html! { span class="cluster" { (badge(Tone::Warn, &ui.text.casework_proposal_waits())) } };
        };
        let (tone, word) = match outcome {
            Outcome::Approved => (Tone::Ok, ui.text.casework_proposal_approved(ui.full_date(*on))),
            Outcome::Refused => (Tone::Muted, ui.text.casework_proposal_refused(ui.full_date(*on))),
        };
        html! {
            span class="cluster" { (badge(tone, &word)) }
            @if self.names && !reason.is_empty() { span class="row-note" dir="auto" { (ui.text.casework_proposal_reason(reason)) } }
        }
    }

    pub(super) fn baselines(&self, ui: &Ui) -> Markup {
        html! {
            @if self.file.baselines.is_empty() { p class="muted" { (ui.text.casework_no_baseline()) } }
            @for baseline in self.file.baselines_that_count() {
                (self.baseline_facts(ui, baseline))
                @if self.keeps { p class="no-print" {
                    a class="btn btn-quiet" href=(urls::baseline_correct(ui.lang, self.file.card.id, baseline.id)) { (icon("edit")) span { (ui.text.casework_baseline_correct()) } }
                } }
            }
            @if self.file.baselines_corrected().next().is_some() { details class="fold" {
                summary { (ui.text.casework_baseline_corrected()) }
                p class="muted" { (ui.text.casework_baseline_corrected_note()) }
                @for baseline in self.file.baselines_corrected() { (self.baseline_facts(ui, baseline)) }
            } }
        }
    }

    /// What was told. Why it was corrected and by whom is for readers who see names.
    fn baseline_facts(&self, ui: &Ui, baseline: &BaselineRow) -> Markup {
        let months = |many: i32| ui.number(many.into());
        html! {
            dl class="facts" id=(baseline_anchor(baseline)) {
                div { dt { (ui.text.casework_baseline_taken()) } dd { (ui.full_date(baseline.taken_on)) } }
                @if baseline.good_months > 0 { div { dt { (ui.text.casework_baseline_good(months(baseline.good_months))) } dd { (ui.money(baseline.good)) } } }
                @if baseline.average_months > 0 { div { dt { (ui.text.casework_baseline_average(months(baseline.average_months))) } dd { (ui.money(baseline.average)) } } }
                @if baseline.bad_months > 0 { div { dt { (ui.text.casework_baseline_bad(months(baseline.bad_months))) } dd { (ui.money(baseline.bad)) } } }
                @if baseline.closed_months > 0 { div { dt { (ui.text.casework_baseline_closed()) } dd { (months(baseline.closed_months)) } } }
                div { dt { (ui.text.casework_baseline_month()) } dd { (ui.money(baseline.mean_month().rounded(ui.unit))) } }
                div { dt { (ui.text.casework_baseline_other()) } dd { (ui.money(baseline.other)) } }
                @if baseline.corrects.is_some() && self.names {
                    div { dt { (ui.text.casework_baseline_why()) } dd dir="auto" { (baseline.reason) } }
                    div { dt { (ui.text.casework_baseline_by()) } dd dir="auto" { (ui.text.casework_history_by(named::DateName { date: ui.full_date(tehran_day(baseline.recorded_at)), name: baseline.by.as_str() })) } }
                }
            }
        }
    }
}

/// Where on the page an income before support stands with what it is made of.
pub(super) fn baseline_anchor(baseline: &BaselineRow) -> String {
    format!("baseline-{}", baseline.id)
}

fn grant_word(ui: &Ui, kind: GrantKind) -> String {
    match kind {
        GrantKind::Asset => ui.text.casework_grant_asset(),
        GrantKind::Loan => ui.text.casework_grant_loan(),
        GrantKind::Training => ui.text.casework_grant_training(),
    }
}
