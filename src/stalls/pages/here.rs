//! The page that the square on a stall leads to: which shop stands there today and what it brings. Whoever manages the market
//! ticks there who came, and notes what happened. It tells nobody's name but to that manager.
use super::check_in::{tick_buttons, tick_word};
use super::incidents::{IncidentForm, Scanned, scanned_fields};
use super::parts::{announcement, hours};
use crate::catalogue::model::Good;
use crate::i18n::named;
use crate::kernel::ids::AreaId;
use crate::stalls::model::{Attendance, DayState, Request};
use crate::stalls::plan::DayPlan;
use crate::stalls::queries::Today;
use crate::ui::parts::{hidden_price, page_head, price};
use crate::ui::{Form, Page, Ui, icon};
use crate::urls;
use maud::{Markup, html};

/// GET /m/{market}/{number}.
pub(crate) struct StallHere {
    pub today: Today,
    /// The published plan of today's market, if there is one that is not called off.
    pub plan: Option<DayPlan>,
    /// Of the shop that stands there, with its city.
    pub goods: Option<(AreaId, Vec<Good>)>,
    /// Of whoever manages the market: the form of an incident.
    pub managing: Option<Managing>,
}

/// What the page shows its manager beside what everyone sees.
pub(crate) struct Managing {
    pub form: Form,
    /// Whose forms may wait on the phone.
    pub owner: String,
    pub scanned: Scanned,
}

impl Page for StallHere {
    fn title(&self, ui: &Ui) -> String {
        let stall = ui.text.stalls_stall(ui.in_digits(self.number()));
        ui.text.stalls_here_title(named::SiteStall { site: self.today.site.name.as_str(), stall })
    }

    fn body(&self, ui: &Ui) -> Markup {
        let plan = self.plan.as_ref();
        html! {
            div class="narrow stack" {
                (page_head(None, &ui.text.stalls_stall(ui.in_digits(self.number())), Some(&self.today.site.name)))
                @match (&self.today.day, plan.and_then(|plan| plan.holder(self.today.stall))) {
                    (Some(day), holder) if day.state != DayState::Cancelled => {
                        p class="cluster" { (icon("clock")) (hours(ui, day)) }
                        (announcement(day))
                        @match holder.and_then(|holder| holder.shop.as_ref()) {
                            Some(shop) => {
                                p { (ui.text.stalls_here_today()) }
                                a class="btn btn-primary btn-big" href=(urls::shop(ui.lang, &shop.code)) { (icon("stall")) span dir="auto" { (shop.name) } }
                                (self.offered(ui))
                            }
                            None if plan.is_none() => p { (ui.text.stalls_here_not_published()) },
                            None if holder.is_some() => p { (ui.text.stalls_here_no_shop()) },
                            None => p { (ui.text.stalls_here_nobody()) },
                        }
                        @if let (Some(plan), Some(managing)) = (plan, &self.managing) { (self.manage(ui, plan, managing)) }
                    }
                    (Some(_), _) => p { (ui.text.stalls_here_cancelled()) },
                    (None, _) => p { (ui.text.stalls_here_no_market()) },
                }
                (self.next(ui))
            }
        }
    }
}

impl StallHere {
    /// The number by which people are told of the stall today.
    fn number(&self) -> &str {
        let told = self.plan.as_ref().and_then(|plan| plan.drawing.stall(self.today.stall));
        told.map_or(&self.today.number, |stall| &stall.number)
    }

    fn offered(&self, ui: &Ui) -> Markup {
        html! { @if let Some((city, goods)) = self.goods.as_ref().filter(|(_, goods)| !goods.is_empty()) {
            h2 { (ui.text.stalls_here_goods()) }
            ul class="rows" { @for good in goods { li { a class="row" href=(urls::product(ui.lang, &good.code)) {
                (icon(good.category.as_str()))
                span class="row-main" { span class="row-title" dir="auto" { (good.name) } }
                span class="row-end" { @if ui.prices_in.is_in(*city) { (price(ui, good.tag())) } @else { (hidden_price(ui)) } }
            } } } }
        } }
    }

    fn next(&self, ui: &Ui) -> Markup {
        let today = self.plan.as_ref().map(|plan| {
            let path = urls::market_day(ui.lang, plan.day.id);
            urls::with_query(&path, &[("stall", self.number())])
        });
        html! { @if let Some(path) = today { p { a class="more" href={ (path) "#map" } { (ui.text.stalls_here_market()) } } }
        @match self.today.next {
            Some((id, day)) => p { a class="more" href=(urls::market_day(ui.lang, id)) { (ui.text.stalls_here_next(ui.date(day))) } },
            None => p { a class="more" href=(urls::market_days(ui.lang)) { (ui.text.stalls_public_title()) } },
        } }
    }

    fn manage(&self, ui: &Ui, plan: &DayPlan, managing: &Managing) -> Markup {
        let place = plan.places.iter().find(|place| place.stalls.contains(&self.today.stall));
        let request = place.and_then(|place| plan.request(place.booking)).filter(|request| request.is_asked());
        let form = IncidentForm {
            day: plan.day.id,
            form: &managing.form,
            stalls: plan.drawing.stall(self.today.stall).into_iter().collect(),
            owner: &managing.owner,
            scanned: Some(&managing.scanned),
        };
        html! {
            section class="stack" {
                h2 { (ui.text.stalls_check_in_title()) }
                @if let Some(request) = request { (self.ticks(ui, plan, (request, managing))) }
                (form.render(ui))
                p { a class="more" href=(urls::day_check_in(ui.lang, plan.day.id)) { (ui.text.stalls_here_list()) } }
            }
        }
    }

    fn ticks(&self, ui: &Ui, plan: &DayPlan, (request, managing): (&Request, &Managing)) -> Markup {
        html! {
            form class="cluster" method="post" action=(urls::day_check_in(ui.lang, plan.day.id)) data-outbox=(managing.owner) {
                input type="hidden" name="booking" value=(request.booking);
                (scanned_fields(&managing.scanned))
                b dir="auto" { (request.name) }
                (tick_buttons(ui, request.attendance, [Attendance::Came, Attendance::NoShow]))
                @if let Some(state) = request.attendance { span class="visually-hidden" { (tick_word(ui, state)) } }
            }
        }
    }
}
