//! Market days as everyone sees them: when, where, and which shop stands on which stall. No page names a person.
use super::parts::{announcement, day_title, hours, stall_words};
use super::plan::{Cell, Look, Plan, Tap, legend};
use crate::i18n::named;
use crate::stalls::model::{DayState, DrawnStall, PublicDay, Request};
use crate::stalls::plan::DayPlan;
use crate::ui::parts::{Tone, badge, page_head};
use crate::ui::{Page, Ui, empty::Empty, icon};
use crate::urls;
use maud::{Markup, html};
use std::collections::BTreeSet;

/// GET /market.
pub(crate) struct MarketDays {
    pub days: Vec<PublicDay>,
}

impl Page for MarketDays {
    fn title(&self, ui: &Ui) -> String {
        ui.text.stalls_public_title()
    }

    fn body(&self, ui: &Ui) -> Markup {
        html! {
            div class="stack" {
                (page_head(None, &ui.text.stalls_public_title(), Some(&ui.text.stalls_public_lead())))
                p { a class="btn" href=(urls::market_feed(ui.lang)) { (icon("calendar")) span { (ui.text.stalls_calendar_of_all()) } } }
                @if self.days.is_empty() {
                    (Empty { art: "closed", title: ui.text.stalls_public_none(), text: ui.text.stalls_public_none_text(), action: None }.render())
                }
                ul class="rows" { @for day in &self.days { li { a class="row" href=(urls::market_day(ui.lang, day.day.id)) {
                    (icon("calendar"))
                    span class="row-main" {
                        span class="row-title" { (day_title(ui, &day.day)) }
                        span class="row-note" dir="auto" { (day.site) }
                        span class="row-note nowrap" { (hours(ui, &day.day)) }
                    }
                    span class="row-end" {
                        @if day.day.state == DayState::Cancelled { (badge(Tone::Danger, &ui.text.stalls_state_cancelled())) }
                        (icon("next"))
                    }
                } } } }
            }
        }
    }
}

/// GET /market/{day}.
pub(crate) struct MarketDay {
    pub day: PublicDay,
    /// The published plan; without places before it is published.
    pub plan: DayPlan,
    /// The number of the stall that the reader looks for.
    pub sought: String,
}

impl Page for MarketDay {
    fn title(&self, ui: &Ui) -> String {
        ui.text.stalls_public_day_title(named::DateSite { date: ui.date(self.day.day.day), site: &self.day.site })
    }

    fn body(&self, ui: &Ui) -> Markup {
        let day = &self.day.day;
        html! {
            div class="stack" {
                (page_head(Some((urls::market_days(ui.lang), ui.text.stalls_public_title())), &day_title(ui, day), Some(&self.day.site)))
                p class="cluster" {
                    @if day.state == DayState::Cancelled { (badge(Tone::Danger, &ui.text.stalls_state_cancelled())) }
                    @else { (icon("clock")) (hours(ui, day)) }
                }
                @if !self.day.address.is_empty() { p class="cluster" { (icon("pin")) span dir="auto" { (self.day.address) } } }
                (announcement(day))
                p { a class="btn" href=(urls::site_feed(ui.lang, self.day.site_id)) { (icon("calendar")) span { (ui.text.stalls_calendar_of_site()) } } }
                @if day.state == DayState::Published { (self.shops(ui)) }
                @else if day.state == DayState::Open { p class="muted" { (ui.text.stalls_public_soon()) } }
            }
        }
    }
}

impl MarketDay {
    /// Who stands there, in the order of the drawing.
    fn standing(&self) -> Vec<&Request> {
        let mut known = BTreeSet::new();
        let holders = self.plan.drawing.stalls().filter_map(|stall| self.plan.holder(stall.id));
        holders.filter(|request| known.insert(request.booking)).collect()
    }

    fn shops(&self, ui: &Ui) -> Markup {
        let shop = |stall: &DrawnStall| self.plan.holder(stall.id).and_then(|request| request.shop.as_ref());
        let sought = self.plan.drawing.stalls().find(|stall| stall.number == self.sought);
        let theirs = sought.and_then(|stall| self.plan.holder(stall.id)).map(|request| request.booking);
        let is_sought = |stall: &DrawnStall| {
            let holder = self.plan.holder(stall.id).map(|request| request.booking);
            stall.number == self.sought || (theirs.is_some() && holder == theirs)
        };
        let cell = |stall: &DrawnStall| Cell {
            look: if is_sought(stall) {
                Look::Here
            } else if self.plan.holder(stall.id).is_some() {
                Look::Taken
            } else if stall.is_blocked() {
                Look::Blocked
            } else {
                Look::Free
            },
            name: shop(stall).map(|shop| shop.name.clone()),
            tap: shop(stall).map_or(Tap::Nothing, |shop| Tap::Link(urls::shop(ui.lang, &shop.code))),
        };
        let plan = Plan { title: ui.text.stalls_plan_of(&self.day.site), drawing: &self.plan.drawing, cell: &cell };
        let looks: &[Look] = if sought.is_some() {
            &[Look::Here, Look::Free, Look::Taken, Look::Blocked]
        } else {
            &[Look::Free, Look::Taken, Look::Blocked]
        };
        html! {
            section class="stack" id="map" {
                h2 { (ui.text.stalls_public_shops()) }
                (plan.drawn(ui))
                (legend(ui, looks))
                ul class="rows rows-two" { @for request in self.standing() { @if let Some(shop) = &request.shop {
                    li { a class="row" href=(urls::shop(ui.lang, &shop.code)) {
                        (icon("stall"))
                        span class="row-main" { span class="row-title" dir="auto" { (shop.name) } }
                        span class="row-end" { b { (stall_words(ui, &self.plan.numbers_of(request.booking))) } (icon("next")) }
                    } }
                } } }
            }
        }
    }
}
