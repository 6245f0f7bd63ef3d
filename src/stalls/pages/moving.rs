//! Changing the plan by hand: who to put where, and what that breaks, before it is done.
use super::parts::{day_title, fittings_words, joined, lack_word, stall_words};
use crate::i18n::named;
use crate::kernel::ids::{BookingId, StallId};
use crate::stalls::model::{DrawnStall, Request};
use crate::stalls::plan::DayPlan;
use crate::stalls::rearrange::{Ahead, Break, BreakKind, Change};
use crate::ui::form::action_row;
use crate::ui::parts::page_head;
use crate::ui::{Form, Frame, Page, Ui, icon};
use crate::urls;
use maud::{Markup, html};

/// From which side a change begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum MovingWhat {
    /// A stall: who shall stand there?
    Stall(StallId),
    /// A request: where shall it stand?
    Booking(BookingId),
}

/// GET /days/{day}/move and its refused form.
pub(crate) struct Moving {
    pub plan: DayPlan,
    pub what: MovingWhat,
    pub form: Form,
}

impl Page for Moving {
    fn title(&self, ui: &Ui) -> String {
        match self.what {
            MovingWhat::Stall(stall) => ui.text.stalls_stall(ui.in_digits(self.plan.drawing.number(stall))),
            MovingWhat::Booking(booking) => {
                self.plan.request(booking).map_or(String::new(), |request| request.name.clone())
            }
        }
    }

    fn frame(&self) -> Frame {
        Frame::Staff
    }

    fn body(&self, ui: &Ui) -> Markup {
        html! {
            div class="narrow stack" {
                (page_head(Some((urls::day(ui.lang, self.plan.day.id), day_title(ui, &self.plan.day))), &self.title(ui), None))
                (self.form.summary(ui))
                @match self.what {
                    MovingWhat::Stall(stall) => (self.who(ui, stall)),
                    MovingWhat::Booking(booking) => (self.whither(ui, booking)),
                }
            }
        }
    }
}

impl Moving {
    fn action(&self, ui: &Ui) -> String {
        urls::day_move(ui.lang, self.plan.day.id)
    }

    fn who(&self, ui: &Ui, stall: StallId) -> Markup {
        let holder = self.plan.holder(stall);
        let offers =
            self.plan.drawing.stall(stall).map(|stall| fittings_words(ui, &stall.fittings)).unwrap_or_default();
        html! {
            @if !offers.is_empty() { p class="muted" { (joined(ui, &offers)) } }
            @if let Some(holder) = holder { (self.leave(ui, stall, holder)) }
            form class="stack" method="post" action=(self.action(ui)) {
                (seen_fields(&self.plan))
                input type="hidden" name="stall" value=(stall);
                (self.people(ui, (&ui.text.stalls_move_waiting(), &ui.text.stalls_move_here()), self.plan.waiting().collect()))
                (self.people(ui, (&ui.text.stalls_move_swap(), &ui.text.stalls_move_swap_go()), self.others(holder, |_| true)))
            }
            form class="stack" method="post" action=(self.action(ui)) {
                (seen_fields(&self.plan))
                input type="hidden" name="stall" value=(stall);
                input type="hidden" name="do" value=(ALSO);
                (self.people(ui, (&ui.text.stalls_move_beside(), &ui.text.stalls_move_also()), self.others(holder, |theirs| theirs.iter().any(|held| self.plan.drawing.are_neighbours(held.id, stall)))))
            }
        }
    }

    /// Those with a place other than the holder, of whose stalls something is so.
    fn others(&self, holder: Option<&Request>, is_so: impl Fn(&[&DrawnStall]) -> bool) -> Vec<&Request> {
        let is_other = |request: &Request| holder.is_none_or(|holder| holder.booking != request.booking);
        let placed = self.plan.placed().filter(|(request, stalls)| is_other(request) && is_so(stalls));
        placed.map(|(request, _)| request).collect()
    }

    /// Taking the stall away from who stands there, or all of the place.
    fn leave(&self, ui: &Ui, stall: StallId, holder: &Request) -> Markup {
        let has_more = self.plan.stalls_of(holder.booking).len() > 1;
        html! {
            div class="panel stack" {
                p { (ui.text.stalls_move_holder(&holder.name)) }
                form method="post" action=(self.action(ui)) {
                    (seen_fields(&self.plan))
                    @if has_more {
                        input type="hidden" name="stall" value=(stall);
                        input type="hidden" name="do" value=(WITHOUT);
                    }
                    button class="btn" name="booking" value=(holder.booking) { (icon("close")) span { (ui.text.stalls_move_empty()) } }
                }
                @if has_more { form method="post" action=(self.action(ui)) {
                    (seen_fields(&self.plan))
                    button class="btn btn-quiet" name="booking" value=(holder.booking) { (icon("close")) span { (ui.text.stalls_move_empty_all(ui.numbered(&self.plan.numbers_of(holder.booking)))) } }
                } }
            }
        }
    }

    fn people(&self, ui: &Ui, (title, go): (&str, &str), list: Vec<&Request>) -> Markup {
        html! {
            @if !list.is_empty() {
                h2 { (title) }
                ul class="rows" { @for request in list { li { div class="row row-line" {
                    (icon("person"))
                    span class="row-main" {
                        span class="row-title" dir="auto" { (request.name) }
                        @let stalls = self.plan.numbers_of(request.booking);
                        span class="row-note" {
                            @if stalls.is_empty() { (ui.text.stalls_seniority(ui.number(request.seniority.into()))) }
                            @else { (stall_words(ui, &stalls)) }
                        }
                    }
                    span class="row-end" { button class="btn" name="booking" value=(request.booking) { (go) } }
                } } } }
            }
        }
    }

    fn whither(&self, ui: &Ui, booking: BookingId) -> Markup {
        let free: Vec<&DrawnStall> = self.plan.free().collect();
        let is_others = |stall: &&DrawnStall| self.plan.holder(stall.id).is_some_and(|other| other.booking != booking);
        let taken: Vec<&DrawnStall> = self.plan.drawing.stalls().filter(is_others).collect();
        html! {
            form class="stack" method="post" action=(self.action(ui)) {
                (seen_fields(&self.plan))
                input type="hidden" name="booking" value=(booking);
                (self.cells(ui, &ui.text.stalls_move_free(), &free))
                (self.cells(ui, &ui.text.stalls_move_taken(), &taken))
            }
        }
    }

    fn cells(&self, ui: &Ui, title: &str, stalls: &[&DrawnStall]) -> Markup {
        html! {
            @if !stalls.is_empty() {
                h2 { (title) }
                ul class="stall-list" { @for stall in stalls { li {
                    @let holder = self.plan.holder(stall.id);
                    button class=(if holder.is_some() { "stall-cell stall-taken" } else { "stall-cell stall-free" }) name="stall" value=(stall.id) {
                        b { (ui.in_digits(&stall.number)) }
                        small dir="auto" { @match holder {
                            Some(request) => (request.name),
                            None => (joined(ui, &fittings_words(ui, &stall.fittings))),
                        } }
                    }
                } } }
            }
        }
    }
}

/// What a change breaks, to be read before it is done.
pub(crate) struct Confirm {
    pub plan: DayPlan,
    pub booking: BookingId,
    pub change: Change,
    pub breaks: Vec<Break>,
}

impl Page for Confirm {
    fn title(&self, ui: &Ui) -> String {
        ui.text.stalls_breaks_title()
    }

    fn frame(&self) -> Frame {
        Frame::Staff
    }

    fn body(&self, ui: &Ui) -> Markup {
        let back = urls::day(ui.lang, self.plan.day.id);
        html! {
            div class="narrow stack" {
                (page_head(Some((back.clone(), day_title(ui, &self.plan.day))), &ui.text.stalls_breaks_title(), None))
                div class="notice notice-warn" role="alert" { (icon("warning")) ul { @for one in &self.breaks { li { (break_sentence(ui, &self.plan, one)) } } } }
                form class="form stack" method="post" action=(urls::day_move(ui.lang, self.plan.day.id)) {
                    (seen_fields(&self.plan))
                    input type="hidden" name="booking" value=(self.booking);
                    @if let Some(stall) = self.change.stall() { input type="hidden" name="stall" value=(stall); }
                    @match self.change {
                        Change::Also(_) => input type="hidden" name="do" value=(ALSO);,
                        Change::Without(_) => input type="hidden" name="do" value=(WITHOUT);,
                        Change::To(_) | Change::Nowhere => {}
                    }
                    input type="hidden" name="accept" value="yes";
                    (action_row(&ui.text.stalls_breaks_go(), "check", Some((back, ui.text.app_cancel()))))
                }
            }
        }
    }
}

/// What a change or a gift breaks, in a sentence.
pub(super) fn break_sentence(ui: &Ui, plan: &DayPlan, one: &Break) -> String {
    let name = plan.request(one.booking).map_or("", |request| request.name.as_str());
    kind_sentence(ui, plan, (name, &one.kind))
}

/// What is broken for someone of this name, in a sentence.
pub(super) fn kind_sentence(ui: &Ui, plan: &DayPlan, (name, kind): (&str, &BreakKind)) -> String {
    let named = |stalls: &[StallId]| named::NameStall { name, stall: stall_words(ui, &plan.drawing.numbers(stalls)) };
    let counted = |most: i32| named::CountName { count: ui.number(most.into()), name };
    match kind {
        BreakKind::Unsuited { stall, lacks } => {
            let words: Vec<String> = lacks.iter().map(|lack| lack_word(ui, *lack)).collect();
            let stall = ui.in_digits(plan.drawing.number(*stall));
            ui.text.stalls_break_unsuited(named::LacksNameStall { lacks: joined(ui, &words), name, stall })
        }
        BreakKind::NotWished { stalls } => ui.text.stalls_break_not_wished(named(stalls)),
        BreakKind::Apart { stalls } => ui.text.stalls_break_apart(named(stalls)),
        BreakKind::Moves { stalls } => ui.text.stalls_break_moves(named(stalls)),
        BreakKind::Fewer { stalls } => ui.text.stalls_break_fewer(named(stalls)),
        BreakKind::LosesPlace => ui.text.stalls_break_loses(name),
        BreakKind::PassedOver(ahead) => passed_over(ui, name, *ahead),
        BreakKind::CategoryFull => ui.text.stalls_break_category_full(name),
        BreakKind::AboveMost(most) => ui.text.stalls_break_above_most(counted(*most)),
        BreakKind::AboveLimit(most) => ui.text.stalls_break_above_limit(counted(*most)),
        BreakKind::OffOwn { stalls } => ui.text.stalls_break_off_own(named(stalls)),
    }
}

/// What `do` says of a stall that comes to those which a request has.
pub(crate) const ALSO: &str = "also";
/// What `do` says of a stall that is taken from a request.
pub(crate) const WITHOUT: &str = "without";

/// What a form on a plan says of the plan it stood beside, so that what another manager changed meanwhile is noticed.
pub(super) fn seen_fields(plan: &DayPlan) -> Markup {
    html! {
        @if let Some(run) = plan.run {
            input type="hidden" name="run" value=(run.id);
            input type="hidden" name="revision" value=(run.revision);
        }
    }
}

fn passed_over(ui: &Ui, name: &str, ahead: Ahead) -> String {
    match ahead {
        Ahead::IsHere => ui.text.stalls_break_is_here(name),
        Ahead::Asked => ui.text.stalls_break_asked(name),
        Ahead::Rules => ui.text.stalls_break_rules(name),
        Ahead::Seniority => ui.text.stalls_break_passed_over(name),
        Ahead::HasNone => ui.text.stalls_break_has_none(name),
    }
}
