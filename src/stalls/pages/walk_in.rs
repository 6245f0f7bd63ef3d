//! Someone who came on the day without a request: who it is, and the free stall they get.
use super::check_in::seen_run;
use super::moving::break_sentence;
use super::parts::{fittings_words, joined};
use crate::kernel::ids::HouseholdId;
use crate::stalls::model::{DayCard, DrawnStall, Request, VendorRow};
use crate::stalls::plan::DayPlan;
use crate::stalls::rearrange::Break;
use crate::ui::parts::{Tone, badge, page_head, pager};
use crate::ui::{Form, Frame, Page, Ui, icon};
use crate::urls;
use maud::{Markup, html};

/// GET /days/{day}/walk-in: who came?
pub(crate) struct WhoCame {
    pub day: DayCard,
    pub site_vendors: String,
    pub rows: Vec<VendorRow>,
    /// Those of the rows who have a request, and so are on the list already.
    pub asked: Vec<HouseholdId>,
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
        let path = urls::day_walk_in(ui.lang, self.day.id);
        let older = self.rows.last().filter(|_| self.has_more);
        let older = older.map(|last| urls::with_query(&path, &[("after", &last.seniority.to_string())]));
        html! {
            div class="narrow stack" {
                (page_head(Some((urls::day_check_in(ui.lang, self.day.id), ui.text.stalls_check_in_title())), &self.title(ui), Some(&ui.text.stalls_walk_in_lead())))
                @if self.rows.is_empty() { p class="muted" { (ui.text.stalls_request_nobody()) } }
                ul class="rows" { @for row in &self.rows { li {
                    @if self.asked.contains(&row.household) {
                        div class="row" { (seller(row)) span class="row-end" { (badge(Tone::Ok, &ui.text.stalls_request_has())) } }
                    } @else {
                        a class="row" href=(urls::with_query(&path, &[("household", &row.household.to_string())])) { (seller(row)) span class="row-end" { (icon("next")) } }
                    }
                } } }
                (pager(ui, (!self.is_first).then(|| path.clone()), older))
                p { a class="btn" href=(self.site_vendors) { (icon("plus")) span { (ui.text.stalls_walk_in_new()) } } }
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
    /// The request as it would stand in the plan.
    pub request: Request,
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
        let suited = self.suited();
        let (unclaimed, claimed): (Vec<_>, Vec<_>) = suited.into_iter().partition(|(_, breaks)| breaks.is_empty());
        html! {
            div class="narrow stack" {
                (page_head(Some((urls::day_walk_in(ui.lang, self.plan.day.id), ui.text.stalls_walk_in_title())), &self.title(ui), None))
                (self.form.summary(ui))
                (self.best(ui, unclaimed.first().map(|(stall, _)| *stall)))
                (self.cells(ui, &ui.text.stalls_walk_in_others(), unclaimed.get(1..).unwrap_or_default()))
                @if unclaimed.is_empty() && claimed.is_empty() { p class="muted" { (ui.text.stalls_walk_in_none()) } }
                (self.cells(ui, &ui.text.stalls_walk_in_claimed(), &claimed))
                form method="post" action=(urls::day_walk_in(ui.lang, self.plan.day.id)) {
                    (seen_run(&self.plan))
                    button class="btn btn-quiet" name="household" value=(self.seller.household) { (icon("clock")) span { (ui.text.stalls_walk_in_wait()) } }
                }
            }
        }
    }
}

impl WalkInStall {
    /// The free stalls that suit, in the order they are drawn, each with who would be passed over.
    fn suited(&self) -> Vec<(&DrawnStall, Vec<Break>)> {
        let suits = |stall: &&DrawnStall| self.plan.own_breaks(&self.request, stall.id).is_empty();
        let free = self.plan.free().filter(suits);
        free.map(|stall| (stall, self.plan.gift_breaks(&self.request, stall.id))).collect()
    }

    fn hidden(&self) -> Markup {
        html! { (seen_run(&self.plan)) input type="hidden" name="household" value=(self.seller.household); }
    }

    fn best(&self, ui: &Ui, stall: Option<&DrawnStall>) -> Markup {
        html! { @if let Some(stall) = stall {
            form class="panel stack stack-s" method="post" action=(urls::day_walk_in(ui.lang, self.plan.day.id)) {
                (self.hidden())
                @let offers = fittings_words(ui, &stall.fittings);
                @if !offers.is_empty() { p class="muted" { (joined(ui, &offers)) } }
                button class="btn btn-primary btn-big" name="stall" value=(stall.id) { (icon("check")) span { (ui.text.stalls_walk_in_best(ui.in_digits(&stall.number))) } }
            }
        } }
    }

    /// Stalls to touch; who is passed over with one of them is said before it.
    fn cells(&self, ui: &Ui, title: &str, stalls: &[(&DrawnStall, Vec<Break>)]) -> Markup {
        let breaks = stalls.iter().flat_map(|(_, breaks)| breaks);
        let mut said: Vec<String> = breaks.map(|one| break_sentence(ui, &self.plan, one)).collect();
        said.sort();
        said.dedup();
        html! { @if !stalls.is_empty() {
            form class="stack" method="post" action=(urls::day_walk_in(ui.lang, self.plan.day.id)) {
                (self.hidden())
                h2 { (title) }
                @if !said.is_empty() {
                    ul { @for sentence in &said { li { (sentence) } } }
                    input type="hidden" name="accept" value="yes";
                }
                ul class="stall-list" { @for (stall, _) in stalls { li {
                    button class="stall-cell stall-free" name="stall" value=(stall.id) { b { (ui.in_digits(&stall.number)) } small { (joined(ui, &fittings_words(ui, &stall.fittings))) } }
                } } }
            }
        } }
    }
}
