//! Changing the plan by hand: who to put where.
use super::parts::{category_name, day_title, fittings_words, joined, stall_words};
use crate::kernel::ids::{BookingId, StallId};
use crate::stalls::model::{Category, DrawnStall, Request};
use crate::stalls::plan::DayPlan;
use crate::ui::parts::page_head;
use crate::ui::{Form, Frame, Page, Ui, icon};
use crate::urls;
use maud::{Markup, html};
use std::collections::BTreeMap;

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
    pub categories: Vec<Category>,
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
        let also = ui.text.stalls_move_also(ui.in_digits(self.plan.drawing.number(stall)));
        let offers =
            self.plan.drawing.stall(stall).map(|stall| fittings_words(ui, &stall.fittings)).unwrap_or_default();
        html! {
            @if !offers.is_empty() { p class="muted" { (joined(ui, &offers)) } }
            @if let Some(holder) = holder { (self.leave(ui, stall, holder)) }
            form class="stack" method="post" action=(self.action(ui)) {
                (seen_fields(&self.plan))
                input type="hidden" name="stall" value=(stall);
                (self.people(ui, [ui.text.stalls_move_waiting(), ui.text.stalls_move_by_turn(), ui.text.stalls_move_here()], self.plan.waiting().collect()))
                (self.people(ui, [ui.text.stalls_move_swap(), ui.text.stalls_move_by_stall(), ui.text.stalls_move_swap_go()], self.others(holder, |_| true)))
            }
            form class="stack" method="post" action=(self.action(ui)) {
                (seen_fields(&self.plan))
                input type="hidden" name="stall" value=(stall);
                input type="hidden" name="do" value=(ALSO);
                (self.people(ui, [ui.text.stalls_move_beside(), ui.text.stalls_move_beside_hint(), also], self.others(holder, |theirs| theirs.iter().any(|held| self.plan.drawing.are_neighbours(held.id, stall)))))
            }
        }
    }

    /// Those with a place other than the holder, of whose stalls something is so, as they stand on the plan.
    fn others(&self, holder: Option<&Request>, is_so: impl Fn(&[&DrawnStall]) -> bool) -> Vec<&Request> {
        let is_other = |request: &Request| holder.is_none_or(|holder| holder.booking != request.booking);
        let on_plan: BTreeMap<StallId, usize> = self.plan.drawing.stalls().map(|stall| stall.id).zip(0..).collect();
        let placed = self.plan.placed().filter(|(request, stalls)| is_other(request) && is_so(stalls));
        let mut placed: Vec<_> = placed.collect();
        placed.sort_by_key(|(_, stalls)| stalls.first().and_then(|stall| on_plan.get(&stall.id)).copied());
        placed.into_iter().map(|(request, _)| request).collect()
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

    fn people(&self, ui: &Ui, [title, lead, go]: [String; 3], list: Vec<&Request>) -> Markup {
        html! {
            @if !list.is_empty() {
                h2 { (title) }
                p class="muted" { (lead) }
                ul class="rows" { @for request in list { li { div class="row row-line" {
                    (icon("person"))
                    span class="row-main" {
                        span class="row-title" dir="auto" { (request.name) }
                        @let stalls = self.plan.numbers_of(request.booking);
                        span class="row-note" {
                            @if stalls.is_empty() { (ui.text.stalls_seniority(ui.number(request.seniority.into()))) }
                            @else { (stall_words(ui, &stalls)) }
                            " · " (category_name(&self.categories, &request.wanted.category, ui.lang))
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
