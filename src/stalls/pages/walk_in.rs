//! Someone who came on the day without a request: who it is, and the free stall they get.
use super::check_in::seen_run;
use super::find::{Reach, find_box, nobody_found, pages};
use super::moving::break_sentence;
use super::parts::{fittings_words, joined};
use crate::kernel::ids::{BookingId, HouseholdId};
use crate::stalls::model::{DayCard, DrawnStall, VendorRow};
use crate::stalls::plan::DayPlan;
use crate::stalls::underway::Suited;
use crate::ui::parts::{Tone, badge, page_head, pager};
use crate::ui::{Form, Frame, Page, Ui, icon, outbox};
use crate::urls;
use maud::{Markup, html};

/// GET /days/{day}/walk-in: who came?
pub(crate) struct WhoCame {
    pub day: DayCard,
    pub site_vendors: String,
    pub rows: Vec<VendorRow>,
    /// Those of the rows who have a request, and so are on the list already.
    pub listed: Vec<(HouseholdId, BookingId)>,
    /// Whom the sellers were looked through for.
    pub typed: String,
    pub is_first: bool,
    pub has_more: bool,
}

impl Page for WhoCame {
    fn title(&self, ui: &Ui) -> String {
        ui.text.stalls_walk_in_title()
    }

    fn frame(&self) -> Frame {
        Frame::Staff
    }

    fn body(&self, ui: &Ui) -> Markup {
        let (path, list) = (urls::day_walk_in(ui.lang, self.day.id), urls::day_check_in(ui.lang, self.day.id));
        let (newer, older) = pages(&path, (&self.typed, self.is_first), self.rows.last().filter(|_| self.has_more));
        html! {
            div class="narrow stack" {
                (page_head(Some((list.clone(), ui.text.stalls_check_in_title())), &self.title(ui), Some(&ui.text.stalls_walk_in_lead())))
                (outbox::needs_network(ui))
                (find_box(ui, &path, &self.typed, Reach::Server))
                @if self.rows.is_empty() { @if self.typed.is_empty() { p class="muted" { (ui.text.stalls_request_nobody()) } } @else { (nobody_found(ui)) } }
                ul class="rows" { @for row in &self.rows { li {
                    @match self.listed.iter().find(|(household, _)| *household == row.household) {
                        Some((_, booking)) => a class="row" href={ (list) "#b" (booking) } {
                            (seller(row)) span class="row-end" { (badge(Tone::Ok, &ui.text.stalls_request_has())) (icon("next")) }
                        },
                        None => a class="row" href=(urls::with_query(&path, &[("household", &row.household.to_string())])) data-online {
                            (seller(row)) span class="row-end" { (icon("next")) }
                        },
                    }
                } } }
                (pager(ui, newer, older))
                p { a class="btn" href=(self.site_vendors) data-online { (icon("plus")) span { (ui.text.stalls_walk_in_new()) } } }
            }
        }
    }
}

fn seller(row: &VendorRow) -> Markup {
    html! {
        (icon("person"))
        span class="row-main" {
            span class="row-title" dir="auto" { (row.name) }
            @if let Some(shop) = &row.shop { span class="row-note" dir="auto" { (shop.name) } }
        }
    }
}

/// GET /days/{day}/walk-in?household= and its refused form: which stall?
pub(crate) struct WalkInStall {
    pub plan: DayPlan,
    pub seller: VendorRow,
    /// The stalls they could have.
    pub suited: Suited,
    pub form: Form,
}

impl Page for WalkInStall {
    fn title(&self, ui: &Ui) -> String {
        ui.text.stalls_walk_in_for(self.seller.name.as_str())
    }

    fn frame(&self) -> Frame {
        Frame::Staff
    }

    fn body(&self, ui: &Ui) -> Markup {
        let Suited { unclaimed, claimed } = &self.suited;
        let unclaimed: Vec<&DrawnStall> = unclaimed.iter().collect();
        html! {
            div class="narrow stack" {
                (page_head(Some((urls::day_walk_in(ui.lang, self.plan.day.id), ui.text.stalls_walk_in_title())), &self.title(ui), None))
                (self.form.summary(ui))
                (outbox::needs_network(ui))
                @if let [best, others @ ..] = unclaimed.as_slice() {
                    (self.best(ui, best))
                    (self.cells(ui, &ui.text.stalls_walk_in_others(), (others, &[])))
                }
                @if unclaimed.is_empty() && claimed.is_empty() { p class="muted" { (ui.text.stalls_walk_in_none()) } }
                (self.claimed(ui))
                form method="post" action=(urls::day_walk_in(ui.lang, self.plan.day.id)) {
                    button class="btn btn-quiet" name="household" value=(self.seller.household) data-online { (icon("clock")) span { (ui.text.stalls_walk_in_wait()) } }
                }
            }
        }
    }
}

impl WalkInStall {
    fn hidden(&self) -> Markup {
        html! { (seen_run(self.plan.run.map(|run| run.id))) input type="hidden" name="household" value=(self.seller.household); }
    }

    fn best(&self, ui: &Ui, stall: &DrawnStall) -> Markup {
        let offers = fittings_words(ui, &stall.fittings);
        html! {
            form class="panel stack stack-s" method="post" action=(urls::day_walk_in(ui.lang, self.plan.day.id)) {
                (self.hidden())
                @if !offers.is_empty() { p class="muted" { (joined(ui, &offers)) } }
                button class="btn btn-primary btn-big" name="stall" value=(stall.id) data-online { (icon("check")) span { (ui.text.stalls_walk_in_best(ui.in_digits(&stall.number))) } }
            }
        }
    }

    /// The stalls that somebody who comes before would take.
    fn claimed(&self, ui: &Ui) -> Markup {
        let breaks = self.suited.claimed.iter().flat_map(|(_, breaks)| breaks);
        let mut said: Vec<String> = breaks.map(|one| break_sentence(ui, &self.plan, one)).collect();
        said.sort();
        said.dedup();
        let stalls: Vec<&DrawnStall> = self.suited.claimed.iter().map(|(stall, _)| stall).collect();
        self.cells(ui, &ui.text.stalls_walk_in_claimed(), (&stalls, &said))
    }

    /// Stalls to touch; who is passed over with one of them is said before it.
    fn cells(&self, ui: &Ui, title: &str, (stalls, said): (&[&DrawnStall], &[String])) -> Markup {
        html! { @if !stalls.is_empty() {
            form class="stack" method="post" action=(urls::day_walk_in(ui.lang, self.plan.day.id)) {
                (self.hidden())
                h2 { (title) }
                @if !said.is_empty() {
                    ul { @for sentence in said { li { (sentence) } } }
                    input type="hidden" name="accept" value="yes";
                }
                ul class="stall-list" { @for stall in stalls { li {
                    button class="stall-cell stall-free" name="stall" value=(stall.id) data-online { b { (ui.in_digits(&stall.number)) } small { (joined(ui, &fittings_words(ui, &stall.fittings))) } }
                } } }
            }
        } }
    }
}
