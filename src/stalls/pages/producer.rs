//! A household's market days: what is coming, asking in one tap, what came of it and why.
use super::absences::Absences;
use super::answer::{asked_line, result};
use super::ask_for::AskFor;
use super::calendar;
use super::parts::{announcement, counts_words, day_title, hours};
use crate::kernel::ids::{MarketDayId, SiteId};
use crate::stalls::model::{Absence, Category, DayState, Origin, OwnDay, WeeklyRow};
use crate::ui::parts::{Tone, badge, page_head};
use crate::ui::{Form, Frame, Page, Ui, empty::Empty, icon};
use crate::urls;
use chrono::NaiveDateTime;
use maud::{Markup, html};

/// What `do` says of a form that ends a weekly request.
pub(crate) const WEEKLY_END: &str = "weekly-end";

/// GET /my/stall, and the same for a household the caseworker follows.
pub(crate) struct MyDays {
    pub ask_for: AskFor,
    pub days: Vec<OwnDay>,
    pub categories: Vec<Category>,
    /// The sites that serve the household.
    pub sites: Vec<(SiteId, String)>,
    pub absences: Vec<Absence>,
    /// What is asked for every week.
    pub weekly: Vec<WeeklyRow>,
    /// Since when the household's own calendar is read under an address, if it is.
    pub calendar_since: Option<NaiveDateTime>,
    pub now: NaiveDateTime,
    /// The day whose request was just taken back.
    pub withdrawn: Option<MarketDayId>,
    pub form: Form,
}

impl Page for MyDays {
    fn title(&self, ui: &Ui) -> String {
        ui.text.stalls_my_title()
    }

    fn frame(&self) -> Frame {
        self.ask_for.frame()
    }

    fn is_private(&self) -> bool {
        true
    }

    fn body(&self, ui: &Ui) -> Markup {
        let (past, coming): (Vec<&OwnDay>, Vec<&OwnDay>) = self.days.iter().partition(|day| day.day.day < ui.today);
        html! {
            div class="narrow stack" {
                @match &self.ask_for {
                    AskFor::Own => (page_head(None, &ui.text.stalls_my_title(), None)),
                    AskFor::Household(of, name) | AskFor::Seller(of, name) => (page_head(Some((urls::household(ui.lang, *of), name.clone())), &ui.text.stalls_my_title(), None)),
                }
                (self.undo(ui))
                (self.form.summary(ui))
                @if coming.is_empty() {
                    (Empty { art: "closed", title: ui.text.stalls_my_none(), text: ui.text.stalls_my_none_text(), action: None }.render())
                }
                @for day in &coming { (self.day(ui, day)) }
                (self.every_week(ui))
                (Absences { to: self.ask_for.absences(ui), sites: &self.sites, absences: &self.absences, form: &self.form }.section(ui))
                @if self.ask_for == AskFor::Own { (calendar::section(ui, self.calendar_since)) }
                @if !past.is_empty() {
                    h2 { (ui.text.stalls_my_past()) }
                    ul class="rows" { @for day in past.iter().rev() { li { (self.past(ui, day)) } } }
                }
            }
        }
    }
}

impl MyDays {
    /// What was just taken back, and the way to ask again for the same.
    fn undo(&self, ui: &Ui) -> Markup {
        let gone = self.days.iter().find(|day| Some(day.day.id) == self.withdrawn && !day.asked);
        html! { @if let Some(day) = gone.filter(|day| self.ask_for.can_ask(ui, &day.day, self.now)) {
            div class="notice notice-success undo" role="status" {
                (icon("check")) p { (ui.text.stalls_withdrawn(ui.date(day.day.day))) }
                form method="post" action=(self.ask_for.ask(ui, day.day.id)) {
                    (self.ask_for.hidden(day.day.id))
                    button class="btn btn-on" name="do" value="usual" { (icon("undo")) span { (ui.text.stalls_withdrawn_undo()) } }
                }
            }
        } }
    }

    /// What is asked for every week, each to be ended.
    fn every_week(&self, ui: &Ui) -> Markup {
        let (action, whom) = self.ask_for.absences(ui);
        html! { @if !self.weekly.is_empty() { section class="panel stack" {
            h2 { (ui.text.stalls_weekly_title()) }
            @for weekly in &self.weekly { form class="row row-line" method="post" action=(action) {
                (whom)
                input type="hidden" name="weekly" value=(weekly.id);
                (icon("calendar"))
                span class="row-main" {
                    span class="row-title" { (ui.text.stalls_weekly_every(ui.weekday_name(weekly.weekday))) }
                    span class="row-note" dir="auto" { (weekly.site) @if let Some(words) = counts_words(ui, weekly.counts) { " · " (words) } }
                }
                span class="row-end" { button class="btn" name="do" value=(WEEKLY_END) { (icon("close")) span { (ui.text.stalls_weekly_end()) } } }
            } }
        } } }
    }

    fn day(&self, ui: &Ui, day: &OwnDay) -> Markup {
        html! {
            section class="panel stack" id={ "d" (day.day.id) } {
                h2 { (day_title(ui, &day.day)) }
                div { p dir="auto" { (day.site) } p class="nowrap" { (hours(ui, &day.day)) } }
                @if !day.address.is_empty() { p class="muted" dir="auto" { (day.address) } }
                (standing(ui, (&self.ask_for, &self.categories), day))
                @if day.is_absent { p class="muted small" { (ui.text.stalls_absence_this_day()) } }
                @else if self.ask_for.can_ask(ui, &day.day, self.now) { p class="muted small" { (self.ask_for.until(ui, &day.day)) } (self.buttons(ui, day)) }
                @else { (closed(ui, &self.ask_for, day)) }
            }
        }
    }

    /// A day that is over: what came of it, and on a tap what was asked and why.
    fn past(&self, ui: &Ui, day: &OwnDay) -> Markup {
        let asked = asked_line(ui, &self.categories, day);
        html! {
            div class="row" id={ "d" (day.day.id) } {
                (icon("history"))
                div class="row-main" {
                    span class="row-title" { (day_title(ui, &day.day)) } span class="row-note" dir="auto" { (day.site) }
                    @if asked.is_some() || day.result.is_some() { details class="fold" {
                        summary { (ui.text.stalls_day_why()) }
                        @if let Some(asked) = asked { p { (asked) } }
                        @if let Some(published) = &day.result { (result(ui, published, &self.ask_for.words(ui).anywhere)) }
                    } }
                }
                span class="row-end" { (outcome(ui, &self.ask_for, day)) }
            }
        }
    }

    fn buttons(&self, ui: &Ui, day: &OwnDay) -> Markup {
        let (id, words) = (day.day.id, self.ask_for.words(ui));
        html! {
            div class="cluster" {
                @if day.asked {
                    form method="post" action=(self.ask_for.withdraw(ui, id)) {
                        (self.ask_for.hidden(id))
                        button class="btn" name="do" value="withdraw" { (icon("undo")) span { @if day.own.is_empty() { (words.withdraw) } @else { (ui.text.stalls_own_sign_off()) } } }
                    }
                    a class="btn btn-quiet" href=(self.ask_for.form(ui, id)) { (icon("edit")) span { (ui.text.stalls_my_change()) } }
                } @else {
                    form method="post" action=(self.ask_for.ask(ui, id)) {
                        (self.ask_for.hidden(id))
                        button class="btn btn-primary btn-big" name="do" value="usual" { (icon("stall")) span { @if day.own.is_empty() { (words.ask) } @else { (ui.text.stalls_own_come()) } } }
                    }
                    a class="btn btn-quiet" href=(self.ask_for.form(ui, id)) { (icon("edit")) span { (ui.text.stalls_my_ask_more()) } }
                }
            }
        }
    }
}

/// How the request of a day stands: what the manager says, what was asked, what came of it, and why.
pub(super) fn standing(ui: &Ui, (ask_for, categories): (&AskFor, &[Category]), day: &OwnDay) -> Markup {
    html! {
        (announcement(&day.day))
        p class="cluster" {
            (outcome(ui, ask_for, day))
            @if day.asked && day.origin == Some(Origin::Weekly) { (badge(Tone::Muted, &ui.text.stalls_weekly_every(ui.weekday(day.day.day)))) }
            @if !day.own.is_empty() { (badge(Tone::Muted, &ui.text.stalls_own_is(ui.numbered(&day.own)))) }
        }
        @if let Some(asked) = asked_line(ui, categories, day) { p { (asked) } }
        @if let Some(published) = &day.result { (result(ui, published, &ask_for.words(ui).anywhere)) }
    }
}

/// What to do once the time to ask is over.
fn closed(ui: &Ui, ask_for: &AskFor, day: &OwnDay) -> Markup {
    html! {
        @if day.asked && day.day.state == DayState::Open { p class="muted small" { (ui.text.stalls_my_answer_soon()) } }
        @else if !day.asked && day.day.state != DayState::Cancelled { p class="muted small" { (ask_for.words(ui).closed) } }
    }
}

fn outcome(ui: &Ui, ask_for: &AskFor, day: &OwnDay) -> Markup {
    let stalls = day.result.as_ref().map(|result| result.stalls.as_slice()).filter(|stalls| !stalls.is_empty());
    if day.day.state == DayState::Cancelled {
        badge(Tone::Danger, &ui.text.stalls_state_cancelled())
    } else if day.is_absent {
        badge(Tone::Muted, &ui.text.stalls_absence_absent())
    } else if let Some(stalls) = stalls {
        badge(Tone::Ok, &ask_for.got(ui, &day.day, stalls))
    } else if day.result.is_some() {
        badge(Tone::Warn, &ui.text.stalls_my_refused())
    } else if day.asked && !day.own.is_empty() {
        badge(Tone::Ok, &ui.text.stalls_own_coming())
    } else if day.asked {
        badge(Tone::Ok, &ask_for.words(ui).asked)
    } else if day.origin.is_some() && !day.own.is_empty() {
        badge(Tone::Muted, &ui.text.stalls_own_signed_off())
    } else {
        badge(Tone::Muted, &ask_for.words(ui).not_asked)
    }
}
