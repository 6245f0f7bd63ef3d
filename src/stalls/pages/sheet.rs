//! Paper with squares that a phone's camera reads: the day's sheet by stall, and the labels to stick on the stalls.
use super::days::printed_at;
use super::paper::{names, not_announced, on_paper};
use super::parts::{category_name, day_title, hours};
use crate::kernel::ids::StallId;
use crate::stalls::model::{Category, DrawnStall, SiteCard};
use crate::stalls::plan::DayPlan;
use crate::ui::parts::{page_head, print_button};
use crate::ui::{Frame, Page, Ui, icon};
use crate::urls;
use chrono::NaiveDateTime;
use maud::{Markup, PreEscaped, html};
use std::collections::BTreeMap;

/// The squares of the stalls, as drawings.
pub(crate) type Squares = BTreeMap<StallId, String>;

/// GET /days/{day}/sheet: who stands where today, with a square for each stall, who signed off and who waits.
pub(crate) struct Sheet {
    pub site: SiteCard,
    pub plan: DayPlan,
    pub categories: Vec<Category>,
    pub squares: Squares,
    pub now: NaiveDateTime,
}

impl Page for Sheet {
    fn title(&self, ui: &Ui) -> String {
        ui.text.stalls_sheet_title()
    }

    fn frame(&self) -> Frame {
        Frame::Staff
    }

    fn body(&self, ui: &Ui) -> Markup {
        let day = &self.plan.day;
        html! {
            div class="stack" {
                div class="no-print stack" {
                    (page_head(Some((urls::day(ui.lang, day.id), day_title(ui, day))), &ui.text.stalls_sheet_title(), Some(&ui.text.stalls_sheet_lead())))
                    p class="cluster" {
                        (print_button(&ui.text.app_print()))
                        a class="btn" href=(urls::day_plan(ui.lang, day.id)) { (icon("map")) span { (ui.text.stalls_paper_print()) } }
                        a class="btn" href=(urls::site_labels(ui.lang, self.site.id)) { (icon("qr")) span { (ui.text.stalls_labels_title()) } }
                    }
                }
                (on_paper(("print-sheet", &self.plan.drawing), &self.lists(ui)))
            }
        }
    }
}

impl Sheet {
    fn lists(&self, ui: &Ui) -> Markup {
        let day = &self.plan.day;
        html! {
            h2 { (self.site.name) " · " (ui.full_date(day.day)) }
            p { (ui.weekday(day.day)) " · " (hours(ui, day)) }
            (not_announced(ui, &self.plan))
            ul class="sheet" { @for stall in self.plan.drawing.stalls() { li class="sheet-stall" { (self.stall(ui, stall)) } } }
            div class="sheet-lists" {
                (names(&ui.text.stalls_paper_withdrawn(), &self.plan.withdrawn().collect::<Vec<_>>()))
                (names(&ui.text.stalls_waiting_title(), &self.plan.queue()))
            }
            p class="small muted" { (ui.text.stalls_paper_made(printed_at(ui, self.now))) }
        }
    }

    fn stall(&self, ui: &Ui, stall: &DrawnStall) -> Markup {
        html! {
            @if let Some(square) = self.squares.get(&stall.id) { (PreEscaped(square)) }
            div {
                b class="sheet-number" { (ui.in_digits(&stall.number)) }
                @match self.plan.holder(stall.id) {
                    Some(request) => {
                        span dir="auto" { (request.name) }
                        @if let Some(shop) = &request.shop { small dir="auto" { (shop.name) } }
                        small { (category_name(&self.categories, &request.wanted.category, ui.lang)) }
                    },
                    None if stall.is_blocked() => small { (ui.text.stalls_look_blocked()) },
                    None => small { (ui.text.stalls_look_free()) },
                }
            }
        }
    }
}

/// GET /sites/{site}/labels: a label for each stall, or for the one that is asked for.
pub(crate) struct Labels {
    pub site: SiteCard,
    pub stalls: Vec<DrawnStall>,
    pub squares: Squares,
}

impl Page for Labels {
    fn title(&self, ui: &Ui) -> String {
        ui.text.stalls_labels_title()
    }

    fn frame(&self) -> Frame {
        Frame::Staff
    }

    fn body(&self, ui: &Ui) -> Markup {
        let path = urls::site_labels(ui.lang, self.site.id);
        html! {
            div class="stack" {
                div class="no-print stack" {
                    (page_head(Some((urls::site(ui.lang, self.site.id), self.site.name.clone())), &ui.text.stalls_labels_title(), Some(&ui.text.stalls_labels_lead())))
                    p { (print_button(&ui.text.app_print())) }
                    @if self.stalls.len() > 1 { p class="muted" { (ui.text.stalls_labels_one()) } }
                    @else { p { a class="more" href=(path) { (ui.text.stalls_labels_all()) } } }
                }
                div class="print-labels" { ul class="labels" { @for stall in &self.stalls { li class="label-card" {
                    div class="stack stack-s" {
                        a class="label-number" href=(urls::with_query(&path, &[("stall", &stall.id.to_string())])) { b { (ui.text.stalls_stall(ui.in_digits(&stall.number))) } }
                        span dir="auto" { (self.site.name) }
                        small { (ui.text.stalls_labels_text()) }
                    }
                    @if let Some(square) = self.squares.get(&stall.id) { (PreEscaped(square)) }
                } } } }
            }
        }
    }
}
