//! One household, as those see it who follow it.
use super::steps::parts_of_the_page;
use super::{attribution, before_after, chart, history, household_word, machine_word, months, undo_form};
use crate::casework::model::{CaseFile, GoodWeights};
use crate::grants::model::{Machine, Reach};
use crate::grants::{ELEMENT, with_element};
use crate::i18n::named;
use crate::kernel::ids::{EquipmentId, HouseholdId, SaleId};
use crate::kernel::lang::Lang;
use crate::ui::parts::{Tone, badge, page_head};
use crate::ui::{Frame, Page, Ui, icon};
use crate::urls;
use chrono::NaiveDate;
use maud::{Markup, html};

/// GET /casework/households/{household}.
pub(crate) struct Household {
    pub file: CaseFile,
    /// Whether the reader sees names; an auditor sees none.
    pub names: bool,
    /// Whether the reader is its caseworker, and may change it: a closed one is only read.
    pub keeps: bool,
    /// Whether the reader may give it to another caseworker.
    pub hands_on: bool,
    /// The sale that the reader just wrote down on its behalf.
    pub done: Option<SaleId>,
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
        let area = if ui.lang == Lang::Fa { &card.area_fa } else { &card.area_en };
        html! {
            div class="stack-l stack" {
                @if let Some(sale) = self.done {
                    div class="notice notice-success undo" role="status" {
                        (icon("check")) p { (ui.text.casework_sale_done()) }
                        (undo_form(ui, card.id, sale, "btn btn-on"))
                    }
                }
                (page_head(Some((urls::casework(ui.lang), ui.text.app_place_households())), &self.title(ui), Some(area)))
                @if let Some(day) = card.closed_on { (self.closed(ui, day)) }
                @if self.names && card.closed_on.is_none() { (self.actions(ui)) }
                (self.next_steps(ui))
                (parts_of_the_page(ui))
                div class="case" {
                    div class="case-people stack" {
                        (self.facts(ui))
                        section class="stack stack-s" id="members" { h2 { (ui.text.casework_members()) } (self.members(ui)) }
                    }
                    (self.figures(ui))
                    (self.support(ui))
                }
            }
        }
    }
}

impl Household {
    /// What the household earned.
    fn figures(&self, ui: &Ui) -> Markup {
        html! {
            div class="case-figures stack-l stack" {
                section class="stack" id="income" {
                    h2 { (ui.text.casework_income_title()) }
                    @if self.has_figures() { (chart::chart(ui, &self.file)) }
                    (months::income(ui, &self.file))
                }
                (before_after::section(ui, &self.file))
                (attribution::section(ui, self.file.card.id, &self.file.sold))
            }
        }
    }

    /// What it was given, what it makes with it, and what it told before.
    fn support(&self, ui: &Ui) -> Markup {
        html! {
            div class="case-support stack-l stack" {
                section class="stack stack-s" id="machines" { h2 { (ui.text.casework_machines()) } (self.machines(ui)) }
                section class="stack stack-s" id="grants" { h2 { (ui.text.casework_grants()) } (self.grants(ui)) (self.proposals(ui))
                    (self.action(ui, urls::grant_new, "machine", ui.text.casework_grant_new())) }
                section class="stack stack-s" id="goods" { h2 { (ui.text.casework_goods()) } (self.goods(ui)) }
                section class="stack stack-s" id="baseline" { h2 { (ui.text.casework_baseline()) } (self.baselines(ui))
                    (self.action(ui, urls::baseline_new, "history", self.asking(ui))) }
                @if self.names { (history::section(ui, &self.file)) }
            }
        }
    }

    /// Who keeps the file, and where the household lives.
    fn facts(&self, ui: &Ui) -> Markup {
        let card = &self.file.card;
        let institution = card.institution.as_ref().map(|(fa, en)| if ui.lang == Lang::Fa { fa } else { en });
        html! {
            dl class="facts" {
                @if let Some(institution) = institution { div { dt { (ui.text.casework_institution()) } dd { (institution) } } }
                @if let Some(caseworker) = card.caseworker.as_ref().filter(|_| self.names) {
                    div { dt { (ui.text.casework_caseworker()) } dd dir="auto" { (caseworker) } }
                }
                @if let Some((name, day)) = card.next_caseworker.as_ref().filter(|_| self.names) {
                    div { dt { (ui.text.casework_next_caseworker(ui.full_date(*day))) } dd dir="auto" { (name) } }
                }
                div { dt { (ui.text.casework_registered_on()) } dd { (ui.full_date(card.registered_on)) } }
                @if self.names {
                    @if let Some(address) = &card.address { div { dt { (ui.text.households_address()) } dd dir="auto" { (address) } } }
                    @if let Some(sheba) = &card.sheba { div { dt { (ui.text.households_sheba()) } dd { bdi dir="ltr" lang="en" data-latin-digits { (sheba.masked()) } } } }
                    @if let Some(notes) = &card.notes { div { dt { (ui.text.households_notes()) } dd dir="auto" { (notes) } } }
                }
            }
        }
    }

    /// That the file is closed, and the way to open it again.
    fn closed(&self, ui: &Ui, day: NaiveDate) -> Markup {
        html! {
            div class="notice notice-warn" role="status" {
                (icon("lock")) p { (ui.text.casework_closed(ui.full_date(day))) }
                @if self.names { a class="btn no-print" href=(urls::household_file(ui.lang, self.file.card.id)) { (icon("undo")) span { (ui.text.households_reopen()) } } }
            }
        }
    }

    fn actions(&self, ui: &Ui) -> Markup {
        html! {
            div class="cluster no-print" {
                (self.action(ui, urls::sale_on_behalf, "sell", ui.text.casework_sale_title()))
                (self.action(ui, urls::stall_on_behalf, "stall", ui.text.casework_stall()))
                @if self.keeps { a class="btn btn-quiet" href=(urls::household_details(ui.lang, self.file.card.id)) { (icon("edit")) span { (ui.text.households_details()) } } }
                @if self.hands_on { a class="btn btn-quiet" href=(urls::household_caseworker(ui.lang, self.file.card.id)) { (icon("swap")) span { (ui.text.households_hand_on()) } } }
                a class="btn btn-quiet" href=(urls::household_file(ui.lang, self.file.card.id)) { (icon("lock")) span { (ui.text.households_close()) } }
            }
        }
    }

    /// A button to a form of the household, for its caseworker.
    pub(super) fn action(&self, ui: &Ui, url: fn(Lang, HouseholdId) -> String, drawing: &str, word: String) -> Markup {
        html! {
            @if self.keeps { a class="btn no-print" href=(url(ui.lang, self.file.card.id)) { (icon(drawing)) span { (word) } } }
        }
    }

    /// The word for asking about the income before support: once for each grant.
    fn asking(&self, ui: &Ui) -> String {
        if self.file.baselines.is_empty() {
            ui.text.casework_baseline_new()
        } else {
            ui.text.casework_baseline_another()
        }
    }

    fn machines(&self, ui: &Ui) -> Markup {
        html! {
            @if self.file.sold.machines.is_empty() { p class="muted" { (ui.text.casework_no_machines()) } }
            ul class="rows" { @for machine in &self.file.sold.machines {
                li { a class="row" href=(urls::equipment(ui.lang, machine.row.id)) { (icon(&machine.row.kind.code)) span class="row-main" {
                    span class="row-title" { (machine_word(ui, &self.file.sold.machines, machine.row.id)) }
                    span class="row-note" { (reach_words(ui, machine)) }
                } span class="row-end" { (icon("next")) } } }
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
                    @if self.has_lost_a_machine(ui, row) { span class="cluster" {
                        @if self.keeps { a href=(urls::weights(ui.lang, self.file.card.id, row.good.id)) { (badge(Tone::Warn, &ui.text.casework_machine_left())) } }
                        @else { (badge(Tone::Warn, &ui.text.casework_machine_left())) }
                    } }
                } @if self.keeps { span class="row-end" {
                    a class="btn btn-quiet" href=(urls::weights(ui.lang, self.file.card.id, row.good.id)) { (icon("edit")) span { (ui.text.casework_weights()) } }
                } } } }
            } }
        }
    }

    /// Whether a machine of its shares is within the household's reach no more.
    fn has_lost_a_machine(&self, ui: &Ui, row: &GoodWeights) -> bool {
        let reach = |id: EquipmentId| {
            let machines = self.file.sold.machines.iter().filter(|machine| machine.row.id == id);
            machines.filter(|machine| machine.ends_on.is_none_or(|end| end > ui.today)).count() > 0
        };
        row.shares.iter().any(|(machine, _)| machine.is_some_and(|id| !reach(id)))
    }

    fn shares(&self, ui: &Ui, row: &GoodWeights) -> Markup {
        let share = |machine: Option<EquipmentId>, share: i32| {
            let word = match machine {
                Some(id) => machine_word(ui, &self.file.sold.machines, id),
                None => html! { (ui.text.casework_own_means()) },
            };
            let share = ui.percent(i64::from(share));
            with_element(&ui.text.casework_share(named::MachineShare { machine: ELEMENT, share }), &word)
        };
        html! {
            @if row.shares.is_empty() { (ui.text.casework_no_weights()) }
            @for (at, (machine, of)) in row.shares.iter().enumerate() { @if at > 0 { (ui.text.app_comma()) } (share(*machine, *of)) }
        }
    }
}

/// Why and since when a machine is within the household's reach.
fn reach_words(ui: &Ui, machine: &Machine) -> String {
    let from = ui.full_date(machine.starts_on);
    match (machine.reach, machine.ends_on) {
        (Reach::Custody, None) => ui.text.casework_holds_since(from),
        (Reach::Custody, Some(end)) => ui.text.casework_held(named::FromUntil { from, until: ui.full_date(end) }),
        (Reach::UseRight, None) => ui.text.casework_uses_since(from),
        (Reach::UseRight, Some(end)) => ui.text.casework_used(named::FromUntil { from, until: ui.full_date(end) }),
    }
}
