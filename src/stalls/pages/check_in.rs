//! The list of today on the manager's phone: who came, which free stall goes to whom, who waits, and what happened.
use super::incidents::IncidentForm;
use super::parts::{day_title, stall_words};
use crate::i18n::named;
use crate::kernel::clock::utc_of;
use crate::kernel::contact::Mobile;
use crate::kernel::ids::{BookingId, StallId};
use crate::stalls::model::{Attendance, DrawnStall, Grounds, Origin, Place, Request};
use crate::stalls::plan::DayPlan;
use crate::stalls::queue::Vacancy;
use crate::ui::parts::{Tone, badge, page_head};
use crate::ui::{Form, Frame, Page, Ui, icon};
use crate::urls;
use chrono::{NaiveDate, NaiveDateTime};
use maud::{Markup, html};
use std::collections::BTreeMap;

/// GET /days/{day}/check-in and what is refused there.
pub(crate) struct CheckIn {
    pub plan: DayPlan,
    /// Whom to call for each request; nobody but on the day itself.
    pub phones: BTreeMap<BookingId, Mobile>,
    /// There is a newer plan that nobody was told of.
    pub has_draft: bool,
    /// Its fields are those of an incident.
    pub form: Form,
    /// Whose ticks may wait on the phone.
    pub owner: String,
}

/// What `do` says of a stall that is taken back from whom it was given to.
pub(crate) const BACK: &str = "back";

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
        let closed = self.closed(ui);
        html! {
            div class="narrow stack" {
                (page_head(Some((urls::day(ui.lang, day.id), day_title(ui, day))), &ui.text.stalls_check_in_title(), None))
                (self.form.summary(ui))
                @match &closed {
                    Some(sentence) => {
                        div class="notice" role="status" { (icon("info")) p { (sentence) } }
                        ul class="rows" { @for (place, request) in self.holders() { li id={ "b" (request.booking) } { div class="row" { (self.who(ui, place, request)) span class="row-end" { (seen(ui, request)) } } } } }
                    },
                    None => {
                        (self.offers(ui))
                        ul class="rows" { @for (place, request) in self.holders() { li id={ "b" (request.booking) } {
                            (self.ticks(ui, request, &self.who(ui, place, request), [Attendance::Came, Attendance::NoShow]))
                            @if matches!(place.grounds, Grounds::HandedOn { .. }) { (self.undo(ui, request)) }
                        } } }
                        (self.waiting(ui))
                        (self.others(ui))
                        (self.happened(ui))
                    }
                }
            }
        }
    }
}

/// What was ticked, in a word.
fn seen(ui: &Ui, request: &Request) -> String {
    request.attendance.map_or(String::new(), |state| tick_word(ui, state))
}

pub(super) fn tick_word(ui: &Ui, state: Attendance) -> String {
    match state {
        Attendance::Came => ui.text.stalls_check_in_came(),
        Attendance::NoShow => ui.text.stalls_check_in_no_show(),
        Attendance::Here => ui.text.stalls_check_in_here(),
        Attendance::Left => ui.text.stalls_check_in_left(),
    }
}

/// The two buttons of which one says what was seen of a request.
pub(super) fn tick_buttons(ui: &Ui, request: &Request, states: [Attendance; 2]) -> Markup {
    html! { @for (state, drawing) in states.into_iter().zip(["check", "close"]) {
        button class="chip" name="state" value=(state.as_str()) aria-pressed=(if request.attendance == Some(state) { "true" } else { "false" }) {
            (icon(drawing)) (tick_word(ui, state))
        }
    } }
}

/// Says of a request that it was made on the day, when they came.
pub(super) fn walk_in_badge(ui: &Ui, request: &Request) -> Markup {
    html! { @if request.origin == Origin::WalkIn { " " (badge(Tone::Muted, &ui.text.stalls_walk_in_badge())) } }
}

/// Why a stall is free.
pub(super) fn vacancy_sentence(ui: &Ui, why: Vacancy<'_>) -> String {
    match why {
        Vacancy::NoShow(request) => ui.text.stalls_vacant_no_show(request.name.as_str()),
        Vacancy::SignedOff(request) => ui.text.stalls_vacant_signed_off(request.name.as_str()),
        Vacancy::Empty => ui.text.stalls_vacant_empty(),
    }
}

impl CheckIn {
    /// Everyone with stalls in the order these are drawn.
    fn holders(&self) -> impl Iterator<Item = (&Place, &Request)> {
        self.plan.drawing.stalls().filter_map(|stall| {
            let place = self.plan.places.iter().find(|place| place.stalls.first() == Some(&stall.id))?;
            Some((place, self.plan.request(place.booking)?))
        })
    }

    /// The free stalls with the next who waits and whom each suits.
    fn offers(&self, ui: &Ui) -> Markup {
        let vacant = self.plan.vacant();
        let offered = vacant.iter().filter_map(|(stall, why)| Some((*stall, *why, self.plan.next_for(stall.id)?)));
        let offered: Vec<_> = offered.collect();
        html! { @if !offered.is_empty() {
            section class="stack" id="free" {
                h2 { (ui.text.stalls_free_title()) }
                @if self.has_draft { p class="hint" { (ui.text.stalls_give_draft()) } }
                @for (stall, why, next) in offered { (self.offer(ui, (stall, why), next)) }
            }
        } }
    }

    fn offer(&self, ui: &Ui, (stall, why): (&DrawnStall, Vacancy<'_>), next: &Request) -> Markup {
        let path = urls::day_give(ui.lang, self.plan.day.id);
        let number = ui.in_digits(&stall.number);
        html! {
            form class="panel stack stack-s" id={ "s" (stall.id) } method="post" action=(path) {
                (seen_run(&self.plan))
                input type="hidden" name="stall" value=(stall.id);
                p { b { (ui.text.stalls_stall(number.as_str())) } " · " (vacancy_sentence(ui, why)) }
                @if next.is_here() { p class="muted" { (ui.text.stalls_give_is_here(next.name.as_str())) } }
                div class="cluster" {
                    button class="btn btn-primary" name="booking" value=(next.booking) { (icon("check")) span { (ui.text.stalls_give_to(named::NameStall { name: next.name.as_str(), stall: number })) } }
                    a class="btn btn-quiet" href=(urls::with_query(&path, &[("stall", &stall.id.to_string())])) { (ui.text.stalls_give_other()) }
                }
            }
        }
    }

    /// A form that waits on the phone while there is no network.
    fn ticks(&self, ui: &Ui, request: &Request, who: &Markup, states: [Attendance; 2]) -> Markup {
        html! {
            form class="row" method="post" action=(urls::day_check_in(ui.lang, self.plan.day.id)) data-outbox=(self.owner) {
                input type="hidden" name="booking" value=(request.booking);
                (who)
                span class="row-end cluster" { (tick_buttons(ui, request, states)) }
            }
        }
    }

    fn undo(&self, ui: &Ui, request: &Request) -> Markup {
        html! {
            form class="row-more" method="post" action=(urls::day_give(ui.lang, self.plan.day.id)) {
                input type="hidden" name="booking" value=(request.booking);
                button class="btn btn-quiet" name="do" value=(BACK) { (icon("undo")) span { (ui.text.stalls_give_undo()) } }
            }
        }
    }

    fn waiting(&self, ui: &Ui) -> Markup {
        let waiting = self.plan.without_stall();
        html! { @if !waiting.is_empty() {
            section class="stack" id="waiting" {
                h2 { (ui.text.stalls_waiting_title()) }
                p class="muted" { (ui.text.stalls_waiting_lead()) }
                ul class="rows" { @for request in waiting { li id={ "b" (request.booking) } {
                    @let who = html! { (icon("person")) (self.person(ui, request)) };
                    (self.ticks(ui, request, &who, [Attendance::Here, Attendance::Left]))
                } } }
            }
        } }
    }

    /// The free stalls that suit nobody who waits, and the way for someone who came without a request.
    fn others(&self, ui: &Ui) -> Markup {
        let vacant = self.plan.vacant();
        let left: Vec<StallId> =
            vacant.iter().map(|(stall, _)| stall.id).filter(|stall| self.plan.next_for(*stall).is_none()).collect();
        let path = urls::day_give(ui.lang, self.plan.day.id);
        html! {
            @if !left.is_empty() {
                details class="panel" {
                    summary { (ui.text.stalls_free_others(ui.count(left.len()))) }
                    ul class="stall-list" { @for stall in &left { li {
                        a class="stall-cell stall-free" href=(urls::with_query(&path, &[("stall", &stall.to_string())])) { b { (ui.in_digits(self.plan.drawing.number(*stall))) } }
                    } } }
                }
            }
            p { a class="btn" href=(urls::day_walk_in(ui.lang, self.plan.day.id)) { (icon("plus")) span { (ui.text.stalls_walk_in_go()) } } }
        }
    }

    fn happened(&self, ui: &Ui) -> Markup {
        let form = IncidentForm {
            day: self.plan.day.id,
            form: &self.form,
            stalls: self.plan.drawing.stalls().collect(),
            owner: Some(&self.owner),
            scanned: None,
        };
        form.render(ui)
    }

    /// The stalls, who stands there, and the number to call.
    fn who(&self, ui: &Ui, place: &Place, request: &Request) -> Markup {
        html! {
            b { (ui.numbered(&self.plan.drawing.numbers(&place.stalls))) }
            (self.person(ui, request))
        }
    }

    fn person(&self, ui: &Ui, request: &Request) -> Markup {
        html! {
            span class="row-main" {
                span class="row-title" dir="auto" { (request.name) (walk_in_badge(ui, request)) }
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

/// The published plan that a form stood beside.
pub(super) fn seen_run(plan: &DayPlan) -> Markup {
    html! { @if let Some(run) = plan.run { input type="hidden" name="run" value=(run.id); } }
}

/// «غرفهٔ ۱۲» with why it is free, as the head of the pages that give it.
pub(super) fn free_head(ui: &Ui, plan: &DayPlan, stall: &DrawnStall) -> Markup {
    let title = stall_words(ui, std::slice::from_ref(&stall.number));
    let back = urls::day_check_in(ui.lang, plan.day.id);
    page_head(
        Some((back, ui.text.stalls_check_in_title())),
        &title,
        Some(&vacancy_sentence(ui, plan.vacancy(stall.id))),
    )
}
