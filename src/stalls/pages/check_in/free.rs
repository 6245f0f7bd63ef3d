//! Free stalls on the day: to whom each is offered, and the way for someone who came without a request.
use super::CheckIn;
use crate::i18n::named;
use crate::kernel::ids::RunId;
use crate::stalls::model::DrawnStall;
use crate::stalls::pages::parts::stall_words;
use crate::stalls::plan::DayPlan;
use crate::stalls::queue::Vacancy;
use crate::stalls::underway::Offer;
use crate::ui::parts::page_head;
use crate::ui::{Ui, icon};
use crate::urls;
use maud::{Markup, html};

impl CheckIn {
    /// The free stalls with the next who waits and whom each suits.
    pub(super) fn offers(&self, ui: &Ui) -> Markup {
        html! { @if self.list.tally.free > 0 {
            section class="stack stack-s" id="free" {
                h2 { (ui.text.stalls_free_title()) }
                @if !self.list.offers.is_empty() {
                    @if self.has_draft { p class="hint" { (ui.text.stalls_give_draft()) } }
                    ul class="rows roll" { @for offer in &self.list.offers { li id={ "s" (offer.stall.id) } { (self.offer(ui, offer)) } } }
                }
                (self.others(ui))
            }
        } }
    }

    fn offer(&self, ui: &Ui, offer: &Offer) -> Markup {
        let path = urls::day_give(ui.lang, self.day.id);
        let (name, number) = (offer.to.name.as_str(), ui.in_digits(&offer.stall.number));
        html! {
            form class="row" method="post" action=(path) {
                (seen_run(self.run))
                input type="hidden" name="stall" value=(offer.stall.id);
                b { (number) }
                span class="row-main" {
                    span class="row-note" { (vacancy_sentence(ui, &offer.why)) }
                    @if offer.to.is_here() { " " span class="row-note" { (ui.text.stalls_give_is_here(name)) } }
                }
                span class="row-end" {
                    button class="btn btn-primary" name="booking" value=(offer.to.booking) data-online { (icon("check")) span { (ui.text.stalls_give_to(named::NameStall { name, stall: number })) } }
                    a class="btn btn-quiet" href=(urls::with_query(&path, &[("stall", &offer.stall.id.to_string())])) data-online { (ui.text.stalls_give_other()) }
                }
            }
        }
    }

    /// The free stalls that suit nobody who waits.
    fn others(&self, ui: &Ui) -> Markup {
        let path = urls::day_give(ui.lang, self.day.id);
        html! { @if !self.list.others.is_empty() {
            details class="panel" {
                summary { (ui.text.stalls_free_others(ui.count(self.list.others.len()))) }
                ul class="stall-list" { @for stall in &self.list.others { li {
                    a class="stall-cell stall-free" href=(urls::with_query(&path, &[("stall", &stall.id.to_string())])) data-online { b { (ui.in_digits(&stall.number)) } }
                } } }
            }
        } }
    }

    /// The way for someone who came without a request.
    pub(super) fn unasked(&self, ui: &Ui) -> Markup {
        html! { p { a class="btn" href=(urls::day_walk_in(ui.lang, self.day.id)) data-online { (icon("plus")) span { (ui.text.stalls_walk_in_go()) } } } }
    }
}

/// Why a stall is free.
fn vacancy_sentence(ui: &Ui, why: &Vacancy) -> String {
    match why {
        Vacancy::NoShow(name) => ui.text.stalls_vacant_no_show(name.as_str()),
        Vacancy::SignedOff(name) => ui.text.stalls_vacant_signed_off(name.as_str()),
        Vacancy::Empty => ui.text.stalls_vacant_empty(),
    }
}

/// The published plan that a form stood beside.
pub(in crate::stalls::pages) fn seen_run(run: Option<RunId>) -> Markup {
    html! { @if let Some(run) = run { input type="hidden" name="run" value=(run); } }
}

/// «غرفهٔ ۱۲» with why it is free, as the head of the pages that give it.
pub(in crate::stalls::pages) fn free_head(ui: &Ui, plan: &DayPlan, stall: &DrawnStall) -> Markup {
    let title = stall_words(ui, std::slice::from_ref(&stall.number));
    let back = urls::day_check_in(ui.lang, plan.day.id);
    page_head(
        Some((back, ui.text.stalls_check_in_title())),
        &title,
        Some(&vacancy_sentence(ui, &plan.vacancy(stall.id))),
    )
}
