//! Someone who came on the day without a request: who it is, and the free stall they get.
use super::breaking::{Worded, break_sentence, kind_sentence};
use super::check_in::seen_run;
use super::find::{Reach, find_box, nobody_found, pages};
use super::parts::{fittings_words, joined, lack_word};
use crate::kernel::ids::{BookingId, HouseholdId};
use crate::stalls::forms::Sought;
use crate::stalls::model::{Category, DayCard, DrawnStall, VendorRow};
use crate::stalls::plan::DayPlan;
use crate::stalls::rearrange::BreakKind;
use crate::stalls::underway::{Suited, Unsuited};
use crate::ui::parts::{Tone, badge, page_head, pager};
use crate::ui::{Form, Frame, Page, Ui, icon, outbox};
use crate::urls;
use maud::{Markup, html};
use std::collections::{BTreeMap, BTreeSet};

/// GET /days/{day}/walk-in: who came?
pub(crate) struct WhoCame {
    pub day: DayCard,
    pub site_vendors: String,
    pub rows: Vec<VendorRow>,
    /// Who has a request, and so is on the list already.
    pub listed: Vec<(HouseholdId, BookingId)>,
    /// Whom the sellers were looked through for.
    pub sought: Sought,
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
        let (newer, older) = pages(&path, &self.sought, self.rows.last().filter(|_| self.has_more));
        html! {
            div class="narrow stack" {
                (page_head(Some((list.clone(), ui.text.stalls_check_in_title())), &self.title(ui), Some(&ui.text.stalls_walk_in_lead())))
                (outbox::needs_network(ui))
                (find_box(ui, &path, &self.sought.typed, Reach::Server))
                @if self.rows.is_empty() { @if self.sought.typed.is_empty() { p class="muted" { (ui.text.stalls_walk_in_nobody()) } } @else { (nobody_found(ui)) } }
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
    pub categories: Vec<Category>,
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
        let Suited { unclaimed, claimed, unsuited } = &self.suited;
        let unclaimed: Vec<&DrawnStall> = unclaimed.iter().collect();
        html! {
            div class="narrow stack" {
                (page_head(Some((urls::day_walk_in(ui.lang, self.plan.day.id), ui.text.stalls_walk_in_title())), &self.title(ui), None))
                (self.form.summary(ui))
                (outbox::needs_network(ui))
                @if let [best, others @ ..] = unclaimed.as_slice() {
                    (self.best(ui, best))
                    (self.cells(ui, &ui.text.stalls_walk_in_others(), (others, None)))
                }
                @if unclaimed.is_empty() && claimed.is_empty() { p class="muted" { (ui.text.stalls_walk_in_none()) } }
                (self.claimed(ui))
                @if !unsuited.is_empty() { details class="panel stack" {
                    summary { (ui.text.stalls_walk_in_unsuited(ui.count(unsuited.len()))) }
                    (self.unsuited(ui))
                } }
                form method="post" action=(urls::day_walk_in(ui.lang, self.plan.day.id)) {
                    button class="btn btn-quiet" name="household" value=(self.seller.household) data-online { (icon("clock")) span { (ui.text.stalls_walk_in_wait()) } }
                }
            }
        }
    }
}

impl WalkInStall {
    fn worded(&self) -> Worded<'_> {
        (&self.plan, &self.categories)
    }

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
        let said: BTreeSet<String> = breaks.map(|one| break_sentence(ui, self.worded(), one)).collect();
        let stalls: Vec<&DrawnStall> = self.suited.claimed.iter().map(|(stall, _)| stall).collect();
        self.cells(ui, &ui.text.stalls_walk_in_claimed(), (&stalls, Some(&said)))
    }

    /// The stalls that do not suit, together with those of which the same is to be said.
    fn unsuited(&self, ui: &Ui) -> Markup {
        let mut alike: BTreeMap<(String, BTreeSet<String>), Vec<&DrawnStall>> = BTreeMap::new();
        for one in &self.suited.unsuited {
            alike.entry(self.reasons(ui, one)).or_default().push(&one.stall);
        }
        html! { @for ((lacks, said), stalls) in &alike { (self.cells(ui, lacks, (stalls, Some(said)))) } }
    }

    /// What a stall lacks, and what else is broken with it.
    fn reasons(&self, ui: &Ui, one: &Unsuited) -> (String, BTreeSet<String>) {
        let mut lacking = Vec::new();
        let mut said: BTreeSet<String> =
            one.passed_over.iter().map(|one| break_sentence(ui, self.worded(), one)).collect();
        for kind in &one.own {
            match kind {
                BreakKind::Unsuited { lacks, .. } => lacking.extend(lacks.iter().map(|lack| lack_word(ui, *lack))),
                other => {
                    said.insert(kind_sentence(ui, self.worded(), (&self.seller.name, other)));
                }
            }
        }
        let lacks = if lacking.is_empty() { String::new() } else { ui.text.stalls_walk_in_lacks(joined(ui, &lacking)) };
        (lacks, said)
    }

    /// Stalls to touch; what is broken with one of them is said before it, and accepted with the touch.
    fn cells(&self, ui: &Ui, title: &str, (stalls, said): (&[&DrawnStall], Option<&BTreeSet<String>>)) -> Markup {
        html! { @if !stalls.is_empty() {
            form class="stack" method="post" action=(urls::day_walk_in(ui.lang, self.plan.day.id)) {
                (self.hidden())
                @if !title.is_empty() { h2 { (title) } }
                @if let Some(said) = said {
                    @if !said.is_empty() { ul { @for sentence in said { li { (sentence) } } } }
                    input type="hidden" name="accept" value="yes";
                }
                ul class="stall-list" { @for stall in stalls { li {
                    button class="stall-cell stall-free" name="stall" value=(stall.id) data-online { b { (ui.in_digits(&stall.number)) } small { (joined(ui, &fittings_words(ui, &stall.fittings))) } }
                } } }
            }
        } }
    }
}
