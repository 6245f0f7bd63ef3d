//! Sites: all of them for the administration, a manager's own, and one with its days and its drawing.
use super::parts::{day_title, hours, hours_fields};
use super::plan::{Cell, Look, Plan, Tap};
use super::scale::scale_legend;
use crate::accounts::model::Named;
use crate::stalls::forms::DETAILS_SEEN;
use crate::stalls::model::{DayCard, DayRow, DayState, Drawing, North, SiteCard, SiteRow};
use crate::ui::form::{Choice, Field, Kind, action_bar, choices};
use crate::ui::parts::{Tone, badge, page_head, pager};
use crate::ui::{Form, Frame, Page, Ui, empty::Empty, icon};
use crate::urls;
use maud::{Markup, html};

/// GET /admin/sites and its refused form.
pub(crate) struct AdminSites {
    pub rows: Vec<SiteRow>,
    pub areas: Vec<Named>,
    pub is_first: bool,
    pub has_more: bool,
    pub form: Form,
}

impl Page for AdminSites {
    fn title(&self, ui: &Ui) -> String {
        ui.text.stalls_sites_title()
    }

    fn frame(&self) -> Frame {
        Frame::Staff
    }

    fn body(&self, ui: &Ui) -> Markup {
        let path = urls::admin_sites(ui.lang);
        let older = self
            .rows
            .last()
            .filter(|_| self.has_more)
            .map(|last| urls::with_query(&path, &[("before", &last.site.id.to_string())]));
        html! {
            div class="narrow stack" {
                (page_head(Some((urls::admin(ui.lang), ui.text.app_place_office())), &ui.text.stalls_sites_title(), None))
                (self.form.summary(ui))
                ul class="rows" { @for row in &self.rows { li { div class="row" { (icon("stall")) span class="row-main" {
                    span class="row-title" dir="auto" { (row.site.name) } span class="row-note" { (row.area_name(ui.lang)) }
                } } } } }
                (pager(ui, (!self.is_first).then(|| path.clone()), older))
                (self.open(ui))
            }
        }
    }
}

impl AdminSites {
    fn open(&self, ui: &Ui) -> Markup {
        let areas: Vec<(String, String)> =
            self.areas.iter().map(|area| (area.id.to_string(), area.name(ui.lang).to_owned())).collect();
        let side =
            |north: North, word: String| Choice { value: north.as_str().to_owned(), word, note: None, icon: None };
        let sides = [
            side(North::Up, ui.text.stalls_north_up()),
            side(North::Right, ui.text.stalls_north_right()),
            side(North::Down, ui.text.stalls_north_down()),
            side(North::Left, ui.text.stalls_north_left()),
        ];
        html! {
            section class="panel stack" {
                h2 { (ui.text.stalls_site_new()) }
                form class="form stack" method="post" action=(urls::admin_sites(ui.lang)) {
                    (name(ui, &self.form))
                    (Field::new(&self.form, "area", ui.text.stalls_site_area()).hint(ui.text.stalls_site_area_hint()).select(ui, &areas))
                    (place_and_times(ui, &self.form))
                    (choices(&self.form, "north", &ui.text.stalls_site_north(), &sides))
                    (action_bar(&ui.text.stalls_site_open(), "check", None))
                }
            }
        }
    }
}

fn name(ui: &Ui, form: &Form) -> Markup {
    Field::new(form, "name", ui.text.stalls_site_name()).hint(ui.text.stalls_site_name_hint()).input(ui)
}

/// Where a market is, when it is open, until when stalls are asked for, and when one goes on.
fn place_and_times(ui: &Ui, form: &Form) -> Markup {
    html! {
        (Field::new(form, "address", ui.text.stalls_site_address()).optional().textarea(ui))
        (hours_fields(ui, form))
        (Field::new(form, "cutoff", ui.text.stalls_site_cutoff()).hint(ui.text.stalls_site_cutoff_hint()).kind(Kind::Number).input(ui))
        (Field::new(form, "no-show", ui.text.stalls_site_no_show()).hint(ui.text.stalls_site_no_show_hint()).kind(Kind::Number).input(ui))
    }
}

/// GET /sites/{site}/details and its refused form.
pub(crate) struct ChangeSite {
    pub site: SiteCard,
    pub form: Form,
}

impl Page for ChangeSite {
    fn title(&self, ui: &Ui) -> String {
        ui.text.stalls_details_title()
    }

    fn frame(&self) -> Frame {
        Frame::Staff
    }

    fn body(&self, ui: &Ui) -> Markup {
        let back = urls::site(ui.lang, self.site.id);
        html! {
            div class="narrow stack" {
                (page_head(Some((back.clone(), self.site.name.clone())), &ui.text.stalls_details_title(), Some(&ui.text.stalls_details_lead())))
                (self.form.summary(ui))
                form class="form stack" method="post" action=(urls::site_details(ui.lang, self.site.id)) {
                    input type="hidden" name=(DETAILS_SEEN) value=(self.site.details().digest());
                    (name(ui, &self.form))
                    (place_and_times(ui, &self.form))
                    (action_bar(&ui.text.app_save(), "check", Some((back, ui.text.app_cancel()))))
                }
            }
        }
    }
}

/// GET /sites.
pub(crate) struct Sites {
    pub rows: Vec<SiteRow>,
    pub is_first: bool,
    pub has_more: bool,
}

impl Page for Sites {
    fn title(&self, ui: &Ui) -> String {
        ui.text.stalls_sites_title()
    }

    fn frame(&self) -> Frame {
        Frame::Staff
    }

    fn body(&self, ui: &Ui) -> Markup {
        let path = urls::sites(ui.lang);
        let older = self
            .rows
            .last()
            .filter(|_| self.has_more)
            .map(|last| urls::with_query(&path, &[("before", &last.site.id.to_string())]));
        html! {
            div class="stack" {
                (page_head(None, &ui.text.stalls_sites_title(), None))
                @if self.rows.is_empty() {
                    (Empty { art: "closed", title: ui.text.stalls_sites_empty(), text: ui.text.stalls_sites_empty_text(), action: None }.render())
                } @else { p { a class="btn" href=(urls::reports(ui.lang)) { (icon("chart")) span { (ui.text.stalls_reports()) } } } }
                ul class="rows" { @for row in &self.rows { li { a class="row" href=(urls::site(ui.lang, row.site.id)) {
                    (icon("stall"))
                    span class="row-main" {
                        span class="row-title" dir="auto" { (row.site.name) }
                        span class="row-note" { (row.area_name(ui.lang)) }
                    }
                    span class="row-end" {
                        @if let Some((_, day)) = row.next_day { (badge(Tone::Ok, &ui.near_date(day))) }
                        (icon("next"))
                    }
                } } } }
                (pager(ui, (!self.is_first).then(|| path.clone()), older))
            }
        }
    }
}

/// GET /sites/{site}.
pub(crate) struct Site {
    pub site: SiteCard,
    /// By which the squares of its stalls name it.
    pub code: String,
    pub drawing: Drawing,
    pub days: Vec<DayRow>,
    pub past: Vec<DayCard>,
}

impl Page for Site {
    fn title(&self, _: &Ui) -> String {
        self.site.name.clone()
    }

    fn frame(&self) -> Frame {
        Frame::Staff
    }

    fn body(&self, ui: &Ui) -> Markup {
        let id = self.site.id;
        let cell = |stall: &crate::stalls::model::DrawnStall| Cell {
            look: if stall.is_blocked() { Look::Blocked } else { Look::Free },
            name: None,
            tap: Tap::Link(urls::stall_here(ui.lang, &self.code, &urls::segment(&stall.number))),
        };
        let plan = Plan { title: ui.text.stalls_plan_of(&self.site.name), drawing: &self.drawing, cell: &cell };
        html! {
            div class="stack" {
                (page_head(Some((urls::sites(ui.lang), ui.text.stalls_sites_title())), &self.site.name, Some(&self.site.address)))
                div class="split" {
                    div class="stack" {
                        (self.coming(ui))
                        div class="cluster" {
                            a class="btn btn-primary" href=(urls::site_days(ui.lang, id)) { (icon("plus")) span { (ui.text.stalls_days_open()) } }
                            a class="btn" href=(urls::site_vendors(ui.lang, id)) { (icon("people")) span { (ui.text.stalls_sellers_title()) } }
                            a class="btn" href=(urls::site_rows(ui.lang, id)) { (icon("edit")) span { (ui.text.stalls_drawing_edit()) } }
                            a class="btn" href=(urls::site_labels(ui.lang, id)) { (icon("qr")) span { (ui.text.stalls_labels_title()) } }
                            a class="btn" href=(urls::site_details(ui.lang, id)) { (icon("clock")) span { (ui.text.stalls_details_title()) } }
                            a class="btn" href=(urls::site_settings(ui.lang, id)) { (icon("settings")) span { (ui.text.stalls_settings_title()) } }
                            a class="btn" href=(urls::site_report(ui.lang, id)) { (icon("chart")) span { (ui.text.stalls_report_of_season()) } }
                        }
                        @if !self.drawing.rows.is_empty() { (plan.to_scale(ui)) (scale_legend(ui, &[Look::Free, Look::Blocked])) }
                        @else { p class="muted" { (ui.text.stalls_drawing_empty()) } }
                    }
                    (self.gone(ui))
                }
            }
        }
    }
}

impl Site {
    fn gone(&self, ui: &Ui) -> Markup {
        html! {
            @if !self.past.is_empty() { section class="stack" {
                h2 { (ui.text.stalls_days_past()) }
                ul class="rows" { @for day in &self.past { li { a class="row" href=(urls::day(ui.lang, day.id)) {
                    (icon("history")) span class="row-main" { span class="row-title" { (day_title(ui, day)) } } span class="row-end" { (icon("next")) }
                } } } }
            } }
        }
    }

    fn coming(&self, ui: &Ui) -> Markup {
        html! {
            section class="stack" {
                h2 { (ui.text.stalls_days_coming()) }
                @if self.days.is_empty() { p class="muted" { (ui.text.stalls_days_none()) } }
                ul class="rows rows-roomy" { @for row in &self.days { li { a class="row" href=(urls::day(ui.lang, row.day.id)) {
                    (icon("calendar"))
                    span class="row-main" {
                        span class="row-title" { (day_title(ui, &row.day)) }
                        span class="row-note" { (hours(ui, &row.day)) " · " (ui.text.stalls_days_requests(ui.number(row.requests))) }
                    }
                    span class="row-end" { (state_badge(ui, &row.day)) (icon("next")) }
                } } } }
            }
        }
    }
}

/// How far a day has come, as the manager reads it.
pub(super) fn state_badge(ui: &Ui, day: &DayCard) -> Markup {
    match day.state {
        DayState::Open => badge(Tone::Muted, &ui.text.stalls_state_open()),
        DayState::Published if day.day < ui.today => badge(Tone::Ok, &ui.text.stalls_state_held()),
        DayState::Published => badge(Tone::Ok, &ui.text.stalls_state_published()),
        DayState::Cancelled => badge(Tone::Danger, &ui.text.stalls_state_cancelled()),
    }
}
