//! The producer's first screen: what came in, one tap to the next sale, and what waits.
use super::sell::{Done, Tile, tiles};
use super::{given_back, sale_row, undo_bar};
use crate::i18n::named;
use crate::orders::model::OpenOrders;
use crate::sales::model::{NextStall, SaleRow, Takings};
use crate::ui::parts::{money, stat};
use crate::ui::{Frame, Page, Ui, empty::Empty, icon};
use crate::urls;
use maud::{Markup, html};

/// GET /my.
pub(crate) struct MyDay {
    pub today: Takings,
    pub week: Takings,
    pub tiles: Vec<Tile>,
    pub next_stall: Option<NextStall>,
    pub orders: OpenOrders,
    pub unread: i64,
    pub sales: Vec<SaleRow>,
    /// The sale just written down.
    pub done: Option<Done>,
}

impl Page for MyDay {
    fn title(&self, ui: &Ui) -> String {
        ui.text.sales_day_title()
    }

    fn frame(&self) -> Frame {
        Frame::Producer
    }

    fn body(&self, ui: &Ui) -> Markup {
        html! {
            div class="stack-l stack" {
                @if let Some(done) = &self.done { (undo_bar(ui, done, None)) }
                div class="page-head" { h1 { (ui.date(ui.today)) } }
                ul class="stats" {
                    (stat(&ui.text.sales_today(), money(ui, self.today.sold), Some(&self.sold_today(ui))))
                    (stat(&ui.text.sales_this_week(), money(ui, self.week.sold), None))
                    (given_back(ui, &self.today))
                }
                div class="pair" {
                    a class="btn btn-sale" href=(urls::sell(ui.lang)) { (icon("sell")) span { (ui.text.app_place_sell()) } }
                    a class="btn" href=(urls::my_cost_new(ui.lang)) { (icon("coins")) span { (ui.text.sales_cost()) } }
                }
                @if self.tiles.is_empty() {
                    (Empty { art: "empty-basket", title: ui.text.sales_no_goods_title(), text: ui.text.sales_no_goods_text(),
                        action: Some((urls::my_good_new(ui.lang), "camera", ui.text.sales_first_good())) }.render())
                } @else {
                    section class="stack" { h2 { (ui.text.sales_what_sold()) } (tiles(ui, &self.tiles)) }
                }
                (self.waiting(ui))
                @if !self.sales.is_empty() {
                    section class="stack" {
                        div class="section-head" { h2 { (ui.text.sales_of_today()) } a href=(urls::my_sales(ui.lang)) { (ui.text.app_all()) " " (icon("next")) } }
                        ul class="rows" { @for sale in &self.sales { (sale_row(ui, sale)) } }
                    }
                }
            }
        }
    }
}

impl MyDay {
    fn sold_today(&self, ui: &Ui) -> String {
        match self.today.sales {
            0 => ui.text.sales_count_none(),
            sales => ui.text.sales_count(ui.number(sales)),
        }
    }

    fn waiting(&self, ui: &Ui) -> Markup {
        html! {
            ul class="rows" {
                li { a class="row" href=(urls::my_orders(ui.lang)) { (icon("basket")) span class="row-main" {
                    span class="row-title" { (orders_words(ui, self.orders)) }
                } span class="row-end" { (icon("next")) } } }
                @if let Some(next) = &self.next_stall {
                    li { a class="row" href=(urls::my_stall_day(ui.lang, next.day)) { (icon("stall")) span class="row-main" {
                        span class="row-title" { (stall_words(ui, next)) }
                        span class="row-note" dir="auto" { (next.site) (ui.text.app_comma()) (ui.minute_of_day(next.opens_minute)) }
                    } span class="row-end" { (icon("next")) } } }
                }
                @if self.unread > 0 {
                    li { a class="row" href=(urls::messages(ui.lang)) { (icon("bell")) span class="row-main" {
                        span class="row-title" { (ui.text.sales_unread(ui.number(self.unread))) }
                    } span class="row-end" { (icon("next")) } } }
                }
                li { a class="row" href=(urls::my_earnings(ui.lang)) { (icon("chart")) span class="row-main" {
                    span class="row-title" { (ui.text.sales_earnings_title()) }
                } span class="row-end" { (icon("next")) } } }
            }
        }
    }
}

fn orders_words(ui: &Ui, orders: OpenOrders) -> String {
    match (orders.asked, orders.coming) {
        (0, 0) => ui.text.orders_shop_title(),
        (0, coming) => ui.text.orders_coming(ui.number(coming)),
        (asked, _) => ui.text.orders_new(ui.number(asked)),
    }
}

fn stall_words(ui: &Ui, next: &NextStall) -> String {
    let day = ui.near_date(next.on);
    let number = ui.numbered(&next.stalls);
    match next.stalls.len() {
        0 => ui.text.sales_next_asked(day),
        1 => ui.text.sales_next_stall(named::DayNumber { day, number }),
        _ => ui.text.sales_next_stalls(named::DayNumber { day, number }),
    }
}
