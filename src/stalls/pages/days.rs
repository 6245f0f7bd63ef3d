//! The manager's market day: what is asked, who stands where, and what to do next; and opening days.
use super::day_drawing::since_planned;
use super::day_plan::{ShownPlan, VERSION, WAITING, announced, cut_short, made};
use super::incidents::incident_list;
use super::moving::seen_fields;
use super::parts::{announcement, cutoff_note, day_title, hours, hours_fields};
use super::sites::state_badge;
use crate::i18n::named;
use crate::kernel::clock::tehran_time;
use crate::stalls::model::{Category, DayState, Happened, RunRow, SiteCard};
use crate::stalls::plan::DayPlan;
use crate::ui::form::{Field, action_bar, date};
use crate::ui::parts::{Tone, badge, page_head, stat};
use crate::ui::{Form, Frame, Page, Ui, icon};
use crate::urls;
use chrono::NaiveDateTime;
use maud::{Markup, html};

/// GET /sites/{site}/days and its refused form.
pub(crate) struct OpenDays {
    pub site: SiteCard,
    pub form: Form,
}

impl Page for OpenDays {
    fn title(&self, ui: &Ui) -> String {
        ui.text.stalls_days_open()
    }

    fn frame(&self) -> Frame {
        Frame::Staff
    }

    fn body(&self, ui: &Ui) -> Markup {
        let back = urls::site(ui.lang, self.site.id);
        let weeks: Vec<(String, String)> = std::iter::once(("1".to_owned(), ui.text.stalls_days_once()))
            .chain([4, 8, 12, 26].map(|weeks: i64| (weeks.to_string(), ui.text.stalls_days_weekly(ui.number(weeks)))))
            .collect();
        html! {
            div class="narrow stack" {
                (page_head(Some((back.clone(), self.site.name.clone())), &ui.text.stalls_days_open(), None))
                (self.form.summary(ui))
                form class="form stack" method="post" action=(urls::site_days(ui.lang, self.site.id)) {
                    (date(ui, &self.form, "first", &ui.text.stalls_days_first()))
                    (Field::new(&self.form, "weeks", ui.text.stalls_days_repeat()).select(ui, &weeks))
                    (hours_fields(ui, &self.form))
                    (action_bar(&ui.text.stalls_days_open(), "check", Some((back, ui.text.app_cancel()))))
                }
                p class="muted small" { (cutoff_note(ui, self.site.cutoff_hours)) }
            }
        }
    }
}

/// GET /days/{day} and what is refused there.
pub(crate) struct Day {
    pub site: SiteCard,
    pub plan: DayPlan,
    /// Requests for which the newest run differs from what they were told.
    pub changes: usize,
    pub happened: Happened,
    pub categories: Vec<Category>,
    /// The runs of the day, the newest first.
    pub runs: Vec<RunRow>,
    /// The day has a drawing of its own.
    pub has_own_drawing: bool,
    pub now: NaiveDateTime,
    pub form: Form,
}

impl Page for Day {
    fn title(&self, ui: &Ui) -> String {
        day_title(ui, &self.plan.day)
    }

    fn frame(&self) -> Frame {
        Frame::Staff
    }

    fn body(&self, ui: &Ui) -> Markup {
        let day = &self.plan.day;
        html! {
            div class="stack" {
                (page_head(Some((urls::site(ui.lang, self.site.id), self.site.name.clone())), &day_title(ui, day), Some(&hours(ui, day))))
                (self.form.summary(ui))
                p class="cluster" {
                    @if day.state == DayState::Open { (badge(Tone::Muted, &ui.text.stalls_day_asking_until(ui.moment(day.cutoff_at)))) }
                    @else { (state_badge(ui, day)) }
                    @if self.has_own_drawing { (badge(Tone::Muted, &ui.text.stalls_day_drawing_badge())) }
                }
                (announcement(day))
                (self.figures(ui))
                (since_planned(ui, &self.plan))
                (cut_short(ui, &self.plan))
                @if self.plan.run.is_some() { (self.shown(ui).waiting(ui)) }
                @if self.is_live(ui) { (self.to_publish(ui)) }
                (self.deeds(ui))
                @if self.plan.run.is_some() { (self.shown(ui).stands(ui)) } @else { (self.shown(ui).waiting(ui)) }
                (self.versions(ui))
                (incident_list(ui, day.id, &self.happened))
                (self.ways(ui))
                @if self.is_live(ui) { div class="split" { (self.say(ui)) (self.call_off(ui)) } }
            }
        }
    }
}

impl Day {
    fn is_live(&self, ui: &Ui) -> bool {
        self.plan.day.state != DayState::Cancelled && self.plan.day.day >= ui.today
    }

    fn figures(&self, ui: &Ui) -> Markup {
        let count = |number: usize| html! { (ui.number(i64::try_from(number).unwrap_or(0))) };
        let asked = self.plan.requests.len() - self.plan.withdrawn().count();
        html! {
            ul class="stats" {
                (stat(&ui.text.stalls_day_requests(), count(asked), None))
                @if self.plan.run.is_some() {
                    (stat(&ui.text.stalls_day_placed(), count(self.plan.placed().count()), None))
                    (stat(&ui.text.stalls_day_waiting(), html! { a href={ "#" (WAITING) } { (count(self.plan.waiting().count())) } }, None))
                    @if self.plan.gone().next().is_some() { (stat(&ui.text.stalls_day_gone(), count(self.plan.gone().count()), None)) }
                }
                (stat(&ui.text.stalls_day_free(), count(self.plan.free().count()), None))
            }
        }
    }

    /// What was assigned and is not told to anyone yet.
    fn to_publish(&self, ui: &Ui) -> Markup {
        let day = &self.plan.day;
        let run = self.plan.run.filter(|run| day.published_run != Some(run.id));
        html! {
            @if self.plan.run.is_some() && self.plan.unseen().next().is_some() {
                div class="notice notice-warn" role="status" { (icon("info")) p { (ui.text.stalls_day_unseen(ui.number(i64::try_from(self.plan.unseen().count()).unwrap_or(0)))) } }
            }
            @if run.is_some() {
                div class="notice" role="status" { (icon("info")) p {
                    @if day.published_run.is_some() { (ui.text.stalls_day_draft_again()) } @else { (ui.text.stalls_day_draft()) }
                } }
                form method="post" action=(urls::day_publish(ui.lang, day.id)) {
                    (seen_fields(&self.plan))
                    @if self.now < day.cutoff_at {
                        input type="hidden" name="close" value="yes";
                        p class="hint" { (ui.text.stalls_day_publish_early(ui.moment(day.cutoff_at))) }
                    }
                    @let (kind, deed) = self.publication(ui);
                    button class=(kind) { (icon("bell")) span { (deed) } }
                }
            }
        }
    }

    /// How the button to publish looks and what it says: while people can still ask, it is quiet and names that this ends.
    fn publication(&self, ui: &Ui) -> (&'static str, String) {
        let told = ui.number(i64::try_from(self.changes).unwrap_or(0));
        match self.now < self.plan.day.cutoff_at {
            true => ("btn", ui.text.stalls_day_publish_closing(told)),
            false => ("btn btn-primary btn-big", ui.text.stalls_day_publish(told)),
        }
    }

    /// The way to the list of those who came, and the button that assigns the stalls.
    fn deeds(&self, ui: &Ui) -> Markup {
        let day = &self.plan.day;
        html! {
            div class="cluster no-print" {
                @if day.state == DayState::Published {
                    a class="btn btn-primary" href=(urls::day_check_in(ui.lang, day.id)) { (icon("check")) span { (ui.text.stalls_check_in_title()) } }
                }
                @if self.is_live(ui) { form method="post" action=(urls::day_trial(ui.lang, day.id)) {
                    input type="hidden" name="last" value=(self.plan.run.map_or(String::new(), |run| run.id.to_string()));
                    button class=(if self.plan.run.is_none() { "btn btn-primary btn-big" } else { "btn" }) { (icon("swap")) span {
                        @if self.plan.run.is_none() { (ui.text.stalls_day_assign()) } @else { (ui.text.stalls_day_assign_again()) }
                    } }
                } }
            }
        }
    }

    /// What can be looked at of a plan, and whether it can be changed.
    fn shown(&self, ui: &Ui) -> ShownPlan<'_> {
        let may_move = self.is_live(ui) && self.plan.run.is_some();
        ShownPlan { site: &self.site, plan: &self.plan, categories: &self.categories, may_move }
    }

    /// All runs of the day, each to be looked at.
    fn versions(&self, ui: &Ui) -> Markup {
        let day = &self.plan.day;
        html! { @if self.runs.len() > 1 { details class="fold" {
            summary { (ui.text.stalls_runs_title()) }
            ul class="rows" { @for run in &self.runs { li {
                a class="row" href=(urls::with_query(&urls::day(ui.lang, day.id), &[(VERSION, &run.version.to_string())])) {
                    (icon("history"))
                    span class="row-main" { span class="row-title" { (ui.text.stalls_version(ui.number(run.version.into()))) } span class="row-note" dir="auto" { (made(ui, run)) } }
                    @if let Some(announced) = announced(ui, day, run) { span class="row-end" { (announced) } }
                }
            } } }
        } } }
    }

    fn ways(&self, ui: &Ui) -> Markup {
        let id = self.plan.day.id;
        html! {
            div class="cluster no-print" {
                a class="btn" href=(urls::day_plan(ui.lang, id)) { (icon("print")) span { (ui.text.stalls_paper_print()) } }
                @if self.plan.day.published_run.is_some() {
                    a class="btn" href=(urls::with_query(&urls::site_council(ui.lang, self.site.id), &[("day", &id.to_string())])) { (icon("document")) span { (ui.text.stalls_council_papers()) } }
                    @if self.plan.day.day <= ui.today { a class="btn" href=(urls::day_takings(ui.lang, id)) { (icon("coins")) span { (ui.text.stalls_takings()) } } }
                }
                a class="btn" href=(urls::day_sheet(ui.lang, id)) { (icon("qr")) span { (ui.text.stalls_sheet_title()) } }
                @if self.is_live(ui) { a class="btn" href=(urls::day_request(ui.lang, id)) { (icon("plus")) span { (ui.text.stalls_request_for()) } } }
                @if self.is_live(ui) { a class="btn" href=(urls::day_drawing(ui.lang, id)) { (icon("edit")) span { (ui.text.stalls_day_drawing_link()) } } }
            }
        }
    }

    fn say(&self, ui: &Ui) -> Markup {
        html! {
            section class="panel stack" {
                h2 { (ui.text.stalls_say_title()) }
                form class="form stack" method="post" action=(urls::day_announcement(ui.lang, self.plan.day.id)) {
                    (Field::new(&self.form, "announcement", ui.text.stalls_say_label()).hint(ui.text.stalls_say_hint()).textarea(ui))
                    button class="btn" { (icon("bell")) span { (ui.text.stalls_say_go()) } }
                }
            }
        }
    }

    fn call_off(&self, ui: &Ui) -> Markup {
        let asked = self.plan.requests.len() - self.plan.withdrawn().count();
        html! {
            details class="panel" {
                summary { (ui.text.stalls_cancel_title()) }
                form class="stack" method="post" action=(urls::day_cancel(ui.lang, self.plan.day.id)) {
                    p { (ui.text.stalls_cancel_lead()) }
                    button class="btn btn-danger" { (icon("close")) span { (ui.text.stalls_cancel_go(ui.number(i64::try_from(asked).unwrap_or(0)))) } }
                }
            }
        }
    }
}

/// When a paper was made, with its year.
pub(crate) fn printed_at(ui: &Ui, now: NaiveDateTime) -> String {
    ui.text.format_moment(named::DayTime { day: ui.full_date(tehran_time(now).date()), time: ui.time(now) })
}
