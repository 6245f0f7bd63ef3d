//! The list of today on the manager's phone: how many came, which free stall goes to whom, who waits, who stands where, and
//! what happened.
mod free;

pub(super) use free::{free_head, seen_run};

use super::find::{Reach, find_box, nobody_fits, nobody_found};
use super::incidents::IncidentForm;
use super::parts::{day_title, stall_words};
use crate::i18n::named;
use crate::kernel::clock::utc_of;
use crate::kernel::contact::Mobile;
use crate::kernel::ids::{BookingId, RunId, StallId};
use crate::stalls::model::{Attendance, DayCard, DrawnStall, Origin};
use crate::stalls::underway::{DayList, Hold, Holder, Person, Phase, Tally};
use crate::ui::parts::{Tone, badge, page_head};
use crate::ui::{Form, Frame, Page, Ui, icon, outbox};
use crate::urls;
use chrono::{NaiveDate, NaiveDateTime};
use maud::{Markup, html};
use std::collections::BTreeMap;

/// GET /days/{day}/check-in and what is refused there.
pub(crate) struct CheckIn {
    pub day: DayCard,
    /// The published plan, if there is one.
    pub run: Option<RunId>,
    pub list: DayList,
    /// Every stall that is drawn, for something that happens there.
    pub stalls: Vec<DrawnStall>,
    /// Whom to call for each request; nobody but on the day itself.
    pub phones: BTreeMap<BookingId, Mobile>,
    /// There is a newer plan that nobody was told of.
    pub has_draft: bool,
    /// Its fields are those of an incident.
    pub form: Form,
    /// Whose ticks may wait on the phone.
    pub owner: String,
    /// Whom the list was looked through for.
    pub typed: String,
}

/// What `do` says of a stall that is taken back from whom it was given to.
pub(crate) const BACK: &str = "back";

/// What one can say of someone with a stall, and of someone who waits for one.
const OF_HOLDERS: [Attendance; 2] = [Attendance::Came, Attendance::NoShow];
const OF_WAITING: [Attendance; 2] = [Attendance::Here, Attendance::Left];

impl Page for CheckIn {
    fn title(&self, ui: &Ui) -> String {
        ui.text.stalls_check_in_title()
    }

    fn frame(&self) -> Frame {
        Frame::Staff
    }

    /// The list is needed where there is no network, and until the day is over.
    fn kept_until(&self, today: NaiveDate) -> Option<NaiveDateTime> {
        let day = self.day.day;
        (day == today && self.day.published_run.is_some()).then(|| utc_of(day, 24 * 60))
    }

    fn body(&self, ui: &Ui) -> Markup {
        html! {
            div class="narrow stack" {
                (page_head(Some((urls::day(ui.lang, self.day.id), day_title(ui, &self.day))), &ui.text.stalls_check_in_title(), None))
                (self.form.summary(ui))
                @match closed_sentence(ui, self.list.phase) {
                    Some(sentence) => {
                        div class="notice" role="status" { (icon("info")) p { (sentence) } }
                        ul class="rows roll" { @for holder in &self.list.holders { li id={ "b" (holder.person.booking) } { (self.told(ui, holder)) } } }
                    },
                    None => {
                        (self.tally(ui, self.list.tally))
                        (self.find(ui))
                        (outbox::needs_network(ui))
                        @if self.typed.is_empty() { (self.offers(ui)) }
                        (self.waiting(ui))
                        @if self.typed.is_empty() { (self.unasked(ui)) }
                        (self.standing(ui))
                        (self.happened(ui))
                    }
                }
            }
        }
    }
}

/// Why nobody can be ticked now.
fn closed_sentence(ui: &Ui, phase: Phase) -> Option<String> {
    match phase {
        Phase::Over => Some(ui.text.stalls_check_in_past()),
        Phase::Coming => Some(ui.text.stalls_check_in_coming()),
        Phase::NotPublished => Some(ui.text.stalls_check_in_not_published()),
        Phase::UnderWay => None,
    }
}

pub(super) fn tick_word(ui: &Ui, state: Attendance) -> String {
    match state {
        Attendance::Came => ui.text.stalls_check_in_came(),
        Attendance::NoShow => ui.text.stalls_check_in_no_show(),
        Attendance::Here => ui.text.stalls_check_in_here(),
        Attendance::Left => ui.text.stalls_check_in_left(),
    }
}

/// The two buttons of which one says what was seen of somebody.
pub(super) fn tick_buttons(ui: &Ui, seen: Option<Attendance>, states: [Attendance; 2]) -> Markup {
    html! { @for (state, drawing) in states.into_iter().zip(["check", "close"]) {
        button class="chip" name="state" value=(state.as_str()) aria-pressed=(if seen == Some(state) { "true" } else { "false" }) {
            (icon(drawing)) (tick_word(ui, state))
        }
    } }
}

/// The same two buttons in a list, where there is no room for drawings.
fn tick_words(ui: &Ui, seen: Option<Attendance>, states: [Attendance; 2]) -> Markup {
    html! { @for state in states {
        button class="chip" name="state" value=(state.as_str()) aria-pressed=(if seen == Some(state) { "true" } else { "false" }) { (tick_word(ui, state)) }
    } }
}

/// Says of a request that it was made on the day, when they came.
pub(super) fn walk_in_badge(ui: &Ui, origin: Origin) -> Markup {
    html! { @if origin == Origin::WalkIn { " " (badge(Tone::Muted, &ui.text.stalls_walk_in_badge())) } }
}

impl CheckIn {
    /// How many there are of each, with the way to the first of them.
    fn tally(&self, ui: &Ui, tally: Tally) -> Markup {
        let first = |is_meant: fn(&Holder) -> bool| {
            let found = self.list.holders.iter().find(|holder| is_meant(holder));
            found.map(|holder| format!("#b{}", holder.person.booking))
        };
        let came = first(|holder| holder.person.is_here());
        let awaited = first(|holder| holder.person.attendance.is_none() && holder.hold != Hold::SignedOff);
        let missing = first(|holder| holder.person.attendance == Some(Attendance::NoShow));
        let free = (tally.free > 0 && self.typed.is_empty()).then(|| "#free".to_owned());
        let waiting = (!self.list.waiting.is_empty()).then(|| "#waiting".to_owned());
        let told = [
            ("came", ui.text.stalls_tally_came(ui.count(tally.came)), came),
            ("awaited", ui.text.stalls_tally_awaited(ui.count(tally.awaited)), awaited),
            ("missing", ui.text.stalls_tally_missing(ui.count(tally.missing)), missing),
            ("free", ui.text.stalls_tally_free(ui.count(tally.free)), free),
            ("waiting", ui.text.stalls_tally_waiting(ui.count(tally.waiting)), waiting),
        ];
        html! {
            nav class="cluster tally" aria-label=(ui.text.stalls_tally()) {
                @for (kind, words, place) in told {
                    @match place {
                        Some(place) => a class="chip" href=(place) data-tally=(kind) { (words) },
                        None => span class="muted" data-tally=(kind) { (words) },
                    }
                }
            }
        }
    }

    fn find(&self, ui: &Ui) -> Markup {
        let is_empty = self.list.holders.is_empty() && self.list.waiting.is_empty();
        html! {
            (find_box(ui, &urls::day_check_in(ui.lang, self.day.id), &self.typed, Reach::WholeList))
            @if self.typed.is_empty() { (nobody_fits(ui)) } @else if is_empty { (nobody_found(ui)) }
        }
    }

    /// Everyone with stalls, and those whose stalls went on.
    fn standing(&self, ui: &Ui) -> Markup {
        html! { @if !self.list.holders.is_empty() {
            section class="stack stack-s" id="standing" {
                h2 { (ui.text.stalls_check_in_standing()) }
                ul class="rows roll" { @for holder in &self.list.holders {
                    li id={ "b" (holder.person.booking) } data-find=(holder.person.search_text(&holder.stalls)) {
                        @if holder.hold == Hold::SignedOff { (self.told(ui, holder)) }
                        @else { (self.ticks(ui, &holder.person, (&self.who(ui, holder), OF_HOLDERS))) }
                        @if let Hold::HandedOn(stall) = holder.hold { (self.undo(ui, &holder.person, stall)) }
                    }
                } }
            }
        } }
    }

    fn waiting(&self, ui: &Ui) -> Markup {
        html! { @if !self.list.waiting.is_empty() {
            section class="stack stack-s" id="waiting" {
                h2 { (ui.text.stalls_waiting_title()) }
                p class="muted" { (ui.text.stalls_waiting_lead()) }
                ul class="rows roll" { @for person in &self.list.waiting {
                    li id={ "b" (person.booking) } data-find=(person.search_text(&[])) {
                        @let who = html! { (icon("person")) (name(ui, person, None)) };
                        (self.ticks(ui, person, (&who, OF_WAITING)))
                    }
                } }
            }
        } }
    }

    /// A form that waits on the phone while there is no network.
    fn ticks(&self, ui: &Ui, person: &Person, (who, states): (&Markup, [Attendance; 2])) -> Markup {
        html! {
            form class="row" method="post" action=(urls::day_check_in(ui.lang, self.day.id)) data-outbox=(self.owner) {
                input type="hidden" name="booking" value=(person.booking);
                (who)
                (self.call(ui, person))
                span class="row-end" { (tick_words(ui, person.attendance, states)) }
            }
        }
    }

    /// Someone of whom nothing can be ticked, with what is known.
    fn told(&self, ui: &Ui, holder: &Holder) -> Markup {
        html! {
            div class="row" {
                (self.who(ui, holder))
                (self.call(ui, &holder.person))
                span class="row-end" { @match (&holder.hold, holder.person.attendance) {
                    (Hold::SignedOff, _) => (badge(Tone::Muted, &ui.text.stalls_check_in_signed_off())),
                    (_, Some(seen)) => (tick_word(ui, seen)),
                    (_, None) => {}
                } }
            }
        }
    }

    fn undo(&self, ui: &Ui, person: &Person, stall: StallId) -> Markup {
        html! {
            form class="row-more" method="post" action=(urls::day_give(ui.lang, self.day.id)) {
                input type="hidden" name="booking" value=(person.booking);
                input type="hidden" name="stall" value=(stall);
                button class="btn btn-quiet" name="do" value=(BACK) data-online { (icon("undo")) span { (ui.text.stalls_give_undo()) } }
            }
        }
    }

    fn happened(&self, ui: &Ui) -> Markup {
        let form = IncidentForm {
            day: self.day.id,
            form: &self.form,
            stalls: self.stalls.iter().collect(),
            owner: &self.owner,
            scanned: None,
        };
        form.render(ui)
    }

    /// The stalls, and who stands there or did not come.
    fn who(&self, ui: &Ui, holder: &Holder) -> Markup {
        let gone = match &holder.hold {
            Hold::WentOn(gone) if gone.is_empty() => Some(ui.text.stalls_went_on_somewhere()),
            Hold::WentOn(gone) => {
                let each = gone.iter().map(|gone| {
                    let stall = stall_words(ui, &gone.stalls);
                    ui.text.stalls_went_on(named::NameStall { name: gone.to.as_str(), stall })
                });
                Some(ui.text.stalls_not_come(each.collect::<Vec<_>>().join(&ui.text.app_comma())))
            }
            Hold::Planned | Hold::HandedOn(_) | Hold::SignedOff => None,
        };
        html! { b { (ui.numbered(&holder.stalls)) } (name(ui, &holder.person, gone)) }
    }

    fn call(&self, ui: &Ui, person: &Person) -> Markup {
        html! { @if let Some(mobile) = self.phones.get(&person.booking) {
            a class="row-call" href={ "tel:" (mobile.as_str()) } { (icon("phone")) bdi dir="ltr" { (ui.phone(mobile)) } }
        } }
    }
}

/// The name, the shop, and what else is to be known at once.
fn name(ui: &Ui, person: &Person, gone: Option<String>) -> Markup {
    html! {
        span class="row-main" {
            b class="row-title" dir="auto" { (person.name) }
            (walk_in_badge(ui, person.origin))
            @if !person.shop.is_empty() { " " span class="row-note" dir="auto" { (person.shop) } }
            @if let Some(gone) = gone { span class="row-gone" { (gone) } }
        }
    }
}
