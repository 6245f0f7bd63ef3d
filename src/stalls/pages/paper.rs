//! The plan on paper, with or without names.
use super::days::printed_at;
use super::parts::{category_name, day_title, hours};
use super::plan::{Cell, Look, Plan, Tap};
use super::scale::scale_legend;
use crate::i18n::named;
use crate::stalls::model::{Category, Drawing, DrawnStall, Request, SiteCard};
use crate::stalls::plan::DayPlan;
use crate::ui::parts::{page_head, print_button};
use crate::ui::{Frame, Page, Ui};
use crate::urls;
use chrono::NaiveDateTime;
use maud::{Markup, html};

/// More stalls than this are printed on A3.
const ON_A4: usize = 60;

/// What is printed with a drawing, on a sheet that lies across: A4, or A3 where there are many stalls.
pub(crate) fn on_paper((kind, drawing): (&str, &Drawing), inside: &Markup) -> Markup {
    let wide = if drawing.stalls().count() > ON_A4 { "print-wide " } else { "" };
    html! { div class={ (kind) " " (wide) "stack" } { (inside) } }
}

/// That nobody stands anywhere yet, or that the plan is not announced.
pub(super) fn not_announced(ui: &Ui, plan: &DayPlan) -> Markup {
    html! {
        @match plan.run {
            None => p { b { (ui.text.stalls_paper_nobody_yet()) } },
            Some(run) if plan.day.published_run != Some(run.id) => p { b { (ui.text.stalls_paper_draft()) } },
            Some(_) => {}
        }
    }
}

/// GET /days/{day}/plan: A4 landscape; the names stand on the second page, or not at all for the council.
pub(crate) struct Paper {
    pub site: SiteCard,
    pub plan: DayPlan,
    pub categories: Vec<Category>,
    pub has_names: bool,
    pub now: NaiveDateTime,
}

impl Page for Paper {
    fn title(&self, ui: &Ui) -> String {
        ui.text.stalls_paper_title(named::DateSite { date: ui.full_date(self.plan.day.day), site: &self.site.name })
    }

    fn frame(&self) -> Frame {
        Frame::Staff
    }

    fn body(&self, ui: &Ui) -> Markup {
        let path = urls::day_plan(ui.lang, self.plan.day.id);
        let cell = |stall: &DrawnStall| {
            let holder = self.plan.holder(stall.id).filter(|_| self.has_names);
            Cell { look: self.look(stall), name: holder.map(|request| request.name.clone()), tap: Tap::Nothing }
        };
        let plan = Plan { title: self.title(ui), drawing: &self.plan.drawing, cell: &cell };
        html! {
            div class="stack" {
                div class="no-print stack" {
                    (page_head(Some((urls::day(ui.lang, self.plan.day.id), day_title(ui, &self.plan.day))), &ui.text.stalls_paper_print(), Some(&ui.text.stalls_paper_hint())))
                    nav class="tabs" aria-label=(ui.text.stalls_paper_print()) {
                        a href=(path) aria-current=[self.has_names.then_some("page")] { (ui.text.stalls_paper_with_names()) }
                        a href=(urls::with_query(&path, &[("names", "no")])) aria-current=[(!self.has_names).then_some("page")] { (ui.text.stalls_paper_without_names()) }
                        a href=(urls::day_sheet(ui.lang, self.plan.day.id)) { (ui.text.stalls_sheet_tab()) }
                    }
                    p { (print_button(&ui.text.app_print())) }
                }
                (on_paper(("print-plan", &self.plan.drawing), &self.front(ui, &plan)))
            }
        }
    }
}

impl Paper {
    fn front(&self, ui: &Ui, plan: &Plan) -> Markup {
        let day = &self.plan.day;
        html! {
            h2 { (self.title(ui)) }
            p { (ui.weekday(day.day)) " · " (hours(ui, day)) @if !self.site.address.is_empty() { " · " (self.site.address) } }
            (not_announced(ui, &self.plan))
            (plan.to_scale(ui))
            (scale_legend(ui, &[Look::Free, Look::Taken, Look::Blocked]))
            @if self.has_names { (self.back(ui)) }
            p class="small muted" { (ui.text.stalls_paper_made(printed_at(ui, self.now))) }
        }
    }

    fn look(&self, stall: &DrawnStall) -> Look {
        if self.plan.holder(stall.id).is_some() {
            Look::Taken
        } else if stall.is_blocked() {
            Look::Blocked
        } else {
            Look::Free
        }
    }

    fn back(&self, ui: &Ui) -> Markup {
        let by_stall = self.plan.drawing.stalls().filter_map(|stall| Some((stall, self.plan.holder(stall.id)?)));
        html! {
            section class="print-back" {
                h2 class="print-only" { (self.title(ui)) }
                div class="print-lists" {
                    @if self.plan.placed().next().is_some() {
                        section { h2 { (ui.text.stalls_paper_by_stall()) }
                            table class="plain" { @for (stall, request) in by_stall { tr { th scope="row" { (ui.in_digits(&stall.number)) } td {
                                bdi { (request.name) }
                                @if let Some(shop) = &request.shop { " · " bdi { (shop.name) } }
                                " · " (category_name(&self.categories, &request.wanted.category, ui.lang))
                            } } } }
                        }
                        section { h2 { (ui.text.stalls_paper_by_name()) }
                            table class="plain" { @for request in self.by_name() { tr { th scope="row" { (ui.numbered(&self.plan.numbers_of(request.booking))) } td dir="auto" { (request.name) } } } }
                        }
                    }
                    @let title = if self.plan.run.is_some() { ui.text.stalls_paper_not_placed() } else { ui.text.stalls_day_requests() };
                    (names(&title, &self.plan.waiting().collect::<Vec<_>>()))
                    div class="no-print" { (names(&ui.text.stalls_paper_withdrawn(), &self.plan.withdrawn().collect::<Vec<_>>())) }
                }
            }
        }
    }

    fn by_name(&self) -> Vec<&Request> {
        let mut placed: Vec<_> = self.plan.placed().map(|(request, _)| request).collect();
        placed.sort_by_cached_key(|request| crate::kernel::persian::sort_key(&request.name));
        placed
    }
}

/// A list of people by name, under its title; nothing where there is nobody.
pub(super) fn names(title: &str, list: &[&Request]) -> Markup {
    html! { @if !list.is_empty() { section { h2 { (title) } ul { @for request in list { li { bdi { (request.name) } } } } } } }
}
