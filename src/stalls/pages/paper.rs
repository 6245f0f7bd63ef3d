//! The plan on paper, with or without names, and the list by which the manager ticks who came.
use super::days::printed_at;
use super::parts::{category_name, day_title, hours};
use super::plan::{Cell, Look, Plan, Tap, legend};
use crate::i18n::named;
use crate::kernel::clock::utc_of;
use crate::kernel::contact::Mobile;
use crate::kernel::ids::BookingId;
use crate::stalls::model::{Attendance, Category, DrawnStall, Place, Request, SiteCard};
use crate::stalls::plan::DayPlan;
use crate::ui::parts::{page_head, print_button};
use crate::ui::{Form, Frame, Page, Ui, icon, outbox};
use crate::urls;
use chrono::{NaiveDate, NaiveDateTime};
use maud::{Markup, html};
use std::collections::BTreeMap;

/// More stalls than this are printed on A3.
const ON_A4: usize = 60;

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
                    }
                    p { (print_button(&ui.text.app_print())) }
                }
                div class=(if self.plan.drawing.stalls().count() > ON_A4 { "print-plan print-wide stack" } else { "print-plan stack" }) {
                    h2 { (ui.text.stalls_paper_title(named::DateSite { date: ui.full_date(self.plan.day.day), site: &self.site.name })) }
                    p { (ui.weekday(self.plan.day.day)) " · " (hours(ui, &self.plan.day)) @if !self.site.address.is_empty() { " · " (self.site.address) } }
                    @if self.plan.run.is_none() { p { b { (ui.text.stalls_paper_nobody_yet()) } } }
                    @if self.plan.run.is_some_and(|run| self.plan.day.published_run != Some(run.id)) { p { b { (ui.text.stalls_paper_draft()) } } }
                    (plan.to_scale(ui))
                    (legend(ui, &[Look::Free, Look::Taken, Look::Blocked]))
                    @if self.has_names { (self.back(ui)) }
                    p class="small muted" { (ui.text.stalls_paper_made(printed_at(ui, self.now))) }
                }
            }
        }
    }
}

impl Paper {
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
                    (others(&title, self.plan.waiting().collect()))
                    div class="no-print" { (others(&ui.text.stalls_paper_withdrawn(), self.plan.withdrawn().collect())) }
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

fn others(title: &str, list: Vec<&Request>) -> Markup {
    html! { @if !list.is_empty() { section { h2 { (title) } ul { @for request in list { li dir="auto" { (request.name) } } } } } }
}

/// GET /days/{day}/check-in and its refused form.
pub(crate) struct CheckIn {
    pub plan: DayPlan,
    /// Whom to call for each request; nobody but on the day itself.
    pub phones: BTreeMap<BookingId, Mobile>,
    pub form: Form,
    /// Whose ticks may wait on the phone.
    pub owner: String,
}

impl Page for CheckIn {
    fn title(&self, ui: &Ui) -> String {
        ui.text.stalls_check_in_title()
    }

    fn frame(&self) -> Frame {
        Frame::Staff
    }

    /// The list is needed where there is no network, and until the day is over.
    fn kept_until(&self, today: NaiveDate) -> Option<NaiveDateTime> {
        let day = self.plan.day.day;
        (day == today && self.plan.day.published_run.is_some()).then(|| utc_of(day, 24 * 60))
    }

    fn body(&self, ui: &Ui) -> Markup {
        let day = &self.plan.day;
        let holders = self.plan.drawing.stalls().filter_map(|stall| {
            let place = self.plan.places.iter().find(|place| place.stalls.first() == Some(&stall.id))?;
            Some((place, self.plan.request(place.booking)?))
        });
        html! {
            div class="narrow stack" {
                (page_head(Some((urls::day(ui.lang, day.id), day_title(ui, day))), &ui.text.stalls_check_in_title(), None))
                (self.form.summary(ui))
                (outbox::notes(ui))
                @let closed = self.closed(ui);
                @if let Some(sentence) = &closed { div class="notice" role="status" { (icon("info")) p { (sentence) } } }
                ul class="rows" { @for (place, request) in holders { li id={ "b" (request.booking) } {
                    @if closed.is_some() {
                        div class="row" { (self.who(ui, place, request)) span class="row-end" { (seen(ui, request)) } }
                    } @else {
                        form class="row" method="post" action=(urls::day_check_in(ui.lang, day.id)) data-outbox=(self.owner) {
                            input type="hidden" name="booking" value=(request.booking);
                            (self.who(ui, place, request))
                            span class="row-end cluster" {
                                (outbox::mark(ui))
                                button class="chip" name="state" value=(Attendance::Came.as_str()) aria-pressed=(pressed(request, Attendance::Came)) { (icon("check")) (ui.text.stalls_check_in_came()) }
                                button class="chip" name="state" value=(Attendance::NoShow.as_str()) aria-pressed=(pressed(request, Attendance::NoShow)) { (icon("close")) (ui.text.stalls_check_in_no_show()) }
                            }
                        }
                    }
                } } }
            }
        }
    }
}

/// What was ticked, in a word.
fn seen(ui: &Ui, request: &Request) -> String {
    match request.attendance {
        Some(Attendance::Came) => ui.text.stalls_check_in_came(),
        Some(Attendance::NoShow) => ui.text.stalls_check_in_no_show(),
        None => String::new(),
    }
}

impl CheckIn {
    /// The stalls, who stands there, and the number to call.
    fn who(&self, ui: &Ui, place: &Place, request: &Request) -> Markup {
        html! {
            b { (ui.numbered(&self.plan.drawing.numbers(&place.stalls))) }
            span class="row-main" {
                span class="row-title" dir="auto" { (request.name) }
                span class="row-note" dir="auto" { (request.public_name()) }
                @if let Some(mobile) = self.phones.get(&request.booking) {
                    span class="row-note" { a href={ "tel:" (mobile.as_str()) } { bdi dir="ltr" { (ui.phone(mobile)) } } }
                }
            }
        }
    }

    /// Why nobody can be ticked now.
    fn closed(&self, ui: &Ui) -> Option<String> {
        let day = &self.plan.day;
        if day.day < ui.today {
            Some(ui.text.stalls_check_in_past())
        } else if day.day > ui.today {
            Some(ui.text.stalls_check_in_coming())
        } else if day.published_run.is_none() {
            Some(ui.text.stalls_check_in_not_published())
        } else {
            None
        }
    }
}

fn pressed(request: &Request, state: Attendance) -> &'static str {
    if request.attendance == Some(state) { "true" } else { "false" }
}
