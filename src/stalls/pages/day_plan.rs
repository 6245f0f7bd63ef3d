//! A run of a market day as its manager sees it: who stands where, and who got nothing and why. On the page of the day what it
//! is now, and each version to be looked at.
use super::answer::{asked_words, refusal_with_names};
use super::check_in::walk_in_badge;
use super::parts::day_title;
use super::plan::{Cell, Look, Plan, Tap, legend};
use crate::i18n::named;
use crate::stalls::model::{Category, DayCard, DrawnStall, Request, RunRow, SiteCard};
use crate::stalls::plan::DayPlan;
use crate::ui::parts::{Tone, badge, page_head};
use crate::ui::{Frame, Page, Ui, icon};
use crate::urls;
use maud::{Markup, html};

/// The query field that names a version of a day's plan.
pub(crate) const VERSION: &str = "version";
/// The part of the page on those without a stall.
pub(super) const WAITING: &str = "waiting";

/// A run with what its manager may do.
pub(super) struct ShownPlan<'a> {
    pub site: &'a SiteCard,
    pub plan: &'a DayPlan,
    pub categories: &'a [Category],
    pub may_move: bool,
}

impl ShownPlan<'_> {
    /// Who stands where, on the plan and as a list.
    pub fn stands(&self, ui: &Ui) -> Markup {
        let cell = |stall: &DrawnStall| self.cell(ui, stall);
        let plan = Plan { title: ui.text.stalls_plan_of(&self.site.name), drawing: &self.plan.drawing, cell: &cell };
        html! {
            section class="stack" {
                h2 { (ui.text.stalls_day_who()) }
                @if self.may_move { p class="muted" { (ui.text.stalls_day_move_hint()) } }
                (plan.drawn(ui)) (legend(ui, &[Look::Free, Look::Taken, Look::Blocked]))
                details class="fold plan-list" { summary { (ui.text.stalls_plan_list()) } (plan.listed(ui)) }
            }
        }
    }

    fn cell(&self, ui: &Ui, stall: &DrawnStall) -> Cell {
        let holder = self.plan.holder(stall.id);
        let look = if holder.is_some() {
            Look::Taken
        } else if stall.is_blocked() {
            Look::Blocked
        } else {
            Look::Free
        };
        let tap = if self.may_move && !stall.is_blocked() {
            let path = urls::day_move(ui.lang, self.plan.day.id);
            Tap::Link(urls::with_query(&path, &[("stall", &stall.id.to_string())]))
        } else {
            Tap::Nothing
        };
        Cell { look, name: holder.map(|request| request.name.clone()), tap }
    }

    /// Who got nothing and why; before anything is assigned, who asks.
    pub fn waiting(&self, ui: &Ui) -> Markup {
        html! {
            section class="stack" id=(WAITING) {
                h2 { @if self.plan.run.is_some() { (ui.text.stalls_day_waiting()) } @else { (ui.text.stalls_day_requests()) } }
                @if self.plan.waiting().next().is_none() { p class="muted" { (ui.text.stalls_day_nobody_waits()) } }
                ul class="rows" { @for request in self.plan.waiting() { li { div class="row" {
                    (icon("person"))
                    div class="row-main" {
                        span class="row-title" dir="auto" { (request.name) (walk_in_badge(ui, request.origin)) }
                        span class="row-note" { (self.request_note(ui, request)) }
                        @if let Some(place) = self.plan.place(request.booking) { (refusal_with_names(ui, self.plan, place)) }
                    }
                    @if self.may_move { span class="row-end" { a class="btn" href=(urls::with_query(&urls::day_move(ui.lang, self.plan.day.id), &[("booking", &request.booking.to_string())])) { (ui.text.stalls_day_give()) } } }
                } } } }
            }
        }
    }

    fn request_note(&self, ui: &Ui, request: &Request) -> String {
        let number = |stall| Some(self.plan.drawing.number(stall).to_owned()).filter(|number| !number.is_empty());
        let asked = asked_words(ui, self.categories, &request.wanted, &number);
        [ui.text.stalls_seniority(ui.number(request.seniority.into())), asked].join(&ui.text.stalls_asked_join())
    }
}

/// That somebody may have been refused though a place could be found, because not all was tried.
pub(super) fn cut_short(ui: &Ui, plan: &DayPlan) -> Markup {
    let count = plan.run.and_then(|run| run.checks_cut_short).unwrap_or(0);
    html! { @if count > 0 {
        div class="notice notice-warn" role="status" { (icon("info")) p { (ui.text.stalls_day_cut_short(ui.number(count.into()))) } }
    } }
}

/// When a run was made, and by whom.
pub(super) fn made(ui: &Ui, run: &RunRow) -> String {
    let at = ui.moment(run.made_at);
    match &run.by {
        Some(name) => ui.text.stalls_version_made(named::AtName { at, name }),
        None => ui.text.stalls_run_made_alone(at),
    }
}

/// That people were told of a run, and that it holds or held then; nothing of one they were not told of.
pub(super) fn announced(ui: &Ui, day: &DayCard, run: &RunRow) -> Option<Markup> {
    if day.published_run == Some(run.id) {
        return Some(badge(Tone::Ok, &ui.text.stalls_run_published()));
    }
    let at = run.published_at?;
    Some(badge(Tone::Muted, &ui.text.stalls_run_was_published(ui.moment(at))))
}

/// GET /days/{day}?version=: one version of the plan, to be looked at.
pub(crate) struct DayVersion {
    pub site: SiteCard,
    pub plan: DayPlan,
    pub run: RunRow,
    pub categories: Vec<Category>,
}

impl Page for DayVersion {
    fn title(&self, ui: &Ui) -> String {
        ui.text.stalls_version(ui.number(self.run.version.into()))
    }

    fn frame(&self) -> Frame {
        Frame::Staff
    }

    fn body(&self, ui: &Ui) -> Markup {
        let day = &self.plan.day;
        let shown = ShownPlan { site: &self.site, plan: &self.plan, categories: &self.categories, may_move: false };
        html! {
            div class="stack" {
                (page_head(Some((urls::day(ui.lang, day.id), day_title(ui, day))), &self.title(ui), Some(&made(ui, &self.run))))
                p class="cluster" {
                    (announced(ui, day, &self.run).unwrap_or_else(|| badge(Tone::Muted, &ui.text.stalls_run_not_published())))
                }
                (cut_short(ui, &self.plan))
                (shown.waiting(ui))
                (shown.stands(ui))
            }
        }
    }
}
