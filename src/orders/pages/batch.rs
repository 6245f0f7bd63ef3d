//! One batch as its shop sees it: what was planned and ordered, counting it, changing it alone, calling it off or back, and every
//! order of it with how to reach its buyer.
use super::parts::{state_badge, undo_bar, when};
use crate::catalogue::batches::hatch::Eggs;
use crate::catalogue::batches::model::{Batch, BatchState};
use crate::catalogue::model::Good;
use crate::catalogue::pages::batches::{batch_name, batch_state, terms_fields};
use crate::i18n::named;
use crate::kernel::ids::OrderId;
use crate::kernel::quantity::Quantity;
use crate::orders::batches::change::is_near;
use crate::orders::model::{BatchOrder, OrderState};
use crate::ui::form::{Field, Kind};
use crate::ui::parts::{Tone, badge, code, page_head};
use crate::ui::{Form, Frame, Page, Ui, icon};
use crate::urls;
use chrono::{Days, NaiveDate, NaiveDateTime};
use maud::{Markup, html};

/// GET /my/batches/{good_batch} and its refused forms.
pub(in crate::orders) struct BatchPage {
    pub good: Good,
    pub batch: Batch,
    pub orders: Vec<BatchOrder>,
    /// The orders for which what was counted is not enough.
    pub short: Vec<OrderId>,
    /// Once it is called back, the orders handed over from the stock while it lay there.
    pub meanwhile: Vec<BatchOrder>,
    /// Once it is called back, the orders for which some of the stock was kept then: it may be of it.
    pub waiting: Vec<BatchOrder>,
    /// The orders whose buyers have something that was called back, and cannot be told by SMS.
    pub to_call: Vec<OrderId>,
    /// Whether the last turn can still be taken back.
    pub can_undo: bool,
    /// The eggs that it comes from, if it is a hatch.
    pub eggs: Option<Eggs>,
    pub form: Form,
    pub now: NaiveDateTime,
    pub today: NaiveDate,
}

impl Page for BatchPage {
    fn title(&self, ui: &Ui) -> String {
        batch_name(ui, &self.batch, &self.good.category)
    }

    fn frame(&self) -> Frame {
        Frame::Producer
    }

    fn is_private(&self) -> bool {
        true
    }

    fn body(&self, ui: &Ui) -> Markup {
        let back = (urls::my_batches(ui.lang, self.good.id), self.good.name.clone());
        html! {
            div class="narrow stack" {
                @if self.can_undo { (self.undo(ui)) }
                (page_head(Some(back), &self.title(ui), None))
                (self.form.summary(ui))
                @if !self.to_call.is_empty() { (self.call(ui)) }
                (self.facts(ui))
                @if !self.waiting.is_empty() {
                    section class="panel stack" id="waiting" {
                        h2 class="cluster" { (icon("warning")) (ui.text.batches_waiting_title()) }
                        p { (ui.text.batches_waiting_text()) }
                        ul class="rows" { @for order in &self.waiting { li class="row" { (self.row(ui, order)) } } }
                    }
                }
                @if !self.short.is_empty() { (self.cut(ui)) }
                @else if self.batch.state == BatchState::Planned { (self.count(ui)) }
                (self.list(ui))
                (self.more(ui))
            }
        }
    }
}

impl BatchPage {
    fn here(&self, ui: &Ui) -> String {
        urls::my_batch(ui.lang, self.batch.id)
    }

    fn undo(&self, ui: &Ui) -> Markup {
        let (word, act) = match self.batch.state {
            BatchState::CalledOff => (ui.text.batches_said_off(), "on"),
            _ => (ui.text.batches_said_made(), "unmade"),
        };
        undo_bar(ui, (&self.here(ui), &word), &[("do", act)])
    }

    fn facts(&self, ui: &Ui) -> Markup {
        let (batch, unit) = (&self.batch, self.good.unit);
        html! {
            section class="panel panel-quiet stack stack-s" {
                p class="cluster" { (batch_state(ui, batch, unit, self.now)) }
                @if let Some(eggs) = &self.eggs {
                    p { (ui.text.batches_eggs_of(named::DayEggsExpected { day: ui.date(eggs.set_on), eggs: ui.number(eggs.eggs.into()), expected: ui.quantity_number(eggs.expected()) })) }
                }
                @match batch.real {
                    Some(real) => p { (ui.text.batches_real(named::PlannedReal { planned: ui.quantity(batch.planned, unit), real: ui.quantity(real, unit) })) },
                    None if batch.state == BatchState::CalledOff => {}
                    None => p { (ui.text.batches_planned(named::FreePlanned { free: ui.quantity(batch.free(), unit), planned: ui.quantity(batch.planned, unit) })) },
                }
                @if batch.state == BatchState::Planned { p class="muted" { (ui.text.batches_until(ui.moment(batch.orders_until))) } }
                p { (ui.text.orders_batch_code()) " " (code(batch.code.as_str())) }
                @if let Some(day) = batch.best_before() { p { (ui.text.orders_best_before(ui.full_date(day))) } }
                @if !batch.reason.is_empty() { p dir="auto" { (ui.text.orders_called_back(batch.reason.as_str())) } }
            }
        }
    }

    /// Whom to call: they have some of it, and nothing else tells them.
    fn call(&self, ui: &Ui) -> Markup {
        let theirs = self.orders.iter().chain(&self.meanwhile).filter(|order| self.to_call.contains(&order.id));
        html! {
            section class="panel stack" role="alert" {
                h2 class="cluster" { (icon("phone")) (ui.text.batches_call(ui.count(self.to_call.len()))) }
                p { (ui.text.batches_call_text()) }
                ul class="rows" { @for order in theirs { li class="row" { (self.row(ui, order)) } } }
            }
        }
    }

    /// Before its day it is not counted; one that is no plan's may be ready some days earlier.
    fn early(&self, ui: &Ui) -> Markup {
        html! {
            p class="muted" id="early" { (ui.text.batches_count_then()) }
            @if self.batch.plan.is_none() && is_near(self.batch.day, self.today) { form method="post" action=(self.here(ui)) {
                button class="btn" name="do" value="today" { (icon("check")) span { (ui.text.batches_do_today()) } }
            } }
        }
    }

    fn count(&self, ui: &Ui) -> Markup {
        let (batch, unit) = (&self.batch, self.good.unit);
        if self.today < batch.day {
            return self.early(ui);
        }
        html! {
            form method="post" action=(self.here(ui)) {
                button class="btn btn-primary btn-big btn-wide" name="do" value="made" { (icon("check")) span { (ui.text.batches_do_made(ui.quantity(batch.planned, unit))) } }
            }
            details open[self.form.problem("real").is_some()] {
                summary { (ui.text.batches_other_count()) }
                form class="stack" method="post" action=(self.here(ui)) {
                    (Field::new(&self.form, "real", ui.text.batches_form_real(ui.sell_unit(unit))).kind(Kind::Number).input(ui))
                    button class="btn btn-primary" name="do" value="made" { (icon("check")) span { (ui.text.app_save()) } }
                }
            }
        }
    }

    /// Whose orders cannot be kept, and the button that cancels them.
    fn cut(&self, ui: &Ui) -> Markup {
        let lost = self.orders.iter().filter(|order| self.short.contains(&order.id));
        html! {
            form class="panel stack" method="post" action=(self.here(ui)) {
                h2 { (ui.text.batches_short_title()) }
                ul class="rows" { @for order in lost { li class="row" { (self.row(ui, order)) } } }
                (self.whole_orders(ui, |order| self.short.contains(&order.id)))
                input type="hidden" name="real" value=(self.form.fields.text("real"));
                input type="hidden" name="cuts" value="yes";
                button class="btn btn-danger" name="do" value="made" { (icon("close")) span { (ui.text.batches_do_cut(ui.count(self.short.len()))) } }
                a class="btn" href=(self.here(ui)) { (ui.text.batches_do_not_cut()) }
            }
        }
    }

    fn list(&self, ui: &Ui) -> Markup {
        html! {
            section class="stack" {
                h2 { (ui.text.batches_orders_title()) }
                @if self.orders.is_empty() { p class="muted" { (ui.text.batches_orders_none()) } }
                @else {
                    ul class="rows" { @for order in &self.orders { li class="row" { (self.row(ui, order)) } } }
                    a class="btn" href=(urls::my_batch_list(ui.lang, self.batch.id)) { (icon("print")) span { (ui.text.batches_list()) } }
                }
            }
            @if !self.meanwhile.is_empty() {
                section class="stack" {
                    h2 { (ui.text.batches_meanwhile_title()) }
                    p class="muted" { (ui.text.batches_meanwhile_text()) }
                    ul class="rows" { @for order in &self.meanwhile { li class="row" { (self.row(ui, order)) } } }
                }
            }
        }
    }

    fn row(&self, ui: &Ui, order: &BatchOrder) -> Markup {
        html! {
            div class="row-main" {
                a class="row-title" href=(urls::my_order(ui.lang, order.id)) dir="auto" {
                    @match &order.buyer { Some(buyer) => (buyer.name), None => (ui.text.orders_forgotten()) }
                }
                span class="row-note" { (ui.quantity(order.quantity, self.good.unit)) " · " (when(ui, order.window)) }
                span { (state_badge(ui, order.state)) @if order.has_more && order.state.is_open() { " " (badge(Tone::Muted, &ui.text.batches_has_more())) } }
            }
            @if let Some(buyer) = &order.buyer { div class="row-end" {
                a class="btn" href={ "tel:" (buyer.mobile.as_str()) } { (icon("phone")) bdi dir="ltr" { (ui.phone(&buyer.mobile)) } }
            } }
        }
    }

    /// That whole orders go, where some are of other goods, too.
    fn whole_orders(&self, ui: &Ui, of: impl Fn(&BatchOrder) -> bool) -> Markup {
        let count = self.orders.iter().filter(|order| order.has_more && order.state.is_open() && of(order)).count();
        html! { @if count > 0 { p class="cluster" { (icon("warning")) (ui.text.batches_whole_orders(ui.count(count))) } } }
    }

    /// What is done seldom.
    fn more(&self, ui: &Ui) -> Markup {
        let is_wrong = |fields: &[&str]| self.form.problems.iter().any(|problem| fields.contains(&problem.field));
        html! {
            @match self.batch.state {
                BatchState::Planned => {
                    details class="panel" open[is_wrong(&["on", "quantity", "ready", "until", "shelf"])] {
                        summary { (ui.text.batches_change()) }
                        (self.change(ui))
                    }
                    details class="panel" open[is_wrong(&["off", "reason"])] {
                        summary { (ui.text.batches_off()) }
                        form class="stack" method="post" action=(self.here(ui)) {
                            p { (ui.text.batches_off_text()) }
                            (self.whole_orders(ui, |_| true))
                            (Field::new(&self.form, "reason", ui.text.orders_reason()).hint(ui.text.orders_reason_hint()).optional().input(ui))
                            button class="btn btn-danger" name="do" value="off" { (icon("close")) span { (ui.text.batches_do_off()) } }
                        }
                    }
                }
                BatchState::CalledOff if self.batch.ready_at > self.now && !self.can_undo => form method="post" action=(self.here(ui)) {
                    button class="btn" name="do" value="on" { (icon("undo")) span { (ui.text.batches_do_on()) } }
                },
                BatchState::Made => details class="panel" open[is_wrong(&["reason", "left"])] {
                    summary { (ui.text.batches_recall()) }
                    (self.recall(ui))
                },
                BatchState::CalledOff | BatchState::CalledBack => {}
            }
        }
    }

    fn change(&self, ui: &Ui) -> Markup {
        let own = self.batch.day;
        let days = (0..=30).filter_map(|ahead| ui.today.checked_add_days(Days::new(ahead)));
        let mut days: Vec<_> = days.collect();
        if !days.contains(&own) {
            days.push(own);
        }
        let days: Vec<(String, String)> = days.into_iter().map(|day| (day.to_string(), ui.near_date(day))).collect();
        html! {
            form class="stack" method="post" action=(self.here(ui)) {
                p { (ui.text.batches_change_text()) }
                (self.form.key())
                @let version = self.form.fields.text("version");
                input type="hidden" name="version" value=(if version.is_empty() { self.batch.version.to_string() } else { version.to_owned() });
                @if self.batch.plan.is_none() { (Field::new(&self.form, "on", ui.text.batches_form_on()).select(ui, &days)) }
                @else { input type="hidden" name="on" value=(own); }
                (terms_fields(ui, &self.form, self.good.unit))
                button class="btn btn-primary" name="do" value="change" { (icon("check")) span { (ui.text.app_save()) } }
            }
        }
    }

    fn recall(&self, ui: &Ui) -> Markup {
        html! {
            form class="stack" method="post" action=(self.here(ui)) {
                p { (ui.text.batches_recall_text()) }
                (self.whole_orders(ui, |_| true))
                (Field::new(&self.form, "reason", ui.text.batches_recall_reason()).hint(ui.text.orders_reason_hint()).input(ui))
                (Field::new(&self.form, "left", ui.text.batches_recall_left(ui.sell_unit(self.good.unit))).kind(Kind::Number).hint(ui.text.batches_recall_left_hint()).input(ui))
                button class="btn btn-danger" name="do" value="recall" { (icon("warning")) span { (ui.text.batches_do_recall()) } }
            }
        }
    }
}

/// What of a batch is still there at most: what was counted and not handed over, as far as it is free.
pub(in crate::orders) fn left_of(batch: &Batch, orders: &[BatchOrder], good: &Good) -> Quantity {
    let gone = orders.iter().filter(|order| order.state == OrderState::Collected);
    let gone: i64 = gone.map(|order| order.given.0).sum();
    let waiting: i64 = orders.iter().filter(|order| order.state.is_open()).map(|order| order.quantity.0).sum();
    let rest = batch.real.unwrap_or(Quantity::ZERO).0.saturating_sub(gone).max(0);
    Quantity(rest.min(good.free().0.saturating_add(waiting)))
}
