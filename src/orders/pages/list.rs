//! A shop's orders: those that wait, the next to be collected first, each with its next step one tap away; and those that are over.
use super::parts::{drawing, goods_words, state_badge, sum_words, undo_bar, when, word};
use crate::kernel::ids::OrderId;
use crate::orders::model::{OrderCard, OrderLine, OrderState};
use crate::ui::empty::Empty;
use crate::ui::form::Field;
use crate::ui::parts::{page_head, pager};
use crate::ui::{Form, Frame, Page, Ui, icon};
use crate::urls;
use maud::{Markup, html};

/// GET /my/orders.
pub(in crate::orders) struct ShopOrders {
    pub orders: Vec<OrderCard>,
    /// Whether these are the ones that are over.
    pub is_over: bool,
    /// Whether this is not the first page.
    pub is_later: bool,
    /// The address of the next page, if there is one.
    pub older: Option<String>,
    /// What was typed as a collection code that no open order has.
    pub form: Form,
    /// The order whose step was just made here and can be taken back.
    pub done: Option<(OrderId, OrderState)>,
}

impl Page for ShopOrders {
    fn title(&self, ui: &Ui) -> String {
        if self.is_over { ui.text.orders_over_title() } else { ui.text.orders_shop_title() }
    }

    fn frame(&self) -> Frame {
        Frame::Producer
    }

    fn is_private(&self) -> bool {
        true
    }

    fn body(&self, ui: &Ui) -> Markup {
        let here = urls::my_orders(ui.lang);
        html! {
            div class="narrow stack" {
                @if let Some((order, state)) = self.done {
                    (undo_bar(ui, (&urls::my_order_step(ui.lang, order), &word(ui, state)), &[("to", "undo"), ("from", "list")]))
                }
                @if self.is_over { (page_head(Some((here.clone(), ui.text.orders_shop_title())), &self.title(ui), None)) }
                @else { (page_head(Some((urls::my_day(ui.lang), ui.text.app_place_home())), &self.title(ui), None)) }
                (self.form.summary(ui))
                @if !self.is_over {
                    form class="search-line" action=(here) {
                        (Field::new(&self.form, "pin", ui.text.orders_pin_ask()).kind(crate::ui::form::Kind::Number).input(ui))
                        button class="btn" { (icon("search")) span { (ui.text.orders_pin_find()) } }
                    }
                }
                @if self.orders.is_empty() { (self.none(ui)) }
                @else { ul class="rows" { @for order in &self.orders { li { (self.row(ui, order)) } } } }
                (pager(ui, self.is_later.then(|| self.first(ui)), self.older.clone()))
                @if !self.is_over {
                    div class="cluster" {
                        a class="btn" href=(urls::with_query(&here, &[("over", "yes")])) { (icon("history")) span { (ui.text.orders_over_title()) } }
                        a class="btn" href=(urls::my_standing(ui.lang)) { (icon("calendar")) span { (ui.text.weekly_shop_title()) } }
                        a class="btn" href=(urls::my_door(ui.lang)) { (icon("clock")) span { (ui.text.orders_door_title()) } }
                    }
                }
            }
        }
    }
}

impl ShopOrders {
    fn first(&self, ui: &Ui) -> String {
        let here = urls::my_orders(ui.lang);
        if self.is_over { urls::with_query(&here, &[("over", "yes")]) } else { here }
    }

    fn none(&self, ui: &Ui) -> Markup {
        let (title, text) = if self.is_over {
            (ui.text.orders_over_none_title(), String::new())
        } else {
            (ui.text.orders_none_title(), ui.text.orders_none_text())
        };
        Empty { art: "empty-basket", title, text, action: None }.render()
    }

    fn row(&self, ui: &Ui, order: &OrderCard) -> Markup {
        html! {
            div class="row" {
                (icon(drawing(order.state)))
                div class="row-main" {
                    a class="row-title" href=(urls::my_order(ui.lang, order.id)) dir="auto" {
                        @match &order.buyer { Some(name) => (name), None => (ui.text.orders_forgotten()) }
                    }
                    span class="row-note" dir="auto" { (goods_words(ui, &order.lines)) }
                    span class="row-note" { (when(ui, order.window)) }
                    span class="cluster" { (state_badge(ui, order.state)) b { (sum_words(ui, order.sum())) } }
                }
                div class="row-end" { (self.next_step(ui, order)) }
            }
        }
    }

    /// The one thing to do next; an order is handed over on its own page, where the buyer's code is written, and the weight.
    fn next_step(&self, ui: &Ui, order: &OrderCard) -> Markup {
        let step = urls::my_order_step(ui.lang, order.id);
        html! {
            @match order.state {
                OrderState::Asked => form method="post" action=(step) { input type="hidden" name="from" value="list";
                    button class="btn btn-primary" name="to" value="accept" { (icon("check")) span { (ui.text.orders_do_accept()) } } },
                OrderState::Accepted if order.lines.iter().any(OrderLine::is_to_be_made) => (icon("next")),
                OrderState::Accepted => form method="post" action=(step) { input type="hidden" name="from" value="list";
                    button class="btn btn-primary" name="to" value="ready" { (icon("basket")) span { (ui.text.orders_do_ready()) } } },
                OrderState::Ready => a class="btn btn-sale" href=(format!("{}#collect", urls::my_order(ui.lang, order.id))) { (icon("sell")) span { (ui.text.orders_hand_over()) } },
                OrderState::Collected | OrderState::NotCollected | OrderState::Cancelled => (icon("next")),
            }
        }
    }
}
