//! One household, as those see it who follow it.
use super::{chart, household_word, machine_word, months};
use crate::casework::model::{CaseFile, GoodWeights};
use crate::grants::model::{BaselineRow, GrantKind, Machine, Reach};
use crate::households::model::{Member, Relation};
use crate::ui::parts::{Tone, badge, page_head};
use crate::ui::{Frame, Page, Ui, icon};
use crate::urls;
use maud::{Markup, html};

/// GET /casework/households/{household}.
pub(crate) struct Household {
    pub file: CaseFile,
    /// Whether the reader sees names; an auditor sees none.
    pub names: bool,
    /// Whether the reader is its caseworker, and may change it.
    pub keeps: bool,
}

impl Page for Household {
    fn title(&self, ui: &Ui) -> String {
        household_word(ui, self.names, self.file.card.id, &self.file.card.name)
    }

    fn frame(&self) -> Frame {
        Frame::Staff
    }

    fn body(&self, ui: &Ui) -> Markup {
        let card = &self.file.card;
        let area = if ui.lang == crate::kernel::lang::Lang::Fa { &card.area_fa } else { &card.area_en };
        html! {
            div class="stack-l stack" {
                (page_head(Some((urls::casework(ui.lang), ui.text.app_place_households())), &self.title(ui), Some(area)))
                @if self.keeps { (self.actions(ui)) }
                section class="stack" {
                    h2 { (ui.text.casework_income_title()) }
                    (chart::chart(ui, &self.file))
                    (months::income(ui, &self.file))
                }
                (months::by_machine(ui, &self.file))
                (months::by_grant(ui, &self.file))
                div class="split split-even" {
                    section class="stack" { h2 { (ui.text.casework_machines()) } (self.machines(ui)) }
                    section class="stack" { h2 { (ui.text.casework_grants()) } (self.grants(ui)) }
                }
                div class="split split-even" {
                    section class="stack" { h2 { (ui.text.casework_goods()) } (self.goods(ui)) }
                    section class="stack" { h2 { (ui.text.casework_baseline()) } (self.baselines(ui)) }
                }
                section class="stack" { h2 { (ui.text.casework_members()) } (self.members(ui)) }
            }
        }
    }
}

impl Household {
    fn actions(&self, ui: &Ui) -> Markup {
        let id = self.file.card.id;
        let action = |url: String, drawing: &str, word: String| html! { a class="btn" href=(url) { (icon(drawing)) span { (word) } } };
        html! {
            div class="cluster no-print" {
                (action(urls::sale_on_behalf(ui.lang, id), "sell", ui.text.casework_sale_title()))
                (action(urls::grant_new(ui.lang, id), "machine", ui.text.casework_grant_new()))
                (action(urls::baseline_new(ui.lang, id), "history", ui.text.casework_baseline_new()))
                (action(urls::member_new(ui.lang, id), "person", ui.text.casework_member_new()))
                (action(urls::invite(ui.lang, id), "qr", ui.text.casework_invite()))
                (action(urls::stall_on_behalf(ui.lang, id), "stall", ui.text.casework_stall()))
                (action(urls::household_details(ui.lang, id), "edit", ui.text.households_details()))
            }
        }
    }

    fn members(&self, ui: &Ui) -> Markup {
        html! {
            ul class="rows" { @for member in self.file.card.members.iter().filter(|member| member.is_there(ui.today)) {
                li { div class="row" { (icon("person")) span class="row-main" {
                    span class="row-title" dir="auto" { @if self.names { (member.name) } @else { (relation_word(ui, member.relation)) } }
                    span class="row-note" { (member_note(ui, member, self.names)) }
                } @if member.account.is_some() { span class="row-end" { (badge(Tone::Ok, &ui.text.casework_sells())) } }
                @if self.keeps { (self.end_member(ui, member)) } } }
            } }
            @if self.names { @if let Some(address) = &self.file.card.address { p class="muted" dir="auto" { (address) } } }
        }
    }

    /// The way out for a member, behind a second tap.
    fn end_member(&self, ui: &Ui, member: &Member) -> Markup {
        html! {
            details class="row-end no-print" {
                summary { (ui.text.casework_member_end()) }
                form method="post" action=(urls::member_end(ui.lang, self.file.card.id, member.id)) {
                    button class="btn btn-danger" { (ui.text.casework_member_end_go(member.name.as_str())) }
                }
            }
        }
    }

    fn machines(&self, ui: &Ui) -> Markup {
        html! {
            @if self.file.machines.is_empty() { p class="muted" { (ui.text.casework_no_machines()) } }
            ul class="rows" { @for machine in &self.file.machines {
                li { a class="row" href=(urls::equipment(ui.lang, machine.row.id)) { (icon(&machine.row.kind.code)) span class="row-main" {
                    span class="row-title" { (machine_word(ui, &self.file.machines, machine.row.id)) }
                    span class="row-note" { (reach_words(ui, machine)) }
                } span class="row-end" { (icon("next")) } } }
            } }
        }
    }

    fn grants(&self, ui: &Ui) -> Markup {
        html! {
            @if self.file.grants.is_empty() { p class="muted" { (ui.text.casework_no_grants()) } }
            ul class="rows" { @for grant in &self.file.grants {
                li { a class="row" href=(urls::grant(ui.lang, grant.id)) { (icon("document")) span class="row-main" {
                    span class="row-title" { (grant_word(ui, grant.kind)) " " bdi { (ui.in_digits(&grant.number)) } }
                    span class="row-note" { (grant.institution.in_lang(ui.lang)) "، " (ui.full_date(grant.awarded_on)) }
                } span class="row-end" { b { (ui.amount(grant.amount)) } " " small { (ui.unit_word()) } (icon("next")) } } }
            } }
        }
    }

    fn goods(&self, ui: &Ui) -> Markup {
        html! {
            @if self.file.goods.is_empty() { p class="muted" { (ui.text.casework_no_goods()) } }
            ul class="rows" { @for row in &self.file.goods {
                li { div class="row" { (icon(&row.good.category)) span class="row-main" {
                    span class="row-title" dir="auto" { (row.good.name) }
                    span class="row-note" { (self.shares(ui, row)) }
                } @if self.keeps { span class="row-end" {
                    a class="btn btn-quiet" href=(urls::weights(ui.lang, self.file.card.id, row.good.id)) { (icon("edit")) span { (ui.text.casework_weights()) } }
                } } } }
            } }
        }
    }

    fn shares(&self, ui: &Ui, row: &GoodWeights) -> String {
        if row.shares.is_empty() {
            return ui.text.casework_no_weights();
        }
        let words: Vec<String> = row
            .shares
            .iter()
            .map(|(machine, share)| {
                let word = machine
                    .map_or_else(|| ui.text.casework_own_means(), |id| machine_word(ui, &self.file.machines, id));
                ui.text.casework_share(word, ui.percent(i64::from(*share)))
            })
            .collect();
        words.join(&ui.text.sales_comma())
    }

    fn baselines(&self, ui: &Ui) -> Markup {
        html! {
            @if self.file.baselines.is_empty() { p class="muted" { (ui.text.casework_no_baseline()) } }
            @for baseline in &self.file.baselines { (baseline_facts(ui, baseline)) }
        }
    }
}

fn baseline_facts(ui: &Ui, baseline: &BaselineRow) -> Markup {
    html! {
        dl class="facts" {
            div { dt { (ui.text.casework_baseline_taken()) } dd { (ui.full_date(baseline.taken_on)) } }
            div { dt { (ui.text.casework_baseline_month()) } dd { (ui.money(baseline.mean_month())) } }
            div { dt { (ui.text.casework_baseline_other()) } dd { (ui.money(baseline.other)) } }
        }
    }
}

fn member_note(ui: &Ui, member: &Member, names: bool) -> String {
    let relation = relation_word(ui, member.relation);
    match member.national_id.as_ref().filter(|_| names) {
        Some(id) => ui.text.casework_member_note(relation, ui.in_digits(&id.masked())),
        None if names => relation,
        None => String::new(),
    }
}

fn relation_word(ui: &Ui, relation: Relation) -> String {
    match relation {
        Relation::Head => ui.text.casework_relation_head(),
        Relation::Spouse => ui.text.casework_relation_spouse(),
        Relation::Child => ui.text.casework_relation_child(),
        Relation::Parent => ui.text.casework_relation_parent(),
        Relation::Sibling => ui.text.casework_relation_sibling(),
        Relation::Other => ui.text.casework_relation_other(),
    }
}

fn grant_word(ui: &Ui, kind: GrantKind) -> String {
    match kind {
        GrantKind::Asset => ui.text.casework_grant_asset(),
        GrantKind::Loan => ui.text.casework_grant_loan(),
        GrantKind::Training => ui.text.casework_grant_training(),
    }
}

/// Why and since when a machine is within the household's reach.
fn reach_words(ui: &Ui, machine: &Machine) -> String {
    let from = ui.full_date(machine.starts_on);
    match (machine.reach, machine.ends_on) {
        (Reach::Custody, None) => ui.text.casework_holds_since(from),
        (Reach::Custody, Some(end)) => ui.text.casework_held(from, ui.full_date(end)),
        (Reach::UseRight, None) => ui.text.casework_uses_since(from),
        (Reach::UseRight, Some(end)) => ui.text.casework_used(from, ui.full_date(end)),
    }
}
